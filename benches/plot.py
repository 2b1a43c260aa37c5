#!/usr/bin/env python3
"""Draws time and memory against the number of people: benches/plot.py FILE > benches/plot.svg, where FILE is what
`scripts/bench --save FILE` wrote. Needs nothing but Python."""

import json
import math
import sys

WIDTH, HEIGHT, LEFT, BOTTOM = 380, 280, 56, 40
COLOURS = {"full": "#b3261e", "cp": "#555555", "one": "#8a5a00", "same": "#1a5fb4", "check": "#26734d", "peak": "#6a3d9a"}
NAMES = {"full": "full build", "cp": "cp -r", "one": "one record changed", "same": "nothing changed", "check": "check", "peak": "peak memory"}


def decades(values):
    return math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))


def plot(rows, keys, unit, left):
    """One diagram with both axes logarithmic."""
    (x0, x1), (y0, y1) = decades([r["people"] for r in rows]), decades([r[k] for r in rows for k in keys])
    x1, y1 = max(x1, x0 + 1), max(y1, y0 + 1)
    place_x = lambda v: left + LEFT + (math.log10(v) - x0) / (x1 - x0) * (WIDTH - LEFT - 20)
    place_y = lambda v: HEIGHT - BOTTOM - (math.log10(v) - y0) / (y1 - y0) * (HEIGHT - BOTTOM - 24)
    out = [f'<text x="{left + LEFT}" y="14" font-weight="bold">{unit}</text>']
    for d in range(x0, x1 + 1):
        x = place_x(10**d)
        out.append(f'<line x1="{x:.1f}" y1="{HEIGHT - BOTTOM}" x2="{x:.1f}" y2="24" stroke="#ddd"/>'
                   f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{10**d:,}</text>')
    for d in range(y0, y1 + 1):
        y = place_y(10**d)
        out.append(f'<line x1="{left + LEFT}" y1="{y:.1f}" x2="{left + WIDTH - 20}" y2="{y:.1f}" stroke="#ddd"/>'
                   f'<text x="{left + LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{10**d:g}</text>')
    out.append(f'<text x="{left + (LEFT + WIDTH) / 2}" y="{HEIGHT - 8}" text-anchor="middle">people</text>')
    for i, key in enumerate(keys):
        points = " ".join(f"{place_x(r['people']):.1f},{place_y(r[key]):.1f}" for r in rows)
        out.append(f'<polyline points="{points}" fill="none" stroke="{COLOURS[key]}" stroke-width="2"/>'
                   f'<text x="{left + LEFT + 8}" y="{40 + 15 * i}" fill="{COLOURS[key]}">{NAMES[key]}</text>')
    return out


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        rows = sorted((json.loads(line) for line in file), key=lambda row: row["people"])
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * WIDTH} {HEIGHT}" font-family="sans-serif" font-size="11">'
          f'<rect width="{2 * WIDTH}" height="{HEIGHT}" fill="#fff"/>')
    print("\n".join(plot(rows, ["full", "cp", "one", "same", "check"], "seconds", 0)))
    print("\n".join(plot(rows, ["peak"], "megabytes", WIDTH)))
    print("</svg>")


main()
