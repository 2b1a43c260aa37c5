//! Reading the project a command works on.

use crate::compile::{Compiled, Memo, compile};
use crate::diagnostic::{Diagnostic, Location, Severity, environment, text};
use crate::domain::ledger::Ledger;
use crate::domain::moment::{Moment, parse_date};
use crate::domain::round::Round;
use crate::publish::{self, Built, Claim, Output};
use crate::site::Site;
use crate::world::disk::{self, Disk};
use crate::world::{Snapshot, clock};

use chrono::{NaiveDateTime, TimeDelta};
use serde_json::Value;

use super::args::Global;
use super::target::Out;
use super::terminal::Terminal;
use super::{Failure, Outcome};

/// The moment to compute for: `--today`, else `SOURCE_DATE_EPOCH`, else the clock; always Beijing time. A date
/// without an hour means its noon.
pub(super) fn now(global: &Global) -> Result<NaiveDateTime, Failure> {
    if let Some(today) = &global.today {
        let noon = parse_date(today.trim()).and_then(|date| date.and_hms_opt(12, 0, 0));
        let exact = Moment::parse(today).filter(|m| !m.day_only).map(Moment::to_clock);
        return noon.or(exact).ok_or_else(|| {
            usage(&text!(
                "--today 不能是“{today}”：写成 2026-09-21 或“2026-09-21 15:00”",
                "--today cannot be `{today}`: write 2026-09-21 or \"2026-09-21 15:00\""
            ))
        });
    }
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(epoch) => epoch.parse().ok().and_then(clock::beijing).ok_or_else(|| {
            usage(&text!(
                "环境变量 SOURCE_DATE_EPOCH 不能是“{epoch}”",
                "SOURCE_DATE_EPOCH cannot be `{epoch}`"
            ))
        }),
        Err(_) => Ok(clock::beijing_now()),
    }
}

/// What is recorded bears the real time: a moment ahead of the machine's clock is refused.
pub(super) fn not_ahead(now: NaiveDateTime, terminal: &Terminal) -> Outcome {
    /// Clocks differ a little.
    const TOLERANCE: TimeDelta = TimeDelta::minutes(5);
    let clock = clock::beijing_now();
    if now <= clock + TOLERANCE {
        return Ok(());
    }
    let [now, clock] = [now, clock].map(|moment| Moment::from_clock(moment).plain());
    Err(terminal.fail(environment!("ahead-of-clock",
        "所给的时刻 {now} 晚于本机时间 {clock}（北京时间），不能以它发布：台账记的是实际时间",
        "{now} is ahead of the machine's clock, {clock} in Beijing; the ledger records the real time";
        help: "去掉 --today 和 SOURCE_DATE_EPOCH（--today 只写日期的，指当天正午）；本机时间有误的，先校准。要看到时的样子，用 gongshi serve 或 build。什么都没有改动",
        "leave out --today and SOURCE_DATE_EPOCH (a date alone means its noon), or set the clock first. To look at the site as it will be, use `gongshi serve` or `build`. Nothing was changed"
    )))
}

/// Prints what is wrong with how the program was called.
pub(super) fn usage(text: &str) -> Failure {
    anstream::eprintln!("{}{text}", text!("错误：", "error: "));
    Failure::Usage
}

/// Stops where there is no project, and says so.
pub(super) fn exists(global: &Global, now: NaiveDateTime, terminal: &Terminal) -> Outcome {
    if disk::is_folder(&global.root.join("content")) {
        return Ok(());
    }
    let snapshot = Disk::new(&global.root).read(now);
    terminal.diagnostics(&snapshot.diagnostics, None, Value::Null);
    outcome(&snapshot.diagnostics)
}

/// Takes the output of a project, `public/` unless another is named. It is held before the content is read, so that of two
/// builds the later one has the later content.
pub(super) fn claim(
    global: &Global,
    folder: &Out,
    now: NaiveDateTime,
    terminal: &Terminal,
) -> Result<Claim, Failure> {
    exists(global, now, terminal)?;
    let folder = folder.out.clone().unwrap_or_else(|| global.root.join("public"));
    let claim = Claim::new(&folder, &global.root).map_err(|problem| terminal.fail(problem))?;
    if publish::recover_ledger(&global.root).map_err(|problem| terminal.fail(problem))? {
        terminal.tell(&text!(
            "上次发布中断在写台账之前，现已补记。",
            "the last publication was interrupted before the ledger was written; it is recorded now."
        ));
    }
    Ok(claim)
}

/// Takes the output of a project and looks through what it holds while the content is read.
pub(super) fn output<T: Send>(
    global: &Global,
    folder: &Out,
    now: NaiveDateTime,
    terminal: &Terminal,
    read: impl FnOnce() -> T + Send,
) -> Result<(Output, T), Failure> {
    let claim = claim(global, folder, now, terminal)?;
    let (read, output) = rayon::join(read, || claim.examine());
    Ok((output.map_err(|problem| terminal.fail(problem))?, read))
}

/// What the ledger lacks of that for which the editions vouch that are in the output and in `public/`; where it lacks
/// nothing, what the archive has too much.
pub(super) fn unrecorded(global: &Global, ledger: &Ledger, output: Option<&Output>) -> Vec<Diagnostic> {
    if publish::is_pending(&global.root) {
        // The next command that writes completes the ledger before it looks.
        return Vec::new();
    }
    let public = global.root.join("public");
    let output = output.map(Output::path).filter(|output| *output != disk::real_path(&public));
    let problem = publish::recorded(ledger, &public);
    match problem.or_else(|| publish::recorded(ledger, output?)) {
        Some(problem) => vec![problem],
        None => publish::strays(ledger),
    }
}

/// Whether an edition should be signed, as far as the project says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Signing {
    Expected,
    Optional,
}

/// Warns of an unsigned edition where the one before was signed, or where signing is expected.
pub(super) fn unsigned(built: &Built, signing: Signing) -> Option<Diagnostic> {
    if built.signed || !(built.was_signed || signing == Signing::Expected) {
        return None;
    }
    let message = if built.was_signed {
        text!("原来的版本有签名，这一版没有", "the edition before was signed, this one is not")
    } else {
        text!(
            "site.yaml 写了签名公钥，这一版没有签名",
            "site.yaml names a signing key, and this edition is not signed"
        )
    };
    let help = text!("用 --sign 指明私钥再运行一次", "run it again with --sign and the private key");
    Some(Diagnostic::warning("edition-unsigned", Location::file("content/site.yaml"), message).help(help))
}

/// A project, read and compiled.
pub(super) struct Project {
    pub(super) snapshot: Snapshot,
    pub(super) compiled: Compiled,
    pub(super) memo: Memo,
}

/// Reads and compiles the project of the arguments.
pub(super) fn open(global: &Global) -> Result<Project, Failure> {
    Ok(read(global, now(global)?))
}

/// Reads and compiles the project as it stands at a moment.
pub(super) fn read(global: &Global, now: NaiveDateTime) -> Project {
    let snapshot = Disk::new(&global.root).read(now);
    let mut memo = Memo::default();
    let compiled = compile(&snapshot, &mut memo);
    Project { snapshot, compiled, memo }
}

/// The project's site; where the content has errors, they are reported instead.
pub(super) fn site<'p>(project: &'p Project, terminal: &Terminal) -> Result<&'p Site, Failure> {
    project.compiled.site.as_ref().ok_or_else(|| {
        terminal.diagnostics(&project.compiled.diagnostics, Some(&project.snapshot), Value::Null);
        failure(&project.compiled.diagnostics).unwrap_or(Failure::Content)
    })
}

/// A round of the site by its id; an unknown one is wrong usage.
pub(super) fn round<'s>(site: &'s Site, id: &str) -> Result<&'s Round, Failure> {
    let rounds = &site.register().rounds;
    rounds.iter().map(|round| &**round).find(|round| round.id == id).ok_or_else(|| {
        let known = rounds.iter().map(|r| r.id.as_str()).collect::<Vec<_>>().join("、");
        usage(&text!("没有轮次“{id}”；已有：{known}", "there is no round `{id}`; there are: {known}"))
    })
}

/// How a command ends that found and showed this.
pub(super) fn outcome(diagnostics: &[Diagnostic]) -> Outcome {
    failure(diagnostics).map_or(Ok(()), Err)
}

/// Errors with a place are the content's, those without the environment's.
fn failure(diagnostics: &[Diagnostic]) -> Option<Failure> {
    let mut errors = diagnostics.iter().filter(|d| d.severity == Severity::Error).peekable();
    errors.peek()?;
    let has_place = errors.any(|d| d.location.is_some());
    Some(if has_place { Failure::Content } else { Failure::Environment })
}

/// Says plainly that a mount point did not change at one instant.
pub(super) fn tell_of_mount(output: &Output, terminal: &Terminal) {
    if output.is_mount() {
        terminal.tell(&text!(
            "输出文件夹是挂载点，文件是逐项更换的：更换的片刻里可能同时有新旧页面。要一步到位，请输出到挂载点里面的文件夹。",
            "the output is a mount point, where files are put in place one after another: for that moment old and new pages may stand side by side. For one step, build into a folder inside it."
        ));
    }
}
