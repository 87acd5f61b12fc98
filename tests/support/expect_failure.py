#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs a command that has to fail, and for the right reason.

    expect_failure.py REGEX -- command...

Succeeds where the command ends with an error and its output, white space folded, matches REGEX.
"""

import os
import re
import subprocess
import sys


def main():
    wanted, dashes, *command = sys.argv[1:]
    assert dashes == "--", __doc__
    english = os.environ | {"LC_ALL": "C"}
    ended = subprocess.run(command, env=english, text=True, stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT)
    if ended.returncode == 0:
        sys.exit(f"it should have failed, and did not:\n{ended.stdout}")
    if not re.search(wanted, " ".join(ended.stdout.split())):
        sys.exit(f"it failed, but for another reason than '{wanted}':\n{ended.stdout}")


if __name__ == "__main__":
    main()
