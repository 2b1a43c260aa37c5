//! The program's own names, beside an output and in it.

use std::path::{Path, PathBuf};

/// Files of the output folder that builds leave alone.
pub(super) const KEPT: [&str; 2] = [".gitkeep", ".gitignore"];
/// In an output that is a mount point, the folder in which an edition is made.
pub(super) const STAGING: &str = ".gongshi-staging";
/// And what the names of folders that could not be removed begin with.
pub(super) const LEFT: &str = ".gongshi-left-";

/// A name beside an output: `public` → `.public.<suffix>`.
pub(super) fn beside(output: &Path, suffix: &str) -> PathBuf {
    let name = output.file_name().map_or_else(|| "out".into(), |name| name.to_string_lossy());
    output.with_file_name(format!(".{name}.{suffix}"))
}

/// Whether a name in an output is that of a folder of the program's own.
pub(super) fn is_own(name: &str) -> bool {
    name == STAGING || name.starts_with(LEFT)
}

/// Whether a path in an output, as its files are listed, is no part of any edition.
pub(super) fn is_apart(path: &str) -> bool {
    KEPT.contains(&path) || path.split_once('/').is_some_and(|(name, _)| is_own(name))
}
