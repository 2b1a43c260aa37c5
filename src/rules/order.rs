//! Puts the lists in the round's order. Input order is often the recommenders' ranking, and is kept only where
//! the round says so.

use std::sync::Arc;

use super::entries::People;
use super::values::bad;
use crate::diagnostic::Diagnostic;
use crate::domain::entry::{Engineer, Team};
use crate::domain::names::{NameError, NameKey, Order, Overrides, StrokeOverrides};
use crate::input::records::EntryFields;
use crate::input::yaml::Text;
use crate::words;

pub(super) fn arrange(order: Order, people: People, out: &mut Vec<Diagnostic>) -> (Vec<Engineer>, Vec<Team>) {
    let engineers = people.engineers.into_iter().map(|(engineer, record)| {
        let name = &record.person.name;
        let key = key(&record.file, name, &record.entry, out, |overrides| {
            NameKey::person(order, &name.value, overrides)
        });
        (key.map(|key| key.with_unit(&engineer.entry.unit)), engineer)
    });
    let engineers = sorted(engineers.collect());
    let teams = people.teams.into_iter().map(|(team, record)| {
        let name = &record.name;
        let key = key(&record.file, name, &record.entry, out, |overrides| {
            NameKey::team(order, &name.value, overrides)
        });
        (key.map(|key| key.with_unit(&team.entry.unit)), team)
    });
    (engineers, sorted(teams.collect()))
}

fn sorted<T>(mut keyed: Vec<(Option<NameKey>, T)>) -> Vec<T> {
    keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
    keyed.into_iter().map(|(_, item)| item).collect()
}

fn key(
    file: &Arc<str>,
    name: &Text,
    fields: &EntryFields,
    out: &mut Vec<Diagnostic>,
    make: impl Fn(&Overrides) -> Result<NameKey, NameError>,
) -> Option<NameKey> {
    let own = |text: &Option<Text>| text.as_ref().map(|t| t.value.clone());
    let strokes = match &fields.strokes {
        None => StrokeOverrides::default(),
        Some(text) => match StrokeOverrides::parse(&text.value) {
            Ok(strokes) => strokes,
            Err(error) => {
                let help = words!("写成 𬭎=311154451354 的形式", "write it as 𬭎=311154451354");
                out.push(bad(file, text, "bad-strokes", error.words(), help));
                return None;
            }
        },
    };
    let overrides = Overrides { strokes, pinyin: own(&fields.pinyin), surname: own(&fields.surname) };
    match make(&overrides) {
        Ok(key) => Some(key),
        Err(error) => {
            out.push(bad(file, name, "name-order", error.words(), error.help()));
            None
        }
    }
}
