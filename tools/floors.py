#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads the tree and says where it breaks the house rules; a ctest runs it.

    floors.py ROOT

The module list is read from ROOT/CMakeLists.txt (lodestar_module, lodestar_program: name, floor,
USES). Each rule is one function below that yields (rule, subject, line, words). Old offenders
stand in tools/floors_allowed.txt, one a line: `rule subject why`. An entry that is no longer
needed fails too, so the list can only shrink.
"""

import ast
import collections
import dataclasses
import functools
import os
import pathlib
import re
import subprocess
import sys

FILE_LINES, FUNCTION_LINES, COLUMNS = 800, 70, 100
CODE = {".cc", ".h", ".py", ".sh", ".ts", ".css", ".cmake"}
HEADER_WORDS = ("Shapes", "Units", "Errors", "Cost", "Threads", "Source")
PURE_FLOORS = (1, 2)  # no files, clocks, randomness or printing
SHARED_LIBRARIES = ("fmt/", "gtest/", "gmock/", "rapidcheck", "benchmark/")

# Written in halves, so that this file passes its own rule.
FORBIDDEN = {
    r"\bTO" r"DO\b|\bFIX" r"ME\b|\bXX" r"X\b": "unfinished work belongs in an issue",
    r"(?<![\w.:/-])/(?:work|root|home)" r"/": "a path of one machine",
    r"(?i)\buti" r"li[sz]e": "write 'use'",
    r"(?i)lorem" r" ipsum": "filler text",
}
IMPURE = {
    r"#include <(?:fstream|iostream|cstdio|filesystem|random|thread)>": "include",
    r"#include <(?:unistd|fcntl|sys/\w+)\.h>": "include",
    r"\b(?:system|steady|high_resolution)_clock::now\b|\bstd::time\(": "a clock",
    r"\brandom_device\b|\bs?rand\(": "randomness",
    r"\bfmt::print\b|\bprintf\(": "printing",
}
DIALECT = {
    r"^\s*using namespace\b(?! std::\w*_literals| internal;|(?<=  using namespace) std::chrono;)":
        "no using namespace",
    r"\bthrow\b": "our code throws nothing",
    r"^\s*#define (?!LODESTAR_(?:TRY|CO_TRY|ASSERT)\b|SIMDJSON_)": "no macros of our own but three",
    r"\bshared_ptr\b": "no shared_ptr without an owner story",
    r"^#ifndef \w+_H_?$": "use #pragma once",
}

STANDARD_C = set("assert ctype errno fenv float inttypes iso646 limits locale math setjmp signal "
                 "stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib string time uchar "
                 "wchar wctype".split())
POSIX = set("dirent dlfcn fcntl fnmatch getopt glob grp libgen netdb poll pthread pwd sched "
            "semaphore spawn strings syslog termios unistd utime wordexp immintrin x86intrin "
            "cpuid arm_neon".split())


@dataclasses.dataclass(frozen=True)
class Module:
    name: str
    floor: int
    uses: tuple


@dataclasses.dataclass(frozen=True)
class Finding:
    rule: str
    subject: str
    line: int
    words: str


class Tree:
    """The files of a project, each read once."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.files = sorted(list_files(self.root))
        self.modules = read_modules(self.text("CMakeLists.txt"))

    @functools.cache
    def text(self, path):
        try:
            return (self.root / path).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            return ""

    @functools.cache
    def code(self, path):
        """The text with comments and the insides of literals blanked, line for line."""
        return blank_cpp(self.text(path))

    def cpp(self):
        return [f for f in self.files if f.endswith((".cc", ".h"))]

    def sources(self):
        return [f for f in self.cpp() if f.startswith(("src/", "apps/"))]

    def module_of(self, path):
        parts = path.split("/")
        in_module = parts[0] in ("src", "apps") and len(parts) > 2
        return self.modules.get(parts[1]) if in_module else None


def list_files(root):
    try:
        command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others",
                   "--exclude-standard"]
        if (root / ".git").exists():
            listed = subprocess.run(command, capture_output=True, check=True).stdout
            return [f for f in listed.decode().split("\0") if f and (root / f).is_file()]
    except (OSError, subprocess.CalledProcessError):
        pass
    found = []
    for folder, inside, files in os.walk(root):
        inside[:] = [d for d in inside if d not in (".git", "build", "node_modules", "__pycache__")]
        found += [str((pathlib.Path(folder) / f).relative_to(root)) for f in files]
    return found


def read_modules(cmake):
    """{name: Module} of the lodestar_module and lodestar_program lines."""
    modules = {}
    for call in re.finditer(r"^lodestar_(?:module|program)\(([^)]*)\)", cmake, re.M):
        words = call[1].split()
        rest = words[2:]
        uses = rest[rest.index("USES") + 1:] if "USES" in rest else []
        uses = uses[:uses.index("LINKS")] if "LINKS" in uses else uses
        modules[words[0]] = Module(words[0], int(words[1]), tuple(uses))
    return modules


def blank_cpp(text):
    """Comments and the insides of literals become blanks; line ends stay."""
    token = re.compile(
        r'//[^\n]*|/\*.*?\*/|R"([^\s()\\]{0,16})\(.*?\)\1"|"(?:\\.|[^"\\\n])*"'
        r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'", re.S)

    def blank(match):
        found = match[0]
        if found[0] == '"' and text.rfind("#include", text.rfind("\n", 0, match.start()) + 1,
                                          match.start()) >= 0:
            return found
        return re.sub(r"[^\n]", " ", found)

    return token.sub(blank, text)


def includes(tree, path):
    for number, line in enumerate(tree.code(path).splitlines(), 1):
        found = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if found:
            yield number, found[1] == "<", found[2]


def is_test(path):
    return path.endswith("_test.cc") or path.startswith(("tests/", "fuzz/", "bench/"))


def is_third_party(header):
    if header.startswith(("sys/", "linux/", "arpa/", "netinet/", "net/")):
        return False
    stem = header.removesuffix(".h")
    return ("/" in header or "." in header) and stem not in STANDARD_C and stem not in POSIX


# The rules.

def check_modules(tree):
    """The module list itself goes down, and every folder of code is on it."""
    for module in tree.modules.values():
        for used in module.uses:
            below = tree.modules.get(used)
            if below is None or below.floor >= module.floor:
                yield Finding("floors", "CMakeLists.txt", 0,
                              f"{module.name} may not use {used}: dependencies go strictly down")
    for path in tree.sources():
        if tree.module_of(path) is None:
            yield Finding("floors", path, 0, "in no module of CMakeLists.txt")


def check_includes(tree):
    """A file includes its own module and what the module declares under USES, no more."""
    for path in tree.sources():
        own = tree.module_of(path)
        for number, angled, header in includes(tree, path):
            used = tree.modules.get(header.split("/")[0])
            if own is None or angled or "/" not in header or used is None or used == own:
                continue
            if used.floor >= own.floor:
                words = (f"{own.name} (floor {own.floor}) includes {header} "
                         f"(floor {used.floor}): include strictly down")
            elif used.name not in own.uses:
                words = f"{own.name} includes {header} without USES {used.name}"
            elif "/internal/" in header:
                words = f"{header} is private to {used.name}"
            else:
                continue
            yield Finding("floors", path, number, words)


def check_third_party(tree):
    """Each third-party header is included by one file."""
    users = collections.defaultdict(list)
    for path in tree.sources():
        if is_test(path):
            continue
        for number, angled, header in includes(tree, path):
            if angled and is_third_party(header) and not header.startswith(SHARED_LIBRARIES):
                users[header].append((path, number))
    for header, places in users.items():
        for path, number in places[1:]:
            yield Finding("third-party", header, number,
                          f"included by {path} and by {places[0][0]}: give it one adapter")


def check_licence(tree):
    for path in tree.files:
        named = pathlib.Path(path).name in ("CMakeLists.txt", "Makefile", "run")
        if pathlib.Path(path).suffix in CODE or named:
            if "SPDX-License-Identifier: Apache-2.0" not in "".join(
                    tree.text(path).splitlines(keepends=True)[:3]):
                yield Finding("licence", path, 1, "no SPDX line at the top")


def check_sizes(tree):
    for path in tree.files:
        if pathlib.Path(path).suffix not in CODE:
            continue
        lines = tree.text(path).splitlines()
        if len(lines) > FILE_LINES:
            yield Finding("file-size", path, 0, f"{len(lines)} lines; {FILE_LINES} at most")
        for number, line in enumerate(lines, 1):
            if len(line) > COLUMNS and "://" not in line and not path.endswith(".cmake"):
                yield Finding("columns", path, number, f"{len(line)} columns; {COLUMNS} at most")


def cpp_functions(code):
    """(name, first line, lines) of the outermost function bodies of blanked C++.

    An opening brace is a function's where what stands before it, back to the last ; { or }, holds
    an argument list and does not open a namespace, type or initialiser.
    """
    depth, body_depth, head_start, head, first = 0, None, 0, "", 0
    for found in re.finditer(r"[{};]", code):
        at = found.start()
        if found[0] == "{":
            text = code[head_start:at].strip()
            if body_depth is None and re.search(r"\)[^=()]*$|\)\s*:\s*\w+.*$", text, re.S) and \
                    not re.match(r"(?:namespace|class|struct|enum|union|extern|#)\b", text):
                body_depth, head, first = depth, text, code.count("\n", 0, at) + 1
            depth += 1
        elif found[0] == "}":
            depth -= 1
            if body_depth == depth:
                name = re.search(r"([\w:~]+(?:<[^<>]*>)?)\s*\(", head)
                yield (name[1] if name else "?", first, code.count("\n", 0, at) + 2 - first)
                body_depth = None
        head_start = at + 1


def py_functions(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, node.lineno, node.end_lineno - node.lineno + 1


def check_functions(tree):
    for path in tree.files:
        if path.endswith((".cc", ".h", ".ts")):
            functions = cpp_functions(tree.code(path))
        elif path.endswith(".py"):
            functions = py_functions(tree.text(path))
        else:
            continue
        for name, line, length in functions:
            if length > FUNCTION_LINES:
                yield Finding("function-size", f"{path}:{name}", line,
                              f"{length} lines; {FUNCTION_LINES} at most")


def check_headers(tree):
    """A public header opens with what it is, then the six words, each at the start of a line or
    after a gap."""
    for path in tree.sources():
        if not path.endswith(".h") or "/internal/" in path or not path.startswith("src/"):
            continue
        opening = re.match(r"(?://[^\n]*\n)*", tree.text(path))[0]
        missing = [word for word in HEADER_WORDS
                   if not re.search(rf"(?:^//|\s{{2}}) *{word}\s{{2}}", opening, re.M)]
        if missing:
            yield Finding("header", path, 1, f"the opening comment lacks {', '.join(missing)}")


def check_words(tree):
    """Words that have no business in the tree. Corpora of inputs and knowledge packs are exempt."""
    for path in tree.files:
        if path.startswith(("fuzz/corpus/", "packs/", "LICENSE")):
            continue
        for number, line in enumerate(tree.text(path).splitlines(), 1):
            for pattern, why in FORBIDDEN.items():
                if re.search(pattern, line):
                    yield Finding("words", path, number, f"{why}: {line.strip()[:60]}")


def check_purity(tree):
    for path in tree.sources():
        own = tree.module_of(path)
        if own is None or own.floor not in PURE_FLOORS or is_test(path):
            continue
        for number, line in enumerate(tree.code(path).splitlines(), 1):
            for pattern, what in IMPURE.items():
                if re.search(pattern, line):
                    yield Finding("purity", path, number,
                                  f"{what} on floor {own.floor}: {line.strip()[:60]}")


def check_dialect(tree):
    for path in tree.sources():
        if is_test(path):
            continue
        for number, line in enumerate(tree.code(path).splitlines(), 1):
            for pattern, why in DIALECT.items():
                if re.search(pattern, line):
                    yield Finding("dialect", path, number, f"{why}: {line.strip()[:60]}")


def check_folders(tree):
    """Every folder down to the second level has a sentence in ARCHITECTURE.md; src/ stays flat."""
    architecture = tree.text("ARCHITECTURE.md")
    folders = set()
    for path in tree.files:
        parts = path.split("/")[:-1]
        folders |= {"/".join(parts[:depth]) for depth in (1, 2) if len(parts) >= depth}
        if parts[:1] == ["src"] and parts[2:] not in ([], ["internal"]):
            yield Finding("folders", path, 0, "src/<module>/ holds files and internal/, no more")
    for folder in sorted(folders - {"src", "apps"}):
        if f"`{folder}/`" not in architecture:
            yield Finding("folders", folder, 0, f"ARCHITECTURE.md has no sentence on `{folder}/`")


RULES = (check_modules, check_includes, check_third_party, check_licence, check_sizes,
         check_functions, check_headers, check_words, check_purity, check_dialect, check_folders)


def read_allowed(tree):
    """{(rule, subject)} of the allow-list; each needs a reason."""
    allowed = set()
    for line in tree.text("tools/floors_allowed.txt").splitlines():
        if line.strip() and not line.startswith("#"):
            rule, subject, why = (line.split(None, 2) + ["", ""])[:3]
            if not why:
                sys.exit(f"tools/floors_allowed.txt: '{line}' gives no reason")
            allowed.add((rule, subject))
    return allowed


def find(root):
    """Every finding of every rule that the allow-list does not cover, and its idle entries."""
    tree = Tree(root)
    allowed = read_allowed(tree)
    found = [finding for rule in RULES for finding in rule(tree)]
    idle = allowed - {(f.rule, f.subject) for f in found}
    return [f for f in found if (f.rule, f.subject) not in allowed] + [
        Finding("allowed", "tools/floors_allowed.txt", 0, f"'{rule} {subject}' is not needed now")
        for rule, subject in sorted(idle)]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    findings = find(sys.argv[1])
    for f in findings:
        print(f"{f.subject}{f':{f.line}' if f.line else ''}: {f.rule}: {f.words}")
    if findings:
        sys.exit(f"floors: {len(findings)} findings")
    print("floors: every rule holds")


if __name__ == "__main__":
    main()
