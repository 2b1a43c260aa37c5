//! What the preview adds to a page: the problems, and the script that reloads it. Never part of an edition.

use std::fmt::Write;

use super::Problem;
use crate::diagnostic::{Severity, text};

/// Where the preview's own files are.
pub(super) const STYLE: &str = "/__gongshi/preview.css";
pub(super) const SCRIPT: &str = "/__gongshi/reload.js";
pub(super) const WAIT: &str = "/__gongshi/wait";

/// Waits for the next version and loads the page again; a server that is gone is asked again every second.
pub(super) const SCRIPT_TEXT: &str = r#"(async () => {
  let known = null;
  for (;;) {
    try {
      const answer = await fetch("/__gongshi/wait?since=" + (known ?? ""));
      const version = await answer.text();
      if (known !== null && version !== known) { location.reload(); return; }
      known = version;
    } catch {
      await new Promise((done) => setTimeout(done, 1000));
    }
  }
})();
"#;

pub(super) const STYLE_TEXT: &str = r"#gongshi-bar { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; padding: 6px 20px;
  background: #fff3c4; color: #222; border-bottom: 2px solid #8a5a00; font: 15px/1.6 sans-serif; }
#gongshi-bar ul { display: flex; flex-wrap: wrap; gap: 4px 14px; margin: 0; padding: 0; list-style: none; }
#gongshi-bar a { color: #6b4600; }
#gongshi-bar a[aria-current] { font-weight: bold; text-decoration: none; }
@media print { #gongshi-bar, #gongshi-problems { display: none; } }
#gongshi-problems { position: fixed; inset: auto 0 0 0; max-height: 60vh; overflow: auto; z-index: 99;
  background: #fff8f6; color: #222; border-top: 4px solid #b3261e; padding: 12px 20px; font: 15px/1.6 sans-serif; }
body:has(> .full) { margin: 0; background: #fff8f6; }
#gongshi-problems.full { position: static; max-height: none; padding: 24px max(20px, 50vw - 440px); }
#gongshi-problems h2 { font-size: 20px; margin: 0 0 12px; color: #b3261e; }
#gongshi-problems ol { margin: 0; padding-left: 1.5em; }
#gongshi-problems li { margin-bottom: 12px; }
#gongshi-problems pre { background: #f1ebe9; padding: 6px 10px; margin: 4px 0; overflow-x: auto; font: 14px/1.5 monospace; }
#gongshi-problems .warning b { color: #8a5a00; }
#gongshi-problems small { color: #555; }
";

/// Adds the bar, the panel and the script to a page.
pub(super) fn decorate(page: &mut Vec<u8>, bar: &str, problems: &[Problem]) {
    let errors = problems.iter().any(|p| p.diagnostic.severity == Severity::Error);
    let panel = if errors { list(problems, "") } else { String::new() };
    let extra =
        format!("<link rel=\"stylesheet\" href=\"{STYLE}\">{panel}<script src=\"{SCRIPT}\" defer></script>");
    let end = page.windows(7).rposition(|w| w == b"</body>").unwrap_or(page.len());
    page.splice(end..end, extra.into_bytes());
    let body = b"<body>";
    let start = page.windows(body.len()).position(|w| w == body).map_or(0, |at| at + body.len());
    page.splice(start..start, bar.bytes());
}

/// A page of its own, when there has never been a good site.
pub(super) fn page(problems: &[Problem], bar: &str) -> Vec<u8> {
    let list = list(problems, "full");
    format!(
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>gongshi</title>\
         <link rel=\"stylesheet\" href=\"{STYLE}\"></head><body>{bar}{list}\
         <script src=\"{SCRIPT}\" defer></script></body></html>"
    )
    .into_bytes()
}

fn list(problems: &[Problem], class: &str) -> String {
    let title = match class {
        "full" => text!(
            "内容有错误，改正后这里显示网站",
            "The content has errors; the site shows here once they are mended"
        ),
        _ => text!(
            "内容有错误，页面显示的是上一个正确的版本",
            "The content has errors; the page shown is the last good one"
        ),
    };
    let mut out =
        format!("<aside id=\"gongshi-problems\" class=\"{class}\" role=\"alert\"><h2>{title}</h2><ol>");
    // What stops the site comes first; notes are for `check` to mention.
    let mut shown: Vec<&Problem> =
        problems.iter().filter(|p| p.diagnostic.severity < Severity::Note).collect();
    shown.sort_by_key(|p| p.diagnostic.severity);
    for Problem { diagnostic, line } in shown {
        let location = diagnostic.location.as_ref().map_or_else(String::new, |location| {
            format!("{}:{}:{}", location.file, location.span.line, location.span.column)
        });
        // Writing to a String cannot fail.
        let _ = write!(
            out,
            "<li class=\"{}\"><b>{}</b><br><small>{} · {}</small>",
            diagnostic.severity.name(),
            escape(&diagnostic.message),
            escape(&location),
            diagnostic.code
        );
        if let Some(line) = line {
            let _ = write!(out, "<pre>{}</pre>", escape(line));
        }
        if let Some(help) = &diagnostic.help {
            let _ = write!(out, "<div>→ {}</div>", escape(help));
        }
        out.push_str("</li>");
    }
    out.push_str("</ol></aside>");
    out
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Writing to a String cannot fail.
    let _ = pulldown_cmark_escape::escape_html(&mut out, text);
    out
}
