//! `takeover`: archives what a site published before there was an archive.

use std::path::Path;

use clap::Args;
use serde_json::{Value, json};

use super::args::Global;
use super::command::Command;
use super::terminal::Terminal;
use super::{Outcome, project};
use crate::archive::{self, Document};
use crate::diagnostic::{Diagnostic, text};
use crate::domain::digest::sha256;
use crate::domain::ledger::News;
use crate::gate;
use crate::publish::{Appending, Edition, LedgerEntry, Said};
use crate::site::Site;
use crate::world::{disk, limits};

#[derive(Args)]
#[group(skip)]
pub(super) struct Takeover {
    #[command(flatten)]
    folder: super::target::Out,
    #[arg(long, help = text!("看过以后，真正存档", "archive it, once it has been looked at"))]
    yes: bool,
}

impl Command for Takeover {
    const NAME: &'static str = "takeover";

    fn about() -> String {
        text!(
            "给旧台账补上公告存档：先列出，加 --yes 才写入",
            "archive what an older ledger published: shows it first, writes it with --yes"
        )
    }

    fn run(self, global: &Global, terminal: &Terminal) -> Outcome {
        takeover(&self, global, terminal)
    }
}

fn takeover(asked: &Takeover, global: &Global, terminal: &Terminal) -> Outcome {
    let now = project::now(global)?;
    project::exists(global, now, terminal)?;
    let found = project::read(global, now);
    let site = project::site(&found, terminal)?;
    let output = asked.folder.out.clone().unwrap_or_else(|| global.root.join("public"));
    let documents = match documents(site, &output) {
        Ok(documents) => documents,
        Err(problems) => {
            terminal.diagnostics(&problems, Some(&found.snapshot), Value::Null);
            return project::outcome(&problems);
        }
    };
    for document in &documents {
        terminal.tell(&format!("{}  《{}》", document.file, document.title));
    }
    let count = documents.len();
    let files: Vec<&str> = documents.iter().map(|document| document.file.as_str()).collect();
    let written = asked.yes && count > 0;
    let mut warnings = Vec::new();
    if written {
        warnings = record(global, site, (&documents, &output)).map_err(|problem| terminal.fail(problem))?;
    }
    terminal.diagnostics(&warnings, None, json!({ "takeover": { "documents": files, "written": written } }));
    terminal.tell(&match (count, written) {
        (0, _) => text!("没有需要补存档的公告。", "there is nothing to archive."),
        (_, true) => text!(
            "已把这{count}份公告存入 content/published/，并记入台账。请一并纳入版本控制和备份。",
            "these {count} notices are archived in content/published/ and recorded in the ledger. Keep them under version control and in your backups."
        ),
        (_, false) => text!(
            "以上{count}份公告将按现在公开的内容存档，存后只能由新的公告改变。什么都还没有写；核对后运行 gongshi takeover --yes",
            "these {count} notices would be archived as they are public now; from then on only new notices can change them. Nothing has been written; look at them, then run `gongshi takeover --yes`"
        ),
    });
    Ok(())
}

/// The documents of the notices that the ledger has and the archive has not.
fn documents(site: &Site, output: &Path) -> Result<Vec<Document>, Vec<Diagnostic>> {
    let ledger = &site.register().ledger;
    let waiting = ledger.unarchived();
    // Only an edition that was published is what the public has read.
    let edition =
        Edition::read(output).ok().filter(|edition| ledger.editions.last() == Some(&edition.digest));
    let public = |address: &str| {
        let path = format!("{address}.md");
        let file = edition.as_ref()?.files.iter().find(|file| file.path == path)?;
        let bytes = disk::read_at_most(&output.join(&path), limits::FILE_BYTES).ok()?;
        let is_same = sha256(&bytes) == file.sha256;
        let text = String::from_utf8(bytes).ok().filter(|_| is_same)?;
        let (_, body) = text.strip_prefix("---\n")?.split_once("\n---\n")?;
        Some(body.trim().to_owned())
    };
    let mut documents = archive::due_as_public(site, &public)?;
    documents.retain(|document| waiting.contains(&document.file));
    let searched = documents.iter().map(|d| gate::check(site.guard(), &d.file, d.text.as_bytes()));
    let problems: Vec<Diagnostic> = searched.filter_map(Result::err).collect();
    if problems.is_empty() { Ok(documents) } else { Err(problems) }
}

fn record(
    global: &Global,
    site: &Site,
    (documents, output): (&[Document], &Path),
) -> Result<Vec<Diagnostic>, Diagnostic> {
    let register = site.register();
    let entry = LedgerEntry {
        published: register.now,
        edition: register.ledger.editions.last().map_or("", String::as_str),
        calendar: register.ledger.calendar.as_deref().unwrap_or_default(),
        undone: None,
        news: &News::default(),
        documents,
        said: Said::default(),
    };
    let appending = Appending::begin(&global.root, &register.ledger)?;
    Ok(appending.take_over(output, &entry)?.into_iter().collect())
}
