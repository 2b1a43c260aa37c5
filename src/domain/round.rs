//! A round of selection: its notices, its people, and where it stands.

use std::sync::Arc;

use super::entry::{Engineer, Item, Team};
use super::moment::Moment;
use super::names::Order;
use super::notice::{Change, Correctable, Correction, Notice, NoticeKind, Publicity};
use super::office::Contact;
use super::programme::{Document, EntryKind, Programme};

/// A round of selection.
#[derive(Clone, Debug)]
pub struct Round {
    /// The folder's name, part of its addresses.
    pub id: String,
    /// Its name as notices use it, such as 2025年卓越工程师选拔培育项目.
    pub title: String,
    /// The year.
    pub year: String,
    /// Its programmes, in order.
    pub programmes: Vec<Arc<Programme>>,
    /// Who signs (落款).
    pub issuers: Vec<String>,
    /// Where to object.
    pub contacts: Vec<Contact>,
    /// Columns of its lists.
    pub columns: Vec<Column>,
    /// The order of names.
    pub order: Order,
    /// The documents a notice cites; empty: those of its programmes.
    pub basis: Vec<Document>,
    /// Its notices, in the order of publication.
    pub notices: Vec<Notice>,
    /// Individuals, in the order of the list.
    pub engineers: Vec<Engineer>,
    /// Teams, in the order of the list.
    pub teams: Vec<Team>,
    /// The office's own wording of the publicity notice: a Markdown template.
    pub wording: Option<Arc<str>>,
    /// Where it stands at the moment the site is computed for.
    pub phase: Phase,
}

/// A column of a notice's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// 姓名 or 团队名称
    Name,
    /// 工作单位 or 依托单位
    Unit,
    /// 职称
    Title,
    /// 领域
    Field,
    /// 推荐单位
    Recommender,
}

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
    /// 公布: the result is out.
    Decided,
}

impl Phase {
    /// The word on pages.
    pub fn chinese(self) -> &'static str {
        match self {
            Phase::Draft => "草拟",
            Phase::Waiting => "待发布",
            Phase::Open => "公示中",
            Phase::Ended => "公示期满",
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
            Phase::Decided => "decided",
        }
    }

    /// Follows from the notices and the moment.
    pub fn of(notices: &[Notice], now: Moment) -> Phase {
        let out = |notice: &&Notice| notice.published <= now;
        if notices.iter().filter(out).any(|n| matches!(n.kind, NoticeKind::Result(_))) {
            return Phase::Decided;
        }
        match notices.iter().filter(out).filter_map(publicity).next_back() {
            Some(publicity) if now < publicity.closes => Phase::Open,
            Some(_) => Phase::Ended,
            None if notices.is_empty() => Phase::Draft,
            None => Phase::Waiting,
        }
    }
}

fn publicity(notice: &Notice) -> Option<&Publicity> {
    match &notice.kind {
        NoticeKind::Publicity(publicity) => Some(publicity),
        _ => None,
    }
}

impl Round {
    /// The notices published by the moment the site is computed for.
    pub fn published(&self, now: Moment) -> impl DoubleEndedIterator<Item = &Notice> {
        self.notices.iter().filter(move |n| n.published <= now)
    }

    /// Whether anything of the round may be shown.
    pub fn is_public(&self, now: Moment) -> bool {
        self.published(now).next().is_some()
    }

    /// The publicity that opened the round, with its notice.
    pub fn publicity(&self) -> Option<(&Notice, &Publicity)> {
        self.notices.iter().find_map(|notice| Some((notice, publicity(notice)?)))
    }

    /// The round with these changes taken back: as it was printed before the corrections that made them.
    pub fn without<'c>(&self, changes: impl IntoIterator<Item = &'c Change>) -> Round {
        let mut before = self.clone();
        for change in changes {
            before.take_back(change);
        }
        before
    }

    fn take_back(&mut self, change: &Change) {
        let engineer = self.engineers.iter_mut().find(|e| e.entry.id == change.entry);
        let (entry, title) = match engineer {
            Some(engineer) => (&mut engineer.entry, &mut engineer.title),
            None => match self.teams.iter_mut().find(|t| t.entry.id == change.entry) {
                Some(team) => (&mut team.entry, &mut team.leader.title),
                None => return,
            },
        };
        let from = change.from.clone();
        match change.field {
            Correctable::Name => entry.name = from,
            Correctable::Unit => entry.unit = from,
            Correctable::Title => *title = Some(from),
            Correctable::Field => entry.field.name = from,
            Correctable::Recommender => entry.recommender = from,
            Correctable::Summary => entry.summary = Some(from),
        }
    }

    /// What corrections change, of those notices that `which` picks.
    pub fn changes<'r>(
        &'r self,
        which: impl Fn(&Notice, &Correction) -> bool + 'r,
    ) -> impl Iterator<Item = &'r Change> {
        self.notices
            .iter()
            .filter_map(move |notice| match &notice.kind {
                NoticeKind::Correction(correction) if which(notice, correction) => Some(&correction.changes),
                _ => None,
            })
            .flatten()
    }

    /// Engineers, then teams, each in list order.
    pub fn items(&self) -> impl Iterator<Item = Item<'_>> {
        self.engineers.iter().map(Item::Engineer).chain(self.teams.iter().map(Item::Team))
    }

    /// Those that lists still carry.
    pub fn listed(&self) -> impl Iterator<Item = Item<'_>> {
        self.items().filter(|item| item.entry().standing.is_listed())
    }

    /// An entry by its id.
    pub fn item(&self, id: &str) -> Option<Item<'_>> {
        self.items().find(|item| item.entry().id == id)
    }

    /// The address of its page, without ending.
    pub fn address(&self) -> String {
        format!("rounds/{}", self.id)
    }

    /// The address of one of its notices, without ending.
    pub fn notice_address(&self, notice: &Notice) -> String {
        format!("rounds/{}/{}", self.id, notice.stem())
    }

    /// Whether any of its programmes is of a kind.
    pub fn has(&self, kind: EntryKind) -> bool {
        self.programmes.iter().any(|programme| programme.kind == kind)
    }
}

impl Column {
    /// The head of the column, which differs between people and teams.
    pub fn head(self, kind: EntryKind) -> &'static str {
        match (self, kind) {
            (Column::Name, EntryKind::Individual) => "姓名",
            (Column::Name, EntryKind::Team) => "团队名称",
            (Column::Unit, EntryKind::Individual) => "工作单位",
            (Column::Unit, EntryKind::Team) => "依托单位",
            (Column::Title, EntryKind::Individual) => "职称",
            (Column::Title, EntryKind::Team) => "负责人职称",
            (Column::Field, _) => "领域",
            (Column::Recommender, _) => "推荐单位",
        }
    }
}
