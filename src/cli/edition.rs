//! `verify`: is a folder exactly the edition that was published?

use std::path::Path;

use serde_json::{Value, json};

use super::Exit;
use super::args::Global;
use super::report::Report;
use crate::diagnostic::Words;
use crate::publish;
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
        }));
    }
    let (files, digest, count) = (edition.files.len(), &edition.digest, differences.len());
    if count == 0 {
        report.tell(&words!(
            "完全一致：{files} 个文件与发布时逐字节相同。\n版本指纹 {digest}",
            "intact: {files} files are byte for byte as published.\nfingerprint {digest}"
        ));
        return Exit::Done;
    }
    for (path, difference) in &verified.differences {
        let Words { zh, en } = difference.words();
        report.problem(&words!("{zh}：{path}", "{en}: {path}"));
    }
    report.problem(&words!("{count} 个文件与发布时不一致。", "{count} files are not as published."));
    Exit::Content
}
