//! The preview as a browser meets it: the site at any moment, problems with their lines, and nothing of it in a build.

use std::fs::File;
use std::io::Write as _;
use std::time::Duration;

use crate::support::Project;
use crate::support::preview::Preview;
use crate::support::sample::{ENGINEERS_FILE, RESULT, ROUND_FILE, SITE_FILE};

#[test]
fn the_bar_says_the_moment_and_steps_to_others() {
    let project = Project::sample();
    let last = "posting_day: counted }\n";
    project.edit(ROUND_FILE, last, &format!("{last}{RESULT}"));
    let preview = Preview::start(&project);
    let now = preview.get("/", "");
    assert_eq!(now.status, "200");
    for said in
        ["预览，未发布", "2025-09-03 12:00 周三", "?today=2025-09-04T12:00", "?today=2025-09-02T12:00"]
    {
        assert!(now.body.contains(said), "{said}\n{}", now.body);
    }
    // Before, during, after, and the result: 24:00 of the last day is the first minute of the next.
    for (name, moment) in [
        ("公示前", "2025-09-01T08:59"),
        ("公示中", "2025-09-01T09:00"),
        ("期满", "2025-09-06T00:00"),
        ("公布结果", "2025-09-15T09:00"),
    ] {
        assert!(now.body.contains(&format!("?today={moment}\">{name}")), "{name}\n{}", now.body);
    }
    let step = preview.get("/rounds/2025.html?today=2025-09-15T09:00", "");
    assert_eq!(step.status, "303");
    assert!(step.head.contains("location: /rounds/2025.html\r\n"), "{}", step.head);
    let cookie = step.head.split("set-cookie: ").nth(1).unwrap().split(';').next().unwrap();
    let decided = preview.get("/rounds/2025.html", cookie).body;
    assert!(decided.contains("已公布结果") && decided.contains("回到现在"), "{decided}");
    assert!(
        preview.get("/rounds/2025.html", "").body.contains("公示中"),
        "another browser sees its own moment"
    );
    // Before the first notice the round has no page, and nothing that is no moment is believed.
    assert_eq!(preview.get("/rounds/2025.html", "gongshi-today=2025-09-01T08:59").status, "404");
    assert!(preview.get("/", "gongshi-today=<b>").body.contains("2025-09-03 12:00"));
    let back = preview.get("/?today=", cookie);
    assert!(back.head.contains("gongshi-today=; Path=/; Max-Age=0"), "{}", back.head);
}

#[test]
fn what_is_published_by_now_does_not_forbid_a_look_back() {
    let project = Project::sample();
    project.succeed(&["publish"]);
    let preview = Preview::start(&project);
    let before = preview.get("/", "gongshi-today=2025-09-01T08:59").body;
    assert!(before.contains("2025-09-01 08:59") && before.contains("当前没有处于公示期的名单"), "{before}");
}

#[test]
fn a_template_that_fails_shows_its_own_line_and_a_good_one_comes_back() {
    let project = Project::sample();
    let home = "themes/default/templates/home.html";
    project.write(
        home,
        "{% extends \"base.html\" %}\n{% block main %}\n<p>{{ site.titel }}</p>\n{% endblock main %}",
    );
    let preview = Preview::start(&project);
    let broken = preview.get("/", "").body;
    for said in [&format!("{home}:3:"), "&lt;p&gt;{{ site.titel }}&lt;/p&gt;", "titel"] {
        assert!(broken.contains(said), "{said}\n{broken}");
    }
    project.write(home, "{% extends \"base.html\" %}\n{% block main %}\n<h1>好了</h1>\n{% endblock main %}");
    preview.wait("/", |answer| answer.body.contains("<h1>好了</h1>"));
    // A mistake in a record shows on the last good page, with the line.
    project.edit(ROUND_FILE, "year: 2025", "yaer: 2025");
    let wrong = preview.wait("/", |answer| answer.body.contains("unknown-key")).body;
    assert!(wrong.contains("<pre>yaer: 2025") && wrong.contains("<h1>好了</h1>"), "{wrong}");
}

/// An editor that saves a long list empties the file first: what it has written so far is nothing to show.
#[test]
#[cfg(target_os = "linux")]
fn a_file_that_is_being_written_is_waited_for() {
    let project = Project::sample();
    let preview = Preview::start(&project);
    let before = preview.get("/index.html", "").body;
    let text = project.read(ENGINEERS_FILE).replacen("unit: ", "unit: 新的", 1);
    let (half, rest) = text.split_at(text.find("unit: ").unwrap());
    let mut file = File::create(project.path(ENGINEERS_FILE)).unwrap();
    file.write_all(half.as_bytes()).unwrap();
    for _ in 0..20 {
        assert_eq!(preview.get("/index.html", "").body, before);
        std::thread::sleep(Duration::from_millis(20));
    }
    file.write_all(rest.as_bytes()).unwrap();
    drop(file);
    preview.wait("/rounds/2025/list.csv", |answer| answer.body.contains("新的"));
}

#[test]
fn what_stops_the_site_stands_before_what_does_not() {
    let project = Project::repo_sample();
    project.write("content/pages/bad.md", "---\ntitel: 甲\n---\n\n正文。\n");
    let page = Preview::start(&project).get("/", "").body;
    let codes: Vec<&str> = page.split(" · ").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    // A warning of the same site comes last, and what `check` notes is not here.
    assert_eq!(codes, ["missing-key", "unknown-key", "period-documents-differ"]);
}

/// What a browser on this machine asks for is answered; what any other name or site brings it to ask is not.
#[test]
fn only_this_machines_browser_is_answered() {
    let project = Project::sample();
    let preview = Preview::start(&project);
    let port = preview.port();
    let own = format!("Host: 127.0.0.1:{port}\r\n");
    let status = |request: &str| preview.ask(request).status;
    for host in ["localhost", "LocalHost", "127.0.0.1", "[::1]"] {
        assert_eq!(status(&format!("GET / HTTP/1.1\r\nHost: {host}:{port}\r\n")), "200", "{host}");
    }
    let other = port ^ 1;
    for host in ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "0.0.0.0", "user@localhost"] {
        assert_eq!(status(&format!("GET / HTTP/1.1\r\nHost: {host}:{port}\r\n")), "403", "{host}");
    }
    for host in [format!("localhost:{other}"), format!("evil.example:{port}")] {
        assert_eq!(status(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n")), "403", "{host}");
        assert_eq!(status(&format!("GET http://{host}/ HTTP/1.1\r\n{own}")), "403", "{host}");
        assert_eq!(status(&format!("GET / HTTP/1.1\r\n{own}Origin: http://{host}\r\n")), "403", "{host}");
    }
    assert_eq!(status(&format!("GET http://localhost:{port}/ HTTP/1.1\r\n{own}")), "200");
    assert_eq!(status("GET / HTTP/1.1\r\n"), "400", "no host");
    for wait in ["Origin: null\r\n", "Sec-Fetch-Site: cross-site\r\n"] {
        assert_eq!(status(&format!("GET /__gongshi/wait HTTP/1.1\r\n{own}{wait}")), "403", "{wait}");
    }
    assert_eq!(
        status(&format!("GET /__gongshi/wait HTTP/1.1\r\n{own}Sec-Fetch-Site: same-origin\r\n")),
        "200"
    );
}

#[test]
fn pages_are_read_and_nothing_else() {
    let project = Project::sample();
    let preview = Preview::start(&project);
    let port = preview.port();
    let own = format!("HTTP/1.1\r\nHost: localhost:{port}\r\n");
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"] {
        let answer = preview.ask(&format!("{method} / {own}Content-Length: 0\r\n"));
        assert_eq!(answer.status, "405", "{method}");
        assert!(answer.head.to_lowercase().contains("allow: get, head"), "{}", answer.head);
    }
    let head = preview.ask(&format!("HEAD / {own}"));
    assert!(head.status == "200" && head.body.is_empty(), "{}", head.head);
    for target in [
        "//evil.example/?today=",
        "/\\evil.example/?today=2025-09-03",
        "/%2F/evil.example?today=",
        "/%",
        "/%00",
        "/%ff",
    ] {
        let answer = preview.ask(&format!("GET {target} {own}"));
        assert_eq!(answer.status, "400", "{target}");
        assert!(!answer.head.to_lowercase().contains("location:"), "{}", answer.head);
    }
}

/// Folders that come and go, whole or in part, are seen; what they hold then too.
#[test]
fn folders_that_come_and_go_are_seen() {
    let project = Project::sample();
    let preview = Preview::start(&project);
    let home = "themes/default/templates/home.html";
    let template = |text: &str| {
        format!("{{% extends \"base.html\" %}}\n{{% block main %}}\n<h1>{text}</h1>\n{{% endblock main %}}")
    };
    let shows = |text: &str| preview.wait("/", |answer| answer.body.contains(text));
    project.write(home, template("后来的主题"));
    shows("<h1>后来的主题</h1>");
    project.write(home, template("又改了"));
    shows("<h1>又改了</h1>");
    project.remove("themes");
    preview.wait("/", |answer| !answer.body.contains("又改了"));

    let copy = Project::sample();
    for round in ["第一次", "第二次"] {
        project.remove("content");
        shows("no-content");
        crate::support::copy(&copy.path("content"), &project.path("content"));
        preview.wait("/", |answer| !answer.body.contains("no-content"));
        project.edit(SITE_FILE, "title: 示例公示网", &format!("title: {round}公示网"));
        shows(&format!("{round}公示网"));
    }
    // Another folder takes its place.
    std::fs::rename(project.path("content"), project.path("earlier")).unwrap();
    std::fs::rename(copy.path("content"), project.path("content")).unwrap();
    preview.wait("/", |answer| answer.body.contains("示例公示网") && !answer.body.contains("第二次"));
    project.edit(SITE_FILE, "title: 示例公示网", "title: 第三次公示网");
    shows("第三次公示网");
}

#[test]
fn a_build_has_nothing_of_the_preview() {
    let project = Project::sample();
    project.build();
    for (path, bytes) in project.public() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("gongshi-bar") && !text.contains("__gongshi"), "{path}");
    }
}
