//! A Markdown page: front matter and body.

use serde::Serialize;
use tera::Value;

/// A generated page as Markdown.
#[derive(Clone, Debug)]
pub struct Page {
    /// What stands between the `---` lines.
    pub front: Front,
    /// The Markdown after it.
    pub body: String,
    /// What the HTML template of the page sees as the Markdown template did, by name.
    pub shared: Vec<(&'static str, Value)>,
}

/// Front matter of a generated page.
#[derive(Clone, Debug, Serialize)]
pub struct Front {
    /// The title.
    pub title: String,
    /// One sentence on what the page is.
    pub description: String,
    /// When it was published, `2025-09-01 09:00`, Beijing time.
    pub published: String,
    /// Who publishes it.
    pub source: String,
}

impl Page {
    /// The file as published beside its HTML. Values are JSON strings, which are YAML too.
    pub fn to_text(&self) -> String {
        let Front { title, description, published, source } = &self.front;
        let quote = |text: &str| serde_json::Value::from(text).to_string();
        format!(
            "---\ntitle: {}\ndescription: {}\npublished: {}\nsource: {}\n---\n\n{}\n",
            quote(title),
            quote(description),
            quote(published),
            quote(source),
            self.body.trim()
        )
    }
}
