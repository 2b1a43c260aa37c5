//! The `gongshi` program: runs the command line and returns its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    give_back_memory();
    gongshi::cli::run(std::env::args_os())
}

/// Has glibc give large blocks back as they are freed. Left to itself it raises the limit with the first block that is
/// freed, a file of records, and from then on keeps the large pages and lists of a build in heaps that nothing fits into
/// any more: with 10,000 people a quarter more memory.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[allow(unsafe_code)]
fn give_back_memory() {
    const LARGE: i32 = 1024 * 1024;
    // SAFETY: it sets a number of the allocator, before there is another thread; where it fails, nothing changes.
    unsafe { libc::mallopt(libc::M_MMAP_THRESHOLD, LARGE) };
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn give_back_memory() {}
