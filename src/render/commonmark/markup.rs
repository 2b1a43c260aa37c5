//! HTML that authors write themselves, where the office allows it: what does nothing but show text is kept.

use std::borrow::Cow;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use percent_encoding::percent_decode_str;

use super::super::links::{has_scheme, safe_target};

/// Elements and attributes of text, tables and pictures, those of our own tables among them. No script, style, form or
/// frame; no attribute that runs or draws anything; links to http(s), mailto, tel and relative addresses.
static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::default();
    cleaner
        .add_generic_attributes(["class"])
        .add_tag_attributes("div", ["role", "tabindex", "aria-label"])
        .add_tag_attributes("th", ["scope", "role"])
        .add_tag_attributes("td", ["data-label", "role"])
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .url_relative(UrlRelative::Custom(Box::new(relative)))
        .link_rel(None);
    for heading in ["h1", "h2", "h3", "h4", "h5", "h6"] {
        cleaner.add_tag_attributes(heading, ["id"]);
    }
    for part in ["table", "thead", "tbody", "tr"] {
        cleaner.add_tag_attributes(part, ["role"]);
    }
    cleaner
});

/// HTML without anything that acts.
pub(super) fn inert(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

/// Where the relative links and pictures of such HTML lead, as they are meant. It is as the cleaner writes it: with every
/// value between double quotation marks.
pub(super) fn relative_targets(html: &str) -> Vec<String> {
    let mut targets = Vec::new();
    let mut rest = html;
    while let Some((_, tag)) = rest.split_once('<') {
        rest = tag;
        // Value by value, to the end of the tag.
        while let Some(at) = rest.find(['"', '>'])
            && rest[at..].starts_with('"')
            && let Some((value, after)) = rest[at + 1..].split_once('"')
        {
            if rest[..at].ends_with(" href=") || rest[..at].ends_with(" src=") {
                let value = value.replace("&amp;", "&");
                targets.push(percent_decode_str(&value).decode_utf8_lossy().into_owned());
            }
            rest = after;
        }
    }
    targets.retain(|target| !has_scheme(target));
    targets
}

/// An address without a scheme, if it stays on this site; `.md` leads to the page made of it.
fn relative(address: &str) -> Option<Cow<'_, str>> {
    safe_target(address).map(Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_those_of_links_and_pictures_alone() {
        let html = inert(
            "<p title='a > \" href=\"no.html'>写 href=\"no.html\" <a class=x href='a.md?x=1&amp;y=2#%E4%B8%80'>甲</a></p>\n\
             <img alt='src=\"no\"' src=../b.png><a href=https://example.org/no.html>乙</a><a href=mailto:a@example.org>丙</a>",
        );
        assert_eq!(relative_targets(&html), ["a.md?x=1&y=2#一", "../b.png"]);
    }
}
