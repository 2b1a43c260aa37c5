//! Plates of vehicles behind the label that says so (GA 36-2018): 京A·00000, 沪AD00000.

use super::context::Context;
use super::finding::{Finding, Verdict};
use super::numbers::Hit;

/// The province that a plate begins with.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// The plate that stands at a place.
pub(super) fn judge(context: &Context<'_>, at: usize) -> Option<Hit> {
    let mut rest = context.rest(at).chars();
    if !PROVINCES.contains(rest.next()?) || !rest.next()?.is_ascii_alphabetic() {
        return None;
    }
    let own = rest.as_str();
    let signs = own.len() - own.trim_start_matches([' ', '·', '-', '.']).len();
    let length = own[signs..].bytes().take(8).take_while(u8::is_ascii_alphanumeric).count();
    let digits = own[signs..signs + length].bytes().filter(u8::is_ascii_digit).count();
    let end = at + context.rest(at).len() - own.len() + signs + length;
    (matches!(length, 5 | 6) && digits > 1).then_some((at..end, Finding::Plate, Verdict::Refuse))
}
