//! `programmes/<id>.yaml` and its rules.

use std::sync::LazyLock;

use super::form::Is::{Date, Either, Id, List, Made, Map, Number, Text, Word};
use super::form::Need::{Optional, Required};
use super::form::{Form, Is, Row, words};
use crate::records::decode::Key;
use crate::records::programme;
use crate::rules::programmes::KIND;
use crate::rules::requirements;

pub(super) const PROGRAMME: Form = Form {
    name: "programme",
    keys: programme::PROGRAMME,
    rows: &[
        ("name", Required, Text, "项目名称"),
        ("short", Optional, Text, "简称"),
        ("kind", Required, Word(|| words(KIND)), "选拔个人还是团队"),
        ("organisers", Required, List(&Text), "组织单位"),
        ("documents", Required, List(&Map(&DOCUMENT)), "规则所出自的文件"),
        ("basis", Required, List(&Id), "公示“根据《……》”引用的文件编号，按引用顺序"),
        ("money", Optional, Text, "经费"),
        ("fields", Required, Map(&FIELDS), "领域"),
        ("channels", Required, Map(&CHANNELS), "推荐渠道"),
        ("rules", Optional, RULES, "规则，每条注明出处"),
    ],
};
const DOCUMENT: Form = Form {
    name: "document",
    keys: programme::DOCUMENT,
    rows: &[
        ("id", Required, Id, "在本文件里的编号"),
        ("title", Required, Text, "不写书名号"),
        ("issuer", Optional, Text, "发文单位"),
        ("issued", Optional, Date, "发文日期"),
        ("number", Optional, Text, "文号"),
    ],
};
const SOURCE: Form = Form {
    name: "source",
    keys: programme::SOURCE,
    rows: &[
        ("document", Required, Text, "文件编号；一轮自己的规则也可用《》写出标题"),
        ("article", Required, Text, "第几条"),
    ],
};
const FIELDS: Form = Form {
    name: "fields",
    keys: programme::LIST,
    rows: &[
        ("source", Required, Map(&SOURCE), "出自哪份文件哪一条"),
        ("list", Required, List(&Map(&FIELD)), "全部领域"),
    ],
};
const FIELD: Form = Form {
    name: "field",
    keys: programme::FIELD,
    rows: &[("id", Required, Id, "领域网页的地址"), ("name", Required, Text, "领域名称")],
};
const CHANNELS: Form = Form {
    name: "channels",
    keys: programme::LIST,
    rows: &[
        ("source", Required, Map(&SOURCE), "出自哪份文件哪一条"),
        ("list", Required, List(&Map(&CHANNEL)), "全部渠道"),
    ],
};
const CHANNEL: Form = Form {
    name: "channel",
    keys: programme::CHANNEL,
    rows: &[
        ("id", Required, Text, "编号"),
        ("name", Required, Text, "名称"),
        ("max", Optional, Number, "一个推荐单位最多推荐几个"),
        ("note", Optional, Text, "说明"),
    ],
};

/// Rules; rounds have them too.
pub(super) const RULES: Is = List(&Made(rule));

/// A rule of any kind: what all have, and the parameters of each kind.
fn rule() -> &'static Form {
    static KEYS: LazyLock<Vec<Key>> = LazyLock::new(|| {
        let parameters = requirements::parameters().iter().map(|parameter| parameter.key);
        programme::RULE.iter().copied().chain(parameters).collect()
    });
    static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
        let parameters = requirements::parameters().iter();
        let rows = parameters.map(|p| (p.key.0, Optional, Either(&p.is), p.about));
        RULE.iter().copied().chain(rows).collect()
    });
    static FORM: LazyLock<Form> = LazyLock::new(|| Form { name: "rule", keys: &KEYS, rows: &ROWS });
    &FORM
}
const RULE: &[Row] = &[
    ("rule", Required, Word(requirements::kinds), "规则的种类"),
    ("source", Required, Map(&SOURCE), "出自哪份文件哪一条"),
    ("level", Optional, Word(|| words(requirements::LEVEL)), "不符合时是错误还是提醒，不写为错误"),
    ("note", Optional, Text, "说明"),
];
