//! Rules of packs and rounds as they are written → rules understood, with every slip reported.

use chrono::NaiveDate;

use super::super::values::{choice, date, number};
use super::rule::{Among, Measure, Otherwise, Requirement, Rule, Share, Who};
use crate::diagnostic::{Diagnostic, Severity, error, text};
use crate::domain::period::Unit;
use crate::records::Text;
use crate::records::choice::nearest;
use crate::records::decode::Key;
use crate::records::{ProgrammeRecord, RULE_KINDS, RuleRecord};

pub(in crate::rules) const WHO: &[(Key, Who)] = &[
    (("applicant", "申报人"), Who::Applicant),
    (("leader", "负责人"), Who::Leader),
    (("members", "成员"), Who::Members),
];
pub(in crate::rules) const LEVEL: &[(Key, Severity)] =
    &[(("error", "错误"), Severity::Error), (("warning", "提醒"), Severity::Warning)];
pub(in crate::rules) const UNIT: &[(Key, Option<Unit>)] = &[
    (("working", "工作日"), Some(Unit::Working)),
    (("calendar", "自然日"), Some(Unit::Calendar)),
    (("unstated", "未说明"), None),
];
pub(in crate::rules) const DEGREES: &[Key] =
    &[("大专", "大专"), ("本科", "本科"), ("学士", "学士"), ("硕士", "硕士"), ("博士", "博士")];
pub(in crate::rules) const FACTS: &[Key] = &[("grassroots", "基层一线")];
pub(in crate::rules) const AMONG: &[(Key, Among)] =
    &[(("recommended", "推荐"), Among::Recommended), (("selected", "入选"), Among::Selected)];
/// What may stand in for a title, with the rule that says how many years are enough.
pub(in crate::rules) const OTHERWISE: &[Key] = &[("years", "从业年限"), ("outstanding", "突出贡献")];
pub(in crate::rules) const MEASURES: &[Key] = &[("born-after", "出生日期"), ("rank", "职级")];
/// What rules measure and count, by the keys of records.
pub(in crate::rules) const TEXTS: &[Key] =
    &[("summary", "简介"), ("contribution", "本人贡献"), ("main", "主要成就")];
pub(in crate::rules) const ITEMS: &[Key] = &[
    ("study", "学习经历"),
    ("work", "工作经历"),
    ("posts", "任职"),
    ("patents", "知识产权"),
    ("awards", "奖项"),
];

/// The Chinese name of a text or list that a rule measures.
pub(super) fn text_name(key: &str) -> &str {
    TEXTS.iter().chain(ITEMS).find(|(en, _)| *en == key).map_or(key, |(_, zh)| zh)
}
/// The parameters of each kind.
pub(in crate::rules) const PARAMETERS: &[(&str, &[&str])] = &[
    ("quota", &["max", "about", "tolerance"]),
    ("at-least", &["fact", "count"]),
    ("share", &["of", "value", "at_least", "at_most", "among"]),
    ("rank-excluded", &["ranks"]),
    ("born", &["who", "on_or_after", "at_least"]),
    ("education", &["who", "at_least"]),
    ("years", &["who", "at_least"]),
    ("title", &["who", "any_of", "otherwise"]),
    ("per-unit", &["max"]),
    ("members", &["at_least"]),
    ("mentors", &["at_least"]),
    ("text", &["key", "max"]),
    ("achievements", &["max", "kinds"]),
    ("items", &["key", "max", "gap"]),
    ("awards-stated", &["wording"]),
    ("photo", &["width", "height"]),
    ("not-again", &["honours"]),
    ("once", &["across"]),
    ("one-channel", &[]),
    ("classified", &["allowed"]),
    ("publicity", &["days", "unit"]),
    ("objections", &["investigates", "decides"]),
    ("exit", &[]),
    ("transfer", &[]),
];

/// Understands one rule of a pack, or of a round of its programme; what it lacks or misspells is reported.
pub(super) fn read(pack: &ProgrammeRecord, record: &RuleRecord, out: &mut Vec<Diagnostic>) -> Option<Rule> {
    let mut reader = Reader { pack, own: record.location.file != pack.file, record, out };
    let severity = match &record.level {
        Some(level) => choice(level, LEVEL, reader.out)?,
        None => Severity::Error,
    };
    let citation = reader.citation();
    reader.check_parameters();
    let requirement = reader.requirement()?;
    let location = record.kind.location.clone();
    let note = record.note.as_ref().map(|t| t.value.to_string());
    Some(Rule {
        requirement,
        kind: record.name().to_owned(),
        typed: record.kind.value.trim().to_owned(),
        severity,
        citation: citation?,
        note,
        location,
        own: record.location.file != pack.file,
    })
}

struct Reader<'a> {
    pack: &'a ProgrammeRecord,
    /// Whether it is a round's own.
    own: bool,
    record: &'a RuleRecord,
    out: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn requirement(&mut self) -> Option<Requirement> {
        Some(match self.record.name() {
            "quota" => self.quota()?,
            "at-least" => {
                Requirement::AtLeast { fact: self.one_of("fact", FACTS)?, count: self.number("count")? }
            }
            "share" => Requirement::Share(self.share()?),
            "per-unit" => Requirement::PerUnit { max: self.number("max")? },
            "rank-excluded" => Requirement::RankExcluded { ranks: self.texts("ranks")? },
            "born" => {
                let who = self.who()?;
                let at_least = self.optional("at_least").and_then(|t| number(&t, self.out));
                // Of members, documents that give no number mean at least one.
                let at_least = at_least.or((who == Who::Members).then_some(1));
                Requirement::Born { who, on_or_after: self.date("on_or_after")?, at_least }
            }
            "education" => {
                Requirement::Education { who: self.who()?, at_least: self.one_of("at_least", DEGREES)? }
            }
            "years" => Requirement::Years { who: self.who()?, at_least: self.number("at_least")? },
            "title" => self.title()?,
            "members" => Requirement::Members { at_least: self.number("at_least")? },
            "mentors" => Requirement::Mentors { at_least: self.number("at_least")? },
            "text" => Requirement::Text { key: self.one_of("key", TEXTS)?, max: self.number("max")? },
            "achievements" => {
                Requirement::Achievements { max: self.number("max")?, kinds: self.texts("kinds")? }
            }
            "once" => Requirement::Once { across: self.texts("across")? },
            "one-channel" => Requirement::OneChannel,
            "not-again" => Requirement::NotAgain { honours: self.texts("honours")? },
            "publicity" => {
                let unit = self.value("unit")?;
                let unit = choice(&unit, UNIT, self.out)?;
                Requirement::Publicity { days: self.number("days")?, unit }
            }
            "classified" | "objections" | "exit" | "transfer" => Requirement::Stated,
            "items" => Requirement::Items {
                key: self.one_of("key", ITEMS)?,
                max: self.number("max")?,
                gap: self.optional("gap").and_then(|t| number(&t, self.out)),
            },
            "awards-stated" => Requirement::AwardsStated { wording: self.text("wording")? },
            "photo" => Requirement::Photo { width: self.number("width")?, height: self.number("height")? },
            _ => return self.unknown_kind(),
        })
    }

    fn quota(&mut self) -> Option<Requirement> {
        match self.optional("about") {
            None => Some(Requirement::Quota { max: Some(self.number("max")?), about: None }),
            Some(about) => {
                let about = number(&about, self.out)?;
                Some(Requirement::Quota { max: None, about: Some((about, self.number("tolerance")?)) })
            }
        }
    }

    fn share(&mut self) -> Option<Share> {
        let of = match self.one_of("of", MEASURES)?.as_str() {
            "born-after" => Measure::BornOnOrAfter(self.date("value")?),
            _ => Measure::Rank(self.text("value")?),
        };
        let mut limit = |key| {
            let text = self.optional(key)?;
            number(&text, self.out)
        };
        let (at_least, at_most) = (limit("at_least"), limit("at_most"));
        if at_least.is_none() && at_most.is_none() {
            self.value("at_least")?;
        }
        let among = match self.optional("among") {
            Some(text) => Some(choice(&text, AMONG, self.out)?),
            None => None,
        };
        Some(Share { of, among, at_least, at_most })
    }

    /// `otherwise: years` points to the pack's `years` rule for the same person.
    fn title(&mut self) -> Option<Requirement> {
        let who = self.who()?;
        let any_of = self.texts("any_of")?;
        let otherwise = match self.optional("otherwise") {
            Some(_) => Some(self.one_of("otherwise", OTHERWISE)?),
            None => None,
        };
        let given = |rule: &RuleRecord, key: &str| {
            let (_, values) = rule.parameters.iter().find(|(k, _)| *k == key)?;
            values.first().map(|text| text.value.trim().to_owned())
        };
        let whom = given(self.record, "who");
        let is_years = |rule: &&RuleRecord| rule.name() == "years" && given(rule, "who") == whom;
        let years =
            self.pack.rules.iter().find(is_years).and_then(|rule| given(rule, "at_least")?.parse().ok());
        let otherwise = match otherwise.as_deref() {
            Some("years") => years.map(Otherwise::Years),
            // An outstanding contribution is a judgement of the reviewers, which the record states.
            Some(_) => Some(Otherwise::Outstanding),
            None => None,
        };
        Some(Requirement::Title { who, any_of, otherwise })
    }

    fn citation(&mut self) -> Option<String> {
        let Some(source) = &self.record.source else { return None };
        let typed = source.document.value.trim();
        let title = match self.pack.documents.iter().find(|d| *d.id.value == *typed) {
            Some(document) => &*document.title.value,
            // A round may cite its own call, which no pack lists, by its title.
            None if self.own && typed.starts_with('《') && typed.ends_with('》') => {
                typed.trim_start_matches('《').trim_end_matches('》')
            }
            None if self.own => {
                self.out.push(error!(&source.document, "unknown-document",
                    "项目文件里没有“{typed}”", "the pack has no document `{typed}`";
                    help: "写项目文件里的文件编号，或用《》写出文件标题",
                    "write an id of the pack, or a title in 《》"
                ));
                return None;
            }
            // Of a pack's own rule this has been reported with the pack.
            None => return None,
        };
        Some(format!("《{title}》{}", source.article.value))
    }

    /// A parameter that the kind does not have would do nothing, and nobody would know.
    fn check_parameters(&mut self) {
        let kind = self.record.name();
        let Some((_, known)) = PARAMETERS.iter().find(|(k, _)| *k == kind) else { return };
        let both = kind == "quota" && self.optional("about").is_some() && self.optional("max").is_some();
        for (key, values) in &self.record.parameters {
            let belongs = known.contains(key) || *key == "programme" && self.own;
            if belongs && !(both && *key == "max") {
                continue;
            }
            let Some(text) = values.first() else { continue };
            let all = known.join("、");
            self.out.push(error!(text, "rule-parameter",
                "规则“{kind}”不用“{key}”", "the rule `{kind}` has no `{key}`";
                help: "删去它；这一规则可用：{all}", "delete it; this rule has: {all}"
            ));
        }
    }

    /// The canonical word of one of a closed set.
    fn one_of(&mut self, key: &'static str, known: &[Key]) -> Option<String> {
        let text = self.value(key)?;
        let typed = text.value.trim();
        if let Some((word, _)) = known.iter().find(|(en, zh)| typed == *en || typed == *zh) {
            return Some((*word).to_owned());
        }
        let help = one_of_all(typed, known);
        self.out.push(
            error!(&text, "unknown-value", "不认识的值“{typed}”", "unknown value `{typed}`").help(help),
        );
        None
    }

    fn unknown_kind(&mut self) -> Option<Requirement> {
        let kind = self.record.name();
        let help = one_of_all(kind, RULE_KINDS);
        self.out.push(
            error!(&self.record.kind, "unknown-rule", "不认识的规则“{kind}”", "unknown rule `{kind}`")
                .help(help),
        );
        None
    }

    fn optional(&self, key: &str) -> Option<Text> {
        let (_, values) = self.record.parameters.iter().find(|(k, _)| *k == key)?;
        values.first().cloned()
    }

    fn value(&mut self, key: &'static str) -> Option<Text> {
        let value = self.optional(key);
        if value.is_none() {
            let kind = &self.record.kind.value;
            self.out.push(error!(&self.record.kind, "rule-parameter",
                "规则“{kind}”缺少“{key}”", "the rule `{kind}` lacks `{key}`";
                help: "加一行：{key}: …", "add a line: {key}: …"
            ));
        }
        value
    }

    fn text(&mut self, key: &'static str) -> Option<String> {
        Some(self.value(key)?.value.trim().to_owned())
    }

    fn texts(&mut self, key: &'static str) -> Option<Vec<String>> {
        self.value(key)?;
        let (_, values) = self.record.parameters.iter().find(|(k, _)| *k == key)?;
        Some(values.iter().map(|t| t.value.trim().to_owned()).collect())
    }

    fn number(&mut self, key: &'static str) -> Option<u32> {
        let text = self.value(key)?;
        number(&text, self.out)
    }

    fn date(&mut self, key: &'static str) -> Option<NaiveDate> {
        let text = self.value(key)?;
        date(&text, self.out)
    }

    fn who(&mut self) -> Option<Who> {
        let text = self.value("who")?;
        choice(&text, WHO, self.out)
    }
}

/// The word meant, if it is near, or all there are.
fn one_of_all(typed: &str, known: &[Key]) -> String {
    if let Some(near) = nearest(typed, known.iter().flat_map(|(en, zh)| [*en, *zh])) {
        return text!("是不是“{near}”？", "did you mean `{near}`?");
    }
    let name = |(en, zh): &Key| if en == zh { (*en).to_owned() } else { format!("{en}（{zh}）") };
    let all = known.iter().map(name).collect::<Vec<_>>().join("、");
    text!("可用：{all}", "one of: {all}")
}
