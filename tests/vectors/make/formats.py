# SPDX-License-Identifier: Apache-2.0
"""Keys, signatures, notes and trees in plain Python, for make_ledger_vectors.py alone: slow, with
fixed seeds, and able to make what is wrong."""

import base64
import hashlib

import ml_dsa

DASH = "\u2014"
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def b64(data):
    return base64.b64encode(data).decode()


# Ed25519 after RFC 8032, section 5.1; points in extended coordinates.
def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n, point):
    result = (0, 1, 1, 0)
    while n:
        if n & 1:
            result = add(result, point)
        point, n = add(point, point), n >> 1
    return result


def base_point():
    y = 4 * pow(5, P - 2, P) % P
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if x & 1:
        x = P - x
    return x, y, 1, x * y % P


BASE = base_point()


def compress(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def number(*parts):
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little")


class Key:
    """A key pair under a name. kind: 1 Ed25519, 4 cosignature, 6 ML-DSA-44."""

    def __init__(self, name, seed, kind=1):
        self.name, self.kind, self.seed = name, kind, bytes([seed]) * 32
        if kind == 6:
            self.pair = ml_dsa.KeyPair(self.seed)
            self.public = self.pair.public
        else:
            self.expand()
        self.id = key_id(name, kind, self.public)

    def expand(self):
        digest = hashlib.sha512(self.seed).digest()
        self.scalar = int.from_bytes(digest[:32], "little") & (1 << 254) - 8 | 1 << 254
        self.prefix = digest[32:]
        self.public = compress(times(self.scalar, BASE))

    def sign_bytes(self, message):
        if self.kind == 6:
            return self.pair.sign(message)
        r = number(self.prefix, message) % L
        point = compress(times(r, BASE))
        s = (r + number(point, self.public, message) * self.scalar) % L
        return point + s.to_bytes(32, "little")

    def vkey(self):
        return vkey(self.name, self.kind, self.public)

    def skey(self):
        return f"PRIVATE+KEY+{vkey(self.name, self.kind, self.seed, self.id)}"

    def signature(self, text, time_s=None):
        if self.kind == 1:
            return self.sign_bytes(text.encode())
        if self.kind == 6:
            origin, size, hashed = text.split("\n")[:3]
            return time_s.to_bytes(8, "big") + self.sign_bytes(subtree_message(
                self.name, time_s, origin, 0, int(size), base64.b64decode(hashed)))
        message = f"cosignature/v1\ntime {time_s}\n{text}"
        return time_s.to_bytes(8, "big") + self.sign_bytes(message.encode())

    def line(self, text, time_s=None):
        return line(self.name, self.id, self.signature(text, time_s))


# What ML-DSA-44 signs of a log's entries from start to end, after tlog-cosignature.
def subtree_message(name, time_s, origin, start, end, hashed, label=b"subtree/v1\n\0"):
    def with_length(text):
        data = text.encode()
        return bytes([len(data) & 255]) + data

    return b"".join([label, with_length(name), time_s.to_bytes(8, "big"), with_length(origin),
                     start.to_bytes(8, "big"), end.to_bytes(8, "big"), hashed])


def key_id(name, kind, public):
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]


def vkey(name, kind, public, wanted_id=None):
    shown = (wanted_id or key_id(name, kind, public)).hex()
    return f"{name}+{shown}+{b64(bytes([kind]) + public)}"


def line(name, id4, signature):
    return f"{DASH} {name} {b64(id4 + signature)}\n"


def note(text, *lines):
    return text + "\n" + "".join(lines)


# Trees after RFC 6962, section 2.1.
def leaf_hash(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def split(count):
    return 1 << (count - 1).bit_length() - 1


def root(leaves):
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return node(root(leaves[:k]), root(leaves[k:]))


def inclusion(index, leaves):
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if index < k:
        return inclusion(index, leaves[:k]) + [root(leaves[k:])]
    return inclusion(index - k, leaves[k:]) + [root(leaves[:k])]


# Subtrees after draft-ietf-plants-merkle-tree-certs-03, section 4.4; of [0, old) it is consistency.
def subtree_proof(start, end, leaves, whole=True):
    if (start, end) == (0, len(leaves)):
        return [] if whole else [root(leaves)]
    k = split(len(leaves))
    if end <= k:
        return subtree_proof(start, end, leaves[:k], whole) + [root(leaves[k:])]
    if start >= k:
        return subtree_proof(start - k, end - k, leaves[k:], whole) + [root(leaves[:k])]
    return subtree_proof(0, end - k, leaves[k:], False) + [root(leaves[:k])]


def consistency(old, leaves):
    return subtree_proof(0, old, leaves)


def leaves_of(count):
    return [leaf_hash(b"entry %d" % i) for i in range(count)]


def checkpoint(origin, count, *extensions):
    hashed = b64(root(leaves_of(count)))
    return "".join(f"{part}\n" for part in (origin, count, hashed, *extensions))


# The invented parties.
LOG = Key("log.example/harbour", 1)
LOG_NEXT = Key("log.example/harbour", 2)
OTHER_LOG = Key("log.example/orchard", 3)
WITNESSES = [Key(f"witness.example/{name}", 10 + i, 4)
             for i, name in enumerate(["north", "east", "south", "west"])]
POST_QUANTUM = Key("witness.example/lattice", 20, 6)
TIME = 1790000000


class Cases:
    """Cases of one file. A case's name must be new. Bytes become base64; numbers that may need
    64 bits are text, for readers whose numbers are floating. go is given only where Go's library
    judges otherwise than the specification."""

    def __init__(self, about):
        self.about, self.cases = about, []

    def add(self, name, why, accepted, **fields):
        assert all(case["name"] != name for case in self.cases), name
        case = {"name": name, "why": why, "accepted": accepted}
        for key, value in fields.items():
            if isinstance(value, bytes):
                case[key + "_base64"] = b64(value)
            elif value is not None:
                case[key] = value
        self.cases.append(case)

    def content(self):
        return {"about": self.about, "cases": self.cases}
