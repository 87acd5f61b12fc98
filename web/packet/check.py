#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the packet in whose folder it stands, with nothing but Python 3.

    python3 check.py [KEY]      KEY: the log's key line or its file, as you got it another way

Of each event: that its text is what the entry in the log stands for (SHA-256), and its opening
opens just that; that the entry is in the tree of the checkpoint (RFC 6962, 2.1.1; the walk is that
of RFC 9162, 2.1.3.2); that the texts, signatures and keys which OpenSSL is given (.text, .sig,
.pem) are those of the event and of the checkpoint. The signatures themselves are OpenSSL's part:
custody.html has the command. Of all together: that they are of one item, and each follows the one
before it; that policy believes the log's key, and its quorum has signed the checkpoint; that
commitments.sha256 and case.jsonld say what the events say; that no file is missing, and each has
its sum in SHA256SUMS. Who changes a file can change that too: compare the line "the packet" with
what was printed when it was made. What custody.html says in words is left to its reader.

It stops at the first thing that does not hold. What may have a reason (an event was erased, a
signature does not hold) is a QUESTION: it goes on, and ends with 1. custody.html tells those too.
"""
import base64
import hashlib
import json
import pathlib
import re
import sys
import uuid

FOLDER = pathlib.Path(__file__).resolve().parent
LABEL = b"lodestar/commitment/v1\0"  # begins .committed; the issuer, the salt, the record follow
ED25519, COSIGNATURE = 1, 4  # kinds of keys
ML_DSA_44 = 6  # one that OpenSSL 3.0 does not know; verify.html does
KEY_BYTES = {ED25519: 32, COSIGNATURE: 32, ML_DSA_44: 1312}
CASE = "https://ontology.caseontology.org/case/"
UCO = "https://ontology.unifiedcyberontology.org/uco/"
CONTEXT = {"case-investigation": CASE + "investigation/", "kb": "urn:lodestar:custody:",
           "xsd": "http://www.w3.org/2001/XMLSchema#"} | {
               "uco-" + part: UCO + part + "/" for part in
               ("action", "core", "identity", "location", "observable", "tool", "types")}
IDENTITY = "identity", "uco-identity:Identity"
DESCRIBED = "role", "to-role", "why", "source", "method", "clock", "condition", "seal", "note"
keys_of = {}  # of each name among those who act
for_openssl = []  # the names of the signatures whose files are right
questions = []


def read(name):
    return (FOLDER / name).read_bytes()


def must(holds, words):
    if not holds:
        sys.exit(f"DOES NOT HOLD: {words}")


def ask(words):
    questions.append(words)
    print("QUESTION:", words)


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def root_of(leaf, index, size, path):
    """The root of a tree of `size` leaves in which `leaf` has the place `index`; None: of none."""
    node, last, root = index, size - 1, sha256(b"\x00", leaf)
    if index >= size:
        return None
    for other in path:
        if last == 0:
            return None
        if node % 2 == 1 or node == last:
            root = sha256(b"\x01", other, root)
            while node % 2 == 0 and node > 0:
                node, last = node >> 1, last >> 1
        else:
            root = sha256(b"\x01", root, other)
        node, last = node >> 1, last >> 1
    return root if last == 0 else None


def unbase64(text):
    """The bytes behind base64, which has one form for each."""
    value = base64.b64decode(text)
    must(base64.b64encode(value).decode() == text, f"this is base64: {ascii(text)}")
    return value


def open_note(note):
    """A signed note's text, and each signature behind the id of its key: [(name, id, bytes)]."""
    text, _, lines = note.rpartition(b"\n\n")
    signatures = []
    for line in lines.decode().splitlines():
        _, name, value = line.split(" ")
        value = unbase64(value)
        signatures.append((name, value[:4], value[4:]))
    return text + b"\n", signatures


def open_key(line):
    """A verifier key line: its name, its id, the kind, and its bytes."""
    name, key_id, value = line.split("+", 2)
    value = unbase64(value)
    made = sha256(f"{name}\n".encode(), value)[:4]
    is_name = re.fullmatch(r"[^\s\x00-\x1f]+", name)
    must(is_name and made.hex() == key_id, f"this is a key with its id: {ascii(line)}")
    must(value[0] != ML_DSA_44 or len(name.encode()) < 256, f"a signature holds {ascii(name)}")
    must(KEY_BYTES.get(value[0]) == len(value) - 1, f"this is a key of a known kind: {ascii(line)}")
    return name, made, value[0], value[1:]


def is_key(line):
    try:
        return bool(open_key(line))
    except (SystemExit, ValueError, IndexError):
        return False


def read_key(given):
    """The key line that was given, itself or as the name of a file with it."""
    line = given.strip()
    if not is_key(line):
        try:
            line = pathlib.Path(given).read_bytes().decode().strip()
        except (OSError, ValueError):
            pass
    if is_key(line):
        return line
    print(f"this is no key line, nor a file with one: {ascii(given)}", file=sys.stderr)
    return sys.exit(2)


def called(line):
    """A key's name, with its id where another key has the name too."""
    name, key_id, _ = line.split("+", 2)
    return f"{name} (key {key_id})" if len(keys_of.get(name, ())) > 1 else name


def pem(key):
    value = base64.b64encode(bytes.fromhex("302a300506032b6570032100") + key).decode()
    return f"-----BEGIN PUBLIC KEY-----\n{value}\n-----END PUBLIC KEY-----\n".encode()


def check_signer(who, line, signatures):
    """That WHO.pem is that key and WHO.sig its signature in the note, in OpenSSL's form."""
    name, key_id, _, key = open_key(line)
    must(read(who + ".pem") == pem(key), f"{who}.pem is the key of {name}")
    made = [value[-64:] for signer, of, value in signatures if (signer, of) == (name, key_id)]
    must(read(who + ".sig") in made, f"{who}.sig is the signature of {name}")
    for_openssl.append(who)
    return called(line)


def check_message(who, line, text, signatures):
    """That WHO.text is what that key signed of the checkpoint with WHO.by.sig; the time in it."""
    name, key_id, kind, _ = open_key(line)
    value = next(value for signer, of, value in signatures
                 if (signer, of) == (name, key_id) and value[-64:] == read(who + ".by.sig"))
    time = ""
    if kind == COSIGNATURE:  # c2sp.org/tlog-cosignature
        time = f"time {int.from_bytes(value[:-64], 'big')}"
        text = f"cosignature/v1\n{time}\n".encode() + text
    must(len(value) == (72 if time else 64), f"a signature of {name} is as long as it must be")
    must(read(who + ".text") == text,
         f"{who}.text is what the key of {who}.by has signed of this checkpoint")
    return time


def check_checkpoint(given):
    """The checkpoint's size and root, once it is clear whose it is."""
    line = read("log.key").decode().strip()
    must(given in (None, line), "log.key is the key that you gave")
    text, signatures = open_note(read("checkpoint"))
    origin, size, root = text.decode().split("\n")[:3]
    must(origin == open_key(line)[0], "the checkpoint is of the log whose key this is")
    if open_key(line)[2] != ML_DSA_44:
        check_signer("checkpoint.by", line, signatures)
        check_message("checkpoint", line, text, signatures)
    print("log.key:", line)
    print("   ", "is the key that you gave" if given else "NOT COMPARED with one from elsewhere")
    policy = Policy(read("policy").decode(errors="surrogateescape"))
    must(line in policy.logs, "policy believes log.key")
    for other in policy.logs:
        if other != line:
            print("policy believes this key too, NOT COMPARED:", ascii(other)[1:-1])
    check_quorum(policy, signatures)
    check_witnesses(policy.witnesses.values(), text, signatures)
    return origin, int(size), unbase64(root)


class Policy:
    """Whom to believe: c2sp.org/tlog-policy."""

    def __init__(self, text):
        self.logs, self.witnesses, self.groups = [], {}, {}
        self.members, self.quorum = [], None  # members: of any group
        *lines, rest = text.split("\n")
        must(rest == "", "policy ends with the end of a line")
        must(not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text), "policy is text")
        for line in lines:
            words = re.findall("[^ \t]+", line)
            if words and not words[0].startswith("#"):
                must(self.takes(*words), f"policy has no such line as {ascii(line)}")
        must(self.quorum, "policy says what its quorum is")

    def takes(self, kind, name, *more):
        """Whether such a line may follow those before it."""
        if kind == "log" and len(more) <= 1:
            self.logs.append(name)
            return self.is_new(name, self.logs[:-1])
        if kind == "witness" and 1 <= len(more) <= 2 and not self.knows(name):
            self.witnesses[name] = more[0]
            return (open_key(more[0])[2] != ED25519 and
                    self.is_new(more[0], list(self.witnesses.values())[:-1]))
        if kind == "group" and len(more) >= 2 and not self.knows(name):
            count, *members = more
            least = {"any": "1", "all": str(len(members))}.get(count, count)
            self.groups[name] = int(least) if re.fullmatch("[0-9]+", least) else 0, members
            self.members += members
            return (all(self.knows(one) and one not in ("none", name) for one in members) and
                    1 <= self.groups[name][0] <= len(members) and
                    len(set(self.members)) == len(self.members))
        if kind == "quorum" and not more and not self.quorum and self.knows(name):
            self.quorum = name
            return True
        return False

    def is_new(self, key, others):
        return open_key(key)[3] not in [open_key(other)[3] for other in others]

    def knows(self, name):
        return name == "none" or name in self.witnesses or name in self.groups

    def holds(self, signed, name=None):
        """Whether these witnesses, by their names here, are its quorum, or that voter."""
        name = name or self.quorum
        if name in self.groups:
            least, members = self.groups[name]
            return sum(self.holds(signed, member) for member in members) >= least
        return name == "none" or name in signed


def check_quorum(policy, signatures):
    """That enough witnesses have signed; whether what they made is a signature is for OpenSSL."""
    made = [(signer, of) for signer, of, _ in signatures]
    signed = {name: open_key(key)[2] for name, key in policy.witnesses.items()
              if open_key(key)[:2] in made}
    names = ascii(" ".join(signed) or "nobody")[1:-1]
    must(policy.holds(signed), f"the quorum of policy has signed the checkpoint: {names} did")
    print("policy asks for no witness" if policy.quorum == "none" else
          f"policy asks for {ascii(policy.quorum)[1:-1]}, and has it: {names} signed")
    for name, kind in signed.items():
        if kind == ML_DSA_44:
            print("a signature to check with verify.html, not with OpenSSL:", ascii(name)[1:-1])


def check_witnesses(keys, text, signatures):
    here = []
    for path in sorted(FOLDER.glob("witness-*.by.pem")):
        who = path.name.removesuffix(".pem")
        line = next((key for key in keys if pem(open_key(key)[3]) == read(path.name)), None)
        must(line, f"{path.name} is the key of a witness in policy")
        check_signer(who, line, signatures)
        time = check_message(who.removesuffix(".by"), line, text, signatures)
        print(f"{who}: {line}, {time}")
        here.append(line)
    for line in keys:
        name, key_id, kind, _ = open_key(line)
        signed = (name, key_id) in [(signer, of) for signer, of, _ in signatures]
        if signed and kind != ML_DSA_44 and line not in here:
            ask(f"the witness {name} has signed the checkpoint, and its .sig is not here")


def field(text, name):
    """What stands behind that name at the start of a line; nothing where no line has it."""
    lines = [line for line in text.split("\n") if line.startswith(name + " ")]
    return lines[0][len(name) + 1:] if lines else ""


def check_place(name, subject, index, before):
    """That the event is of the same item as those before it, and stands behind them."""
    number = f"event-{len(before) + 1:03}"
    must(name == number, f"no event is left out: {number} is not here")
    if before:
        must(before[0]["item"] == subject, f"{name} is of the item of event-001")
        must(before[-1]["index"] < index, f"{name} stands in the log behind the event before it")


def check_chain(name, record, text, before):
    """That the event is what its record says, and follows the last of those before it."""
    subject, previous = field(record, "subject"), field(record, "previous")
    must(field(text, "item").split(" ")[0] == subject, f"{name} is of the item of its record")
    must(field(record, "type") == "custody/" + field(text, "event"), f"{name}: it says what it is")
    if previous != (before[-1]["leaf"] if before else ""):
        named = [one["name"] for one in before if one["leaf"] == previous]
        follows = named[0] if named else "an event that is not here" if previous else "no event"
        ask(f"{name} follows {follows}" + (f", and not {before[-1]['name']}" if before else ""))
    accepts = text in [one["text"] for one in before]  # the same words, with a second signature
    if field(text, "previous") != previous and not accepts:
        ask(f"{name} was signed as following another event than the one it is logged behind")


def check_people(name, text, signatures):
    """Who acted and who received: whose signatures are for OpenSSL, and who has not signed."""
    said = []
    for role in ("by", "to"):
        if not (line := field(text, role)):
            continue
        (who, key_id, _, _), name_of = open_key(line), called(line)
        has_signed = (who, key_id) in [(signer, of) for signer, of, _ in signatures]
        if (FOLDER / f"{name}.{role}.sig").exists():
            said.append(check_signer(f"{name}.{role}", line, signatures))
        elif has_signed:
            ask(f"{name}: {name_of} has signed, and {name}.{role}.sig is not here: was it taken "
                "away, or does the signature not hold?")
        elif role == "by":
            ask(f"{name}: {name_of}, who acted, has not signed")
        else:
            said.append(f"({name_of} has not signed: an offer)")
    return ", ".join(said) or "none"


def check_entry(name, origin, size, root):
    """The entry's index, leaf, record and note, once the files of each agree and it is logged."""
    committed, leaf, note = read(name + ".committed"), read(name + ".leaf"), read(name + ".note")
    label, issuer, salt, record = (committed[:23], committed[23:27], committed[27:59],
                                   committed[59:])
    must(leaf == b"\x01" + issuer + sha256(committed), f"{name}: the leaf stands for the text")
    head = f"issuer {issuer.hex()}\nsalt {base64.b64encode(salt).decode()}\n".encode()
    must(label == LABEL and read(name + ".opening") == b"lodestar-opening/v1\n" + head + record,
         f"{name}.opening has the issuer, the salt and the record of the text")
    record, _, body = record.partition(b"\n\n")
    must(body == note, f"{name}.note is what the leaf stands for")
    head, _, checkpoint = read(name + ".tlog-proof").partition(b"\n\n")
    must(checkpoint == read("checkpoint"), f"{name}: its proof is for the checkpoint")
    form, place, *path = head.decode().split("\n")
    index, path = int(place.split(" ")[1]), [unbase64(line) for line in path]
    must([form, place] == ["c2sp.org/tlog-proof@v1", f"index {index}"],
         f"{name}: its proof is one for its index alone")
    must(root_of(leaf, index, size, path) == root, f"{name}: it is in the tree")
    return index, leaf, record.decode(), note


def check_event(name, origin, size, root, before):
    index, leaf, record, note = check_entry(name, origin, size, root)
    check_place(name, field(record, "subject"), index, before)
    event = {"name": name, "index": index, "item": field(record, "subject"), "text": "",
             "leaf": base64.b64encode(leaf[5:]).decode()}
    before.append(event)
    if not (FOLDER / (name + ".text")).exists():  # nor in SHA256SUMS: check_files()
        return ask(f"{name} cannot be read as an event")
    text, signatures = open_note(note)
    must(read(name + ".text") == text, f"{name}.text is that of the note")
    event["text"] = text.decode()
    check_chain(name, record, event["text"], before[:-1])
    signers = check_people(name, event["text"], signatures)
    print(f"{name}: entry {index} of {origin}; signatures to check: {signers}")


def id_of(kind, what):
    """A UUID out of a hash, which names a node of case.jsonld."""
    digest = bytearray(sha256(f"{kind}\n{what}".encode())[:16])
    digest[6], digest[8] = digest[6] & 0x0F | 0x50, digest[8] & 0x3F | 0x80
    return f"kb:{kind}-{uuid.UUID(bytes=bytes(digest))}"


def typed(kind, value):
    return {"@type": "xsd:" + kind, "@value": value}


def add(nodes, kind, of, what, values):
    """Adds that node where it is not there yet, without what is not said; what refers to it."""
    name = id_of(kind, what)
    said = {key: value for key, value in values.items() if value}
    nodes.setdefault(name, {"@id": name, "@type": of} | said)
    return {"@id": name}


def add_named(nodes, kind, of, what, name):
    return add(nodes, kind, of, what, {"uco-core:name": name}) if what else None


def add_file(nodes, item):
    value, length = item.split(" ")
    hashed = {"@id": id_of("hash", value), "@type": "uco-types:Hash",
              "uco-types:hashMethod": "SHA256", "uco-types:hashValue": typed("hexBinary", value)}
    return add(nodes, "file", "uco-observable:File", value, {"uco-core:hasFacet": [
        {"@id": id_of("file-facet", value), "@type": "uco-observable:FileFacet",
         "uco-observable:sizeInBytes": typed("integer", length)},
        {"@id": id_of("content-data-facet", value), "@type": "uco-observable:ContentDataFacet",
         "uco-observable:hash": [hashed]}]})


def add_action(nodes, event, origin):
    text, leaf = event["text"], base64.b64decode(event["leaf"]).hex()
    by, to, where, tool, previous, item, result = (
        field(text, name) for name in ("by", "to", "where", "tool", "previous", "item", "result"))
    informed = id_of("investigative-action", base64.b64decode(previous).hex())
    add(nodes, "investigative-action", "case-investigation:InvestigativeAction", leaf, {
        "uco-core:name": field(text, "event"),
        "uco-core:description": "; ".join(
            f"{name}: {field(text, name)}" for name in DESCRIBED if field(text, name)),
        "uco-action:startTime": typed("dateTime", field(text, "at")),
        "uco-action:performer": add_named(nodes, *IDENTITY, by, called(by)),
        "uco-action:participant": add_named(nodes, *IDENTITY, to, to and called(to)),
        "uco-action:location": add_named(nodes, "location", "uco-location:Location", where, where),
        "uco-action:instrument": add_named(nodes, "tool", "uco-tool:Tool", tool, tool),
        "uco-action:object": add_file(nodes, item),
        "case-investigation:wasInformedBy": {"@id": informed} if previous else None,
        "uco-action:result": {"@id": id_of("provenance-record", leaf)}})
    add(nodes, "provenance-record", "case-investigation:ProvenanceRecord", leaf, {
        "uco-core:description": f"entry {event['index']} of {origin}, commitment {leaf}",
        "uco-core:object": add_file(nodes, result or item)})


def check_case(events, origin):
    """That case.jsonld is what the events make of it: it is written here again, and compared."""
    def once(pairs):
        must(len(dict(pairs)) == len(pairs), "case.jsonld says each thing once")
        return dict(pairs)
    case, nodes = json.loads(read("case.jsonld"), object_pairs_hook=once), {}
    items = [field(event["text"], "item") for event in events if event["text"]]
    add_file(nodes, items[0] if items else events[0]["item"] + " 0")
    for event in events:
        if event["text"]:
            add_action(nodes, event, origin)
    given = {node["@id"]: node for node in case["@graph"]}
    for name in sorted(nodes.keys() | given.keys()):
        must(nodes.get(name) == given.get(name), f"case.jsonld says of {name} what the events say")
    must(len(given) == len(case.pop("@graph")), "case.jsonld says each thing once")
    must(case == {"@context": CONTEXT}, "case.jsonld means by its names what CASE and UCO do")


def check_commitments(events):
    lines = [f"{base64.b64decode(event['leaf']).hex()}  {event['name']}.committed\n"
             for event in events]
    must(read("commitments.sha256").decode() == "".join(lines),
         "commitments.sha256 has the commitment of each leaf, and no other")


def note_keys(names):
    """The keys of those who act, to tell two keys of one name apart."""
    for name in names:
        path = FOLDER / (name + ".text")
        text = path.read_bytes().decode() if path.exists() else ""
        for line in (field(text, "by"), field(text, "to")):
            if line:
                keys_of.setdefault(line.split("+")[0], set()).add(line)


def check_files():
    """That no file is missing; what SHA256SUMS says of each."""
    *lines, rest = read("SHA256SUMS").decode().split("\n")
    sums = {line[66:]: line[:66] for line in lines}
    must(rest == "" and len(sums) == len(lines), "SHA256SUMS names each file once")
    here = {path.name for path in FOLDER.iterdir()} - {"SHA256SUMS", ".lodestar-output"}
    missing = sorted(sums.keys() - here)
    must(not missing, "each file of SHA256SUMS is here: " + ascii(", ".join(missing))[1:-1])
    for name in sorted(here - sums.keys()):
        print("not a file of this packet:", ascii(name))
    return sums


def check_sums(sums):
    for name, value in sums.items():
        must(value == f"{sha256(read(name)).hex()}  ", f"{name} has its sum in SHA256SUMS")
    must("custody.html" in sums and "check.py" in sums, "SHA256SUMS has what the packet needs")


def main():
    given = read_key(sys.argv[1]) if len(sys.argv) > 1 else None
    sums = check_files()
    head = check_checkpoint(given)
    names = sorted((path.stem for path in FOLDER.glob("event-*.leaf")),
                   key=lambda name: (len(name), name))
    must(names, "there is an event")
    note_keys(names)
    events = []
    for name in names:
        check_event(name, *head, events)
    check_commitments(events)
    check_case(events, head[0])
    check_sums(sums)
    print("the packet:", sha256(read("SHA256SUMS")).hex())
    print("the item:", events[0]["item"])
    print(f"{len(events)} events, each in the tree of {head[1]} entries, root {head[2].hex()}")
    print(f"{len(for_openssl)} signatures to check with OpenSSL: {' '.join(for_openssl)}")
    if questions:
        sys.exit(f"QUESTIONS: {len(questions)}; custody.html has to tell them too")


if __name__ == "__main__":
    try:
        main()
    except (OSError, ValueError, IndexError, StopIteration, TypeError) as why:
        sys.exit(f"DOES NOT HOLD: a file is not of its form: {type(why).__name__}: {why}")
