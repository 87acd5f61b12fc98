#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs a script of command lines and what they must say.

    run.py PROGRAM SCRIPT.test        UPDATE_GOLDEN=1 writes what was said into the script

A script is read line by line; it runs in a fresh folder, with PROGRAM first on the path:

    # a claim in words
    $ lodestar detect jobs.csv --out found      a shell command
    exit 2                                      its status; 0 where nothing is said
    > id,cluster,network                        its standard output, whole and exactly
    stdout REGEX                                or: a line of it matches
    stderr REGEX                                a line of its standard error matches
    not stdout REGEX                            no line matches (also: not stderr REGEX)
    -- jobs.csv --                              from here to the next mark: a file that is there
    id,text                                     before the first command runs

Where nothing is said about standard output or error of a command, they may hold anything, except
that a `lodestar` that fails must explain itself on standard error.
"""

import dataclasses
import os
import pathlib
import re
import subprocess
import sys
import tempfile

FILE_MARK = re.compile(r"^-- (\S+) --$")
CHECK = re.compile(r"^(not )?(stdout|stderr) (.+)$")


@dataclasses.dataclass
class Step:
    line: int
    command: str
    status: int = 0
    exact: list = dataclasses.field(default_factory=list)
    checks: list = dataclasses.field(default_factory=list)  # (line, negated, stream, regex)


def parse(lines):
    """(steps, {name: content}) of a script."""
    steps, files, name = [], {}, None
    for number, line in enumerate(lines, 1):
        if mark := FILE_MARK.match(line):
            name = mark[1]
            files[name] = ""
        elif name is not None:
            files[name] += line + "\n"
        elif line.startswith("$ "):
            steps.append(Step(number, line[2:]))
        elif line.startswith(">"):
            steps[-1].exact.append(line[2:])
        elif line.startswith("exit "):
            steps[-1].status = int(line[5:])
        elif check := CHECK.match(line):
            steps[-1].checks.append((number, bool(check[1]), check[2], check[3]))
        elif line.strip() and not line.startswith("#"):
            raise SystemExit(f"line {number}: what is '{line}'?")
    return steps, files


def run(step, folder, program):
    path = f"{program.parent}:{os.environ['PATH']}"
    # A sanitizer's report must fail the test whatever status was expected: give it its own.
    environment = os.environ | {"PATH": path, "LC_ALL": "C.UTF-8", "ASAN_OPTIONS": "exitcode=99",
                                "TZ": "UTC"}
    return subprocess.run(step.command, shell=True, cwd=folder, env=environment, text=True,
                          errors="replace", stdin=subprocess.DEVNULL, capture_output=True)


def complaints(step, ended):
    """What of the step does not hold, in words."""
    said = {"stdout": ended.stdout.splitlines(), "stderr": ended.stderr.splitlines()}
    if ended.returncode != step.status:
        yield step.line, f"ended with {ended.returncode}, not {step.status}"
    if step.status != 0 and step.command.startswith("lodestar ") and not said["stderr"]:
        yield step.line, "failed without a word on standard error"
    if step.exact and said["stdout"] != step.exact:
        yield step.line, "standard output differs"
    for line, negated, stream, regex in step.checks:
        if any(re.search(regex, one) for one in said[stream]) == negated:
            yield line, f"{stream} {'matches' if negated else 'has no line like'} '{regex}'"


def update(lines, golden):
    """The script with the exact output of each command replaced by what it said."""
    out, saying = [], None
    for number, line in enumerate(lines, 1):
        if line.startswith(">") and saying is not None:
            out += [f"> {one}".rstrip() for one in saying]
            saying = []
        elif not line.startswith(">") or saying is None:
            out.append(line)
        if number in golden:
            saying = golden[number]
        elif line.startswith("$ "):
            saying = None
    return out


def main():
    program, script = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    lines = script.read_text(encoding="utf-8").split("\n")[:-1]
    steps, files = parse(lines)
    failures, golden = 0, {}
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = pathlib.Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        for step in steps:
            ended = run(step, folder, program)
            if step.exact:
                golden[step.line] = ended.stdout.splitlines()
            wrong = list(complaints(step, ended))
            for line, words in wrong:
                print(f"{script.name}:{line}: {words}")
            if wrong:
                print(f"  $ {step.command}\n{ended.stdout}{ended.stderr}")
            failures += len(wrong)
    if os.environ.get("UPDATE_GOLDEN") == "1":
        script.write_text("\n".join(update(lines, golden)) + "\n", encoding="utf-8")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
