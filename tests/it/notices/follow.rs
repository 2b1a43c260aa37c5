//! What may follow what, and what each notice cannot do without.

use super::{LAST, notice, with};
use crate::support::sample::ROUND_FILE;
use crate::support::{Diagnostic, Project};

/// The sample with these notices and no others.
fn only(notices: &[(&str, &str)]) -> Project {
    let project = Project::sample().at("2025-10-20");
    let text = project.read(ROUND_FILE);
    let all: String = notices.iter().map(|(kind, published)| notice(kind, published)).collect();
    project.write(ROUND_FILE, format!("{}notices:\n{all}", text.split("notices:").next().unwrap()));
    project
}

fn errors(project: &Project) -> Vec<Diagnostic> {
    project.diagnostics().into_iter().filter(|d| d.severity == "error").collect()
}

const OPEN: (&str, &str) = ("publicity", "2025-09-01 09:00");

#[test]
fn these_orders_of_notices_are_allowed() {
    let orders: &[&[(&str, &str)]] = &[
        &[
            OPEN,
            ("correction", "2025-09-02 10:00"),
            ("extension", "2025-09-05 10:00"),
            ("result", "2025-09-15 09:00"),
        ],
        &[
            OPEN,
            ("suspension", "2025-09-03 10:00"),
            ("restart", "2025-09-08 09:00"),
            ("result", "2025-09-15 09:00"),
        ],
        &[OPEN, ("supplement", "2025-09-03 10:00"), ("result", "2025-09-15 09:00")],
        // After the period there may still be more names, a restart or a withdrawal.
        &[OPEN, ("supplement", "2025-09-08 09:00")],
        &[OPEN, ("restart", "2025-09-08 09:00")],
        &[OPEN, ("withdrawal", "2025-09-08 09:00")],
        &[
            OPEN,
            ("withdrawal", "2025-09-03 10:00"),
            ("restart", "2025-09-08 09:00"),
            ("extension", "2025-09-09 09:00"),
        ],
        &[OPEN, ("suspension", "2025-09-03 10:00"), ("withdrawal", "2025-09-04 10:00")],
        &[OPEN, ("result", "2025-09-06 00:00"), ("correction", "2025-09-16 10:00")],
        &[OPEN, ("result", "2025-09-15 09:00"), ("withdrawal", "2025-09-16 10:00")],
    ];
    for order in orders {
        let project = only(order);
        assert_eq!(errors(&project), [], "{order:?}");
        project.build();
    }
}

#[test]
fn what_cannot_follow_is_refused_at_its_kind_with_the_reason() {
    let (suspended, withdrawn) = (("suspension", "2025-09-03 10:00"), ("withdrawal", "2025-09-03 10:00"));
    let result = ("result", "2025-09-15 09:00");
    let mut orders: Vec<(Vec<(&str, &str)>, &str)> = Vec::new();
    for first in ["correction", "supplement", "restart", "extension", "suspension", "withdrawal", "result"] {
        orders.push((vec![(first, "2025-09-01 09:00")], "之前没有"));
    }
    for late in ["extension", "suspension"] {
        orders.push((vec![OPEN, (late, "2025-09-06 00:00")], "公示期已满"));
    }
    for after in ["extension", "supplement", "suspension", "result"] {
        orders.push((vec![OPEN, suspended, (after, "2025-09-15 10:00")], "已中止"));
    }
    for after in ["correction", "extension", "supplement", "suspension", "withdrawal", "result"] {
        orders.push((vec![OPEN, withdrawn, (after, "2025-09-15 10:00")], "已经撤回"));
    }
    for after in ["extension", "supplement", "suspension", "restart", "result"] {
        orders.push((vec![OPEN, result, (after, "2025-09-16 10:00")], "结果已经公布"));
    }
    let mut failures = String::new();
    for (order, why) in orders {
        let project = only(&order);
        let found = errors(&project);
        let text = project.read(ROUND_FILE);
        let last = text[..text.rfind("- kind:").unwrap()].matches('\n').count() as u64;
        let fits = |d: &Diagnostic| {
            d.code == "notice-cannot-follow"
                && d.line == last + 1
                && d.message.contains(why)
                && !d.help.is_empty()
        };
        if !matches!(found.as_slice(), [one] if fits(one)) || project.run(&["build"]).code != 1 {
            failures += &format!("{order:?} wants {why}, but {found:#?}\n");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn a_result_before_the_period_ends_is_too_early_also_after_an_extension_or_supplement() {
    for more in [&[][..], &[("extension", "2025-09-05 10:00")], &[("supplement", "2025-09-04 10:00")]] {
        let ends = match more {
            [] => "2025-09-05 24:00",
            [("extension", _)] => "2025-09-08 24:00",
            _ => "2025-09-10 24:00",
        };
        let too_early = ends.replace("24:00", "23:59");
        let found = errors(&only(&[&[OPEN], more, &[("result", too_early.as_str())]].concat()));
        assert!(
            matches!(found.as_slice(), [d] if d.code == "result-too-early" && d.message.contains(ends)),
            "{found:#?}"
        );
        let in_time = format!("{:02} 00:00", ends[8..10].parse::<u32>().unwrap() + 1);
        let in_time = format!("2025-09-{in_time}");
        assert_eq!(errors(&only(&[&[OPEN], more, &[("result", in_time.as_str())]].concat())), []);
    }
}

#[test]
fn a_second_publicity_is_refused_with_what_to_use_instead() {
    for second in ["2025-09-03 10:00", "2025-09-10 10:00"] {
        let found = errors(&only(&[OPEN, ("publicity", second)]));
        let [one] = found.as_slice() else { panic!("{found:#?}") };
        assert_eq!(one.code, "second-publicity");
        assert!(
            ["correction", "supplement", "restart"].iter().all(|kind| one.help.contains(kind)),
            "{one:#?}"
        );
    }
}

#[test]
fn a_notice_without_its_reason_its_entries_or_its_changes_is_refused() {
    for (kind, key, moment) in [
        ("restart", "reason", "2025-09-10 09:00"),
        ("extension", "reason", "2025-09-03 10:00"),
        ("suspension", "reason", "2025-09-03 10:00"),
        ("withdrawal", "reason", "2025-09-03 10:00"),
        ("supplement", "entries", "2025-09-03 10:00"),
        ("correction", "corrects", "2025-09-03 10:00"),
    ] {
        let project = with(&[(kind, moment)]).at("2025-10-20");
        assert_eq!(errors(&project), [], "{kind}");
        let text = project.read(ROUND_FILE);
        let kept: Vec<&str> =
            text.lines().filter(|line| !line.trim_start().starts_with(&format!("{key}:"))).collect();
        project.write(ROUND_FILE, kept.join("\n") + "\n");
        let found = errors(&project);
        let [one] = found.as_slice() else { panic!("{kind}: {found:#?}") };
        assert!(one.code == "notice-lacks" && one.help.contains(key), "{one:#?}");
    }
}

#[test]
fn a_notice_names_only_entries_of_its_round() {
    for kind in ["supplement", "result"] {
        let project = with(&[(kind, "2025-09-15 09:00")]).at("2025-10-20");
        project.edit(ROUND_FILE, "g2025-003", "g2025-030");
        let found = errors(&project);
        assert!(matches!(found.as_slice(), [d] if d.code == "unknown-entry"), "{kind}: {found:#?}");
    }
}

#[test]
fn nobody_is_decided_upon_twice() {
    let project = with(&[("result", "2025-09-15 09:00")]).at("2025-10-20");
    let declined = "      - { entry: g2025-003, status: declined, reason: 本人书面提出放弃 }\n";
    let deferred = "      - { entry: g2025-003, status: deferred, reason: 待核查 }\n";
    project.edit(ROUND_FILE, declined, &format!("{declined}{deferred}"));
    assert_eq!(project.run(&["check"]).code, 1, "one entry has two decisions: {:#?}", project.diagnostics());
}

#[test]
fn nobody_is_added_twice() {
    let twice = only(&[OPEN, ("supplement", "2025-09-03 10:00"), ("supplement", "2025-09-04 10:00")]);
    assert_eq!(twice.run(&["check"]).code, 1, "one entry is added twice: {:#?}", twice.diagnostics());
}

#[test]
fn an_extension_counts_from_the_day_after_the_end() {
    let project = with(&[("extension", "2025-09-03 10:00")]);
    project.edit(ROUND_FILE, "posting_day: excluded", "posting_day: counted");
    let found = errors(&project);
    assert!(matches!(found.as_slice(), [d] if d.code == "extension-posting-day"), "{found:#?}");
    // Over the National Day holiday: five days from the 26th end on October 9th, one more is the 10th, and the make-up
    // Saturday, the 11th, is the next.
    let project = Project::sample().at("2025-10-08");
    project.edit(ROUND_FILE, "published: 2025-09-01 09:00", "published: 2025-09-26 09:00");
    let longer = notice("extension", "2025-09-28 09:00").replace("days: 1", "days: 2");
    project.edit(ROUND_FILE, LAST, &format!("{LAST}{longer}"));
    assert_eq!(super::status(&project)["closes"], "2025-10-11 24:00");
}
