//! JSON Schemas (draft-07) of the records, for editors that complete and check keys while a clerk types.
//!
//! A schema is what the declaration of a record says, and what only the rules know: the words of notices and of rules.
//! Only the ledger has none, for nobody writes it by hand.

use serde_json::{Map, Value, json};

use super::notices::decisions::{DECISION, DEPARTURE, REVOCATION, SETTLEMENT};
use super::{notices, requirements};
use crate::records::record::Record;
use crate::records::table::{Form, Is, Key, Need, Row};
use crate::records::{
    CalendarRecord, EngineerFile, ObjectionEntryRecord, ProgrammeRecord, RegionalRecord, RoundRecord,
    SiteRecord, TeamFile,
};

/// How every schema begins, so that the program knows its own files again.
pub const COMMENT: &str = "由 gongshi 写出，供编辑器使用；升级程序后运行 gongshi init --schemas 更新。";

/// Every schema: its name, which is that of its file without the ending, and its text.
pub fn all() -> Vec<(&'static str, String)> {
    let one = |form: &Form| reference(form);
    // A list of records, or the one record of a file of its own.
    let records =
        |form: &Form| json!({ "if": { "type": "array" }, "then": list(form, 1), "else": reference(form) });
    [
        schema("site", "site.yaml：网站设置", &SiteRecord::FORM, one),
        schema("calendar", "calendar/年份.yaml：一年的节假日安排", &CalendarRecord::FORM, one),
        schema("regional", "calendar/regional/名称.yaml：一个地区自己规定的放假", &RegionalRecord::FORM, one),
        schema("programme", "programmes/项目.yaml：领域、推荐渠道和规则", &ProgrammeRecord::FORM, one),
        schema("round", "rounds/轮次/round.yaml：一轮公示和它的公告", &RoundRecord::FORM, one),
        schema("engineers", "engineers.yaml：个人名单，或一人一个文件", &EngineerFile::FORM, records),
        schema("teams", "teams.yaml：团队名单，或一队一个文件", &TeamFile::FORM, records),
        schema(
            "objections",
            "objections.yaml：异议登记，不公布",
            &ObjectionEntryRecord::FORM,
            |form| list(form, 0),
        ),
    ]
    .into()
}

fn schema(
    name: &'static str,
    title: &str,
    form: &Form,
    file: impl Fn(&Form) -> Value,
) -> (&'static str, String) {
    let mut body = file(form);
    body["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    body["$comment"] = json!(COMMENT);
    body["title"] = json!(title);
    let mut definitions = Map::new();
    define(form, &mut definitions);
    body["definitions"] = Value::Object(definitions);
    (name, format!("{body:#}\n"))
}

fn list(form: &Form, at_least: usize) -> Value {
    json!({ "type": "array", "minItems": at_least, "items": reference(form) })
}

fn reference(form: &Form) -> Value {
    json!({ "$ref": format!("#/definitions/{}", form.name) })
}

/// Puts a mapping among the definitions, and every mapping in it.
fn define(form: &Form, definitions: &mut Map<String, Value>) {
    if definitions.insert(form.name.to_owned(), object(form)).is_none() {
        form.rows.iter().filter_map(|row| row.is.form()).for_each(|inner| define(inner, definitions));
    }
}

/// A mapping of known keys, each in either language and in one only.
fn object(form: &Form) -> Value {
    let (mut properties, mut once) = (Map::new(), Vec::new());
    let keys = keys(form);
    for Described { key: (en, zh), need, is, about } in &keys {
        // Where a Chinese key is that of another English one too, one may stand beside the other.
        let shared = keys.iter().filter(|other| other.key.1 == *zh).count() > 1;
        for (key, other) in [(en, zh), (zh, en)] {
            let about = if about.starts_with(other) { (*about).into() } else { format!("{other}：{about}") };
            let property = match properties.remove(*key) {
                Some(before) => merged(&before, value(is), &about),
                None => described(value(is), &about),
            };
            properties.insert((*key).to_owned(), property);
        }
        let [english, chinese] = [json!({ "required": [en] }), json!({ "required": [zh] })];
        match need {
            Need::Required | Need::RequiredByRules => once.push(json!({ "oneOf": [english, chinese] })),
            Need::Optional if shared => {}
            Need::Optional => once.push(json!({ "not": { "required": [en, zh] } })),
        }
    }
    json!({ "type": "object", "additionalProperties": false, "properties": properties, "allOf": once })
}

fn described(mut value: Value, about: &str) -> Value {
    value["description"] = json!(about);
    value
}

/// A property that means two things.
fn merged(before: &Value, value: Value, about: &str) -> Value {
    let mut bare = before.clone();
    bare.as_object_mut().map(|bare| bare.remove("description"));
    let earlier = before["description"].as_str().unwrap_or_default();
    described(either(vec![bare, value]), &format!("{earlier}；{about}"))
}

/// What a schema says of a key.
struct Described {
    key: Key,
    need: Need,
    is: Is,
    about: &'static str,
}

/// The keys of a mapping: by its declaration, and by what only the rules know of them.
fn keys(form: &Form) -> Vec<Described> {
    let declared = form.rows.iter().map(|row| Described {
        key: row.key,
        need: row.need,
        is: words_of_rules(form, row).unwrap_or(row.is),
        about: row.about.1,
    });
    let parameters = requirements::parameters().iter().filter(|_| form.name == "rule");
    let parameters = parameters.map(|parameter| Described {
        key: parameter.key,
        need: Need::Optional,
        is: Is::Either(&parameter.is),
        about: parameter.about,
    });
    declared.chain(parameters).collect()
}

/// The closed sets of words that only the rules know.
fn words_of_rules(form: &Form, row: &Row) -> Option<Is> {
    match (form.name, row.key.0) {
        ("notice", "kind" | "corrects") => Some(Is::Words(|| words(&notices::words()))),
        ("decision", "status") => Some(Is::Words(statuses)),
        ("rule" | "exception", "rule") => Some(Is::Words(requirements::kinds)),
        ("rule", "level") => Some(Is::Words(|| words(requirements::LEVEL))),
        _ => None,
    }
}

/// What a notice may decide of an entry, each word once.
fn statuses() -> Vec<Key> {
    let mut all: Vec<Key> = Vec::new();
    for word in [DECISION, SETTLEMENT, DEPARTURE, REVOCATION].into_iter().flat_map(words) {
        if !all.contains(&word) {
            all.push(word);
        }
    }
    all
}

/// The words of a table that says what they mean.
fn words<T>(table: &[(Key, T)]) -> Vec<Key> {
    table.iter().map(|(key, _)| *key).collect()
}

/// What a value may be. YAML reads `2026` and `true` as more than text, which the program does not.
fn value(is: &Is) -> Value {
    let scalar = json!({ "type": ["string", "number", "boolean"] });
    let like = |pattern: &str| json!({ "type": "string", "pattern": pattern });
    match is {
        Is::Text | Is::Line | Is::Name | Is::Team | Is::Person => scalar,
        Is::Id => like("^[a-z0-9][a-z0-9-]{0,63}$"),
        Is::Number => json!({ "type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]+$" }),
        Is::Date => like("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        Is::Moment => like("^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2})?$"),
        Is::Time => like("^[0-9]{2}:[0-9]{2}$"),
        Is::Flag => json!({ "enum": ["是", "否", true, false, "true", "false"] }),
        Is::Words(words) => json!({ "enum": both(&words()) }),
        Is::List(item) => json!({ "type": "array", "minItems": 1, "items": value(item) }),
        Is::OneOrMore(item) => json!({ "anyOf": [value(item), value(&Is::List(item))] }),
        Is::Map(form) => reference(form),
        Is::Either(all) => either(all.iter().map(value).collect()),
        Is::WordOr(words, form) => json!({ "anyOf": [value(words), reference(form)] }),
        Is::Cells => json!({ "type": "object", "additionalProperties": scalar }),
    }
}

/// What all of them say, the words of all, or else any scalar.
fn either(mut all: Vec<Value>) -> Value {
    all.dedup();
    let words = all.iter().filter_map(|value| value["enum"].as_array());
    match (all.as_slice(), words.clone().count()) {
        ([one], _) => one.clone(),
        (all, sets) if sets == all.len() => json!({ "enum": words.flatten().collect::<Vec<_>>() }),
        _ => value(&Is::Text),
    }
}

/// Each word in both languages, once where they are the same.
fn both(words: &[Key]) -> Vec<&'static str> {
    let chinese = words.iter().map(|(_, zh)| *zh);
    let english = words.iter().filter(|(en, zh)| en != zh).map(|(en, _)| *en);
    chinese.chain(english).collect()
}
