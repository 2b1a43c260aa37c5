//! The facts of a printed notice as they stand in the front matter of its document.

use super::decode::{Decoder, Fields};
use super::record::record;
use super::site::ContactRecord;
use super::spanned::{Spanned, Text};
use super::table::Is;
use super::value::{Field, Value, required};
use super::yaml::{self, Node};
use crate::diagnostic::Span;

record! {
    /// The facts of a notice as printed.
    pub struct PrintedRecord = "printed" {
        /// The number in the round.
        public required number "序号": Spanned<u32> = "第几份公告";
        /// The word of the kind.
        public required kind "类型": Text = "类型";
        /// The address of the page, without ending.
        public required address "网址": Text = "网页地址";
        /// The title.
        public required title "标题": Text = "标题";
        /// One sentence on what it is.
        public required description "摘要": Text = "一句话说明";
        /// The moment of publication.
        public required published "发布时间": Text = "发布时间";
        /// The signing date.
        public required signed "落款日期": Text = "落款日期";
        /// The title of the round.
        public required round "轮次": Text = "轮次名称";
        /// Who issues it.
        public required issuers "落款单位": Vec<Text> = "落款单位";
        /// The notice it is about.
        public optional about "所涉公告": Option<CitedRecord> = "所涉及的公告";
        /// The documents cited.
        public optional basis "依据": Vec<Text> = "引用的文件";
        /// Why.
        public optional reason "原因": Option<Text> = "原因";
        /// A remark.
        public optional note "说明": Option<Text> = "说明";
        /// The period it gives.
        public optional period "公示期": Option<PrintedPeriodRecord> = "公示期";
        /// The calendar its dates were computed with.
        public required calendar "日历": Text = "公示期所用的日历";
        /// Where to object.
        public optional contacts "联系方式": Vec<ContactRecord> = "受理渠道";
        /// What the office itself says of objections.
        public optional objection "异议": Vec<SaidRecord> = "单位自己对异议的规定";
        /// The order of names.
        public required order "排序": Text = "名单的排序";
        /// The columns of lists.
        public required columns "列": Vec<Text> = "名单的列";
        /// The lists.
        public optional lists "名单": Vec<PrintedListRecord> = "名单，一个项目一份";
        /// What was said of each entry listed.
        public optional entries "条目": Vec<PrintedEntryRecord> = "名单上每一条当时公布的内容";
        /// What it corrects.
        public optional changes "更正内容": Vec<PrintedChangeRecord> = "更正内容";
        /// What it decides of single entries.
        public optional decisions "审定结果": Vec<PrintedDecisionRecord> = "对单个条目的决定";
        /// What it tells of objections.
        public optional objections "异议情况": Option<Text> = "异议情况";
        /// The program that printed it.
        public required program "程序": Text = "发布所用的程序";
        /// Digest of the program's own wording.
        public required builtin "内置文字": Text = "内置文字的指纹";
        /// Digest of the office's own wording.
        public optional wording "自定文字": Option<Text> = "单位自定文字的指纹";
        /// SHA-256 of the Markdown below.
        public required text "正文指纹": Text = "正文的 SHA-256";
    }
}

record! {
    /// A notice that another is about.
    pub struct CitedRecord = "cited" {
        /// Its title.
        public required title "标题": Text = "标题";
        /// Its address, without ending.
        public required address "网址": Text = "网页地址";
    }
}

record! {
    /// What the office says of objections, one text.
    pub struct SaidRecord = "said" {
        /// The word of the rule.
        public required rule "规定": Text = "哪一条";
        /// What it says.
        public required text "文字": Text = "文字";
    }
}

record! {
    /// A period as printed.
    pub struct PrintedPeriodRecord = "printed-period" {
        /// In words.
        public required text "文字": Text = "文字";
        /// How many days.
        public required days "天数": Spanned<u32> = "几天";
        /// Of which kind.
        public required unit "单位": Text = "工作日还是自然日";
        /// Whether the day of posting counts.
        public required posting_day "发布当日": Text = "发布当日计入还是不计入";
        /// The first day.
        public required starts "起始日": Text = "第一天";
        /// The last day.
        public required ends "截止日": Text = "最后一天";
        /// The last moment for objections.
        public required closes "截止时刻": Text = "可以提出异议的最后时刻";
        /// How the days are counted.
        public required rule "计算办法": Text = "计算办法";
        /// Every day.
        public optional calendar "逐日": Vec<PrintedDayRecord> = "逐日计算";
        /// What the days were counted by.
        public optional sources "计日依据": Vec<SourceLinkRecord> = "节假日安排的通知";
        /// What is said where the days are not told.
        public optional remark "备注": Option<Text> = "备注";
    }
}

record! {
    /// A day of a period as printed.
    pub struct PrintedDayRecord = "printed-day" {
        /// The day.
        public required date "日期": Text = "日期";
        /// Its number among the days counted.
        public optional number "计数": Option<Spanned<u32>> = "第几天";
        /// The same in words.
        public required count "计数文字": Text = "是否计入，第几天";
        /// Why.
        public required reason "原因": Text = "原因";
    }
}

record! {
    /// What days were counted by.
    pub struct SourceLinkRecord = "source-link" {
        /// What it is called.
        public required text "文字": Text = "名称";
        /// Its address.
        public optional href "链接": Option<Text> = "网址";
    }
}

record! {
    /// A list as printed.
    pub struct PrintedListRecord = "printed-list" {
        /// The programme's name.
        public required programme "项目": Text = "项目名称";
        /// `individual` or `team`
        public required kind "类别": Text = "个人或团队";
        /// The word after their number.
        public required counter "量词": Text = "量词";
        /// The order in words.
        public required order "排序": Text = "排序的说明";
        /// The heads of the columns.
        public required heads "表头": Vec<Text> = "表头";
        /// The rows.
        public required rows "行": Vec<PrintedRowRecord> = "各行";
    }
}

record! {
    /// A row of a list as printed.
    pub struct PrintedRowRecord = "printed-row" {
        /// The entry's page.
        public required page "网页": Text = "条目的网页";
        /// The entry's name.
        public required name "名称": Text = "姓名或团队名称";
        /// The group it stands in.
        public optional group "组": Option<Text> = "所在的组";
        /// The cells after the name.
        public optional cells "单元格": Vec<Cell> = "其余各列";
        /// Whether it is struck.
        public optional struck "撤下": Option<Spanned<bool>> = "是否已撤下";
    }
}

record! {
    /// An entry as it was when a notice listed it.
    pub struct PrintedEntryRecord = "printed-entry" {
        /// Its page.
        public required page "网页": Text = "条目的网页";
        /// The programme's name.
        public required programme "项目": Text = "项目名称";
        /// Its name.
        public required name "名称": Text = "姓名或团队名称";
        /// Its unit.
        public required unit "工作单位": Text = "工作单位或依托单位";
        /// Units beside the first.
        public optional other_units "其他单位": Vec<Text> = "其他单位";
        /// Partners.
        public optional partners "合作单位": Vec<Text> = "合作单位";
        /// The title of the person or the leader.
        public optional title "职称": Option<Text> = "职称";
        /// Its field.
        public required field "领域": Text = "领域";
        /// The recommending unit.
        public required recommender "推荐单位": Text = "推荐单位";
        /// The leader's name.
        public optional leader "负责人": Option<Text> = "负责人";
        /// The summary.
        public optional summary "简介": Option<Text> = "简介";
        /// Those who lead it with the first.
        public optional co_leaders "共同负责人": Vec<PrintedPersonRecord> = "共同负责人";
        /// Members.
        public optional members "成员": Vec<PrintedPersonRecord> = "成员";
        /// Mentors.
        public optional mentors "指导专家": Vec<PrintedPersonRecord> = "指导专家";
        /// Achievements.
        public optional achievements "成果": Vec<PrintedAchievementRecord> = "代表性成果";
    }
}

record! {
    /// A person of a team as printed.
    pub struct PrintedPersonRecord = "printed-person" {
        /// Name.
        public required name "姓名": Text = "姓名";
        /// Unit.
        public optional unit "单位": Option<Text> = "单位";
        /// Title.
        public optional title "职称": Option<Text> = "职称";
    }
}

record! {
    /// An achievement as printed.
    pub struct PrintedAchievementRecord = "printed-achievement" {
        /// Its kind.
        public optional kind "类别": Option<Text> = "类别";
        /// What it is.
        public required name "名称": Text = "名称";
        /// Who made it.
        public optional people "完成人": Vec<Text> = "完成人";
        /// The person's post in it.
        public optional role "角色": Option<Text> = "本人角色";
        /// The person's contribution.
        public optional contribution "贡献": Option<Text> = "本人贡献";
    }
}

record! {
    /// A corrected value as printed.
    pub struct PrintedChangeRecord = "printed-change" {
        /// The entry's page; of one taken down, nothing.
        public required page "网页": Cell = "条目的网页";
        /// The entry's name.
        public required name "名称": Text = "姓名或团队名称";
        /// Its unit.
        public required unit "单位": Cell = "单位";
        /// What is corrected.
        public required field "项目": Text = "更正哪一项";
        /// What was printed before.
        public required from "原文": Cell = "原来印出的文字";
        /// What is right.
        public required to "更正为": Cell = "正确的文字";
        /// Why.
        public required reason "原因": Cell = "原因";
    }
}

record! {
    /// A decision as printed.
    pub struct PrintedDecisionRecord = "printed-decision" {
        /// The entry's page; of one taken down, nothing.
        public required page "网页": Cell = "条目的网页";
        /// The entry's name.
        public required name "名称": Text = "姓名或团队名称";
        /// Its unit.
        public required unit "单位": Cell = "单位";
        /// Individual or team, in words.
        public required kind "类别": Cell = "个人或团队";
        /// The decision in words.
        public required decision "结果": Cell = "决定";
        /// Why.
        public required reason "原因": Cell = "原因";
    }
}

/// A cell of a table, which may be empty.
#[derive(Clone, Debug)]
pub struct Cell(pub String);

impl Value for Cell {
    const IS: Is = Is::Text;

    fn decode(d: &mut Decoder, node: Node<'_>, at: Span) -> Option<Self> {
        match &node.value {
            yaml::Value::Empty => Some(Cell(String::new())),
            yaml::Value::Text(text) if text.trim().is_empty() => Some(Cell(String::new())),
            _ => d.text(node, at).map(|text| Cell(text.value.to_string())),
        }
    }
}

impl Field for Cell {
    const IS: Is = Is::Text;

    fn take(d: &mut Decoder, fields: &mut Fields<'_>) -> Option<Self> {
        required(d, fields)
    }
}
