//! Where links lead, and what pages are made of.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use super::{BASE, files, pages};
use crate::support::Project;
use crate::support::html::{Token, attribute, tokens};

/// Elements that have no end tag.
const VOID: &[&str] = &["br", "col", "hr", "img", "input", "link", "meta", "wbr"];

/// A link of a page resolved to a file of the edition and an anchor; `None` where it leads out of the site.
fn resolve(from: &str, href: &str) -> Option<(String, String)> {
    if ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| href.starts_with(scheme)) {
        return None;
    }
    let (path, anchor) = href.split_once('#').unwrap_or((href, ""));
    let decoded = |text: &str| percent_decode_str(text).decode_utf8().unwrap().into_owned();
    // Shown at any address, 404.html must link from the site's own path; no other page may.
    let (mut parts, path) = match path.strip_prefix("/gongshi/").filter(|_| from == "404.html") {
        Some(rest) => (Vec::new(), rest),
        None => (from.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect(), path),
    };
    assert!(!path.starts_with('/') && !path.contains(':'), "{from} links to {href}");
    for part in path.split('/').filter(|part| !["", "."].contains(part)) {
        if part == ".." {
            assert!(parts.pop().is_some(), "{from} links above the site: {href}");
        } else {
            parts.push(part);
        }
    }
    let file = if path.is_empty() { from.to_owned() } else { decoded(&parts.join("/")) };
    Some((file, decoded(anchor)))
}

#[test]
fn every_link_of_every_page_leads_to_a_file_and_a_place_in_it() {
    let project = Project::repo_sample();
    project.build();
    let public = project.public();
    let pages = pages(&project);
    let ids: BTreeMap<&String, BTreeSet<String>> = pages
        .iter()
        .map(|(path, page)| (path, attribute(page, "id").into_iter().map(|(_, id)| id).collect()))
        .collect();
    let mut followed = 0;
    for (from, page) in &pages {
        let links = attribute(page, "href").into_iter().chain(attribute(page, "src"));
        for (element, href) in links {
            if element == "link" && href.starts_with(BASE) {
                assert_eq!(href.trim_start_matches(BASE), if from == "index.html" { "" } else { from });
                continue;
            }
            let Some((file, anchor)) = resolve(from, &href) else { continue };
            assert!(public.contains_key(&file), "{from} links to {href}");
            assert!(
                anchor.is_empty() || ids.get(&file).is_some_and(|ids| ids.contains(&anchor)),
                "{from}: {href}"
            );
            followed += 1;
        }
        for name in ["aria-labelledby", "aria-describedby", "for"] {
            for (_, id) in attribute(page, name) {
                assert!(ids[from].contains(&id), "{from}: {name} {id}");
            }
        }
    }
    assert!(followed > 1000);
    for (from, text) in files(&project).into_iter().filter(|(path, _)| path.ends_with(".md")) {
        for event in pulldown_cmark::Parser::new(&text) {
            if let pulldown_cmark::Event::Start(pulldown_cmark::Tag::Link { dest_url, .. }) = event
                && let Some((file, _)) = resolve(&from, &dest_url)
            {
                assert!(public.contains_key(&file), "{from} links to {dest_url}");
            }
        }
    }
}

#[test]
fn every_page_is_sound_html_that_runs_nothing_of_others() {
    let project = Project::repo_sample();
    project.build();
    for (path, page) in pages(&project) {
        assert!(page.starts_with("<!doctype html>\n<html lang=\"zh-CN\">"), "{path}");
        let mut open: Vec<String> = Vec::new();
        for token in tokens(&page) {
            match token {
                Token::Open(name, attributes) => {
                    assert!(
                        !["form", "style", "iframe", "object", "embed", "base"].contains(&name.as_str()),
                        "{path}: {name}"
                    );
                    for (key, value) in &attributes {
                        assert!(!key.starts_with("on") && key != "style", "{path}: {key}=\"{value}\"");
                        assert!(
                            !value.trim_start().to_lowercase().starts_with("javascript:"),
                            "{path}: {value}"
                        );
                    }
                    let keys: BTreeSet<&String> = attributes.iter().map(|(key, _)| key).collect();
                    assert_eq!(keys.len(), attributes.len(), "{path}: an attribute twice on {name}");
                    let data = |key: &str, value: &str| key == "type" && value == "application/ld+json";
                    assert!(
                        name != "script" || attributes.iter().any(|(k, v)| k == "src" || data(k, v)),
                        "{path}: inline script"
                    );
                    if !VOID.contains(&name.as_str()) {
                        open.push(name);
                    }
                }
                Token::Close(name) => assert_eq!(open.pop(), Some(name), "{path}: {open:?}"),
                Token::Text(_) => {}
            }
        }
        assert!(open.is_empty(), "{path}: {open:?}");
        let scripts =
            page.split("<script").skip(1).filter(|s| !s.starts_with(" type=\"application/ld+json\">{"));
        let text = |script: &str| !script.split("</script>").next().unwrap_or_default().ends_with('>');
        assert!(!scripts.into_iter().any(text), "{path}: a script with text");
        let one =
            |name: &str| tokens(&page).iter().filter(|t| matches!(t, Token::Open(n, _) if n == name)).count();
        assert_eq!((one("h1"), one("main"), one("title")), (1, 1, 1), "{path}");
        let mut ids: Vec<String> = attribute(&page, "id").into_iter().map(|(_, id)| id).collect();
        ids.sort();
        assert!(ids.windows(2).all(|two| two[0] != two[1]), "{path}: {ids:?}");
        let policy =
            attribute(&page, "content").into_iter().map(|(_, c)| c).find(|c| c.starts_with("default-src"));
        let policy = policy.unwrap_or_else(|| panic!("{path} has no policy"));
        assert!(
            policy.starts_with("default-src 'none'") && !policy.contains("unsafe") && !policy.contains('*'),
            "{path}"
        );
    }
}
