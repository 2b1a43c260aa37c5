//! What the gate has to recognise of private values: the last thing that is made of them.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Location, error};
use crate::gate::{Guard, Kept};
use crate::records::{ContactRecord, Entries, EntryRecord, ObjectionRecord, Records, SiteRecord, Text};

/// Names of exempt people that are shorter count where they stand by themselves; longer ones wherever they stand.
const LONG_NAME: usize = 3;
/// Shorter lines of remarks and of exempt records stand in other texts by chance.
const SHORTEST_LINE: usize = 8;
/// Shorter ids are words and numbers that any page has.
const SHORTEST_ID: usize = 6;
/// Titles that anyone may have: they tell of nobody.
const ORDINARY_TITLES: [&str; 18] = [
    "工程师",
    "高级工程师",
    "正高级工程师",
    "教授级高级工程师",
    "研究员级高级工程师",
    "助理工程师",
    "副高级工程师",
    "研究员",
    "副研究员",
    "助理研究员",
    "教授",
    "副教授",
    "讲师",
    "技师",
    "高级技师",
    "特级技师",
    "首席技师",
    "高级实验师",
];

/// The lines of a contact that are numbers or mailboxes.
fn own_lines(contact: &ContactRecord) -> Vec<&Text> {
    let ContactRecord { phone, fax, email, phones, .. } = contact;
    [phone, fax, email].into_iter().flatten().chain(phones).collect()
}

/// The record number at the police, which has as many digits as a bank card and stands on every page.
fn police_line(site: &SiteRecord) -> Option<&Text> {
    let line = site.labels.as_ref()?.police.as_ref()?;
    line.value.contains("公网安备").then_some(line)
}

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
    let lines = contacts.flat_map(own_lines).chain(open.site.iter().filter_map(|site| police_line(site)));
    let mut kept = Kept {
        births: births.collect(),
        printed: parameters.map(|text| &*text.value).collect(),
        lines: lines.map(|text| text.value.trim().to_owned()).collect(),
        texts: remarks(open),
        names: Vec::new(),
    };
    keep_exempt(open, exempt, &mut kept);
    Guard::new(kept).map_err(|error| {
        error!(Location::file("content/site.yaml"), "not-searchable",
            "无法核对要发布的内容是否含有不公布的文字（{error}）",
            "what is published cannot be searched for private texts ({error})";
            help: "缩短异议登记的备注和涉密记录，或把它们移出本网站的文件夹",
            "shorten the remarks on objections and the classified records, or take them out of this site"
        )
    })
}

/// Remarks on objections, line by line.
fn remarks(open: &Records) -> Vec<&str> {
    let notes = open.objections.values().flatten().filter_map(|objection| objection.note.as_ref());
    notes.flat_map(lines).collect()
}

/// The sentences and lines of a text that are long enough to be told from others.
fn lines(text: &Text) -> impl Iterator<Item = &str> {
    let lines = text.value.split(['\n', '。', '；', '！', '？']).map(str::trim);
    lines.filter(|line| line.chars().count() >= SHORTEST_LINE)
}

/// What the exempt records say. What the office prints anyway gives nothing away and is not searched for: its own name, texts
/// of open records, ordinary titles, ids that are short.
fn keep_exempt<'r>(open: &'r Records, exempt: &'r Entries, kept: &mut Kept<'r>) {
    if exempt.values().flatten().next().is_none() {
        return;
    }
    let printed = Printed::new(open);
    for entry in exempt.values().flatten() {
        let id = &*entry.id.value;
        if id.len() >= SHORTEST_ID && !printed.holds(id) {
            kept.texts.push(id);
        }
        let names = [&entry.name].into_iter().chain(entry.people().map(|person| &person.name));
        for name in names.map(|name| name.value.trim()).filter(|name| !printed.holds(name)) {
            match name.chars().count() {
                0 | 1 => {}
                count if count < LONG_NAME => kept.names.push(name),
                _ => kept.texts.push(name),
            }
        }
        kept.texts.extend(entities(entry).filter(|text| !printed.holds(text)));
        kept.texts.extend(texts(entry).filter(|line| !printed.holds(line)));
    }
}

/// Units, recommenders and titles of an entry.
fn entities(entry: &EntryRecord) -> impl Iterator<Item = &str> {
    const SHORTEST: usize = 4;
    let people = entry.people().flat_map(|person| person.unit.iter().chain(&person.title));
    let all =
        [&entry.unit, &entry.fields.recommender].into_iter().chain(people).map(|text| text.value.trim());
    all.filter(|text| text.chars().count() >= SHORTEST && !ORDINARY_TITLES.contains(text))
}

/// The lines of an entry's summary and achievements.
fn texts(entry: &EntryRecord) -> impl Iterator<Item = &str> {
    let achievements = entry.fields.achievements.iter();
    let achievements = achievements
        .flat_map(|a| [Some(&a.name), a.role.as_ref(), a.contribution.as_ref()].into_iter().flatten());
    entry.fields.summary.iter().chain(achievements).flat_map(lines)
}

/// What the office prints whatever the exempt records say.
struct Printed<'r> {
    /// Every text as a whole, and every line of it.
    whole: BTreeSet<&'r str>,
    /// All of them, for what stands within one.
    joined: String,
}

impl<'r> Printed<'r> {
    fn new(open: &'r Records) -> Self {
        let mut said: Vec<&'r Text> = Vec::new();
        if let Some(site) = &open.site {
            said.extend([&site.title, &site.owner]);
            said.extend(site.objection.iter().flat_map(wording));
        }
        let contacts = open.site.iter().flat_map(|site| &site.contacts);
        for contact in contacts.chain(open.rounds.iter().flat_map(|round| &round.contacts)) {
            said.push(&contact.name);
            said.extend([&contact.address, &contact.hours].into_iter().flatten());
        }
        for round in &open.rounds {
            said.push(&round.title);
            said.extend(round.issuers.iter().chain(&round.basis));
        }
        for programme in &open.programmes {
            said.push(&programme.name);
            said.extend(programme.organisers.iter().chain(&programme.short));
            said.extend(
                programme
                    .documents
                    .iter()
                    .flat_map(|document| [&document.title].into_iter().chain(&document.issuer)),
            );
            said.extend(programme.fields.iter().flat_map(|list| &list.list).map(|field| &field.name));
            said.extend(
                programme.rules.iter().flat_map(|rule| &rule.parameters).flat_map(|given| &given.values),
            );
        }
        for entry in open.entries.values().flatten() {
            said.extend([
                &entry.id,
                &entry.name,
                &entry.unit,
                &entry.fields.recommender,
                &entry.fields.field,
            ]);
            said.extend(entry.people().flat_map(|p| [&p.name].into_iter().chain(&p.unit).chain(&p.title)));
            said.extend(&entry.fields.summary);
            let texts = entry.fields.achievements.iter();
            said.extend(texts.flat_map(|a| {
                [Some(&a.name), a.role.as_ref(), a.contribution.as_ref()].into_iter().flatten()
            }));
        }
        let lines = |text: &'r Text| text.value.split(['\n', '。', '；', '！', '？']).map(str::trim);
        let whole = said.iter().flat_map(|text| [text.value.trim()].into_iter().chain(lines(text))).collect();
        let joined = said.iter().map(|text| &*text.value).collect::<Vec<_>>().join("\n");
        Printed { whole, joined }
    }

    fn holds(&self, text: &str) -> bool {
        self.whole.contains(text) || self.joined.contains(text)
    }
}

fn wording(own: &ObjectionRecord) -> impl Iterator<Item = &Text> {
    let texts =
        [&own.person, &own.unit, &own.evidence, &own.anonymous, &own.confidentiality, &own.correction];
    texts.into_iter().flatten().chain(&own.process)
}
