//! The search of bytes in bulk: whether a file that goes out has anything that the judgement could find. Pages of thousands
//! of people have nearly always nothing, and repeat what is the same on all of them.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// Pieces of words and codes that are rare in other text. Up to 64 are searched many times as fast as more.
const PIECES: [&str; 64] = [
    // Words that make the value beside them private.
    "密码",
    "密碼",
    "口令",
    "assw",
    "assport",
    "eChat",
    "pwd",
    "护照",
    "護照",
    "通行证",
    "胞证",
    "回乡证",
    "居住",
    "军官证",
    "微信",
    "echat",
    "vx",
    "wx",
    "QQ",
    "qq",
    "住址",
    "家庭",
    "户籍",
    "现住",
    "家住",
    "住在",
    "人邮箱",
    "人电",
    "身份",
    "证件",
    "卡号",
    "银行",
    "出生",
    "生日",
    "生于",
    "年生",
    "月生",
    "日生",
    "号生",
    "irth",
    "born",
    "工资卡",
    "宅电",
    "扣扣",
    "企鹅",
    "v信",
    "户口",
    // Addresses without a name, debris of Word.
    "://1",
    "://2",
    "[bookm",
    "_GoB",
    "HYPERL",
    "MERGEF",
    "PAGEREF",
    "_Toc",
    "_Hlk",
    "错误",
    "<o:p",
    "mso-",
    // Characters that hide others, and figures.
    "\u{200B}",
    "\u{2060}",
    "\u{AD}",
    "〇",
    "零",
];

/// More of them, searched in a second pass for the same reason.
const MORE_PIECES: [&str; 51] = [
    "社保",
    "社会保",
    "医保",
    "疗保险",
    "老保险",
    "公积金",
    "车牌",
    "号牌",
    "牌照",
    "授权码",
    "激活码",
    "解锁码",
    "卡密",
    "PIN码",
    "V信",
    "加V",
    "PWD",
    "ome addr",
    "ome_addr",
    "idential addr",
    "住：",
    "住:",
    "常住",
    "现居",
    "人E",
    "人e",
    "rsonal e",
    "rivate e",
    "农历",
    "生年",
    "生辰",
    "子年",
    "丑年",
    "寅年",
    "卯年",
    "辰年",
    "巳年",
    "午年",
    "未年",
    "申年",
    "酉年",
    "戌年",
    "亥年",
    " 信",
    "Q Q",
    "(b. ",
    "①",
    "⓪",
    "𝟏",
    "𝟎",
    "DOB",
];

fn search(pieces: &[&str]) -> Option<AhoCorasick> {
    AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(pieces).ok()
}

static SEARCH: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| search(&PIECES));
static SEARCH_MORE: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| search(&MORE_PIECES));

/// Whether a text may hold what the judgement finds. Numbers in the office's own lines, which stand in the foot of every
/// page, are none of a person.
pub(super) fn may_hold(bytes: &[u8], own: &[String]) -> bool {
    [&SEARCH, &SEARCH_MORE].iter().any(|search| search.as_ref().is_none_or(|search| search.is_match(bytes)))
        || has_codes(bytes)
        || has_digits(bytes, own)
}

/// Whether letters or digits are written in codes: `&#49;`, `%31`, `%E4%B8%80`; or in full width.
fn has_codes(bytes: &[u8]) -> bool {
    let entity = |at: usize| match bytes.get(at + 1..at + 4) {
        // An apostrophe and a slash are escaped in every page.
        Some([b'#', b'3', b'4' | b'9']) => false,
        Some([b'#', b'x' | b'X', b'2']) => false,
        Some([b'#', ..]) => true,
        Some([b'a', b'm', b'p']) => bytes.get(at + 4..at + 6) == Some(b";#"),
        _ => false,
    };
    let percent = |at: usize| {
        matches!(bytes.get(at + 1..at + 3), Some([b'2', b'5'] | [b'3', b'0'..=b'9'] | [b'E' | b'e', _]))
    };
    let wide = |at: usize| {
        matches!(
            bytes.get(at + 1..at + 3),
            Some([0xBC, 0x90..=0x99] | [0xBC, 0xA1..=0xBA] | [0xBD, 0x81..=0x9A])
        )
    };
    let code = |at: usize| match bytes[at] {
        b'&' => entity(at),
        b'%' => percent(at),
        _ => wide(at),
    };
    memchr::memchr3_iter(b'&', b'%', 0xEF, bytes).any(code)
}

/// Whether digits stand together that may be a number of a person or the year of a birth.
fn has_digits(bytes: &[u8], own: &[String]) -> bool {
    let mut at = 2;
    // Where three digits stand beside each other, one of them is on every third byte.
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 3;
            continue;
        }
        let start = at - bytes[..at].iter().rev().take_while(|b| b.is_ascii_digit()).count();
        let end = at + bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        if is_suspect(bytes, start, end) && !is_in_line(bytes, start, end, own) {
            return true;
        }
        at = end + 3;
    }
    false
}

/// Whether digits are within one of some lines, the whole of which stands there.
fn is_in_line(bytes: &[u8], start: usize, end: usize, lines: &[String]) -> bool {
    lines.iter().any(|line| {
        let earliest = end.saturating_sub(line.len());
        (earliest..=start).any(|from| bytes[from..].starts_with(line.as_bytes()))
    })
}

fn is_suspect(bytes: &[u8], start: usize, end: usize) -> bool {
    const MOST: usize = 20;
    let run = &bytes[start..end];
    if let [b'1', b'9', ..] | [b'2', b'0', b'0', ..] = run
        && matches!(run.len(), 4 | 6 | 8)
    {
        return run.len() > 4 || !is_of_id(bytes, start, end);
    }
    // Digits of a digest have letters beside them; nothing else is as long.
    let is_hex = |b: Option<&u8>| b.is_some_and(|b| matches!(b, b'a'..=b'f'));
    let before = start.checked_sub(1).and_then(|before| bytes.get(before));
    if run.len() > 10 {
        return !(is_hex(before) || is_hex(bytes.get(end))) || !in_digest(bytes, start, end);
    }
    // More groups may belong to it, tags between them too.
    let mut at = row_start(bytes, start);
    let (mut digits, mut groups) = (Vec::new(), Vec::new());
    loop {
        let count = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        groups.push(digits.len());
        digits.extend(&bytes[at..at + count]);
        match next_group(bytes, at + count) {
            Some(next) if digits.len() <= MOST => at = next,
            _ => break,
        }
    }
    let is_mobile = |first: &usize| match &digits[*first..] {
        [b'1', b'3'..=b'9', rest @ ..] => rest.len() > 8,
        [b'8', b'6', b'1', rest @ ..] => rest.len() > 9,
        _ => false,
    };
    digits.len() > 14 || digits.len() > 10 && groups.iter().any(is_mobile)
}

/// Whether four digits are of an id or a house and no year: `c1985.html`, `"c1985"`, 示例路1985号. The name of a month has
/// more letters than stand in front of them.
fn is_of_id(bytes: &[u8], start: usize, end: usize) -> bool {
    const MOST: usize = 2;
    let letters = bytes[..start].iter().rev().take(MOST + 1).take_while(|b| b.is_ascii_lowercase()).count();
    let rest = &bytes[end..];
    rest.starts_with("号".as_bytes())
        || (1..=MOST).contains(&letters)
            && [&b"\""[..], b",", b".html", b".md", b".jpg"].iter().any(|ending| rest.starts_with(ending))
}

/// Where the row begins that some digits are in, as far as single signs are between its groups.
fn row_start(bytes: &[u8], start: usize) -> usize {
    const MOST: usize = 12;
    let mut first = start;
    for _ in 0..MOST {
        let Some(sign) = first.checked_sub(1).filter(|at| b" -._/()\n".contains(&bytes[*at])) else {
            return first;
        };
        let count = bytes[..sign].iter().rev().take(MOST).take_while(|b| b.is_ascii_digit()).count();
        if count == 0 {
            return first;
        }
        first = sign - count;
    }
    first
}

/// Whether digits are of a digest of 32 or more hexadecimal digits.
fn in_digest(bytes: &[u8], start: usize, end: usize) -> bool {
    let before = bytes[..start].iter().rev().take(64).take_while(|b| b.is_ascii_hexdigit()).count();
    let after = bytes[end..].iter().take(64).take_while(|b| b.is_ascii_hexdigit()).count();
    before + after + end - start >= 32
}

/// Where the next digits begin that may belong to the same number.
fn next_group(bytes: &[u8], mut at: usize) -> Option<usize> {
    for _ in 0..12 {
        match bytes.get(at)? {
            b'0'..=b'9' => return Some(at),
            b' ' | b'-' | b'.' | b'_' | b'/' | b'\\' | b'(' | b')' | b'[' | b']' | b'\n' | b'*' | b'`'
            | b'~' => at += 1,
            b'<' => at += memchr::memchr(b'>', &bytes[at..bytes.len().min(at + 64)])? + 1,
            // Spaces, dashes and dots that are not ASCII.
            0xC2 => at += 2,
            0xE2 | 0xE3 => at += 3,
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_own_line_hides_no_other_number() {
        let own = ["京公网安备00000000000000号".to_owned()];
        assert!(!may_hold("<a>京公网安备00000000000000号</a>".as_bytes(), &own));
        for text in [
            "京公网安备00000000000000号 13800001001",
            "京公网安备00000000000001号",
            "备00000000000000号",
            "京公网安备000000000000009号",
        ] {
            assert!(may_hold(text.as_bytes(), &own), "{text}");
        }
    }
}
