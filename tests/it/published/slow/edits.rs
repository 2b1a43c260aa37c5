//! Whatever anyone edits after publication, `publish` refuses it or leaves what was printed as it was, in every format.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};

use super::super::{announce, archive, printed};
use crate::support::sample::{CORRECTION, EXTENSION, RESULT};
use crate::support::{Project, Tree, copy};

const FOLDER: &str = "content/published/";

/// Lines that say something in one of the files; wherever they do not fit, they are refused.
const LINES: &[&str] = &[
    "order: pinyin",
    "columns: [name, unit]",
    "columns: [name, unit, title, field, recommender]",
    "annex: true",
    "postmark: arriving",
    "basis: [另一份办法]",
    "issuers: [示例别处单位]",
    "title: 另一个名称",
    "contacts: [{ name: 另一部门, phone: 010-00000009 }]",
    "objection: { postmark: arriving }",
    "terms: { before: 拟推荐, after: 推荐 }",
    "stages: [推荐, 专家评审]",
    "theme: default",
    "    note: 补一句说明。",
    "    reason: 另一个原因",
    "    signed: 2025-08-31",
    "    document_number: 示例〔2025〕1号",
    "  partners: [示例合作单位]",
    "  other_units: [示例第二单位]",
    "  title: 研究员",
    "  summary: 换过的简介。",
    "    - { name: 孙六, unit: 示例丁装备有限公司 }",
    "    - { name: 周二, title: 教授, unit: 示例大学 }",
    "  - kind: correction\n    published: 2025-09-16 10:00\n    corrects: publicity\n    note: 说明一处。",
    "- id: g2025-009\n  programme: plan\n  name: 陈平\n  unit: 示例己仪表有限公司\n  field: 人工智能\n  recommender: 东区科学技术协会",
    "year: 2025\nnotices: []\nholidays:\n  - { name: 调整, from: 2025-09-04, to: 2025-09-04 }",
    "{% if true %}换过的话。{% endif %}",
];

/// One thing that someone does to a file; numbers choose the file and the line.
#[derive(Clone, Debug)]
enum Edit {
    Character(Index, Index, char),
    Value(Index, Index, Index),
    Remove(Index, Index),
    RemoveBlock(Index, Index),
    Repeat(Index, Index),
    Swap(Index, Index),
    MoveBlock(Index, Index, Index),
    Insert(Index, Index, Index),
    Delete(Index),
    Replace(Index, Index),
    LineEnds(Index),
}

fn edits() -> impl Strategy<Value = Edit> {
    let index = any::<Index>;
    let character = prop::sample::select("0123456789甲乙张王一，。 {%".chars().collect::<Vec<_>>());
    prop_oneof![
        6 => (index(), index(), character).prop_map(|(f, l, c)| Edit::Character(f, l, c)),
        4 => (index(), index(), index()).prop_map(|(f, l, m)| Edit::Value(f, l, m)),
        4 => (index(), index()).prop_map(|(f, l)| Edit::Remove(f, l)),
        3 => (index(), index()).prop_map(|(f, l)| Edit::RemoveBlock(f, l)),
        2 => (index(), index()).prop_map(|(f, l)| Edit::Repeat(f, l)),
        2 => (index(), index()).prop_map(|(f, l)| Edit::Swap(f, l)),
        3 => (index(), index(), index()).prop_map(|(f, l, m)| Edit::MoveBlock(f, l, m)),
        6 => (index(), index(), index()).prop_map(|(f, l, m)| Edit::Insert(f, l, m)),
        1 => index().prop_map(Edit::Delete),
        1 => (index(), index()).prop_map(|(f, g)| Edit::Replace(f, g)),
        1 => index().prop_map(Edit::LineEnds),
    ]
}

/// What records and wording may be written in, and what only the program writes. The records come as often as all the
/// theme's files together.
fn files(project: &Project) -> Vec<String> {
    let of = |folder: &str| -> Vec<String> {
        let tree = project.tree();
        tree.into_keys().filter(|path| path.starts_with(folder) && !path.ends_with('/')).collect()
    };
    let (content, theme) = (of("content/"), of("themes/"));
    let times = theme.len() / content.len().max(1) + 1;
    std::iter::repeat_n(content, times).flatten().chain(theme).collect()
}

/// The lines from one on that belong to it: those that stand deeper.
fn block(lines: &[String], at: usize) -> usize {
    let depth = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
    let own = depth(&lines[at]);
    let item = lines[at].trim_start().starts_with("- ");
    let rest = lines[at + 1..].iter();
    let deeper = |line: &&String| {
        let begins = line.trim_start().starts_with("- ");
        line.trim().is_empty() || depth(line) > own || (item && depth(line) == own && !begins)
    };
    at + 1 + rest.take_while(deeper).count()
}

fn carry_out(project: &Project, edit: &Edit) {
    let files = files(project);
    let (file, line) = match edit {
        Edit::Character(f, l, _) | Edit::Value(f, l, _) | Edit::Insert(f, l, _) => (f, Some(l)),
        Edit::Remove(f, l) | Edit::RemoveBlock(f, l) | Edit::Repeat(f, l) => (f, Some(l)),
        Edit::Swap(f, l) | Edit::MoveBlock(f, l, _) => (f, Some(l)),
        Edit::Delete(f) | Edit::Replace(f, _) | Edit::LineEnds(f) => (f, None),
    };
    let path = file.get(&files);
    let Ok(text) = fs::read_to_string(project.path(path)) else { return };
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let Some(at) = line.map_or(Some(0), |line| (!lines.is_empty()).then(|| line.index(lines.len()))) else {
        return;
    };
    match edit {
        Edit::Character(_, m, new) => {
            let mut characters: Vec<char> = lines[at].chars().collect();
            if !characters.is_empty() {
                let place = m.index(characters.len());
                characters[place] = *new;
            }
            lines[at] = characters.into_iter().collect();
        }
        Edit::Value(_, _, m) => {
            // The value of another line with the same key, or of any.
            if let Some((key, _)) = lines[at].clone().split_once(": ") {
                let same: Vec<String> =
                    lines.iter().filter(|l| l.starts_with(&format!("{key}: "))).cloned().collect();
                lines[at] = m.get(&same).clone();
            }
        }
        Edit::Remove(..) => drop(lines.remove(at)),
        Edit::RemoveBlock(..) => drop(lines.drain(at..block(&lines, at))),
        Edit::Repeat(..) => lines.insert(at, lines[at].clone()),
        Edit::Swap(..) => {
            let other = (at + 1) % lines.len();
            lines.swap(at, other);
        }
        Edit::MoveBlock(_, _, m) => {
            let end = block(&lines, at);
            let moved: Vec<String> = lines.drain(at..end).collect();
            let first = moved[0].len() - moved[0].trim_start().len();
            let alike: Vec<usize> = (0..=lines.len())
                .filter(|i| lines.get(*i).is_none_or(|l| l.len() - l.trim_start().len() == first))
                .collect();
            let to = *m.get(&alike);
            lines.splice(to..to, moved);
        }
        Edit::Insert(_, _, m) => lines.insert(at, (*m.get(LINES)).to_owned()),
        Edit::Delete(_) => return project.remove(path),
        Edit::Replace(_, g) => {
            let other = fs::read(project.path(&files[g.index(files.len())])).unwrap();
            return project.write(path, other);
        }
        Edit::LineEnds(_) => return project.write(path, text.replace('\n', "\r\n")),
    }
    project.write(path, lines.join("\n") + "\n");
}

/// The archived notices: `2025/1-publicity`.
fn stems(project: &Project) -> Vec<String> {
    let files = archive(project).into_keys();
    files.filter_map(|file| Some(file.strip_prefix(FOLDER)?.strip_suffix(".md")?.to_owned())).collect()
}

/// A published project, as files.
struct Case {
    project: Project,
    printed: BTreeMap<String, String>,
}

impl Case {
    fn new(project: Project) -> Case {
        copy(&super::super::repository().join("themes/default"), &project.path("themes/default"));
        project.succeed(&["publish"]);
        let printed = printed(&project, &stems(&project));
        Case { project, printed }
    }

    fn copied(&self) -> Project {
        let project = Project::empty().at(self.project.today());
        for folder in ["content", "themes", "public"] {
            copy(&self.project.path(folder), &project.path(folder));
        }
        project
    }
}

/// While the period runs, and after the result.
static CASES: LazyLock<[Case; 2]> = LazyLock::new(|| {
    let open = Project::sample();
    announce(&open, CORRECTION);
    let decided = Project::sample();
    decided.write("content/rounds/2025/notice.md", super::super::texts::OWN);
    for notice in [CORRECTION, EXTENSION, RESULT] {
        announce(&decided, notice);
    }
    [Case::new(open.at("2025-09-04")), Case::new(decided.at("2025-09-16"))]
});

fn holds(case: &Case, edits: &[Edit]) -> Result<bool, TestCaseError> {
    let project = case.copied();
    edits.iter().for_each(|edit| carry_out(&project, edit));
    let (documents, public): (_, Tree) = (archive(&project), project.public());
    let run = project.run(&["publish"]);
    if run.code != 0 {
        prop_assert!(run.code == 1 || run.code == 3, "{run:?}");
        prop_assert!(archive(&project) == documents && project.public() == public, "refused, yet written");
        return Ok(false);
    }
    let before = archive(&case.project);
    for (file, bytes) in &before {
        prop_assert!(archive(&project).get(file) == Some(bytes), "{file} changed");
    }
    let after = printed(&project, &stems(&case.project));
    // How the days of a period are laid out is the theme's affair.
    let templates = |project: &Project| {
        let tree = project.tree().into_iter();
        tree.filter(|(path, _)| path.starts_with("themes/default/templates/")).collect::<Tree>()
    };
    let is_laid_out_anew = templates(&project) != templates(&case.project);
    let compared = |file: &str| !(is_laid_out_anew && file.ends_with(" days"));
    for (file, text) in case.printed.iter().filter(|(file, _)| compared(file)) {
        prop_assert_eq!(after.get(file), Some(text), "{}", file);
    }
    Ok(true)
}

#[test]
fn publish_refuses_an_edit_or_leaves_what_was_printed() {
    let cases = std::env::var("GONGSHI_EDITS").ok().and_then(|n| n.parse().ok()).unwrap_or(60);
    let config = Config { failure_persistence: None, cases, max_shrink_iters: 60, ..Config::default() };
    let accepted = Cell::new(0);
    let input = (0..CASES.len(), prop::collection::vec(edits(), 1..3));
    let result = TestRunner::new(config).run(&input, |(case, edits)| {
        let is_accepted = holds(&CASES[case], &edits)?;
        accepted.set(accepted.get() + u32::from(is_accepted));
        Ok(())
    });
    result.unwrap_or_else(|e| panic!("{e}"));
    let accepted = accepted.get();
    assert!(accepted > cases / 20, "only {accepted} of {cases} were accepted");
}
