//! Bringing what is written to the disk while more is being made, so that little is left to wait for at the end.

use std::io;
use std::path::Path;

#[cfg(target_os = "linux")]
use std::sync::mpsc::{self, RecvTimeoutError};
#[cfg(target_os = "linux")]
use std::thread;
#[cfg(target_os = "linux")]
use std::time::Duration;

/// How long is written before the disk is asked to take it. A small site is made sooner.
#[cfg(target_os = "linux")]
const PAUSE: Duration = Duration::from_millis(250);

/// Does work that writes below a folder, and meanwhile brings to the disk what `written` counts, whenever there is more of
/// it. Whatever is written after the last time, the caller brings there.
///
/// # Errors
/// What the disk says: the system tells a failure to write once, so that nobody would hear of it later.
#[cfg(target_os = "linux")]
pub(super) fn alongside<T>(
    folder: &Path,
    written: impl Fn() -> usize + Send,
    work: impl FnOnce() -> T,
) -> io::Result<T> {
    let handle = crate::world::disk::open(folder)?;
    let (done, is_done) = mpsc::channel::<()>();
    thread::scope(|scope| {
        let flush = move || {
            let mut flushed = 0;
            while is_done.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
                let now = written();
                if now > flushed {
                    rustix::fs::syncfs(&handle)?;
                    flushed = now;
                }
            }
            Ok(())
        };
        // Where no thread can be had, all is brought to the disk at the end.
        let flusher = thread::Builder::new().spawn_scoped(scope, flush);
        let result = work();
        drop(done);
        let flushed = flusher.map(thread::ScopedJoinHandle::join);
        if let Ok(Ok(Err(error))) = flushed { Err(error) } else { Ok(result) }
    })
}

/// Elsewhere each file is brought to the disk as it is written.
#[cfg(not(target_os = "linux"))]
pub(super) fn alongside<T>(
    _: &Path,
    _: impl Fn() -> usize + Send,
    work: impl FnOnce() -> T,
) -> io::Result<T> {
    Ok(work())
}
