//! Engineers' and teams' records → entries. What is private is used here and goes no further.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::context::Context;
use super::photos::Photos;
use super::values::{date, discreet, flag, number};
use crate::diagnostic::{Diagnostic, error, text};
use crate::domain::course::{Course, RoundState};
use crate::domain::entry::{Achievement, Decision, Entry, Person, Standing, Team, Who, href};
use crate::domain::moment::month_of;
use crate::domain::names::{self, Overrides};
use crate::domain::notice::Notice;
use crate::domain::programme::{EntryKind, Field, Programme};
use crate::records::Text;
use crate::records::choice::nearest;
use crate::records::{
    EngineerRecord, EntryFields, PersonRecord, Records, RoundRecord, StretchRecord, TeamRecord,
};

/// Engineers and teams with their records, before they are put in order.
pub(super) struct People {
    pub(super) engineers: Vec<(Entry, Arc<EngineerRecord>)>,
    pub(super) teams: Vec<(Entry, Arc<TeamRecord>)>,
}

/// What names an entry, whichever kind it is.
struct Head<'r> {
    id: &'r Text,
    name: &'r Text,
    unit: &'r Text,
}

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

pub(super) fn read(
    record: &RoundRecord,
    records: &Records,
    programmes: &[Arc<Programme>],
    notices: &[Notice],
    context: &Context<'_>,
    out: &mut Vec<Diagnostic>,
) -> People {
    let mut reader = Reader::new(programmes, notices, context);
    reader.named = &record.programmes;
    reader.round_file = &record.file;
    let list = records.engineers.get(&record.id).map_or(&[][..], Vec::as_slice);
    let engineers = each(list, |record, out| reader.engineer(record, out), out);
    let list = records.teams.get(&record.id).map_or(&[][..], Vec::as_slice);
    let teams = each(list, |record, out| reader.team(record, out), out);
    People { engineers, teams }
}

/// Reads records in parallel; what is wrong with them is reported in their order.
fn each<R: Send + Sync, T: Send>(
    records: &[Arc<R>],
    read: impl Fn(&R, &mut Vec<Diagnostic>) -> Option<T> + Sync,
    out: &mut Vec<Diagnostic>,
) -> Vec<(T, Arc<R>)> {
    let one = |record: &Arc<R>| {
        let mut wrong = Vec::new();
        (read(record, &mut wrong).map(|read| (read, record.clone())), wrong)
    };
    let all: Vec<_> = records.par_iter().map(one).collect();
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
                reader.decisions.clear();
            }
            let decided = notice.decisions.iter();
            reader.decisions.extend(decided.map(|d| (d.entry.as_str(), d.decision)));
        }
        reader
    }

    fn engineer(&self, record: &EngineerRecord, out: &mut Vec<Diagnostic>) -> Option<Entry> {
        let programme = self.programme(&record.id, record.programme.as_ref(), EntryKind::Individual, out);
        check_private(&record.person, out);
        let unit = record.person.unit.as_ref()?;
        let head = Head { id: &record.id, name: &record.person.name, unit };
        let who = Who::Individual { title: own(&record.person.title) };
        self.entry(head, programme, &record.entry, who, out)
    }

    fn team(&self, record: &TeamRecord, out: &mut Vec<Diagnostic>) -> Option<Entry> {
        let programme = self.programme(&record.id, record.programme.as_ref(), EntryKind::Team, out);
        for person in [&record.leader].into_iter().chain(&record.members).chain(&record.mentors) {
            check_private(person, out);
        }
        let head = Head { id: &record.id, name: &record.name, unit: &record.unit };
        let people = |list: &[PersonRecord]| list.iter().map(person).collect();
        let who = Who::Team(Team {
            leader: person(&record.leader),
            members: people(&record.members),
            mentors: people(&record.mentors),
        });
        self.entry(head, programme, &record.entry, who, out)
    }

    fn entry(
        &self,
        head: Head<'_>,
        programme: Option<Arc<Programme>>,
        fields: &EntryFields,
        who: Who,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Entry> {
        let Head { id, name, unit } = head;
        if self.later.contains(&&*id.value) {
            return None;
        }
        let programme = programme?;
        let field = field(&fields.field, &programme, out);
        if let Some(channel) = &fields.channel {
            check_channel(channel, &programme, out);
        }
        Some(Entry {
            id: id.value.clone(),
            href: href(programme.kind, &id.value),
            name: name.value.clone(),
            reading: reading(name, fields, programme.kind),
            unit: unit.value.clone(),
            field: field?,
            programme,
            recommender: fields.recommender.value.clone(),
            summary: own(&fields.summary),
            achievements: fields
                .achievements
                .iter()
                .map(|a| Achievement {
                    kind: own(&a.kind),
                    name: a.name.value.clone(),
                    role: own(&a.role),
                    contribution: own(&a.contribution),
                })
                .collect(),
            standing: self.standing(&id.value),
            photo: self.photos.get(&*id.value).cloned(),
            source: id.location.file.clone(),
            who,
        })
    }

    fn standing(&self, id: &str) -> Standing {
        match self.decisions.get(id) {
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

/// How a name is read where its record says so; the tables know the others.
fn reading(name: &Text, fields: &EntryFields, kind: EntryKind) -> Option<String> {
    if fields.pinyin.is_none() && fields.surname.is_none() {
        return None;
    }
    let typed = |text: &Option<Text>| text.as_ref().map(|t| t.value.to_string());
    let (pinyin, surname) = (typed(&fields.pinyin), typed(&fields.surname));
    let overrides = Overrides { pinyin, surname, ..Overrides::default() };
    names::reading(&name.value, kind == EntryKind::Individual, &overrides)
}

fn own(text: &Option<Text>) -> Option<Arc<str>> {
    text.as_ref().map(|t| t.value.clone())
}

fn person(record: &PersonRecord) -> Person {
    Person { name: record.name.value.clone(), unit: own(&record.unit), title: own(&record.title) }
}

/// Private values are not published, but they must be what they claim, for the rules work on them.
fn check_private(person: &PersonRecord, out: &mut Vec<Diagnostic>) {
    if let Some(birth) = &person.birth {
        discreet(birth, out, |out| date(birth, out));
    }
    if let Some(years) = &person.years {
        discreet(years, out, |out| number(years, out));
    }
    if let Some(grassroots) = &person.grassroots {
        discreet(grassroots, out, |out| flag(grassroots, out));
    }
    let dossier = person.dossier.iter();
    for line in dossier.flat_map(|d| [&d.study, &d.work]).flatten().flatten() {
        months(line, out);
    }
}

/// A line of a history runs from a month to a later one, or until now.
fn months(line: &StretchRecord, out: &mut Vec<Diagnostic>) {
    let until_now = matches!(line.to.value.trim(), "至今" | "now");
    let (from, to) = (month_of(&line.from.value), month_of(&line.to.value));
    let help = || text!("写成 2003-09 的形式；到现在的写“至今”", "write it as 2003-09, or `now`");
    for (text, month) in [(&line.from, from), (&line.to, to)] {
        if month.is_none() && !(until_now && text.location == line.to.location) {
            out.push(
                error!(text, "bad-date", "经历的起止应当是年月", "a history runs from month to month")
                    .help(help())
                    .redacted(),
            );
        }
    }
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        out.push(
            error!(&line.to, "bad-date",
                "止的年月早于起的年月", "it ends before it begins";
                help: "核对起止年月", "check the months"
            )
            .redacted(),
        );
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
