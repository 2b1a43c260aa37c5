//! What `verify` says alike of a folder and of a round's archive.

use serde_json::{Value, json};

use super::terminal::Terminal;
use crate::diagnostic::text;
use crate::publish::{Difference, Signature};

/// Says that a signature does not hold, and what differs.
pub(super) fn show_problems(
    signature: &Signature,
    differences: &[(String, Difference)],
    terminal: &Terminal,
) {
    if let Signature::Bad(said) = signature {
        terminal.problem(&text!("签名不符：{said}", "the signature does not hold: {said}"));
    }
    for (path, difference) in differences {
        let (path, difference) = (path.escape_debug(), difference.text());
        terminal.problem(&text!("{difference}：{path}", "{difference}: {path}"));
    }
}

/// What differs, for programs.
pub(super) fn differences_to_json(differences: &[(String, Difference)]) -> Vec<Value> {
    let one =
        |(path, difference): &(String, Difference)| json!({ "path": path, "difference": difference.name() });
    differences.iter().map(one).collect()
}

/// A signature, for programs; null where there is none.
pub(super) fn signature_to_json(signature: &Signature) -> Value {
    match signature {
        Signature::None => Value::Null,
        Signature::Good(key) => json!({ "good": true, "key": key }),
        Signature::Bad(_) => json!({ "good": false, "key": null }),
    }
}
