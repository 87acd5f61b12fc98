#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Puts the files that FOLDER/manifest.txt names into one, to be embedded in a program.

    pack_folder.py FOLDER OUT

Each is a line `name bytes` and behind it that many bytes; apps/lodestar/desk_page.cc reads it."""

import pathlib
import sys

folder, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
packed = b""
for name in (folder / "manifest.txt").read_text().split():
    data = (folder / name).read_bytes()
    packed += f"{name} {len(data)}\n".encode() + data
out.write_bytes(packed)
