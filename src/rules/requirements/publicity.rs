//! 公示: what the documents say of the period, against what the notice says. Where documents differ, both are named with
//! the end dates under each reading; nothing is chosen silently.

use super::Scope;
use super::exceptions::Excepts;
use super::findings::Findings;
use super::kind::{Kind, Requirement};
use super::parameter::{Named, Word, rule};
use crate::diagnostic::{Location, Severity, error, text, warning};
use crate::domain::course::RoundState;
use crate::domain::moment::chinese_date;
use crate::domain::notice::{Effect, Publicity};
use crate::domain::period::{Length, Period, PostingDay, Unit};
use crate::records::table::Key;

const DAYS: Named = (("days", "天数"), "公示几天");
const UNIT: Named = (("unit", "单位"), "工作日、自然日，或文件未说明");
const POSTING_DAY: Named = (("posting_day", "发布当日"), "发布当日计入还是不计入；不写的，文件未说明");

rule! {
    /// The notice's period is this.
    StatedPeriod("publicity", "公示") {
        days: u32 = DAYS,
        unit: StatedUnit = UNIT,
        posting_day: Option<PostingDay> = POSTING_DAY,
    }
}

pub(super) const KIND: Kind = Kind::new::<StatedPeriod>();

/// The unit that a document says, if it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) struct StatedUnit(Option<Unit>);

impl Word for StatedUnit {
    const WORDS: &'static [(Key, Self)] = &[
        (("working", "工作日"), StatedUnit(Some(Unit::Working))),
        (("calendar", "自然日"), StatedUnit(Some(Unit::Calendar))),
        (("unstated", "未说明"), StatedUnit(None)),
    ];
}

impl Requirement for StatedPeriod {
    fn statement(&self) -> String {
        let days = self.days;
        let unit = match self.unit.0 {
            Some(Unit::Working) => "个工作日",
            Some(Unit::Calendar) => "个自然日",
            None => "天（未说明工作日或自然日）",
        };
        match self.posting_day {
            None => text!("公示{days}{unit}", "publicity of {days} days: {unit}"),
            Some(posting) => {
                let (en, zh) = Word::name(posting);
                text!(
                    "公示{days}{unit}，发布当日{zh}",
                    "publicity of {days} days: {unit}, the day of posting {en}"
                )
            }
        }
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        let (round, record) = (scope.case.round, scope.case.record);
        let starting = round.notices.iter().filter(|n| n.kind.effect != Effect::Extends);
        for (notice, publicity) in starting.filter_map(|notice| Some((notice, notice.period.as_ref()?))) {
            let source = record.notices.get(notice.number - 1);
            let Some(days) = source.and_then(|source| source.period.as_ref()?.days.as_ref()) else {
                continue;
            };
            let location = &days.location;
            let length = publicity.period.length;
            if let Some(posting) = self.posting_day.filter(|posting| *posting != length.posting_day) {
                let given = source.and_then(|source| source.period.as_ref()?.posting_day.as_ref());
                self.posting_differs(posting, given.map_or(location, |given| &given.location), findings);
            }
            match self.unit.0 {
                Some(unit) if (self.days, unit) == (length.days, length.unit) => {}
                Some(unit) => self.differs(unit, length, location, findings),
                None => self.is_unstated(publicity, location, scope, findings),
            }
        }
    }

    fn excepts(&self) -> Excepts {
        Excepts::Nobody
    }
}

impl StatedPeriod {
    fn differs(&self, unit: Unit, length: Length, location: &Location, findings: &mut Findings<'_>) {
        let (days, ours, stated) = (self.days, length.days, unit.counted());
        let (our_unit, citation) = (length.unit.counted(), findings.citation);
        let (our_name, name) = (length.unit.name(), unit.name());
        let differs = error!(location.clone(), "period-against-rule",
            "公告写的公示期是{ours}{our_unit}，{citation}规定为{days}{stated}",
            "the notice says {ours} {our_name} days, {citation} says {days} {name} days";
            help: "按规定修改公示期，或修改项目文件并写明出处",
            "change the period, or the pack with its source"
        );
        findings.push(differs.with_severity(findings.severity));
    }

    fn posting_differs(&self, posting: PostingDay, location: &Location, findings: &mut Findings<'_>) {
        let ((en, zh), citation) = (Word::name(posting), findings.citation);
        let differs = error!(location.clone(), "period-against-rule",
            "{citation}规定发布当日{zh}，公告不是这样算的",
            "by {citation} the day of posting is {en}; the notice counts otherwise";
            help: "把 posting_day（发布当日）改为 {en}（{zh}），或修改项目文件并写明出处",
            "set `posting_day: {en}`, or change the pack with its source"
        );
        findings.push(differs.with_severity(findings.severity));
    }

    /// The document says "5天" and not of which kind: all readings are shown.
    fn is_unstated(
        &self,
        publicity: &Publicity,
        location: &Location,
        scope: &Scope<'_>,
        findings: &mut Findings<'_>,
    ) {
        let (days, length) = (self.days, publicity.period.length);
        let citation = findings.citation;
        let posting = length.posting_day;
        let end = |unit| {
            let reading = Length { days, unit, posting_day: posting };
            let period = Period::compute(scope.case.calendar, publicity.period.posted, reading).ok()?;
            Some(chinese_date(period.ends))
        };
        let (Some(working), Some(natural)) = (end(Unit::Working), end(Unit::Calendar)) else { return };
        let (ours, unit, name) = (length.days, length.unit.counted(), length.unit.name());
        let counted =
            if posting == PostingDay::Counted { "发布当日计入" } else { "发布当日不计入" };
        let (by, by_en) = stated_by(scope).map_or_else(Default::default, |citation| {
            (format!("（依据{citation}）"), format!(" (by {citation})"))
        });
        let differ = warning!(location.clone(), "period-documents-differ",
            "公告写{ours}{unit}{by}，{citation}只写{days}天：按工作日至{working}，按自然日至{natural}（{counted}）",
            "the notice says {ours} {name} days{by_en}, {citation} only {days} days: working days end {working}, calendar days {natural}";
            help: "按较晚的日期办理最为稳妥；请确认以哪份文件为准",
            "the later date is the safe one; settle which document governs"
        );
        // Once the round is decided there is nothing left to settle.
        let decided = scope.case.round.phase == RoundState::Decided;
        let severity = if decided { Severity::Note } else { Severity::Warning };
        findings.push(differ.with_severity(severity));
    }
}

/// The document that does say the unit, if one does.
fn stated_by<'s>(scope: &Scope<'s>) -> Option<&'s str> {
    let states = |rule: &&&super::Rule| {
        rule.requirement.is::<StatedPeriod>().is_some_and(|period| period.unit.0.is_some())
    };
    scope.rules.iter().find(states).map(|rule| rule.citation.as_str())
}
