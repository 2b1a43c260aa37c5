//! The site in memory → HTTP on this machine, with live reload. Only the page that is asked for is rendered.

mod panel;
mod server;
mod watch;

use std::path::PathBuf;
use std::sync::{Arc, RwLock};

use tokio::sync::watch as version;

use crate::diagnostic::{Diagnostic, Language};
use crate::site::Site;
use crate::words;

/// What a compilation gives the preview.
#[derive(Debug)]
pub struct Compilation {
    /// The site; `None` keeps the last good one up.
    pub site: Option<Site>,
    /// The problems to show on every page.
    pub problems: Vec<Problem>,
}

/// A diagnostic with the line it is about, for showing on a page.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The diagnostic.
    pub diagnostic: Diagnostic,
    /// The source line, if it has one.
    pub line: Option<String>,
}

/// What is on show.
struct Shown {
    site: Option<Arc<Site>>,
    problems: Vec<Problem>,
}

/// Shared by the server and the watcher.
pub(super) struct Stage {
    shown: RwLock<Shown>,
    version: version::Sender<u64>,
    language: Language,
}

/// How to preview.
#[derive(Debug)]
pub struct Options {
    /// The port on 127.0.0.1.
    pub port: u16,
    /// Folders whose changes compile anew.
    pub folders: Vec<PathBuf>,
    /// The language of messages.
    pub language: Language,
}

/// Serves until the process is stopped. `compile` is called at the start and after every change; `ready` is told
/// the address, and the problems after each compilation.
///
/// # Errors
/// A port that is taken, or a system that does not watch folders.
pub fn serve(
    options: Options,
    mut compile: impl FnMut() -> Compilation + Send + 'static,
    ready: impl FnOnce(&str),
) -> Result<(), Diagnostic> {
    let Compilation { site, problems } = compile();
    let shown = Shown { site: site.map(Arc::new), problems };
    let stage = Arc::new(Stage {
        shown: RwLock::new(shown),
        version: version::Sender::new(1),
        language: options.language,
    });
    let listener = server::bind(options.port)?;
    let watched = stage.clone();
    let _watcher = watch::start(&options.folders, move || watched.show(compile()))?;
    ready(&format!("http://127.0.0.1:{}/", options.port));
    server::run(listener, stage)
}

impl Stage {
    /// Puts a new compilation on show; where it has no site, the last good one stays.
    fn show(&self, compilation: Compilation) {
        // A poisoned lock only means that a thread stopped while swapping two values; both are still whole.
        let mut shown = self.shown.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(site) = compilation.site {
            shown.site = Some(Arc::new(site));
        }
        shown.problems = compilation.problems;
        drop(shown);
        self.version.send_modify(|version| *version += 1);
    }

    fn now(&self) -> (Option<Arc<Site>>, Vec<Problem>) {
        let shown = self.shown.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        (shown.site.clone(), shown.problems.clone())
    }
}

/// A preview that cannot run.
pub(super) fn cannot(code: &'static str, what: &str, error: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::environment(
        code,
        words!("预览无法启动（{what}）：{error}", "the preview cannot start ({what}): {error}"),
    )
}
