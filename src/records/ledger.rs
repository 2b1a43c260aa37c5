//! `content/ledger.yaml`: what was published and when, appended by `gongshi publish`.

use std::sync::Arc;

use super::columns::CellsRecord;
use super::decode::Decoder;
use super::record::{Record, record};
use super::spanned::{Spanned, Text};
use super::yaml::{Node, Value};
use crate::diagnostic::{Diagnostic, Location, Span, error};
use crate::domain::chain;

/// The whole ledger, oldest edition first.
#[derive(Clone, Debug)]
pub struct LedgerRecord {
    /// The file it came from.
    pub file: Arc<str>,
    /// The editions published.
    pub editions: Vec<LedgerEdition>,
    /// The digest of each entry's text, in the same order.
    pub digests: Vec<String>,
}

record! {
    /// One published edition; entries and notices are listed when they are new or have changed.
    pub struct LedgerEdition = "edition" {
        /// When it was published, Beijing time.
        public required published "发布时间": Text as Moment = "发布时间";
        /// Its place in the ledger, from 1; entries of earlier versions have none.
        public optional number "序号": Option<Spanned<u32>> = "第几条";
        /// The digest of the entry before it.
        public optional previous "上一条": Option<Text> = "上一条的校验值";
        /// The edition's digest.
        public required edition "版本指纹": Text = "版本指纹";
        /// The calendar its periods were computed with.
        public required calendar "日历": Text = "公示期所用的日历";
        /// The program that published it.
        public optional program "程序": Option<Text> = "发布所用的程序";
        /// The digest of the edition taken back, where this one was public before.
        public optional undone "退回": Option<Text> = "退回时，被退回的版本";
        /// Where notices were posted in time that this edition has for the first time, as the office said.
        public optional already_posted "已在别处公布": Option<Text> = "晚于所写时间才发布的公告，此前在哪里公布";
        /// Why the clock of earlier entries was wrong, which are dated later than this one.
        public optional clock_was_wrong "时钟有误": Option<Text> = "此前时间晚于这一条的记录，为什么时钟有误";
        /// Notices with their dates.
        public optional notices "公告": Vec<LedgerNotice> = "新的和有变的公告";
        /// Entries with their published facts.
        public optional entries "条目": Vec<LedgerEntry> = "新的和有变的条目";
        /// Addresses, without ending, of authored pages and fields.
        public optional pages "页面": Vec<Text> = "自己写的页面和领域的网址";
        /// Documents of the archive, by their digests.
        public optional documents "存档": Vec<LedgerDocument> = "存档的公告和它的指纹";
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
        /// What stands in the columns that the round declares.
        public optional columns "列": CellsRecord = "本轮自己的列";
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

record! {
    /// A document of the archive.
    pub struct LedgerDocument = "document" {
        /// Its file, below the project's root.
        public required file "文件": Text = "文件";
        /// SHA-256 of the file.
        public required sha256 "指纹": Text = "文件的 SHA-256";
        /// What was struck in it.
        public optional struck "撤下": Vec<LedgerStrike> = "其中撤下的条目";
        /// Why it was published without an approval.
        public optional without_approval "未经审定": Option<Text> = "未经审定签发即发布的原因";
    }
}

record! {
    /// An entry struck in a document of the archive.
    pub struct LedgerStrike = "strike" {
        /// The entry's page.
        public required page "网页": Text = "条目的网页";
        /// When it was taken down.
        public required published "发布时间": Text = "撤下的时间";
        /// Why.
        public required reason "原因": Text = "原因";
    }
}

/// Reads a ledger from its text and the same as a node.
pub(super) fn decode_ledger(d: &mut Decoder, source: &str, node: Node<'_>) -> LedgerRecord {
    // One that is empty has lost its entries, which the edition in the output tells.
    let nodes = if matches!(node.value, Value::Empty) { Vec::new() } else { d.items(node) };
    let digests = chain::digests(source);
    if digests.len() != nodes.len() {
        d.report(error!(d.location(Span::START), "ledger-entry-altered",
            "台账的写法被改过：每条应当从行首的“- ”开始",
            "the ledger was rewritten: each entry begins with `- ` at the start of a line";
            help: "从备份或版本控制恢复这个文件；台账由程序写，不要手工修改或重新排版",
            "restore the file from a backup or version control; only the program writes the ledger"
        ));
    }
    let editions = nodes.into_iter().filter_map(|node| LedgerEdition::decode_record(d, node)).collect();
    LedgerRecord { file: d.file.clone(), editions, digests }
}

/// What a merge left in a ledger: both sides stand in it, and which was published, only people can tell.
pub(super) fn merge_marks(file: &Arc<str>, source: &str) -> Option<Diagnostic> {
    let is_mark = |line: &str| ["<<<<<<<", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark));
    let line = source.lines().position(is_mark)?;
    let span = Span { line: u32::try_from(line).unwrap_or(u32::MAX).saturating_add(1), ..Span::START };
    Some(error!(Location::new(file, span), "ledger-merged",
        "台账里有合并冲突的标记：两边都发布过，或都改过台账",
        "the ledger has marks of a merge: both sides published, or changed it";
        help: "不要手工合并：整个换成实际公开的那一边的台账（它最后一条与 public/edition.json 的 ledger 一致），再从那里发布一次",
        "do not merge by hand: take the whole ledger of the side that is public (its last entry is the one in `ledger` of public/edition.json), and publish from there once more"
    ))
}
