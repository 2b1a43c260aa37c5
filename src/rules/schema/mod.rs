//! JSON Schemas (draft-07) of the records, for editors that complete and check keys while a clerk types.
//!
//! The keys are the decoder's own tables and the words those of the rules, so that a schema knows what the program
//! knows; `form` adds what a table of keys does not say: what is required, what a value is, what it is for. Only
//! the ledger has none, for nobody writes it by hand.

pub(in crate::rules) mod form;
mod lists;
mod office;
mod programme;
mod round;

use serde_json::{Map, Value, json};

use form::{Form, Is, Need};

use crate::records::decode::Key;

/// How every schema begins, so that the program knows its own files again.
pub const COMMENT: &str = "由 gongshi 写出，供编辑器使用；升级程序后运行 gongshi init --schemas 更新。";

/// Every schema: its name, which is that of its file without the ending, and its text.
pub fn all() -> Vec<(&'static str, String)> {
    let one = |form: &Form| reference(form);
    // A list of records, or the one record of a file of its own.
    let records =
        |form: &Form| json!({ "if": { "type": "array" }, "then": list(form, 1), "else": reference(form) });
    [
        schema("site", "site.yaml：网站设置", &office::SITE, one),
        schema("calendar", "calendar/年份.yaml：一年的节假日安排", &office::CALENDAR, one),
        schema("programme", "programmes/项目.yaml：领域、推荐渠道和规则", &programme::PROGRAMME, one),
        schema("round", "rounds/轮次/round.yaml：一轮公示和它的公告", &round::ROUND, one),
        schema("engineers", "engineers.yaml：个人名单，或一人一个文件", &lists::ENGINEER, records),
        schema("teams", "teams.yaml：团队名单，或一队一个文件", &lists::TEAM, records),
        schema("objections", "objections.yaml：异议登记，不公布", &round::OBJECTION, |form| {
            list(form, 0)
        }),
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
        form.rows.iter().filter_map(|(_, _, is, _)| is.form()).for_each(|inner| define(inner, definitions));
    }
}

/// A mapping of known keys, each in either language and in one only.
fn object(form: &Form) -> Value {
    let (mut properties, mut once) = (Map::new(), Vec::new());
    for (en, zh) in form.keys {
        let Some((_, need, is, about)) = form.rows.iter().find(|(key, ..)| key == en) else { continue };
        // Where a Chinese key is that of another English one too, one may stand beside the other.
        let shared = form.keys.iter().filter(|(_, other)| other == zh).count() > 1;
        for (key, other) in [(en, zh), (zh, en)] {
            let said = if about.starts_with(other) { (*about).into() } else { format!("{other}：{about}") };
            let property = match properties.remove(*key) {
                Some(before) => merged(&before, value(is), &said),
                None => described(value(is), &said),
            };
            properties.insert((*key).to_owned(), property);
        }
        let [english, chinese] = [json!({ "required": [en] }), json!({ "required": [zh] })];
        match need {
            Need::Required => once.push(json!({ "oneOf": [english, chinese] })),
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

/// What a value may be. YAML reads `2026` and `true` as more than text, which the program does not.
fn value(is: &Is) -> Value {
    let scalar = json!({ "type": ["string", "number", "boolean"] });
    let like = |pattern: &str| json!({ "type": "string", "pattern": pattern });
    match is {
        Is::Text => scalar,
        Is::Id => like("^[a-z0-9][a-z0-9-]{0,63}$"),
        Is::Number => json!({ "type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]+$" }),
        Is::Date => like("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        Is::Moment => like("^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2})?$"),
        Is::Time => like("^[0-9]{2}:[0-9]{2}$"),
        Is::Flag => json!({ "enum": ["是", "否", true, false, "true", "false"] }),
        Is::Word(words) => json!({ "enum": both(&words()) }),
        Is::List(item) => json!({ "type": "array", "minItems": 1, "items": value(item) }),
        Is::OneOrMore(item) => json!({ "anyOf": [value(item), value(&Is::List(item))] }),
        Is::Map(form) => reference(form),
        Is::Made(form) => reference(form()),
        Is::Either(all) => either(all.iter().map(value).collect()),
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
