//! `site.yaml` and `calendar/<year>.yaml`.

use super::form::Is::{Date, Flag, Id, List, Map, Moment, Number, Text, Time, Word};
use super::form::Need::{Optional, Required};
use super::form::{Form, Is, words};
use crate::records::{calendar, site};
use crate::rules::office::POSTMARK;

pub(super) const SITE: Form = Form {
    name: "site",
    keys: site::SITE,
    rows: &[
        ("title", Required, Text, "网站名称"),
        ("base_url", Required, Text, "正式网址，以斜线结尾，可以带路径"),
        ("owner", Required, Text, "主办单位"),
        ("theme", Optional, Id, "主题，不写为 default"),
        ("contacts", Required, CONTACTS, "联系方式，至少一条，全部公布"),
        ("raw_html", Optional, Flag, "自己写的页面里能否用 HTML 标签，不写为否"),
        ("labels", Optional, Map(&LABELS), "政府网站标识和备案号"),
        ("objection", Optional, Map(&OBJECTION), "异议办法的文字，不写的用程序自带的"),
        ("removed", Optional, List(&Map(&REMOVED)), "公布后又撤下的页面"),
        ("signing_key", Optional, Text, "签名所用密钥的 .pub 文件里的一整行"),
    ],
};
pub(super) const CONTACTS: Is = List(&Map(&CONTACT));
const CONTACT: Form = Form {
    name: "contact",
    keys: site::CONTACT,
    rows: &[
        ("name", Required, Text, "部门或线路"),
        ("phone", Optional, Text, "办公电话，如 010-00000000；手机号不接受"),
        ("email", Optional, Text, "邮箱"),
        ("address", Optional, Text, "来信来访地址"),
        ("postcode", Optional, Text, "邮编"),
        ("hours", Optional, Text, "办公时间，有电话的必填"),
    ],
};
const LABELS: Form = Form {
    name: "labels",
    keys: site::LABELS,
    rows: &[
        ("government", Optional, Flag, "是否写国办发〔2017〕47号规定的标签"),
        ("site_id_code", Optional, Text, "网站标识码"),
        ("icp", Optional, Text, "ICP 备案号"),
        ("police", Optional, Text, "公安备案号"),
    ],
};
const OBJECTION: Form = Form {
    name: "objection",
    keys: site::OBJECTION,
    rows: &[
        ("closes", Optional, Time, "最后一天几点为止，不写为 24:00"),
        ("postmark", Optional, Word(|| words(POSTMARK)), "信函以寄出还是到达的邮戳为准"),
        ("person", Optional, Text, "个人怎样提出"),
        ("unit", Optional, Text, "单位怎样提出"),
        ("evidence", Optional, Text, "需要什么证据"),
        ("anonymous", Optional, Text, "匿名的怎样处理"),
        ("confidentiality", Optional, Text, "怎样为异议人保密"),
        ("process", Optional, List(&Text), "处理流程，一步一条"),
        ("correction", Optional, Text, "勘误的办法"),
    ],
};
const REMOVED: Form = Form {
    name: "removed",
    keys: site::REMOVED,
    rows: &[
        ("page", Required, Text, "不带扩展名的网址，如 calls/a"),
        ("published", Required, Moment, "撤下的时间"),
        ("reason", Required, Text, "可以公布的原因"),
    ],
};

pub(super) const CALENDAR: Form = Form {
    name: "calendar",
    keys: calendar::CALENDAR,
    rows: &[
        ("year", Required, Number, "年份，与文件名一致"),
        ("notices", Required, List(&Text), "所依据通知的文号或网址"),
        ("holidays", Required, List(&Map(&HOLIDAY)), "通知里的全部节日"),
    ],
};
const HOLIDAY: Form = Form {
    name: "holiday",
    keys: calendar::HOLIDAY,
    rows: &[
        ("name", Required, Text, "节日"),
        ("from", Optional, Date, "放假第一天"),
        ("to", Optional, Date, "放假最后一天，只放一天的不写"),
        ("work", Optional, List(&Date), "调休上班的周六、周日"),
    ],
};
