//! `publish`: check, build, and record in the ledger what was published.

use clap::Args;
use serde_json::{Value, json};

use super::args::Global;
use super::command::Command;
use super::project::{self, Project, Signing};
use super::target::Target;
use super::terminal::Terminal;
use super::waiting;
use super::{Outcome, approval};
use crate::archive::{self, Document};
use crate::compile::{inputs, rehearse, render_all};
use crate::diagnostic::{self, Diagnostic, Location, Severity, any_error, error, text};
use crate::domain::ledger::News;
use crate::gate;
use crate::publish::{self, Appending, Built, Inputs, LedgerEntry, Options, Output, Said};
use crate::site::Site;
use crate::world::Snapshot;

#[derive(Args)]
#[group(skip)]
pub(super) struct Publish {
    #[command(flatten)]
    target: Target,
    #[arg(long, value_name = "WHERE", help = text!(
        "晚于所写时间才发布的公告，已按时在哪里公布（如原来的网站）；记入台账",
        "where notices were posted in time that are published later than they say; the ledger will have it"))]
    already_posted: Option<String>,
    #[arg(long, value_name = "REASON", help = text!(
        "不等审定签发就发布的原因；记入台账，事后补办",
        "why notices are published without the approval they need; the ledger will have it, and it is asked for afterwards"))]
    without_approval: Option<String>,
}

impl Command for Publish {
    const NAME: &'static str = "publish";

    fn about() -> String {
        text!("检查、生成，并记入发布台账", "check, build, and record it in the ledger")
    }

    fn run(self, global: &Global, terminal: &Terminal) -> Outcome {
        publish(&self, global, terminal)
    }
}

fn publish(asked: &Publish, global: &Global, terminal: &Terminal) -> Outcome {
    let Publish { target, already_posted, without_approval } = asked;
    let now = project::now(global)?;
    project::not_ahead(now, terminal)?;
    let read = || project::read(global, now);
    let (output, project) = project::output(global, &target.folder, now, terminal, read)?;
    let Project { snapshot, compiled, mut memo } = project;
    let mut diagnostics = compiled.diagnostics;
    diagnostics.retain(|d| d.severity != Severity::Note);
    let already_posted = already_posted.as_deref().filter(|_| !compiled.late.is_empty());
    if already_posted.is_none() {
        diagnostics.extend(compiled.late);
    }
    if let Some(site) = &compiled.site {
        diagnostics.extend(project::unrecorded(global, &site.register().ledger, Some(&output)));
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
    let without_approval = without_approval.as_deref().map(str::trim);
    if without_approval.is_some_and(str::is_empty) {
        return Err(project::usage(&text!(
            "--without-approval 要写明原因",
            "--without-approval takes a reason"
        )));
    }
    let publication = Publication {
        target,
        already_posted,
        without_approval,
        global,
        terminal,
        output: &output,
        site: &site,
    };
    match publication.put_in_place(inputs(&snapshot)) {
        Ok(published) => {
            publication.tell(&snapshot, diagnostics, published);
            Ok(())
        }
        Err(mut problems) => {
            diagnostic::sort(&mut problems);
            terminal.diagnostics(&problems, Some(&snapshot), Value::Null);
            project::outcome(&problems)
        }
    }
}

/// What this publication adds to the archive. Like everything that goes out, it is searched first.
fn to_archive(site: &Site) -> Result<Vec<Document>, Vec<Diagnostic>> {
    let waiting = site.register().ledger.unarchived();
    if !waiting.is_empty() {
        let count = waiting.len();
        return Err(vec![error!(Location::file("content/ledger.yaml"), "not-archived",
            "台账里有{count}份公告没有存档，不能再发布", "the ledger has {count} notices that are not archived";
            help: "先运行 gongshi takeover，把现在公开的公告存档", "run `gongshi takeover` first, which archives what is public now"
        )]);
    }
    let documents = archive::due(site)?;
    let searched = documents.iter().map(|d| gate::check(site.guard(), &d.file, d.text.as_bytes()));
    let problems: Vec<Diagnostic> = searched.filter_map(Result::err).collect();
    if problems.is_empty() { Ok(documents) } else { Err(problems) }
}

/// A site that may become public.
struct Publication<'a> {
    target: &'a Target,
    already_posted: Option<&'a str>,
    without_approval: Option<&'a str>,
    global: &'a Global,
    terminal: &'a Terminal,
    output: &'a Output,
    site: &'a Site,
}

/// What became public.
struct Published {
    built: Built,
    news: News,
    /// It was public already, to the byte.
    is_same: bool,
}

impl Publication<'_> {
    /// Makes the edition, makes it public and records it. The same edition once more is no new publication: the ledger
    /// stays as it is.
    fn put_in_place(&self, inputs: Inputs) -> Result<Published, Vec<Diagnostic>> {
        let one = |problem| vec![problem];
        let register = self.site.register();
        let (ledger, news) = (&register.ledger, register.news());
        let appending = Appending::begin(&self.global.root, ledger).map_err(one)?;
        let mut documents = to_archive(self.site)?;
        approval::ask(self.site, &mut documents, self.without_approval)?;
        let calendar = register.calendar.edition();
        let entry = LedgerEntry {
            published: register.now,
            edition: "",
            calendar: &calendar,
            undone: None,
            news: &news,
            said: Said { already_posted: self.already_posted, ..Said::default() },
            documents: &documents,
        };
        let nothing_new = news.is_empty() && documents.is_empty();
        let is_same =
            |edition: &str| nothing_new && ledger.editions.last().is_some_and(|last| last == edition);
        let link = |edition: &str| match is_same(edition) {
            true => ledger.last_link(),
            false => Some(appending.link(&LedgerEntry { edition, ..entry })),
        };
        let bar = self.terminal.progress_bar(self.site.routes().len());
        let progress = || bar.inc(1);
        let options = Options { link: Some(&link), ..self.target.options(inputs, &progress) };
        let ready = publish::prepare(self.site, self.output, &options);
        bar.finish_and_clear();
        let ready = ready?;
        let edition = ready.edition().digest.clone();
        let is_same = is_same(&edition);
        let announce = || appending.announce(self.output, &LedgerEntry { edition: &edition, ..entry });
        let pending = (!is_same).then(announce).transpose().map_err(one)?;
        let built = ready.put_in_place(self.target.keep, pending).map_err(one)?;
        Ok(Published { built, news, is_same })
    }

    fn tell(&self, snapshot: &Snapshot, mut diagnostics: Vec<Diagnostic>, published: Published) {
        let Published { built, news, is_same } = published;
        let (files, digest) = (built.edition.files.len(), &built.edition.digest);
        let signing = match self.site.register().office.signing_key {
            Some(_) => Signing::Expected,
            None => Signing::Optional,
        };
        diagnostics.extend(project::unsigned(&built, signing));
        diagnostics.extend(built.warnings);
        let (notices, entries) = (news.notices.len(), news.entries.len());
        self.terminal.diagnostics(
            &diagnostics,
            Some(snapshot),
            json!({ "published": {
                "files": files, "edition": digest, "notices": notices, "entries": entries, "signed": built.signed,
                "waiting": waiting::to_json(self.site),
                "sample": self.site.register().office.is_sample(),
            } }),
        );
        let shown = self.output.path().display();
        if self.site.register().office.is_sample() {
            self.terminal.tell(&text!(
                "网站还是样例：base_url 是示例网址，每页印着“样例，非正式公告”，不让搜索引擎收录。正式发布前，在 site.yaml 写自己的网址、主办单位和联系方式，换掉样例的轮次和名单。",
                "the site is still the sample: base_url is an address reserved for examples, every page says so, and search engines are kept out. Write your own address, office and contacts in site.yaml, and your own rounds, before you publish in earnest."
            ));
        }
        if is_same {
            self.terminal.tell(&text!(
                "内容与最近一次发布的完全相同，台账没有新增。\n{files} 个文件在 {shown}，版本指纹 {digest}",
                "this is the edition published last, to the byte; nothing is added to the ledger.\n{files} files in {shown}, fingerprint {digest}"
            ));
            project::tell_of_mount(self.output, self.terminal);
            return;
        }
        self.terminal.tell(&text!(
            "已发布 {files} 个文件到 {shown}；台账新记 {notices} 份公告、{entries} 条记录。\n版本指纹 {digest}",
            "published {files} files into {shown}; new in the ledger: {notices} notices, {entries} entries.\nfingerprint {digest}"
        ));
        project::tell_of_mount(self.output, self.terminal);
        waiting::not_published(self.site).iter().for_each(|line| self.terminal.tell(line));
    }
}
