#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds text/numbering_plan.h to PyPI's phonenumbers: E.164 form, region, possible, valid.

  tools/check_numbering.py TEXT_TEST [COUNT [SEED]]

One deviation: Mexico's mobiles as they were dialled until 2019 (+52 1 ..., and 1, 01, 044 or 045
at home), which phonenumbers takes for no number, are the number of ten digits behind that.

Makes COUNT written numbers over all regions (valid, possible, near misses; national, international,
with and without prefixes), asks phonenumbers, and has the test program TEXT_TEST compare. Exit
status 77 where phonenumbers is not installed or is not the version that the pack was made from."""
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
from re import _constants as c, _parser

SKIPPED = 77
try:
    import phonenumbers
    from phonenumbers import PhoneMetadata
except ImportError:
    print("skipped: phonenumbers is not installed")
    sys.exit(SKIPPED)

# phonenumbers compiles a pattern a call: without this it takes five times as long.
re._MAXCACHE = 1 << 16
TYPES = ("general_desc fixed_line mobile toll_free premium_rate shared_cost personal_number voip "
         "pager uan voicemail").split()


def sample(parsed, r):
    """A random string that the parsed pattern matches."""
    text = ""
    for op, value in parsed:
        if op is c.LITERAL:
            text += chr(value)
        elif op is c.IN:
            kind, member = r.choice(value)
            if kind is c.CATEGORY:
                text += r.choice("0123456789")
            else:
                text += chr(member if kind is c.LITERAL else r.randint(*member))
        elif op is c.SUBPATTERN:
            text += sample(value[-1], r)
        elif op is c.BRANCH:
            text += sample(r.choice(value[1]), r)
        elif op is c.MAX_REPEAT:
            text += "".join(sample(value[2], r) for _ in range(r.randint(value[0], value[1])))
    return text


def all_plans():
    plans = []
    for code, regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items():
        for region in regions:
            metadata = PhoneMetadata.metadata_for_region_or_calling_code(code, region)
            descs = [getattr(metadata, name) for name in TYPES]
            patterns = [desc.national_number_pattern for desc in descs if desc]
            parse = _parser.parse
            plans.append((code, region, metadata,
                          [parse(pattern) for pattern in patterns if pattern],
                          parse(metadata.international_prefix or "00"),
                          parse(metadata.national_prefix_for_parsing or "")))
    return plans


def near_miss(digits, r):
    at = r.randrange(len(digits))
    digit = r.choice("0123456789")
    return r.choice([digits[:at] + digit + digits[at + 1:], digits[:at] + digits[at + 1:],
                     digits[:at] + digit + digits[at:]])


def written(plan, plans, r):
    """(digits, has_plus, region) as somebody might write a number of this plan."""
    code, region, metadata, patterns, international, national_prefix = plan
    kind = r.random()
    if kind < 0.75:
        national = sample(r.choice(patterns), r)
        if kind > 0.55:
            national = near_miss(national, r)
    elif kind < 0.95:
        length = r.choice(metadata.general_desc.possible_length)
        national = "".join(r.choices("0123456789", k=length))
    else:
        national = "".join(r.choices("0123456789", k=r.randint(2, 18)))
    if r.random() < 0.3:
        national = sample(national_prefix, r) + national
    home = "" if region == "001" else region
    form = r.random()
    if form < 0.35:
        return national, False, home
    if form < 0.7:
        return f"{code}{national}", True, r.choice(["", home, r.choice(plans)[1]])
    if form < 0.8:
        return sample(international, r) + f"{code}{national}", False, home
    if form < 0.9:
        return f"{code}{national}", False, home
    return national, r.random() < 0.3, r.choice(plans)[1]


def answer(digits, has_plus, region):
    try:
        number = phonenumbers.parse(("+" if has_plus else "") + digits, region or None)
    except phonenumbers.NumberParseException:
        return "-"
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if old := re.fullmatch(r"\+52(?:1|01|044|045)(\d{10})", e164):
        today = phonenumbers.parse("+52" + old[1])
        if phonenumbers.is_valid_number(today):
            number, e164 = today, "+52" + old[1]
    return " ".join([e164, phonenumbers.region_code_for_number(number) or "-",
                     str(int(phonenumbers.is_possible_number(number))),
                     str(int(phonenumbers.is_valid_number(number)))])


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    r = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    pack = pathlib.Path(__file__).resolve().parent.parent / "packs" / "numbering" / "pack.json"
    made_from = json.loads(pack.read_text())["version"]
    if made_from != phonenumbers.__version__:
        print(f"skipped: the pack was made from phonenumbers {made_from}, "
              f"installed is {phonenumbers.__version__}")
        sys.exit(SKIPPED)
    plans = all_plans()
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as vectors:
        for i in range(count):
            digits, has_plus, region = written(plans[i % len(plans)], plans, r)
            digits = digits or "0"
            said = answer(digits, has_plus, region)
            vectors.write(f"{digits} {int(has_plus)} {region or '-'} {said}\n")
        vectors.flush()
        test = "--gtest_filter=NumberingPlan.AgreesWithTheOraclesVectors"
        done = subprocess.run([sys.argv[1], test, "--gtest_brief=1"], check=False,
                              env=os.environ | {"LODESTAR_NUMBERING_VECTORS": vectors.name})
        sys.exit(done.returncode)


if __name__ == "__main__":
    main()
