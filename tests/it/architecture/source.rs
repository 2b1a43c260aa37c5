//! Rust source as the laws see it: without tests and comments, and with or without the text of its literals.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// One file of `src/`. What is blanked out keeps its width, so that offsets and lines stay.
pub(crate) struct Source {
    /// The path below `src/`.
    pub(crate) path: String,
    /// The code without comments, `#[cfg(test)]` items and the text of literals.
    pub(crate) code: String,
    /// The same with the text of literals.
    pub(crate) text: String,
    pub(crate) lines: usize,
}

impl Source {
    pub(crate) fn new(path: &str, source: &str) -> Self {
        let (mut code, mut text) = blanked(source);
        while let Some(start) = code.find("#[cfg(test)]") {
            let end = item_end(&code, start);
            for kept in [&mut code, &mut text] {
                let hidden: String = kept[start..end].chars().map(blank).collect();
                kept.replace_range(start..end, &hidden);
            }
        }
        Source { path: path.to_owned(), code, text, lines: source.lines().count() }
    }

    /// The room the file belongs to.
    pub(crate) fn room(&self) -> &str {
        self.path.split('/').next().unwrap().trim_end_matches(".rs")
    }

    /// Says where something is: `world/disk.rs:12: what`.
    pub(crate) fn at(&self, offset: usize, what: &str) -> String {
        format!("{}:{}: {what}", self.path, 1 + self.code[..offset].matches('\n').count())
    }

    /// Offsets of a whole word or path: `fs` is in `std::fs` and `fs::read`, and not in `offset`.
    pub(crate) fn find(&self, word: &str) -> Vec<usize> {
        let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let goes_on = |at: usize| {
            let (before, after) = (&self.code[..at], &self.code[at + word.len()..]);
            let left = part(before.chars().next_back()) && part(word.chars().next());
            let right = part(word.chars().next_back()) && part(after.chars().next());
            left || right
        };
        self.code.match_indices(word).map(|(at, _)| at).filter(|at| !goes_on(*at)).collect()
    }
}

/// Every file of `src/`.
pub(crate) fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let rust = files(&root).into_iter().filter(|path| path.extension().is_some_and(|e| e == "rs"));
    let read = |path: PathBuf| Source::new(&relative(&root, &path), &fs::read_to_string(&path).unwrap());
    let sources: Vec<Source> = rust.map(read).collect();
    assert!(sources.len() > 50, "the walk sees the source");
    sources
}

/// The files below a folder, sorted.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

/// A path below a folder, with forward slashes.
pub(crate) fn relative(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/")
}

/// A blank as wide as the character: offsets must stay, and nobody reads the result.
fn blank(c: char) -> char {
    if c == '\n' { c } else { ['\u{1}', '\u{80}', '\u{800}', '\u{10000}'][c.len_utf8() - 1] }
}

/// The source without comments, first without and then with what stands in its literals.
fn blanked(source: &str) -> (String, String) {
    let (mut code, mut text) = (String::new(), String::new());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let comment = comment(rest);
        let in_word = code.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let literal = match first {
            '"' => string(rest),
            '\'' => character(rest),
            'r' if !in_word || code.ends_with('b') => raw_string(rest),
            _ => 0,
        };
        let (taken, after) = rest.split_at((comment + literal).max(first.len_utf8()));
        let hidden: String = taken.chars().map(blank).collect();
        code.push_str(if comment + literal > 0 { &hidden } else { taken });
        text.push_str(if comment > 0 { &hidden } else { taken });
        rest = after;
    }
    (code, text)
}

/// The length of a comment at the start of the text, or 0.
fn comment(rest: &str) -> usize {
    if rest.starts_with("//") {
        rest.find('\n').unwrap_or(rest.len())
    } else if rest.starts_with("/*") {
        rest.find("*/").map_or(rest.len(), |end| end + 2)
    } else {
        0
    }
}

/// The length of a string literal.
fn string(rest: &str) -> usize {
    let mut escaped = false;
    let mut inside = rest.char_indices().skip(1);
    let end = inside.find(|(_, c)| {
        let closes = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        closes
    });
    end.unwrap().0 + 1
}

/// The length of a raw string literal, or 0 for a name that begins with r.
fn raw_string(rest: &str) -> usize {
    let hashes = rest[1..].len() - rest[1..].trim_start_matches('#').len();
    let body = 1 + hashes + 1;
    if !rest[1 + hashes..].starts_with('"') {
        return 0;
    }
    let close = format!("\"{}", "#".repeat(hashes));
    body + rest[body..].find(&close).unwrap() + close.len()
}

/// The length of a character literal, or 0 for a lifetime.
fn character(rest: &str) -> usize {
    let mut inside = rest.char_indices().skip(1);
    match (inside.next(), inside.next()) {
        (Some((_, '\\')), Some((at, c))) => {
            let after = at + c.len_utf8();
            after + rest[after..].find('\'').unwrap() + 1
        }
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 0,
    }
}

/// Where the item after an attribute ends: at its closing brace, or at a semicolon before any brace.
fn item_end(code: &str, start: usize) -> usize {
    let mut depth = 0;
    let end = code[start..].char_indices().find(|(_, c)| {
        depth += i32::from(*c == '{') - i32::from(*c == '}');
        depth == 0 && matches!(c, '}' | ';')
    });
    end.map_or(code.len(), |(at, _)| start + at + 1)
}

#[test]
fn comments_tests_and_literals_are_blanked_and_nothing_else() {
    for gone in [
        "// x",
        "/* x\n */",
        "\"x\"",
        "\"\\\"x\"",
        "'x'",
        "r#\"\"x\"#",
        "br\"x\"",
        "\"漢\\\\\" // x",
        "#[cfg(test)]\nmod tests { const A: char = '}'; fn x() { \"{\"; } }",
        "#[cfg(test)] use x;",
    ] {
        let source = Source::new("a.rs", &format!("{gone}\nkept"));
        assert!(source.find("x").is_empty(), "{gone}");
        assert_eq!(source.find("kept"), [gone.len() + 1], "{gone}");
    }
    for stays in
        ["fn f<'x>(a: &'x str) {}", "let c = '\\''; x", "let r = '\"'; x", "let for_r\"\"; x", "a / x"]
    {
        assert!(!Source::new("a.rs", stays).find("x").is_empty(), "{stays}");
    }
    let kept = Source::new("a.rs", "f(\"x\") // y");
    assert!(kept.text.contains("\"x\"") && !kept.text.contains('y'));
}
