//! Every row of the table of traps has its test.

use std::fs;
use std::path::Path;

/// The rows: what enters and leaves the program, the domain, Chinese text. A row's test is called `r1_…`.
const ROWS: [(&str, std::ops::RangeInclusive<u32>, &[&str]); 3] = [
    ("r", 1..=34, &["input", "kill", "output"]),
    ("p", 1..=12, &["domain", "output"]),
    ("c", 1..=14, &["chinese"]),
];

#[test]
fn every_row_has_a_test() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/robustness");
    let source = |name: &&str| fs::read_to_string(folder.join(format!("{name}.rs"))).unwrap_or_default();
    let mut without = Vec::new();
    for (letter, numbers, files) in ROWS {
        let sources: String = files.iter().map(source).collect();
        for row in numbers.map(|number| format!("{letter}{number}")) {
            if !sources.contains(&format!("#[test]\nfn {row}_")) {
                without.push(row);
            }
        }
    }
    assert!(without.is_empty(), "no test for {without:?}");
}
