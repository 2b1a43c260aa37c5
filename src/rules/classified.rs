//! 涉密: where a programme exempts classified people from publicity, their records are set aside before anything else
//! sees them, so that no page, list, count, rule or message knows of them. Where a programme allows no classified
//! content at all (001 art. 13), such a record is refused, without saying whose it is.

use std::borrow::Cow;
use std::sync::Arc;

use super::requirements::classified::{Allowed, Classified};
use super::requirements::{Pack, of_kind};
use crate::diagnostic::{Diagnostic, text};
use crate::records::value::Scalar as _;
use crate::records::{Entries, EntryRecord, Records};

/// The records, divided.
pub(super) struct Divided<'r> {
    /// All that may be told of.
    pub(super) open: Cow<'r, Records>,
    /// Those that nothing may tell of: the entries of classified people.
    pub(super) exempt: Entries,
}

/// Takes the records of classified people out of the others.
pub(super) fn divide<'r>(records: &'r Records, packs: &[Pack<'_>], out: &mut Vec<Diagnostic>) -> Divided<'r> {
    let mut divided = Divided { open: Cow::Borrowed(records), exempt: Entries::new() };
    if records.entries.values().flatten().all(|entry| entry.fields.classified.is_none()) {
        return divided;
    }
    for (round, list) in &mut divided.open.to_mut().entries {
        let is_exempt = |entry: &EntryRecord| is_exempt(records, packs, round, entry);
        let is_aside = |entry: &Arc<EntryRecord>| is_classified(entry, is_exempt, out);
        let (aside, open) = list.drain(..).partition(is_aside);
        *list = open;
        divided.exempt.insert(round.clone(), aside);
    }
    divided
}

/// Whether an entry says that it is classified, or says it so that nobody knows.
fn is_classified(
    entry: &EntryRecord,
    is_exempt: impl Fn(&EntryRecord) -> bool,
    out: &mut Vec<Diagnostic>,
) -> bool {
    let Some(text) = &entry.fields.classified else { return false };
    let classified = bool::from_text(text);
    if matches!(classified, Ok(false)) {
        return false;
    }
    if classified.is_err() || !is_exempt(entry) {
        let message = match classified {
            Ok(_) => text!(
                "这个项目不得含有涉密内容，涉密的记录不能放在这里",
                "this programme allows no classified content"
            ),
            Err(_) => text!("“涉密”只能写“是”或“否”", "`classified` is `true` or `false`"),
        };
        let help =
            text!("把涉密的记录移出本网站的文件夹", "take a classified record out of this site's folder");
        out.push(Diagnostic::error("classified", text, message).help(help).redacted());
    }
    true
}

/// Whether the entry's programme, or every programme it could be of, exempts classified people.
fn is_exempt(records: &Records, packs: &[Pack<'_>], round: &str, entry: &EntryRecord) -> bool {
    let round = records.round(round);
    let of_round = |pack: &&Pack<'_>| {
        round.is_some_and(|r| r.programmes.iter().any(|p| p.value.trim() == pack.programme.id))
            && pack.programme.kind == entry.kind()
            && entry.programme.as_ref().is_none_or(|text| text.value.trim() == pack.programme.id)
    };
    let mut candidates = packs.iter().filter(of_round).peekable();
    candidates.peek().is_some() && candidates.all(exempts)
}

fn exempts(pack: &Pack<'_>) -> bool {
    of_kind::<Classified>(pack.record).any(|rule| rule.allowed == Some(Allowed::Exempt))
}
