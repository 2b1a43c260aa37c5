//! Engineers and teams: what their records say.

use std::sync::{Arc, OnceLock};

use super::columns::CellsRecord;
use super::decode::Decoder;
use super::dossier::Facts;
use super::list::decode_list;
use super::record::{Record, record};
use super::spanned::Text;
use super::table::{Key, Visibility};
use crate::domain::programme::EntryKind;

/// One entry of a round, private fields included.
#[derive(Clone, Debug)]
pub struct EntryRecord {
    /// The id, which is the page's address for good.
    pub id: Text,
    /// The programme's id, where the round has more than one of the kind.
    pub programme: Option<Text>,
    /// The person's or the team's name.
    pub name: Text,
    /// 工作单位 or 依托单位
    pub unit: Text,
    /// Overrides the reading of the name.
    pub pinyin: Option<Text>,
    /// Supplies strokes of characters the built-in table lacks.
    pub strokes: Option<Text>,
    /// A person's surname, where the table of compound surnames would divide the name wrongly.
    pub surname: Option<Text>,
    /// What every entry says.
    pub fields: EntryFields,
    /// Who it is.
    pub who: WhoRecord,
    /// Set once its texts were searched for what must not be published and none was found.
    pub searched: OnceLock<()>,
}

/// A person, or a team.
#[derive(Clone, Debug)]
pub enum WhoRecord {
    /// An engineer put forward as an individual.
    Individual(PersonRecord),
    /// A team put forward by its leader.
    Team(TeamRecord),
}

/// The people of a team.
#[derive(Clone, Debug)]
pub struct TeamRecord {
    /// The leader.
    pub leader: PersonRecord,
    /// Those who lead it with the first.
    pub co_leaders: Vec<PersonRecord>,
    /// The members, the leader not among them.
    pub members: Vec<PersonRecord>,
    /// 指导专家
    pub mentors: Vec<PersonRecord>,
}

impl EntryRecord {
    /// Whether it is an individual's or a team's.
    pub fn kind(&self) -> EntryKind {
        match self.who {
            WhoRecord::Individual(_) => EntryKind::Individual,
            WhoRecord::Team(_) => EntryKind::Team,
        }
    }

    /// The person it is about: the individual, or the team's leader.
    pub fn person(&self) -> &PersonRecord {
        match &self.who {
            WhoRecord::Individual(person) => person,
            WhoRecord::Team(team) => &team.leader,
        }
    }

    /// The team, if it is one.
    pub fn team(&self) -> Option<&TeamRecord> {
        match &self.who {
            WhoRecord::Individual(_) => None,
            WhoRecord::Team(team) => Some(team),
        }
    }

    /// Everyone in it: the person; or leaders, members, mentors.
    pub fn people(&self) -> impl Iterator<Item = &PersonRecord> {
        let others = self.team().into_iter();
        let more = others.flat_map(|team| team.co_leaders.iter().chain(&team.members).chain(&team.mentors));
        [self.person()].into_iter().chain(more)
    }
}

record! {
    /// What every entry says, whoever it is.
    pub group EntryFields {
        /// 领域, by name or id of one of the programme's.
        public required field "领域": Text as Line = "公布；项目中的领域名称或编号";
        /// 推荐单位
        public required recommender "推荐单位": Text as Name = "公布";
        /// Units beside the first: 第二单位; of a team, 联合依托单位.
        public optional other_units "其他单位": Vec<Text> = "公布；第二单位等，列在第一单位之后";
        /// 合作单位
        public optional partners "合作单位": Vec<Text> = "公布；合作单位";
        /// What stands in the columns that the round declares.
        public optional columns "列": CellsRecord = "公布；本轮自己的列，写成“键: 内容”";
        /// 推荐渠道, by id or name of one of the programme's.
        internal optional channel "推荐渠道": Option<Text> as Line = "不公布；项目中的渠道名称或编号";
        /// The agreed summary; a block may have paragraphs.
        public optional summary "简介": Option<Text> = "公布";
        /// Representative achievements.
        public optional achievements "成果": Vec<AchievementRecord> = "公布";
        /// 涉密
        internal optional classified "涉密": Option<Text> as Flag = "是否涉密；不公布";
    }
}

record! {
    /// An engineer as the record in the file has it.
    pub struct EngineerFile = "engineer" {
        /// The id, which is the page's address for good.
        public required id "编号": Text as Id [Decoder::is_id] = "全站不重复，是网页地址，公布后不再改动";
        /// The programme's id, required where the round has more than one for individuals.
        public optional programme "项目": Option<Text> as Id = "项目文件名；本轮有几个个人项目时必填";
        /// Name.
        public required name "姓名": Text as Person = "公布";
        /// Unit.
        public required unit "单位": Text as Name = "公布";
        /// Technical title.
        public optional title "职称": Option<Text> as Name = "公布";
        /// What the rules ask of a person.
        ..facts: Facts;
        /// What every entry says.
        ..fields: EntryFields;
        /// How the name is read, for the order and for finding it.
        internal optional pinyin "拼音": Option<Text> = "姓名的读音，如 shàn lì wěi，用于排序和查找";
        /// Strokes of characters outside the table, `𬭎=311154451354`.
        internal optional strokes "笔画": Option<Text> = "字库没有的字的笔顺，如 𬭎=311154451354";
        /// The surname, where the table of compound surnames would be wrong.
        internal optional surname "姓": Option<Text> = "复姓判断不对时写明姓";
    }
}

record! {
    /// A team as the record in the file has it.
    pub struct TeamFile = "team" {
        /// The id, which is the page's address for good.
        public required id "编号": Text as Id [Decoder::is_id] = "全站不重复，是网页地址，公布后不再改动";
        /// The programme's id, required where the round has more than one for teams.
        public optional programme "项目": Option<Text> as Id = "项目文件名；本轮有几个团队项目时必填";
        /// The team's name.
        public required name "团队名称": Text as Team = "公布";
        /// The leader; name and title are published.
        public required leader "负责人": PersonRecord = "公布姓名和职称";
        /// Those who lead it with the first.
        public optional co_leaders "共同负责人": Vec<PersonRecord> = "公布姓名和职称；列在负责人之后";
        /// 依托单位
        public required unit "依托单位": Text as Name = "公布";
        /// The members, the leader not among them; name and unit are published.
        public optional members "成员": Vec<PersonRecord> = "公布姓名和单位；不含负责人";
        /// 指导专家; name, title and unit are published.
        public optional mentors "指导专家": Vec<PersonRecord> = "公布姓名、职称和单位";
        /// What every entry says.
        ..fields: EntryFields;
        /// How the name is read, for the order and for finding it.
        internal optional pinyin "拼音": Option<Text> = "团队名称的读音，用于排序和查找";
        /// Strokes of characters outside the table.
        internal optional strokes "笔画": Option<Text> = "字库没有的字的笔顺";
    }
}

record! {
    /// A person: as an engineer, a team's leader, member or mentor.
    pub struct PersonRecord = "person" {
        /// Name, as typed.
        public required name "姓名": Text as Person = "公布";
        /// Unit.
        public optional unit "单位": Option<Text> as Name = "公布";
        /// Technical title.
        public optional title "职称": Option<Text> as Name = "公布";
        /// What the rules ask of a person.
        ..facts: Facts;
    }
}

record! {
    /// One representative achievement.
    pub struct AchievementRecord = "achievement" {
        /// One of the programme's kinds.
        public optional kind "类别": Option<Text> as Line = "项目规则规定的类别之一";
        /// What it is.
        public required name "名称": Text as Line = "成果名称";
        /// Who made it, in order.
        public optional people "完成人": Vec<Text> = "公布；完成人，按排名先后";
        /// The person's post in it.
        public optional role "岗位角色": Option<Text> as Line = "在其中的岗位";
        /// The person's own contribution.
        public optional contribution "本人贡献": Option<Text> = "本人的贡献";
    }
}

/// Keys of records of people, and who may see their values.
pub(super) fn people_keys() -> impl Iterator<Item = (Key, Visibility)> {
    let forms = [EngineerFile::FORM, TeamFile::FORM, PersonRecord::FORM, AchievementRecord::FORM];
    forms.into_iter().flat_map(|form| form.rows).map(|row| (row.key, row.visibility))
}

/// The engineers of a file.
pub(super) fn decode_engineers(d: &mut Decoder, bytes: &[u8]) -> Option<Vec<Arc<EntryRecord>>> {
    decode_list(d, bytes, |d, node| {
        let EngineerFile {
            location,
            id,
            programme,
            name,
            unit,
            title,
            facts,
            fields,
            pinyin,
            strokes,
            surname,
        } = EngineerFile::decode_record(d, node)?;
        let person = PersonRecord { location, name: name.clone(), unit: Some(unit.clone()), title, facts };
        let (who, searched) = (WhoRecord::Individual(person), OnceLock::new());
        Some(EntryRecord { id, programme, name, unit, pinyin, strokes, surname, fields, who, searched })
    })
}

/// The teams of a file.
pub(super) fn decode_teams(d: &mut Decoder, bytes: &[u8]) -> Option<Vec<Arc<EntryRecord>>> {
    decode_list(d, bytes, |d, node| {
        let TeamFile {
            id,
            programme,
            name,
            leader,
            co_leaders,
            unit,
            members,
            mentors,
            fields,
            pinyin,
            strokes,
            ..
        } = TeamFile::decode_record(d, node)?;
        let who = WhoRecord::Team(TeamRecord { leader, co_leaders, members, mentors });
        let (surname, searched) = (None, OnceLock::new());
        Some(EntryRecord { id, programme, name, unit, pinyin, strokes, surname, fields, who, searched })
    })
}
