//! `publish`: check, build, and record in the ledger what was published.

use clap::Args;
use serde_json::{Value, json};

use super::Outcome;
use super::args::Global;
use super::command::Command;
use super::project::{self, Project, Signing};
use super::target::Target;
use super::terminal::Terminal;
use crate::compile::{inputs, rehearse, render_all};
use crate::diagnostic::{self, Severity, any_error, text};
use crate::publish::{self, LedgerEntry, Ready};

#[derive(Args)]
#[group(skip)]
pub(super) struct Publish {
    #[command(flatten)]
    target: Target,
}

impl Command for Publish {
    const NAME: &'static str = "publish";

    fn about() -> String {
        text!("检查、生成，并记入发布台账", "check, build, and record it in the ledger")
    }

    fn run(self, global: &Global, terminal: &Terminal) -> Outcome {
        publish(&self.target, global, terminal)
    }
}

fn publish(target: &Target, global: &Global, terminal: &Terminal) -> Outcome {
    let now = project::now(global)?;
    let read = || project::read(global, now);
    let (output, project) = project::output(global, &target.folder, now, terminal, read)?;
    let Project { snapshot, compiled, mut memo } = project;
    let mut diagnostics = compiled.diagnostics;
    diagnostics.retain(|d| d.severity != Severity::Note);
    if let Some(site) = &compiled.site {
        for then in rehearse(&snapshot, site, &mut memo) {
            diagnostics.extend(then.site.as_ref().map(render_all).unwrap_or_default());
            diagnostics.extend(then.diagnostics.into_iter().filter(|d| d.severity == Severity::Error));
        }
        diagnostic::sort(&mut diagnostics);
    }
    let Some(site) = compiled.site.filter(|_| !any_error(&diagnostics)) else {
        terminal.diagnostics(&diagnostics, Some(&snapshot), Value::Null);
        return project::outcome(&diagnostics);
    };
    let register = site.register();
    let news = register.news();
    let bar = terminal.progress_bar(site.routes().len());
    let progress = || bar.inc(1);
    let ready = publish::prepare(&site, &output, &target.options(inputs(&snapshot), &progress));
    bar.finish_and_clear();
    let put_in_place = |ready: Ready<'_>| {
        // The same edition once more is no new publication: the ledger stays as it is.
        let again = news.is_empty() && register.ledger.editions.last() == Some(&ready.edition().digest);
        let entry = LedgerEntry {
            published: register.now,
            edition: &ready.edition().digest.clone(),
            calendar: &register.calendar.edition(),
            undone: None,
            news: &news,
        };
        let announce = || publish::announce(&global.root, &output, &entry);
        let pending = (!again).then(announce).transpose().map_err(|problem| vec![problem])?;
        let built = ready.put_in_place(target.keep, pending).map_err(|problem| vec![problem])?;
        Ok((built, again))
    };
    let (built, again) = match ready.and_then(put_in_place) {
        Ok(done) => done,
        Err(mut problems) => {
            diagnostic::sort(&mut problems);
            terminal.diagnostics(&problems, Some(&snapshot), Value::Null);
            return project::outcome(&problems);
        }
    };
    let (files, digest) = (built.edition.files.len(), &built.edition.digest);
    let signing = match register.office.signing_key {
        Some(_) => Signing::Expected,
        None => Signing::Optional,
    };
    diagnostics.extend(project::unsigned(&built, signing));
    diagnostics.extend(built.warnings);
    let (notices, entries) = (news.notices.len(), news.entries.len());
    terminal.diagnostics(
        &diagnostics,
        Some(&snapshot),
        json!({ "published": {
            "files": files, "edition": digest, "notices": notices, "entries": entries, "signed": built.signed,
        } }),
    );
    let shown = output.path().display();
    if again {
        terminal.tell(&text!(
            "内容与最近一次发布的完全相同，台账没有新增。",
            "this is the edition published last, to the byte; nothing is added to the ledger."
        ));
    }
    terminal.tell(&text!(
        "已发布 {files} 个文件到 {shown}；台账新记 {notices} 份公告、{entries} 条记录。\n版本指纹 {digest}",
        "published {files} files into {shown}; new in the ledger: {notices} notices, {entries} entries.\nfingerprint {digest}"
    ));
    project::tell_of_mount(&output, terminal);
    Ok(())
}
