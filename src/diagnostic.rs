//! What is wrong, where, and what to do about it: the one type that every room reports with, and the languages of
//! messages.

use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

/// The two languages of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Chinese, for the office; the language where none was chosen.
    Zh,
    /// English, for whoever maintains the program.
    En,
}

/// A setting of the process, so that whatever finds a problem need not be told the language to report it in.
static LANGUAGE: OnceLock<Language> = OnceLock::new();

impl Language {
    /// Has all messages of this process formatted in this language. The first choice stays, so that one run never mixes
    /// two.
    pub fn choose(self) {
        LANGUAGE.get_or_init(|| self);
    }

    /// The language of messages.
    pub fn current() -> Language {
        LANGUAGE.get().copied().unwrap_or(Language::Zh)
    }
}

/// Formats a text in one of the two languages: `text_in!(language, "第{n}行", "line {n}")`.
macro_rules! text_in {
    ($language:expr, $zh:literal, $en:literal $(, $arg:expr)* $(,)?) => {
        match $language {
            $crate::diagnostic::Language::Zh => format!($zh $(, $arg)*),
            $crate::diagnostic::Language::En => format!($en $(, $arg)*),
        }
    };
}

/// Formats a text in the language of messages: `text!("第{n}行", "line {n}")`.
macro_rules! text {
    ($zh:literal, $en:literal $(, $arg:expr)* $(,)?) => {
        $crate::diagnostic::text_in!($crate::diagnostic::Language::current(), $zh, $en $(, $arg)*)
    };
}

/// An error at a place: `error!(location, "code", "中文{x}", "English {x}"; help: "办法", "remedy")`. Codes never change;
/// message and help are formatted in the language of messages alone. The help may be left out and given later.
macro_rules! error {
    ($location:expr, $code:expr, $($text:tt)+) => {
        $crate::diagnostic::with_text!($crate::diagnostic::Diagnostic::error, $code, $location; $($text)+)
    };
}

/// A warning at a place, written as an `error!`.
macro_rules! warning {
    ($location:expr, $code:expr, $($text:tt)+) => {
        $crate::diagnostic::with_text!($crate::diagnostic::Diagnostic::warning, $code, $location; $($text)+)
    };
}

/// A note at a place, written as an `error!`.
macro_rules! note {
    ($location:expr, $code:expr, $($text:tt)+) => {
        $crate::diagnostic::with_text!($crate::diagnostic::Diagnostic::note, $code, $location; $($text)+)
    };
}

/// An error of the environment (disk, lock, port), which has no place in the content: an `error!` without a location.
macro_rules! environment {
    ($code:expr, $($text:tt)+) => {
        $crate::diagnostic::with_text!($crate::diagnostic::Diagnostic::environment, $code; $($text)+)
    };
}

/// Makes a diagnostic with the message, and with the help where there is one.
macro_rules! with_text {
    (
        $new:path $(, $place:expr)*; $zh:literal, $en:literal $(, $arg:expr)* $(,)?
        $(; help: $help_zh:literal, $help_en:literal $(, $help_arg:expr)* $(,)?)?
    ) => {
        $new($($place,)* $crate::diagnostic::text!($zh, $en $(, $arg)*))
            $(.help($crate::diagnostic::text!($help_zh, $help_en $(, $help_arg)*)))?
    };
}

pub(crate) use {environment, error, note, text, text_in, warning, with_text};

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Stops publication.
    Error,
    /// Is published, but someone should look.
    Warning,
    /// For `check` to mention, such as a rule that could not be checked.
    Note,
}

impl Severity {
    /// The word used in `--json`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// A stretch of one line of a file. Lines and columns count from 1, columns and length in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// From 1.
    pub line: u32,
    /// From 1, in characters whatever their width.
    pub column: u32,
    /// In characters; where it is 0, one is marked.
    pub length: u32,
}

impl Span {
    /// The start of a file, for problems that concern the whole of it.
    pub const START: Span = Span { line: 1, column: 1, length: 1 };
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The path below the project's root, with forward slashes on every system: `content/site.yaml`.
    pub file: Arc<str>,
    /// The characters it is about; [`Span::START`] for the file as a whole.
    pub span: Span,
}

impl Location {
    /// Some characters of a file.
    pub fn new(file: &Arc<str>, span: Span) -> Self {
        Location { file: file.clone(), span }
    }

    /// A file as a whole.
    pub fn file(path: &str) -> Self {
        Location { file: path.into(), span: Span::START }
    }
}

impl From<&Location> for Location {
    fn from(location: &Location) -> Location {
        location.clone()
    }
}

/// One problem: what, where, how bad, and the remedy. A pointer wide, so that results stay small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic(Box<Details>);

/// The parts of a [`Diagnostic`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// A stable word for machines and manuals, such as `unknown-key`; all are listed in `tests/data/codes.txt`.
    pub code: &'static str,
    /// Whether it stops publication.
    pub severity: Severity,
    /// `None` for what is wrong with the environment, such as a full disk.
    pub location: Option<Location>,
    /// Other places that belong to it, each with a text of its own ("first given here").
    pub related: Vec<(Location, String)>,
    /// What is wrong, in the language of messages.
    pub message: String,
    /// What to do, in the language of messages.
    pub help: Option<String>,
    /// The line it stands on may be private: its number is given, and the line is not shown.
    pub redacted: bool,
    /// Left out where a file below one of these paths could not be read, from which it may only follow.
    pub unless_unread: Vec<String>,
    /// Left out where a file below one of these paths has an error, from which it may only follow.
    pub unless_wrong: Vec<String>,
}

impl Deref for Diagnostic {
    type Target = Details;

    fn deref(&self) -> &Details {
        &self.0
    }
}

impl Diagnostic {
    fn new(code: &'static str, severity: Severity, location: Option<Location>, message: String) -> Self {
        let related = Vec::new();
        Diagnostic(Box::new(Details {
            code,
            severity,
            location,
            related,
            message,
            help: None,
            redacted: false,
            unless_unread: Vec::new(),
            unless_wrong: Vec::new(),
        }))
    }

    /// An error at a place.
    pub fn error(code: &'static str, location: impl Into<Location>, message: String) -> Self {
        Diagnostic::new(code, Severity::Error, Some(location.into()), message)
    }

    /// A warning at a place.
    pub fn warning(code: &'static str, location: impl Into<Location>, message: String) -> Self {
        Diagnostic::new(code, Severity::Warning, Some(location.into()), message)
    }

    /// A note at a place.
    pub fn note(code: &'static str, location: impl Into<Location>, message: String) -> Self {
        Diagnostic::new(code, Severity::Note, Some(location.into()), message)
    }

    /// An error of the environment (disk, lock, port), which has no place in the content.
    pub fn environment(code: &'static str, message: String) -> Self {
        Diagnostic::new(code, Severity::Error, None, message)
    }

    /// Marks what is only a consequence where a file below this path did not read: a round without people, an
    /// entry that cannot be found. Then the unread file's own problems say enough.
    pub fn unless_unread(mut self, path: impl Into<String>) -> Self {
        self.0.unless_unread.push(path.into());
        self
    }

    /// Marks what is only a consequence where something is wrong in a file below this path, such as a field that a
    /// pack with errors does not have.
    pub fn unless_wrong(mut self, path: impl Into<String>) -> Self {
        self.0.unless_wrong.push(path.into());
        self
    }

    /// Sets the severity, for rules that say themselves how bad it is to break them.
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.0.severity = severity;
        self
    }

    /// Gives the number of the line without showing the line, which may be private.
    pub fn redacted(mut self) -> Self {
        self.0.redacted = true;
        self
    }

    /// Changes every text of it, names of files included; `change` returns `None` for a text that stays. Where the name of
    /// a file changes, the line is no longer shown.
    pub fn reword(&mut self, change: impl Fn(&str) -> Option<String>) {
        let details = &mut *self.0;
        let reword = |text: &mut String| {
            if let Some(new) = change(text) {
                *text = new;
            }
        };
        reword(&mut details.message);
        details.help.iter_mut().for_each(reword);
        let locations = details.related.iter_mut().map(|(location, text)| {
            reword(text);
            location
        });
        for location in locations.chain(&mut details.location) {
            if let Some(file) = change(&location.file) {
                location.file = file.into();
                details.redacted = true;
            }
        }
    }

    /// Replaces a private value that it quotes, and hides its line.
    pub fn without(mut self, value: &str) -> Self {
        let value = value.trim();
        if !value.is_empty() {
            self.reword(|text| text.contains(value).then(|| text.replace(value, "……")));
        }
        self.redacted()
    }

    /// Keeps of a message about a classified record only its code and its place.
    pub fn redact(&mut self) {
        self.0.message = text!(
            "标为涉密的记录有误，内容不显示",
            "a record marked as classified is wrong; it is not shown"
        );
        self.0.help =
            Some(text!("对照使用手册改正，或移出本网站的文件夹", "correct it, or take it out of this site"));
        self.0.related.clear();
        self.0.redacted = true;
    }

    /// Says what to do about it.
    pub fn help(mut self, help: String) -> Self {
        self.0.help = Some(help);
        self
    }

    /// Adds another place that belongs to the problem, and what is there: "first given here".
    pub fn also(mut self, location: impl Into<Location>, text: String) -> Self {
        self.0.related.push((location.into(), text));
        self
    }
}

/// Sorts diagnostics by file, line, column, then severity, code and message, and drops exact repeats, so that the same
/// content always reports the same list whatever order it was read in. Where only the messages differ, the order is that
/// of the language they are in.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    fn key(d: &Diagnostic) -> (&Option<Location>, Severity, &str, &str) {
        (&d.location, d.severity, d.code, &d.message)
    }
    diagnostics.sort_by(|a, b| key(a).cmp(&key(b)));
    diagnostics.dedup();
}

/// The files that they point at, related places included.
pub fn files(diagnostics: &[Diagnostic]) -> BTreeSet<Arc<str>> {
    let locations = diagnostics
        .iter()
        .flat_map(|d| d.location.iter().chain(d.related.iter().map(|(location, _)| location)));
    locations.map(|location| location.file.clone()).collect()
}

/// Whether any of them stops publication.
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}
