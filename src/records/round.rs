//! `content/rounds/<id>/round.yaml`: one round and its notices.

use std::sync::Arc;

use super::programme::rule;
use super::site::contacts;
use super::{ContactRecord, Decoded, RuleRecord};
use crate::diagnostic::Location;
use crate::records::Text;
use crate::records::decode::{Decoder, Fields, Key};
use crate::records::yaml::Node;

/// One round of selection.
#[derive(Debug)]
pub struct RoundRecord {
    /// The file it came from.
    pub file: Arc<str>,
    /// The folder's name.
    pub id: String,
    /// Its name as notices use it.
    pub title: Text,
    /// The year.
    pub year: Option<Text>,
    /// Ids of its programmes.
    pub programmes: Vec<Text>,
    /// Who signs (落款).
    pub issuers: Vec<Text>,
    /// Its own contact channels, if not the site's.
    pub contacts: Vec<ContactRecord>,
    /// Columns of the notice's list.
    pub columns: Vec<Text>,
    /// The order of names.
    pub order: Option<Text>,
    /// Titles of the documents a notice cites, if not the programmes' own.
    pub basis: Vec<Text>,
    /// Rules of this round that replace those of its programmes' packs.
    pub rules: Vec<RuleRecord>,
    /// Entries once published and taken down since.
    pub removed: Vec<RemovedRecord>,
    /// Its notices, in the order published.
    pub notices: Vec<NoticeRecord>,
}

/// An entry or a page once published and taken down since.
#[derive(Debug)]
pub struct RemovedRecord {
    /// The entry's id, or the page's address without ending.
    pub what: Text,
    /// When it was taken down.
    pub published: Text,
    /// The publishable reason.
    pub reason: Text,
}

/// One notice of a round.
#[derive(Debug)]
pub struct NoticeRecord {
    /// Where it starts.
    pub location: Location,
    /// Publicity, correction, result …
    pub kind: Text,
    /// The moment of publication, Beijing time.
    pub published: Text,
    /// The signing date (落款日期).
    pub signed: Option<Text>,
    /// A remark printed in the notice.
    pub note: Option<Text>,
    /// The period of publicity.
    pub period: Option<PeriodRecord>,
    /// Why: restart, extension, suspension, withdrawal.
    pub reason: Option<Text>,
    /// The ids of the entries a supplement adds.
    pub entries: Vec<Text>,
    /// Which notice it corrects.
    pub corrects: Option<Text>,
    /// What a correction changes.
    pub changes: Vec<ChangeRecord>,
    /// What a result, or a withdrawal after it, decides against.
    pub decisions: Vec<DecisionRecord>,
}

/// How long a publicity lasts; nothing here has a default.
#[derive(Debug)]
pub struct PeriodRecord {
    /// Where it starts.
    pub location: Location,
    /// The number of days.
    pub days: Text,
    /// Working or calendar days.
    pub unit: Text,
    /// Whether the day of posting counts.
    pub posting_day: Text,
}

/// One corrected value.
#[derive(Debug)]
pub struct ChangeRecord {
    /// The entry's id.
    pub entry: Text,
    /// The key of the record.
    pub field: Text,
    /// What was printed.
    pub from: Text,
    /// What is right.
    pub to: Text,
    /// Whether it was wrong, or has changed since.
    pub because: Option<Text>,
    /// Why.
    pub reason: Text,
}

/// One decision that an entry is not selected, or no longer.
#[derive(Debug)]
pub struct DecisionRecord {
    /// The entry's id.
    pub entry: Text,
    /// Not selected, deferred, declined; disqualified, resigned.
    pub status: Text,
    /// The publishable reason.
    pub reason: Text,
}

pub(crate) const ROUND: &[Key] = &[
    ("title", "标题"),
    ("year", "年度"),
    ("programmes", "项目"),
    ("issuers", "落款单位"),
    ("contacts", "联系方式"),
    ("columns", "列"),
    ("order", "排序"),
    ("basis", "依据"),
    ("rules", "规则"),
    ("removed", "撤下"),
    ("notices", "公告"),
];
pub(crate) const REMOVED: &[Key] = &[("entry", "条目"), ("published", "发布时间"), ("reason", "原因")];
pub(crate) const NOTICE: &[Key] = &[
    ("kind", "类型"),
    ("published", "发布时间"),
    ("signed", "落款日期"),
    ("note", "说明"),
    ("period", "公示期"),
    ("reason", "原因"),
    ("entries", "条目"),
    ("corrects", "更正对象"),
    ("changes", "更正内容"),
    ("decisions", "审定结果"),
];
pub(crate) const PERIOD: &[Key] = &[("days", "天数"), ("unit", "单位"), ("posting_day", "发布当日")];
pub(crate) const CHANGE: &[Key] = &[
    ("entry", "条目"),
    ("field", "项目"),
    ("from", "原文"),
    ("to", "更正为"),
    ("because", "性质"),
    ("reason", "原因"),
];
pub(crate) const DECISION: &[Key] = &[("entry", "条目"), ("status", "结果"), ("reason", "原因")];

pub(super) fn decode(d: &mut Decoder, node: Node, id: String) -> Option<Decoded> {
    let mut fields = d.map(node, ROUND)?;
    let title = fields.text(d, "title");
    let year = fields.optional(d, "year");
    let programmes = fields.texts(d, "programmes", true);
    let issuers = fields.texts(d, "issuers", true);
    let contacts = contacts(d, &mut fields, false);
    let columns = fields.texts(d, "columns", false);
    let order = fields.optional(d, "order");
    let basis = fields.texts(d, "basis", false);
    let nodes = fields.list(d, "rules", false);
    let rules = nodes.into_iter().filter_map(|node| rule(d, node)).collect();
    let nodes = fields.list(d, "removed", false);
    let removed = nodes.into_iter().filter_map(|node| removed(d, node, REMOVED)).collect();
    let nodes = fields.list(d, "notices", false);
    let notices = nodes.into_iter().filter_map(|node| notice(d, node)).collect();
    let file = d.file.clone();
    let title = title?;
    Some(Decoded::Round(Box::new(RoundRecord {
        file,
        id,
        title,
        year,
        programmes,
        issuers,
        contacts,
        columns,
        order,
        basis,
        rules,
        removed,
        notices,
    })))
}

/// Reads one removal; the site has them too, of pages.
pub(super) fn removed(d: &mut Decoder, node: Node, keys: &'static [Key]) -> Option<RemovedRecord> {
    let mut fields = d.map(node, keys)?;
    let [what, published, reason] = [keys[0].0, "published", "reason"].map(|key| fields.text(d, key));
    Some(RemovedRecord { what: what?, published: published?, reason: reason? })
}

fn notice(d: &mut Decoder, node: Node) -> Option<NoticeRecord> {
    let mut fields = d.map(node, NOTICE)?;
    let kind = fields.text(d, "kind");
    let published = fields.text(d, "published");
    let [signed, note, reason, corrects] =
        ["signed", "note", "reason", "corrects"].map(|key| fields.optional(d, key));
    let entries = fields.texts(d, "entries", false);
    let period = period(d, &mut fields);
    let nodes = fields.list(d, "changes", false);
    let changes = nodes.into_iter().filter_map(|node| change(d, node)).collect();
    let nodes = fields.list(d, "decisions", false);
    let decisions = nodes.into_iter().filter_map(|node| decision(d, node)).collect();
    Some(NoticeRecord {
        location: d.location(fields.span),
        kind: kind?,
        published: published?,
        signed,
        note,
        reason,
        entries,
        period,
        corrects,
        changes,
        decisions,
    })
}

fn period(d: &mut Decoder, fields: &mut Fields) -> Option<PeriodRecord> {
    let mut fields = fields.map(d, "period", PERIOD)?;
    let [days, unit, posting_day] = ["days", "unit", "posting_day"].map(|key| fields.text(d, key));
    Some(PeriodRecord {
        location: d.location(fields.span),
        days: days?,
        unit: unit?,
        posting_day: posting_day?,
    })
}

fn change(d: &mut Decoder, node: Node) -> Option<ChangeRecord> {
    let mut fields = d.map(node, CHANGE)?;
    let [entry, field, from, to, reason] =
        ["entry", "field", "from", "to", "reason"].map(|key| fields.text(d, key));
    let because = fields.optional(d, "because");
    Some(ChangeRecord { entry: entry?, field: field?, from: from?, to: to?, because, reason: reason? })
}

fn decision(d: &mut Decoder, node: Node) -> Option<DecisionRecord> {
    let mut fields = d.map(node, DECISION)?;
    let [entry, status, reason] = ["entry", "status", "reason"].map(|key| fields.text(d, key));
    Some(DecisionRecord { entry: entry?, status: status?, reason: reason? })
}
