//! `content/pages/**.md`: authored pages, front matter and Markdown.

use std::sync::Arc;

use super::Decoded;
use crate::diagnostic::{Location, Span, error};
use crate::records::Text;
use crate::records::decode::{Decoder, Key};
use crate::records::yaml;
use crate::world::limits;

/// One authored page.
#[derive(Debug)]
pub struct PageRecord {
    /// The file it came from.
    pub file: Arc<str>,
    /// Its address without `.html`, such as `calls/beijing-2025`.
    pub address: String,
    /// The title.
    pub title: Text,
    /// One sentence on what it is about.
    pub description: Option<Text>,
    /// Its place in the menu, if it is in it.
    pub menu: Option<Text>,
    /// The Markdown after the front matter.
    pub body: String,
    /// The line of the file the Markdown begins on.
    pub body_line: u32,
}

const PAGE: &[Key] = &[("title", "标题"), ("description", "摘要"), ("menu", "菜单")];

pub(super) fn decode(d: &mut Decoder, source: &str, address: String) -> Decoded {
    for part in address.split('/') {
        if !d.id(&Text { value: part.into(), location: d.location(Span::START) }) {
            return Decoded::Nothing;
        }
    }
    if source.chars().count() > limits::PAGE_CHARS {
        let limit = limits::PAGE_CHARS;
        d.report(error!(Location::new(&d.file, Span::START), "too-long",
            "页面超过{limit}个字符", "the page is longer than {limit} characters";
            help: "拆成几页", "split it into several pages"
        ));
        return Decoded::Nothing;
    }
    let Some((front, body)) = split(source) else {
        d.report(error!(Location::new(&d.file, Span::START), "no-front-matter",
            "页面开头没有“---”之间的标题等信息", "the page has no front matter between `---` lines";
            help: "文件以三行开头：---、title: 标题、---", "begin the file with: ---, title: …, ---"
        ));
        return Decoded::Nothing;
    };
    // The first line is `---`, so a leading empty line keeps the places right.
    let text = format!("\n{front}");
    let node = match yaml::parse(&d.file, &text) {
        Ok(node) => node,
        Err(diagnostic) => {
            d.report(diagnostic);
            return Decoded::Nothing;
        }
    };
    let body_line = u32::try_from(front.lines().count() + 3).unwrap_or(u32::MAX);
    page(d, node, address, body, body_line).map_or(Decoded::Nothing, |page| Decoded::Page(Arc::new(page)))
}

fn page(
    d: &mut Decoder,
    node: yaml::Node,
    address: String,
    body: &str,
    body_line: u32,
) -> Option<PageRecord> {
    let mut fields = d.map(node, PAGE)?;
    let title = fields.text(d, "title");
    let [description, menu] = ["description", "menu"].map(|key| fields.optional(d, key));
    let body = body.to_owned();
    Some(PageRecord { file: d.file.clone(), address, title: title?, description, menu, body, body_line })
}

fn split(source: &str) -> Option<(&str, &str)> {
    let rest = source.strip_prefix("---\n")?;
    let end = rest.find("\n---\n").map(|i| (i + 1, i + 5)).or_else(|| {
        let i = rest.strip_suffix("\n---")?.len();
        Some((i + 1, rest.len()))
    })?;
    Some((&rest[..end.0], &rest[end.1..]))
}
