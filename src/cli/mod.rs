//! The command line: arguments in, exit code out.

mod args;
mod build;
mod check;
pub mod crash;
mod edition;
mod language;
mod order;
mod period;
mod project;
mod publish;
mod report;
mod rules;
mod serve;
mod situation;
mod start;
mod status;
mod undo;
mod usage;

use std::ffi::OsString;
use std::process::ExitCode;

use anstream::ColorChoice;

use args::{Command, Global};
use report::Report;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// 0: done.
    Done = 0,
    /// 1: the content has errors, or an edition is not what was published.
    Content = 1,
    /// 2: wrong usage.
    Usage = 2,
    /// 3: the environment failed: disk, lock, port.
    Environment = 3,
}

/// Runs the program with its arguments and returns its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    crash::stay_discreet();
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let exit = match args::parse(&arguments) {
        Ok((global, command)) => dispatch(&global, command),
        Err(exit) => exit,
    };
    ExitCode::from(exit as u8)
}

fn dispatch(global: &Global, command: Command) -> Exit {
    match global.color {
        args::Color::Auto => {}
        args::Color::Always => ColorChoice::Always.write_global(),
        args::Color::Never => ColorChoice::Never.write_global(),
    }
    let mut report = Report::new(global);
    match command {
        Command::Init { dir } => start::init(&dir, &mut report),
        Command::Eject { dir, theme } => {
            start::eject(dir.as_deref().unwrap_or(&global.root), &theme, &mut report)
        }
        Command::Schemas { dir } => start::schemas(dir.as_deref().unwrap_or(&global.root), &mut report),
        Command::Check => check::check(global, &mut report),
        Command::Generate => build::generate(global, &mut report),
        Command::Build { target, timings } => build::build(global, &target, timings, &mut report),
        Command::Publish { target } => publish::publish(global, &target, &mut report),
        Command::Undo { out } => undo::undo(global, out.as_deref(), &mut report),
        Command::Serve { port } => serve::serve(global, port, &mut report),
        Command::Period(request) => period::period(global, &request, &mut report),
        Command::Status => status::status(global, &mut report),
        Command::Verify { dir } => edition::verify(global, dir.as_deref(), &mut report),
        Command::Rules { programme, round } => {
            rules::rules(global, programme.as_deref(), round.as_deref(), &mut report)
        }
        Command::Order { round } => order::order(global, &round, &mut report),
        Command::Situation { round } => situation::situation(global, &round, &mut report),
        Command::Completions { shell } => start::completions(shell, global.language),
    }
}
