//! The slip behind a text that is not YAML: what a clerk is likely to have typed, and what to type instead.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Location, Span, text};

/// Turns what the parser says (`detail`, noticed at `span`) into the place and the words a clerk can act on.
pub(super) fn explain(file: &Arc<str>, text: &str, span: Span, detail: &str) -> Diagnostic {
    let location = Location::new(file, span);
    // The library notices a tab where the line before it ends.
    if detail.contains(" tab") {
        let from = usize::try_from(span.line).unwrap_or(1).saturating_sub(1);
        if let Some((i, line)) = text.lines().enumerate().skip(from).find(|(_, line)| line.contains('\t')) {
            let column = line.chars().take_while(|c| *c != '\t').count() + 1;
            let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            let tab = Span { line: clamp(i + 1), column: clamp(column), length: 1 };
            return Diagnostic::error("yaml-syntax", Location::new(file, tab), syntax(detail))
                .help(hint(line));
        }
    }
    // A line without a proper colon, or with a bracket left open, is only noticed at the next one.
    let at = |n: u32| usize::try_from(n).ok()?.checked_sub(1).and_then(|i| text.lines().nth(i));
    let here = at(span.line).unwrap_or("");
    let before = at(span.line.saturating_sub(1)).and_then(|line| Some((line, slip(line)?)));
    let (line, location) = match before {
        Some((line, column)) if slip(here).is_none() => {
            (line, Location::new(file, Span { line: span.line - 1, column, length: 1 }))
        }
        _ => (here, location),
    };
    // A bracket left open is noticed wherever the list turns out not to go on.
    let help = if detail.contains("flow") { unclosed() } else { hint(line) };
    Diagnostic::error("yaml-syntax", location, syntax(detail)).help(help)
}

/// The column of a full-width colon or of a bracket left open, if a line has one.
fn slip(line: &str) -> Option<u32> {
    let sign = match unbalanced(line) {
        true => line.rfind(['[', '{']),
        false => line.find('：').filter(|_| has_wide_colon(line)),
    };
    u32::try_from(line[..sign?].chars().count() + 1).ok()
}

fn unbalanced(line: &str) -> bool {
    line.matches('[').count() > line.matches(']').count()
        || line.matches('{').count() > line.matches('}').count()
}

fn has_wide_colon(line: &str) -> bool {
    line.contains('：') && !line.contains(": ")
}

fn unclosed() -> String {
    text!("方括号或花括号没有成对", "a bracket or brace is not closed")
}

fn syntax(detail: &str) -> String {
    text!("这里不符合 YAML 写法（{detail}）", "this is not valid YAML ({detail})")
}

/// The likeliest cause, read off the line itself.
fn hint(line: &str) -> String {
    if line.contains('\t') {
        text!("行内有制表符（Tab），YAML 只能用空格缩进", "the line has a tab; YAML indents with spaces only")
    } else if has_wide_colon(line) {
        text!(
            "冒号是全角的“：”，请改成英文冒号加一个空格“: ”",
            "the colon is full-width; use an ASCII colon followed by a space"
        )
    } else if line.matches('"').count() % 2 == 1 || line.matches('\'').count() % 2 == 1 {
        text!("引号没有成对", "a quotation mark is not closed")
    } else if unbalanced(line) {
        unclosed()
    } else {
        text!(
            "检查缩进是否对齐、冒号后是否有空格；值里含“: ”或以特殊符号开头时，用英文双引号括起来",
            "check the indentation and the space after each colon; quote values that hold \": \" or start with a symbol"
        )
    }
}
