//! Records of engineers and teams → entries. What is private goes no further.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::context::Context;
use super::photos::Photos;
use crate::diagnostic::{Diagnostic, error, text};
use crate::domain::course::{Course, RoundState};
use crate::domain::entry::{Achievement, Decision, Entry, Person, Standing, Team, Who, href};
use crate::domain::names::{Overrides, StrokeOverrides};
use crate::domain::notice::Notice;
use crate::domain::programme::{EntryKind, Field, Programme};
use crate::records::Text;
use crate::records::choice::nearest;
use crate::records::{AchievementRecord, EntryRecord, PersonRecord, Records, RoundRecord, WhoRecord};

/// What reading an entry needs.
struct Reader<'a> {
    programmes: &'a [Arc<Programme>],
    /// The programmes as the round names them, those that do not exist included.
    named: &'a [Text],
    decisions: BTreeMap<&'a str, Decision>,
    /// `round.yaml`, whose own problems come first.
    round_file: &'a str,
    /// Entries that a supplement still to come will add: until then they are not there.
    later: Vec<&'a str>,
    phase: RoundState,
    photos: &'a Photos,
}

/// The entries of a round with their records, before they are put in order.
pub(super) fn read(
    record: &RoundRecord,
    records: &Records,
    programmes: &[Arc<Programme>],
    notices: &[Notice],
    context: &Context<'_>,
    out: &mut Vec<Diagnostic>,
) -> Vec<(Entry, Arc<EntryRecord>)> {
    let mut reader = Reader::new(programmes, notices, context);
    reader.named = &record.programmes;
    reader.round_file = &record.location.file;
    let read = |record: &Arc<EntryRecord>| {
        let mut wrong = Vec::new();
        (reader.entry(record, &mut wrong).map(|entry| (entry, record.clone())), wrong)
    };
    // What is wrong is reported in the order of the records.
    let all: Vec<_> = records.entries_of(&record.id).par_iter().map(read).collect();
    let kept = all.into_iter().filter_map(|(read, wrong)| {
        out.extend(wrong);
        read
    });
    kept.collect()
}

impl<'a> Reader<'a> {
    fn new(programmes: &'a [Arc<Programme>], notices: &'a [Notice], context: &Context<'a>) -> Self {
        let now = context.now;
        let mut reader = Reader {
            programmes,
            named: &[],
            round_file: "",
            decisions: BTreeMap::new(),
            later: Vec::new(),
            phase: Course::at(notices, now).phase,
            photos: context.photos,
        };
        for notice in notices {
            if notice.published > now {
                reader.later.extend(notice.entries.iter().map(String::as_str));
                continue;
            }
            if notice.opening().is_some() {
                // Whoever left does not come back with the list that is announced anew.
                reader.decisions.retain(|_, decision| *decision == Decision::Left);
            }
            let decided = notice.decisions.iter();
            reader.decisions.extend(decided.map(|d| (d.entry.as_str(), d.decision)));
        }
        reader
    }

    fn entry(&self, record: &EntryRecord, out: &mut Vec<Diagnostic>) -> Option<Entry> {
        let programme = self.programme(&record.id, record.programme.as_ref(), record.kind(), out);
        let id = &record.id.value;
        if self.later.contains(&&**id) {
            return None;
        }
        let programme = programme?;
        let fields = &record.fields;
        let field = field(&fields.field, &programme, out);
        if let Some(channel) = &fields.channel {
            check_channel(channel, &programme, out);
        }
        Some(Entry {
            id: id.clone(),
            href: href(programme.kind, id),
            name: record.name.value.clone(),
            overrides: overrides(record),
            unit: record.unit.value.clone(),
            other_units: values(&fields.other_units),
            partners: values(&fields.partners),
            cells: Vec::new(),
            field: field?,
            programme,
            recommender: fields.recommender.value.clone(),
            summary: typed(&fields.summary),
            achievements: fields.achievements.iter().map(achievement).collect(),
            standing: self.standing(id),
            photo: self.photos.get(&**id).cloned(),
            source: record.id.location.file.clone(),
            who: who(&record.who),
        })
    }

    fn standing(&self, id: &str) -> Standing {
        match self.decisions.get(id) {
            Some(Decision::Selected) => Standing::Selected,
            Some(decision) => Standing::Out(*decision),
            None if self.phase == RoundState::Decided => Standing::Selected,
            None if self.phase == RoundState::Withdrawn => Standing::Withdrawn,
            None => Standing::Proposed,
        }
    }

    /// The programme named, or the round's only one of the kind.
    fn programme(
        &self,
        id: &Text,
        named: Option<&Text>,
        kind: EntryKind,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Arc<Programme>> {
        let mut fitting = self.programmes.iter().filter(|p| p.kind == kind);
        let what = match kind {
            EntryKind::Individual => "个人",
            EntryKind::Team => "团队",
        };
        let help = || {
            let fitting = self.programmes.iter().filter(|p| p.kind == kind);
            let all = fitting.map(|p| p.id.as_str()).collect::<Vec<_>>().join("、");
            text!("本轮面向{what}的项目：{all}", "programmes of the round for these: {all}")
        };
        match named {
            Some(text) => {
                let found = fitting.find(|p| p.id == text.value.trim());
                // A programme that the round names but that is not there has been reported with the round.
                let reported = self.named.iter().any(|n| n.value.trim() == text.value.trim());
                if found.is_none() && !(reported && self.programmes.len() < self.named.len()) {
                    let unknown = error!(
                        text,
                        "unknown-programme",
                        "本轮没有面向{what}的项目“{0}”",
                        "the round has no such programme `{0}`",
                        text.value
                    )
                    .help(help());
                    out.push(unknown.unless_wrong("content/programmes/").unless_unread(self.round_file));
                }
                found.cloned()
            }
            None => match (fitting.next(), fitting.next()) {
                (Some(only), None) => Some(only.clone()),
                // An unknown programme has been reported with the round.
                _ if self.programmes.len() < self.named.len() => None,
                _ => {
                    out.push(
                        error!(
                            id,
                            "no-programme", "这条记录没有写项目", "the record does not say its programme"
                        )
                        .help(help())
                        .unless_unread(self.round_file),
                    );
                    None
                }
            },
        }
    }
}

/// What the record says of its name that the tables know otherwise, or not. Strokes that do not read are reported where
/// they are needed.
fn overrides(record: &EntryRecord) -> Option<Box<Overrides>> {
    let EntryRecord { pinyin, strokes, surname, .. } = record;
    if [pinyin, strokes, surname].into_iter().all(Option::is_none) {
        return None;
    }
    let typed = |text: &Option<Text>| text.as_ref().map(|t| t.value.to_string());
    let strokes = strokes.as_ref().and_then(|text| StrokeOverrides::parse(&text.value).ok());
    let (strokes, pinyin, surname) = (strokes.unwrap_or_default(), typed(pinyin), typed(surname));
    Some(Box::new(Overrides { strokes, pinyin, surname }))
}

fn typed(text: &Option<Text>) -> Option<Arc<str>> {
    text.as_ref().map(|t| t.value.clone())
}

fn values(texts: &[Text]) -> Vec<Arc<str>> {
    texts.iter().map(|text| text.value.clone()).collect()
}

fn who(record: &WhoRecord) -> Who {
    let people = |list: &[PersonRecord]| list.iter().map(person).collect();
    match record {
        WhoRecord::Individual(person) => Who::Individual { title: typed(&person.title) },
        WhoRecord::Team(team) => Who::Team(Team {
            leader: person(&team.leader),
            co_leaders: people(&team.co_leaders),
            members: people(&team.members),
            mentors: people(&team.mentors),
        }),
    }
}

fn person(record: &PersonRecord) -> Person {
    Person { name: record.name.value.clone(), unit: typed(&record.unit), title: typed(&record.title) }
}

fn achievement(record: &AchievementRecord) -> Achievement {
    Achievement {
        kind: typed(&record.kind),
        name: record.name.value.clone(),
        people: values(&record.people),
        role: typed(&record.role),
        contribution: typed(&record.contribution),
    }
}

fn field(text: &Text, programme: &Programme, out: &mut Vec<Diagnostic>) -> Option<Field> {
    let typed = text.value.trim();
    if let Some(field) = programme.fields.iter().find(|f| *f.name == *typed || *f.id == *typed) {
        return Some(field.clone());
    }
    let names = || programme.fields.iter().map(|f| &*f.name);
    let all = names().collect::<Vec<_>>().join("、");
    let name = &programme.name;
    let help = match nearest(typed, names()) {
        Some(near) => text!("是不是“{near}”？", "did you mean `{near}`?"),
        None => text!("可用：{all}", "one of: {all}"),
    };
    let unknown =
        error!(text, "unknown-field", "“{name}”没有“{typed}”这个领域", "`{name}` has no field `{typed}`")
            .help(help);
    out.push(unknown.unless_wrong(format!("content/programmes/{}.yaml", programme.id)));
    None
}

fn check_channel(text: &Text, programme: &Programme, out: &mut Vec<Diagnostic>) {
    let typed = text.value.trim();
    if programme.channels.iter().any(|c| c.id == typed || c.name == typed) {
        return;
    }
    let all =
        programme.channels.iter().map(|c| format!("{}（{}）", c.id, c.name)).collect::<Vec<_>>().join("、");
    let name = &programme.name;
    out.push(error!(text, "unknown-channel",
        "“{name}”没有“{typed}”这个推荐渠道", "`{name}` has no channel `{typed}`";
        help: "可用：{all}", "one of: {all}"
    ));
}
