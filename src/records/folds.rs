//! Lines of a value that YAML folds into one: between two Chinese characters the break is no space.

use std::borrow::Cow;

use serde_yaml::granit_parser::ScalarStyle;

use crate::world::text::is_wide;

/// What a value on several lines says, with the break between two wide characters as nothing and not as the space that
/// YAML makes of it. `source` is the value as it stands in the file.
pub(super) fn joined<'t>(source: &str, style: ScalarStyle, value: Cow<'t, str>) -> Cow<'t, str> {
    let lines = typed_lines(source, style);
    if lines.len() < 2 {
        return value;
    }
    let mut spaces = Vec::new();
    let mut at = 0;
    let mut before: Option<(&Cow<'_, str>, usize)> = None;
    for line in &lines {
        // A line that is not found as it was typed is left as YAML has it, and so is what follows.
        let Some(start) = value[at..].find(&**line).map(|i| at + i) else { break };
        if let Some((last, end)) = before
            && value[end..start] == *" "
            && last.ends_with(is_wide)
            && line.starts_with(is_wide)
        {
            spaces.push(end);
        }
        at = start + line.len();
        before = Some((line, at));
    }
    if spaces.is_empty() {
        return value;
    }
    let kept = value.char_indices().filter(|(i, _)| spaces.binary_search(i).is_err());
    Cow::Owned(kept.map(|(_, character)| character).collect())
}

/// Whether a value was typed on several lines.
pub(super) fn is_wrapped(source: &str, style: ScalarStyle) -> bool {
    source.contains('\n') && typed_lines(source, style).len() > 1
}

/// The lines of a value that hold text, as far as they mean what they say; none for a block that keeps its breaks.
fn typed_lines(source: &str, style: ScalarStyle) -> Vec<Cow<'_, str>> {
    let inside = match style {
        ScalarStyle::Plain | ScalarStyle::Folded => source,
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
            source.trim().trim_start_matches(['\'', '"']).trim_end_matches(['\'', '"'])
        }
        ScalarStyle::Literal => return Vec::new(),
    };
    let lines = inside.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| match style {
            ScalarStyle::SingleQuoted => line.replace("''", "'").into(),
            ScalarStyle::DoubleQuoted => line.replace("\\\"", "\"").replace("\\\\", "\\").into(),
            _ => Cow::Borrowed(line),
        })
        .collect()
}
