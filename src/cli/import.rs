//! `import`: a table of an office → records of a round.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::args::Global;
use super::command::Command;
use super::imported::{self, Done};
use super::project::usage;
use super::terminal::Terminal;
use super::{Failure, Outcome, project};
use crate::compile::{Memo, compile};
use crate::diagnostic::{Diagnostic, Severity, any_error, environment, text};
use crate::domain::programme::EntryKind;
use crate::gate::masked;
use crate::publish::content::{self, Change};
use crate::sheets::{self, Doubtful, Locator, Mapped, Options, Prefer, Request, target_named};
use crate::world::snapshot::SourceFile;
use crate::world::{Snapshot, disk, limits};

#[derive(Args)]
#[group(skip)]
pub(super) struct Import {
    #[arg(value_name = "FILE", help = text!(
        "表格：.xlsx、.xls、.ods，或 UTF-8、GB18030 编码的 .csv",
        "the table: .xlsx, .xls, .ods, or .csv in UTF-8 or GB18030"))]
    file: PathBuf,
    #[arg(long, value_name = "ID", help = text!("导入哪一轮", "the round to import into"))]
    round: String,
    #[arg(long, value_name = "NAME", help = text!(
        "哪个工作表，可以写几次；不写取有名单的那个", "the sheet, any number of times; default: the one with a list"))]
    sheet: Vec<String>,
    #[arg(long = "as", value_name = "KIND", help = text!(
        "名单是个人（engineers）还是团队（teams），不写看表头", "what is listed: engineers or teams; default: what the headings say"))]
    kind: Option<Kind>,
    #[arg(long, value_name = "列名=KEY", help = text!(
        "一列是什么：列名或列的字母=键，可以写几次；不用的列写 列名=-",
        "what a column is: its heading or letter = a key, any number of times; - leaves it out"))]
    map: Vec<String>,
    #[arg(long, value_name = "KEY=VALUE", help = text!(
        "大家都一样的内容：推荐单位=示例区科协，可以写几次", "what all have the same: recommender=VALUE, any number of times"))]
    set: Vec<String>,
    #[arg(long, value_name = "DECISION", help = text!(
        "隐藏或筛选掉的行：keep 导入，skip 不导入", "rows that are hidden or filtered out: keep or skip"))]
    hidden: Option<Decision>,
    #[arg(long, value_name = "DECISION", help = text!(
        "划了删除线的人：keep 导入，skip 不导入", "people who are struck out: keep or skip"))]
    struck: Option<Decision>,
    #[arg(long, value_name = "SIDE", help = text!(
        "表中和文件中都改过的：sheet 以表为准，file 以文件为准", "what changed on both sides: sheet or file"))]
    prefer: Option<Side>,
    #[arg(long, value_name = "COPY.xlsx", help = text!(
        "另写一份原表的副本，有问题的单元格涂色，原因写在批注里", "a copy of the table too, with the cells coloured and the reasons as notes"))]
    annotate: Option<PathBuf>,
    #[arg(long, help = text!("只看结果，什么都不写", "show what would be, write nothing"))]
    dry_run: bool,
}

#[derive(ValueEnum, Clone, Copy)]
enum Kind {
    Engineers,
    Teams,
}

#[derive(ValueEnum, Clone, Copy)]
enum Decision {
    Keep,
    Skip,
}

#[derive(ValueEnum, Clone, Copy)]
enum Side {
    Sheet,
    #[value(name = "file")]
    Record,
}

impl Command for Import {
    const NAME: &'static str = "import";

    fn about() -> String {
        text!("把 Excel 等表格导入一轮的名单", "import a table of Excel and the like into a round's list")
    }

    fn run(self, global: &Global, terminal: &Terminal) -> Outcome {
        let options = self.options()?;
        let now = project::now(global)?;
        project::exists(global, now, terminal)?;
        let mut project = project::read(global, now);
        let bytes = read(&self.file).map_err(|problem| terminal.fail(problem))?;
        let name = self.file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let mut import = sheets::import(&Request {
            name: &name,
            bytes: &bytes,
            round: &self.round,
            options: &options,
            snapshot: &project.snapshot,
            programmes: &project.compiled.programmes,
        });
        mask(&mut import.diagnostics);
        let failed = any_error(&import.diagnostics);
        let after = with(&project.snapshot, &import);
        let found = if failed { Vec::new() } else { check(&after, &import, &mut project.memo) };
        if let Some(copy) = &self.annotate {
            annotate(copy, &import, &found, &after).map_err(|problem| terminal.fail(problem))?;
        }
        let written = !failed && !self.dry_run && !import.writes.is_empty();
        if written {
            let changes: Vec<Change<'_>> = import.writes.iter().map(change).collect();
            content::write(&global.root, &changes).map_err(|problem| terminal.fail(problem))?;
        }
        imported::show(
            terminal,
            &import,
            &found,
            &after,
            if written { Done::Written } else { Done::Nothing },
        );
        if failed { Err(Failure::Content) } else { Ok(()) }
    }
}

impl Import {
    fn options(&self) -> Result<Options, Failure> {
        let mut options = Options {
            sheets: self.sheet.clone(),
            kind: self.kind.map(|kind| match kind {
                Kind::Engineers => EntryKind::Individual,
                Kind::Teams => EntryKind::Team,
            }),
            hidden: self.hidden.map(decision),
            struck: self.struck.map(decision),
            prefer: self.prefer.map(|side| match side {
                Side::Sheet => Prefer::Sheet,
                Side::Record => Prefer::Record,
            }),
            ..Options::default()
        };
        for map in &self.map {
            options.maps.push(Mapped::parse(map).ok_or_else(|| unknown_key("--map", map))?);
        }
        for set in &self.set {
            let target =
                set.split_once('=').and_then(|(key, value)| Some((target_named(key)?, value.trim())));
            let (target, value) =
                target.filter(|(_, v)| !v.is_empty()).ok_or_else(|| unknown_key("--set", set))?;
            options.values.push((target, value.to_owned()));
        }
        Ok(options)
    }
}

fn decision(decision: Decision) -> Doubtful {
    match decision {
        Decision::Keep => Doubtful::Keep,
        Decision::Skip => Doubtful::Skip,
    }
}

fn unknown_key(option: &str, typed: &str) -> Failure {
    let form =
        if option == "--map" { text!("列名=键", "HEADING=KEY") } else { text!("键=内容", "KEY=VALUE") };
    usage(&text!(
        "{option} 不能是“{typed}”：写成“{form}”，键是记录的键，如 单位、职称、负责人.职称",
        "{option} cannot be `{typed}`: write {form}, with a key of the records such as unit, title, leader.title"
    ))
}

fn read(file: &Path) -> Result<Vec<u8>, Diagnostic> {
    let shown = file.display();
    disk::read_at_most(file, limits::FILE_BYTES).map_err(|error| {
        environment!("unreadable-table", "读不了 {shown}：{error}", "cannot read {shown}: {error}";
            help: "核对文件名；在 Excel 中开着的，先关上", "look at the name; close it where it is open"
        )
    })
}

fn change(write: &sheets::Write) -> Change<'_> {
    Change { path: &write.path, before: write.before.as_ref(), after: &write.after }
}

/// The project as it is after the import.
fn with(snapshot: &Snapshot, import: &sheets::Import) -> Snapshot {
    let mut after = snapshot.clone();
    for write in &import.writes {
        after.content.insert(write.path.clone(), SourceFile::new(write.after.clone()));
    }
    after
}

/// What `check` will say of the files that were imported into.
fn check(after: &Snapshot, import: &sheets::Import, memo: &mut Memo) -> Vec<Diagnostic> {
    let mut found = compile(after, memo).diagnostics;
    let written = |d: &Diagnostic| {
        let file = d.location.as_ref().map(|location| location.file.clone());
        file.is_some_and(|file| import.writes.iter().any(|write| write.path == file))
    };
    found.retain(|d| d.severity != Severity::Note && written(d));
    found
}

/// Writes the copy with notes; of what `check` finds, too.
fn annotate(
    copy: &Path,
    import: &sheets::Import,
    found: &[Diagnostic],
    after: &Snapshot,
) -> Result<(), Diagnostic> {
    let Some(workbook) = &import.workbook else { return Ok(()) };
    let all: Vec<Diagnostic> = import.diagnostics.iter().chain(found).cloned().collect();
    let mut locator = Locator::new(after);
    let mut cell = |diagnostic: &Diagnostic| locator.cell(diagnostic.location.as_ref()?);
    content::create(copy, &sheets::annotate(workbook, &all, &mut cell, after.now)?)
}

/// Whatever a message quotes, it repeats nobody's number.
fn mask(diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics {
        diagnostic.reword(|text| match masked(text) {
            std::borrow::Cow::Owned(text) => Some(text),
            std::borrow::Cow::Borrowed(_) => None,
        });
    }
}
