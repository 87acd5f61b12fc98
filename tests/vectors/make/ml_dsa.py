# SPDX-License-Identifier: Apache-2.0
"""ML-DSA-44 after FIPS 204 in plain Python, for make_ledger_vectors.py alone: it signs, always the
same for the same seed and message, and takes its time. Letters are the standard's."""

import hashlib

Q, N, D = 8380417, 256, 13
RANK, ETA, TAU, BETA, OMEGA = 4, 2, 39, 78, 80
GAMMA1, GAMMA2 = 1 << 17, (Q - 1) // 88
ZETAS = [pow(1753, int(f"{i:08b}"[::-1], 2), Q) for i in range(N)]


def shake256(length, *parts):
    return hashlib.shake_256(b"".join(parts)).digest(length)


def ntt(w):
    w, m, length = list(w), 0, 128
    while length:
        for start in range(0, N, 2 * length):
            m += 1
            for j in range(start, start + length):
                t = ZETAS[m] * w[j + length] % Q
                w[j + length], w[j] = (w[j] - t) % Q, (w[j] + t) % Q
        length //= 2
    return w


def ntt_inverse(w):
    w, m, length = list(w), N, 1
    while length < N:
        for start in range(0, N, 2 * length):
            m -= 1
            for j in range(start, start + length):
                t = w[j]
                w[j] = (t + w[j + length]) % Q
                w[j + length] = -ZETAS[m] * (t - w[j + length]) % Q
        length *= 2
    return [x * pow(N, -1, Q) % Q for x in w]


def product(a, b):
    return [x * y % Q for x, y in zip(a, b)]


def total(*polys):
    return [sum(values) % Q for values in zip(*polys)]


def centred(value, modulus):
    rest = value % modulus
    return rest - modulus if rest > modulus // 2 else rest


def power2round(r):
    low = centred(r, 1 << D)
    return (r - low) >> D, low


def decompose(r):
    low = centred(r, 2 * GAMMA2)
    return (0, low - 1) if r - low == Q - 1 else ((r - low) // (2 * GAMMA2), low)


def norm(vector):
    return max(abs(centred(value, Q)) for poly in vector for value in poly)


def pack(values, bits):
    number = sum(value << bits * i for i, value in enumerate(values))
    return number.to_bytes(bits * len(values) // 8, "little")


def uniform(rho, row, column):
    data, poly = hashlib.shake_128(rho + bytes([column, row])).digest(1680), []
    for at in range(0, len(data), 3):
        value = int.from_bytes(data[at:at + 3], "little") & 0x7FFFFF
        if value < Q:
            poly.append(value)
    return poly[:N]


def short(seed, number):
    data = shake256(544, seed, number.to_bytes(2, "little"))
    halves = [half for byte in data for half in (byte & 15, byte >> 4) if half < 15]
    return [(ETA - half % 5) % Q for half in halves[:N]]


def mask(seed, number):
    data = shake256(576, seed, number.to_bytes(2, "little"))
    whole = int.from_bytes(data, "little")
    return [(GAMMA1 - (whole >> 18 * i & (1 << 18) - 1)) % Q for i in range(N)]


def in_ball(seed):
    data = shake256(1000, seed)
    signs, at, c = int.from_bytes(data[:8], "little"), 8, [0] * N
    for i in range(N - TAU, N):
        while data[at] > i:
            at += 1
        c[i], c[data[at]] = c[data[at]], (-1) ** (signs >> i + TAU - N & 1) % Q
        at += 1
    return c


def pack_hints(hints):
    places, ends = [], []
    for row in hints:
        places += [i for i, hint in enumerate(row) if hint]
        ends.append(len(places))
    return bytes(places + [0] * (OMEGA - len(places)) + ends)


class KeyPair:
    def __init__(self, seed):
        seeds = shake256(128, seed, bytes([RANK, RANK]))
        rho, shorts, self.k = seeds[:32], seeds[32:96], seeds[96:]
        self.a = [[uniform(rho, r, s) for s in range(RANK)] for r in range(RANK)]
        self.s1 = [ntt(short(shorts, i)) for i in range(RANK)]
        s2 = [short(shorts, RANK + i) for i in range(RANK)]
        t = [total(x, y) for x, y in zip(self.times_a(self.s1), s2)]
        parts = [[power2round(value) for value in poly] for poly in t]
        self.s2 = [ntt(poly) for poly in s2]
        self.t0 = [ntt([low for _, low in poly]) for poly in parts]
        self.public = rho + b"".join(pack([high for high, _ in poly], 10) for poly in parts)
        self.tr = shake256(64, self.public)

    def times_a(self, vector):
        return [ntt_inverse(total(*map(product, row, vector))) for row in self.a]

    def sign(self, message, context=b""):
        mu = shake256(64, self.tr, bytes([0, len(context)]), context, message)
        seed = shake256(64, self.k, bytes(32), mu)
        kappa = 0
        while True:
            signature = self.attempt([mask(seed, kappa + i) for i in range(RANK)], mu)
            if signature:
                return signature
            kappa += RANK

    def attempt(self, y, mu):
        w = self.times_a([ntt(poly) for poly in y])
        high = b"".join(pack([decompose(value)[0] for value in poly], 6) for poly in w)
        challenge = shake256(32, mu, high)
        c = ntt(in_ball(challenge))
        cs1, cs2, ct0 = ([ntt_inverse(product(c, poly)) for poly in secret]
                         for secret in (self.s1, self.s2, self.t0))
        z = [total(a, b) for a, b in zip(y, cs1)]
        rest = [total(a, [-value for value in b]) for a, b in zip(w, cs2)]
        low = [[decompose(value)[1] for value in poly] for poly in rest]
        if norm(z) >= GAMMA1 - BETA or norm(low) >= GAMMA2 - BETA or norm(ct0) >= GAMMA2:
            return None
        hints = [[decompose(value)[0] != decompose((value + more) % Q)[0]
                  for value, more in zip(*polys)] for polys in zip(rest, ct0)]
        if sum(map(sum, hints)) > OMEGA:
            return None
        packed = b"".join(pack([GAMMA1 - centred(v, Q) for v in poly], 18) for poly in z)
        return challenge + packed + pack_hints(hints)
