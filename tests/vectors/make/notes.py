# SPDX-License-Identifier: Apache-2.0
"""Cases of signed notes: keys, the form of a note, signatures, cosignatures."""

import functools

from formats import (DASH, L, LOG, LOG_NEXT, OTHER_LOG, POST_QUANTUM, TIME, WITNESSES, Cases, Key,
                     b64, checkpoint, key_id, line, note, root, leaves_of, subtree_message, vkey)

TEXT = "Harbour log, first page\n"
SPACES = {"tab": "\t", "vertical_tab": "\v", "carriage_return": "\r", "no_break": "\u00a0",
          "next_line": "\u0085", "ogham": "\u1680", "em": "\u2003", "line_separator": "\u2028",
          "paragraph_separator": "\u2029", "narrow_no_break": "\u202f", "mathematical": "\u205f",
          "ideographic": "\u3000"}
NOT_SPACES = {"zero_width": "\u200b", "byte_order_mark": "\ufeff", "accents": "\u00e9\u00df",
              "emoji": "\U0001f343", "replacement": "\ufffd", "delete": "\x7f", "slash": "/a?b=c"}


def verifier_keys():
    cases = Cases("Verifier keys. key: what is read. go: whether note.NewVerifier takes it, where "
                  "it judges otherwise; it knows no type but Ed25519's.")

    def good(name, why, key, **fields):
        cases.add(name, why, True, input=key.vkey(), key={
            "name": key.name, "id": key.id.hex(), "kind": key.kind, "key": b64(key.public)},
            **fields)

    def bad(name, why, text, **fields):
        cases.add(name, why, False, input=text, error="invalid", **fields)

    good("ed25519", "type 1, 32 bytes", LOG)
    good("cosignature", "type 4 is tlog-cosignature's", WITNESSES[0], go=False)
    good("same_key_of_two_types", "the id tells the types apart", Key(LOG.name, 1, 4), go=False)
    for name, text in NOT_SPACES.items():
        good(f"name_with_{name}", "only spaces, plus and control characters are forbidden",
             Key("k.example/" + text, 5))
    for name, text in SPACES.items():
        bad(f"name_with_{name}", "a name holds no Unicode space", Key(f"k{text}k", 5).vkey())
    bad("name_with_space", "a name holds no space", Key("k k", 5).vkey())
    bad("name_with_control", "a note could not hold it", Key("k\x01k", 5).vkey(), go=True)
    bad("name_empty", "a name is not empty", Key("", 5).vkey())
    cases.add("name_not_utf8", "a note could not hold it", False, error="invalid",
              input=LOG.vkey().encode().replace(b"log", b"l\xffg", 1))
    name, hexed, data = LOG.vkey().split("+", 2)
    bad("id_of_another_key", "the id is the hash of name, type and key",
        f"{name}+{LOG_NEXT.id.hex()}+{data}")
    bad("id_in_capitals", "hexadecimal digits are lower case",
        f"{name}+{hexed.upper()}+{data}", go=True)
    bad("id_too_short", "an id has eight digits", f"{name}+{hexed[1:]}+{data}")
    bad("id_too_long", "an id has eight digits", f"{name}+0{hexed}+{data}")
    bad("id_not_hexadecimal", "an id has hexadecimal digits", f"{name}+xyzw0123+{data}")
    bad("id_empty", "an id has eight digits", f"{name}++{data}")
    bad("no_plus", "three parts", name)
    bad("one_plus", "three parts", f"{name}+{hexed}")
    bad("empty", "three parts", "")
    bad("key_empty", "a key has a type", f"{name}+{hexed}+")
    bad("key_not_base64", "a key is base64", f"{name}+{hexed}+{data[:-1]}*")
    bad("key_cut_off", "base64 comes in fours", f"{name}+{hexed}+{data[:-1]}")
    bad("key_in_url_base64", "base64 has + and /",
        vkey("k.example", 1, b"\xff" * 32).replace("/", "_"))
    bad("key_with_space", "base64 has no spaces", LOG.vkey() + " ")
    bad("key_with_newline", "base64 has no line breaks", LOG.vkey() + "\n", go=True)
    for length in (0, 31, 33, 64):
        bad(f"key_of_{length}_bytes", "Ed25519 keys have 32 bytes", vkey(name, 1, b"k" * length))
    bad("cosignature_key_of_33_bytes", "Ed25519 keys have 32 bytes", vkey(name, 4, b"k" * 33))
    for kind in (0, 2, 3, 5, 7, 0xfa, 0xff):
        bad(f"type_{kind:#04x}", "a type that is not known here", vkey(name, kind, b"k" * 32))
    pq = b"m" * 1312
    cases.add("ml_dsa_44", "type 6 has 1312 bytes", True, input=vkey(name, 6, pq), go=False, key={
        "name": name, "id": key_id(name, 6, pq).hex(), "kind": 6, "key": b64(pq)})
    bad("ml_dsa_44_of_1311_bytes", "type 6 has 1312 bytes", vkey(name, 6, pq[1:]))
    long = "k" * 255
    cases.add("ml_dsa_44_name_of_255_bytes", "type 6 signs a name with its length in a byte", True,
              input=vkey(long, 6, pq), go=False, key={
                  "name": long, "id": key_id(long, 6, pq).hex(), "kind": 6, "key": b64(pq)})
    bad("ml_dsa_44_name_of_256_bytes", "no signature could hold", vkey(long + "k", 6, pq))
    good("cosignature_name_of_256_bytes", "only type 6 bounds its name",
         Key(long + "k", 5, 4), go=False)
    return cases


def signer_keys():
    cases = Cases("Signer keys as Go writes them. verifier: the key's public line.")

    def bad(name, why, text, **fields):
        cases.add(name, why, False, input=text, error="invalid", **fields)

    for name, key in {"ed25519": LOG, "named_in_unicode": Key("\u00e9.example", 6)}.items():
        cases.add(name, "prefix, name, id, type and seed", True, input=key.skey(),
                  verifier=key.vkey())
    cases.add("cosignature", "the same form with type 4", True, input=WITNESSES[0].skey(),
              verifier=WITNESSES[0].vkey(), go=False)
    cases.add("ml_dsa_44", "the same form with type 6, whose seed has 32 bytes too", True,
              input=POST_QUANTUM.skey(), verifier=POST_QUANTUM.vkey(), go=False)
    bad("ml_dsa_44_seed_of_31_bytes", "a seed has 32 bytes",
        vkey(POST_QUANTUM.name, 6, POST_QUANTUM.seed[1:], POST_QUANTUM.id).join(
            ["PRIVATE+KEY+", ""]))
    bad("ml_dsa_44_named_as_type_4", "the id is the public key's",
        f"PRIVATE+KEY+{vkey(POST_QUANTUM.name, 4, POST_QUANTUM.seed, POST_QUANTUM.id)}")
    bad("ml_dsa_44_name_of_256_bytes", "type 6 signs a name with its length in a byte",
        Key("k" * 256, 20, 6).skey())
    parts = LOG.skey().split("+", 4)
    bad("verifier_key", "it starts with PRIVATE+KEY+", LOG.vkey())
    bad("prefix_in_lower_case", "it starts with PRIVATE+KEY+", LOG.skey().lower())
    bad("id_of_another_key", "the id is the public key's",
        "+".join([*parts[:3], LOG_NEXT.id.hex(), parts[4]]))
    bad("id_in_capitals", "hexadecimal digits are lower case",
        "+".join([*parts[:3], parts[3].upper(), parts[4]]), go=True)
    bad("name_empty", "a name is not empty", Key("", 6).skey())
    bad("name_with_space", "a name holds no space", Key("a b", 6).skey())
    bad("seed_of_31_bytes", "a seed has 32 bytes",
        "+".join([*parts[:4], b64(b"\1" + LOG.seed[1:])]))
    bad("seed_of_64_bytes", "a seed has 32 bytes",
        "+".join([*parts[:4], b64(b"\1" + LOG.seed * 2)]))
    bad("seed_missing", "a seed has 32 bytes", "+".join(parts[:4]))
    bad("type_2", "a type that signs nothing here", "+".join([*parts[:4], b64(b"\2" + LOG.seed)]))
    bad("empty", "it starts with PRIVATE+KEY+", "")
    return cases


def forms():
    cases = Cases("Whether bytes are a note, whoever signed it. text, signatures: what is read.")
    sig = b"\0\1\2\3" + b"s"

    def good(name, why, text, *signers, **fields):
        signers = signers or ("k.example",)
        cases.add(name, why, True, text=text,
                  input=note(text, *(line(n, sig[:4], sig[4:]) for n in signers)),
                  signatures=[{"name": n, "id": "00010203", "signature": "cw=="}
                              for n in signers], **fields)

    def bad(name, why, data, **fields):
        cases.add(name, why, False, input=data, error="invalid", **fields)

    good("one_line", "text, empty line, signature", TEXT)
    good("text_with_empty_lines", "the last empty line parts text and signatures", "a\n\n\nb\n")
    good("text_of_one_newline", "a text ends with a newline", "\n")
    good("text_that_ends_with_an_empty_line", "the last empty line parts them", "a\n\n")
    good("text_with_a_signature_in_it", "a signature before the last empty line is text",
         note("a\n", line("k.example", sig[:4], sig[4:])))
    good("text_in_unicode", "a text is UTF-8", "\u00e9 \u4e16 \U0001f343 \ufffd \u200b\n")
    good("text_with_delete", "only what is below U+0020 is forbidden", "a\x7f\n")
    good("text_with_c1_control", "only ASCII controls are forbidden", "a\u0085b\n")
    good("sixteen_signatures", "at least 16 must be read", TEXT,
         *(f"k{i}.example" for i in range(16)))
    good("sixty_four_signatures", "as many as are read here", TEXT,
         *(f"k{i}.example" for i in range(64)))
    cases.add("sixty_five_signatures", "more than are read here; a limit is the reader's own",
              False, error="limited", go=True, input=note(TEXT, *(
                  line(f"k{i}.example", sig[:4], sig[4:]) for i in range(65))))
    good("signature_of_a_stranger_twice", "unknown keys are ignored", TEXT, "k.example",
         "k.example")
    for name, text in NOT_SPACES.items():
        good(f"key_name_with_{name}", "only spaces and plus are forbidden", TEXT, "k" + text)
    for name, text in SPACES.items():
        if text >= "\x80":
            bad(f"key_name_with_{name}", "a key's name holds no Unicode space",
                note(TEXT, line(f"k{text}k", sig[:4], sig[4:])))
    for name, byte in {"nul": 0, "tab": 9, "carriage_return": 13, "escape": 27, "unit": 31}.items():
        bad(f"text_with_{name}", "no control character but newline",
            note(f"a{chr(byte)}b\n", line("k.example", sig[:4], sig[4:])))
    for name, data in {"lone_byte": b"\xff", "overlong": b"\xc0\xaf", "surrogate": b"\xed\xa0\x80",
                       "beyond_unicode": b"\xf4\x90\x80\x80", "cut_off": b"\xe2\x82"}.items():
        bad(f"text_with_{name}", "a note is UTF-8",
            b"a" + data + note("\n", line("k.example", sig[:4], sig[4:])).encode())
    malformed(cases, bad, sig)
    return cases


def malformed(cases, bad, sig):
    whole = line("k.example", sig[:4], sig[4:])
    bad("empty", "a note has a text and a signature", "")
    bad("text_alone", "a note has a signature", TEXT)
    bad("text_and_empty_line", "a note has a signature", TEXT + "\n")
    bad("no_text", "a text ends with a newline, hence is not empty", whole)
    bad("only_an_empty_line_before", "a text ends with a newline, hence is not empty", "\n" + whole)
    bad("no_empty_line", "an empty line parts text and signatures", TEXT + whole)
    bad("line_with_a_space_between", "the parting line is only a newline", TEXT + " \n" + whole)
    bad("last_newline_missing", "a signature line ends with a newline", note(TEXT, whole)[:-1])
    bad("newlines_of_windows", "no control character but newline",
        note(TEXT, whole).replace("\n", "\r\n"))
    bad("empty_line_behind", "the last empty line starts the signatures", note(TEXT, whole, "\n"))
    bad("another_line_behind", "every line behind is a signature", note(TEXT, whole, "more\n"))
    bad("another_line_before", "every line behind is a signature", note(TEXT, "more\n", whole))
    for name, dash in {"hyphen": "-", "en_dash": "\u2013", "horizontal_bar": "\u2015",
                       "two_hyphens": "--", "no_dash": ""}.items():
        bad(f"{name}_for_em_dash", "a signature starts with an em dash",
            note(TEXT, whole.replace(DASH, dash)))
    bad("no_space_behind_dash", "em dash, space", note(TEXT, whole.replace(" ", "", 1)))
    bad("two_spaces_behind_dash", "a name is not empty", note(TEXT, whole.replace(" ", "  ", 1)))
    bad("two_spaces_behind_name", "one space behind the name",
        note(TEXT, whole.replace(".example ", ".example  ")))
    bad("space_at_the_end", "nothing behind the base64", note(TEXT, whole[:-1] + " \n"))
    bad("space_before", "a signature starts with an em dash", note(TEXT, " " + whole))
    bad("name_missing", "a name is not empty", note(TEXT, line("", sig[:4], sig[4:])))
    bad("name_with_plus", "a name holds no plus", note(TEXT, line("a+b", sig[:4], sig[4:])))
    bad("signature_missing", "base64 of an id and a signature", note(TEXT, f"{DASH} k.example\n"))
    bad("signature_empty", "base64 of an id and a signature", note(TEXT, f"{DASH} k.example \n"))
    bad("signature_of_three_bytes", "an id has four bytes", note(TEXT, line("k", sig[:3], b"")))
    bad("signature_of_an_id_alone", "a signature has at least a byte",
        note(TEXT, line("k", sig[:4], b"")))
    bad("signature_without_padding", "base64 is padded",
        note(TEXT, line("k", sig[:4], b"a").replace("=", "")))
    bad("signature_with_padding_inside", "padding is at the end",
        note(TEXT, f"{DASH} k AAAA=AAA\n"))
    bad("signature_of_padding", "base64 has letters", note(TEXT, f"{DASH} k ====\n"))
    bad("signature_in_url_base64", "base64 has + and /", note(TEXT, f"{DASH} k AAAA__--\n"))
    cases.add("signature_with_unused_bits", "RFC 4648 lets the reader take them", True,
              input=note(TEXT, whole.replace("AAECA3M=", "AAECA3N=")), text=TEXT,
              signatures=[{"name": "k.example", "id": "00010203", "signature": "cw=="}])


def signatures():
    cases = Cases("Notes and the keys that are known. verified: the place of the signature line, "
                  "the place of the key, the time if it is a cosignature.")
    case = functools.partial(judged, cases)
    own, nxt, other = LOG.line(TEXT), LOG_NEXT.line(TEXT), OTHER_LOG.line(TEXT)
    case("known_key", "it verifies", True, note(TEXT, own), [LOG], [(0, 0)])
    case("unknown_key_before", "unknown keys are ignored", True, note(TEXT, other, own), [LOG],
         [(1, 0)])
    case("unknown_key_behind", "unknown keys are ignored", True, note(TEXT, own, other), [LOG],
         [(0, 0)])
    case("two_known_keys", "both are told", True, note(TEXT, own, other), [OTHER_LOG, LOG],
         [(0, 1), (1, 0)])
    case("known_key_that_did_not_sign", "one is enough", True, note(TEXT, own), [LOG, OTHER_LOG],
         [(0, 0)])
    case("two_keys_of_one_name", "name and id tell the key", True, note(TEXT, own, nxt),
         [LOG, LOG_NEXT], [(0, 0), (1, 1)])
    case("only_unknown_keys", "a known key must have signed", False, note(TEXT, other), [LOG])
    case("no_keys_known", "a known key must have signed", False, note(TEXT, own), [])
    case("name_of_a_known_key_and_another_id", "name and id tell the key", False,
         note(TEXT, nxt), [LOG])
    case("id_of_a_known_key_and_another_name", "name and id tell the key", False,
         note(TEXT, line("x.example", LOG.id, LOG.signature(TEXT))), [LOG])
    case("stranger_with_the_known_id_is_ignored", "name and id tell the key", True,
         note(TEXT, line("x.example", LOG.id, b"s"), own), [LOG], [(1, 0)])
    wrong = line(LOG.name, LOG.id, LOG_NEXT.signature(TEXT))
    case("known_key_fails", "what a known key did not sign is refused", False,
         note(TEXT, wrong), [LOG])
    case("known_key_fails_and_another_holds", "a known key that fails refuses the note", False,
         note(TEXT, other, wrong), [LOG, OTHER_LOG])
    case("known_key_holds_and_then_fails", "each signature of a known key is verified", False,
         note(TEXT, own, wrong), [LOG], go=True)
    case("known_key_fails_and_then_holds", "a known key that fails refuses the note", False,
         note(TEXT, wrong, own), [LOG])
    case("unknown_key_fails", "it is ignored", True,
         note(TEXT, own, line(OTHER_LOG.name, OTHER_LOG.id, b"s" * 64)), [LOG], [(0, 0)])
    case("another_text", "a signature is over the text", False, note("x" + TEXT, own), [LOG])
    case("text_without_its_newline", "the last newline is signed", False,
         note(TEXT, LOG.line(TEXT[:-1])), [LOG])
    case("text_with_the_empty_line", "the empty line is not signed", False,
         note(TEXT, LOG.line(TEXT + "\n")), [LOG])
    case("text_with_empty_lines", "all of them are signed", True,
         note("a\n\n\nb\n\n", LOG.line("a\n\n\nb\n\n")), [LOG], [(0, 0)])
    for length in (1, 63, 65, 72):
        data = (LOG.signature(TEXT) + b"\0" * 9)[:length]
        case(f"signature_of_{length}_bytes", "an Ed25519 signature has 64", False,
             note(TEXT, line(LOG.name, LOG.id, data)), [LOG])
    data = LOG.signature(TEXT)
    above = (int.from_bytes(data[32:], "little") + L).to_bytes(32, "little")
    case("s_not_reduced", "RFC 8032: S is below the order", False,
         note(TEXT, line(LOG.name, LOG.id, data[:32] + above)), [LOG])
    small = Key("small.example", 7)
    small.public = b"\1" + b"\0" * 31
    small.id = key_id(small.name, 1, small.public)
    case("key_of_small_order", "such a key signs everything; refused here", False,
         note(TEXT, line(small.name, small.id, small.public + b"\0" * 32)), [small], go=True)
    return cases


def judged(cases, name, why, accepted, data, keys, verified=(), **fields):
    told = [{"line": v[0], "key": v[1], "time_s": str(v[2] if len(v) > 2 else 0)}
            for v in verified]
    cases.add(name, why, accepted, input=data, keys=[key.vkey() for key in keys],
              verified=told if accepted else None, error=None if accepted else "forbidden",
              **fields)


def cosignatures():
    cases = Cases("Checkpoints and the keys that are known, as in signatures.json. Go's library "
                  "has no cosignatures: its reader brings a verifier of its own.")
    text, witness = checkpoint(LOG.name, 7), WITNESSES[0]
    case = functools.partial(judged, cases)

    def at(time_s, signer=witness):
        return signer.line(text, time_s)

    def raw(data, key=witness):
        return note(text, line(key.name, key.id, data))

    case("one", "time and signature", True, note(text, at(TIME)), [witness], [(0, 0, TIME)])
    case("log_and_witness", "each with its type", True, note(text, LOG.line(text), at(TIME)),
         [LOG, witness], [(0, 0, 0), (1, 1, TIME)])
    for i, count in enumerate((2, 3, 4)):
        case(f"{count}_witnesses", "each has its time", True,
             note(text, *(w.line(text, TIME + n) for n, w in enumerate(WITNESSES[:count]))),
             WITNESSES[:count], [(n, n, TIME + n) for n in range(count)])
    case("two_of_one_witness", "both hold", True, note(text, at(TIME), at(TIME + 5)), [witness],
         [(0, 0, TIME), (1, 0, TIME + 5)])
    case("time_1", "the time line has no leading zeroes", True, note(text, at(1)), [witness],
         [(0, 0, 1)])
    case("time_0", "only ML-DSA gives zero a meaning; Ed25519 does not forbid it", True,
         note(text, at(0)), [witness], [(0, 0, 0)])
    case("last_time", "2^63 - 1 is allowed", True, note(text, at(2**63 - 1)), [witness],
         [(0, 0, 2**63 - 1)])
    case("time_above_the_last", "a time must not exceed 2^63 - 1", False, note(text, at(2**63)),
         [witness])
    case("greatest_time", "a time must not exceed 2^63 - 1", False, note(text, at(2**64 - 1)),
         [witness])
    case("extension_line", "extension lines are signed", True,
         note(text + "x\n", witness.line(text + "x\n", TIME)), [witness], [(0, 0, TIME)])
    case("extension_line_added", "extension lines are signed", False,
         note(text + "x\n", at(TIME)), [witness])
    held = witness.signature(text, TIME)
    case("another_time", "the time is signed", False,
         raw((TIME + 1).to_bytes(8, "big") + held[8:]), [witness])
    case("time_in_little_endian", "the time is big-endian", False,
         raw(TIME.to_bytes(8, "little") + held[8:]), [witness])
    case("time_missing", "a cosignature has its time", False, raw(held[8:]), [witness])
    case("time_at_the_end", "the time comes first", False, raw(held[8:] + held[:8]), [witness])
    for length in (1, 8, 71, 73):
        case(f"signature_of_{length}_bytes", "8 and 64 bytes", False,
             raw((held + b"\0")[:length]), [witness])
    other_messages(case, text, witness, raw)
    plain = Key(witness.name, 10)
    case("plain_signature_under_a_witness_key", "the types have different ids", False,
         note(text, plain.line(text)), [witness])
    case("cosignature_under_a_plain_key", "a plain signature has 64 bytes", False,
         raw(held, plain), [plain])
    case("unknown_witness", "it is ignored", True,
         note(text, at(TIME), at(TIME, WITNESSES[1])), [witness], [(0, 0, TIME)])
    case("known_witness_fails", "a known key that fails refuses the note", False,
         note(text, LOG.line(text), raw(held[:-1] + b"\0").split("\n\n")[1]), [LOG, witness])
    case("another_witness_took_the_line", "a signature is one key's", False,
         raw(held, WITNESSES[1]), [WITNESSES[1]])
    return cases


def other_messages(case, text, witness, raw):
    stamp = TIME.to_bytes(8, "big")
    for name, message in {
            "text_alone": text, "no_header": f"time {TIME}\n{text}",
            "header_v0": f"cosignature/v0\ntime {TIME}\n{text}",
            "header_in_capitals": f"Cosignature/v1\ntime {TIME}\n{text}",
            "time_with_leading_zero": f"cosignature/v1\ntime 0{TIME}\n{text}",
            "two_spaces": f"cosignature/v1\ntime  {TIME}\n{text}",
            "empty_line_before_text": f"cosignature/v1\ntime {TIME}\n\n{text}",
            "last_newline_missing": f"cosignature/v1\ntime {TIME}\n{text[:-1]}",
            "signed_with_log_line": f"cosignature/v1\ntime {TIME}\n{note(text, LOG.line(text))}",
    }.items():
        case(f"message_{name}", "header, time, then the note's text", False,
             raw(stamp + witness.sign_bytes(message.encode())), [witness])


def ml_dsa_cosignatures():
    cases = Cases("As cosignatures.json, with keys of ML-DSA-44. Go's library has none: to its "
                  "reader they are unknown keys.")
    text, witness = checkpoint(LOG.name, 7), POST_QUANTUM
    case = functools.partial(judged, cases)
    alone = functools.partial(case, go=False)  # no key that Go knows
    held = witness.signature(text, TIME)

    def at(time_s, signer=witness):
        return note(text, signer.line(text, time_s))

    def raw(data, key=witness, text=text):
        return note(text, line(key.name, key.id, data))

    alone("one", "time and signature", True, at(TIME), [witness], [(0, 0, TIME)])
    case("log_and_witness", "each with its type", True,
         note(text, LOG.line(text), witness.line(text, TIME)), [LOG, witness],
         [(0, 0, 0), (1, 1, TIME)])
    both = WITNESSES[0].line(text, TIME) + witness.line(text, TIME + 1)
    case("ed25519_and_ml_dsa", "each has its time", True, note(text, both),
         [WITNESSES[0], witness], [(0, 0, TIME), (1, 1, TIME + 1)])
    alone("two_of_one_witness", "both hold", True,
          note(text, witness.line(text, TIME), witness.line(text, 1)), [witness],
          [(0, 0, TIME), (1, 0, 1)])
    alone("time_0", "zero: no word on this being the largest tree", True, at(0), [witness],
          [(0, 0, 0)])
    alone("last_time", "2^63 - 1 is allowed", True, at(2**63 - 1), [witness],
          [(0, 0, 2**63 - 1)])
    case("time_above_the_last", "a time must not exceed 2^63 - 1", False, at(2**63), [witness])
    alone("extension_line_added", "extension lines are not signed", True,
          raw(held, text=text + "x\n"), [witness], [(0, 0, TIME)])
    greatest = f"{LOG.name}\n{2**64 - 1}\n{b64(b'r' * 32)}\n"
    alone("greatest_size", "a size has 64 bits", True,
          note(greatest, witness.line(greatest, TIME)), [witness], [(0, 0, TIME)])
    origin = checkpoint("\u00e9" * 127 + "o", 7)
    alone("origin_of_255_bytes", "an origin is signed with its length in a byte", True,
          note(origin, witness.line(origin, TIME)), [witness], [(0, 0, TIME)])
    origin = checkpoint("\u00e9" * 128, 7)
    case("origin_of_256_bytes", "an origin is signed with its length in a byte", False,
         note(origin, witness.line(origin, TIME)), [witness])
    case("unknown_witness", "it is ignored", True,
         note(text, LOG.line(text), witness.line("x\n7\n\n", TIME)), [LOG], [(0, 0)])
    case("known_witness_fails", "a known key that fails refuses the note", False,
         note(text, LOG.line(text), line(witness.name, witness.id, held[:-1] + b"\xff")),
         [LOG, witness], go=True)
    for name, other in {"origin": text.replace(LOG.name, OTHER_LOG.name),
                        "size": text.replace("\n7\n", "\n8\n"),
                        "root": checkpoint(LOG.name, 8).replace("\n8\n", "\n7\n")}.items():
        case(f"another_{name}", "it is signed", False, raw(held, text=other), [witness])
    case("text_that_is_no_checkpoint", "only checkpoints are cosigned", False,
         raw(held, text="Harbour log\n"), [witness])
    ml_dsa_bytes(case, witness, held, raw)
    ml_dsa_messages(case, witness, raw)
    return cases


def ml_dsa_bytes(case, witness, held, raw):
    case("another_time", "the time is signed", False,
         raw((TIME + 1).to_bytes(8, "big") + held[8:]), [witness])
    case("time_in_little_endian", "the time is big-endian", False,
         raw(TIME.to_bytes(8, "little") + held[8:]), [witness])
    case("time_missing", "a cosignature has its time", False, raw(held[8:]), [witness])
    case("time_at_the_end", "the time comes first", False, raw(held[8:] + held[:8]), [witness])
    for length in (1, 8, 72, 2427, 2429):
        case(f"signature_of_{length}_bytes", "8 and 2420 bytes", False,
             raw((held + b"\0")[:length]), [witness])
    hints = 8 + 32 + 4 * 576
    ends = held[hints + 80:]
    assert ends[0] >= 2 and ends[3] < 80

    def changed(*changes):
        data = bytearray(held)
        for place, value in changes:
            data[place] = value
        return raw(bytes(data))

    for name, changes in {
            "challenge": [(8, held[8] ^ 1)], "response": [(8 + 32, held[40] ^ 1)],
            "hint": [(hints, held[hints] ^ 1)],
            "response_at_the_bound": [(40, 78), (41, 0), (42, held[42] & 0xFC)],
            "hints_in_another_order": [(hints, held[hints + 1]), (hints + 1, held[hints])],
            "hint_twice": [(hints + 1, held[hints])],
            "something_behind_the_hints": [(hints + 79, 1)],
            "hints_of_a_row_below_zero": [(hints + 81, ends[0] - 1)],
            "more_hints_than_80": [(hints + 83, 81)]}.items():
        case(f"changed_{name}", "a signature has one writing, within its bounds", False,
             changed(*changes), [witness])
    other = Key(WITNESSES[1].name, 21, 6)
    case("another_witness_took_the_line", "a signature is one key's", False, raw(held, other),
         [other])
    renamed = Key("witness.example/renamed", 20, 6)
    case("same_key_under_another_name", "the cosigner's name is signed", False,
         raw(held, renamed), [renamed])
    case("ed25519_cosignature_of_that_name", "it is another key", False,
         raw(held, Key(witness.name, 20, 4)), [witness])


def ml_dsa_messages(case, witness, raw):
    hashed, stamp = root(leaves_of(7)), TIME.to_bytes(8, "big")
    whole = subtree_message(witness.name, TIME, LOG.name, 0, 7, hashed)

    def other(name=witness.name, time_s=TIME, origin=LOG.name, start=0, end=7, **fields):
        return subtree_message(name, time_s, origin, start, end, hashed, **fields)

    for name, message in {
            "without_label": whole[12:], "label_without_nul": other(label=b"subtree/v1\n"),
            "label_v0": other(label=b"subtree/v0\n\0"), "without_name": other(name=""),
            "other_name": other(name="witness.example/other"),
            "name_and_origin_swapped": other(name=LOG.name, origin=witness.name),
            "time_0": other(time_s=0), "start_1": other(start=1), "end_8": other(end=8),
            "start_and_end_swapped": other(start=7, end=0), "without_root": whole[:-32],
            "root_in_base64": whole[:-32] + b64(hashed).encode(), "byte_behind": whole + b"\0",
            "of_ed25519": f"cosignature/v1\ntime {TIME}\n{checkpoint(LOG.name, 7)}".encode(),
    }.items():
        case(f"message_{name}", "label, name, time, origin, start, end, root", False,
             raw(stamp + witness.sign_bytes(message)), [witness])
    case("with_a_context", "the context is empty", False,
         raw(stamp + witness.pair.sign(whole, b"subtree/v1")), [witness])
