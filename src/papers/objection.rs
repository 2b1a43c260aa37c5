//! 异议书, of a person or a unit: what the printable form of the site asks, for one round.

use super::blanks::{DATE, blank, lines};
use crate::domain::entry::Standing;
use crate::domain::round::Round;
use crate::pages::{Context, Objector, parts};
use crate::render::escape::escaped;

pub(super) fn of_person(context: Context<'_>, round: &Round) -> String {
    let who = vec![blank("异议人姓名"), blank("工作单位")];
    let sign = ["本人对以上内容的真实性负责，愿意配合核查。".to_owned(), blank("异议人（签名）")];
    text(context, round, (Objector::Person, who, sign.to_vec()))
}

pub(super) fn of_unit(context: Context<'_>, round: &Round) -> String {
    let who = vec![blank("单位名称"), blank("法定代表人"), blank("联系人")];
    let sign = [
        "本单位对以上内容的真实性负责，愿意配合核查。".to_owned(),
        blank("法定代表人（签字）"),
        blank("单位（公章）"),
    ];
    text(context, round, (Objector::Unit, who, sign.to_vec()))
}

/// The form of an objector, with the lines that say who objects and those that are signed.
fn text(
    context: Context<'_>,
    round: &Round,
    (objector, who, sign): (Objector, Vec<String>, Vec<String>),
) -> String {
    let terms = context.terms;
    let (title, how) = (objector.title(terms), parts::objection(context, Some(round)));
    let standing = terms.round_standing(round, Standing::Proposed);
    let mut all = vec![format!("# {}", escaped(title))];
    all.push(format!("公示名单：{}", escaped(&format!("{}{standing}名单", round.title))));
    all.extend(who);
    all.extend(["联系电话", "电子邮箱", "通信地址", "异议对象", "对象所在单位"].map(blank));
    all.extend(lines("异议事项", 1));
    all.extend(lines("事实和理由", 6));
    all.extend(lines("证据材料目录", 3));
    all.extend(sign);
    all.push(DATE.to_owned());
    let own = if objector == Objector::Unit { how.unit } else { how.person };
    all.push(format!("填写说明：{}", escaped(&format!("{own}{}{}", how.evidence, how.confidentiality))));
    if let (Some(closes), true) = (round.closes, round.is_public(context.register.now)) {
        all.push(format!("异议截止时间为{}（北京时间）。", terms.dates.of_moment(closes)));
    }
    all.join("\n\n")
}
