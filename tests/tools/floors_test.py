#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Each rule of tools/floors.py finds its offender in a small bad tree, and passes a good one."""

import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "tools"))
import floors  # noqa: E402

SPDX = "// SPDX-License-Identifier: Apache-2.0\n"
HEADER = SPDX + """// A thing.
//
// Shapes   one.
// Units    none.      Errors   none.
// Cost     none.
// Threads  pure.
// Source   none.
#pragma once
"""
GOOD = {
    "CMakeLists.txt": "# SPDX-License-Identifier: Apache-2.0\n"
                      "#               floor uses\n"
                      "lodestar_module(base   0                 LINKS fmt::fmt)\n"
                      "lodestar_module(text   1 USES base       LINKS ICU::uc)\n"
                      "lodestar_module(graph  1)\n"
                      "lodestar_module(detect 2 USES base text)\n"
                      "lodestar_program(app   7 USES base detect)\n",
    "ARCHITECTURE.md": "`src/base/` `src/text/` `src/graph/` `src/detect/` `apps/app/` `tools/`",
    "src/base/thing.h": HEADER,
    "src/text/cut.h": HEADER + '#include "base/thing.h"\n',
    "src/text/internal/fold.h": SPDX + "#include <unicode/uchar.h>\n",
    "src/detect/find.cc": SPDX + '#include <fmt/core.h>\n#include <vector>\n#include "text/cut.h"\n'
                                 '#include "detect/find.h"\n',
    "src/detect/find.h": HEADER,
    "apps/app/main.cc": SPDX + '#include <fmt/core.h>\n#include "detect/find.h"\n',
}


def long_function(lines, head="int count() {"):
    return head + "\n" + "  step();\n" * (lines - 2) + "}\n"


class Floors(unittest.TestCase):
    def found(self, changes):
        """The findings of the good tree with some files changed, as 'rule subject: words'."""
        with tempfile.TemporaryDirectory() as folder:
            for path, text in (GOOD | changes).items():
                place = pathlib.Path(folder) / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(text)
            return [f"{f.rule} {f.subject}: {f.words}" for f in floors.find(folder)]

    def finds(self, rule, changes, words=""):
        found = self.found(changes)
        self.assertEqual(len(found), 1, found)
        self.assertTrue(found[0].startswith(rule + " "), found)
        self.assertIn(words, found[0])

    def passes(self, changes):
        self.assertEqual(self.found(changes), [])

    def test_a_good_tree_passes(self):
        self.passes({})

    def test_an_include_upwards(self):
        self.finds("floors", {"src/text/a.cc": SPDX + '#include "detect/find.h"\n'},
                   "text (floor 1) includes detect/find.h (floor 2)")

    def test_an_include_sideways(self):
        self.finds("floors", {"src/text/a.cc": SPDX + '#include "graph/b.h"\n'}, "strictly down")

    def test_an_include_that_is_not_declared(self):
        self.finds("floors", {"src/detect/a.cc": SPDX + '#include "graph/b.h"\n'}, "USES graph")
        self.finds("floors", {"apps/app/a.cc": SPDX + '#include "text/cut.h"\n'}, "USES text")

    def test_an_include_of_another_modules_private_header(self):
        self.finds("floors", {"src/detect/a.cc": SPDX + '#include "text/internal/fold.h"\n'},
                   "private to text")

    def test_an_include_in_a_comment_is_none(self):
        self.passes({"src/text/a.cc": SPDX + '// #include "detect/find.h"\n'
                                             '/*\n#include "detect/find.h"\n*/\n'})

    def test_a_module_list_that_goes_up(self):
        wrong = GOOD["CMakeLists.txt"].replace("text   1 USES base ", "text   1 USES detect ")
        found = self.found({"CMakeLists.txt": wrong, "src/text/cut.h": HEADER})
        words = "text may not use detect: dependencies go strictly down"
        self.assertIn(f"floors CMakeLists.txt: {words}", found)

    def test_code_of_no_module(self):
        found = self.found({"src/extra/a.cc": SPDX})
        self.assertIn("floors src/extra/a.cc: in no module of CMakeLists.txt", found)

    def test_a_third_party_header_with_two_users(self):
        second = SPDX + "#include <unicode/uchar.h>\n"
        self.finds("third-party", {"src/text/b.cc": second}, "src/text/internal/fold.h")
        self.passes({"src/text/b_test.cc": second})
        self.passes({"src/text/b.cc": SPDX + "#include <cmath>\n#include <pthread.h>\n",
                     "src/text/c.cc": SPDX + "#include <cmath>\n#include <pthread.h>\n"})

    def test_no_licence(self):
        self.finds("licence", {"src/text/a.cc": "int a;\n"})
        self.finds("licence", {"tools/a.py": "a = 1\n"})
        self.passes({"tools/a.py": "#!/usr/bin/python3\n# SPDX-License-Identifier: Apache-2.0\n"})

    def test_a_file_too_long(self):
        self.passes({"src/text/a.cc": SPDX + "int a;\n" * 799})
        self.finds("file-size", {"src/text/a.cc": SPDX + "int a;\n" * 800}, "801 lines")

    def test_a_line_too_long(self):
        self.passes({"src/text/a.cc": SPDX + "// " + "x" * 97 + "\n"})
        self.finds("columns", {"src/text/a.cc": SPDX + "// " + "x" * 98 + "\n"}, "101 columns")
        self.passes({"src/text/a.cc": SPDX + "// " + "ы" * 97 + "\n"})
        self.passes({"src/text/a.cc": SPDX + "// https://" + "x" * 98 + "\n"})

    def test_a_function_too_long(self):
        self.passes({"src/text/a.cc": SPDX + long_function(70)})
        self.finds("function-size", {"src/text/a.cc": SPDX + long_function(71)}, "a.cc:count: 71")

    def test_a_long_function_is_seen_wherever_it_stands(self):
        for head in ("std::vector<int> A::count(int n) const noexcept {",
                     "namespace x {\nA::A(int n) : n_{n}, m_(n) {",
                     "struct A {\n  template <typename T>\n  auto count(T t) -> decltype(t) {",
                     "TEST(Suite, count) {"):
            closing = "}\n" * head.count("\n  ") + "}\n" * head.startswith("namespace")
            self.finds("function-size",
                       {"src/text/a.cc": SPDX + long_function(71, head) + closing}, "71 lines")

    def test_what_is_long_and_no_function(self):
        for head in ("namespace x {", "struct A {", "enum class A : int {",
                     "constexpr int kTable[] = {", "class A final : public B<int(char)> {"):
            self.passes({"src/text/a.cc": SPDX + long_function(100, head)})

    def test_braces_in_literals_do_not_count(self):
        trap = "int a() {\n  put('{');\n  put(\"{{\");\n  put(R\"({)\");\n  // {\n}\n"
        self.passes({"src/text/a.cc": SPDX + trap + long_function(60)})

    def test_a_python_function_too_long(self):
        long = "# SPDX-License-Identifier: Apache-2.0\ndef count():\n" + "    step()\n" * 70
        self.finds("function-size", {"tools/a.py": long}, "a.py:count: 71 lines")

    def test_a_header_without_its_words(self):
        self.finds("header", {"src/text/cut.h": HEADER.replace("// Cost     none.\n", "")}, "Cost")
        self.finds("header", {"src/text/cut.h": SPDX + "#pragma once\n"}, "Shapes, Units")
        self.passes({"src/text/internal/x.h": SPDX + "#pragma once\n"})

    def test_words_that_have_no_business_here(self):
        for word in ("TO" "DO", "FIX" "ME", "XX" "X", "/work" "/a", "in /root" "/a", "uti" "lise"):
            self.finds("words", {"src/text/a.cc": SPDX + f"// {word}\n"})
        self.passes({"src/text/a.cc": SPDX + "// https://a.example/work/x TODOS\n"})
        self.passes({"packs/README.md": "XX" "X", "ARCHITECTURE.md":
                     GOOD["ARCHITECTURE.md"] + "`packs/`"})

    def test_a_pure_floor_that_is_not(self):
        for line in ("#include <fstream>", "#include <unistd.h>", "auto t = system_clock::now();",
                     "std::random_device device;", 'fmt::print("x");'):
            self.finds("purity", {"src/text/a.cc": SPDX + line + "\n"}, "floor 1")
            self.passes({"src/text/a_test.cc": SPDX + line + "\n"})
            self.passes({"apps/app/a.cc": SPDX + line + "\n"})

    def test_another_dialect(self):
        for line in ("using namespace std;", "throw 1;", "#define MAX 3", "shared_ptr<int> p;"):
            self.finds("dialect", {"src/text/a.cc": SPDX + line + "\n"})
        self.passes({"src/text/a.cc": SPDX + "using namespace std::chrono_literals;\n"
                                             '// we throw nothing\nconst char* a = "throw";\n'})

    def test_a_folder_without_a_sentence(self):
        self.finds("folders", {"docs/notes/a.md": "x", "ARCHITECTURE.md":
                               GOOD["ARCHITECTURE.md"] + "`docs/`"}, "`docs/notes/`")

    def test_a_folder_inside_a_module(self):
        self.finds("folders", {"src/text/deep/a.cc": SPDX}, "holds files and internal/")

    def test_the_allow_list_excuses_by_rule_and_subject(self):
        offender = {"src/text/a.cc": SPDX + long_function(80)}
        self.passes(offender | {"tools/floors_allowed.txt":
                                "# old\nfunction-size src/text/a.cc:count a table in words\n"})
        found = self.found(offender | {"tools/floors_allowed.txt": "columns src/text/a.cc why\n"})
        self.assertEqual(len(found), 2, found)

    def test_an_entry_that_is_not_needed_fails(self):
        self.finds("allowed", {"tools/floors_allowed.txt": "columns src/text/a.cc why\n"},
                   "is not needed now")

    def test_an_entry_needs_a_reason(self):
        with self.assertRaises(SystemExit):
            self.found({"tools/floors_allowed.txt": "columns src/text/a.cc\n"})


if __name__ == "__main__":
    unittest.main()
