//! How long a text is, as the forms of calls count it: the 字数 of Word and WPS.

/// Counts the 字数 of a text: each Chinese character and each full-width sign is one, and each run of other signs, such
/// as a number or a Latin word, is one. White space counts for nothing. This is what Word's 字数 shows, and applicants
/// keep limits such as 限100字 by it.
pub fn count_characters(text: &str) -> usize {
    let mut count = 0;
    let mut in_run = false;
    for sign in text.chars() {
        if sign.is_whitespace() {
            in_run = false;
        } else if is_wide(sign) {
            count += 1;
            in_run = false;
        } else if is_mark(sign) {
            // An accent or a variation selector belongs to the sign before it.
        } else {
            count += usize::from(!in_run);
            in_run = true;
        }
    }
    count
}

/// Signs that Chinese type sets in a square of their own.
fn is_wide(sign: char) -> bool {
    matches!(sign,
        // Quotation marks, dash, dots and middle dot, which Chinese fonts set wide.
        '\u{2014}' | '\u{2018}'..='\u{201D}' | '\u{2026}' | '\u{00B7}'
        // Numbers in circles and brackets, Roman numbers, units, signs for degrees.
        | '\u{2103}' | '\u{2116}' | '\u{2160}'..='\u{217F}' | '\u{2460}'..='\u{24FF}'
        | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFD}')
}

fn is_mark(sign: char) -> bool {
    matches!(sign, '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests {
    use super::count_characters;

    #[test]
    fn texts_are_counted_as_word_counts_them() {
        for (text, count) in [
            ("", 0),
            ("提出算法，并主持实现。", 11),
            ("提出 算法\n并\u{3000}主持", 7),
            ("处理能力1250000吨", 6),
            ("AI与5G", 3),
            ("two words", 2),
            ("3.5%的", 2),
            ("𬭎𬭎", 2),
            ("e\u{301}e\u{301}", 1),
            ("葛\u{E0100}洪", 2),
            ("“天工”——", 6),
            ("提高12.5个百分点", 7),
        ] {
            assert_eq!(count_characters(text), count, "{text}");
        }
        // A limit of 100 is kept by 95 characters and a number of seven digits.
        assert_eq!(count_characters(&format!("{}1234567", "长".repeat(95))), 96);
    }
}
