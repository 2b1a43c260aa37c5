//! Where a round stands at each moment, the same in `status`, on the pages and in the data.

use super::{NOTICE, built, list, status, with};
use crate::support::Project;
use crate::support::html::visible;
use crate::support::sample::{REGISTER_FILE, ROUND_FILE};

/// State, the word for it, and until when objections are received, at a moment.
type Stand = (&'static str, &'static str, &'static str, &'static str);

const FIRST: &str = "2025-09-05 24:00";

#[track_caller]
fn stands(notices: &[(&str, &str)], moments: &[Stand]) {
    for (moment, phase, word, closes) in moments {
        // Without a register a round that has ended stays so.
        let project = with(notices).at(moment);
        project.remove(REGISTER_FILE);
        project.build();
        let status = status(&project);
        assert_eq!(
            (status["phase"].as_str(), status["round"].as_str()),
            (Some(*phase), Some("2025")),
            "{moment}"
        );
        let until = status["closes"].as_str().unwrap_or_default();
        assert_eq!(until, *closes, "{moment}");
        assert_eq!(status["days_left"].is_u64(), *phase == "open", "{moment}: {status}");
        assert!(!status["next"]["what"].as_str().unwrap().is_empty(), "{status}");
        let told = project.succeed(&["status"]).stdout;
        assert!(told.contains(word) && told.contains("2025年示例工程师选拔项目"), "{told}");
        let objection = visible(&project.page("objection.html"));
        let home = visible(&project.page("index.html"));
        for text in [&objection, &home] {
            assert_eq!(text.contains("当前没有处于公示期的名单"), *phase != "open", "{moment}\n{text}");
        }
        if *phase == "waiting" {
            continue;
        }
        assert_eq!(list(&project)["phase"].as_str(), Some(*phase), "{moment}");
        let deadline = {
            let (date, time) = closes.split_once(' ').unwrap();
            let day = date.rsplit('-').next().unwrap().trim_start_matches('0');
            format!("2025年9月{day}日{time}")
        };
        for path in ["rounds/2025.html", NOTICE, "engineers/g2025-001.html"] {
            let page = project.page(path);
            if path != "engineers/g2025-001.html" {
                assert!(
                    page.contains(&format!("tag-{phase}\">{word}<")),
                    "{moment}: {path} does not say {word}"
                );
            }
            if let Some(since) = status["since"].as_str().filter(|_| !["open", "ended"].contains(phase)) {
                let (date, time) = since.split_once(' ').unwrap();
                let day = date.rsplit('-').next().unwrap().trim_start_matches('0');
                let since = format!("2025年9月{day}日{}", time.trim_start_matches('0'));
                assert!(visible(&page).contains(&since), "{moment}: {path} does not say {since}");
            }
            if ["open", "ended", "decided"].contains(phase) {
                assert!(visible(&page).contains(&deadline), "{moment}: {path} does not say {deadline}");
            }
        }
        if *phase == "open" {
            assert!(home.contains(&deadline) && objection.contains(&deadline), "{moment}: {deadline}");
            assert_eq!(list(&project)["period"]["closes"].as_str(), Some(*closes));
        }
    }
}

#[test]
fn a_round_waits_opens_ends_and_is_decided_to_the_minute() {
    stands(
        &[("result", "2025-09-15 09:00")],
        &[
            ("2025-09-01 08:59", "waiting", "待发布", ""),
            ("2025-09-01 09:00", "open", "公示中", FIRST),
            ("2025-09-05 23:59", "open", "公示中", FIRST),
            ("2025-09-06 00:00", "ended", "公示期满", FIRST),
            ("2025-09-15 08:59", "ended", "公示期满", FIRST),
            ("2025-09-15 09:00", "decided", "已公布结果", FIRST),
            ("2027-01-01", "decided", "已公布结果", FIRST),
        ],
    );
}

#[test]
fn a_round_without_notices_is_a_draft_and_leaves_no_trace() {
    let project = Project::sample();
    let round = project.read(super::ROUND_FILE);
    project.write(super::ROUND_FILE, round.split("notices:").next().unwrap());
    project.build();
    assert_eq!(status(&project)["phase"], "draft");
    assert!(project.succeed(&["status"]).stdout.contains("草拟"));
    assert_eq!(super::found(&project, "选拔项目"), [""; 0]);
}

#[test]
fn an_extension_moves_the_deadline_everywhere_once_it_is_out() {
    stands(
        &[("extension", "2025-09-03 10:00")],
        &[
            ("2025-09-03 09:59", "open", "公示中", FIRST),
            ("2025-09-03 10:00", "open", "公示中", "2025-09-08 24:00"),
            ("2025-09-06", "open", "公示中", "2025-09-08 24:00"),
            ("2025-09-09 00:00", "ended", "公示期满", "2025-09-08 24:00"),
        ],
    );
    let project = built(&[("extension", "2025-09-03 10:00")], "2025-09-06");
    for (path, page) in super::texts(&project).into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let text = visible(&page);
        // What the publicity printed stays in its document; around it the new deadline stands.
        let old = text.matches("9月5日24:00").count();
        assert!(old == 0 || path == NOTICE, "{path} still says the first deadline\n{text}");
    }
    assert_eq!(status(&project)["days_left"], 1, "a Saturday before the Monday it ends");
}

#[test]
fn what_programs_read_of_an_extended_period_ends_on_its_last_day() {
    let project = built(&[("extension", "2025-09-03 10:00")], "2025-09-06");
    assert_eq!(status(&project)["ends"], "2025-09-08");
    assert_eq!(list(&project)["period"]["ends"], "2025-09-08");
}

#[test]
fn two_extensions_add_up() {
    let twice = [("extension", "2025-09-03 10:00"), ("extension", "2025-09-08 10:00")];
    stands(
        &twice,
        &[
            ("2025-09-08 09:59", "open", "公示中", "2025-09-08 24:00"),
            ("2025-09-08 10:00", "open", "公示中", "2025-09-09 24:00"),
        ],
    );
}

#[test]
fn a_supplement_has_a_period_of_its_own_and_the_round_is_open_until_then() {
    stands(
        &[("supplement", "2025-09-04 09:00")],
        &[
            ("2025-09-04 08:59", "open", "公示中", FIRST),
            ("2025-09-04 09:00", "open", "公示中", "2025-09-10 24:00"),
            ("2025-09-10 23:59", "open", "公示中", "2025-09-10 24:00"),
            ("2025-09-11 00:00", "ended", "公示期满", "2025-09-10 24:00"),
        ],
    );
}

#[test]
fn a_suspension_closes_objections_and_a_restart_gives_a_new_period() {
    let notices = [("suspension", "2025-09-03 10:00"), ("restart", "2025-09-10 09:00")];
    stands(
        &notices,
        &[
            ("2025-09-03 09:59", "open", "公示中", FIRST),
            ("2025-09-03 10:00", "suspended", "已中止", FIRST),
            ("2025-09-08", "suspended", "已中止", FIRST),
            ("2025-09-10 09:00", "open", "公示中", "2025-09-16 24:00"),
            ("2025-09-17 00:00", "ended", "公示期满", "2025-09-16 24:00"),
        ],
    );
    let project = built(&notices, "2025-09-04");
    assert!(!project.page("objection.html").contains("?subject="), "no letters are prepared while it rests");
    let project = built(&notices, "2025-09-11");
    let home = project.page("index.html");
    assert!(visible(&home).contains("自2025年9月10日至9月16日"), "{home}");
    assert!(home.contains("2025/3-restart.html\">公示全文"), "the notice in force is the restart\n{home}");
}

#[test]
fn a_restart_while_it_is_open_starts_the_clock_again() {
    stands(
        &[("restart", "2025-09-03 10:00"), ("result", "2025-09-15 09:00")],
        &[
            ("2025-09-06", "open", "公示中", "2025-09-09 24:00"),
            ("2025-09-10 00:00", "ended", "公示期满", "2025-09-09 24:00"),
            ("2025-09-15 09:00", "decided", "已公布结果", "2025-09-09 24:00"),
        ],
    );
}

#[test]
fn a_withdrawal_ends_it_until_a_restart() {
    stands(
        &[("withdrawal", "2025-09-04 10:00"), ("restart", "2025-09-10 09:00")],
        &[
            ("2025-09-04 09:59", "open", "公示中", FIRST),
            ("2025-09-04 10:00", "withdrawn", "已撤回", FIRST),
            ("2025-09-08", "withdrawn", "已撤回", FIRST),
            ("2025-09-10 09:00", "open", "公示中", "2025-09-16 24:00"),
        ],
    );
}

#[test]
fn status_names_the_next_duty_with_its_date() {
    let result = ("result", "2025-09-15 09:00");
    for (moment, when, what) in [
        ("2025-08-29", Some("2025-09-01 09:00"), "发布公示"),
        ("2025-09-03", Some(FIRST), "公示期满"),
        ("2025-09-08", Some("2025-09-15 09:00"), "发布结果公告"),
        ("2025-09-16", None, "无"),
    ] {
        let status = status(&super::with(&[result]).at(moment));
        assert_eq!(status["next"]["when"].as_str(), when, "{moment}: {status}");
        assert!(status["next"]["what"].as_str().unwrap().contains(what), "{moment}: {status}");
    }
    for (notice, what) in [("suspension", "重新公示"), ("withdrawal", "无")] {
        let status = status(&super::with(&[(notice, "2025-09-03 10:00")]).at("2025-09-04"));
        assert!(status["next"]["what"].as_str().unwrap().contains(what), "{status}");
    }
    // Days left are working days, today included: on Wednesday the third, three; on a Saturday before the end, one.
    assert_eq!(status(&Project::sample())["days_left"], 3);
}

/// What is due in each of the nine phases, with its date where it has one.
#[test]
fn the_next_duty_is_told_in_every_phase() {
    let open =
        "- { received: 2025-09-03 10:00, channel: 信函, about: g2025-003, by: person, real_name: true }\n";
    let register = "content/rounds/2025/objections.yaml";
    let result = ("result", "2025-09-15 09:00");
    let told = |notices: &[(&str, &str)], objections: Option<&str>, moment: &str| {
        let project = with(notices).at(moment);
        match objections {
            Some(text) => project.write(register, text),
            None => project.remove(register),
        }
        let status = status(&project);
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        (
            text(&status["phase"]),
            text(&status["next"]["when"]),
            text(&status["next"]["what"]),
            text(&status["since"]),
        )
    };
    for (notices, objections, moment, phase, when, what, since) in [
        (&[][..], None, "2025-08-30", "waiting", "2025-09-01 09:00", "发布公示", ""),
        (&[], None, "2025-09-03", "open", "2025-09-05 24:00", "公示期满", "2025-09-01 09:00"),
        (
            &[("correction", "2025-09-04 10:00")],
            None,
            "2025-09-03",
            "open",
            "2025-09-04 10:00",
            "更正公告",
            "2025-09-01 09:00",
        ),
        (&[], None, "2025-09-08", "ended", "", "objections.yaml", "2025-09-05 24:00"),
        (&[result], None, "2025-09-08", "ended", "2025-09-15 09:00", "到时发布结果公告", "2025-09-05 24:00"),
        (&[], Some(open), "2025-09-08", "investigating", "", "1件异议", "2025-09-05 24:00"),
        (&[], Some("[]\n"), "2025-09-08", "deciding", "", "写结果公告", "2025-09-05 24:00"),
        (
            &[("suspension", "2025-09-03 10:00")],
            None,
            "2025-09-04",
            "suspended",
            "",
            "restart",
            "2025-09-03 10:00",
        ),
        (
            &[("withdrawal", "2025-09-03 10:00")],
            None,
            "2025-09-04",
            "withdrawn",
            "",
            "restart",
            "2025-09-03 10:00",
        ),
        (&[result], None, "2025-09-16", "decided", "", "无", "2025-09-15 09:00"),
    ] {
        let (is, due, duty, began) = told(notices, objections, moment);
        assert_eq!((is.as_str(), due.as_str(), began.as_str()), (phase, when, since), "{moment}: {duty}");
        assert!(duty.contains(what), "{phase}: {duty}");
    }
    let draft = Project::sample();
    let round = draft.read(super::ROUND_FILE);
    draft.write(super::ROUND_FILE, round.split("notices:").next().unwrap());
    assert!(status(&draft)["next"]["what"].as_str().unwrap().contains("写公示公告"));
}

/// A page cannot know that a moment has passed: `status` says when the site has to be built again.
#[test]
fn status_says_when_the_site_has_to_be_built_again() {
    let project = Project::sample();
    let result = "  - kind: result\n    published: 2025-09-16 09:30\n";
    project.write(ROUND_FILE, project.read(ROUND_FILE) + result);
    for (now, when, why, cron) in [
        ("2025-08-30", "2025-09-01 09:00", "notice", "0 9 1 9 *"),
        ("2025-09-01 09:00", "2025-09-02 00:00", "days-left", "0 0 2 9 *"),
        ("2025-09-04 23:59", "2025-09-05 00:00", "days-left", "0 0 5 9 *"),
        ("2025-09-05 00:00", "2025-09-06 00:00", "period-ends", "0 0 6 9 *"),
        ("2025-09-06 00:00", "2025-09-16 09:30", "notice", "30 9 16 9 *"),
    ] {
        let next = &project.json(&["--today", now, "status"])["next_build"];
        assert_eq!((&next["when"], &next["why"][0]), (&when.into(), &why.into()), "{now}");
        let told = project.succeed(&["--today", now, "status"]).stdout;
        assert!(told.contains(&format!("下次要重新生成：{when}（")), "{told}");
        let timer = project.succeed(&["--today", now, "status", "--timer"]).stdout;
        let lines: Vec<&str> = timer.lines().collect();
        assert!(lines[0].starts_with(&format!("# {when}，北京时间：")), "{timer}");
        assert_eq!(lines[1], "CRON_TZ=Asia/Shanghai");
        let root = std::fs::canonicalize(project.root()).unwrap();
        assert_eq!(lines[2], format!("{cron} cd '{}' && gongshi -q publish", root.display()));
        assert_eq!(lines[3], format!("OnCalendar={when}:00 Asia/Shanghai"));
        assert_eq!(lines.len(), 4, "{timer}");
    }
    let after = ["--today", "2025-09-16 09:30", "status"];
    assert!(project.json(&after)["next_build"].is_null());
    assert!(project.succeed(&after).stdout.contains("没有到时间要重新生成的"));
}
