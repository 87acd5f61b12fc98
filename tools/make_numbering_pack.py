#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes packs/numbering from PyPI's phonenumbers: facts of the world's numbering plans in a
schema of our own.

  tools/make_numbering_pack.py     needs `pip install phonenumbers`; prints what it wrote

plans.txt has one record a line:
  plan REGION COUNTRY_CODE INTERNATIONAL NATIONAL INSERT LEADING LENGTHS LOCAL GENERAL VALID
  node EDGES           node 0 accepts and ends; node n is the nth such line, counted from 1
INTERNATIONAL, NATIONAL and LEADING are patterns over digits, matched at the start; INSERT goes
before what NATIONAL's last group caught (`+`: nothing goes before it); LENGTHS and LOCAL are digit
counts; `-` is none. GENERAL and VALID are nodes of one shared automaton over national numbers:
EDGES are like `2-46>17` (on 2, 3, 4 or 6 go to node 17), a leading `*` says that a number may end
here. Edges lead to earlier nodes only, so the automaton ends on any input. Plans of one country
code stand in the order to be tried."""
import datetime
import functools
import json
import pathlib
import re
from re import _constants as c, _parser

import phonenumbers
from phonenumbers import PhoneMetadata

MAX_DIGITS = 17
TYPES = ("premium_rate toll_free shared_cost voip personal_number pager uan voicemail fixed_line "
         "mobile").split()


def parse(pattern):
    """A pattern as nested tuples: ('set', digits), ('any', alternatives), ('repeat', low, high,
    items)."""
    def convert(sub):
        items = []
        for op, value in sub:
            if op is c.LITERAL:
                items.append(("set", chr(value)))
            elif op is c.IN:
                items.append(("set", "".join(sorted(set("".join(map(expand, value)))))))
            elif op is c.SUBPATTERN:
                items.extend(convert(value[-1]))
            elif op is c.BRANCH:
                items.append(("any", tuple(convert(alternative) for alternative in value[1])))
            elif op is c.MAX_REPEAT:
                items.append(("repeat", value[0], value[1], convert(value[2])))
            else:
                raise ValueError(f"{op} in {pattern}")
        return tuple(items)

    def expand(member):
        op, value = member
        if op is c.CATEGORY:
            return "0123456789"
        if op is c.LITERAL:
            return chr(value)
        return "".join(map(chr, range(value[0], value[1] + 1)))

    return convert(_parser.parse(pattern))


@functools.cache
def nullable(items):
    def empty(item):
        return (item[0] == "any" and any(map(nullable, item[1]))
                or item[0] == "repeat" and (item[1] == 0 or nullable(item[3])))
    return all(map(empty, items))


@functools.cache
def after(items, digit):
    """What may still have to match once `digit` was read: partial derivatives (Antimirov 1996)."""
    if not items:
        return frozenset()
    head, tail = items[0], items[1:]
    if head[0] == "set":
        return frozenset([tail] if digit in head[1] else [])
    if head[0] == "any":
        return frozenset().union(*(after(alternative + tail, digit) for alternative in head[1]))
    _, low, high, body = head
    again = (("repeat", max(low - 1, 0), high - 1, body),) if high > 1 else ()
    found = after(body + again + tail, digit)
    return found | after(tail, digit) if low == 0 else found


class Automaton:
    """Hash-consed nodes: equal languages are one node, across all plans."""

    def __init__(self):
        self.ids = {(True, ()): 0}
        self.nodes = []

    def node(self, accepts, edges):
        key = (accepts, edges)
        if key not in self.ids:
            self.ids[key] = len(self.ids)
            self.nodes.append(key)
        return self.ids[key]

    def add(self, start, accepts):
        """Node of the language of `start` (a tuple of state sets), or None where it is empty."""
        @functools.cache
        def build(states, depth):
            edges = []
            if depth < MAX_DIGITS:
                for digit in "0123456789":
                    following = tuple(frozenset().union(*(after(s, digit) for s in each))
                                      for each in states)
                    target = build(following, depth + 1) if following[0] else None
                    if target is not None:
                        edges.append((digit, target))
            ends = accepts(states, depth)
            return self.node(ends, tuple(edges)) if ends or edges else None
        return build(start, 0)


def add_general(automaton, metadata):
    start = (frozenset([parse(metadata.general_desc.national_number_pattern)]),)
    return automaton.add(start, lambda states, depth: any(map(nullable, states[0])))


def add_valid(automaton, metadata):
    general = metadata.general_desc
    descs = [getattr(metadata, name) for name in TYPES]
    descs = [desc for desc in descs if desc and desc.national_number_pattern]
    start = tuple(frozenset([parse(d.national_number_pattern)]) for d in [general, *descs])

    def fits(states, desc, depth):
        lengths = desc.possible_length
        return (not lengths or depth in lengths) and any(map(nullable, states))

    def accepts(states, depth):
        return fits(states[0], general, depth) and any(
            fits(s, d, depth) for s, d in zip(states[1:], descs))
    return automaton.add(start, accepts)


def digits_text(digits):
    """'0', '2', '3', '4' as '02-4'."""
    runs = []
    for digit in digits:
        if runs and int(digit) == int(runs[-1][-1]) + 1:
            runs[-1] += digit
        else:
            runs.append(digit)
    return "".join(run if len(run) < 3 else f"{run[0]}-{run[-1]}" for run in runs)


def node_line(accepts, edges):
    by_target = {}
    for digit, target in edges:
        by_target.setdefault(target, []).append(digit)
    edge_texts = [f"{digits_text(digits)}>{target}" for target, digits in by_target.items()]
    return " ".join(["node"] + ["*"] * accepts + edge_texts)


def plan_line(automaton, region, metadata):
    rule = metadata.national_prefix_transform_rule
    groups = re.compile(metadata.national_prefix_for_parsing or "").groups
    if rule and not rule.endswith(f"\\{groups}"):
        raise ValueError(f"{region}: {rule} does not end with the last group")
    insert = rule[:-2] or "+" if rule else None
    general = metadata.general_desc
    fields = [
        region, metadata.country_code, metadata.international_prefix,
        metadata.national_prefix_for_parsing, insert, metadata.leading_digits,
        ",".join(map(str, general.possible_length)),
        ",".join(map(str, general.possible_length_local_only)),
        add_general(automaton, metadata), add_valid(automaton, metadata)]
    return " ".join(["plan"] + ["-" if f in (None, "") else str(f) for f in fields])


def main():
    automaton, plans = Automaton(), []
    for country_code, regions in sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items()):
        for region in regions:
            metadata = PhoneMetadata.metadata_for_region_or_calling_code(country_code, region)
            plans.append(plan_line(automaton, region, metadata))
    folder = pathlib.Path(__file__).resolve().parent.parent / "packs" / "numbering"
    folder.mkdir(parents=True, exist_ok=True)
    lines = plans + [node_line(*node) for node in automaton.nodes]
    (folder / "plans.txt").write_text("\n".join(lines) + "\n")
    version = phonenumbers.__version__
    pack = {
        "name": "numbering", "version": version, "date": datetime.date.today().isoformat(),
        "files": ["plans.txt"],
        "source": f"PyPI phonenumbers {version} (libphonenumber's facts of ITU-T E.164)",
        "licence": "Apache-2.0", "made_by": "tools/make_numbering_pack.py",
        "why": "written numbers compare equal only in E.164, which needs each country's prefixes, "
               "lengths and ranges"}
    (folder / "pack.json").write_text(json.dumps(pack, indent=2) + "\n")
    size = sum(map(len, lines)) + len(lines)
    print(f"{len(plans)} plans, {len(automaton.nodes)} nodes, {size} bytes in {folder}")


if __name__ == "__main__":
    main()
