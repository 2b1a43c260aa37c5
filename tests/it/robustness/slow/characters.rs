//! Each character that hides, reorders or means nothing, in each place where it may be typed.

use crate::robustness::{authored, edited, refused};
use crate::support::sample::{ENGINEERS_FILE, PAGE_FILE};

/// As they are, as YAML writes them between quotation marks, and as Markdown writes them.
#[test]
fn characters_that_hide_reorder_or_mean_nothing_are_refused() {
    let forbidden = "\u{0}\u{1}\r\u{7F}\u{85}\u{200B}\u{200E}\u{202A}\u{202E}\u{2066}\u{2069}\u{2028}\u{AD}\u{E001}\u{FFFE}\u{F0000}\u{E0041}";
    for c in forbidden.chars() {
        let code = u32::from(c);
        for text in [format!("李{c}明"), format!("\"李\\U{code:08X}明\"")] {
            let found = refused(
                &edited(ENGINEERS_FILE, "name: 李明", &format!("name: {text}")),
                "forbidden-character",
            );
            assert_eq!((found.file.as_str(), found.line), (ENGINEERS_FILE, 20), "{text:?}");
            assert!(found.message.contains(&format!("U+{code:04X}")), "{found:#?}");
        }
        let mut pages = vec![format!("甲{c}乙")];
        // HTML has no reference for NUL and reads those of U+0080 to U+009F otherwise.
        if code > 0 && code != 0x85 {
            pages.extend([
                format!("甲&#{code};乙"),
                format!("[甲](index.html \"乙&#x{code:X};\")"),
                format!("[甲](https://example.org/&#x{code:X};)"),
            ]);
        }
        for page in pages {
            let found = refused(&authored(&page), "forbidden-character");
            assert_eq!((found.file.as_str(), found.line), (PAGE_FILE, 5), "{page:?}");
        }
    }
    let key = edited(ENGINEERS_FILE, "  name: 李明", "  \"na\\u200Bme\": 李明");
    refused(&key, "forbidden-character");
}
