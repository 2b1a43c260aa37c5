//! `content/generated/`: the generated Markdown, written for people to review. It is never read as input, and a
//! file that someone edited is never overwritten.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::write::{failed, make_folder, replace, replace_for_good};
use crate::diagnostic::{Diagnostic, Location, warning};
use crate::domain::digest::{hex, sha256};
use crate::site::{Origin, Route, Site};
use crate::world::Snapshot;

const FOLDER: &str = "content/generated/";
const MANIFEST: &str = "content/generated/manifest.json";

/// What `generate` wrote last: path below `content/generated/` and SHA-256; while it writes, that of the file before too,
/// so that whatever an interruption leaves is known for its own.
#[derive(Default, Serialize, Deserialize)]
struct Manifest {
    files: BTreeMap<String, String>,
}

impl Manifest {
    /// Whether this program wrote the file with this digest.
    fn knows(&self, path: &str, digest: &str) -> bool {
        self.files.get(path).is_some_and(|own| own.split(' ').any(|own| own == digest))
    }

    /// What may stand on the disk while `new` takes the place of this.
    fn with(&self, new: &Manifest) -> Manifest {
        let mut files = self.files.clone();
        for (path, digest) in &new.files {
            let known = files.entry(path.clone()).or_default();
            if !known.split(' ').any(|own| own == digest) {
                *known = format!("{known} {digest}").trim_start().to_owned();
            }
        }
        Manifest { files }
    }

    fn write(&self, root: &Path) -> Result<(), Diagnostic> {
        let bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        let target = root.join(MANIFEST);
        make_folder(&target)?;
        replace_for_good(&target, &bytes)
    }
}

/// What `generate` did.
#[derive(Clone, Copy, Debug, Default)]
pub struct Generated {
    /// Files written because they were new or had changed.
    pub written: usize,
    /// Files that were already right.
    pub unchanged: usize,
    /// Files of entries or notices that are gone.
    pub removed: usize,
}

/// How a reviewed file stands to the records.
enum State {
    Missing,
    Same,
    Stale,
    Edited,
}

/// Warns of every reviewed file that was edited, or that the records have moved on from. Pure.
///
/// # Errors
/// Templates that fail.
pub fn review(site: &Site, snapshot: &Snapshot) -> Result<Vec<Diagnostic>, Diagnostic> {
    if snapshot.generated.is_empty() {
        return Ok(Vec::new());
    }
    let manifest = read_manifest(snapshot);
    let mut warnings = Vec::new();
    for (route, text) in pages(site)? {
        let path = &route.path;
        match state(snapshot, &manifest, path, &text) {
            State::Edited => warnings.push(edited(route)),
            State::Stale => warnings.push(stale(path)),
            State::Same | State::Missing => {}
        }
    }
    Ok(warnings)
}

/// Writes the generated Markdown below `root`, of the site as it is and as it will be at later moments; a page is
/// written as it is when it first appears. Edited files are left alone and reported.
///
/// # Errors
/// Templates that fail, or whatever the disk says.
pub fn generate(
    sites: &[&Site],
    snapshot: &Snapshot,
    root: &Path,
) -> Result<(Generated, Vec<Diagnostic>), Diagnostic> {
    let old = read_manifest(snapshot);
    let mut new = Manifest::default();
    let mut done = Generated::default();
    let mut warnings = Vec::new();
    // Everything is rendered before anything is written.
    let mut all = BTreeMap::new();
    for site in sites {
        for (route, text) in pages(site)? {
            all.entry(route.path.clone()).or_insert((route, text));
        }
    }
    let mut due = Vec::new();
    for (path, (route, text)) in all {
        match state(snapshot, &old, &path, &text) {
            State::Edited => {
                warnings.push(edited(route));
                if let Some(digest) = old.files.get(&path) {
                    new.files.insert(path, digest.clone());
                }
                continue;
            }
            State::Same => done.unchanged += 1,
            State::Missing | State::Stale => due.push((path.clone(), text.clone())),
        }
        new.files.insert(path, sha256(&text));
    }
    old.with(&new).write(root)?;
    for (path, text) in due {
        let target = root.join(FOLDER).join(path);
        make_folder(&target)?;
        replace(&target, text.as_bytes()).map_err(|e| failed(&target, &e))?;
        done.written += 1;
    }
    for path in old.files.keys().filter(|path| !new.files.contains_key(*path)) {
        let untouched = disk_digest(snapshot, path).is_some_and(|digest| old.knows(path, &digest));
        if untouched {
            let target = root.join(FOLDER).join(path);
            fs::remove_file(&target).map_err(|e| failed(&target, &e))?;
            done.removed += 1;
        }
    }
    new.write(root)?;
    Ok((done, warnings))
}

/// Every page that people review, as Markdown; its path is that below `content/generated/`.
fn pages(site: &Site) -> Result<Vec<(&Route, String)>, Diagnostic> {
    let reviewed = |route: &&Route| route.format == "md" && matches!(route.page.origin, Origin::Record(_));
    let text = |route| {
        let bytes = site.render(route)?;
        Ok((route, String::from_utf8_lossy(&bytes).into_owned()))
    };
    site.routes().iter().filter(reviewed).map(text).collect()
}

fn state(snapshot: &Snapshot, manifest: &Manifest, path: &str, text: &str) -> State {
    let Some(disk) = disk_digest(snapshot, path) else { return State::Missing };
    if disk == sha256(text) {
        State::Same
    } else if manifest.knows(path, &disk) {
        State::Stale
    } else {
        State::Edited
    }
}

fn disk_digest(snapshot: &Snapshot, path: &str) -> Option<String> {
    let path: Arc<str> = format!("{FOLDER}{path}").into();
    snapshot.generated.get(&path).map(|file| hex(file.digest()))
}

fn read_manifest(snapshot: &Snapshot) -> Manifest {
    let file = snapshot.generated.get(MANIFEST);
    file.and_then(|file| serde_json::from_slice(&file.bytes).ok()).unwrap_or_default()
}

fn stale(path: &str) -> Diagnostic {
    warning!(Location::file(&format!("{FOLDER}{path}")), "generated-stale",
        "审阅稿已过时：记录或模板在它之后改过",
        "this reviewed file is stale: the records or templates have changed since";
        help: "再运行一次 gongshi generate，重新审阅", "run `gongshi generate` and review it again"
    )
}

/// Says where the change belongs, for the edited file itself is never published.
fn edited(route: &Route) -> Diagnostic {
    let path = &route.path;
    let belongs = match &route.page.origin {
        Origin::Record(file) | Origin::Author(file) => file,
        Origin::Program => "content/",
    };
    warning!(Location::file(&format!("{FOLDER}{path}")), "generated-edited",
        "审阅稿被改过；改动不会被发布，也不会被覆盖",
        "this reviewed file was edited; the edit is neither published nor overwritten";
        help: "把改动写到 {belongs}，然后删除这个文件，再运行 gongshi generate",
        "make the change in {belongs}, delete this file, and run `gongshi generate` again"
    )
}
