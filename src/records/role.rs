//! What a file of `content/` is for, by its path. A file in no known place is an error: a misspelt
//! `enginers.yaml` would lose people without a word.

use crate::diagnostic::{Diagnostic, Location, error, text};
use crate::records::choice::nearest;

/// What a file is for.
#[derive(Debug)]
pub enum Role {
    /// `content/site.yaml`
    Site,
    /// `content/programmes/<id>.yaml`
    Programme(String),
    /// `content/rounds/<id>/round.yaml`
    Round(String),
    /// `content/rounds/<id>/engineers.yaml` or a file in `engineers/`
    Engineers(String),
    /// `content/rounds/<id>/teams.yaml` or a file in `teams/`
    Teams(String),
    /// `content/rounds/<id>/notice.md`
    Wording(String),
    /// `content/rounds/<id>/objections.yaml`: private.
    Objections(String),
    /// `content/rounds/<id>/import.json`: written by `import`, where imported records come from.
    Import,
    /// `content/calendar/<year>.yaml`
    Calendar(String),
    /// `content/calendar/regional/<name>.yaml`
    Regional,
    /// `content/pages/**.md`, with the address without ending
    Page(String),
    /// `content/generated/**`: written by `generate`, never read.
    Generated,
    /// `content/ledger.yaml`
    Ledger,
    /// `content/published/<round>/<n>-<kind>.md`: the round, and the file's name without ending.
    Published(String, String),
    /// In no known place.
    Misplaced(Box<Diagnostic>),
}

impl Role {
    /// The role of a path such as `content/rounds/2025/round.yaml`.
    pub fn of(path: &str) -> Role {
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        match parts.as_slice() {
            ["site.yaml"] => Role::Site,
            ["ledger.yaml"] => Role::Ledger,
            ["programmes", file] => yaml(path, file, Role::Programme),
            ["calendar", file] => yaml(path, file, Role::Calendar),
            ["calendar", "regional", file] => yaml(path, file, |_| Role::Regional),
            ["rounds", round, "round.yaml"] => Role::Round((*round).to_owned()),
            ["rounds", round, "engineers.yaml"] => Role::Engineers((*round).to_owned()),
            ["rounds", round, "teams.yaml"] => Role::Teams((*round).to_owned()),
            ["rounds", round, "notice.md"] => Role::Wording((*round).to_owned()),
            ["rounds", round, "objections.yaml"] => Role::Objections((*round).to_owned()),
            ["rounds", _, "import.json"] => Role::Import,
            ["rounds", round, "engineers", file] => {
                yaml(path, file, |_| Role::Engineers((*round).to_owned()))
            }
            ["rounds", round, "teams", file] => yaml(path, file, |_| Role::Teams((*round).to_owned())),
            ["pages", rest @ ..] if !rest.is_empty() => page(path, rest),
            ["generated", ..] => Role::Generated,
            ["published", round, file] if file.ends_with(".md") => {
                Role::Published((*round).to_owned(), file.trim_end_matches(".md").to_owned())
            }
            ["published", ..] => not_archived(path),
            _ => misplaced(path, &parts),
        }
    }

    /// Whether such a file holds private values: records of people, the register of objections.
    pub fn is_private(&self) -> bool {
        matches!(self, Role::Engineers(_) | Role::Teams(_) | Role::Objections(_))
    }
}

fn yaml(path: &str, file: &str, role: impl FnOnce(String) -> Role) -> Role {
    match file.strip_suffix(".yaml") {
        Some(stem) => role(stem.to_owned()),
        None => {
            let help = ending(file, "yaml")
                .unwrap_or_else(|| text!("这里的文件名应以 .yaml 结尾", "files here end in .yaml"));
            Role::Misplaced(Box::new(unexpected(path).help(help)))
        }
    }
}

fn page(path: &str, rest: &[&str]) -> Role {
    let address = rest.join("/");
    match address.strip_suffix(".md") {
        Some(stem) => Role::Page(stem.to_owned()),
        None => {
            let file = rest.last().copied().unwrap_or_default();
            let help = ending(file, "md").unwrap_or_else(|| {
                text!("content/pages 里只放 .md 文件", "content/pages holds .md files only")
            });
            Role::Misplaced(Box::new(unexpected(path).help(help)))
        }
    }
}

fn not_archived(path: &str) -> Role {
    Role::Misplaced(Box::new(unexpected(path).help(text!(
        "content/published/ 只由 publish 写入，里面只有存档的公告；把这个文件移走",
        "only `publish` writes content/published/, and only archived notices are there; move this file away"
    ))))
}

fn misplaced(path: &str, parts: &[&str]) -> Role {
    let known: &[&str] = match parts {
        ["rounds", _, ..] => &[
            "round.yaml",
            "engineers.yaml",
            "teams.yaml",
            "notice.md",
            "objections.yaml",
            "import.json",
            "engineers",
            "teams",
            "photos",
        ],
        _ => &[
            "site.yaml",
            "ledger.yaml",
            "programmes",
            "rounds",
            "calendar",
            "pages",
            "generated",
            "published",
        ],
    };
    let typed = match parts {
        ["rounds", _, name, ..] => name,
        [name, ..] => name,
        [] => "",
    };
    let all = known.join("、");
    let file = parts.last().copied().unwrap_or_default();
    let help = match nearest(typed, known.iter().copied()) {
        _ if ending(file, "yaml").is_some() => ending(file, "yaml").unwrap_or_default(),
        _ if parts.len() == 3 && parts[0] == "rounds" && file.ends_with(".yaml") && !file.is_ascii() => {
            text!(
                "名单写在 engineers.yaml（个人）或 teams.yaml（团队）里，文件改成这个名字；一人一个文件的，放进 engineers 或 teams 文件夹，文件名用编号",
                "lists are in engineers.yaml or teams.yaml; give the file that name, or put one record a file into the folder engineers or teams"
            )
        }
        Some(near) => text!("是不是“{near}”？", "did you mean `{near}`?"),
        None => text!("这里可以有：{all}", "known here: {all}"),
    };
    Role::Misplaced(Box::new(unexpected(path).help(help)))
}

/// What is wrong with the end of a file's name: a second one that Windows hides, another spelling, another program's.
fn ending(file: &str, expected: &str) -> Option<String> {
    let lower = file.to_ascii_lowercase();
    let right = format!(".{expected}");
    if let Some(stem) = lower.strip_suffix(".txt").filter(|stem| stem.ends_with(&right)) {
        let name = &file[..stem.len()];
        return Some(text!(
            "文件名去掉末尾的 .txt，改为 {name}（先在资源管理器“查看”里勾选“文件扩展名”）",
            "take the .txt off the name: {name}"
        ));
    }
    let (stem, end) = lower.rsplit_once('.')?;
    let name = format!("{}{right}", &file[..stem.len()]);
    match end {
        "yml" | "ymal" | "yaml" if expected == "yaml" && !file.ends_with(&right) => {
            Some(text!("文件名改为 {name}", "call the file {name}"))
        }
        "markdown" if expected == "md" => Some(text!("文件名改为 {name}", "call the file {name}")),
        "md" if expected == "md" => Some(text!("文件名改为 {name}", "call the file {name}")),
        "csv" | "xls" | "xlsx" | "ods" | "et" => Some(text!(
            "表格不会公布，也不会读入：名单写成 engineers.yaml、teams.yaml；这个文件移出 content 文件夹",
            "a spreadsheet is neither published nor read: lists are engineers.yaml and teams.yaml; move this file out of content"
        )),
        "doc" | "docx" | "wps" | "pdf" => Some(text!(
            "文档不会公布，也不会读入：把这个文件移出 content 文件夹",
            "a document is neither published nor read: move this file out of content"
        )),
        _ => None,
    }
}

/// A file that has no place. Nothing of it is shown: it may be anything, such as a list with people's numbers.
fn unexpected(path: &str) -> Diagnostic {
    error!(
        Location::file(path),
        "unexpected-file",
        "不认识的文件：它的内容不会被发布",
        "unexpected file: nothing would be published from it"
    )
    .redacted()
}
