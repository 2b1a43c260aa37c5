//! Ordinary files, opened so that nothing else can pass for one: no link is followed, no pipe or device waited for, and no
//! more is read than was asked for.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::super::limits;
use super::status;

/// Reads an ordinary file of the program's own.
///
/// # Errors
/// Whatever the disk says, or that it is a link, a pipe or a device, or larger than any such file.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    read_at_most(path, limits::OWN_BYTES)
}

/// Reads an ordinary file of a size.
///
/// # Errors
/// Whatever the disk says, or that it is a link, a pipe or a device, or larger than that.
pub fn read_at_most(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let (file, meta) = open_regular(path)?;
    read_opened(file, &meta, limit)
}

/// Reads an ordinary file of a size, and the mode bits it has where the system has such.
///
/// # Errors
/// As for [`read_at_most`].
pub fn read_with_mode(path: &Path, limit: u64) -> io::Result<(Vec<u8>, Option<u32>)> {
    let (file, meta) = open_regular(path)?;
    Ok((read_opened(file, &meta, limit)?, status::mode(&meta)))
}

fn read_opened(file: fs::File, meta: &fs::Metadata, limit: u64) -> io::Result<Vec<u8>> {
    let too_large = || io::Error::other(format!("it is larger than {limit} bytes"));
    if meta.len() > limit {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).map_err(io::Error::other)?);
    file.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(too_large()) } else { Ok(bytes) }
}

/// Whether an ordinary file stands at a path that has this mode, where the system has such, and exactly these bytes.
pub fn holds(path: &Path, bytes: &[u8], mode: u32) -> bool {
    let Ok((mut file, meta)) = open_regular(path) else { return false };
    if usize::try_from(meta.len()) != Ok(bytes.len()) || status::mode(&meta).is_some_and(|had| had != mode) {
        return false;
    }
    let mut found = vec![0; bytes.len()];
    file.read_exact(&mut found).is_ok() && found == bytes
}

pub(super) fn open_regular(path: &Path) -> io::Result<(fs::File, fs::Metadata)> {
    #[cfg(unix)]
    let file = {
        use rustix::fs::{Mode, open};
        fs::File::from(open(path, FLAGS, Mode::empty())?)
    };
    #[cfg(not(unix))]
    let file = fs::File::open(path)?;
    only_regular(file)
}

#[cfg(unix)]
const FLAGS: rustix::fs::OFlags = rustix::fs::OFlags::RDONLY
    .union(rustix::fs::OFlags::NONBLOCK)
    .union(rustix::fs::OFlags::NOFOLLOW)
    .union(rustix::fs::OFlags::CLOEXEC);

fn only_regular(file: fs::File) -> io::Result<(fs::File, fs::Metadata)> {
    let meta = file.metadata()?;
    if meta.is_file() { Ok((file, meta)) } else { Err(io::Error::other("not an ordinary file")) }
}

/// A folder that anyone may have written, held open: what is read in it is read in this folder, whatever takes its place
/// meanwhile, and never leads out of it.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    #[cfg(target_os = "linux")]
    handle: fs::File,
}

impl Folder {
    /// Opens a folder. It may itself be a link: who named it may have meant that.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn open(path: &Path) -> io::Result<Folder> {
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::{Mode, OFlags, open};
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
            let handle = fs::File::from(open(path, flags, Mode::empty())?);
            Ok(Folder { path: path.to_owned(), handle })
        }
        #[cfg(not(target_os = "linux"))]
        {
            fs::read_dir(path)?;
            Ok(Folder { path: path.to_owned() })
        }
    }

    /// Whether this folder still stands at its path, and not another.
    pub fn still_stands(&self) -> bool {
        #[cfg(target_os = "linux")]
        {
            use std::os::unix::fs::MetadataExt;
            let held = self.handle.metadata().map(|meta| (meta.dev(), meta.ino()));
            let there = fs::metadata(&self.path).map(|meta| (meta.dev(), meta.ino()));
            held.is_ok_and(|held| there.is_ok_and(|there| there == held))
        }
        #[cfg(not(target_os = "linux"))]
        {
            true
        }
    }

    /// Reads an ordinary file below it.
    ///
    /// # Errors
    /// Whatever the disk says, or that it is a link, a pipe or a device, lies behind a link, or is larger than that.
    pub fn read(&self, name: &str, limit: u64) -> io::Result<Vec<u8>> {
        let (file, meta) = self.open_below(name)?;
        read_opened(file, &meta, limit)
    }

    /// SHA-256 of an ordinary file below it that has this size, with the mode bits where the system has such; `None` where
    /// its size is another. Of a large file no more than a piece is held at a time.
    ///
    /// # Errors
    /// Whatever the disk says, or that it is a link, a pipe or a device, or lies behind a link.
    pub fn digest(&self, name: &str, size: u64) -> io::Result<Option<([u8; 32], Option<u32>)>> {
        const PIECE: u64 = 1024 * 1024;
        let (file, meta) = self.open_below(name)?;
        if meta.len() != size {
            return Ok(None);
        }
        let mut digest = Sha256::new();
        let mut piece = vec![0; usize::try_from(size.min(PIECE)).map_err(io::Error::other)?];
        let (mut file, mut left) = (file.take(size), size);
        while left > 0 {
            let count = file.read(&mut piece)?;
            if count == 0 {
                return Ok(None);
            }
            digest.update(&piece[..count]);
            left -= count as u64;
        }
        Ok(Some((digest.finalize().into(), status::mode(&meta))))
    }

    #[cfg(target_os = "linux")]
    fn open_below(&self, name: &str) -> io::Result<(fs::File, fs::Metadata)> {
        use rustix::fs::{Mode, ResolveFlags, openat2};
        use rustix::io::Errno;
        let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
        match openat2(&self.handle, name, FLAGS, Mode::empty(), resolve) {
            Ok(file) => only_regular(file.into()),
            // Older systems, and some containers, have no such call.
            Err(Errno::NOSYS | Errno::PERM) => self.open_plainly(name),
            Err(error) => Err(error.into()),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn open_below(&self, name: &str) -> io::Result<(fs::File, fs::Metadata)> {
        self.open_plainly(name)
    }

    /// Without the one call: every folder on the way is looked at first.
    fn open_plainly(&self, name: &str) -> io::Result<(fs::File, fs::Metadata)> {
        let inside = name.match_indices('/').map(|(at, _)| self.path.join(&name[..at]));
        if inside.into_iter().any(|folder| !status::is_folder(&folder)) {
            return Err(io::Error::other("it does not lie in the folder"));
        }
        open_regular(&self.path.join(name))
    }
}
