//! `publish`: check, build, and record in the ledger what was published.

use std::path::Path;

use serde_json::{Value, json};

use super::args::Global;
use super::project::{self, Project};
use super::report::Report;
use super::{Exit, build};
use crate::compile::{inputs_digest, rehearse, render_all};
use crate::diagnostic::{self, Severity, any_error};
use crate::publish::{self, LedgerEntry};
use crate::words;

pub(super) fn publish(global: &Global, out: Option<&Path>, report: &mut Report) -> Exit {
    let now = match project::now(global, report) {
        Ok(now) => now,
        Err(exit) => return exit,
    };
    let output = match project::output(global, out, now, report) {
        Ok(output) => output,
        Err(exit) => return exit,
    };
    let Project { snapshot, compiled, mut memo } = project::read(global, now);
    let mut diagnostics = compiled.diagnostics;
    diagnostics.retain(|d| d.severity != Severity::Note);
    if let Some(site) = &compiled.site {
        for then in rehearse(&snapshot, site, &mut memo) {
            diagnostics.extend(then.site.as_ref().map(render_all).unwrap_or_default());
            diagnostics.extend(then.diagnostics.into_iter().filter(|d| d.severity == Severity::Error));
        }
        diagnostic::sort(&mut diagnostics);
    }
    let Some(site) = compiled.site.filter(|_| !any_error(&diagnostics)) else {
        report.diagnostics(&diagnostics, Some(&snapshot), Value::Null);
        return project::exit_for(&diagnostics);
    };
    let bar = build::progress_bar(report, site.routes().len());
    let built = publish::prepare(&site, inputs_digest(&snapshot), &output, &|| bar.inc(1))
        .and_then(|ready| ready.put_in_place().map_err(|problem| vec![problem]));
    bar.finish_and_clear();
    let built = match built {
        Ok(built) => built,
        Err(mut problems) => {
            diagnostic::sort(&mut problems);
            report.diagnostics(&problems, Some(&snapshot), Value::Null);
            return project::exit_for(&problems);
        }
    };
    let register = site.register();
    let news = register.ledger.news(register);
    let entry = LedgerEntry {
        published: register.now,
        edition: &built.edition.digest,
        calendar: &register.calendar.edition(),
        news: &news,
    };
    if let Err(diagnostic) = publish::append(&global.root, &entry) {
        return report.fail(diagnostic.help(words!(
            "网站已生成，但台账没有写上；排除故障后再运行一次 gongshi publish",
            "the site is in place, but the ledger was not written; mend it and run `gongshi publish` again"
        )));
    }
    let (files, digest) = (built.edition.files.len(), &built.edition.digest);
    let (notices, entries) = (news.notices.len(), news.entries.len());
    report.diagnostics(
        &diagnostics,
        Some(&snapshot),
        json!({ "published": { "files": files, "edition": digest, "notices": notices, "entries": entries } }),
    );
    let shown = output.path().display();
    report.tell(&words!(
        "已发布 {files} 个文件到 {shown}；台账新记 {notices} 份公告、{entries} 条记录。\n版本指纹 {digest}",
        "published {files} files into {shown}; new in the ledger: {notices} notices, {entries} entries.\nfingerprint {digest}"
    ));
    Exit::Done
}
