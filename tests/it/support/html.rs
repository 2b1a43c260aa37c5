//! A small reader of HTML, independent of the program: elements, attributes and text as a browser sees them.

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// An opening tag with its attributes, decoded.
    Open(String, Vec<(String, String)>),
    /// A closing tag.
    Close(String),
    /// Text between tags, decoded.
    Text(String),
}

/// Elements whose text no reader sees.
const UNSEEN: &[&str] = &["script", "style", "template"];
/// Elements that stand in a line of text; every other begins a new one.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "code", "del", "em", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "time",
];

/// Reads a page into tokens. Comments and the document type are left out.
pub(crate) fn tokens(page: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        if at > 0 {
            tokens.push(Token::Text(decode(&rest[..at])));
        }
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            rest = rest.split_once("-->").expect("a comment ends").1;
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            rest = rest.split_once('>').expect("a declaration ends").1;
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            let (token, after) = tag(rest);
            // What stands in a script or style is neither text nor tags until its end.
            let raw = matches!(&token, Token::Open(name, _) if name == "script" || name == "style");
            rest = if raw { after.find("</").map_or("", |end| &after[end..]) } else { after };
            tokens.push(token);
        } else {
            tokens.push(Token::Text("<".to_owned()));
            rest = &rest[1..];
        }
    }
    if !rest.is_empty() {
        tokens.push(Token::Text(decode(rest)));
    }
    tokens
}

fn tag(source: &str) -> (Token, &str) {
    let mut quote = None;
    let end = source.char_indices().skip(1).find_map(|(i, c)| {
        match (quote, c) {
            (None, '>') => return Some(i),
            (None, '"' | '\'') => quote = Some(c),
            (Some(q), c) if q == c => quote = None,
            _ => {}
        }
        None
    });
    let end = end.unwrap_or_else(|| panic!("a tag does not end: {}", &source[..source.len().min(80)]));
    let (inside, after) = (&source[1..end], &source[end + 1..]);
    if let Some(name) = inside.strip_prefix('/') {
        return (Token::Close(name.trim().to_lowercase()), after);
    }
    let inside = inside.trim_end_matches('/');
    let (name, mut rest) = inside.split_at(inside.find(char::is_whitespace).unwrap_or(inside.len()));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let stop = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (key, after) = rest.split_at(stop);
        let value = match after.strip_prefix('=') {
            None => {
                rest = after;
                ""
            }
            Some(after) => {
                let (value, after) = match after.chars().next() {
                    Some(q @ ('"' | '\'')) => after[1..].split_once(q).expect("a quoted value ends"),
                    _ => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
                };
                rest = after;
                value
            }
        };
        attributes.push((key.to_lowercase(), decode(value)));
    }
    (Token::Open(name.to_lowercase(), attributes), after)
}

/// Character references → characters.
pub(crate) fn decode(source: &str) -> String {
    let mut out = String::new();
    let mut rest = source;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let reference = rest[1..].split_once(';').filter(|(name, _)| name.len() < 10);
        match reference.and_then(|(name, after)| Some((character(name)?, after))) {
            Some((c, after)) => {
                out.push(c);
                rest = after;
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

fn character(name: &str) -> Option<char> {
    let code = match name.strip_prefix('#') {
        None => {
            return [
                ("amp", '&'),
                ("lt", '<'),
                ("gt", '>'),
                ("quot", '"'),
                ("apos", '\''),
                ("nbsp", '\u{A0}'),
            ]
            .iter()
            .find_map(|(n, c)| (*n == name).then_some(*c));
        }
        Some(hex) if hex.starts_with(['x', 'X']) => u32::from_str_radix(&hex[1..], 16),
        Some(digits) => digits.parse(),
    };
    char::from_u32(code.ok()?)
}

/// What a reader sees: text without tags, one block a line, white space as typed.
pub(crate) fn visible(page: &str) -> String {
    let mut out = String::new();
    let mut unseen = 0;
    for token in tokens(page) {
        match token {
            Token::Open(name, _) if UNSEEN.contains(&name.as_str()) => unseen += 1,
            Token::Close(name) if UNSEEN.contains(&name.as_str()) => unseen -= 1,
            Token::Open(name, _) | Token::Close(name) if !INLINE.contains(&name.as_str()) => out.push('\n'),
            Token::Text(text) if unseen == 0 => out.push_str(&text),
            _ => {}
        }
    }
    out
}

/// Every value of an attribute on a page, with the element it stands on.
pub(crate) fn attribute(page: &str, wanted: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for token in tokens(page) {
        if let Token::Open(name, attributes) = token {
            let values = attributes.into_iter().filter(|(key, _)| key == wanted);
            found.extend(values.map(|(_, value)| (name.clone(), value)));
        }
    }
    found
}
