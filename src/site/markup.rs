//! HTML that authors write themselves, where the office allows it: what does nothing but show text is kept.

use std::borrow::Cow;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::links::safe_target;

/// Elements and attributes of text, tables and pictures, those of our own tables among them. No script, style, form or
/// frame; no attribute that runs or draws anything; links to http(s), mailto, tel and relative addresses.
static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::default();
    cleaner
        .add_generic_attributes(["class"])
        .add_tag_attributes("div", ["role", "tabindex", "aria-label"])
        .add_tag_attributes("th", ["scope"])
        .add_tag_attributes("td", ["data-label"])
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .url_relative(UrlRelative::Custom(Box::new(relative)))
        .link_rel(None);
    for heading in ["h1", "h2", "h3", "h4", "h5", "h6"] {
        cleaner.add_tag_attributes(heading, ["id"]);
    }
    cleaner
});

/// HTML without anything that acts.
pub(super) fn inert(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

/// An address without a scheme, if it stays on this site; `.md` leads to the page made of it.
fn relative(address: &str) -> Option<Cow<'_, str>> {
    safe_target(address).map(Cow::Owned)
}
