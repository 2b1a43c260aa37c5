//! The signature of a document without a seal: who issues it, and the date (GB/T 9704-2012, 7.3.5.3).

use unicode_width::UnicodeWidthStr;

use super::paragraph::plain_paragraph;
use super::{CHARACTER, TEXT_WIDTH};

/// How far from the right edge the longer of the last issuer and the date ends, in characters.
const FROM_RIGHT: usize = 2;
/// How far the date begins to the right of its issuer, in characters.
const BEHIND: usize = 2;
/// How much closer than their width characters stand (`w:spacing` in the styles), in twentieths of a point.
const CLOSER: usize = 5;

/// Issuers below one another and the date, which comes last: it begins two characters behind the last issuer.
pub(super) fn paragraphs(lines: &[String]) -> String {
    let Some((date, issuers)) = lines.split_last() else { return String::new() };
    let Some(last) = issuers.last() else { return right(date, FROM_RIGHT * CHARACTER) };
    let (of_issuer, of_date) = (width(last), width(date));
    let from_right = FROM_RIGHT * CHARACTER;
    let behind = BEHIND * CHARACTER;
    let mut xml = plain_paragraph("<w:pStyle w:val=\"Text\"/>", "");
    if of_issuer >= of_date + behind {
        issuers.iter().for_each(|issuer| xml.push_str(&right(issuer, from_right)));
        // From the left: figures are not equally wide in every font.
        return xml + &left(date, TEXT_WIDTH.saturating_sub(from_right + of_issuer) + behind);
    }
    let issuer_indent = from_right + of_date + behind - of_issuer;
    issuers.iter().for_each(|issuer| xml.push_str(&right(issuer, issuer_indent)));
    xml + &right(date, from_right)
}

/// The width of a text on the page, in twentieths of a point.
fn width(text: &str) -> usize {
    text.width() * (CHARACTER - CLOSER) / 2
}

fn left(text: &str, indent: usize) -> String {
    let properties =
        format!("<w:pStyle w:val=\"Signature\"/><w:ind w:left=\"{indent}\"/><w:jc w:val=\"left\"/>");
    plain_paragraph(&properties, text)
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
        let after = xml.split("<w:ind w:").skip(1);
        after.map(|rest| rest.split('"').nth(1).unwrap().parse().unwrap()).collect()
    }

    #[test]
    fn the_date_begins_two_characters_behind_its_issuer() {
        // 16 characters wide, two from the right; the date two behind its beginning, from the left.
        assert_eq!(
            indents(&["示例市科学技术协会创新服务中心组", "2025年8月31日"]),
            [640, TEXT_WIDTH - 640 - 16 * 315 + 640]
        );
        // A date that would reach beyond the issuer stands two characters from the edge: 3 Han characters and 7 figures,
        // six and a half wide.
        assert_eq!(indents(&["示例局", "2025年8月31日"]), [640 + 13 * 315 / 2 + 640 - 3 * 315, 640]);
    }
}
