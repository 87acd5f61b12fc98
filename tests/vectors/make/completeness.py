# SPDX-License-Identifier: Apache-2.0
"""Completeness proofs after docs/spec/completeness.md, in plain Python: the verifiable random
function, the map, the lists, and what is wrong with each."""

import hashlib

from formats import (BASE, D, L, LOG, OTHER_LOG, P, TIME, WITNESSES, Cases, b64, compress,
                     inclusion, leaf_hash, note, number, root, times)
from checkpoints import policy_text

ISSUER = bytes.fromhex("01020304")
SUITE = b"\3"
SMALL = bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")


def decompress(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


class NameKey:
    """ECVRF-EDWARDS25519-SHA512-TAI of RFC 9381."""

    def __init__(self, seed):
        digest = hashlib.sha512(bytes([seed]) * 32).digest()
        self.scalar = int.from_bytes(digest[:32], "little") & (1 << 254) - 8 | 1 << 254
        self.prefix = digest[32:]
        self.public = compress(times(self.scalar, BASE))

    def point(self, text):
        for counter in range(256):
            tried = hashlib.sha512(SUITE + b"\1" + self.public + text + bytes([counter, 0]))
            found = decompress(tried.digest()[:32])
            if found and compress(times(8, found)) != compress((0, 1, 1, 0)):
                return times(8, found)

    def prove(self, text):
        h = self.point(text)
        gamma = times(self.scalar, h)
        k = number(self.prefix, compress(h)) % L
        points = [self.public, compress(h), compress(gamma), compress(times(k, BASE)),
                  compress(times(k, h))]
        c = hashlib.sha512(SUITE + b"\2" + b"".join(points) + b"\0").digest()[:16]
        s = (k + int.from_bytes(c, "little") * self.scalar) % L
        return compress(gamma) + c + s.to_bytes(32, "little")

    def label(self, text):
        gamma = times(8 * self.scalar, self.point(text))
        return hashlib.sha512(SUITE + b"\3" + compress(gamma) + b"\0").digest()[:32]


def tagged(domain, *parts):
    return hashlib.sha256(domain.encode() + b"\0" + b"".join(parts)).digest()


EMPTY = tagged("lodestar/map-empty/v1")


def bit(label, depth):
    return label[depth // 8] >> 7 - depth % 8 & 1


def map_root(leaves, depth=0):
    if not leaves:
        return EMPTY
    if len(leaves) == 1:
        return tagged("lodestar/map-leaf/v1", *leaves[0])
    halves = [[one for one in leaves if bit(one[0], depth) == side] for side in (0, 1)]
    return tagged("lodestar/map-node/v1", *(map_root(half, depth + 1) for half in halves))


def map_path(leaves, label):
    """The siblings, the deepest first, and the leaf in the label's place, if any."""
    siblings = []
    while len(leaves) > 1:
        depth = len(siblings)
        siblings.append(map_root([one for one in leaves if bit(one[0], depth) != bit(label, depth)],
                                 depth + 1))
        leaves = [one for one in leaves if bit(one[0], depth) == bit(label, depth)]
    return siblings[::-1], leaves[0] if leaves else None


class MappedLog:
    """Entry i is about case i % 7, every tenth is padding; the map is entry 255."""

    def __init__(self, size=300, seed=5, place=255):
        self.names, self.place = NameKey(seed), place
        self.entries = [self.leaf(hashlib.sha256(b"%d" % i).digest()) for i in range(size)]
        self.lists = {}
        for i in range(place):
            self.lists.setdefault("type padding" if i % 10 == 9 else f"subject case {i % 7}",
                                  []).append(i)
        self.labels = {topic: self.names.label(topic.encode()) for topic in self.lists}
        self.leaves = [(self.labels[topic], self.value(topic)) for topic in self.lists]
        self.salt = hashlib.sha256(b"salt of the map").digest()
        record = (f"type map\nsubject \nprevious \n\nsize {place}\n"
                  f"root {b64(map_root(self.leaves))}\nkey {b64(self.names.public)}\n").encode()
        self.entries[place] = self.leaf(
            tagged("lodestar/commitment/v1", ISSUER, self.salt, record))

    @staticmethod
    def leaf(commitment):
        return b"\1" + ISSUER + commitment

    def blind(self, topic):
        return tagged("a test's blind", self.labels[topic])

    def value(self, topic):
        entries = [leaf_hash(i.to_bytes(8, "big") + self.entries[i]) for i in self.lists[topic]]
        return tagged("lodestar/map-value/v1", self.blind(topic),
                      len(entries).to_bytes(8, "big"), root(entries))

    def text(self, subject, *, indexes=None, extra="", origin=LOG, more=()):
        topic = f"subject {subject}"
        label = self.names.label(topic.encode())
        siblings, there = map_path(self.leaves, label)
        if there is None:
            place = "nothing\n"
        elif there[0] != label:
            place = f"neighbour {b64(there[0])} {b64(there[1])}\n"
        else:
            indexes = self.lists[topic] if indexes is None else indexes
            place = f"entries {len(indexes)} {b64(self.blind(topic))}\n" + "".join(
                f"{i} {b64(self.entries[i])}\n" for i in indexes)
        hashes = [leaf_hash(entry) for entry in self.entries]
        checkpoint = f"{origin.name}\n{len(hashes)}\n{b64(root(hashes))}\n"
        return (f"lodestar-completeness/v1\nkey {b64(self.names.public)}\n"
                f"name {b64(self.names.prove(topic.encode()))}\nissuer {ISSUER.hex()}\n"
                f"salt {b64(self.salt)}\n{place}path\n"
                + "".join(("-" if one == EMPTY else b64(one)) + "\n" for one in siblings)
                + f"\nc2sp.org/tlog-proof@v1\n{extra}index {self.place}\n"
                + "".join(b64(one) + "\n" for one in inclusion(self.place, hashes)) + "\n"
                + note(checkpoint, origin.line(checkpoint),
                       *(witness.line(checkpoint, TIME) for witness in more)))


def proofs():
    cases = Cases("Completeness proofs, each with a policy and a subject. entries: the indexes "
                  "that are proven to be all among the first `size`.")
    log = MappedLog()

    def case(name, why, error, data, subject="case 3", policy=policy_text()):
        entries = log.lists.get(f"subject {subject}", [])
        cases.add(name, why, error is None, input=data, subject=subject, policy=policy,
                  size=None if error else log.place, entries=None if error else entries,
                  error=error)

    for subject in ("case 0", "case 3", "case 6"):
        case(f"all_about_{subject.replace(' ', '_')}", "they are all", None, log.text(subject),
             subject)
    for subject in ("case 7", "case 8", "case 9", "case 10", "case 3 ", "padding"):
        case(f"nothing_about_{subject.replace(' ', '_')}", "there is none", None,
             log.text(subject), subject)
    case("witnessed", "the witness has cosigned", None, log.text("case 3", more=WITNESSES[:2]),
         policy=policy_text("w1", WITNESSES))
    forbidden(case, log)
    invalid(case, log)
    return cases


def forbidden(case, log):
    def bad(name, why, data, **fields):
        case(name, why, "forbidden", data, **fields)

    plain, none = log.text("case 3"), log.text("case 7")
    all_of_it = log.lists["subject case 3"]
    bad("of_another_subject", "the name is another subject's", plain, subject="case 4")
    bad("absence_of_another_subject", "the name is another subject's", none)
    bad("entry_left_out", "the list has it", log.text("case 3", indexes=all_of_it[1:]))
    bad("last_entry_left_out", "the list has it", log.text("case 3", indexes=all_of_it[:-1]))
    bad("entry_added", "the list has it not",
        log.text("case 3", indexes=sorted([*all_of_it, 4])))
    bad("entry_behind_the_map", "the map does not cover it",
        log.text("case 3", indexes=[*all_of_it, 258]))
    siblings, _ = map_path(log.leaves, log.labels["subject case 3"])
    first = (b64(siblings[0]) if siblings[0] != EMPTY else "-") + "\n"
    bad("path_too_short", "it leads elsewhere", plain.replace("path\n" + first, "path\n"))
    bad("path_too_long", "it leads elsewhere", plain.replace("path\n", "path\n-\n"))
    bad("hidden_as_nothing", "the place is not empty",
        plain[:plain.index("entries ")] + "nothing\n" + plain[plain.index("path\n"):])
    for name, topic in (("hidden_behind_itself", "subject case 3"),
                        ("hidden_behind_another", "subject case 4")):
        line = f"neighbour {b64(log.labels[topic])} {b64(log.value(topic))}\n"
        bad(name, "a neighbour is another label, and in that place",
            plain[:plain.index("entries ")] + line + plain[plain.index("path\n"):])
    other = MappedLog(place=254)
    bad("map_in_another_place", "index + 1 is a multiple of 256", other.text("case 3"))
    bad("map_of_another_key", "the record names the key",
        plain.replace(b64(log.names.public), b64(NameKey(6).public)))
    bad("key_of_small_order", "under such a key anybody proves anything",
        plain.replace(b64(log.names.public), b64(SMALL)))
    proof = log.names.prove(b"subject case 3")
    longer = proof[:48] + (int.from_bytes(proof[48:], "little") + L).to_bytes(32, "little")
    bad("name_with_a_scalar_not_reduced", "a scalar is below the order",
        plain.replace(b64(proof), b64(longer)))
    bad("another_log", "the policy does not know it", log.text("case 3", origin=OTHER_LOG))
    bad("quorum_not_reached", "another witness has cosigned",
        log.text("case 3", more=WITNESSES[:1]), policy=policy_text("w1", WITNESSES))
    bad("another_issuer", "the leaf commits to it", plain.replace("issuer 01020304",
                                                                  "issuer 01020305"))


def invalid(case, log):
    plain, none = log.text("case 3"), log.text("case 7")

    def bad(name, why, old, new, data=plain):
        assert old in data, name
        case(name, why, "invalid", data.replace(old, new, 1))

    bad("another_first_line", "it says what it is", "/v1\n", "/v2\n")
    bad("issuer_in_capitals", "one way to write it", "issuer 01020304", "issuer 0102030A")
    bad("issuer_short", "eight digits", "issuer 01020304", "issuer 1020304")
    bad("two_spaces", "one way to write it", "salt ", "salt  ")
    bad("key_of_31_bytes", "a key has 32 bytes", b64(log.names.public), b64(b"k" * 31))
    bad("base64_with_unused_bits", "one way to write it", b64(log.salt),
        b64(log.salt)[:-2] + chr(ord(b64(log.salt)[-2]) + 1) + "=")
    bad("count_too_large", "as many lines as it says", "entries ", "entries 1")
    bad("no_count", "how many they are", "entries ", "entries x")
    bad("leaf_that_is_none", "a leaf has 37 bytes", b64(log.entries[3]), b64(b"a word"))
    bad("path_without_end", "an empty line ends it", "\n\nc2sp", "\nc2sp")
    bad("extra_data", "nothing would vouch for it", "index 255", "extra AAAA\nindex 255")
    bad("index_with_a_zero_before", "one way to write it", "index 255", "index 0255")
    bad("place_unknown", "one of three", "entries ", "some ")
    bad("empty_hash_in_full", "it is written -", "path\n", f"path\n{b64(EMPTY)}\n", none)
    first, second = (f"{i} {b64(log.entries[i])}\n" for i in log.lists["subject case 3"][:2])
    bad("entries_out_of_order", "indexes grow", first + second, second + first)
    bad("entry_twice", "indexes grow", first + second, first + first)
