//! The source, read line by line. Comments and everything from `#[cfg(test)]` on, which stands last in a file, are
//! left out.

use std::fs;
use std::path::Path;

/// A file below `src/`.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) code: String,
    pub(crate) length: usize,
}

impl File {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let line =
            |line: &str| if line.trim_start().starts_with("//") { "\n".into() } else { format!("{line}\n") };
        File { path: path.into(), code: code.lines().map(line).collect(), length: text.lines().count() }
    }

    /// The module's path: `records/page` of `records/page.rs`, `records` of `records/mod.rs`.
    pub(crate) fn module(&self) -> String {
        let path = self.path.trim_end_matches(".rs");
        path.trim_end_matches("/mod").to_owned()
    }

    pub(crate) fn room(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap()
    }

    /// Whether a word or path stands in the code: `fs` does in `std::fs` and `fs::read`, not in `offset`.
    pub(crate) fn has(&self, word: &str) -> bool {
        let in_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        self.code.match_indices(word).any(|(at, _)| {
            let before = self.code[..at].chars().next_back();
            let after = self.code[at + word.len()..].chars().next();
            let left = in_word(before) && in_word(word.chars().next());
            let right = in_word(after) && in_word(word.chars().next_back());
            !(left || right)
        })
    }

    /// The paths it names within the crate, from the root: `records/yaml/Text` for `crate::records::yaml::Text` and
    /// for what `super::` makes the same.
    pub(crate) fn names(&self) -> Vec<String> {
        let module = self.module();
        let mut names = Vec::new();
        for (word, base) in [("crate::", ""), ("self::", module.as_str()), ("super::", module.as_str())] {
            for (at, _) in self.code.match_indices(word) {
                if self.code[..at].ends_with("::") {
                    continue; // A further `super::` of a path that is already read.
                }
                let (mut base, mut rest) = (base, &self.code[at..]);
                while let Some(after) = rest.strip_prefix("super::") {
                    (base, rest) = (base.rsplit_once('/').map_or("", |(parent, _)| parent), after);
                }
                let rest = rest.trim_start_matches("crate::").trim_start_matches("self::");
                names.extend(
                    leaves(rest).iter().map(|path| format!("{base}/{path}").trim_matches('/').into()),
                );
            }
        }
        names
    }
}

/// The paths of a tree of imports: `a/b` and `a/c/d` of `a::{b, c::d}`.
fn leaves(tree: &str) -> Vec<String> {
    let name_end = tree.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(tree.len());
    let (name, rest) = tree.split_at(name_end);
    if let Some(rest) = rest.strip_prefix("::") {
        return leaves(rest).iter().map(|path| format!("{name}/{path}")).collect();
    }
    let Some(group) = rest.strip_prefix('{').filter(|_| name.is_empty()) else { return vec![name.into()] };
    let (mut depth, mut start, mut paths) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        if depth == 0 && matches!(c, ',' | '}') {
            paths.extend(leaves(group[start..at].trim_start()));
            start = at + 1;
        }
        depth += i32::from(c == '{') - i32::from(c == '}');
        if depth < 0 {
            break;
        }
    }
    paths
}

/// The Rust files below a folder of the repository.
pub(crate) fn files(folder: &str) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().map(Result::unwrap);
    let rust = entries.filter(|entry| entry.path().extension().is_some_and(|e| e == "rs"));
    let path =
        |entry: &walkdir::DirEntry| entry.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
    let files: Vec<File> =
        rust.map(|entry| File::new(&path(&entry), &fs::read_to_string(entry.path()).unwrap())).collect();
    assert!(files.len() > 20, "{folder} is seen");
    files
}
