//! 学历: a degree or a higher one; where a document asks for it, by full-time study (全日制).

use super::Scope;
use super::candidates::Candidate;
use super::findings::Findings;
use super::kind::{Kind, Requirement};
use super::parameter::{AT_LEAST, Named, WHO, Who, Word, rule};
use crate::diagnostic::{text, warning};
use crate::records::table::Key;

const FULL_TIME: Named = (("full_time", "全日制"), "是否须为全日制学历");

rule! {
    /// The degree or a higher one.
    Education("education", "学历") {
        who: Who = WHO,
        at_least: Degree = AT_LEAST,
        full_time: Option<bool> = FULL_TIME,
    }
}

pub(super) const KIND: Kind = Kind::new::<Education>();

/// A degree as documents name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Degree {
    College,
    Undergraduate,
    Bachelor,
    Master,
    Doctor,
}

impl Word for Degree {
    const WORDS: &'static [(Key, Self)] = &[
        (("大专", "大专"), Degree::College),
        (("本科", "本科"), Degree::Undergraduate),
        (("学士", "学士"), Degree::Bachelor),
        (("硕士", "硕士"), Degree::Master),
        (("博士", "博士"), Degree::Doctor),
    ];
}

/// Degrees from high to low, by the words that records use; 大学 stands in names of lower ones too.
const LEVELS: [(&[&str], u8); 6] = [
    (&["博士"], 4),
    (&["硕士", "研究生"], 3),
    (&["本科", "学士", "专升本"], 2),
    (&["大专", "专科", "高职"], 1),
    (&["中专", "中技", "技校", "高中", "初中", "职高"], 0),
    (&["大学"], 2),
];

fn level(text: &str) -> Option<u8> {
    LEVELS.iter().find(|(words, _)| words.iter().any(|word| text.contains(word))).map(|(_, level)| *level)
}

/// How someone studied.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    FullTime,
    /// 在职、非全日制、同等学力 and what is like it.
    Other,
    Unstated,
}

fn mode(text: &str) -> Mode {
    const OTHER: [&str; 16] = [
        "非全日制",
        "在职",
        "同等学力",
        "同等学历",
        "函授",
        "自考",
        "自学考试",
        "成人",
        "成教",
        "网络",
        "电大",
        "开放",
        "夜大",
        "业余",
        "远程",
        "脱产进修",
    ];
    if OTHER.iter().any(|word| text.contains(word)) {
        Mode::Other
    } else if text.contains("全日制") || text.contains("统招") {
        Mode::FullTime
    } else {
        Mode::Unstated
    }
}

/// One 学历, or a 学位 beside it, that a record names.
struct Study {
    level: u8,
    mode: Mode,
    /// A degree that came without the study, as in 本科（硕士学位）.
    is_degree_alone: bool,
}

/// What a record says: `硕士`, `全日制本科、在职硕士`, `硕士研究生（在职）`, `本科（硕士学位）`. What is not finished
/// (在读、肄业、结业、课程班) is none.
fn studies(value: &str) -> Vec<Study> {
    let mut studies: Vec<Study> = Vec::new();
    let signs = |c: char| "、，,；;/／+＋ \u{3000}".contains(c);
    for part in value.split_inclusive(['）', ')']).flat_map(|part| part.split(signs)) {
        let (before, inside) = part.split_once(['（', '(']).unwrap_or((part, ""));
        for (text, bracketed) in [(before, false), (inside, true)] {
            let unfinished = ["在读", "肄业", "结业", "课程班", "研修", "进修班"];
            if unfinished.iter().any(|word| text.contains(word)) {
                if bracketed {
                    studies.pop();
                }
                continue;
            }
            let mode = mode(text);
            let degree = text.contains("学位");
            match (level(text).filter(|_| text != "同等学力"), studies.last_mut()) {
                (Some(level), Some(last)) if degree && (bracketed || !text.contains("学历")) => {
                    let is_degree_alone = level > last.level;
                    let mode = if mode == Mode::Unstated { last.mode } else { mode };
                    studies.push(Study { level, mode, is_degree_alone });
                }
                (Some(level), _) => studies.push(Study { level, mode, is_degree_alone: false }),
                (None, Some(last)) if mode != Mode::Unstated => last.mode = mode,
                (None, _) => {}
            }
        }
    }
    studies
}

/// What a record says of the degree that is asked for.
enum Says {
    Yes,
    No,
    /// It does not say whether the study was full-time.
    Unstated,
    /// The degree was taken without the study: documents differ on what counts.
    DegreeAlone,
    /// No degree is named.
    Nothing,
}

impl Education {
    fn of(&self, value: &str) -> Says {
        let studies = studies(value);
        let wanted = level(self.at_least.name().0).unwrap_or_default();
        let mut enough = studies.iter().filter(|study| study.level >= wanted).peekable();
        if studies.is_empty() {
            return Says::Nothing;
        }
        if enough.peek().is_none() {
            return Says::No;
        }
        let enough: Vec<&Study> = enough.filter(|study| !study.is_degree_alone).collect();
        let has = |mode: Mode| enough.iter().any(|study| study.mode == mode);
        match (enough.is_empty(), self.asks_full_time()) {
            (true, true) => Says::No,
            (true, false) => Says::DegreeAlone,
            (false, false) => Says::Yes,
            (false, true) if has(Mode::FullTime) => Says::Yes,
            (false, true) if has(Mode::Unstated) => Says::Unstated,
            (false, true) => Says::No,
        }
    }

    fn asks_full_time(&self) -> bool {
        self.full_time == Some(true)
    }

    fn words(&self) -> (String, String) {
        let (degree, _) = self.at_least.name();
        match self.asks_full_time() {
            true => (format!("全日制{degree}及以上"), format!("{degree} or above by full-time study")),
            false => (format!("{degree}及以上"), format!("{degree} or above")),
        }
    }

    /// Only people can tell whether a degree without the study is what the document means.
    fn degree_alone(
        &self,
        candidate: &Candidate<'_>,
        at: &crate::records::Text,
        findings: &mut Findings<'_>,
    ) {
        let (label, (wanted, wanted_en), citation) = (candidate.label(), self.words(), findings.citation);
        findings.push(
            warning!(at, "rule-not-checked",
                "{label}：学历低于学位，是否算{wanted}没有核对（{citation}）",
                "{label}: the degree is above the study; whether it is {wanted_en} was not checked ({citation})";
                help: "按文件所指的是学历还是学位，请人工核对", "check by hand which of the two the document means"
            )
            .redacted(),
        );
    }
}

impl Requirement for Education {
    fn statement(&self) -> String {
        let ((zh, en), (wanted, wanted_en)) = (self.who.words(), self.words());
        text!("{zh}学历{wanted}", "degree of the {en}: {wanted_en}")
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        let (wanted, wanted_en) = self.words();
        for (candidate, person) in scope.candidates.people(self.who) {
            let Some(text) = &person.facts.education else {
                findings.lacks(candidate);
                continue;
            };
            match self.of(&text.value) {
                Says::Yes => {}
                Says::Unstated | Says::Nothing => findings.lacks(candidate),
                Says::DegreeAlone => self.degree_alone(candidate, text, findings),
                Says::No => {
                    let label = candidate.label();
                    findings.broken(
                        candidate,
                        &text.location,
                        text!("{label}：学历应为{wanted}", "{label}: the degree must be {wanted_en}"),
                        text!("核对学历；确不符合的，移出名单", "check it, or take the entry off the list"),
                    );
                }
            }
        }
    }

    fn about(&self) -> Option<&'static str> {
        Some(self.who.name().0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(value: &str, full_time: bool) -> char {
        let rule = Education { who: Who::Applicant, at_least: Degree::Master, full_time: Some(full_time) };
        match rule.of(value) {
            Says::Yes => 'y',
            Says::No => 'n',
            Says::Unstated => 'u',
            Says::DegreeAlone => 'd',
            Says::Nothing => '-',
        }
    }

    #[test]
    fn full_time_study_is_told_from_other_study_and_from_a_degree_alone() {
        for (value, any, full) in [
            ("硕士", 'y', 'u'),
            ("硕士研究生", 'y', 'u'),
            ("工学博士", 'y', 'u'),
            ("全日制硕士", 'y', 'y'),
            ("全日制硕士研究生", 'y', 'y'),
            ("硕士研究生（全日制）", 'y', 'y'),
            ("硕士(统招)", 'y', 'y'),
            ("在职硕士", 'y', 'n'),
            ("硕士（在职）", 'y', 'n'),
            ("非全日制硕士", 'y', 'n'),
            ("硕士研究生（非全日制）", 'y', 'n'),
            ("同等学力硕士", 'y', 'n'),
            ("硕士（同等学力）", 'y', 'n'),
            ("本科（硕士学位）", 'd', 'n'),
            ("全日制本科（硕士学位）", 'd', 'n'),
            ("大学本科，工学硕士学位", 'd', 'n'),
            ("全日制本科、在职硕士", 'y', 'n'),
            ("全日制硕士、在职博士", 'y', 'y'),
            ("硕士研究生（硕士学位）", 'y', 'u'),
            ("本科", 'n', 'n'),
            ("大学专科", 'n', 'n'),
            ("中专", 'n', 'n'),
            ("硕士在读", '-', '-'),
            ("全日制本科、硕士在读", 'n', 'n'),
            ("研究生课程班结业", '-', '-'),
            ("不详", '-', '-'),
        ] {
            assert_eq!((says(value, false), says(value, true)), (any, full), "{value}");
        }
    }
}
