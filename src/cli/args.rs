//! The arguments: those of every command, and the command line as a whole.

use std::ffi::OsString;
use std::path::PathBuf;

use anstream::ColorChoice;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Args, FromArgMatches, ValueEnum};

use super::command::Registered;
use super::usage::in_chinese;
use super::{COMMANDS, language};
use crate::diagnostic::{Language, text};
use crate::records::calendar;

/// Options of every command.
#[derive(Args, Clone, Debug)]
#[group(skip)]
pub(super) struct Global {
    #[arg(long, global = true, value_name = "DIR", default_value = ".", hide_default_value = true,
        help = text!("项目文件夹，默认当前文件夹", "the project's folder; default: the current one"))]
    pub(super) root: PathBuf,
    #[arg(long, global = true, value_name = "DATE", help = text!(
        "按这一天（正午）或这一时刻计算：2026-09-21 或“2026-09-21 15:00”，北京时间",
        "compute for this day (at noon) or moment: 2026-09-21 or \"2026-09-21 15:00\", Beijing time"))]
    pub(super) today: Option<String>,
    #[arg(long, global = true,
        help = text!("在标准输出上给出一个 JSON 文档", "print one JSON document on standard output"))]
    pub(super) json: bool,
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_default_value = true,
        help = text!("是否用颜色：auto、always、never", "whether to use colours"))]
    pub(super) color: Color,
    #[arg(long, short, global = true, conflicts_with = "verbose",
        help = text!("只说错误", "say errors only"))]
    pub(super) quiet: bool,
    #[arg(long, short, global = true, help = text!("多说一些", "say more"))]
    pub(super) verbose: bool,
}

/// When to use colours.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Has everything that is printed from now on use colours so.
    pub(super) fn choose(self) {
        match self {
            Color::Auto => {}
            Color::Always => ColorChoice::Always.write_global(),
            Color::Never => ColorChoice::Never.write_global(),
        }
    }
}

/// A command line that clap has understood.
pub(super) struct Parsed {
    pub(super) global: Global,
    pub(super) command: Registered,
    /// The arguments of the command.
    pub(super) arguments: ArgMatches,
}

/// Understands the arguments. Help and version come as errors, as clap has them.
pub(super) fn parse(arguments: &[OsString]) -> Result<Parsed, clap::Error> {
    let mut line = command_line();
    if arguments.iter().any(|argument| argument == "--version") {
        // To read the calendar takes longer than to read the arguments.
        line = line.long_version(long_version());
    }
    let mut matches = line.try_get_matches_from_mut(arguments)?;
    let global = Global::from_arg_matches_mut(&mut matches)?;
    let command = matches.remove_subcommand();
    let parsed = command.and_then(|(name, arguments)| {
        let command = *COMMANDS.iter().find(|command| command.name == name)?;
        Some(Parsed { global, command, arguments })
    });
    parsed.ok_or_else(|| line.error(ErrorKind::MissingSubcommand, ""))
}

/// The whole command line in the language of messages; completions are made from it too.
pub(super) fn command_line() -> clap::Command {
    let line = clap::Command::new("gongshi")
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_value_name(text!("命令", "COMMAND"))
        .subcommand_help_heading(text!("命令", "Commands"))
        .arg(help())
        .arg(version())
        .next_help_heading(text!("通用选项", "Options"));
    let line = Global::augment_args(line).arg(language::argument()).about(text!(
        "公示网站生成与发布：名单记录 → 公示公告 → 静态网站",
        "a generator and publisher of public announcements (公示)"
    ));
    let line = line.subcommands(COMMANDS.iter().map(|command| (command.define)()));
    match Language::current() {
        Language::Zh => in_chinese(line),
        Language::En => line,
    }
}

/// `--help`, for the program and for each command.
pub(super) fn help() -> Arg {
    Arg::new("help")
        .long("help")
        .short('h')
        .action(ArgAction::Help)
        .help(text!("显示帮助", "print help"))
        .help_heading(text!("选项", "Options"))
}

/// The version with what tells two programs of the same one apart: the commit, where a release names it, and the calendar.
fn long_version() -> String {
    let calendar = calendar::builtin().edition();
    let commit = option_env!("GONGSHI_COMMIT").unwrap_or("-");
    text!(
        "{}\n源码版本：{commit}\n节假日安排：{calendar}",
        "{}\ncommit: {commit}\ncalendar: {calendar}",
        env!("CARGO_PKG_VERSION")
    )
}

fn version() -> Arg {
    Arg::new("version")
        .long("version")
        .short('V')
        .action(ArgAction::Version)
        .help(text!("显示版本", "print the version"))
}
