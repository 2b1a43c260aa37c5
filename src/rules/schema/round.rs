//! `rounds/<id>/round.yaml` and `objections.yaml`.

use super::form::Is::{Date, Flag, Id, List, Map, Moment, Number, Text, Word};
use super::form::Need::{Optional, Required};
use super::form::{Form, words};
use super::office::CONTACTS;
use super::programme::RULES;
use crate::records::{objections, round};
use crate::rules::notices;
use crate::rules::notices::correction::{BECAUSE, CORRECTABLE};
use crate::rules::notices::decisions::{DECISION, REVOCATION};
use crate::rules::notices::period::{POSTING, UNIT};
use crate::rules::objections::{BY, OUTCOME};
use crate::rules::rounds::{COLUMN, ORDER};

pub(super) const ROUND: Form = Form {
    name: "round",
    keys: round::ROUND,
    rows: &[
        ("title", Required, Text, "本轮名称；公示标题是“关于……拟入选名单的公示”"),
        ("year", Optional, Number, "年度，不写取标题开头的数字"),
        ("programmes", Required, List(&Id), "项目文件名，不带 .yaml"),
        ("issuers", Required, List(&Text), "落款单位"),
        ("contacts", Optional, CONTACTS, "本轮自己的联系方式，代替 site.yaml 的"),
        ("columns", Optional, List(&Word(|| words(COLUMN))), "网页上名单的列"),
        ("order", Required, Word(|| words(ORDER)), "名单的排序"),
        ("basis", Optional, List(&Text), "公告引用的文件标题，代替项目文件里的"),
        ("rules", Optional, RULES, "只用于本轮的规则，代替项目文件里同一种类的"),
        ("removed", Optional, List(&Map(&REMOVED)), "公布后又撤下的条目"),
        ("notices", Optional, List(&Map(&NOTICE)), "公告，按发布先后，只往后加"),
    ],
};
const REMOVED: Form = Form {
    name: "removed",
    keys: round::REMOVED,
    rows: &[
        ("entry", Required, Id, "条目的编号"),
        ("published", Required, Moment, "撤下的时间"),
        ("reason", Required, Text, "可以公布的原因"),
    ],
};
const NOTICE: Form = Form {
    name: "notice",
    keys: round::NOTICE,
    rows: &[
        ("kind", Required, Word(|| words(&notices::words())), "公告的类型"),
        ("published", Required, Moment, "实际上网的时间，公示期由此起算"),
        ("signed", Optional, Date, "落款日期，不写为发布当天"),
        ("note", Optional, Text, "印在公告里的补充说明"),
        ("period", Optional, Map(&PERIOD), "公示期；公示、补充、延期、重新公示须有"),
        ("reason", Optional, Text, "印在“因”字后面的词语；延期、中止、重新公示、撤回用"),
        ("entries", Optional, List(&Id), "补充公示增补的编号"),
        ("corrects", Optional, Word(|| words(&notices::words())), "所更正公告的类型，指最近的一份"),
        ("changes", Optional, List(&Map(&CHANGE)), "更正内容"),
        ("decisions", Optional, List(&Map(&DECIDED)), "没有入选的、取消资格的；没有列出的都是入选"),
    ],
};
const PERIOD: Form = Form {
    name: "period",
    keys: round::PERIOD,
    rows: &[
        ("days", Required, Number, "几天"),
        ("unit", Required, Word(|| words(UNIT)), "工作日还是自然日"),
        ("posting_day", Required, Word(|| words(POSTING)), "发布当日计入还是不计入"),
    ],
};
const CHANGE: Form = Form {
    name: "change",
    keys: round::CHANGE,
    rows: &[
        ("entry", Required, Id, "条目的编号"),
        ("field", Required, Word(|| words(CORRECTABLE)), "更正哪一项"),
        ("from", Required, Text, "原来印出的文字"),
        ("to", Required, Text, "正确的文字"),
        ("because", Optional, Word(|| words(BECAUSE)), "误写，还是以后变更；不写为误写"),
        ("reason", Required, Text, "原因"),
    ],
};
const DECIDED: Form = Form {
    name: "decision",
    keys: round::DECISION,
    rows: &[
        ("entry", Required, Id, "条目的编号"),
        (
            "status",
            Required,
            Word(|| [words(DECISION), words(REVOCATION)].concat()),
            "前三种用于结果，后两种用于公布结果后的撤回",
        ),
        ("reason", Required, Text, "可以公布的原因"),
    ],
};

pub(super) const OBJECTION: Form = Form {
    name: "objection",
    keys: objections::OBJECTION,
    rows: &[
        ("received", Required, Moment, "收到时间"),
        ("channel", Required, Text, "电话、邮箱、信函、来访等"),
        ("about", Required, Id, "所针对条目的编号"),
        ("by", Required, Word(|| words(BY)), "异议人是个人还是单位"),
        ("real_name", Required, Flag, "是否实名或盖章"),
        ("sent_to", Optional, Text, "转送核查的单位"),
        ("sent", Optional, Date, "转送日期"),
        ("report", Optional, Date, "收到核查报告的日期"),
        ("decision", Optional, Word(|| words(OUTCOME)), "结论"),
        ("decided", Optional, Date, "审定日期"),
        ("note", Optional, Text, "备注"),
    ],
};
