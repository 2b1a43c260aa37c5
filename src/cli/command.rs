//! What every command has: a name, a line of help, arguments, and something to do.

use clap::{ArgMatches, Args};

use super::Outcome;
use super::args::{Global, help};
use super::terminal::Terminal;

/// A command. Its fields are its arguments, described for clap in the language of messages.
pub(super) trait Command: Args {
    /// The word that calls it.
    const NAME: &'static str;

    /// What it does, in one line of the help.
    fn about() -> String;

    /// Does it.
    fn run(self, global: &Global, terminal: &Terminal) -> Outcome;
}

/// A command whatever its arguments are, as the list of all commands holds it.
#[derive(Clone, Copy)]
pub(super) struct Registered {
    pub(super) name: &'static str,
    /// Describes it and its arguments for clap.
    pub(super) define: fn() -> clap::Command,
    /// Does it with the arguments that clap found.
    pub(super) run: fn(&ArgMatches, &Global, &Terminal) -> Result<Outcome, clap::Error>,
}

impl Registered {
    pub(super) const fn new<C: Command>() -> Self {
        Registered { name: C::NAME, define: define::<C>, run: run::<C> }
    }
}

fn define<C: Command>() -> clap::Command {
    let command = clap::Command::new(C::NAME).disable_help_flag(true).arg(help());
    // After the arguments, for clap takes what their structs say of themselves for it.
    C::augment_args(command).about(C::about())
}

fn run<C: Command>(
    arguments: &ArgMatches,
    global: &Global,
    terminal: &Terminal,
) -> Result<Outcome, clap::Error> {
    Ok(C::from_arg_matches(arguments)?.run(global, terminal))
}
