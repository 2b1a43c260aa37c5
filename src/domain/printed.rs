//! A notice as it was printed: its text, and its facts as data. Nobody changes a word of it but by another notice.

use std::sync::Arc;

use super::moment::Moment;
use super::office::Contact;
use super::printed_entry::PrintedEntry;

/// A document of the archive: a notice that was public, as it was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archived {
    /// The file it stands in, below the project's root.
    pub file: Arc<str>,
    /// What it says, as data. What has been taken down is not in it.
    pub facts: Printed,
    /// Its Markdown, without the front matter. What has been taken down is struck.
    pub text: Arc<str>,
    /// What is to be struck and still stands in the file.
    pub striking: Vec<Strike>,
}

/// An entry that is struck in a document: the row stays and says so, what it said is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strike {
    /// The entry's page, relative to the site's root: `engineers/g2025-001.html`.
    pub page: String,
    /// When it was taken down.
    pub published: Moment,
    /// The publishable reason.
    pub reason: String,
}

/// The facts of a notice as it was printed. Texts are the printed ones; dates and words for machines stand beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// Its number in the round.
    pub number: usize,
    /// The word of its kind in files.
    pub kind: String,
    /// The address of its page, without ending.
    pub address: String,
    /// Its title.
    pub title: String,
    /// One sentence on what it is.
    pub description: String,
    /// The moment of publication, `2025-09-01 09:00`.
    pub published: String,
    /// The signing date, `2025-09-01`.
    pub signed: String,
    /// The title of its round.
    pub round: String,
    /// Who issues it.
    pub issuers: Vec<String>,
    /// The notice it is about.
    pub about: Option<Cited>,
    /// The documents cited, as printed: 《甲》.
    pub basis: Vec<String>,
    /// Why, where it says so.
    pub reason: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// The period it gives.
    pub period: Option<PrintedPeriod>,
    /// The calendar its dates were computed with.
    pub calendar: String,
    /// Where to object.
    pub contacts: Vec<Contact>,
    /// What the office itself says of objections: the word of the rule, and its text.
    pub objection: Vec<(String, String)>,
    /// The word for the order of names, `surname-strokes`.
    pub order: String,
    /// The words for the columns.
    pub columns: Vec<String>,
    /// Its lists, one a programme.
    pub lists: Vec<PrintedList>,
    /// What was said of each entry that its lists have; documents of earlier versions do not have it.
    pub entries: Vec<PrintedEntry>,
    /// What it corrects.
    pub changes: Vec<PrintedChange>,
    /// What it decides of single entries.
    pub decisions: Vec<PrintedDecision>,
    /// What it tells of objections.
    pub objections: Option<String>,
    /// What it was made with.
    pub made: Made,
}

/// A notice that another speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// Its title.
    pub title: String,
    /// The address of its page, without ending.
    pub address: String,
}

/// A period as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedPeriod {
    /// 公示期为5个工作日，自2025年9月1日至9月5日
    pub text: String,
    /// How many days.
    pub days: u32,
    /// `working` or `calendar`
    pub unit: String,
    /// `counted` or `excluded`
    pub posting_day: String,
    /// The first day, `2025-09-01`.
    pub starts: String,
    /// The last day, `2025-09-05`.
    pub ends: String,
    /// The last moment for objections, `2025-09-05 24:00`.
    pub closes: String,
    /// 发布当日计入 …
    pub rule: String,
    /// Every day with its reason.
    pub calendar: Vec<PrintedDay>,
    /// What the days were counted by: what it is called, and its address where it has one.
    pub sources: Vec<(String, String)>,
    /// What is said where the days are not told.
    pub remark: Option<String>,
}

/// A day of a period as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedDay {
    /// `2025-09-01`
    pub date: String,
    /// Its number among the days counted; none where it does not count.
    pub number: Option<u32>,
    /// 第1个工作日, 不计入 …
    pub count: String,
    /// Why.
    pub reason: String,
}

/// A list as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedList {
    /// The programme's name.
    pub programme: String,
    /// `individual` or `team`
    pub kind: String,
    /// 人 or 个团队
    pub counter: String,
    /// 按姓氏笔画为序 …
    pub order: String,
    /// The heads of the columns, 序号 first.
    pub heads: Vec<String>,
    /// Its rows, those struck since included.
    pub rows: Vec<PrintedRow>,
}

/// A row of a list as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedRow {
    /// The entry's page, relative to the site's root.
    pub page: String,
    /// The entry's name; of a row that is struck, what stands in its place.
    pub name: String,
    /// The group it stands in, where the list is grouped.
    pub group: Option<String>,
    /// The cells after the name; a row that is struck has none.
    pub cells: Vec<String>,
    /// Whether it is struck.
    pub struck: bool,
}

/// A corrected value as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedChange {
    /// The entry's page, relative to the site's root.
    pub page: String,
    /// The entry's name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// What is corrected.
    pub field: String,
    /// What was printed before.
    pub from: String,
    /// What is right.
    pub to: String,
    /// Why.
    pub reason: String,
}

/// A decision as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedDecision {
    /// The entry's page, relative to the site's root.
    pub page: String,
    /// The entry's name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// 个人 or 团队
    pub kind: String,
    /// 不予入选 …
    pub decision: String,
    /// Why.
    pub reason: String,
}

/// What a text was made with: the program, its own wording, and the office's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// `gongshi 0.1.0`
    pub program: String,
    /// Digest of the program's own wording.
    pub builtin: String,
    /// Digest of the office's wording, that of the round and that of the theme; empty where it has none.
    pub wording: String,
}

impl Printed {
    /// The name of its file without ending: `1-publicity`.
    pub fn stem(&self) -> String {
        format!("{}-{}", self.number, self.kind)
    }

    /// The rows of all lists.
    pub fn rows(&self) -> impl Iterator<Item = &PrintedRow> {
        self.lists.iter().flat_map(|list| &list.rows)
    }

    /// Whether anything in it is struck.
    pub fn is_struck(&self) -> bool {
        self.rows().any(|row| row.struck)
            || self.changes.iter().any(|change| change.page.is_empty())
            || self.decisions.iter().any(|decision| decision.page.is_empty())
    }

    /// Whether it names an entry.
    pub fn names(&self, page: &str) -> bool {
        self.rows().any(|row| row.page == page && !row.struck)
            || self.changes.iter().any(|change| change.page == page)
            || self.decisions.iter().any(|decision| decision.page == page)
    }
}

/// The file that a notice of a round is archived in, below the project's root.
pub fn archive_file(round: &str, stem: &str) -> String {
    format!("content/published/{round}/{stem}.md")
}
