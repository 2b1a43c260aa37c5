//! `init` and `completions`.

use std::path::Path;

use clap_complete::Shell;
use serde_json::json;

use super::Exit;
use super::args;
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

pub(super) fn completions(shell: Shell, language: Language) -> Exit {
    clap_complete::generate(shell, &mut args::command(language), "gongshi", &mut anstream::stdout());
    Exit::Done
}
