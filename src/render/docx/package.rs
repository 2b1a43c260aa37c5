//! The package of a Word document: its parts in a zip file (ECMA-376).

use std::io::{Cursor, Write};

use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const CONTENT_TYPES: &str = include_str!("parts/content-types.xml");
const RELATIONS: &str = include_str!("parts/relations.xml");
const DOCUMENT_RELATIONS: &str = include_str!("parts/document-relations.xml");
const STYLES: &str = include_str!("parts/styles.xml");
const FONTS: &str = include_str!("parts/fonts.xml");
const SETTINGS: &str = include_str!("parts/settings.xml");
const FOOTER_ODD: &str = include_str!("parts/footer-odd.xml");
const FOOTER_EVEN: &str = include_str!("parts/footer-even.xml");
const SECTION: &str = include_str!("parts/section.xml");

/// A document with a title among its properties and this body.
pub(super) fn document(title: &str, body: &str) -> Vec<u8> {
    let document = format!(
        "{DECLARATION}<w:document {NAMESPACES}><w:body>{body}{}</w:body></w:document>",
        SECTION.trim()
    );
    let properties = format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>",
        escape(title)
    );
    zip(&[
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", RELATIONS),
        ("docProps/core.xml", &properties),
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS),
        ("word/styles.xml", STYLES),
        ("word/fontTable.xml", FONTS),
        ("word/settings.xml", SETTINGS),
        ("word/footer1.xml", FOOTER_ODD),
        ("word/footer2.xml", FOOTER_EVEN),
    ])
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// A zip file of these parts, with no time of making, so that the same parts give the same bytes.
fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        // Writing to memory does not fail.
        let _ = writer.start_file(*name, options);
        let _ = writer.write_all(text.as_bytes());
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}
