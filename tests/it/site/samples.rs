//! The samples look like samples: no notice of theirs could be taken for that of a body there is.

use crate::support::Project;
use crate::support::html::visible;
use crate::support::sample::SITE_FILE;

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

/// Every page of a site says so whose address is one of those reserved for examples.
#[test]
fn a_site_at_an_example_address_says_that_it_is_a_sample() {
    let sample = [
        "https://www.example.org.cn/gongshi/",
        "https://example.org/gs/",
        "https://a.example.com/",
        "https://example.net:8443/x/",
        "https://gongshi.example/",
        "https://gs.test/",
        "https://gs.invalid/",
        "http://localhost:8000/",
    ];
    let real = ["https://www.kjxh.gov.cn/gongshi/", "https://www.notexample.org/", "https://example.gov.cn/"];
    for (address, is_sample) in sample.map(|a| (a, true)).into_iter().chain(real.map(|a| (a, false))) {
        let project = Project::sample().at("2025-09-02 11:00");
        project.edit(SITE_FILE, "https://www.example.org.cn/gongshi/", address);
        let run = project.succeed(&["publish"]);
        assert_eq!(run.stderr.contains("网站还是样例"), is_sample, "{address}: {}", run.stderr);
        let mut pages = 0;
        for (path, bytes) in project.public().into_iter().filter(|(path, _)| path.ends_with(".html")) {
            let page = String::from_utf8(bytes).unwrap();
            assert_eq!(visible(&page).contains("样例，非正式公告"), is_sample, "{address}: {path}");
            let hidden = page.contains("<meta name=\"robots\" content=\"noindex\">");
            assert_eq!(hidden, is_sample || path == "404.html", "{address}: {path}");
            pages += 1;
        }
        assert!(pages > 15);
        let robots = project.page("robots.txt");
        assert_eq!(robots.lines().any(|line| line == "Disallow: /"), is_sample, "{robots}");
        assert_eq!(robots.lines().any(|line| line == "Allow: /"), !is_sample, "{robots}");
    }
}
