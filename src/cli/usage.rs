//! What clap finds wrong, and how arguments are shown, in the reader's language.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};

use super::{Failure, Outcome};
use crate::diagnostic::Language;

/// Prints what clap found, in the reader's language.
pub(super) fn explain(error: &clap::Error) -> Outcome {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // A closed pipe is no failure of ours.
            let _ = error.print();
            return Ok(());
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            return Err(Failure::Usage);
        }
        _ => {}
    }
    if Language::current() == Language::En {
        let _ = error.print();
        return Err(Failure::Usage);
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
    Err(Failure::Usage)
}

fn value(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(list) => list.join("、"),
        other => other.to_string(),
    }
}

/// The command line with a template and usage lines of ours, for those that clap writes are English.
pub(super) fn in_chinese(line: Command) -> Command {
    with_usage(line, "gongshi [选项] 命令".to_owned()).mut_subcommands(|command| {
        let required: String =
            command.get_arguments().filter(|arg| arg.is_required_set()).map(shown).collect();
        let usage = format!("gongshi {} [选项]{required}", command.get_name());
        with_usage(command, usage)
    })
}

fn with_usage(command: Command, usage: String) -> Command {
    command
        .help_template("{about}\n\n用法：{usage}\n\n{all-args}")
        .override_usage(usage)
        .mut_args(with_heading)
}

/// Clap's own words around an argument are English: a heading of ours takes their place, and values stand in the help.
fn with_heading(arg: Arg) -> Arg {
    let takes_value = arg.get_action().takes_values();
    let arg = if takes_value { arg.hide_possible_values(true) } else { arg };
    if arg.get_help_heading().is_some() { arg } else { arg.help_heading("参数和选项") }
}

/// An argument as a usage line has it.
fn shown(arg: &Arg) -> String {
    let value = arg.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
    match arg.get_long() {
        Some(long) => format!(" --{long} <{value}>"),
        None => format!(" <{value}>"),
    }
}
