//! `content/programmes/<id>.yaml`: one programme as data, every fact with its source.

use chrono::NaiveDate;

use super::decode::Decoder;
use super::record::{Group, record};
use super::spanned::{Spanned, Text};
use super::table::{Form, Is, Key};
use super::value::{Texts, Value, Word};
use super::yaml::Node;
use crate::diagnostic::{Location, Span};
use crate::domain::programme::EntryKind;

record! {
    /// One programme's rule pack.
    pub struct ProgrammeRecord = "programme" {
        /// The file's name without its ending.
        @id;
        /// Its name.
        public required name "名称": Text as Line = "项目名称";
        /// A shorter name, such as 青创室.
        internal optional short "简称": Option<Text> = "简称";
        /// For individuals or for teams.
        public required kind "类型": Option<Spanned<EntryKind>> = "选拔个人还是团队";
        /// Who runs it.
        internal required organisers "组织单位": Vec<Text> = "组织单位";
        /// The documents its facts come from.
        public required documents "文件": Vec<DocumentRecord> = "规则所出自的文件";
        /// Ids of the documents a notice cites, in that order.
        public required basis "依据": Vec<Text> as Id = "公示“根据《……》”引用的文件编号，按引用顺序";
        /// The support given.
        internal optional money "经费": Option<Text> = "经费";
        /// The fields (领域) people are selected in.
        public required fields "领域": Option<FieldsRecord> = "领域";
        /// The recommendation channels.
        internal required channels "推荐渠道": Option<ChannelsRecord> = "推荐渠道";
        /// What those put forward have gone through, in order, as a notice lists it; left out of notices where not given.
        public optional stages "程序": Vec<StageRecord> = "公示“经……”列出的环节，按先后；不写就不印";
        /// What its documents call those put forward and those selected; 拟入选 and 入选 where left out.
        public optional terms "用语": Option<TermsRecord> = "审定前后怎样称呼；不写为拟入选、入选";
        /// Titles and ranks beside those of the built-in ladders.
        public optional equivalents "等同": Vec<EquivalentRecord> = "等级表里没有的职称、职级等同于哪一级";
        /// The rules, each with its source.
        public optional rules "规则": Vec<RuleRecord> = "规则，每条注明出处";
    }
}

record! {
    /// A stage of the selection.
    pub struct StageRecord = "stage" {
        /// Its name, such as 推荐 or 函评.
        public required name "名称": Text = "环节名称，如推荐、函评";
        /// Where it comes from.
        public required source "来源": Option<SourceRecord> = "出自哪份文件哪一条";
    }
}

record! {
    /// What a programme calls those put forward and those selected.
    pub struct TermsRecord = "terms" {
        /// Until the final decision, such as 拟选树.
        public required before "审定前": Text = "审定之前的说法，如拟选树";
        /// After it, such as 选树.
        public required after "审定后": Text = "审定之后的说法，如选树";
        /// Who they are, such as 人选; 人员 or 团队 where left out.
        public optional noun "称谓": Option<Text> = "怎样称呼，如人选；不写为人员或团队";
        /// Where they come from.
        public required source "来源": Option<SourceRecord> = "出自哪份文件哪一条";
    }
}

record! {
    /// A document that facts are cited from.
    pub struct DocumentRecord = "document" {
        /// Its id inside the pack.
        internal required id "编号": Text as Id = "在本文件里的编号";
        /// Its title, without 《》.
        public required title "标题": Text as Line = "不写书名号";
        /// Who issued it.
        public optional issuer "发文单位": Option<Text> = "发文单位";
        /// When.
        public optional issued "发文日期": Option<Spanned<NaiveDate>> = "发文日期";
        /// Its number (文号).
        public optional number "文号": Option<Text> = "文号";
    }
}

record! {
    /// Where a fact comes from: document and article.
    pub struct SourceRecord = "source" {
        /// The document's id; in a round's own rules, its title in 《》 too.
        public required document "文件": Text = "文件编号；一轮自己的规则也可用《》写出标题";
        /// The article, such as 二（二） or 第十八条.
        public required article "条款": Text = "第几条";
    }
}

record! {
    /// The fields (领域) with their source.
    pub struct FieldsRecord = "fields" {
        /// Where they come from.
        public required source "来源": Option<SourceRecord> = "出自哪份文件哪一条";
        /// All of them.
        public required list "列表": Vec<FieldRecord> = "全部领域";
    }
}

record! {
    /// One field (领域).
    pub struct FieldRecord = "field" {
        /// Its id, which is the address of its page.
        public required id "编号": Text as Id [Decoder::is_id] = "领域网页的地址";
        /// Its name.
        public required name "名称": Text as Line = "领域名称";
    }
}

record! {
    /// The recommendation channels with their source.
    pub struct ChannelsRecord = "channels" {
        /// Where they come from.
        public required source "来源": Option<SourceRecord> = "出自哪份文件哪一条";
        /// All of them.
        internal required list "列表": Vec<ChannelRecord> = "全部渠道";
    }
}

record! {
    /// One recommendation channel.
    pub struct ChannelRecord = "channel" {
        /// Its id.
        internal required id "编号": Text = "编号";
        /// Its name.
        internal required name "名称": Text as Line = "名称";
        /// How many one recommending unit may put forward.
        internal optional max "上限": Option<Spanned<u32>> = "一个推荐单位最多推荐几个";
        /// A remark.
        internal optional note "说明": Option<Text> = "说明";
    }
}

record! {
    /// A title or a rank that the built-in ladders do not have.
    pub struct EquivalentRecord = "equivalent" {
        /// What records say.
        public required name "名称": Text = "记录里写的职称或职级";
        /// The title, rank or step that it equals.
        public required equals "等同于": Text = "等级表里的一级，如 正高级、副处级";
        /// Where it comes from.
        public required source "来源": Option<SourceRecord> = "出自哪份文件哪一条";
    }
}

record! {
    /// What every rule has, beside the parameters of its kind.
    pub group RuleHead {
        /// The kind of rule.
        public required rule "规则": Text = "规则的种类";
        /// Where it comes from.
        public required source "来源": Option<SourceRecord> = "出自哪份文件哪一条";
        /// Error, the default, or warning.
        public optional level "级别": Option<Text> = "不符合时是错误还是提醒，不写为错误";
        /// A remark.
        public optional note "说明": Option<Text> = "说明";
    }
}

/// One rule: its kind, its numbers, its source.
#[derive(Clone, Debug)]
pub struct RuleRecord {
    /// Where it starts.
    pub location: Location,
    /// The kind of rule as typed, `quota` or `名额`.
    pub kind: Text,
    /// Its parameters: what they may be, the kind knows.
    pub parameters: Vec<ParameterRecord>,
    /// Where it comes from.
    pub source: Option<SourceRecord>,
    /// Error or warning.
    pub level: Option<Text>,
    /// A remark.
    pub note: Option<Text>,
}

/// A parameter of a rule.
#[derive(Clone, Debug)]
pub struct ParameterRecord {
    /// Its key as typed.
    pub key: Text,
    /// Its values; a single one is a list of one.
    pub values: Vec<Text>,
}

impl Value for RuleRecord {
    const IS: Is = Is::Map(&Form { name: "rule", rows: RuleHead::ROWS });

    fn decode(d: &mut Decoder, node: Node<'_>, _: Span) -> Option<Self> {
        let (mut fields, others) = d.open_map(node, RuleHead::ROWS)?;
        let head = RuleHead::decode_fields(d, &mut fields);
        let mut parameters = Vec::new();
        for (typed, node) in others {
            let key = Text { value: (*typed.value).into(), location: d.location(typed.span) };
            // A key that no kind has is reported even where nothing stands under it.
            parameters.push(ParameterRecord { key, values: Texts::decode(d, node, typed.span).0 });
        }
        let RuleHead { rule, source, level, note } = head?;
        Some(RuleRecord { location: d.location(fields.span), kind: rule, parameters, source, level, note })
    }
}

impl Word for EntryKind {
    const WORDS: &'static [(Key, EntryKind)] =
        &[(("individual", "个人"), EntryKind::Individual), (("team", "团队"), EntryKind::Team)];
}
