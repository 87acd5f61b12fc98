#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs ctest in a build folder and closes with one line: how many tests and claims held.

    run_tests.py BUILD [ctest arguments]

A test is an entry of ctest; a claim is one TEST of a GoogleTest program. Skipped claims are named,
so that a missing data set cannot look like a success.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import xml.etree.ElementTree as xml


def count_claims(results):
    """(claims that ran, names of those skipped) of the GoogleTest reports in a folder."""
    ran, skipped = 0, []
    for report in sorted(results.glob("*.json")):
        for suite in json.loads(report.read_text())["testsuites"]:
            for claim in suite["testsuite"]:
                if claim.get("result") == "SKIPPED":
                    skipped.append(f"{claim['classname']}.{claim['name']}")
                elif claim["status"] == "RUN":
                    ran += 1
    return ran, skipped


def main():
    build, rest = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:]
    results = build / "test-results"
    shutil.rmtree(results, ignore_errors=True)
    junit = results / "ctest.xml"
    command = ["ctest", "--test-dir", str(build), "--output-on-failure", "--no-tests=error",
               "--parallel", str(os.cpu_count() or 1), "--output-junit", str(junit), *rest]
    reports = {"GTEST_OUTPUT": f"json:{results}/"}
    status = subprocess.run(command, env=os.environ | reports).returncode
    ran, skipped = count_claims(results)
    if skipped:
        print(f"skipped: {', '.join(skipped)}")
    if junit.exists():
        total = {key: int(value) for key, value in xml.parse(junit).getroot().attrib.items()
                 if key in ("tests", "failures", "skipped", "disabled")}
        idle = total["skipped"] + total["disabled"]
        print(f"tests: {total['tests'] - total['failures'] - idle} passed, "
              f"{total['failures']} failed, {idle} skipped; of {ran + len(skipped)} claims in C++, "
              f"{len(skipped)} skipped")
    return status


if __name__ == "__main__":
    sys.exit(main())
