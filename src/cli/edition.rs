//! `verify`: is a folder exactly the edition that was published?

use std::path::Path;

use serde_json::{Value, json};

use super::Exit;
use super::args::Global;
use super::report::Report;
use crate::diagnostic::Bilingual;
use crate::publish::{self, Signature};
use crate::words;

pub(super) fn verify(global: &Global, dir: Option<&Path>, report: &mut Report) -> Exit {
    let folder = dir.map_or_else(|| global.root.join("public"), Path::to_path_buf);
    let verified = match publish::verify(&folder) {
        Ok(verified) => verified,
        Err(diagnostic) => return report.fail(diagnostic),
    };
    let edition = &verified.edition;
    let differences: Vec<Value> = verified
        .differences
        .iter()
        .map(|(path, difference)| json!({ "path": path, "difference": difference.name() }))
        .collect();
    if report.wants_json() {
        report.document(&json!({
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
        report.tell(&words!(
            "完全一致：{files} 个文件与发布时逐字节相同。\n版本指纹 {digest}",
            "intact: {files} files are byte for byte as published.\nfingerprint {digest}"
        ));
        match &verified.signature {
            Signature::Good(key) => report.tell(&words!(
                "签名有效，密钥指纹 {key}。请与主办单位在别处公布的指纹核对。",
                "the signature is good, by the key {key}. Compare it with the fingerprint the office made known elsewhere."
            )),
            _ => report.tell(&words!("这一版没有签名。", "this edition is not signed.")),
        }
        return Exit::Done;
    }
    if let Signature::Bad(said) = &verified.signature {
        report.problem(&words!("签名不符：{said}", "the signature does not hold: {said}"));
    }
    for (path, difference) in &verified.differences {
        let Bilingual { zh, en } = difference.words();
        report.problem(&words!("{zh}：{path}", "{en}: {path}"));
    }
    report.problem(&words!("{count} 个文件与发布时不一致。", "{count} files are not as published."));
    Exit::Content
}

fn signature_json(signature: &Signature) -> Value {
    match signature {
        Signature::None => Value::Null,
        Signature::Good(key) => json!({ "good": true, "key": key }),
        Signature::Bad(_) => json!({ "good": false, "key": null }),
    }
}
