//! The head and the foot that pages share: made once for all pages that stand as deep in the site and that neither links
//! to, and not for every page.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Tera, Value};

use super::bounded;
use crate::pages::{Head, SiteView};

/// How deep pages stand at most.
const DEEPEST: usize = 4;
/// The pages that the templates link to by themselves; each marks its own link.
const LINKED: [&str; 7] = [
    "index.html",
    "search.html",
    "archive.html",
    "objection.html",
    "verify.html",
    "api.html",
    "sitemap.html",
];

/// Heads and feet by what they differ in: the way to the site's root, and the page if they link to it.
#[derive(Clone, Default)]
pub(super) struct Shells(BTreeMap<(String, String), Value>);

/// What the templates see of a page.
#[derive(Serialize)]
struct Place<'p> {
    root: &'p str,
    address: &'p str,
}

impl Shells {
    /// Makes those that a site needs, with the engine that knows the site.
    ///
    /// # Errors
    /// A template that fails, with its name.
    pub(super) fn new(engine: &Tera, site: &SiteView) -> Result<Self, (&'static str, tera::Error)> {
        let roots = (0..=DEEPEST).map(|depth| ("../".repeat(depth), String::new()));
        let linked = LINKED.into_iter().chain(site.menu().map(|link| link.href.as_str()));
        let marked = linked.map(|address| ("../".repeat(address.matches('/').count()), address.to_owned()));
        let mut shells = BTreeMap::new();
        for (root, address) in roots.chain(marked) {
            let shell = make(engine, &root, &address)?;
            shells.insert((root, address), shell);
        }
        Ok(Shells(shells))
    }

    /// The head and the foot of a page.
    ///
    /// # Errors
    /// A template that fails, with its name.
    pub(super) fn of(&self, engine: &Tera, page: &Head) -> Result<Value, (&'static str, tera::Error)> {
        let at = |address: &str| self.0.get(&(page.root.clone(), address.to_owned()));
        match at(&page.address).or_else(|| at("")) {
            Some(shell) => Ok(shell.clone()),
            // Only the page for addresses that lead nowhere has a root of its own.
            None => make(engine, &page.root, &page.address),
        }
    }
}

fn make(engine: &Tera, root: &str, address: &str) -> Result<Value, (&'static str, tera::Error)> {
    let mut context = Context::new();
    context.insert("page", &Place { root, address });
    let part = |template: &'static str| {
        let made = bounded::render(engine, template, &context, 0).map_err(|error| (template, error))?;
        Ok(Value::safe_string(String::from_utf8_lossy(&made).trim()))
    };
    Ok(Value::from_serializable(&BTreeMap::from([
        ("header", part("header.html")?),
        ("footer", part("footer.html")?),
    ])))
}
