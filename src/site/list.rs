//! The list of a round as data: `list.json` for programs, `list.csv` for spreadsheets.

use serde::Serialize;

use crate::domain::entry::Entry;
use crate::domain::register::Register;
use crate::domain::round::Round;
use crate::pages::view;

#[derive(Serialize)]
struct List<'a> {
    #[serde(rename = "$schema")]
    schema: String,
    round: &'a str,
    title: &'a str,
    year: &'a str,
    phase: &'static str,
    period: Option<Period>,
    issuers: &'a [String],
    url: String,
    entries: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Period {
    days: u32,
    unit: &'static str,
    posting_day: &'static str,
    starts: String,
    ends: String,
    closes: String,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    kind: &'static str,
    programme: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    leader: Option<&'a str>,
    unit: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    field: &'a str,
    recommender: &'a str,
    standing: &'static str,
    url: String,
}

/// `list.json`: the round, its period, and everyone still listed.
pub(super) fn json(register: &Register, round: &Round) -> Vec<u8> {
    let base = &register.office.base_url;
    let list = List {
        schema: format!("{base}schemas/list.json"),
        round: &round.id,
        title: &round.title,
        year: &round.year,
        phase: round.phase.name(),
        period: round.publicity(register.now).filter(|(n, _)| n.published <= register.now).map(|(_, p)| {
            Period {
                days: p.period.length.days,
                unit: p.period.length.unit.name(),
                posting_day: p.period.length.posting_day.name(),
                starts: p.period.starts.to_string(),
                ends: round.closes.unwrap_or(p.closes).date.to_string(),
                closes: round.closes.unwrap_or(p.closes).plain(),
            }
        }),
        issuers: &round.issuers,
        url: format!("{base}{}.html", round.address()),
        entries: round.listed().map(|entry| row(base, entry)).collect(),
    };
    let mut bytes = Vec::with_capacity(1024 + list.entries.len() * ROW_BYTES * 2);
    // Only strings and numbers, written to memory: serialising cannot fail.
    let _ = serde_json::to_writer_pretty(&mut bytes, &list);
    bytes.push(b'\n');
    bytes
}

/// About the bytes of a row of `list.csv`, so that a long one is not copied as it grows; of `list.json` twice as many.
const ROW_BYTES: usize = 250;

fn row<'a>(base: &str, entry: &'a Entry) -> Row<'a> {
    let (leader, title) = people(entry);
    Row {
        id: &entry.id,
        kind: view::kind_name(entry.kind()),
        programme: &entry.programme.name,
        name: &entry.name,
        leader,
        unit: &entry.unit,
        title,
        field: &entry.field.name,
        recommender: &entry.recommender,
        standing: entry.standing.name(),
        url: format!("{base}{}", entry.href),
    }
}

/// The leader's name, and the title of the person or leader.
fn people(entry: &Entry) -> (Option<&str>, Option<&str>) {
    (entry.team().map(|team| &*team.leader.name), entry.title().map(|title| &**title))
}

const HEADS: [&str; 10] =
    ["序号", "编号", "项目", "姓名或团队名称", "负责人", "单位", "职称", "领域", "推荐单位", "状态"];

/// `list.csv`: UTF-8 with a byte-order mark and CRLF, so that Excel opens it rightly; cells that a spreadsheet
/// would run as a formula begin with an apostrophe.
pub(super) fn csv(round: &Round) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(1024 + round.listed().count() * ROW_BYTES);
    bytes.extend_from_slice("\u{FEFF}".as_bytes());
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(bytes);
    // Writing to memory cannot fail.
    let _ = writer.write_record(HEADS);
    for (i, entry) in round.listed().enumerate() {
        let (leader, title) = people(entry);
        let number = (i + 1).to_string();
        let cells: [&str; 10] = [
            &number,
            &entry.id,
            &entry.programme.name,
            &entry.name,
            leader.unwrap_or_default(),
            &entry.unit,
            title.unwrap_or_default(),
            &entry.field.name,
            &entry.recommender,
            entry.standing.chinese(),
        ];
        let _ = writer.write_record(cells.map(inert));
    }
    writer.into_inner().unwrap_or_default()
}

fn inert(cell: &str) -> String {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n') => {
            format!("'{cell}")
        }
        _ => cell.to_owned(),
    }
}
