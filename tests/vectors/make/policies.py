# SPDX-License-Identifier: Apache-2.0
"""Cases of trust policies and of checkpoints held to them."""

import dataclasses

from formats import (LOG, LOG_NEXT, OTHER_LOG, POST_QUANTUM, TIME, WITNESSES, Cases, Key,
                     checkpoint, key_id, note, vkey)

W = [w.vkey() for w in WITNESSES]
PARTIES = f"log {LOG.vkey()}\n" + "".join(f"witness {n} {W[i]}\n" for i, n in enumerate("abcd"))


def forms():
    cases = Cases("Policies. logs, witnesses, groups: their number. enough, not_enough: sets of "
                  "witnesses. line: where the error is.")

    def good(name, why, text, enough=(), not_enough=()):
        lines = text if isinstance(text, str) else text.decode("latin-1")
        words = [line.split()[:1] for line in lines.split("\n")]
        cases.add(name, why, True, input=text, enough=list(enough), not_enough=list(not_enough),
                  logs=words.count(["log"]), witnesses=words.count(["witness"]),
                  groups=words.count(["group"]))

    def bad(name, why, text, line=None):
        if line is None:
            line = (text if isinstance(text, str) else text.decode("latin-1")).count("\n")
        cases.add(name, why, False, input=text, error="invalid", line=line)

    rules(good)
    syntax(good, bad)
    names(good, bad)
    keys(good, bad)
    return cases


def rules(good):
    good("quorum_none", "no cosignature is asked for", PARTIES + "quorum none\n", ["", "a"])
    good("quorum_none_alone", "only the quorum is mandatory", "quorum none\n", [""])
    good("quorum_of_a_witness", "its cosignature is asked for", PARTIES + "quorum b\n",
         ["b", "abcd"], ["", "acd"])
    for rule, least in {"any": 1, "all": 3, "1": 1, "2": 2, "3": 3, "02": 2}.items():
        sets = ["", "a", "b", "c", "ab", "ac", "bc", "abc", "d", "ad"]
        count = [len(set(s) & set("abc")) >= least for s in sets]
        good(f"group_{rule}_of_3", "at least so many members",
             PARTIES + f"group g {rule} a b c\nquorum g\n",
             [s for s, enough in zip(sets, count) if enough],
             [s for s, enough in zip(sets, count) if not enough])
    for rule in ("any", "all", "1"):
        good(f"group_{rule}_of_1", "one member is enough of a group",
             PARTIES + f"group g {rule} a\nquorum g\n", ["a"], ["", "b"])
    good("groups_in_a_group", "a member is a witness or a group", PARTIES +
         "group x 2 a b c\ngroup y any d\ngroup both all x y\nquorum both\n",
         ["abd", "bcd", "abcd"], ["abc", "ad", "d", ""])
    good("group_and_witness_in_a_group", "a member is a witness or a group",
         PARTIES + "group x all a b\ngroup y 1 x c\nquorum y\n", ["c", "ab"], ["a", "d"])
    good("quorum_of_an_inner_group", "groups that the quorum does not need are ignored",
         PARTIES + "group x any a\ngroup y all x b\nquorum x\n", ["a"], ["b"])
    good("quorum_of_a_witness_in_a_group", "the quorum is no membership",
         PARTIES + "group x all a b\nquorum a\n", ["a"], ["b"])
    many = "".join(f"witness w{i} {vkey('w.example', 4, bytes([i]) * 32)}\n"
                   f"log {vkey('l.example', 1, bytes([i]) * 32)}\n" for i in range(32))
    many += "".join(f"group g{i} any w{i}{f' g{i - 1}' if i else ''}\n" for i in range(32))
    good("thirty_two_of_each", "at least so many must be read", many + "quorum g31\n")


def syntax(good, bad):
    good("comments_and_blank_lines", "they are ignored",
         "# one\n\n  \t # two\n\t\n" + PARTIES + "quorum none\n#\n")
    good("comment_in_any_bytes", "bytes above 0x7F have no meaning", b"# \xff\xc0\nquorum none\n")
    good("tabs_and_spaces", "they part fields, and may stand before and behind",
         f" \tlog\t {LOG.vkey()} \t\n\tquorum   none \n")
    good("urls", "an address may follow the key",
         f"log {LOG.vkey()} https://log.example/\nwitness a {W[0]} https://a.example/\n"
         "quorum a\n", ["a"], [""])
    good("url_that_looks_like_a_comment", "a comment starts its line",
         f"log {LOG.vkey()} #\nquorum none\n")
    good("lines_behind_the_quorum", "logs and witnesses come in any order",
         f"quorum none\nwitness a {W[0]}\nlog {LOG.vkey()}\ngroup g any a\n")
    bad("empty", "there is exactly one quorum line", "", 0)
    bad("quorum_missing", "there is exactly one quorum line", PARTIES, 0)
    bad("quorum_twice", "there is exactly one quorum line", "quorum none\nquorum none\n")
    bad("quorum_without_name", "quorum <name>", "quorum\n")
    bad("quorum_of_two", "quorum <name>", PARTIES + "quorum a b\n")
    bad("comment_behind_a_quorum", "a comment starts its line", "quorum none # none\n")
    bad("quorum_in_a_comment", "a comment is ignored", "# quorum none\n", 0)
    bad("last_newline_missing", "a line ends with a newline", "quorum none", 1)
    bad("keyword_in_capitals", "words are bytes", "Quorum none\n")
    bad("unknown_keyword", "log, witness, group, quorum", "monitor a\nquorum none\n", 1)
    for name, byte in {"nul": 0, "carriage_return": 13, "vertical_tab": 11, "form_feed": 12,
                       "escape": 27, "delete": 127}.items():
        bad(f"comment_with_{name}", "no control characters but tab and newline",
            f"# {chr(byte)}\nquorum none\n", 1)
    bad("newlines_of_windows", "no control characters but tab and newline",
        "quorum none\r\n", 1)
    bad("no_break_space_between", "only spaces and tabs part fields", "quorum\u00a0none\n")
    bad("log_without_key", "log <vkey>", "log\nquorum none\n", 1)
    bad("log_with_name", "log <vkey> [<url>]", f"log l {LOG.vkey()}\nquorum none\n", 1)
    bad("log_with_two_urls", "log <vkey> [<url>]", f"log {LOG.vkey()} u v\nquorum none\n", 1)
    bad("witness_without_key", "witness <name> <vkey>", "witness a\nquorum none\n", 1)
    bad("witness_without_name", "witness <name> <vkey>", f"witness {W[0]}\nquorum none\n", 1)
    bad("witness_with_two_urls", "witness <name> <vkey> [<url>]",
        f"witness a {W[0]} u v\nquorum none\n", 1)
    for name, text in {"without_members": "group g all", "without_rule": "group g",
                       "without_name": "group", "rule_of_0": "group g 0 a b",
                       "rule_above_members": "group g 3 a b", "rule_of_minus_1": "group g -1 a b",
                       "rule_of_plus_1": "group g +1 a b", "rule_with_fraction": "group g 1.0 a b",
                       "rule_in_hexadecimal": "group g 0x1 a b", "rule_most": "group g most a b",
                       "rule_in_capitals": "group g ALL a b",
                       "rule_above_64_bits": f"group g {2**64 + 1} a b",
                       "rule_missing": "group g a b"}.items():
        bad(f"group_{name}", "group <name> all|any|<k> <name>..., 1 <= k <= n",
            PARTIES + text + "\nquorum none\n", 6)


def names(good, bad):
    good("names_are_bytes", "a K and a Kelvin sign are two names",
         f"witness K {W[0]}\nwitness \u212a {W[1]}\nquorum K\n")
    good("names_that_are_not_utf8", "names are bytes",
         b"witness \xff %s\nquorum \xff\n" % W[0].encode())
    good("names_like_keywords", "only none has a meaning of its own",
         f"witness log {W[0]}\nwitness all {W[1]}\ngroup any any log all\nquorum any\n")
    good("name_of_a_key", "a witness may be called as its key is",
         f"witness {WITNESSES[0].name} {W[0]}\nquorum {WITNESSES[0].name}\n")
    bad("quorum_of_nobody_known", "a name is defined before", PARTIES + "quorum e\n")
    bad("quorum_of_a_log", "logs have no names", PARTIES + f"quorum {LOG.name}\n")
    bad("quorum_before_its_witness", "a name is defined before",
        f"quorum a\nwitness a {W[0]}\n", 1)
    bad("quorum_before_its_group", "a name is defined before",
        PARTIES + "quorum g\ngroup g any a\n", 6)
    bad("quorum_in_capitals", "names are bytes", PARTIES + "quorum A\n")
    bad("member_not_known", "a name is defined before",
        PARTIES + "group g any a e\nquorum g\n", 6)
    bad("member_defined_later", "a name is defined before",
        f"group g any a\nwitness a {W[0]}\nquorum g\n", 1)
    bad("member_none", "none is no member", PARTIES + "group g any a none\nquorum g\n", 6)
    bad("member_of_itself", "a name is defined before", PARTIES + "group g any g\nquorum g\n", 6)
    bad("member_twice_in_a_group", "a name is a member once",
        PARTIES + "group g all a a\nquorum g\n", 6)
    bad("member_of_two_groups", "a name is a member once",
        PARTIES + "group g any a b\ngroup h any b c\nquorum h\n", 7)
    bad("group_in_two_groups", "a name is a member once",
        PARTIES + "group g any a\ngroup h any g b\ngroup i any g c\nquorum i\n", 8)
    bad("witness_name_twice", "witnesses and groups share one set of names",
        f"witness a {W[0]}\nwitness a {W[1]}\nquorum a\n", 2)
    bad("group_name_twice", "witnesses and groups share one set of names",
        PARTIES + "group g any a\ngroup g any b\nquorum g\n", 7)
    bad("group_named_as_a_witness", "witnesses and groups share one set of names",
        PARTIES + "group a any b\nquorum a\n", 6)
    bad("witness_named_as_a_group", "witnesses and groups share one set of names",
        f"witness a {W[0]}\ngroup g any a\nwitness g {W[1]}\nquorum g\n", 3)
    bad("witness_named_none", "none is predefined", f"witness none {W[0]}\nquorum none\n", 1)
    bad("group_named_none", "none is predefined", PARTIES + "group none any a\nquorum none\n", 6)


def keys(good, bad):
    good("two_keys_of_a_log", "a log may change its key",
         f"log {LOG.vkey()}\nlog {LOG_NEXT.vkey()}\nquorum none\n")
    good("log_with_a_cosignature_key", "a log may sign as its ecosystem does",
         f"log {W[0]}\nquorum none\n")
    good("key_of_log_and_witness", "only two logs or two witnesses are duplicates",
         f"log {W[0]}\nwitness a {W[0]}\nquorum a\n")
    pq = vkey("pq.example", 6, b"m" * 1312)
    good("witness_of_ml_dsa", "a witness may be of type 6", f"witness a {pq}\nquorum a\n")
    good("log_of_ml_dsa", "a log may be of type 6", f"log {pq}\nquorum none\n")
    bad("witness_with_a_plain_key", "a witness's key is of a type for cosignatures",
        f"witness a {LOG.vkey()}\nquorum a\n", 1)
    bad("log_twice", "logs have different keys", f"log {LOG.vkey()}\n" * 2 + "quorum none\n", 2)
    bad("log_key_under_another_name", "keys are compared, not names or ids",
        f"log {LOG.vkey()}\nlog {Key('o.example', 1).vkey()}\nquorum none\n", 2)
    bad("log_key_of_another_type", "keys are compared, not names or ids",
        f"log {LOG.vkey()}\nlog {Key(LOG.name, 1, 4).vkey()}\nquorum none\n", 2)
    bad("witness_key_twice", "witnesses have different keys",
        f"witness a {W[0]}\nwitness b {W[0]}\nquorum a\n", 2)
    bad("witness_key_under_another_name", "keys are compared, not names or ids",
        f"witness a {W[0]}\nwitness b {Key('o.example', 10, 4).vkey()}\nquorum a\n", 2)
    other = key_id("x", 4, WITNESSES[0].public)
    bad("key_with_a_wrong_id", "a vkey's id is its own",
        f"witness a {vkey(WITNESSES[0].name, 4, WITNESSES[0].public, other)}\nquorum a\n", 1)
    bad("key_not_whole", "a vkey is whole", f"log {LOG.vkey()[:-4]}\nquorum none\n", 1)
    bad("key_of_an_unknown_type", "a vkey of a type that fits",
        f"log {vkey('l.example', 2, b'k' * 32)}\nquorum none\n", 1)


@dataclasses.dataclass
class Held:
    """A checkpoint and the policy that it is held to."""
    data: str
    quorum: str = "none"
    parties: str = PARTIES


def accepted():
    cases = Cases("Checkpoints held to a policy. logs: which of its log keys have signed, as "
                  "places in it. witnesses: who stands by it, likewise, with the latest time.")
    text = checkpoint(LOG.name, 7)
    log, seen = LOG.line(text), [w.line(text, TIME + i) for i, w in enumerate(WITNESSES)]
    two = "group g 2 a b c\nquorum g\n"
    keys, others = [PARTIES + f"log {key.vkey()}\n" for key in (LOG_NEXT, OTHER_LOG)]

    def good(name, why, held, *witnesses, logs=(0,), **fields):
        seen = [{"witness": w, "time_s": str(t)} for w, t in witnesses]
        cases.add(name, why, True, input=held.data, policy=held.parties + policy(held),
                  logs=list(logs), witnesses=seen, **fields)

    def bad(name, why, held, error="forbidden"):
        cases.add(name, why, False, input=held.data, policy=held.parties + policy(held),
                  error=error)

    def policy(held):
        return held.quorum if "\n" in held.quorum else f"quorum {held.quorum}\n"

    def at(*places):
        return [(i, TIME + i) for i in places]

    good("log_alone", "the quorum asks for nobody", Held(note(text, log)))
    good("witness_not_asked_for", "who stands by it is told", Held(note(text, log, seen[2])),
         *at(2))
    good("two_of_three", "the quorum is reached", Held(note(text, log, seen[0], seen[2]), two),
         *at(0, 2))
    good("all_four", "more than the quorum", Held(note(text, *seen, log), two), *at(0, 1, 2, 3))
    good("unknown_witness_beside", "it is ignored",
         Held(note(text, log, Key("x.example", 50, 4).line(text, 1), seen[0]), "a"), *at(0))
    good("twice_one_witness", "its latest time is told", Held(
        note(text, log, WITNESSES[0].line(text, TIME + 9), seen[0]), "a"), (0, TIME + 9))
    good("another_log_beside", "one log of that origin is enough",
         Held(note(text, OTHER_LOG.line(text), log), "none", others))
    good("new_key_of_the_log", "any of the log's keys is enough",
         Held(note(text, LOG_NEXT.line(text)), "none", keys), logs=[1])
    good("old_key_of_the_log", "a key that has not signed is not told",
         Held(note(text, log), "none", keys))
    good("both_keys_of_the_log", "each that has signed is told",
         Held(note(text, LOG_NEXT.line(text), log), "none", keys), logs=[0, 1])
    lattice, parties = POST_QUANTUM.line(text, TIME), PARTIES + f"witness p {POST_QUANTUM.vkey()}\n"
    good("ml_dsa_witness", "it counts as any", Held(note(text, log, lattice), "p", parties),
         (4, TIME), go=False)
    good("ml_dsa_and_ed25519_witnesses", "each counts",
         Held(note(text, log, lattice, seen[1]), "group g 2 a b p\nquorum g\n", parties),
         (1, TIME + 1), (4, TIME), go=False)
    bad("ml_dsa_witness_missing", "the quorum is not reached",
        Held(note(text, log, seen[0]), "p", parties))
    bad("ml_dsa_witness_fails", "a known key that fails refuses the note",
        Held(note(text, log, POST_QUANTUM.line(checkpoint(LOG.name, 8), TIME)), "p", parties))
    bad("one_of_three", "the quorum is not reached", Held(note(text, log, seen[0]), two))
    bad("one_and_a_stranger_to_the_group", "the quorum counts its members",
        Held(note(text, log, seen[0], seen[3]), two))
    bad("one_witness_twice", "a witness counts once", Held(
        note(text, log, seen[0], WITNESSES[0].line(text, TIME + 9)), two))
    bad("witnesses_without_the_log", "a log of the policy has signed", Held(note(text, *seen), two))
    bad("another_log_alone", "a log speaks for its own origin",
        Held(note(text, OTHER_LOG.line(text)), "none", others))
    bad("no_log_in_the_policy", "whoever knows the log adds it", Held(note(text, log), "none", ""))
    bad("failing_witness", "a known key that fails refuses the note",
        Held(note(text, log, WITNESSES[0].line("x\n", TIME))))
    bad("failing_log", "a known key that fails refuses the note",
        Held(note(text, LOG.line("x\n"), *seen), two))
    bad("another_logs_failing_signature", "a known key that fails refuses the note",
        Held(note(text, log, OTHER_LOG.line("x\n")), "none", others))
    bad("cosigned_by_the_log_key_alone", "the quorum counts witnesses", Held(note(text, log), "a"))
    bad("no_checkpoint", "the note is a checkpoint", Held(note("text\n", LOG.line("text\n"))),
        "invalid")
    return cases
