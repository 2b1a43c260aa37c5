//! Every address is one file's.

use super::{Origin, Route};
use crate::diagnostic::{Diagnostic, Location, error};

/// Addresses that are taken, though no route has them.
const WRITTEN_BY_PUBLISH: [&str; 3] = ["edition.json", "SHA256SUMS", "SHA256SUMS.sig"];

/// The routes in the order of their paths.
///
/// # Errors
/// `address-taken` for each route whose path another has.
pub(super) fn in_order(mut routes: Vec<Route>) -> Result<Vec<Route>, Vec<Diagnostic>> {
    routes.sort_by(|a, b| a.path.cmp(&b.path));
    let repeats = routes.windows(2).filter(|pair| pair[0].path == pair[1].path).map(|pair| &pair[1]);
    let taken = routes.iter().filter(|route| WRITTEN_BY_PUBLISH.contains(&route.path.as_str()));
    let problems: Vec<Diagnostic> = repeats.chain(taken).map(address_taken).collect();
    if problems.is_empty() { Ok(routes) } else { Err(problems) }
}

fn address_taken(route: &Route) -> Diagnostic {
    let path = &route.path;
    let location = match &route.page.origin {
        Origin::Author(file) => Location::file(file),
        Origin::Program | Origin::Record(_) => Location::file("themes"),
    };
    error!(location, "address-taken",
        "网址 /{path} 已被另一页占用", "the address /{path} is taken by another page";
        help: "给这个文件换一个名字", "give the file another name"
    )
}
