//! The columns of a round's lists.

use std::sync::Arc;

use super::programme::EntryKind;

/// A column that every list may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// 姓名 or 团队名称
    Name,
    /// 工作单位 or 依托单位
    Unit,
    /// 职称
    Title,
    /// 领域
    Field,
    /// 推荐单位
    Recommender,
}

/// A column that a round declares: 县市区, 等次, 奖励金额, 备注.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnColumn {
    /// Its key, `county`.
    pub key: Arc<str>,
    /// Its heading with the unit of its values: 奖励金额（万元）
    pub heading: Arc<str>,
    /// Whether it is of the individuals or of the teams alone.
    pub kind: Option<EntryKind>,
}

/// What an entry says in a column that its round declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCell {
    /// The column.
    pub column: Arc<OwnColumn>,
    /// What stands in it.
    pub value: Arc<str>,
}

/// A column of a round's lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListColumn {
    /// One that every list may have.
    Usual(Column),
    /// One that the round declares.
    Own(Arc<OwnColumn>),
}

impl Column {
    /// The word in files.
    pub fn name(self) -> &'static str {
        match self {
            Column::Name => "name",
            Column::Unit => "unit",
            Column::Title => "title",
            Column::Field => "field",
            Column::Recommender => "recommender",
        }
    }
}

impl OwnColumn {
    /// Whether a text names it: its key, or its heading with or without the unit.
    pub fn is_called(&self, typed: &str) -> bool {
        let typed = typed.trim();
        let rest = self.heading.strip_prefix(typed);
        typed == &*self.key
            || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('（') && !typed.is_empty())
    }
}

impl ListColumn {
    /// The word in files.
    pub fn name(&self) -> &str {
        match self {
            ListColumn::Usual(column) => column.name(),
            ListColumn::Own(column) => &column.key,
        }
    }

    /// Whether lists of a kind have it.
    pub fn is_of(&self, kind: EntryKind) -> bool {
        match self {
            ListColumn::Usual(_) => true,
            ListColumn::Own(column) => column.kind.is_none_or(|own| own == kind),
        }
    }
}
