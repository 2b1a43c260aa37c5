//! `content/ledger.yaml`: what was published and when, appended by `gongshi publish`.

use std::sync::Arc;

use super::decode::Decoder;
use super::record::{Record, record};
use super::spanned::Text;
use super::yaml::Node;

/// The whole ledger, oldest edition first.
#[derive(Clone, Debug)]
pub struct LedgerRecord {
    /// The file it came from.
    pub file: Arc<str>,
    /// The editions published.
    pub editions: Vec<LedgerEdition>,
}

record! {
    /// One published edition; entries and notices are listed when they are new or have changed.
    pub struct LedgerEdition = "edition" {
        /// When it was published, Beijing time.
        public required published "发布时间": Text as Moment = "发布时间";
        /// The edition's digest.
        public required edition "版本指纹": Text = "版本指纹";
        /// The calendar its periods were computed with.
        public required calendar "日历": Text = "公示期所用的日历";
        /// The program that published it.
        public optional program "程序": Option<Text> = "发布所用的程序";
        /// The digest of the edition taken back, where this one was public before.
        public optional undone "退回": Option<Text> = "退回时，被退回的版本";
        /// Notices with their dates.
        public optional notices "公告": Vec<LedgerNotice> = "新的和有变的公告";
        /// Entries with their published facts.
        public optional entries "条目": Vec<LedgerEntry> = "新的和有变的条目";
        /// Addresses, without ending, of authored pages and fields.
        public optional pages "页面": Vec<Text> = "自己写的页面和领域的网址";
    }
}

record! {
    /// A notice as published.
    pub struct LedgerNotice = "notice" {
        /// The round.
        public required round "轮次": Text = "轮次";
        /// The number in the round.
        public required number "序号": Text = "第几份公告";
        /// The kind.
        public required kind "类型": Text = "类型";
        /// The moment of publication.
        public required published "发布时间": Text = "发布时间";
        /// The last day of its period, if it gives one.
        public optional ends "截止日": Option<Text> = "公示期的最后一天";
        /// The last moment for objections, if it gives one.
        public optional closes "截止时刻": Option<Text> = "可以提出异议的最后时刻";
        /// The length of its period in words, `5 working counted`.
        public optional length "公示期": Option<Text> = "公示期的长度";
        /// The title of its round, and who issues it.
        public optional heading "标题": Option<Text> = "轮次名称和公示单位";
        /// Digest of what else it states.
        public optional text "文字指纹": Option<Text> = "其余内容的指纹";
    }
}

record! {
    /// An entry's facts as published.
    pub struct LedgerEntry = "entry" {
        /// The entry.
        public required id "编号": Text = "编号";
        /// The round.
        public required round "轮次": Text = "轮次";
        /// `engineer` or `team`
        public required kind "类别": Text = "个人或团队";
        /// Name.
        public required name "名称": Text = "姓名或团队名称";
        /// Unit.
        public required unit "单位": Text = "单位";
        /// Title, of the person or the leader.
        public optional title "职称": Option<Text> = "本人或负责人的职称";
        /// Field.
        public required field "领域": Text = "领域";
        /// Recommending unit.
        public required recommender "推荐单位": Text = "推荐单位";
        /// Digest of summary and achievements.
        public required text "文字指纹": Text = "简介和成果的指纹";
        /// A team's people.
        public optional people "团队人员": Option<LedgerPeople> = "团队的人员";
    }
}

record! {
    /// The people of a team, as published.
    pub struct LedgerPeople = "people" {
        /// The leader's name.
        public required leader "负责人": Text = "负责人";
        /// Digest of the members.
        public required members "成员指纹": Text = "成员的指纹";
        /// Digest of the mentors.
        public required mentors "指导专家指纹": Text = "指导专家的指纹";
    }
}

pub(super) fn decode_ledger(d: &mut Decoder, node: Node<'_>) -> LedgerRecord {
    let nodes = d.items(node);
    let editions = nodes.into_iter().filter_map(|node| LedgerEdition::decode_record(d, node)).collect();
    LedgerRecord { file: d.file.clone(), editions }
}
