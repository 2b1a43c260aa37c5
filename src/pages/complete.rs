//! What the text of a notice has to say, whoever worded it: everyone listed, how many they are, and the last day.

use chrono::{Datelike, NaiveDate};

use super::parts::{PeriodView, TableView};
use crate::diagnostic::{Diagnostic, Location, error};
use crate::domain::moment::parse_date;
use crate::domain::strike::{find, holds};

/// What a text has to say.
pub(super) struct HasTo<'a> {
    pub(super) tables: &'a [TableView],
    pub(super) period: Option<&'a PeriodView>,
    /// A remark, which may name other days.
    pub(super) note: Option<&'a str>,
    /// Whether the text is the office's own wording.
    pub(super) is_in_own_words: bool,
}

/// The first thing that a text lacks, or says otherwise than its facts.
pub(super) fn lacking(page: &HasTo<'_>, text: &str, at: Location) -> Option<Diagnostic> {
    let period = page.period;
    unnamed(page, text, &at)
        .or_else(|| uncounted(page, text, &at))
        .or_else(|| undated(period?, text, &at))
        .or_else(|| dated_otherwise((period.filter(|_| page.is_in_own_words)?, page.note), text, &at))
}

/// Names stand in the order of the lists nearly always; whoever does not is looked for from the start.
fn unnamed(page: &HasTo<'_>, text: &str, at: &Location) -> Option<Diagnostic> {
    let (mut from, mut missing) = (0, Vec::new());
    for row in page.tables.iter().flat_map(|table| &table.rows) {
        let name = row.name.trim();
        // Such a name is printed with references, which are not looked for.
        if name.contains(['\\', '\n', '\r', '\t']) {
            continue;
        }
        match find(text, name, from) {
            Some(range) => from = range.end,
            None if holds(text, name) => {}
            None => missing.push(name),
        }
    }
    let (first, count) = (missing.first()?, missing.len());
    Some(error!(at.clone(), "notice-lacks-names",
        "公告文字里缺少名单上的{count}个名字（{first}等）", "the text of the notice lacks {count} names of its list ({first} first)";
        help: "在文字里排印名单，例如 {{% include \"parts/list.md\" %}}",
        "print the list, for example by {{% include \"parts/list.md\" %}}"
    ))
}

fn uncounted(page: &HasTo<'_>, text: &str, at: &Location) -> Option<Diagnostic> {
    let table = page.tables.iter().find(|table| !counts(text, table.count, &table.counter))?;
    let (count, counter, programme) = (table.count, &table.counter, &table.programme);
    Some(error!(at.clone(), "notice-lacks-count",
        "公告文字里没有“{programme}”的人数或团队数：{count}{counter}",
        "the text of the notice does not say how many {programme} lists: {count}{counter}";
        help: "写上 {{{{ table.count }}}}{{{{ table.counter }}}}", "write {{{{ table.count }}}}{{{{ table.counter }}}}"
    ))
}

/// `3人`, `3 名`, whatever the word is; `13人` is another number.
fn counts(text: &str, count: usize, counter: &str) -> bool {
    let number = count.to_string();
    text.match_indices(&number).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + number.len()..].trim_start_matches([' ', '*']);
        let is_counter =
            after.starts_with(counter) || after.starts_with(['人', '名', '位', '个', '支', '项']);
        !before.is_some_and(|c| c.is_ascii_digit()) && is_counter
    })
}

fn undated(period: &PeriodView, text: &str, at: &Location) -> Option<Diagnostic> {
    let ends = parse_date(&period.ends_machine)?;
    let closes = period.closes_plain.get(..10).and_then(parse_date);
    if dates(text, ends).iter().any(|found| found.date == ends || Some(found.date) == closes) {
        return None;
    }
    let shown = &period.ends;
    Some(error!(at.clone(), "notice-lacks-last-day",
        "公告文字里没有公示期的最后一天：{shown}", "the text of the notice does not say the last day of the period: {shown}";
        help: "写上 {{{{ period.ends }}}} 或 {{{{ period.text }}}}", "write {{{{ period.ends }}}} or {{{{ period.text }}}}"
    ))
}

/// A sentence about the period that names another last day.
fn dated_otherwise(
    (period, page_note): (&PeriodView, Option<&str>),
    text: &str,
    at: &Location,
) -> Option<Diagnostic> {
    const ABOUT: [&str; 6] = ["公示期", "公示时间", "公示日期", "公示自", "截止", "异议"];
    let (starts, ends) = (parse_date(&period.starts_machine)?, parse_date(&period.ends_machine)?);
    let closes = period.closes_plain.get(..10).and_then(parse_date);
    let sentences =
        text.split(['。', '；', '\n', '！']).filter(|s| ABOUT.iter().any(|word| s.contains(word)));
    let note = page_note.unwrap_or_default();
    let sentences = sentences.filter(|sentence| !note.contains(sentence.trim()));
    let other = sentences.flat_map(|sentence| dates(sentence, ends)).find(|found| {
        found.is_end && found.date >= starts && found.date != ends && Some(found.date) != closes
    })?;
    let (typed, shown) = (other.typed, &period.ends);
    Some(error!(at.clone(), "notice-other-last-day",
        "公告文字写的截止日是“{typed}”，而公示期的最后一天是{shown}",
        "the text of the notice says `{typed}`, but the last day of the period is {shown}";
        help: "不要手写日期，用 {{{{ period.text }}}}、{{{{ period.ends }}}} 和 {{{{ period.closes }}}}",
        "write no date by hand: use {{{{ period.text }}}}, {{{{ period.ends }}}} and {{{{ period.closes }}}}"
    ))
}

/// A date in a text, and whether something ends with it.
struct Found<'t> {
    date: NaiveDate,
    typed: &'t str,
    is_end: bool,
}

/// `2025年9月5日`, `9月5日` in the year of `near` or the next, `2025-09-05`.
fn dates(text: &str, near: NaiveDate) -> Vec<Found<'_>> {
    let chinese = text.match_indices('月').filter_map(|(at, _)| chinese(text, at, near));
    let plain = text.match_indices('-').filter_map(|(at, _)| {
        let start = at.checked_sub(4).filter(|start| text.is_char_boundary(*start))?;
        let typed = text.get(start..start + 10)?;
        Some((parse_date(typed)?, start, start + 10))
    });
    let found = |(date, start, end): (NaiveDate, usize, usize)| Found {
        date,
        typed: &text[start..end],
        is_end: is_end(&text[..start], &text[end..]),
    };
    chinese.chain(plain).map(found).collect()
}

fn chinese(text: &str, at: usize, near: NaiveDate) -> Option<(NaiveDate, usize, usize)> {
    let digits_before = |end: usize| {
        let digits = text[..end].bytes().rev().take_while(u8::is_ascii_digit).count();
        (digits > 0).then_some(end - digits)
    };
    let month_at = digits_before(at)?;
    let month: u32 = text[month_at..at].parse().ok()?;
    let rest = &text[at + '月'.len_utf8()..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let day: u32 = rest.get(..digits)?.parse().ok()?;
    rest[digits..].starts_with(['日', '号']).then_some(())?;
    let end = at + '月'.len_utf8() + digits + '日'.len_utf8();
    let year_at = text[..month_at].strip_suffix('年').and_then(|before| digits_before(before.len()));
    let year = year_at.and_then(|start| text[start..month_at - '年'.len_utf8()].parse().ok());
    let date = NaiveDate::from_ymd_opt(year.unwrap_or(near.year()), month, day)?;
    Some((date, year_at.unwrap_or(month_at), end))
}

fn is_end(before: &str, after: &str) -> bool {
    const ENDS: [&str; 9] = ["至", "到", "止", "止于", "－", "—", "–", "~", "～"];
    const FILLERS: [&str; 9] = [" ", "*", "为", "是", "：", ":", "时间", "日期", "日"];
    let mut before = before;
    while let Some(shorter) = FILLERS.iter().find_map(|filler| before.strip_suffix(filler)) {
        before = shorter;
    }
    let after = after.trim_start_matches(['*', ' ']);
    ENDS.iter().any(|word| before.ends_with(word))
        || ["前", "之前", "以前", "止"].iter().any(|w| after.starts_with(w))
}
