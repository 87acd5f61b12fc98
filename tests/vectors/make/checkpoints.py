# SPDX-License-Identifier: Apache-2.0
"""Cases of checkpoints' texts and of proofs that verify offline."""

from formats import (LOG, OTHER_LOG, POST_QUANTUM, TIME, WITNESSES, Cases, b64, checkpoint,
                     inclusion, leaves_of, note, root)


def checkpoints():
    cases = Cases("Texts of notes that are checkpoints or are not. origin, size, root, "
                  "extensions: what is read.")
    some = root(leaves_of(7))

    def text(origin="o.example", size="7", hashed=b64(some), *more):
        return "".join(f"{part}\n" for part in (origin, size, hashed, *more))

    def good(name, why, *parts):
        data = text(*parts)
        lines = data.split("\n")
        cases.add(name, why, True, input=data, origin=lines[0], size=lines[1], root=b64(some),
                  extensions=lines[3:-1])

    def bad(name, why, data):
        cases.add(name, why, False, input=data, error="invalid")

    good("three_lines", "origin, size, root")
    good("size_0", "the size of an empty tree is 0", "o.example", "0")
    good("greatest_size", "a size has 64 bits", "o.example", str(2**64 - 1))
    good("size_10", "a zero may stand behind", "o.example", "10")
    good("origin_with_space_and_plus", "clients must not assume the form of an origin", "a b+c")
    good("origin_with_leading_space", "an origin is bytes without meaning", " o")
    good("origin_in_unicode", "an origin is text", "\u00e9\u4e16")
    good("one_extension", "extensions are opaque", "o", "7", b64(some), "more")
    good("two_extensions", "extensions are opaque", "o", "7", b64(some), "a b", "+\u00e9")
    good("extension_of_a_space", "an extension is only not empty", "o", "7", b64(some), " ")
    bad("empty", "three lines", "")
    bad("origin_alone", "three lines", "o\n")
    bad("no_root", "three lines", "o\n7\n")
    bad("origin_empty", "an origin is not empty", text(""))
    bad("line_before_origin", "no line is empty", "\n" + text())
    bad("size_missing", "the second line is the size", text("o", b64(some)))
    bad("last_newline_missing", "a text ends with a newline", text()[:-1])
    bad("empty_line_behind", "extensions are not empty", text() + "\n")
    bad("empty_extension_between", "extensions are not empty", text() + "a\n\nb\n")
    bad("empty_line_before_root", "no line is empty", text().replace("7\n", "7\n\n"))
    for name, size in {"empty": "", "leading_zero": "07", "two_zeroes": "00", "plus": "+7",
                       "minus": "-7", "minus_zero": "-0", "space_before": " 7",
                       "space_behind": "7 ", "hexadecimal": "0x7", "exponent": "1e3",
                       "fraction": "7.0", "underscore": "1_000", "comma": "1,000",
                       "letters": "seven", "arabic_digit": "\u0667", "fullwidth_digit": "\uff17",
                       "above_64_bits": str(2**64), "far_above_64_bits": "9" * 40}.items():
        bad(f"size_with_{name}", "a size is decimal, without leading zeroes, of 64 bits",
            text("o", size))
    for name, hashed in {"of_31_bytes": b64(some[:31]), "of_33_bytes": b64(some + b"x"),
                         "empty": "", "in_hexadecimal": some.hex(),
                         "without_padding": b64(some).rstrip("="), "with_space": b64(some) + " ",
                         "in_url_base64": b64(b"\xff" * 32).replace("/", "_"),
                         "of_twice_32_bytes": b64(some * 2)}.items():
        bad(f"root_{name}", "a root is 32 bytes in base64", text("o", "7", hashed))
    return cases


def policy_text(quorum="none", witnesses=()):
    lines = [f"log {LOG.vkey()}"]
    lines += [f"witness w{i} {w.vkey()}" for i, w in enumerate(witnesses)]
    return "".join(f"{each}\n" for each in [*lines, f"quorum {quorum}"])


def proof_text(index, count, *, extra=None, hashes=None, origin=LOG, sign=True, more=()):
    text = checkpoint(origin.name, count)
    hashes = inclusion(index, leaves_of(count)) if hashes is None else hashes
    lines = ["c2sp.org/tlog-proof@v1"]
    lines += [f"extra {b64(extra)}"] if extra else []
    lines += [f"index {index}", *map(b64, hashes), ""]
    signatures = ([origin.line(text)] if sign else []) + [w.line(text, TIME) for w in more]
    return "".join(f"{each}\n" for each in lines) + note(text, *signatures)


def proof_forms():
    cases = Cases("Whether bytes are a proof, whatever it proves. index, hashes (their number), "
                  "extra: what is read.")
    plain = proof_text(3, 7)

    def good(name, why, data, index, hashes, extra=b""):
        cases.add(name, why, True, input=data, index=str(index), hashes=hashes, extra=extra)

    def bad(name, why, data):
        cases.add(name, why, False, input=data, error="invalid")

    good("without_extra", "version, index, hashes, empty line, checkpoint", plain, 3, 3)
    good("with_extra", "extra data stand before the index",
         proof_text(3, 7, extra=b"\0\xffmore"), 3, 3, b"\0\xffmore")
    good("one_entry", "no hashes", proof_text(0, 1), 0, 0)
    good("greatest_index", "an index has 64 bits", plain.replace("index 3", f"index {2**64 - 1}"),
         2**64 - 1, 3)
    good("sixty_four_hashes", "as many as a tree of 64 bits has levels",
         proof_text(3, 7, hashes=[b"h" * 32] * 64), 3, 64)
    good("with_cosignatures", "the checkpoint is verbatim", proof_text(3, 7, more=WITNESSES), 3, 3)
    bad("sixty_five_hashes", "no tree is that deep", proof_text(3, 7, hashes=[b"h" * 32] * 65))
    bad("empty", "the first line is the version", "")
    first, rest = plain.split("\n", 1)
    for name, line in {"v2": "c2sp.org/tlog-proof@v2", "without_version": "c2sp.org/tlog-proof",
                       "in_capitals": first.upper(), "with_space": first + " ", "empty": "",
                       "of_an_url": "https://" + first}.items():
        bad(f"first_line_{name}", "the first line is c2sp.org/tlog-proof@v1", f"{line}\n{rest}")
    bad("version_missing", "the first line is the version", rest)
    extra = proof_text(3, 7, extra=b"data")
    line = f"extra {b64(b'data')}\n"
    for name, other in {"twice": line * 2, "empty": "extra \n", "without_space": "extra\n",
                        "with_two_spaces": line.replace(" ", "  "), "not_base64": "extra *\n",
                        "in_capitals": line.upper()}.items():
        bad(f"extra_{name}", "one line of extra data in base64, or none",
            extra.replace(line, other))
    bad("extra_behind_index", "extra data stand before the index",
        plain.replace("index 3\n", f"index 3\n{line}"))
    for name, other in {"missing": "", "twice": "index 3\n" * 2, "without_number": "index \n",
                        "leading_zero": "index 03\n", "minus": "index -3\n",
                        "plus": "index +3\n", "two_spaces": "index  3\n", "tab": "index\t3\n",
                        "space_behind": "index 3 \n", "hexadecimal": "index 0x3\n",
                        "above_64_bits": f"index {2**64}\n", "in_capitals": "Index 3\n",
                        "empty_line_before": "\nindex 3\n"}.items():
        bad(f"index_{name}", "a line of index and a decimal", plain.replace("index 3\n", other))
    one = b64(inclusion(3, leaves_of(7))[0])
    for name, other in {"of_31_bytes": b64(b"h" * 31), "of_33_bytes": b64(b"h" * 33),
                        "not_base64": "*" * 44, "in_hexadecimal": "00" * 32,
                        "with_space": " " + one}.items():
        bad(f"hash_{name}", "a hash is 32 bytes in base64", plain.replace(one, other))
    bad("empty_line_between_hashes", "an empty line ends the hashes",
        plain.replace(one, one + "\n"))
    bad("empty_line_missing", "an empty line ends the hashes",
        plain.replace(f"\n\n{LOG.name}", f"\n{LOG.name}", 1))
    bad("checkpoint_missing", "a checkpoint follows", plain[:plain.index(LOG.name)])
    bad("signature_missing", "a checkpoint is signed", plain[:plain.rindex("\n\n") + 1])
    bad("another_note", "the note is a checkpoint",
        plain[:plain.index(LOG.name)] + note("text\n", LOG.line("text\n")))
    bad("newlines_of_windows", "lines end with a newline", plain.replace("\n", "\r\n"))
    bad("line_behind", "nothing stands behind the checkpoint", plain + "more\n")
    return cases


def proofs():
    cases = Cases("Proofs, each with a policy and the hash of a leaf. witnesses: those who stand "
                  "by it, as places in the policy.")
    leaves = leaves_of(13)

    def case(name, why, accepted, data, leaf, policy=policy_text(), witnesses=(), **fields):
        cases.add(name, why, accepted, input=data, leaf_hash=b64(leaf), policy=policy,
                  witnesses=list(witnesses) if accepted else None,
                  error=None if accepted else "forbidden", **fields)

    for count in (1, 2, 3, 8, 13):
        for index in sorted({0, count // 2, count - 1}):
            case(f"entry_{index}_of_{count}", "it stands there", True, proof_text(index, count),
                 leaves[index])
    case("another_entry", "the leaf is another", False, proof_text(3, 7), leaves[4])
    case("index_of_another_entry", "the place is proven too", False,
         proof_text(3, 7).replace("index 3", "index 2"), leaves[3])
    case("index_of_the_size", "an index is below the size", False,
         proof_text(6, 7).replace("index 6", "index 7"), leaves[6])
    case("greatest_index", "an index is below the size", False,
         proof_text(6, 7).replace("index 6", f"index {2**64 - 1}"), leaves[6])
    held = inclusion(3, leaves[:7])
    for name, hashes in {"missing_one": held[:-1], "one_too_many": [*held, held[0]],
                         "none": [], "in_reverse": held[::-1],
                         "one_changed": [held[0], b"h" * 32, held[2]]}.items():
        case(f"hashes_{name}", "the hashes lead to the root", False,
             proof_text(3, 7, hashes=hashes), leaves[3])
    case("empty_tree", "it has no entries", False, proof_text(0, 0, hashes=[]), leaves[0])
    case("hash_of_another_size", "the checkpoint's size counts", False,
         proof_text(3, 7, hashes=inclusion(3, leaves[:8])), leaves[3])
    case("another_log", "the policy does not know it", False, proof_text(3, 7, origin=OTHER_LOG),
         leaves[3])
    case("not_signed_by_the_log", "a witness is no log", False,
         proof_text(3, 7, sign=False, more=WITNESSES[:1]), leaves[3], policy_text("w0", WITNESSES))
    asks = policy_text("w1", WITNESSES)
    case("quorum_reached", "the witness has cosigned", True,
         proof_text(3, 7, more=WITNESSES[:2]), leaves[3], asks, [0, 1])
    case("quorum_not_reached", "another witness has cosigned", False,
         proof_text(3, 7, more=WITNESSES[:1]), leaves[3], asks)
    asks = policy_text("w1", [WITNESSES[0], POST_QUANTUM])
    case("quorum_of_ml_dsa_reached", "the witness has cosigned", True,
         proof_text(3, 7, more=[POST_QUANTUM]), leaves[3], asks, [1], go=False)
    case("quorum_of_ml_dsa_not_reached", "another witness has cosigned", False,
         proof_text(3, 7, more=WITNESSES[:1]), leaves[3], asks)
    case("extra_changed", "nothing vouches for the extra data", True,
         proof_text(3, 7, extra=b"anything"), leaves[3])
    case("size_changed", "the log has signed the size", False,
         proof_text(3, 7).replace("\n7\n", "\n6\n"), leaves[3])
    return cases
