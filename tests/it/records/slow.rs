//! Lists of thousands.

use crate::support::sample::ENGINEERS_FILE;
use crate::support::{self, Project};

/// Long lists are read in several pieces at a time: places and order are those of the whole file, on any number
/// of threads, even where a quotation holds a line that looks like an item.
#[test]
fn a_long_list_is_read_as_one() {
    let record = |i: usize, summary: &str| {
        format!(
            "- id: long-{i}\n  programme: plan\n  name: 王一鸣\n  unit: 示例{i}号软件有限公司\n  title: 工程师\n  field: 人工智能\n  \
             recommender: 东区科学技术协会\n  channel: district\n  summary: {summary}\n"
        )
    };
    let list = |odd: &str| -> String {
        (0..2000)
            .map(|i| {
                record(
                    i,
                    if i == 1500 {
                        odd
                    } else {
                        "从事工业软件研发，负责求解器的设计与验证。"
                    },
                )
            })
            .collect()
    };
    let project = Project::sample();
    let text = list("平常的一句。") + "- id: 坏编号\n";
    project.write(ENGINEERS_FILE, &text);
    let found = project.diagnostics();
    let bad = found.iter().find(|d| d.code == "bad-id").unwrap();
    assert_eq!(bad.line as usize, text.lines().count(), "the place is that in the whole file");
    for odd in ["平常的一句。", "\"引号里\n- 像一条记录\n\"", "|\n    - 像一条记录\n    正文"]
    {
        project.write(ENGINEERS_FILE, list(odd));
        let trees = ["1", "8"].map(|threads| {
            let out = format!("out-{threads}");
            let mut command = project.command(&["build", "--out", &out]);
            let run = support::finish(command.env("RAYON_NUM_THREADS", threads));
            assert_eq!(run.code, 0, "{odd:?}: {}", run.stderr);
            let list = project.read(&format!("{out}/rounds/2025/list.json"));
            assert_eq!(list.matches("\"long-").count(), 2000, "{odd:?}");
            support::tree(&project.path(&out))
        });
        assert!(trees[0] == trees[1], "{odd:?}");
    }
}
