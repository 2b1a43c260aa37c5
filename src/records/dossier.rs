//! What an application form (申报表) says of a person beyond what is published. Private: facts for the rules, no more.

use crate::diagnostic::Location;
use crate::records::Text;
use crate::records::decode::{Decoder, Fields, Key};
use crate::records::yaml::Node;

/// The facts of the form that a record gives; each may be left out.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// 主要成就和贡献, the main text.
    pub main: Option<Text>,
    /// 突出贡献 that stands in for a title; 无 for none.
    pub outstanding: Option<Text>,
    /// 主要学习经历
    pub study: Option<Vec<StretchRecord>>,
    /// 主要工作经历
    pub work: Option<Vec<StretchRecord>>,
    /// 重要组织任职
    pub posts: Option<Vec<Text>>,
    /// 知识产权及标准
    pub patents: Option<Vec<Text>>,
    /// 重要奖项, or the words for none.
    pub awards: Option<Vec<Text>>,
    /// Honours given elsewhere; 无 for none.
    pub honours: Option<Vec<Text>>,
}

/// A line of a history, to the month.
#[derive(Clone, Debug)]
pub struct StretchRecord {
    /// Where it starts.
    pub location: Location,
    /// The first month, `2003-09`.
    pub from: Text,
    /// The last month, or 至今.
    pub to: Text,
    /// Where, and as what.
    pub text: Text,
}

pub(crate) const STRETCH: &[Key] = &[("from", "起"), ("to", "止"), ("text", "内容")];

/// Reads the facts of a form; `None` where the record gives none of them.
pub(super) fn dossier(d: &mut Decoder, fields: &mut Fields) -> Option<Box<Dossier>> {
    let [main, outstanding] = ["main", "outstanding"].map(|key| fields.optional(d, key));
    let [study, work] = ["study", "work"].map(|key| history(d, fields, key));
    let [posts, patents, awards, honours] =
        ["posts", "patents", "awards", "honours"].map(|key| fields.some_texts(d, key));
    let dossier = Dossier { main, outstanding, study, work, posts, patents, awards, honours };
    (!dossier.is_empty()).then(|| Box::new(dossier))
}

fn history(d: &mut Decoder, fields: &mut Fields, key: &'static str) -> Option<Vec<StretchRecord>> {
    let nodes = fields.list(d, key, false);
    let lines: Vec<StretchRecord> = nodes.into_iter().filter_map(|node| stretch(d, node)).collect();
    (!lines.is_empty()).then_some(lines)
}

fn stretch(d: &mut Decoder, node: Node) -> Option<StretchRecord> {
    let mut fields = d.map(node, STRETCH)?;
    let [from, to, text] = ["from", "to", "text"].map(|key| fields.text(d, key));
    Some(StretchRecord { location: d.location(fields.span), from: from?, to: to?, text: text? })
}

impl Dossier {
    fn is_empty(&self) -> bool {
        let texts = [&self.posts, &self.patents, &self.awards, &self.honours];
        self.main.is_none()
            && self.outstanding.is_none()
            && self.study.is_none()
            && self.work.is_none()
            && texts.into_iter().all(Option::is_none)
    }

    /// The lines of a history.
    pub fn history(&self, key: &str) -> Option<&[StretchRecord]> {
        match key {
            "study" => self.study.as_deref(),
            "work" => self.work.as_deref(),
            _ => None,
        }
    }

    /// How many items a list of the form has, and where the first stands.
    pub fn count(&self, key: &str) -> Option<(usize, &Location)> {
        fn texts(list: &Option<Vec<Text>>) -> Option<(usize, &Location)> {
            let list = list.as_ref()?;
            Some((list.len(), &list.first()?.location))
        }
        match key {
            "posts" => texts(&self.posts),
            "patents" => texts(&self.patents),
            "awards" => texts(&self.awards),
            _ => self.history(key).and_then(|lines| Some((lines.len(), &lines.first()?.location))),
        }
    }
}
