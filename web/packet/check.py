#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the packet in whose folder it stands, with nothing but Python 3.

    python3 check.py [KEY]      KEY: the log's key line, as you got it another way

Of each event: that its text is what the entry in the log stands for (SHA-256); that the entry is
in the tree of the checkpoint (RFC 6962, 2.1.1; the walk is that of RFC 9162, 2.1.3.2); that the
texts, signatures and keys which OpenSSL is given (.text, .sig, .pem) are those of the event and of
the checkpoint. The signatures themselves are OpenSSL's part: custody.html has the command. Of all
together: that they are of one item, and each follows the one before it; that no file is missing.

It stops at the first thing that does not hold. What may have a reason (an event was erased, a
signature does not hold) is a QUESTION: it goes on, and ends with 1. custody.html tells those too.
"""
import base64
import hashlib
import pathlib
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
HEAD_OF_TEXT = 59  # bytes of .committed before the record: a label, the issuer, the random number
ML_DSA_44 = 6  # a kind of key that OpenSSL 3.0 does not know; verify.html does
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


def open_note(note):
    """A signed note's text, and each signature behind the id of its key: [(name, id, bytes)]."""
    text, _, lines = note.rpartition(b"\n\n")
    signatures = []
    for line in lines.decode().splitlines():
        _, name, value = line.split(" ")
        value = base64.b64decode(value)
        signatures.append((name, value[:4], value[4:]))
    return text + b"\n", signatures


def open_key(line):
    """A verifier key line: its name, its id, the kind, and the 32 bytes."""
    name, key_id, value = line.split("+", 2)
    value = base64.b64decode(value)
    return name, bytes.fromhex(key_id), value[0], value[1:]


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
    return name


def check_checkpoint(given):
    """The checkpoint's size and root, once it is clear whose it is."""
    line = read("log.key").decode().strip()
    must(given in (None, line), "log.key is the key that you gave")
    text, signatures = open_note(read("checkpoint"))
    origin, size, root = text.decode().split("\n")[:3]
    must(origin == open_key(line)[0], "the checkpoint is of the log whose key this is")
    if open_key(line)[2] != ML_DSA_44:
        must(read("checkpoint.text").endswith(text), "checkpoint.text is that of the checkpoint")
        check_signer("checkpoint.by", line, signatures)
    print("log.key:", line)
    print("   ", "is the key that you gave" if given else "NOT COMPARED with one from elsewhere")
    check_witnesses(text, signatures)
    return origin, int(size), base64.b64decode(root)


def check_witnesses(text, signatures):
    keys = [words.split()[2] for words in read("policy").decode().splitlines()
            if words.startswith("witness ")]
    for path in sorted(FOLDER.glob("witness-*.by.pem")):
        who = path.name.removesuffix(".pem")
        line = next((key for key in keys if pem(open_key(key)[3]) == read(path.name)), None)
        must(line, f"{path.name} is the key of a witness in policy")
        first, time, signed = read(who.removesuffix(".by") + ".text").split(b"\n", 2)
        must(first == b"cosignature/v1" and signed == text, f"{who} is of this checkpoint")
        check_signer(who, line, signatures)
        print(f"{who}: {line}, {time.decode()}")


def field(text, name):
    """What stands behind that name at the start of a line; nothing where no line has it."""
    lines = [line for line in text.split("\n") if line.startswith(name + " ")]
    return lines[0][len(name) + 1:] if lines else ""


def check_chain(name, record, text, index, before):
    """That the event is of the same item as those before it, and follows the last of them."""
    number = f"event-{len(before) + 1:03}"
    must(name == number, f"no event is left out: {number} is not here")
    subject, previous = field(record, "subject"), field(record, "previous")
    must(field(text, "item").split(" ")[0] == subject, f"{name} is of the item of its record")
    must(field(record, "type") == "custody/" + field(text, "event"), f"{name}: it says what it is")
    if before:
        must(before[0]["item"] == subject, f"{name} is of the item of event-001")
        must(before[-1]["index"] < index, f"{name} stands in the log behind the event before it")
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
        who, key_id, _, _ = open_key(line)
        has_signed = (who, key_id) in [(signer, of) for signer, of, _ in signatures]
        if (FOLDER / f"{name}.{role}.sig").exists():
            said.append(check_signer(f"{name}.{role}", line, signatures))
        elif has_signed:
            ask(f"{name}: {who} has signed, and {name}.{role}.sig is not here: was it taken away, "
                "or does the signature not hold?")
        elif role == "by":
            ask(f"{name}: {who}, who acted, has not signed")
        else:
            said.append(f"({who} has not signed: an offer)")
    return ", ".join(said) or "none"


def check_event(name, origin, size, root, before):
    committed, leaf, note = read(name + ".committed"), read(name + ".leaf"), read(name + ".note")
    must(len(leaf) == 37 and leaf[5:] == sha256(committed), f"{name}: the leaf stands for the text")
    record, _, body = committed[HEAD_OF_TEXT:].partition(b"\n\n")
    must(body == note, f"{name}.note is what the leaf stands for")
    head, _, checkpoint = read(name + ".tlog-proof").partition(b"\n\n")
    must(checkpoint == read("checkpoint"), f"{name}: its proof is for the checkpoint")
    lines = head.decode().split("\n")
    index, path = int(lines[1].split(" ")[1]), [base64.b64decode(line) for line in lines[2:]]
    must(root_of(leaf, index, size, path) == root, f"{name}: it is in the tree")
    text, signatures = open_note(note)
    must(read(name + ".text") == text, f"{name}.text is that of the note")
    record, text = record.decode(), text.decode()
    check_chain(name, record, text, index, before)
    signers = check_people(name, text, signatures)
    print(f"{name}: entry {index} of {origin}; signatures to check: {signers}")
    before.append({"name": name, "index": index, "item": field(record, "subject"), "text": text,
                   "leaf": base64.b64encode(leaf[5:]).decode()})


def check_files():
    """That no file is missing; sha256sum -c tells whether one was changed."""
    listed = {line.split("  ", 1)[1] for line in read("SHA256SUMS").decode().splitlines()}
    here = {path.name for path in FOLDER.iterdir()} - {"SHA256SUMS", ".lodestar-output"}
    must(listed <= here, "each file of SHA256SUMS is here: " + ", ".join(sorted(listed - here)))
    for name in sorted(here - listed):
        print("not a file of this packet:", ascii(name))


def main():
    head = check_checkpoint(sys.argv[1].strip() if len(sys.argv) > 1 else None)
    names = sorted((path.stem for path in FOLDER.glob("event-*.leaf")),
                   key=lambda name: (len(name), name))
    must(names, "there is an event")
    events = []
    for name in names:
        check_event(name, *head, events)
    check_files()
    print("the item:", events[0]["item"])
    print(f"{len(events)} events, each in the tree of {head[1]} entries, root {head[2].hex()}")
    print(f"{len(for_openssl)} signatures to check with OpenSSL: {' '.join(for_openssl)}")
    if questions:
        sys.exit(f"QUESTIONS: {len(questions)}; custody.html has to tell them too")


try:
    main()
except (OSError, ValueError, IndexError, StopIteration) as why:
    sys.exit(f"DOES NOT HOLD: a file is not of its form: {type(why).__name__}: {why}")
