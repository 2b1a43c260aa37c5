//! The one place that puts the stages together: a snapshot in, a site or the reasons why not out.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::archive;
use crate::diagnostic::{self, Diagnostic, Severity, any_error};
use crate::domain::calendar::WorkCalendar;
use crate::domain::moment::Moment;
use crate::domain::programme::Programme;
use crate::domain::register::Register;
use crate::gate::{self, Guard, masked};
use crate::pages;
use crate::publish::{self, Edition, FileEntry, Inputs, generated};
use crate::records::{self, Role};
use crate::render::Theme;
use crate::rules;
use crate::site::{Route, Site};
use crate::world::Snapshot;

pub use crate::records::Memo;

/// What a snapshot compiles to.
#[derive(Debug)]
pub struct Compiled {
    /// The site; `None` when an error forbids publication.
    pub site: Option<Site>,
    /// The calendar, own years included, whatever else is wrong.
    pub calendar: Arc<WorkCalendar>,
    /// The programmes of the packs, rules included.
    pub programmes: Vec<Arc<Programme>>,
    /// Everything found, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// What `publish` says beside it of notices that it would post later than they say.
    pub late: Vec<Diagnostic>,
}

/// Compiles a snapshot. Pure: the same snapshot gives the same result; `memo` only saves work.
pub fn compile(snapshot: &Snapshot, memo: &mut Memo) -> Compiled {
    let (records, diagnostics) = records::read(snapshot, memo);
    of_records(records, diagnostics, snapshot)
}

/// As [`compile`], for once: what the records of people were read from is let go before they are judged, and the records
/// before the site is laid out, so that a long list is not held three times. Only the digests of those files are left.
pub fn compile_once(snapshot: &mut Snapshot) -> Compiled {
    // The digests are wanted before the bytes go.
    let ((records, diagnostics), _) =
        rayon::join(|| records::read(snapshot, &mut Memo::default()), || snapshot.digests().count());
    let of_people = |path: &str| matches!(Role::of(path), Role::Engineers(_) | Role::Teams(_));
    snapshot.content.iter_mut().filter(|(path, _)| of_people(path)).for_each(|(_, file)| file.let_go());
    of_records(records, diagnostics, snapshot)
}

fn of_records(records: records::Records, mut diagnostics: Vec<Diagnostic>, snapshot: &Snapshot) -> Compiled {
    if snapshot.content.is_empty() && any_error(&snapshot.diagnostics) {
        // There is no project here; whatever else could be said would only hide that.
        let calendar = Arc::new(records::calendar::builtin());
        return Compiled {
            site: None,
            calendar,
            programmes: Vec::new(),
            diagnostics: snapshot.diagnostics.clone(),
            late: Vec::new(),
        };
    }
    diagnostics.extend(snapshot.diagnostics.iter().cloned());
    let judge = || rules::judge(&records, Moment::from_clock(snapshot.now));
    let (judged, theme) = rayon::join(judge, || load_theme(snapshot, &records));
    diagnostics.extend(causes(&diagnostics, judged.diagnostics));
    let theme = theme.map_err(|problems| diagnostics.extend(problems)).ok().flatten();
    diagnostics.extend(theme.iter().flat_map(Theme::remarks));
    // Taking a long list apart takes a while. Where nothing is archived, nothing has to be compared with the records.
    let records = match records.published.is_empty() {
        true => {
            rayon::spawn(|| drop(records));
            None
        }
        false => Some(records),
    };
    let mut site = None;
    if let (Some((register, guard)), Some(theme)) = (judged.publishable, theme)
        && !any_error(&diagnostics)
    {
        match lay_out(register, guard, theme) {
            Ok(new) => {
                diagnostics.extend(records.iter().flat_map(|records| archive::review(&new, records)));
                match generated::review(&new, snapshot) {
                    Ok(warnings) => diagnostics.extend(warnings),
                    Err(problem) => diagnostics.push(problem),
                }
                site = Some(new);
            }
            Err(problems) => diagnostics.extend(problems),
        }
    }
    if any_error(&diagnostics) {
        site = None;
    }
    mask_numbers(&mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    let late = judged.late;
    Compiled { site, calendar: judged.calendar, programmes: judged.programmes, diagnostics, late }
}

/// Whatever a message quotes, it repeats nobody's number.
fn mask_numbers(diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics {
        diagnostic.reword(|text| match masked(text) {
            Cow::Owned(text) => Some(text),
            Cow::Borrowed(_) => None,
        });
    }
}

/// What is wrong in itself; what only follows from it, in files that did not read or are wrong, is left out.
fn causes(unread: &[Diagnostic], judged: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let file = |d: &Diagnostic| d.location.as_ref().map(|location| location.file.clone());
    let unread: Vec<Arc<str>> = unread.iter().filter_map(file).collect();
    let is_cause = |d: &&Diagnostic| {
        d.severity == Severity::Error && d.unless_unread.is_empty() && d.unless_wrong.is_empty()
    };
    let wrong: Vec<Arc<str>> =
        judged.iter().filter(is_cause).filter_map(file).chain(unread.clone()).collect();
    let below =
        |files: &[Arc<str>], paths: &[String]| paths.iter().any(|p| files.iter().any(|f| f.starts_with(p)));
    judged
        .into_iter()
        .filter(|d| !below(&unread, &d.unless_unread) && !below(&wrong, &d.unless_wrong))
        .collect()
}

/// The site's theme; `None` where no site says which.
fn load_theme(snapshot: &Snapshot, records: &records::Records) -> Result<Option<Theme>, Vec<Diagnostic>> {
    let Some(site) = &records.site else { return Ok(None) };
    let location = &site.theme.as_ref().unwrap_or(&site.title).location;
    let name = site.theme.as_ref().map_or("default", |t| t.value.trim());
    Theme::load(snapshot, name, location).map(Some)
}

fn lay_out(register: Register, guard: Guard, mut theme: Theme) -> Result<Site, Vec<Diagnostic>> {
    for round in &register.rounds {
        if let Some(wording) = &round.wording {
            theme.with_wording(&pages::wording_file(round), wording).map_err(|d| vec![d])?;
        }
    }
    Site::new(Arc::new(register), guard, theme)
}

/// Compiles a snapshot once more for the moment of each notice that is still to come, so that what will be
/// published can be checked and reviewed before it is. In order of time.
pub fn rehearse(snapshot: &Snapshot, site: &Site, memo: &mut Memo) -> Vec<Compiled> {
    let register = site.register();
    let notices = register.rounds.iter().flat_map(|round| &round.notices);
    let moments: BTreeSet<Moment> = notices.map(|n| n.published).filter(|m| *m > register.now).collect();
    let at = |moment: &Moment| Snapshot { now: moment.to_clock(), ..snapshot.clone() };
    let mut rehearsed: Vec<Compiled> = moments.iter().map(|moment| compile(&at(moment), memo)).collect();
    // What is open today may be decided by then.
    rehearsed.iter_mut().for_each(|c| c.diagnostics.retain(|d| d.code != "objection-open"));
    rehearsed
}

/// Renders every route, lets it through the gate, and keeps only the problems: what `check` does instead of
/// writing.
pub fn render_all(site: &Site) -> Vec<Diagnostic> {
    let pages: Vec<&[Route]> = site.pages().collect();
    let mut problems: Vec<Diagnostic> = pages
        .par_iter()
        .flat_map_iter(|routes| {
            let all: Vec<&Route> = routes.iter().collect();
            let rendered = site.render_page(&all).into_iter().zip(*routes);
            rendered.filter_map(|(bytes, Route { path, .. })| {
                bytes.and_then(|bytes| gate::check(site.guard(), path, &bytes)).err()
            })
        })
        .collect();
    diagnostic::sort(&mut problems);
    problems
}

/// The digest of the edition that a snapshot compiles to, with compressed forms or without; `None` where it compiles to none.
pub fn edition_digest(snapshot: &Snapshot, precompress: bool) -> Option<String> {
    let site = compile(snapshot, &mut Memo::default()).site?;
    let pages: Vec<&[Route]> = site.pages().collect();
    let of_page = |routes: &&[Route]| -> Option<Vec<FileEntry>> {
        let all: Vec<&Route> = routes.iter().collect();
        let rendered = site.render_page(&all).into_iter().zip(*routes);
        let mut files = Vec::new();
        for (bytes, route) in rendered {
            files.extend(publish::entries(&route.path, &bytes.ok()?, precompress));
        }
        Some(files)
    };
    let files: Vec<Vec<FileEntry>> = pages.par_iter().map(of_page).collect::<Option<_>>()?;
    let mut files = files.concat();
    files.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Some(Edition::digest_of(&files))
}

/// The digests of what a snapshot holds. In that of what was written the ledger and the archive are left out, which are the
/// program's: an edition can be made again after it was published. Where the ledger stood, the manifest says by `previous`.
pub fn inputs(snapshot: &Snapshot) -> Inputs {
    let is_ours = |path: &str| matches!(Role::of(path), Role::Ledger | Role::Published(..));
    let (mut written, mut whole) = (Sha256::new(), Sha256::new());
    for (path, digest) in snapshot.digests() {
        let name = [path.as_bytes(), &[0]].concat();
        whole.update(&name);
        whole.update(digest);
        if !is_ours(path) {
            written.update(&name);
            written.update(digest);
        }
    }
    whole.update(Moment::from_clock(snapshot.now).rfc3339());
    Inputs { written: written.finalize().into(), whole: whole.finalize().into() }
}
