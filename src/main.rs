//! The `gongshi` program: runs the command line and returns its exit code.

use std::process::ExitCode;

/// A build makes and drops hundreds of small texts a page; glibc's allocator takes half of the time of that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    gongshi::cli::run(std::env::args_os())
}
