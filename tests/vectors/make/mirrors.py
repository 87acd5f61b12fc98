# SPDX-License-Identifier: Apache-2.0
"""Cases of what a log and a mirror say to each other, c2sp.org/tlog-mirror."""

from formats import (LOG, POST_QUANTUM, TIME, Cases, Key, b64, checkpoint, leaves_of, root,
                     subtree_proof)

MIRROR = Key("mirror.example/north", 40, 4)
INFO = "text/x.tlog.mirror-info"
SIZE = 1000
MOST_EXCESS = 32 * 256


def u16(number):
    return number.to_bytes(2, "big")


def u64(number):
    return number.to_bytes(8, "big")


def counted(data):
    return u16(len(data)) + data


def header(start, end, ticket=b"", origin=LOG.name.encode()):
    return counted(origin) + u64(start) + u64(end) + counted(ticket)


def sequence(start, end):
    """The canonical sequence, as the specification tells it."""
    rounded_start, rounded_end = start // 256 * 256, (end + 255) // 256 * 256
    count = (rounded_end - rounded_start) // 256 if start < end else 0
    return [(max(start, rounded_start + i * 256), min(end, rounded_start + (i + 1) * 256))
            for i in range(count)]


def package(start, end, size, leaves, proof=None):
    if proof is None:
        proof = subtree_proof(start // 256 * 256, end, leaves[:size])
    entries = b"".join(counted(b"entry %d" % i) for i in range(start, end))
    return entries + bytes([len(proof)]) + b"".join(proof)


def packages(start, end, leaves, most=1000):
    return [package(*each, end, leaves) for each in sequence(start, end)][:most]


def requests():
    cases = Cases("Whether bytes begin like a request to add entries: origin, start, end, ticket "
                  "are what is read, packages how many are due, and rest how many bytes follow.")

    def good(name, why, data, origin, start, end, count, ticket=b"", rest=0):
        cases.add(name, why, True, input=data, origin=origin, start=str(start), end=str(end),
                  packages=str(count), ticket=ticket, rest=rest)

    def bad(name, why, data):
        cases.add(name, why, False, input=data, error="invalid")

    origin, most = LOG.name, 2**64 - 1
    for start, end in [(0, 0), (0, 1), (0, 255), (0, 256), (0, 257), (7, 7), (255, 256),
                       (255, 257), (256, 512), (300, 310), (300, 1000), (0, 8192), (1, 8193)]:
        good(f"from_{start}_to_{end}", "the sequence is cut at multiples of 256",
             header(start, end), origin, start, end, len(sequence(start, end)))
    good("greatest_size", "a size has 64 bits", header(0, most), origin, 0, most, 2**56)
    good("greatest_start", "a size has 64 bits", header(most, most), origin, most, most, 0)
    good("one_before_the_greatest", "a size has 64 bits", header(most - 1, most), origin, most - 1,
         most, 1)
    good("ticket", "any bytes", header(3, 9, b"\0\n\xff"), origin, 3, 9, 1, b"\0\n\xff")
    good("longest_ticket", "its length has 16 bits", header(3, 9, b"t" * 65535), origin, 3, 9, 1,
         b"t" * 65535)
    good("entries_behind", "they are read later", header(3, 9) + b"more", origin, 3, 9, 1, rest=4)
    good("empty_origin", "no log has it, which is asked later", header(3, 9, origin=b""), "", 3, 9,
         1)
    good("origin_in_utf_8", "an origin is bytes", header(3, 9, origin="höfn".encode()), "höfn", 3,
         9, 1)
    whole = header(3, 9, b"ticket")
    for length in (0, 1, 2, 10, 21, 22, 28, 29, 36, 37, 38, 39, 40, len(whole) - 1):
        bad(f"cut_off_after_{length}", "a field is missing or short", whole[:length])
    bad("start_behind_end", "the start is not above the end", header(10, 9))
    bad("greatest_start_behind_end", "the start is not above the end", header(most, 0))
    bad("origin_longer_than_the_body", "a length is kept", b"\xff\xff" + whole[2:])
    return cases


LEAVES = leaves_of(1200)
OTHER_LEAVES = LEAVES[:700] + [b"x" * 32] * 500


class Uploads(Cases):
    """Requests of one log to a mirror that has some of it."""

    def head(self, size, leaves=None):
        leaves = leaves or LEAVES
        hashed = root(leaves[:size]) if size <= len(leaves) else b"r" * 32
        return {"size": str(size), "root": b64(hashed)}

    def case(self, name, why, status, start, end, body=None, *, pending=SIZE, mirrored=None,
             ticketed=None, next_entry=0, count=0, known=True, tell=None, whole=None, before=None):
        if body is None:
            body = b"".join(packages(start, end, LEAVES))
        some = LEAVES[start // 256 * 256:start] if before is None else before
        heads = {key: self.head(size) for key, size in
                 (("pending", pending), ("mirrored", mirrored), ("ticketed", ticketed))
                 if size is not None}
        self.add(name, why, status == 200, status=status, packages=count, is_known=known,
                 input=header(start, end) + body if whole is None else whole,
                 next=str(next_entry), before=[b64(each) for each in some] if start <= 1200 else [],
                 tell=None if tell is None else str(tell), **heads)


def uploads():
    cases = Uploads(
        "What a mirror makes of a request when it has so much: is_known is whether it knows the "
        "log, pending and mirrored are its checkpoints, ticketed one that the ticket vouches for, "
        "next its first missing entry, before the hashes of the entries that stand before the "
        "upload in its first package's subtree. status is the answer's; packages how many are "
        "proven; tell the size that a 409 names.")
    for add in (add_taken, add_prefixes, add_conflicts, add_refused):
        add(cases, cases.case)
    return cases


def add_taken(_, case):
    case("unknown_log", "404", 404, 0, SIZE, known=False)
    case("nothing_pending", "422", 422, 0, SIZE, pending=None)
    case("no_request", "the header is malformed", 400, 0, 0, whole=b"\0")
    case("start_behind_end", "the header is malformed", 400, 0, 0, whole=header(10, 9))
    case("all", "a new mirror", 200, 0, SIZE, count=4)
    case("one_entry", "the least upload", 200, 0, 1, pending=1, count=1)
    case("a_whole_package", "256 entries", 200, 0, 256, pending=256, count=1)
    case("one_more_than_a_package", "two packages", 200, 0, 257, pending=257, count=2)
    case("from_the_middle", "the entries before are here", 200, 300, SIZE, next_entry=300,
         mirrored=300, count=3)
    case("within_a_package", "the entries before are here", 200, 900, 910, pending=910,
         next_entry=900, mirrored=900, count=1)
    case("from_a_multiple", "nothing is before", 200, 512, SIZE, next_entry=512, count=2)
    case("empty_upload", "all is here", 200, SIZE, SIZE, next_entry=SIZE, mirrored=500)
    case("empty_upload_of_the_empty_tree", "all is here", 200, 0, 0, pending=0)
    case("empty_upload_and_bytes_behind", "what follows is discarded", 200, SIZE, SIZE, b"more",
         next_entry=SIZE)
    case("bytes_behind", "what follows is discarded", 200, 512, SIZE,
         b"".join(packages(512, SIZE, LEAVES)) + b"more", next_entry=512, count=2)
    case("excess", "what is here already is sent again", 200, 100, SIZE, next_entry=700, count=4)
    case("past_the_end", "another client has brought more", 200, 512, 700, pending=1200,
         ticketed=700, next_entry=1000, count=1)
    case("mirrored_size", "the mirror's own checkpoint", 200, 500, 500, mirrored=500,
         next_entry=600)
    case("ticketed_size", "a checkpoint that was pending", 200, 600, 800, ticketed=800,
         mirrored=500, next_entry=600, count=2)


def add_prefixes(cases, case):
    case("a_prefix", "a client may send some", 202, 0, SIZE, packages(0, SIZE, LEAVES, 1)[0],
         count=1)
    three = b"".join(packages(0, SIZE, LEAVES, 3))
    case("a_longer_prefix", "a client may send some", 202, 0, SIZE, three, count=3)
    for cut in (1, 40, 300, 3000):
        case(f"cut_off_{cut}_bytes_before_the_end", "the partial package is discarded", 202, 0,
             SIZE, b"".join(packages(0, SIZE, LEAVES))[:-cut], count=3 if cut < 3000 else 2)
    first = packages(0, SIZE, LEAVES, 1)[0]
    for length in (0, 1, 2, 9, 1000, len(first) - 1):
        case(f"{length}_bytes_of_the_first_package", "no package is whole", 400, 0, SIZE,
             first[:length])
    long = leaves_of(33 * 256)
    cases.add("33_packages", "32 are read, as if the request ended there", False,
              input=header(0, 33 * 256) + b"".join(packages(0, 33 * 256, long)), status=202,
              packages=32, is_known=True, next="0", before=[],
              pending=cases.head(33 * 256, long))


def add_conflicts(_, case):
    case("start_above_next", "entries would be missing", 409, 513, SIZE, next_entry=512, tell=SIZE)
    case("empty_upload_above_next", "how a client asks", 409, SIZE, SIZE, tell=SIZE)
    case("unknown_size", "never pending", 409, 0, SIZE - 1, tell=SIZE)
    case("size_above_pending", "not pending yet", 409, 0, 1100, tell=SIZE)
    case("outdated_size", "it was pending, and no ticket says so", 409, 0, 700, tell=SIZE)
    case("below_mirrored", "a mirror does not go back", 409, 0, 300, ticketed=300, mirrored=500,
         next_entry=500, tell=SIZE)
    case("ticketed_size_above_next", "the ticket keeps its size", 409, 700, 800, ticketed=800,
         next_entry=600, tell=800)
    case("greatest_size", "never pending", 409, 0, 2**64 - 1, b"", tell=SIZE)
    far = 10**6
    case("most_excess", "a request's worth", 400, far - MOST_EXCESS, 2 * far, b"", pending=2 * far,
         next_entry=far)
    case("too_much_excess", "more than a request's worth", 409, far - MOST_EXCESS - 1, 2 * far, b"",
         pending=2 * far, next_entry=far, tell=2 * far)
    case("excess_is_counted_to_the_end", "what is behind the end is none", 400, far - 300, far, b"",
         pending=2 * far, ticketed=far, next_entry=far + MOST_EXCESS)


def add_refused(_, case):
    refused = b"".join(packages(0, SIZE, LEAVES))
    first = packages(0, SIZE, LEAVES, 1)[0]

    def changed(at):
        return refused[:at] + bytes([refused[at] ^ 1]) + refused[at + 1:]

    proof = subtree_proof(0, 256, LEAVES[:SIZE])
    case("another_entry", "it is not proven", 422, 0, SIZE, changed(5))
    case("another_proof", "it is not proven", 422, 0, SIZE, changed(len(first) - 1))
    case("another_entry_later", "what stands before it is kept", 422, 0, SIZE,
         changed(len(first) + 10), count=1)
    case("another_past", "the entries are another log's", 422, 0, SIZE,
         b"".join(packages(0, SIZE, OTHER_LEAVES)))
    case("other_entries_before", "the hash is of all from the multiple of 256", 422, 900, SIZE,
         next_entry=900, before=[b"h" * 32] * (900 - 768))
    case("proof_of_another_size", "it is for the upload's end", 422, 0, SIZE,
         package(0, 256, 900, LEAVES))
    case("proof_too_short", "a hash is missing", 422, 0, SIZE,
         package(0, 256, SIZE, LEAVES, proof[:-1]))
    case("proof_too_long", "a hash is too many", 422, 0, SIZE,
         package(0, 256, SIZE, LEAVES, proof + [b"h" * 32]))
    case("proof_of_63_hashes", "it does not hold", 422, 0, SIZE,
         package(0, 256, SIZE, LEAVES, [b"h" * 32] * 63))
    case("proof_of_64_hashes", "at most 63 are allowed", 422, 0, SIZE,
         package(0, 256, SIZE, LEAVES, [b"h" * 32] * 64))
    case("a_package_twice", "packages come in order", 422, 0, SIZE, first * 2, count=1)
    case("packages_from_another_start", "they are those of the interval", 422, 256, SIZE,
         b"".join(packages(0, SIZE, LEAVES)), next_entry=256)


def infos():
    cases = Cases("Whether bytes say what a mirror has, with 202 and 409: the size of a pending "
                  "checkpoint, the next entry, a ticket.")

    def good(name, why, data, size, next_entry, ticket=b""):
        cases.add(name, why, True, input=data, size=str(size), next=str(next_entry), ticket=ticket)

    good("no_ticket", "its line is empty", "1000\n300\n\n", 1000, 300)
    good("ticket", "in base64", "1000\n300\nAAEC\n", 1000, 300, b"\0\1\2")
    good("padded_ticket", "in base64", "1000\n300\nAA==\n", 1000, 300, b"\0")
    good("zeroes", "a new mirror", "0\n0\n\n", 0, 0)
    good("greatest", "sizes have 64 bits", f"{2**64 - 1}\n{2**64 - 1}\n\n", 2**64 - 1, 2**64 - 1)
    good("next_above_size", "others may have brought more", "300\n1000\n\n", 300, 1000)
    for name, data in {
            "empty": "", "one_line": "1000\n", "two_lines": "1000\n300\n",
            "no_last_newline": "1000\n300\nAAEC", "no_ticket_line": "1000\n300",
            "four_lines": "1000\n300\n\n\n", "words": "many\n300\n\n", "minus": "1000\n-1\n\n",
            "leading_zero": "01000\n300\n\n", "leading_zero_in_next": "1000\n0300\n\n",
            "space": "1000 \n300\n\n", "above_64_bits": f"{2**64}\n300\n\n",
            "next_above_64_bits": f"1000\n{2**64}\n\n", "carriage_returns": "1000\r\n300\r\n\r\n",
            "unpadded_ticket": "1000\n300\nAA\n", "url_base64": "1000\n300\n__8=\n",
            "hexadecimal": "0x10\n300\n\n", "empty_line_before": "\n1000\n300\n\n"}.items():
        cases.add(name, "three lines: decimal, decimal, base64", False, input=data, error="invalid")
    return cases


def answers():
    cases = Cases("What a log makes of an answer to its entries for the checkpoint whose text it "
                  "is, knowing the keys of its mirror: cosignatures, the lines that hold, or info.")
    text = checkpoint(LOG.name, 7)
    held = MIRROR.line(text, TIME)

    def case(name, why, status, body, kind="text/plain", error=None, keys=(MIRROR,), **fields):
        cases.add(name, why, error is None, status=status, content_type=kind, input=body, text=text,
                  keys=[key.vkey() for key in keys], error=error, **fields)

    case("cosigned", "all is there", 200, held, cosignatures=[held])
    lattice = POST_QUANTUM.line(text, TIME)
    case("cosigned_with_two_keys", "all is there", 200, held + lattice,
         cosignatures=[held, lattice], keys=(MIRROR, POST_QUANTUM), go=False)
    case("unknown_key_beside", "it is ignored", 200, held + lattice, cosignatures=[held])
    case("unknown_key_alone", "a key of the mirror has signed", 200, lattice, error="forbidden")
    case("of_another_checkpoint", "a known key fails", 200,
         MIRROR.line(checkpoint(LOG.name, 8), TIME), error="forbidden")
    case("empty", "a mirror that has all says so", 200, "", error="corrupt")
    body = "1000\n300\nAAEC\n"
    info = {"size": "1000", "next": "300", "ticket": "AAEC"}
    for status, error in ((202, "corrupt"), (409, "conflict")):
        case(f"{status}_with_info", "how to go on", status, body, INFO, info=info)
        case(f"{status}_of_another_type", f"the type is {INFO}", status, body, error=error)
        case(f"{status}_of_a_longer_type", f"the type is {INFO}", status, body,
             INFO + "; charset=utf-8", error=error)
        case(f"{status}_without_info", "it says how to go on", status, "", INFO, error=error)
        case(f"{status}_with_a_size", "it says how to go on", status, "1000\n", INFO, error=error)
    for status, error in {400: "invalid", 403: "forbidden", 404: "not_found", 413: "unavailable",
                          422: "invalid", 429: "limited", 500: "unavailable",
                          201: "unavailable"}.items():
        case(f"status_{status}", "it says what went wrong", status, body, INFO, error=error)
    return cases
