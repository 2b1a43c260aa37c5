//! An output that is a mount point. It cannot be swapped with a folder beside it, which is on another file system, so
//! the edition is made in a hidden folder inside it, and its entries take the place of the old ones one after another.
//!
//! For that moment the output is a mixture. A plan on the disk says what has to move: whatever ends the program, the next
//! build, publication or `undo` finishes the plan before it looks at the folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::edition;
use super::names::{LEFT, STAGING, is_own};
use super::sync::sync_folder;
use super::write::{free_name, replace_for_good};
use crate::diagnostic::{Diagnostic, environment};
use crate::world::disk;

/// The plan, once the new edition is whole.
const PLAN: &str = "plan.json";
/// The entries that have left their place.
const OLD: &str = "old";
/// The entries that are still to take theirs.
const NEW: &str = "new";

/// What has to be done once the new edition is whole: its entries come, and those of these names go.
#[derive(Debug, Serialize, Deserialize)]
struct Plan {
    go: Vec<String>,
}

/// Where an edition for this output is made.
pub(super) fn staging(output: &Path) -> PathBuf {
    output.join(STAGING).join(NEW)
}

/// Puts the finished edition in place, entry by entry. The inner result is of what comes after that: whatever it says,
/// the edition is public.
pub(super) fn swap(output: &Path) -> Result<io::Result<()>, Diagnostic> {
    let plan = plan(output).map_err(|e| cut_off(output, &e))?;
    let bytes = serde_json::to_vec_pretty(&plan).unwrap_or_default();
    replace_for_good(&output.join(STAGING).join(PLAN), &bytes)?;
    roll_forward(output).map_err(|e| cut_off(output, &e))
}

/// Whether an edition has begun to take its place, which the next run will finish.
pub(super) fn is_begun(output: &Path) -> bool {
    disk::is_folder(&output.join(STAGING)) && disk::is_file(&output.join(STAGING).join(PLAN))
}

/// What is no longer needed, or could not be removed earlier.
pub(super) fn leftovers(output: &Path) -> io::Result<Vec<PathBuf>> {
    if is_begun(output) {
        return Ok(Vec::new());
    }
    let names = disk::names(output)?;
    Ok(names.iter().filter(|name| is_own(name)).map(|name| output.join(name)).collect())
}

/// A free name in an output for what cannot be removed.
pub(super) fn left(output: &Path) -> PathBuf {
    free_name(|n| output.join(format!("{LEFT}{n}")))
}

fn plan(output: &Path) -> io::Result<Plan> {
    let come = disk::names(&staging(output))?;
    let mut go = disk::names(output)?;
    go.retain(|name| !is_own(name) && !come.contains(name));
    Ok(Plan { go })
}

/// Finishes what was planned, if anything was.
pub(super) fn recover(output: &Path) -> Result<(), Diagnostic> {
    if is_begun(output) {
        let finished = roll_forward(output).map_err(|e| cut_off(output, &e))?;
        // A plan that was finished may be finished again.
        let _ = finished;
    }
    Ok(())
}

/// Takes the steps that are left. Only names that are found in the two folders move: the plan lies where others may write.
fn roll_forward(output: &Path) -> io::Result<io::Result<()>> {
    let whole = output.join(STAGING);
    let plan: Plan = serde_json::from_slice(&disk::read(&whole.join(PLAN))?)?;
    let (new, old) = (whole.join(NEW), whole.join(OLD));
    if !disk::is_folder(&old) {
        fs::create_dir(&old)?;
    }
    let mut come = if disk::is_folder(&new) { disk::names(&new)? } else { Vec::new() };
    // The manifest last: while it is the old one, nobody takes the output for the new edition.
    come.sort_by_key(|name| edition::DESCRIBING.contains(&name.as_str()));
    for name in &come {
        if disk::exists(&output.join(name)) {
            fs::rename(output.join(name), old.join(name))?;
        }
        fs::rename(new.join(name), output.join(name))?;
    }
    let there = disk::names(output)?;
    for name in there.iter().filter(|name| !is_own(name) && plan.go.contains(name)) {
        fs::rename(output.join(name), old.join(name))?;
    }
    let finish = || {
        sync_folder(output)?;
        fs::remove_file(whole.join(PLAN))?;
        sync_folder(&whole)
    };
    Ok(finish())
}

fn cut_off(output: &Path, error: &io::Error) -> Diagnostic {
    let path = output.display();
    environment!("write-failed",
        "输出文件夹 {path} 是挂载点，逐项更换时中断：{error}",
        "the output folder {path} is a mount point; putting the edition in place stopped: {error}";
        help: "检查磁盘后再运行一次 gongshi build 或 publish，它会先把这次更换做完",
        "check the disk and run `gongshi build` or `publish` again: it first finishes what was begun"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Stopped before any of its steps, the plan comes to the same end.
    #[test]
    fn a_plan_is_finished_from_wherever_it_was_stopped() {
        let names = |folder: &Path| {
            disk::files_below(folder)
                .unwrap()
                .into_iter()
                .map(|name| (fs::read_to_string(folder.join(&name)).unwrap(), name))
                .collect::<Vec<_>>()
        };
        let write = |path: PathBuf, text: &str| {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        for steps in 0..8 {
            let folder = tempfile::tempdir().unwrap();
            let output = folder.path();
            for name in ["a.html", "gone/x.html", "pages/one.html", "edition.json"] {
                write(output.join(name), "old");
            }
            for name in ["a.html", "b.html", "pages/one.html", "edition.json"] {
                write(staging(output).join(name), "new");
            }
            let plan = plan(output).unwrap();
            assert_eq!(plan.go, ["gone"]);
            let whole = output.join(STAGING);
            write(whole.join(PLAN), &serde_json::to_string(&plan).unwrap());
            let mut moves = Vec::new();
            for name in ["a.html", "b.html", "pages", "edition.json"] {
                moves.extend([(output.join(name), whole.join(OLD).join(name))]);
                moves.extend([(whole.join(NEW).join(name), output.join(name))]);
            }
            fs::create_dir_all(whole.join(OLD)).unwrap();
            for (from, to) in moves.iter().filter(|(from, _)| from.exists()).take(steps) {
                fs::rename(from, to).unwrap();
            }
            recover(output).unwrap();
            fs::remove_dir_all(&whole).unwrap();
            let new = |name: &str| ("new".to_owned(), name.to_owned());
            assert_eq!(
                names(output),
                ["a.html", "b.html", "edition.json", "pages/one.html"].map(new),
                "after {steps}"
            );
            assert!(!output.join("gone").exists());
        }
    }

    #[test]
    fn what_was_not_planned_yet_is_only_left_over() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.html"), "old").unwrap();
        fs::create_dir_all(staging(folder.path())).unwrap();
        fs::write(staging(folder.path()).join("a.html"), "new").unwrap();
        recover(folder.path()).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("a.html")).unwrap(), "old");
        assert_eq!(leftovers(folder.path()).unwrap(), [folder.path().join(STAGING)]);
    }
}
