//! What the program is built from: licences and build scripts are those that `deny.toml` lists. `scripts/supply-chain`
//! asks more of the same file.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

/// The packages of the lock file, as cargo tells them.
fn packages() -> Vec<Value> {
    let cargo = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(cargo.status.success(), "{}", String::from_utf8_lossy(&cargo.stderr));
    let document: Value = serde_json::from_slice(&cargo.stdout).unwrap();
    document["packages"].as_array().unwrap().clone()
}

/// The quoted words of a list of `deny.toml`.
fn listed(list: &str) -> BTreeSet<&'static str> {
    let text = include_str!("../../deny.toml");
    let (_, rest) = text.split_once(&format!("\n{list} = [\n")).unwrap();
    let words = rest.split("\n]").next().unwrap().lines().filter(|line| !line.trim_start().starts_with('#'));
    words.flat_map(|line| line.split('"').skip(1).step_by(2)).collect()
}

/// Whether a licence expression can be met with those allowed: one of each group joined by AND.
fn is_met(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    let expression = expression.replace('/', " OR ");
    expression.split(" AND ").all(|group| {
        let group = group.trim().trim_start_matches('(').trim_end_matches(')');
        group.split(" OR ").any(|licence| allowed.contains(licence.trim()))
    })
}

#[test]
fn every_dependency_comes_from_the_registry() {
    let registry = "registry+https://github.com/rust-lang/crates.io-index";
    let packages = packages();
    let elsewhere = packages.iter().filter(|package| package["source"] != registry);
    assert!(elsewhere.map(|package| &package["name"]).eq(["gongshi"]), "only the program itself");
}

#[test]
fn every_licence_is_allowed() {
    let (allowed, excepted) = (listed("allow"), listed("exceptions"));
    let mut refused = Vec::new();
    for package in packages() {
        let (name, licence) = (package["name"].as_str().unwrap(), package["license"].as_str().unwrap_or(""));
        let excepted = excepted.contains(name) && excepted.contains(licence);
        if !(is_met(licence, &allowed) || excepted) {
            refused.push(format!("{name}: {licence}"));
        }
    }
    assert!(refused.is_empty(), "{refused:?}");
}

#[test]
fn a_licence_that_is_not_allowed_would_be_seen() {
    let allowed = listed("allow");
    for met in ["MIT", "MIT/Apache-2.0", "GPL-3.0 OR MIT", "(MIT OR GPL-3.0) AND Unicode-3.0"] {
        assert!(is_met(met, &allowed), "{met}");
    }
    for refused in ["", "GPL-3.0-only", "MIT AND GPL-3.0-only", "(GPL-2.0 OR GPL-3.0) AND MIT"] {
        assert!(!is_met(refused, &allowed), "{refused}");
    }
}

#[test]
fn every_build_script_is_known() {
    let known = listed("allow-build-scripts");
    let is_script =
        |target: &Value| target["kind"].as_array().unwrap().iter().any(|kind| kind == "custom-build");
    let packages = packages();
    let with_script: BTreeSet<&str> = packages
        .iter()
        .filter(|package| package["targets"].as_array().unwrap().iter().any(is_script))
        .map(|package| package["name"].as_str().unwrap())
        .collect();
    assert_eq!(with_script.difference(&known).collect::<Vec<_>>(), [&""; 0], "not in deny.toml");
    assert_eq!(known.difference(&with_script).collect::<Vec<_>>(), [&""; 0], "no longer needed in deny.toml");
}
