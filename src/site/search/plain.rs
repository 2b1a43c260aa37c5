//! The form in which texts are compared: NFKC, small letters, nothing but letters and digits. 张 三 is 张三, ＡＢ is ab,
//! 阿·里 is 阿里. `search.js` does the same to what is typed.

use unicode_normalization::UnicodeNormalization;

/// Adds the characters of a text in this form.
pub(super) fn plain(text: &str, out: &mut Vec<char>) {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        // Most of every text is unchanged by it.
        let width = rest.find(|c| !is_common(c)).unwrap_or(rest.len());
        out.extend(rest[..width].chars());
        rest = &rest[width..];
        if width == 0 {
            let end = rest.find(is_common).unwrap_or(rest.len()).max(first.len_utf8());
            out.extend(rest[..end].nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()));
            rest = &rest[end..];
        }
    }
}

/// A character that is its own plain form, whatever stands beside it.
fn is_common(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{2EBEF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_to_a_reader_is_the_same() {
        let plain = |text: &str| {
            let mut out = Vec::new();
            plain(text, &mut out);
            out.into_iter().collect::<String>()
        };
        for (text, same) in [
            ("张 三", "张三"),
            ("阿依古丽·买买提", "阿依古丽买买提"),
            ("ＡＢ－１2", "ab12"),
            ("“天工”项目（一）。", "天工项目一"),
            ("Zoe\u{308} 李", "zoë李"),
            ("𬭎㑇䶮", "𬭎㑇䶮"),
            ("", ""),
        ] {
            assert_eq!(plain(text), same);
        }
    }
}
