//! Watching folders: calls back after a burst of changes has settled.

use std::path::PathBuf;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

use super::cannot;
use crate::diagnostic::Diagnostic;

/// How long a burst of events (an editor's atomic save) has to be quiet.
const SETTLED: Duration = Duration::from_millis(30);

pub(super) type Watcher = Debouncer<RecommendedWatcher, RecommendedCache>;

/// Watches until the returned watcher is dropped.
pub(super) fn start(
    folders: &[PathBuf],
    mut changed: impl FnMut() + Send + 'static,
) -> Result<Watcher, Diagnostic> {
    let handler = move |result: DebounceEventResult| {
        if result.is_ok_and(|events| events.iter().any(|e| is_change(&e.event))) {
            changed();
        }
    };
    let failed = |e: notify::Error| cannot("watch-failed", "notify", &e);
    let mut watcher = new_debouncer(SETTLED, None, handler).map_err(failed)?;
    for folder in folders {
        watcher.watch(folder, RecursiveMode::Recursive).map_err(failed)?;
    }
    Ok(watcher)
}

/// Reading a file is an event too; compiling because of it would never end. Neither do the files that `generate`
/// writes change what is shown.
fn is_change(event: &notify::Event) -> bool {
    let written = matches!(
        event.kind,
        EventKind::Create(_)
            | EventKind::Modify(_)
            | EventKind::Remove(_)
            | EventKind::Access(AccessKind::Close(AccessMode::Write))
    );
    let generated = |path: &PathBuf| {
        let mut parts = path.components().map(|c| c.as_os_str());
        parts.any(|part| part == "generated")
    };
    written && !event.paths.iter().all(generated)
}
