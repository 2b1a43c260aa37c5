//! Tells the program which sources it was built from, so that what one build remembers of its pages another never
//! takes for its own.

// Lines on standard output are how a build script speaks.
#![allow(clippy::print_stdout)]

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{fs, io};

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    // All that is built in and comes out in a page; the sample that `init` writes does not.
    for source in ["src", "themes/default", "schemas/published", "Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={source}");
        read(Path::new(source), &mut hasher)?;
    }
    println!("cargo::rustc-env=GONGSHI_SOURCES={:016x}", hasher.finish());
    Ok(())
}

/// Takes in every file of a folder, in the order of names.
fn read(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    if path.is_dir() {
        let mut below: Vec<PathBuf> =
            fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
        below.sort();
        return below.iter().try_for_each(|path| read(path, hasher));
    }
    path.hash(hasher);
    fs::read(path)?.hash(hasher);
    Ok(())
}
