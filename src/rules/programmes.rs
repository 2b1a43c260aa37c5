//! Rule packs → programmes, with every cited document found. The rules themselves are read by `requirements`.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::ladders;
use super::requirements::objections::Objections;
use super::requirements::{self, Pack, Rule, of_kind};
use crate::diagnostic::{Diagnostic, error};
use crate::domain::programme::{Channel, Document, Field, ObjectionDuties, Programme, StandingTerms};
use crate::records::{ProgrammeRecord, Records, SourceRecord, TermsRecord, Text};

pub(super) fn read<'r>(records: &'r Records, out: &mut Vec<Diagnostic>) -> Vec<Pack<'r>> {
    requirements::check_across(&records.programmes, out);
    let mut packs = Vec::new();
    for record in &records.programmes {
        ladders::check_equivalents(record, out);
        let rules = requirements::read(record, out);
        let programme = programme(record, &rules, out).map(Arc::new);
        packs.extend(programme.map(|programme| Pack { programme, record, rules }));
    }
    packs
}

fn programme(record: &ProgrammeRecord, rules: &[Rule], out: &mut Vec<Diagnostic>) -> Option<Programme> {
    record.documents.iter().for_each(|document| super::wording::check_document(&document.title, out));
    let basis = record.basis.iter().filter_map(|id| {
        let found = record.documents.iter().find(|d| d.id.value == id.value);
        if found.is_none() {
            out.push(unknown_document(record, id));
        }
        let number = found?.number.as_ref().map(|n| n.value.to_string());
        Some(Document { title: found?.title.value.to_string(), number })
    });
    let basis = basis.collect();
    let lists = [
        record.fields.as_ref().and_then(|l| l.source.as_ref()),
        record.channels.as_ref().and_then(|l| l.source.as_ref()),
        record.terms.as_ref().and_then(|terms| terms.source.as_ref()),
    ];
    let stages = record.stages.iter().filter_map(|stage| stage.source.as_ref());
    for source in lists.into_iter().flatten().chain(stages) {
        cite(record, source, out);
    }
    for source in record.equivalents.iter().filter_map(|own| own.source.as_ref()) {
        cite(record, source, out);
    }
    for source in record.rules.iter().filter_map(|rule| rule.source.as_ref()) {
        cite(record, source, out);
    }
    Some(Programme {
        id: record.id.clone(),
        name: record.name.value.to_string(),
        short: record.short.as_ref().map(|t| t.value.to_string()),
        kind: record.kind.as_ref()?.value,
        organisers: record.organisers.iter().map(|t| t.value.to_string()).collect(),
        basis,
        money: record.money.as_ref().map(|t| t.value.to_string()),
        fields: fields(record, out),
        channels: channels(record, out),
        rules: rules.iter().map(Rule::statement).collect(),
        objections: duties(record),
        stages: record.stages.iter().map(|stage| stage.name.value.trim().to_owned()).collect(),
        terms: record.terms.as_ref().map(|terms| standing_terms(terms, out)),
    })
}

/// What is selected is not called the same before and after the decision, and a noun is written once.
fn standing_terms(record: &TermsRecord, out: &mut Vec<Diagnostic>) -> StandingTerms {
    let word = |text: &Text| -> Arc<str> { text.value.trim().into() };
    let (before, after) = (word(&record.before), word(&record.after));
    if before == after {
        out.push(error!(&record.before, "standing-terms",
            "审定前后的说法相同：“{before}”", "the terms before and after the decision are the same: `{before}`";
            help: "审定之前写“拟{after}”一类的说法", "write a term such as 拟{after} for the time before the decision"
        ));
    }
    let noun = record.noun.as_ref().map(word);
    for term in [&record.before, &record.after] {
        if let Some(noun) = noun.as_deref().filter(|noun| term.value.trim().ends_with(noun)) {
            let without = term.value.trim().trim_end_matches(noun);
            out.push(error!(term, "standing-terms",
                "“{noun}”写了两次，会印成“{0}{noun}”", "`{noun}` is written twice and would be printed as `{0}{noun}`", term.value.trim();
                help: "这里只写“{without}”", "write only `{without}` here"
            ));
        }
    }
    StandingTerms { before, after, noun }
}

fn fields(record: &ProgrammeRecord, out: &mut Vec<Diagnostic>) -> Vec<Field> {
    let list = record.fields.iter().flat_map(|l| &l.list);
    let mut seen = BTreeSet::new();
    list.filter(|f| {
        let new = seen.insert(f.id.value.to_string()) && seen.insert(f.name.value.to_string());
        if !new {
            out.push(twice(&f.id));
        }
        new
    })
    .map(|f| Field { id: f.id.value.clone(), name: f.name.value.clone() })
    .collect()
}

fn channels(record: &ProgrammeRecord, out: &mut Vec<Diagnostic>) -> Vec<Channel> {
    let mut channels: Vec<Channel> = Vec::new();
    for c in record.channels.iter().flat_map(|l| &l.list) {
        if channels.iter().any(|other| *other.id == *c.id.value || *other.name == *c.name.value) {
            out.push(twice(&c.id));
        }
        channels.push(Channel { id: c.id.value.to_string(), name: c.name.value.to_string() });
    }
    channels
}

fn twice(id: &crate::records::Text) -> Diagnostic {
    error!(id, "listed-twice",
        "“{0}”列了两次（编号或名称相同）", "`{0}` is listed twice (same id or name)", id.value;
        help: "只保留一个", "keep one of them"
    )
}

fn cite(record: &ProgrammeRecord, source: &SourceRecord, out: &mut Vec<Diagnostic>) {
    if !record.documents.iter().any(|d| d.id.value == source.document.value) {
        out.push(unknown_document(record, &source.document));
    }
}

fn unknown_document(record: &ProgrammeRecord, id: &crate::records::Text) -> Diagnostic {
    let all: Vec<&str> = record.documents.iter().map(|d| &*d.id.value).collect();
    let all = all.join("、");
    error!(id.location.clone(), "unknown-document",
        "documents 里没有“{0}”", "there is no document `{0}`", id.value;
        help: "已列出的文件：{all}", "documents listed: {all}"
    )
}

fn duties(record: &ProgrammeRecord) -> ObjectionDuties {
    let Some(Objections { investigates, decides }) = of_kind::<Objections>(record).next() else {
        return ObjectionDuties::default();
    };
    ObjectionDuties { investigates, decides }
}
