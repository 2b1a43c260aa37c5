//! Photographs from the office's folder to the profile: upright, of the right size, without what a camera wrote beside
//! the pixels; refused where nobody's, and never by a name that tells a date of birth.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use crate::support::html::attribute;
use crate::support::sample::{ENGINEERS_FILE, RESULT, ROUND_FILE, SITE_FILE};
use crate::support::{Diagnostic, Project};

const PHOTOS: &str = "content/rounds/2025/photos";
const MINE: &str = "content/rounds/2025/photos/g2025-001.jpg";
const PLAN: &str = "content/programmes/plan.yaml";

/// A picture whose upper left quarter is dark, so that it is seen which way is up.
fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let dark = |x, y| x < width / 2 && y < height / 2;
    let image =
        RgbImage::from_fn(width, height, |x, y| if dark(x, y) { Rgb([10, 20, 30]) } else { Rgb([240; 3]) });
    let mut out = Cursor::new(Vec::new());
    DynamicImage::from(image).write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// A JPEG with a camera's notes: how it was held, and words that must not go out.
fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0".to_vec();
    exif.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]);
    exif.extend(b"GPS 39.9N 116.4E secret-camera");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, &exif, &jpeg[2..]].concat()
}

fn with_photo(path: &str, bytes: &[u8]) -> Project {
    let project = Project::sample();
    project.write(path, bytes);
    project
}

fn published(project: &Project, path: &str) -> RgbImage {
    let bytes = project.public().remove(path).unwrap_or_else(|| panic!("no {path}"));
    assert_eq!(image::guess_format(&bytes).unwrap(), ImageFormat::Jpeg);
    image::load_from_memory(&bytes).unwrap().to_rgb8()
}

fn codes(project: &Project) -> Vec<(String, String)> {
    project.diagnostics().into_iter().map(|d| (d.code, d.severity)).collect()
}

/// A decoder fills what is missing with grey.
#[test]
fn a_photograph_that_breaks_off_is_refused() {
    for (path, format) in
        [(MINE.to_owned(), ImageFormat::Jpeg), (format!("{PHOTOS}/g2025-001.png"), ImageFormat::Png)]
    {
        let whole = picture(300, 400, format);
        for length in [whole.len() / 2, whole.len() * 9 / 10, whole.len() - 2] {
            let project = with_photo(&path, &whole[..length]);
            let found = codes(&project);
            assert_eq!(found, [("photo-unusable".to_owned(), "error".to_owned())], "{format:?} {length}");
        }
        assert_eq!(codes(&with_photo(&path, &whole)), []);
    }
}

#[test]
fn a_photograph_stands_on_the_profile_with_its_size_and_a_text_for_who_does_not_see_it() {
    for (ending, format) in
        [("jpg", ImageFormat::Jpeg), ("jpeg", ImageFormat::Jpeg), ("PNG", ImageFormat::Png)]
    {
        let project = with_photo(&format!("{PHOTOS}/g2025-001.{ending}"), &picture(768, 1024, format));
        project.write(&format!("{PHOTOS}/t2025-001.jpg"), picture(300, 200, ImageFormat::Jpeg));
        project.build();
        assert_eq!(published(&project, "engineers/g2025-001.jpg").dimensions(), (768, 1024));
        assert_eq!(published(&project, "teams/t2025-001.jpg").dimensions(), (300, 200));
        let page = project.page("engineers/g2025-001.html");
        let of = |name: &str| {
            let mut all = attribute(&page, name).into_iter().filter(|(on, _)| on == "img");
            all.next().map(|(_, value)| value).unwrap_or_default()
        };
        assert_eq!(
            [of("src"), of("alt"), of("width"), of("height")],
            ["../engineers/g2025-001.jpg", "王一鸣的照片", "768", "1024"]
        );
        assert!(!project.page("engineers/g2025-002.html").contains("g2025-002.jpg"));
        // Among the government labels too, where they are on.
        let label =
            "<meta name=\"Image\" content=\"https://www.example.org.cn/gongshi/engineers/g2025-001.jpg\">";
        assert!(!page.contains("name=\"Image\""));
        project.edit(SITE_FILE, "objection:", "labels: { government: true }\nobjection:");
        project.build();
        assert!(project.page("engineers/g2025-001.html").contains(label));
        assert!(!project.page("engineers/g2025-002.html").contains("name=\"Image\""));
    }
}

#[test]
fn nothing_but_the_pixels_goes_out_and_what_is_up_is_up() {
    let jpeg = picture(200, 100, ImageFormat::Jpeg);
    // 6: the camera was turned; upright it is 100 wide, and the dark quarter is at the upper right.
    for (orientation, size, dark) in
        [(1, (200, 100), (20, 20)), (6, (100, 200), (80, 20)), (3, (200, 100), (180, 80))]
    {
        let bytes = with_exif(&jpeg, orientation);
        assert!(bytes.windows(6).any(|w| w == b"secret"));
        let project = with_photo(MINE, &bytes);
        project.build();
        let shown = published(&project, "engineers/g2025-001.jpg");
        assert_eq!(shown.dimensions(), size, "{orientation}");
        assert!(shown.get_pixel(dark.0, dark.1).0[0] < 60, "{orientation}");
        let out = project.public().remove("engineers/g2025-001.jpg").unwrap();
        for word in [&b"Exif"[..], b"secret", b"GPS"] {
            assert!(!out.windows(word.len()).any(|w| w == word), "{}", String::from_utf8_lossy(word));
        }
        let width = format!("width=\"{}\"", size.0);
        assert!(project.page("engineers/g2025-001.html").contains(&width));
    }
}

#[test]
fn another_photograph_takes_the_place_of_one_that_was_built() {
    let jpeg = picture(60, 80, ImageFormat::Jpeg);
    let project = with_photo(MINE, &jpeg);
    project.succeed(&["build"]);
    let first = project.public();
    // As large as the one before, and the other way up: the text of the page stays, the picture does not.
    project.write(MINE, with_exif(&jpeg, 3));
    project.succeed(&["build"]);
    let second = project.public();
    let path = "engineers/g2025-001.html";
    assert_eq!(first.get(path), second.get(path));
    let corner = |x, y| published(&project, "engineers/g2025-001.jpg").get_pixel(x, y).0[0];
    assert!(corner(5, 5) > 200 && corner(55, 75) < 60, "{} {}", corner(5, 5), corner(55, 75));
}

#[test]
fn a_large_one_is_made_smaller_and_what_shines_through_is_white() {
    let project = with_photo(MINE, &picture(2000, 1000, ImageFormat::Jpeg));
    let clear = RgbaImage::from_pixel(50, 60, Rgba([0, 0, 0, 0]));
    let mut png = Cursor::new(Vec::new());
    DynamicImage::from(clear).write_to(&mut png, ImageFormat::Png).unwrap();
    project.write(&format!("{PHOTOS}/g2025-002.png"), png.into_inner());
    project.build();
    assert_eq!(published(&project, "engineers/g2025-001.jpg").dimensions(), (768, 384));
    assert!(published(&project, "engineers/g2025-002.jpg").get_pixel(25, 30).0.iter().all(|c| *c > 250));
    // The same files give the same bytes.
    let again = project.public();
    project.build();
    assert!(project.public() == again);
}

#[test]
fn the_rule_of_the_form_is_kept_to_the_pixel() {
    let rule = "rules:\n  - { rule: photo, width: 768, height: 1024, source: { document: measures, article: 第九条 } }\n";
    for (width, height, fits) in [(768, 1024, true), (1024, 768, false), (767, 1024, false)] {
        let project = with_photo(MINE, &picture(width, height, ImageFormat::Jpeg));
        project.write(PLAN, project.read(PLAN) + rule);
        let found = project.diagnostics();
        let notes = found.iter().filter(|d| d.code == "rule-not-checked" && d.message.contains("2条记录"));
        assert_eq!(notes.count(), 1, "who has none is not checked: {found:#?}");
        let broken: Vec<_> = found.iter().filter(|d| d.code == "rule-broken").collect();
        assert_eq!(broken.is_empty(), fits, "{broken:#?}");
        if let [broken] = broken.as_slice() {
            assert!(broken.file == MINE && broken.help.contains("第九条"), "{broken:#?}");
            assert!(
                broken.message.contains("王一鸣") && broken.message.contains("宽768、高1024"),
                "{broken:#?}"
            );
        }
    }
}

#[test]
fn what_is_no_photograph_or_nobodys_is_refused() {
    let jpeg = picture(30, 40, ImageFormat::Jpeg);
    let one = |path: &str, bytes: &[u8]| -> Diagnostic { with_photo(path, bytes).only_diagnostic() };
    assert_eq!(one(MINE, b"GIF89a").code, "photo-unusable");
    assert_eq!(one(MINE, &picture(6000, 5000, ImageFormat::Png)).code, "photo-unusable");
    let unknown = one(&format!("{PHOTOS}/g2025-01.jpg"), &jpeg);
    assert!(unknown.code == "photo-of-nobody" && unknown.help.contains("g2025-001.jpg"), "{unknown:#?}");
    assert_eq!(one(&format!("{PHOTOS}/g2025-001.gif"), &jpeg).code, "photo-of-nobody");
    assert_eq!(one(&format!("{PHOTOS}/more/g2025-001.jpg"), &jpeg).code, "photo-of-nobody");
    // Half a picture reads at first, and does not when it is drawn.
    let broken = with_photo(MINE, &picture(600, 800, ImageFormat::Png)[..600]);
    assert_eq!(broken.only_diagnostic().code, "photo-unusable");
    assert_eq!(broken.run(&["build"]).code, 1);
    assert!(!broken.path("public").exists());
}

#[test]
fn a_name_that_tells_a_date_of_birth_is_never_repeated() {
    for name in ["王一鸣+19850302.jpg", "王一鸣+19850302.gif", "g19850302.jpg", "旧/王一鸣+19850302.jpg"]
    {
        let project = with_photo(&format!("{PHOTOS}/{name}"), &picture(30, 40, ImageFormat::Jpeg));
        for args in [&["check"][..], &["--json", "check"], &["build"], &["status"], &["generate"]] {
            let run = project.run(args);
            assert_eq!(run.code, 1, "{name} {args:?}");
            let said = run.stdout + &run.stderr;
            assert!(said.contains("photo-of-nobody"), "{said}");
            assert!(!said.contains("19850302") && !said.contains("王一鸣"), "{said}");
        }
    }
}

#[test]
fn one_entry_has_one_photograph_and_two_people_not_the_same() {
    let project = with_photo(MINE, &picture(30, 40, ImageFormat::Jpeg));
    project.write(&format!("{PHOTOS}/g2025-001.png"), picture(30, 40, ImageFormat::Png));
    assert_eq!(codes(&project), [("photo-twice".to_owned(), "error".to_owned())]);
    project.remove(&format!("{PHOTOS}/g2025-001.png"));
    project.write(&format!("{PHOTOS}/g2025-002.jpg"), picture(30, 40, ImageFormat::Jpeg));
    assert_eq!(codes(&project), [("photo-shared".to_owned(), "error".to_owned())]);
}

#[test]
fn who_is_no_longer_listed_is_no_longer_shown() {
    let project = with_photo(&format!("{PHOTOS}/g2025-003.jpg"), &picture(30, 40, ImageFormat::Jpeg));
    project.build();
    assert!(project.public().contains_key("engineers/g2025-003.jpg"));
    let project = project.at("2025-09-16");
    project.write(ROUND_FILE, project.read(ROUND_FILE) + RESULT);
    project.build();
    assert!(!project.public().contains_key("engineers/g2025-003.jpg"));
    assert!(!project.page("engineers/g2025-003.html").contains("g2025-003.jpg"));
}

#[test]
fn a_classified_entrys_photograph_leaves_no_trace() {
    let project = with_photo(&format!("{PHOTOS}/a-000.jpg"), &picture(30, 40, ImageFormat::Jpeg));
    // The same file as someone's who is shown: not even that is said.
    project.write(MINE, picture(30, 40, ImageFormat::Jpeg));
    let rule = "rules:\n  - { rule: classified, allowed: exempt, source: { document: measures, article: 第九条 } }\n";
    project.write(PLAN, project.read(PLAN) + rule);
    let record = "- { id: a-000, programme: plan, name: 丁暗某, unit: 密单位, field: 人工智能, recommender: 某, classified: true }\n";
    project.write(ENGINEERS_FILE, record.to_owned() + &project.read(ENGINEERS_FILE));
    let run = project.succeed(&["-v", "check"]);
    assert!(!(run.stdout + &run.stderr).contains("a-000"));
    project.build();
    assert!(project.public().into_iter().all(|(path, bytes)| {
        !path.contains("a-000") && !String::from_utf8_lossy(&bytes).contains("a-000")
    }));
}
