//! 职称 and 职级 as ladders: which step a word of a record stands on, so that a rule may ask for a step or a higher one.
//!
//! The words are data, `titles.txt` and `ranks.txt`, with their sources; a programme adds its own under `equivalents`.
//! A value that no ladder knows stands on no step: it is not compared, and that is said.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::diagnostic::{Diagnostic, error, text};
use crate::domain::names::same_name_key;
use crate::records::choice::nearest;
use crate::records::{ProgrammeRecord, Text};

/// The steps that a word may stand on, the lowest as the lowest bit. 处级 stands on two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Steps(u32);

impl Steps {
    /// Whether it is on one of the wanted steps, where that is known.
    pub(super) fn are_among(self, wanted: Steps) -> Option<bool> {
        match self.0 & wanted.0 {
            0 => Some(false),
            common if common == self.0 => Some(true),
            _ => None,
        }
    }

    /// Whether it is as high as the lowest of the wanted steps, where that is known.
    pub(super) fn reach(self, wanted: Steps) -> Option<bool> {
        self.are_among(Steps(!(wanted.lowest() - 1)))
    }

    /// Both together.
    pub(super) fn and(self, other: Steps) -> Steps {
        Steps(self.0 | other.0)
    }

    fn lowest(self) -> u32 {
        // Nothing stands on no step.
        (self.0 & self.0.wrapping_neg()).max(1)
    }
}

/// Which ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ladder {
    /// 职称
    Titles,
    /// 职级
    Ranks,
}

/// The words of a ladder, as they are compared.
struct Words {
    steps: HashMap<String, Steps>,
    /// As they stand in the data, for messages.
    typed: Vec<&'static str>,
}

static TITLES: LazyLock<Words> = LazyLock::new(|| Words::read(include_str!("titles.txt")));
static RANKS: LazyLock<Words> = LazyLock::new(|| Words::read(include_str!("ranks.txt")));

impl Words {
    /// Reads the data: `step: words`, and `name = steps`.
    fn read(data: &'static str) -> Words {
        let mut words = Words { steps: HashMap::new(), typed: Vec::new() };
        let mut names: Vec<&str> = Vec::new();
        for line in data.lines().filter(|line| !line.starts_with('#')) {
            if let Some((step, of_step)) = line.split_once(':') {
                let place = names.iter().position(|name| *name == step).unwrap_or_else(|| {
                    names.push(step);
                    names.len() - 1
                });
                let steps = Steps(1 << place.min(31));
                [step].into_iter().chain(of_step.split_whitespace()).for_each(|word| words.add(word, steps));
            } else if let Some((name, parts)) = line.split_once('=') {
                let parts = parts.split_whitespace().filter_map(|part| words.find(part));
                if let Some(steps) = parts.reduce(Steps::and) {
                    words.add(name.trim(), steps);
                }
            }
        }
        words
    }

    fn add(&mut self, word: &'static str, steps: Steps) {
        if self.steps.insert(same_name_key(word).into_owned(), steps).is_none() {
            self.typed.push(word);
        }
    }

    fn find(&self, word: &str) -> Option<Steps> {
        self.steps.get(&*same_name_key(word)).copied()
    }
}

impl Ladder {
    fn words(self) -> &'static Words {
        match self {
            Ladder::Titles => &TITLES,
            Ladder::Ranks => &RANKS,
        }
    }

    /// What it is called.
    pub(super) fn name(self) -> (&'static str, &'static str) {
        match self {
            Ladder::Titles => ("职称", "titles"),
            Ladder::Ranks => ("职级", "ranks"),
        }
    }
}

/// A ladder with the words that a programme adds.
#[derive(Clone, Debug)]
pub(super) struct Scale {
    pub(super) ladder: Ladder,
    own: Vec<(String, Steps)>,
}

impl Scale {
    /// The ladder as a programme has it. What its additions get wrong is reported by [`check_equivalents`].
    pub(super) fn of(ladder: Ladder, pack: &ProgrammeRecord) -> Scale {
        let own = pack.equivalents.iter().filter_map(|own| {
            let steps = ladder.words().find(&own.equals.value)?;
            Some((same_name_key(&own.name.value).into_owned(), steps))
        });
        Scale { ladder, own: own.collect() }
    }

    /// The steps of a word alone.
    pub(super) fn word(&self, word: &str) -> Option<Steps> {
        let key = same_name_key(word);
        let own = self.own.iter().find(|(name, _)| *name == *key).map(|(_, steps)| *steps);
        own.or_else(|| self.ladder.words().find(word))
    }

    /// The steps that a rule asks for; a word that no ladder knows is reported.
    pub(super) fn wanted(&self, text: &Text, out: &mut Vec<Diagnostic>) -> Option<Steps> {
        let steps = self.word(&text.value);
        if steps.is_none() {
            out.push(unknown(text, self.ladder.words().typed.iter().copied(), self.ladder));
        }
        steps
    }

    /// The highest steps that a value of a record names: `研究员、博士生导师`, `总经理（相当于副处级）`. `None` where it
    /// names none that is known.
    pub(super) fn value(&self, value: &str) -> Option<Steps> {
        let whole = self.word(value);
        let signs = |c: char| "、，,；;/／（）()〔〕[]【】 \u{3000}".contains(c);
        let parts = value.split(signs).filter(|part| !part.is_empty());
        let of_parts = parts.filter_map(|part| match self.ladder {
            Ladder::Titles => self.title(part),
            Ladder::Ranks => self.rank(part),
        });
        whole.or_else(|| of_parts.max_by_key(|steps| steps.lowest()))
    }

    /// `二级教授` and `电气高级工程师` are known by their ends.
    fn title(&self, part: &str) -> Option<Steps> {
        let graded = || {
            let mut signs = part.chars();
            let grade = signs.next().filter(|c| "一二三四".contains(*c)).zip(signs.next());
            grade.filter(|(_, sign)| *sign == '级')?;
            self.word(signs.as_str()).filter(|steps| Some(*steps) == self.word("正高级"))
        };
        let branch = || {
            let base = ["高级工程师", "助理工程师"].into_iter().find(|base| part.ends_with(base))?;
            let branch = part.strip_suffix(base)?;
            let is_branch =
                branch.chars().count() > 1 && !branch.ends_with(['级', '正', '副', '准', '拟', '原']);
            if is_branch { self.word(base) } else { None }
        };
        self.word(part).or_else(graded).or_else(branch)
    }

    /// `相当于处级`, `享受副厅级待遇` and `正处级干部` are known by what they hold.
    fn rank(&self, part: &str) -> Option<Steps> {
        let bare = ["相当于", "享受"].into_iter().fold(part, |rest, before| rest.trim_start_matches(before));
        let after = ["待遇", "干部", "领导", "职务", "实职"];
        let bare = after.into_iter().fold(bare, |rest, after| rest.trim_end_matches(after));
        let held = || {
            if ["以下", "非", "未", "不", "拟", "曾", "原"].into_iter().any(|not| part.contains(not))
            {
                return None;
            }
            let own = self.own.iter().map(|(word, steps)| (word.as_str(), *steps));
            let known = self.ladder.words().steps.iter().map(|(word, steps)| (word.as_str(), *steps));
            let long = own.chain(known).filter(|(word, _)| word.chars().count() > 2 && bare.contains(word));
            long.max_by_key(|(word, _)| word.chars().count()).map(|(_, steps)| steps)
        };
        self.word(part).or_else(|| self.word(bare)).or_else(held)
    }
}

/// Reports what a programme adds that equals nothing known.
pub(super) fn check_equivalents(pack: &ProgrammeRecord, out: &mut Vec<Diagnostic>) {
    for own in &pack.equivalents {
        let is_known = |ladder: Ladder| ladder.words().find(&own.equals.value).is_some();
        if !is_known(Ladder::Titles) && !is_known(Ladder::Ranks) {
            let all = TITLES.typed.iter().chain(&RANKS.typed).copied();
            out.push(unknown(&own.equals, all, Ladder::Titles));
        }
    }
}

fn unknown(text: &Text, known: impl Iterator<Item = &'static str>, ladder: Ladder) -> Diagnostic {
    let typed = text.value.trim();
    let (zh, en) = ladder.name();
    let help = match nearest(typed, known) {
        Some(near) => text!("是不是“{near}”？", "did you mean `{near}`?"),
        None => match ladder {
            Ladder::Titles => text!(
                "职称写 员级、助理级、中级、副高级、正高级 或其中的职称名称；另有名称的，先写进项目文件的 equivalents（等同）",
                "write a step (员级, 助理级, 中级, 副高级, 正高级) or a title on one; others go into `equivalents` of the pack"
            ),
            Ladder::Ranks => text!(
                "职级写 科级、处级、厅局级、省部级 或其中的职级名称；另有名称的，先写进项目文件的 equivalents（等同）",
                "write a step (科级, 处级, 厅局级, 省部级) or a rank on one; others go into `equivalents` of the pack"
            ),
        },
    };
    error!(text, "unknown-value", "{zh}等级表里没有“{typed}”", "the ladder of {en} has no `{typed}`")
        .help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(ladder: Ladder) -> Scale {
        Scale { ladder, own: Vec::new() }
    }

    #[test]
    fn titles_stand_on_their_steps() {
        let titles = scale(Ladder::Titles);
        for (step, words) in [
            (
                "正高级",
                "教授级高级工程师 研究员 正高级工程师 高级工程师（教授级） 二级教授 研究员、博士生导师 主任医师 推广研究员",
            ),
            ("副高级", "高级工程师 副研究员 电气高级工程师 副主任护师 高工"),
            ("中级", "工程师 助理研究员 讲师 经济师"),
            ("助理级", "助理工程师 助教"),
        ] {
            let wanted = titles.word(step);
            for word in words.split(' ') {
                assert_eq!(titles.value(word), wanted, "{word}");
            }
        }
        for word in ["高级技师", "特级工匠", "特级高级工程师", "电气工程师", "总工程师", "院士"]
        {
            assert_eq!(titles.value(word), None, "{word}");
        }
        let [high, step] = ["高级职称", "副高级"].map(|word| titles.word(word));
        let (high, step) = (high.expect("known"), step.expect("known"));
        assert_eq!(
            (step.are_among(high), high.are_among(step), high.reach(step)),
            (Some(true), None, Some(true))
        );
    }

    #[test]
    fn ranks_stand_on_their_steps() {
        let ranks = scale(Ladder::Ranks);
        for (step, words) in [
            ("厅局级", "厅局级 厅级 司局级"),
            ("副厅局级", "副厅级 副厅局级 二级巡视员 四级职员 副巡视员 副厅级干部 正处级（享受副厅级待遇）"),
            ("正厅局级", "正厅 正厅级 一级巡视员 三级职员"),
            ("处级", "处级 县处级 相当于处级"),
            ("正处级", "正处 正处级 一级调研员 二级调研员 五级职员 县处级正职 研究室二级调研员"),
            ("副处级", "副处 三级调研员 四级调研员 六级职员 副调研员 总经理（副处级） 相当于副处级"),
            ("正科级", "正科级 七级职员 一级主任科员"),
            ("无", "无 无行政级别"),
        ] {
            let wanted = ranks.word(step);
            for word in words.split(' ') {
                assert_eq!(ranks.value(word), wanted, "{word}");
            }
        }
        for word in ["总经理", "非处级", "处级以下", "正处级以下", "高管", "副总", "二级教授"]
        {
            assert_eq!(ranks.value(word), None, "{word}");
        }
    }

    #[test]
    fn no_word_stands_on_two_ladders_or_twice() {
        assert!(TITLES.typed.iter().all(|word| RANKS.find(word).is_none()));
        for data in [include_str!("titles.txt"), include_str!("ranks.txt")] {
            let mut seen = std::collections::BTreeSet::new();
            let lines = data.lines().filter(|line| !line.starts_with('#'));
            let words = lines.filter_map(|line| line.split_once([':']));
            for (step, words) in words {
                for word in words.split_whitespace().filter(|word| *word != step) {
                    assert!(seen.insert(word), "{word} stands twice");
                }
            }
        }
    }
}
