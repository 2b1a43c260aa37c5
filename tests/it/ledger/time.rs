//! Time is real: what is published bears the moment at which it is, and a wrong clock is put right in the open.

use super::{LEDGER, announce, codes};
use crate::support::sample::{RESULT, ROUND_FILE};
use crate::support::{Diagnostic, Project};

fn sample(today: &str) -> Project {
    Project::sample().posted_now().at(today)
}

/// What `publish` finds; nothing becomes public.
fn refused(project: &Project, code: &str) -> Diagnostic {
    let ledger = project.path(LEDGER).exists();
    let (exit, found) = project.outcome(&["publish"]);
    assert_eq!(exit, 1, "{found:#?}");
    assert!(!project.path("public").exists() && project.path(LEDGER).exists() == ledger);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((found[0].code.as_str(), found[0].severity.as_str()), (code, "error"), "{found:#?}");
    found[0].clone()
}

#[test]
fn a_notice_is_not_first_posted_on_a_later_day_than_it_says() {
    let project = sample("2025-09-03 10:00");
    let found = refused(&project, "posted-late");
    assert_eq!(found.file, ROUND_FILE);
    let line = project.read(ROUND_FILE).lines().position(|line| line.contains("published:")).unwrap() + 1;
    assert_eq!(found.line, line as u64);
    assert!(found.message.contains("第1号公告（公示）") && found.message.contains("2025-09-01 09:00"));
    assert!(
        found.help.contains("published（发布时间）") && found.help.contains("最后一天是 2025-09-09"),
        "{found:#?}"
    );
    let run = project.run(&["--lang", "en", "publish"]);
    assert!(run.stderr.contains("its last day is 2025-09-09"), "{}", run.stderr);
    // To look at it is another thing, and history is not judged.
    assert_eq!(codes(&project), [""; 0]);
    project.succeed(&["build", "--out", "look"]);
    // The remedy, followed to the letter.
    project.edit(ROUND_FILE, "published: 2025-09-01 09:00", "published: 2025-09-03 10:00");
    project.succeed(&["publish"]);
    assert!(project.read(LEDGER).contains("ends: 2025-09-09"));
    let later = project.at("2025-10-20");
    later.succeed(&["publish"]);
    assert_eq!(codes(&later), [""; 0], "what is in the ledger was judged when it was posted");
}

#[test]
fn a_notice_whose_period_is_over_is_not_posted() {
    for today in ["2025-09-06", "2025-09-29", "2026-03-01"] {
        let found = refused(&sample(today), "posted-after-period");
        assert!(found.message.contains("2025-09-05 24:00") && found.help.contains("published"), "{found:#?}");
    }
    // On its last day too the day is another; then it is past.
    refused(&sample("2025-09-05 23:59"), "posted-late");
    refused(&sample("2025-09-06 00:00"), "posted-after-period");
}

#[test]
fn notices_without_a_period_are_dated_truly_too() {
    let project = sample("2025-09-01 09:00");
    project.succeed(&["publish"]);
    let project = project.at("2025-09-17 09:00");
    announce(&project, RESULT);
    let (exit, found) = project.outcome(&["publish"]);
    assert_eq!(exit, 1);
    assert_eq!(found.iter().map(|d| d.code.as_str()).collect::<Vec<_>>(), ["posted-late"], "{found:#?}");
    assert!(found[0].message.contains("第2号公告（结果）"), "{found:#?}");
    let day = RESULT.lines().find_map(|line| line.trim().strip_prefix("published: ")).unwrap();
    let project = project.at(day);
    project.succeed(&["publish"]);
}

#[test]
fn later_the_same_day_is_a_warning_with_the_real_moment() {
    for (moment, warns) in [
        ("2025-09-01 09:00", false),
        ("2025-09-01 09:05", false),
        ("2025-09-01 09:06", true),
        ("2025-09-01 16:00", true),
    ] {
        let (exit, found) = sample(moment).outcome(&["publish"]);
        assert_eq!(exit, 0, "{found:#?}");
        let told: Vec<_> = found.iter().map(|d| (d.code.as_str(), d.severity.as_str())).collect();
        assert_eq!(told, [("posted-later-that-day", "warning")][..usize::from(warns)], "{moment}");
        assert!(found.iter().all(|d| d.message.contains(moment)), "{found:#?}");
    }
}

#[test]
fn past_the_close_of_business_it_says_what_that_does_to_the_period() {
    let (exit, found) = sample("2025-09-01 17:31").outcome(&["publish"]);
    assert_eq!((exit, found.len()), (0, 1), "{found:#?}");
    assert!(
        found[0].message.contains("2025-09-01 17:31") && found[0].help.contains("公示期少了一天"),
        "{found:#?}"
    );
    let project = sample("2025-09-01 17:31");
    project.edit(ROUND_FILE, "posting_day: counted", "posting_day: excluded");
    let (exit, found) = project.outcome(&["publish"]);
    assert_eq!((exit, found.len()), (0, 1), "{found:#?}");
    assert!(found[0].help.contains("公示期不受影响"), "{found:#?}");
}

#[test]
fn what_was_posted_in_time_elsewhere_is_said_once_and_recorded() {
    let project = sample("2025-10-20");
    let said = ["publish", "--already-posted", "示例市科协原网站"];
    project.succeed(&said);
    assert!(project.read(LEDGER).contains("  already_posted: \"示例市科协原网站\"\n"));
    assert_eq!(codes(&project), [""; 0]);
    // There is nothing to say it of any more.
    let project = project.at("2025-10-21");
    project.succeed(&said);
    assert_eq!(project.read(LEDGER).matches("already_posted").count(), 1);
}

#[test]
fn what_is_not_due_is_named_with_its_moment() {
    let project = sample("2025-09-01 08:59");
    let run = project.succeed(&["publish"]);
    assert!(
        run.stderr.contains("的公示未到发布时间，将于2025年9月1日9:00发布，本次没有发布"),
        "{}",
        run.stderr
    );
    let project = sample("2025-09-01 08:58");
    let waiting = &project.json(&["publish"])["published"]["waiting"];
    assert_eq!(waiting[0]["published"], "2025-09-01 09:00");
    assert_eq!((waiting[0]["round"].as_str(), waiting[0]["number"].as_u64()), (Some("2025"), Some(1)));
    let run = project.succeed(&["--today", "2025-09-01 09:00", "publish"]);
    assert!(!run.stderr.contains("未到发布时间"), "{}", run.stderr);
    let run = project.succeed(&["--today", "2025-09-01 09:01", "--lang", "en", "publish"]);
    assert!(!run.stderr.contains("not due"), "{}", run.stderr);
}

#[test]
fn a_moment_ahead_of_the_clock_is_not_published() {
    let project = sample("2099-12-31");
    let before = project.tree();
    for command in ["publish", "undo"] {
        let run = project.run(&[command]);
        assert!(run.code == 3 && run.stderr.contains("ahead-of-clock"), "{}", run.stderr);
        assert!(run.stderr.contains("2099-12-31 12:00") && run.stderr.contains("--today"), "{}", run.stderr);
    }
    let mut command = project.command(&["publish"]);
    let mut args: Vec<_> = command.get_args().map(ToOwned::to_owned).collect();
    let at = args.iter().position(|arg| arg == "--today").unwrap();
    args.drain(at..at + 2);
    let program = command.get_program().to_owned();
    command = std::process::Command::new(program);
    command.args(args).current_dir(project.root()).env("SOURCE_DATE_EPOCH", "4102329600");
    let run = crate::support::finish(&mut command);
    assert!(run.code == 3 && run.stderr.contains("ahead-of-clock"), "{}", run.stderr);
    assert!(project.tree() == before);
    // To look ahead is what builds are for.
    project.build();
}

/// A ledger as an earlier version left it after `publish --today 2099-12-31`.
fn published_in_the_future(notice: &str) -> Project {
    let project = sample("2025-09-01 09:00");
    announce(&project, notice);
    project.succeed(&["publish"]);
    let first = project.read(LEDGER);
    let project = project.at("2025-09-16 09:00");
    let run = project.run(&["publish"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let ledger = project.read(LEDGER);
    let second = ledger.strip_prefix(&first).unwrap();
    project.write(
        LEDGER,
        first + &second.replacen("published: 2025-09-16 09:00", "published: 2099-12-31 12:00", 1),
    );
    project.remove("public");
    project
}

#[test]
fn a_wrong_clock_is_put_right_in_the_open() {
    let project = published_in_the_future("");
    let found = project.diagnostics();
    assert_eq!(found[0].code, "clock-set-back");
    assert!(found[0].help.contains("undo --clock-was-wrong"), "{found:#?}");
    let before = project.read(LEDGER);
    let real = |args: &[&str]| {
        let mut command = project.command(args);
        let args: Vec<_> = command.get_args().map(ToOwned::to_owned).collect();
        let at = args.iter().position(|arg| arg == "--today").unwrap();
        let program = command.get_program().to_owned();
        command = std::process::Command::new(program);
        command.args(args.iter().enumerate().filter(|(n, _)| *n != at && *n != at + 1).map(|(_, arg)| arg));
        command.current_dir(project.root()).env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1");
        crate::support::finish(&mut command)
    };
    assert_eq!(
        project.run(&["undo", "--clock-was-wrong", "开机时电池没电"]).code,
        2,
        "only the real clock tells"
    );
    assert_eq!(real(&["undo", "--clock-was-wrong", " "]).code, 2);
    assert_eq!(project.read(LEDGER), before);
    let run = real(&["undo", "--clock-was-wrong", "开机时电池没电"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let after = project.read(LEDGER);
    assert!(
        after.starts_with(&before) && after.contains("  clock_was_wrong: \"开机时电池没电\"\n"),
        "{after}"
    );
    assert!(after[before.len()..].contains("  number: 3\n  previous: "), "{after}");
    for command in ["check", "publish", "check", "verify"] {
        let run = real(&[command]);
        assert_eq!(run.code, 0, "{command}: {}", run.stderr);
    }
    // Once is enough.
    let run = real(&["undo", "--clock-was-wrong", "开机时电池没电"]);
    assert!(run.code == 1 && run.stderr.contains("clock-not-wrong"), "{}", run.stderr);
}
