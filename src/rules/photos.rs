//! Photographs find their entries by name. Whose name is nobody's is refused without repeating it, for it may hold a
//! name and a date of birth; a classified entry's is set aside with it.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Location, error, text};
use crate::domain::photo::Photo;
use crate::records::choice::nearest;
use crate::records::{Entries, Records};
use crate::world::photo::{shown, unusable};

/// Photographs by the id of their entry.
pub(super) type Photos = BTreeMap<String, Photo>;

/// The endings a photograph may have, in any case.
const ENDINGS: [&str; 3] = ["jpg", "jpeg", "png"];

/// Gives each entry its photograph; what is of an exempt one leaves no trace.
pub(super) fn read(open: &Records, exempt: &Entries, out: &mut Vec<Diagnostic>) -> Photos {
    let mut photos = Photos::new();
    let mut pictures: BTreeMap<[u8; 32], String> = BTreeMap::new();
    for (round, list) in &open.photos {
        for (i, photo) in list.iter().enumerate() {
            let name = photo.path.rsplit_once("/photos/").map_or("", |(_, name)| name);
            let id = name
                .rsplit_once('.')
                .filter(|(_, ending)| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)));
            let id = id.map_or("", |(id, _)| id);
            if open.find(round, id).is_none() {
                let is_exempt = exempt.get(round).into_iter().flatten().any(|entry| *entry.id.value == *id);
                if id.is_empty() || !is_exempt {
                    out.push(nobodys((round, name), i + 1, photo, open));
                }
                continue;
            }
            if let Err(why) = photo.size {
                out.push(unusable(photo, why));
                continue;
            }
            if let Some(first) = pictures.get(&photo.digest).filter(|first| *first != id) {
                out.push(error!(Location::file(&photo.path), "photo-shared",
                    "{id} 和 {first} 的照片是同一个文件", "{id} and {first} have the same photograph";
                    help: "核对两个人的照片", "check whose it is"
                ));
            }
            pictures.insert(photo.digest, id.to_owned());
            if photos.insert(id.to_owned(), photo.clone()).is_some() {
                out.push(error!(Location::file(&photo.path), "photo-twice",
                    "{id} 有两张照片", "{id} has two photographs";
                    help: "只保留一张", "keep one of them"
                ));
            }
        }
    }
    photos
}

/// A photograph whose name is no id of the round. The name is told only where it can be nothing but an id.
fn nobodys((round, name): (&str, &str), number: usize, photo: &Photo, open: &Records) -> Diagnostic {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    let dated = name.as_bytes().windows(6).any(|w| w.iter().all(u8::is_ascii_digit));
    let message = match name.chars().all(plain) && !dated {
        true => {
            text!("“{name}”不是本轮任何记录的照片", "`{name}` is the photograph of no entry of the round")
        }
        false => text!(
            "照片文件夹里按文件名排第{number}的文件，名字不是本轮任何记录的编号（文件名可能含个人信息，这里不显示）",
            "file {number} of the photographs, by name, is named after no entry of the round (the name is not shown)"
        ),
    };
    let ids = open.entries_of(round).iter().map(|entry| &*entry.id.value);
    let stem = name.split('.').next().unwrap_or_default();
    let hint = match nearest(stem, ids) {
        Some(near) => text!("是不是“{near}.jpg”？", "did you mean `{near}.jpg`? "),
        None => String::new(),
    };
    let help = text!(
        "{hint}照片以记录编号命名，扩展名为 .jpg、.jpeg 或 .png，例如 g2025-001.jpg",
        "{hint}Photographs are named by the entry's id, ending in .jpg, .jpeg or .png, such as g2025-001.jpg"
    );
    Diagnostic::error("photo-of-nobody", Location::file(shown(&photo.path)), message)
        .help(help)
        .unless_unread(format!("content/rounds/{round}/"))
}
