//! The register → Markdown pages: profiles, notices, authored pages.
//!
//! Each generated page is real Markdown with front matter, made by the theme's templates in `markdown/` from the
//! values in [`view`]; record text arrives as text, whatever characters it has.

pub mod escape;
pub mod front;
pub mod given;
pub mod notice;
pub mod profile;
pub mod removed;
pub mod theme;
pub mod view;

pub use front::Page;
pub use given::Given;
pub use theme::Theme;
