//! Files that are no plain text are searched for what they are, or do not go out.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::{Diagnostic, Project};

/// A mobile number of nobody, and the same in pieces.
const NUMBER: &str = "13800000000";

/// What `check` says of a theme's file.
fn checked(name: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    let project = Project::sample();
    project.write(&format!("themes/default/static/{name}"), bytes);
    let found = project.diagnostics();
    found.into_iter().filter(|d| d.severity != "note").collect()
}

#[track_caller]
fn found(name: &str, bytes: &[u8], code: &str) {
    let found = checked(name, bytes);
    let codes: Vec<&str> = found.iter().map(|d| d.code.as_str()).collect();
    assert_eq!(codes, [code], "{name}: {found:#?}");
    assert!(!found[0].help.is_empty() && !found[0].message.contains(NUMBER), "{found:#?}");
}

#[track_caller]
fn passes(name: &str, bytes: &[u8]) {
    assert_eq!(checked(name, bytes), [], "{name}");
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::default());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut writer = ZlibEncoder::new(Vec::new(), Compression::default());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

const TYPES: (&str, &[u8]) = ("[Content_Types].xml", b"<?xml version=\"1.0\"?><Types/>");

fn docx(body: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body><w:p w:rsidR=\"13800000\">{body}</w:p></w:body></w:document>"
    );
    zipped(&[&[TYPES, ("word/document.xml", document.as_bytes())], more].concat())
}

#[test]
fn texts_in_other_encodings_are_read() {
    let text = format!("联系电话{NUMBER}，请于工作时间联系。");
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let wide: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    let gbk = encoding_rs::GBK.encode(&text).0.into_owned();
    for (name, bytes) in [
        ("a.txt", [b"\xFF\xFE".as_slice(), &utf16(&text)].concat()),
        ("b.txt", [b"\xFE\xFF".as_slice(), &big].concat()),
        ("c.txt", utf16(&text)),
        ("d.txt", big),
        ("e.txt", [b"\xFF\xFE\0\0".as_slice(), &wide].concat()),
        ("f.txt", wide),
        ("g.txt", gbk),
        ("h.bin", [b"\0\x01\x02\x90\xFF".as_slice(), text.as_bytes(), b"\xFF\0"].concat()),
        ("i.bin", [b"\0\x01\x02\x90\xFF".as_slice(), &utf16(&text), b"\xFF\0"].concat()),
    ] {
        found(name, &bytes, "private-in-output");
    }
    passes("a.txt", &[b"\xFF\xFE".as_slice(), &utf16("公示名单，共3人。")].concat());
    passes("b.txt", &encoding_rs::GBK.encode("公示名单，共3人。").0);
}

#[test]
fn documents_of_office_are_read_as_their_readers_see_them_and_beyond() {
    let run = |text: &str| format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>");
    let hidden = [
        docx(&run(&format!("电话{NUMBER}")), &[]),
        docx(&format!("{}{}{}", run("电话138"), run("0000"), run("0000")), &[]),
        docx(&format!("<w:del w:author=\"\"><w:r><w:delText>{NUMBER}</w:delText></w:r></w:del>"), &[]),
        docx(&run("名单"), &[("word/comments.xml", format!("<w:comments xmlns:w=\"w\"><w:comment><w:p><w:r><w:t>{NUMBER}</w:t></w:r></w:p></w:comment></w:comments>").as_bytes())]),
        docx(&run("名单"), &[("docProps/custom.xml", format!("<p><vt:lpwstr xmlns:vt=\"v\">{NUMBER}</vt:lpwstr></p>").as_bytes())]),
        docx(&run("名单"), &[("word/_rels/document.xml.rels", format!("<R><r Target=\"tel:{NUMBER}\"/></R>").as_bytes())]),
        docx(&run("1&#x33;800000000"), &[]),
        docx(&run("名单"), &[("word/embeddings/a.docx", &docx(&run(NUMBER), &[]))]),
        zipped(&[TYPES, ("xl/sharedStrings.xml", b"<sst><si><r><t>138</t></r><r><t>00000000</t></r></si></sst>")]),
        zipped(&[TYPES, ("xl/worksheets/sheet1.xml", format!("<worksheet><row><c r=\"A1\"><v>{NUMBER}</v></c></row></worksheet>").as_bytes())]),
        zipped(&[("content.xml", b"<text:p xmlns:text=\"t\">138<text:span>0000</text:span>0000</text:p>")]),
        zipped(&[("ppt/slides/slide1.xml", format!("<a:p xmlns:a=\"a\"><a:r><a:t>{NUMBER}</a:t></a:r></a:p>").as_bytes())]),
        zipped(&[("a.txt", &utf16(&format!("电话{NUMBER}，请联系")))]),
    ];
    for bytes in &hidden {
        found("a.docx", bytes, "private-in-output");
        // Whatever it is called.
        found("a.bin", bytes, "private-in-output");
    }
    found("a.txt.gz", &gzipped(NUMBER.as_bytes()), "private-in-output");
    passes("a.docx", &docx(&run("公示名单，共3人，电话010-00000000。"), &[]));
    passes("a.gz", &gzipped("公示名单".as_bytes()));
}

#[test]
fn authors_are_named_to_whoever_checks() {
    let core = |author: &str| {
        format!(
            "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:creator>{author}</dc:creator></cp:coreProperties>"
        )
    };
    let body = "<w:r><w:t>名单</w:t></w:r>";
    found("a.docx", &docx(body, &[("docProps/core.xml", core("丁示例").as_bytes())]), "author-in-file");
    found(
        "b.docx",
        &docx("<w:ins w:author=\"丁示例\"><w:r><w:t>名单</w:t></w:r></w:ins>", &[]),
        "author-in-file",
    );
    passes("a.docx", &docx(body, &[("docProps/core.xml", core("").as_bytes())]));
}

fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
    for (index, object) in objects.iter().enumerate() {
        out.extend(format!("{} 0 obj\n", index + 1).as_bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    out.extend(b"trailer\n<</Root 1 0 R>>\n%%EOF\n");
    out
}

fn stream(head: &str, bytes: &[u8]) -> Vec<u8> {
    let packed = deflated(bytes);
    let head = format!("<<{head}/Filter/FlateDecode/Length {}>>\nstream\n", packed.len());
    [head.as_bytes(), &packed, b"\nendstream"].concat()
}

fn with_content(font: &str, content: &str, table: &str) -> Vec<u8> {
    pdf(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Page/Resources<</Font<</F1 4 0 R>>>>/Contents 3 0 R>>".to_vec(),
        stream("", content.as_bytes()),
        font.as_bytes().to_vec(),
        stream("", table.as_bytes()),
    ])
}

#[test]
fn pdf_is_read_by_the_tables_of_its_fonts() {
    let latin = "<</Type/Font/Subtype/TrueType/Encoding/WinAnsiEncoding>>";
    let shown = |text: &str| format!("BT /F1 12 Tf 72 700 Td ({text}) Tj ET");
    found("a.pdf", &with_content(latin, &shown(NUMBER), ""), "private-in-output");
    found(
        "a.pdf",
        &with_content(latin, "BT /F1 12 Tf [(138) -20 (0000) 15 (0000)] TJ ET", ""),
        "private-in-output",
    );
    let one_by_one: String = NUMBER.chars().map(|c| format!("({c}) Tj 6 0 Td ")).collect();
    found("a.pdf", &with_content(latin, &format!("BT /F1 12 Tf {one_by_one} ET"), ""), "private-in-output");
    // Glyphs of a subset: figure n is glyph n + 3.
    let cid = "<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 5 0 R>>";
    let table = "1 begincodespacerange <0000> <FFFF> endcodespacerange\n1 beginbfrange <0003> <000C> <0030> endbfrange";
    let glyphs: String = NUMBER.chars().map(|c| format!("{:04X}", c.to_digit(10).unwrap() + 3)).collect();
    let content = format!("BT /F1 12 Tf <{glyphs}> Tj ET");
    found("a.pdf", &with_content(cid, &content, table), "private-in-output");
    found(
        "a.pdf",
        &with_content("<</Type/Font/Subtype/Type0/Encoding/Identity-H>>", &content, ""),
        "not-searchable",
    );
    let gbk = "<</Type/Font/Subtype/Type0/Encoding/GBK-EUC-H>>";
    found("a.pdf", &with_content(gbk, &shown(NUMBER), ""), "private-in-output");
    passes("a.pdf", &with_content(latin, &shown("List of 3 engineers"), ""));

    // Properties, remarks, XMP, what is packed into streams, and what an earlier version had.
    let texts = [
        format!("<</Title(tel {NUMBER})>>").into_bytes(),
        format!(
            "<</Type/Annot/Contents<FEFF{}>>>",
            NUMBER.encode_utf16().map(|c| format!("{c:04X}")).collect::<String>()
        )
        .into_bytes(),
        stream("/Type/Metadata/Subtype/XML", format!("<x:xmpmeta><d>{NUMBER}</d></x:xmpmeta>").as_bytes()),
        stream("/Type/ObjStm/N 1/First 4", format!("9 0 <</Subject(tel {NUMBER})>>").as_bytes()),
        stream("/Type/EmbeddedFile", &docx(&format!("<w:r><w:t>{NUMBER}</w:t></w:r>"), &[])),
    ];
    for text in texts {
        found("b.pdf", &pdf(&[b"<</Type/Catalog>>".to_vec(), text]), "private-in-output");
    }
    let mut twice = with_content(latin, &shown(NUMBER), "");
    twice.extend(with_content(latin, &shown("List"), ""));
    found("c.pdf", &twice, "private-in-output");
    found("d.pdf", &pdf(&[b"<</Author(Ding)>>".to_vec()]), "author-in-file");
    found(
        "e.pdf",
        &[&pdf(&[b"<</Type/Catalog>>".to_vec()])[..], b"trailer <</Encrypt 9 0 R>>"].concat(),
        "not-searchable",
    );
    found("f.pdf", b"\xFD\xFA no PDF \0", "not-searchable");
    // A text by the name of a document is a text.
    passes("f.pdf", "不是 PDF".as_bytes());
    // One that has nothing but its head is searched as the text it is.
    passes("g.pdf", b"%PDF-1.4 sample\n");
    found("g.pdf", format!("%PDF-1.4 {NUMBER}\n").as_bytes(), "private-in-output");
    found("h.pdf", b"%PDF-1.4 \xFD\xFA", "not-searchable");
    found("f.pdf", NUMBER.as_bytes(), "private-in-output");
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    let mut crc = flate2::Crc::new();
    crc.update(kind);
    crc.update(data);
    [&length[..], kind, data, &crc.sum().to_be_bytes()].concat()
}

fn png(extra: &[u8]) -> Vec<u8> {
    let mut plain = Cursor::new(Vec::new());
    image::RgbImage::new(4, 4).write_to(&mut plain, image::ImageFormat::Png).unwrap();
    let plain = plain.into_inner();
    // After signature and IHDR.
    [&plain[..33], extra, &plain[33..]].concat()
}

fn jpeg(extra: &[u8]) -> Vec<u8> {
    let mut plain = Cursor::new(Vec::new());
    image::RgbImage::new(4, 4).write_to(&mut plain, image::ImageFormat::Jpeg).unwrap();
    let plain = plain.into_inner();
    [&plain[..2], extra, &plain[2..]].concat()
}

fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, marker][..], &length, data].concat()
}

/// EXIF with one text field, and perhaps a latitude.
fn exif(tag: u16, text: &str, has_place: bool) -> Vec<u8> {
    let field = |tag: u16, kind: u16, count: u32, value: u32| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    let length = u32::try_from(text.len() + 1).unwrap();
    let after = 8 + 2 + 24 + 4;
    let mut out = b"II*\0\x08\0\0\0\x02\0".to_vec();
    out.extend(field(tag, 2, length, after));
    out.extend(field(0x8825, 4, 1, after + length));
    out.extend([0; 4]);
    out.extend(text.as_bytes());
    out.push(0);
    let fractions = after + length + 2 + 12 + 4;
    out.extend([1, 0]);
    out.extend(field(2, 5, 3, fractions));
    out.extend([0; 4]);
    out.extend([[u8::from(has_place), 0, 0, 0, 1, 0, 0, 0]; 3].concat());
    out
}

#[test]
fn what_is_written_beside_pixels_is_read() {
    let text = format!("tel {NUMBER}");
    let comment = [b"Comment\0".as_slice(), text.as_bytes()].concat();
    let packed = [b"Comment\0\0".as_slice(), &deflated(text.as_bytes())].concat();
    let international = [b"Comment\0\x01\0\0\0".as_slice(), &deflated(text.as_bytes())].concat();
    let pictures = [
        ("a.png", png(&chunk(b"tEXt", &comment))),
        ("a.png", png(&chunk(b"zTXt", &packed))),
        ("a.png", png(&chunk(b"iTXt", &international))),
        ("a.png", png(&chunk(b"eXIf", &exif(0x010E, &text, false)))),
        ("a.png", [png(b""), text.clone().into_bytes()].concat()),
        ("a.jpg", jpeg(&segment(0xFE, text.as_bytes()))),
        ("a.jpg", jpeg(&segment(0xE1, &[b"Exif\0\0".as_slice(), &exif(0x010E, &text, false)].concat()))),
        (
            "a.jpg",
            jpeg(&segment(
                0xE1,
                format!("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><d>{NUMBER}</d></x:xmpmeta>").as_bytes(),
            )),
        ),
        ("a.jpg", [jpeg(b""), text.clone().into_bytes()].concat()),
        ("a.svg", b"<svg><text>138<tspan>0000</tspan><tspan>0000</tspan></text></svg>".to_vec()),
        (
            "a.svg",
            format!(
                "<svg><image href=\"data:image/png;base64,{}\"/></svg>",
                data_encoding::BASE64.encode(&png(&chunk(b"tEXt", &comment)))
            )
            .into_bytes(),
        ),
    ];
    for (name, bytes) in &pictures {
        found(name, bytes, "private-in-output");
    }
    found(
        "a.jpg",
        &jpeg(&segment(0xE1, &[b"Exif\0\0".as_slice(), &exif(0x013B, "Ding", false)].concat())),
        "author-in-file",
    );
    found(
        "a.jpg",
        &jpeg(&segment(0xE1, &[b"Exif\0\0".as_slice(), &exif(0x010F, "Camera", true)].concat())),
        "place-in-picture",
    );
    for (name, bytes) in [
        ("a.png", png(b"")),
        ("a.jpg", jpeg(b"")),
        ("a.jpg", jpeg(&segment(0xE1, &[b"Exif\0\0".as_slice(), &exif(0x010F, "Camera", false)].concat()))),
    ] {
        passes(name, &bytes);
        found(name, &bytes[..bytes.len() * 2 / 3], "not-searchable");
    }
}

#[test]
fn what_cannot_be_searched_does_not_go_out() {
    let bomb = gzipped(&vec![0; 300 << 20]);
    let nested = (0..6).fold(b"x".to_vec(), |inner, _| zipped(&[("a.zip", &inner)]));
    let encrypted = zipped(&[("EncryptionInfo", b"x")]);
    for (name, bytes) in [
        ("a.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec()),
        ("a.rtf", b"{\\rtf1 \\'31\\'33}".to_vec()),
        ("a.rar", b"Rar!\x1A\x07\x01\0".to_vec()),
        ("a.7z", b"7z\xBC\xAF\x27\x1C\0\x04".to_vec()),
        ("a.docx", docx("x", &[])[..200].to_vec()),
        ("a.docx", encrypted),
        ("a.docx", b"\x01\x02\xFF\0".to_vec()),
        ("a.gz", bomb),
        ("a.zip", nested),
    ] {
        found(name, &bytes, "not-searchable");
    }
}
