//! `completions`: the script that completes the command line in a shell.

use clap::Args;
use clap_complete::Shell;

use super::Outcome;
use super::args::{self, Global};
use super::command::Command;
use super::terminal::Terminal;
use crate::diagnostic::text;

#[derive(Args)]
#[group(skip)]
pub(super) struct Completions {
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

impl Command for Completions {
    const NAME: &'static str = "completions";

    fn about() -> String {
        text!("输出命令行补全脚本", "print a shell completion script")
    }

    fn run(self, _: &Global, _: &Terminal) -> Outcome {
        clap_complete::generate(self.shell, &mut args::command_line(), "gongshi", &mut anstream::stdout());
        Ok(())
    }
}
