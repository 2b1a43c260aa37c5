//! `/api.html`: the site's data for programs.

use serde::Serialize;

use super::parts::{self, RoundBrief};
use super::{Context, Head, template};

/// The page about the site's data.
#[derive(Debug, Serialize)]
pub struct ApiPage {
    page: Head,
    rounds: Vec<RoundBrief>,
}

template!(ApiPage, "api.html");

/// The page about the site's data, with the addresses of its rounds'.
pub fn api(context: Context<'_>) -> ApiPage {
    let Context { register, terms } = context;
    let page = Head {
        title: terms.api.title().to_string(),
        description: terms.api.description().to_string(),
        ..Head::new(context, "api.html", "api", terms.columns.data())
    };
    let rounds = register.public_rounds().map(|round| parts::round_brief(context, round));
    ApiPage { page, rounds: rounds.collect() }
}
