//! `/api.html`: the site's data for programs.

use serde::Serialize;

use super::parts::{self, RoundBrief};
use super::{Head, template};
use crate::domain::register::Register;

/// The page about the site's data.
#[derive(Debug, Serialize)]
pub struct ApiPage {
    page: Head,
    rounds: Vec<RoundBrief>,
}

template!(ApiPage, "api.html");

/// The page about the site's data, with the addresses of its rounds'.
pub fn api(register: &Register) -> ApiPage {
    let page = Head {
        title: "数据接口".to_owned(),
        description: "供程序读取的名单、公告、订阅源和清单：网址、格式和约定。".to_owned(),
        ..Head::new(register, "api.html", "api", "数据接口")
    };
    let rounds = register.public_rounds().map(|round| parts::round_brief(register, round));
    ApiPage { page, rounds: rounds.collect() }
}
