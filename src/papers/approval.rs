//! 审批单: what is to be published, and who prepared, checked and approved it.

use super::blanks::{BLANK, DATE};
use super::statement::people;
use crate::domain::entry::Standing;
use crate::domain::round::Round;
use crate::pages::{Context, parts};
use crate::render::escape::escaped;

pub(super) fn text(context: Context<'_>, round: &Round) -> String {
    let Context { register, terms } = context;
    let standing = terms.round_standing(round, Standing::Proposed);
    let mut rows = vec![
        ("名单", format!("{}{standing}名单（{}）", round.title, people(context, round))),
        ("落款单位", parts::issuers(terms, round)),
    ];
    for notice in &round.notices {
        let shown = parts::notice(terms, round, notice);
        rows.push(("公告", format!("《{}》，{}发布", shown.title, shown.published)));
        rows.extend(parts::period_of(terms, notice).map(|period| ("公示期", period.text)));
    }
    if round.exceptions > 0 {
        rows.push(("经批准的例外", format!("{}项", round.exceptions)));
    }
    let contacts = round.contacts.iter().map(|contact| contact.name.clone()).collect::<Vec<_>>();
    rows.push(("受理渠道", contacts.join(terms.notice.between_issuers())));
    rows.push(("发布网址", register.office.base_url.clone()));
    let mut all = vec![format!("# {}公示审批单", escaped(&round.title))];
    let table: Vec<String> =
        rows.iter().map(|(head, value)| format!("| {head} | {} |", escaped(value))).collect();
    all.push(format!("| 事项 | 内容 |\n| --- | --- |\n{}", table.join("\n")));
    for who in ["拟稿", "审核", "签发"] {
        all.push(format!("{who}意见：{BLANK}{BLANK}"));
        all.push(format!("{who}人（签字）：{BLANK}"));
        all.push(DATE.to_owned());
    }
    all.join("\n\n")
}
