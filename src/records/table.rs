//! What is declared of a kind of record: its keys in both languages, what each value is and who may see it, whether a
//! record can do without it, and what it is for.
//!
//! Everything else comes from that: the decoder (`record`), the JSON Schemas (`rules::schema`), the keys whose values no
//! message shows (`shown`), and the test that holds the manuals' tables to it.

use super::lines::Line;

/// A key or a word: its canonical English form and its Chinese alias.
pub type Key = (&'static str, &'static str);

/// The form of a key in the language of one that was typed beside it.
pub fn in_language_of((en, zh): Key, typed: &str) -> &'static str {
    if typed.is_ascii() { en } else { zh }
}

/// A kind of record: its name among the definitions of a schema, and its keys in order.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// The name.
    pub name: &'static str,
    /// The keys.
    pub rows: &'static [Row],
}

/// One key of a record.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The key.
    pub key: Key,
    /// Whether a record can do without it.
    pub need: Need,
    /// Who may see its value.
    pub visibility: Visibility,
    /// What its value is.
    pub is: Is,
    /// What it is for, in English and in Chinese.
    pub about: Key,
}

/// Whether a record can do without a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The decoder misses it.
    Required,
    /// The rules miss it, in words of their own.
    RequiredByRules,
    /// A record can do without it.
    Optional,
}

/// Who may see the value of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// It may be published.
    Public,
    /// It is not published; messages to the office may show it.
    Internal,
    /// It is for the rules alone: no message repeats it or shows its line.
    Private,
}

/// What a value is.
#[derive(Clone, Copy, Debug)]
pub enum Is {
    /// Any text.
    Text,
    /// A text on one line.
    Line,
    /// What a body, a title or a place is called.
    Name,
    /// A team's name.
    Team,
    /// A person's name.
    Person,
    /// A part of an address: `[a-z0-9-]`.
    Id,
    /// A whole number.
    Number,
    /// A day.
    Date,
    /// A day, or a minute of it.
    Moment,
    /// A time of day.
    Time,
    /// Yes or no.
    Flag,
    /// One of a closed set of words.
    Words(fn() -> Vec<Key>),
    /// A list.
    List(&'static Is),
    /// A value, or a list of them.
    OneOrMore(&'static Is),
    /// A record of its own.
    Map(&'static Form),
    /// One of these, where several kinds of records share a key.
    Either(&'static [Is]),
    /// One of a closed set of words, or a record of its own.
    WordOr(&'static Is, &'static Form),
    /// Texts of one line, by keys that another record declares.
    Cells,
}

impl Is {
    /// The record in it.
    pub fn form(&self) -> Option<&'static Form> {
        match self {
            Is::Map(form) | Is::WordOr(_, form) => Some(form),
            Is::List(item) | Is::OneOrMore(item) => item.form(),
            _ => None,
        }
    }

    /// What it is where it is one line, be it in a list.
    pub fn line(&self) -> Option<Line> {
        match self {
            Is::Id => Some(Line::Id),
            Is::Line | Is::Cells => Some(Line::Words),
            Is::Name => Some(Line::Name),
            Is::Team => Some(Line::Team),
            Is::Person => Some(Line::Person),
            Is::List(item) | Is::OneOrMore(item) => item.line(),
            _ => None,
        }
    }

    /// The same with something else said of each value.
    pub const fn of(self, each: &'static Is) -> Is {
        match self {
            Is::List(_) => Is::List(each),
            Is::OneOrMore(_) => Is::OneOrMore(each),
            _ => *each,
        }
    }
}

/// How many rows several tables have.
pub(super) const fn count(tables: &[&[Row]]) -> usize {
    let (mut table, mut count) = (0, 0);
    while table < tables.len() {
        count += tables[table].len();
        table += 1;
    }
    count
}

/// Several tables as one.
pub(super) const fn joined<const N: usize>(tables: &[&[Row]]) -> [Row; N] {
    let none = Row {
        key: ("", ""),
        need: Need::Optional,
        visibility: Visibility::Private,
        is: Is::Text,
        about: ("", ""),
    };
    let mut all = [none; N];
    let (mut table, mut count) = (0, 0);
    while table < tables.len() {
        let mut row = 0;
        while row < tables[table].len() {
            all[count] = tables[table][row];
            (row, count) = (row + 1, count + 1);
        }
        table += 1;
    }
    all
}
