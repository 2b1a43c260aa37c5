//! `init`: a new site with a sample round; or the built-in theme or the schemas, written into the project that is there.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::Outcome;
use super::args::Global;
use super::command::Command;
use super::project::usage;
use super::terminal::Terminal;
use crate::diagnostic::text;
use crate::publish::scaffold;

#[derive(Args)]
#[group(skip)]
pub(super) struct Init {
    #[arg(value_name = "DIR", required_unless_present_any = ["theme", "schemas"],
        help = text!("新文件夹", "the new folder"))]
    dir: Option<PathBuf>,
    #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = "default", help = text!(
        "不新建网站，把内置主题写入项目的 themes/，供修改；已有的文件不动",
        "no new site: write the built-in theme into the project's themes/, for changing it; what is there stays"))]
    theme: Option<String>,
    #[arg(long, conflicts_with = "theme", help = text!(
        "不新建网站，把供编辑器使用的 JSON Schema 写入项目的 schemas/",
        "no new site: write the JSON Schemas, for editors, into the project's schemas/"))]
    schemas: bool,
}

impl Command for Init {
    const NAME: &'static str = "init";

    fn about() -> String {
        text!("新建一个网站，带示例名单", "make a new site with a sample round")
    }

    fn run(self, global: &Global, terminal: &Terminal) -> Outcome {
        let project = self.dir.as_deref().unwrap_or(&global.root);
        match &self.theme {
            Some(theme) => eject(project, theme, terminal),
            None if self.schemas => schemas(project, terminal),
            None => init(project, terminal),
        }
    }
}

fn init(dir: &Path, terminal: &Terminal) -> Outcome {
    let files = scaffold::write(dir).map_err(|problem| terminal.fail(problem))?;
    let shown = dir.display();
    if terminal.wants_json() {
        terminal.document(&json!({ "created": { "files": files, "folder": shown.to_string() } }));
    }
    terminal.tell(&text!(
        "已在 {shown} 新建网站（{files} 个文件）。接下来：\n  cd {shown}\n  gongshi --today 2026-09-21 serve    # 预览示例名单\n然后编辑 content/ 里的文件。",
        "made a site in {shown} ({files} files). Next:\n  cd {shown}\n  gongshi --today 2026-09-21 serve    # preview the sample\nthen edit the files in content/."
    ));
    Ok(())
}

/// Writes the built-in theme into the project at `root`, for changing it there.
fn eject(root: &Path, name: &str, terminal: &Terminal) -> Outcome {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.is_empty() || !name.chars().all(fits) {
        let wrong = text!(
            "主题名“{name}”只能用小写字母、数字和连字符",
            "the theme's name `{name}` may have small letters, digits and hyphens only"
        );
        return Err(usage(&wrong));
    }
    let (written, kept) = scaffold::eject(root, name).map_err(|problem| terminal.fail(problem))?;
    if terminal.wants_json() {
        terminal.document(&json!({ "theme": { "name": name, "written": written, "kept": kept } }));
    }
    terminal.tell(&text!(
        "已写出 themes/{name}/（{written} 个文件，已有的 {kept} 个没有动）。在 content/site.yaml 中写 theme: {name}；不改的文件可以删去，程序会用内置的。",
        "wrote themes/{name}/ ({written} files; {kept} that were there are untouched). Put `theme: {name}` into content/site.yaml; files you do not change may be deleted, the built-in ones are used then."
    ));
    Ok(())
}

/// Writes the schemas of the records into the project at `root`, for its editor.
fn schemas(root: &Path, terminal: &Terminal) -> Outcome {
    let written = scaffold::schemas(root).map_err(|problem| terminal.fail(problem))?;
    if terminal.wants_json() {
        terminal.document(&json!({ "schemas": { "written": written } }));
    }
    terminal.tell(&text!(
        "已写出 schemas/（{written} 个文件）。记录文件的第一行写 # yaml-language-server: $schema=… 指向它，编辑器就会补全并核对各项。",
        "wrote schemas/ ({written} files). Let the first line of a record's file point there, `# yaml-language-server: $schema=…`, and the editor completes and checks its keys."
    ));
    Ok(())
}
