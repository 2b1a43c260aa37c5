//! `doctor`: what is not ready is named, each with what to do; what is done is ready.

use crate::support::Project;

/// The codes that are not ready.
fn lacking(project: &Project) -> Vec<String> {
    let told = project.json(&["doctor"]);
    let findings = told["findings"].as_array().unwrap().clone();
    let lacking = findings.into_iter().filter(|finding| finding["ready"] == false);
    let lacking: Vec<String> = lacking.map(|finding| finding["check"].as_str().unwrap().to_owned()).collect();
    assert_eq!(told["ready"], lacking.is_empty());
    assert_eq!(project.run(&["doctor"]).code, i32::from(!lacking.is_empty()));
    lacking
}

#[test]
fn a_new_site_is_told_step_by_step_what_is_left() {
    let project = Project::empty().at("2026-09-21");
    project.succeed(&["init", project.path("site").to_str().unwrap()]);
    crate::support::copy(&project.path("site/content"), &project.path("content"));
    project.remove("site");
    assert_eq!(lacking(&project), ["address", "sample", "copies"]);

    project.edit(
        "content/site.yaml",
        "https://www.example.org.cn/gongshi/",
        "https://kexie.invalid.cn/gongshi/",
    );
    assert_eq!(lacking(&project), ["sample", "copies"]);

    let told = project.run(&["doctor"]).stdout;
    assert!(
        told.contains("content/rounds/2026/engineers.yaml") && !told.contains("content/site.yaml"),
        "{told}"
    );
    for path in ["content/rounds/2026", "content/pages/about.md", "content/pages/calls"] {
        project.remove(path);
    }
    assert_eq!(lacking(&project), ["copies"]);

    project.write(".git/HEAD", "ref: refs/heads/main\n");
    assert_eq!(lacking(&project), Vec::<String>::new());
}

#[test]
fn next_year_is_missed_when_it_is_due() {
    let project = Project::sample();
    project.write(".git/HEAD", "ref: refs/heads/main\n");
    let lacking = |day: &str| {
        let told = project.json(&["doctor", "--today", day]);
        let findings = told["findings"].as_array().unwrap().clone();
        findings.iter().any(|finding| finding["check"] == "calendar" && finding["ready"] == false)
    };
    assert!(!lacking("2026-10-31"));
    assert!(lacking("2026-11-15"));
    project.write(
        "content/calendar/2027.yaml",
        "年: 2027\n通知: [示例通知]\n节假日:\n  - { 名称: 元旦, 放假自: 2027-01-01, 放假至: 2027-01-03 }\n",
    );
    assert!(!lacking("2026-11-15"));
}

#[test]
fn the_long_version_names_the_calendar() {
    let project = Project::empty();
    let short = project.run(&["-V"]).stdout;
    assert_eq!(short.trim(), concat!("gongshi ", env!("CARGO_PKG_VERSION")));
    let long = project.run(&["--version"]).stdout;
    assert!(long.starts_with(short.trim()) && long.contains("节假日安排：2007-2026-"), "{long}");
}
