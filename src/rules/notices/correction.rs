//! 更正: what was wrong, or has changed since; the period runs on. The records hold the new values.

use super::super::columns::{self, Columns};
use super::super::values::choice as choose;
use super::kind::{Before, Given, Kind, Need, NoticeKey, Parts, always, latest_opening};
use crate::diagnostic::{Diagnostic, error, text};
use crate::domain::course::RoundState::{Decided, Ended, Open, Suspended};
use crate::domain::entry::Entry;
use crate::domain::named::Named;
use crate::domain::notice::{Because, Change, Correctable, Effect, Notice, NoticeKind};
use crate::domain::round::Round;
use crate::records::value::Word;
use crate::records::{ChangeRecord, NoticeRecord, RoundRecord, Spanned, Text, choice};

pub(super) static KIND: Kind = Kind {
    word: ("correction", "更正"),
    fits: always,
    notice: NoticeKind { id: "correction", name: "correction", effect: Effect::Corrects },
    keys: &[(NoticeKey::Corrects, Need::Required), (NoticeKey::Changes, Need::Optional)],
    target,
    follows,
    read,
};

/// The latest notice of the kind that it names.
fn target<'n>(source: &NoticeRecord, before: &'n [Notice]) -> Option<&'n Notice> {
    let Some(corrects) = &source.corrects else { return latest_opening(source, before) };
    let wanted = choice::find(corrects, &super::words())?;
    before.iter().rfind(|notice| notice.kind.name == wanted)
}

fn follows(before: &Before<'_>) -> Result<(), String> {
    if before.target.is_some() {
        return before.is_any_of(&[Open, Ended, Suspended, Decided]);
    }
    match &before.source.corrects {
        // What is no kind has been reported where it was read.
        Some(text) if choice::find(text, &super::words()).is_none() => Ok(()),
        _ => Err(text!("之前没有它所更正的公告", "there is no such notice before it to correct")),
    }
}

fn read(given: &Given<'_>, out: &mut Vec<Diagnostic>) -> Option<Parts> {
    let source = given.source;
    if let Some(corrects) = &source.corrects {
        choose(corrects, &super::words(), out);
        // Something a notice said of no single entry is put right by a remark.
        if source.changes.is_empty() && source.note.is_none() {
            out.push(NoticeKey::Changes.missing(source));
        }
    }
    let columns = columns::read(given.record, &mut Vec::new());
    let changes: Vec<Change> = source.changes.iter().filter_map(|c| change(c, &columns, out)).collect();
    check_transfer(source, &changes, out);
    super::super::wording::check_correction(source, out);
    Some(Parts { changes, ..Parts::default() })
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

fn change(record: &ChangeRecord, columns: &Columns<'_>, out: &mut Vec<Diagnostic>) -> Option<Change> {
    // One that nobody knows has been reported where it was read.
    let field = record.field.as_ref()?;
    let column = record.column.as_ref();
    let key = column.and_then(|typed| columns.key_of(&typed.value));
    if (field.value == Correctable::Column) != key.is_some() {
        out.push(unknown_column(field, column, columns));
        return None;
    }
    Some(Change {
        entry: record.entry.value.to_string(),
        field: field.value,
        column: key,
        from: record.from.value.to_string(),
        to: record.to.value.to_string(),
        because: record.because.as_ref().map_or(Because::Error, |because| because.value),
        reason: record.reason.value.to_string(),
    })
}

/// A correction of a column that does not say which, of one that the round does not have, or of another field.
fn unknown_column(field: &Spanned<Correctable>, column: Option<&Text>, columns: &Columns<'_>) -> Diagnostic {
    let all = columns.keys().collect::<Vec<_>>().join("、");
    let Some(typed) = column else {
        return error!(field, "missing-key",
            "没有写更正的是哪一列", "it does not say which column is corrected";
            help: "加上：column: 列的 key；可用：{all}", "add: column: its key, one of: {all}"
        );
    };
    if field.value != Correctable::Column {
        return error!(typed, "unknown-column",
            "更正的不是本轮自己的列，不写 column", "what is corrected is none of the round's own columns";
            help: "删去 column，或把 field 改为 column", "delete `column`, or write field: column"
        );
    }
    let name = typed.value.trim();
    error!(typed, "unknown-column",
        "本轮没有“{name}”这一列", "the round has no column `{name}`";
        help: "可用：{all}", "one of: {all}"
    )
}

/// A corrected record must hold the new value, or what a later correction of the same starts from.
pub(in crate::rules) fn check_applied(record: &RoundRecord, round: &Round, out: &mut Vec<Diagnostic>) {
    for (index, source) in record.notices.iter().enumerate() {
        for change in &source.changes {
            if let Some(entry) = round.entry(change.entry.value.trim()) {
                let later = record.notices[index + 1..].iter().flat_map(|n| &n.changes);
                let next = later.into_iter().find(|c| is_same_matter(c, change));
                check_change(change, next, entry, out);
            }
        }
    }
}

fn is_same_matter(a: &ChangeRecord, b: &ChangeRecord) -> bool {
    let field = |c: &ChangeRecord| c.field.as_ref().map(|field| field.value);
    let column = |c: &ChangeRecord| c.column.as_ref().map(|column| column.value.trim().to_owned());
    a.entry.value.trim() == b.entry.value.trim() && field(a) == field(b) && column(a) == column(b)
}

fn no_people(change: &ChangeRecord, field: &Spanned<Correctable>) -> Diagnostic {
    let (id, zh, en) = (&change.entry.value, Word::name(field.value).1, field.value.name());
    error!(field, "unknown-value",
        "{id} 是个人，没有“{zh}”", "{id} is an individual and has no `{en}`";
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
    let Some(typed) = &change.field else { return };
    let field = typed.value;
    let now = match field {
        Correctable::Name => Some(&*entry.name),
        Correctable::Unit => Some(&*entry.unit),
        Correctable::Title => entry.title().map(|title| &**title),
        Correctable::Field => Some(&*entry.field.name),
        Correctable::Recommender => Some(&*entry.recommender),
        Correctable::Summary => entry.summary.as_deref(),
        Correctable::Column => change.column.as_ref().and_then(|column| entry.cell_called(&column.value)),
        Correctable::Leader => match entry.team() {
            None => return out.push(no_people(change, typed)),
            Some(team) => Some(&*team.leader.name),
        },
        Correctable::Members | Correctable::Mentors => {
            let people = match entry.team() {
                None => return out.push(no_people(change, typed)),
                Some(team) if field == Correctable::Members => &team.members,
                Some(team) => &team.mentors,
            };
            let named = Named::list(&change.to.value);
            let missing = named.iter().find(|named| !people.iter().any(|person| named.is(person)));
            // What a later correction of the same people changes again is not there any longer.
            if let (Some(missing), None) = (missing, next) {
                let (id, name, what) = (&entry.id, &missing.name, Word::name(field).1);
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
