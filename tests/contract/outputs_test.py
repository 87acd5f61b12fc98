#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The outputs of a run, read as others would read them: Python's csv and json, and the schemas.

    outputs_test.py WRITE_SAMPLE SPEC_FOLDER      the invented run of tests/support
    outputs_test.py FOUND_FOLDER SPEC_FOLDER      the --out folder of a real run
"""

import csv
import json
import pathlib
import re
import subprocess
import sys
import tempfile

FORMULA = re.compile("^'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
DISGUISE = re.compile(
    "[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff\u0000-\u0008\u007f-\u009f]")
problems = []


def claim(holds, what):
    if not holds:
        problems.append(what)


TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}


def is_type(value, name):
    if name in ("integer", "number"):
        kinds = int if name == "integer" else (int, float)
        return isinstance(value, kinds) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def violations(value, schema, at="$"):
    """The part of JSON Schema 2020-12 that docs/spec uses; any other word is refused."""
    for word, wanted in schema.items():
        if word in ("$schema", "$id", "title", "description"):
            continue
        elif word == "type":
            names = wanted if isinstance(wanted, list) else [wanted]
            if not any(is_type(value, name) for name in names):
                yield f"{at}: {value!r} is no {wanted}"
                return
        elif word == "enum":
            if value not in wanted:
                yield f"{at}: {value!r} is none of {wanted}"
        elif word == "pattern":
            if isinstance(value, str) and not re.search(wanted, value):
                yield f"{at}: {value!r} does not fit {wanted}"
        elif word in ("minimum", "maximum"):
            if value < wanted if word == "minimum" else value > wanted:
                yield f"{at}: {value} is beyond {wanted}"
        elif word == "maxItems":
            if len(value) > wanted:
                yield f"{at}: {len(value)} items, {wanted} at most"
        elif word == "items":
            for i, item in enumerate(value):
                yield from violations(item, wanted, f"{at}[{i}]")
        elif word == "oneOf":
            if sum(not any(violations(value, one)) for one in wanted) != 1:
                yield f"{at}: fits not exactly one form: {value!r}"
        elif word == "required":
            for name in wanted:
                if name not in value:
                    yield f"{at}: {name} is missing"
        elif word == "properties":
            for name, one in wanted.items():
                if name in value:
                    yield from violations(value[name], one, f"{at}.{name}")
        elif word == "additionalProperties":
            for name in set(value) - set(schema.get("properties", {})):
                if wanted is False:
                    yield f"{at}: {name} is unknown"
                elif isinstance(wanted, dict):
                    yield from violations(value[name], wanted, f"{at}.{name}")
        else:
            raise SystemExit(f"the schema uses {word}, which this check does not know")


def read_lines(path, schema):
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for i, row in enumerate(rows):
        for what in violations(row, schema):
            claim(False, f"{path.name}:{i + 1}: {what}")
    return rows


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        is_whole = None not in row and None not in row.values()
        claim(is_whole, f"{path.name}: a row is too long or short")
    return rows


def as_it_was(cell):
    cell = cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell
    halves = re.sub(r"\\u([0-9a-f]{4})", lambda escape: chr(int(escape[1], 16)), cell)
    return halves.encode("utf-16", "surrogatepass").decode("utf-16")


def check_harmless(row, name):
    for column, cell in row.items():
        if not isinstance(cell, str):  # of a row that is too long or short
            continue
        is_e164 = column == "value" and re.fullmatch(r"\+\d+", cell)
        is_formula = re.match("[=+\\-@\t\r]", cell) and cell != "-1"
        claim(is_e164 or not is_formula, f"{name}: formula {cell!r}")
        claim(not DISGUISE.search(cell), f"{name}: hidden characters in {cell!r}")


def check(found, spec):
    schemas = {p.name.split(".")[0]: json.loads(p.read_text()) for p in spec.glob("*.schema.json")}
    clusters = read_lines(found / "clusters.jsonl", schemas["cluster"])
    networks = read_lines(found / "networks.jsonl", schemas["network"])
    leads = read_lines(found / "leads.jsonl", schemas["lead"])
    run = json.loads((found / "run.json").read_text("utf-8"))
    for what in violations(run, schemas["run"]):
        claim(False, f"run.json: {what}")
    postings = read_csv(found / "postings.csv")
    identifiers = read_csv(found / "identifiers.csv")
    for row in postings:
        check_harmless(row, "postings.csv")
    for row in identifiers:
        check_harmless(row, "identifiers.csv")

    key = lambda row, id_name: (row.get("file", ""), as_it_was(row[id_name]))
    cluster_of = {key(row, "id"): row["cluster"] for row in postings}
    claim(len(cluster_of) == len(postings), "postings.csv: a key stands twice")
    for cluster in clusters:
        is_whole = cluster["postings"] == len(cluster["members"])
        claim(is_whole, f"{cluster['id']}: members are missing")
        for member in cluster["members"]:
            own = cluster_of.get((member.get("file", ""), member["posting"]))
            claim(own == cluster["id"], f"{member['posting']} is in {own}, not in {cluster['id']}")
    claim(sum(c["postings"] for c in clusters) == sum(v != "-1" for v in cluster_of.values()),
          "postings.csv and clusters.jsonl disagree")
    of_network = [row["network"] for row in postings]
    for network in networks:
        claim(of_network.count(network["id"]) == network["postings"], f"{network['id']}: postings")
    known = {one["id"] for one in clusters + networks}
    for lead in leads:
        total = round(sum(e["points"] for e in lead["evidence"]), 1)
        claim(lead["score"] == total, f"{lead['id']}: the sum")
        claim(all(abs(e["points"]) <= 10 for e in lead["evidence"]),
              f"{lead['id']}: points, as the page says them, not tenths")
        claim(lead["of"] in known, f"{lead['id']} is of nothing")
    claim([one["score"] for one in leads] == sorted((one["score"] for one in leads), reverse=True),
          "leads.jsonl: not the highest sum first")
    for name, rows in (("postings", postings), ("clusters", clusters), ("networks", networks),
                       ("leads", leads), ("occurrences", identifiers)):
        claim(run["counts"][name] == len(rows), f"run.json counts {run['counts'][name]} {name}")
    html = (found / "review.html").read_text("utf-8")
    data = json.loads(re.search(r'id="data">\n(.*?)</script>', html, re.S)[1])
    claim([one["id"] for one in data["leads"]] == [one["id"] for one in leads[:200]], "review.html")
    claim(len(html) < 10 << 20, f"review.html is {len(html)} characters")


def main():
    what, spec = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    if what.is_dir():
        check(what, spec)
    else:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([what, folder], check=True)
            check(pathlib.Path(folder), spec)
    for problem in problems[:20]:
        print(problem)
    print(f"{len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
