//! Model + theme → bytes: one file a format, and the tables of which page has which.

mod bounded;
pub mod commonmark;
mod docx;
pub mod escape;
mod feed;
mod front;
mod html;
mod ics;
pub mod inline;
mod links;
mod list_csv;
mod list_json;
mod markdown;
mod notice_json;
mod photo;
pub mod proof;
pub mod schema;
pub mod search;
mod shell;
pub mod sitemap;
pub mod theme;
mod wording;
mod xml;

use std::cell::OnceCell;

use tera::Context;

use crate::diagnostic::Diagnostic;
use crate::domain::entry::Entry;
use crate::domain::notice::Notice;
use crate::pages::{
    AuthoredPage, Document, FeedPage, ListData, NoticePage, ProfilePage, RemovedPage, Template,
};

pub use list_csv::table_csv;
pub use schema::Schema;
pub use theme::Theme;
pub use wording::Wording;

/// A format of a page: made of its model, `M`, and there or not by what the page is of, `O`.
pub struct Format<O: 'static, M: 'static> {
    /// What its files' names end in, without the dot.
    pub ending: &'static str,
    /// Whether a page has it.
    pub has: fn(&O) -> bool,
    /// Makes its bytes.
    pub render: fn(&Source<'_, M>) -> Result<Vec<u8>, Diagnostic>,
}

/// The formats of a notice.
pub const NOTICE: &[Format<Notice, NoticePage>] = &[
    Format { ending: "html", has: always, render: html::document },
    Format { ending: "md", has: always, render: markdown::bytes },
    Format { ending: "ics", has: |notice| notice.period.is_some(), render: ics::bytes },
    Format { ending: "json", has: always, render: notice_json::bytes },
    Format { ending: "docx", has: always, render: docx::bytes },
];

/// The schemas of formats that programs read.
pub const SCHEMAS: &[Schema] = &[
    Schema { path: "schemas/edition.json", text: include_str!("../../schemas/published/edition.json") },
    list_json::SCHEMA,
    notice_json::SCHEMA,
];

/// The formats of the page of an engineer or a team.
pub const PROFILE: &[Format<Entry, ProfilePage>] = &[
    Format { ending: "html", has: always, render: html::document },
    Format { ending: "md", has: always, render: markdown::bytes },
    Format { ending: "jpg", has: |entry| entry.shown_photo().is_some(), render: photo::bytes },
];

/// The formats of the page of an entry that was taken down.
pub const REMOVED_ENTRY: &[Format<(), RemovedPage>] = &[
    Format { ending: "html", has: always, render: html::document },
    Format { ending: "md", has: always, render: markdown::bytes },
];

/// The format of the page of a page that was taken down, which never had a text.
pub const REMOVED_PAGE: &[Format<(), RemovedPage>] =
    &[Format { ending: "html", has: always, render: html::document }];

/// The formats of a round's list as data.
pub const LIST_DATA: &[Format<(), ListData>] = &[
    Format { ending: "json", has: always, render: |source| Ok(list_json::bytes(source.model)) },
    Format {
        ending: "csv",
        has: always,
        render: |source| Ok(list_csv::bytes(source.model, &source.theme.terms)),
    },
];

/// The format of a page that the office wrote.
pub const AUTHORED: &[Format<(), AuthoredPage>] =
    &[Format { ending: "html", has: always, render: html::authored }];

/// The format of the feed.
pub const FEED: &[Format<(), FeedPage>] = &[Format { ending: "xml", has: always, render: feed::bytes }];

/// The format of a page that its template makes alone.
pub struct Html<M>(std::marker::PhantomData<M>);

impl<M: Template + 'static> Html<M> {
    /// The one row of its table.
    pub const FORMATS: &'static [Format<(), M>] =
        &[Format { ending: "html", has: always, render: html::page }];
}

fn always<O>(_: &O) -> bool {
    true
}

/// What the formats of one page are made of. What several of them need is made once.
pub struct Source<'a, M> {
    /// The page.
    pub model: &'a M,
    /// What it looks like.
    pub theme: &'a Theme,
    /// Whether the site has a file at a path.
    exists: &'a dyn Fn(&str) -> bool,
    context: OnceCell<Context>,
    text: OnceCell<Result<String, Diagnostic>>,
}

impl<'a, M> Source<'a, M> {
    /// A page of a site that has no other.
    pub fn new(model: &'a M, theme: &'a Theme) -> Self {
        Source { model, theme, exists: &|_| false, context: OnceCell::new(), text: OnceCell::new() }
    }

    /// A page of a site with files where `exists` says.
    pub fn of_site(model: &'a M, theme: &'a Theme, exists: &'a dyn Fn(&str) -> bool) -> Self {
        Source { exists, ..Source::new(model, theme) }
    }
}

impl<M: Template> Source<'_, M> {
    /// What the page's templates see.
    fn context(&self) -> &Context {
        // Plain values always serialise.
        self.context.get_or_init(|| Context::from_serialize(self.model).unwrap_or_default())
    }
}

impl<M: Document> Source<'_, M> {
    /// The page's Markdown.
    fn text(&self) -> Result<&str, Diagnostic> {
        if let Some(printed) = self.model.printed() {
            return Ok(printed);
        }
        let made = self.text.get_or_init(|| {
            let template = self.model.markdown_template();
            let mut context = self.context().clone();
            for (name, value) in self.model.text_values() {
                context.insert_value(name, value);
            }
            let made = bounded::render(&self.theme.markdown, template, &context, 0);
            // What an engine writes is text.
            let made = made.map(|bytes| String::from_utf8(bytes).unwrap_or_default());
            let text = made.map_err(|e| self.theme.explain("markdown", template, &e))?;
            let at = || self.theme.markdown_file(template);
            self.model.objection_to(&text, at()).map_or(Ok(text), Err)
        });
        made.as_deref().map_err(Diagnostic::clone)
    }
}

/// A text of the program's own, Markdown, as a Word document that is laid out as notices are.
pub fn word(title: &str, markdown: &str) -> Vec<u8> {
    docx::of_text(title, markdown)
}

/// The Markdown of a notice, without front matter: what is archived.
///
/// # Errors
/// A template that fails.
pub fn notice_text(page: &NoticePage, theme: &Theme) -> Result<String, Diagnostic> {
    Source::new(page, theme).text().map(|text| text.trim().to_owned())
}
