//! The site in memory → HTTP on this machine, with live reload. Only the page that is asked for is rendered.
//!
//! A browser may look at the site as of another moment (`?today=2026-09-21`, kept in a cookie): each moment is
//! compiled when it is first asked for, from the same files.

mod bar;
mod panel;
mod request;
mod server;
mod watch;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use chrono::NaiveDateTime;
use tokio::sync::watch as version;

use crate::diagnostic::{Diagnostic, environment};
use crate::render::theme;
use crate::site::Site;
use crate::world::Snapshot;

/// What a compilation gives the preview.
#[derive(Debug)]
pub struct Compilation {
    /// The site; `None` keeps the last good one up.
    pub site: Option<Site>,
    /// The problems to show on every page.
    pub diagnostics: Vec<Diagnostic>,
    /// What it was compiled from, for the lines that problems are about.
    pub snapshot: Snapshot,
}

/// Compiles the files as they stand, for a moment or, without one, for the clock's.
type Compile = dyn FnMut(Option<NaiveDateTime>) -> Compilation + Send;

/// A diagnostic with the line it is about, for showing on a page.
#[derive(Clone, Debug)]
struct Problem {
    diagnostic: Diagnostic,
    line: Option<String>,
}

/// What is on show at one moment.
struct Shown {
    site: Option<Arc<Site>>,
    problems: Vec<Problem>,
    snapshot: Snapshot,
    /// The version of the files it was compiled from.
    version: u64,
}

impl Shown {
    fn problem(&self, diagnostic: Diagnostic) -> Problem {
        problem(&self.snapshot, diagnostic)
    }
}

/// A line that must not be shown stays away.
fn problem(snapshot: &Snapshot, diagnostic: Diagnostic) -> Problem {
    let location = diagnostic.location.as_ref().filter(|_| !diagnostic.redacted);
    let line = location.and_then(|p| theme::line(snapshot, &p.file, p.span.line));
    Problem { diagnostic, line }
}

/// Moments other than the clock's that are kept compiled.
const MOMENTS: usize = 4;

/// Shared by the server and the watcher.
struct Stage {
    compile: Mutex<Box<Compile>>,
    shown: RwLock<BTreeMap<Option<NaiveDateTime>, Arc<Shown>>>,
    version: version::Sender<u64>,
}

/// How to preview.
#[derive(Debug)]
pub struct Options {
    /// The port on 127.0.0.1.
    pub port: u16,
    /// The project's folder.
    pub root: PathBuf,
    /// Names of folders in it whose changes compile anew, whether they exist yet or not.
    pub folders: &'static [&'static str],
}

/// Serves until the process is stopped. `compile` is called at the start, after every change, and for every other
/// moment that is asked for; `ready` is told the address.
///
/// # Errors
/// A port that is taken, or a system that does not watch folders.
pub fn serve(
    options: Options,
    compile: impl FnMut(Option<NaiveDateTime>) -> Compilation + Send + 'static,
    ready: impl FnOnce(&str),
) -> Result<(), Diagnostic> {
    let stage = Arc::new(Stage {
        compile: Mutex::new(Box::new(compile)),
        shown: RwLock::default(),
        version: version::Sender::new(1),
    });
    stage.at(None);
    let listener = server::bind(options.port)?;
    let watched = stage.clone();
    watch::start(&options.root, options.folders, move || watched.changed())?;
    ready(&format!("http://127.0.0.1:{}/", options.port));
    server::run(listener, stage)
}

impl Stage {
    /// The files have changed: what the clock shows is compiled at once, other moments when they are asked for.
    fn changed(&self) {
        let next = *self.version.borrow() + 1;
        let (_, before) = self.renew(None, next);
        self.version.send_replace(next);
        // Taking the old site apart takes its time, in which nobody has to wait.
        drop(before);
    }

    /// The site at a moment, compiled anew where the files have changed since.
    fn at(&self, moment: Option<NaiveDateTime>) -> Arc<Shown> {
        let version = *self.version.borrow();
        // A poisoned lock only means that a thread stopped while swapping two values; both are still whole.
        let known = self.shown.read().unwrap_or_else(PoisonError::into_inner).get(&moment).cloned();
        known.filter(|shown| shown.version >= version).unwrap_or_else(|| self.renew(moment, version).0)
    }

    /// Compiles for a moment; where that gives no site, the last good one of the moment stays. Gives what is shown from
    /// now on, and what was until now.
    fn renew(&self, moment: Option<NaiveDateTime>, version: u64) -> (Arc<Shown>, Option<Arc<Shown>>) {
        let mut compile = self.compile.lock().unwrap_or_else(PoisonError::into_inner);
        let Compilation { site, diagnostics, snapshot } = compile(moment);
        let mut all = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        let last = all.get(&moment).and_then(|shown| shown.site.clone());
        let problems = diagnostics.into_iter().map(|diagnostic| problem(&snapshot, diagnostic)).collect();
        let shown = Arc::new(Shown { site: site.map(Arc::new).or(last), problems, snapshot, version });
        if moment.is_some() && all.len() > MOMENTS && !all.contains_key(&moment) {
            all.retain(|kept, _| kept.is_none());
        }
        let before = all.insert(moment, shown.clone());
        (shown, before)
    }
}

/// A preview that cannot run.
fn cannot(code: &'static str, what: &str, error: &dyn std::fmt::Display) -> Diagnostic {
    environment!(code, "预览无法启动（{what}）：{error}", "the preview cannot start ({what}): {error}")
}
