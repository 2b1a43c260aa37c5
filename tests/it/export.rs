//! `export`: what is pasted into other editors says what the archive says, and keeps its looks where only inline styles are
//! kept.

use crate::support::{Project, html};

fn exported(editor: &str) -> (Project, String, String) {
    let project = Project::sample();
    project.succeed(&["publish"]);
    let out = project.path("out");
    project.succeed(&["export", "2025", "--for", editor, out.to_str().unwrap()]);
    let (body, fields) = (project.read("out/1-publicity.html"), project.read("out/1-publicity.txt"));
    (project, body, fields)
}

/// What an editor keeps: elements of text and tables with their styles.
fn sanitised(body: &str) -> String {
    let mut sanitiser = ammonia::Builder::empty();
    sanitiser
        .tags(["p", "strong", "table", "tbody", "tr", "td", "a", "br"].into())
        .generic_attributes(["style"].into())
        .tag_attributes([("a", ["href"].into())].into())
        .url_schemes(["https", "http", "mailto", "tel"].into())
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(None);
    sanitiser.clean(body).to_string()
}

#[test]
fn only_inline_styles_and_whole_addresses_are_used() {
    for editor in ["cms", "wechat"] {
        let (_, body, _) = exported(editor);
        // Parsers put rows into a body of the table.
        let kept = sanitised(&body).replace("<tbody>", "").replace("</tbody>", "");
        assert_eq!(kept.trim(), body.trim(), "{editor}");
        assert_eq!(body.contains("<a "), editor == "cms");
        assert!(!body.contains("lang=") && !body.contains("mso-"));
    }
}

#[test]
fn the_text_is_that_of_the_archive() {
    let (project, body, fields) = exported("cms");
    let shown: String = html::visible(&body).chars().filter(|c| !c.is_whitespace()).collect();
    let archived = project.read("content/published/2025/1-publicity.md");
    let (_, markdown) = archived.split_once("\n---\n").unwrap();
    let rows = markdown.lines().filter(|line| line.starts_with('|') && !line.contains("---"));
    let cells = rows.flat_map(|row| row.split('|')).map(|cell| cell.trim().trim_start_matches('['));
    let cells: Vec<&str> = cells.map(|cell| cell.split(']').next().unwrap()).collect();
    let sentences = markdown.lines().filter(|line| line.starts_with("公示期为"));
    assert!(cells.len() > 20 && sentences.clone().count() == 1);
    for text in cells.into_iter().chain(sentences) {
        assert!(shown.contains(&text.replace(' ', "")), "{text}");
    }
    // The digest at its end is that of the archived text.
    let digest = archived.lines().find_map(|line| line.strip_prefix("text: ")).unwrap().trim_matches('"');
    assert!(shown.ends_with(&format!("SHA-256：{digest}")), "{shown}");
    assert!(fields.contains("标题：关于") && fields.contains("发布时间：2025-09-01"), "{fields}");
}

#[test]
fn what_a_person_wrote_and_what_is_not_published_stays() {
    let (project, ..) = exported("cms");
    let out = project.path("out");
    project.write("out/1-publicity.html", "改过");
    let again = project.run(&["export", "2025", "--for", "cms", out.to_str().unwrap()]);
    assert_eq!((again.code, project.read("out/1-publicity.html").as_str()), (3, "改过"));

    let draft = Project::sample();
    let run = draft.run(&["export", "2025", "--for", "cms", draft.path("out").to_str().unwrap()]);
    assert!(run.code == 3 && run.stderr.contains("nothing-archived") && !draft.path("out").exists());
}
