//! What is taken down is struck in the documents: the row stays and says so, what it said goes.

use super::{LEDGER, PUBLICITY, announce, archive, codes, published};
use crate::support::Project;
use crate::support::sample::{CORRECTION, ENGINEERS_FILE, RESULT, ROUND_FILE};

/// Takes the record of an engineer away, and states why.
fn take_down(project: &Project, id: &str) {
    let all = project.read(ENGINEERS_FILE);
    let records: Vec<&str> = all.split("- id: ").filter(|record| !record.starts_with(id)).collect();
    project.write(ENGINEERS_FILE, records.join("- id: "));
    let removed = format!(
        "removed:\n  - {{ entry: {id}, published: 2025-09-20, reason: 本人书面要求撤下 }}\nnotices:\n"
    );
    project.edit(ROUND_FILE, "notices:\n", &removed);
}

#[test]
fn someone_struck_goes_from_corrections_and_results_too() {
    for (id, name) in [("g2025-002", "李明"), ("g2025-003", "张华")] {
        let project = Project::sample();
        announce(&project, CORRECTION);
        announce(&project, RESULT);
        let project = project.at("2025-09-16");
        project.succeed(&["publish"]);
        let project = project.at("2025-09-21");
        take_down(&project, id);
        assert_eq!(codes(&project), [""; 0], "{id}");
        project.succeed(&["publish"]);
        let project = project.at("2025-10-21");
        assert_eq!(codes(&project), [""; 0], "{id}");
        project.succeed(&["publish"]);
        let page = format!("engineers/{id}.html");
        assert!(project.page(&page).contains("noindex") && !project.page("sitemap.xml").contains(&page));
        for (file, bytes) in archive(&project) {
            let text = String::from_utf8(bytes).unwrap();
            assert!(!text.contains(name), "{file}: {text}");
        }
    }
}

#[test]
fn a_removed_entry_leaves_a_struck_row_and_the_count_stays() {
    let project = published().at("2025-09-04");
    let before = project.read(PUBLICITY);
    assert!(before.contains("李明") && before.contains("共3人"));
    let all = project.read(ENGINEERS_FILE);
    let (start, end) = (all.find("- id: g2025-002").unwrap(), all.find("- id: g2025-003").unwrap());
    project.write(ENGINEERS_FILE, format!("{}{}", &all[..start], &all[end..]));
    let removed =
        "removed:\n  - { entry: g2025-002, published: 2025-09-04, reason: 本人书面要求撤下 }\nnotices:\n";
    project.edit(ROUND_FILE, "notices:\n", removed);
    assert_eq!(codes(&project), [""; 0]);
    // A build shows it, and publishes nothing.
    project.build();
    assert_eq!(project.read(PUBLICITY), before);
    project.succeed(&["publish"]);
    let after = project.read(PUBLICITY);
    for text in [after.as_str(), &project.page("rounds/2025/1-publicity.md")] {
        assert!(!text.contains("李明") && !text.contains("示例乙机电"), "{text}");
        assert!(
            text.contains("已撤下（2025年9月4日，原因：本人书面要求撤下）") && text.contains("共3人"),
            "{text}"
        );
    }
    let row = after.lines().find(|line| line.starts_with('|') && line.contains("已撤下")).unwrap();
    let number = before.lines().find(|line| line.starts_with('|') && line.contains("李明")).unwrap();
    assert_eq!(row[..4], number[..4], "its number stays");
    let ledger = project.read(LEDGER);
    let told = ledger.lines().rev().find(|line| line.contains(PUBLICITY)).unwrap();
    assert!(
        told.contains("struck: [{ page: \"engineers/g2025-002.html\"") && told.contains("本人书面要求撤下"),
        "{told}"
    );
    assert!(!project.page("rounds/2025/1-publicity.json").contains("李明"));
    let feed = project.page("feed.xml");
    assert!(!feed.contains("李明") && feed.contains("<updated>2025-09-04T"), "{feed}");
    assert!(project.page("engineers/g2025-002.html").contains("noindex"));
    let page = project.page("rounds/2025/1-publicity.html");
    assert!(page.contains("\"dateModified\":\"2025-09-04T"), "{page}");
    // Once struck, it is no news.
    let bytes = archive(&project);
    let project = project.at("2025-09-10");
    assert_eq!(codes(&project), [""; 0]);
    project.succeed(&["publish"]);
    assert!(archive(&project) == bytes);
}
