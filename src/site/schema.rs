//! `/schemas/*.json`: JSON Schemas (draft 2020-12) of the data that the site publishes.

use super::route::Schema;
use crate::domain::register::Register;

const LIST: &str = include_str!("../../schemas/published/list.json");
const EDITION: &str = include_str!("../../schemas/published/edition.json");

/// A schema as published: its `$id` is its address on this site.
pub(super) fn published(register: &Register, schema: Schema) -> Vec<u8> {
    let text = match schema {
        Schema::List => LIST,
        Schema::Edition => EDITION,
    };
    text.replacen("\"$id\": \"", &format!("\"$id\": \"{}", register.office.base_url), 1).into_bytes()
}
