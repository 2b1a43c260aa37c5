//! The samples look like samples: no notice of theirs could be taken for that of a body there is.

use crate::support::Project;

/// What the packs, which are of bodies there are, call those that issue their documents.
const BODIES: [&str; 4] = ["北京市科", "衡阳市科", "中共衡阳", "海淀区"];

#[test]
fn sample_notices_are_issued_by_invented_bodies() {
    let project = Project::repo_sample();
    project.build();
    let notices: Vec<(String, String)> = project
        .public()
        .into_iter()
        .filter(|(path, _)| path.starts_with("rounds/") && path.ends_with(".json"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .filter(|(_, text)| text.contains("\"issuers\""))
        .collect();
    assert!(notices.len() >= 10, "{}", notices.len());
    for (path, text) in notices {
        let notice: serde_json::Value = serde_json::from_str(&text).unwrap();
        let issuers = notice["issuers"].as_array().unwrap();
        let invented = |name: &str| name.contains("示例市") || name.contains("样例市");
        assert!(issuers.iter().all(|issuer| invented(issuer.as_str().unwrap())), "{path}: {issuers:?}");
    }
    // A document of a body there is keeps its title; apart from that nothing of a round names one.
    for (path, bytes) in project.public() {
        let text = String::from_utf8_lossy(&bytes);
        if path.starts_with("rounds/") && path.ends_with(".md") {
            let lines = text.lines().filter(|line| !line.starts_with("根据《"));
            let real = lines.filter(|line| BODIES.iter().any(|body| line.contains(body)));
            assert_eq!(real.collect::<Vec<_>>(), [""; 0], "{path}");
        }
    }
}
