//! `/search/*.js`: what the script of the search page searches. Each file is a script that hands over one value, for a
//! page opened from a disk may load scripts, but not read files.

use crate::pages::search::SearchData;

/// A piece of the data as its file.
pub fn bytes(SearchData { name, data }: &SearchData) -> Vec<u8> {
    format!("gongshi.piece({name:?}, {data});\n").into_bytes()
}
