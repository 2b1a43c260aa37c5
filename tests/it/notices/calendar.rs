//! The amendment of January 2020: a last day was printed, the State Council made it a day off, and the public was told.
//! The sample round `2020` is what this leads to.

use std::path::Path;

use super::document;
use crate::support::html::{attribute, visible};
use crate::support::{Diagnostic, Project, copy};

const ROUND: &str = "content/rounds/2020/round.yaml";
const LEDGER: &str = "content/ledger.yaml";
const PAGE: &str = "rounds/2020/1-publicity.html";
const PRINTED: &str = "自2020年1月20日至1月31日";

/// The sample round and its programme alone, with the holidays as first announced in November 2019.
fn before() -> (Project, String) {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let project = Project::empty().at("2020-01-20 10:00");
    for part in ["site.yaml", "programmes/growth-plan-2020.yaml"] {
        project.write(&format!("content/{part}"), std::fs::read(content.join(part)).unwrap());
    }
    copy(&content.join("rounds/2020"), &project.path("content/rounds/2020"));
    let amended = include_str!("../../../src/records/calendar/years/2020.yaml");
    let first = amended.replace(
        "to: 2020-02-02\n    work: [2020-01-19]",
        "to: 2020-01-30\n    work: [2020-01-19, 2020-02-01]",
    );
    assert_ne!(first, amended);
    project.write("content/calendar/2020.yaml", first);
    let round = project.read(ROUND);
    let (publicity, later) = round.split_once("  - kind: extension").unwrap();
    let later = format!("  - kind: extension{later}");
    project.write(ROUND, publicity);
    (project, later)
}

fn errors(project: &Project) -> Vec<Diagnostic> {
    project.diagnostics().into_iter().filter(|d| d.severity == "error").collect()
}

#[test]
fn a_printed_day_that_became_a_day_off_stays_printed_and_an_extension_tells_the_new_one() {
    let (project, later) = before();
    project.succeed(&["publish"]);
    let ledger = project.read(LEDGER);
    assert!(ledger.contains("ends: 2020-01-31"), "{ledger}");
    // The amendment of 27 January is in the calendar built in.
    project.remove("content/calendar/2020.yaml");
    let project = project.at("2020-01-28 12:00");
    let found = errors(&project);
    let [one] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!((one.code.as_str(), one.file.as_str()), ("period-by-another-calendar", ROUND));
    assert!(one.message.contains("2020-01-31") && one.message.contains("2020-02-03"), "{one:#?}");
    assert_eq!(project.run(&["build"]).code, 1);
    // Told by an extension.
    project.write(ROUND, project.read(ROUND) + &later);
    assert_eq!(errors(&project), []);
    project.succeed(&["publish"]);
    let page = project.page(PAGE);
    let printed = visible(&document(&page));
    assert!(printed.contains(PRINTED) && !printed.contains("2月3日"), "{printed}");
    assert!(visible(&page).contains("按发布时国务院办公厅公布的节假日安排计算"), "{page}");
    assert!(attribute(&page, "href").iter().any(|(_, to)| to.ends_with("2020/2-extension.html")));
    let extension = visible(&document(&project.page("rounds/2020/2-extension.html")));
    assert!(extension.contains("延长1个工作日，至2020年2月3日"), "{extension}");
    assert_eq!(super::status(&project)["closes"], "2020-02-03 24:00");
    // The publicity is not stated anew, now or later.
    let second = project.read(LEDGER);
    let added = second.strip_prefix(&ledger).unwrap();
    assert!(added.contains("kind: extension") && !added.contains("kind: publicity"), "{added}");
    let project = project.at("2020-02-11");
    assert_eq!(errors(&project), []);
    project.succeed(&["publish"]);
    assert!(visible(&document(&project.page(PAGE))).contains(PRINTED));
    // To change its length is another matter than to have it changed by the calendar.
    project.edit(ROUND, "days: 5", "days: 6");
    let codes: Vec<String> = errors(&project).into_iter().map(|d| d.code).collect();
    assert!(codes.contains(&"published-date-changed".to_owned()), "{codes:?}");
    assert!(!codes.contains(&"period-by-another-calendar".to_owned()), "{codes:?}");
}

#[test]
fn an_extension_too_short_for_the_new_day_does_not_tell_it() {
    let (project, later) = before();
    project.edit("content/calendar/2020.yaml", "to: 2020-01-30", "to: 2020-01-29");
    project.succeed(&["publish"]);
    project.remove("content/calendar/2020.yaml");
    let project = project.at("2020-01-28 12:00");
    let calendar = include_str!("../../../src/records/calendar/years/2020.yaml");
    project.write("content/calendar/2020.yaml", calendar.replace("from: 2020-01-24", "from: 2020-01-22"));
    project.write(ROUND, project.read(ROUND) + &later);
    let codes: Vec<String> = errors(&project).into_iter().map(|d| d.code).collect();
    assert_eq!(codes, ["period-by-another-calendar"], "one day is not enough");
}

#[test]
fn the_sample_shows_the_day_it_printed_and_the_extension() {
    let project = Project::repo_sample();
    project.build();
    assert!(visible(&document(&project.page(PAGE))).contains(PRINTED));
    let round = visible(&project.page("rounds/2020.html"));
    assert!(round.contains("延长至2月3日"), "{round}");
    assert!(project.read(LEDGER).contains("ends: 2020-01-31"));
}

#[test]
fn once_a_round_is_over_an_amendment_is_only_noted() {
    let (project, later) = before();
    let result = later.split("\n\n").nth(1).unwrap();
    project.write(ROUND, project.read(ROUND) + result);
    let project = project.at("2020-02-11");
    project.succeed(&["publish"]);
    project.remove("content/calendar/2020.yaml");
    let found: Vec<_> =
        project.diagnostics().into_iter().filter(|d| d.code == "period-by-another-calendar").collect();
    assert!(matches!(found.as_slice(), [d] if d.severity == "note"), "{found:#?}");
    project.build();
    assert!(visible(&document(&project.page(PAGE))).contains(PRINTED));
}
