//! Any text that a record may hold, through escaping, Markdown and the page.

use gongshi::render::commonmark::to_html;
use gongshi::render::escape::{escaped, paragraphs};
use gongshi::world::text::forbidden;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};

use crate::support::html::visible;

/// The text of Markdown, if all it holds is text in the elements around it.
fn only_text(source: &str, tags: usize) -> Result<String, String> {
    let mut text = String::new();
    let mut found = 0;
    for event in Parser::new_ext(source, Options::ENABLE_TABLES) {
        match event {
            Event::Text(part) => text += &part,
            Event::Start(_) => found += 1,
            Event::End(_) => {}
            other => return Err(format!("{other:?}")),
        }
    }
    if found == tags { Ok(text) } else { Err(format!("{found} elements")) }
}

/// Texts a record may hold on one line: any character, or many of those that mean something to Markdown.
pub(super) fn lines() -> impl Strategy<Value = String> {
    let marks = "[-+*_`~#=:|<>&!\\\\\\[\\](){}\"'. 0-9a甲，。“”]{1,24}";
    let allowed = |text: &String| forbidden(text).is_none() && !text.trim().is_empty();
    prop_oneof!["\\PC{1,24}", marks, "[ 0-9.)#-]{1,6}.{0,4}", "[甲 ]{1,3}[ #=-]{1,4}"]
        .prop_filter("may be published", allowed)
}

proptest! {
    // A failure is shown with its smallest input; it need not be kept in a file.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn escaped_text_is_text_wherever_a_template_puts_it(text in lines()) {
        let e = escaped(&text);
        for (source, before, after, tags) in [
            (e.clone(), "", "", 1),
            (format!("甲{e}乙"), "甲", "乙", 1),
            (format!("# {e}"), "", "", 1),
            (format!("- {e}"), "", "", 2),
            (format!("[{e}](x.html)"), "", "", 2),
            (format!("甲\n\n{e}"), "甲", "", 2),
            (format!("| 甲 |\n| --- |\n| {e} |"), "甲", "", 5),
            (format!("| 甲 |\n| --- |\n| [{e}](x.html) |"), "甲", "", 6),
        ] {
            let found = only_text(&source, tags);
            prop_assert_eq!(found, Ok(format!("{before}{text}{after}")), "{}", source);
        }
    }

    #[test]
    fn escaped_text_is_seen_as_typed_on_a_page(text in lines()) {
        let seen = visible(&to_html(&escaped(&text), "表格").unwrap().html);
        prop_assert_eq!(seen.trim_matches('\n'), text);
    }

    #[test]
    fn a_text_of_several_lines_becomes_paragraphs(lines in proptest::collection::vec(lines(), 1..4)) {
        let page = to_html(&paragraphs(&lines.join("\n")), "表格").unwrap().html;
        let seen = visible(&page);
        let seen: Vec<&str> = seen.lines().filter(|line| !line.is_empty()).collect();
        let typed: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
        prop_assert_eq!(seen, typed);
    }
}
