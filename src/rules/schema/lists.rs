//! `engineers.yaml` and `teams.yaml`.

use super::form::Is::{Date, Flag, Id, List, Map, Number, OneOrMore, Text};
use super::form::Need::{Optional, Required};
use super::form::{Form, Is, Row};
use crate::records::decode::joined;
use crate::records::{dossier, people};

const TEXTS: Is = OneOrMore(&Text);

/// What is said alike of engineers and teams.
const ENTRY: &[Row] = &[
    ("id", Required, Id, "全站不重复，是网页地址，公布后不再改动"),
    ("field", Required, Text, "公布；项目中的领域名称或编号"),
    ("recommender", Required, Text, "公布"),
    ("channel", Optional, Text, "不公布；项目中的渠道名称或编号"),
    ("summary", Optional, Text, "公布"),
    ("achievements", Optional, List(&Map(&ACHIEVEMENT)), "公布"),
    ("classified", Optional, Flag, "是否涉密；不公布"),
];
/// What is said of a person, be it an engineer or one of a team.
const PRIVATE: &[Row] = &[
    ("birth", Optional, Date, "不公布，只用于核对"),
    ("education", Optional, Text, "不公布，只用于核对"),
    ("years", Optional, Number, "不公布，只用于核对"),
    ("rank", Optional, Text, "不公布，只用于核对"),
    ("grassroots", Optional, Flag, "不公布，只用于核对"),
    ("main", Optional, Text, "不公布，只用于核对"),
    ("outstanding", Optional, Text, "不公布，只用于核对；没有的写“无”"),
    ("study", Optional, HISTORY, "不公布，只用于核对；按时间先后"),
    ("work", Optional, HISTORY, "不公布，只用于核对；按时间先后"),
    ("posts", Optional, TEXTS, "不公布，只用于核对；没有的写“无”"),
    ("patents", Optional, TEXTS, "不公布，只用于核对；没有的写“无”"),
    ("awards", Optional, TEXTS, "不公布，只用于核对；没有的按规则的写法"),
    ("honours", Optional, TEXTS, "不公布，只用于核对；没有的写“无”"),
];
const OF_ENGINEER: &[Row] = &[
    ("programme", Optional, Id, "项目文件名；本轮有几个个人项目时必填"),
    ("name", Required, Text, "公布"),
    ("unit", Required, Text, "公布"),
    ("title", Optional, Text, "公布"),
    ("pinyin", Optional, Text, "姓名的读音，如 shàn lì wěi，用于排序和查找"),
    ("strokes", Optional, Text, "字库没有的字的笔顺，如 𬭎=311154451354"),
    ("surname", Optional, Text, "复姓判断不对时写明姓"),
];
const OF_TEAM: &[Row] = &[
    ("programme", Optional, Id, "项目文件名；本轮有几个团队项目时必填"),
    ("name", Required, Text, "公布"),
    ("leader", Required, Map(&PERSON), "公布姓名和职称"),
    ("unit", Required, Text, "公布"),
    ("members", Optional, List(&Map(&PERSON)), "公布姓名和单位；不含负责人"),
    ("mentors", Optional, List(&Map(&PERSON)), "公布姓名、职称和单位"),
    ("pinyin", Optional, Text, "团队名称的读音，用于排序和查找"),
    ("strokes", Optional, Text, "字库没有的字的笔顺"),
];
const OF_PERSON: &[Row] =
    &[("name", Required, Text, "公布"), ("unit", Optional, Text, "公布"), ("title", Optional, Text, "公布")];

pub(super) const ENGINEER: Form = Form {
    name: "engineer",
    keys: people::ENGINEER,
    rows: &joined::<_, { people::ENGINEER.len() }>(&[ENTRY, OF_ENGINEER, PRIVATE]),
};
pub(super) const TEAM: Form =
    Form { name: "team", keys: people::TEAM, rows: &joined::<_, { people::TEAM.len() }>(&[ENTRY, OF_TEAM]) };
const PERSON: Form = Form {
    name: "person",
    keys: people::PERSON,
    rows: &joined::<_, { people::PERSON.len() }>(&[OF_PERSON, PRIVATE]),
};
const ACHIEVEMENT: Form = Form {
    name: "achievement",
    keys: people::ACHIEVEMENT,
    rows: &[
        ("kind", Optional, Text, "项目规则规定的类别之一"),
        ("name", Required, Text, "成果名称"),
        ("role", Optional, Text, "在其中的岗位"),
        ("contribution", Optional, Text, "本人的贡献"),
    ],
};
const HISTORY: Is = List(&Map(&STRETCH));
const STRETCH: Form = Form {
    name: "stretch",
    keys: dossier::STRETCH,
    rows: &[
        ("from", Required, Text, "年月，如 2003-09"),
        ("to", Required, Text, "年月，或“至今”"),
        ("text", Required, Text, "在哪里，做什么"),
    ],
};
