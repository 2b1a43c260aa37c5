//! What is printed when the program itself is wrong.

use std::io::Write;

/// Prints for a panic only where in the program it happened: its message may quote private text, and logs keep it.
pub fn hide_panic_messages() {
    std::panic::set_hook(Box::new(|panic| {
        let location = panic.location().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(
            anstream::stderr(),
            "程序内部错误（gongshi {version}，{location}）。已发布的内容没有改动；请把这一行报告给维护者。\n\
             internal error (gongshi {version}, {location}). What is published is untouched; please report this line.",
            version = env!("CARGO_PKG_VERSION"),
        );
    }));
}
