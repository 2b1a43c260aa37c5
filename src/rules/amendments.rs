//! Corrections and results: what they say of entries must fit the records.

use std::collections::BTreeMap;

use super::notices::KIND;
use super::values::{choice as choose, keep};
use crate::diagnostic::{Diagnostic, error, text};
use crate::domain::course::{Course, RoundState};
use crate::domain::entry::{Decision, Entry};
use crate::domain::moment::Moment;
use crate::domain::named::Named;
use crate::domain::notice::{Because, Change, Correctable, Decided, Notice};
use crate::domain::round::Round;
use crate::records::Text;
use crate::records::choice;
use crate::records::decode::Key;
use crate::records::{ChangeRecord, DecisionRecord, NoticeRecord, Records, RoundRecord};

/// What a result may decide.
pub(super) const DECISION: &[(Key, Decision)] = &[
    (("not-selected", "不予入选"), Decision::NotSelected),
    (("deferred", "暂缓"), Decision::Deferred),
    (("declined", "主动放弃"), Decision::Declined),
];
/// What a withdrawal may decide after it.
pub(super) const REVOCATION: &[(Key, Decision)] =
    &[(("disqualified", "取消资格"), Decision::Disqualified), (("resigned", "主动退出"), Decision::Resigned)];
pub(super) const BECAUSE: &[(Key, Because)] =
    &[(("error", "误写"), Because::Error), (("transfer", "变更"), Because::Transfer)];
/// Fields a correction may name.
pub(super) const CORRECTABLE: &[(Key, Correctable)] = &[
    (("name", "姓名"), Correctable::Name),
    (("unit", "单位"), Correctable::Unit),
    (("title", "职称"), Correctable::Title),
    (("field", "领域"), Correctable::Field),
    (("recommender", "推荐单位"), Correctable::Recommender),
    (("summary", "简介"), Correctable::Summary),
    (("leader", "负责人"), Correctable::Leader),
    (("members", "成员"), Correctable::Members),
    (("mentors", "指导专家"), Correctable::Mentors),
];

pub(super) fn correction(source: &NoticeRecord, out: &mut Vec<Diagnostic>) -> Vec<Change> {
    if let Some(corrects) = &source.corrects {
        choose(corrects, KIND, out);
    }
    let changes: Vec<Change> = source.changes.iter().filter_map(|c| change(c, out)).collect();
    check_transfer(source, &changes, out);
    changes
}

/// A move since the result is told in words of its own, so its notice is about the result and about nothing else.
fn check_transfer(source: &NoticeRecord, changes: &[Change], out: &mut Vec<Diagnostic>) {
    if changes.iter().all(|c| c.because == Because::Error) {
        return;
    }
    let Some(because) = source.changes.iter().find_map(|c| c.because.as_ref()) else { return };
    let of_result = source.corrects.as_ref().is_none_or(|t| matches!(t.value.trim(), "result" | "结果"));
    let mixed = changes.iter().any(|c| c.because == Because::Error);
    let other = changes.iter().any(|c| !matches!(c.field, Correctable::Unit | Correctable::Title));
    let (message, help) = match (of_result, mixed, other) {
        (false, ..) => (
            text!("结果公布之后才有单位变更", "a transfer comes after the result"),
            text!(
                "写 corrects: result；公示期间写错的，删去 because",
                "write `corrects: result`, or delete `because`"
            ),
        ),
        (_, true, _) => (
            text!(
                "一份公告里不能既有误写又有变更",
                "one notice tells of errors or of transfers, not of both"
            ),
            text!("分成两份公告", "write two notices"),
        ),
        (.., true) => (
            text!("变更只能是单位或职称", "only unit and title change by a transfer"),
            text!("写错的内容另发一份更正公告", "correct what was wrong in a notice of its own"),
        ),
        _ => return,
    };
    out.push(Diagnostic::error("not-a-transfer", because, message).help(help));
}

fn change(record: &ChangeRecord, out: &mut Vec<Diagnostic>) -> Option<Change> {
    Some(Change {
        entry: record.entry.value.to_string(),
        field: choose(&record.field, CORRECTABLE, out)?,
        from: record.from.value.to_string(),
        to: record.to.value.to_string(),
        because: match &record.because {
            Some(text) => choose(text, BECAUSE, out)?,
            None => Because::Error,
        },
        reason: record.reason.value.to_string(),
    })
}

pub(super) fn result(
    source: &NoticeRecord,
    published: Moment,
    before: &[Notice],
    out: &mut Vec<Diagnostic>,
) -> Vec<Decided> {
    let course = Course::at(before, published);
    if let (RoundState::Open, Some(closes)) = (course.phase, course.closes) {
        let closes = closes.plain();
        out.push(error!(&source.published, "result-too-early",
            "公示期到 {closes} 才满，结果不能早于它公布",
            "the period runs until {closes}; a result may not come before";
            help: "改正发布时间", "correct the date"
        ));
    }
    decisions(source, DECISION, out)
}

/// Selections that end after the result: whose, how, and why.
pub(super) fn revocation(source: &NoticeRecord, out: &mut Vec<Diagnostic>) -> Vec<Decided> {
    decisions(source, REVOCATION, out)
}

fn decisions(source: &NoticeRecord, known: &[(Key, Decision)], out: &mut Vec<Diagnostic>) -> Vec<Decided> {
    let mut decided = |record: &DecisionRecord| {
        let decision = choice::choice(&record.status, known);
        Some(Decided {
            entry: record.entry.value.to_string(),
            decision: keep(decision.map_err(|problem| belongs_elsewhere(&record.status, problem)), out)?,
            reason: record.reason.value.to_string(),
        })
    };
    source.decisions.iter().filter_map(&mut decided).collect()
}

/// A decision that another kind of notice tells has that one as its remedy.
fn belongs_elsewhere(status: &Text, problem: Diagnostic) -> Diagnostic {
    let is_in = |table: &[(Key, Decision)]| choice::find(status, table).is_some();
    if is_in(REVOCATION) {
        return problem.help(text!(
            "公布结果以后取消资格、主动退出的，写进一份撤回公告（kind: withdrawal）的 decisions，结果公告不改",
            "who loses a selection after the result goes into the `decisions` of a notice of `kind: withdrawal`; leave the result as it is"
        ));
    }
    if is_in(DECISION) {
        let all = choice::all(REVOCATION);
        return problem.help(text!(
            "这是审定结果，写进结果公告（kind: result）；撤回公告可用：{all}",
            "that is decided by a notice of `kind: result`; a withdrawal knows: {all}"
        ));
    }
    problem
}

/// Only who was selected can lose it, and only once.
fn check_revoked(record: &RoundRecord, round: &Round, out: &mut Vec<Diagnostic>) {
    let mut ended: BTreeMap<&str, Decision> = BTreeMap::new();
    for notice in &round.notices {
        if notice.kind.opening().is_some() {
            ended.clear();
        }
        for decided in notice.kind.decided() {
            let before = ended.insert(&decided.entry, decided.decision);
            if let (Some(before), true) = (before, decided.decision.ends_selection()) {
                let source = record.notices.get(notice.number - 1);
                let typed =
                    source.and_then(|n| n.decisions.iter().find(|d| *d.entry.value == *decided.entry));
                let Some(typed) = typed else { continue };
                let (id, before) = (&decided.entry, before.chinese());
                out.push(error!(&typed.entry, "not-selected-before",
                    "{id} 在此之前已是“{before}”", "{id} was already out: {before}";
                    help: "核对编号，或删去这一条", "check the id, or delete the line"
                ));
            }
        }
    }
}

/// Corrections and decisions must name entries of the round, and a corrected record must hold the new value.
pub(super) fn check_against(
    record: &RoundRecord,
    records: &Records,
    round: &Round,
    out: &mut Vec<Diagnostic>,
) {
    check_revoked(record, round, out);
    let exists = |id: &Text| records.find(&record.id, id.value.trim()).is_some();
    for (index, source) in record.notices.iter().enumerate() {
        let named = source
            .changes
            .iter()
            .map(|c| &c.entry)
            .chain(source.decisions.iter().map(|d| &d.entry))
            .chain(&source.entries);
        let ids: Vec<&Text> = source.decisions.iter().map(|d| &d.entry).chain(&source.entries).collect();
        for (i, &id) in ids.iter().enumerate() {
            let earlier = record.notices[..index].iter().flat_map(|n| &n.entries);
            if ids[..i].iter().any(|other| other.value.trim() == id.value.trim())
                || (source.entries.iter().any(|e| e.location == id.location)
                    && earlier.into_iter().any(|e| e.value.trim() == id.value.trim()))
            {
                out.push(error!(id, "listed-twice",
                    "“{0}”列了两次", "`{0}` is listed twice", id.value;
                    help: "只保留一处", "keep one of them"
                ));
            }
        }
        for id in named.filter(|id| !exists(id)) {
            let folder = format!("content/rounds/{}/", record.id);
            out.push(unknown_entry(id).unless_unread(folder));
        }
        for change in &source.changes {
            if let Some(entry) = round.entry(change.entry.value.trim()) {
                let later = record.notices[index + 1..].iter().flat_map(|n| &n.changes);
                let next = later.into_iter().find(|c| is_same_matter(c, change));
                check_change(change, next, entry, out);
            }
        }
    }
}

fn unknown_entry(text: &Text) -> Diagnostic {
    error!(text, "unknown-entry",
        "这一轮没有编号为“{0}”的记录", "this round has no entry `{0}`", text.value;
        help: "核对编号；已公示的记录不能删除，只能在结果中写明",
        "check the id; a published record is never deleted, its fate stands in the result"
    )
}

fn is_same_matter(a: &ChangeRecord, b: &ChangeRecord) -> bool {
    let field = |c: &ChangeRecord| {
        CORRECTABLE.iter().position(|((en, zh), _)| [*en, *zh].contains(&c.field.value.trim()))
    };
    a.entry.value.trim() == b.entry.value.trim() && field(a) == field(b)
}

fn no_people(change: &ChangeRecord) -> Diagnostic {
    let (id, field) = (&change.entry.value, &change.field.value);
    error!(&change.field, "unknown-value",
        "{id} 是个人，没有“{field}”", "{id} is an individual and has no `{field}`";
        help: "核对编号和更正的项目", "check the id and the field"
    )
}

/// What a change leads to is what the record says, or what the next correction of the same field starts from.
fn check_change(
    change: &ChangeRecord,
    next: Option<&ChangeRecord>,
    entry: &Entry,
    out: &mut Vec<Diagnostic>,
) {
    // An unknown field has been reported where the change was read.
    let Ok(field) = choice::choice(&change.field, CORRECTABLE) else { return };
    let now = match field {
        Correctable::Name => Some(&*entry.name),
        Correctable::Unit => Some(&*entry.unit),
        Correctable::Title => entry.title().map(|title| &**title),
        Correctable::Field => Some(&*entry.field.name),
        Correctable::Recommender => Some(&*entry.recommender),
        Correctable::Summary => entry.summary.as_deref(),
        Correctable::Leader => match entry.team() {
            None => return out.push(no_people(change)),
            Some(team) => Some(&*team.leader.name),
        },
        Correctable::Members | Correctable::Mentors => {
            let people = match entry.team() {
                None => return out.push(no_people(change)),
                Some(team) if field == Correctable::Members => &team.members,
                Some(team) => &team.mentors,
            };
            let named = Named::list(&change.to.value);
            let missing = named.iter().find(|named| !people.iter().any(|person| named.is(person)));
            // What a later correction of the same people changes again is not there any longer.
            if let (Some(missing), None) = (missing, next) {
                let (id, name, what) = (&entry.id, &missing.name, field.chinese());
                out.push(error!(&change.to, "correction-not-applied",
                    "更正后的{what}有“{name}”，记录 {id} 里没有",
                    "the corrected {what} name `{name}`, whom the record {id} does not have";
                    help: "先把记录改成更正后的姓名；写作“姓名”或“姓名（单位）”，几个人用顿号隔开，减去的人写“无”",
                    "change the record first; write a name, or name（unit）, several with 、 between, 无 where one was taken away"
                ));
            }
            return;
        }
    };
    let now = next.map(|next| &*next.from.value).or(now);
    if now != Some(&*change.to.value) {
        let (id, to, now) = (&entry.id, &change.to.value, now.unwrap_or("（空）"));
        out.push(error!(&change.to, "correction-not-applied",
            "更正为“{to}”，但记录 {id} 现在写的是“{now}”",
            "corrected to `{to}`, but the record {id} says `{now}`";
            help: "把记录改成更正后的内容，或改正这一行",
            "change the record to the new value, or correct this line"
        ));
    }
}
