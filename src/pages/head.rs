//! What every page knows of itself.

use std::sync::Arc;

use serde::Serialize;

use super::{Context, Link, Paper};

/// The head of a page, as templates see it under `page`.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
    /// The title, without the site's.
    pub title: String,
    /// One sentence on what the page is.
    pub description: String,
    /// The path of its file, relative to the site's root.
    pub address: String,
    /// Its address on the web.
    pub canonical: String,
    /// The way from the page to the site's root, `../` for each folder.
    pub root: String,
    /// Whether search engines are to leave it out.
    pub noindex: bool,
    /// What kind of page it is, `notice` and the like: a class of the style sheet.
    pub kind: &'static str,
    /// 栏目 of the government labels.
    pub column: Arc<str>,
    /// When its content was published, `2025-09-01 09:00`, Beijing time.
    pub published: Option<String>,
    /// Who publishes it.
    pub source: Option<String>,
    /// The file of its Markdown text, relative to the site's root.
    pub markdown: Option<String>,
    /// The foot of the printed page, where it has one.
    pub paper: Option<Paper>,
    /// Keywords of the government labels.
    pub keywords: Vec<String>,
    /// JSON-LD, ready to stand in a script element.
    pub data: Option<String>,
    /// The way here from the home page.
    pub crumbs: Vec<Link>,
}

impl Head {
    /// The head of a page of this kind, whose file is at `path`.
    pub fn new(context: Context<'_>, path: &str, kind: &'static str, column: &Arc<str>) -> Self {
        let address = if path == "index.html" { "" } else { path };
        Head {
            title: String::new(),
            description: String::new(),
            address: path.to_owned(),
            canonical: format!("{}{address}", context.register.office.base_url),
            root: "../".repeat(path.matches('/').count()),
            noindex: false,
            kind,
            column: column.clone(),
            published: None,
            source: None,
            markdown: None,
            paper: None,
            keywords: Vec::new(),
            data: None,
            crumbs: vec![Link::new(context.terms.home.crumb(), "index.html")],
        }
    }
}
