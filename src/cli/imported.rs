//! What `import` shows: what the columns were taken for, what is wrong by what mends it, and what became of the entries.

use std::sync::Arc;

use serde_json::{Value, json};

use super::terminal::Terminal;
use crate::diagnostic::{Diagnostic, Severity, any_error, text};
use crate::domain::programme::EntryKind;
use crate::gate::masked;
use crate::sheets::{self, Mapping, Named, Use};
use crate::world::Snapshot;

/// Whether files were written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Done {
    Written,
    Nothing,
}

/// Shows an import, and what `check` will find after it.
pub(super) fn show(
    terminal: &Terminal,
    import: &sheets::Import,
    found: &[Diagnostic],
    after: &Snapshot,
    done: Done,
) {
    if terminal.wants_json() {
        let all: Vec<Diagnostic> = import.diagnostics.iter().chain(found).cloned().collect();
        terminal.diagnostics(&all, Some(after), json!({ "import": document(import, done) }));
        return;
    }
    terminal.tell(&table(&import.mapping));
    for group in grouped(&import.diagnostics) {
        match group.severity {
            Severity::Error => terminal.problem(&group.text),
            _ => terminal.tell(&group.text),
        }
    }
    if any_error(&import.diagnostics) {
        terminal.problem(&text!("有错误，什么都没有写。", "there are errors; nothing was written."));
        return;
    }
    terminal.tell(&counts(import));
    if !found.is_empty() {
        terminal.tell(&text!("导入以后，check 会指出：\n", "after the import, `check` will say:\n"));
        terminal.diagnostics(found, Some(after), Value::Null);
    }
    let paths = import.writes.iter().map(|write| &*write.path).collect::<Vec<_>>().join("、");
    terminal.tell(&match (done, import.writes.is_empty()) {
        (Done::Written, _) => text!("已写入 {paths}。", "wrote {paths}."),
        (_, true) => text!("没有要写的。", "there is nothing to write."),
        _ => text!(
            "只是试算，什么都没有写；会写 {paths}。",
            "a dry run, nothing was written; it would write {paths}."
        ),
    });
}

/// What each column was taken for, as a table.
fn table(mapping: &[Mapping]) -> String {
    let mut text = text!("各列的认定：\n", "what the columns were taken for:\n");
    for Mapping { sheet, column, heading, used } in mapping {
        let place = if sheet.is_empty() { column.clone() } else { format!("{sheet}!{column}") };
        text.push_str(&format!("  {place}  {heading} → {}\n", used_text(used)));
    }
    masked(&text).into_owned()
}

fn used_text(used: &Use) -> String {
    match used {
        Use::Key(key) => key.clone(),
        Use::NotAsked(key) => text!(
            "不导入（{key}不公布，本轮也没有规则要用）",
            "not imported ({key} is private, and no rule of the round asks for it)"
        ),
        Use::NoKey => text!("不导入（记录中没有这一项）", "not imported (no record has it)"),
        Use::Order => {
            text!("不导入（推荐次序不能透露）", "not imported (the recommender's order must not show)")
        }
        Use::LeftOut => text!("不导入（已说明不用）", "not imported (left out as you said)"),
        Use::Unknown(None) => text!("不导入（不认识的列）", "not imported (unknown)"),
        Use::Unknown(Some(hint)) => text!("不导入（不认识的列，{hint}）", "not imported (unknown; {hint})"),
    }
}

/// Diagnostics that one thing mends.
struct Grouped {
    severity: Severity,
    text: String,
}

/// Diagnostics by what mends them, each with its cell.
fn grouped(diagnostics: &[Diagnostic]) -> Vec<Grouped> {
    let mut groups: Vec<Vec<&Diagnostic>> = Vec::new();
    for diagnostic in diagnostics {
        let same = |group: &&mut Vec<&Diagnostic>| {
            let first = group[0];
            (first.severity, first.code, &first.help)
                == (diagnostic.severity, diagnostic.code, &diagnostic.help)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(diagnostic),
            None => groups.push(vec![diagnostic]),
        }
    }
    groups.sort_by_key(|group| group[0].severity);
    groups.iter().map(|group| Grouped { severity: group[0].severity, text: group_text(group) }).collect()
}

fn group_text(group: &[&Diagnostic]) -> String {
    let first = group[0];
    let name = match first.severity {
        Severity::Error => text!("错误", "error"),
        Severity::Warning => text!("提醒", "warning"),
        Severity::Note => text!("说明", "note"),
    };
    let mut text = format!("{name}[{}]", first.code);
    text.push_str(&if group.len() > 1 {
        text!("（{0}处）\n", " ({0})\n", group.len())
    } else {
        "\n".to_owned()
    });
    for diagnostic in group {
        let place = diagnostic.location.as_ref().map_or("", |location| &*location.file);
        text.push_str(&format!("  {place}  {}\n", diagnostic.message));
        for (location, what) in &diagnostic.related {
            text.push_str(&format!("    {what}：{}:{}\n", location.file, location.span.line));
        }
    }
    if let Some(help) = &first.help {
        text.push_str(&text!("  办法：{help}\n", "  help: {help}\n"));
    }
    text
}

/// Who was added, changed, kept, missing.
fn counts(import: &sheets::Import) -> String {
    let report = &import.report;
    let (added, changed, missing) = (report.added.len(), report.changed.len(), report.missing.len());
    let unchanged = report.unchanged;
    let mut text = text!(
        "新增{added}条，改动{changed}条，没有变化{unchanged}条；在文件中而不在表中{missing}条。\n",
        "added: {added}, changed: {changed}, unchanged: {unchanged}; in the file and not in the table: {missing}.\n"
    );
    for (entry, keys) in &report.changed {
        let (who, keys) = (shown(entry), keys.join("、"));
        text.push_str(&text!("  改动 {who}：{keys}\n", "  changed {who}: {keys}\n"));
    }
    for (entry, keys) in &report.kept {
        let (who, keys) = (shown(entry), keys.join("、"));
        text.push_str(&text!(
            "  保留手工改过的 {who}：{keys}\n",
            "  kept as changed by hand {who}: {keys}\n"
        ));
    }
    for entry in &report.missing {
        let who = shown(entry);
        text.push_str(&text!("  不在表中 {who}（没有删去）\n", "  not in the table {who} (not deleted)\n"));
    }
    text
}

fn shown(entry: &Named) -> String {
    entry.name.as_ref().map_or_else(|| entry.id.clone(), |name| format!("{name}（{}）", entry.id))
}

fn document(import: &sheets::Import, done: Done) -> Value {
    let named = |entry: &Named| json!({ "id": entry.id, "name": entry.name });
    let with_keys = |(entry, keys): &(Named, Vec<&'static str>)| json!({ "id": entry.id, "name": entry.name, "keys": keys });
    let mapping = |m: &Mapping| {
        let (used, key) = match &m.used {
            Use::Key(key) => ("key", Some(key)),
            Use::NotAsked(key) => ("not-asked", Some(key)),
            Use::NoKey => ("no-key", None),
            Use::Order => ("order", None),
            Use::LeftOut => ("left-out", None),
            Use::Unknown(_) => ("unknown", None),
        };
        json!({ "sheet": m.sheet, "column": m.column, "heading": masked(&m.heading), "used": used, "key": key })
    };
    let paths: Vec<&Arc<str>> = import.writes.iter().map(|write| &write.path).collect();
    let report = &import.report;
    json!({
        "as": import.kind.map(EntryKind::folder),
        "columns": import.mapping.iter().map(mapping).collect::<Vec<_>>(),
        "added": report.added.iter().map(named).collect::<Vec<_>>(),
        "changed": report.changed.iter().map(with_keys).collect::<Vec<_>>(),
        "kept": report.kept.iter().map(with_keys).collect::<Vec<_>>(),
        "missing": report.missing.iter().map(named).collect::<Vec<_>>(),
        "unchanged": report.unchanged,
        "files": paths.iter().map(|path| &***path).collect::<Vec<&str>>(),
        "written": done == Done::Written,
    })
}
