mod again;
#[cfg(target_os = "linux")]
mod cost;
mod warm;
