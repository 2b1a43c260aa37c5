//! `feed.xml` (Atom, RFC 4287): the notices in full, newest first.

use std::io;

use quick_xml::events::BytesText;

use super::xml::{Xml, document, text};
use super::{Site, html};
use crate::diagnostic::{Diagnostic, Location};
use crate::domain::moment::Moment;
use crate::domain::notice::{Notice, NoticeKind};
use crate::domain::register::Register;
use crate::domain::round::Round;
use crate::pages::{notice, view};

/// The newest notices a feed carries.
const FEED_ENTRIES: usize = 50;
/// The most bytes of notices in full, and the most entries in their lists; older notices, and one that is longer, have
/// their summary only.
const FULL: Room = Room { bytes: 1_000_000, listed: 1_000 };

/// What there is room for in a feed.
#[derive(Clone, Copy)]
struct Room {
    bytes: usize,
    listed: usize,
}

/// The notices of all rounds, newest first.
pub(super) fn notices(register: &Register) -> Vec<(&Round, &Notice)> {
    let of = |round| Round::published(round, register.now).map(move |notice| (round, notice));
    let mut notices: Vec<_> = register.rounds.iter().flat_map(of).collect();
    notices.sort_by(|(ra, a), (rb, b)| (b.published, &rb.id, b.number).cmp(&(a.published, &ra.id, a.number)));
    notices
}

/// One notice in the feed. Its id is its address, which never changes.
struct Entry {
    title: String,
    url: String,
    published: Moment,
    updated: Moment,
    summary: String,
    author: String,
    content: Option<String>,
}

/// An Atom feed of the notices.
///
/// # Errors
/// A template that fails.
pub(super) fn atom(site: &Site) -> Result<Vec<u8>, Diagnostic> {
    let office = &site.register.office;
    let mut room = Some(FULL);
    let mut entries = Vec::new();
    for (round, notice) in notices(&site.register).into_iter().take(FEED_ENTRIES) {
        entries.push(entry(site, round, notice, &mut room)?);
    }
    let now = site.register.now;
    let updated = entries.iter().map(|entry| entry.updated).max().unwrap_or_else(|| beginning(now));
    Ok(document(|xml| {
        xml.create_element("feed")
            .with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
            .with_attribute(("xml:lang", "zh-CN"))
            .write_inner_content(|xml| {
                text(xml, "title", &office.title)?;
                text(xml, "id", &office.base_url)?;
                text(xml, "updated", &updated.rfc3339())?;
                link(xml, "self", &format!("{}feed.xml", office.base_url))?;
                link(xml, "alternate", &office.base_url)?;
                xml.create_element("author").write_inner_content(|xml| text(xml, "name", &office.owner))?;
                entries.iter().try_for_each(|entry| entry.write(xml))
            })?;
        Ok(())
    }))
}

/// One notice, in full while there is room.
fn entry(site: &Site, round: &Round, notice: &Notice, room: &mut Option<Room>) -> Result<Entry, Diagnostic> {
    let register = &*site.register;
    let base = &register.office.base_url;
    let shown = view::notice(round, notice);
    let period = notice.kind.period().map(view::period);
    let period =
        period.map_or_else(String::new, |p| format!("{}，异议截止时间为{}（北京时间）。", p.text, p.closes));
    let content = match *room {
        Some(left) => content(site, round, notice, left)?,
        None => None,
    };
    *room = content.as_ref().map(|(_, left)| *left);
    Ok(Entry {
        url: format!("{base}{}", shown.href),
        summary: format!("{}：{}。{period}", shown.kind_name, shown.title),
        title: shown.title,
        published: notice.published,
        updated: updated(round, notice, register.now),
        author: round.issuers.join("、"),
        content: content.map(|(html, _)| html),
    })
}

/// The text of a notice and the room it leaves, if there is room for it. One that lists too many is not even rendered.
fn content(
    site: &Site,
    round: &Round,
    notice: &Notice,
    room: Room,
) -> Result<Option<(String, Room)>, Diagnostic> {
    let register = &*site.register;
    let Some(listed) = room.listed.checked_sub(notice::listed(register, round, notice)) else {
        return Ok(None);
    };
    // Links lead to the site itself, wherever the feed is read.
    let page = notice::page_from(&register.office.base_url, &site.theme, register, round, notice)?;
    let html = html::to_html(&page.body, |_| Location::file("themes"))?.html;
    let bytes = room.bytes.checked_sub(html.len());
    Ok(bytes.map(|bytes| (html, Room { bytes, listed })))
}

/// The beginning of a day: when a feed without notices was last changed.
fn beginning(now: Moment) -> Moment {
    Moment { minute: 0, ..now }
}

/// When a notice last changed: a withdrawal takes the list out of the notices before it.
fn updated(round: &Round, notice: &Notice, now: Moment) -> Moment {
    let later = round.published(now).filter(|later| later.number > notice.number);
    let withdrawn = later.filter(|later| matches!(later.kind, NoticeKind::Withdrawal));
    withdrawn.map(|n| n.published).max().unwrap_or(notice.published)
}

impl Entry {
    fn write(&self, xml: &mut Xml) -> io::Result<()> {
        xml.create_element("entry").write_inner_content(|xml| {
            text(xml, "title", &self.title)?;
            text(xml, "id", &self.url)?;
            text(xml, "published", &self.published.rfc3339())?;
            text(xml, "updated", &self.updated.rfc3339())?;
            xml.create_element("author").write_inner_content(|xml| text(xml, "name", &self.author))?;
            link(xml, "alternate", &self.url)?;
            text(xml, "summary", &self.summary)?;
            if let Some(content) = &self.content {
                xml.create_element("content")
                    .with_attribute(("type", "html"))
                    .write_text_content(BytesText::new(content))?;
            }
            Ok(())
        })?;
        Ok(())
    }
}

fn link(xml: &mut Xml, rel: &str, href: &str) -> io::Result<()> {
    xml.create_element("link").with_attribute(("rel", rel)).with_attribute(("href", href)).write_empty()?;
    Ok(())
}
