//! The making of an edition: every page rendered, let through the gate and written beside the output, then put in place.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::iter;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rayon::prelude::*;

use super::cache::{HeldPages, Inputs, PageKeys};
use super::edition::{self, Edition, FileEntry};
use super::ledger::{self, Pending};
use super::output::Output;
use super::staging::{Put, Staging};
use super::{compress, signature};
use crate::diagnostic::Diagnostic;
use crate::domain::chain::Link;
use crate::domain::digest::hex;
use crate::gate;
use crate::site::{Route, Site};
use crate::world::clock::Stopwatch;

/// Where the ledger will stand once the edition with a digest is public.
pub(super) type LinkOf<'a> = dyn Fn(&str) -> Option<Link> + Sync + 'a;

/// How an edition is to be made.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// What the site was compiled from.
    pub inputs: Inputs,
    /// Whether each file of text has its compressed forms beside it, listed in the edition like any other.
    pub precompress: bool,
    /// The key to sign with. Without one, the signature of an edition that stays the same stays.
    pub sign: Option<&'a Path>,
    /// Where the ledger will stand with the edition; without it, where it stands.
    pub link: Option<&'a LinkOf<'a>>,
    /// Called for every route.
    pub progress: &'a (dyn Fn() + Sync),
}

/// What a build did.
#[derive(Clone, Debug)]
pub struct Built {
    /// The edition that is now in place.
    pub edition: Edition,
    /// Whether it is signed.
    pub signed: bool,
    /// Whether the edition before it in the output was.
    pub was_signed: bool,
    /// How many files are new or have changed, those that describe the others aside.
    pub written: usize,
    /// Time to render and write them.
    pub writing: Duration,
    /// Time to put the edition in place and remove the old one.
    pub swapping: Duration,
    /// What failed once the edition was public.
    pub warnings: Vec<Diagnostic>,
}

/// An edition rendered, checked and on the disk beside the output: all but public. Dropped, it leaves no trace.
#[derive(Debug)]
pub struct Ready<'o> {
    output: &'o Output,
    /// None where the output is this edition already.
    staging: Option<Staging<'o>>,
    pages: PageKeys,
    built: Built,
}

/// A file of the new edition.
struct Made {
    entry: FileEntry,
    put: Put,
}

/// The files of one page, and its address and key where it has one.
struct MadePage {
    files: Vec<Made>,
    key: Option<(String, String)>,
}

/// Renders every route and makes the edition beside the output, which is not touched.
///
/// # Errors
/// A page that does not render or may not go out (code of the content), a key that does not sign or is not the office's,
/// or whatever the disk says (`write-failed`).
pub fn prepare<'o>(
    site: &Site,
    output: &'o Output,
    options: &Options<'_>,
) -> Result<Ready<'o>, Vec<Diagnostic>> {
    let mut watch = Stopwatch::start();
    let one = |problem| vec![problem];
    if options.sign.is_some() && site.register().office.signing_key.is_none() {
        return Err(vec![signature::no_key()]);
    }
    output.is_of(site.register()).map_err(one)?;
    let paths = site.routes().iter().map(|route| route.path.as_str());
    let staging = Staging::create(output, paths).map_err(one)?;
    let held = HeldPages::read(output.path(), output.edition());
    let making = Making { site, staging: &staging, held, options };
    let pages = staging.while_syncing(|| making.all()).map_err(one)??;
    let (mut made, mut keys) = (Vec::new(), BTreeMap::new());
    for page in pages {
        made.extend(page.files);
        keys.extend(page.key);
    }
    let is_unchanged = |made: &&Made| made.put == Put::Unchanged;
    let mut unchanged: Vec<String> =
        made.iter().filter(is_unchanged).map(|made| made.entry.path.clone()).collect();
    let written = made.len() - unchanged.len();
    let entries = made.into_iter().map(|made| made.entry).collect();
    let mut edition = Edition::new(site.register(), options.inputs.written, entries);
    if let Some(link) = options.link {
        edition.ledger = link(&edition.digest);
    }
    let manifest = edition.to_bytes();
    let sums = edition.sums(&manifest);
    let signature = match options.sign {
        Some(key) => Some(signature::sign(key, &sums).map_err(one)?),
        None => signature::still_good(output.path(), &sums),
    };
    let describing =
        [(edition::FILE, Some(manifest)), (edition::SUMS, Some(sums)), (edition::SIGNATURE, signature)];
    let mut all = if written == 0 { Put::Unchanged } else { Put::Written };
    for (name, bytes) in describing {
        match bytes.map(|bytes| staging.put(name, &bytes)).transpose().map_err(one)? {
            Some(Put::Unchanged) => unchanged.push(name.to_owned()),
            Some(Put::Written) => all = Put::Written,
            None => {}
        }
    }
    let staging = staging.complete(&unchanged, all).map_err(one)?;
    let folder = staging.as_ref().map_or(output.path(), Staging::path);
    let signed = signature::confirm(folder).map_err(one)?;
    let built = Built {
        edition,
        signed,
        was_signed: output.is_signed(),
        written,
        writing: watch.lap(),
        swapping: Duration::ZERO,
        warnings: Vec::new(),
    };
    Ok(Ready { output, staging, pages: PageKeys::new(&built.edition, keys), built })
}

impl Ready<'_> {
    /// The edition as it will be.
    pub fn edition(&self) -> &Edition {
        &self.built.edition
    }

    /// Makes it public in one step. The old edition is removed, or kept beside the output as the last of `keep`; where
    /// that is not said, those kept before are left alone. With `pending`, it is recorded in the ledger.
    ///
    /// # Errors
    /// Whatever the disk says; then the old edition stands as it did, or the ledger alone is left to be written.
    pub fn put_in_place(self, keep: Option<usize>, pending: Option<Pending>) -> Result<Built, Diagnostic> {
        let mut watch = Stopwatch::start();
        let Ready { output, staging, pages, built } = self;
        let is_new = staging.is_some();
        let swap = || staging.map_or(Ok(Vec::new()), |staging| staging.swap(&built.edition, keep));
        let mut warnings = ledger::record(pending, swap)?;
        pages.write(output.path());
        warnings.extend(output.keep_only(keep));
        if is_new {
            warnings.extend(output.clean_up());
        }
        Ok(Built { swapping: watch.lap(), warnings, ..built })
    }
}

/// The entries that a file of an edition has in its manifest, those of its compressed forms too where it has them.
pub fn entries(path: &str, bytes: &[u8], precompress: bool) -> Vec<FileEntry> {
    let forms = if precompress { compress::forms(path, bytes) } else { Vec::new() };
    let forms = forms.iter().map(|(path, form)| FileEntry::new(path, form));
    iter::once(FileEntry::new(path, bytes)).chain(forms).collect()
}

/// What the files of an edition are made with.
struct Making<'a> {
    site: &'a Site,
    staging: &'a Staging<'a>,
    held: HeldPages<'a>,
    options: &'a Options<'a>,
}

impl Making<'_> {
    /// Makes every file, in parallel. Pages that fail are reported together, up to about a hundred; a disk that fails is
    /// reported once.
    fn all(&self) -> Result<Vec<MadePage>, Vec<Diagnostic>> {
        const ENOUGH: usize = 100;
        /// Pages that one thread takes at a time: few, so that the last ones are shared out too.
        const SHARE: usize = 8;
        let failed = AtomicUsize::new(0);
        let count = |problem: &Diagnostic| {
            let weight = if problem.location.is_some() { 1 } else { ENOUGH };
            failed.fetch_add(weight, Ordering::Relaxed);
        };
        let mut pages: Vec<&[Route]> = self.site.pages().collect();
        // Long ones first, so that all threads end together.
        pages.sort_by_key(|routes| routes.first().map(|route| Reverse(route.page.entries)));
        let made: Vec<Result<MadePage, Vec<Diagnostic>>> = pages
            .par_iter()
            .with_max_len(SHARE)
            .filter(|_| failed.load(Ordering::Relaxed) < ENOUGH)
            .map(|routes| self.page(routes).inspect_err(|problems| problems.iter().for_each(count)))
            .collect();
        if failed.into_inner() == 0 {
            return Ok(made.into_iter().flatten().collect());
        }
        let problems: Vec<Diagnostic> = made.into_iter().filter_map(Result::err).flatten().collect();
        let disk = problems.iter().find(|problem| problem.location.is_none()).cloned();
        Err(disk.map_or(problems, |problem| vec![problem]))
    }

    /// The files of one page: those that the output holds of it, or made anew.
    fn page(&self, routes: &[Route]) -> Result<MadePage, Vec<Diagnostic>> {
        let key = routes.first().and_then(|route| {
            let key = hex(&self.site.key(&route.page)?);
            // With and without compressed forms a page has other files.
            let forms = if self.options.precompress { "+" } else { "" };
            Some((route.page.address.clone(), key + forms))
        });
        let held = key.as_ref().filter(|(address, key)| self.held.has(address, key));
        let files = match held.and_then(|_| self.take_over(routes)) {
            Some(files) => files,
            None => self.render(routes)?,
        };
        Ok(MadePage { files, key })
    }

    /// The files that the output holds of a page, if they may go out again: what may not is found by making it.
    fn take_over(&self, routes: &[Route]) -> Option<Vec<Made>> {
        let mut files = Vec::new();
        for route in routes {
            let entry = self.held.file(&route.path)?;
            let bytes = self.staging.held(entry)?;
            gate::check(self.site.guard(), &route.path, &bytes).ok()?;
            files.push(entry);
            if self.options.precompress {
                for form in compress::paths(&route.path).iter().filter_map(|path| self.held.file(path)) {
                    self.staging.held(form)?;
                    files.push(form);
                }
            }
        }
        routes.iter().for_each(|_| (self.options.progress)());
        let made = |entry: &FileEntry| Made { entry: entry.clone(), put: Put::Unchanged };
        Some(files.into_iter().map(made).collect())
    }

    fn render(&self, routes: &[Route]) -> Result<Vec<Made>, Vec<Diagnostic>> {
        let (mut made, mut problems) = (Vec::new(), Vec::new());
        let all: Vec<&Route> = routes.iter().collect();
        for (bytes, route) in self.site.render_page(&all).into_iter().zip(routes) {
            problems.extend(bytes.and_then(|bytes| self.file(&route.path, &bytes, &mut made)).err());
            (self.options.progress)();
        }
        if problems.is_empty() { Ok(made) } else { Err(problems) }
    }

    /// Lets a file through the gate and puts it where it goes, its compressed forms beside it.
    fn file(&self, path: &str, bytes: &[u8], made: &mut Vec<Made>) -> Result<(), Diagnostic> {
        gate::check(self.site.guard(), path, bytes)?;
        made.push(self.put(path, bytes)?);
        let forms = if self.options.precompress { compress::forms(path, bytes) } else { Vec::new() };
        for (path, form) in forms {
            made.push(self.put(&path, &form)?);
        }
        Ok(())
    }

    fn put(&self, path: &str, bytes: &[u8]) -> Result<Made, Diagnostic> {
        Ok(Made { put: self.staging.put(path, bytes)?, entry: FileEntry::new(path, bytes) })
    }
}
