//! What is typed is what is read: text of records stays text through Markdown, HTML and data files, whatever
//! another language on the way would make of it.

mod authored;
mod others;
mod random;
mod typed;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, Options, Parser};
use serde_json::Value;

use crate::support::html::{Token, tokens, visible};
use crate::support::plain::{NAME, PLAIN, SITE};
use crate::support::sample::ENGINEERS_FILE;
use crate::support::{Project, Tree, sha256};

/// Texts that YAML, Tera, Markdown, HTML or a spreadsheet would give a meaning.
const NASTY: &[&str] = &[
    "<script>alert(1)</script>",
    "<b>粗</b><!-- 注 --><br>",
    "\"quotes\" & 'such'",
    "&amp; &lt; &#65; &copy;",
    "{{ 7*7 }}",
    "{% include \"x\" %}",
    "{# 注 #}",
    "2025. 年",
    "2025) 年",
    "1) 一",
    "# 一",
    "一 #",
    "## 一 ##",
    "    四个空格",
    "　　全角空格",
    "末尾空格  ",
    "甲  乙   丙",
    "*重点*",
    "**重点：**该同志",
    "_a_ __b__",
    "[x](javascript:y)",
    "[x]: https://example.org",
    "![x](y)",
    "[^1]: [ ] 任务",
    "<https://example.org>",
    "https://example.org。",
    "甲|乙",
    "|甲|乙|",
    "3~5人，10~20万元",
    "~~删~~ ~~~",
    "`代码` ``x``",
    "```",
    "\\",
    "\\*\\|",
    "末尾\\",
    "- 列表",
    "+ 加",
    "> 引用",
    "=SUM(1)",
    ":a",
    ":--",
    "---",
    "***",
    "===",
    "$x$ ^上^ ==亮== {#id .class}",
    "C++、C#、A&B、AT&T;",
    "𬭎䶮㑇𠮷葛\u{E0100}é",
];

/// Stands for a text where what is named may not be called so.
const NOBODY: &str = "某人";

/// Whether a person, a team or a unit may be called by a text: what a name may not hold is told by a test of its own.
fn is_name(text: &str) -> bool {
    let never = "\"'“”‘’?？□〓*＊■×()（）[]【】〔〕{}<>〈〉《》｛｝［］\u{3000}\t";
    let blanks = text.contains("  ") || text.trim() != text;
    text.chars().any(char::is_alphanumeric) && !blanks && !text.contains(|c| never.contains(c))
}

/// The edition of the plain site with a text in place of the plain one; in names only if they may hold it.
fn edition(text: &str, in_names: bool) -> Tree {
    let project = Project::empty().at("2025-09-20");
    // A JSON string is a YAML string too.
    let quoted = |text: &str| Value::from(text).to_string();
    let name = if in_names { text } else { NOBODY };
    for (path, source) in SITE {
        project.write(path, source.replace(PLAIN, &quoted(text)).replace(NAME, &quoted(name)));
    }
    let studio = project.read("content/programmes/plan.yaml").replace("individual", "team");
    project.write("content/programmes/studio.yaml", studio);
    project.build();
    named(project.public())
}

/// An edition in which the digest of a Markdown file, printed at the foot of its page, is the file's name: it changes
/// with the text, and is that of this very file.
fn named(mut edition: Tree) -> Tree {
    let files: Vec<(String, String)> = edition
        .iter()
        .filter(|(path, _)| path.ends_with(".md"))
        .map(|(path, bytes)| (sha256(bytes), format!("#{path}")))
        .collect();
    let mut printed = 0;
    for (path, bytes) in edition.iter_mut().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8(std::mem::take(bytes)).unwrap();
        let own = path.replace(".html", ".md");
        let page = files.iter().filter(|(_, name)| name[1..] == own).fold(page, |page, (digest, name)| {
            printed += page.matches(digest).count();
            page.replace(digest, name)
        });
        *bytes = page.into_bytes();
    }
    assert!(printed > 2, "each notice prints the digest of its text");
    edition
}

/// The edition of each nasty text, made once for all tests.
fn nasty_edition(text: &str) -> &'static Tree {
    static EDITIONS: [OnceLock<Tree>; NASTY.len()] = [const { OnceLock::new() }; NASTY.len()];
    let index = NASTY.iter().position(|nasty| *nasty == text).unwrap();
    EDITIONS[index].get_or_init(|| edition(text, is_name(text)))
}

/// Each nasty edition against the plain one, file by file: what a check makes of the plain file with the text put
/// in must be what it makes of the nasty file.
fn compare<T: PartialEq>(
    ending: &str,
    plain_to: impl Fn(&str, &str) -> T,
    nasty_to: impl Fn(&str, &str) -> T,
) {
    let plains = [false, true].map(|in_names| edition(PLAIN, in_names));
    let mut failures = Vec::new();
    let mut compared = 0;
    for text in NASTY {
        let in_names = is_name(text);
        let (plain, nasty) = (&plains[usize::from(in_names)], nasty_edition(text));
        assert!(plain.keys().eq(nasty.keys()), "{text}");
        for (path, bytes) in plain.iter().filter(|(path, _)| path.ends_with(ending)) {
            let [plain, nasty] = [bytes, &nasty[path]].map(|bytes| std::str::from_utf8(bytes).unwrap());
            if plain_to(plain, text) != nasty_to(nasty, text) {
                failures.push(format!("{text:?} in {path}"));
            }
            compared += 1;
        }
    }
    assert!(compared >= NASTY.len() && failures.is_empty(), "{}", failures.join("\n"));
}

/// The rows of a list for spreadsheets, without its head, and without the tab that keeps a cell from being a number.
fn data_rows(source: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(source.trim_start_matches('\u{FEFF}').as_bytes());
    let cell = |cell: &str| cell.strip_suffix('\t').unwrap_or(cell).to_owned();
    reader.records().map(|row| row.unwrap().iter().map(cell).collect()).collect()
}

/// A text as a cell begins with it: what a spreadsheet would run has an apostrophe before it.
fn guarded(text: &str) -> String {
    let runs = text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if runs { format!("'{text}") } else { text.to_owned() }
}

/// A cell with a text in place of the plain one; guarded where it begins the cell.
fn with_text(cell: &str, guarded: &str) -> String {
    cell.replace(PLAIN, guarded)
}

/// A page as tokens with the plain text replaced; white space at the ends of a text is not seen, and anchors are
/// made of headings by rules of their own.
fn expected(page: &str, text: &str) -> Vec<Token> {
    expected_of(tokens(page), text)
}

fn expected_of(read: Vec<Token>, text: &str) -> Vec<Token> {
    let put = |old: &str| old.replace(PLAIN, text).replace(text, text.trim()).trim().to_owned();
    let attribute = |(key, value): (String, String)| {
        let value = percent_decode_str(&value).decode_utf8().unwrap().into_owned();
        (key != "id").then(|| (key, put(&value)))
    };
    // A feed holds whole pages as text.
    let mut inside_page = false;
    let mut out = Vec::new();
    for token in read {
        match token {
            Token::Open(name, attributes) => {
                inside_page = attributes.iter().any(|(key, value)| key == "type" && value == "html");
                out.push(Token::Open(name, attributes.into_iter().filter_map(attribute).collect()));
            }
            Token::Text(page) if inside_page => out.extend(expected_of(tokens(&page), text)),
            Token::Text(old) => out.push(Token::Text(put(&old))),
            close => out.push(close),
        }
    }
    out
}

#[test]
fn nasty_text_arrives_in_every_page_as_text_and_changes_no_element() {
    // The pages of the search list people by their initials, which the text changes.
    let pages = |source: &str, text: &str| match source.contains("page-search") {
        true => Vec::new(),
        false => expected(source, text),
    };
    compare(".html", pages, pages);
}

/// The pages of the search list people by the initials of their readings, so that a text moves them to other pages:
/// what all of these pages hold together, each token counted and initials apart, is the same.
fn of_search(edition: &Tree, read: impl Fn(&str) -> Vec<Token>) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    let pages = edition.iter().filter(|(path, _)| path.starts_with("search") && path.ends_with(".html"));
    for token in pages.flat_map(|(_, bytes)| read(std::str::from_utf8(bytes).unwrap())) {
        let token = match token {
            Token::Text(text) => Token::Text(without_initial(&text)),
            Token::Open(name, attributes) => {
                let plain = attributes.into_iter().map(|(key, value)| (key, without_initial(&value)));
                Token::Open(name, plain.collect())
            }
            close => close,
        };
        *counted.entry(format!("{token:?}")).or_default() += 1;
    }
    assert!(counted.len() > 40, "{counted:#?}");
    counted
}

/// `P（2）`, `读音首字母为P的`, `名单索引：P` and `search/p.html` without the initial.
fn without_initial(text: &str) -> String {
    let is_initial = |name: &str| {
        ["其他", "other"].contains(&name) || (name.len() == 1 && name.as_bytes()[0].is_ascii_alphabetic())
    };
    let words = ["读音首字母为", "名单索引：", "search/"];
    let before = words.iter().find_map(|word| Some(text.find(word)? + word.len())).unwrap_or(0);
    let (before, rest) = text.split_at(before);
    let end = rest.find(['（', '的', '.']).unwrap_or(rest.len());
    if is_initial(&rest[..end]) { format!("{before}[initial]{}", &rest[end..]) } else { text.to_owned() }
}

#[test]
fn nasty_text_arrives_in_the_pages_of_the_search_as_text() {
    let plains = [false, true].map(|in_names| edition(PLAIN, in_names));
    for text in NASTY {
        let in_names = is_name(text);
        let (plain, nasty) = (&plains[usize::from(in_names)], nasty_edition(text));
        let [plain, nasty] = [plain, nasty].map(|edition| of_search(edition, |page| expected(page, text)));
        let differing: Vec<_> =
            plain.iter().chain(&nasty).filter(|(token, _)| plain.get(*token) != nasty.get(*token)).collect();
        assert!(differing.is_empty(), "{text}: {differing:#?}");
    }
}

#[test]
fn nasty_text_arrives_in_every_markdown_file_as_text() {
    compare(
        ".md",
        |plain, text| markdown(plain).replace(PLAIN, text).replace(text, text.trim()),
        |nasty, text| markdown(nasty).replace(text, text.trim()),
    );
}

/// A Markdown file as another renderer reads it: the values of its front matter, then tags and texts.
fn markdown(source: &str) -> String {
    let (front, body) = source.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
    let value = |line: &str| serde_json::from_str::<String>(line.split_once(": ").unwrap().1).unwrap();
    let mut out: String = front.lines().map(|line| value(line) + "\n").collect();
    for event in Parser::new_ext(body, Options::ENABLE_TABLES) {
        match event {
            Event::Text(text) => out += &text,
            other => out += &format!("\n{other:?}\n"),
        }
    }
    out
}

/// A calendar file as a program reads it: unfolded, each line a name with its parameters and a value without escapes.
fn calendar(source: &str) -> Vec<(String, String)> {
    assert!(source.ends_with("\r\n") && source.lines().all(|line| line.len() <= 75), "{source}");
    assert!(!source.replace("\r\n", "").contains(['\r', '\n']), "{source}");
    let unfolded = source.replace("\r\n ", "");
    let line = |line: &str| {
        let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("{line}"));
        let mut plain = String::new();
        let mut chars = value.chars();
        while let Some(c) = chars.next() {
            plain.push(match c {
                '\\' => match chars.next() {
                    Some('n' | 'N') => '\n',
                    Some(escaped @ ('\\' | ',' | ';')) => escaped,
                    other => panic!("{other:?} is no escape: {line}"),
                },
                c => c,
            });
        }
        (name.to_owned(), plain)
    };
    unfolded.trim_end().split("\r\n").map(line).collect()
}

#[test]
fn nasty_text_arrives_in_data_files_as_text() {
    let json = |source: &str| serde_json::from_str::<Value>(source).unwrap();
    let put =
        |source: &str, text: &str| source.replace(PLAIN, Value::from(text).to_string().trim_matches('"'));
    compare("rounds/2025/list.json", |plain, text| json(&put(plain, text)), |nasty, _| json(nasty));
    let rows = data_rows;
    compare(
        "rounds/2025/list.csv",
        |plain, text| {
            rows(plain)
                .into_iter()
                .map(|row| row.into_iter().map(|c| with_text(&c, &guarded(text))).collect())
                .collect::<Vec<Vec<_>>>()
        },
        |nasty, _| rows(nasty),
    );
    // XML is read like HTML here: the same elements, the same references.
    compare("feed.xml", expected, expected);
    let put = |source: &str, text: &str| {
        calendar(source)
            .into_iter()
            .map(|(name, value)| (name, value.replace(PLAIN, text)))
            .collect::<Vec<_>>()
    };
    compare(".ics", put, |nasty, _| calendar(nasty));
}

#[test]
fn a_summary_keeps_its_paragraphs_and_each_of_them_its_text() {
    let project = Project::sample();
    let lines: Vec<String> = NASTY.iter().map(|text| (*text).to_owned()).collect();
    let summary = Value::from(lines.join("\n")).to_string();
    project.edit(ENGINEERS_FILE, "summary: 从事电机设计。", &format!("summary: {summary}"));
    project.build();
    let page = visible(&project.page("engineers/g2025-002.html"));
    let shown: Vec<&str> = page.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let first = shown.iter().position(|line| *line == NASTY[0]).unwrap();
    let expected: Vec<&str> = NASTY.iter().map(|text| text.trim()).collect();
    assert_eq!(shown[first..first + expected.len()], expected);
}
