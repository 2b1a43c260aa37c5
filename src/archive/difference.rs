//! What would be printed otherwise now than it was.

use super::places::Places;
use super::what::{Difference, What, contact, entry_id};
use super::{made, told};
use crate::diagnostic::{Diagnostic, Location, Severity, error, text, warning};
use crate::domain::course::RoundState;
use crate::domain::notice::{Correctable, Effect, Notice};
use crate::domain::office::Contact;
use crate::domain::printed::{Archived, Printed, PrintedRow};
use crate::domain::printed_entry::{PrintedEntry, SaidOtherwise};
use crate::domain::round::Round;
use crate::pages::{self, NoticePage, printed};
use crate::records::Records;
use crate::render;
use crate::site::Site;

/// Reports everything that the records, the theme or the calendar would now print otherwise than a notice of the archive,
/// and that no later notice tells.
pub fn review(site: &Site, records: &Records) -> Vec<Diagnostic> {
    let register = site.register();
    let mut out = Vec::new();
    for round in &register.rounds {
        for notice in round.published(register.now) {
            if let Some(archived) = &notice.archived
                && !is_void(site, round, notice)
            {
                compare(site, records, (round, notice, archived), &mut out);
            }
        }
    }
    out
}

/// A restart prints everything anew, and a withdrawal takes all of it back: what came before binds nobody any longer.
fn is_void(site: &Site, round: &Round, notice: &Notice) -> bool {
    let later = round.published(site.register().now).filter(|later| later.number > notice.number);
    later.into_iter().any(|later| matches!(later.kind.effect, Effect::Opens | Effect::Withdraws))
}

fn compare(
    site: &Site,
    records: &Records,
    (round, notice, archived): (&Round, &Notice, &Archived),
    out: &mut Vec<Diagnostic>,
) {
    let page = pages::notice_as_published(site.context(), round, notice);
    let now = printed::facts(site.context(), round, notice, &page, made(site.theme(), &page));
    let was = &archived.facts;
    let mut found = differences(was, &now, round, notice);
    let is_struck = was.is_struck() || !archived.striking.is_empty();
    if found.is_empty() && !is_struck && !renames(round, notice) {
        found.extend(worded(site, &page, (was, &now), archived));
    }
    let places = Places { site, records, round, notice };
    for difference in found {
        match told::by(site, (round, notice), &difference, &now) {
            None => out.push(refused(&places, archived, &difference)),
            Some(told) if difference.what == What::Contacts => {
                out.extend(asks_for_extension(&places, told, round))
            }
            Some(_) => {}
        }
    }
}

/// The facts that differ and come from the records. What only words of the theme or the program make of them is left for
/// the wording.
fn differences(was: &Printed, now: &Printed, round: &Round, notice: &Notice) -> Vec<Difference> {
    let mut all = Vec::new();
    let mut differs = |what: What, was: &str, is: &str| {
        if was != is {
            all.push(Difference { what, was: was.to_owned(), is: is.to_owned() });
        }
    };
    let joined = |texts: &[String]| texts.join("、");
    let or_none = |text: &Option<String>| text.clone().unwrap_or_default();
    differs(What::RoundTitle, &was.round, &now.round);
    differs(What::Issuers, &joined(&was.issuers), &joined(&now.issuers));
    differs(What::Basis, &joined(&was.basis), &joined(&now.basis));
    differs(What::Signed, &was.signed, &now.signed);
    differs(What::Remark, &or_none(&was.note), &or_none(&now.note));
    differs(What::Remark, &or_none(&was.reason), &or_none(&now.reason));
    if was.period.is_some() {
        differs(What::Contacts, &contacts(&was.contacts), &contacts(&now.contacts));
    }
    if !was.lists.is_empty() {
        differs(What::Order, &was.order, &now.order);
        differs(What::Columns, &joined(&was.columns), &joined(&now.columns));
        let names = |printed: &Printed| {
            printed.lists.iter().map(|l| l.programme.clone()).collect::<Vec<_>>().join("、")
        };
        differs(What::Programme, &names(was), &names(now));
    }
    // Of someone taken down nothing is left to compare.
    let changes = |p: &Printed| {
        let kept = p.changes.iter().filter(|c| !c.page.is_empty());
        kept.map(|c| format!("{} {} {} {}", c.page, c.from, c.to, c.reason)).collect::<Vec<_>>()
    };
    differs(What::Changes, &joined(&changes(was)), &joined(&changes(now)));
    let decided = |p: &Printed| {
        let kept = p.decisions.iter().filter(|d| !d.page.is_empty());
        kept.map(|d| format!("{} {}", d.page, d.reason)).collect::<Vec<_>>()
    };
    differs(What::Decisions, &joined(&decided(was)), &joined(&decided(now)));
    period(was, now, notice, &mut all);
    objection(was, now, &mut all);
    rows(was, now, round, notice, &mut all);
    said(was, now, (round, notice), &mut all);
    if all.is_empty() && was.made.builtin == now.made.builtin && was.objections != now.objections {
        let told = |p: &Printed| p.objections.clone().unwrap_or_default();
        all.push(Difference { what: What::Objections, was: told(was), is: told(now) });
    }
    all
}

fn period(was: &Printed, now: &Printed, notice: &Notice, all: &mut Vec<Difference>) {
    let (Some(was), Some(now)) = (&was.period, &now.period) else { return };
    let length = |p: &crate::domain::printed::PrintedPeriod| {
        format!("{} {} {} {} {}", p.days, p.unit, p.posting_day, p.starts, p.closes)
    };
    if length(was) != length(now) {
        all.push(Difference { what: What::Period, was: length(was), is: length(now) });
    }
    // Where the calendar was amended, that has been said by the rules.
    let is_amended = notice.period.as_ref().is_some_and(|period| period.amended.is_some());
    let pairs = was.calendar.iter().zip(&now.calendar).filter(|_| !is_amended && !was.calendar.is_empty());
    if let Some((was, now)) = pairs.clone().find(|(a, b)| (&a.date, a.number) != (&b.date, b.number)) {
        let day = |d: &crate::domain::printed::PrintedDay| format!("{} {}", d.date, d.reason);
        all.push(Difference { what: What::Days, was: day(was), is: day(now) });
    }
}

/// Rules on objections are printed with a period.
fn objection(was: &Printed, now: &Printed, all: &mut Vec<Difference>) {
    if was.period.is_none() {
        return;
    }
    let of = |list: &[(String, String)], rule: &str| {
        list.iter().find(|(word, _)| word == rule).map(|(_, text)| text.clone()).unwrap_or_default()
    };
    let rules = was.objection.iter().chain(&now.objection).map(|(rule, _)| rule);
    let mut seen: Vec<&String> = Vec::new();
    for rule in rules {
        let (before, after) = (of(&was.objection, rule), of(&now.objection, rule));
        if before != after && !seen.contains(&rule) {
            seen.push(rule);
            all.push(Difference { what: What::Objection(rule.clone()), was: before, is: after });
        }
    }
}

/// The entries of the lists: who is listed, with which values, in which order.
fn rows(was: &Printed, now: &Printed, round: &Round, notice: &Notice, all: &mut Vec<Difference>) {
    use std::collections::BTreeMap;
    let values = |row: &PrintedRow| {
        let group: Vec<String> = row.group.iter().cloned().collect();
        [&[row.name.clone()][..], &row.cells, &group].concat().join("，")
    };
    let by_page = |p: &'_ Printed| -> BTreeMap<String, String> {
        p.rows().filter(|row| !row.struck).map(|row| (row.page.clone(), values(row))).collect()
    };
    let (before, after) = (by_page(was), by_page(now));
    let same_columns = was.columns == now.columns;
    for (page, stated) in &before {
        match after.get(page) {
            None => all.push(Difference {
                what: What::Gone(page.clone()),
                was: stated.clone(),
                is: String::new(),
            }),
            Some(is) if is != stated && same_columns => {
                all.push(Difference {
                    what: What::Values(page.clone()),
                    was: stated.clone(),
                    is: is.clone(),
                });
            }
            Some(_) => {}
        }
    }
    for (page, stated) in after.iter().filter(|(page, _)| !before.contains_key(*page)) {
        all.push(Difference { what: What::Added(page.clone()), was: String::new(), is: stated.clone() });
    }
    let places = |p: &Printed| -> Vec<String> {
        p.rows().filter(|row| !row.struck).map(|row| row.page.clone()).collect()
    };
    if all.is_empty() && !renames(round, notice) && places(was) != places(now) {
        all.push(Difference { what: What::Places, was: shown(&places(was)), is: shown(&places(now)) });
    }
}

/// What is said of the entries on their pages: members and mentors, summaries and achievements. A correction that came
/// later and names it has told of it.
fn said(was: &Printed, now: &Printed, (round, notice): (&Round, &Notice), all: &mut Vec<Difference>) {
    use std::collections::BTreeMap;
    let by_page: BTreeMap<&str, &PrintedEntry> = now.entries.iter().map(|e| (e.page.as_str(), e)).collect();
    for before in &was.entries {
        // That it is gone, the list has said.
        let Some(after) = by_page.get(before.page.as_str()) else { continue };
        let id = entry_id(&before.page);
        for SaidOtherwise { field, was, is } in before.differences(after) {
            let is_corrected = round
                .changes(|later| later.number > notice.number)
                .any(|change| change.entry == id && change.field == field);
            // What a column shows, the row has said.
            let is_shown =
                all.iter().any(|d| d.what == What::Values(before.page.clone()) && d.was.contains(&was));
            if !is_corrected && !is_shown {
                all.push(Difference { what: What::Said(before.page.clone(), field), was, is });
            }
        }
    }
}

fn shown(pages: &[String]) -> String {
    let names: Vec<&str> = pages.iter().map(|page| entry_id(page)).collect();
    names.join("、")
}

/// Whether a later correction gave someone another name, by which the list would be in another order.
fn renames(round: &Round, notice: &Notice) -> bool {
    let later = |other: &Notice| other.number > notice.number;
    round.changes(later).any(|change| matches!(change.field, Correctable::Name | Correctable::Leader))
}

fn contacts(all: &[Contact]) -> String {
    all.iter().map(|c| contact(c).join("，")).collect::<Vec<_>>().join("；")
}

/// Where every fact is the same, the text differs only if wording does: that of the office, or of its programmes. Where the
/// program's own is another, nobody can tell which it is.
fn worded(
    site: &Site,
    page: &NoticePage,
    (was, now): (&Printed, &Printed),
    archived: &Archived,
) -> Option<Difference> {
    if (&was.made.builtin, &was.made.program) != (&now.made.builtin, &now.made.program) {
        return None;
    }
    // What does not render is said where it is rendered.
    let text = render::notice_text(page, site.theme()).ok()?;
    let line = |a: &str, b: &str| {
        a.lines().find(|line| !b.lines().any(|other| other == *line)).unwrap_or_default().to_owned()
    };
    let difference = || Difference {
        what: if was.made.wording == now.made.wording { What::Terms } else { What::Wording },
        was: line(&archived.text, &text),
        is: line(&text, &archived.text),
    };
    (text != *archived.text).then(difference)
}

fn refused(places: &Places<'_>, archived: &Archived, difference: &Difference) -> Diagnostic {
    let (what_zh, what_en) = places.names(&difference.what);
    let (file, was, is) = (&archived.file, short(&difference.was), short(&difference.is));
    let location: Location = places.of(&difference.what);
    let problem = match (was.is_empty(), is.is_empty()) {
        (false, true) => error!(
            location,
            "printed-otherwise",
            "已公布的公告（存档 {file}）里有{what_zh}“{was}”，现在没有了",
            "the notice as printed ({file}) has {what_en} `{was}`, which is gone now"
        ),
        (true, _) => error!(
            location,
            "printed-otherwise",
            "已公布的公告（存档 {file}）里没有{what_zh}“{is}”，也没有公告告知",
            "the notice as printed ({file}) does not have {what_en} `{is}`, and no notice tells of it"
        ),
        _ => error!(
            location,
            "printed-otherwise",
            "已公布的公告（存档 {file}）里，{what_zh}是“{was}”，现在是“{is}”",
            "in the notice as printed ({file}), {what_en}: `{was}`; now: `{is}`"
        ),
    };
    problem.with_severity(places.severity(&difference.what)).help(help(places, &difference.what))
}

fn help(places: &Places<'_>, what: &What) -> String {
    if places.severity(what) == Severity::Note {
        return text!(
            "这一轮已经结束，公告仍按存档显示，不必处理",
            "the round is over, and its notice goes on saying what it printed: there is nothing to do"
        );
    }
    let kinds = places.kinds(what);
    text!(
        "改回公布时的内容；确需改变的，在 round.yaml 另发公告告知，可用：{kinds}",
        "change it back to what was printed; if it has to change, a new notice in round.yaml has to tell it, one of: {kinds}"
    )
}

fn short(text: &str) -> String {
    const MOST: usize = 60;
    match text.chars().count() > MOST {
        true => text.chars().take(MOST).chain(['…']).collect(),
        false => text.to_owned(),
    }
}

/// Whoever read the old line may have lost days.
fn asks_for_extension(places: &Places<'_>, told: &Notice, round: &Round) -> Option<Diagnostic> {
    let is_enough = told.period.is_some()
        || round.notices.iter().any(|n| n.number > told.number && n.kind.effect == Effect::Extends);
    if is_enough || round.phase != RoundState::Open {
        return None;
    }
    Some(warning!(places.notice_location(told), "contacts-corrected",
        "公示期内更正了受理渠道，按原渠道反映的人可能没有足够的时间",
        "the channels for objections were corrected while the period runs: whoever used the old ones may have lost days";
        help: "考虑再发延期公告（extension），补足按新渠道反映的时间",
        "consider an extension, so that there is time enough by the new ones"
    ))
}
