//! 结果: who is selected. It says who is not; everyone else is.

use super::decisions::{DECISION, decisions};
use super::kind::{Given, Kind, Need, NoticeKey, Parts, latest_opening};
use super::settlement;
use crate::diagnostic::{Diagnostic, error};
use crate::domain::course::Course;
use crate::domain::course::RoundState::{Ended, Open};
use crate::domain::notice::{Effect, NoticeKind};

pub(super) static KIND: Kind = Kind {
    word: ("result", "结果"),
    fits: |source, before| !(settlement::KIND.fits)(source, before),
    notice: NoticeKind { id: "result", name: "result", effect: Effect::Decides },
    keys: &[(NoticeKey::Decisions, Need::Optional)],
    target: latest_opening,
    // While the period runs it is too early, which its own words say.
    follows: |before| before.is_any_of(&[Open, Ended]),
    read,
};

fn read(given: &Given<'_>, out: &mut Vec<Diagnostic>) -> Option<Parts> {
    let published = given.published?;
    let course = Course::at(given.before, published.value);
    if let (Open, Some(closes)) = (course.phase, course.closes) {
        let closes = closes.plain();
        out.push(error!(published, "result-too-early",
            "公示期到 {closes} 才满，结果不能早于它公布",
            "the period runs until {closes}; a result may not come before";
            help: "改正发布时间", "correct the date"
        ));
    }
    Some(Parts { decisions: decisions(given.source, DECISION, out), ..Parts::default() })
}
