//! The form in which texts are compared: NFKC, small letters, nothing but letters and digits. 张 三 is 张三, ＡＢ is ab,
//! 阿·里 is 阿里. `search.js` does the same to what is typed.

use unicode_normalization::UnicodeNormalization;

/// Adds the characters of a text in this form.
pub(super) fn plain(text: &str, out: &mut Vec<char>) {
    let mut rest = text.chars();
    loop {
        let before = rest.as_str();
        match rest.next() {
            None => return,
            Some(c) if is_common(c) => out.push(c),
            Some(_) => {
                // What is not common may go together with what stands beside it.
                let run = &before[..before.find(is_common).unwrap_or(before.len())];
                if run.is_ascii() {
                    let kept = run.bytes().filter(u8::is_ascii_alphanumeric);
                    out.extend(kept.map(|byte| char::from(byte.to_ascii_lowercase())));
                } else if !run.chars().all(is_stop) {
                    out.extend(run.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()));
                }
                rest = before[run.len()..].chars();
            }
        }
    }
}

/// The punctuation of Chinese text, of which nothing is left.
fn is_stop(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | '（' | '）' | '《' | '》' | '“' | '”')
}

/// A character that is its own plain form, whatever stands beside it.
fn is_common(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{2A6DF}')
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
            ("甲e\u{301}，《乙》：A5。", "甲é乙a5"),
            ("", ""),
        ] {
            assert_eq!(plain(text), same);
            assert_eq!(slowly(text), same);
        }
    }

    fn slowly(text: &str) -> String {
        text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
    }

    #[test]
    fn no_character_is_taken_for_another() {
        for c in '\0'..=char::MAX {
            for text in [format!("甲{c}乙"), format!("a{c}")] {
                let mut out = Vec::new();
                super::plain(&text, &mut out);
                assert_eq!(out.into_iter().collect::<String>(), slowly(&text), "{text}");
            }
        }
    }
}
