//! Engineers and teams as they may be published: no field here is private.
//!
//! What a record keeps private cannot reach a page, for there is no field to take it from:
//!
//! ```
//! fn public(e: &gongshi::domain::entry::Entry, p: &gongshi::domain::entry::Person) {
//!     let _ = (&e.name, &e.unit, &e.title(), &p.name, &p.title);
//! }
//! ```
//! ```compile_fail
//! fn private(e: &gongshi::domain::entry::Entry) { let _ = &e.birth; }
//! ```
//! ```compile_fail
//! fn private(e: &gongshi::domain::entry::Entry) { let _ = &e.education; }
//! ```
//! ```compile_fail
//! fn private(p: &gongshi::domain::entry::Person) { let _ = &p.birth; }
//! ```
//! ```compile_fail
//! fn private(e: &gongshi::domain::entry::Entry) { let _ = &e.classified; }
//! ```
//! ```compile_fail
//! // A page is made of a register: records are not to be had from one.
//! fn records(r: gongshi::domain::register::Register) -> gongshi::records::Records { r.records }
//! ```

use std::sync::Arc;

use super::column::{Column, ListColumn, OwnCell};
use super::names::{self, NameError, NameKey, Order, Overrides};
use super::photo::Photo;
use super::programme::{EntryKind, Field, Programme};

/// An engineer or a team put forward in a round.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The id, the page's address for good.
    pub id: Arc<str>,
    /// The programme it is in.
    pub programme: Arc<Programme>,
    /// Its page, relative to the site's root: `engineers/g2025-001.html`.
    pub href: Arc<str>,
    /// The person's or the team's name, as typed.
    pub name: Arc<str>,
    /// What the record says of the name's reading, strokes or surname, where the tables do not know it.
    pub overrides: Option<Box<Overrides>>,
    /// 工作单位 or 依托单位
    pub unit: Arc<str>,
    /// Units beside the first, in order.
    pub other_units: Vec<Arc<str>>,
    /// 合作单位
    pub partners: Vec<Arc<str>>,
    /// What it says in the columns that its round declares, in their order; those it leaves empty are not there.
    pub cells: Vec<OwnCell>,
    /// 领域
    pub field: Field,
    /// 推荐单位
    pub recommender: Arc<str>,
    /// The agreed summary; may have paragraphs.
    pub summary: Option<Arc<str>>,
    /// Representative achievements.
    pub achievements: Vec<Achievement>,
    /// Where it stands.
    pub standing: Standing,
    /// The photograph of the person or team.
    pub photo: Option<Photo>,
    /// The file of its record, for messages.
    pub source: Arc<str>,
    /// What an individual has and a team has not, or the other way round.
    pub who: Who,
}

/// Whether an entry is one person or a team.
#[derive(Clone, Debug)]
pub enum Who {
    /// An engineer put forward as an individual.
    Individual {
        /// 职称
        title: Option<Arc<str>>,
    },
    /// A team put forward by its leader.
    Team(Team),
}

/// The people of a team.
#[derive(Clone, Debug)]
pub struct Team {
    /// 负责人
    pub leader: Person,
    /// Those who lead it with the first, in order.
    pub co_leaders: Vec<Person>,
    /// Members, the leader not among them.
    pub members: Vec<Person>,
    /// 指导专家
    pub mentors: Vec<Person>,
}

/// The page of an entry with this id, relative to the site's root: `engineers/g2025-001.html`.
pub fn href(kind: EntryKind, id: &str) -> Arc<str> {
    format!("{}/{id}.html", kind.folder()).into()
}

/// A person named on a team's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Name, as typed.
    pub name: Arc<str>,
    /// Unit, where given.
    pub unit: Option<Arc<str>>,
    /// 职称, where given.
    pub title: Option<Arc<str>>,
}

/// A representative achievement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Achievement {
    /// One of the programme's kinds.
    pub kind: Option<Arc<str>>,
    /// What it is.
    pub name: Arc<str>,
    /// Who made it, in order.
    pub people: Vec<Arc<str>>,
    /// The person's post in it.
    pub role: Option<Arc<str>>,
    /// The person's own contribution.
    pub contribution: Option<Arc<str>>,
}

/// Where an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// 拟入选: until the final decision, whatever the publicity brings.
    Proposed,
    /// 入选
    Selected,
    /// Not selected, or selected and out since.
    Out(Decision),
    /// 已撤回: the whole publicity was withdrawn.
    Withdrawn,
}

/// A decision against an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// 不予入选
    NotSelected,
    /// 暂缓
    Deferred,
    /// 主动放弃
    Declined,
    /// 入选, of someone whom the result had deferred
    Selected,
    /// 退出公示, during the period
    Left,
    /// 取消资格, after the result (001 art. 32 (二))
    Disqualified,
    /// 中止资格, after the result (001 art. 32 (二))
    Suspended,
    /// 主动退出, after the result (001 art. 32 (一))
    Resigned,
}

impl Decision {
    /// The word in files and in `list.json`.
    pub fn name(self) -> &'static str {
        match self {
            Decision::NotSelected => "not-selected",
            Decision::Deferred => "deferred",
            Decision::Declined => "declined",
            Decision::Selected => "selected",
            Decision::Left => "left",
            Decision::Disqualified => "disqualified",
            Decision::Suspended => "suspended",
            Decision::Resigned => "resigned",
        }
    }

    /// Whether it ends a selection that the result had announced.
    pub fn ends_selection(self) -> bool {
        matches!(self, Decision::Disqualified | Decision::Suspended | Decision::Resigned)
    }
}

impl Standing {
    /// The word in `list.json`.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Proposed => "proposed",
            Standing::Selected => "selected",
            Standing::Withdrawn => "withdrawn",
            Standing::Out(decision) => decision.name(),
        }
    }

    /// Whether its page is one that search engines are to leave out: of someone who is selected no longer, or never was.
    /// Who is deferred may still be.
    pub fn is_over(self) -> bool {
        match self {
            Standing::Proposed | Standing::Selected | Standing::Out(Decision::Deferred) => false,
            Standing::Withdrawn | Standing::Out(_) => true,
        }
    }

    /// Whether lists still carry the entry.
    pub fn is_listed(self) -> bool {
        matches!(self, Standing::Proposed | Standing::Selected)
    }
}

impl Entry {
    /// How the name is read, `shan li wei`, for finding it: as its record says, else by the tables.
    pub fn reading(&self) -> Option<String> {
        let is_person = self.kind() == EntryKind::Individual;
        let by = |overrides: &Overrides| names::reading(&self.name, is_person, overrides);
        self.overrides.as_deref().and_then(by).or_else(|| by(&Overrides::default()))
    }

    /// What the entry is sorted by.
    ///
    /// # Errors
    /// A character whose strokes or reading nobody gives, or an override that does not fit.
    pub fn sort_key(&self, order: Order) -> Result<NameKey, NameError> {
        let none = Overrides::default();
        let overrides = self.overrides.as_deref().unwrap_or(&none);
        let key = match self.kind() {
            EntryKind::Individual => NameKey::person(order, &self.name, overrides)?,
            EntryKind::Team => NameKey::team(order, &self.name, overrides)?,
        };
        Ok(key.with_unit(&self.unit))
    }

    /// The photograph, while lists carry the entry.
    pub fn shown_photo(&self) -> Option<&Photo> {
        self.photo.as_ref().filter(|_| self.standing.is_listed())
    }

    /// Whether it is an individual or a team.
    pub fn kind(&self) -> EntryKind {
        match self.who {
            Who::Individual { .. } => EntryKind::Individual,
            Who::Team(_) => EntryKind::Team,
        }
    }

    /// Its people, where it is a team.
    pub fn team(&self) -> Option<&Team> {
        match &self.who {
            Who::Individual { .. } => None,
            Who::Team(team) => Some(team),
        }
    }

    /// The same, to be changed.
    pub fn team_mut(&mut self) -> Option<&mut Team> {
        match &mut self.who {
            Who::Individual { .. } => None,
            Who::Team(team) => Some(team),
        }
    }

    /// 职称 of the individual, or of the team's leader.
    pub fn title(&self) -> Option<&Arc<str>> {
        match &self.who {
            Who::Individual { title } => title.as_ref(),
            Who::Team(team) => team.leader.title.as_ref(),
        }
    }

    /// Its units as a list shows them: the first, then the others.
    pub fn shown_units(&self) -> Arc<str> {
        joined(&self.unit, self.other_units.iter())
    }

    /// The leaders of a team as a list shows them: the first, then the others.
    pub fn shown_leaders(&self) -> Option<Arc<str>> {
        self.team().map(|team| joined(&team.leader.name, team.co_leaders.iter().map(|person| &person.name)))
    }

    /// What stands in a column for it, as lists show it; nothing where it leaves it empty.
    pub fn shown(&self, column: &ListColumn) -> Option<Arc<str>> {
        match column {
            ListColumn::Usual(Column::Name) => Some(self.name.clone()),
            ListColumn::Usual(Column::Unit) => Some(self.shown_units()),
            ListColumn::Usual(Column::Title) => self.title().cloned(),
            ListColumn::Usual(Column::Field) => Some(self.field.name.clone()),
            ListColumn::Usual(Column::Recommender) => Some(self.recommender.clone()),
            ListColumn::Own(column) => self.cell(&column.key).cloned(),
        }
    }

    /// What it says in a column that its round declares; nothing where it leaves it empty.
    pub fn cell(&self, key: &str) -> Option<&Arc<str>> {
        self.cells.iter().find(|cell| *cell.column.key == *key).map(|cell| &cell.value)
    }

    /// The same by the key or the heading of the column.
    pub fn cell_called(&self, typed: &str) -> Option<&str> {
        self.cells.iter().find(|cell| cell.column.is_called(typed)).map(|cell| &*cell.value)
    }

    /// Sets what [`Entry::cell`] gives, where it gives anything.
    pub fn set_cell(&mut self, key: &str, new: Arc<str>) {
        if let Some(cell) = self.cells.iter_mut().find(|cell| *cell.column.key == *key) {
            cell.value = new;
        }
    }

    /// Sets what [`Entry::title`] gives.
    pub fn set_title(&mut self, new: Arc<str>) {
        match &mut self.who {
            Who::Individual { title } => *title = Some(new),
            Who::Team(team) => team.leader.title = Some(new),
        }
    }

    /// The address of its page, without ending: `engineers/g2025-001`.
    pub fn address(&self) -> &str {
        self.href.strip_suffix(".html").unwrap_or(&self.href)
    }
}

/// `甲、乙`; most entries have one alone.
fn joined<'a>(first: &'a Arc<str>, others: impl Iterator<Item = &'a Arc<str>>) -> Arc<str> {
    let all: Vec<&str> = [first].into_iter().chain(others).map(|text| &**text).collect();
    if all.len() == 1 { first.clone() } else { all.join("、").into() }
}
