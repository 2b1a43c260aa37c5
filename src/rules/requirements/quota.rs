//! 名额: how many the list of a programme may have.

use super::Scope;
use super::findings::Findings;
use super::given::Given;
use super::kind::{Kind, Requirement};
use super::parameter::{MAX, Named, Parameters, refused, rule};
use crate::diagnostic::text;

const ABOUT: Named = (("about", "约"), "“某人左右”的人数");
const TOLERANCE: Named = (("tolerance", "浮动"), "上下可以差几人");

rule! {
    /// Either `max`, or `about` and `tolerance`.
    Quota("quota", "名额") {
        max: Option<u32> = MAX,
        about: Option<u32> = ABOUT,
        tolerance: Option<u32> = TOLERANCE,
    }
}

pub(super) const KIND: Kind = Kind::read_by::<Quota>(|given| Some(Box::new(understood(given)?)));

#[derive(Debug)]
enum Places {
    AtMost(u32),
    About { count: u32, tolerance: u32 },
}

fn understood(given: &mut Given<'_>) -> Option<Places> {
    let quota = Quota::read(given)?;
    if !given.has(ABOUT.0) {
        given.text(MAX.0)?;
        return Some(Places::AtMost(quota.max?));
    }
    if given.has(MAX.0) {
        let at = given.text(MAX.0)?;
        given.out.push(refused(Quota::NAME, Quota::ALL, MAX.0, at));
    }
    let count = quota.about?;
    given.text(TOLERANCE.0)?;
    Some(Places::About { count, tolerance: quota.tolerance? })
}

impl Requirement for Places {
    fn statement(&self) -> String {
        match self {
            Places::AtMost(max) => text!("名额{max}个", "{max} places"),
            Places::About { count, tolerance } => text!(
                "名额{count}个左右，浮动{tolerance}个以内",
                "about {count} places, give or take {tolerance}"
            ),
        }
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        let list = &scope.candidates.list;
        let has = u32::try_from(list.len()).unwrap_or(u32::MAX);
        let unit = if list.iter().any(|c| c.team.is_some()) { "个团队" } else { "人" };
        let message = match *self {
            Places::AtMost(max) if has > max => {
                text!("名单有{has}{unit}，名额为{max}{unit}", "{has} on the list for {max} places")
            }
            Places::About { count, tolerance } if count.abs_diff(has) > tolerance => text!(
                "名单有{has}{unit}，应为{count}{unit}左右（浮动{tolerance}{unit}以内）",
                "{has} on the list; it should be about {count}, give or take {tolerance}"
            ),
            _ => return,
        };
        let remedy = text!(
            "核对名单；名额有变的，修改项目文件并写明出处",
            "check the list; if the quota has changed, change the pack with its source"
        );
        findings.broken(&scope.case.record.title.location, message, remedy);
    }
}
