#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a page that is one file: its style and its script inside, and a policy that allows no
other and no network.

    make_page.py --title TITLE --without TEXT --style FILE --script FILE --out FILE

--without is what the page says where scripts are not allowed.
"""

import argparse
import base64
import hashlib
import html
import pathlib

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none';
 style-src '{style_hash}'; script-src '{script_hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<noscript><p>{without}</p></noscript>
<script>{script}</script>
</body>
</html>
"""


def digest(text):
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def main():
    parser = argparse.ArgumentParser()
    for name in ("title", "without", "style", "script", "out"):
        parser.add_argument(f"--{name}", required=True)
    told = parser.parse_args()
    style, script = (pathlib.Path(f).read_text("utf-8") for f in (told.style, told.script))
    if "</" in style or "</script" in script.lower() or "<!--" in script:
        parser.error("the style or the script would end its element")
    page = PAGE.format(style=style, style_hash=digest(style), script=script,
                       script_hash=digest(script), title=html.escape(told.title),
                       without=html.escape(told.without))
    pathlib.Path(told.out).write_text(page, "utf-8")


if __name__ == "__main__":
    main()
