//! `proof`: what would be published next of a round, in one file for whoever approves it.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::args::Global;
use super::command::Command;
use super::project::{self, Project};
use super::terminal::Terminal;
use super::{Outcome, approval};
use crate::archive::{self, Document, Unapproved};
use crate::compile::rehearse;
use crate::diagnostic::{Diagnostic, Location, Severity, error, text};
use crate::domain::round::Round;
use crate::gate;
use crate::publish;
use crate::records::{self, Memo, Records};
use crate::render::proof::{self, ProofNotice};
use crate::site::Site;

#[derive(Args)]
#[group(skip)]
pub(super) struct Proof {
    #[arg(value_name = "ROUND", help = text!("轮次编号", "the round's id"))]
    round: String,
    #[arg(value_name = "OUT.html", help = text!("新文件", "the new file"))]
    file: PathBuf,
}

impl Command for Proof {
    const NAME: &'static str = "proof";

    fn about() -> String {
        text!("写出送审稿，供审定签发", "write what would be published next, for whoever approves it")
    }

    fn run(self, global: &Global, terminal: &Terminal) -> Outcome {
        let project = project::open(global)?;
        let site = project::site(&project, terminal)?;
        let round = project::round(site, &self.round)?;
        let documents = match due(&project, site, round) {
            Ok(documents) => documents,
            Err(problems) => {
                terminal.diagnostics(&problems, Some(&project.snapshot), Value::Null);
                return project::outcome(&problems);
            }
        };
        let (records, _) = records::read(&project.snapshot, &mut Memo::default());
        let digests: Vec<String> = documents.iter().map(archive::approval_digest).collect();
        let page = proof::page(&of(&project, &records, (site, round), &documents), site.theme());
        publish::content::create(&self.file, page.as_bytes()).map_err(|problem| terminal.fail(problem))?;
        let shown = self.file.display();
        if terminal.wants_json() {
            let titles: Vec<&str> = documents.iter().map(|document| document.title.as_str()).collect();
            terminal.document(&json!({ "proof": {
                "file": shown.to_string(), "round": round.id, "notices": titles, "digest": digests,
            } }));
        }
        let count = documents.len();
        terminal.tell(&text!(
            "已写出送审稿 {shown}，{count} 份公告。审定后，在 content/rounds/{}/round.yaml 的 approved 里写上摘要、签发人和日期；摘要在送审稿末尾。",
            "wrote {shown}, {count} notices. When they are approved, write digest, name and day as `approved` into content/rounds/{}/round.yaml; the digest is at the end of the proof.",
            round.id
        ));
        Ok(())
    }
}

/// The texts that need an approval next: of notices that are out and not yet published, else of the next one to come, and
/// of those published without.
fn due(project: &Project, site: &Site, round: &Round) -> Result<Vec<Document>, Vec<Diagnostic>> {
    let still = archive::still_unapproved(round, &site.register().ledger);
    let mut documents: Vec<Document> = still.map(|(archived, _)| Document::of_archived(archived)).collect();
    let mut next = new(site, round)?;
    if next.is_empty() {
        for then in rehearse(&project.snapshot, site, &mut Memo::default()) {
            let errors: Vec<_> =
                then.diagnostics.into_iter().filter(|d| d.severity == Severity::Error).collect();
            let Some(then) = then.site else { return Err(errors) };
            next = new(&then, round)?;
            if !next.is_empty() {
                break;
            }
        }
    }
    documents.extend(next);
    if !documents.is_empty() {
        return Ok(documents);
    }
    let file = format!("content/rounds/{}/round.yaml", round.id);
    Err(vec![error!(Location::file(&file), "nothing-to-approve",
        "这一轮没有待发布的公告", "no notice of this round is still to be published";
        help: "先在 round.yaml 的 notices 里写上下一份公告", "write the next notice under `notices` in round.yaml first"
    )])
}

/// What a site would archive of a round for the first time, searched as everything that goes out.
fn new(site: &Site, round: &Round) -> Result<Vec<Document>, Vec<Diagnostic>> {
    let ledger = &site.register().ledger;
    let is_new = |document: &Document| {
        document.struck.is_empty()
            && !ledger.documents.contains_key(&document.file)
            && approval::round_of(site.register(), document).is_some_and(|own| own.id == round.id)
    };
    let documents: Vec<Document> = archive::due(site)?.into_iter().filter(is_new).collect();
    let searched = documents.iter().map(|d| gate::check(site.guard(), &d.file, d.text.as_bytes()));
    let problems: Vec<Diagnostic> = searched.filter_map(Result::err).collect();
    if problems.is_empty() { Ok(documents) } else { Err(problems) }
}

fn of<'a>(
    project: &Project,
    records: &Records,
    (site, round): (&'a Site, &'a Round),
    documents: &'a [Document],
) -> proof::Proof<'a> {
    let heading = |document: &Document| {
        let digest = archive::approval_digest(document);
        let state = match archive::unapproved(round.approval.as_ref(), &digest) {
            None => "已审定签发",
            Some(Unapproved::Never) => "待审定",
            Some(Unapproved::Changed) => "审定后有改动，须重新审定",
        };
        format!("{state}；摘要 {digest}")
    };
    let notices = documents
        .iter()
        .map(|document| ProofNotice {
            title: &document.title,
            body: document.body(),
            heading: heading(document),
        })
        .collect();
    let warnings = project.compiled.diagnostics.iter().filter(|d| d.severity == Severity::Warning);
    let warnings = warnings.map(|d| match &d.location {
        Some(at) => format!("{}（{}）", d.message, at.file),
        None => d.message.clone(),
    });
    let record = records.rounds.iter().find(|record| record.id == round.id);
    let exceptions = record.into_iter().flat_map(|record| &record.exceptions).map(|exception| {
        let who = exception.entry.as_ref().map_or("整份名单", |entry| &*entry.value);
        let (rule, reason) = (&exception.rule.value, &exception.reason.value);
        format!("{who}，规则 {rule}：{reason}（{}批准）", exception.approved_by.value)
    });
    let allowed = records.site.iter().flat_map(|site| &site.allowed);
    let allowed = allowed.map(|a| format!("{}（核对人：{}）", a.reason.value, a.by.value));
    proof::Proof {
        title: &round.title,
        base_url: &site.register().office.base_url,
        notices,
        remarks: vec![
            ("检查时的提醒", warnings.collect()),
            ("原则上的规则，经批准的例外", exceptions.collect()),
            ("检查时提醒、经核对放行的内容", allowed.collect()),
        ],
        digests: documents.iter().map(archive::approval_digest).collect(),
    }
}
