//! What was said of an entry when a notice listed it: its page's facts, members and mentors included.

use std::sync::Arc;

use super::correctable::Correctable;
use super::entry::{Achievement, Entry, Person};

/// An entry as it was when a notice listed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrintedEntry {
    /// Its page, relative to the site's root.
    pub page: String,
    /// The programme's name.
    pub programme: String,
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// Units beside the first.
    pub other_units: Vec<String>,
    /// 合作单位
    pub partners: Vec<String>,
    /// 职称, of the person or the leader.
    pub title: Option<String>,
    /// Field.
    pub field: String,
    /// Recommending unit.
    pub recommender: String,
    /// The summary.
    pub summary: Option<String>,
    /// Its achievements.
    pub achievements: Vec<PrintedAchievement>,
    /// The leader's name, of a team.
    pub leader: Option<String>,
    /// Who leads it with the first.
    pub co_leaders: Vec<PrintedPerson>,
    /// Members.
    pub members: Vec<PrintedPerson>,
    /// 指导专家
    pub mentors: Vec<PrintedPerson>,
}

/// A person of a team as printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrintedPerson {
    /// Name.
    pub name: String,
    /// Unit, where it was given.
    pub unit: Option<String>,
    /// 职称, where it was given.
    pub title: Option<String>,
}

/// An achievement as printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrintedAchievement {
    /// Its kind.
    pub kind: Option<String>,
    /// What it is.
    pub name: String,
    /// Who made it, in order.
    pub people: Vec<String>,
    /// The person's post in it.
    pub role: Option<String>,
    /// The person's contribution.
    pub contribution: Option<String>,
}

/// Something that was said of an entry and is said otherwise now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidOtherwise {
    /// What a correction calls it.
    pub field: Correctable,
    /// What was printed.
    pub was: String,
    /// What would be printed now.
    pub is: String,
}

impl PrintedEntry {
    /// What is said of an entry.
    pub fn from_entry(entry: &Entry) -> Self {
        let team = entry.team();
        let people = |list: Option<&Vec<Person>>| list.into_iter().flatten().map(person).collect();
        PrintedEntry {
            page: entry.href.to_string(),
            programme: entry.programme.name.clone(),
            name: entry.name.to_string(),
            unit: entry.unit.to_string(),
            other_units: texts(&entry.other_units),
            partners: texts(&entry.partners),
            title: entry.title().map(ToString::to_string),
            field: entry.field.name.to_string(),
            recommender: entry.recommender.to_string(),
            summary: own(entry.summary.as_ref()),
            achievements: entry.achievements.iter().map(achievement).collect(),
            leader: team.map(|team| team.leader.name.to_string()),
            co_leaders: people(team.map(|team| &team.co_leaders)),
            members: people(team.map(|team| &team.members)),
            mentors: people(team.map(|team| &team.mentors)),
        }
    }

    /// What is said otherwise of the entry as it is `now`.
    pub fn differences(&self, now: &PrintedEntry) -> Vec<SaidOtherwise> {
        let pairs = self.each().into_iter().zip(now.each());
        let differs = pairs.filter(|((_, was), (_, is))| was != is);
        differs.map(|((field, was), (_, is))| SaidOtherwise { field, was, is }).collect()
    }

    /// Everything that is said, by what a correction calls it.
    fn each(&self) -> [(Correctable, String); 9] {
        let people = |list: &[PrintedPerson]| list.iter().map(PrintedPerson::text).collect::<Vec<_>>();
        let members = [people(&self.co_leaders), people(&self.members)].concat();
        [
            (Correctable::Name, self.name.clone()),
            (Correctable::Unit, self.unit.clone()),
            (Correctable::Title, self.title.clone().unwrap_or_default()),
            (Correctable::Field, self.field.clone()),
            (Correctable::Recommender, self.recommender.clone()),
            (Correctable::Summary, self.prose()),
            (Correctable::Leader, self.leader.clone().unwrap_or_default()),
            (Correctable::Members, members.join("、")),
            (Correctable::Mentors, people(&self.mentors).join("、")),
        ]
    }

    /// Summary and achievements, and the units that stand with them.
    fn prose(&self) -> String {
        let mut parts: Vec<&str> = self.summary.iter().map(String::as_str).collect();
        for a in &self.achievements {
            parts.extend(a.kind.as_deref());
            parts.push(&a.name);
            parts.extend(a.people.iter().map(String::as_str));
            parts.extend([&a.role, &a.contribution].into_iter().flatten().map(String::as_str));
        }
        parts.extend(self.other_units.iter().chain(&self.partners).map(String::as_str));
        parts.join("；")
    }
}

impl PrintedPerson {
    /// 周全（研究员，示例大学）
    fn text(&self) -> String {
        let said: Vec<&str> = [&self.title, &self.unit].into_iter().flatten().map(String::as_str).collect();
        if said.is_empty() { self.name.clone() } else { format!("{}（{}）", self.name, said.join("，")) }
    }
}

fn person(person: &Person) -> PrintedPerson {
    PrintedPerson {
        name: person.name.to_string(),
        unit: own(person.unit.as_ref()),
        title: own(person.title.as_ref()),
    }
}

fn achievement(achievement: &Achievement) -> PrintedAchievement {
    PrintedAchievement {
        kind: own(achievement.kind.as_ref()),
        name: achievement.name.to_string(),
        people: texts(&achievement.people),
        role: own(achievement.role.as_ref()),
        contribution: own(achievement.contribution.as_ref()),
    }
}

fn texts(list: &[Arc<str>]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}

fn own(text: Option<&Arc<str>>) -> Option<String> {
    text.map(ToString::to_string)
}
