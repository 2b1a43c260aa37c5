//! What is taken down is struck in the documents: the row stays and says so, what it said goes.

use super::{LEDGER, PUBLICITY, archive, codes, published};
use crate::support::sample::{ENGINEERS_FILE, ROUND_FILE};

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
    // Once struck, it is no news.
    let bytes = archive(&project);
    let project = project.at("2025-09-10");
    assert_eq!(codes(&project), [""; 0]);
    project.succeed(&["publish"]);
    assert!(archive(&project) == bytes);
}
