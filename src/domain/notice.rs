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
    /// Why a period was restarted, extended, suspended or withdrawn.
    pub reason: Option<String>,
    /// The number of the notice it corrects, supplements, restarts, extends, suspends, withdraws or concludes.
    pub about: Option<usize>,
}

/// What a notice announces.
#[derive(Clone, Debug)]
pub enum NoticeKind {
    /// 公示: the list and the period.
    Publicity(Publicity),
    /// 更正: what was wrong; the clock runs on.
    Correction(Vec<Change>),
    /// 补充公示: more entries, with a period of their own.
    Supplement(Supplement),
    /// 重新公示: a material change; the clock starts again for everyone.
    Restart(Publicity),
    /// 延期: days added after the period so far.
    Extension(Publicity),
    /// 中止
    Suspension,
    /// 撤回, of the whole round.
    Withdrawal,
    /// 撤回 of single selections after the result: 取消资格, 主动退出 (001 art. 32).
    Revocation(Vec<Decided>),
    /// 结果: who is selected.
    Result(Vec<Decided>),
}

impl NoticeKind {
    /// What a correction changes.
    pub fn changes(&self) -> &[Change] {
        match self {
            NoticeKind::Correction(changes) => changes,
            _ => &[],
        }
    }
}

/// A period of publicity and the moment it closes.
#[derive(Clone, Debug)]
pub struct Publicity {
    /// The days.
    pub period: Period,
    /// The last moment for objections, Beijing time.
    pub closes: Moment,
    /// Where the calendar was amended after publication: the last day by the calendar as it is now. The period then
    /// ends as it was printed, and its days are not told one by one.
    pub amended: Option<NaiveDate>,
}

/// A supplement.
#[derive(Clone, Debug)]
pub struct Supplement {
    /// The ids of the entries it adds.
    pub entries: Vec<String>,
    /// Their period.
    pub publicity: Publicity,
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
    /// Whether it was wrong, or has changed since.
    pub because: Because,
    /// Why.
    pub reason: String,
}

/// Why a printed value is no longer the right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// 误写: it was wrong when it was printed.
    Error,
    /// 变更: it was right, and the person has moved since the result (001 art. 30).
    Transfer,
}

/// A decision against an entry, as the result or a later notice states it.
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
            NoticeKind::Supplement(_) => "supplement",
            NoticeKind::Restart(_) => "restart",
            NoticeKind::Extension(_) => "extension",
            NoticeKind::Suspension => "suspension",
            NoticeKind::Withdrawal | NoticeKind::Revocation(_) => "withdrawal",
            NoticeKind::Result(_) => "result",
        }
    }

    /// The word on pages.
    pub fn chinese(&self) -> &'static str {
        match self {
            NoticeKind::Publicity(_) => "公示",
            NoticeKind::Correction(_) => "更正公告",
            NoticeKind::Supplement(_) => "补充公示",
            NoticeKind::Restart(_) => "重新公示",
            NoticeKind::Extension(_) => "延期公告",
            NoticeKind::Suspension => "中止公告",
            NoticeKind::Withdrawal => "撤回公告",
            NoticeKind::Revocation(_) => "资格变动公告",
            NoticeKind::Result(_) => "结果公布",
        }
    }

    /// What it decides of single entries.
    pub fn decided(&self) -> &[Decided] {
        match self {
            NoticeKind::Result(decided) | NoticeKind::Revocation(decided) => decided,
            _ => &[],
        }
    }

    /// Whether a correction tells of moves since the result, not of errors.
    pub fn is_transfer(&self) -> bool {
        match self {
            NoticeKind::Correction(changes) => changes.iter().any(|c| c.because == Because::Transfer),
            _ => false,
        }
    }

    /// The period it gives, of whichever kind.
    pub fn period(&self) -> Option<&Publicity> {
        match self {
            NoticeKind::Publicity(publicity)
            | NoticeKind::Restart(publicity)
            | NoticeKind::Extension(publicity) => Some(publicity),
            NoticeKind::Supplement(supplement) => Some(&supplement.publicity),
            _ => None,
        }
    }

    /// The same, to be set to what was printed.
    pub fn period_mut(&mut self) -> Option<&mut Publicity> {
        match self {
            NoticeKind::Publicity(publicity)
            | NoticeKind::Restart(publicity)
            | NoticeKind::Extension(publicity) => Some(publicity),
            NoticeKind::Supplement(supplement) => Some(&mut supplement.publicity),
            _ => None,
        }
    }

    /// The period it starts for the whole list.
    pub fn opening(&self) -> Option<&Publicity> {
        match self {
            NoticeKind::Publicity(publicity) | NoticeKind::Restart(publicity) => Some(publicity),
            _ => None,
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
    /// 负责人, of a team
    Leader,
    /// 成员, of a team
    Members,
    /// 指导专家, of a team
    Mentors,
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
            Correctable::Leader => "负责人",
            Correctable::Members => "成员",
            Correctable::Mentors => "指导专家",
        }
    }

    /// The word in files.
    pub fn name(self) -> &'static str {
        match self {
            Correctable::Name => "name",
            Correctable::Unit => "unit",
            Correctable::Title => "title",
            Correctable::Field => "field",
            Correctable::Recommender => "recommender",
            Correctable::Summary => "summary",
            Correctable::Leader => "leader",
            Correctable::Members => "members",
            Correctable::Mentors => "mentors",
        }
    }
}
