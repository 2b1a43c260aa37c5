//! Notices that are not due yet: an edition made now does not have them.

use serde_json::{Value, json};

use crate::diagnostic::text;
use crate::domain::notice::Notice;
use crate::domain::round::Round;
use crate::pages::Context;
use crate::site::Site;

/// The notices of all rounds that are still to come, in the order of their moments.
fn later(site: &Site) -> Vec<(&Round, &Notice)> {
    let register = site.register();
    let rounds = register.rounds.iter().map(|round| &**round);
    let notices = rounds.flat_map(|round| round.notices.iter().map(move |notice| (round, notice)));
    let mut later: Vec<_> = notices.filter(|(_, notice)| notice.published > register.now).collect();
    later.sort_by_key(|(_, notice)| notice.published);
    later
}

/// A line for each: `“2025年……”的公示未到发布时间，将于2025年9月1日9:00发布`.
fn lines(site: &Site) -> impl Iterator<Item = (String, String)> {
    let Context { terms, .. } = site.context();
    later(site).into_iter().map(move |(round, notice)| {
        let (title, kind, when) = (&round.title, terms.notice_kind(notice.kind), notice.published.chinese());
        let (name, plain) = (notice.kind.name, notice.published.plain());
        (
            format!("“{title}”的{kind}未到发布时间，将于{when}发布"),
            format!("the {name} of {title} is not due until {plain}"),
        )
    })
}

/// What `build` says of them, lest they be missed.
pub(super) fn not_built(site: &Site) -> Vec<String> {
    lines(site)
        .map(|(zh, en)| {
            text!(
                "注意：{zh}，本次未包含；到时请再生成一次。",
                "note: {en}, and is not in this edition; build again then."
            )
        })
        .collect()
}

/// What `publish` says of them.
pub(super) fn not_published(site: &Site) -> Vec<String> {
    lines(site)
        .map(|(zh, en)| {
            text!(
                "注意：{zh}，本次没有发布；到时请再运行一次 gongshi publish。",
                "note: {en}, and was not published; run `gongshi publish` again then."
            )
        })
        .collect()
}

/// The same for programs.
pub(super) fn to_json(site: &Site) -> Value {
    later(site)
        .into_iter()
        .map(|(round, notice)| {
            json!({
                "round": round.id,
                "number": notice.number,
                "kind": notice.kind.name,
                "published": notice.published.plain(),
            })
        })
        .collect()
}
