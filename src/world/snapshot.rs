//! The files of a project and the date, as one value: what every later stage works from.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDateTime;
use sha2::{Digest, Sha256};

use super::photo::Photo;
use super::text;
use crate::diagnostic::Diagnostic;
use crate::records::{Role, private_keys};

/// One file, read whole.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its bytes.
    pub bytes: Arc<Vec<u8>>,
    digest: OnceLock<[u8; 32]>,
}

impl SourceFile {
    /// A file of these bytes.
    pub fn new(bytes: Vec<u8>) -> Self {
        SourceFile { bytes: bytes.into(), digest: OnceLock::new() }
    }

    /// SHA-256 of its bytes, made when it is first asked for.
    pub fn digest(&self) -> &[u8; 32] {
        self.digest.get_or_init(|| Sha256::digest(&*self.bytes).into())
    }

    /// Whether another has the same bytes.
    pub fn is_same(&self, other: &SourceFile) -> bool {
        Arc::ptr_eq(&self.bytes, &other.bytes) || self.bytes == other.bytes
    }

    /// Lets the bytes go; the digest stays.
    fn let_go(&mut self) {
        self.digest();
        self.bytes = Arc::default();
    }
}

/// Everything the program is given. Paths are relative to the root, with forward slashes, in byte order.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The moment everything is computed for, Beijing time.
    pub now: NaiveDateTime,
    /// The files below `content/`, photographs and `content/generated/` apart.
    pub content: BTreeMap<Arc<str>, SourceFile>,
    /// The photographs of entries, without their bytes.
    pub photos: BTreeMap<Arc<str>, Photo>,
    /// The files below `themes/`.
    pub themes: BTreeMap<Arc<str>, SourceFile>,
    /// The files below `content/generated/`, for the comparison of what was reviewed; never read as input.
    pub generated: BTreeMap<Arc<str>, SourceFile>,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

impl Snapshot {
    /// Lets the bytes of files of people go, which are nearly all of a long list.
    pub fn let_people_go(&mut self) {
        for (path, file) in &mut self.content {
            if matches!(Role::of(path), Role::Engineers(_) | Role::Teams(_)) {
                file.let_go();
            }
        }
    }

    /// The digest of every file and photograph with its path.
    pub fn digests(&self) -> impl Iterator<Item = (&Arc<str>, &[u8; 32])> {
        let files = self.content.iter().chain(&self.themes).map(|(path, file)| (path, file.digest()));
        files.chain(self.photos.iter().map(|(path, photo)| (path, &photo.digest)))
    }

    /// The text of a line of a file, for showing under a message; `None` where there is no such line of text.
    pub fn line(&self, file: &str, line: u32) -> Option<String> {
        let source = self.content.get(file).or_else(|| self.themes.get(file))?;
        let content = std::str::from_utf8(&source.bytes).ok()?;
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        let line = content.trim_start_matches('\u{FEFF}').lines().nth(index)?;
        // Only records of people have private keys; elsewhere the same word is another key.
        let line = match Role::of(file).is_private() {
            true if !begins_by_itself(line) => return None,
            true => veiled(line),
            false => line.to_owned(),
        };
        // What may not be published may not reorder or break a terminal or a page either.
        Some(line.chars().map(|c| if text::is_forbidden(c) { '\u{FFFD}' } else { c }).collect())
    }
}

/// Whether a line begins with a key: one that goes on from the line before may go on with a private value.
fn begins_by_itself(line: &str) -> bool {
    let text = line.trim().trim_start_matches("- ").trim_start_matches(['{', ' ', '"', '\'']);
    let key = text.split([':', '：']).next().unwrap_or_default();
    let mut depth = 0;
    let closes_before_it_opens = line.chars().any(|c| {
        depth += i32::from(matches!(c, '{' | '[')) - i32::from(matches!(c, '}' | ']'));
        depth < 0
    });
    key.len() < text.len() && !key.contains([',', '[', ']', '}', ' ']) && !closes_before_it_opens
}

/// A line with stars for the values of private keys: what is shown under a message is kept in logs.
fn veiled(line: &str) -> String {
    let mut shown = line.to_owned();
    for key in private_keys() {
        let keys = line.match_indices(key).filter(|(at, _)| {
            let alone = |c: char| c.is_whitespace() || "{,-\"'".contains(c);
            line[..*at].chars().next_back().is_none_or(alone)
        });
        for (at, _) in keys {
            let rest = line[at + key.len()..].trim_start_matches(['"', '\'', ' ']);
            let Some(value) = rest.strip_prefix(':') else { continue };
            // Between braces a plain value ends at a comma; any other goes to the end of its line.
            let end = match value.trim_start().chars().next() {
                Some('"' | '\'' | '[' | '{') => value.len(),
                _ if !line[..at].contains('{') => value.len(),
                _ => value.find([',', '}']).unwrap_or(value.len()),
            };
            let start = line.len() - value.len();
            let star = |c: char| match c {
                c if c.is_whitespace() => c,
                c if c.is_ascii() => '*',
                _ => '＊',
            };
            // Characters and not bytes are counted: stars may be longer.
            let (before, inside) = (line[..start].chars().count(), value[..end].chars().count());
            let hidden =
                |(i, c): (usize, char)| if (before..before + inside).contains(&i) { star(c) } else { c };
            shown = shown.chars().enumerate().map(hidden).collect();
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{begins_by_itself, veiled};

    #[test]
    fn private_values_are_stars_and_the_rest_stays_in_its_columns() {
        for (line, shown) in [
            ("  birth: 1985-03-02", "  birth: **********"),
            ("  - { name: 孙二, birth: 1992-03-04 }", "  - { name: 孙二, birth: ********** }"),
            (
                "{ 出生日期: 1992-03-04, 学历: 博士, 姓名: 甲 }",
                "{ 出生日期: **********, 学历: ＊＊, 姓名: 甲 }",
            ),
            ("  rank: \"甲, 乙\"", "  rank: *＊* ＊*"),
            ("  name: birth", "  name: birth"),
        ] {
            assert_eq!(veiled(line), shown);
        }
    }

    #[test]
    fn a_line_that_goes_on_from_another_is_told_from_one_that_begins() {
        for line in [
            "unti: 甲",
            "  name: 甲",
            "- { name: 甲, unit: 乙 }",
            "- name: 甲",
            "  \"name\": 甲",
            "姓名：甲",
            "- { name: 甲,",
        ] {
            assert!(begins_by_itself(line), "{line}");
        }
        for line in [
            "  续行",
            "    - 甲",
            "  甲, field: 乙",
            "to: 至今, text: 甲 }], field: 乙 }",
            "  甲\", field: 乙",
            "",
            "甲] ",
        ] {
            assert!(!begins_by_itself(line), "{line}");
        }
    }
}
