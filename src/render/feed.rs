//! `feed.xml` (Atom, RFC 4287): the notices in full, newest first.

use std::io;

use quick_xml::events::BytesText;

use super::xml::{Xml, document, text};
use super::{Source, Theme, html};
use crate::diagnostic::Diagnostic;
use crate::pages::{FeedEntry, FeedPage};

/// The most bytes of notices in full; older notices, and one that is longer, have their summary only.
const FULL: usize = 1_000_000;

/// An Atom feed.
pub(super) fn bytes(source: &Source<'_, FeedPage>) -> Result<Vec<u8>, Diagnostic> {
    let feed = source.model;
    let contents = contents(feed, source.theme)?;
    Ok(document(|xml| {
        xml.create_element("feed")
            .with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
            .with_attribute(("xml:lang", "zh-CN"))
            .write_inner_content(|xml| {
                text(xml, "title", &feed.title)?;
                text(xml, "id", &feed.base_url)?;
                text(xml, "updated", &feed.updated.rfc3339())?;
                link(xml, "self", &format!("{}feed.xml", feed.base_url))?;
                link(xml, "alternate", &feed.base_url)?;
                xml.create_element("author").write_inner_content(|xml| text(xml, "name", &feed.owner))?;
                let mut entries = feed.entries.iter().zip(&contents);
                entries.try_for_each(|(entry, content)| write_entry(xml, entry, content.as_deref()))
            })?;
        Ok(())
    }))
}

/// The texts of the notices as HTML, as long as there is room for them; once one has none, no older one has.
fn contents(feed: &FeedPage, theme: &Theme) -> Result<Vec<Option<String>>, Diagnostic> {
    let mut room = Some(FULL);
    let mut contents = Vec::new();
    for entry in &feed.entries {
        let content = match (&entry.notice, room) {
            (Some(notice), Some(_)) => {
                Some(html::fragment(Source::new(notice, theme).text()?, &theme.terms)?)
            }
            _ => None,
        };
        room = content.as_ref().and_then(|html| room?.checked_sub(html.len()));
        contents.push(content.filter(|_| room.is_some()));
    }
    Ok(contents)
}

fn write_entry(xml: &mut Xml, entry: &FeedEntry, content: Option<&str>) -> io::Result<()> {
    xml.create_element("entry").write_inner_content(|xml| {
        text(xml, "title", &entry.title)?;
        text(xml, "id", &entry.url)?;
        text(xml, "published", &entry.published.rfc3339())?;
        text(xml, "updated", &entry.updated.rfc3339())?;
        xml.create_element("author").write_inner_content(|xml| text(xml, "name", &entry.author))?;
        link(xml, "alternate", &entry.url)?;
        text(xml, "summary", &entry.summary)?;
        if let Some(content) = content {
            xml.create_element("content")
                .with_attribute(("type", "html"))
                .write_text_content(BytesText::new(content))?;
        }
        Ok(())
    })?;
    Ok(())
}

fn link(xml: &mut Xml, rel: &str, href: &str) -> io::Result<()> {
    xml.create_element("link").with_attribute(("rel", rel)).with_attribute(("href", href)).write_empty()?;
    Ok(())
}
