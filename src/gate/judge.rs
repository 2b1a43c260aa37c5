//! The one judgement of a text: into its normal form, then what is found in it, each thing by what stands around it.

use super::births;
use super::births_without_year;
use super::debris;
use super::finding::{Finding, Found, Verdict};
use super::labels::Labels;
use super::masks;
use super::normal::Normal;
use super::numbers;
use super::passwords;
use super::setting::Setting;
use super::values;

/// Everything in a text that may not go out or has to be asked about, in order, as places in the text as it was written.
/// Takes time linear in its length.
pub(super) fn judge(source: &str, setting: &Setting<'_>) -> Vec<Found> {
    judge_normal(source, &Normal::new(source), setting)
}

/// The same where the normal form of the text is there.
pub(super) fn judge_normal(source: &str, normal: &Normal, setting: &Setting<'_>) -> Vec<Found> {
    let text = normal.text.as_str();
    let labels = Labels::new(text);
    let mut hits = Vec::new();
    numbers::find(text, &labels, setting, &mut hits);
    values::find(text, &labels, setting, &mut hits);
    passwords::find(text, &labels, &mut hits);
    births::find(text, &labels, setting, &mut hits);
    births_without_year::find(text, &labels, setting, &mut hits);
    masks::find(text, &labels, &mut hits);
    let found = hits.into_iter().map(|(place, finding, verdict)| Found {
        place: normal.place(&place),
        finding,
        verdict,
    });
    let mut found: Vec<Found> = found.collect();
    found.extend(debris::find(source).map(|(at, finding)| Found {
        place: at..at,
        finding,
        verdict: Verdict::Refuse,
    }));
    found.sort_by_key(|found| (found.place.start, found.verdict, found.finding));
    found.dedup();
    without_asked(found)
}

/// A number that is refused is not asked about as well.
fn without_asked(found: Vec<Found>) -> Vec<Found> {
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    for next in found {
        let last = kept.last().filter(|last| last.place.end > next.place.start);
        match last.map(|last| last.verdict) {
            Some(Verdict::Refuse) if next.verdict == Verdict::Ask => {}
            Some(Verdict::Ask) if next.verdict == Verdict::Refuse => {
                kept.pop();
                kept.push(next);
            }
            _ => kept.push(next),
        }
    }
    kept
}

/// Whether a message hides it: the numbers of persons, and passwords.
pub(super) fn is_hidden(finding: Finding) -> bool {
    use Finding::{Account, BankCard, Chat, IdNumber, Mobile, Password, Permit, Plate, Social, Telephone};
    matches!(
        finding,
        IdNumber | Mobile | Telephone | BankCard | Account | Permit | Chat | Password | Social | Plate
    )
}
