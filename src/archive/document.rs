//! A document of the archive as a file: facts as front matter, and the Markdown that was printed.

use std::fmt::Write;

use serde_json::Value;

use crate::domain::digest::sha256;
use crate::domain::moment::clock;
use crate::domain::office::{Contact, ContactRole};
use crate::domain::printed::{Printed, PrintedList, PrintedPeriod};
use crate::domain::printed_entry::{PrintedAchievement, PrintedEntry, PrintedPerson};
use crate::records::value::Word;

const HEAD: &str = "# 公告存档：由 gongshi publish 写出，是公布时的原文。不要手工修改。\n";

/// The bytes of the document.
pub(super) fn write(facts: &Printed, text: &str) -> String {
    let mut out = Front { out: format!("---\n{HEAD}") };
    heading(&mut out, facts);
    if let Some(period) = &facts.period {
        of_period(&mut out, period);
    }
    out.line(0, "calendar", &facts.calendar);
    out.items("contacts", &facts.contacts, contact);
    out.items("objection", &facts.objection, |(rule, text)| flow(&[("rule", rule), ("text", text)]));
    out.line(0, "order", &facts.order);
    out.texts(0, "columns", &facts.columns);
    lists(&mut out, &facts.lists);
    out.items("entries", &facts.entries, entry);
    out.items("changes", &facts.changes, |c| {
        let names = [("page", &c.page), ("name", &c.name), ("unit", &c.unit), ("field", &c.field)];
        flow(&[&names[..], &[("from", &c.from), ("to", &c.to), ("reason", &c.reason)]].concat())
    });
    out.items("decisions", &facts.decisions, |d| {
        let names = [("page", &d.page), ("name", &d.name), ("unit", &d.unit), ("kind", &d.kind)];
        flow(&[&names[..], &[("decision", &d.decision), ("reason", &d.reason)]].concat())
    });
    out.given(0, "objections", facts.objections.as_ref());
    out.line(0, "program", &facts.made.program);
    out.line(0, "builtin", &facts.made.builtin);
    out.given(0, "wording", Some(&facts.made.wording).filter(|wording| !wording.is_empty()));
    out.line(0, "text", &sha256(text));
    format!("{}---\n\n{text}\n", out.out)
}

fn heading(out: &mut Front, facts: &Printed) {
    out.raw(0, "number", &facts.number.to_string());
    let texts = [
        ("kind", &facts.kind),
        ("address", &facts.address),
        ("title", &facts.title),
        ("description", &facts.description),
        ("published", &facts.published),
        ("signed", &facts.signed),
        ("round", &facts.round),
    ];
    texts.into_iter().for_each(|(key, text)| out.line(0, key, text));
    out.texts(0, "issuers", &facts.issuers);
    if let Some(about) = &facts.about {
        out.raw(0, "about", &flow(&[("title", &about.title), ("address", &about.address)]));
    }
    out.texts(0, "basis", &facts.basis);
    out.given(0, "reason", facts.reason.as_ref());
    out.given(0, "note", facts.note.as_ref());
}

fn of_period(out: &mut Front, period: &PrintedPeriod) {
    out.out.push_str("period:\n");
    out.line(1, "text", &period.text);
    out.raw(1, "days", &period.days.to_string());
    let texts = [
        ("unit", &period.unit),
        ("posting_day", &period.posting_day),
        ("starts", &period.starts),
        ("ends", &period.ends),
        ("closes", &period.closes),
        ("rule", &period.rule),
    ];
    texts.into_iter().for_each(|(key, text)| out.line(1, key, text));
    if !period.calendar.is_empty() {
        out.out.push_str("  calendar:\n");
    }
    for day in &period.calendar {
        let number = day.number.map(|number| format!(", number: {number}")).unwrap_or_default();
        let (date, count, reason) = (quote(&day.date), quote(&day.count), quote(&day.reason));
        let _ = writeln!(out.out, "    - {{ date: {date}{number}, count: {count}, reason: {reason} }}");
    }
    if !period.sources.is_empty() {
        out.out.push_str("  sources:\n");
    }
    for (text, href) in &period.sources {
        let href = if href.is_empty() { String::new() } else { format!(", href: {}", quote(href)) };
        let _ = writeln!(out.out, "    - {{ text: {}{href} }}", quote(text));
    }
    out.given(1, "remark", period.remark.as_ref());
}

fn contact(contact: &Contact) -> String {
    let name = Some(contact.name.clone());
    let role = (contact.role != ContactRole::default()).then(|| contact.role.name().to_owned());
    let postmark = contact.postmark.map(|postmark| postmark.name().to_owned());
    let closes = contact.closes.map(clock);
    let named = [
        ("name", &name),
        ("phone", &contact.phone),
        ("email", &contact.email),
        ("address", &contact.address),
        ("postcode", &contact.postcode),
        ("hours", &contact.hours),
        ("person", &contact.person),
        ("fax", &contact.fax),
        ("role", &role),
        ("postmark", &postmark),
        ("closes", &closes),
    ];
    let texts = named.into_iter().filter_map(|(key, text)| Some(format!("{key}: {}", quote(text.as_ref()?))));
    let accepts: Vec<String> = contact.accepts.iter().map(|way| Word::name(*way).0.to_owned()).collect();
    let lists = [("phones", &contact.phones), ("accepts", &accepts)];
    let lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
    let given: Vec<String> = texts.chain(lists.map(|(key, list)| format!("{key}: {}", all(list)))).collect();
    format!("{{ {} }}", given.join(", "))
}

fn lists(out: &mut Front, lists: &[PrintedList]) {
    if !lists.is_empty() {
        out.out.push_str("lists:\n");
    }
    for list in lists {
        let _ = writeln!(out.out, "  - programme: {}", quote(&list.programme));
        let texts = [("kind", &list.kind), ("counter", &list.counter), ("order", &list.order)];
        texts.into_iter().for_each(|(key, text)| out.line(2, key, text));
        out.texts(2, "heads", &list.heads);
        out.out.push_str("    rows:\n");
        for row in &list.rows {
            let cells =
                if row.cells.is_empty() { String::new() } else { format!(", cells: {}", all(&row.cells)) };
            let group =
                row.group.as_ref().map_or_else(String::new, |group| format!(", group: {}", quote(group)));
            let struck = if row.struck { ", struck: true" } else { "" };
            let (page, name) = (quote(&row.page), quote(&row.name));
            let _ = writeln!(out.out, "      - {{ page: {page}, name: {name}{group}{cells}{struck} }}");
        }
    }
}

fn entry(entry: &PrintedEntry) -> String {
    let texts = [
        ("page", Some(&entry.page)),
        ("programme", Some(&entry.programme)),
        ("name", Some(&entry.name)),
        ("unit", Some(&entry.unit)),
        ("title", entry.title.as_ref()),
        ("field", Some(&entry.field)),
        ("recommender", Some(&entry.recommender)),
        ("leader", entry.leader.as_ref()),
        ("summary", entry.summary.as_ref()),
    ];
    let achievements = entry.achievements.iter().map(achievement).collect();
    let people = |list: &[PrintedPerson]| list.iter().map(person).collect();
    let lists: [(&str, Vec<String>); 6] = [
        ("other_units", entry.other_units.iter().map(|unit| quote(unit)).collect()),
        ("partners", entry.partners.iter().map(|unit| quote(unit)).collect()),
        ("co_leaders", people(&entry.co_leaders)),
        ("members", people(&entry.members)),
        ("mentors", people(&entry.mentors)),
        ("achievements", achievements),
    ];
    given(&texts, &lists)
}

fn person(person: &PrintedPerson) -> String {
    let texts =
        [("name", Some(&person.name)), ("unit", person.unit.as_ref()), ("title", person.title.as_ref())];
    given(&texts, &[])
}

fn achievement(achievement: &PrintedAchievement) -> String {
    let texts = [
        ("kind", achievement.kind.as_ref()),
        ("name", Some(&achievement.name)),
        ("role", achievement.role.as_ref()),
        ("contribution", achievement.contribution.as_ref()),
    ];
    given(&texts, &[("people", achievement.people.iter().map(|name| quote(name)).collect())])
}

/// The texts that are there, and the lists that are not empty.
fn given(texts: &[(&str, Option<&String>)], lists: &[(&str, Vec<String>)]) -> String {
    let texts = texts.iter().filter_map(|(key, text)| Some(format!("{key}: {}", quote((*text)?))));
    let lists = lists.iter().filter(|(_, items)| !items.is_empty());
    let lists = lists.map(|(key, items)| format!("{key}: [{}]", items.join(", ")));
    format!("{{ {} }}", texts.chain(lists).collect::<Vec<_>>().join(", "))
}

/// JSON strings are YAML too, whatever characters they hold.
fn quote(text: &str) -> String {
    Value::from(text).to_string()
}

fn all(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| quote(text)).collect::<Vec<_>>().join(", "))
}

fn flow(fields: &[(&str, &String)]) -> String {
    let fields: Vec<String> = fields.iter().map(|(key, text)| format!("{key}: {}", quote(text))).collect();
    format!("{{ {} }}", fields.join(", "))
}

/// Front matter in the making.
struct Front {
    out: String,
}

impl Front {
    fn raw(&mut self, depth: usize, key: &str, value: &str) {
        let _ = writeln!(self.out, "{}{key}: {value}", "  ".repeat(depth));
    }

    fn line(&mut self, depth: usize, key: &str, text: &str) {
        self.raw(depth, key, &quote(text));
    }

    fn given(&mut self, depth: usize, key: &str, text: Option<&String>) {
        if let Some(text) = text {
            self.line(depth, key, text);
        }
    }

    fn texts(&mut self, depth: usize, key: &str, texts: &[String]) {
        if !texts.is_empty() {
            self.raw(depth, key, &all(texts));
        }
    }

    fn items<T>(&mut self, key: &str, items: &[T], item: impl Fn(&T) -> String) {
        if !items.is_empty() {
            let _ = writeln!(self.out, "{key}:");
        }
        for one in items {
            let _ = writeln!(self.out, "  - {}", item(one));
        }
    }
}
