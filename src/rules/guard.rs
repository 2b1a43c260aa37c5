//! What the gate has to recognise of private values: the last thing that is made of them.

use super::classified::Exempt;
use super::values::date_of;
use crate::diagnostic::{Diagnostic, Location, error};
use crate::gate::Guard;
use crate::records::{ContactRecord, Decoded, EntryFields, PersonRecord, Records, RuleRecord, Text};

/// Shorter names of exempt people stand in other texts by chance.
const SHORTEST_NAME: usize = 3;
/// Shorter texts of exempt records, and shorter remarks of the register of objections, do so too.
const SHORTEST_TEXT: usize = 8;

/// The guard of what is made of the open records: it knows the exempt ones too.
///
/// # Errors
/// Private texts that cannot be searched for: then nothing may be published.
pub(super) fn build(open: &Records, exempt: &Exempt) -> Result<Guard, Diagnostic> {
    let engineers = open.engineers.values().flatten().map(|record| &record.person);
    let births = engineers.chain(open.teams.values().flatten().flat_map(|record| record.people()));
    let births =
        births.filter_map(|p: &PersonRecord| Some((date_of(p.birth.as_ref()?)?, p.name.value.to_string())));
    let (mut rules, mut contacts): (Vec<&RuleRecord>, Vec<&ContactRecord>) = (Vec::new(), Vec::new());
    for decoded in open.site.iter().chain(&open.programmes).chain(&open.rounds) {
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
    let parameters = rules.iter().flat_map(|rule| &rule.parameters).flat_map(|given| &given.values);
    let lines = contacts.iter().flat_map(|c| [&c.phone, &c.email, &c.address, &c.postcode]).flatten();
    let lines = lines.flat_map(|text| {
        let line = text.value.trim();
        // Pages let a long mailbox break before its @.
        [line.to_owned(), line.replace('@', "<wbr>@")]
    });
    let parameters = parameters.map(|text| &text.value);
    Guard::new(births, parameters, lines.collect(), &private_texts(open, exempt)).map_err(|error| {
        error!(Location::file("content/site.yaml"), "not-searchable",
            "无法核对要发布的内容是否含有不公布的文字（{error}）",
            "what is published cannot be searched for private texts ({error})";
            help: "缩短异议登记的备注和涉密记录，或把它们移出本网站的文件夹",
            "shorten the remarks on objections and the classified records, or take them out of this site"
        )
    })
}

/// Remarks on objections, and what the exempt records say that no open one says too.
fn private_texts<'r>(open: &'r Records, exempt: &'r Exempt) -> Vec<&'r str> {
    let objections = open.objections.values().flatten();
    let remarks = objections.filter_map(|objection| long(objection.note.as_ref()?, SHORTEST_TEXT));
    let mut told: Vec<&str> = Vec::new();
    for record in &exempt.engineers {
        let names = [&record.id, &record.person.name].into_iter().chain(&record.person.unit);
        told.extend(names.filter_map(|t| long(t, SHORTEST_NAME)));
        told.extend(of_entry(&record.entry));
    }
    for record in &exempt.teams {
        let names = [&record.id, &record.name, &record.unit].into_iter();
        let names = names.chain(record.people().map(|person| &person.name));
        told.extend(names.filter_map(|t| long(t, SHORTEST_NAME)));
        told.extend(of_entry(&record.entry));
    }
    if told.is_empty() {
        return remarks.collect();
    }
    let said = names_and_units(open);
    remarks.chain(told.into_iter().filter(|text| !said.contains(text))).collect()
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
