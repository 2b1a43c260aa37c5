//! `content/site.yaml`: the office, its address, contacts and labels.

use std::sync::Arc;

use super::round::removed;
use super::{Decoded, RemovedRecord};
use crate::records::Text;
use crate::records::decode::{Decoder, Fields, Key};
use crate::records::yaml::Node;

/// The office and its site.
#[derive(Debug)]
pub struct SiteRecord {
    /// The file it came from.
    pub file: Arc<str>,
    /// The site's title.
    pub title: Text,
    /// The address it will be served from, with a path if it has one.
    pub base_url: Text,
    /// The office that publishes.
    pub owner: Text,
    /// The theme's name; `default` where left out.
    pub theme: Option<Text>,
    /// The contact channels.
    pub contacts: Vec<ContactRecord>,
    /// Whether authored pages may hold HTML.
    pub raw_html: Option<Text>,
    /// Government labels and record numbers.
    pub labels: LabelsRecord,
    /// The office's own wording of the objection page.
    pub objection: ObjectionRecord,
    /// Pages once published and taken down since.
    pub removed: Vec<RemovedRecord>,
    /// The public half of the key its editions are signed with.
    pub signing_key: Option<Text>,
}

/// One contact channel of the office.
#[derive(Clone, Debug)]
pub struct ContactRecord {
    /// Department or line.
    pub name: Text,
    /// Telephone, with area code.
    pub phone: Option<Text>,
    /// E-mail.
    pub email: Option<Text>,
    /// Postal and visiting address.
    pub address: Option<Text>,
    /// Postcode.
    pub postcode: Option<Text>,
    /// Office hours.
    pub hours: Option<Text>,
}

/// 《政府网站发展指引》 (国办发〔2017〕47号) labels.
#[derive(Debug, Default)]
pub struct LabelsRecord {
    /// Whether the labels are written.
    pub government: Option<Text>,
    /// 网站标识码
    pub site_id_code: Option<Text>,
    /// ICP 备案
    pub icp: Option<Text>,
    /// 公安备案
    pub police: Option<Text>,
}

/// Wording of the objection page; each part has a default.
#[derive(Debug, Default)]
pub struct ObjectionRecord {
    /// The hour the last day ends: `24:00` or the close of business (民法典 art. 203).
    pub closes: Option<Text>,
    /// Which postmark counts for letters: sending or arriving.
    pub postmark: Option<Text>,
    /// How an individual objects.
    pub person: Option<Text>,
    /// How a unit objects.
    pub unit: Option<Text>,
    /// What evidence is asked for.
    pub evidence: Option<Text>,
    /// What happens to anonymous objections.
    pub anonymous: Option<Text>,
    /// How the objector's identity is kept.
    pub confidentiality: Option<Text>,
    /// What happens next, step by step.
    pub process: Vec<Text>,
    /// The lighter route for typing errors (勘误).
    pub correction: Option<Text>,
}

pub(crate) const SITE: &[Key] = &[
    ("title", "标题"),
    ("base_url", "网址"),
    ("owner", "主办单位"),
    ("theme", "主题"),
    ("contacts", "联系方式"),
    ("raw_html", "允许HTML"),
    ("labels", "标识"),
    ("objection", "异议"),
    ("removed", "撤下"),
    ("signing_key", "签名公钥"),
];
pub(crate) const REMOVED: &[Key] = &[("page", "页面"), ("published", "发布时间"), ("reason", "原因")];
pub(crate) const CONTACT: &[Key] = &[
    ("name", "名称"),
    ("phone", "电话"),
    ("email", "邮箱"),
    ("address", "地址"),
    ("postcode", "邮编"),
    ("hours", "办公时间"),
];
pub(crate) const LABELS: &[Key] =
    &[("government", "政府网站"), ("site_id_code", "网站标识码"), ("icp", "ICP备案"), ("police", "公安备案")];
pub(crate) const OBJECTION: &[Key] = &[
    ("closes", "截止时刻"),
    ("postmark", "邮戳"),
    ("person", "个人"),
    ("unit", "单位"),
    ("evidence", "证据"),
    ("anonymous", "匿名"),
    ("confidentiality", "保密"),
    ("process", "处理流程"),
    ("correction", "勘误"),
];

pub(super) fn decode(d: &mut Decoder, node: Node) -> Option<Decoded> {
    let mut fields = d.map(node, SITE)?;
    let title = fields.text(d, "title");
    let base_url = fields.text(d, "base_url");
    let owner = fields.text(d, "owner");
    let theme = fields.optional(d, "theme");
    let contacts = contacts(d, &mut fields, true);
    let raw_html = fields.optional(d, "raw_html");
    let labels = labels(d, &mut fields);
    let objection = objection(d, &mut fields);
    let nodes = fields.list(d, "removed", false);
    let removed = nodes.into_iter().filter_map(|node| removed(d, node, REMOVED)).collect();
    let signing_key = fields.optional(d, "signing_key");
    Some(Decoded::Site(Box::new(SiteRecord {
        file: d.file.clone(),
        title: title?,
        base_url: base_url?,
        owner: owner?,
        theme,
        contacts,
        raw_html,
        labels,
        objection,
        removed,
        signing_key,
    })))
}

/// Reads a list of contacts; rounds have them too.
pub(super) fn contacts(d: &mut Decoder, fields: &mut Fields, required: bool) -> Vec<ContactRecord> {
    let nodes = fields.list(d, "contacts", required);
    nodes.into_iter().filter_map(|node| contact(d, node)).collect()
}

fn contact(d: &mut Decoder, node: Node) -> Option<ContactRecord> {
    let mut fields = d.map(node, CONTACT)?;
    let name = fields.text(d, "name");
    let [phone, email, address, postcode, hours] =
        ["phone", "email", "address", "postcode", "hours"].map(|key| fields.optional(d, key));
    Some(ContactRecord { name: name?, phone, email, address, postcode, hours })
}

fn labels(d: &mut Decoder, fields: &mut Fields) -> LabelsRecord {
    let Some(mut fields) = fields.map(d, "labels", LABELS) else { return LabelsRecord::default() };
    let [government, site_id_code, icp, police] =
        ["government", "site_id_code", "icp", "police"].map(|key| fields.optional(d, key));
    LabelsRecord { government, site_id_code, icp, police }
}

fn objection(d: &mut Decoder, fields: &mut Fields) -> ObjectionRecord {
    let Some(mut fields) = fields.map(d, "objection", OBJECTION) else { return ObjectionRecord::default() };
    let process = fields.texts(d, "process", false);
    let [closes, postmark, person, unit, evidence, anonymous, confidentiality, correction] =
        ["closes", "postmark", "person", "unit", "evidence", "anonymous", "confidentiality", "correction"]
            .map(|key| fields.optional(d, key));
    ObjectionRecord {
        closes,
        postmark,
        person,
        unit,
        evidence,
        anonymous,
        confidentiality,
        process,
        correction,
    }
}
