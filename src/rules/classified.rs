//! 涉密: where a programme exempts classified people from publicity, their records are set aside before anything else
//! sees them, so that no page, list, count, rule or message knows of them. Where a programme allows no classified
//! content at all (001 art. 13), such a record is refused, without saying whose it is.

use std::borrow::Cow;
use std::sync::Arc;

use super::requirements::classified::{Allowed, Classified};
use super::requirements::{Pack, of_kind};
use super::values::flag;
use crate::diagnostic::{Diagnostic, text};
use crate::domain::programme::EntryKind;
use crate::records::{EngineerRecord, EntryFields, Records, TeamRecord, Text};

/// The records, divided.
pub(super) struct Divided<'r> {
    /// All that may be told of.
    pub(super) open: Cow<'r, Records>,
    /// Those that are set aside.
    pub(super) exempt: Exempt,
}

/// Records that nothing may tell of: those of classified people.
#[derive(Default)]
pub(super) struct Exempt {
    pub(super) engineers: Vec<Arc<EngineerRecord>>,
    pub(super) teams: Vec<Arc<TeamRecord>>,
}

/// Takes the records of classified people out of the others.
pub(super) fn divide<'r>(records: &'r Records, packs: &[Pack<'_>], out: &mut Vec<Diagnostic>) -> Divided<'r> {
    let mut exempt = Exempt::default();
    let marked = |entry: &EntryFields| entry.classified.is_some();
    let engineers = records.engineers.values().flatten().any(|r| marked(&r.entry));
    let teams = records.teams.values().flatten().any(|r| marked(&r.entry));
    if !engineers && !teams {
        return Divided { open: Cow::Borrowed(records), exempt };
    }
    let mut open = records.clone();
    for (round, list) in &mut open.engineers {
        let may = |named: &Option<Text>| is_exempt(records, packs, round, named, EntryKind::Individual);
        let is_open = |r: &Arc<EngineerRecord>| is_open(&r.entry, may(&r.programme), out);
        let (kept, aside): (Vec<_>, Vec<_>) = std::mem::take(list).into_iter().partition(is_open);
        *list = kept;
        exempt.engineers.extend(aside);
    }
    for (round, list) in &mut open.teams {
        let may = |named: &Option<Text>| is_exempt(records, packs, round, named, EntryKind::Team);
        let is_open = |r: &Arc<TeamRecord>| is_open(&r.entry, may(&r.programme), out);
        let (kept, aside): (Vec<_>, Vec<_>) = std::mem::take(list).into_iter().partition(is_open);
        *list = kept;
        exempt.teams.extend(aside);
    }
    Divided { open: Cow::Owned(open), exempt }
}

/// Whether a record may be told of. A classified one that its programme does not exempt is reported.
fn is_open(entry: &EntryFields, exempt: bool, out: &mut Vec<Diagnostic>) -> bool {
    let Some(text) = &entry.classified else { return true };
    let mut slips = Vec::new();
    if flag(text, &mut slips) == Some(false) {
        return true;
    }
    if !exempt || !slips.is_empty() {
        let location = text.location.clone();
        let message = match slips.is_empty() {
            true => text!(
                "这个项目不得含有涉密内容，涉密的记录不能放在这里",
                "this programme allows no classified content"
            ),
            false => text!("“涉密”只能写“是”或“否”", "`classified` is `true` or `false`"),
        };
        let help =
            text!("把涉密的记录移出本网站的文件夹", "take a classified record out of this site's folder");
        out.push(Diagnostic::error("classified", location, message).help(help).redacted());
    }
    false
}

/// Whether the entry's programme, or every programme it could be of, exempts classified people.
fn is_exempt(
    records: &Records,
    packs: &[Pack<'_>],
    round: &str,
    named: &Option<Text>,
    kind: EntryKind,
) -> bool {
    let round = records.round(round);
    let of_round = |pack: &&Pack<'_>| {
        round.is_some_and(|r| r.programmes.iter().any(|p| p.value.trim() == pack.programme.id))
            && pack.programme.kind == kind
            && named.as_ref().is_none_or(|text| text.value.trim() == pack.programme.id)
    };
    let mut candidates = packs.iter().filter(of_round).peekable();
    candidates.peek().is_some() && candidates.all(exempts)
}

fn exempts(pack: &Pack<'_>) -> bool {
    of_kind::<Classified>(pack.record).any(|rule| rule.allowed == Some(Allowed::Exempt))
}
