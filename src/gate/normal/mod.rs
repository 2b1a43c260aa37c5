//! The normal form of a text: how it reads, whatever it is written with. Width, compatibility forms, invisible characters,
//! entities, percent codes, markup and Chinese figures are gone from it; each of its characters knows its place in the
//! source, so that what is found can be pointed at.

mod characters;
mod codes;
mod figures;
mod markup;
mod spelt;

use std::ops::Range;

use figures::in_digits;
use markup::without_markup;
use spelt::closed_up;

/// A character of the normal form and the bytes of the source that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    char: char,
    from: u32,
    to: u32,
}

/// A byte of the source. No text that is searched has 4 GiB; long ones would take twice the memory otherwise.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A text in its normal form.
#[derive(Debug)]
pub(super) struct Normal {
    /// The text. Its figures are ASCII digits, its dashes `-`, its middle dots `·`, its full-width signs ASCII.
    pub(super) text: String,
    /// Its characters, with the bytes of the source.
    pieces: Vec<Piece>,
    /// The byte of the text that each of them begins at.
    starts: Vec<u32>,
}

impl Normal {
    /// Reads a text, in time linear in its length.
    pub(super) fn new(source: &str) -> Normal {
        let pieces = closed_up(in_digits(without_markup(codes::decoded(source))));
        // Without its markup a page is half as long, so its own length says little.
        let bytes = pieces.iter().map(|piece| piece.char.len_utf8()).sum();
        let mut text = String::with_capacity(bytes);
        let mut starts = Vec::with_capacity(pieces.len());
        for piece in &pieces {
            starts.push(offset(text.len()));
            text.push(piece.char);
        }
        Normal { text, pieces, starts }
    }

    /// The text without spaces.
    pub(super) fn squeezed(&self) -> String {
        self.text.chars().filter(|c| !c.is_whitespace()).collect()
    }

    /// The bytes of the source that a stretch of the normal form stands for.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        let after = |at: usize| self.starts.partition_point(|start| (*start as usize) < at);
        let own = self.pieces.get(after(range.start + 1).saturating_sub(1)..after(range.end));
        match own.map(|own| (own.first(), own.last())) {
            Some((Some(first), Some(last))) => first.from as usize..last.to.max(first.from) as usize,
            _ => 0..0,
        }
    }
}

/// A text in its normal form, without spaces: names are looked for in it.
pub(super) fn squeezed(text: &str) -> String {
    Normal::new(text).squeezed()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(source: &str) -> String {
        Normal::new(source).text
    }

    #[test]
    fn disguises_are_taken_off() {
        for disguised in [
            "１３８００００１００１",
            "138\u{200B}0000\u{2060}1001",
            "&#49;&#51;&#x38;00001001",
            "&amp;#49;3800001001",
            "%31%33%380000100%31",
            "%25313800001001",
            "**138**0000**1001**",
            "<b>138</b>0000<i class=\"x\">1001</i>",
            "138<!-- -->00001001",
            "`13800001001`",
            "一三八〇〇〇〇一〇〇一",
            "壹叁捌零零零零壹零零壹",
            "𝟏𝟑𝟖𝟎𝟎𝟎𝟎𝟏𝟎𝟎𝟏",
            "①③⑧00001001",
            "1\u{FE0F}\u{20E3}3\u{FE0F}\u{20E3}800001001",
            "\\u0031\\u0033800001001",
            "١٣٨٠٠٠٠١٠٠١",
            "138OOOO1001",
        ] {
            assert_eq!(text(disguised), "13800001001", "{disguised}");
        }
        assert_eq!(text("一九八五年三月二日"), "1985年3月2日");
        assert_eq!(text("二〇二五年十二月三十一日"), "2025年12月31日");
        assert_eq!(text("138—0000–1001"), "138-0000-1001");
        assert_eq!(text("1985\\.3\\.2"), "1985.3.2");
    }

    #[test]
    fn other_text_stays() {
        for plain in [
            "统一社会信用代码",
            "一种装置，第一次",
            "a < b > c",
            "wx_id_demo",
            "138****1001",
            "效率提高20%",
            "C:\\new",
            "三五年",
        ] {
            let own = plain.replace('，', ",");
            let expected = if plain == "三五年" { "35年" } else { &own };
            assert_eq!(text(plain), expected);
        }
    }

    #[test]
    fn a_table_is_lines_of_cells() {
        let html =
            "<table>\n<tr>\n  <th>姓名</th>\n  <th>密码</th>\n</tr>\n<tr><td>甲</td><td>1</td></tr></table>";
        let text = text(html);
        assert!(text.contains("姓名|密码|\n") && text.contains("甲|1|\n"), "{text:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_character_has_its_place(source in "([0-9０-９一二〇]{1,4}|&#?x?[0-9a-z]{1,4};?|%[0-9A-F]{2}|</?[a-z]{1,4} ?[a-z=0-9]{0,9}>?|[*_`~\\\\|]{1,4}|\\PC|年|月|十){0,24}") {
            let normal = Normal::new(&source);
            let mut last = 0;
            for (at, c) in normal.text.char_indices() {
                let Range { start: from, end: to } = normal.place(&(at..at + c.len_utf8()));
                prop_assert!(from <= to && to <= source.len() && from >= last);
                prop_assert!(source.is_char_boundary(from) && source.is_char_boundary(to));
                last = from;
            }
        }
    }
}
