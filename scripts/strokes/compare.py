#!/usr/bin/env python3
"""Checks strokes.txt against what made none of it: python3 compare.py [folder of sources]. Writes differences.txt, disputed.txt.

Nothing of rime-data-stroke (LGPL-3) is written down, only for which characters it has no equal sequence.
Run it, then make.py; run it again after any change of the sources.
"""

import sys
from bisect import bisect_right
from pathlib import Path

from make import sequences
from sources import EXTENSION_A, GB_13000, HERE, LATER, SOURCES, Sources, cnchar, rime


def out_of_order(keys):
    """The fewest items to take out so that the rest do not descend."""
    tops, at, before = [], [], []
    for i, key in enumerate(keys):
        j = bisect_right(tops, key)
        before.append(at[j - 1] if j else None)
        tops[j:j + 1], at[j:j + 1] = [key], [i]
    kept, i = set(), at[-1] if at else None
    while i is not None:
        kept.add(i)
        i = before[i]
    return [i for i in range(len(keys)) if i not in kept]


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else SOURCES
    sources = Sources(folder)
    other, second = rime(folder), cnchar(folder)
    candidates = sequences(sources, set())
    secondary = [c for c in candidates if c not in sources.composed and ord(c) not in GB_13000]
    disputed = [c for c in secondary if candidates[c] not in other.get(c, ())]
    Path(HERE / "disputed.txt").write_text(
        "# Left out: our composition matches Unihan's count, but the independent check has no equal sequence.\n"
        + "".join(f"{c}\t{candidates[c]}\n" for c in sorted(disputed)), "utf-8")

    shipped = {c: s for c, s in candidates.items() if c not in set(disputed)}
    general = {c for level in sources.levels for c in level}
    lines = []

    def section(title, rows):
        lines.append(f"## {title}: {len(rows)}")
        lines.extend(rows)
        lines.append("")

    for number, level in enumerate(sources.levels, 1):
        keys = [(len(shipped[c]), shipped[c]) for c in level]
        section(f"State list, level {number}, {len(level)} characters: out of the list's own order",
                [f"{level[i]} {shipped[level[i]]}" for i in out_of_order(keys)])
    both = [c for c in sorted(second) if c in shipped]
    section(f"cnchar-order 3.2.6 (MIT), {len(both)} characters in common: other sequence (ours, theirs)",
            [f"{c} {shipped[c]} {second[c]}" for c in both if shipped[c] != second[c]])
    both = [c for c in sorted(shipped) if c in sources.total_strokes]
    section(f"Unihan 15.0 kTotalStrokes, {len(both)} characters in common: other count (ours, theirs)",
            [f"{c} {len(shipped[c])} {' '.join(map(str, sources.total_strokes[c]))}" for c in both
             if len(shipped[c]) not in sources.total_strokes[c]])
    both = [c for c in sorted(shipped) if c in other]
    section(f"rime-data-stroke (LGPL-3, check only), {len(both)} characters in common: none of its codes is ours",
            [f"{c} {shipped[c]}{'  State list' if c in general else ''}" for c in both if shipped[c] not in other[c]])
    recomposed = [(c, sources.compose(c)) for c in sorted(sources.gf3002) if ord(c) in GB_13000]
    whole = [(c, s) for c, s in recomposed if s and len(s) in sources.total_strokes.get(c, ()) and s in other.get(c, ())]
    section(f"How far composing can be trusted: {len(whole)} characters of GF 3002 composed by the rule that admits"
            " Extension A (Unihan and rime agree); not what GF 3002 has (GF 3002, composed)",
            [f"{c} {sources.gf3002[c]} {s}" for c, s in whole if s != sources.gf3002[c]])
    Path(HERE / "differences.txt").write_text("\n".join(lines), "utf-8")
    print("\n".join(line for line in lines if line.startswith("##")))
    for name, block in (("GB 13000.1", GB_13000), ("later", LATER), ("Extension A", EXTENSION_A)):
        print(name, sum(ord(c) in block for c in shipped))


if __name__ == "__main__":
    main()
