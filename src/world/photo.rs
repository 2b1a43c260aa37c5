//! Photographs: known by digest and size from the first reading, held only while one is rendered.
//!
//! What is published is drawn anew from the pixels, so that nothing a camera wrote beside them goes out.

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};
use sha2::{Digest, Sha256};

use super::{jpeg, limits};
use crate::diagnostic::{Diagnostic, Location, text};
use crate::domain::photo::{Photo, Unusable};

/// What a PNG ends with: an empty chunk and its checksum (ISO/IEC 15948).
const PNG_END: &[u8] = b"IEND\xAE\x42\x60\x82";
/// Quality of the published JPEG, of 100.
const QUALITY: u8 = 85;

/// Whether a path is that of a photograph: below `content/rounds/<id>/photos/`.
pub fn is_photo(path: &str) -> bool {
    matches!(path.split('/').collect::<Vec<_>>().as_slice(), ["content", "rounds", _, "photos", _, ..])
}

/// The path as messages may show it: photographs are often named 姓名+出生日期.
pub fn shown(path: &str) -> &str {
    match path.find("/photos/") {
        Some(at) if is_photo(path) => &path[..at + "/photos".len()],
        _ => path,
    }
}

/// What is known of a photograph from its bytes.
pub(super) fn examine(root: &Path, path: &Arc<str>, bytes: &[u8]) -> Photo {
    let size = match u64::try_from(bytes.len()) {
        Ok(length) if length <= limits::PHOTO_BYTES => size(bytes),
        _ => Err(Unusable::TooManyBytes),
    };
    Photo { root: root.into(), path: path.clone(), digest: Sha256::digest(bytes).into(), size }
}

/// A photograph as it is published, from the bytes of its file: upright, not larger than the form asks for, a JPEG
/// without metadata. The same file gives the same bytes.
///
/// # Errors
/// `photo-unusable` where the pixels do not decode.
pub(super) fn published(photo: &Photo, bytes: &[u8]) -> Result<Vec<u8>, Diagnostic> {
    let image = upright(bytes).ok_or_else(|| unusable(photo, Unusable::NotAPicture))?;
    let (width, height) = photo.published_size();
    let mut pixels = on_white(&image);
    if pixels.dimensions() != (width, height) {
        pixels = image::imageops::resize(&pixels, width, height, FilterType::Triangle);
    }
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, QUALITY)
        .encode_image(&pixels)
        .map_err(|_| unusable(photo, Unusable::NotAPicture))?;
    Ok(out)
}

/// Says why the photograph of an entry cannot be used, and what to do.
pub fn unusable(photo: &Photo, why: Unusable) -> Diagnostic {
    let (bytes, pixels) = (limits::PHOTO_BYTES / 1024 / 1024, limits::PHOTO_PIXELS / 1_000_000);
    let message = match why {
        Unusable::TooManyBytes => text!("照片超过{bytes} MiB", "the photograph is larger than {bytes} MiB"),
        Unusable::TooManyPixels => {
            text!("照片超过{pixels}百万像素", "the photograph has more than {pixels} megapixels")
        }
        Unusable::NotAPicture => text!(
            "这不是可用的照片：文件已损坏，或不是 JPEG、PNG",
            "this is no usable photograph: broken, or neither JPEG nor PNG"
        ),
    };
    let help = text!(
        "用看图软件打开，另存为 JPEG（只改文件名不会改变格式）",
        "open it in a picture viewer and save it as JPEG; a new name alone does not change the format"
    );
    Diagnostic::error("photo-unusable", Location::file(&photo.path), message).help(help)
}

fn bounds() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(limits::PHOTO_PIXELS * 8);
    limits
}

fn decoder(bytes: &[u8]) -> Option<(Box<dyn ImageDecoder + '_>, Orientation)> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    if !matches!(reader.format(), Some(ImageFormat::Jpeg | ImageFormat::Png)) {
        return None;
    }
    let mut decoder = reader.into_decoder().ok()?;
    // Cameras write how they were held; where that does not read, the picture is taken as it is.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Some((Box::new(decoder), orientation))
}

fn upright(bytes: &[u8]) -> Option<DynamicImage> {
    let (mut decoder, orientation) = decoder(bytes)?;
    decoder.set_limits(bounds()).ok()?;
    let mut image = DynamicImage::from_decoder(decoder).ok()?;
    image.apply_orientation(orientation);
    Some(image)
}

fn size(bytes: &[u8]) -> Result<(u32, u32), Unusable> {
    let (decoder, orientation) = decoder(bytes).ok_or(Unusable::NotAPicture)?;
    // One that was cut off would be grey from there on.
    let is_whole = match bytes.starts_with(&[0xFF, 0xD8]) {
        true => jpeg::parts(bytes).is_some(),
        false => memchr::memmem::rfind(bytes, PNG_END).is_some(),
    };
    if !is_whole {
        return Err(Unusable::NotAPicture);
    }
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > limits::PHOTO_PIXELS {
        return Err(Unusable::TooManyPixels);
    }
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    let lies = matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH);
    Ok(if lies { (height, width) } else { (width, height) })
}

/// JPEG knows no transparency: what shines through is white, as the form asks.
fn on_white(image: &DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.to_rgb8();
    }
    let source = image.to_rgba8();
    RgbImage::from_fn(source.width(), source.height(), |x, y| {
        let [r, g, b, a] = source.get_pixel(x, y).0.map(u32::from);
        let over = |c: u32| u8::try_from((c * a + 255 * (255 - a)) / 255).unwrap_or(255);
        Rgb([over(r), over(g), over(b)])
    })
}
