//! A number of a person is one whatever stands beside it or between its groups; an amount, a code, a decimal or a digest is
//! none.

use std::collections::BTreeSet;

use crate::support::sample::{ENGINEERS_FILE, PAGE_FILE};
use crate::support::{Project, id_number_from};

const MOBILE: &str = "13800000000";

/// ID numbers of nobody: one whose check digit is a digit, and one whose is X.
fn id_numbers() -> [String; 2] {
    let all = || (0..100).map(|n| id_number_from(&format!("000000199001010{n:02}")));
    [false, true].map(|x| all().find(|number| number.ends_with('X') == x).unwrap())
}

/// What may stand beside a number, which is written as `#` here: full stops, underscores, letters, percent codes,
/// punctuation.
const BESIDE: &str = ".# #. #.pdf #.7z #.2.5 #.1、 1.2.# v1.# id.# Tel.# _# #_ x_#_y wx_# a# #a A# M# d#f #x #X #abc \
    TEL# tel# Mobile# WX# %E6%9C%BA# %20# #@example.org @#@ =#& /#/ ~#~ [#] “#” 。#。 ，#， 【#】 （#） 《#》 手机# #号";

/// Ways to write the groups of an ID number (6, 8 and 4 digits) and of a mobile number (3, 4 and 4): what stands before the
/// first, and between them.
const BETWEEN: [[&str; 3]; 11] = [
    ["", "-", "-"],
    ["", "–", "–"],
    ["", " ", " "],
    ["", "\u{2009}", "\u{2009}"],
    ["", "\u{202F}", "\u{A0}"],
    ["", ".", "."],
    ["", "·", "·"],
    ["", "_", "_"],
    ["", "**", "**"],
    ["(", ") ", "-"],
    ["（", "）", ""],
];

/// The end of an ID number whose check digit is X.
const ENDS: [&str; 9] = ["X_", "x1", "X.jpg", "Xabc", "X，", "-X", " x", "Ｘ", "×"];

/// Mobile numbers with the country's code.
const ABROAD: [&str; 6] =
    ["+86#", "tel:%2B86#", "0086#", "008613800000000a", "86138-0000-0000", "+86（138）0000 0000"];

/// Texts with a number of a person in them.
fn slips() -> BTreeSet<String> {
    let [id, x] = id_numbers();
    let mut all = BTreeSet::new();
    for number in [id.as_str(), &x, MOBILE] {
        all.extend(BESIDE.split(' ').map(|text| text.replace('#', number)));
        let ends = if number == MOBILE { [3, 7] } else { [6, 14] };
        let [a, b, c] = [&number[..ends[0]], &number[ends[0]..ends[1]], &number[ends[1]..]];
        for [before, first, second] in BETWEEN {
            all.insert(format!("号{before}{a}{first}{b}{second}{c}"));
            all.insert(format!("a{before}{a}{first}{b}{second}{c}_"));
        }
    }
    all.extend(ENDS.map(|end| x.replace('X', end)));
    all.extend(ABROAD.map(|text| text.replace('#', MOBILE)));
    all.extend([format!("{MOBILE}.{MOBILE}"), format!("{id}_{MOBILE}"), format!("{MOBILE}_{x}")]);
    all
}

/// Texts that look like numbers of persons and are none.
fn honest() -> Vec<String> {
    // As long as a digest, with eleven digits between letters.
    let digest = |length: usize| format!("e{MOBILE}b{}", "5ca1ab1e".repeat(16))[..length].to_owned();
    let mut all: Vec<String> = [
        "0.13800000000",
        "系数-2.13800000000，",
        "3.14159265358979323846",
        "2.71828182845904523536",
        "116.3800000000度",
        "X=3912345.678，Y=39513800.123",
        "13800000000.00元",
        "13800000000.5",
        "HT15000000001",
        "XMBH-HBZB15000000001号",
        "No.15000000001",
        "2019DZ15000000001",
        "15000000000kWh",
        "13800000000Hz",
        "13800000000kg",
        "ZL201910138000.0",
        "V3.5.13800",
        "2001:db8:1380::1",
        "M150 2000 1000 30",
        "A150-2000-1001",
        "150（2020）1000",
        "150.2000 1000",
        "1380000.0000",
        "ISBN 978-7-5150-2000-1",
        "10.1016/j.example.2019.138000",
        "https://www.example.gov.cn/art/2025/9/26/art_1380_15000001.html",
        "550e8400-e29b-41d4-a716-a13800000000",
        "000000199001010001234",
        "1138000000001",
    ]
    .map(str::to_owned)
    .into();
    all.extend([32, 40, 64, 128].map(digest));
    all.push(format!("sha256:{}", digest(64)));
    all
}

#[test]
fn a_number_in_a_text_is_refused_whatever_stands_beside_it() {
    let project = Project::sample();
    let slips = slips();
    for (number, slip) in slips.iter().enumerate() {
        // As code, so that Markdown changes nothing.
        project.write(
            &format!("content/pages/s{number:03}.md"),
            format!("---\ntitle: 页\n---\n\n```\n{slip}\n```\n"),
        );
    }
    let found: BTreeSet<String> =
        project.diagnostics().into_iter().filter(|d| d.code == "private-in-text").map(|d| d.file).collect();
    let missed = slips
        .iter()
        .enumerate()
        .filter(|(number, _)| !found.contains(&format!("content/pages/s{number:03}.md")));
    let missed: Vec<_> = missed.map(|(_, slip)| slip).collect();
    assert!(missed.is_empty(), "{} of {} pass: {missed:#?}", missed.len(), slips.len());
}

#[test]
fn a_number_in_the_name_of_a_file_is_refused_whatever_stands_beside_it() {
    let project = Project::sample();
    let mut slips = slips();
    slips.extend(
        ["%31%33%38%30%30%30%30%30%30%30%30.pdf", "1380000000%30_.pdf", "a%2D138%2D0000%2D0000.pdf"]
            .map(str::to_owned),
    );
    // What no file system or web server takes well, and hidden files, cannot be published anyway.
    slips.retain(|slip| !slip.contains([':', '/', '*', '“', '”']) && !slip.starts_with(['.', '~']));
    for (number, slip) in slips.iter().enumerate() {
        project.write(&format!("themes/default/static/f{number:03}/{slip}"), "附件");
    }
    assert_eq!(project.run(&["build"]).code, 1);
    let run = project.run(&["check"]);
    let said = run.stdout + &run.stderr;
    let passed: Vec<_> =
        slips.iter().enumerate().filter(|(n, _)| !said.contains(&format!(" f{n:03}/"))).collect();
    assert!(passed.is_empty() && slips.len() > 120, "{} pass: {passed:#?}", passed.len());
    let told: Vec<_> = slips.iter().filter(|slip| said.contains(slip.as_str())).collect();
    assert!(told.is_empty(), "{told:#?}");
}

/// Whatever a message quotes, and the line it shows.
#[test]
fn a_number_in_a_message_is_stars_whatever_stands_beside_it() {
    let project = Project::sample();
    let slips: BTreeSet<String> = slips().into_iter().filter(|slip| !slip.contains(['\\', '"'])).collect();
    for (number, slip) in slips.iter().enumerate() {
        project.write(
            &format!("content/pages/s{number:03}.md"),
            format!("---\ntitle: 页\n\"{slip}\": 甲\n---\n"),
        );
    }
    for args in [&["check"][..], &["--json", "check"], &["--lang", "en", "check"]] {
        let run = project.run(args);
        let said = run.stdout + &run.stderr;
        assert_eq!(said.matches("unknown-key").count(), slips.len(), "{said}");
        let told: Vec<_> = slips.iter().filter(|slip| said.contains(slip.as_str())).collect();
        assert!(told.is_empty(), "{} of {} are told: {told:#?}", told.len(), slips.len());
        let digits = said.split(|c: char| !c.is_ascii_digit() && c != 'X').map(str::len).max();
        assert!(digits < Some(11), "{said}");
    }
}

#[test]
fn decimals_digests_amounts_and_codes_pass() {
    let project = Project::sample();
    let honest = honest();
    for (number, text) in honest.iter().enumerate() {
        project.write(
            &format!("content/pages/h{number:03}.md"),
            format!("---\ntitle: 页\n---\n\n```\n{text}\n```\n"),
        );
    }
    let stopped: Vec<_> = project.diagnostics().into_iter().map(|d| (d.code, d.file)).collect();
    let texts: Vec<_> = stopped
        .iter()
        .map(|(_, file)| honest.iter().enumerate().find(|(n, _)| file.contains(&format!("h{n:03}"))))
        .collect();
    assert!(stopped.is_empty(), "{texts:#?}");
    project.edit(ENGINEERS_FILE, "从事工业软件研发", &format!("{}，从事工业软件研发", honest.join("，")));
    project.write(PAGE_FILE, format!("{}\n{}\n", project.read(PAGE_FILE), honest.join("，")));
    for name in [
        "ZL201910138000.0.pdf",
        "mmexport1695692345678.jpg",
        "微信图片_20250926093015.jpg",
        "DSC_150_20190926.jpg",
        "HT15000000001.pdf",
    ] {
        project.write(&format!("themes/default/static/{name}"), "附件");
    }
    project.build();
}
