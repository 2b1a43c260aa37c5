//! `feed.xml` (Atom, RFC 4287), `sitemap.xml` (sitemaps.org 0.9), `robots.txt`.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::domain::moment::Moment;
use crate::domain::notice::Notice;
use crate::domain::register::Register;
use crate::domain::round::Round;
use crate::pages::view;

type Xml = Writer<Vec<u8>>;

/// The newest notices a feed carries.
const FEED_ENTRIES: usize = 50;

/// The notices of all rounds, newest first.
pub(super) fn notices(register: &Register) -> Vec<(&Round, &Notice)> {
    let of = |round| Round::published(round, register.now).map(move |notice| (round, notice));
    let mut notices: Vec<_> = register.rounds.iter().flat_map(of).collect();
    notices.sort_by(|(ra, a), (rb, b)| (b.published, &rb.id, b.number).cmp(&(a.published, &ra.id, a.number)));
    notices
}

/// An Atom feed of the notices.
pub(super) fn atom(register: &Register) -> Vec<u8> {
    document(|xml| {
        let office = &register.office;
        let notices = notices(register);
        let updated =
            notices.first().map_or(Moment { minute: 0, ..register.now }, |(_, n)| n.published).rfc3339();
        xml.create_element("feed")
            .with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
            .with_attribute(("xml:lang", "zh-CN"))
            .write_inner_content(|xml| {
                text(xml, "title", &office.title)?;
                text(xml, "id", &office.base_url)?;
                text(xml, "updated", &updated)?;
                link(xml, "self", &format!("{}feed.xml", office.base_url))?;
                link(xml, "alternate", &office.base_url)?;
                xml.create_element("author").write_inner_content(|xml| text(xml, "name", &office.owner))?;
                for (round, notice) in notices.iter().take(FEED_ENTRIES) {
                    entry(xml, &office.base_url, round, notice)?;
                }
                Ok(())
            })?;
        Ok(())
    })
}

fn entry(xml: &mut Xml, base: &str, round: &Round, notice: &Notice) -> io::Result<()> {
    let shown = view::notice(round, notice);
    let url = format!("{base}{}", shown.href);
    let period = notice.kind.period().map(view::period);
    let period =
        period.map_or_else(String::new, |p| format!("{}，异议截止时间为{}（北京时间）。", p.text, p.closes));
    xml.create_element("entry").write_inner_content(|xml| {
        text(xml, "title", &shown.title)?;
        text(xml, "id", &url)?;
        text(xml, "published", &notice.published.rfc3339())?;
        text(xml, "updated", &notice.published.rfc3339())?;
        link(xml, "alternate", &url)?;
        text(xml, "summary", &format!("{}：{}。{period}", shown.kind_name, shown.title))
    })?;
    Ok(())
}

/// Every page's address, encoded once: ids and paths are ASCII, and the base address is checked to be.
pub(super) fn sitemap<'a>(register: &Register, routes: impl Iterator<Item = &'a String>) -> Vec<u8> {
    let base = &register.office.base_url;
    document(|xml| {
        let set = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
        xml.create_element("urlset").with_attribute(set).write_inner_content(|xml| {
            for path in routes.filter(|p| p.ends_with(".html") && *p != "404.html") {
                let path = if path == "index.html" { "" } else { path };
                let url = format!("{base}{path}");
                xml.create_element("url").write_inner_content(|xml| text(xml, "loc", &url))?;
            }
            Ok(())
        })?;
        Ok(())
    })
}

/// Everything may be read; the sitemap says what there is.
pub(super) fn robots(register: &Register) -> Vec<u8> {
    format!("User-agent: *\nAllow: /\nSitemap: {}sitemap.xml\n", register.office.base_url).into_bytes()
}

fn document(write: impl FnOnce(&mut Xml) -> io::Result<()>) -> Vec<u8> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    // Writing to memory cannot fail.
    let _ = xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
    let _ = write(&mut xml);
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    bytes
}

fn text(xml: &mut Xml, name: &str, value: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(value))?;
    Ok(())
}

fn link(xml: &mut Xml, rel: &str, href: &str) -> io::Result<()> {
    xml.create_element("link").with_attribute(("rel", rel)).with_attribute(("href", href)).write_empty()?;
    Ok(())
}
