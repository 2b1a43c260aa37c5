//! What the gate has to recognise of private values: the last thing that is made of them.

use crate::diagnostic::{Diagnostic, Location, error};
use crate::gate::Guard;
use crate::records::{Entries, EntryFields, Records, Text};

/// Shorter names of exempt people stand in other texts by chance.
const SHORTEST_NAME: usize = 3;
/// Shorter texts of exempt records, and shorter remarks of the register of objections, do so too.
const SHORTEST_TEXT: usize = 8;

/// The guard of what is made of the open records: it knows the exempt ones too.
///
/// # Errors
/// Private texts that cannot be searched for: then nothing may be published.
pub(super) fn build(open: &Records, exempt: &Entries) -> Result<Guard, Diagnostic> {
    let people = open.entries.values().flatten().flat_map(|entry| entry.people());
    let births = people.filter_map(|p| Some((p.facts.birth.as_ref()?.value, p.name.value.to_string())));
    let rules = open.programmes.iter().flat_map(|programme| &programme.rules);
    let rules = rules.chain(open.rounds.iter().flat_map(|round| &round.rules));
    let contacts = open.site.iter().flat_map(|site| &site.contacts);
    let contacts = contacts.chain(open.rounds.iter().flat_map(|round| &round.contacts));
    let parameters = rules.flat_map(|rule| &rule.parameters).flat_map(|given| &given.values);
    let lines = contacts.flat_map(|c| [&c.phone, &c.email, &c.address, &c.postcode]).flatten();
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
fn private_texts<'r>(open: &'r Records, exempt: &'r Entries) -> Vec<&'r str> {
    let mut texts: Vec<&str> = open
        .objections
        .values()
        .flatten()
        .filter_map(|objection| long(objection.note.as_ref()?, SHORTEST_TEXT))
        .collect();
    let mut entries = exempt.values().flatten().peekable();
    if entries.peek().is_none() {
        return texts;
    }
    let said = names_and_units(open);
    let of_entries = entries.flat_map(|entry| {
        let names = [&entry.id, &entry.name, &entry.unit].into_iter();
        let names = names.chain(entry.people().map(|person| &person.name));
        names.filter_map(|text| long(text, SHORTEST_NAME)).chain(of_entry(&entry.fields))
    });
    texts.extend(of_entries.filter(|text| !said.contains(text)));
    texts
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
    for entry in open.entries.values().flatten() {
        said.extend([&entry.id, &entry.name, &entry.unit, &entry.fields.recommender]);
        said.extend(entry.people().flat_map(|person| [&person.name].into_iter().chain(&person.unit)));
    }
    said.into_iter().map(|text| &*text.value).collect::<Vec<_>>().join("\n")
}
