//! What the terminal shows: diagnostics with their source line, or one JSON document.

use std::io::Write;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Padding, Renderer, Snippet};
use indicatif::{ProgressBar, ProgressStyle};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Failure;
use super::args::Global;
use crate::diagnostic::{Diagnostic, Location, Severity, Span, text};
use crate::records::Role;
use crate::render::theme;
use crate::sheets::Locator;
use crate::world::Snapshot;

/// Shows what a command found and did, to the person or the program that called.
pub(super) struct Terminal {
    json: bool,
    quiet: bool,
    verbose: bool,
}

/// A diagnostic as it is shown: text for a person, or a value of the document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Shown {
    severity: Severity,
    content: Value,
}

impl Terminal {
    pub(super) fn new(global: &Global) -> Self {
        Terminal { json: global.json, quiet: global.quiet, verbose: global.verbose }
    }

    /// Whether nobody reads how it goes: `--quiet`, or a program that called with `--json`.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet || self.json
    }

    /// Tells a person how it went, unless that is unwanted.
    pub(super) fn tell(&self, text: &str) {
        if !self.is_quiet() {
            to_stderr(text);
        }
    }

    /// Tells a person what is wrong, even when quiet.
    pub(super) fn problem(&self, text: &str) {
        if !self.json {
            to_stderr(text);
        }
    }

    /// Tells a person a detail, with `--verbose`.
    pub(super) fn detail(&self, text: &str) {
        if self.verbose {
            self.tell(text);
        }
    }

    /// A bar on a terminal, for work that takes long enough to be seen.
    pub(super) fn progress_bar(&self, files: usize) -> ProgressBar {
        if self.is_quiet() || files < 500 {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new(u64::try_from(files).unwrap_or(u64::MAX));
        if let Ok(style) = ProgressStyle::with_template("{bar:32} {pos}/{len} {elapsed}") {
            bar.set_style(style);
        }
        bar
    }

    /// Prints lines on standard output: what the command was asked for.
    pub(super) fn print(&self, text: &str) {
        to_stdout(text);
    }

    /// Prints one JSON document on standard output.
    pub(super) fn document(&self, value: &Value) {
        to_stdout(&format!("{value:#}"));
    }

    /// Whether the answer should be JSON.
    pub(super) fn wants_json(&self) -> bool {
        self.json
    }

    /// Shows diagnostics to a person, or as the only document. `extra` joins the document.
    pub(super) fn diagnostics(&self, diagnostics: &[Diagnostic], snapshot: Option<&Snapshot>, extra: Value) {
        self.show(&self.shown(diagnostics, snapshot), extra);
    }

    /// Diagnostics as [`show`](Self::show) shows them.
    pub(super) fn shown(&self, diagnostics: &[Diagnostic], snapshot: Option<&Snapshot>) -> Vec<Shown> {
        let mut locator = snapshot.map(Locator::new);
        let shown = |d: &Diagnostic| {
            let cell = d.location.as_ref().and_then(|location| locator.as_mut()?.cell(location));
            let content = if self.json { to_json(d, cell) } else { render(d, snapshot, cell).into() };
            Shown { severity: d.severity, content }
        };
        diagnostics.iter().map(shown).collect()
    }

    /// Shows to a person, or as the only document, what was [made](Self::shown) to be shown so.
    pub(super) fn show(&self, diagnostics: &[Shown], extra: Value) {
        if self.json {
            let list: Vec<&Value> = diagnostics.iter().map(|d| &d.content).collect();
            let mut document = json!({ "diagnostics": list });
            if let (Value::Object(document), Value::Object(extra)) = (&mut document, extra) {
                document.extend(extra);
            }
            self.document(&document);
            return;
        }
        for shown in diagnostics.iter().filter(|d| !self.quiet || d.severity == Severity::Error) {
            to_stderr(&format!("{}\n", shown.content.as_str().unwrap_or_default()));
        }
        self.summary(diagnostics);
    }

    fn summary(&self, diagnostics: &[Shown]) {
        let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        if errors + warnings > 1 || errors > 0 {
            self.tell(&text!(
                "共{errors}个错误，{warnings}个提醒。",
                "errors: {errors}, warnings: {warnings}."
            ));
        }
    }

    /// Shows what failed in the environment, and gives the exit code for it.
    pub(super) fn fail(&self, diagnostic: Diagnostic) -> Failure {
        self.diagnostics(&[diagnostic], None, Value::Null);
        Failure::Environment
    }
}

fn to_json(diagnostic: &Diagnostic, cell: Option<String>) -> Value {
    let location = diagnostic.location.as_ref();
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .map(|(location, text)| {
            json!({ "file": &*location.file, "line": location.span.line, "column": location.span.column, "message": text })
        })
        .collect();
    let mut value = json!({
        "code": diagnostic.code,
        "severity": diagnostic.severity.name(),
        "file": location.map(|p| &*p.file),
        "line": location.map(|p| p.span.line),
        "column": location.map(|p| p.span.column),
        "message": diagnostic.message,
        "help": diagnostic.help,
        "related": related,
    });
    // Only what was imported from a table has a cell.
    if let (Some(cell), Value::Object(value)) = (cell, &mut value) {
        value.insert("cell".to_owned(), cell.into());
    }
    value
}

/// A diagnostic as a person sees it: title, place, source line with a caret, the cell it was imported from, remedy.
fn render(diagnostic: &Diagnostic, snapshot: Option<&Snapshot>, cell: Option<String>) -> String {
    let (name, level) = match diagnostic.severity {
        Severity::Error => (text!("错误", "error"), Level::ERROR),
        Severity::Warning => (text!("提醒", "warning"), Level::WARNING),
        Severity::Note => (text!("说明", "note"), Level::NOTE),
    };
    let help_name = text!("办法", "help");
    let title = level.with_name(name).primary_title(&diagnostic.message).id(diagnostic.code);
    let mut sources = Vec::new();
    let mut group = Group::with_title(title);
    let shown = snapshot.filter(|_| !diagnostic.redacted);
    match &diagnostic.location {
        // A file as a whole, without a line to show: it need not even be one that has any.
        Some(location)
            if location.span == Span::START && line(location, shown).is_none_or(|l| l.is_empty()) =>
        {
            let file = Origin::path(&*location.file).line(1).char_column(1);
            group = group.element(file).element(Padding);
        }
        Some(location) => sources.push((location, AnnotationKind::Primary, None)),
        None => {}
    }
    for (location, text) in &diagnostic.related {
        sources.push((location, AnnotationKind::Context, Some(text.as_str())));
    }
    let sources: Vec<_> = sources
        .into_iter()
        .map(|(location, kind, label)| match line(location, shown) {
            Some(text) => Ok((Source::of(location, text), kind, label)),
            None => Err((location, label)),
        })
        .collect();
    for source in &sources {
        let (source, kind, label) = match source {
            Ok(source) => source,
            Err((location, label)) => {
                let hidden = diagnostic.redacted || Role::of(&location.file).is_private();
                group = without_line(group, location, *label, hidden && snapshot.is_some());
                continue;
            }
        };
        let mut annotation = kind.span(source.range.clone());
        if let Some(label) = label {
            annotation = annotation.label(*label);
        }
        group = group.element(
            Snippet::source(source.line.as_str())
                .line_start(source.number)
                .path(source.path.as_str())
                .annotation(annotation),
        );
    }
    if let Some(cell) = &cell {
        group = group.element(Level::NOTE.with_name(text!("来自", "from")).message(cell));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.with_name(help_name).message(help));
    }
    Renderer::styled().render(&[group])
}

/// A place whose line is not shown: its line and column, and why.
fn without_line<'a>(
    group: Group<'a>,
    location: &Location,
    label: Option<&'a str>,
    hidden: bool,
) -> Group<'a> {
    let index = |n: u32| usize::try_from(n.max(1)).unwrap_or(usize::MAX);
    let (line, column) = (index(location.span.line), index(location.span.column));
    let origin = Origin::path(location.file.to_string()).line(line).char_column(column);
    let group = group.element(origin).element(Padding);
    let group = match label {
        Some(label) => group.element(Level::NOTE.with_name(text!("说明", "note")).message(label)),
        None => group,
    };
    match hidden {
        true => group.element(Level::NOTE.with_name(text!("原文", "line")).message(text!(
            "此行含非公开内容，不显示",
            "this line holds what is not public, and is not shown"
        ))),
        false => group,
    }
}

/// Characters of a line that are shown at most.
const WIDE: usize = 160;

/// One source line with the bytes to mark.
struct Source {
    path: String,
    number: usize,
    line: String,
    range: std::ops::Range<usize>,
}

impl Source {
    fn of(location: &Location, line: String) -> Source {
        let span = location.span;
        let index = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        // Of a very long line only a part around the place is shown.
        let before = (index(span.column.max(1)) - 1).min(line.chars().count());
        let (line, before) = match line.chars().count() {
            0..=WIDE => (line, before),
            _ => {
                let from = before.saturating_sub(WIDE / 2);
                (line.chars().skip(from).take(WIDE).collect(), before - from)
            }
        };
        let offset = |chars: usize| line.char_indices().nth(chars).map_or(line.len(), |(i, _)| i);
        let start = offset(before);
        let end = offset(before.saturating_add(index(span.length.max(1))));
        Source {
            path: location.file.to_string(),
            number: index(span.line.max(1)),
            range: start..end.max(start),
            line,
        }
    }
}

/// The line of a place, where the file is one that was read.
fn line(location: &Location, snapshot: Option<&Snapshot>) -> Option<String> {
    theme::line(snapshot?, &location.file, location.span.line)
}

/// A reader that has gone away (`| head`) is no failure of ours.
fn to_stdout(text: &str) {
    let _ = writeln!(anstream::stdout(), "{text}");
}

fn to_stderr(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}
