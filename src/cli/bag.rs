//! What `verify` says of a round's archive.

use serde_json::{Value, json};

use super::terminal::Terminal;
use super::verified::{differences_to_json, show_problems, signature_to_json};
use super::{Failure, Outcome};
use crate::diagnostic::text;
use crate::publish::{Doubt, Signature, VerifiedBag};

/// What decided, beside the archive itself: its words in `--json`, and what is said of it.
pub(super) struct DecidedBy {
    pub(super) names: Vec<&'static str>,
    pub(super) text: String,
}

pub(super) fn show(verified: &VerifiedBag, decided_by: &DecidedBy, terminal: &Terminal) -> Outcome {
    if terminal.wants_json() {
        terminal.document(&document(verified, decided_by));
    }
    let (files, digest) = (verified.files, &verified.edition.digest);
    if verified.is_good() {
        terminal.tell(&text!(
            "归档包完整：{files} 个文件与清单逐字节相同，公告与台账相符，网页与版本清单相符。\n版本指纹 {digest}",
            "the archive is whole: {files} files are byte for byte as its manifest has them, the notices are those of its ledger, the pages those of its edition.\nfingerprint {digest}"
        ));
        terminal.tell(&of_signature(verified));
        terminal.tell(&decided_by.text);
        terminal.tell(&text!(
            "情况说明（statement.md）和目录（index.csv）是归档时写的，不在签名和台账之内。",
            "the statement (statement.md) and the index (index.csv) were written when it was archived; neither signature nor ledger covers them."
        ));
        return Ok(());
    }
    show_problems(&verified.signature, &verified.differences, terminal);
    verified.doubts.iter().for_each(|doubt| terminal.problem(&doubt.text()));
    terminal.problem(&decided_by.text);
    Err(Failure::Content)
}

fn of_signature(verified: &VerifiedBag) -> String {
    match &verified.signature {
        Signature::Good(key) if verified.is_by_known_key => {
            text!("签名有效，密钥指纹 {key}。", "the signature is good, by the key {key}.")
        }
        Signature::Good(key) => text!(
            "签名与包里自带的公钥相符，密钥指纹 {key}。公钥只在包里，不能证明是谁签的：请与主办单位在别处公布的指纹核对。",
            "the signature is by the key {key}, which is found in the archive only and vouches for nothing: compare it with the fingerprint the office made known elsewhere."
        ),
        _ => text!("这一版没有签名。", "this edition is not signed."),
    }
}

fn document(verified: &VerifiedBag, decided_by: &DecidedBy) -> Value {
    let doubts: Vec<&str> = verified.doubts.iter().map(Doubt::name).collect();
    json!({
        "archive": verified.name,
        "intact": verified.is_good(),
        "decided_by": decided_by.names,
        "digest": verified.edition.digest,
        "computed": verified.edition.computed,
        "files": verified.files,
        "differences": differences_to_json(&verified.differences),
        "doubts": doubts,
        "signature": signature_to_json(&verified.signature),
        "key_vouches": verified.is_by_known_key,
    })
}
