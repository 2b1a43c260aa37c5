//! The compressed forms of a file, for web servers that send them as they are (`gzip_static`, `brotli_static`).

use std::io::Write;

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, GzBuilder};

/// Files smaller than this gain nothing.
const LEAST: usize = 512;
/// Brotli's effort, of 11: the last two steps take eight times as long for 3 %.
const EFFORT: i32 = 9;
/// What text is called here; pictures are compressed already.
const TEXT: [&str; 9] = ["html", "css", "js", "json", "md", "csv", "xml", "ics", "svg"];

/// The paths that the forms of a file have, whether it has them or not.
pub(super) fn paths(path: &str) -> [String; 2] {
    ["gz", "br"].map(|name| format!("{path}.{name}"))
}

/// The forms of a file that are smaller than itself, with their paths. The same bytes give the same forms.
pub(super) fn forms(path: &str, bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    if bytes.len() < LEAST || !TEXT.contains(&ending) {
        return Vec::new();
    }
    let forms = paths(path).into_iter().zip([gzip(bytes), brotli(bytes)]);
    let smaller = forms.filter_map(|(path, form)| Some((path, form?)));
    smaller.filter(|(_, form)| form.len() < bytes.len()).collect()
}

/// Without a name or a time in its head, which would make it differ from one build to the next.
fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut writer = GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Compression::best());
    writer.write_all(bytes).ok()?;
    writer.finish().ok()
}

fn brotli(bytes: &[u8]) -> Option<Vec<u8>> {
    let parameters = BrotliEncoderParams { quality: EFFORT, size_hint: bytes.len(), ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters).ok()?;
    Some(out)
}
