//! `content/programmes/<id>.yaml`: one programme as data, every fact with its source.

use std::sync::Arc;

use super::Decoded;
use crate::diagnostic::{Location, Span};
use crate::records::Text;
use crate::records::decode::{Decoder, Fields, Key};
use crate::records::yaml::Node;

/// One programme's rule pack.
#[derive(Debug)]
pub struct ProgrammeRecord {
    /// The file it came from.
    pub file: Arc<str>,
    /// The file's name without its ending.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// A shorter name, such as 青创室.
    pub short: Option<Text>,
    /// For individuals or for teams.
    pub kind: Text,
    /// Who runs it.
    pub organisers: Vec<Text>,
    /// The documents its facts come from.
    pub documents: Vec<DocumentRecord>,
    /// Ids of the documents a notice cites, in that order.
    pub basis: Vec<Text>,
    /// The support given.
    pub money: Option<Text>,
    /// The fields (领域) people are selected in.
    pub fields: Option<ListRecord<FieldRecord>>,
    /// The recommendation channels.
    pub channels: Option<ListRecord<ChannelRecord>>,
    /// The rules.
    pub rules: Vec<RuleRecord>,
}

/// A document that facts are cited from.
#[derive(Debug)]
pub struct DocumentRecord {
    /// Its id inside the pack.
    pub id: Text,
    /// Its title, without 《》.
    pub title: Text,
    /// Who issued it.
    pub issuer: Option<Text>,
    /// When.
    pub issued: Option<Text>,
    /// Its number (文号).
    pub number: Option<Text>,
}

/// Where a fact comes from: document and article.
#[derive(Debug)]
pub struct SourceRecord {
    /// The document's id.
    pub document: Text,
    /// The article, such as 二（二） or 第十八条.
    pub article: Text,
}

/// A list with its source.
#[derive(Debug)]
pub struct ListRecord<T> {
    /// Where it comes from.
    pub source: Option<SourceRecord>,
    /// The items.
    pub list: Vec<T>,
}

/// One field (领域).
#[derive(Debug)]
pub struct FieldRecord {
    /// Its id, which is the address of its page.
    pub id: Text,
    /// Its name.
    pub name: Text,
}

/// One recommendation channel.
#[derive(Debug)]
pub struct ChannelRecord {
    /// Its id.
    pub id: Text,
    /// Its name.
    pub name: Text,
    /// How many one recommending unit may put forward.
    pub max: Option<Text>,
    /// A remark.
    pub note: Option<Text>,
}

/// One rule: its kind, its numbers, its source.
#[derive(Debug)]
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
#[derive(Debug)]
pub struct ParameterRecord {
    /// Its key as typed.
    pub key: Text,
    /// Its values; a single one is a list of one.
    pub values: Vec<Text>,
}

pub(crate) const PROGRAMME: &[Key] = &[
    ("name", "名称"),
    ("short", "简称"),
    ("kind", "类型"),
    ("organisers", "组织单位"),
    ("documents", "文件"),
    ("basis", "依据"),
    ("money", "经费"),
    ("fields", "领域"),
    ("channels", "推荐渠道"),
    ("rules", "规则"),
];
pub(crate) const DOCUMENT: &[Key] =
    &[("id", "编号"), ("title", "标题"), ("issuer", "发文单位"), ("issued", "发文日期"), ("number", "文号")];
pub(crate) const SOURCE: &[Key] = &[("document", "文件"), ("article", "条款")];
pub(crate) const LIST: &[Key] = &[("source", "来源"), ("list", "列表")];
pub(crate) const FIELD: &[Key] = &[("id", "编号"), ("name", "名称")];
pub(crate) const CHANNEL: &[Key] = &[("id", "编号"), ("name", "名称"), ("max", "上限"), ("note", "说明")];
/// What every rule has, beside the parameters of its kind.
pub(crate) const RULE: &[Key] = &[("rule", "规则"), ("source", "来源"), ("level", "级别"), ("note", "说明")];

pub(super) fn decode(d: &mut Decoder, node: Node, id: String) -> Option<Decoded> {
    let named = d.id(&Text { value: id.as_str().into(), location: d.location(Span::START) });
    let mut fields = d.map(node, PROGRAMME)?;
    let [name, kind] = ["name", "kind"].map(|key| fields.text(d, key));
    let [short, money] = ["short", "money"].map(|key| fields.optional(d, key));
    let organisers = fields.texts(d, "organisers", true);
    let nodes = fields.list(d, "documents", true);
    let documents = nodes.into_iter().filter_map(|node| document(d, node)).collect();
    let basis = fields.texts(d, "basis", true);
    let areas = list(d, &mut fields, "fields", field);
    let channels = list(d, &mut fields, "channels", channel);
    let nodes = fields.list(d, "rules", false);
    let rules = nodes.into_iter().filter_map(|node| rule(d, node)).collect();
    let (file, name, kind) = (d.file.clone(), name?, kind?);
    named.then(|| {
        Decoded::Programme(Box::new(ProgrammeRecord {
            file,
            id,
            name,
            short,
            kind,
            organisers,
            documents,
            basis,
            money,
            fields: areas,
            channels,
            rules,
        }))
    })
}

fn document(d: &mut Decoder, node: Node) -> Option<DocumentRecord> {
    let mut fields = d.map(node, DOCUMENT)?;
    let [id, title] = ["id", "title"].map(|key| fields.text(d, key));
    let [issuer, issued, number] = ["issuer", "issued", "number"].map(|key| fields.optional(d, key));
    Some(DocumentRecord { id: id?, title: title?, issuer, issued, number })
}

fn list<T>(
    d: &mut Decoder,
    fields: &mut Fields,
    key: &'static str,
    item: fn(&mut Decoder, Node) -> Option<T>,
) -> Option<ListRecord<T>> {
    let Some(mut fields) = fields.map(d, key, LIST) else {
        fields.missing(d, key);
        return None;
    };
    let source = source(d, &mut fields);
    let nodes = fields.list(d, "list", true);
    Some(ListRecord { source, list: nodes.into_iter().filter_map(|node| item(d, node)).collect() })
}

fn source(d: &mut Decoder, fields: &mut Fields) -> Option<SourceRecord> {
    let Some(mut fields) = fields.map(d, "source", SOURCE) else {
        fields.missing(d, "source");
        return None;
    };
    let [document, article] = ["document", "article"].map(|key| fields.text(d, key));
    Some(SourceRecord { document: document?, article: article? })
}

fn field(d: &mut Decoder, node: Node) -> Option<FieldRecord> {
    let mut fields = d.map(node, FIELD)?;
    let [id, name] = ["id", "name"].map(|key| fields.text(d, key));
    let (id, name) = (id?, name?);
    d.id(&id).then_some(FieldRecord { id, name })
}

fn channel(d: &mut Decoder, node: Node) -> Option<ChannelRecord> {
    let mut fields = d.map(node, CHANNEL)?;
    let [id, name] = ["id", "name"].map(|key| fields.text(d, key));
    let [max, note] = ["max", "note"].map(|key| fields.optional(d, key));
    Some(ChannelRecord { id: id?, name: name?, max, note })
}

/// Reads one rule; rounds have them too.
pub(super) fn rule(d: &mut Decoder, node: Node) -> Option<RuleRecord> {
    let (mut fields, others) = d.open_map(node, RULE)?;
    let kind = fields.text(d, "rule");
    let source = source(d, &mut fields);
    let [level, note] = ["level", "note"].map(|key| fields.optional(d, key));
    let mut parameters = Vec::new();
    for (typed, node) in others {
        let key = Text { value: (*typed.value).into(), location: d.location(typed.span) };
        // A key that no kind has is reported even where nothing stands under it.
        let values = d.some_texts(typed.span, node).unwrap_or_default();
        parameters.push(ParameterRecord { key, values });
    }
    Some(RuleRecord { location: d.location(fields.span), kind: kind?, parameters, source, level, note })
}
