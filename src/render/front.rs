//! Markdown with its front matter.

use crate::pages::Head;

/// A page's Markdown as a file. Values of the front matter are JSON strings, which are YAML too.
pub(super) fn text(head: &Head, body: &str) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    format!(
        "---\ntitle: {}\ndescription: {}\npublished: {}\nsource: {}\n---\n\n{}\n",
        quoted(&head.title),
        quoted(&head.description),
        quoted(head.published.as_deref().unwrap_or_default()),
        quoted(head.source.as_deref().unwrap_or_default()),
        body.trim()
    )
}
