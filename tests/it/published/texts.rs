//! The text of a notice says everyone listed, how many they are and the last day, whoever words it.

use super::{archive, codes};
use crate::support::Project;

const WORDING: &str = "content/rounds/2025/notice.md";

/// A publicity in an office's own words.
pub(super) const OWN: &str = "# {{ notice.title }}

{% for table in tables %}{{ table.programme }}：{% for row in table.rows %}{{ row.name }}（{{ row.cells[0] }}）{% if not loop.last %}、{% endif %}{% endfor %}，共{{ table.count }}{{ table.counter }}。
{% endfor %}
公示期自2025年9月1日至2025年9月5日。入选者的培养期自2025年10月1日至2028年9月30日。
";

/// The office's wording: refused with a code, at its file, by every command that would print it.
fn refused(wording: &str, code: &str) {
    let project = Project::sample();
    project.write(WORDING, wording);
    let found = project.diagnostics();
    assert!(
        !found.is_empty() && found.iter().all(|d| d.code == code && d.file == WORDING),
        "{code}: {found:#?}"
    );
    for command in ["build", "publish"] {
        assert_eq!(project.run(&[command]).code, 1, "{code}");
    }
    assert!(archive(&project).is_empty() && !project.path("public").exists());
}

#[test]
fn a_text_without_its_list_its_count_or_its_last_day_is_refused() {
    let whole = include_str!("../../../themes/default/markdown/publicity.md");
    let list = "{% include \"parts/list.md\" %}";
    let names =
        "{% for table in tables %}{% for row in table.rows %}{{ row.name }}、{% endfor %}{% endfor %}";
    refused("", "notice-lacks-names");
    refused(&whole.replace(list, ""), "notice-lacks-names");
    refused(&format!("# 公示\n\n{names}\n\n{{{{ period.text }}}}。\n"), "notice-lacks-count");
    refused(&format!("# 公示\n\n{list}\n"), "notice-lacks-last-day");
    let text = "{{ period.text }}。";
    for by_hand in [
        "公示期为5个工作日，自2025年9月1日至9月10日。",
        "公示时间：2025-09-01至2025-09-10。",
        "对名单有异议的，请于9月8日前反映。",
    ] {
        refused(&whole.replace(text, by_hand), "notice-other-last-day");
    }
}

#[test]
fn a_text_in_other_words_that_says_it_all_passes() {
    let project = Project::sample();
    project.write(WORDING, OWN);
    assert_eq!(codes(&project), [""; 0]);
    project.succeed(&["publish"]);
    assert!(project.page("rounds/2025/1-publicity.md").contains("2028年9月30日"));
}
