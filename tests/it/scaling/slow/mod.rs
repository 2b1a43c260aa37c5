#[cfg(target_os = "linux")]
mod cost;
mod taken_over;
mod warm;
