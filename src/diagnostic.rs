//! What is wrong, where, and what to do about it: the one type every room reports with.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// The two languages of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Chinese, for the office; the language where none was chosen.
    Zh,
    /// English, for whoever maintains the program.
    En,
}

static LANGUAGE: OnceLock<Language> = OnceLock::new();

impl Language {
    /// Has all messages of this process in this language. The first choice stays, so that one run never mixes two.
    pub fn speak(self) {
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

/// The old forms, until all calls are rewritten.
#[doc(hidden)]
pub type Bilingual = String;

#[doc(hidden)]
#[macro_export]
macro_rules! words {
    ($($text:tt)+) => { $crate::diagnostic::text!($($text)+) };
}

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Length in characters; at least 1 is shown.
    pub length: u32,
}

impl Span {
    /// The start of a file, for problems that concern the whole of it.
    pub const START: Span = Span { line: 1, column: 1, length: 1 };
}

/// A place in a named file (path relative to the project's root, with `/`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// Path relative to the root, with forward slashes on every system.
    pub file: Arc<str>,
    /// Where in the file.
    pub span: Span,
}

impl Location {
    /// A place in a file.
    pub fn new(file: &Arc<str>, span: Span) -> Self {
        Location { file: file.clone(), span }
    }

    /// A file as a whole.
    pub fn file(path: &str) -> Self {
        Location { file: path.into(), span: Span::START }
    }
}

/// One problem: what, where, how bad, and the remedy. A pointer wide, so that results stay small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic(Box<Details>);

/// The parts of a [`Diagnostic`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// A stable word for machines and manuals, such as `unknown-key`.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// Where it is, when it is somewhere.
    pub location: Option<Location>,
    /// Other places that belong to it, each with a text of its own ("first given here").
    pub related: Vec<(Location, String)>,
    /// What is wrong, in the language of messages.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The line it stands on may hold what nobody should see, so it is named but never shown.
    pub redacted: bool,
    /// Set where it may only follow from a file below one of these paths not having been read.
    pub unless_unread: Vec<String>,
    /// Set where it may only follow from something being wrong in a file below one of these paths.
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

    /// The same with another severity.
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.0.severity = severity;
        self
    }

    /// Names the line without ever showing it.
    pub fn redacted(mut self) -> Self {
        self.0.redacted = true;
        self
    }

    /// Changes every text of it, names of files included.
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

    /// The same without a value that it quotes and without its line: for values that are private.
    pub fn without(mut self, value: &str) -> Self {
        let value = value.trim();
        if !value.is_empty() {
            self.reword(|text| text.contains(value).then(|| text.replace(value, "……")));
        }
        self.redacted()
    }

    /// Leaves of a message about a classified record only its code and its place.
    pub fn redact(&mut self) {
        self.0.message = text!(
            "标为涉密的记录有误，内容不显示",
            "a record marked as classified is wrong; it is not shown"
        );
        self.0.help =
            Some(text!("对照 README 改正，或移出本网站的文件夹", "correct it, or take it out of this site"));
        self.0.related.clear();
        self.0.redacted = true;
    }

    /// Adds what to do.
    pub fn help(mut self, help: String) -> Self {
        self.0.help = Some(help);
        self
    }

    /// Adds another place that belongs to the problem.
    pub fn also(mut self, location: Location, text: String) -> Self {
        self.0.related.push((location, text));
        self
    }
}

/// Sorts diagnostics by file, line, column, then severity, code and message, and drops exact repeats, so that the same
/// content always reports the same list whatever order it was read in. Where only the messages differ, the order is that
/// of the language they are in.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(compare);
    diagnostics.dedup();
}

fn compare(a: &Diagnostic, b: &Diagnostic) -> Ordering {
    let key = |d: &Diagnostic| (d.location.clone(), d.severity, d.code);
    key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
}

/// The files that they name.
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
