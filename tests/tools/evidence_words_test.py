#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The review page says every built-in indicator in each of its languages.

    evidence_words_test.py
"""

import json
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parents[2]
packs = [json.loads(p.read_text("utf-8")) for p in (root / "packs/indicators").glob("*.json")]
ids = {
    part: {one["id"] for pack in packs for one in pack.get(part, [])}
    for part in ("measures", "entries", "sectors")
}
tables = sorted((root / "web/lead").glob("evidence_*.ts"))
wrong = [] if len(tables) == 6 else [f"{len(tables)} tables of words where six are due"]
for table in tables:
    text = table.read_text("utf-8")
    start = {name: text.index(f"  {name}: {{") for name in ("sectors", "measures", "words")}
    parts = {
        "sectors": text[start["sectors"] : start["measures"]],
        "measures": text[start["measures"] : start["words"]],
        "entries": text[start["words"] :],
    }
    for part, body in parts.items():
        said = set(re.findall(r"^    (\w+): ", body, re.MULTILINE))
        wrong += [f"{table.name}: {part} {one} is missing" for one in sorted(ids[part] - said)]
        wrong += [f"{table.name}: {part} {one} is in no pack" for one in sorted(said - ids[part])]
print("\n".join(wrong) or "every indicator has its words")
sys.exit(1 if wrong else 0)
