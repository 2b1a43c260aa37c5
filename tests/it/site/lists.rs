//! Lists in pages: every person once in each of the three orders, the way from page to page, and pages that stay when
//! a list grows shorter.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::support::Project;
use crate::support::html::{Token, attribute, tokens, visible};
use crate::support::sample::{ENGINEERS_FILE, ROUND_FILE};

/// More than two pages of a list, and more than one of the index by initials.
const PEOPLE: usize = 520;

/// A round of so many people, each with a name of its own that begins with 王.
fn crowd() -> Project {
    let project = Project::sample();
    let mut list = String::new();
    for i in 0..PEOPLE {
        let name: String = ['王', char::from_u32(0x4E00 + i as u32).unwrap()].iter().collect();
        let (field, side) = (["人工智能", "绿色能源"][i % 2], ["东", "西", "南"][i % 3]);
        writeln!(
            list,
            "- {{ id: p-{i}, programme: plan, name: {name}, unit: 示例{i}号软件有限公司, title: 工程师, field: {field}, \
             recommender: {side}区科学技术协会, channel: district }}"
        )
        .unwrap();
    }
    project.write(ENGINEERS_FILE, list);
    project
}

/// The engineers a page's tables link to, in the order of the page.
fn people(page: &str) -> Vec<String> {
    let links = attribute(page, "href").into_iter().map(|(_, href)| href);
    let id = |href: String| Some(href.split_once("engineers/")?.1.strip_suffix(".html")?.to_owned());
    links.filter_map(id).collect()
}

/// Where the page's link of this kind leads, from the site's root.
fn way(page: &str, rel: &str) -> Option<String> {
    tokens(page).into_iter().find_map(|token| {
        let Token::Open(name, attributes) = token else { return None };
        let given = |key: &str| attributes.iter().find(|(k, _)| k == key).map(|(_, value)| value.clone());
        (name == "a" && given("rel").as_deref() == Some(rel)).then(|| given("href")).flatten()
    })
}

#[test]
fn every_person_stands_once_in_each_order_and_pages_lead_to_one_another() {
    let project = crowd();
    project.build();
    let everyone: BTreeSet<String> = (0..PEOPLE).map(|i| format!("p-{i}")).collect();
    let profile = |id: &str| project.page(&format!("engineers/{id}.html"));
    for (first, folder) in [
        ("rounds/2025.html", "rounds/2025/list"),
        ("rounds/2025/by-field.html", "rounds/2025/by-field"),
        ("rounds/2025/by-recommender.html", "rounds/2025/by-recommender"),
    ] {
        let (mut found, mut addresses, mut next) = (Vec::new(), Vec::new(), Some(first.to_owned()));
        while let Some(address) = next {
            let page = project.page(&address);
            let root = if address == "rounds/2025.html" { "../" } else { "../../" };
            let to = |rel| way(&page, rel).map(|href| href.trim_start_matches(root).to_owned());
            assert_eq!(to("prev").as_ref(), addresses.last(), "{address}");
            found.extend(people(&page));
            next = to("next");
            addresses.push(address);
        }
        let numbered = (2..=3).map(|n| format!("{folder}-{n}.html"));
        assert_eq!(addresses, [first.to_owned()].into_iter().chain(numbered).collect::<Vec<_>>());
        assert_eq!(found.len(), PEOPLE, "{first}");
        assert_eq!(found.iter().cloned().collect::<BTreeSet<_>>(), everyone, "{first}");
        let key = |id: &String| {
            let text = visible(&profile(id));
            let fact = |label: &str| {
                text.split_once(label).unwrap().1.lines().find(|l| !l.trim().is_empty()).map(str::to_owned)
            };
            fact(if first.contains("field") { "领域" } else { "推荐单位" }).unwrap()
        };
        if first != "rounds/2025.html" {
            let mut sections: Vec<String> = found.iter().step_by(20).map(key).collect();
            sections.dedup();
            let distinct: BTreeSet<&String> = sections.iter().collect();
            assert_eq!((sections.len(), distinct.len() > 1), (distinct.len(), true), "{first}: {sections:?}");
        }
    }
    // The way from one person to the next is the order of the list.
    let order: Vec<String> = (1..=3)
        .map(|n| if n == 1 { "rounds/2025.html".to_owned() } else { format!("rounds/2025/list-{n}.html") })
        .flat_map(|address| people(&project.page(&address)))
        .collect();
    for location in [0, 1, 199, 200, PEOPLE - 1] {
        let page = profile(&order[location]);
        let neighbour = |rel| {
            way(&page, rel).map(|href| href.trim_end_matches(".html").rsplit('/').next().unwrap().to_owned())
        };
        let before = location.checked_sub(1).map(|p| order[p].clone());
        assert_eq!(
            (neighbour("prev"), neighbour("next")),
            (before, order.get(location + 1).cloned()),
            "{location}"
        );
    }
}

#[test]
fn a_page_that_was_public_stays_when_the_list_grows_shorter() {
    let project = crowd();
    project.build();
    let html = |project: &Project| -> BTreeSet<String> {
        project.public().into_keys().filter(|path| path.ends_with(".html")).collect()
    };
    let before = html(&project);
    assert!(
        ["search/w-2.html", "rounds/2025/list-3.html", "fields/ai/list-2.html"]
            .iter()
            .all(|p| before.contains(*p))
    );
    let declined: String = (0..330)
        .map(|i| format!("      - {{ entry: p-{i}, status: declined, reason: 本人书面提出放弃 }}\n"))
        .collect();
    let round = project.read(ROUND_FILE);
    let result = "  - kind: result\n    published: 2025-09-15 09:00\n    decisions:\n";
    project.write(ROUND_FILE, format!("{round}{result}{declined}"));
    let project = project.at("2025-09-16");
    project.build();
    let gone: Vec<String> = before.difference(&html(&project)).cloned().collect();
    assert_eq!(gone, [""; 0]);
    for empty in ["search/w-2.html", "rounds/2025/list-3.html", "fields/ai/list-2.html"] {
        assert!(visible(&project.page(empty)).contains("这一页没有内容"), "{empty}");
    }
}
