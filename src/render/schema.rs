//! `/schemas/*.json`: JSON Schemas (draft 2020-12) of the data that the site publishes.

/// A schema that the site publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schema {
    /// The path of its file, relative to the site's root.
    pub path: &'static str,
    pub(super) text: &'static str,
}

impl Schema {
    /// The schema as published: its `$id` is its address on this site.
    pub fn published(self, base_url: &str) -> Vec<u8> {
        self.text.replacen("\"$id\": \"", &format!("\"$id\": \"{base_url}"), 1).into_bytes()
    }
}
