//! What is filled in by hand.

/// Room for a name.
pub(super) const BLANK: &str = "＿＿＿＿＿＿＿＿";
/// A date to be filled in.
pub(super) const DATE: &str = "＿＿＿＿年＿＿月＿＿日";
/// A line as wide as the text: 28 characters without the two of the indent, and one to spare.
const LINE: &str = "＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿";

/// Something to be filled in, in one line.
pub(super) fn blank(label: &str) -> String {
    format!("{label}：{BLANK}")
}

/// Something to be filled in that takes several lines, as paragraphs.
pub(super) fn lines(label: &str, count: usize) -> Vec<String> {
    std::iter::once(format!("{label}：")).chain((0..count).map(|_| LINE.to_owned())).collect()
}
