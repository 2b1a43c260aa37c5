//! What the fuzzer tries (`fuzz/`), here on the corpus it keeps and on a few hundred inputs of chance.

#[path = "../../fuzz/checks.rs"]
mod checks;

use std::fs;
use std::path::Path;

use proptest::prelude::*;

/// Feeds a check every file of its corpus.
fn corpus(name: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
    let mut tried = 0;
    for entry in fs::read_dir(folder).unwrap() {
        check(&fs::read(entry.unwrap().path()).unwrap());
        tried += 1;
    }
    assert!(tried > 4, "{name}: {tried} inputs");
}

#[test]
fn the_corpus_keeps_every_promise() {
    corpus("records", checks::records);
    corpus("markdown", checks::markdown);
    corpus("dates", checks::dates);
    corpus("fields", checks::fields);
    corpus("scanner", checks::scanner);
}

/// Records with a piece of the sample replaced by anything: far more of them are read than of bytes by chance.
fn records() -> impl Strategy<Value = Vec<u8>> {
    let corpus = ["engineers", "teams", "round", "site", "plan", "page", "objections", "calendar"];
    (
        prop::sample::select(corpus.to_vec()),
        any::<prop::sample::Index>(),
        0..12usize,
        "[-\\[\\]{}:,#&*!|>'\"%@`~ \n0-9a-z甲：]{0,8}",
    )
        .prop_map(|(name, at, length, piece)| {
            let path = format!("{}/fuzz/corpus/records/{name}", env!("CARGO_MANIFEST_DIR"));
            let mut bytes = fs::read(path).unwrap();
            let at = 1 + at.index(bytes.len() - 1);
            let end = (at + length).min(bytes.len());
            bytes.splice(at..end, piece.into_bytes());
            bytes
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn records_of_any_kind_read_or_are_refused_with_their_place(data in records()) {
        checks::records(&data);
    }

    #[test]
    fn markdown_of_any_kind_is_harmless(text in "([-+*_`~#=:|<>&!\\\\\\[\\](){}\"'. 0-9a甲，。“”\n]|&#?[a-z0-9]{1,5};|<[a-z]{1,6}|\\PC){0,60}") {
        checks::markdown(text.as_bytes());
    }

    #[test]
    fn ids_and_dates_are_what_they_say(text in "([0-9]{1,4}[-/:. T]?){1,6}|[a-z0-9_-]{0,70}|\\PC{0,12}") {
        checks::dates(text.as_bytes());
    }

    #[test]
    fn the_gate_finds_numbers_in_anything(text in "([0-9０-９]{1,18}|[-– \n　xX.,a甲元]{1,3}|138[0-9]{8}|密码[：:]?[a-z0-9]{0,6}|http://[0-9.]{1,15}){0,12}") {
        checks::scanner(text.as_bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn any_text_in_a_field_comes_out_as_that_text(text in "[-=+@,\"';|<>&\\\\\n\t{}%甲a ]{1,24}|\\PC{1,40}") {
        checks::fields(text.as_bytes());
    }
}
