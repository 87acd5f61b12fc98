#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The runner of tests/cli fails where a script's claim does not hold."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

RUNNER = pathlib.Path(__file__).parent.parent / "cli" / "run.py"


def run_script(script, **environment):
    """(status, output, script afterwards) of a script run with `sh` as the program."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "a.test"
        path.write_text(script)
        ended = subprocess.run([sys.executable, RUNNER, "/bin/sh", path], text=True,
                               env={"PATH": "/usr/bin:/bin"} | environment, capture_output=True)
        return ended.returncode, ended.stdout + ended.stderr, path.read_text()


class Runner(unittest.TestCase):
    def passes(self, script):
        status, said, _ = run_script(script)
        self.assertEqual(status, 0, said)

    def fails(self, script, words):
        status, said, _ = run_script(script)
        self.assertNotEqual(status, 0, said)
        self.assertIn(words, said)

    def test_exact_output_and_inline_files(self):
        self.passes("# a claim\n$ cat a/b.txt\n> one\n> two\n\n-- a/b.txt --\none\ntwo\n")
        self.fails("$ cat b.txt\n> one\n-- b.txt --\none\ntwo\n", "standard output differs")

    def test_the_status_is_zero_unless_said(self):
        self.passes("$ echo no >&2; exit 5\nexit 5\nstderr ^no$\n")
        self.fails("$ exit 5\n", "ended with 5, not 0")
        self.fails("$ echo no >&2\nexit 5\n", "ended with 0, not 5")

    def test_a_failure_must_explain_itself(self):
        self.fails("$ lodestar () { exit 5; }; lodestar\nexit 5\n", "without a word")
        self.passes("$ exit 5\nexit 5\n")

    def test_lines_that_must_and_must_not_be_there(self):
        self.passes("$ echo abc\nstdout b\nnot stdout x\nnot stderr .\n")
        self.fails("$ echo abc\nstdout x\n", "has no line like 'x'")
        self.fails("$ echo abc\nnot stdout b\n", "stdout matches 'b'")

    def test_what_is_not_understood_is_refused(self):
        self.fails("$ echo abc\nstdou b\n", "what is 'stdou b'?")

    def test_update_golden_writes_what_was_said(self):
        script = "$ echo new; echo lines\n> old\n\n$ echo b\nstdout b\n"
        updated = run_script(script, UPDATE_GOLDEN="1")[2]
        self.assertEqual(updated, script.replace("> old", "> new\n> lines"))
        self.passes(updated)


if __name__ == "__main__":
    unittest.main()
