//! `/rounds/<round>.html`: where a round stands, its notices, the first page of its list.

use std::sync::Arc;

use serde::Serialize;

use super::list::{ListView, Place, list_of};
use super::listing::{Arrangement, Listing};
use super::parts::{self, Link, RoundView};
use super::{Context, Head, paper, template};
use crate::domain::round::Round;

/// The page of a round.
#[derive(Debug, Serialize)]
pub struct RoundPage {
    page: Head,
    round: Arc<RoundView>,
    list: ListView,
    files: Vec<Link>,
}

template!(RoundPage, "round.html");

/// The page of a round, with the list in its first arrangement.
pub fn round(context: Context<'_>, round: &Round, shown: &Arc<RoundView>, listing: &Listing) -> RoundPage {
    let terms = context.terms;
    let head = Head::new(context, &format!("{}.html", round.address()), "round", terms.columns.notices());
    let page = Head {
        paper: Some(paper::foot(&head.canonical)),
        title: round.title.clone(),
        description: terms.round.description(&round.title, &shown.brief.standing),
        source: Some(parts::issuers(terms, round)),
        ..head
    };
    RoundPage {
        page,
        round: shown.clone(),
        list: list_of(terms, round, listing, Place { arrangement: Arrangement::Order, page: 0 }),
        files: parts::list_files(terms, round),
    }
}
