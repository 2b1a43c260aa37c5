//! A programme: what people are selected for, in which fields, through which channels, on what basis.

use std::sync::Arc;

/// For individuals or for teams.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntryKind {
    /// 个人
    Individual,
    /// 团队
    Team,
}

impl EntryKind {
    /// The folder of the pages of such entries.
    pub fn folder(self) -> &'static str {
        match self {
            EntryKind::Individual => "engineers",
            EntryKind::Team => "teams",
        }
    }
}

/// A programme as notices and pages need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    /// Its id, the file's name.
    pub id: String,
    /// Its name.
    pub name: String,
    /// A shorter name, if it has one.
    pub short: Option<String>,
    /// For individuals or for teams.
    pub kind: EntryKind,
    /// Who runs it.
    pub organisers: Vec<String>,
    /// The documents a notice cites as its basis, in order.
    pub basis: Vec<Document>,
    /// The support given, in words.
    pub money: Option<String>,
    /// The fields people are selected in, in the programme's order.
    pub fields: Vec<Field>,
    /// The recommendation channels.
    pub channels: Vec<Channel>,
    /// Its rules, as they are stated.
    pub rules: Vec<RuleStatement>,
    /// Who investigates an objection (核查) and who decides it (审定), as far as the programme's rules say.
    pub objections: ObjectionDuties,
    /// What those put forward have gone through (推荐, 资格审查, 函评 …), in order; empty where the pack does not say.
    pub stages: Vec<String>,
    /// What the programme's documents call those put forward and those selected, where the pack says.
    pub terms: Option<StandingTerms>,
}

/// What a programme's documents call those put forward and those selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingTerms {
    /// Until the final decision: 拟入选, 拟选树, 拟表彰.
    pub before: Arc<str>,
    /// After it: 入选, 选树, 表彰.
    pub after: Arc<str>,
    /// Who they are: 人员, 人选, 团队.
    pub noun: Option<Arc<str>>,
}

/// A cited document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Document {
    /// Its title, without 《》.
    pub title: String,
    /// Its number (文号), if known.
    pub number: Option<String>,
}

/// A field (领域).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Field {
    /// Its id, the address of its page.
    pub id: Arc<str>,
    /// Its name.
    pub name: Arc<str>,
}

/// A recommendation channel (推荐渠道).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A rule of a programme in words, with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleStatement {
    /// Its kind, such as `quota`.
    pub kind: String,
    /// What it requires, in the language of messages.
    pub statement: String,
    /// Whether breaking it stops publication, rather than being a warning.
    pub stops: bool,
    /// Document and article.
    pub citation: String,
    /// A remark of the pack.
    pub note: Option<String>,
    /// Whether a round's own call states it, in place of the pack.
    pub own: bool,
}

/// Who does what about an objection, as far as a document says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ObjectionDuties {
    /// Who investigates and reports (001 art. 18: 推荐单位).
    pub investigates: Option<String>,
    /// Who decides.
    pub decides: Option<String>,
}
