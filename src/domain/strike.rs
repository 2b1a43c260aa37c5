//! Striking an entry in a notice that was printed: its row stays, with its number, and says that it was taken down,
//! when and why; what it said is gone, wherever it stood.

use super::printed::{Printed, PrintedRow, Strike};

/// What stands in a text where a name was.
const MARK: &str = "〔已撤下〕";

/// Strikes an entry in a notice's facts and in its Markdown. Where the notice does not name it, nothing changes.
pub fn strike(facts: &mut Printed, text: &str, strike: &Strike) -> String {
    let Some(said) = Said::of(facts, &strike.page) else { return text.to_owned() };
    let others: Vec<String> = facts
        .rows()
        .filter(|row| row.page != strike.page && row.name.contains(&said.name))
        .map(|row| row.page.clone())
        .collect();
    let line = |line: &str| {
        let is_others = others.iter().any(|page| links_to(line, page));
        if links_to(line, &strike.page) || (!is_others && is_row(line) && holds(line, &said.name)) {
            return struck_line(line, &said, strike);
        }
        match is_others {
            true => line.to_owned(),
            false => said.taken_out(line),
        }
    };
    let text = text.split('\n').map(line).collect::<Vec<_>>().join("\n");
    strike_facts(facts, &said, strike);
    text
}

/// `已撤下（2025年9月4日，原因：本人书面要求撤下）`
pub fn struck_name(strike: &Strike) -> String {
    format!("已撤下（{}，原因：{}）", strike.published.chinese(), strike.reason)
}

/// What a notice says of an entry.
struct Said {
    name: String,
    others: Vec<String>,
}

impl Said {
    fn of(facts: &Printed, page: &str) -> Option<Said> {
        let row = facts.rows().find(|row| row.page == page && !row.struck);
        let row = row.map(|row| (&row.name, row.cells.clone()));
        let changed = facts.changes.iter().filter(|change| change.page == page);
        let change = changed.clone().next().map(|change| (&change.name, vec![change.unit.clone()]));
        let decision = facts.decisions.iter().find(|decision| decision.page == page);
        let decision = decision.map(|decision| (&decision.name, vec![decision.unit.clone()]));
        let (name, mut others) = row.or(change).or(decision)?;
        others.extend(changed.flat_map(|change| [change.from.clone(), change.to.clone()]));
        Some(Said { name: name.clone(), others })
    }

    /// A line without the name, and without what else is said of the entry where the name stood.
    fn taken_out(&self, line: &str) -> String {
        if !holds(line, &self.name) {
            return line.to_owned();
        }
        let others = self.others.iter().filter(|other| other.chars().count() > 2);
        let line = others.fold(line.to_owned(), |line, other| replace(&line, other, MARK));
        replace(&line, &self.name, MARK)
    }
}

fn strike_facts(facts: &mut Printed, said: &Said, strike: &Strike) {
    let page = &strike.page;
    for row in facts.lists.iter_mut().flat_map(|list| &mut list.rows).filter(|row| row.page == *page) {
        let (page, name, group) = (page.clone(), struck_name(strike), row.group.take());
        *row = PrintedRow { page, name, group, cells: Vec::new(), struck: true };
    }
    facts.entries.retain(|entry| entry.page != *page);
    for change in facts.changes.iter_mut().filter(|change| change.page == *page) {
        change.name = struck_name(strike);
        for value in [&mut change.unit, &mut change.from, &mut change.to, &mut change.reason] {
            value.clear();
        }
        // It is nobody's any longer.
        change.page.clear();
    }
    for decision in facts.decisions.iter_mut().filter(|decision| decision.page == *page) {
        decision.name = struck_name(strike);
        decision.unit.clear();
        decision.reason.clear();
        decision.page.clear();
    }
    let texts = [&mut facts.note, &mut facts.reason, &mut facts.objections].into_iter().flatten();
    for text in texts.chain([&mut facts.description, &mut facts.title]) {
        *text = said.taken_out(text);
    }
}

/// A row of a table keeps its first cell, which is its number; of another line the link goes with what is said beside it.
fn struck_line(line: &str, said: &Said, strike: &Strike) -> String {
    let name = escaped(&struck_name(strike));
    if !is_row(line) {
        let line = said.taken_out(line);
        let link = line.find(&format!("{}.html", stem(&strike.page))).and_then(|at| {
            let start = line[..at].rfind('[')?;
            Some(start..at + line[at..].find(')')? + 1)
        });
        return link
            .map_or(line.clone(), |range| format!("{}{name}{}", &line[..range.start], &line[range.end..]));
    }
    let cells = cells(line);
    let rest = " |".repeat(cells.len().saturating_sub(2));
    format!("|{}| {name} |{rest}", cells.first().copied().unwrap_or(" "))
}

fn stem(page: &str) -> &str {
    page.strip_suffix(".html").unwrap_or(page)
}

fn is_row(line: &str) -> bool {
    line.starts_with('|')
}

fn links_to(line: &str, page: &str) -> bool {
    line.contains(&format!("/{page})")) || line.contains(&format!("({page})"))
}

/// The cells of a row, what is escaped left in them.
fn cells(line: &str) -> Vec<&str> {
    let mut cells = Vec::new();
    let (mut start, mut escaped) = (1, false);
    for (at, c) in line.char_indices().skip(1) {
        if c == '|' && !escaped {
            cells.push(&line[start..at]);
            start = at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    cells
}

/// Whether Markdown says a text, however it is escaped.
pub fn holds(markdown: &str, text: &str) -> bool {
    find(markdown, text, 0).is_some()
}

/// The bytes at which Markdown says a text, from a byte on.
pub fn find(markdown: &str, text: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let first = text.chars().next()?;
    let starts = markdown[from..].match_indices(first).map(|(at, _)| from + at);
    starts.filter_map(|start| Some(start..end_of(markdown, start, text)?)).next()
}

fn end_of(markdown: &str, start: usize, text: &str) -> Option<usize> {
    let mut rest = markdown[start..].char_indices().peekable();
    let mut end = start;
    for wanted in text.chars() {
        let (mut at, mut c) = rest.next()?;
        if c == '\\' && wanted != '\\' {
            (at, c) = rest.next()?;
        }
        if c != wanted {
            return None;
        }
        end = start + at + c.len_utf8();
    }
    Some(end)
}

fn replace(markdown: &str, text: &str, with: &str) -> String {
    let (mut out, mut from) = (String::new(), 0);
    while let Some(range) = find(markdown, text, from) {
        out.push_str(&markdown[from..range.start]);
        out.push_str(with);
        from = range.end;
    }
    out.push_str(&markdown[from..]);
    out
}

/// A text as Markdown on one line.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}
