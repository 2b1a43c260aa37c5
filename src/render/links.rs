//! Links of authored pages to other pages of the site: each must lead somewhere.

use crate::diagnostic::{Diagnostic, Location, Span, error};
use crate::domain::register::AuthoredPage;
use crate::world::text;

/// Checks the relative links of a page at `address`; `exists` says whether the site has a path.
///
/// # Errors
/// The first that leads to no page, with its place in the author's file.
pub(super) fn check(
    exists: &dyn Fn(&str) -> bool,
    page: &AuthoredPage,
    address: &str,
    links: &[(String, usize)],
) -> Result<(), Diagnostic> {
    let dead = links.iter().find(|(target, _)| !leads_to_page(exists, address, target));
    let Some((target, offset)) = dead else { return Ok(()) };
    let span = span(page, *offset);
    Err(error!(Location::new(&page.file, span), "dead-link",
        "链接“{target}”指向不存在的页面", "the link `{target}` leads to no page";
        help: "改正链接；站内页面写相对路径，例如 ../measures.md，网站生成的页面写 objection.html 等",
        "correct it; write pages of the site as relative paths, such as ../measures.md or objection.html"
    ))
}

/// Where a byte of a page's Markdown stands in the author's file.
pub(super) fn span(page: &AuthoredPage, offset: usize) -> Span {
    let span = text::span_at(&page.body, offset);
    Span { line: span.line + page.line - 1, ..span }
}

fn leads_to_page(exists: &dyn Fn(&str) -> bool, address: &str, target: &str) -> bool {
    let path = target.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() {
        return true;
    }
    if path.starts_with('/') {
        return false;
    }
    let mut parts: Vec<&str> = address.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                if parts.pop().is_none() {
                    return false;
                }
            }
            name => parts.push(name),
        }
    }
    let route = parts.join("/");
    // Both are made by `publish`, after the routes.
    route == "edition.json" || exists(&route)
}

/// Where a link may lead: http(s), mailto, tel, or relative. Relative `.md` links lead to the page made of it.
pub(super) fn safe_target(target: &str) -> Option<String> {
    if let Some((scheme, _)) = before_path(target).split_once(':') {
        let known = ["http", "https", "mailto", "tel"].contains(&scheme.to_ascii_lowercase().as_str());
        return known.then(|| target.to_owned());
    }
    if target.starts_with("//") || target.starts_with('\\') || target.contains(|c: char| c.is_control()) {
        return None;
    }
    let (path, anchor) = target.split_once('#').map_or((target, None), |(p, a)| (p, Some(a)));
    let path = path.strip_suffix(".md").map_or_else(|| path.to_owned(), |stem| format!("{stem}.html"));
    Some(anchor.map_or_else(|| path.clone(), |a| format!("{path}#{a}")))
}

/// Whether an address says how it is reached, so that it leads away.
pub(super) fn has_scheme(target: &str) -> bool {
    before_path(target).contains(':')
}

fn before_path(target: &str) -> &str {
    target.split(['/', '?', '#']).next().unwrap_or_default()
}
