#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check.py of the court packet reads keys and policies as every other reader of ours does."""

import base64
import json
import pathlib
import sys
import unittest

ROOT = pathlib.Path(__file__).parents[2]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "web" / "packet"))
import check  # noqa: E402


def cases(name):
    return json.loads((ROOT / "tests/vectors/ledger" / f"{name}.json").read_text())["cases"]


def text_of(case):
    encoded = case.get("input_base64")
    given = base64.b64decode(encoded) if encoded else case["input"].encode()
    return given.decode(errors="surrogateescape")


def accepted(read, *given):
    """What is read; None where it is refused, as main() would."""
    try:
        return read(*given)
    except (SystemExit, ValueError, IndexError, TypeError):
        return None


class Packet(unittest.TestCase):
    def test_policies_are_read_as_the_vectors_say(self):
        for case in cases("policies"):
            with self.subTest(case["name"]):
                policy = accepted(check.Policy, text_of(case))
                self.assertEqual(policy is not None, case["accepted"], case["why"])
                if policy:
                    self.assertEqual(len(policy.witnesses), case["witnesses"])
                    self.assertEqual(len(policy.groups), case["groups"])

    def test_a_quorum_is_reached_by_who_is_enough(self):
        for case in cases("policies"):
            if not case["accepted"]:
                continue
            policy = check.Policy(text_of(case))
            for wanted, sets in ((True, case["enough"]), (False, case["not_enough"])):
                for signed in sets:
                    self.assertIs(bool(policy.holds(set(signed))), wanted, (case["name"], signed))

    def test_keys_are_read_as_the_vectors_say(self):
        for case in cases("verifier_keys"):
            with self.subTest(case["name"]):
                key = accepted(check.open_key, text_of(case))
                self.assertEqual(key is not None, case["accepted"], case["why"])


if __name__ == "__main__":
    unittest.main()
