//! The theme: Tera templates for Markdown and HTML, and static files. The default theme is built into the
//! program; a site's `themes/<name>/` overrides it file by file.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use sha2::{Digest, Sha256};
use tera::{ErrorKind, Kwargs, State, Tera, Value};

use super::shell::Shells;
use super::wording::Wording;
use super::{bounded, escape};
use crate::diagnostic::{Diagnostic, Location, Span, error};
use crate::domain::digest::add_files;
use crate::gate::{authors, masked};
use crate::pages::{Head, SiteView, Terms, TermsSource};
use crate::records::shown_line;
use crate::world::{Snapshot, text};

macro_rules! embedded {
    ($($path:literal)*) => { &[$(($path, include_bytes!(concat!("../../themes/default/", $path)))),*] };
}

/// The default theme, as in `themes/default/`; a test keeps the list complete.
pub const DEFAULT: &[(&str, &[u8])] = embedded![
    "terms.yaml"
    "theme.yaml"
    "markdown/commendation.md"
    "markdown/correction.md"
    "markdown/departure.md"
    "markdown/engineer.md"
    "markdown/extension.md"
    "markdown/parts/contact.md"
    "markdown/parts/list.md"
    "markdown/parts/objection.md"
    "markdown/parts/signature.md"
    "markdown/publicity.md"
    "markdown/removed.md"
    "markdown/result.md"
    "markdown/resumption.md"
    "markdown/settlement.md"
    "markdown/suspension.md"
    "markdown/team.md"
    "markdown/revocation.md"
    "markdown/withdrawal.md"
    "markdown/withdrawn.md"
    "static/favicon.svg"
    "static/gongshi.css"
    "static/large.js"
    "static/portrait.svg"
    "static/search.js"
    "templates/404.html"
    "templates/api.html"
    "templates/archive.html"
    "templates/base.html"
    "templates/field.html"
    "templates/footer.html"
    "templates/form.html"
    "templates/header.html"
    "templates/home.html"
    "templates/list.html"
    "templates/macros.html"
    "templates/notice.html"
    "templates/objection.html"
    "templates/page.html"
    "templates/profile.html"
    "templates/round.html"
    "templates/search-index.html"
    "templates/search.html"
    "templates/sharing.html"
    "templates/sitemap.html"
    "templates/verify.html"
];

/// The files of a theme, by their paths in it.
type Files = BTreeMap<String, Arc<[u8]>>;

/// A loaded theme.
#[derive(Clone)]
pub struct Theme {
    /// Templates of `markdown/`; their values are escaped as Markdown.
    pub markdown: Tera,
    /// Templates of `templates/`; their values are escaped as HTML.
    pub html: Tera,
    /// The words that no template holds.
    pub terms: Terms,
    /// Files of `static/`, by name.
    pub statics: BTreeMap<String, Arc<[u8]>>,
    name: String,
    /// What pages share, once the site is known.
    shells: Shells,
    /// Of the program, of all files but the static ones, and of the site, once it is known.
    digest: Sha256,
    wording: Wording,
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Theme").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Theme {
    /// Loads the theme a site names, over the built-in default.
    ///
    /// # Errors
    /// A theme that does not exist, files that are not text, templates that do not parse.
    pub fn load(snapshot: &Snapshot, name: &str, named_at: &Location) -> Result<Theme, Vec<Diagnostic>> {
        let prefix = format!("themes/{name}/");
        let own: Vec<_> = snapshot.themes.iter().filter(|(path, _)| path.starts_with(&prefix)).collect();
        if own.is_empty() && name != "default" {
            return Err(vec![error!(named_at.clone(), "no-theme",
                "没有主题“{name}”：缺少 themes/{name}/",
                "there is no theme `{name}`: themes/{name}/ is missing";
                help: "改为 default，或建立该文件夹", "use `default`, or make the folder"
            )]);
        }
        let mut files: Files =
            DEFAULT.iter().map(|(path, bytes)| ((*path).to_owned(), Arc::from(*bytes))).collect();
        for (path, file) in own {
            files.insert(path[prefix.len()..].to_owned(), file.bytes.as_slice().into());
        }
        let wording = Wording::new(DEFAULT, &files);
        let (terms, mut problems) = match read_terms(&prefix, &files) {
            Ok(terms) => (Some(terms), Vec::new()),
            Err(problems) => (None, problems),
        };
        let markdown = engine(&prefix, "markdown", &files, markdown_rules, &mut problems);
        let html = engine(&prefix, "templates", &files, html_rules, &mut problems);
        let digest = digest(&files);
        match (terms, markdown, html) {
            (Some(terms), Some(markdown), Some(html)) if problems.is_empty() => Ok(Theme {
                terms,
                markdown,
                html,
                statics: in_folder(&files, "static")
                    .map(|(name, bytes)| (name.to_owned(), bytes.clone()))
                    .collect(),
                name: name.to_owned(),
                shells: Shells::default(),
                digest,
                wording,
            }),
            _ => Err(problems),
        }
    }

    /// What its files that are copied as they are say of their authors.
    pub fn remarks(&self) -> Vec<Diagnostic> {
        let file = |name: &str| format!("themes/{}/static/{name}", self.name);
        self.statics.iter().filter_map(|(name, bytes)| authors(&file(name), bytes)).collect()
    }

    /// Tells the templates of the site, and makes what all its pages share.
    ///
    /// # Errors
    /// A template that fails, with its own line.
    pub fn prepare(&mut self, site: &SiteView) -> Result<(), Diagnostic> {
        self.html.global_context().insert("site", site);
        self.digest.update(serde_json::to_vec(site).unwrap_or_default());
        let made = Shells::new(&self.html, site);
        self.shells = made.map_err(|(template, error)| self.explain("templates", template, &error))?;
        Ok(())
    }

    /// The key of a page with this model: the same when program, theme and model are.
    pub fn key(&self, model: &impl Serialize) -> [u8; 32] {
        let mut key = self.digest.clone();
        key.update(serde_json::to_vec(model).unwrap_or_default());
        key.finalize().into()
    }

    /// The head and the foot of a page, as its template sees them.
    ///
    /// # Errors
    /// A template that fails, with its own line.
    pub(super) fn shell(&self, page: &Head) -> Result<Value, Diagnostic> {
        let made = self.shells.of(&self.html, page);
        made.map_err(|(template, error)| self.explain("templates", template, &error))
    }

    /// A problem of a template as a diagnostic with the template's own line.
    pub fn explain(&self, folder: &str, template: &str, error: &tera::Error) -> Diagnostic {
        explain(&format!("themes/{}/", self.name), folder, template, error)
    }

    /// Adds the office's own wording of a round's notice as a template; a problem in it names its file.
    ///
    /// # Errors
    /// A template that does not parse.
    pub fn with_wording(&mut self, file: &str, source: &str) -> Result<(), Diagnostic> {
        self.wording.add_round(file, source);
        self.markdown.add_raw_template(file, source).map_err(|e| explain("", "", file, &e))
    }
}

fn digest(files: &Files) -> Sha256 {
    let mut digest = Sha256::new_with_prefix(env!("GONGSHI_SOURCES"));
    let shown = files.iter().filter(|(path, _)| !path.starts_with("static/"));
    add_files(&mut digest, shown.map(|(path, bytes)| (path.as_str(), &**bytes)));
    digest
}

impl Theme {
    /// The theme's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where a template of a Markdown text stands.
    pub fn markdown_file(&self, template: &str) -> Location {
        match template.starts_with("content/") {
            true => Location::file(template),
            false => Location::file(&format!("themes/{}/markdown/{template}", self.name)),
        }
    }

    /// What makes the words of its Markdown texts.
    pub fn wording(&self) -> &Wording {
        &self.wording
    }
}

/// The file of terms that a theme is written out with.
const TERMS: &str = include_str!("../../themes/default/terms.yaml");

fn read_terms(prefix: &str, files: &Files) -> Result<Terms, Vec<Diagnostic>> {
    let file: Arc<str> = format!("{prefix}terms.yaml").into();
    let bytes = files.get("terms.yaml").map_or(TERMS.as_bytes(), |bytes| bytes);
    let text = text::decode(&file, bytes).map_err(|problem| vec![problem])?;
    Terms::read(TermsSource { file: &file, text: &text, builtin: TERMS })
}

/// The text of a line of a file, for showing under a message, with stars for numbers of persons; of a built-in template where the project has not its own.
pub fn line(snapshot: &Snapshot, file: &str, line: u32) -> Option<String> {
    let builtin = || {
        let path = file.strip_prefix("themes/")?.split_once('/')?.1;
        let (_, bytes) = DEFAULT.iter().find(|(name, _)| *name == path)?;
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        std::str::from_utf8(bytes).ok()?.lines().nth(index).map(str::to_owned)
    };
    shown_line(snapshot, file, line).or_else(builtin).map(|line| masked(&line).into_owned())
}

/// The files of one folder, each by its name there.
fn in_folder<'f>(files: &'f Files, folder: &'f str) -> impl Iterator<Item = (&'f str, &'f Arc<[u8]>)> {
    let name = move |path: &'f str| path.strip_prefix(folder)?.strip_prefix('/');
    files.iter().filter_map(move |(path, bytes)| Some((name(path)?, bytes)))
}

fn engine(
    prefix: &str,
    folder: &str,
    files: &Files,
    rules: fn(&mut Tera),
    problems: &mut Vec<Diagnostic>,
) -> Option<Tera> {
    let mut templates = Vec::new();
    for (name, bytes) in in_folder(files, folder) {
        match text::decode(&format!("{prefix}{folder}/{name}").into(), bytes) {
            Ok(text) => templates.push((name.to_owned(), text.into_owned())),
            Err(problem) => problems.push(problem),
        }
    }
    let mut tera = Tera::new();
    tera.register_function("range", bounded::range);
    rules(&mut tera);
    // All at once, for templates name one another; a failure names the template it is in.
    match tera.add_raw_templates(templates) {
        Ok(()) => Some(tera),
        Err(error) => {
            problems.push(explain(prefix, folder, "", &error));
            None
        }
    }
}

fn markdown_rules(tera: &mut Tera) {
    tera.autoescape_on(vec![".md"]);
    tera.set_escape_fn(escape::escape);
    tera.register_filter("paragraphs", |text: &str, _: Kwargs, _: &State| {
        Value::safe_string(&escape::paragraphs(text))
    });
}

fn html_rules(tera: &mut Tera) {
    tera.autoescape_on(vec![".html"]);
}

fn explain(prefix: &str, folder: &str, template: &str, error: &tera::Error) -> Diagnostic {
    // The office's own wording is named by its path in the project.
    let path = |name: &str| match name.starts_with("content/") {
        true => name.to_owned(),
        false => format!("{prefix}{folder}/{name}"),
    };
    let (file, span, detail) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span();
            let line = u32::try_from(span.start_line).unwrap_or(1).max(1);
            let column = u32::try_from(span.start_col).unwrap_or(0) + 1;
            (report.filename().to_owned(), Span { line, column, length: 1 }, report.message().to_owned())
        }
        kind => {
            let file = match kind {
                ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => tpl,
                ErrorKind::MissingParent { current, .. } => current,
                _ => template,
            };
            (file.to_owned(), Span::START, kind.to_string())
        }
    };
    let name = if file.is_empty() { template } else { &file };
    let location = Location::new(&path(name).into(), span);
    error!(location, "template",
        "模板有错误：{detail}", "the template has an error: {detail}";
        help: "改正模板；不需要自己的模板时删去它，程序会用内置的",
        "correct the template; delete it to fall back on the built-in one"
    )
}
