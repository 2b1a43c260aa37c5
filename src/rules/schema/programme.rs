//! `programmes/<id>.yaml` and its rules.

use super::form::Is::{Date, Id, List, Map, Number, OneOrMore, Text, Word};
use super::form::Need::{Optional, Required};
use super::form::{Form, Is, words};
use crate::records::programme;
use crate::rules::programmes::KIND;
use crate::rules::requirements::reader::{AMONG, FACTS, ITEMS, LEVEL, MEASURES, OTHERWISE, TEXTS, UNIT, WHO};

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
pub(super) const RULES: Is = List(&Map(&RULE));
const RULE: Form = Form {
    name: "rule",
    keys: programme::RULE,
    rows: &[
        ("rule", Required, Word(|| programme::RULE_KINDS.to_vec()), "规则的种类"),
        ("source", Required, Map(&SOURCE), "出自哪份文件哪一条"),
        ("level", Optional, Word(|| words(LEVEL)), "不符合时是错误还是提醒，不写为错误"),
        ("note", Optional, Text, "说明"),
        ("max", Optional, Number, "不超过几个（项、字）"),
        ("about", Optional, Number, "“某人左右”的人数"),
        ("tolerance", Optional, Number, "上下可以差几人"),
        ("fact", Optional, Word(|| FACTS.to_vec()), "所数的事实"),
        ("count", Optional, Number, "不少于几人"),
        ("of", Optional, Word(|| MEASURES.to_vec()), "按什么算比例"),
        ("value", Optional, Text, "出生日期的界限，或职级"),
        ("among", Optional, Word(|| words(AMONG)), "在哪些人中"),
        ("who", Optional, Word(|| words(WHO)), "申报人、负责人或成员"),
        ("on_or_after", Optional, Date, "这一天及以后出生"),
        ("at_least", Optional, Text, "至少多少；学历规则写学历"),
        ("at_most", Optional, Number, "至多百分之几"),
        ("any_of", Optional, SOME, "职称是其中之一"),
        ("otherwise", Optional, Word(|| OTHERWISE.to_vec()), "years 或 outstanding"),
        ("ranks", Optional, SOME, "职级里没有这些字"),
        ("key", Optional, Word(|| [TEXTS, ITEMS].concat()), "核对记录的哪一项"),
        ("gap", Optional, Number, "经历两段之间最多相隔几个月"),
        ("kinds", Optional, SOME, "成果的类别"),
        ("wording", Optional, Text, "没有奖项时的写法"),
        ("width", Optional, Number, "像素"),
        ("height", Optional, Number, "像素"),
        ("honours", Optional, SOME, "荣誉或项目名称"),
        ("across", Optional, SOME, "项目编号"),
        (
            "allowed",
            Optional,
            Word(|| vec![("none", "不允许"), ("exempt", "免于公示")]),
            "涉密的不得申报，还是免于公示",
        ),
        ("days", Optional, Number, "公示几天"),
        ("unit", Optional, Word(|| words(UNIT)), "工作日、自然日，或文件未说明"),
        ("investigates", Optional, Text, "核查单位"),
        ("decides", Optional, Text, "审定单位"),
        ("programme", Optional, Id, "一轮的规则只用于哪个项目"),
    ],
};
const SOME: Is = OneOrMore(&Text);
