//! Ids, names, dates and keys that mean nothing, mislead or lead elsewhere.

use super::{edited, refused};
use crate::support::Project;
use crate::support::html::visible;
use crate::support::sample::{ENGINEERS_FILE, ROUND_FILE, SITE_FILE, TEAMS_FILE};

#[test]
fn a_path_that_leads_out_is_no_id_page_theme_or_entry() {
    for id in ["../../x", "..", "/etc/x", "a/b", "a\\\\b", "%2e%2e"] {
        let found = refused(&edited(ENGINEERS_FILE, "id: g2025-002", &format!("id: \"{id}\"")), "bad-id");
        assert_eq!((found.file.as_str(), found.line), (ENGINEERS_FILE, 18));
    }
    refused(&edited("content/programmes/plan.yaml", "{ id: energy,", "{ id: ../../energy,"), "bad-id");
    refused(&edited(SITE_FILE, "owner:", "theme: ../../x\nowner:"), "no-theme");
    refused(&edited(ROUND_FILE, "[plan, studio]", "[plan, studio, ../../x]"), "unknown-programme");
    let project = Project::sample();
    project.write("content/pages/x../a.md", "---\ntitle: 页\n---\n");
    refused(&project, "bad-id");
}

#[test]
fn people_whose_names_sound_alike_are_all_published() {
    let project = edited(ENGINEERS_FILE, "name: 李明", "name: 李伟");
    project.edit(ENGINEERS_FILE, "name: 张华", "name: 李薇");
    project.build();
    let notice = project.page("rounds/2025/1-publicity.html");
    for (name, page) in [("李伟", "engineers/g2025-002.html"), ("李薇", "engineers/g2025-003.html")] {
        assert!(visible(&project.page(page)).contains(name) && notice.contains(name));
        assert!(notice.contains(page.rsplit('/').next().unwrap()));
    }
}

#[test]
fn a_name_without_a_letter_is_refused() {
    for name in ["..", "。。", "?", "？？", "·", "-", "/", "★"] {
        for (file, from) in [
            (ENGINEERS_FILE, "name: 李明"),
            (TEAMS_FILE, "name: 星火工作室"),
            (TEAMS_FILE, "name: 赵刚"),
            (TEAMS_FILE, "name: 孙二"),
            (TEAMS_FILE, "name: 周全"),
        ] {
            let project = edited(file, from, &format!("name: \"{name}\""));
            project.edit(ROUND_FILE, "order: surname-strokes", "order: as-listed");
            let found = refused(&project, "bad-name");
            assert_eq!(found.file, file);
        }
    }
}

#[test]
fn a_long_name_is_text_and_paths_stay_short() {
    let name = "长".repeat(100);
    let project = edited(ENGINEERS_FILE, "name: 李明", &format!("name: {name}"));
    project.edit(TEAMS_FILE, "name: 星火工作室", &format!("name: {name}工作室"));
    project.build();
    assert!(visible(&project.page("engineers/g2025-002.html")).contains(&name));
    assert!(visible(&project.page("teams/t2025-001.html")).contains(&name));
    assert!(project.public().keys().all(|path: &String| path.len() < 64));
}

#[test]
fn ids_that_differ_only_in_case_or_in_letters_that_look_alike_are_refused() {
    refused(&edited(ENGINEERS_FILE, "id: g2025-002", "id: G2025-001"), "bad-id");
    for (first, second) in [("g2025-001", "g2025-00l"), ("g2025-001", "g2o25-001"), ("rn-a", "m-a")] {
        let project = edited(ENGINEERS_FILE, "id: g2025-001", &format!("id: {first}"));
        project.edit(ENGINEERS_FILE, "id: g2025-002", &format!("id: {second}"));
        let found = refused(&project, "look-alike-id");
        assert_eq!((found.line, found.related[0].1), (18, 1), "{found:#?}");
    }
}

#[test]
fn a_date_that_does_not_exist_or_is_written_otherwise_is_refused_at_its_place() {
    for bad in ["2025-02-30", "2025/9/1", "2025-9-1", "20250901", "2025-13-01", "2025-09-31", "昨天"] {
        let found =
            refused(&edited(ENGINEERS_FILE, "birth: 1984-07-19", &format!("birth: {bad}")), "bad-date");
        assert_eq!((found.file.as_str(), found.line), (ENGINEERS_FILE, 26), "{bad}");
        let published = format!("published: {bad} 09:00");
        let found = refused(&edited(ROUND_FILE, "published: 2025-09-01 09:00", &published), "bad-moment");
        assert_eq!((found.file.as_str(), found.line), (ROUND_FILE, 9), "{bad}");
    }
    for bad in ["2025-09-01 24:01", "2025-09-01 25:00", "2025-09-01 9时"] {
        refused(&edited(ROUND_FILE, "2025-09-01 09:00", bad), "bad-moment");
    }
    let project = edited(ROUND_FILE, "2025-09-01 09:00", "2025-09-01 24:00");
    project.build();
    assert!(project.page("rounds/2025/1-publicity.html").contains("2025年9月1日24:00"));
}

#[test]
fn an_unknown_key_and_an_empty_list_are_refused() {
    for (file, from, to, near) in [
        (ENGINEERS_FILE, "  title: 工程师\n", "  titel: 工程师\n", "title"),
        (TEAMS_FILE, "  members:\n    - { name: 孙一", "  成园:\n    - { name: 孙一", "成员"),
        (SITE_FILE, "owner:", "ower:", "owner"),
    ] {
        let found = edited(file, from, to).diagnostics();
        let key = found.iter().find(|d| d.code == "unknown-key").unwrap();
        assert!(key.file == file && key.help.contains(near), "{found:#?}");
    }
    let project = Project::sample();
    project.write(ENGINEERS_FILE, "[]\n");
    refused(&project, "empty-list");
    project.write(ENGINEERS_FILE, "");
    refused(&project, "empty-list");
    refused(&edited(ROUND_FILE, "issuers: [示例市科学技术协会]", "issuers: []"), "empty-list");
    let project = Project::sample();
    project.remove(ENGINEERS_FILE);
    project.remove(TEAMS_FILE);
    assert!(project.diagnostics().iter().any(|d| d.code == "no-people" && d.severity == "error"));
}
