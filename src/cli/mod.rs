//! The command line: arguments in, exit code out.

mod approval;
mod archive;
mod args;
mod bag;
mod build;
mod check;
mod command;
mod completions;
pub mod crash;
mod doctor;
mod export;
mod generate;
mod import;
mod imported;
mod init;
mod language;
mod order;
mod papers;
mod period;
mod project;
mod proof;
mod publish;
mod report;
mod rules;
mod serve;
mod status;
mod takeover;
mod target;
mod template;
mod terminal;
mod timer;
mod undo;
mod usage;
mod verified;
mod verify;
mod waiting;

use std::ffi::OsString;
use std::process::ExitCode;

use args::Parsed;
use command::Registered;
use terminal::Terminal;

/// Every command, in the order of the help.
const COMMANDS: [Registered; 22] = [
    Registered::new::<init::Init>(),
    Registered::new::<import::Import>(),
    Registered::new::<template::Blank>(),
    Registered::new::<check::Check>(),
    Registered::new::<generate::Generate>(),
    Registered::new::<build::Build>(),
    Registered::new::<proof::Proof>(),
    Registered::new::<publish::Publish>(),
    Registered::new::<undo::Undo>(),
    Registered::new::<takeover::Takeover>(),
    Registered::new::<serve::Serve>(),
    Registered::new::<period::Request>(),
    Registered::new::<status::Status>(),
    Registered::new::<verify::Verify>(),
    Registered::new::<rules::Rules>(),
    Registered::new::<order::Order>(),
    Registered::new::<report::Report>(),
    Registered::new::<export::Export>(),
    Registered::new::<archive::Archive>(),
    Registered::new::<doctor::Doctor>(),
    Registered::new::<papers::Papers>(),
    Registered::new::<completions::Completions>(),
];

/// How a run ends: its exit code is 0, or that of the failure.
type Outcome = Result<(), Failure>;

/// Why a run fails. The number is its exit code; what is wrong has been said by then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failure {
    /// 1: the content has errors, or an edition is not what was published.
    Content = 1,
    /// 2: wrong usage.
    Usage = 2,
    /// 3: the environment failed: disk, lock, port.
    Environment = 3,
}

/// Runs the program with its arguments and returns its exit code. The language of messages is that of the first run of
/// a process.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    crash::hide_panic_messages();
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    language::of(&arguments).choose();
    let outcome = args::parse(&arguments).and_then(|parsed| execute(&parsed));
    match outcome.unwrap_or_else(|error| usage::explain(&error)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => ExitCode::from(failure as u8),
    }
}

fn execute(parsed: &Parsed) -> Result<Outcome, clap::Error> {
    let Parsed { global, command, arguments } = parsed;
    global.color.choose();
    (command.run)(arguments, global, &Terminal::new(global))
}
