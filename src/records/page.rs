//! `content/pages/**.md`: authored pages, front matter and Markdown.

use std::sync::Arc;

use super::decode::Decoder;
use super::record::{Record, record};
use super::spanned::{Spanned, Text};
use super::yaml;
use crate::diagnostic::{Location, Span, error};
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
    pub menu: Option<Spanned<u32>>,
    /// The Markdown after the front matter.
    pub body: String,
    /// The line of the file the Markdown begins on.
    pub body_line: u32,
}

record! {
    /// What stands between the two lines of `---` a page begins with.
    pub struct FrontMatter = "page" {
        /// The title.
        public required title "标题": Text as Line = "标题";
        /// One sentence on what it is about.
        public optional description "摘要": Option<Text> = "一句话说明";
        /// Its place in the menu, if it is in it.
        public optional menu "菜单": Option<Spanned<u32>> = "在菜单里的位置";
    }
}

/// Decodes a page; `None` where what is wrong has been reported.
pub(super) fn decode_page(d: &mut Decoder, source: &str, address: String) -> Option<PageRecord> {
    for part in address.split('/') {
        let location = d.location(Span::START);
        if !d.is_id(&Text { value: part.into(), location }) {
            return None;
        }
    }
    if source.chars().count() > limits::PAGE_CHARS {
        let limit = limits::PAGE_CHARS;
        d.report(error!(Location::new(&d.file, Span::START), "too-long",
            "页面超过{limit}个字符", "the page is longer than {limit} characters";
            help: "拆成几页", "split it into several pages"
        ));
        return None;
    }
    let Some((front, body)) = split(source) else {
        d.report(error!(Location::new(&d.file, Span::START), "no-front-matter",
            "页面开头没有“---”之间的标题等信息", "the page has no front matter between `---` lines";
            help: "文件以三行开头：---、title: 标题、---", "begin the file with: ---, title: …, ---"
        ));
        return None;
    };
    // The first line is `---`, so a leading empty line keeps the places right.
    let text = format!("\n{front}");
    let node = match yaml::parse(&d.file, &text) {
        Ok(node) => node,
        Err(diagnostic) => {
            d.report(diagnostic);
            return None;
        }
    };
    let body_line = u32::try_from(front.lines().count() + 3).unwrap_or(u32::MAX);
    let FrontMatter { location: _, title, description, menu } = FrontMatter::decode_record(d, node)?;
    let body = body.to_owned();
    Some(PageRecord { file: d.file.clone(), address, title, description, menu, body, body_line })
}

/// Front matter and text of a file that begins with the former.
pub(super) fn split(source: &str) -> Option<(&str, &str)> {
    let rest = source.strip_prefix("---\n")?;
    let end = rest.find("\n---\n").map(|i| (i + 1, i + 5)).or_else(|| {
        let i = rest.strip_suffix("\n---")?.len();
        Some((i + 1, rest.len()))
    })?;
    Some((&rest[..end.0], &rest[end.1..]))
}
