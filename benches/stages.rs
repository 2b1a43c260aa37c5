//! The stages one by one, on the corpus of 1,000 people and 100 teams: `cargo bench`, or `cargo bench -- decode`.

#![allow(clippy::unwrap_used)]

#[allow(dead_code)]
#[path = "../examples/corpus.rs"]
mod corpus;

use std::path::Path;
use std::sync::LazyLock;

use chrono::{NaiveDate, NaiveDateTime};
use divan::{Bencher, black_box};
use gongshi::compile::{Memo, compile, inputs, render_all};
use gongshi::domain::calendar::WorkCalendar;
use gongshi::domain::moment::Moment;
use gongshi::gate;
use gongshi::publish::{self, Claim, Options};
use gongshi::rules;
use gongshi::site::{Route, Site};
use gongshi::world::disk::Disk;
use gongshi::{records, world::Snapshot};
use tempfile::TempDir;

const PEOPLE: usize = 1000;

struct Corpus {
    folder: TempDir,
    snapshot: Snapshot,
    site: Site,
}

static CORPUS: LazyLock<Corpus> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    corpus::write_site(folder.path(), PEOPLE).unwrap();
    let snapshot = Disk::new(folder.path()).read(now());
    let site = compile(&snapshot, &mut Memo::default()).site.unwrap();
    Corpus { folder, snapshot, site }
});

fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 9, 21).unwrap().and_hms_opt(12, 0, 0).unwrap()
}

fn main() {
    LazyLock::force(&CORPUS);
    divan::main();
}

/// Files into a snapshot, digests included.
#[divan::bench]
fn read() -> Snapshot {
    Disk::new(CORPUS.folder.path()).read(now())
}

/// YAML into records.
#[divan::bench]
fn decode() {
    black_box(records::read(&CORPUS.snapshot, &mut Memo::default()));
}

/// Records into the register.
#[divan::bench]
fn judge(bencher: Bencher) {
    let (records, _) = records::read(&CORPUS.snapshot, &mut Memo::default());
    bencher.bench(|| rules::judge(&records, Moment::from_clock(now())));
}

/// What `compile` costs where no file has changed.
#[divan::bench]
fn compile_again(bencher: Bencher) {
    let mut memo = Memo::default();
    compile(&CORPUS.snapshot, &mut memo);
    bencher.bench_local(|| compile(&CORPUS.snapshot, &mut memo));
}

/// The Markdown of every profile and notice, on one thread.
#[divan::bench]
fn markdown() {
    for route in CORPUS.site.routes().iter().filter(|route| route.format == "md") {
        black_box(CORPUS.site.render(route).unwrap());
    }
}

/// The HTML of every profile, its Markdown included, on one thread.
#[divan::bench]
fn html() {
    let is_profile = |route: &&Route| route.format == "html" && route.path.starts_with("engineers/");
    for route in CORPUS.site.routes().iter().filter(is_profile) {
        black_box(CORPUS.site.render(route).unwrap());
    }
}

/// The last search for private text, over every page.
#[divan::bench]
fn search_output(bencher: Bencher) {
    let render = |route: &Route| (route.path.clone(), CORPUS.site.render(route).unwrap());
    let pages: Vec<(String, Vec<u8>)> = CORPUS.site.routes().iter().map(render).collect();
    let guard = CORPUS.site.guard();
    bencher.bench(|| pages.iter().for_each(|(path, bytes)| gate::check(guard, path, bytes).unwrap()));
}

/// What `check` renders.
#[divan::bench]
fn check() {
    black_box(render_all(&CORPUS.site));
}

/// Everything rendered and written into a new folder and put in place.
#[divan::bench(sample_count = 20)]
fn write(bencher: Bencher) {
    let folder = TempDir::new().unwrap();
    let mut number = 0;
    bencher.bench_local(|| {
        number += 1;
        build_into(&folder.path().join(number.to_string()));
    });
}

/// The same where nothing has changed.
#[divan::bench(sample_count = 20)]
fn write_again(bencher: Bencher) {
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("public");
    build_into(&out);
    bencher.bench_local(|| build_into(&out));
}

fn build_into(out: &Path) {
    let output = Claim::new(out, CORPUS.folder.path()).and_then(Claim::examine).unwrap();
    let inputs = inputs(&CORPUS.snapshot);
    let options = Options { inputs, precompress: false, sign: None, link: None, progress: &|| () };
    publish::prepare(&CORPUS.site, &output, &options).unwrap().put_in_place(None, None).unwrap();
}

/// The working days built in.
#[divan::bench]
fn calendar() -> WorkCalendar {
    gongshi::records::calendar::builtin()
}
