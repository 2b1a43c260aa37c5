//! Watching folders: calls back after a burst of changes has settled.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::cannot;
use crate::diagnostic::Diagnostic;
use crate::world::disk;

/// How long a burst of events (an editor's atomic save, several files at once) has to be quiet.
const SETTLED: Duration = Duration::from_millis(20);

/// How long a file that is being written may be quiet: whoever writes it may be busy in between, or hold it open for good.
const HELD_OPEN: Duration = Duration::from_secs(1);

/// Watches folders of the project at `root`, whether they exist yet or not, until the program ends.
pub(super) fn start(
    root: &Path,
    folders: &[&str],
    changed: impl FnMut() + Send + 'static,
) -> Result<(), Diagnostic> {
    let (sender, events) = mpsc::channel();
    let failed = |e: notify::Error| cannot("watch-failed", "notify", &e);
    let mut watcher = notify::recommended_watcher(sender).map_err(failed)?;
    // Only from the folder around them is it known that one of them comes or goes.
    watcher.watch(root, RecursiveMode::NonRecursive).map_err(failed)?;
    let mut watched = Watched { watcher, folders: folders.iter().map(|name| root.join(name)).collect() };
    watched.renew().map_err(failed)?;
    let follow = move || follow(&events, &mut watched, changed);
    thread::Builder::new().spawn(follow).map_err(|e| cannot("watch-failed", "thread", &e))?;
    Ok(())
}

/// The folders that are watched.
struct Watched {
    watcher: RecommendedWatcher,
    folders: Vec<PathBuf>,
}

impl Watched {
    /// Watches the folders that stand there now: a folder made again is another one to the system.
    fn renew(&mut self) -> notify::Result<()> {
        for folder in &self.folders {
            // That of a folder that is gone has ended by itself.
            let _ = self.watcher.unwatch(folder);
            if disk::is_folder(folder) {
                self.watcher.watch(folder, RecursiveMode::Recursive)?;
            }
        }
        Ok(())
    }
}

/// Calls back after each burst in which something changed.
fn follow(events: &Receiver<notify::Result<Event>>, watched: &mut Watched, mut changed: impl FnMut()) {
    let mut burst = Burst::default();
    loop {
        let patience = match (burst.changed, burst.being_written.is_empty()) {
            (false, _) => Duration::MAX,
            (true, true) => SETTLED,
            (true, false) => HELD_OPEN,
        };
        match events.recv_timeout(patience) {
            Ok(event) => event.iter().for_each(|event| burst.take(event, &watched.folders)),
            Err(RecvTimeoutError::Timeout) => {
                // What is made in a folder before it is watched is read all the same: first the one, then the other.
                let is_watched = !burst.renewed || watched.renew().is_ok();
                burst = Burst { changed: !is_watched, renewed: !is_watched, ..Burst::default() };
                changed();
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// What has happened since things were quiet.
#[derive(Default)]
struct Burst {
    changed: bool,
    /// One of the watched folders themselves has come or gone.
    renewed: bool,
    /// Files that were written to and not closed since. Only some systems tell of both.
    being_written: HashSet<PathBuf>,
}

impl Burst {
    fn take(&mut self, event: &Event, folders: &[PathBuf]) {
        self.changed |= event.need_rescan();
        self.renewed |= event.need_rescan();
        let is_below = |path: &Path| folders.iter().any(|folder| path.starts_with(folder));
        for path in event.paths.iter().filter(|path| is_below(path) && is_of_the_site(path)) {
            let comes_or_goes =
                EventKind::is_create(&event.kind) || event.kind.is_remove() || event.kind.is_modify();
            self.renewed |= comes_or_goes && folders.contains(path);
            match event.kind {
                // Reading a file is an event too; compiling because of it would never end.
                EventKind::Any | EventKind::Other => {}
                EventKind::Access(AccessKind::Close(AccessMode::Write)) | EventKind::Remove(_) => {
                    self.being_written.remove(path);
                    self.changed = true;
                }
                EventKind::Access(_) => {}
                EventKind::Modify(ModifyKind::Data(_)) => {
                    if cfg!(target_os = "linux") {
                        self.being_written.insert(path.clone());
                    }
                    self.changed = true;
                }
                EventKind::Create(_) | EventKind::Modify(_) => self.changed = true,
            }
        }
    }
}

/// Neither what an editor leaves beside its files changes what is shown, nor what `generate` writes.
fn is_of_the_site(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let generated = path.ancestors().any(|folder| folder.ends_with("content/generated"));
    !disk::is_litter(&name) && !generated
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange};

    use super::*;

    fn burst(events: &[(EventKind, &str)]) -> Burst {
        let mut burst = Burst::default();
        for (kind, path) in events {
            burst.take(&Event::new(*kind).add_path(path.into()), &["content".into(), "themes".into()]);
        }
        burst
    }

    #[test]
    fn what_is_written_is_waited_for_until_it_is_closed() {
        let written = (EventKind::Modify(ModifyKind::Data(DataChange::Any)), "content/a.yaml");
        let closed = (EventKind::Access(AccessKind::Close(AccessMode::Write)), "content/a.yaml");
        assert_eq!(burst(&[written]).being_written.len(), usize::from(cfg!(target_os = "linux")));
        let done = burst(&[written, written, closed]);
        assert!(done.changed && done.being_written.is_empty());
    }

    #[test]
    fn what_shows_nowhere_is_no_change() {
        let create = EventKind::Create(CreateKind::File);
        for path in ["content/.a.yaml.swp", "content/a.yaml~", "content/generated/notice.md"] {
            assert!(!burst(&[(create, path)]).changed, "{path}");
        }
        let read = EventKind::Access(AccessKind::Close(AccessMode::Read));
        assert!(!burst(&[(read, "content/a.yaml")]).changed);
        assert!(burst(&[(create, "content/a.yaml")]).changed);
        assert!(!burst(&[(create, "public/a.html")]).changed);
    }

    #[test]
    fn a_folder_that_is_made_again_is_watched_again() {
        let create = EventKind::Create(CreateKind::Folder);
        assert!(burst(&[(create, "themes")]).renewed);
        assert!(!burst(&[(create, "themes/mine")]).renewed);
    }
}
