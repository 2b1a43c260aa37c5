//! The text of a content (ISO 32000-1, 9.4): strings in the order they are shown, by each font they may be in.

use std::collections::BTreeMap;

use super::font::{Font, next};
use super::object::{Object, Scanner};

/// A move within an array of strings that is a space, in thousandths of a letter.
const SPACE: f64 = -200.0;
/// Operands of one operator.
const OPERANDS: usize = 64;

/// Reads contents.
pub(super) struct Page<'f> {
    fonts: &'f BTreeMap<String, Vec<Font>>,
    /// The name of the present font.
    font: String,
    /// The texts so far, one for each reading.
    pub(super) texts: Vec<String>,
    /// Whether some text is in glyphs that stand for nothing.
    pub(super) is_unreadable: bool,
    line: f64,
    /// Whether the last string was one or two letters, placed one by one.
    is_single: bool,
}

impl<'f> Page<'f> {
    pub(super) fn new(fonts: &'f BTreeMap<String, Vec<Font>>) -> Self {
        let readings = fonts.values().map(Vec::len).max().unwrap_or_default().clamp(1, 8);
        Page {
            fonts,
            font: String::new(),
            texts: vec![String::new(); readings],
            is_unreadable: false,
            line: 0.0,
            is_single: false,
        }
    }

    pub(super) fn read(&mut self, content: &[u8]) {
        let mut scanner = Scanner::new(content, 0);
        let mut operands: Vec<Object> = Vec::new();
        while let Some(object) = next(&mut scanner, content.len()) {
            match &object {
                Object::Word(word) => {
                    self.operator(word, &operands);
                    operands.clear();
                }
                _ if operands.len() < OPERANDS => operands.push(object),
                _ => operands.clear(),
            }
        }
    }

    fn operator(&mut self, word: &str, operands: &[Object]) {
        let number = |at: usize| operands.get(at).and_then(Object::number).unwrap_or_default();
        match word {
            "Tf" => operands.first().and_then(Object::name).unwrap_or_default().clone_into(&mut self.font),
            "Tj" => operands.iter().for_each(|operand| self.show(operand)),
            "'" | "\"" => {
                self.push("\n");
                operands.iter().for_each(|operand| self.show(operand));
            }
            "TJ" => operands.iter().flat_map(Object::items).for_each(|item| match item {
                Object::Number(move_by) if *move_by < SPACE => self.push(" "),
                item => self.show(item),
            }),
            "T*" | "ET" => self.push("\n"),
            "Td" | "TD" => self.moved(number(1) != 0.0),
            "Tm" => {
                let line = number(5);
                self.moved((line - self.line).abs() > 0.5);
                self.line = line;
            }
            _ => {}
        }
    }

    /// Letters that are placed one by one belong together on their line.
    fn moved(&mut self, is_new_line: bool) {
        match (is_new_line, self.is_single) {
            (true, _) => self.push("\n"),
            (false, true) => {}
            (false, false) => self.push(" "),
        }
    }

    fn push(&mut self, text: &str) {
        self.texts.iter_mut().filter(|all| !all.ends_with(text)).for_each(|all| all.push_str(text));
    }

    fn show(&mut self, operand: &Object) {
        let Object::String(string) = operand else { return };
        let plain = Font::default();
        let fonts = self.fonts.get(&self.font).filter(|fonts| !fonts.is_empty());
        let fonts: Vec<&Font> = fonts.map_or_else(|| vec![&plain], |fonts| fonts.iter().collect());
        let read: Vec<String> = fonts.iter().filter_map(|font| font.letters(string)).collect();
        let Some(last) = read.last() else {
            self.is_unreadable |= !string.is_empty();
            return;
        };
        self.is_single = last.chars().count() <= 2;
        for (index, text) in self.texts.iter_mut().enumerate() {
            text.push_str(read.get(index).unwrap_or(last));
        }
    }
}
