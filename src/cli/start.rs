//! `init`, with what it writes into a project that is there, and `completions`.

use std::path::Path;

use clap_complete::Shell;
use serde_json::json;

use super::Exit;
use super::args;
use super::project::usage;
use super::report::Report;
use crate::diagnostic::Language;
use crate::publish::scaffold;
use crate::words;

pub(super) fn init(dir: &Path, report: &mut Report) -> Exit {
    match scaffold::write(dir) {
        Ok(files) => {
            let shown = dir.display();
            if report.wants_json() {
                report.document(&json!({ "created": { "files": files, "folder": shown.to_string() } }));
            }
            report.tell(&words!(
                "已在 {shown} 新建网站（{files} 个文件）。接下来：\n  cd {shown}\n  gongshi --today 2026-09-21 serve    # 预览示例名单\n然后编辑 content/ 里的文件。",
                "made a site in {shown} ({files} files). Next:\n  cd {shown}\n  gongshi --today 2026-09-21 serve    # preview the sample\nthen edit the files in content/."
            ));
            Exit::Done
        }
        Err(diagnostic) => report.fail(diagnostic),
    }
}

/// Writes the built-in theme into the project at `root`, for changing it there.
pub(super) fn eject(root: &Path, name: &str, report: &mut Report) -> Exit {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.is_empty() || !name.chars().all(fits) {
        return usage(
            report,
            &words!(
                "主题名“{name}”只能用小写字母、数字和连字符",
                "the theme's name `{name}` may have small letters, digits and hyphens only"
            ),
        );
    }
    match scaffold::eject(root, name) {
        Ok((written, kept)) => {
            if report.wants_json() {
                report.document(&json!({ "theme": { "name": name, "written": written, "kept": kept } }));
            }
            report.tell(&words!(
                "已写出 themes/{name}/（{written} 个文件，已有的 {kept} 个没有动）。在 content/site.yaml 中写 theme: {name}；不改的文件可以删去，程序会用内置的。",
                "wrote themes/{name}/ ({written} files; {kept} that were there are untouched). Put `theme: {name}` into content/site.yaml; files you do not change may be deleted, the built-in ones are used then."
            ));
            Exit::Done
        }
        Err(diagnostic) => report.fail(diagnostic),
    }
}

/// Writes the schemas of the records into the project at `root`, for its editor.
pub(super) fn schemas(root: &Path, report: &mut Report) -> Exit {
    match scaffold::schemas(root) {
        Ok(written) => {
            if report.wants_json() {
                report.document(&json!({ "schemas": { "written": written } }));
            }
            report.tell(&words!(
                "已写出 schemas/（{written} 个文件）。记录文件的第一行写 # yaml-language-server: $schema=… 指向它，编辑器就会补全并核对各项。",
                "wrote schemas/ ({written} files). Let the first line of a record's file point there, `# yaml-language-server: $schema=…`, and the editor completes and checks its keys."
            ));
            Exit::Done
        }
        Err(diagnostic) => report.fail(diagnostic),
    }
}

pub(super) fn completions(shell: Shell, language: Language) -> Exit {
    clap_complete::generate(shell, &mut args::command(language), "gongshi", &mut anstream::stdout());
    Exit::Done
}
