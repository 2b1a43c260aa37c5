//! The signature of a document without a seal: who issues it, and the date (GB/T 9704-2012, 7.3.5.3).

use unicode_width::UnicodeWidthStr;

use super::CHARACTER;
use super::paragraph::plain_paragraph;

/// How far from the right edge the longer of the last issuer and the date ends, in characters.
const FROM_RIGHT: usize = 2;
/// How far the date begins to the right of its issuer, in characters.
const BEHIND: usize = 2;

/// Issuers below one another and the date, which comes last: it begins two characters behind the last issuer.
pub(super) fn paragraphs(lines: &[String]) -> String {
    let Some((date, issuers)) = lines.split_last() else { return String::new() };
    let Some(last) = issuers.last() else { return right(date, FROM_RIGHT * CHARACTER) };
    let (of_issuer, of_date) = (width(last), width(date));
    let from_right = FROM_RIGHT * CHARACTER;
    let behind = BEHIND * CHARACTER;
    let (issuer_indent, date_indent) = match of_issuer >= of_date + behind {
        true => (from_right, from_right + of_issuer - of_date - behind),
        false => (from_right + of_date + behind - of_issuer, from_right),
    };
    let mut xml = plain_paragraph("<w:pStyle w:val=\"Text\"/>", "");
    for issuer in issuers {
        xml.push_str(&right(issuer, issuer_indent));
    }
    xml + &right(date, date_indent)
}

/// The width of a text on the page, in twentieths of a point.
fn width(text: &str) -> usize {
    text.width() * CHARACTER / 2
}

fn right(text: &str, indent: usize) -> String {
    let properties = format!("<w:pStyle w:val=\"Signature\"/><w:ind w:right=\"{indent}\"/>");
    plain_paragraph(&properties, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn indents(lines: &[&str]) -> Vec<usize> {
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        let xml = paragraphs(&lines);
        let after = xml.split("w:right=\"").skip(1);
        after.map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect()
    }

    #[test]
    fn the_date_begins_two_characters_behind_its_issuer() {
        // 16 characters wide, and 2025年8月31日: 3 Han characters and 7 figures, six and a half wide.
        assert_eq!(
            indents(&["示例市科学技术协会创新服务中心组", "2025年8月31日"]),
            [640, 640 + (16 * 2 - 13) * 160 - 640]
        );
        // A date that would reach beyond the issuer stands two characters from the edge.
        assert_eq!(indents(&["示例局", "2025年8月31日"]), [640 + 13 * 160 + 640 - 3 * 320, 640]);
    }
}
