//! Where an edition goes: which folders may be used, and who is using one.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::access::{self, Access};
use super::cache::Remembered;
use super::edition::{Edition, NoEdition, SIGNATURE, Whose};
use super::lock::Lock;
use super::names::{self, beside};
use super::swap::recover;
use super::write::{failed, not_synced, remove};
use super::{kept, mounted, verify};
use crate::diagnostic::{Diagnostic, Severity, environment, text};
use crate::domain::office::is_sample_address;
use crate::domain::register::Register;
use crate::world::disk;

/// A folder that may be replaced by an edition, held against every other build until this is dropped.
#[derive(Debug)]
pub struct Output {
    path: PathBuf,
    held: Held,
    /// A mount point: editions take their place in it entry by entry.
    is_mount: bool,
    _lock: Lock,
}

/// What was found in an output.
#[derive(Debug, Default)]
struct Held {
    /// Its files, in byte order, those it keeps apart.
    files: Vec<String>,
    edition: Option<Edition>,
}

/// A folder held against every other build, of which nobody has looked yet at what it holds. That can take its time while
/// the content is read.
#[derive(Debug)]
pub struct Claim {
    path: PathBuf,
    is_mount: bool,
    lock: Lock,
}

impl Claim {
    /// Holds a folder for the project at `root`, and puts right what an interrupted build left beside it.
    ///
    /// # Errors
    /// A folder that holds or is the project, lies inside its content or themes, or is a link; one that another build is
    /// writing; one never built into that [`Claim::examine`] would refuse.
    pub fn new(path: &Path, root: &Path) -> Result<Claim, Diagnostic> {
        let path = acceptable(path, root)?;
        let lock = beside(&path, "lock");
        if !disk::exists(&lock) {
            // Never built into before: beside a folder that is not ours nothing is written, not even a lock.
            examine(&path)?;
        }
        let busy =
            text!("另一个构建正在写入同一个输出文件夹", "another build is writing the same output folder");
        let lock = Lock::take(&lock, busy)?;
        let old = beside(&path, "old");
        recover(&path, &old).map_err(|e| failed(&path, &e))?;
        let is_mount = disk::is_mount_point(&path);
        if is_mount {
            mounted::recover(&path)?;
        }
        // What cannot be removed is out of the way, and is spoken of once there is a new edition.
        let _ = clean_up(&path, is_mount);
        Ok(Claim { path, is_mount, lock })
    }

    /// Takes the folder: one that does not exist, is empty, or holds an edition and nothing else.
    ///
    /// # Errors
    /// A folder with files that the program did not write.
    pub fn examine(self) -> Result<Output, Diagnostic> {
        let Claim { path, is_mount, lock } = self;
        let output = Output { held: examine(&path)?, path, is_mount, _lock: lock };
        kept::discard_unfinished(&output.path)?;
        Ok(output)
    }

    /// The last build into the folder.
    pub fn last_build(&self) -> Option<Remembered> {
        Remembered::read(&self.path)
    }
}

impl Output {
    /// The folder, absolute.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the edition it holds is signed.
    pub fn is_signed(&self) -> bool {
        disk::exists(&self.path.join(SIGNATURE))
    }

    /// Whether it is a mount point, where an edition takes its place entry by entry and not at one instant.
    pub fn is_mount(&self) -> bool {
        self.is_mount
    }

    /// The folder, on the same file system, in which its next edition is made.
    pub(super) fn staging(&self) -> PathBuf {
        if self.is_mount { mounted::staging(&self.path) } else { beside(&self.path, "staging") }
    }

    /// Removes what earlier editions and interrupted builds left. What cannot be removed is a warning, and gets a name
    /// that is in nobody's way.
    pub(super) fn clean_up(&self) -> Vec<Diagnostic> {
        clean_up(&self.path, self.is_mount)
    }

    /// Gives up all kept editions but the newest `keep`, where that is said. Gives what failed.
    pub fn keep_only(&self, keep: Option<usize>) -> Vec<Diagnostic> {
        let Some(keep) = keep else { return Vec::new() };
        let pruned = kept::prune(&self.path, keep);
        let mut warnings = self.clean_up();
        warnings.extend(pruned.err().map(|error| not_synced(&self.path, &error)));
        warnings
    }

    /// The files it holds, in byte order, those it keeps apart.
    pub(super) fn files(&self) -> &[String] {
        &self.held.files
    }

    /// The edition it holds, as its manifest has it.
    pub fn edition(&self) -> Option<&Edition> {
        self.held.edition.as_ref()
    }

    /// Whether the edition it holds, if any, is of the same site: one that this project published, or whose manifest names
    /// it.
    ///
    /// # Errors
    /// That of another site is not replaced (`output-refused`).
    pub(super) fn is_of(&self, register: &Register) -> Result<(), Diagnostic> {
        let Some(edition) = self.edition() else { return Ok(()) };
        let Some(site) = edition.site.as_ref().filter(|site| site.is_other(&Whose::new(&register.office)))
        else {
            return Ok(());
        };
        // Of what was tried at an address of examples, the office's own site takes the place.
        let was_tried = is_sample_address(&site.base_url) && !register.office.is_sample();
        if was_tried || register.ledger.editions.contains(&edition.digest) {
            return Ok(());
        }
        let (title, url) = (&site.title, &site.base_url);
        Err(refuse(
            &self.path,
            text!("里面是另一个网站：{title}（{url}）", "it holds another site: {title} ({url})"),
        ))
    }

    /// The edition it holds, if it is this one to the byte, with the modes that a build would give its files.
    pub fn intact_edition(&self, digest: &str) -> Option<&Edition> {
        let edition = self.edition().filter(|edition| edition.digest == digest)?;
        let is_open = Access::of_output(&self.path).have_all(&self.path, &access::folders(edition.paths()));
        (is_open && verify::is_intact(&self.path, edition, self.files())).then_some(edition)
    }

    /// Remembers the build that made the edition it now holds.
    pub fn remember(&self, build: &Remembered) {
        build.write(&self.path);
    }

    /// An edition before it cannot be kept beside a mount point.
    pub(super) fn keeps_none(&self) -> Diagnostic {
        refuse(
            &self.path,
            text!(
                "它是挂载点，以前的版本不能保留在它旁边（--keep）",
                "it is a mount point: no earlier edition can be kept beside it (--keep)"
            ),
        )
    }

    /// Why it could not be swapped; it stands as it did.
    pub(super) fn not_swapped(&self, error: &io::Error) -> Diagnostic {
        match error.kind() {
            io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices => refuse(
                &self.path,
                text!(
                    "它是一个挂载点，不能整体替换（{error}）",
                    "it is a mount point, which cannot be exchanged as a whole ({error})"
                ),
            ),
            _ => failed(&self.path, error),
        }
    }
}

fn clean_up(output: &Path, is_mount: bool) -> Vec<Diagnostic> {
    let beside = leftovers(output).unwrap_or_default();
    let inside = if is_mount { mounted::leftovers(output).unwrap_or_default() } else { Vec::new() };
    let mut warnings = Vec::new();
    for left in beside.into_iter().chain(inside) {
        let Err(error) = remove(&left) else { continue };
        let aside = if left.starts_with(output) { mounted::left(output) } else { kept::left(output) };
        let left = if fs::rename(&left, &aside).is_ok() { aside } else { left };
        warnings.push(left_behind(&left, &error));
    }
    warnings
}

/// What stands beside an output and is not needed: an edition that was replaced, or one that was never finished.
fn leftovers(output: &Path) -> io::Result<Vec<PathBuf>> {
    let (Some(folder), Some(prefix)) =
        (output.parent(), beside(output, "").file_name().map(ToOwned::to_owned))
    else {
        return Ok(Vec::new());
    };
    let prefix = prefix.to_string_lossy();
    let is_left = |name: &&String| {
        let suffix = name.strip_prefix(&*prefix).unwrap_or_default();
        // The last two are of earlier versions of the program.
        ["staging", "old", "twin", "seals"].contains(&suffix) || suffix.starts_with("left-")
    };
    Ok(disk::names(folder)?.iter().filter(is_left).map(|name| folder.join(name)).collect())
}

/// The edition is public; only what it replaced is still there.
fn left_behind(path: &Path, error: &io::Error) -> Diagnostic {
    let shown = path.display();
    environment!("left-behind",
        "清理不了 {shown}：{error}", "cannot remove {shown}: {error}";
        help: "新版本已经公开，这里是不再需要的旧文件：排除故障后再运行一次会清理，也可以手工删除",
        "the new edition is public, and these are old files: remove them by hand, or mend that and run this again"
    )
    .with_severity(Severity::Warning)
}

/// The real path of a folder that may be an output.
fn acceptable(path: &Path, root: &Path) -> Result<PathBuf, Diagnostic> {
    if disk::is_link(path) {
        return Err(refuse(path, text!("输出文件夹是一个链接", "the output folder is a link")));
    }
    let real = disk::real_path(path);
    let root = disk::real_path(root);
    if real.file_name().is_none() {
        return Err(refuse(path, text!("不能输出到磁盘根目录", "the output may not be the root of a disk")));
    }
    if root.starts_with(&real) {
        return Err(refuse(
            path,
            text!("输出文件夹就是项目文件夹或在它之上", "the output folder is the project's own or above it"),
        ));
    }
    for name in ["content", "themes", "src", ".git"] {
        let source = root.join(name);
        if real.starts_with(&source) || source.starts_with(&real) {
            return Err(refuse(
                path,
                text!("输出文件夹与项目的 {name} 重叠", "the output folder overlaps the project's {name}"),
            ));
        }
    }
    Ok(real)
}

/// Lists the files of the folder and reads its manifest: nothing but an edition may be replaced.
fn examine(path: &Path) -> Result<Held, Diagnostic> {
    if !disk::exists(path) {
        return Ok(Held::default());
    }
    if !disk::is_folder(path) {
        return Err(refuse(path, text!("输出位置上是一个文件", "a file stands where the output goes")));
    }
    // Without a manifest of ours nothing in the folder is ours, whatever it is called.
    let (found, edition) = rayon::join(|| disk::files_below(path), || Edition::read(path));
    let mut files = found.map_err(|e| failed(path, &e))?;
    let edition = match edition {
        Ok(edition) => Some(edition),
        Err(NoEdition::BadPath(bad)) => return Err(bad_manifest(path, &bad)),
        Err(NoEdition::Unreadable(_) | NoEdition::Foreign) => None,
    };
    // A look before the lock is taken may come upon what another build has there.
    files.retain(|name| !names::is_apart(name));
    let ours: HashSet<&str> = edition.iter().flat_map(Edition::paths).collect();
    let foreign: Vec<&str> = files.iter().map(String::as_str).filter(|name| !ours.contains(name)).collect();
    if foreign.is_empty() {
        return Ok(Held { files, edition });
    }
    let (count, shown) = (foreign.len(), foreign[..foreign.len().min(3)].join("、"));
    let why = text!(
        "输出文件夹里有{count}个不是本程序写的文件：{shown}",
        "the output folder holds {count} files this program did not write: {shown}"
    );
    Err(refuse(path, why))
}

/// Someone has changed the manifest: what it says is no ground for replacing anything.
fn bad_manifest(path: &Path, bad: &str) -> Diagnostic {
    let shown: String = bad.escape_debug().take(100).collect();
    refuse(
        path,
        text!(
            "其中的 edition.json 被改动过：路径 {shown} 重复、顺序不对，或不是这个文件夹里的文件",
            "its edition.json was changed: {shown} is listed twice, out of order, or is no file of this folder"
        ),
    )
}

fn refuse(path: &Path, why: String) -> Diagnostic {
    let path = path.display();
    environment!("output-refused",
        "不能使用输出文件夹 {path}：{why}", "cannot use the output folder {path}: {why}";
        help: "换一个空文件夹（--out），或先把这些文件移走；什么都没有改动",
        "choose an empty folder with --out, or move those files away; nothing was changed"
    )
}
