//! `export`: the notices of a round for pasting into a content management system or a 公众号.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::args::Global;
use super::command::Command;
use super::terminal::Terminal;
use super::{Outcome, project};
use crate::diagnostic::{environment, text};
use crate::domain::digest::sha256;
use crate::domain::printed::Printed;
use crate::pages::parts::keywords;
use crate::publish;
use crate::render::inline::{self, Editor};

#[derive(Args)]
#[group(skip)]
pub(super) struct Export {
    #[arg(value_name = "ROUND", help = text!("轮次编号", "the round's id"))]
    round: String,
    #[arg(long = "for", value_name = "EDITOR", help = text!(
        "cms 政府网站内容管理系统，wechat 公众号", "cms: a content management system; wechat: 公众号"))]
    target: Target,
    #[arg(value_name = "OUT", help = text!("新文件夹", "a new folder"))]
    out: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum Target {
    Cms,
    Wechat,
}

impl Target {
    fn editor(self) -> Editor {
        match self {
            Target::Cms => Editor::Cms,
            Target::Wechat => Editor::Wechat,
        }
    }
}

impl Command for Export {
    const NAME: &'static str = "export";

    fn about() -> String {
        text!(
            "写出一轮公告，供贴入内容管理系统或公众号",
            "write a round's notices for pasting into a CMS or a 公众号"
        )
    }

    fn run(self, global: &Global, terminal: &Terminal) -> Outcome {
        let project = project::open(global)?;
        let site = project::site(&project, terminal)?;
        let round = project::round(site, &self.round)?;
        let base = &site.register().office.base_url;
        let terms = site.context().terms;
        let mut files = Vec::new();
        for notice in &round.notices {
            let Some(document) = &notice.archived else { continue };
            let facts = &document.facts;
            let (page, name) = (format!("{}{}.html", base, facts.address), file_name(facts));
            let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
            let mut words = keywords(terms, round);
            words.push(terms.notice_kind(notice.kind).to_string());
            let mut body = inline::of_markdown(&document.text, folder, self.target.editor());
            body += &inline::note(&format!("原文网址：{page}"));
            body += &inline::note(&format!("存档文本的SHA-256：{}", sha256(&*document.text)));
            files.push((format!("{name}.html"), body.into_bytes()));
            files.push((format!("{name}.txt"), fields(facts, &words, &page).into_bytes()));
        }
        if files.is_empty() {
            let id = &self.round;
            return Err(terminal.fail(environment!("nothing-archived",
                "轮次“{id}”还没有发布过的公告", "no notice of the round `{id}` has been published yet";
                help: "先用 gongshi publish 发布：导出的是存档的原文，不是草稿",
                "publish first: what is exported is the archived text, no draft"
            )));
        }
        publish::write_new(&self.out, &files).map_err(|problem| terminal.fail(problem))?;
        let (notices, folder) = (files.len() / 2, self.out.display().to_string());
        if terminal.wants_json() {
            terminal.document(&json!({ "exported": { "notices": notices, "folder": folder } }));
        }
        terminal.tell(&text!(
            "已写出 {notices} 份公告到 {folder}：.html 用浏览器打开，全选复制，贴入编辑器；.txt 里是标题、时间等栏目的内容。",
            "wrote {notices} notices to {folder}: open the .html in a browser, select all, copy and paste it; the .txt has what goes into the fields."
        ));
        Ok(())
    }
}

/// `1-publicity`, the last part of the address.
fn file_name(facts: &Printed) -> &str {
    facts.address.rsplit('/').next().unwrap_or_default()
}

/// What goes into the fields of the content management system: those of 《政府网站发展指引》 (国办发〔2017〕47号).
fn fields(facts: &Printed, keywords: &[String], page: &str) -> String {
    let (source, keywords) = (facts.issuers.join("、"), keywords.join(","));
    format!(
        "标题：{}\n发布时间：{}\n来源：{source}\n关键词：{keywords}\n摘要：{}\n原文网址：{page}\n",
        facts.title, facts.published, facts.description
    )
}
