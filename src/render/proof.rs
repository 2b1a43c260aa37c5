//! The proof (送审稿): what would be published next, in one file that needs no other, with what whoever approves has to
//! know.

use std::fmt::Write;

use super::inline::{self, Editor};
use super::theme::Theme;
use pulldown_cmark_escape::escape_html;

/// What a proof shows.
#[derive(Debug)]
pub struct Proof<'a> {
    /// The round's title.
    pub title: &'a str,
    /// The site's address, for links.
    pub base_url: &'a str,
    /// The notices.
    pub notices: Vec<ProofNotice<'a>>,
    /// What whoever approves has to know: a heading, and its lines.
    pub remarks: Vec<(&'static str, Vec<String>)>,
    /// Every digest of the approval.
    pub digests: Vec<String>,
}

/// A notice of a proof.
#[derive(Debug)]
pub struct ProofNotice<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its Markdown.
    pub body: &'a str,
    /// What is said of it above the text.
    pub heading: String,
}

/// Behind the text on the screen, and on every printed page. Nothing else loads: no script runs, nothing is fetched.
const STYLE: &str = "body{max-width:56rem;margin:0 auto;padding:1rem;background:#fff;color:#222}
body::before{content:\"送审稿\";position:fixed;inset:0;display:flex;align-items:center;justify-content:center;font-size:9rem;font-weight:bold;color:#b00020;opacity:.1;transform:rotate(-30deg);pointer-events:none;z-index:9}
.proof-note{border:1px solid #b00020;padding:.5rem 1rem;margin:1rem 0}
.proof-notice{border-top:2px solid #b00020;margin-top:2rem;padding-top:1rem}
code{overflow-wrap:anywhere}
@media print{.proof-notice{break-before:page}}";

/// The file.
pub fn page(proof: &Proof<'_>, theme: &Theme) -> String {
    let title = format!("送审稿：{}", proof.title);
    let mut out = String::from("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'; connect-src 'none'; object-src 'none'; frame-src 'none'; img-src data:; font-src data:\">\n");
    let _ = writeln!(out, "<title>{}</title>", escaped(&title));
    let sheets = theme.statics.iter().filter(|(name, _)| name.ends_with(".css"));
    for (_, bytes) in sheets {
        let _ = writeln!(out, "<style>{}</style>", style(&String::from_utf8_lossy(bytes)));
    }
    let _ = writeln!(out, "<style>{STYLE}</style>\n</head>\n<body>\n<main>");
    let _ = writeln!(out, "<h1>{}</h1>", escaped(&title));
    out.push_str("<p class=\"proof-note\">送审稿，不是公告，不得公开。审定的是下面各份公告的文字；文字改动一处，审定即失效。</p>\n");
    for notice in &proof.notices {
        let _ = write!(
            out,
            "<section class=\"proof-notice\">\n<p class=\"proof-note\">{}</p>\n",
            escaped(&notice.heading)
        );
        let _ =
            writeln!(out, "<article class=\"document\">\n<h1 class=\"title\">{}</h1>", escaped(notice.title));
        out.push_str(&inline::of_markdown(notice.body, proof.base_url, Editor::Wechat));
        out.push_str("</article>\n</section>\n");
    }
    out.push_str("<section class=\"proof-notice\">\n<h2>审定时请注意</h2>\n");
    for (heading, lines) in &proof.remarks {
        let _ = writeln!(out, "<h3>{}</h3>", escaped(heading));
        let none = "无".to_owned();
        let lines = if lines.is_empty() { std::slice::from_ref(&none) } else { lines };
        let items: Vec<String> = lines.iter().map(|line| format!("<li>{}</li>\n", escaped(line))).collect();
        let _ = writeln!(out, "<ul>\n{}</ul>", items.concat());
    }
    let digests: Vec<String> = proof.digests.iter().map(|digest| format!("    - {digest}\n")).collect();
    let snippet = format!(
        "approved:\n  digest:\n{}  by: 签发人姓名\n  on: 签发日期，如 2025-09-01\n",
        digests.concat()
    );
    let _ = writeln!(
        out,
        "<h2>审定签发</h2>\n<p>同意发布的，由拟稿人以外的人签发，并在这一轮的 round.yaml 里写：</p>\n<pre><code>{}</code></pre>",
        escaped(&snippet)
    );
    out.push_str("<p>签发人：＿＿＿＿＿＿＿＿　日期：＿＿＿＿年＿＿月＿＿日</p>\n</section>\n</main>\n</body>\n</html>\n");
    out
}

/// A style sheet that ends only where its element does, and imports nothing.
fn style(css: &str) -> String {
    css.replace("</", "<\\/").replace("@import", "@-import")
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    // A String takes everything.
    let _ = escape_html(&mut out, text);
    out
}
