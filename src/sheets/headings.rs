//! What columns are usually headed. The usual headings are a table that people may amend, `headings.txt`; the keys of
//! records are headings too.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::records::record::Group as _;
use crate::records::table::{Key, Row};
use crate::records::{AchievementRecord, EngineerFile, PersonRecord, TeamFile};

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// A key of the entry as a whole.
    Entry(&'static str),
    /// A key of the engineer, or of a person of a team that has a row a person.
    Person(&'static str),
    /// A key of a team, where each row is a person.
    Team(&'static str),
    /// A key of a team's leader, where a team is one row.
    Leader(&'static str),
    /// A key of the one achievement that a row has.
    Achievement(&'static str),
    /// The names of a team's members.
    Members,
    /// The names of a team's mentors.
    Mentors,
    /// What a person is in the team.
    Role,
    /// The unit and the post in one.
    UnitAndPost,
    /// The recommender's order.
    Order,
    /// Known, and no record has it.
    NoKey,
}

/// The targets that have keys, by the word that stands before the dot.
type Part = (&'static str, &'static str, fn(&'static str) -> Target, fn() -> Vec<&'static Row>);

const PARTS: [Part; 5] = [
    ("entry", "", Target::Entry, || own(EngineerFile::ROWS)),
    ("person", "", Target::Person, || PersonRecord::ROWS.iter().collect()),
    ("team", "团队", Target::Team, || {
        TeamFile::ROWS.iter().filter(|row| matches!(row.key.0, "name" | "unit")).collect()
    }),
    ("leader", "负责人", Target::Leader, || PersonRecord::ROWS.iter().collect()),
    ("achievement", "成果", Target::Achievement, || AchievementRecord::ROWS.iter().collect()),
];

/// The keys of an engineer that a person as such has not.
fn own(rows: &'static [Row]) -> Vec<&'static Row> {
    let is_own = |row: &&Row| !PersonRecord::ROWS.iter().any(|person| person.key.0 == row.key.0);
    rows.iter().filter(is_own).collect()
}

const PLAIN: [(&str, &str, Target); 7] = [
    ("members", "成员", Target::Members),
    ("mentors", "指导专家", Target::Mentors),
    ("role", "角色", Target::Role),
    ("unit+post", "单位及职务", Target::UnitAndPost),
    ("order", "推荐次序", Target::Order),
    ("none", "不导入", Target::NoKey),
    ("-", "-", Target::NoKey),
];

/// The target of every usual heading.
static KNOWN: LazyLock<HashMap<String, Target>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    for line in include_str!("headings.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let Some(target) = words.next().and_then(target_named) else { continue };
        known.extend(words.map(|heading| (normalised(heading), target)));
    }
    for (_, _, target, rows) in PARTS.iter().filter(|(part, ..)| matches!(*part, "entry" | "person")) {
        for (en, zh) in rows().iter().map(|row| row.key) {
            known.entry(normalised(zh)).or_insert(target(en));
            known.entry(en.to_owned()).or_insert(target(en));
        }
    }
    known
});

/// The target of a heading, if it is a usual one; what stands in brackets at its end counts only where it has to.
pub(super) fn known(heading: &str) -> Option<Target> {
    let whole = normalised(heading);
    let without = || whole.strip_suffix(')')?.split_once('(').map(|(before, _)| before.to_owned());
    KNOWN.get(&whole).or_else(|| KNOWN.get(&without()?)).copied()
}

/// The usual headings, for a suggestion.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    KNOWN.keys().map(String::as_str)
}

/// The target with a name, as the table and `--map` write it: `unit`, `单位`, `person.unit`, `负责人.职称`, `-`.
pub fn target_named(name: &str) -> Option<Target> {
    let name = name.trim();
    if let Some((_, _, target)) = PLAIN.iter().find(|(en, zh, _)| name == *en || name == *zh) {
        return Some(*target);
    }
    let (wanted, key) = name.split_once('.').map_or((None, name), |(part, key)| (Some(part), key));
    let parts = PARTS.iter().filter(|(en, zh, ..)| match wanted {
        Some(wanted) => wanted == *en || (wanted == *zh && !zh.is_empty()),
        None => matches!(*en, "entry" | "person" | "team"),
    });
    let mut found = parts.filter_map(|(_, _, target, rows)| {
        let rows = rows();
        let row = rows.iter().find(|row| key == row.key.0 || key == row.key.1)?;
        Some(target(row.key.0))
    });
    found.next()
}

/// Whether what was said of one target is said of another: a team's unit is said as `unit` too.
pub(super) fn means(said: Target, target: Target) -> bool {
    let key = |target: Target| match target {
        Target::Person(key) | Target::Team(key) => Some(key),
        _ => None,
    };
    said == target || (key(said).is_some() && key(said) == key(target))
}

/// What a target is called in a message.
pub(super) fn name_of(target: Target) -> String {
    if let Some((_, zh, _)) = PLAIN.iter().find(|(_, _, plain)| *plain == target) {
        return (*zh).to_owned();
    }
    let found = PARTS.iter().find_map(|(_, prefix, make, rows)| {
        let row = rows().into_iter().find(|row| make(row.key.0) == target)?;
        let key: Key = row.key;
        Some(if prefix.is_empty() || *prefix == "团队" {
            key.1.to_owned()
        } else {
            format!("{prefix}.{}", key.1)
        })
    });
    found.unwrap_or_default()
}

/// A heading without what makes no difference: spaces, line breaks, a star, a colon, the width of characters.
pub(super) fn normalised(heading: &str) -> String {
    let text = half_width(heading);
    let text: String =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | ':' | '\u{200B}')).collect();
    text.to_lowercase()
}

/// Digits, letters and signs of full width as those of ASCII.
pub(super) fn half_width(text: &str) -> String {
    let half = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{A0}' => ' ',
        c => c,
    };
    text.chars().map(half).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_has_a_target_and_no_heading_has_two() {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for line in include_str!("headings.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
            let mut words = line.split_whitespace();
            let target = words.next().unwrap();
            assert!(target_named(target).is_some(), "{target}");
            for heading in words {
                let before = seen.insert(normalised(heading), target);
                assert!(before.is_none_or(|t| t == target), "{heading}: {before:?} and {target}");
            }
        }
    }

    #[test]
    fn headings_are_known_however_they_are_typed() {
        for (heading, target) in [
            ("姓 名", Target::Person("name")),
            ("性\n别", Target::NoKey),
            ("出生\n日期", Target::Person("birth")),
            ("出生日期（年月日）", Target::Person("birth")),
            ("工作单位及\n职务职级", Target::UnitAndPost),
            ("专业技术\n职务", Target::Person("title")),
            ("学科领域", Target::Entry("field")),
            ("*推荐单位：", Target::Entry("recommender")),
            ("unit", Target::Person("unit")),
            ("团队负责人", Target::Leader("name")),
            ("推荐渠道", Target::Entry("channel")),
        ] {
            assert_eq!(known(heading), Some(target), "{heading:?}");
        }
        assert_eq!(known("单位邮编号"), None);
        assert_eq!(target_named("负责人.职称"), Some(Target::Leader("title")));
        assert_eq!(target_named("单位"), Some(Target::Person("unit")));
        assert_eq!(target_named("-"), Some(Target::NoKey));
        assert_eq!(target_named("单为"), None);
        assert_eq!(name_of(Target::Leader("title")), "负责人.职称");
    }
}
