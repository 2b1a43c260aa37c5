//! `/index.html`: what is open, the latest notices, the latest rounds.

use serde::Serialize;

use super::parts::{self, NoticeView, RoundView};
use super::{Context, Head, jsonld, template};

/// How many rounds and notices the page shows; the archive has them all.
const RECENT: usize = 8;

/// The home page.
#[derive(Debug, Serialize)]
pub struct HomePage {
    page: Head,
    rounds: Vec<RoundView>,
    open: Vec<RoundView>,
    latest: Vec<Latest>,
}

#[derive(Debug, Serialize)]
struct Latest {
    notice: NoticeView,
    /// The title of its round.
    round: String,
}

template!(HomePage, "home.html");

/// The home page at the register's moment.
pub fn home(context: Context<'_>) -> HomePage {
    let Context { register, terms } = context;
    let office = &register.office;
    let page = Head {
        title: office.title.clone(),
        description: terms.home.description(&office.title, &office.owner),
        data: Some(jsonld::home(register)),
        crumbs: Vec::new(),
        ..Head::new(context, "index.html", "home", terms.columns.notices())
    };
    let latest = register.notices().into_iter().take(RECENT).map(|(round, notice)| Latest {
        notice: parts::notice(terms, round, notice),
        round: round.title.clone(),
    });
    HomePage {
        page,
        rounds: register.public_rounds().take(RECENT).map(|round| parts::round(context, round)).collect(),
        open: register.open_rounds().into_iter().map(|round| parts::round(context, round)).collect(),
        latest: latest.collect(),
    }
}
