# SPDX-License-Identifier: Apache-2.0
"""Cases of a private log's leaves and of the openings that say what they commit to, after
docs/spec/private-leaf.md."""

import hashlib

from formats import Cases, b64, leaf_hash

DOMAIN = b"lodestar/commitment/v1\0"
SALT = hashlib.sha256(b"salt").digest()
RANDOM = hashlib.sha256(b"commitment").digest()
BEFORE = hashlib.sha256(b"the state before").digest()
ISSUER = 0x0A0B0C0D
LONGEST_RECORD = 16 << 20


def leaf(commitment, issuer=ISSUER, version=1):
    return bytes([version]) + issuer.to_bytes(4, "big") + commitment


def commitment(record, salt=SALT, issuer=ISSUER):
    return hashlib.sha256(DOMAIN + issuer.to_bytes(4, "big") + salt + record).digest()


def with_text(good, text):
    # Bytes that stand alone: 80 continues no letter, so it ends a text.
    apart = bytes([0x80]) + bytes(range(0x90, 0xBF))
    good("fifteen_of_text", "fifteen bytes of text come by chance",
         (b"abcdefghijklmno" + apart)[:32])
    text("sixteen_of_text", "sixteen bytes of text are words", b"abcdefghijklmnop", apart)
    text("sixteen_of_text_behind_others", "wherever they stand", apart[:9] + b"abcdefghijklmnop",
         apart[9:])
    text("sixteen_of_text_at_the_end", "wherever they stand", apart[:16] + b"abcdefghijklmnop")
    good("texts_of_fifteen_apart", "a byte that is no letter ends a text",
         b"abcdefghijklmno" + b"\x80" + b"ABCDEFGHIJKLMNO" + b"\x81")
    good("control_ends_a_text", "a control character is no letter",
         b"abcdefghijklmno" + b"\n" + b"ABCDEFGHIJKLMNO" + b"\t")
    good("delete_ends_a_text", "7F is no letter", b"abcdefghijklmno\x7fABCDEFGHIJKLMNO\x80")
    text("text_of_two_byte_letters", "letters of UTF-8 are text", "Олена Вигад".encode(), apart)
    good("fourteen_of_two_byte_letters", "seven letters of two bytes each",
         "абвгдеж".encode() + apart[:18])
    text("text_of_three_byte_letters", "letters of UTF-8 are text", "王小明李大华".encode(), apart)
    text("text_of_four_byte_letters", "letters of UTF-8 are text", "😀🙂😶🤐".encode(), apart)
    text("text_of_mixed_letters", "letters of UTF-8 are text", "Żaneta Zmyślona".encode(), apart)
    lax = bytes([0xE0, 0x81, 0x81, 0xED, 0xA1, 0x82, 0xF4, 0xB0, 0x83, 0x84,
                 0xE0, 0x85, 0x86, 0xED, 0xB1, 0x87])
    text("overlong_and_surrogates_are_text", "a letter is a lead and what follows it", lax,
         bytes(range(0x90, 0xB0)))
    for lead, count in ((0xC0, 1), (0xC1, 1), (0xF5, 3), (0xFF, 3)):
        follow = bytes(range(0x80, 0x98))
        some = b"".join(bytes([lead]) + follow[i:i + count] for i in range(0, 24, count))
        good(f"lead_{lead:02x}", "C2 to F4 begin a letter of several bytes",
             (some[:16] + apart)[:32])
    good("letter_cut_at_the_end", "a letter that ends behind the commitment is none",
         apart[:16] + b"abcdefghijklmno" + b"\xC3")
    text("text_up_to_a_cut_letter", "sixteen bytes before it are text",
         apart[:15] + b"abcdefghijklmnop" + b"\xC3")
    text("name", "no place for words", b"Maria Invented, 1 No St", RANDOM)
    text("number", "no place for words", b"+44 7700 900123 ", RANDOM)
    text("digits_of_a_hash", "hexadecimal is text", RANDOM.hex().encode())


def leaves():
    cases = Cases("Entries of a private log, or none. issuer, commitment: what is read.")

    def good(name, why, hashed, issuer=ISSUER):
        assert len(hashed) == 32
        cases.add(name, why, True, input=leaf(hashed, issuer), issuer=f"{issuer:08x}",
                  commitment=b64(hashed))

    def bad(name, why, data):
        cases.add(name, why, False, input=data, error="invalid")

    good("hash", "version, issuer, commitment", RANDOM)
    good("another_hash", "version, issuer, commitment", BEFORE)
    good("issuer_0", "any key id", RANDOM, 0)
    good("greatest_issuer", "a key id has 32 bits", RANDOM, 2**32 - 1)
    good("issuer_that_reads_as_text", "only the commitment is looked at", RANDOM,
         int.from_bytes(b"anna", "big"))
    for i in range(4):
        good(f"commitment_{i}", "salted hashes pass", commitment(b"type t\nsubject \nprevious \n\n",
                                                             hashlib.sha256(b"%d" % i).digest()))
    with_text(good, lambda *parts: bad(*parts[:2], leaf(b"".join(parts[2:])[:32])))
    for name, byte in {"zeroes": b"\0", "spaces": b" "}.items():
        bad(f"name_with_{name}", "bytes that repeat", leaf(b"Maria Invented".ljust(32, byte)))
    for byte in (0x00, 0x20, 0xFF):
        bad(f"all_{byte:02x}", "one byte alone", leaf(bytes([byte]) * 32))
    bad("counted", "what counts is text", leaf(bytes(range(0x30, 0x50))))
    distinct = bytes(range(0x80, 0xA0))
    good("twenty_different", "twenty different bytes are enough",
         distinct[:20] + distinct[:12])
    bad("nineteen_different", "fewer than twenty different bytes",
        leaf(distinct[:19] + distinct[:13]))
    good("run_of_four", "four equal bytes come by chance", b"\x80" * 4 + distinct[1:29])
    bad("run_of_five", "five equal bytes in a row", leaf(b"\x80" * 5 + distinct[1:28]))
    good("run_of_four_at_the_end", "four equal bytes come by chance",
         distinct[:28] + b"\x9f" * 4)
    bad("run_of_five_at_the_end", "five equal bytes in a row", leaf(distinct[:27] + b"\x9f" * 5))
    for version in (0, 2, 0x31, 0x81):
        bad(f"version_{version}", "the version is 1", leaf(RANDOM, version=version))
    bad("empty", "37 bytes", b"")
    bad("version_alone", "37 bytes", b"\1")
    bad("byte_missing", "37 bytes", leaf(RANDOM)[:-1])
    bad("byte_more", "37 bytes", leaf(RANDOM) + b"x")
    bad("newline_behind", "37 bytes", leaf(RANDOM) + b"\n")
    bad("commitment_alone", "37 bytes", RANDOM)
    bad("twice", "37 bytes", leaf(RANDOM) * 2)
    bad("in_base64", "37 bytes", b64(leaf(RANDOM)).encode())
    return cases


def record_of(kind=b"access/read", subject=b"case 17", previous=b"", body=b"What was read."):
    return b"type %s\nsubject %s\nprevious %s\n\n%s" % (kind, subject, previous, body)


def opening(record=None, salt=None, issuer=b"0a0b0c0d", first=b"lodestar-opening/v1"):
    shown = b64(SALT).encode() if salt is None else salt
    return b"%s\nissuer %s\nsalt %s\n%s" % (first, issuer, shown,
                                          record_of() if record is None else record)


def openings():
    cases = Cases("Files that open an entry of a private log, or none. padding: so many letters x "
                  "stand behind the input. line: the first that is wrong. Of what opens: what is "
                  "read, the leaf and its hash in the tree.")

    def good(name, why, padding=None, salt=SALT, issuer=ISSUER, **parts):
        record = record_of(**parts)
        data = opening(record, b64(salt).encode(), b"%08x" % issuer)
        whole = record + b"x" * (padding or 0)
        made = leaf(commitment(whole, salt, issuer), issuer)
        kind, subject, previous = (line.split(b" ", 1)[1] for line in record.split(b"\n")[:3])
        cases.add(name, why, True, input=data, padding=padding, issuer=f"{issuer:08x}",
                  salt=b64(salt), type=kind.decode(), subject=subject, previous=previous.decode(),
                  body_size=len(parts.get("body", b"What was read.")) + (padding or 0),
                  leaf=b64(made), leaf_hash=b64(leaf_hash(made)))

    def bad(name, why, line, data, **fields):
        cases.add(name, why, False, input=data, line=line,
                  **({"error": "invalid"} | fields))

    accepted_openings(good)
    wrong_heads(bad)
    wrong_records(bad)
    room = LONGEST_RECORD - len(record_of())
    good("longest_record", "a record has at most 16 MiB", room)
    bad("record_too_long", "a record has at most 16 MiB", 0, opening(), padding=room + 1,
        error="limited")
    bad("too_long_and_no_record", "the size is asked before the lines", 0, opening(b""),
        padding=LONGEST_RECORD + 1, error="limited")
    return cases


def accepted_openings(good):
    good("record", "issuer, salt, three lines and a body")
    good("specification", "the example of docs/spec/private-leaf.md", kind=b"consent/given",
         body=b"Yes.\n")
    good("document", "as ledger add makes one", kind=b"document", subject=b"")
    good("no_body", "a body may be empty", body=b"")
    good("previous", "the commitment of the state before", previous=b64(BEFORE).encode())
    good("subject_empty", "a subject may be empty", subject=b"")
    good("subject_with_spaces", "spaces belong to the subject", subject=b"  a  b ")
    good("subject_in_unicode", "a subject is a line of text", subject="Олена Вигадана".encode())
    good("subject_that_is_not_utf8", "the bytes of a subject are not asked", subject=b"\xff\x80")
    good("subject_that_looks_like_markup", "a subject is text",
         subject=b"<img src=x onerror=alert(1)>")
    good("subject_of_1024", "a subject has at most 1024 bytes", subject=b"s" * 1024)
    good("type_of_a_letter", "a type is a word", kind=b"t")
    good("type_of_all_kinds", "small letters, digits, '-', '.', '/'", kind=b"a-z/0.9")
    good("type_of_1024", "a type has at most 1024 bytes", kind=b"t" * 1024)
    good("body_of_any_bytes", "a body is bytes", body=bytes(range(256)))
    good("body_with_empty_lines", "the first empty line ends the head", body=b"\n\na\n\nb\n")
    good("body_that_looks_like_a_head", "what stands behind the head is body",
         body=b"type t\nsubject \nprevious \n\n")
    good("body_with_newlines_of_windows", "a body is bytes", body=b"a\r\nb\r\n")
    good("issuer_0", "any key id", issuer=0)
    good("greatest_issuer", "a key id has 32 bits", issuer=2**32 - 1)
    good("salt_of_zeroes", "a reader cannot tell a bad salt", salt=bytes(32))
    good("another_salt", "another leaf", salt=BEFORE)


def wrong_heads(bad):
    first = "the first line is lodestar-opening/v1"
    whole = opening()
    bad("empty", first, 1, b"")
    bad("record_alone", first, 1, record_of())
    bad("first_line_alone", "the issuer follows", 2, b"lodestar-opening/v1\n")
    bad("first_line_without_its_end", first, 1, b"lodestar-opening/v1")
    bad("version_2", first, 1, opening(first=b"lodestar-opening/v2"))
    bad("version_10", first, 1, opening(first=b"lodestar-opening/v10"))
    bad("space_behind_the_first_line", first, 1, opening(first=b"lodestar-opening/v1 "))
    bad("upper_case_first_line", first, 1, opening(first=b"Lodestar-opening/v1"))
    bad("mark_of_byte_order", first, 1, b"\xef\xbb\xbf" + whole)
    bad("newline_before", first, 1, b"\n" + whole)
    bad("newlines_of_windows", first, 1, whole.replace(b"\n", b"\r\n"))
    issuers = {"empty": b"", "of_7": b"a0b0c0d", "of_9": b"00a0b0c0d", "upper_case": b"0A0B0C0D",
               "prefixed": b"0x0a0b0c", "signed": b"-0a0b0c0", "with_space": b" a0b0c0d",
               "with_space_behind": b"0a0b0c0d ", "no_number": b"0a0b0c0g"}
    for name, issuer in issuers.items():
        bad(f"issuer_{name}", "an issuer is eight small hexadecimal digits", 2,
            opening(issuer=issuer))
    bad("issuer_missing", "the second line is the issuer", 2,
        whole.replace(b"issuer 0a0b0c0d\n", b""))
    bad("issuer_with_a_tab", "a space stands behind the name", 2,
        whole.replace(b"issuer ", b"issuer\t"))
    bad("issuer_without_space", "a space stands behind the name", 2,
        whole.replace(b"issuer ", b"issuer"))
    shown = b64(SALT).encode()
    loose = shown[:-2] + bytes([shown[-2] + 1]) + b"="
    salts = {"empty": b"", "of_31_bytes": b64(SALT[:31]).encode(),
             "of_33_bytes": b64(SALT + b"x").encode(), "in_hexadecimal": SALT.hex().encode(),
             "without_padding": shown.rstrip(b"="), "with_loose_bits": loose,
             "in_url_base64": b64(b"\xff" * 32).replace("/", "_").encode(),
             "with_space_behind": shown + b" ", "with_return": shown + b"\r",
             "with_a_return_inside": shown[:8] + b"\r" + shown[8:]}
    for name, salt in salts.items():
        bad(f"salt_{name}", "a salt is 32 bytes in base64, in one writing", 3, opening(salt=salt))
    bad("salt_missing", "the third line is the salt", 3,
        whole.replace(b"salt " + shown + b"\n", b""))
    bad("issuer_and_salt_swapped", "the order is fixed", 2,
        b"lodestar-opening/v1\nsalt %s\nissuer 0a0b0c0d\n" % shown + record_of())
    bad("record_missing", "a record follows", 4, opening(b""))


def wrong_records(bad):
    def record(name, why, line, data):
        bad(name, why, line, opening(data))

    for name, kind in {"empty": b"", "of_two_words": b"two words", "upper_case": b"Access",
                       "with_underscore": b"a_b", "in_unicode": "é".encode(), "1025": b"t" * 1025,
                       "markup": b"<b>x</b>", "with_return": b"t\r", "with_zero": b"t\0",
                       "with_a_turn": "t\u202e".encode()}.items():
        record(f"type_{name}", "a type is small letters, digits, '-', '.', '/'", 4,
               record_of(kind=kind))
    for name, subject in {"with_tab": b"a\tb", "with_return": b"a\r", "with_delete": b"a\x7f",
                          "with_zero": b"\0", "of_1025": b"s" * 1025}.items():
        record(f"subject_{name}", "a subject is a line without control characters", 5,
               record_of(subject=subject))
    shown = b64(BEFORE).encode()
    loose = shown[:-2] + bytes([shown[-2] + 1]) + b"="
    for name, previous in {"of_3_bytes": b"AAAA", "of_37_bytes": b64(leaf(RANDOM)).encode(),
                           "with_loose_bits": loose, "of_a_space": b" ",
                           "in_hexadecimal": BEFORE.hex().encode(),
                           "none": b"none"}.items():
        record(f"previous_{name}", "empty, or a commitment in base64", 6,
               record_of(previous=previous))
    whole = record_of()
    record("lines_swapped", "the order is fixed", 4,
           b"subject case 17\ntype access/read\nprevious \n\n")
    record("subject_missing", "three lines", 5, b"type t\nprevious \n\n")
    record("previous_missing", "three lines", 6, b"type t\nsubject \n\nbody")
    record("previous_without_space", "a space stands behind the name", 6,
           whole.replace(b"previous ", b"previous"))
    record("empty_line_missing", "an empty line ends the head", 7,
           whole.replace(b"\n\n", b"\n"))
    record("cut_before_the_empty_line", "an empty line ends the head", 7,
           b"type t\nsubject \nprevious \n")
    record("another_line", "there are three", 7, whole.replace(b"\n\n", b"\nmore x\n\n"))
    record("line_without_its_end", "each line has its end", 4, b"type t")
    record("name_without_space", "a space stands behind the name", 4, b"typet\nsubject \n")
