//! `archive`: what an office hands to its archives of a round, in one zip file: the notices as they were printed and in
//! every format, the list, the ledger, the edition with its signature, the statement, an index.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::json;

use super::Outcome;
use super::args::Global;
use super::command::Command;
use super::project::{self, Project, usage};
use super::terminal::Terminal;
use crate::diagnostic::{Diagnostic, Location, environment, error, text};
use crate::domain::digest::sha256;
use crate::domain::printed::Archived;
use crate::domain::round::Round;
use crate::gate;
use crate::papers;
use crate::publish::{self, Bag, BagFile, Edition, FileEntry};
use crate::render;
use crate::site::Site;
use crate::world::{disk, limits};

/// The statement, and the index, in the payload. Names that every system's `unzip` writes alike.
const STATEMENT: &str = "statement.md";
const INDEX: &str = "index.csv";
/// The files of an edition that describe it, and the list of who may sign.
const DESCRIBING: [&str; 4] = ["edition.json", "SHA256SUMS", "SHA256SUMS.sig", "allowed_signers"];

#[derive(Args)]
#[group(skip)]
pub(super) struct Archive {
    #[arg(value_name = "ROUND", help = text!("轮次编号", "the round's id"))]
    round: String,
    #[arg(value_name = "OUT.zip", help = text!("新文件", "the new file"))]
    file: PathBuf,
    // The periods of the State Archives Administration's order No. 8 (2012), article 3: for good, 30 or 10 years.
    #[arg(long, value_name = "永久|30年|10年",
        value_parser = PossibleValuesParser::new(["永久", "30年", "10年"]),
        help = text!("目录里的保管期限，不写留空待填", "how long it is to be kept, for the index; left blank where not given"))]
    retention: Option<String>,
    #[command(flatten)]
    folder: super::target::Out,
}

impl Command for Archive {
    const NAME: &'static str = "archive";

    fn about() -> String {
        text!(
            "把一轮已公布的材料做成归档包（zip）",
            "put what was published of a round into a zip file for the archives"
        )
    }

    fn run(self, global: &Global, terminal: &Terminal) -> Outcome {
        let project = project::open(global)?;
        let site = project::site(&project, terminal)?;
        let round = project::round(site, &self.round)?;
        let output = self.folder.out.clone().unwrap_or_else(|| global.root.join("public"));
        if disk::real_path(&self.file).starts_with(disk::real_path(&output)) {
            return Err(usage(&text!(
                "归档包不能放在输出文件夹里：那里的文件都会公开",
                "the archive may not lie in the output folder, where everything is public"
            )));
        }
        let collecting = Collecting { project: &project, site, round, output: &output };
        let bag = collecting.bag(self.retention.as_deref()).map_err(|problem| terminal.fail(problem))?;
        publish::content::create(&self.file, &bag.to_zip()).map_err(|problem| terminal.fail(problem))?;
        let (shown, files, bytes) = (self.file.display(), bag.files.len(), bag.payload_bytes());
        if terminal.wants_json() {
            terminal.document(&json!({ "archive": {
                "file": shown.to_string(), "round": round.id, "files": files, "bytes": bytes,
                "retention": self.retention,
            } }));
        }
        terminal.tell(&text!(
            "已写出 {shown}：{files} 个文件。核验：gongshi verify {shown}；没有本程序时，解压后在文件夹 {} 里运行 sha256sum -c manifest-sha256.txt",
            "wrote {shown}, {files} files. Check it with `gongshi verify {shown}`; without the program, unpack it and run `sha256sum -c manifest-sha256.txt` in {}",
            bag.name
        ));
        Ok(())
    }
}

/// What is known while the files are collected.
struct Collecting<'a> {
    project: &'a Project,
    site: &'a Site,
    round: &'a Round,
    output: &'a Path,
}

/// A file, with what the index says of it.
struct Filed {
    file: BagFile,
    title: String,
    date: String,
}

impl Collecting<'_> {
    fn bag(&self, retention: Option<&str>) -> Result<Bag, Diagnostic> {
        let notices = self.notices()?;
        let edition = self.edition()?;
        let mut filed = self.archived(&notices)?;
        filed.extend(self.site_files(&notices, &edition)?);
        filed.push(self.statement(&edition)?);
        filed.sort_by(|a, b| a.file.path.cmp(&b.file.path));
        let index = index(&filed, retention.unwrap_or_default());
        let mut files: Vec<BagFile> = filed.into_iter().map(|filed| filed.file).collect();
        files.push(BagFile { path: INDEX.to_owned(), bytes: index });
        let office = &self.site.register().office;
        let about = vec![
            ("Source-Organization", office.owner.to_string()),
            ("External-Description", format!("{}公示归档", self.round.title)),
            ("External-Identifier", edition.digest.clone()),
            ("Internal-Sender-Identifier", self.round.id.clone()),
            ("Bag-Software-Agent", concat!("gongshi ", env!("CARGO_PKG_VERSION")).to_owned()),
        ];
        let bag = Bag { name: format!("gongshi-{}", self.round.id), about, files };
        if bag.files.len() + 4 > limits::BAG_FILES || bag.payload_bytes() > limits::BAG_BYTES {
            return Err(environment!("archive-too-large",
                "这一轮的材料超出归档包的上限（{} MB）", "the round is larger than an archive may be, {} MB",
                limits::BAG_BYTES / 1024 / 1024;
                help: "把大的附件另行归档", "archive large attachments by themselves"
            ));
        }
        Ok(bag)
    }

    /// The archived notices of the round, all that are out.
    fn notices(&self) -> Result<Vec<Arc<Archived>>, Diagnostic> {
        let (mut archived, mut waiting) = (Vec::new(), 0);
        for notice in self.round.published(self.site.register().now) {
            match &notice.archived {
                Some(found) if found.striking.is_empty() => archived.push(found.clone()),
                _ => waiting += 1,
            }
        }
        if waiting == 0 && !archived.is_empty() {
            return Ok(archived);
        }
        let file = format!("content/rounds/{}/round.yaml", self.round.id);
        Err(match archived.len() + waiting {
            0 => error!(Location::file(&file), "not-archived",
                "这一轮还没有公布过公告", "no notice of this round is out yet";
                help: "公布以后再归档", "archive it when it has been published"
            ),
            _ => error!(Location::file(&file), "not-archived",
                "这一轮有{waiting}份公告还没有发布存档", "{waiting} notices of this round are not published and archived yet";
                help: "先运行 gongshi publish，再归档", "run `gongshi publish` first, then archive"
            ),
        })
    }

    /// The edition in the output: the one that the ledger has last.
    fn edition(&self) -> Result<Edition, Diagnostic> {
        let ledger = &self.site.register().ledger;
        let is_last = |edition: &Edition| {
            ledger.editions.last() == Some(&edition.digest)
                && Edition::digest_of(&edition.files) == edition.digest
        };
        if let Some(problem) = publish::recorded(ledger, self.output) {
            return Err(problem);
        }
        Edition::read(self.output).ok().filter(is_last).ok_or_else(|| self.not_published())
    }

    fn not_published(&self) -> Diagnostic {
        let shown = self.output.display();
        environment!("not-as-published",
            "{shown} 里不是台账中最近一次发布的那一版，或有文件被改动",
            "{shown} does not hold the edition that the ledger has last, or a file of it was changed";
            help: "运行 gongshi publish，再归档；发布到别处的，用 --out 指明那个文件夹",
            "run `gongshi publish`, then archive; where it is published into another folder, name that with --out"
        )
    }

    /// The notices as they were printed, and the ledger, which is whole: it is a chain.
    fn archived(&self, notices: &[Arc<Archived>]) -> Result<Vec<Filed>, Diagnostic> {
        let content = &self.project.snapshot.content;
        let file = |path: &str, title: String, date: String| {
            let bytes = content.get(path).map(|source| source.bytes.to_vec())?;
            Some(Filed { file: BagFile { path: path.to_owned(), bytes }, title, date })
        };
        let latest = self.site.register().ledger.latest.map(|moment| moment.date.to_string());
        let ledger = file(publish::LEDGER, "发布台账".to_owned(), latest.unwrap_or_default());
        let notices =
            notices.iter().map(|n| file(&n.file, n.facts.title.clone(), day(&n.facts.published).to_owned()));
        notices.chain([ledger]).collect::<Option<_>>().ok_or_else(|| self.not_published())
    }

    /// What the edition has of the round, what its pages look like, and what describes the edition.
    fn site_files(&self, notices: &[Arc<Archived>], edition: &Edition) -> Result<Vec<Filed>, Diagnostic> {
        let (page, below) = (format!("{}.html", self.round.address()), format!("{}/", self.round.address()));
        let statics = &self.site.theme().statics;
        let is_compressed = |path: &str| path.ends_with(".gz") || path.ends_with(".br");
        let is_own = |path: &str| {
            path == page
                || path.starts_with(&below)
                || statics.contains_key(path)
                || DESCRIBING.contains(&path)
        };
        let own = edition.files.iter().filter(|file| is_own(&file.path) && !is_compressed(&file.path));
        let mut filed = Vec::new();
        for entry in own {
            let bytes = self.published(entry)?;
            let stem = entry.path.rsplit_once('.').map_or(entry.path.as_str(), |(stem, _)| stem);
            let notice = notices.iter().find(|n| n.facts.address == stem);
            let title = match notice {
                Some(notice) => notice.facts.title.clone(),
                None if statics.contains_key(&entry.path) => "网页样式".to_owned(),
                None if entry.path == "allowed_signers" => "签名公钥".to_owned(),
                None => format!("{}名单", self.round.title),
            };
            let date = notice.map_or(edition.computed.as_str(), |notice| &notice.facts.published);
            filed.push(filed_of_site(&entry.path, bytes, (title, day(date))));
        }
        let is_shown = |notice: &Arc<Archived>| {
            let page = format!("{}.html", notice.facts.address);
            edition.files.iter().any(|file| file.path == page)
        };
        if !notices.iter().all(is_shown) {
            return Err(self.not_published());
        }
        for (name, title) in [(DESCRIBING[0], "版本清单"), (DESCRIBING[1], "校验值"), (DESCRIBING[2], "签名")]
        {
            let path = self.output.join(name);
            if name == DESCRIBING[2] && !disk::exists(&path) {
                continue;
            }
            let bytes = disk::read_at_most(&path, limits::OWN_BYTES).map_err(|_| self.not_published())?;
            filed.push(filed_of_site(name, bytes, (title.to_owned(), day(&edition.computed))));
        }
        Ok(filed)
    }

    /// A file as it was published.
    fn published(&self, entry: &FileEntry) -> Result<Vec<u8>, Diagnostic> {
        let bytes = disk::read_at_most(&self.output.join(&entry.path), limits::BAG_BYTES).ok();
        bytes.filter(|bytes| sha256(bytes) == entry.sha256).ok_or_else(|| self.not_published())
    }

    fn statement(&self, edition: &Edition) -> Result<Filed, Diagnostic> {
        let bytes = (papers::statement(self.site.context(), self.round) + "\n").into_bytes();
        gate::check(self.site.guard(), STATEMENT, &bytes)?;
        let title = format!("{}公示情况说明", self.round.title);
        let file = BagFile { path: STATEMENT.to_owned(), bytes };
        Ok(Filed { file, title, date: day(&edition.computed).to_owned() })
    }
}

fn filed_of_site(path: &str, bytes: Vec<u8>, (title, date): (String, &str)) -> Filed {
    let file = BagFile { path: format!("{}{path}", publish::SITE), bytes };
    Filed { file, title, date: date.to_owned() }
}

/// `2025-09-01` of `2025-09-01 09:00`.
fn day(moment: &str) -> &str {
    moment.get(..10).unwrap_or(moment)
}

/// The index of the files, for the archives' own list.
fn index(filed: &[Filed], retention: &str) -> Vec<u8> {
    let row = |Filed { file, title, date }: &Filed| {
        let path = format!("data/{}", file.path);
        [path, title.clone(), date.clone(), sha256(&file.bytes), retention.to_owned()]
    };
    let rows: Vec<_> = filed.iter().map(row).collect();
    render::table_csv(["文件", "题名", "日期", "SHA-256", "保管期限"], &rows)
}
