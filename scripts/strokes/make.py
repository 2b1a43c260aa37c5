#!/usr/bin/env python3
"""Makes src/domain/names/strokes.txt and general-standard.txt: python3 make.py [folder of sources]. README.md tells why."""

import sys
from pathlib import Path

from sources import EXTENSION_A, GB_13000, HERE, LATER, SOURCES, Sources, table

HEADER = """\
# Stroke sequences: character, space, classes 横1 竖2 撇3 点4 折5 in standard order; then, where others have the same
# sequence, the character's place among them in the State list (通用规范汉字表). Sorted by code point: keep it so.
# Made by scripts/strokes/make.py, which names the sources (ISC, MIT, Unicode-3.0); amend there.
"""


def sequences(sources, disputed):
    """Every shipped sequence, by character."""
    table_of = {c: s for c, s in sources.gf3002.items() if ord(c) in GB_13000}
    table_of |= sources.composed
    for code in [*EXTENSION_A, *LATER]:
        character = chr(code)
        if character in table_of or character in disputed:
            continue
        sequence = sources.gf3002.get(character) or sources.compose(character)
        if sequence and len(sequence) in sources.total_strokes.get(character, []):
            table_of[character] = sequence
    return table_of


def places(sequences_of, levels):
    """Where characters share a sequence, those of the State list come first, in its order."""
    shared = {}
    for character, sequence in sequences_of.items():
        shared.setdefault(sequence, []).append(character)
    place = {}
    seen = {}
    for level in levels:
        for character in level:
            sequence = sequences_of[character]
            if len(shared[sequence]) > 1:
                seen[sequence] = seen.get(sequence, 0) + 1
                place[character] = seen[sequence]
    return place


def main():
    sources = Sources(sys.argv[1] if len(sys.argv) > 1 else SOURCES)
    disputed = set(table(HERE / "disputed.txt")) if (HERE / "disputed.txt").exists() else set()
    table_of = sequences(sources, disputed)
    place = places(table_of, sources.levels)
    rows = (f"{c} {table_of[c]}" + (f" {place[c]}" if c in place else "") for c in sorted(table_of))
    target = HERE.parents[1] / "src/domain/names/strokes.txt"
    target.write_text(HEADER + "\n".join(rows) + "\n", "utf-8")
    (HERE / "general-standard.txt").write_text("".join("".join(level) + "\n" for level in sources.levels), "utf-8")
    print(len(table_of), "characters,", len(place), "with a place,", target.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
