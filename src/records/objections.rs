//! `content/rounds/<id>/objections.yaml`: the office's private register of objections. Only counts leave it.

use std::sync::Arc;

use super::Decoded;
use crate::diagnostic::Location;
use crate::records::Text;
use crate::records::decode::{Decoder, Key};
use crate::records::yaml::Node;

/// One objection, private from beginning to end.
#[derive(Debug)]
pub struct ObjectionEntryRecord {
    /// Where it starts.
    pub location: Location,
    /// When it came in, Beijing time.
    pub received: Text,
    /// How: telephone, e-mail, letter, visit.
    pub channel: Text,
    /// The id of the entry it is about.
    pub about: Text,
    /// A person or a unit.
    pub by: Text,
    /// Whether it was signed with a real name, or stamped.
    pub real_name: Text,
    /// The recommending unit it was sent to for investigation (核查).
    pub sent_to: Option<Text>,
    /// When it was sent there.
    pub sent: Option<Text>,
    /// When the report (核查报告) came.
    pub report: Option<Text>,
    /// What was decided (审定).
    pub decision: Option<Text>,
    /// When.
    pub decided: Option<Text>,
    /// A remark of the office.
    pub note: Option<Text>,
}

pub(crate) const OBJECTION: &[Key] = &[
    ("received", "收到时间"),
    ("channel", "渠道"),
    ("about", "对象"),
    ("by", "异议人"),
    ("real_name", "实名"),
    ("sent_to", "核查单位"),
    ("sent", "转送日期"),
    ("report", "核查报告"),
    ("decision", "结论"),
    ("decided", "审定日期"),
    ("note", "备注"),
];

pub(super) fn decode(d: &mut Decoder, node: Node, round: String) -> Option<Decoded> {
    let nodes = d.list(node);
    let list = nodes.into_iter().filter_map(|node| objection(d, node)).collect();
    Some(Decoded::Objections(round, list))
}

fn objection(d: &mut Decoder, node: Node) -> Option<Arc<ObjectionEntryRecord>> {
    let mut fields = d.map(node, OBJECTION)?;
    let [received, channel, about, by, real_name] =
        ["received", "channel", "about", "by", "real_name"].map(|key| fields.text(d, key));
    let [sent_to, sent, report, decision, decided, note] =
        ["sent_to", "sent", "report", "decision", "decided", "note"].map(|key| fields.optional(d, key));
    Some(Arc::new(ObjectionEntryRecord {
        location: d.location(fields.span),
        received: received?,
        channel: channel?,
        about: about?,
        by: by?,
        real_name: real_name?,
        sent_to,
        sent,
        report,
        decision,
        decided,
        note,
    }))
}
