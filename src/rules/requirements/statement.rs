//! A rule in plain words, for `gongshi rules`.

use super::reader::text_name;
use super::rule::{Measure, Otherwise, Requirement, Rule, Share, Who};
use crate::diagnostic::{Severity, text};
use crate::domain::moment::chinese_date;
use crate::domain::period::Unit;
use crate::domain::programme::RuleStatement;

impl Rule {
    /// The rule as it is stated to people.
    pub(in crate::rules) fn statement(&self) -> RuleStatement {
        RuleStatement {
            kind: self.kind.clone(),
            statement: text(&self.requirement),
            stops: self.severity == Severity::Error,
            citation: self.citation.clone(),
            note: self.note.clone(),
            own: self.own,
        }
    }
}

fn text(requirement: &Requirement) -> String {
    match requirement {
        Requirement::Quota { max: Some(max), .. } => text!("名额{max}个", "{max} places"),
        Requirement::Quota { about, .. } => {
            let (about, tolerance) = about.unwrap_or_default();
            text!(
                "名额{about}个左右，浮动{tolerance}个以内",
                "about {about} places, give or take {tolerance}"
            )
        }
        Requirement::AtLeast { fact, count } => match fact.as_str() {
            "grassroots" => {
                text!("基层一线或艰苦岗位人员不少于{count}人", "at least {count} at the grass roots")
            }
            _ => text!("{fact} 不少于{count}人", "at least {count} with {fact}"),
        },
        Requirement::Share(share) => self::share(share),
        Requirement::PerUnit { max } => text!("每个单位不超过{max}个", "at most {max} a unit"),
        Requirement::RankExcluded { ranks } => {
            let ranks = ranks.join("、");
            text!("不推荐{ranks}人员", "nobody of rank {ranks}")
        }
        Requirement::Born { who, on_or_after, at_least } => {
            let ((zh, en), day) = (whose(*who), chinese_date(*on_or_after));
            match at_least {
                Some(count) => text!(
                    "{zh}中{day}及以后出生的不少于{count}人",
                    "at least {count} of the {en} born on or after {on_or_after}"
                ),
                None => text!("{zh}{day}及以后出生", "the {en} born on or after {on_or_after}"),
            }
        }
        Requirement::Education { who, at_least } => {
            let (zh, en) = whose(*who);
            text!("{zh}学历{at_least}及以上", "degree of the {en}: {at_least} or above")
        }
        Requirement::Years { who, at_least } => {
            let (zh, en) = whose(*who);
            text!("{zh}从业满{at_least}年", "the {en} has at least {at_least} years")
        }
        Requirement::Title { who, any_of, otherwise } => {
            let ((zh, en), titles) = (whose(*who), any_of.join("、"));
            match otherwise {
                None => text!("{zh}职称为{titles}", "title of the {en}: {titles}"),
                Some(Otherwise::Outstanding) => {
                    text!("{zh}职称为{titles}，或有突出贡献", "title of the {en}: {titles}, or outstanding")
                }
                Some(Otherwise::Years(years)) => text!(
                    "{zh}职称为{titles}，或从业满{years}年",
                    "title of the {en}: {titles}, or {years} years"
                ),
            }
        }
        Requirement::Members { at_least } => text!("团队不少于{at_least}人", "at least {at_least} people"),
        Requirement::Mentors { at_least } => {
            text!("指导专家不少于{at_least}人", "at least {at_least} mentors")
        }
        Requirement::Text { key, max } => {
            let name = text_name(key);
            text!("{name}不超过{max}字", "{key}: at most {max} characters")
        }
        Requirement::Achievements { max, kinds } => {
            let kinds = kinds.join("、");
            text!("代表性成果不超过{max}项，类别为{kinds}", "at most {max} achievements, of {kinds}")
        }
        Requirement::Once { across } => {
            let across = across.join("、");
            text!("同一人在 {across} 中只能有一处", "a person may be in only one of {across}")
        }
        Requirement::OneChannel => text!("不得多渠道推荐", "through one channel only"),
        Requirement::NotAgain { honours } => {
            let honours = honours.join("、");
            text!("已获{honours}的不再推荐", "not again after {honours}")
        }
        Requirement::Publicity { days, unit } => {
            let unit = match unit {
                Some(Unit::Working) => "个工作日",
                Some(Unit::Calendar) => "个自然日",
                None => "天（未说明工作日或自然日）",
            };
            text!("公示{days}{unit}", "publicity of {days} days: {unit}")
        }
        Requirement::Stated => text!("见说明", "see the note"),
        Requirement::Items { key, max, gap } => {
            let name = text_name(key);
            match gap {
                None => text!("{name}不超过{max}项", "{key}: at most {max} items"),
                Some(0) => {
                    text!("{name}不超过{max}项，不得断档", "{key}: at most {max} items, without gaps")
                }
                Some(gap) => text!(
                    "{name}不超过{max}项，相隔不超过{gap}个月",
                    "{key}: at most {max} items, at most {gap} months apart"
                ),
            }
        }
        Requirement::AwardsStated { wording } => {
            text!("没有奖项的写“{wording}”", "without an award: {wording}")
        }
        Requirement::Photo { width, height } => {
            text!("照片宽{width}像素、高{height}像素", "photograph: {width} × {height} pixels")
        }
    }
}

fn share(share: &Share) -> String {
    let (of, of_en) = match &share.of {
        Measure::BornOnOrAfter(limit) => {
            (format!("{}及以后出生的", chinese_date(*limit)), format!("born on or after {limit}"))
        }
        Measure::Rank(rank) => (format!("{rank}人选"), format!("of rank {rank}")),
    };
    match (share.at_least, share.at_most) {
        (Some(limit), _) => text!("{of}不低于{limit}%", "{of_en}: at least {limit} %"),
        (_, Some(limit)) => text!("{of}不超过{limit}%", "{of_en}: at most {limit} %"),
        _ => text!("{of}", "{of_en}"),
    }
}

fn whose(who: Who) -> (&'static str, &'static str) {
    match who {
        Who::Applicant => ("申报人", "applicant"),
        Who::Leader => ("负责人", "leader"),
        Who::Members => ("成员", "members"),
    }
}
