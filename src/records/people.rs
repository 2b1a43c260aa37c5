//! Engineers and teams: what their records say.

use std::sync::OnceLock;

use super::dossier::dossier;
use super::list::decode_list;
use super::{Decoded, Dossier};
use crate::diagnostic::{Location, error};
use crate::records::Text;
use crate::records::decode::{Decoder, Fields, Key, joined};
use crate::records::yaml::Node;

/// One engineer, private fields included.
#[derive(Clone, Debug)]
pub struct EngineerRecord {
    /// The id, which is the page's address for good.
    pub id: Text,
    /// The programme's id, where the round has more than one for individuals.
    pub programme: Option<Text>,
    /// The person; unit and title are published, the rest is private.
    pub person: PersonRecord,
    /// What is the same for engineers and teams.
    pub entry: EntryFields,
}

/// One team.
#[derive(Clone, Debug)]
pub struct TeamRecord {
    /// The id, which is the page's address for good.
    pub id: Text,
    /// The programme's id, where the round has more than one for teams.
    pub programme: Option<Text>,
    /// The team's name.
    pub name: Text,
    /// 依托单位
    pub unit: Text,
    /// The leader.
    pub leader: PersonRecord,
    /// The members, the leader not among them.
    pub members: Vec<PersonRecord>,
    /// 指导专家
    pub mentors: Vec<PersonRecord>,
    /// What is the same for engineers and teams.
    pub entry: EntryFields,
}

impl TeamRecord {
    /// Everyone in it: leader, members, mentors.
    pub fn people(&self) -> impl Iterator<Item = &PersonRecord> {
        [&self.leader].into_iter().chain(&self.members).chain(&self.mentors)
    }
}

/// Fields that engineers and teams share.
#[derive(Clone, Debug)]
pub struct EntryFields {
    /// 领域, by name or id.
    pub field: Text,
    /// 推荐单位
    pub recommender: Text,
    /// 推荐渠道, by id or name.
    pub channel: Option<Text>,
    /// The agreed summary.
    pub summary: Option<Text>,
    /// Representative achievements.
    pub achievements: Vec<AchievementRecord>,
    /// 涉密: private.
    pub classified: Option<Text>,
    /// Overrides the reading of the name.
    pub pinyin: Option<Text>,
    /// Supplies strokes of characters the built-in table lacks.
    pub strokes: Option<Text>,
    /// The surname, where the table of compound surnames would divide the name wrongly.
    pub surname: Option<Text>,
    /// Set once its texts were searched for what must not be published and none was found.
    pub searched: OnceLock<()>,
}

/// A person: as an engineer, a team's leader, member or mentor.
#[derive(Clone, Debug)]
pub struct PersonRecord {
    /// Where the record starts.
    pub location: Location,
    /// Name, as typed.
    pub name: Text,
    /// Unit.
    pub unit: Option<Text>,
    /// Technical title.
    pub title: Option<Text>,
    /// Private: birth date.
    pub birth: Option<Text>,
    /// Private: education.
    pub education: Option<Text>,
    /// Private: years in engineering.
    pub years: Option<Text>,
    /// Private: administrative rank.
    pub rank: Option<Text>,
    /// Private: at the grass roots or in a hardship post.
    pub grassroots: Option<Text>,
    /// Private: what the application form says more.
    pub dossier: Option<Box<Dossier>>,
}

/// One representative achievement.
#[derive(Clone, Debug)]
pub struct AchievementRecord {
    /// One of the programme's kinds.
    pub kind: Option<Text>,
    /// What it is.
    pub name: Text,
    /// The person's post in it.
    pub role: Option<Text>,
    /// The person's own contribution.
    pub contribution: Option<Text>,
}

/// Keys of a person that are published.
const OPEN: &[Key] = &[("name", "姓名"), ("unit", "单位"), ("title", "职称")];
/// Keys of a person whose values are private: for the rules only.
const PRIVATE: &[Key] = &[
    ("birth", "出生日期"),
    ("education", "学历"),
    ("years", "从业年限"),
    ("rank", "职级"),
    ("grassroots", "基层一线"),
    ("main", "主要成就"),
    ("outstanding", "突出贡献"),
    ("study", "学习经历"),
    ("work", "工作经历"),
    ("posts", "任职"),
    ("patents", "知识产权"),
    ("awards", "奖项"),
    ("honours", "已获荣誉"),
];
/// Keys that every entry begins with.
const HEAD: &[Key] = &[("id", "编号"), ("programme", "项目")];
/// The other keys of every entry, be it a person or a team.
const ENTRY: &[Key] = &[
    ("field", "领域"),
    ("recommender", "推荐单位"),
    ("channel", "推荐渠道"),
    ("summary", "简介"),
    ("achievements", "成果"),
    ("classified", "涉密"),
    ("pinyin", "拼音"),
    ("strokes", "笔画"),
];
/// Keys of a team that are its own.
const OF_TEAM: &[Key] = &[
    ("name", "团队名称"),
    ("leader", "负责人"),
    ("unit", "依托单位"),
    ("members", "成员"),
    ("mentors", "指导专家"),
];
/// Keys of an engineer that are neither an entry's nor any person's.
const OF_ENGINEER: &[Key] = &[("surname", "姓")];
pub(crate) const PERSON: &[Key] = &joined::<_, { OPEN.len() + PRIVATE.len() }>(&[OPEN, PRIVATE]);
pub(crate) const ENGINEER: &[Key] = &joined::<
    _,
    { HEAD.len() + PERSON.len() + ENTRY.len() + OF_ENGINEER.len() },
>(&[HEAD, PERSON, ENTRY, OF_ENGINEER]);
pub(crate) const TEAM: &[Key] =
    &joined::<_, { HEAD.len() + OF_TEAM.len() + ENTRY.len() }>(&[HEAD, OF_TEAM, ENTRY]);
pub(crate) const ACHIEVEMENT: &[Key] =
    &[("kind", "类别"), ("name", "名称"), ("role", "岗位角色"), ("contribution", "本人贡献")];

/// Keys of a person whose values are private, in both languages.
pub(crate) fn private_keys() -> impl Iterator<Item = &'static str> {
    PRIVATE.iter().flat_map(|(en, zh)| [*en, *zh])
}

/// Engineers of a round.
pub(super) fn engineers(d: &mut Decoder, bytes: &[u8], round: String) -> Option<Decoded> {
    Some(Decoded::Engineers(round, decode_list(d, bytes, engineer)?))
}

/// Teams of a round.
pub(super) fn teams(d: &mut Decoder, bytes: &[u8], round: String) -> Option<Decoded> {
    Some(Decoded::Teams(round, decode_list(d, bytes, team)?))
}

fn engineer(d: &mut Decoder, node: Node) -> Option<EngineerRecord> {
    let mut fields = d.map(node, ENGINEER)?;
    let id = id(d, &mut fields);
    let programme = fields.optional(d, "programme");
    let person = person(d, &mut fields, true);
    let entry = entry(d, &mut fields);
    Some(EngineerRecord { id: id?, programme, person: person?, entry: entry? })
}

fn team(d: &mut Decoder, node: Node) -> Option<TeamRecord> {
    let mut fields = d.map(node, TEAM)?;
    let id = id(d, &mut fields);
    let programme = fields.optional(d, "programme");
    let name = name(d, &mut fields);
    let unit = fields.text(d, "unit");
    let leader = match fields.take("leader") {
        Some(node) => d.map(node, PERSON).and_then(|mut leader| person(d, &mut leader, false)),
        None => {
            fields.missing(d, "leader");
            None
        }
    };
    let members = people(d, &mut fields, "members");
    let mentors = people(d, &mut fields, "mentors");
    let entry = entry(d, &mut fields);
    Some(TeamRecord {
        id: id?,
        programme,
        name: name?,
        unit: unit?,
        leader: leader?,
        members,
        mentors,
        entry: entry?,
    })
}

/// The name of a person or a team, which has a letter or a digit: what has none is a slip, or what a wrong encoding left.
fn name(d: &mut Decoder, fields: &mut Fields) -> Option<Text> {
    let name = fields.text(d, "name")?;
    if name.value.chars().any(char::is_alphanumeric) {
        return Some(name);
    }
    d.report(error!(name.location, "bad-name",
        "“{0}”不是姓名或名称", "`{0}` is no name", name.value;
        help: "写上姓名或团队名称", "write the name"
    ));
    None
}

fn id(d: &mut Decoder, fields: &mut Fields) -> Option<Text> {
    let id = fields.text(d, "id")?;
    d.id(&id).then_some(id)
}

fn entry(d: &mut Decoder, fields: &mut Fields) -> Option<EntryFields> {
    let field = fields.text(d, "field");
    let recommender = fields.text(d, "recommender");
    let [channel, summary, classified, pinyin, strokes, surname] =
        ["channel", "summary", "classified", "pinyin", "strokes", "surname"]
            .map(|key| fields.optional(d, key));
    let nodes = fields.list(d, "achievements", false);
    let achievements = nodes.into_iter().filter_map(|node| achievement(d, node)).collect();
    Some(EntryFields {
        field: field?,
        recommender: recommender?,
        channel,
        summary,
        achievements,
        classified,
        pinyin,
        strokes,
        surname,
        searched: OnceLock::new(),
    })
}

fn people(d: &mut Decoder, fields: &mut Fields, key: &'static str) -> Vec<PersonRecord> {
    let nodes = fields.list(d, key, false);
    let mut people = Vec::new();
    for node in nodes {
        if let Some(mut fields) = d.map(node, PERSON) {
            people.extend(person(d, &mut fields, false));
        }
    }
    people
}

fn person(d: &mut Decoder, fields: &mut Fields, with_unit: bool) -> Option<PersonRecord> {
    let name = name(d, fields);
    let unit = if with_unit { fields.text(d, "unit") } else { fields.optional(d, "unit") };
    let title = fields.optional(d, "title");
    let ([birth, education, years, rank, grassroots], dossier) = d.redacting(|d| {
        let facts = ["birth", "education", "years", "rank", "grassroots"];
        (facts.map(|key| fields.optional(d, key)), dossier(d, fields))
    });
    if with_unit && unit.is_none() {
        return None;
    }
    Some(PersonRecord {
        location: d.location(fields.span),
        name: name?,
        unit,
        title,
        birth,
        education,
        years,
        rank,
        grassroots,
        dossier,
    })
}

fn achievement(d: &mut Decoder, node: Node) -> Option<AchievementRecord> {
    let mut fields = d.map(node, ACHIEVEMENT)?;
    let kind = fields.optional(d, "kind");
    let name = fields.text(d, "name");
    let [role, contribution] = ["role", "contribution"].map(|key| fields.optional(d, key));
    Some(AchievementRecord { kind, name: name?, role, contribution })
}
