//! `/rounds/<round>.html`: where a round stands, its notices, the first page of its list.

use std::sync::Arc;

use serde::Serialize;

use super::list::{ListView, list_of};
use super::listing::{Arrangement, Listing};
use super::parts::{self, Link, RoundView};
use super::{Head, paper, template};
use crate::domain::register::Register;
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
pub fn round(register: &Register, round: &Round, shown: &Arc<RoundView>, listing: &Listing) -> RoundPage {
    let head = Head::new(register, &format!("{}.html", round.address()), "round", "公示公告");
    let page = Head {
        paper: Some(paper::foot(&head.canonical)),
        title: round.title.clone(),
        description: format!("{}{}名单、公告和公示期。", round.title, shown.brief.standing),
        source: Some(round.issuers.join("、")),
        ..head
    };
    RoundPage {
        page,
        round: shown.clone(),
        list: list_of(round, listing, Arrangement::Order, 0),
        files: parts::list_files(round),
    }
}
