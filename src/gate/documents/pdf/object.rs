//! The objects of a PDF (ISO 32000-1, 7.3), read from anywhere and never believed.

use std::collections::BTreeMap;

/// How deep objects may lie in one another.
const DEPTH: usize = 64;

/// An object.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Object {
    Number(f64),
    Name(String),
    String(Vec<u8>),
    Array(Vec<Object>),
    Dictionary(BTreeMap<String, Object>),
    Reference(u32),
    /// An operator of a content, `true`, `null` and the like.
    Word(String),
}

impl Object {
    pub(super) fn get(&self, key: &str) -> Option<&Object> {
        match self {
            Object::Dictionary(entries) => entries.get(key),
            _ => None,
        }
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = (&str, &Object)> {
        let entries = match self {
            Object::Dictionary(entries) => Some(entries),
            _ => None,
        };
        entries.into_iter().flatten().map(|(key, value)| (key.as_str(), value))
    }

    pub(super) fn items(&self) -> &[Object] {
        match self {
            Object::Array(items) => items,
            _ => &[],
        }
    }

    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Object::Name(name) => Some(name),
            _ => None,
        }
    }

    /// A name, or those of an array.
    pub(super) fn names(&self) -> Vec<String> {
        let own = self.name().into_iter();
        own.chain(self.items().iter().filter_map(Object::name)).map(str::to_owned).collect()
    }

    pub(super) fn integer(&self) -> Option<i64> {
        match self {
            Object::Number(number) if number.fract() == 0.0 => Some(*number as i64),
            _ => None,
        }
    }

    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Object::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Tells every string in it with the key it stands under.
    pub(super) fn each_string(&self, tell: &mut dyn FnMut(&str, &[u8])) {
        self.strings_under("", tell);
    }

    fn strings_under(&self, key: &str, tell: &mut dyn FnMut(&str, &[u8])) {
        match self {
            Object::String(string) => tell(key, string),
            Object::Array(items) => items.iter().for_each(|item| item.strings_under(key, tell)),
            Object::Dictionary(entries) => {
                entries.iter().for_each(|(key, value)| value.strings_under(key, tell))
            }
            _ => {}
        }
    }

    /// Tells every dictionary in it, itself too.
    pub(super) fn each_dictionary(&self, tell: &mut dyn FnMut(&Object)) {
        match self {
            Object::Dictionary(entries) => {
                tell(self);
                entries.values().for_each(|value| value.each_dictionary(tell));
            }
            Object::Array(items) => items.iter().for_each(|item| item.each_dictionary(tell)),
            _ => {}
        }
    }
}

/// Reads one object after another.
pub(super) struct Scanner<'b> {
    bytes: &'b [u8],
    pub(super) at: usize,
}

fn is_space(b: u8) -> bool {
    matches!(b, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

fn is_delimiter(b: u8) -> bool {
    b"()<>[]{}/%".contains(&b)
}

impl<'b> Scanner<'b> {
    pub(super) fn new(bytes: &'b [u8], at: usize) -> Self {
        Scanner { bytes, at }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(b) = self.peek() {
            match b {
                b'%' => self.at += self.bytes[self.at..].iter().take_while(|b| !b"\r\n".contains(b)).count(),
                b if is_space(b) => self.at += 1,
                _ => return,
            }
        }
    }

    /// The next object; `None` at the end, and at what closes something that was not opened.
    pub(super) fn object(&mut self, depth: usize) -> Option<Object> {
        self.skip_space();
        match self.peek()? {
            _ if depth > DEPTH => None,
            b'/' => Some(Object::Name(self.name())),
            b'(' => Some(Object::String(self.literal())),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => self.dictionary(depth),
            b'<' => {
                let rest = &self.bytes[self.at + 1..];
                let end = rest.iter().position(|b| *b == b'>').unwrap_or(rest.len());
                self.at += end + 2;
                Some(Object::String(hexadecimal(&rest[..end])))
            }
            b'[' => {
                self.at += 1;
                let mut items = Vec::new();
                while let Some(item) = self.object(depth + 1) {
                    items.push(item);
                }
                self.close(b"]");
                Some(Object::Array(items))
            }
            b']' | b'>' | b')' | b'}' => None,
            b'{' => {
                self.at += 1;
                Some(Object::Word("{".to_owned()))
            }
            _ => Some(self.word()),
        }
    }

    fn close(&mut self, end: &[u8]) {
        self.skip_space();
        if self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(end)) {
            self.at += end.len();
        }
    }

    fn dictionary(&mut self, depth: usize) -> Option<Object> {
        self.at += 2;
        let mut entries = BTreeMap::new();
        while let Some(key) = self.object(depth + 1) {
            let Some(value) = self.object(depth + 1) else { break };
            if let Object::Name(key) = key {
                entries.insert(key, value);
            }
        }
        self.close(b">>");
        Some(Object::Dictionary(entries))
    }

    fn name(&mut self) -> String {
        self.at += 1;
        let rest = &self.bytes[self.at..];
        let end = rest.iter().position(|b| is_space(*b) || is_delimiter(*b)).unwrap_or(rest.len());
        self.at += end;
        String::from_utf8_lossy(&rest[..end]).into_owned()
    }

    /// A number, a reference (`5 0 R`), or a word.
    fn word(&mut self) -> Object {
        let rest = &self.bytes[self.at..];
        let end = rest.iter().position(|b| is_space(*b) || is_delimiter(*b)).unwrap_or(rest.len()).max(1);
        self.at += end;
        let word = String::from_utf8_lossy(&rest[..end]).into_owned();
        let Ok(number) = word.parse::<f64>() else { return Object::Word(word) };
        let after = &rest[end..rest.len().min(end + 16)];
        let mut words = after.split(|b| is_space(*b)).filter(|word| !word.is_empty());
        let generation = words.next().filter(|word| word.iter().all(u8::is_ascii_digit));
        let is_reference = generation.is_some()
            && words.next().is_some_and(|word| {
                word.first() == Some(&b'R') && word.get(1).is_none_or(|b| is_delimiter(*b))
            });
        match word.parse::<u32>().ok().filter(|_| is_reference) {
            Some(number) => {
                let mark = after.iter().position(|b| *b == b'R').unwrap_or_default();
                self.at += mark + 1;
                Object::Reference(number)
            }
            None => Object::Number(number),
        }
    }

    /// A string between parentheses (7.3.4.2).
    fn literal(&mut self) -> Vec<u8> {
        self.at += 1;
        let (mut out, mut open) = (Vec::new(), 1);
        while let Some(b) = self.peek() {
            self.at += 1;
            match b {
                b'(' => open += 1,
                b')' => open -= 1,
                b'\\' => {
                    self.escaped(&mut out);
                    continue;
                }
                _ => {}
            }
            if open == 0 {
                break;
            }
            out.push(b);
        }
        out
    }

    fn escaped(&mut self, out: &mut Vec<u8>) {
        let Some(b) = self.peek() else { return };
        self.at += 1;
        match b {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' | b'f' => {}
            b'\n' => {}
            b'\r' => self.at += usize::from(self.peek() == Some(b'\n')),
            b'0'..=b'7' => {
                let mut value = u32::from(b - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    value = value * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                out.push((value & 0xFF) as u8);
            }
            other => out.push(other),
        }
    }

    /// The bytes of a stream, if one follows its dictionary: as long as that says where `endstream` stands there, or up to it.
    pub(super) fn stream(&mut self, head: &Object) -> Option<&'b [u8]> {
        self.skip_space();
        let rest = self.bytes.get(self.at..)?.strip_prefix(b"stream")?;
        let rest = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))
            .or_else(|| rest.strip_prefix(b"\r"))
            .unwrap_or(rest);
        let start = self.bytes.len() - rest.len();
        let told = head.get("Length").and_then(Object::integer).and_then(|n| usize::try_from(n).ok());
        let is_end = |length: &usize| {
            rest.get(*length..).is_some_and(|after| after.trim_ascii_start().starts_with(b"endstream"))
        };
        let length = told.filter(is_end).or_else(|| super::find(rest, b"endstream")).unwrap_or(rest.len());
        self.at = start + length;
        Some(&rest[..length])
    }
}

/// Bytes written as hexadecimal digits; a last half is filled with 0.
pub(super) fn hexadecimal(text: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = text
        .iter()
        .take_while(|b| **b != b'>')
        .filter_map(|b| char::from(*b).to_digit(16))
        .map(|d| d as u8)
        .collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or_default()).collect()
}

/// Bytes in base 85 (7.4.3).
pub(super) fn ascii85(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut group: Vec<u32> = Vec::new();
    for b in text.iter().take_while(|b| **b != b'~').filter(|b| !is_space(**b)) {
        match b {
            b'z' if group.is_empty() => out.extend([0; 4]),
            b'!'..=b'u' => group.push(u32::from(b - b'!')),
            _ => {}
        }
        if group.len() == 5 {
            out.extend(four(&group));
            group.clear();
        }
    }
    if group.len() > 1 {
        let count = group.len() - 1;
        group.resize(5, 84);
        out.extend(&four(&group)[..count]);
    }
    out
}

fn four(group: &[u32]) -> [u8; 4] {
    group.iter().fold(0_u32, |value, digit| value.wrapping_mul(85).wrapping_add(*digit)).to_be_bytes()
}
