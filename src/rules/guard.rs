//! What the gate has to recognise of private values: the last thing that is made of them.

use std::collections::HashSet;
use std::sync::Arc;

use super::values::date_of;
use crate::diagnostic::{Diagnostic, Location, error};
use crate::domain::privacy::Guard;
use crate::records::Text;
use crate::records::{ContactRecord, Decoded, EntryFields, PersonRecord, Records, RuleRecord};

/// Shorter names of exempt people stand in other texts by chance.
const SHORTEST_NAME: usize = 3;
/// Shorter texts of exempt records, and shorter remarks of the register of objections, do so too.
const SHORTEST_TEXT: usize = 8;

/// `records` is everything that was written, `open` what is left once exempt records are set aside.
///
/// # Errors
/// Private texts that cannot be searched for: then nothing may be published.
pub(super) fn build(records: &Records, open: &Records) -> Result<Guard, Diagnostic> {
    let engineers = open.engineers.values().flatten().map(|record| &record.person);
    let births = engineers.chain(open.teams.values().flatten().flat_map(|record| record.people()));
    let births =
        births.filter_map(|p: &PersonRecord| Some((date_of(p.birth.as_ref()?)?, p.name.value.to_string())));
    let (mut rules, mut contacts): (Vec<&RuleRecord>, Vec<&ContactRecord>) = (Vec::new(), Vec::new());
    for decoded in records.site.iter().chain(&records.programmes).chain(&records.rounds) {
        match &**decoded {
            Decoded::Site(site) => contacts.extend(&site.contacts),
            Decoded::Programme(programme) => rules.extend(&programme.rules),
            Decoded::Round(round) => {
                rules.extend(&round.rules);
                contacts.extend(&round.contacts);
            }
            _ => {}
        }
    }
    let parameters = rules.iter().flat_map(|rule| &rule.parameters).flat_map(|(_, values)| values);
    let lines = contacts.iter().flat_map(|c| [&c.phone, &c.email, &c.address, &c.postcode]).flatten();
    let lines = lines.flat_map(|text| {
        let line = text.value.trim();
        // Pages let a long mailbox break before its @.
        [line.to_owned(), line.replace('@', "<wbr>@")]
    });
    let parameters = parameters.map(|text| &text.value);
    Guard::new(births, parameters, lines.collect(), &private_texts(records, open)).map_err(|error| {
        error!(Location::file("content/site.yaml"), "not-searchable",
            "无法核对要发布的内容是否含有不公布的文字（{error}）",
            "what is published cannot be searched for private texts ({error})";
            help: "缩短异议登记的备注和涉密记录，或把它们移出本网站的文件夹",
            "shorten the remarks on objections and the classified records, or take them out of this site"
        )
    })
}

/// Remarks on objections, and what the exempt records say that no open one says too.
fn private_texts<'r>(records: &'r Records, open: &'r Records) -> Vec<&'r str> {
    let mut texts: Vec<&str> = records
        .objections
        .values()
        .flatten()
        .filter_map(|objection| long(objection.note.as_ref()?, SHORTEST_TEXT))
        .collect();
    let engineers = set_aside(records.engineers.values(), open.engineers.values());
    let teams = set_aside(records.teams.values(), open.teams.values());
    if engineers.is_empty() && teams.is_empty() {
        return texts;
    }
    let mut exempt: Vec<&str> = Vec::new();
    for record in engineers {
        exempt.extend(long(&record.id, SHORTEST_NAME));
        exempt.extend(long(&record.person.name, SHORTEST_NAME));
        exempt.extend(record.person.unit.as_ref().and_then(|t| long(t, SHORTEST_NAME)));
        exempt.extend(of_entry(&record.entry));
    }
    for record in teams {
        exempt.extend(
            [&record.id, &record.name, &record.unit].into_iter().filter_map(|t| long(t, SHORTEST_NAME)),
        );
        exempt.extend(of_entry(&record.entry));
        exempt.extend(record.people().filter_map(|p| long(&p.name, SHORTEST_NAME)));
    }
    let said = names_and_units(open);
    texts.extend(exempt.into_iter().filter(|text| !said.contains(text)));
    texts
}

/// The records that are not among the open ones.
fn set_aside<'r, T>(
    all: impl Iterator<Item = &'r Vec<Arc<T>>>,
    open: impl Iterator<Item = &'r Vec<Arc<T>>>,
) -> Vec<&'r T>
where
    T: 'r,
{
    let pairs = all.zip(open).filter(|(all, open)| all.len() != open.len());
    let aside = |(all, open): (&'r Vec<Arc<T>>, &'r Vec<Arc<T>>)| {
        let open: HashSet<*const T> = open.iter().map(Arc::as_ptr).collect();
        all.iter().filter(move |record| !open.contains(&Arc::as_ptr(record))).map(|record| &**record)
    };
    pairs.flat_map(aside).collect()
}

fn of_entry(entry: &EntryFields) -> Vec<&str> {
    let achievements = entry.achievements.iter().flat_map(|a| [Some(&a.name), a.contribution.as_ref()]);
    let texts = [entry.summary.as_ref()].into_iter().chain(achievements).flatten();
    texts.filter_map(|text| long(text, SHORTEST_TEXT)).collect()
}

fn long(text: &Text, shortest: usize) -> Option<&str> {
    let text = text.value.trim();
    (text.chars().count() >= shortest).then_some(text)
}

/// What the open records say of names and units, in one text.
fn names_and_units(open: &Records) -> String {
    let mut said = Vec::new();
    for record in open.engineers.values().flatten() {
        said.extend([&record.id, &record.entry.recommender]);
        said.extend(names(&record.person));
    }
    for record in open.teams.values().flatten() {
        said.extend([&record.id, &record.name, &record.unit, &record.entry.recommender]);
        said.extend(record.people().flat_map(names));
    }
    said.into_iter().map(|text| &*text.value).collect::<Vec<_>>().join("\n")
}

fn names(person: &PersonRecord) -> impl Iterator<Item = &Text> {
    [&person.name].into_iter().chain(&person.unit)
}
