//! What a result says of objections in its reasons and remarks is in the register.

use std::sync::Arc;

use super::Setting;
use crate::diagnostic::{Diagnostic, error, text};
use crate::domain::notice::{Effect, Notice};
use crate::records::{ObjectionEntryRecord, Text};

/// Words that tell of an objection.
const OBJECTIONS: [&str; 9] =
    ["异议", "举报", "投诉", "检举", "信访", "群众反映", "有人反映", "收到反映", "来信反映"];

/// Words after which they tell that there was none.
const NONE: [&str; 8] = ["无", "未收到", "没有收到", "没有", "未接到", "未提出", "未见", "不存在"];

/// Whether a text says that somebody objected.
pub(super) fn speaks_of_objections(text: &str) -> bool {
    OBJECTIONS.iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let before = text[..at].trim_end_matches("任何").trim_end_matches("实名");
            !NONE.iter().any(|none| before.ends_with(none))
        })
    })
}

/// Checks the reasons and the remark of every result; `register` is `None` where there is none.
pub(super) fn check(
    setting: Setting<'_>,
    register: Option<&[Arc<ObjectionEntryRecord>]>,
    out: &mut Vec<Diagnostic>,
) {
    let Some(register) = register else { return };
    let is_result = |notice: &&Notice| matches!(notice.kind.effect, Effect::Decides | Effect::Settles);
    let results = setting.notices.iter().filter(is_result);
    let sources = results.filter_map(|notice| setting.record.notices.get(notice.number - 1));
    for source in sources {
        if let Some(note) = source.note.as_ref().filter(|_| register.is_empty()) {
            check_text(note, None, out);
        }
        for decided in &source.decisions {
            let entry = decided.entry.value.trim();
            if !register.iter().any(|objection| objection.about.value.trim() == entry) {
                check_text(&decided.reason, Some(entry), out);
            }
        }
    }
}

fn check_text(typed: &Text, entry: Option<&str>, out: &mut Vec<Diagnostic>) {
    if !speaks_of_objections(&typed.value) {
        return;
    }
    let problem = match entry {
        None => error!(
            typed,
            "objection-not-registered",
            "这里说到异议，异议登记（objections.yaml）里却一件也没有",
            "this speaks of objections, and the register has none"
        ),
        Some(entry) => error!(
            typed,
            "objection-not-registered",
            "这里说到异议，异议登记（objections.yaml）里却没有针对“{entry}”的",
            "this speaks of an objection, and the register has none about `{entry}`"
        ),
    };
    out.push(problem.help(text!(
        "把收到的异议登记下来；没有收到的，改正这句话",
        "register the objection; where there was none, put this sentence right"
    )));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_speaks_of_objections_unless_it_says_that_there_were_none() {
        for text in [
            "公示期内收到异议",
            "经核查，异议成立",
            "被实名举报",
            "公示无异议，后收到投诉",
            "群众反映情况属实",
        ] {
            assert!(speaks_of_objections(text), "{text}");
        }
        for text in [
            "本人书面提出放弃",
            "公示无异议，本人放弃",
            "未收到任何异议",
            "没有异议",
            "资格复核反映出学历不符",
        ] {
            assert!(!speaks_of_objections(text), "{text}");
        }
    }
}
