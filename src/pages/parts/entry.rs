//! An engineer or a team.

use std::sync::Arc;

use serde::Serialize;

use crate::domain::column::OwnCell;
use crate::domain::entry::{Achievement, Entry, Person, Standing, Who};
use crate::domain::programme::EntryKind;
use crate::pages::Terms;

/// An entry, for its own page and for lists.
#[derive(Clone, Debug, Serialize)]
pub struct EntryView {
    /// Its id.
    pub id: Arc<str>,
    /// `individual` or `team`
    pub kind: &'static str,
    /// Name as typed.
    pub name: Arc<str>,
    /// Unit.
    pub unit: Arc<str>,
    /// Units beside the first.
    pub other_units: Vec<Arc<str>>,
    /// 合作单位
    pub partners: Vec<Arc<str>>,
    /// 职称 of the person, where given.
    pub title: Option<Arc<str>>,
    /// Field.
    pub field: Arc<str>,
    /// The field's page, relative to the site's root.
    pub field_href: String,
    /// Recommending unit.
    pub recommender: Arc<str>,
    /// What it says in the columns that its round declares.
    pub cells: Vec<CellView>,
    /// The programme's name.
    pub programme: String,
    /// The agreed summary, with line breaks.
    pub summary: Option<Arc<str>>,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// Achievements.
    pub achievements: Vec<AchievementView>,
    /// 拟入选 …
    pub standing: Arc<str>,
    /// What those selected in its programme are called: 入选.
    pub selected: Arc<str>,
    /// `proposed` …
    pub standing_key: &'static str,
    /// Whether it is still listed.
    pub listed: bool,
    /// Its page, relative to the site's root.
    pub href: String,
    /// Its photograph, where it has one and is listed.
    pub photo: Option<PhotoView>,
    /// The leader, for teams.
    pub leader: Option<PersonView>,
    /// Those who lead it with the first.
    pub co_leaders: Vec<PersonView>,
    /// Members, for teams.
    pub members: Vec<PersonView>,
    /// Mentors, for teams.
    pub mentors: Vec<PersonView>,
}

/// What an entry says in a column that its round declares.
#[derive(Clone, Debug, Serialize)]
pub struct CellView {
    /// The heading.
    pub heading: Arc<str>,
    /// The value.
    pub value: Arc<str>,
}

/// A photograph as it is published.
#[derive(Clone, Debug, Serialize)]
pub struct PhotoView {
    /// Its address, relative to the site's root.
    pub href: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// What it shows, for whoever does not see it.
    pub alt: String,
}

/// A person of a team.
#[derive(Clone, Debug, Serialize)]
pub struct PersonView {
    /// Name.
    pub name: Arc<str>,
    /// Title.
    pub title: Option<Arc<str>>,
    /// Unit.
    pub unit: Option<Arc<str>>,
}

/// An achievement.
#[derive(Clone, Debug, Serialize)]
pub struct AchievementView {
    /// Its kind.
    pub kind: Option<Arc<str>>,
    /// What it is.
    pub name: Arc<str>,
    /// Who made it, in order.
    pub people: Vec<Arc<str>>,
    /// The person's post in it.
    pub role: Option<Arc<str>>,
    /// The person's contribution.
    pub contribution: Option<Arc<str>>,
}

/// An entry for its own page and for lists.
pub fn entry(terms: &Terms, entry: &Entry) -> EntryView {
    let people = |list: &[Person]| list.iter().map(person).collect();
    let (title, leader, members, mentors) = match &entry.who {
        Who::Individual { title } => (title.clone(), None, Vec::new(), Vec::new()),
        Who::Team(team) => (None, Some(person(&team.leader)), people(&team.members), people(&team.mentors)),
    };
    let lines = |text: &Arc<str>| lines(text).map(str::to_owned).collect();
    EntryView {
        id: entry.id.clone(),
        kind: kind_name(entry.kind()),
        name: entry.name.clone(),
        unit: entry.unit.clone(),
        other_units: entry.other_units.clone(),
        partners: entry.partners.clone(),
        title,
        field: entry.field.name.clone(),
        field_href: format!("fields/{}.html", entry.field.id),
        recommender: entry.recommender.clone(),
        cells: entry.cells.iter().map(cell).collect(),
        programme: entry.programme.name.clone(),
        paragraphs: entry.summary.as_ref().map(lines).unwrap_or_default(),
        summary: entry.summary.clone(),
        achievements: entry.achievements.iter().map(achievement).collect(),
        standing: terms.standing(&entry.programme, entry.standing),
        selected: terms.standing(&entry.programme, Standing::Selected),
        standing_key: entry.standing.name(),
        listed: entry.standing.is_listed(),
        href: entry.href.to_string(),
        photo: photo(terms, entry),
        leader,
        co_leaders: entry.team().map(|team| people(&team.co_leaders)).unwrap_or_default(),
        members,
        mentors,
    }
}

/// The lines of a text that are its paragraphs.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn photo(terms: &Terms, entry: &Entry) -> Option<PhotoView> {
    let (width, height) = entry.shown_photo()?.published_size();
    Some(PhotoView {
        href: format!("{}.jpg", entry.address()),
        width,
        height,
        alt: terms.photos.of(entry.kind(), &entry.name),
    })
}

fn cell(cell: &OwnCell) -> CellView {
    CellView { heading: cell.column.heading.clone(), value: cell.value.clone() }
}

fn person(person: &Person) -> PersonView {
    PersonView { name: person.name.clone(), title: person.title.clone(), unit: person.unit.clone() }
}

fn achievement(achievement: &Achievement) -> AchievementView {
    AchievementView {
        kind: achievement.kind.clone(),
        name: achievement.name.clone(),
        people: achievement.people.clone(),
        role: achievement.role.clone(),
        contribution: achievement.contribution.clone(),
    }
}

/// `individual` or `team`.
pub fn kind_name(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Individual => "individual",
        EntryKind::Team => "team",
    }
}
