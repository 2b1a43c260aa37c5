//! The course of a round: where it stands follows from its notices and the moment, and from nothing else.

use super::moment::Moment;
use super::notice::{Effect, Notice};
use super::objections::ObjectionCounts;

/// Where a round stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RoundState {
    /// 草拟: no notice yet.
    Draft,
    /// 待发布: a notice is dated in the future.
    Waiting,
    /// 公示中
    Open,
    /// 公示期满
    Ended,
    /// 异议核查: the period is over and objections are being investigated.
    Investigating,
    /// 审定: the period is over and every objection is decided; the result is to be published.
    Deciding,
    /// 中止
    Suspended,
    /// 撤回
    Withdrawn,
    /// 公布: the result is out.
    Decided,
}

/// Where a round stands, and until when objections are received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course {
    /// Where it stands.
    pub phase: RoundState,
    /// The last moment for objections by all notices so far: extensions and supplements move it, a restart sets it
    /// anew.
    pub closes: Option<Moment>,
    /// Since when it stands there; a draft, and a round whose first notice is still to come, have no such moment.
    pub since: Option<Moment>,
}

impl Course {
    /// The course by the notices published up to a moment.
    pub fn at<'n>(notices: impl IntoIterator<Item = &'n Notice>, now: Moment) -> Course {
        let mut course = Course { phase: RoundState::Draft, closes: None, since: None };
        for notice in notices {
            if notice.published > now {
                if course.phase == RoundState::Draft {
                    course.phase = RoundState::Waiting;
                }
                continue;
            }
            let closes = notice.period.as_ref().map(|period| period.closes);
            match notice.kind.effect {
                Effect::Opens => {
                    course = Course { phase: RoundState::Open, closes, since: Some(notice.published) };
                }
                Effect::Adds | Effect::Extends => course.closes = course.closes.max(closes),
                Effect::Resumes => {
                    course = Course { phase: RoundState::Open, closes, since: Some(notice.published) };
                }
                Effect::Suspends => course.enter(RoundState::Suspended, notice),
                Effect::Withdraws => course.enter(RoundState::Withdrawn, notice),
                Effect::Decides => course.enter(RoundState::Decided, notice),
                Effect::Corrects | Effect::Leaves | Effect::Settles | Effect::Revokes | Effect::Commends => {}
            }
        }
        if course.phase == RoundState::Open && course.closes.is_some_and(|closes| now >= closes) {
            course.phase = RoundState::Ended;
            course.since = course.closes;
        }
        course
    }

    fn enter(&mut self, phase: RoundState, notice: &Notice) {
        self.phase = phase;
        self.since = Some(notice.published);
    }
}

impl RoundState {
    /// After the period, the register of objections tells more.
    pub fn with(self, objections: Option<&ObjectionCounts>) -> RoundState {
        match (self, objections) {
            (RoundState::Ended, Some(counts)) if counts.open > 0 => RoundState::Investigating,
            (RoundState::Ended, Some(_)) => RoundState::Deciding,
            _ => self,
        }
    }

    /// The word for machines.
    pub fn name(self) -> &'static str {
        match self {
            RoundState::Draft => "draft",
            RoundState::Waiting => "waiting",
            RoundState::Open => "open",
            RoundState::Ended => "ended",
            RoundState::Investigating => "investigating",
            RoundState::Deciding => "deciding",
            RoundState::Suspended => "suspended",
            RoundState::Withdrawn => "withdrawn",
            RoundState::Decided => "decided",
        }
    }
}
