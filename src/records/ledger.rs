//! `content/ledger.yaml`: what was published and when, appended by `gongshi publish`.

use std::sync::Arc;

use super::Decoded;
use crate::diagnostic::Location;
use crate::records::Text;
use crate::records::decode::{Decoder, Fields, Key};
use crate::records::yaml::Node;

/// The whole ledger, oldest edition first.
#[derive(Debug)]
pub struct LedgerRecord {
    /// The file it came from.
    pub file: Arc<str>,
    /// The editions published.
    pub editions: Vec<LedgerEdition>,
}

/// One published edition; entries and notices are listed when they are new or have changed.
#[derive(Debug)]
pub struct LedgerEdition {
    /// Where it starts.
    pub location: Location,
    /// When it was published, Beijing time.
    pub published: Text,
    /// The edition's digest.
    pub edition: Text,
    /// The calendar its periods were computed with.
    pub calendar: Text,
    /// The digest of the edition taken back, where this one was public before.
    pub undone: Option<Text>,
    /// Notices with their dates.
    pub notices: Vec<LedgerNotice>,
    /// Entries with their published facts.
    pub entries: Vec<LedgerEntry>,
    /// Addresses, without ending, of authored pages and fields.
    pub pages: Vec<Text>,
}

/// A notice as published.
#[derive(Debug)]
pub struct LedgerNotice {
    /// The round.
    pub round: Text,
    /// The number in the round.
    pub number: Text,
    /// The kind.
    pub kind: Text,
    /// The moment of publication.
    pub published: Text,
    /// The last day of its period, if it gives one.
    pub ends: Option<Text>,
    /// The last moment for objections, if it gives one.
    pub closes: Option<Text>,
    /// The length of its period in words, `5 working counted`.
    pub length: Option<Text>,
    /// The title of its round, and who issues it.
    pub heading: Option<Text>,
    /// Digest of what else it states.
    pub text: Option<Text>,
}

/// An entry's facts as published.
#[derive(Debug)]
pub struct LedgerEntry {
    /// The entry.
    pub id: Text,
    /// The round.
    pub round: Text,
    /// `engineer` or `team`
    pub kind: Text,
    /// Name.
    pub name: Text,
    /// Unit.
    pub unit: Text,
    /// Title, of the person or the leader.
    pub title: Option<Text>,
    /// Field.
    pub field: Text,
    /// Recommending unit.
    pub recommender: Text,
    /// Digest of summary and achievements.
    pub text: Text,
    /// A team's people.
    pub people: Option<LedgerPeople>,
}

/// The people of a team, as published.
#[derive(Debug)]
pub struct LedgerPeople {
    /// The leader's name.
    pub leader: Text,
    /// Digest of the members.
    pub members: Text,
    /// Digest of the mentors.
    pub mentors: Text,
}

const EDITION: &[Key] = &[
    ("published", "发布时间"),
    ("edition", "版本指纹"),
    ("calendar", "日历"),
    ("program", "程序"),
    ("undone", "退回"),
    ("notices", "公告"),
    ("entries", "条目"),
    ("pages", "页面"),
];
const NOTICE: &[Key] = &[
    ("round", "轮次"),
    ("number", "序号"),
    ("kind", "类型"),
    ("published", "发布时间"),
    ("ends", "截止日"),
    ("closes", "截止时刻"),
    ("length", "公示期"),
    ("heading", "标题"),
    ("text", "文字指纹"),
];
const ENTRY: &[Key] = &[
    ("id", "编号"),
    ("round", "轮次"),
    ("kind", "类别"),
    ("name", "名称"),
    ("unit", "单位"),
    ("title", "职称"),
    ("field", "领域"),
    ("recommender", "推荐单位"),
    ("text", "文字指纹"),
    ("people", "团队人员"),
];
const PEOPLE: &[Key] = &[("leader", "负责人"), ("members", "成员指纹"), ("mentors", "指导专家指纹")];

pub(super) fn decode(d: &mut Decoder, node: Node) -> Option<Decoded> {
    let nodes = d.list(node);
    let editions = nodes.into_iter().filter_map(|node| edition(d, node)).collect();
    Some(Decoded::Ledger(Arc::new(LedgerRecord { file: d.file.clone(), editions })))
}

fn edition(d: &mut Decoder, node: Node) -> Option<LedgerEdition> {
    let mut fields = d.map(node, EDITION)?;
    let [published, edition, calendar] = ["published", "edition", "calendar"].map(|key| fields.text(d, key));
    fields.optional(d, "program");
    let undone = fields.optional(d, "undone");
    let nodes = fields.list(d, "notices", false);
    let notices = nodes.into_iter().filter_map(|node| notice(d, node)).collect();
    let nodes = fields.list(d, "entries", false);
    let entries = nodes.into_iter().filter_map(|node| entry(d, node)).collect();
    let pages = fields.texts(d, "pages", false);
    Some(LedgerEdition {
        location: d.location(fields.span),
        published: published?,
        edition: edition?,
        calendar: calendar?,
        undone,
        notices,
        entries,
        pages,
    })
}

fn notice(d: &mut Decoder, node: Node) -> Option<LedgerNotice> {
    let mut fields: Fields = d.map(node, NOTICE)?;
    let [round, number, kind, published] =
        ["round", "number", "kind", "published"].map(|key| fields.text(d, key));
    let [ends, closes, length, heading, text] =
        ["ends", "closes", "length", "heading", "text"].map(|key| fields.optional(d, key));
    Some(LedgerNotice {
        round: round?,
        number: number?,
        kind: kind?,
        published: published?,
        ends,
        closes,
        length,
        heading,
        text,
    })
}

fn entry(d: &mut Decoder, node: Node) -> Option<LedgerEntry> {
    let mut fields = d.map(node, ENTRY)?;
    let [id, round, kind, name, unit, field, recommender, text] =
        ["id", "round", "kind", "name", "unit", "field", "recommender", "text"]
            .map(|key| fields.text(d, key));
    let title = fields.optional(d, "title");
    let people = fields.map(d, "people", PEOPLE).and_then(|mut fields| {
        let [leader, members, mentors] = ["leader", "members", "mentors"].map(|key| fields.text(d, key));
        Some(LedgerPeople { leader: leader?, members: members?, mentors: mentors? })
    });
    Some(LedgerEntry {
        id: id?,
        round: round?,
        kind: kind?,
        name: name?,
        unit: unit?,
        title,
        field: field?,
        recommender: recommender?,
        text: text?,
        people,
    })
}
