//! The course of a round: where it stands follows from its notices and the moment, and from nothing else.

use super::moment::Moment;
use super::notice::{Notice, NoticeKind};
use super::objections::Tally;

/// Where a round stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
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
    pub phase: Phase,
    /// The last moment for objections by all notices so far: extensions and supplements move it, a restart sets it
    /// anew.
    pub closes: Option<Moment>,
    /// Since when it stands there; a draft, and a round whose first notice is still to come, have no such moment.
    pub since: Option<Moment>,
}

impl Course {
    /// The course by the notices published up to a moment.
    pub fn at<'n>(notices: impl IntoIterator<Item = &'n Notice>, now: Moment) -> Course {
        let mut course = Course { phase: Phase::Draft, closes: None, since: None };
        for notice in notices {
            if notice.published > now {
                if course.phase == Phase::Draft {
                    course.phase = Phase::Waiting;
                }
                continue;
            }
            match &notice.kind {
                NoticeKind::Publicity(publicity) | NoticeKind::Restart(publicity) => {
                    let (closes, since) = (Some(publicity.closes), Some(notice.published));
                    course = Course { phase: Phase::Open, closes, since };
                }
                NoticeKind::Extension(publicity) => course.closes = course.closes.max(Some(publicity.closes)),
                NoticeKind::Supplement(supplement) => {
                    course.closes = course.closes.max(Some(supplement.publicity.closes));
                }
                NoticeKind::Suspension => course.enter(Phase::Suspended, notice),
                NoticeKind::Withdrawal => course.enter(Phase::Withdrawn, notice),
                NoticeKind::Result(_) => course.enter(Phase::Decided, notice),
                NoticeKind::Correction(_) | NoticeKind::Revocation(_) => {}
            }
        }
        if course.phase == Phase::Open && course.closes.is_some_and(|closes| now >= closes) {
            course.phase = Phase::Ended;
            course.since = course.closes;
        }
        course
    }

    fn enter(&mut self, phase: Phase, notice: &Notice) {
        self.phase = phase;
        self.since = Some(notice.published);
    }
}

impl Phase {
    /// After the period, the register of objections tells more.
    pub fn with(self, objections: Option<&Tally>) -> Phase {
        match (self, objections) {
            (Phase::Ended, Some(tally)) if tally.open > 0 => Phase::Investigating,
            (Phase::Ended, Some(_)) => Phase::Deciding,
            _ => self,
        }
    }

    /// The word on pages.
    pub fn chinese(self) -> &'static str {
        match self {
            Phase::Draft => "草拟",
            Phase::Waiting => "待发布",
            Phase::Open => "公示中",
            Phase::Ended => "公示期满",
            Phase::Investigating => "异议核查",
            Phase::Deciding => "审定",
            Phase::Suspended => "已中止",
            Phase::Withdrawn => "已撤回",
            Phase::Decided => "已公布结果",
        }
    }

    /// The word for machines.
    pub fn name(self) -> &'static str {
        match self {
            Phase::Draft => "draft",
            Phase::Waiting => "waiting",
            Phase::Open => "open",
            Phase::Ended => "ended",
            Phase::Investigating => "investigating",
            Phase::Deciding => "deciding",
            Phase::Suspended => "suspended",
            Phase::Withdrawn => "withdrawn",
            Phase::Decided => "decided",
        }
    }
}
