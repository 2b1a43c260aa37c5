//! A lock that ends with the process that holds it, however that ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use super::write::{failed, make_folder};
use crate::diagnostic::{Diagnostic, environment, text};
use crate::world::disk;

/// Held until it is dropped or the process ends. The file stays, empty: without it two could hold it at once.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes it, or says who is `busy`; waits for no one.
    pub(super) fn take(path: &Path, busy: String) -> Result<Lock, Diagnostic> {
        make_folder(path)?;
        if disk::exists(path) && !disk::is_file(path) {
            let shown = path.display();
            return Err(environment!("lock-refused",
                "锁文件 {shown} 不是普通文件", "the lock file {shown} is not an ordinary file";
                help: "删除它，再运行一次", "remove it and run this again"
            ));
        }
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(path);
        let file = file.map_err(|e| failed(path, &e))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Diagnostic::environment("locked", busy)
                .help(text!("等它结束后再运行", "run it again when that one has ended"))),
            Err(TryLockError::Error(error)) => Err(failed(path, &error)),
        }
    }
}
