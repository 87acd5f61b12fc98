#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes packs/places/outline.txt from the countries-50m.json of the npm package world-atlas 2
(Natural Earth, public domain).

    npm pack world-atlas@2 && tar xzf world-atlas-2.*.tgz
    tools/make_places_outline.py package/countries-50m.json > packs/places/outline.txt

A line an arc: "c" (coast) or "b" (border between two countries), then its points, longitude and
latitude in turn, as differences in fiftieths of a degree: signed numbers, five bits a digit, least
first, as Google's polylines do, in letters that need no escape anywhere. A line "r" names the arcs
of a ring of land, joined end to end: "~n" is arc n backwards.
"""

import json
import sys

UNIT = 50  # points a degree
LEAST_TRIANGLE = 0.010  # square degrees: smaller bends go
LEAST_RING = 0.03  # square degrees: smaller islands go
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"


def decode_arcs(topology):
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def rings_of(geometry):
    if geometry["type"] == "Polygon":
        return list(geometry["arcs"])
    if geometry["type"] == "MultiPolygon":
        return [ring for polygon in geometry["arcs"] for ring in polygon]
    return []


def triangle(a, b, c):
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def simplified(points, is_loop):
    """Visvalingam and Whyatt (1993): the least triangle goes first; ends stay."""
    points = list(points)
    least = 4 if is_loop else 2
    while len(points) > least:
        areas = [triangle(*points[i - 1 : i + 2]) for i in range(1, len(points) - 1)]
        smallest = min(range(len(areas)), key=areas.__getitem__)
        if areas[smallest] >= LEAST_TRIANGLE:
            break
        del points[smallest + 1]
    return points


def encoded(number):
    number = ~(number << 1) if number < 0 else number << 1
    out = ""
    while number >= 32:
        out += DIGITS[32 | (number & 31)]
        number >>= 5
    return out + DIGITS[number]


def encoded_points(points):
    out, before = "", (0, 0)
    for x, y in points:
        now = (round(x * UNIT), round(y * UNIT))
        if now != before or not out:
            out += encoded(now[0] - before[0]) + encoded(now[1] - before[1])
        before = now
    return out


def joined(ring, arcs):
    points = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def area(points):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1]))) / 2


def main():
    topology = json.load(open(sys.argv[1]))
    arcs = decode_arcs(topology)
    uses = [0] * len(arcs)
    rings = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        if geometry.get("id") == "010":  # Antarctica
            continue
        for ring in rings_of(geometry):
            for index in ring:
                uses[index if index >= 0 else ~index] += 1
            rings.append(ring)
    kept_rings = [r for r in rings if len(r) > 1 or area(joined(r, arcs)) >= LEAST_RING]
    order = sorted({i if i >= 0 else ~i for ring in kept_rings for i in ring})
    number = {index: place for place, index in enumerate(order)}
    for index in order:
        loop = arcs[index][0] == arcs[index][-1]
        print(
    "b" if uses[index] > 1 else "c",
    encoded_points(
        simplified(
            arcs[index],
            loop)),
             sep="")
    for ring in kept_rings:
        print("r" + " ".join(str(number[i]) if i >= 0 else f"~{number[~i]}" for i in ring))


if __name__ == "__main__":
    main()
