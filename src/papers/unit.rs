//! 所在单位公示: what the unit of a candidate announces before it recommends.

use super::blanks::{BLANK, DATE, blank, lines};
use crate::domain::round::Round;
use crate::pages::{Context, notice_basis};
use crate::render::escape::escaped;

pub(super) fn text(context: Context<'_>, round: &Round) -> String {
    let title = escaped(&round.title);
    let basis = notice_basis(context.terms, round).concat();
    let by = if basis.is_empty() { String::new() } else { format!("根据{}，", escaped(&basis)) };
    let mut all = vec![format!("# 关于推荐{title}人选的公示")];
    all.push(format!("{by}我单位拟推荐下列人选（团队）参加{title}，现予以公示。"));
    all.push(format!("公示期自{DATE}至{DATE}。"));
    all.extend(["姓名（团队名称）", "部门和职务", "职称", "申报领域"].map(blank));
    all.extend(lines("主要业绩", 6));
    all.push("有异议的，请在公示期内以书面形式向下列渠道反映。".to_owned());
    all.extend(["受理部门", "联系电话", "通信地址"].map(blank));
    all.push("---".to_owned());
    all.push(format!("{BLANK}（盖章）"));
    all.push(DATE.to_owned());
    all.join("\n\n")
}
