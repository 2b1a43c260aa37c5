//! Which notice a later one is about, and whether it may follow: the course of a round.

use super::notices::{KIND, Kind, compute, length};
use super::rounds::Context;
use crate::diagnostic::{Diagnostic, error, text};
use crate::domain::course::{Course, RoundState};
use crate::domain::moment::Moment;
use crate::domain::notice::{Notice, NoticeKind, Publicity};
use crate::domain::period::PostingDay;
use crate::records::NoticeRecord;
use crate::records::choice::choice;

/// The number of the notice that this one is about; checks that it may follow what came before.
pub(super) fn about(source: &NoticeRecord, before: &[Notice], out: &mut Vec<Diagnostic>) -> Option<usize> {
    // What is not a kind or a moment has been reported where it was read.
    let kind = choice(&source.kind, KIND).ok()?.of(source);
    let published = Moment::parse(&source.published.value)?;
    if kind == Kind::Publicity {
        return None;
    }
    require(source, kind, out);
    let target = match (kind, &source.corrects) {
        (Kind::Correction, Some(text)) => {
            let wanted = choice(text, KIND).ok()?;
            before.iter().rfind(|notice| is_of(&notice.kind, wanted))
        }
        (Kind::Revocation, _) => before.iter().rfind(|notice| matches!(notice.kind, NoticeKind::Result(_))),
        _ => before.iter().rfind(|notice| notice.kind.opening().is_some()),
    };
    let phase = Course::at(before, published).phase;
    if let Some(why) = forbidden(kind, target.is_some(), phase) {
        let name = &source.kind.value;
        out.push(error!(&source.kind, "notice-cannot-follow",
            "这里不能有“{name}”：{why}", "a `{name}` cannot stand here: {why}";
            help: "核对公告的种类、先后和发布时间", "check kinds, order and dates of the notices"
        ));
    }
    target.map(|notice| notice.number)
}

fn is_of(kind: &NoticeKind, wanted: Kind) -> bool {
    KIND.iter().any(|((name, _), k)| *k == wanted && *name == kind.name())
}

/// Why a notice cannot follow where the round stands.
fn forbidden(kind: Kind, has_target: bool, phase: RoundState) -> Option<String> {
    match (kind, phase) {
        (Kind::Correction, _) if !has_target => {
            Some(text!("之前没有它所更正的公告", "there is no such notice before it to correct"))
        }
        (_, RoundState::Draft | RoundState::Waiting) => {
            Some(text!("之前没有公示", "there is no publicity before it"))
        }
        (_, RoundState::Withdrawn) if kind != Kind::Restart => {
            Some(text!("公示已经撤回", "the publicity has been withdrawn"))
        }
        (Kind::Correction, _) => None,
        (Kind::Revocation, phase) if phase != RoundState::Decided => Some(text!(
            "结果还没有公布，没有可以取消的入选资格；公示期间的人员在结果公告的“审定结果”（decisions）中写明",
            "there is no result yet, so no selection to end; the result's own decisions say who is not selected"
        )),
        (Kind::Extension | Kind::Suspension, RoundState::Ended) => {
            Some(text!("公示期已满", "the period has ended"))
        }
        (Kind::Result | Kind::Extension | Kind::Supplement | Kind::Suspension, RoundState::Suspended) => {
            Some(text!("公示已中止，须先重新公示", "it is suspended; a restart has to come first"))
        }
        (Kind::Result, RoundState::Decided) => Some(text!("结果已经公布", "the result is out already")),
        (Kind::Extension | Kind::Suspension | Kind::Supplement | Kind::Restart, RoundState::Decided) => {
            Some(text!("结果已经公布", "the result is out already"))
        }
        _ => None,
    }
}

/// The keys that a kind cannot do without.
fn require(source: &NoticeRecord, kind: Kind, out: &mut Vec<Diagnostic>) {
    let missing = match kind {
        Kind::Restart | Kind::Extension | Kind::Suspension | Kind::Withdrawal if source.reason.is_none() => {
            ("原因", "reason")
        }
        Kind::Supplement if source.entries.is_empty() => ("条目", "entries"),
        Kind::Correction if source.corrects.is_none() => ("更正对象", "corrects"),
        // Something a notice said of no single entry is put right by a remark.
        Kind::Correction if source.changes.is_empty() && source.note.is_none() => ("更正内容", "changes"),
        _ => return,
    };
    let ((zh, en), name) = (missing, &source.kind.value);
    out.push(error!(&source.kind, "notice-lacks",
        "“{name}”类公告缺少“{zh}”（{en}）", "a notice of kind `{name}` lacks `{en}`";
        help: "加上 {en}", "add {en}"
    ));
}

/// Days added after the period so far: they run from the day after its end.
pub(super) fn extension(
    source: &NoticeRecord,
    before: &[Notice],
    context: &Context<'_>,
    out: &mut Vec<Diagnostic>,
) -> Option<Publicity> {
    let length = length(source, out)?;
    let record = source.period.as_ref()?;
    if length.posting_day != PostingDay::Excluded {
        out.push(error!(&record.posting_day, "extension-posting-day",
            "延长的天数从原公示期结束的次日起算，posting_day 应为 excluded（不计入）",
            "added days run from the day after the end, so posting_day must be `excluded`";
            help: "改为 excluded", "write `excluded`"
        ));
        return None;
    }
    // The end so far, whatever happens after it is published.
    let far = Moment::parse(&source.published.value)?;
    let closes = Course::at(before, far).closes?;
    compute(source, closes.date, length, context, out)
}
