//! A notice of a round: a dated page of its own.

use chrono::NaiveDate;

use super::entry::Decision;
use super::moment::Moment;
use super::period::Period;

/// A notice.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Its number in the round, from 1; part of its address.
    pub number: usize,
    /// What it announces.
    pub kind: NoticeKind,
    /// When it is published.
    pub published: Moment,
    /// The signing date (落款日期); the day of publication where none is given.
    pub signed: NaiveDate,
    /// A remark printed in it.
    pub note: Option<String>,
}

/// What a notice announces.
#[derive(Clone, Debug)]
pub enum NoticeKind {
    /// 公示: the list and the period.
    Publicity(Publicity),
    /// 更正: what was wrong; the clock runs on.
    Correction(Correction),
    /// 结果: who is selected.
    Result(Vec<Decided>),
}

/// A period of publicity and the moment it closes.
#[derive(Clone, Debug)]
pub struct Publicity {
    /// The days.
    pub period: Period,
    /// The last moment for objections, Beijing time.
    pub closes: Moment,
}

/// A correction.
#[derive(Clone, Debug)]
pub struct Correction {
    /// The number of the notice corrected.
    pub corrects: usize,
    /// What changes.
    pub changes: Vec<Change>,
}

/// One corrected value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The entry.
    pub entry: String,
    /// Which field of the entry.
    pub field: Correctable,
    /// What was printed.
    pub from: String,
    /// What is right.
    pub to: String,
    /// Why.
    pub reason: String,
}

/// A decision against an entry, as the result notice states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The entry.
    pub entry: String,
    /// The decision.
    pub decision: Decision,
    /// The publishable reason.
    pub reason: String,
}

impl NoticeKind {
    /// The word in files and addresses.
    pub fn name(&self) -> &'static str {
        match self {
            NoticeKind::Publicity(_) => "publicity",
            NoticeKind::Correction(_) => "correction",
            NoticeKind::Result(_) => "result",
        }
    }

    /// The word on pages.
    pub fn chinese(&self) -> &'static str {
        match self {
            NoticeKind::Publicity(_) => "公示",
            NoticeKind::Correction(_) => "更正公告",
            NoticeKind::Result(_) => "结果公布",
        }
    }
}

impl Notice {
    /// The file's name without ending: `1-publicity`.
    pub fn stem(&self) -> String {
        format!("{}-{}", self.number, self.kind.name())
    }
}

/// The fields of an entry that a correction may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correctable {
    /// 姓名 or 团队名称
    Name,
    /// 工作单位 or 依托单位
    Unit,
    /// 职称, of the person or the leader
    Title,
    /// 领域
    Field,
    /// 推荐单位
    Recommender,
    /// 简介
    Summary,
}

impl Correctable {
    /// The word the notice prints.
    pub fn chinese(self) -> &'static str {
        match self {
            Correctable::Name => "姓名（名称）",
            Correctable::Unit => "单位",
            Correctable::Title => "职称",
            Correctable::Field => "领域",
            Correctable::Recommender => "推荐单位",
            Correctable::Summary => "简介",
        }
    }
}
