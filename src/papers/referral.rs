//! 核查转办函: an objection is sent on to whom it falls to investigate, without whose it is.

use super::blanks::{BLANK, DATE, blank, lines};
use crate::domain::entry::Standing;
use crate::domain::round::Round;
use crate::pages::{Context, parts};
use crate::render::escape::escaped;

pub(super) fn text(context: Context<'_>, round: &Round) -> String {
    let standing = context.terms.round_standing(round, Standing::Proposed);
    let list = escaped(&format!("{}{standing}名单", round.title));
    let how = parts::objection(context, Some(round));
    let mut all = vec![format!("# 关于核查{list}异议的函"), format!("{BLANK}：")];
    all.push(format!("我单位收到对{list}的异议，现转你单位核查。"));
    all.push("## 异议的内容".to_owned());
    all.extend(["收到时间", "异议对象", "对象所在单位"].map(blank));
    all.extend(lines("异议事项", 3));
    all.extend(lines("所附材料", 2));
    all.push("## 核查和报告".to_owned());
    all.extend(how.process.iter().map(|step| escaped(step)));
    all.push(escaped(&how.confidentiality));
    all.push(format!("请于{DATE}前书面报告核查情况。"));
    all.push(blank("联系人和电话"));
    all.push("---".to_owned());
    all.extend(round.issuers.iter().map(|issuer| format!("{}（盖章）", escaped(issuer))));
    all.push(DATE.to_owned());
    all.join("\n\n")
}
