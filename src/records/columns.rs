//! Columns that a round declares beside the usual ones, and what entries say in them.

use super::decode::{Decoder, Fields, given_twice};
use super::record::{Record as _, record};
use super::spanned::{Spanned, Text};
use super::table::Is;
use super::value::{Field, Scalar, Value};
use super::yaml::{self, Node};
use crate::diagnostic::{Location, Span};
use crate::domain::column::Column;
use crate::domain::programme::EntryKind;

record! {
    /// A column that a round declares.
    pub struct OwnColumnRecord = "column" {
        /// Its key, which the entries use.
        public required key "键": Text as Id [Decoder::is_id] = "名单里填写这一列时用的键，如 county";
        /// Its heading.
        public required heading "表头": Text as Line = "印出的表头，如 县市区";
        /// The unit of its values, printed in the heading.
        public optional unit "计量单位": Option<Text> as Line = "计量单位，印在表头的括号里，如 万元";
        /// The values it may have, in their order; any where left out.
        public optional values "取值": Vec<Text> as Line = "只能填写的几种内容，按先后；不写的，填写什么都可以";
        /// Whether it is of the individuals or of the teams alone.
        public optional kind "类别": Option<Spanned<EntryKind>> = "只用于个人还是团队的名单；不写的都用";
        /// Whether an entry may leave it empty.
        public optional blank "可空": Option<Spanned<bool>> = "可以不填，如备注；不写的，每条记录都要填";
    }
}

/// A column of a round's lists.
#[derive(Clone, Debug)]
pub enum ColumnRecord {
    /// One of those that every list may have.
    Usual(Spanned<Column>),
    /// One of its own.
    Own(Box<OwnColumnRecord>),
}

impl ColumnRecord {
    /// Where it stands.
    pub fn location(&self) -> &Location {
        match self {
            ColumnRecord::Usual(column) => &column.location,
            ColumnRecord::Own(own) => &own.location,
        }
    }
}

impl Value for ColumnRecord {
    const IS: Is = Is::WordOr(&<Column as Scalar>::IS, &OwnColumnRecord::FORM);

    fn decode(d: &mut Decoder, node: Node<'_>, at: Span) -> Option<Self> {
        if let yaml::Value::Map(_) = node.value {
            return OwnColumnRecord::decode_record(d, node).map(|own| ColumnRecord::Own(Box::new(own)));
        }
        let text = d.text(node, at)?;
        match Column::from_text(&text) {
            Ok(value) => Some(ColumnRecord::Usual(Spanned { value, location: text.location })),
            Err(problem) => {
                d.report_slip(problem, &text.value);
                None
            }
        }
    }
}

/// What an entry says in the columns that its round declares.
#[derive(Clone, Debug, Default)]
pub struct CellsRecord(pub Vec<(Text, Text)>);

impl Field for CellsRecord {
    const IS: Is = Is::Cells;

    fn take(d: &mut Decoder, fields: &mut Fields<'_>) -> Option<Self> {
        let given = fields.take_next()?;
        let Some(node) = given.node else { return Some(CellsRecord::default()) };
        let Some((_, others)) = d.open_map(node, &[]) else { return Some(CellsRecord::default()) };
        let mut cells: Vec<(Text, Text)> = Vec::new();
        for (typed, node) in others {
            let key = Text { value: (*typed.value).into(), location: d.location(typed.span) };
            if let Some((first, _)) = cells.iter().find(|(other, _)| other.value == key.value) {
                d.report(given_twice(&key, first));
                continue;
            }
            cells.extend(d.text(node, typed.span).map(|value| (key, value)));
        }
        Some(CellsRecord(cells))
    }
}
