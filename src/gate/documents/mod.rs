//! What stands in files that are no plain text: documents, pictures, archives. Each is searched for what it is, by the same
//! judgement as any text; what cannot be searched does not go out.
//!
//! A file is told by its bytes, not by its name. All of it counts, whether a reader would see it or not: what was deleted and
//! is still there, who wrote it, where a picture was taken.

mod archive;
mod encoding;
mod exif;
mod markup;
mod pdf;
mod picture;

use data_encoding::BASE64_NOPAD;

use crate::diagnostic::{Diagnostic, Location, error, text, warning};
use crate::world::limits;
use crate::world::text::utf8;

/// How deep files may lie in one another: a picture in a document in an archive.
const DEPTH: usize = 4;

/// What a file holds.
#[derive(Debug, Default)]
struct Search {
    /// Its texts, as a reader would have them, and as they are stored where that is another.
    texts: Vec<String>,
    /// Whom it names as author or editor.
    authors: Vec<String>,
    /// Whether it says where a picture was taken.
    has_place: bool,
    /// How many bytes have been unpacked.
    unpacked: u64,
    depth: usize,
}

/// Why a file cannot be searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unsearchable {
    /// It wants a password.
    Encrypted,
    /// It is not whole, or not what its name says.
    Damaged,
    /// An archive of a kind that is not read.
    Archive,
    /// A document of a kind that is not read: what Word, Excel and PowerPoint wrote until 2003, and rich text.
    OldDocument,
    /// A PDF with letters by number alone: nobody can tell which they are.
    Glyphs,
    /// It unpacks to more than is searched, or files lie too deep in one another.
    TooMuch,
}

/// A format: how it begins, and how it is read.
struct Format {
    is: fn(&[u8]) -> bool,
    read: fn(&mut Search, &[u8]) -> Result<(), Unsearchable>,
}

/// The formats that are read, and those that are known and are not.
const FORMATS: &[Format] = &[
    Format { is: pdf::is_pdf, read: pdf::read },
    Format {
        is: |bytes| bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06"),
        read: archive::zip,
    },
    Format { is: |bytes| bytes.starts_with(&[0x1F, 0x8B]), read: archive::gzip },
    Format { is: |bytes| bytes.starts_with(picture::PNG), read: picture::png },
    Format { is: |bytes| bytes.starts_with(&[0xFF, 0xD8, 0xFF]), read: picture::jpeg },
    Format {
        is: |bytes| bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
        read: picture::webp,
    },
    Format { is: |bytes| bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*"), read: picture::tiff },
    Format { is: archive::is_other, read: |_, _| Err(Unsearchable::Archive) },
    Format {
        is: |bytes| bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]),
        read: |_, _| Err(Unsearchable::OldDocument),
    },
    Format { is: |bytes| bytes.starts_with(b"{\\rtf"), read: |_, _| Err(Unsearchable::OldDocument) },
];

/// Endings of names that promise one of these formats.
const PROMISES: [&str; 24] = [
    "pdf", "docx", "docm", "dotx", "xlsx", "xlsm", "pptx", "ppsx", "odt", "ods", "odp", "ofd", "epub", "zip",
    "gz", "doc", "xls", "ppt", "wps", "et", "dps", "rtf", "rar", "7z",
];

/// Whether a file has to be searched in more than its plain text.
pub(super) fn is_document(path: &str, bytes: &[u8]) -> bool {
    FORMATS.iter().any(|format| (format.is)(bytes))
        || PROMISES.contains(&ending(path).as_str())
        || ending(path) == "svg"
        || memchr::memchr(0, bytes).is_some()
}

/// All that a document says, as texts.
///
/// # Errors
/// `place-in-picture`; `not-searchable`.
pub(super) fn texts(path: &str, bytes: &[u8]) -> Result<Vec<String>, Diagnostic> {
    let search = search(path, bytes).map_err(|why| why.diagnostic(path))?;
    if search.has_place {
        return Err(error!(Location::file(path), "place-in-picture",
            "要发布的 {path} 里记着照片的拍摄地点（GPS）", "{path}, about to be published, says where a picture was taken (GPS)";
            help: "用看图软件另存为，不保留位置信息；Windows：属性 → 详细信息 → 删除属性和个人信息",
            "save it again without its location; Windows: Properties, Details, Remove Properties and Personal Information"
        ));
    }
    Ok(search.texts)
}

/// Warns of the people a document names as its authors, which readers of the document can see.
pub fn authors(file: &str, bytes: &[u8]) -> Option<Diagnostic> {
    if !is_document(file, bytes) {
        return None;
    }
    let mut authors = search(file, bytes).ok()?.authors;
    authors.sort();
    authors.dedup();
    let count = authors.len();
    (count > 0).then(|| {
        warning!(Location::file(file), "author-in-file",
            "文件属性或批注、修订里记着{count}个作者的名字或单位，下载的人都能看到",
            "its properties, comments or revisions name {count} authors, which everybody who downloads it can see";
            help: "Word、WPS：文件 → 信息 → 检查文档，删除文档属性和个人信息、批注、修订；PDF：从清理过的文件重新导出；图片：另存为，不保留属性",
            "Word: Info, Inspect Document, and remove properties, comments and revisions; PDF: export it again from the cleaned file; pictures: save without metadata"
        )
    })
}

fn search(path: &str, bytes: &[u8]) -> Result<Search, Unsearchable> {
    let mut search = Search::default();
    search.file(path, bytes)?;
    Ok(search)
}

/// The ending of a name, in small letters.
fn ending(path: &str) -> String {
    path.rsplit(['/', '\\'])
        .next()
        .and_then(|name| name.rsplit_once('.'))
        .map_or_else(String::new, |(_, e)| e.to_ascii_lowercase())
}

impl Search {
    /// Searches a file, which may lie in another.
    fn file(&mut self, path: &str, bytes: &[u8]) -> Result<(), Unsearchable> {
        self.depth += 1;
        let done = if self.depth > DEPTH { Err(Unsearchable::TooMuch) } else { self.bytes(path, bytes) };
        self.depth -= 1;
        done
    }

    fn bytes(&mut self, path: &str, bytes: &[u8]) -> Result<(), Unsearchable> {
        if let Some(text) = encoding::marked(bytes) {
            self.plain(&text);
            return Ok(());
        }
        if let Some(format) = FORMATS.iter().find(|format| (format.is)(bytes)) {
            return (format.read)(self, bytes);
        }
        match utf8(bytes).filter(|_| memchr::memchr(0, bytes).is_none()) {
            // Whatever its name says: a text can be searched.
            Some(text) => self.plain(&text),
            None if PROMISES.contains(&ending(path).as_str()) => return Err(Unsearchable::Damaged),
            None => self.texts.extend(encoding::guessed(bytes)),
        }
        Ok(())
    }

    /// A text, and where it is XML what it shows too.
    fn plain(&mut self, text: &str) {
        if text.trim_start().starts_with('<') {
            markup::read(self, text);
        }
        self.embedded(text);
        if self.depth < 2 || !text.trim_start().starts_with("<?xml") {
            self.texts.push(text.to_owned());
        }
    }

    /// Files within a text, as addresses that are their own content (RFC 2397).
    fn embedded(&mut self, text: &str) {
        for (at, mark) in text.match_indices(";base64,") {
            let data = &text[at + mark.len()..];
            let end =
                data.find(|c: char| !c.is_ascii_alphanumeric() && !"+/=".contains(c)).unwrap_or(data.len());
            let Ok(bytes) = BASE64_NOPAD.decode(data[..end].trim_end_matches('=').as_bytes()) else {
                continue;
            };
            // What does not read there is no file, and stands in the text as it is.
            let _ = self.spend(bytes.len()).and_then(|()| self.file("", &bytes));
        }
    }

    fn author(&mut self, name: &str) {
        let name = name.trim();
        if !name.is_empty() {
            self.authors.push(name.to_owned());
            self.texts.push(name.to_owned());
        }
    }

    /// Counts what has been unpacked.
    fn spend(&mut self, bytes: usize) -> Result<(), Unsearchable> {
        self.unpacked = self.unpacked.saturating_add(bytes as u64);
        if self.unpacked > limits::UNPACKED_BYTES { Err(Unsearchable::TooMuch) } else { Ok(()) }
    }

    /// How much may still be unpacked.
    fn left(&self) -> u64 {
        limits::UNPACKED_BYTES.saturating_sub(self.unpacked)
    }
}

impl Unsearchable {
    fn diagnostic(self, path: &str) -> Diagnostic {
        let (why, help) = match self {
            Unsearchable::Encrypted => (
                text!("文件有密码或被加密", "it is encrypted"),
                text!("去掉密码，另存后再放入", "save it without a password"),
            ),
            Unsearchable::Damaged => (
                text!("文件损坏，或与扩展名不符", "it is damaged, or not what its name says"),
                text!("用原来的程序打开，重新另存", "open it in the program it is of and save it again"),
            ),
            Unsearchable::Archive => (
                text!("是不认识的压缩包", "it is an archive of a kind that is not read"),
                text!("解压，把里面的文件逐个放入；或改用 .zip", "put in the files themselves, or use .zip"),
            ),
            Unsearchable::OldDocument => (
                text!(
                    "是旧格式的文档（.doc、.xls、.ppt、.wps、.rtf 等）",
                    "it is a document of an old format (.doc, .xls, .ppt, .rtf)"
                ),
                text!(
                    "用 Word 或 WPS 另存为 .docx、.xlsx、.pptx，或导出 PDF",
                    "save it as .docx, .xlsx or .pptx, or export a PDF"
                ),
            ),
            Unsearchable::Glyphs => (
                text!("PDF 里的文字没有编码，无法识别", "the letters in this PDF are glyphs without a code"),
                text!(
                    "从原文件重新导出 PDF（Word、WPS：另存为 PDF）",
                    "export the PDF again from its source (Word: Save as PDF)"
                ),
            ),
            Unsearchable::TooMuch => (
                text!(
                    "解开后太大，或一层套一层太深",
                    "it unpacks to too much, or files lie too deep in one another"
                ),
                text!("拆成几个文件，或缩小其中的图片", "split it, or make its pictures smaller"),
            ),
        };
        Diagnostic::error(
            "not-searchable",
            Location::file(path),
            text!(
                "要发布的 {path} 无法检查其中的文字：{why}",
                "{path}, about to be published, cannot be searched: {why}"
            ),
        )
        .help(help)
    }
}
