//! Changing the looks: one colour or one template without a copy of the rest, and what `themes/README.md` promises.

use std::path::Path;

use crate::support::sample::SITE_FILE;
use crate::support::{Project, Tree, tree};

#[test]
fn the_built_in_theme_is_the_default_theme_to_the_byte() {
    let mut on_disk = tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default"));
    on_disk.retain(|path, _| !path.ends_with('/'));
    let built_in = gongshi::render::theme::DEFAULT.iter();
    let built_in: Tree = built_in.map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect();
    assert!(built_in.keys().eq(on_disk.keys()), "{:?}, but on disk {:?}", built_in.keys(), on_disk.keys());
    let changed: Vec<_> = built_in.iter().filter(|(path, bytes)| on_disk[*path] != **bytes).collect();
    assert!(changed.is_empty(), "built in with other bytes: {changed:?}");
}

#[test]
fn a_colour_is_changed_by_one_small_file() {
    let project = Project::sample();
    project.build();
    assert!(!project.page("index.html").contains("custom.css"));
    project.write("themes/default/static/custom.css", ":root { --accent: #8a1c1c; }\n");
    project.build();
    assert_eq!(project.page("custom.css"), ":root { --accent: #8a1c1c; }\n");
    let page = project.page("engineers/g2025-001.html");
    let (theme, own) = (page.find("../gongshi.css").unwrap(), page.find("../custom.css").unwrap());
    assert!(theme < own, "it comes after the theme's, and so wins");
}

#[test]
fn the_theme_written_out_is_the_built_in_one_and_nothing_is_overwritten() {
    let project = Project::sample();
    project.build();
    let before = project.public();
    let mine = "themes/office/templates/404.html";
    project.write(mine, "{% extends \"base.html\" %}{% block main %}<h1>自己的</h1>{% endblock main %}");
    let done = project.json(&["init", "--theme", "office"]);
    assert_eq!((&done["theme"]["name"], &done["theme"]["kept"]), (&"office".into(), &1.into()));
    assert!(project.read(mine).contains("自己的"));
    project.remove(mine);
    project.edit(SITE_FILE, "owner:", "theme: office\nowner:");
    project.build();
    let mut after = project.public();
    for file in ["edition.json", "SHA256SUMS"] {
        after.remove(file);
    }
    assert!(after.iter().all(|(path, bytes)| before[path] == *bytes));
    assert_eq!(after.len() + 2, before.len());
    assert_eq!(project.run(&["init", "--theme", "../x"]).code, 2);
}

#[test]
fn the_readme_of_themes_names_every_file() {
    let readme = include_str!("../../themes/README.md");
    for (path, _) in gongshi::render::theme::DEFAULT {
        let name = path.split_once('/').map_or(*path, |(_, rest)| rest);
        assert!(readme.contains(&format!("`{name}`")), "{name}");
    }
}
