//! Which sheets of a file are meant, and whether they list engineers or teams.

use super::columns::{Layout, Table};
use super::headings::Target;
use super::import::{Importer, Outcome};
use super::workbook::Sheet;
use crate::diagnostic::{Location, error};
use crate::domain::programme::{EntryKind, Programme};

impl Importer<'_> {
    /// The tables that are meant, with the positions of their sheets.
    pub(super) fn tables<'s>(&self, sheets: &'s [Sheet]) -> Outcome<Vec<(usize, Table<'s>)>> {
        let options = self.request.options;
        let named = &options.sheets;
        if let Some(name) = named.iter().find(|name| !sheets.iter().any(|sheet| sheet.name == **name)) {
            let all = sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>().join("、");
            return Err(vec![error!(Location::file(self.request.name), "no-such-sheet",
                "没有工作表“{name}”", "there is no sheet `{name}`"; help: "有：{all}", "there are: {all}"
            )]);
        }
        let meant =
            |sheet: &Sheet| if named.is_empty() { sheet.visible } else { named.contains(&sheet.name) };
        let with_table = sheets.iter().enumerate().filter(|(_, sheet)| meant(sheet));
        let mut tables: Vec<(usize, Table<'_>)> =
            with_table.filter_map(|(at, sheet)| Some((at, Table::find(sheet)?))).collect();
        if tables.is_empty() {
            return Err(vec![error!(Location::file(self.request.name), "no-table",
                "找不到表头：没有一行里有“姓名”（或“团队名称”“负责人”）和别的列名",
                "no headings: no row has a name's (姓名, 团队名称 or 负责人) and another";
                help: "表头写一行列名，如“姓名”“工作单位”“职称”；可以用 gongshi template 做一份空表",
                "let one row be the headings, such as 姓名, 工作单位, 职称; `gongshi template` makes an empty table"
            )]);
        }
        let applied: Vec<Outcome> = tables.iter_mut().map(|(_, table)| table.apply(&options.maps)).collect();
        // A column need not be in every sheet.
        if applied.iter().all(Result::is_err) {
            applied.into_iter().next().unwrap_or(Ok(()))?;
        }
        match named.is_empty() {
            true if tables.iter().all(|(_, table)| table.is_empty()) => tables.truncate(1),
            true => tables.retain(|(_, table)| !table.is_empty()),
            false => {}
        }
        if let Some(kind) = options.kind.filter(|_| tables.len() > 1 && named.is_empty()) {
            tables.retain(|(_, table)| table.kind() == kind);
        }
        let a_team_each = |(_, table): &(usize, Table<'_>)| {
            table.layout() == Layout::People && table.has(Target::Role) && !table.has(Target::Team("name"))
        };
        if tables.len() > 1 && named.is_empty() && !tables.iter().all(a_team_each) {
            let names =
                tables.iter().map(|(_, table)| table.sheet.name.as_str()).collect::<Vec<_>>().join("、");
            return Err(vec![error!(Location::file(self.request.name), "several-tables",
                "几个工作表里都有名单：{names}", "several sheets have a list: {names}";
                help: "用 --sheet 说明导入哪一个，可以写几次", "say which with --sheet; it may be given several times"
            )]);
        }
        Ok(tables)
    }

    /// Whether engineers or teams are listed.
    pub(super) fn kind(&self, tables: &[(usize, Table<'_>)]) -> Outcome<EntryKind> {
        let found = || tables.iter().map(|(_, table)| table.kind()).max().unwrap_or(EntryKind::Individual);
        let kind = self.request.options.kind.unwrap_or_else(found);
        if !self.programmes(kind).is_empty() {
            return Ok(kind);
        }
        let (zh, en) = match kind {
            EntryKind::Individual => ("个人", "individuals"),
            EntryKind::Team => ("团队", "teams"),
        };
        let id = self.request.round;
        Err(vec![error!(self.round.title.location.clone(), "no-programme-of-kind",
            "轮次“{id}”没有{zh}的项目，表里却是{zh}名单", "the round `{id}` has no programme for {en}, and the table lists {en}";
            help: "核对 --round；名单认错了的，写 --as engineers（个人）或 --as teams（团队）",
            "look at --round; where the list is the other kind, write --as engineers or --as teams"
        )])
    }

    pub(super) fn programmes(&self, kind: EntryKind) -> Vec<&Programme> {
        let named = |id: &str| self.round.programmes.iter().any(|text| text.value.trim() == id);
        let all = self.request.programmes.iter().map(AsRef::as_ref);
        all.filter(|programme: &&Programme| programme.kind == kind && named(&programme.id)).collect()
    }
}
