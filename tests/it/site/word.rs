//! The Word document of a notice: its text is the notice's, it is laid out as GB/T 9704-2012 has it, and it says nothing
//! of who made it.

use pulldown_cmark::{Event, Options, Parser};

use super::at;
use crate::support::Project;
use crate::support::docx::{parts, readable};
use crate::support::many::people;

const WORD: &str = "rounds/2025/1-publicity.docx";

fn part(project: &Project, path: &str, name: &str) -> String {
    let bytes = project.public().remove(path).unwrap_or_else(|| panic!("no {path}"));
    parts(&bytes).into_iter().find(|(found, _)| found == name).unwrap().1
}

/// The characters of a document that are no spaces, in order.
fn text(document: &str) -> String {
    readable(document).split_whitespace().collect()
}

/// The same of Markdown with front matter.
fn text_of_markdown(markdown: &str) -> String {
    let body = markdown.splitn(3, "---\n").nth(2).unwrap();
    let texts = Parser::new_ext(body, Options::ENABLE_TABLES).filter_map(|event| match event {
        Event::Text(text) | Event::Code(text) => Some(text.into_string()),
        _ => None,
    });
    texts.collect::<String>().split_whitespace().collect()
}

#[test]
fn the_text_is_that_of_the_notice_for_every_notice() {
    let project = at("2025-09-20");
    for stem in ["1-publicity", "2-correction", "3-result"] {
        let word = text(&part(&project, &format!("rounds/2025/{stem}.docx"), "word/document.xml"));
        assert_eq!(word, text_of_markdown(&project.page(&format!("rounds/2025/{stem}.md"))), "{stem}");
        assert!(word.contains("示例市科学技术协会"), "{stem}: {word}");
    }
    assert!(
        project.page("rounds/2025/1-publicity.html").contains("href=\"../../rounds/2025/1-publicity.docx\"")
    );
}

#[test]
fn what_means_something_to_xml_or_markdown_is_text() {
    let project = Project::sample();
    project.edit(
        "content/rounds/2025/engineers.yaml",
        "unit: 示例甲软件有限公司",
        "unit: \"示例<w:p>&amp;'乙_丙]|\"",
    );
    project.build();
    let word = part(&project, WORD, "word/document.xml");
    assert!(text(&word).contains("示例<w:p>&amp;'乙_丙]|"), "{word}");
}

#[test]
fn heads_are_repeated_rows_are_whole_and_columns_fill_the_page() {
    let project = people(60);
    project.build();
    let document = part(&project, WORD, "word/document.xml");
    let rows: Vec<&str> = document.split("<w:tr>").skip(1).collect();
    assert!(rows.len() > 60, "{}", rows.len());
    assert!(rows.iter().all(|row| row.contains("<w:cantSplit/>")));
    for table in document.split("<w:tbl>").skip(1) {
        assert_eq!(table.matches("<w:tblHeader/>").count(), 1);
        let widths = table.split("<w:gridCol w:w=\"").skip(1);
        let all: usize = widths.map(|rest| rest.split('"').next().unwrap().parse::<usize>().unwrap()).sum();
        assert!((8_830..=8_845).contains(&all), "{all}");
    }
}

#[test]
fn it_says_nothing_of_who_made_it_and_when() {
    let project = Project::sample();
    project.build();
    let first = project.public();
    for (name, text) in parts(&first[WORD]) {
        for word in
            ["creator", "lastModifiedBy", "created", "modified", "rsid", "<w:ins ", "<w:del ", "w:author"]
        {
            assert!(!text.contains(word), "{name}: {word}");
        }
    }
    std::fs::remove_dir_all(project.path("public")).unwrap();
    project.build();
    assert_eq!(first.get(WORD), project.public().get(WORD));
}
