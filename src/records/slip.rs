//! The slip behind a text that is not YAML: what a clerk is likely to have typed, and what to type instead.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Location, Span, text};

/// A slip: the character it is at, from 0, in its line, what is wrong and what to type.
struct Slip {
    at: usize,
    message: String,
    help: String,
}

/// One kind of slip, as far as a line shows it.
type Look = fn(&str) -> Option<Slip>;

/// The slips that a line shows by itself, the surest first.
const SLIPS: [Look; 12] = [
    tab,
    wide_colon,
    wide_sign,
    wide_brackets,
    wide_dash,
    comment,
    wide_quote,
    quote_inside,
    escape,
    no_space_after_colon,
    colon_inside,
    unbalanced,
];

/// How many lines above the place where it is noticed a slip may stand.
const ABOVE: usize = 3;

/// Turns what the parser says (`detail`, noticed at `span`) into the place and the words a clerk can act on.
pub(super) fn explain(file: &Arc<str>, text: &str, span: Span, detail: &str) -> Diagnostic {
    let lines: Vec<&str> = text.lines().collect();
    let noticed =
        usize::try_from(span.line).unwrap_or(1).saturating_sub(1).min(lines.len().saturating_sub(1));
    // The library notices a tab where the line before it ends, and most slips at the line after theirs.
    let after =
        detail.contains(" tab").then(|| (noticed..lines.len()).find(|i| lines[*i].contains('\t'))).flatten();
    let mut found = after.and_then(|i| Some((i, tab(lines[i])?)));
    if found.is_none() && detail.contains("quote") && !detail.contains("escape") {
        found = open_quote(&lines, noticed);
    }
    if found.is_none() {
        found = near(&lines, noticed);
    }
    if found.is_none() {
        found = indentation(&lines, noticed).map(|slip| (noticed, slip));
    }
    let Some((line, Slip { at, message, help })) = found else {
        let message = text!("这里不符合 YAML 写法（{detail}）", "this is not valid YAML ({detail})");
        let help = text!(
            "检查这一行和上一行：缩进是否与同一条的其他行对齐、冒号后是否有空格；值里有英文冒号或以特殊符号开头时，用英文双引号括起来",
            "check this line and the one before: the indentation, the space after each colon; quote values that hold \": \" or start with a symbol"
        );
        return Diagnostic::error("yaml-syntax", Location::new(file, span), message).help(help);
    };
    let clamp = |n: usize| u32::try_from(n + 1).unwrap_or(u32::MAX);
    let location = Location::new(file, Span { line: clamp(line), column: clamp(at), length: 1 });
    Diagnostic::error("yaml-syntax", location, message).help(help)
}

/// The nearest line, from the one where it was noticed upwards, that shows a slip.
fn near(lines: &[&str], noticed: usize) -> Option<(usize, Slip)> {
    let upwards = (0..=noticed).rev().filter(|i| !is_blank(lines[*i])).take(1 + ABOVE);
    let mut seen: Vec<usize> = upwards.collect();
    // What is noticed at a line mostly stands in the one before it, unless that line shows it plainly itself.
    if seen.len() > 1 && SLIPS.iter().all(|look| look(lines[seen[0]]).is_none()) {
        seen.remove(0);
    }
    seen.into_iter().find_map(|i| {
        let slip = SLIPS.iter().find_map(|look| look(lines[i]))?;
        Some((i, slip))
    })
}

fn is_blank(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

fn slip(line: &str, byte: usize, message: String, help: String) -> Slip {
    Slip { at: line[..byte].chars().count(), message, help }
}

fn tab(line: &str) -> Option<Slip> {
    let byte = line.find('\t').filter(|byte| line[..*byte].trim().trim_start_matches('-').is_empty())?;
    Some(slip(
        line,
        byte,
        text!("这里用了制表符（Tab）缩进", "a tab is used for the indentation"),
        text!(
            "行首的制表符改成空格，与同一条的其他行对齐",
            "write spaces in place of the tab, as the other lines of the record have"
        ),
    ))
}

/// `姓名：李明`: no colon of YAML before it.
fn wide_colon(line: &str) -> Option<Slip> {
    let byte = line.find('：')?;
    let key = line[..byte].trim_start_matches([' ', '-', '{', ',']);
    let is_key = !key.is_empty()
        && !key.contains([':', ' ', '"', '\'', '，', '、', '。'])
        && key.chars().count() <= 20;
    is_key.then(|| {
        slip(
            line,
            line.len() - line.trim_start_matches([' ', '-', '{', ',']).len(),
            text!("键后面的冒号是全角的“：”", "the colon after the key is full-width"),
            text!("冒号是全角的“：”，改成英文冒号加一个空格“: ”", "use an ASCII colon followed by a space"),
        )
    })
}

/// `{ 天数: 7，单位: 工作日 }`: a full-width comma between two keys, or before the end.
fn wide_sign(line: &str) -> Option<Slip> {
    let open = line.find(['{', '['])?;
    let (byte, sign) = line.char_indices().skip_while(|(i, _)| *i < open).find(|(i, sign)| {
        let rest = &line[i + sign.len_utf8()..];
        let key = rest.split([':', '：']).next().unwrap_or_default().trim();
        let before_key = key.len() < rest.trim_start().len() && !key.contains([',', '}', '{', ' ', '，']);
        matches!(sign, '，' | '；' | '、') && !key.is_empty() && before_key
    })?;
    Some(slip(
        line,
        byte,
        text!(
            "花括号或方括号里用了全角的“{sign}”分隔",
            "`{sign}`, a full-width sign, stands between values in brackets"
        ),
        text!(
            "“{sign}”是全角的，改成英文逗号加一个空格“, ”",
            "write an ASCII comma and a space in place of `{sign}`"
        ),
    ))
}

/// `｛ 天数: 7 ｝`, `［甲, 乙］`: brackets of full width.
fn wide_brackets(line: &str) -> Option<Slip> {
    let item = line.len() - line.trim_start().len();
    let value = match line[item..].starts_with("- ") {
        true => item + 1,
        false => line.find(": ").map_or(0, |i| i + 1),
    };
    let byte = line[value..].find(|c: char| c != ' ').map(|i| value + i)?;
    let begins = |c: char| {
        matches!(c, '｛' | '［' | '【' | '〔') || matches!(c, '(' | '（') && line[byte..].contains(": ")
    };
    let opened = line[byte..].starts_with(begins);
    let closes = |c: char| matches!(c, '｝' | '］' | '】' | '〕');
    let byte = match opened {
        true => byte,
        false => line.find(closes).filter(|_| line.contains(['{', '[']) && unbalanced(line).is_some())?,
    };
    let sign = line[byte..].chars().next()?;
    Some(slip(
        line,
        byte,
        text!("这里用了括号“{sign}”，不是花括号或方括号", "`{sign}` is no brace or square bracket"),
        text!(
            "改成英文的花括号 {{ }} 或方括号 [ ]；括号本身是内容的，把整个值用英文双引号括起来",
            "use ASCII braces {{ }} or brackets [ ]; quote the value if the bracket is part of it"
        ),
    ))
}

/// `－ 编号: 1`: a dash that is none of YAML's begins an item; `-编号: 1`: no space after it.
fn wide_dash(line: &str) -> Option<Slip> {
    let byte = line.len() - line.trim_start().len();
    let rest = &line[byte..];
    let sign = rest.chars().next()?;
    let wide = matches!(sign, '－' | '—' | '–' | '―' | '•' | '·' | '﹣');
    let close =
        sign == '-' && rest.chars().nth(1).is_some_and(|c| c.is_alphanumeric()) && rest.contains([':', '：']);
    (wide || close).then(|| {
        slip(
            line,
            byte,
            text!("一条记录开头的短横不对", "the dash that begins a record is not as it should be"),
            text!("改成英文短横加一个空格“- ”", "write an ASCII hyphen followed by a space"),
        )
    })
}

/// `{ 简介: 主持 #1机组 }`, or a value that goes on behind a comment: the comment takes the rest of the line.
fn comment(line: &str) -> Option<Slip> {
    let (byte, _) = line.match_indices('#').find(|(i, _)| {
        let (before, after) = (&line[..*i], line[i + 1..].chars().next());
        let quoted = before.matches('"').count() % 2 == 1 || before.matches('\'').count() % 2 == 1;
        let begins = before.ends_with([' ', '[', '{']) && before.contains([':', '-', '[', '{']);
        !quoted && begins && after.is_some_and(|c| !c.is_whitespace() && c != '#')
    })?;
    Some(slip(
        line,
        byte,
        text!(
            "从这个 # 起都被当作说明，后面的内容读不到",
            "all from this `#` on is a comment; what follows is not read"
        ),
        text!(
            "是内容的，把整个值用英文双引号括起来；是说明的，写到下一行并在 # 后面空一格",
            "if it belongs to the value, put the whole value between double quotes; if it is a remark, write it on a line of its own"
        ),
    ))
}

/// `"李明”`: begun by a quotation mark of YAML and ended by a Chinese one.
fn wide_quote(line: &str) -> Option<Slip> {
    let odd = line.matches('"').count() % 2 == 1 || line.matches('\'').count() % 2 == 1;
    let wide = line.find(['”', '“', '’', '‘', '＂', '＇']).filter(|_| odd)?;
    Some(slip(
        line,
        wide,
        text!("引号一头是英文的，一头是中文的", "one quotation mark is ASCII, the other Chinese"),
        text!("两头都用英文引号", "use ASCII marks on both sides"),
    ))
}

/// `"主持"天工"项目"`: a quotation mark inside a quoted value.
fn quote_inside(line: &str) -> Option<Slip> {
    let start = line.find(": \"").map(|i| i + 2).or_else(|| line.find("- \"").map(|i| i + 2))?;
    let inside = &line[start + 1..];
    let end = inside.find('"').filter(|end| !inside[..*end].ends_with('\\'))?;
    let rest = inside[end + 1..].trim_start();
    let goes_on = !rest.is_empty() && !rest.starts_with(['#', ',', '}', ']', ':']);
    goes_on.then(|| {
        slip(
            line,
            start + 1 + end,
            text!(
                "英文引号里面又有英文引号，值在这里就结束了",
                "a quotation mark inside a quoted value ends it here"
            ),
            text!("里面的引号改成中文引号“”", "write the inner ones as Chinese quotation marks, “ and ”"),
        )
    })
}

/// `"C:\新建"`: a backslash that begins no escape.
fn escape(line: &str) -> Option<Slip> {
    let quote = line.find('"')?;
    let known = |c: char| "0abtnvfre \"/\\N_LPxuU".contains(c);
    let mut signs = line[quote + 1..].char_indices();
    while let Some((i, sign)) = signs.next() {
        match sign {
            '"' => return None,
            '\\' => match signs.next() {
                Some((_, next)) if known(next) => {}
                _ => {
                    return Some(slip(
                        line,
                        quote + 1 + i,
                        text!(
                            "英文双引号里的反斜线“\\”有特殊用途",
                            "a backslash between double quotes begins an escape"
                        ),
                        text!(
                            "写成两个反斜线，或把双引号换成英文单引号",
                            "write two of them, or use single quotes"
                        ),
                    ));
                }
            },
            _ => {}
        }
    }
    None
}

/// `姓名:李明`: no space after the colon.
fn no_space_after_colon(line: &str) -> Option<Slip> {
    let start = line.len() - line.trim_start_matches([' ', '-']).len();
    let byte = start + line[start..].find(':')?;
    let key = &line[start..byte];
    let next = line[byte + 1..].chars().next()?;
    let is_key = !key.is_empty()
        && !key.contains([' ', '"', '\'', '{', '[', '，', '。', '：'])
        && !line[byte..].contains(": ");
    (is_key && !next.is_whitespace() && next != '/').then(|| {
        slip(
            line,
            byte,
            text!("冒号后面没有空格", "there is no space after the colon"),
            text!("冒号后面空一格", "put a space after the colon"),
        )
    })
}

/// `简介: 主要业绩: 主持…`: another colon with a space in a value without quotes.
fn colon_inside(line: &str) -> Option<Slip> {
    let text = line.trim_start_matches([' ', '-']);
    let first = line.len() - text.len() + text.find(": ")?;
    let value = line[first + 2..].trim_start();
    if value.starts_with(['"', '\'', '{', '[', '|', '>', '#']) || value.is_empty() {
        return None;
    }
    let offset = line.len() - value.len();
    let second = value
        .split(" #")
        .next()?
        .find(": ")
        .map(|i| offset + i)
        .or_else(|| value.ends_with(':').then(|| line.len() - 1))?;
    Some(slip(
        line,
        second,
        text!("值里面又有英文冒号加空格", "the value holds another colon followed by a space"),
        text!(
            "把整个值用英文双引号括起来，或把里面的冒号改成中文冒号“：”",
            "put the whole value between double quotes"
        ),
    ))
}

/// A bracket or a brace that is opened and not closed on its line, or the other way about.
fn unbalanced(line: &str) -> Option<Slip> {
    let odd = |open: char, close: char| line.matches(open).count() != line.matches(close).count();
    let (open, close) = [('{', '}'), ('[', ']')].into_iter().find(|(open, close)| odd(*open, *close))?;
    let more = line.matches(open).count() > line.matches(close).count();
    let byte = if more { line.rfind(open)? } else { line.rfind(close)? };
    let (has, lacks) = if more { (open, close) } else { (close, open) };
    Some(slip(
        line,
        byte,
        text!("括号“{has}”没有成对的“{lacks}”", "`{has}` has no `{lacks}`"),
        text!(
            "给括号补上“{lacks}”；括号本身是内容的，把整个值用英文双引号括起来",
            "write the `{lacks}`; quote the value if the bracket is part of it"
        ),
    ))
}

/// A quotation mark that is never closed: the last line at or above the place that has an odd number of them.
fn open_quote(lines: &[&str], noticed: usize) -> Option<(usize, Slip)> {
    (0..=noticed).rev().find_map(|i| {
        let slip = wide_quote(lines[i]).or_else(|| quote_inside(lines[i])).or_else(|| {
            let mark = ['"', '\''].into_iter().find(|mark| lines[i].matches(*mark).count() % 2 == 1)?;
            let byte = lines[i].find(mark)?;
            Some(slip(
                lines[i],
                byte,
                text!("引号没有成对", "a quotation mark is not closed"),
                text!(
                    "补上另一半引号“{mark}”；引号本身是内容的，改成中文引号“”",
                    "write the other one, `{mark}`; a mark that is part of the text is written “ or ”"
                ),
            ))
        })?;
        Some((i, slip))
    })
}

/// A line that stands neither with those of its record nor with those of a level above.
fn indentation(lines: &[&str], noticed: usize) -> Option<Slip> {
    let line = *lines.get(noticed).filter(|line| !is_blank(line))?;
    let own = depth(line);
    let above: Vec<usize> = lines[..noticed]
        .iter()
        .rev()
        .filter(|line| !is_blank(line))
        .take(40)
        .map(|line| depth(line))
        .collect();
    let nearest = above.iter().copied().min_by_key(|depth| depth.abs_diff(own))?;
    let has_key = line.contains(": ") || line.trim_end().ends_with(':');
    let wrong = has_key && !above.contains(&own) && !line.trim_start().starts_with('-');
    wrong.then(|| Slip {
        at: own,
        message: text!(
            "这一行的缩进和同一条的其他行不一样：行首有{own}个空格",
            "the indentation of this line is not that of its record: {own} spaces"
        ),
        help: text!(
            "行首改为{nearest}个空格，与同一条的其他行对齐",
            "begin it with {nearest} spaces, as the other lines do"
        ),
    })
}

/// The column in which the keys of a line's record stand.
fn depth(line: &str) -> usize {
    let mut text = line;
    while let Some(rest) = text.trim_start().strip_prefix("- ") {
        text = rest;
    }
    line.chars().count() - text.trim_start().chars().count()
}
