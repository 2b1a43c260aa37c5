//! The making of an edition's files: each page rendered and let through the gate, or taken over from the output where
//! it is found there sealed.

use std::cmp::Reverse;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::compress;
use super::edition::{Edition, FileEntry, hex};
use super::seals::{Seals, Sum};
use super::staging::Staging;
use crate::diagnostic::Diagnostic;
use crate::gate;
use crate::site::{Route, Site};
use crate::world::disk::Identity;

/// What the files of an edition are made with.
pub(super) struct Press<'a> {
    pub(super) site: &'a Site,
    /// The digest of all that the site is made of.
    pub(super) whole: Sum,
    pub(super) staging: &'a Staging<'a>,
    pub(super) seals: &'a Seals,
    /// The edition in the output, where it was made of exactly what this one is made of.
    pub(super) standing: Option<&'a Edition>,
    /// Whether each file of text has its compressed forms beside it.
    pub(super) compressed: bool,
    /// How many files were rendered.
    pub(super) rendered: AtomicUsize,
    /// Told of every route.
    pub(super) progress: &'a (dyn Fn() + Sync),
}

/// A file of a page, rendered or found.
struct File<'r> {
    path: &'r str,
    bytes: &'r [u8],
    sum: Sum,
    /// What it is made of, where it is sealed: as it shows at a first look, and at a closer one.
    imprints: &'r [Sum],
    /// Where the output has it, what tells that file.
    found: Option<Option<Identity>>,
}

/// A file that the output has.
struct Found {
    bytes: Vec<u8>,
    sum: Sum,
    /// What tells the file that was read.
    file: Option<Identity>,
}

/// The forms of one page.
type Forms = [Route];

impl Press<'_> {
    /// Makes every file, in parallel. Pages that fail are reported together, up to about a hundred; a disk that fails is
    /// reported once.
    pub(super) fn run(&self) -> Result<Vec<FileEntry>, Vec<Diagnostic>> {
        const ENOUGH: usize = 100;
        /// Pages that one thread takes at a time: few, so that the last ones are shared out too.
        const SHARE: usize = 8;
        let failed = AtomicUsize::new(0);
        let count = |problem: &Diagnostic| {
            let weight = if problem.location.is_some() { 1 } else { ENOUGH };
            failed.fetch_add(weight, Ordering::Relaxed);
        };
        let mut pages: Vec<_> = self.site.pages().collect();
        // Long ones first, so that all threads end together.
        pages.sort_by_key(|forms| forms.first().map(|route| Reverse(route.page.entries)));
        let made: Vec<Result<Vec<FileEntry>, Vec<Diagnostic>>> = pages
            .par_iter()
            .with_max_len(SHARE)
            .filter(|_| failed.load(Ordering::Relaxed) < ENOUGH)
            .map(|forms| self.page(forms).inspect_err(|problems| problems.iter().for_each(count)))
            .collect();
        if failed.into_inner() == 0 {
            return Ok(made.into_iter().flatten().flatten().collect());
        }
        let problems: Vec<Diagnostic> = made.into_iter().filter_map(Result::err).flatten().collect();
        let disk = problems.iter().find(|problem| problem.location.is_none()).cloned();
        Err(disk.map_or(problems, |problem| vec![problem]))
    }

    /// Makes the files of one page.
    fn page(&self, forms: &Forms) -> Result<Vec<FileEntry>, Vec<Diagnostic>> {
        let there = self.in_output(forms);
        if let Some(there) = there.as_deref().filter(|there| self.stand(forms, there)) {
            return self.take_over(forms, there, &[]);
        }
        let imprints = if self.seals.are_kept() { vec![self.whole] } else { Vec::new() };
        let is_found = |there: &&[Found]| imprints.last().is_some_and(|last| self.hold(last, forms, there));
        if let Some(there) = there.as_deref().filter(is_found) {
            return self.take_over(forms, there, &imprints);
        }
        let (mut files, mut problems) = (Vec::new(), Vec::new());
        let all: Vec<&Route> = forms.iter().collect();
        for (bytes, Route { path, .. }) in self.site.render_page(&all).into_iter().zip(forms) {
            self.rendered.fetch_add(1, Ordering::Relaxed);
            let take = |bytes: Vec<u8>| {
                let sum = Sha256::digest(&bytes).into();
                self.take(&File { path, bytes: &bytes, sum, imprints: &imprints, found: None }, &mut files)
            };
            problems.extend(bytes.and_then(take).err());
        }
        if problems.is_empty() { Ok(files) } else { Err(problems) }
    }

    /// The files of a page as the output has them, if it has them all and any file of it is sealed.
    fn in_output(&self, forms: &Forms) -> Option<Vec<Found>> {
        if self.seals.is_empty() {
            return None;
        }
        let find = |Route { path, .. }: &Route| {
            let (bytes, file) = self.staging.in_output(path)?;
            Some(Found { sum: Sha256::digest(&bytes).into(), bytes, file })
        };
        forms.iter().map(find).collect()
    }

    /// Whether the output has a page as the standing edition does: then it is what would be made now.
    fn stand(&self, forms: &Forms, there: &[Found]) -> bool {
        let stands = |(Route { path, .. }, found): (&Route, &Found)| {
            let listed = self.standing.and_then(|edition| edition.file(path));
            listed.is_some_and(|file| file.sha256 == hex(&found.sum))
        };
        forms.iter().zip(there).all(stands)
    }

    /// Whether the files of a page are sealed with an imprint.
    fn hold(&self, imprint: &Sum, forms: &Forms, there: &[Found]) -> bool {
        forms.iter().zip(there).all(|(Route { path, .. }, found)| self.seals.hold(imprint, path, &found.sum))
    }

    /// Takes a page over as the output has it.
    fn take_over(
        &self,
        forms: &Forms,
        there: &[Found],
        imprints: &[Sum],
    ) -> Result<Vec<FileEntry>, Vec<Diagnostic>> {
        let (mut files, mut problems) = (Vec::new(), Vec::new());
        for (Route { path, .. }, Found { bytes, sum, file }) in forms.iter().zip(there) {
            let file = File { path, bytes, sum: *sum, imprints, found: Some(*file) };
            problems.extend(self.take(&file, &mut files).err());
        }
        if problems.is_empty() { Ok(files) } else { Err(problems) }
    }

    /// Lets a file through the gate and puts it where it goes, its compressed forms beside it.
    fn take(&self, file: &File<'_>, files: &mut Vec<FileEntry>) -> Result<(), Diagnostic> {
        let File { path, bytes, sum, imprints, found } = file;
        if found.is_none() || !self.seals.have_passed() {
            gate::check(self.site.guard(), path, bytes)?;
        }
        match found {
            Some(file) => self.staging.keep(path, *file),
            None => self.staging.put(path, bytes)?,
        }
        imprints.iter().for_each(|imprint| self.seals.add(imprint, path, sum));
        files.push(FileEntry::with_sum(path, bytes.len(), sum));
        for (path, form) in if self.compressed { compress::forms(path, bytes) } else { Vec::new() } {
            self.staging.put(&path, &form)?;
            files.push(FileEntry::new(&path, &form));
        }
        (self.progress)();
        Ok(())
    }
}
