//! PDF (ISO 32000-1): every object that stands in the file, whether a page shows it or not, so that what an earlier version of
//! the file had is searched too. Letters are told by the tables their fonts carry.

mod content;
mod font;
mod object;

use std::collections::BTreeMap;
use std::io::Read;

use flate2::read::ZlibDecoder;

use super::{Search, Unsearchable, markup};
use crate::world::text::utf8;
use content::Page;
use font::Font;
use object::{Object, Scanner};

/// Objects of one file.
const OBJECTS: usize = 500_000;

/// Whether a file is a PDF. Readers look for its beginning in the first kilobyte.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    start.starts_with(b"%PDF-")
        || bytes.len() > 1024 && !bytes.is_ascii() && find(&bytes[..1024], b"%PDF-").is_some()
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, word)
}

/// Reads all objects, then the texts of all contents.
pub(super) fn read(search: &mut Search, bytes: &[u8]) -> Result<(), Unsearchable> {
    let mut found = Found::default();
    found.scan(search, bytes)?;
    if found.is_encrypted {
        return Err(Unsearchable::Encrypted);
    }
    if found.objects.is_empty() {
        // Without objects nothing is packed: where it is text, all that it holds stands there.
        let text = utf8(bytes).ok_or(Unsearchable::Damaged)?;
        search.texts.push(text.into_owned());
        return Ok(());
    }
    found.strings(search);
    let fonts = found.fonts();
    for (_, content) in &found.contents {
        let mut page = Page::new(&fonts);
        page.read(content);
        if page.is_unreadable {
            return Err(Unsearchable::Glyphs);
        }
        search.texts.extend(page.texts);
    }
    Ok(())
}

/// What was found in a file.
#[derive(Default)]
struct Found {
    /// Every object with its number; a later version of one stands beside the earlier.
    objects: Vec<(u32, Object)>,
    /// Streams that are neither pictures nor fonts, unpacked, with the number of their object.
    contents: Vec<(u32, Vec<u8>)>,
    is_encrypted: bool,
}

impl Found {
    /// Finds the objects between `obj` and `endobj`, wherever they stand, and those packed into streams.
    fn scan(&mut self, search: &mut Search, bytes: &[u8]) -> Result<(), Unsearchable> {
        let mut at = 0;
        while let Some(found) = bytes.get(at..).and_then(|rest| find(rest, b" obj")) {
            let start = at + found + 4;
            let number = number_before(bytes, at + found);
            let mut scanner = Scanner::new(bytes, start);
            let Some((number, object)) = number.zip(scanner.object(0)) else {
                at = start;
                continue;
            };
            at = scanner.at.max(start);
            if self.objects.len() >= OBJECTS {
                return Err(Unsearchable::TooMuch);
            }
            if let Some(data) = scanner.stream(&object) {
                at = scanner.at;
                self.stream(search, number, &object, data)?;
            }
            self.objects.push((number, object));
        }
        // A file without packed objects says in its trailer what encrypts it.
        let mut at = 0;
        while let Some(found) = bytes.get(at..).and_then(|rest| find(rest, b"trailer")) {
            at += found + 7;
            let trailer = Scanner::new(bytes, at).object(0);
            self.is_encrypted |= trailer.is_some_and(|trailer| trailer.get("Encrypt").is_some());
        }
        Ok(())
    }

    fn stream(
        &mut self,
        search: &mut Search,
        number: u32,
        head: &Object,
        data: &[u8],
    ) -> Result<(), Unsearchable> {
        let kind = head.get("Type").and_then(Object::name).unwrap_or_default();
        let subtype = head.get("Subtype").and_then(Object::name).unwrap_or_default();
        self.is_encrypted |= kind == "XRef" && head.get("Encrypt").is_some();
        if kind == "XRef" || self.is_encrypted {
            return Ok(());
        }
        let is_picture = subtype == "Image";
        let is_font =
            head.get("Length1").is_some() || ["Type1C", "CIDFontType0C", "OpenType"].contains(&subtype);
        let Some(content) = unpacked(search, head, data)? else {
            // A photograph is a JPEG as it is; other pictures are pixels.
            let is_jpeg = data.starts_with(&[0xFF, 0xD8, 0xFF]);
            return if is_picture && is_jpeg { search.file("", data) } else { Ok(()) };
        };
        if is_picture || is_font {
            return Ok(());
        }
        match kind {
            "ObjStm" => self.packed(head, &content),
            "Metadata" => markup::read(search, &String::from_utf8_lossy(&content)),
            // An attachment.
            "EmbeddedFile" => return search.file("", &content),
            _ => self.contents.push((number, content)),
        }
        Ok(())
    }

    /// Objects in a stream (7.5.7): numbers and places first, then one after another.
    fn packed(&mut self, head: &Object, content: &[u8]) {
        let first = head.get("First").and_then(Object::integer).and_then(|n| usize::try_from(n).ok());
        let Some(first) = first else { return };
        let mut places = Scanner::new(content.get(..first).unwrap_or_default(), 0);
        let mut next = || places.object(0).as_ref().and_then(Object::integer);
        while let (Some(number), Some(place)) = (next(), next()) {
            let (Ok(number), Ok(place)) = (u32::try_from(number), usize::try_from(place)) else { continue };
            if self.objects.len() >= OBJECTS {
                return;
            }
            let object = first.checked_add(place).and_then(|at| Scanner::new(content, at).object(0));
            self.objects.extend(object.map(|object| (number, object)));
        }
    }

    /// Every string that is no part of a content: properties, titles, remarks, form fields, links.
    fn strings(&self, search: &mut Search) {
        for (_, object) in &self.objects {
            object.each_string(&mut |key, string| {
                let text = font::text_string(string);
                if key == "Author" { search.author(&text) } else { search.texts.push(text) }
            });
        }
    }

    /// The fonts that contents name, by each of their names. The same name may mean another font on another page: then a text
    /// is read by all of them.
    fn fonts(&self) -> BTreeMap<String, Vec<Font>> {
        let all = |number: u32| {
            self.objects.iter().filter(move |(own, _)| *own == number).map(|(_, object)| object)
        };
        let mut by_number: BTreeMap<u32, Vec<&Object>> = BTreeMap::new();
        self.objects.iter().for_each(|(number, object)| by_number.entry(*number).or_default().push(object));
        let resolve = |object: &Object| -> Vec<Object> {
            match object {
                Object::Reference(number) => {
                    by_number.get(number).into_iter().flatten().map(|o| (*o).clone()).collect()
                }
                other => vec![other.clone()],
            }
        };
        let streams: BTreeMap<u32, &[u8]> =
            self.contents.iter().map(|(number, bytes)| (*number, &bytes[..])).collect();
        let mut names: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (_, object) in &self.objects {
            object.each_dictionary(&mut |dictionary| {
                for resource in dictionary.get("Font").map(&resolve).unwrap_or_default() {
                    for (name, font) in resource.entries() {
                        if let Object::Reference(number) = font {
                            names.entry(name.to_owned()).or_default().push(*number);
                        }
                    }
                }
            });
        }
        let mut fonts = BTreeMap::new();
        for (name, mut numbers) in names {
            numbers.sort_unstable();
            numbers.dedup();
            let of_name =
                numbers.into_iter().flat_map(all).map(|font| Font::new(font, &resolve, &streams)).collect();
            fonts.insert(name, of_name);
        }
        fonts
    }
}

/// The number of an object, whose generation stands before `obj`.
fn number_before(bytes: &[u8], end: usize) -> Option<u32> {
    const LONGEST: usize = 24;
    let before = bytes.get(end.saturating_sub(LONGEST)..end)?;
    let mut words = before.rsplit(|b| b.is_ascii_whitespace()).filter(|word| !word.is_empty());
    let _generation: u32 = std::str::from_utf8(words.next()?).ok()?.parse().ok()?;
    let number = words.next()?;
    let digits = number.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    std::str::from_utf8(&number[number.len() - digits..]).ok()?.parse().ok()
}

/// A stream without its filters (7.4); `None` where it is a picture by its filter.
fn unpacked(search: &mut Search, head: &Object, data: &[u8]) -> Result<Option<Vec<u8>>, Unsearchable> {
    let filters = head.get("Filter").or_else(|| head.get("F")).map(Object::names).unwrap_or_default();
    let mut content = data.to_vec();
    for filter in filters {
        content = match filter.as_str() {
            "FlateDecode" | "Fl" => {
                let mut out = Vec::new();
                let mut decoder = ZlibDecoder::new(&content[..]).take(search.left() + 1);
                // Writers leave a few bytes out or add some: what unpacks counts.
                let failed = decoder.read_to_end(&mut out).is_err();
                if failed && out.is_empty() && !content.is_empty() {
                    return Err(Unsearchable::Damaged);
                }
                out
            }
            "ASCIIHexDecode" | "AHx" => object::hexadecimal(&content),
            "ASCII85Decode" | "A85" => object::ascii85(&content),
            "DCTDecode" | "DCT" | "JPXDecode" | "CCITTFaxDecode" | "CCF" | "JBIG2Decode" => return Ok(None),
            "Crypt" => return Err(Unsearchable::Encrypted),
            // LZW and run lengths are of the last century.
            _ => return Err(Unsearchable::Damaged),
        };
        search.spend(content.len())?;
    }
    Ok(Some(content))
}
