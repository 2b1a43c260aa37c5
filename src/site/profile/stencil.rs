//! A page with holes where the texts of an entry go.

use std::collections::BTreeSet;

use super::values::marked;

/// One form of the profiles of a kind, made of a page that has marks for texts.
#[derive(Debug)]
pub(super) struct Stencil {
    /// All that is not a hole.
    print: String,
    holes: Vec<Hole>,
    /// The anchors of the page that are no text's.
    anchors: BTreeSet<String>,
}

#[derive(Debug)]
struct Hole {
    /// Where in the print it is.
    at: usize,
    /// Which text goes there.
    text: usize,
    /// Whether it is an anchor.
    anchor: bool,
}

const ANCHOR: &str = " id=\"";

impl Stencil {
    /// Makes one of a page with marks. `None` where an anchor is made of a mark and something else.
    pub(super) fn new(page: &[u8]) -> Option<Self> {
        let page = std::str::from_utf8(page).ok()?;
        let mut stencil = Stencil { print: String::new(), holes: Vec::new(), anchors: BTreeSet::new() };
        let mut from = 0;
        for (at, c) in page.char_indices() {
            if let Some(text) = marked(c) {
                stencil.print.push_str(&page[from..at]);
                let anchor = page[..at].ends_with(ANCHOR);
                stencil.holes.push(Hole { at: stencil.print.len(), text, anchor });
                from = at + c.len_utf8();
            }
        }
        stencil.print.push_str(&page[from..]);
        for anchor in page.split(ANCHOR).skip(1).filter_map(|rest| rest.split('"').next()) {
            let mut chars = anchor.chars();
            match chars.any(|c| marked(c).is_some()) {
                true if anchor.chars().count() > 1 => return None,
                true => {}
                false => drop(stencil.anchors.insert(anchor.to_owned())),
            }
        }
        Some(stencil)
    }

    /// A page with these texts. `None` where two anchors would be the same or a text would be another as an anchor.
    pub(super) fn cast(&self, texts: &[&str]) -> Option<Vec<u8>> {
        let mut anchors: Vec<&str> = Vec::new();
        let mut out = Vec::with_capacity(self.print.len() + self.holes.len() * 16 + 2048);
        let mut from = 0;
        for hole in &self.holes {
            let text = *texts.get(hole.text)?;
            if hole.anchor {
                let taken = self.anchors.contains(text) || anchors.contains(&text);
                if taken || text.contains(char::is_whitespace) {
                    return None;
                }
                anchors.push(text);
            }
            out.extend_from_slice(&self.print.as_bytes()[from..hole.at]);
            out.extend_from_slice(text.as_bytes());
            from = hole.at;
        }
        out.extend_from_slice(&self.print.as_bytes()[from..]);
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<h1 id=\"\u{E100}\">\u{E100}</h1><h2 id=\"main\">\u{E101}</h2>";

    #[test]
    fn texts_go_where_the_marks_were() {
        let stencil = Stencil::new(PAGE.as_bytes()).unwrap();
        let page = stencil.cast(&["示例一", "示例 二"]).unwrap();
        assert_eq!(
            String::from_utf8(page).unwrap(),
            "<h1 id=\"示例一\">示例一</h1><h2 id=\"main\">示例 二</h2>"
        );
    }

    #[test]
    fn anchors_that_a_template_would_change_are_none() {
        let stencil = Stencil::new(PAGE.as_bytes()).unwrap();
        assert_eq!(stencil.cast(&["示例 一", ""]), None);
        assert_eq!(stencil.cast(&["main", ""]), None);
        assert_eq!(stencil.cast(&["示例一"]), None);
        assert!(Stencil::new("<h1 id=\"第\u{E100}号\">".as_bytes()).is_none());
    }
}
