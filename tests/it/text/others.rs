//! Any text in every published field, judged by parsers of others: html5ever, quick-xml, serde_json, csv, pulldown-cmark.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, TagKind, Token as Piece, TokenSink, TokenSinkResult, Tokenizer};
use proptest::prelude::*;
use quick_xml::events::Event;

use super::random::lines;
use super::{calendar, data_rows, edition, expected_of, guarded, is_name, markdown, of_search, with_text};
use crate::support::html::Token;
use crate::support::plain::PLAIN;

/// A page as a browser's tokenizer reads it; neighbouring texts are one.
fn browser(page: &str) -> Vec<Token> {
    struct Sink(RefCell<Vec<Token>>);
    impl TokenSink for Sink {
        type Handle = ();
        fn process_token(&self, piece: Piece, _: u64) -> TokenSinkResult<()> {
            let mut tokens = self.0.borrow_mut();
            match piece {
                // What stands in a script is data, judged by tests of its own.
                Piece::TagToken(tag) if &*tag.name == "script" && tag.kind == TagKind::StartTag => {
                    tokens.push(Token::Open("script".to_owned(), Vec::new()));
                    return TokenSinkResult::RawData(RawKind::ScriptData);
                }
                Piece::CharacterTokens(_) if matches!(tokens.last(), Some(Token::Open(name, _)) if name == "script") =>
                    {}
                Piece::TagToken(tag) => tokens.push(match tag.kind {
                    TagKind::StartTag => {
                        let attributes =
                            tag.attrs.iter().map(|a| (a.name.local.to_string(), a.value.to_string()));
                        Token::Open(tag.name.to_string(), attributes.collect())
                    }
                    TagKind::EndTag => Token::Close(tag.name.to_string()),
                }),
                Piece::CharacterTokens(text) => match tokens.last_mut() {
                    Some(Token::Text(before)) => before.push_str(&text),
                    _ => tokens.push(Token::Text(text.to_string())),
                },
                Piece::NullCharacterToken => tokens.push(Token::Text("\0".to_owned())),
                _ => {}
            }
            TokenSinkResult::Continue
        }
    }
    let tokenizer = Tokenizer::new(Sink(RefCell::new(Vec::new())), Default::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(page));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.take()
}

/// The elements and texts of an XML document.
fn xml(document: &str) -> Vec<Token> {
    let mut reader = quick_xml::Reader::from_str(document);
    let mut tokens: Vec<Token> = Vec::new();
    let add = |tokens: &mut Vec<Token>, text: &str| match tokens.last_mut() {
        Some(Token::Text(before)) => before.push_str(text),
        _ => tokens.push(Token::Text(text.to_owned())),
    };
    loop {
        let name = |name: &str| name.to_owned();
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => {
                let attributes = tag.attributes().map(|a| {
                    let a = a.unwrap();
                    (name(a.key.as_ref()), quick_xml::escape::unescape(&a.value).unwrap().into_owned())
                });
                tokens.push(Token::Open(name(tag.name().as_ref()), attributes.collect()));
            }
            Event::End(tag) => tokens.push(Token::Close(name(tag.name().as_ref()))),
            Event::Text(text) => add(&mut tokens, &text),
            Event::GeneralRef(reference) => {
                let reference = format!("&{};", &*reference);
                add(&mut tokens, &quick_xml::escape::unescape(&reference).unwrap());
            }
            Event::Eof => return tokens,
            _ => {}
        }
    }
}

/// Whether a text has no blank but the space, and no sign that only looks like a Chinese character: such are refused.
fn is_no_slip(text: &str) -> bool {
    let looks = |c: char| {
        matches!(c, '\u{25A0}'..='\u{25FF}' | '⚪' | '\u{2E80}'..='\u{2FFF}' | '〾' | '\u{3021}'..='\u{33FF}' | '\u{F900}'..='\u{FAFF}')
            || matches!(c, '\u{FF65}'..='\u{FFDC}' | '\u{1F200}'..='\u{1F2FF}' | '\u{2F800}'..='\u{2FA1F}')
    };
    text.chars().all(|c| c == ' ' || !c.is_whitespace() && !looks(c))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 12, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_out_of_every_output_as_that_text(text in lines().prop_filter("is no slip", |text| is_no_slip(text))) {
        let text = text.trim();
        let in_names = is_name(text);
        let (plain, nasty) = (edition(PLAIN, in_names), edition(text, in_names));
        prop_assert!(plain.keys().eq(nasty.keys()));
        for (path, bytes) in &plain {
            let Ok(before) = std::str::from_utf8(bytes) else { continue };
            let after = std::str::from_utf8(&nasty[path]).unwrap();
            // The pages of the search list people by their initials, which the text changes.
            if path.starts_with("search") {
                continue;
            }
            match path.rsplit('.').next().unwrap() {
                "html" => prop_assert_eq!(expected_of(browser(before), text), expected_of(browser(after), text), "{}", path),
                "xml" => prop_assert_eq!(expected_of(xml(before), text), expected_of(xml(after), text), "{}", path),
                "md" => prop_assert_eq!(markdown(before).replace(PLAIN, text), markdown(after), "{}", path),
                "csv" => {
                    let put = |row: Vec<String>| row.iter().map(|c| with_text(c, &guarded(text))).collect::<Vec<_>>();
                    let rows: Vec<_> = data_rows(before).into_iter().map(put).collect();
                    prop_assert_eq!(rows, data_rows(after), "{}", path);
                }
                "ics" => {
                    let put = |(name, value): (String, String)| (name, value.replace(PLAIN, text));
                    let lines: Vec<_> = calendar(before).into_iter().map(put).collect();
                    prop_assert_eq!(lines, calendar(after), "{}", path);
                }
                _ => {}
            }
        }
        let [plain, nasty] =
            [&plain, &nasty].map(|edition| of_search(edition, |page| expected_of(browser(page), text)));
        prop_assert_eq!(plain, nasty);
    }
}
