//! 照片: the size of the photograph that the form asks for.

use super::Scope;
use super::findings::Findings;
use super::kind::{Kind, Requirement};
use super::parameter::{Named, rule};
use crate::diagnostic::{Location, text};

const WIDTH: Named = (("width", "宽"), "像素");
const HEIGHT: Named = (("height", "高"), "像素");

rule! {
    /// The photograph has this size in pixels.
    PhotoSize("photo", "照片") {
        width: u32 = WIDTH,
        height: u32 = HEIGHT,
    }
}

pub(super) const KIND: Kind = Kind::new::<PhotoSize>();

impl Requirement for PhotoSize {
    fn statement(&self) -> String {
        let PhotoSize { width, height } = self;
        text!("照片宽{width}像素、高{height}像素", "photograph: {width} × {height} pixels")
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        let PhotoSize { width, height } = *self;
        for candidate in &scope.candidates.list {
            let photo = scope.case.photos.get(&*candidate.id.value);
            let Some((photo, (wide, high))) = photo.and_then(|p| Some((p, p.size.ok()?))) else {
                findings.lacks(candidate);
                continue;
            };
            if (wide, high) != (width, height) {
                let label = candidate.label();
                findings.broken(
                    candidate,
                    &Location::file(&photo.path),
                    text!(
                        "{label}：照片宽{wide}像素、高{high}像素，应为宽{width}、高{height}",
                        "{label}: the photograph has {wide} × {high} pixels, not {width} × {height}"
                    ),
                    text!("按规定的尺寸裁剪后重新保存", "crop it to that size and save it again"),
                );
            }
        }
    }
}
