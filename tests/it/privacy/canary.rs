//! A mark of its own in every private field, looked for in everything that goes out and in everything that is said.

use crate::support::preview::Preview;
use crate::support::sample::{ENGINEERS_FILE, RESULT, ROUND_FILE, TEAMS_FILE};
use crate::support::{Project, docx};

/// Marks for private fields; none is part of anything else.
const MARKS: [&str; 8] =
    ["暗记", "1901-09", "1903-07", "987654321", "1971-11-23", "1971年11月23日", "19711123", "1971/11/23"];

/// The sample with a mark of its own in every private field of every record and every person of a team, with the
/// register of objections, and with a classified entry that is exempt.
pub(crate) fn marked() -> Project {
    let project = Project::sample().at("2025-09-16");
    let marks = "  education: 博士暗记甲\n  rank: 暗记乙\n  grassroots: 是\n  years: 987654321\n  pinyin: wang an ji\n  \
                 main: 暗记一\n  outstanding: 暗记二\n  study: [{ from: 1901-09, to: 1902-06, text: 暗记三 }]\n  work: [{ \
                 from: 1903-07, to: 至今, text: 暗记四 }]\n  posts: [暗记五]\n  patents: [暗记六]\n  awards: [暗记七]\n  \
                 honours: 暗记八\n";
    // A rule for each fact, so that every one is looked at.
    let rules = [
        "text, key: main, max: 1500",
        "title, who: applicant, any_of: [院士], otherwise: outstanding, level: warning",
        "items, key: study, max: 6, gap: 0",
        "items, key: work, max: 6, gap: 0",
        "items, key: posts, max: 5",
        "items, key: patents, max: 5",
        "items, key: awards, max: 5",
        "awards-stated, wording: 无相关奖励",
        "not-again, honours: [示州工匠]",
    ];
    let source = "source: { document: measures, article: 第九条 }";
    let rules: String = rules.iter().map(|rule| format!("  - {{ rule: {rule}, {source} }}\n")).collect();
    let exempt = format!("  - {{ rule: classified, allowed: exempt, {source} }}\n");
    let plan = "content/programmes/plan.yaml";
    project.write(plan, format!("{}rules:\n{rules}{exempt}", project.read(plan)));
    project.edit(ENGINEERS_FILE, "  education: 博士\n  years: 12\n", marks);
    let person = "education: 博士暗记甲, rank: 暗记乙, grassroots: 是, years: 987654321, birth: 1971-11-23";
    project.edit(ENGINEERS_FILE, "birth: 1985-03-02", "birth: 1971-11-23");
    project.edit(TEAMS_FILE, "{ name: 孙二, birth: 1992-03-04 }", &format!("{{ name: 孙二, {person} }}"));
    project.edit(TEAMS_FILE, "name: 周全, title: 研究员,", &format!("name: 周全, title: 研究员, {person},"));
    project.edit(
        TEAMS_FILE,
        "title: 正高级工程师, birth: 1983-08-10",
        &format!("title: 正高级工程师, {person}"),
    );
    project.write(ROUND_FILE, project.read(ROUND_FILE) + RESULT);
    project.write(
        "content/rounds/2025/objections.yaml",
        "- { received: 2025-09-03 10:00, channel: 信函, about: g2025-003, by: person, real_name: true, sent_to: 暗记丙, \
         sent: 2025-09-04, report: 2025-09-05, decision: upheld, decided: 2025-09-06, note: 暗记丁所反映的情况属实 }\n",
    );
    let classified = "- { id: mark-987654321, programme: plan, name: 暗记戊, unit: 暗记己公司, title: 暗记庚, field: 暗记辛, \
                      recommender: 暗记壬, channel: 暗记癸, birth: 1971-11-23, education: 暗记子, rank: 暗记丑, classified: 是, \
                      summary: 暗记寅, achievements: [{ kind: 暗记卯, name: 暗记辰, role: 暗记巳, contribution: 暗记午 }] }\n";
    project.write(ENGINEERS_FILE, classified.to_owned() + &project.read(ENGINEERS_FILE));
    project
}

/// The reading given for a name, as the search writes it.
const READING: &str = "wang an ji";

fn assert_unseen(seen: &[(String, String)]) {
    for (path, text) in seen {
        for mark in MARKS {
            assert!(!text.contains(mark), "{mark} is in {path}");
        }
        // A reading is published for the search to find, and only there.
        let is_search = path.starts_with("public/search/") || path.starts_with("elsewhere/search/");
        let joined = READING.replace(' ', "");
        let found = text.contains(READING) || text.contains(&joined);
        assert!(!found || is_search, "the reading is in {path}");
    }
}

#[test]
fn marks_in_private_fields_are_seen_nowhere() {
    let project = marked();
    project.succeed(&["generate"]);
    project.succeed(&["publish"]);
    project.succeed(&["-v", "build", "--timings"]);
    let mut seen = said(&project);
    for (path, bytes) in project.tree() {
        let own = path.starts_with("content/rounds/") || path == "public/";
        if !own {
            let text = match path.ends_with(".docx") {
                true => docx::text(&bytes),
                false => String::from_utf8_lossy(&bytes).into_owned(),
            };
            seen.push((path, text));
        }
    }
    assert!(seen.len() > 60, "the edition, the review and the ledger are looked at");
    let search =
        seen.iter().filter(|(path, text)| path.starts_with("public/search/") && text.contains(READING));
    assert!(search.count() > 0, "the search has the reading, or its mark would prove nothing");
    assert_unseen(&seen);
}

/// What every command says of a project, to people and to programs.
fn said(project: &Project) -> Vec<(String, String)> {
    let commands: [&[&str]; 9] = [
        &["-v", "check"],
        &["--json", "check"],
        &["--lang", "en", "check"],
        &["-v", "build", "--out", "elsewhere"],
        &["--json", "generate"],
        &["status"],
        &["order", "2025"],
        &["report", "2025"],
        &["rules"],
    ];
    let run = |args: &&[&str]| {
        let run = project.run(args);
        (args.join(" "), run.stdout + &run.stderr)
    };
    commands.iter().map(run).collect()
}

/// What the preview shows of a project with errors, on its pages and in its terminal.
fn previewed(project: &Project) -> Vec<(String, String)> {
    let preview = Preview::start(project);
    let pages = ["/", "/about.html", "/engineers/g2025-001.html", "/rounds/2025.html?today=2025-09-03T12:00"];
    let mut seen: Vec<_> = pages.map(|page| (page.to_owned(), preview.get(page, "").body)).into();
    assert!(seen[0].1.contains("gongshi-problems"), "the problems are on the page: {}", seen[0].1);
    seen.push(("the preview's terminal".to_owned(), preview.end()));
    seen
}

/// Holds a wrong project to silence about every mark, in every command and in the preview.
fn assert_silent(project: &Project, wrong: &str) {
    let check = project.run(&["check"]);
    assert_eq!(check.code, 1, "{wrong}");
    assert!(
        check.stderr.contains("-->") && check.stderr.contains("办法"),
        "place and remedy: {}",
        check.stderr
    );
    assert_unseen(&said(project));
    assert_unseen(&previewed(project));
}

const OBJECTIONS: &str = "content/rounds/2025/objections.yaml";

/// Where something is wrong, in a private value or beside one, messages name the place and repeat nothing.
#[test]
fn messages_about_wrong_records_repeat_no_private_value() {
    for (file, from, to) in [
        (ENGINEERS_FILE, "years: 987654321", "years: 暗记"),
        (ENGINEERS_FILE, "grassroots: 是\n", "grassroots: 暗记\n"),
        (ENGINEERS_FILE, "  birth: 1971-11-23\n", "  birth: 1971/11/23\n"),
        (ENGINEERS_FILE, "classified: 是", "classified: 是, 暗记: 暗记"),
        (ENGINEERS_FILE, "classified: 是", "classified: 暗记"),
        (ENGINEERS_FILE, "id: mark-987654321", "id: 暗记"),
        (TEAMS_FILE, "{ name: 孙二, education", "{ name: 孙二, nmae: 孙, education"),
        (TEAMS_FILE, "name: 周全, title: 研究员, education", "name: \"?\", education"),
        (OBJECTIONS, "by: person", "by: 暗记"),
        (OBJECTIONS, "report: 2025-09-05", "report: 暗记"),
        (OBJECTIONS, "received: 2025-09-03 10:00", "received: 暗记"),
    ] {
        let project = marked();
        project.edit(file, from, to);
        assert_silent(&project, to);
    }
}

/// Private values that take several lines, or stand where they should not.
#[test]
fn messages_about_values_on_several_lines_repeat_none_of_them() {
    for (from, to) in [
        ("posts: [暗记五]", "posts:\n    - 暗记五\n    - [暗记]"),
        ("posts: [暗记五]", "posts:\n    - 暗记: 暗记五"),
        ("honours: 暗记八", "honours:\n    暗记八: 暗记"),
        ("text: 暗记三 }]", "text: 暗记三, 暗记大学: 暗记 }]"),
        (
            "study: [{ from: 1901-09, to: 1902-06, text: 暗记三 }]",
            "study:\n    - from: 1901-09\n      to: 1902-06\n      txet: 暗记三",
        ),
        (
            "study: [{ from: 1901-09, to: 1902-06, text: 暗记三 }]",
            "study:\n    - from: 1901-09\n      to: 1902-06\n      text: [暗记三]",
        ),
        ("main: 暗记一", "main:\n    - 暗记一\n    - 暗记"),
    ] {
        let project = marked();
        project.edit(ENGINEERS_FILE, from, to);
        assert_silent(&project, to);
    }
    // A line that goes on with a private value and then with a wrong public one.
    let project = marked();
    let (classified, rest) =
        project.read(ENGINEERS_FILE).split_once('\n').map(|(c, r)| (c.to_owned(), r.to_owned())).unwrap();
    let two_lines = "- { id: g2025-008, programme: plan, name: 丁一, unit: 丁公司, main: \"暗记一\n    暗记二\", field: 不存在, \
                     recommender: 丁协会 }\n";
    project.write(ENGINEERS_FILE, format!("{classified}\n{two_lines}{rest}"));
    assert_silent(&project, "unknown field");
}

/// What is not YAML at all, or beyond its limits, stands on lines that may hold anything.
#[test]
fn messages_about_files_that_do_not_read_repeat_no_line_of_them() {
    for (file, from, to) in [
        (ENGINEERS_FILE, "summary: 暗记寅", "summary: \"暗记寅"),
        (ENGINEERS_FILE, "summary: 暗记寅", "summary: 暗记寅: 暗记"),
        (ENGINEERS_FILE, "summary: 暗记寅", "summary: *暗记"),
        (ENGINEERS_FILE, "summary: 暗记寅", "summary: !暗记 暗记寅"),
        (
            ENGINEERS_FILE,
            "summary: 暗记寅",
            "summary: [[[[[[[[[[[[[[[[[[[[[[[[[[[[暗记]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
        ),
        (ENGINEERS_FILE, "summary: 暗记寅", "summary: 暗记寅\u{1}"),
        (ENGINEERS_FILE, "  rank: 暗记乙", "  rank：暗记乙"),
        (ENGINEERS_FILE, "  main: 暗记一", "  main: 暗记一\n\t暗记"),
        (ENGINEERS_FILE, "  outstanding: 暗记二", "  outstanding: 暗记二\n暗记"),
        (ENGINEERS_FILE, "  posts: [暗记五]", "  posts: [暗记五"),
        (TEAMS_FILE, "{ name: 孙二, education", "{{ name: 孙二, education"),
        (OBJECTIONS, "sent_to: 暗记丙", "sent_to: \"暗记丙"),
        (OBJECTIONS, "note: 暗记丁所反映的情况属实", "note: 暗记丁: 暗记"),
        (OBJECTIONS, "note: 暗记丁所反映的情况属实", "note: 暗记丁\u{202E}"),
    ] {
        let project = marked();
        project.edit(file, from, to);
        assert_silent(&project, to);
    }
    // Of another encoding only the encoding is said.
    let project = marked();
    let mut bytes = project.read(OBJECTIONS).into_bytes();
    bytes.extend(b"  # \xB0\xB5\xBC\xC7\n");
    project.write(OBJECTIONS, bytes);
    assert_silent(&project, "GBK");
}

/// In the records that hold nothing private a slip is shown with its line, as anywhere.
#[test]
fn lines_of_other_files_are_shown_with_their_slips() {
    let project = marked();
    project.edit(ROUND_FILE, "year: 2025", "year：2025");
    let said = project.run(&["check"]).stderr;
    assert!(said.contains("year：2025"), "{said}");
    let project = marked();
    project.edit(ENGINEERS_FILE, "  name: 李明", "  nmae: 李明");
    let said = project.run(&["check"]).stderr;
    assert!(said.contains("nmae: 李明"), "{said}");
}

/// A defect of the program tells where in the program, never what it was working on. The test runs itself to see.
#[test]
fn a_panic_repeats_no_record() {
    const CHILD: &str = "GONGSHI_TEST_PANICS";
    if std::env::var_os(CHILD).is_some() {
        gongshi::cli::crash::hide_panic_messages();
        let record = "暗记".repeat(std::env::args().count());
        // Inside a character: the standard library's message quotes the text.
        let _ = &record[1..];
        unreachable!();
    }
    let mut child = std::process::Command::new(std::env::current_exe().unwrap());
    child.env(CHILD, "1").args(["--exact", "privacy::canary::a_panic_repeats_no_record", "--nocapture"]);
    let output = child.output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap() + &String::from_utf8(output.stdout).unwrap();
    assert!(!output.status.success());
    assert!(said.contains("canary.rs:") && !said.contains("暗记"), "{said}");
}
