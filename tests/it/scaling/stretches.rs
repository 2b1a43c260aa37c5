//! A long list is read again where it changed: whatever was edited, that gives what reading all of it gives.

use std::collections::BTreeMap;
use std::sync::Arc;

use gongshi::records::{self, Memo};
use gongshi::world::{Snapshot, SourceFile};
use proptest::prelude::*;

const FILE: &str = "content/rounds/2025/engineers.yaml";
const PEOPLE: usize = 450;

fn record(number: usize) -> String {
    let text = "在示例项目中负责方案设计与现场实施，形成一套可以推广的做法。".repeat(1 + number % 5);
    format!(
        "- id: g{number}\n  name: 王示例\n  unit: 示例单位{}\n  birth: \"1985-03-02\"\n  field: 甲\n  recommender: 乙\n  \
         work:\n    - {{ from: 2003-09, to: 至今, text: 示例 }}\n  achievements:\n    - name: 成果{number}\n  summary: |\n    {text}\n",
        number % 7
    )
}

/// What may be put in before a record.
const PIECES: [&str; 12] = [
    "- id: new\n  name: 李示例\n  unit: 甲\n  field: 甲\n  recommender: 乙\n",
    "# 说明\n",
    "\n\n\n",
    "- id: short\n",
    "- name: \"没有写完\n",
    "---\n",
    "...\n",
    "- id: cr\r\n  name: 甲\r\n",
    "- [\n- 1\n- 2\n]\n",
    "甲: 乙\n",
    "- id: \u{202E}\n",
    "\t- id: tab\n",
];

/// One change: records taken out, a piece put in, at a place.
#[derive(Clone, Debug)]
struct Edit {
    at: usize,
    remove: usize,
    insert: Option<usize>,
    restore: bool,
}

fn edits() -> impl Strategy<Value = Edit> {
    let remove = prop_oneof![4 => Just(0), 4 => 1..4_usize, 1 => 100..PEOPLE];
    let insert = prop::option::weighted(0.8, prop_oneof![3 => 0..4_usize, 1 => 0..PIECES.len()]);
    (0..PEOPLE, remove, insert, prop::bool::weighted(0.2)).prop_map(|(at, remove, insert, restore)| Edit {
        at,
        remove,
        insert,
        restore,
    })
}

fn text(pieces: &[String]) -> Vec<u8> {
    pieces.concat().into_bytes()
}

fn read(bytes: &[u8], memo: &mut Memo) -> String {
    let content = BTreeMap::from([(Arc::from(FILE), SourceFile::new(bytes.to_vec()))]);
    let (records, diagnostics) = records::read(&Snapshot { content, ..Snapshot::default() }, memo);
    format!("{records:?}\n{diagnostics:?}")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_long_list_read_where_it_changed_is_the_list(edits in prop::collection::vec(edits(), 1..12)) {
        let first: Vec<String> = (0..PEOPLE).map(record).collect();
        let mut now = first.clone();
        let mut memo = Memo::default();
        read(&text(&now), &mut memo);
        for edit in edits {
            if edit.restore || now.is_empty() {
                now = first.clone();
            }
            let at = edit.at % now.len();
            let insert = edit.insert.map(|piece| PIECES[piece].to_owned());
            now.splice(at..(at + edit.remove).min(now.len()), insert);
            let bytes = text(&now);
            let (warm, cold) = (read(&bytes, &mut memo), read(&bytes, &mut Memo::default()));
            prop_assert!(warm == cold, "{edit:?}");
        }
    }
}
