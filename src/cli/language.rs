//! Which language messages are in: `--lang`, else the locale, else Chinese, for the office is Chinese.

use std::ffi::OsString;

use clap::Arg;

use crate::diagnostic::{Language, text};

/// `--lang`, as clap checks and explains it. Its value is read by [`of`], before clap parses.
pub(super) fn argument() -> Arg {
    Arg::new("lang")
        .long("lang")
        .global(true)
        .value_name("LANG")
        .value_parser(["zh", "en"])
        .help(text!("说明文字的语言：zh、en", "the language of messages"))
}

/// The language of messages. It is read before the arguments are parsed, so that errors in them are in it too.
pub(super) fn of(arguments: &[OsString]) -> Language {
    let words: Vec<_> = arguments.iter().filter_map(|a| a.to_str()).collect();
    let after = words.iter().position(|w| *w == "--lang").and_then(|i| words.get(i + 1).copied());
    let joined = words.iter().find_map(|w| w.strip_prefix("--lang="));
    match after.or(joined) {
        Some("en") => Language::En,
        Some("zh") => Language::Zh,
        _ => locale(),
    }
}

fn locale() -> Language {
    match sys_locale::get_locale() {
        Some(locale) if locale.to_lowercase().starts_with("en") => Language::En,
        _ => Language::Zh,
    }
}
