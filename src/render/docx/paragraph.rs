//! Paragraphs and what they are made of.

use quick_xml::escape::escape;

/// A piece of a paragraph that looks the same throughout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) bold: bool,
}

/// A line of text.
pub(super) type Line = Vec<Run>;

/// The characters of a line, without what they look like.
pub(super) fn plain(line: &[Run]) -> String {
    line.iter().map(|run| run.text.as_str()).collect()
}

/// The properties of a paragraph that are those of a style.
pub(super) fn style(name: &str) -> String {
    format!("<w:pStyle w:val=\"{name}\"/>")
}

/// A paragraph of these runs.
pub(super) fn paragraph(properties: &str, line: &[Run]) -> String {
    let mut xml = format!("<w:p><w:pPr>{properties}</w:pPr>");
    for run in line {
        let bold = if run.bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
        xml.push_str(&format!(
            "<w:r>{bold}<w:t xml:space=\"preserve\">{}</w:t></w:r>",
            escape(run.text.as_str())
        ));
    }
    xml + "</w:p>"
}

/// A paragraph of one plain text.
pub(super) fn plain_paragraph(properties: &str, text: &str) -> String {
    paragraph(properties, &[Run { text: text.to_owned(), bold: false }])
}
