//! `round.yaml` and its people → a round.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::context::Context;
use super::requirements::{self, Case};
use super::{amendments, approval, columns, entries, notices, objections, office, order, wording};
use crate::diagnostic::{Diagnostic, Location, Span, error, text};
use crate::domain::course::Course;
use crate::domain::names::Order;
use crate::domain::notice::Change;
use crate::domain::office::Postmark;
use crate::domain::programme::{Document, EntryKind, Programme};
use crate::domain::round::Round;
use crate::records::choice::nearest;
use crate::records::decode::Decoder;
use crate::records::{EntryRecord, Records, RoundRecord, Text};

pub(super) fn read(records: &Records, context: &Context<'_>) -> (Vec<Round>, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let mut known = BTreeSet::new();
    let mut rounds = Vec::new();
    for record in &records.rounds {
        known.insert(record.id.as_str());
        rounds.extend(round(record, records, context, &mut out));
    }
    let first = |kind| {
        let first_of = move |list: &'_ Vec<Arc<EntryRecord>>| {
            list.iter().find(|entry| entry.kind() == kind).map(|entry| entry.id.location.file.clone())
        };
        records.entries.iter().filter_map(move |(id, list)| Some((id, first_of(list)?)))
    };
    let files = first(EntryKind::Individual).chain(first(EntryKind::Team));
    for (id, file) in files.filter(|(id, _)| !known.contains(id.as_str())) {
        out.push(
            error!(Location::new(&file, Span::START), "no-round",
                "这些人所在的轮次缺少 content/rounds/{id}/round.yaml，或它有错误",
                "content/rounds/{id}/round.yaml is missing or has errors";
                help: "先写好 round.yaml", "write round.yaml first"
            )
            .unless_unread(format!("content/rounds/{id}/round.yaml")),
        );
    }
    (rounds, out)
}

fn round(
    record: &RoundRecord,
    records: &Records,
    context: &Context<'_>,
    out: &mut Vec<Diagnostic>,
) -> Option<Round> {
    check_id(record, out);
    wording::check_round(record, out);
    let programmes = programmes(record, context, out);
    let names = match &record.order {
        Some(order) => order.value,
        None => {
            out.push(
                error!(record.title.location.clone(), "no-order",
                    "没有说明名单的排序", "the order of names is not set";
                    help: "加一行 order: surname-strokes（按姓氏笔画）、pinyin（按拼音）或 as-listed（按录入顺序，可能透露推荐名次）",
                    "add order: surname-strokes, pinyin, or as-listed (which may reveal the recommenders' ranking)"
                ),
            );
            None
        }
    };
    let notices = notices::read(record, context, out);
    let postmark = record.postmark.as_ref().and_then(|postmark| postmark.value);
    let postmark = postmark.or_else(|| context.office.map(|office| office.objection.postmark));
    let postmark = postmark.unwrap_or(Postmark::Sending);
    let setting = objections::Setting { record, notices: &notices, now: context.now, postmark };
    let objections = objections::check(setting, records, out);
    let course = Course::at(&notices, context.now);
    let columns = columns::read(record, out);
    let contacts: Vec<_> = match record.contacts.as_slice() {
        [] => context.office.map(|o| o.contacts.clone()).unwrap_or_default(),
        own => own.iter().map(|c| office::contact(c, out)).collect(),
    };
    objections::check_letters(setting, &contacts, context.calendar, out);
    let mut people = entries::read(record, records, &programmes, &notices, context, out);
    columns.fill(&mut people, out);
    let grouping = columns.grouping(record, &programmes, &people, out);
    let entries = order::arrange(names.unwrap_or(Order::AsListed), people, grouping.as_ref(), out);
    check_people(record, records, &programmes, out);
    let mut round = Round {
        id: record.id.clone(),
        title: record.title.value.to_string(),
        year: record.year.as_ref().map_or_else(|| year_of(&record.title.value), |t| t.value.to_string()),
        programmes,
        rules: Vec::new(),
        exceptions: 0,
        approval: approval::read(record, out),
        issuers: record.issuers.iter().map(|t| t.value.to_string()).collect(),
        contacts,
        postmark,
        annex: record.annex.as_ref().is_some_and(|flag| flag.value),
        columns: columns.all,
        grouping,
        order: names?,
        basis: record.basis.iter().map(|t| document(&t.value)).collect(),
        phase: course.phase.with(objections.as_ref()),
        objections,
        closes: course.closes,
        since: course.since,
        notices,
        entries,
        wording: records.wordings.get(&record.id).cloned(),
    };
    amendments::check_against(record, records, &round, out);
    let Context { packs, calendar, photos, .. } = *context;
    let case = Case { records, record, round: &round, packs, calendar, photos };
    let applied = requirements::check(&case, out);
    (round.rules, round.exceptions) = (applied.in_force, applied.exceptions);
    // The records hold corrected values as soon as the correction is written; the site shows them once it is out.
    let early: Vec<Change> = round.changes(|notice| notice.published > context.now).cloned().collect();
    Some(if early.is_empty() { round } else { round.without(&early) })
}

/// The folder's name is part of addresses, so it obeys the same rule as ids.
fn check_id(record: &RoundRecord, out: &mut Vec<Diagnostic>) {
    let mut decoder = Decoder::new(&record.location.file);
    let location = decoder.location(Span::START);
    decoder.is_id(&Text { value: record.id.as_str().into(), location });
    out.append(&mut decoder.diagnostics);
}

fn programmes(record: &RoundRecord, context: &Context<'_>, out: &mut Vec<Diagnostic>) -> Vec<Arc<Programme>> {
    let mut found: Vec<Arc<Programme>> = Vec::new();
    for text in &record.programmes {
        match context.packs.iter().find(|pack| pack.programme.id == text.value.trim()) {
            Some(pack) => found.push(pack.programme.clone()),
            None => {
                let typed = text.value.trim();
                let help = match nearest(typed, context.packs.iter().map(|p| p.programme.id.as_str())) {
                    Some(near) => text!("是不是“{near}”？", "did you mean `{near}`?"),
                    None => text!(
                        "先写 content/programmes/{typed}.yaml",
                        "write content/programmes/{typed}.yaml first"
                    ),
                };
                let unknown = error!(text, "unknown-programme", "没有项目“{typed}”（content/programmes/{typed}.yaml 不存在或有错误）", "there is no programme `{typed}` (content/programmes/{typed}.yaml is missing or has errors)").help(help);
                out.push(unknown.unless_wrong(format!("content/programmes/{typed}.yaml")));
            }
        }
    }
    found
}

/// A notice without people is never published: an empty list is a lost file, not a result.
fn check_people(
    record: &RoundRecord,
    records: &Records,
    programmes: &[Arc<Programme>],
    out: &mut Vec<Diagnostic>,
) {
    if record.notices.is_empty() {
        return;
    }
    let id = &record.id;
    for (kind, zh, en) in [(EntryKind::Individual, "个人", "engineers"), (EntryKind::Team, "团队", "teams")]
    {
        let wants = programmes.iter().find(|p| p.kind == kind);
        let has = records.entries_of(id).iter().any(|entry| entry.kind() == kind);
        if let (Some(programme), false) = (wants, has) {
            let name = &programme.name;
            out.push(
                error!(record.title.location.clone(), "no-people",
                    "“{name}”没有一名{zh}入选人", "`{name}` has no {en}";
                    help: "检查 content/rounds/{id}/{en}.yaml 是否存在；确实没有的，从 programmes 中删去该项目",
                    "check content/rounds/{id}/{en}.yaml; if there are none, take the programme off the round"
                )
                .unless_unread(format!("content/rounds/{id}/")),
            );
        }
    }
}

fn year_of(title: &str) -> String {
    title.chars().take_while(char::is_ascii_digit).collect()
}

/// `《甲》` or `甲`: the 《》 of a title may be typed or not.
fn document(typed: &str) -> Document {
    let title = typed.trim().trim_start_matches('《').trim_end_matches('》').to_owned();
    Document { title, number: None }
}
