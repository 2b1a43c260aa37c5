//! `doctor`: what of this machine and this project is not ready for a real announcement.

use chrono::{Datelike, NaiveDateTime};
use clap::Args;
use serde_json::{Value, json};

use super::args::Global;
use super::command::Command;
use super::project::{self, Project};
use super::terminal::Terminal;
use super::{Failure, Outcome};
use crate::diagnostic::{Severity, text};
use crate::domain::register::Register;
use crate::publish::{has_keygen, scaffold};
use crate::site::Site;
use crate::world::disk;

#[derive(Args)]
pub(super) struct Doctor {}

impl Command for Doctor {
    const NAME: &'static str = "doctor";

    fn about() -> String {
        text!("看看正式公示还缺什么", "say what is not ready for a real announcement")
    }

    fn run(self, global: &Global, terminal: &Terminal) -> Outcome {
        let now = project::now(global)?;
        project::exists(global, now, terminal)?;
        let project = project::read(global, now);
        let seen = Seen { global, project: &project, now };
        let findings: Vec<Finding> = CHECKS.iter().filter_map(|check| check(&seen)).collect();
        let ready = findings.iter().all(|finding| finding.mend.is_none());
        if terminal.wants_json() {
            let findings: Vec<Value> = findings.iter().map(Finding::to_json).collect();
            terminal.document(&json!({ "ready": ready, "findings": findings }));
        } else {
            findings.iter().for_each(|finding| terminal.print(&finding.to_text()));
        }
        if ready { Ok(()) } else { Err(Failure::Content) }
    }
}

/// What the checks look at.
struct Seen<'s> {
    global: &'s Global,
    project: &'s Project,
    now: NaiveDateTime,
}

impl Seen<'_> {
    fn register(&self) -> Option<&Register> {
        self.project.compiled.site.as_ref().map(Site::register)
    }
}

/// What one check found.
struct Finding {
    /// The check, a word that programs may rely on.
    name: &'static str,
    says: String,
    /// What to do, where something is not ready.
    mend: Option<String>,
}

impl Finding {
    fn ready(name: &'static str, says: String) -> Option<Finding> {
        Some(Finding { name, says, mend: None })
    }

    fn lacking(name: &'static str, says: String, mend: String) -> Option<Finding> {
        Some(Finding { name, says, mend: Some(mend) })
    }

    fn to_json(&self) -> Value {
        json!({ "check": self.name, "ready": self.mend.is_none(), "says": self.says, "mend": self.mend })
    }

    fn to_text(&self) -> String {
        match &self.mend {
            None => text!("[可以] {}", "[ready] {}", self.says),
            Some(mend) => {
                text!("[未就绪] {}\n         办法：{mend}", "[not ready] {}\n            {mend}", self.says)
            }
        }
    }
}

/// The checks, in the order they are told. One that has nothing to say of a project says nothing.
const CHECKS: [fn(&Seen<'_>) -> Option<Finding>; 6] = [content, address, sample, calendar, keygen, copies];

/// Whether the content has errors.
fn content(seen: &Seen<'_>) -> Option<Finding> {
    let errors = seen.project.compiled.diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    if errors == 0 {
        return Finding::ready("content", text!("内容没有错误", "the content has no errors"));
    }
    Finding::lacking(
        "content",
        text!(
            "内容有{errors}个错误，其余的有些看不出来",
            "the content has {errors} errors, which hide some of the rest"
        ),
        text!("运行 gongshi check，照着提示改", "run `gongshi check` and do as it says"),
    )
}

/// Whether the site has an address of its own.
fn address(seen: &Seen<'_>) -> Option<Finding> {
    let office = &seen.register()?.office;
    let address = &office.base_url;
    if !office.is_sample() {
        return Finding::ready("address", text!("网址是 {address}", "the address is {address}"));
    }
    Finding::lacking(
        "address",
        text!(
            "网址 {address} 是示例网址：每页印着“样例，非正式公告”，搜索引擎不收录",
            "{address} is an example address: every page says that it is a sample, and search engines leave it out"
        ),
        text!("在 content/site.yaml 写自己的网址", "write your own into content/site.yaml"),
    )
}

/// Whether files of the sample are still there as `init` wrote them.
fn sample(seen: &Seen<'_>) -> Option<Finding> {
    let content = &seen.project.snapshot.content;
    let is_there =
        |path: &str, text: &str| content.get(path).is_some_and(|file| *file.bytes == text.as_bytes());
    let left: Vec<&str> =
        scaffold::sample().filter(|(path, text)| is_there(path, text)).map(|(p, _)| p).collect();
    if left.is_empty() {
        return Finding::ready("sample", text!("样例的内容已经换掉", "nothing of the sample is left"));
    }
    Finding::lacking(
        "sample",
        text!("样例的内容还在：{}", "of the sample there is still: {}", left.join(&text!("、", ", "))),
        text!("换成自己的，或者删去", "put your own in their place, or delete them"),
    )
}

/// Whether the holidays of next year are known. The State Council announces them late in the year before: those of 2024
/// to 2026 were announced between 25 October and 12 November.
fn calendar(seen: &Seen<'_>) -> Option<Finding> {
    const ANNOUNCED_FROM: u32 = 11;
    let next = seen.now.year() + 1;
    let last = seen.register()?.calendar.years().map(|year| year.year).max()?;
    if last >= next {
        return Finding::ready("calendar", text!("节假日安排到{last}年", "holidays are known to {last}"));
    }
    if last >= seen.now.year() && seen.now.month() < ANNOUNCED_FROM {
        let says = text!(
            "节假日安排到{last}年；{next}年的，国务院办公厅通常在11月前后公布",
            "holidays are known to {last}; those of {next} are usually announced around November"
        );
        return Finding::ready("calendar", says);
    }
    Finding::lacking(
        "calendar",
        text!(
            "节假日安排只到{last}年，公示期进入以后年度的算不出来",
            "holidays are known to {last} only; no period can run beyond"
        ),
        text!(
            "通知公布后写 content/calendar/{}.yaml，或者升级程序",
            "write content/calendar/{}.yaml when it is announced, or take a newer version of the program",
            last + 1
        ),
    )
}

/// Whether an edition can be signed, where one is to be.
fn keygen(seen: &Seen<'_>) -> Option<Finding> {
    seen.register()?.office.signing_key.as_ref()?;
    if has_keygen() {
        return Finding::ready(
            "signature",
            text!("可以签名（有 ssh-keygen）", "editions can be signed (ssh-keygen is there)"),
        );
    }
    Finding::lacking(
        "signature",
        text!(
            "site.yaml 写了签名公钥，本机没有 ssh-keygen",
            "site.yaml names a signing key, and there is no ssh-keygen here"
        ),
        text!("安装 OpenSSH 8.1 或更新的版本", "install OpenSSH 8.1 or newer"),
    )
}

/// Whether ledger and archive are kept anywhere else. Lost, they cannot be made again.
fn copies(seen: &Seen<'_>) -> Option<Finding> {
    let root = disk::real_path(&seen.global.root);
    if root.ancestors().any(|folder| disk::exists(&folder.join(".git"))) {
        return Finding::ready(
            "copies",
            text!("内容在版本控制之下（git）", "the content is under version control (git)"),
        );
    }
    Finding::lacking(
        "copies",
        text!(
            "内容不在版本控制之下：台账和公告存档丢失后不能重做",
            "the content is not under version control: a ledger or an archive that is lost cannot be made again"
        ),
        text!("用 git 管理这个文件夹，或者另作备份", "keep this folder in git, or back it up by other means"),
    )
}
