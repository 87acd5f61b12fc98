#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes tests/vectors/ledger/*.json, the vectors of the log's formats.

    make_ledger_vectors.py [--check]

They are data, committed, and read by C++, Go and TypeScript. Everything in them is made here in
plain Python, from seeds that everybody knows, with what is expected stated beside each case; no
code of the engine is asked. --check compares instead of writing.
"""

import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests/vectors/make"))
sys.dont_write_bytecode = True

import checkpoints  # noqa: E402
import completeness  # noqa: E402
import leaves  # noqa: E402
import mirrors  # noqa: E402
import notes  # noqa: E402
import policies  # noqa: E402
import witnesses  # noqa: E402

FILES = {
    "verifier_keys": notes.verifier_keys, "signer_keys": notes.signer_keys, "notes": notes.forms,
    "signatures": notes.signatures, "cosignatures": notes.cosignatures,
    "ml_dsa_cosignatures": notes.ml_dsa_cosignatures,
    "checkpoints": checkpoints.checkpoints, "policies": policies.forms,
    "accepted": policies.accepted, "proof_forms": checkpoints.proof_forms,
    "proofs": checkpoints.proofs, "completeness": completeness.proofs,
    "witness_requests": witnesses.requests,
    "witness_decisions": witnesses.decisions, "witness_answers": witnesses.answers,
    "leaves": leaves.leaves, "openings": leaves.openings,
    "subtree_requests": witnesses.subtree_requests,
    "subtree_decisions": witnesses.subtree_decisions,
    "mirror_requests": mirrors.requests, "mirror_uploads": mirrors.uploads,
    "mirror_infos": mirrors.infos, "mirror_answers": mirrors.answers,
}


def main():
    is_check = sys.argv[1:] == ["--check"]
    folder, count, stale = ROOT / "tests/vectors/ledger", 0, []
    folder.mkdir(exist_ok=True)
    for name, make in FILES.items():
        content = make().content()
        count += len(content["cases"])
        text = json.dumps(content, indent=1) + "\n"
        path = folder / f"{name}.json"
        if not is_check:
            path.write_text(text)
        elif not path.exists() or path.read_text() != text:
            stale.append(str(path))
    print(f"{count} cases in {len(FILES)} files")
    if stale:
        sys.exit("not what the generator makes: " + ", ".join(stale))


main()
