//! `verify`: is a folder exactly the edition that was published?

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::args::Global;
use super::command::Command;
use super::terminal::Terminal;
use super::{Failure, Outcome};
use crate::diagnostic::text;
use crate::publish::{self, Signature, Verified};

#[derive(Args)]
#[group(skip)]
pub(super) struct Verify {
    #[arg(value_name = "DIR",
        help = text!("发布文件夹，默认 public", "the published folder; default public"))]
    dir: Option<PathBuf>,
}

impl Command for Verify {
    const NAME: &'static str = "verify";

    fn about() -> String {
        text!("核验文件夹与发布时是否完全一致", "is this folder exactly the edition that was published")
    }

    fn run(self, global: &Global, terminal: &Terminal) -> Outcome {
        let folder = self.dir.unwrap_or_else(|| global.root.join("public"));
        let verified = publish::verify(&folder).map_err(|problem| terminal.fail(problem))?;
        show(&verified, terminal)
    }
}

fn show(verified: &Verified, terminal: &Terminal) -> Outcome {
    let edition = &verified.edition;
    let differences: Vec<Value> = verified
        .differences
        .iter()
        .map(|(path, difference)| json!({ "path": path, "difference": difference.name() }))
        .collect();
    if terminal.wants_json() {
        terminal.document(&json!({
            "intact": differences.is_empty(),
            "digest": edition.digest,
            "computed": edition.computed,
            "files": edition.files.len(),
            "differences": differences,
            "signature": signature_json(&verified.signature),
        }));
    }
    let (files, digest, count) = (edition.files.len(), &edition.digest, differences.len());
    if count == 0 {
        terminal.tell(&text!(
            "完全一致：{files} 个文件与发布时逐字节相同。\n版本指纹 {digest}",
            "intact: {files} files are byte for byte as published.\nfingerprint {digest}"
        ));
        match &verified.signature {
            Signature::Good(key) => terminal.tell(&text!(
                "签名有效，密钥指纹 {key}。请与主办单位在别处公布的指纹核对。",
                "the signature is good, by the key {key}. Compare it with the fingerprint the office made known elsewhere."
            )),
            _ => terminal.tell(&text!("这一版没有签名。", "this edition is not signed.")),
        }
        return Ok(());
    }
    if let Signature::Bad(said) = &verified.signature {
        terminal.problem(&text!("签名不符：{said}", "the signature does not hold: {said}"));
    }
    for (path, difference) in &verified.differences {
        let difference = difference.text();
        terminal.problem(&text!("{difference}：{path}", "{difference}: {path}"));
    }
    terminal.problem(&text!("{count} 个文件与发布时不一致。", "{count} files are not as published."));
    Err(Failure::Content)
}

fn signature_json(signature: &Signature) -> Value {
    match signature {
        Signature::None => Value::Null,
        Signature::Good(key) => json!({ "good": true, "key": key }),
        Signature::Bad(_) => json!({ "good": false, "key": null }),
    }
}
