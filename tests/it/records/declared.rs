//! What is declared of each kind of record stands in both manuals too: every key in both languages, and that it is
//! private.

use std::collections::BTreeMap;
use std::path::Path;

use gongshi::records::record::Record;
use gongshi::records::table::{Form, Row, Visibility};
use gongshi::records::{
    CalendarRecord, EngineerFile, FrontMatter, ObjectionEntryRecord, ProgrammeRecord, RegionalRecord,
    RoundRecord, SiteRecord, TeamFile,
};

/// A declaration and those in it, by name.
fn collect<'f>(form: &'f Form, all: &mut BTreeMap<(&'f str, usize), &'f [Row]>) {
    if all.insert((form.name, form.rows.len()), form.rows).is_none() {
        form.rows.iter().filter_map(|row| row.is.form()).for_each(|inner| collect(inner, all));
    }
}

/// The pages of a folder of the manual, one after the other.
fn manual(folder: &str) -> String {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/content/pages").join(folder);
    let files = walkdir::WalkDir::new(pages).sort_by_file_name().into_iter().flatten();
    files.filter_map(|file| std::fs::read_to_string(file.path()).ok()).collect()
}

/// The line of a manual that names a key with its translation: `` `key` 键 ``, or in an example `key: … # 键`.
fn line<'m>(manual: &'m str, key: &str, other: &str) -> Option<&'m str> {
    let (pair, plain, given) = (format!("`{key}` {other}"), format!("{key} {other}:"), format!("{key}:"));
    manual.lines().find(|line| {
        let example = line.split_once('#').is_some_and(|(example, comment)| {
            example.trim_start_matches([' ', '-']).starts_with(&given) && comment.contains(other)
        });
        line.contains(&pair) || line.contains(&plain) || example
    })
}

#[test]
fn both_manuals_name_every_declared_key() {
    let mut forms = BTreeMap::new();
    for form in [
        &SiteRecord::FORM,
        &RoundRecord::FORM,
        &EngineerFile::FORM,
        &TeamFile::FORM,
        &ObjectionEntryRecord::FORM,
        &ProgrammeRecord::FORM,
        &CalendarRecord::FORM,
        &RegionalRecord::FORM,
        &FrontMatter::FORM,
    ] {
        collect(form, &mut forms);
    }
    let (english, chinese) = (manual("en/reference"), manual("reference"));
    let mut named = 0;
    for ((form, _), rows) in forms {
        for row in rows {
            let (en, zh) = row.key;
            let found = line(&english, en, zh);
            let [about, about_zh] = [row.about.0, row.about.1].map(|about| about.trim().len());
            assert!(found.is_some() && about > 3 && about_zh > 3, "{form}: {en} {zh}");
            // Of a source the manual gives an example.
            let found_zh = line(&chinese, zh, en).or((form == "source").then_some(""));
            assert!(found_zh.is_some(), "{form}: {zh} {en}");
            if row.visibility == Visibility::Private && matches!(form, "engineer" | "person") {
                assert!(found.unwrap().contains("**private**"), "{form}: {en}");
                assert!(found_zh.unwrap().contains("**不公布**"), "{form}: {zh}");
            }
            named += 1;
        }
    }
    assert!(named > 130, "{named}");
}
