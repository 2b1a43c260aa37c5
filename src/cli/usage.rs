//! What clap finds wrong, and how arguments are shown, in the reader's language.

use clap::Arg;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::Exit;
use crate::diagnostic::Language;

/// Prints what clap found, in the reader's language.
pub(super) fn explain(error: &clap::Error, language: Language) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // A closed pipe is no failure of ours.
            let _ = error.print();
            return Exit::Done;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            return Exit::Usage;
        }
        _ => {}
    }
    if language == Language::En {
        let _ = error.print();
        return Exit::Usage;
    }
    let context = |kind| error.get(kind).map(value).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let message = match error.kind() {
        ErrorKind::MissingRequiredArgument => format!("缺少参数：{argument}"),
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::InvalidSubcommand => format!("没有命令“{}”", context(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => format!("没有参数“{argument}”"),
        ErrorKind::InvalidValue => {
            let valid = context(ContextKind::ValidValue);
            let given = context(ContextKind::InvalidValue);
            if given.is_empty() {
                format!("{argument} 没有给值；可用：{valid}")
            } else {
                format!("{argument} 不能是“{given}”；可用：{valid}")
            }
        }
        ErrorKind::ValueValidation => format!("{argument} 不能是“{}”", context(ContextKind::InvalidValue)),
        ErrorKind::ArgumentConflict => {
            format!("{argument} 不能与 {} 同时使用", context(ContextKind::PriorArg))
        }
        _ => error.to_string(),
    };
    let near = context(ContextKind::SuggestedArg)
        + &context(ContextKind::SuggestedSubcommand)
        + &context(ContextKind::SuggestedValue);
    let near = if near.is_empty() { String::new() } else { format!("\n  是不是“{near}”？") };
    anstream::eprintln!("错误：{message}{near}\n  用法见：gongshi --help");
    Exit::Usage
}

fn value(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(list) => list.join("、"),
        other => other.to_string(),
    }
}

/// Clap's own words around an argument are English: a heading of ours takes their place, and values stand in the help.
pub(super) fn in_chinese(arg: Arg) -> Arg {
    let takes_value = arg.get_action().takes_values();
    let arg = if takes_value { arg.hide_possible_values(true) } else { arg };
    if arg.get_help_heading().is_some() { arg } else { arg.help_heading("参数和选项") }
}

/// An argument as a usage line has it.
pub(super) fn shown(arg: &Arg) -> String {
    let value = arg.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
    match arg.get_long() {
        Some(long) => format!(" --{long} <{value}>"),
        None => format!(" <{value}>"),
    }
}
