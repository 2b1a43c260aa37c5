//! Going back to the edition before: the same one step, from a folder that was kept.

use std::collections::BTreeMap;

use super::access::{self, Access};
use super::edition::Edition;
use super::known::Known;
use super::ledger::{self, Pending};
use super::names::beside;
use super::output::Output;
use super::staging::link_kept;
use super::swap::swap;
use super::write::{failed, not_synced};
use super::{kept, verify};
use crate::diagnostic::{Diagnostic, environment};
use crate::world::disk;

/// The edition to go back to, found intact.
#[derive(Debug)]
pub struct EarlierEdition<'o> {
    output: &'o Output,
    kept: kept::Kept,
    edition: Edition,
}

/// What going back means for the public.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Files that are public now and will not be.
    pub gone: Vec<String>,
    /// Files that will be what they were before.
    pub changed: Vec<String>,
}

impl<'o> EarlierEdition<'o> {
    /// Finds the newest kept edition.
    ///
    /// # Errors
    /// None kept (`nothing-to-undo`), or one that is not what was published (`kept-damaged`).
    pub fn find(output: &'o Output) -> Result<Self, Diagnostic> {
        let newest = kept::all(output.path()).map_err(|e| failed(output.path(), &e))?.pop();
        let Some(kept) = newest else {
            return Err(environment!("nothing-to-undo",
                "没有保留以前的版本，无法退回", "no earlier edition was kept to go back to";
                help: "以后生成时用 --keep 2 保留最近两版；现在可改回记录，再运行 gongshi publish",
                "keep the last two with --keep 2 from now on; now change the records back and run `gongshi publish`"
            ));
        };
        if !disk::is_folder(&kept.path) {
            let shown = kept.path.display();
            return Err(environment!("kept-damaged",
                "保留的版本 {shown} 不是文件夹", "what is kept as {shown} is no folder";
                help: "什么都没有改动。移走它，再运行一次", "nothing was changed. Move it away and run this again"
            ));
        }
        let verified = verify::examine(&kept.path, &Known::default())?;
        if let Some((path, _)) = verified.differences.first() {
            let (count, shown) = (verified.differences.len(), kept.path.display());
            return Err(environment!("kept-damaged",
                "保留的版本 {shown} 有 {count} 个文件与发布时不同（{path} 等），不能退回",
                "the edition kept in {shown} has {count} files that are not as published ({path} first)";
                help: "什么都没有改动。删除这个文件夹，可再退回更早的一版；或改回记录，再运行 gongshi publish",
                "nothing was changed. Remove that folder to go back one further, or change the records and publish"
            ));
        }
        Ok(EarlierEdition { output, kept, edition: verified.edition })
    }

    /// The edition to go back to.
    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    /// What the public will see differently.
    pub fn change(&self) -> Change {
        let then: BTreeMap<&str, &str> =
            self.edition.files.iter().map(|file| (file.path.as_str(), file.sha256.as_str())).collect();
        let mut change = Change::default();
        for file in self.output.edition().iter().flat_map(|now| &now.files) {
            match then.get(file.path.as_str()) {
                None => change.gone.push(file.path.clone()),
                Some(before) if *before != file.sha256 => change.changed.push(file.path.clone()),
                Some(_) => {}
            }
        }
        change
    }

    /// Makes it public in one step, records it and removes the edition that was. Gives what failed once it was public.
    ///
    /// # Errors
    /// Whatever the disk says; then nothing has changed, or the ledger alone is left to be written.
    pub fn put_in_place(self, pending: Pending) -> Result<Vec<Diagnostic>, Diagnostic> {
        let mut warnings = ledger::record(Some(pending), || self.swap())?;
        if let Err(error) = kept::discard(self.output.path(), &self.kept.path) {
            // The next build removes it: it is not what its name says.
            warnings.push(not_synced(&self.kept.path, &error));
        }
        warnings.extend(self.output.clean_up());
        Ok(warnings)
    }

    fn swap(&self) -> Result<Vec<Diagnostic>, Diagnostic> {
        link_kept(self.output, &self.kept.path)?;
        let folders = access::folders(self.edition.paths());
        let access = Access::of_output(self.output.path());
        access.give_all(&self.kept.path, &folders).map_err(|e| failed(&self.kept.path, &e))?;
        let after = swap(&self.kept.path, self.output.path(), &beside(self.output.path(), "old"))
            .map_err(|e| self.output.not_swapped(&e))?;
        Ok(after.err().map(|error| not_synced(self.output.path(), &error)).into_iter().collect())
    }
}
