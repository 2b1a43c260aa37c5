//! The register of objections: none may be open, or ignored, when a result is published, and result and register say the
//! same. Nothing of it leaves this room but counts, and no message repeats who objected or why.

mod agreement;
mod counts;
mod handling;
mod reasons;

use crate::diagnostic::{Diagnostic, error, warning};
use crate::domain::calendar::{DayKind, WorkCalendar};
use crate::domain::course::Course;
use crate::domain::moment::Moment;
use crate::domain::notice::{Effect, Notice};
use crate::domain::objections::{ObjectionCounts, Outcome};
use crate::domain::office::{Contact, Postmark, Way};
use crate::records::{ObjectionEntryRecord, Records, RoundRecord};

/// Letters are this many working days on their way at most.
const LETTERS: usize = 5;

/// A round's notices, and when the register is looked at.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub(super) record: &'a RoundRecord,
    pub(super) notices: &'a [Notice],
    pub(super) now: Moment,
    pub(super) postmark: Postmark,
}

impl<'a> Setting<'a> {
    /// The result, be it out or still to come; what is deferred in it a later one settles.
    fn result(&self) -> Option<&'a Notice> {
        self.notices.iter().find(|notice| notice.kind.effect == Effect::Decides)
    }

    /// The last moment for objections by all notices before the result.
    fn closes(&self) -> Option<Moment> {
        let before = self.notices.iter().take_while(|notice| notice.kind.effect != Effect::Decides);
        let far = self.notices.last().map(|notice| notice.published)?;
        Course::at(before, far).closes
    }

    /// Whether an objection came too late. Of a letter the postmark decides where it was written down and the day of
    /// sending counts.
    fn is_late(&self, objection: &ObjectionEntryRecord) -> bool {
        let Some(closes) = self.closes() else { return false };
        match &objection.postmark {
            Some(sent) if self.postmark == Postmark::Sending => sent.value > closes.date,
            _ => objection.received.as_ref().is_some_and(|received| received.value > closes),
        }
    }
}

/// Checks a round's register and counts it; `None` where there is none.
pub(super) fn check(
    setting: Setting<'_>,
    records: &Records,
    out: &mut Vec<Diagnostic>,
) -> Option<ObjectionCounts> {
    let record = setting.record;
    let register = records.objections.get(&record.id);
    reasons::check(setting, register.map(Vec::as_slice), out);
    let Some(register) = register else {
        check_there_is_a_register(setting, out);
        return None;
    };
    for objection in register {
        check_about(objection, record, records, out);
        handling::check(objection, setting, out);
        agreement::check(objection, register, setting, out);
    }
    Some(counts::count(register, setting))
}

fn outcome(objection: &ObjectionEntryRecord) -> Option<Outcome> {
    objection.decision.as_ref().and_then(|decision| decision.value)
}

fn is_signed(objection: &ObjectionEntryRecord) -> bool {
    objection.real_name.as_ref().is_some_and(|flag| flag.value)
}

fn check_about(
    objection: &ObjectionEntryRecord,
    record: &RoundRecord,
    records: &Records,
    out: &mut Vec<Diagnostic>,
) {
    let id = objection.about.value.trim();
    if !records.has_or_had(&record.id, id) {
        let folder = format!("content/rounds/{}/", record.id);
        out.push(
            error!(&objection.about, "unknown-entry",
                "这一轮没有编号为“{id}”的记录", "this round has no entry `{id}`";
                help: "核对异议登记的“对象”（about）", "check `about` in the register"
            )
            .redacted()
            .unless_unread(folder),
        );
    }
}

/// A result says how many objections there were, which only a register tells.
fn check_there_is_a_register(setting: Setting<'_>, out: &mut Vec<Diagnostic>) {
    let Some(source) = setting.result().and_then(|result| setting.record.notices.get(result.number - 1))
    else {
        return;
    };
    let id = &setting.record.id;
    out.push(warning!(&source.kind, "result-without-register",
        "有结果公告，没有异议登记，公告里不写异议情况", "a result without a register of objections says nothing of them";
        help: "写 content/rounds/{id}/objections.yaml；没有收到异议的，内容写 []",
        "write content/rounds/{id}/objections.yaml; where none were received, its content is []"
    ).unless_unread(format!("content/rounds/{id}/")));
}

/// A letter posted on the last day may still be on its way when the result is published.
pub(super) fn check_letters(
    setting: Setting<'_>,
    contacts: &[Contact],
    calendar: &WorkCalendar,
    out: &mut Vec<Diagnostic>,
) {
    let by_letter = contacts.iter().any(|contact| {
        let postmark = contact.postmark.unwrap_or(setting.postmark);
        contact.address.is_some() && contact.accepts(Way::Letters) && postmark == Postmark::Sending
    });
    let Some(result) = setting.result().filter(|_| by_letter) else { return };
    let (Some(closes), Some(source)) = (setting.closes(), setting.record.notices.get(result.number - 1))
    else {
        return;
    };
    let is_working = |date: &chrono::NaiveDate| matches!(calendar.kind(*date), DayKind::Working(_));
    let after = closes.date.iter_days().skip(1).take_while(|date| *date < result.published.date);
    let passed = after.filter(is_working).take(LETTERS).count();
    if passed < LETTERS && result.published > closes {
        out.push(warning!(&source.kind, "result-before-letters",
            "信函以寄出日邮戳为准，公示期满后第{LETTERS}个工作日之前公布结果，最后一天寄出的信可能还没有到",
            "letters count by the day they are sent, and the result comes before the {LETTERS}th working day after the end: those sent on the last day may be on their way";
            help: "推迟公布，或确认没有在途的信函；以到达日邮戳为准的，写 postmark: arriving（邮戳: 到达）",
            "publish later, or make sure that no letter is on its way; where the day of arrival counts, write `postmark: arriving`"
        ));
    }
}
