//! `verify`: is a folder exactly the edition that was published?

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use clap::Args;
use serde_json::{Value, json};

use super::args::Global;
use super::bag::{self, DecidedBy};
use super::command::Command;
use super::terminal::Terminal;
use super::verified::{differences_to_json, show_problems, signature_to_json};
use super::{Failure, Outcome, project};
use crate::compile::{edition_digest, inputs};
use crate::diagnostic::{Diagnostic, any_error, environment, text};
use crate::domain::digest::hex;
use crate::domain::signing::SigningKey;
use crate::publish::{self, Doubt, Edition, Known, Recorded, Signature, Verified};
use crate::records::{self, Memo, Role};
use crate::rules::{self, Vouched};
use crate::world::disk::{self, Disk};
use crate::world::{SourceFile, limits};

#[derive(Args)]
#[group(skip)]
pub(super) struct Verify {
    #[arg(value_name = "DIR",
        help = text!("发布文件夹（默认 public）或归档包（zip）", "the published folder, default public, or a round's archive (zip)"))]
    dir: Option<PathBuf>,
    #[arg(long, value_name = "FILE", help = text!(
        "主办单位的签名公钥（.pub），从别处取得的",
        "the office's public key (.pub), from elsewhere than the folder"))]
    key: Option<PathBuf>,
    #[arg(long, value_name = "DIGEST", help = text!(
        "主办单位告知的版本指纹",
        "the edition's fingerprint, as the office made it known"))]
    fingerprint: Option<String>,
}

impl Command for Verify {
    const NAME: &'static str = "verify";

    fn about() -> String {
        text!("核验文件夹与发布时是否完全一致", "is this folder exactly the edition that was published")
    }

    fn run(self, global: &Global, terminal: &Terminal) -> Outcome {
        let standard = self.standard(global, terminal)?;
        let folder = self.dir.unwrap_or_else(|| global.root.join("public"));
        if disk::is_file(&folder) {
            return verify_archive(&folder, &standard, terminal);
        }
        let known = || standard.known();
        let mut verified = publish::verify(&folder, known).map_err(|problems| {
            terminal.diagnostics(&problems, None, Value::Null);
            project::outcome(&problems).err().unwrap_or(Failure::Environment)
        })?;
        if matches!(verified.doubts[..], [Doubt::NotLast(_, Recorded::Never)])
            && standard.makes(&verified.edition)
        {
            verified.doubts.clear();
        }
        show(&verified, &standard, terminal)
    }
}

/// What decides, beside the folder itself, which anyone may have written.
enum Standard {
    /// What was named: a key, a fingerprint, or both.
    Named { key: Option<SigningKey>, fingerprint: Option<String> },
    /// The project's key and ledger.
    Project { root: PathBuf, now: NaiveDateTime },
    /// Nothing.
    Nothing,
}

impl Verify {
    fn standard(&self, global: &Global, terminal: &Terminal) -> Result<Standard, Failure> {
        let key = self.key.as_deref().map(read_key).transpose().map_err(|problem| terminal.fail(problem))?;
        let fingerprint = self.fingerprint.as_deref().map(read_fingerprint).transpose()?;
        if key.is_some() || fingerprint.is_some() {
            return Ok(Standard::Named { key, fingerprint });
        }
        if disk::is_folder(&global.root.join("content")) {
            return Ok(Standard::Project { root: global.root.clone(), now: project::now(global)? });
        }
        Ok(Standard::Nothing)
    }
}

impl Standard {
    /// What it knows now: while a publication runs, the ledger changes.
    fn known(&self) -> Result<Known, Vec<Diagnostic>> {
        match self {
            Standard::Named { key, fingerprint } => {
                Ok(Known { key: key.clone(), digest: fingerprint.clone(), ..Known::default() })
            }
            Standard::Project { root, now } => {
                let Vouched { key, editions, entries, .. } = vouched(root, *now)?;
                let is_pending = publish::is_pending(root);
                Ok(Known { key, digest: None, ledger: editions, entries: Some(entries), is_pending })
            }
            Standard::Nothing => Ok(Known::default()),
        }
    }

    /// Whether the project, as it stands, makes exactly this edition at the moment it names, and at the moment of the last
    /// publication the one that was published: then only time has passed since, and `build` has said so.
    fn makes(&self, edition: &Edition) -> bool {
        let Standard::Project { root, now } = self else { return false };
        let Ok(Vouched { editions, latest: Some(latest), .. }) = vouched(root, *now) else {
            return false;
        };
        let Ok(computed) = chrono::DateTime::parse_from_rfc3339(&edition.computed) else { return false };
        let mut snapshot = Disk::new(root).read(computed.naive_local());
        if snapshot.now < latest.to_clock() || hex(&inputs(&snapshot).written) != edition.inputs {
            return false;
        }
        let precompress = edition.files.iter().any(|file| file.path == "index.html.gz");
        let is_made = edition_digest(&snapshot, precompress).as_ref() == Some(&edition.digest);
        snapshot.now = latest.to_clock();
        is_made && edition_digest(&snapshot, precompress).as_ref() == editions.last()
    }

    /// The words in `--json`.
    fn names(&self) -> Vec<&'static str> {
        match self {
            Standard::Named { key, fingerprint } => {
                [key.as_ref().map(|_| "key"), fingerprint.as_ref().map(|_| "fingerprint")]
                    .into_iter()
                    .flatten()
                    .collect()
            }
            Standard::Project { .. } => vec!["project"],
            Standard::Nothing => Vec::new(),
        }
    }

    /// Says what decided.
    fn text(&self) -> String {
        match self {
            Standard::Named { key: Some(_), fingerprint: None } => {
                text!("核验依据：--key 指明的公钥。", "decided by the key named with --key.")
            }
            Standard::Named { key: None, .. } => {
                text!(
                    "核验依据：--fingerprint 指明的版本指纹。",
                    "decided by the fingerprint named with --fingerprint."
                )
            }
            Standard::Named { .. } => {
                text!("核验依据：指明的公钥和版本指纹。", "decided by the key and the fingerprint named.")
            }
            Standard::Project { .. } => text!(
                "核验依据：本项目的签名公钥和发布台账。",
                "decided by the key and the ledger of this project."
            ),
            Standard::Nothing => text!(
                "核验依据：只有这个文件夹自己。它只能说明文件前后一致，不能说明是谁发布的：用 --key 指明主办单位的公钥，或用 --fingerprint 指明主办单位告知的版本指纹。",
                "decided by this folder alone. That tells that its files belong together, not who published them: name the office's key with --key, or with --fingerprint the fingerprint that it made known."
            ),
        }
    }
}

fn verify_archive(file: &Path, standard: &Standard, terminal: &Terminal) -> Outcome {
    let known = standard.known().map_err(|problems| {
        terminal.diagnostics(&problems, None, Value::Null);
        project::outcome(&problems).err().unwrap_or(Failure::Environment)
    })?;
    let verified = publish::verify_bag(file, &known).map_err(|problem| terminal.fail(problem))?;
    let text = match standard {
        Standard::Nothing => text!(
            "核验依据：只有这个包自己。它只能说明文件完整、前后一致，不能说明是谁发布的：用 --key 指明主办单位的公钥，用 --fingerprint 指明主办单位告知的版本指纹，或在项目里核验。",
            "decided by the archive alone. That tells that it is whole, not who published it: name the office's key with --key, the fingerprint that it made known with --fingerprint, or check it in the project."
        ),
        _ => standard.text(),
    };
    bag::show(&verified, &DecidedBy { names: standard.names(), text }, terminal)
}

/// What the settings and the ledger of a project say of its editions.
fn vouched(root: &Path, now: NaiveDateTime) -> Result<Vouched, Vec<Diagnostic>> {
    let mut snapshot = Disk::new(root).read_part(now, &["content"]);
    snapshot.content.retain(|path, _| matches!(Role::of(path), Role::Site | Role::Ledger));
    let (records, problems) = records::read(&snapshot, &mut Memo::default());
    // An error elsewhere in the settings does not matter, unless a key is declared there.
    let declares = |file: &SourceFile| {
        let text = String::from_utf8_lossy(&file.bytes);
        ["signing_key", "签名公钥"].iter().any(|key| text.contains(key))
    };
    let site = snapshot.content.get("content/site.yaml");
    let of_ledger = |d: &Diagnostic| d.location.as_ref().is_some_and(|at| at.file.ends_with("ledger.yaml"));
    let matters = records.site.is_none() && site.is_some_and(declares);
    if any_error(&problems) && (matters || problems.iter().any(of_ledger)) {
        return Err(problems);
    }
    rules::vouched(&records)
}

/// The key in a file, which a person had from elsewhere.
fn read_key(path: &Path) -> Result<SigningKey, Diagnostic> {
    let shown = path.display();
    let bytes = disk::read_at_most(path, limits::SIGNATURE_BYTES).map_err(|e| {
        environment!("bad-key-file", "读不了公钥文件 {shown}：{e}", "cannot read the key in {shown}: {e}";
            help: "指明公钥文件（.pub）", "name a public key's file (.pub)"
        )
    })?;
    let text = String::from_utf8_lossy(&bytes);
    text.lines().find_map(SigningKey::parse).ok_or_else(|| {
        environment!("bad-key-file", "{shown} 里没有 OpenSSH 公钥", "there is no public key of OpenSSH in {shown}";
            help: "指明公钥文件（.pub），其中一行以 ssh-ed25519 等开头；不是私钥",
            "name the .pub file, with a line that begins with ssh-ed25519 or the like; not the private key"
        )
    })
}

/// A fingerprint as people copy it: perhaps in capitals, or in groups.
fn read_fingerprint(text: &str) -> Result<String, Failure> {
    let digest: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    if publish::is_digest(&digest) {
        return Ok(digest);
    }
    Err(project::usage(&text!(
        "--fingerprint 要写版本指纹：64位十六进制数字，publish 和 verify 都会显示。密钥指纹（SHA256: 开头）不行，请用 --key 指明公钥文件",
        "--fingerprint takes an edition's fingerprint, the 64 hexadecimal digits that `publish` and `verify` show; for a key, name its file with --key"
    )))
}

fn show(verified: &Verified, standard: &Standard, terminal: &Terminal) -> Outcome {
    let edition = &verified.edition;
    if terminal.wants_json() {
        terminal.document(&document(verified, standard));
    }
    let (files, digest) = (edition.files.len(), &edition.digest);
    if verified.is_good() {
        terminal.tell(&text!(
            "完全一致：{files} 个文件与发布时逐字节相同。\n版本指纹 {digest}",
            "intact: {files} files are byte for byte as published.\nfingerprint {digest}"
        ));
        terminal.tell(&of_signature(verified));
        terminal.tell(&standard.text());
        return Ok(());
    }
    show_problems(&verified.signature, &verified.differences, terminal);
    let count = verified.differences.len();
    if count > 0 {
        terminal.problem(&text!("{count} 个文件与发布时不一致。", "{count} files are not as published."));
    }
    verified.doubts.iter().for_each(|doubt| terminal.problem(&doubt.text()));
    terminal.problem(&standard.text());
    Err(Failure::Content)
}

/// What the signature of a good folder tells.
fn of_signature(verified: &Verified) -> String {
    match &verified.signature {
        Signature::Good(key) if verified.is_by_known_key => {
            text!("签名有效，密钥指纹 {key}。", "the signature is good, by the key {key}.")
        }
        Signature::Good(key) => text!(
            "签名与文件夹里自带的公钥相符，密钥指纹 {key}。公钥只在这个文件夹里，不能证明是谁签的：请与主办单位在别处公布的指纹核对。",
            "the signature is by the key {key}, which is found in this folder only and vouches for nothing: compare it with the fingerprint the office made known elsewhere."
        ),
        _ => text!("这一版没有签名。", "this edition is not signed."),
    }
}

fn document(verified: &Verified, standard: &Standard) -> Value {
    let edition = &verified.edition;
    let doubts: Vec<&str> = verified.doubts.iter().map(Doubt::name).collect();
    json!({
        "intact": verified.is_good(),
        "decided_by": standard.names(),
        "digest": edition.digest,
        "computed": edition.computed,
        "files": edition.files.len(),
        "differences": differences_to_json(&verified.differences),
        "doubts": doubts,
        "signature": signature_to_json(&verified.signature),
        "key_vouches": verified.is_by_known_key,
    })
}
