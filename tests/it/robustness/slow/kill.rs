//! A build ended at any instant. `scripts/kill-loop` runs this with hundreds of kills.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::sample::{ENGINEERS_FILE, PAGE_FILE, SITE_FILE};
use crate::support::{Project, sha256};

/// Kills and people in the tests. `GONGSHI_KILLS` asks for more kills, and then of a site of two thousand pages.
const KILLS: u32 = 24;
const PEOPLE: u32 = 200;

/// The sample with many more people, two pages each.
fn large(people: u32) -> Project {
    let project = Project::sample();
    let mut records = project.read(ENGINEERS_FILE);
    for n in 0..people {
        write!(
            records,
            "- id: k{n}\n  programme: plan\n  name: 张华\n  unit: 示例{n}号材料有限公司\n  field: 人工智能\n  recommender: \
             南区科学技术协会\n  birth: 1986-11-23\n  summary: 从事材料计算。\n"
        )
        .unwrap();
    }
    project.write(ENGINEERS_FILE, records);
    project
}

/// Makes version `n` of the content: every third time in every page, otherwise in one.
fn revise(project: &Project, n: u32) {
    let page = format!("---\ntitle: 关于本站\nmenu: 1\n---\n\n第{n}版。\n");
    project.write(PAGE_FILE, page);
    if n.is_multiple_of(3) {
        let site = project.read(SITE_FILE);
        let line = site.lines().find(|line| line.starts_with("title: ")).unwrap();
        project.write(SITE_FILE, site.replace(line, &format!("title: 示例公示网{n}")));
    }
}

/// Whether a name beside the output is what a build leaves when it is ended: all but what stays there by design.
fn is_left(name: &str) -> bool {
    name.starts_with(".public.")
        && ![".public.lock", ".public.cache.json", ".public.pages.json", ".public.ledger.yaml"]
            .contains(&name)
}

/// What stands in the output: its digest and its version. Panics unless it is one edition, whole: every file of the
/// manifest with its bytes, no other, and the version's own words.
fn whole(project: &Project) -> (String, u32) {
    let mut public = project.public();
    public.retain(|name, _| !name.ends_with('/'));
    let manifest: Value = serde_json::from_slice(&public["edition.json"]).expect("a manifest, whole");
    let listed: BTreeMap<&str, &str> = manifest["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| (file["path"].as_str().unwrap(), file["sha256"].as_str().unwrap()))
        .collect();
    assert!(listed.len() > 400);
    let own = ["edition.json", "SHA256SUMS", "SHA256SUMS.sig"];
    for (name, bytes) in public.iter().filter(|(name, _)| !own.contains(&name.as_str())) {
        assert_eq!(
            listed.get(name.as_str()).copied(),
            Some(sha256(bytes).as_str()),
            "{name} is of another edition"
        );
    }
    let found = public.keys().filter(|name| !own.contains(&name.as_str())).count();
    assert_eq!(found, listed.len(), "nothing is missing");
    let about = String::from_utf8(public["about.html"].clone()).unwrap();
    let version = about.split_once("<p>第").and_then(|(_, rest)| rest.split_once("版。")).unwrap().0;
    (manifest["digest"].as_str().unwrap().to_owned(), version.parse().unwrap())
}

/// A small generator (xorshift64*): the instants of the kills differ with the machine anyway.
struct Dice(u64);

impl Dice {
    /// Between 0 and 1.
    fn roll(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 40) as f64 / (1_u64 << 24) as f64
    }
}

#[test]
fn a_build_killed_at_any_instant_leaves_the_old_site_or_the_new() {
    let asked = std::env::var("GONGSHI_KILLS").ok().map(|count| count.parse().unwrap());
    let kills = asked.unwrap_or(KILLS);
    let project = large(if asked.is_some() { 1000 } else { PEOPLE });
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let (mut killed, mut old, mut new, mut ended, mut version) = (0, 0, 0, 0, 0);
    let mut public = String::new();
    let mut took = Duration::ZERO;
    let mut finish = |project: &Project, version: u32| {
        let start = Instant::now();
        project.succeed(&["publish", "--keep", "1"]);
        took = start.elapsed();
        assert_eq!(whole(project).1, version);
        let left: Vec<String> = fs::read_dir(project.root())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| is_left(name) && !name.starts_with(".public.kept-"))
            .collect();
        assert_eq!(left, [""; 0], "the next build clears up");
        assert!(!project.path("content/.ledger.pending").exists());
        took
    };
    revise(&project, 0);
    let mut took = finish(&project, 0);
    let mut before = 0;
    while killed < kills {
        version += 1;
        revise(&project, version);
        let command = if dice.roll() < 0.5 { "build" } else { "publish" };
        let mut child = project.command(&[command, "--keep", "1"]).stderr(Stdio::null()).spawn().unwrap();
        // Half of them anywhere, half near the swap.
        let at = if dice.roll() < 0.5 { dice.roll() } else { 0.75 + 0.35 * dice.roll() };
        std::thread::sleep(took.mul_f64(at));
        if child.try_wait().unwrap().is_some() {
            ended += 1;
            before = version;
            continue;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        killed += 1;
        let (digest, stands) = whole(&project);
        assert!(stands == before || stands == version, "version {stands}, neither {before} nor {version}");
        if stands == version {
            new += 1
        } else {
            old += 1
        }
        if command == "publish" && stands == version {
            public = digest;
        }
        before = stands;
        // Sometimes another is killed on top of what this one left.
        if dice.roll() < 0.5 {
            took = finish(&project, version);
            before = version;
            // What a killed publication made public, the ledger has.
            assert!(project.read("content/ledger.yaml").contains(&public));
        }
    }
    finish(&project, version);
    project.succeed(&["verify"]);
    project.succeed(&["undo"]);
    let mut left = project.tree().into_keys().filter(|name| is_left(name));
    assert_eq!(left.next(), None);
    println!(
        "{killed} kills: {old} left the old edition, {new} the new; {ended} builds had ended before. No mixture."
    );
    assert!(old > 0, "some came in time");
}
