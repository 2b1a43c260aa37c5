//! `sitemap.xml` (sitemaps.org 0.9) and `robots.txt`.

use super::xml::{document, text};
use crate::domain::office::Office;

/// The most addresses one sitemap may have, by the protocol. A site with more has `sitemap-1.xml` and so on, and
/// `sitemap.xml` lists those.
pub const MOST: usize = 50_000;

const SPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

/// How many sitemaps so many addresses need beside the one that lists them; none where one has room for all.
pub fn parts(addresses: usize) -> usize {
    if addresses > MOST { addresses.div_ceil(MOST) } else { 0 }
}

/// `sitemap.xml`: every page, or every part.
pub fn whole(base: &str, addresses: &[String]) -> Vec<u8> {
    match parts(addresses.len()) {
        0 => pages(base, addresses),
        parts => index(base, parts),
    }
}

/// `sitemap-<n>.xml`, `n` from 1.
pub fn part(base: &str, addresses: &[String], n: usize) -> Vec<u8> {
    pages(base, addresses.chunks(MOST).nth(n.saturating_sub(1)).unwrap_or_default())
}

/// Addresses are encoded once: ids and paths are ASCII, and the base address is checked to be.
fn pages(base: &str, addresses: &[String]) -> Vec<u8> {
    document(|xml| {
        xml.create_element("urlset").with_attribute(SPACE).write_inner_content(|xml| {
            for path in addresses {
                let path = if path == "index.html" { "" } else { path };
                let url = format!("{base}{path}");
                xml.create_element("url").write_inner_content(|xml| text(xml, "loc", &url))?;
            }
            Ok(())
        })?;
        Ok(())
    })
}

fn index(base: &str, parts: usize) -> Vec<u8> {
    document(|xml| {
        xml.create_element("sitemapindex").with_attribute(SPACE).write_inner_content(|xml| {
            for n in 1..=parts {
                let url = format!("{base}sitemap-{n}.xml");
                xml.create_element("sitemap").write_inner_content(|xml| text(xml, "loc", &url))?;
            }
            Ok(())
        })?;
        Ok(())
    })
}

/// Everything may be read; the sitemap says what there is. Of a sample nothing is to be listed.
pub fn robots(office: &Office) -> Vec<u8> {
    let rule = if office.is_sample() { "Disallow" } else { "Allow" };
    format!("User-agent: *\n{rule}: /\nSitemap: {}sitemap.xml\n", office.base_url).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sitemap_is_split_where_the_protocol_says() {
        assert_eq!([1, MOST, MOST + 1, 2 * MOST, 2 * MOST + 1].map(parts), [0, 0, 2, 2, 3]);
    }
}
