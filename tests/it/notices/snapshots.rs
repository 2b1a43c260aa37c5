//! The whole printed text of every kind of notice, as Markdown.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{LAST, notice};
use crate::support::Project;
use crate::support::sample::ROUND_FILE;
use crate::support::snapshot::assert_snapshots;

/// Whose selection is taken back after the result.
const REVOKED: &str = "  - kind: withdrawal
    published: 2025-10-20 09:00
    decisions:
      - { entry: g2025-001, status: disqualified, reason: 申报材料不实 }
";

/// Rounds from beginning to end: what each shows, and the kind and moment of its notices after the publicity.
const ROUNDS: &[(&str, &[(&str, &str)])] = &[
    ("simple", &[("result", "2025-09-15 09:00"), ("revocation", "2025-10-20 09:00")]),
    ("corrected", &[("correction", "2025-09-02 10:00"), ("result", "2025-09-15 09:00")]),
    (
        "supplemented",
        &[
            ("supplement", "2025-09-04 09:00"),
            ("extension", "2025-09-10 10:00"),
            ("result", "2025-09-22 09:00"),
        ],
    ),
    (
        "restarted",
        &[
            ("suspension", "2025-09-03 10:00"),
            ("restart", "2025-09-10 09:00"),
            ("result", "2025-09-22 09:00"),
        ],
    ),
    (
        "resumed",
        &[
            ("suspension", "2025-09-03 10:00"),
            ("resumption", "2025-09-10 09:00"),
            ("extension", "2025-09-11 10:00"),
            ("result", "2025-09-22 09:00"),
            ("commendation", "2025-09-28 09:00"),
        ],
    ),
    (
        "left",
        &[
            ("departure", "2025-09-03 10:00"),
            ("correction", "2025-09-04 10:00"),
            ("bare-result", "2025-09-15 09:00"),
        ],
    ),
    ("settled", &[("deferral", "2025-09-15 09:00"), ("settlement", "2025-10-20 09:00")]),
    ("withdrawn", &[("withdrawal", "2025-09-04 10:00")]),
];

#[test]
fn every_kind_of_notice_is_printed_as_in_its_snapshot() {
    let mut printed = BTreeMap::new();
    for (round, notices) in ROUNDS {
        let project = Project::sample();
        let mut records = LAST.to_owned();
        let kinds = ["publicity"].into_iter().chain(notices.iter().map(|(kind, _)| *kind));
        for (kind, published) in *notices {
            records += &match *kind {
                "revocation" => REVOKED.to_owned(),
                "bare-result" => format!("  - kind: result\n    published: {published}\n"),
                "deferral" => notice("result", published)
                    .replace("declined, reason: 本人书面提出放弃", "deferred, reason: 所涉事项仍在核查"),
                "settlement" => notice("result", published)
                    .replace("declined, reason: 本人书面提出放弃", "selected, reason: 核查清楚，符合条件"),
                _ => notice(kind, published),
            };
        }
        project.edit(ROUND_FILE, LAST, &records);
        // Each notice is printed once, at its moment; what it says later is the same but where it was withdrawn.
        for (n, kind) in kinds.enumerate() {
            let moment = if n == 0 { "2025-09-01 09:00" } else { notices[n - 1].1 };
            project.succeed(&["--today", moment, "build"]);
            let address = match kind {
                "revocation" => "withdrawal",
                "bare-result" | "deferral" | "settlement" => "result",
                _ => kind,
            };
            let text = project.page(&format!("rounds/2025/{}-{address}.md", n + 1));
            printed.insert(format!("{round}-{}-{kind}", n + 1), text);
        }
    }
    let schema: Value = serde_json::from_str(include_str!("../../../schemas/round.json")).unwrap();
    let kinds = schema["definitions"]["notice"]["properties"]["kind"]["enum"].as_array().unwrap();
    for kind in kinds.iter().map(|kind| kind.as_str().unwrap()).filter(|kind| kind.is_ascii()) {
        assert!(printed.keys().any(|name| name.ends_with(kind)), "no snapshot of {kind}");
    }
    assert_snapshots("notices", &printed);
}
