//! `content/rounds/<id>/round.yaml`: one round and its notices.

use chrono::NaiveDate;

use super::columns::ColumnRecord;
use super::programme::RuleRecord;
use super::record::record;
use super::scalars::TimeOfDay;
use super::site::ContactRecord;
use super::spanned::{Spanned, Text};
use super::table::Key;
use super::value::{Texts, Word};
use crate::domain::column::Column;
use crate::domain::moment::Moment;
use crate::domain::names::Order;
use crate::domain::notice::{Because, Correctable};
use crate::domain::office::Postmark;
use crate::domain::period::{PostingDay, Unit};

record! {
    /// One round of selection.
    pub struct RoundRecord = "round" {
        /// The folder's name.
        @id;
        /// Its name as notices use it.
        public required title "标题": Text as Line = "本轮名称；公示标题是“关于……拟入选名单的公示”";
        /// The year; where left out, the digits that the title begins with.
        public optional year "年度": Option<Text> as Number = "年度，不写取标题开头的数字";
        /// Ids of its programmes.
        public required programmes "项目": Vec<Text> as Id = "项目文件名，不带 .yaml";
        /// Who signs (落款).
        public required issuers "落款单位": Vec<Text> as Name = "落款单位";
        /// Its own contact channels, instead of the site's.
        public optional contacts "联系方式": Vec<ContactRecord> = "本轮自己的联系方式，代替 site.yaml 的";
        /// Which postmark counts for letters, instead of the site's.
        public optional postmark "邮戳": Option<Spanned<Option<Postmark>>> = "本轮信函以寄出还是到达的邮戳为准，代替 site.yaml 的";
        /// The hour its last day ends, instead of the site's.
        public optional closes "截止时刻": Option<Spanned<TimeOfDay>> = "本轮最后一天几点为止，代替 site.yaml 的";
        /// Whether a notice has its list as an annex, after how to object; no where left out.
        public optional annex "名单作附件": Option<Spanned<bool>> = "名单较长时，把它作为附件放在异议办法和落款之后";
        /// Columns of its lists: usual ones by their word, its own with key and heading.
        public optional columns "列": Vec<ColumnRecord> = "名单的列，按先后；本轮自己的列写 key、heading";
        /// The column whose values its lists are grouped by.
        public optional group_by "分组": Option<Text> as Line = "名单按哪一列分组，如等次、批次、县市区";
        /// The groups in their order.
        public optional groups "组": Vec<Text> as Line = "各组的名称，按先后；自己的列有 values 的、按领域分的可以不写";
        /// The order of names.
        public required_by_rules order "排序": Option<Spanned<Option<Order>>> = "名单的排序";
        /// Titles of the documents a notice cites, instead of the programmes' own.
        public optional basis "依据": Vec<Text> as Line = "公告引用的文件标题，代替项目文件里的";
        /// Rules of this round alone, in place of those of the packs.
        public optional rules "规则": Vec<RuleRecord> = "只用于本轮的规则，代替项目文件里同一种类的";
        /// Who is excepted from a rule that is stated 原则上.
        public optional exceptions "例外": Vec<ExceptionRecord> = "不公布；原则上的规则，经批准的例外";
        /// Who prepared the texts.
        internal optional prepared_by "拟稿人": Option<Text> = "不公布；谁拟的稿，不能是签发人";
        /// The approval of the texts.
        internal optional approved "审定签发": Option<ApprovalRecord> = "不公布；公告文字的审定签发";
        /// Names that are one name though they hold 、 or another sign between names.
        public optional single "整体名称": Vec<Text> = "含顿号、斜线等，确是一个单位、一个人的名称";
        /// Entries once published and taken down since.
        public optional removed "撤下": Vec<RemovedEntryRecord> = "公布后又撤下的条目";
        /// Its notices, in the order of publication; only ever added to.
        public optional notices "公告": Vec<NoticeRecord> = "公告，按发布先后，只往后加";
    }
}

record! {
    /// Who, or which list, is excepted from a rule.
    pub struct ExceptionRecord = "exception" {
        /// The entry's id; where left out, the whole list.
        private optional entry "条目": Option<Text> as Id = "条目的编号；管整份名单的规则（名额、比例等）不写";
        /// The kind of rule.
        private required rule "规则": Text = "规则的种类";
        /// Why.
        private required reason "原因": Text = "不公布";
        /// Who approved it.
        private required approved_by "批准": Text = "批准的单位或文件，不公布";
    }
}

record! {
    /// The approval of a round's texts.
    pub struct ApprovalRecord = "approval" {
        /// The digests of the texts, as the proof gives them.
        internal optional digest "摘要": Texts = "送审稿末尾的摘要，一份公告一个，形如 1-publicity:64位十六进制数字";
        /// Who approved them.
        internal required by "签发人": Text = "签发人姓名，不公布";
        /// The day.
        internal required on "日期": Spanned<NaiveDate> = "签发的日期";
    }
}

record! {
    /// An entry once published and taken down since.
    pub struct RemovedEntryRecord = "removed" {
        /// The entry's id.
        public required entry "条目": Text as Id = "条目的编号";
        /// When it was taken down.
        public required published "发布时间": Option<Spanned<Moment>> = "撤下的时间";
        /// The publishable reason.
        public required reason "原因": Text = "可以公布的原因";
    }
}

record! {
    /// One notice of a round.
    pub struct NoticeRecord = "notice" {
        /// Publicity, correction, result …
        public required kind "类型": Text = "公告的类型";
        /// The moment it goes online, Beijing time; the period runs from here.
        public required published "发布时间": Option<Spanned<Moment>> = "实际上网的时间，公示期由此起算";
        /// The signing date (落款日期); where left out, the day of publication.
        public optional signed "落款日期": Option<Spanned<Option<NaiveDate>>> = "落款日期，不写为发布当天";
        /// Its document number (文号), where it has one.
        public optional number "文号": Option<Text> as Line = "公告的文号，印在标题下面";
        /// A remark printed in the notice.
        public optional note "说明": Option<Text> = "印在公告里的补充说明";
        /// The period of publicity.
        public optional period "公示期": Option<PeriodRecord> = "公示期；公示、补充、延期、重新公示须有";
        /// Why: restart, extension, suspension, withdrawal. Printed after 因.
        public optional reason "原因": Option<Text> = "印在“因”字后面的词语；延期、中止、重新公示、撤回用";
        /// The ids of the entries a supplement adds.
        public optional entries "条目": Vec<Text> as Id = "补充公示增补的编号";
        /// The kind of the notice it corrects, the latest of which is meant.
        public optional corrects "更正对象": Option<Text> = "所更正公告的类型，指最近的一份";
        /// What a correction changes.
        public optional changes "更正内容": Vec<ChangeRecord> = "更正内容";
        /// What a result, or a withdrawal after it, decides against; everyone else is selected.
        public optional decisions "审定结果": Vec<DecisionRecord> = "没有入选的、取消资格的；没有列出的都是入选";
    }
}

record! {
    /// How long a publicity lasts; nothing here has a default.
    pub struct PeriodRecord = "period" {
        /// The number of days.
        public required days "天数": Option<Spanned<u32>> = "几天";
        /// Working or calendar days.
        public required unit "单位": Option<Spanned<Unit>> = "工作日还是自然日";
        /// Whether the day of posting counts.
        public required posting_day "发布当日": Option<Spanned<PostingDay>> = "发布当日计入还是不计入";
        /// The last day as an old notice printed it, where that is a day off and the end was not moved on.
        public optional ends "期满日": Option<Spanned<Option<NaiveDate>>> = "旧公告按自然日印在休息日、没有顺延的期满日";
        /// Where that is printed.
        public optional ends_source "期满日出处": Option<Text> as Line = "印有该期满日的原公告，如文号";
    }
}

record! {
    /// One corrected value.
    pub struct ChangeRecord = "change" {
        /// The entry's id.
        public required entry "条目": Text as Id = "条目的编号";
        /// What is corrected.
        public required field "项目": Option<Spanned<Correctable>> = "更正哪一项";
        /// Which of the round's own columns, where one is corrected.
        public optional column "列": Option<Text> as Line = "更正本轮自己的列时，写它的 key 或表头";
        /// What was printed.
        public required from "原文": Text = "原来印出的文字";
        /// What is right.
        public required to "更正为": Text = "正确的文字";
        /// Whether it was wrong, the default, or has changed since.
        public optional because "性质": Option<Spanned<Because>> = "误写，还是以后变更；不写为误写";
        /// Why.
        public required reason "原因": Text = "原因";
    }
}

record! {
    /// One decision that an entry is not selected, or no longer.
    pub struct DecisionRecord = "decision" {
        /// The entry's id.
        public required entry "条目": Text as Id = "条目的编号";
        /// Not selected, deferred, declined; after the result disqualified, resigned.
        public required status "结果": Text = "前三种用于结果，后两种用于公布结果后的撤回";
        /// The publishable reason.
        public required reason "原因": Text = "可以公布的原因";
    }
}

impl Word for Order {
    const WORDS: &'static [(Key, Order)] = &[
        (("surname-strokes", "姓氏笔画"), Order::SurnameStrokes),
        (("full-name-strokes", "姓名笔画"), Order::FullNameStrokes),
        (("pinyin", "拼音"), Order::Pinyin),
        (("as-listed", "按录入顺序"), Order::AsListed),
    ];
}

impl Word for Column {
    const WORDS: &'static [(Key, Column)] = &[
        (("name", "姓名"), Column::Name),
        (("unit", "单位"), Column::Unit),
        (("title", "职称"), Column::Title),
        (("field", "领域"), Column::Field),
        (("recommender", "推荐单位"), Column::Recommender),
    ];
}

impl Word for Unit {
    const WORDS: &'static [(Key, Unit)] =
        &[(("working", "工作日"), Unit::Working), (("calendar", "自然日"), Unit::Calendar)];
}

impl Word for PostingDay {
    const WORDS: &'static [(Key, PostingDay)] =
        &[(("counted", "计入"), PostingDay::Counted), (("excluded", "不计入"), PostingDay::Excluded)];
}

impl Word for Because {
    const WORDS: &'static [(Key, Because)] =
        &[(("error", "误写"), Because::Error), (("transfer", "变更"), Because::Transfer)];
}

/// What a correction may name.
impl Word for Correctable {
    const WORDS: &'static [(Key, Correctable)] = &[
        (("name", "姓名"), Correctable::Name),
        (("unit", "单位"), Correctable::Unit),
        (("title", "职称"), Correctable::Title),
        (("field", "领域"), Correctable::Field),
        (("recommender", "推荐单位"), Correctable::Recommender),
        (("summary", "简介"), Correctable::Summary),
        (("leader", "负责人"), Correctable::Leader),
        (("members", "成员"), Correctable::Members),
        (("mentors", "指导专家"), Correctable::Mentors),
        (("column", "列"), Correctable::Column),
    ];
}
