//! The columns of a round's lists: usual ones, those it declares, and what its lists are grouped by.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, error, text};
use crate::domain::column::{Column, ListColumn, OwnCell, OwnColumn};
use crate::domain::entry::Entry;
use crate::domain::grouping::Grouping;
use crate::domain::programme::{EntryKind, Programme};
use crate::records::choice::nearest;
use crate::records::value::Word as _;
use crate::records::{ColumnRecord, EntryRecord, OwnColumnRecord, RoundRecord, Text};

const DEFAULT: [Column; 4] = [Column::Name, Column::Unit, Column::Field, Column::Recommender];

/// Words of headings of what is never published of a person, whatever a round declares.
const PRIVATE: [&str; 26] = [
    "身份证",
    "证件",
    "护照",
    "电话",
    "手机",
    "联系方式",
    "微信",
    "qq",
    "邮箱",
    "邮件",
    "出生",
    "生日",
    "住址",
    "家庭",
    "户籍",
    "民族",
    "籍贯",
    "政治面貌",
    "党派",
    "银行",
    "账号",
    "卡号",
    "开户",
    "密码",
    "健康",
    "婚姻",
];

/// The columns of a round as its record declares them.
pub(super) struct Columns<'r> {
    pub(super) all: Vec<ListColumn>,
    own: Vec<Declared<'r>>,
}

/// A column that a round declares, with what its record says of it.
struct Declared<'r> {
    column: Arc<OwnColumn>,
    record: &'r OwnColumnRecord,
}

impl Declared<'_> {
    fn may_be_blank(&self) -> bool {
        self.record.blank.as_ref().is_some_and(|blank| blank.value)
    }
}

/// The columns that a round declares.
pub(super) fn read<'r>(record: &'r RoundRecord, out: &mut Vec<Diagnostic>) -> Columns<'r> {
    let mut columns = Columns { all: Vec::new(), own: Vec::new() };
    for declared in &record.columns {
        match declared {
            ColumnRecord::Usual(column) => columns.all.push(ListColumn::Usual(column.value)),
            ColumnRecord::Own(own) => {
                if let Some(wrong) = wrong_with(own, &columns) {
                    out.push(wrong);
                    continue;
                }
                let column = Arc::new(own_column(own));
                columns.all.push(ListColumn::Own(column.clone()));
                columns.own.push(Declared { column, record: own });
            }
        }
    }
    let only_own = columns.all.iter().all(|column| matches!(column, ListColumn::Own(_)));
    if only_own {
        // Declaring a column takes none of the usual ones away.
        let usual = DEFAULT.map(ListColumn::Usual);
        columns.all = usual.into_iter().chain(columns.all).collect();
    }
    columns
}

fn own_column(own: &OwnColumnRecord) -> OwnColumn {
    let heading = own.heading.value.trim();
    let heading = match &own.unit {
        Some(unit) => format!("{heading}（{}）", unit.value.trim()),
        None => heading.to_owned(),
    };
    OwnColumn {
        key: own.key.value.clone(),
        heading: heading.into(),
        kind: own.kind.as_ref().map(|kind| kind.value),
    }
}

/// What is wrong with a column beside those before it.
fn wrong_with(own: &OwnColumnRecord, before: &Columns<'_>) -> Option<Diagnostic> {
    let (key, heading) = (&own.key.value, own.heading.value.trim());
    if Column::WORDS.iter().any(|((en, _), _)| **key == **en) {
        return Some(error!(&own.key, "bad-column",
            "“{key}”是通用的列，不能再作自己的列的 key", "`{key}` is a usual column, and no key for one of the round's own";
            help: "要印这一列的，直接写 {key}；另有所指的，换一个 key",
            "to print that column, write {key} alone; if another is meant, give it another key"
        ));
    }
    if before.own.iter().any(|other| other.column.is_called(key) || other.column.is_called(heading)) {
        return Some(error!(&own.key, "bad-column",
            "key 或表头与前面的一列相同", "the key or the heading is that of a column before";
            help: "每一列用不同的 key 和表头；重复的删去", "give each column its own key and heading; delete one written twice"
        ));
    }
    let lower = heading.to_lowercase();
    PRIVATE.iter().find(|word| lower.contains(**word)).map(|word| {
        error!(&own.heading, "bad-column",
            "“{heading}”这一列不能公布：{word}属于个人信息", "the column `{heading}` must not be published: it is personal ({word})";
            help: "删去这一列", "delete the column"
        )
    })
}

impl Columns<'_> {
    /// The key of the column that a text names.
    pub(super) fn key_of(&self, typed: &str) -> Option<Arc<str>> {
        self.own.iter().find(|own| own.column.is_called(typed)).map(|own| own.column.key.clone())
    }

    /// The keys of all columns that it declares.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.own.iter().map(|own| &*own.column.key)
    }

    /// Puts what the records say in these columns into their entries.
    pub(super) fn fill(&self, people: &mut [(Entry, Arc<EntryRecord>)], out: &mut Vec<Diagnostic>) {
        for (entry, record) in people {
            let cells = &record.fields.columns.0;
            let mut twice = BTreeSet::new();
            for (key, _) in cells {
                match self.own.iter().find(|own| own.column.is_called(&key.value) && is_of(own, entry)) {
                    None => out.push(self.unknown(key, entry.kind())),
                    // By its key and by its heading.
                    Some(own) if !twice.insert(&own.column.key) => out.push(error!(key, "duplicate-key",
                        "“{0}”这一列填了两次", "the column `{0}` is filled in twice", own.column.heading;
                        help: "只保留一个", "keep one of them"
                    )),
                    Some(_) => {}
                }
            }
            let mut filled = Vec::new();
            for own in self.own.iter().filter(|own| is_of(own, entry)) {
                match cells.iter().find(|(key, _)| own.column.is_called(&key.value)) {
                    Some((_, value)) => {
                        out.extend(other_value(own, value));
                        let value = value.value.trim().into();
                        filled.push(OwnCell { column: own.column.clone(), value });
                    }
                    None if own.may_be_blank() => {}
                    None => out.push(missing(own, record)),
                }
            }
            entry.cells = filled;
        }
    }

    fn unknown(&self, key: &Text, kind: EntryKind) -> Diagnostic {
        let typed = key.value.trim();
        let of_others = self.own.iter().find(|own| own.column.is_called(typed));
        let near = nearest(typed, self.own.iter().flat_map(|own| [&*own.column.key, &*own.column.heading]));
        let help = match (of_others, near) {
            (Some(_), _) => match kind {
                EntryKind::Individual => text!(
                    "这一列只用于团队，从个人的记录里删去",
                    "the column is of teams: take it out of this record"
                ),
                EntryKind::Team => text!(
                    "这一列只用于个人，从团队的记录里删去",
                    "the column is of individuals: take it out of this record"
                ),
            },
            (None, Some(near)) => text!("是不是“{near}”？", "did you mean `{near}`?"),
            (None, None) if typed.is_ascii() => text!(
                "要印这一列的，在 round.yaml 的 columns 里加上 {{ key: {typed}, heading: 表头 }}；否则删去",
                "to print it, add {{ key: {typed}, heading: its heading }} to `columns` of round.yaml; else delete it"
            ),
            (None, None) => text!(
                "要印这一列的，在 round.yaml 的 columns 里加上 {{ key: 英文小写的键, heading: {typed} }}；否则删去",
                "to print it, add {{ key: a key in lower case, heading: {typed} }} to `columns` of round.yaml; else delete it"
            ),
        };
        error!(key, "unknown-column", "本轮没有“{typed}”这一列", "the round has no column `{typed}`")
            .help(help)
    }

    /// What the lists are grouped by. The order of groups is what the office states, and is never guessed.
    pub(super) fn grouping(
        &self,
        record: &RoundRecord,
        programmes: &[Arc<Programme>],
        people: &[(Entry, Arc<EntryRecord>)],
        out: &mut Vec<Diagnostic>,
    ) -> Option<Grouping> {
        let Some(typed) = &record.group_by else {
            out.extend(record.groups.first().map(|group| {
                error!(group, "bad-grouping",
                    "写了 groups，没有写按哪一列分组", "there are `groups`, and no column that they are of";
                    help: "加一行 group_by: 列的 key，如 group_by: field；不分组的删去 groups",
                    "add `group_by` with the column's key, such as group_by: field, or delete `groups`"
                )
            }));
            return None;
        };
        let by = self.named(typed, out)?;
        check_filled(&by, people, out);
        let found: BTreeSet<Arc<str>> = people.iter().filter_map(|(entry, _)| entry.shown(&by)).collect();
        let groups = self.groups(record, (typed, &by), programmes, &found, out)?;
        let missing = found.iter().filter(|group| !groups.contains(group));
        out.extend(missing.map(|group| {
            let all = groups.iter().map(|group| &**group).collect::<Vec<_>>().join("、");
            error!(record.groups.first().unwrap_or(typed), "not-in-groups",
                "名单里有“{group}”，各组里没有它", "there are entries of `{group}`, which is none of the groups";
                help: "在 groups 里按先后加上“{group}”，或改正记录；现有的组：{all}",
                "add `{group}` to `groups` at its place, or mend the records; the groups are: {all}"
            )
        }));
        Some(Grouping { by, groups })
    }

    /// The column that a text names.
    fn named(&self, typed: &Text, out: &mut Vec<Diagnostic>) -> Option<ListColumn> {
        let own = self
            .own
            .iter()
            .find(|own| own.column.is_called(&typed.value))
            .map(|own| ListColumn::Own(own.column.clone()));
        let word = typed.value.trim();
        let usual = Column::WORDS.iter().filter(|(_, column)| *column != Column::Name);
        let found = usual.clone().find(|((en, zh), _)| word == *en || word == *zh);
        let found = own.or_else(|| found.map(|(_, column)| ListColumn::Usual(*column)));
        if found.is_none() {
            let own = self.own.iter().map(|own| own.column.key.to_string());
            let all = own.chain(usual.map(|((en, _), _)| (*en).to_owned())).collect::<Vec<_>>().join("、");
            out.push(error!(typed, "bad-grouping",
                "没有“{word}”这一列，不能按它分组", "there is no column `{word}` to group by";
                help: "可用：{all}；要按等次、批次等分组的，先在 columns 里声明这一列",
                "one of: {all}; declare a column of grades, batches … in `columns` first"
            ));
        }
        found
    }

    fn groups(
        &self,
        record: &RoundRecord,
        (typed, by): (&Text, &ListColumn),
        programmes: &[Arc<Programme>],
        found: &BTreeSet<Arc<str>>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Vec<Arc<str>>> {
        let mut groups: Vec<Arc<str>> = Vec::new();
        let own = self.own.iter().find(|own| *by == ListColumn::Own(own.column.clone()));
        let values = own.map(|own| own.record.values.as_slice()).unwrap_or_default();
        let stated = if record.groups.is_empty() { values } else { record.groups.as_slice() };
        for group in stated {
            let name: Arc<str> = group.value.trim().into();
            if groups.contains(&name) {
                out.push(error!(group, "bad-grouping",
                    "“{name}”列了两次", "`{name}` is there twice";
                    help: "只保留一处", "keep one of them"
                ));
                continue;
            }
            groups.push(name);
        }
        if groups.is_empty() && *by == ListColumn::Usual(Column::Field) {
            // The programme's documents give its fields in their order.
            for field in programmes.iter().flat_map(|programme| &programme.fields) {
                if !groups.contains(&field.name) {
                    groups.push(field.name.clone());
                }
            }
        }
        if groups.is_empty() {
            let all = found.iter().map(|group| &**group).collect::<Vec<_>>().join(", ");
            out.push(error!(typed, "bad-grouping",
                "没有写各组的先后", "the order of the groups is not stated";
                help: "加一行，按公布的先后排列：groups: [{all}]", "add, in the order they are to be printed: groups: [{all}]"
            ));
            return None;
        }
        Some(groups)
    }
}

fn is_of(own: &Declared<'_>, entry: &Entry) -> bool {
    own.column.kind.is_none_or(|kind| kind == entry.kind())
}

fn missing(own: &Declared<'_>, record: &EntryRecord) -> Diagnostic {
    let (key, heading, id) = (&own.column.key, &own.column.heading, &record.id.value);
    error!(&record.id, "missing-cell",
        "{id} 没有填“{heading}”", "{id} does not fill in `{heading}`";
        help: "在这条记录的 columns 里加上 {key}；可以不填的列，在 round.yaml 里给它写 blank: true",
        "add {key} to `columns` of this record; if a column may be left empty, give it blank: true in round.yaml"
    )
}

/// A value that is none of those the column may have.
fn other_value(own: &Declared<'_>, value: &Text) -> Option<Diagnostic> {
    let allowed = || own.record.values.iter().map(|allowed| allowed.value.trim());
    let typed = value.value.trim();
    if own.record.values.is_empty() || allowed().any(|allowed| allowed == typed) {
        return None;
    }
    let (heading, all) = (&own.column.heading, allowed().collect::<Vec<_>>().join("、"));
    let help = match nearest(typed, allowed()) {
        Some(near) => text!("是不是“{near}”？可用：{all}", "did you mean `{near}`? One of: {all}"),
        None => text!(
            "可用：{all}；还有别的，加到 round.yaml 这一列的 values 里",
            "one of: {all}; add others to the column's `values` in round.yaml"
        ),
    };
    Some(
        error!(value, "unknown-value", "“{heading}”里没有“{typed}”", "`{heading}` has no `{typed}`")
            .help(help),
    )
}

/// Everyone is in some group.
fn check_filled(by: &ListColumn, people: &[(Entry, Arc<EntryRecord>)], out: &mut Vec<Diagnostic>) {
    for (entry, record) in people.iter().filter(|(entry, _)| entry.shown(by).is_none()) {
        let (id, name) = (&entry.id, by.name());
        // A column that must be filled in has been asked for already.
        if !out
            .iter()
            .any(|told| told.code == "missing-cell" && told.location.as_ref() == Some(&record.id.location))
        {
            out.push(error!(&record.id, "missing-cell",
                "名单按 {name} 分组，{id} 没有填", "lists are grouped by {name}, which {id} does not say";
                help: "在这条记录里填上 {name}", "fill in {name} in this record"
            ));
        }
    }
}
