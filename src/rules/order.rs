//! Puts the lists in the round's order. Input order is often the recommenders' ranking, and is kept only where
//! the round says so.

use std::sync::Arc;

use rayon::prelude::*;

use super::entries::People;
use crate::diagnostic::{Diagnostic, text};
use crate::domain::entry::Entry;
use crate::domain::names::{NameError, NameKey, Order, Overrides, StrokeOverrides};
use crate::records::Text;
use crate::records::{EngineerRecord, EntryFields, TeamRecord};

/// Individuals, then teams, each in the round's order.
pub(super) fn arrange(order: Order, people: People, out: &mut Vec<Diagnostic>) -> Vec<Arc<Entry>> {
    let engineers = people.engineers.into_par_iter().map(|(entry, r)| (engineer_key(order, &r), entry));
    let teams = people.teams.into_par_iter().map(|(entry, r)| (team_key(order, &r), entry));
    let mut entries = sorted(engineers.collect(), out);
    entries.extend(sorted(teams.collect(), out));
    entries.into_iter().map(Arc::new).collect()
}

/// What an engineer is sorted by.
///
/// # Errors
/// A character whose strokes or reading nobody gives, or an override that does not fit.
pub fn engineer_key(order: Order, record: &EngineerRecord) -> Result<NameKey, Diagnostic> {
    let name = &record.person.name;
    let key = key(name, &record.entry, |overrides| NameKey::person(order, &name.value, overrides))?;
    Ok(key.with_unit(record.person.unit.as_ref().map_or("", |t| &t.value)))
}

/// What a team is sorted by.
///
/// # Errors
/// As for [`engineer_key`].
pub fn team_key(order: Order, record: &TeamRecord) -> Result<NameKey, Diagnostic> {
    let name = &record.name;
    let key = key(name, &record.entry, |overrides| NameKey::team(order, &name.value, overrides))?;
    Ok(key.with_unit(&record.unit.value))
}

/// Entries without a key come first; why they have none is told in the order they came in.
fn sorted<T: Send>(mut keyed: Vec<(Result<NameKey, Diagnostic>, T)>, out: &mut Vec<Diagnostic>) -> Vec<T> {
    out.extend(keyed.iter().filter_map(|(key, _)| key.as_ref().err()).cloned());
    keyed.par_sort_by(|(a, _), (b, _)| a.as_ref().ok().cmp(&b.as_ref().ok()));
    let mut items: Vec<T> = keyed.into_iter().map(|(_, item)| item).collect();
    // The room of the keys.
    items.shrink_to_fit();
    items
}

fn key(
    name: &Text,
    fields: &EntryFields,
    make: impl Fn(&Overrides) -> Result<NameKey, NameError>,
) -> Result<NameKey, Diagnostic> {
    let own = |text: &Option<Text>| text.as_ref().map(|t| t.value.to_string());
    let strokes = match &fields.strokes {
        None => StrokeOverrides::default(),
        Some(text) => StrokeOverrides::parse(&text.value).map_err(|error| {
            let help = text!("写成 𬭎=311154451354 的形式", "write it as 𬭎=311154451354");
            Diagnostic::error("bad-strokes", text, error.message()).help(help)
        })?,
    };
    let overrides = Overrides { strokes, pinyin: own(&fields.pinyin), surname: own(&fields.surname) };
    make(&overrides)
        .map_err(|error| Diagnostic::error("name-order", name, error.message()).help(error.help()))
}
