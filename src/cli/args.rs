//! The arguments, described in both languages.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, value_parser};
use clap_complete::Shell;

use super::usage::{explain, in_chinese, shown};
use super::{Exit, language};
use crate::diagnostic::Language;

/// Options of every command.
#[derive(Clone, Debug)]
pub(super) struct Global {
    pub(super) root: PathBuf,
    pub(super) today: Option<String>,
    pub(super) json: bool,
    pub(super) color: Color,
    pub(super) quiet: bool,
    pub(super) verbose: bool,
    pub(super) language: Language,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

/// What to do.
#[derive(Debug)]
pub(super) enum Command {
    Init { dir: PathBuf },
    Eject { dir: Option<PathBuf>, theme: String },
    Schemas { dir: Option<PathBuf> },
    Check,
    Generate,
    Build { target: Target, timings: bool },
    Publish { target: Target },
    Undo { out: Option<PathBuf> },
    Serve { port: u16 },
    Period(PeriodRequest),
    Status,
    Verify { dir: Option<PathBuf> },
    Rules { programme: Option<String>, round: Option<String> },
    Order { round: String },
    Situation { round: String },
    Completions { shell: Shell },
}

/// Where and how `build` and `publish` put an edition.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) out: Option<PathBuf>,
    /// How many earlier editions stay beside the output; those kept before are left alone where it is not said.
    pub(super) keep: Option<usize>,
    /// Whether compressed forms are written beside the files.
    pub(super) precompress: bool,
    /// The key to sign with.
    pub(super) sign: Option<PathBuf>,
}

/// What `period` is asked.
#[derive(Debug)]
pub(super) struct PeriodRequest {
    pub(super) date: String,
    pub(super) days: u32,
    pub(super) unit: String,
    pub(super) posting_day: String,
}

/// Understands the arguments, or prints help, version or what is wrong.
pub(super) fn parse(arguments: &[OsString]) -> Result<(Global, Command), Exit> {
    let language = language::choose(arguments);
    let matches = command(language).try_get_matches_from(arguments).map_err(|e| explain(&e, language))?;
    let global = Global {
        root: path(&matches, "root").unwrap_or_else(|| PathBuf::from(".")),
        today: text(&matches, "today"),
        json: matches.get_flag("json"),
        color: match text(&matches, "color").as_deref() {
            Some("always") => Color::Always,
            Some("never") => Color::Never,
            _ => Color::Auto,
        },
        quiet: matches.get_flag("quiet"),
        verbose: matches.get_flag("verbose"),
        language,
    };
    let Some((name, sub)) = matches.subcommand() else { return Err(Exit::Usage) };
    let command = match name {
        "init" => match text(sub, "theme") {
            Some(theme) => Command::Eject { dir: path(sub, "dir"), theme },
            None if sub.get_flag("schemas") => Command::Schemas { dir: path(sub, "dir") },
            None => Command::Init { dir: path(sub, "dir").unwrap_or_default() },
        },
        "generate" => Command::Generate,
        "build" => Command::Build { target: target(sub), timings: sub.get_flag("timings") },
        "publish" => Command::Publish { target: target(sub) },
        "undo" => Command::Undo { out: path(sub, "out") },
        "serve" => Command::Serve { port: sub.get_one("port").copied().unwrap_or(8000) },
        "period" => Command::Period(PeriodRequest {
            date: text(sub, "date").unwrap_or_default(),
            days: sub.get_one("days").copied().unwrap_or(5),
            unit: text(sub, "unit").unwrap_or_default(),
            posting_day: text(sub, "posting-day").unwrap_or_default(),
        }),
        "status" => Command::Status,
        "verify" => Command::Verify { dir: path(sub, "dir") },
        "rules" => Command::Rules { programme: text(sub, "programme"), round: text(sub, "round") },
        "order" => Command::Order { round: text(sub, "round").unwrap_or_default() },
        "report" => Command::Situation { round: text(sub, "round").unwrap_or_default() },
        "completions" => Command::Completions { shell: sub.get_one("shell").copied().unwrap_or(Shell::Bash) },
        _ => Command::Check,
    };
    Ok((global, command))
}

fn target(matches: &ArgMatches) -> Target {
    Target {
        out: path(matches, "out"),
        keep: matches.get_one("keep").copied(),
        precompress: matches.get_flag("precompress"),
        sign: path(matches, "sign"),
    }
}

fn path(matches: &ArgMatches, name: &str) -> Option<PathBuf> {
    matches.get_one::<PathBuf>(name).cloned()
}

fn text(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.get_one::<String>(name).cloned()
}

/// The command line in one language; completions are made from it too.
pub(super) fn command(language: Language) -> clap::Command {
    let say = |zh: &'static str, en: &'static str| match language {
        Language::Zh => zh,
        Language::En => en,
    };
    let sub = |name: &'static str, zh, en| {
        clap::Command::new(name).about(say(zh, en)).disable_help_flag(true).arg(help(language))
    };
    let out = Arg::new("out")
        .long("out")
        .value_name("DIR")
        .value_parser(value_parser!(PathBuf))
        .help(say("输出文件夹，默认 public", "the output folder; default: public"));
    let precompress = Arg::new("precompress").long("precompress").action(ArgAction::SetTrue).help(say(
        "同时写出 .gz 和 .br 压缩文件，供网站服务器直接发送",
        "also write .gz and .br forms, for a web server to send as they are",
    ));
    let keep = Arg::new("keep").long("keep").value_name("N").value_parser(value_parser!(usize)).help(say(
        "在输出文件夹旁保留最近 N 个旧版，供 undo 退回",
        "keep the last N earlier editions beside the output, for `undo`",
    ));
    let sign =
        Arg::new("sign").long("sign").value_name("KEY").value_parser(value_parser!(PathBuf)).help(say(
            "用这个 OpenSSH 密钥签名（site.yaml 的 signing_key 是它的公钥）",
            "sign with this key of OpenSSH, whose public half is `signing_key` in site.yaml",
        ));
    let global = [
        Arg::new("root")
            .long("root")
            .value_name("DIR")
            .value_parser(value_parser!(PathBuf))
            .help(say("项目文件夹，默认当前文件夹", "the project's folder; default: the current one")),
        Arg::new("today").long("today").value_name("DATE").help(say(
            "按这一天（正午）或这一时刻计算：2026-09-21 或“2026-09-21 15:00”，北京时间",
            "compute for this day (at noon) or moment: 2026-09-21 or \"2026-09-21 15:00\", Beijing time",
        )),
        Arg::new("json")
            .long("json")
            .action(ArgAction::SetTrue)
            .help(say("在标准输出上给出一个 JSON 文档", "print one JSON document on standard output")),
        Arg::new("color")
            .long("color")
            .value_name("WHEN")
            .value_parser(["auto", "always", "never"])
            .help(say("是否用颜色：auto、always、never", "whether to use colours")),
        Arg::new("quiet")
            .long("quiet")
            .short('q')
            .action(ArgAction::SetTrue)
            .conflicts_with("verbose")
            .help(say("只说错误", "say errors only")),
        Arg::new("verbose")
            .long("verbose")
            .short('v')
            .action(ArgAction::SetTrue)
            .help(say("多说一些", "say more")),
        Arg::new("lang")
            .long("lang")
            .value_name("LANG")
            .value_parser(["zh", "en"])
            .help(say("说明文字的语言：zh、en", "the language of messages")),
    ];
    let period = sub(
        "period",
        "计算公示期：逐日说明，并列出四种算法",
        "compute a period, day by day, with the four readings side by side",
    )
    .arg(
        Arg::new("date")
            .value_name("DATE")
            .required(true)
            .help(say("发布日期，如 2025-09-26", "the day of posting, such as 2025-09-26")),
    )
    .arg(
        Arg::new("days")
            .long("days")
            .value_name("N")
            .value_parser(value_parser!(u32).range(1..=366))
            .help(say("天数，默认 5", "how many days; default 5")),
    )
    .arg(
        Arg::new("unit")
            .long("unit")
            .value_name("UNIT")
            .value_parser(["working", "calendar", "工作日", "自然日"])
            .help(say("工作日 working（默认）或自然日 calendar", "working (default) or calendar")),
    )
    .arg(
        Arg::new("posting-day")
            .long("posting-day")
            .value_name("POLICY")
            .required(true)
            .value_parser(["counted", "excluded", "计入", "不计入"])
            .help(say(
                "发布当日计入 counted 还是不计入 excluded，必须写明",
                "whether the day of posting counts; must be said",
            )),
    );
    let mut command = clap::Command::new("gongshi")
        .version(env!("CARGO_PKG_VERSION"))
        .about(say(
            "公示网站生成与发布：名单记录 → 公示公告 → 静态网站",
            "a generator and publisher of public announcements (公示)",
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_value_name(say("命令", "COMMAND"))
        .subcommand_help_heading(say("命令", "Commands"))
        .arg(help(language))
        .arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .action(ArgAction::Version)
                .help(say("显示版本", "print the version")),
        )
        .args(global.map(|arg| arg.global(true).help_heading(say("通用选项", "Options"))))
        .subcommand(
            sub("init", "新建一个网站，带示例名单", "make a new site with a sample round")
                .arg(
                    Arg::new("dir")
                        .value_name("DIR")
                        .required_unless_present_any(["theme", "schemas"])
                        .value_parser(value_parser!(PathBuf))
                        .help(say("新文件夹", "the new folder")),
                )
                .arg(Arg::new("theme").long("theme").value_name("NAME").num_args(0..=1).default_missing_value("default").help(say(
                    "不新建网站，把内置主题写入项目的 themes/，供修改；已有的文件不动",
                    "no new site: write the built-in theme into the project's themes/, for changing it; what is there stays",
                )))
                .arg(Arg::new("schemas").long("schemas").action(ArgAction::SetTrue).conflicts_with("theme").help(say(
                    "不新建网站，把供编辑器使用的 JSON Schema 写入项目的 schemas/",
                    "no new site: write the JSON Schemas, for editors, into the project's schemas/",
                ))),
        )
        .subcommand(sub("check", "检查全部内容，什么都不写", "check everything, write nothing"))
        .subcommand(sub(
            "generate",
            "写出供审阅的 Markdown（content/generated/）",
            "write the Markdown for review (content/generated/)",
        ))
        .subcommand(
            sub("build", "生成网站到 public/", "build the site into public/")
                .args([out.clone(), keep.clone(), precompress.clone(), sign.clone()])
                .arg(
                    Arg::new("timings")
                        .long("timings")
                        .action(ArgAction::SetTrue)
                        .help(say("说明各阶段用时", "say where the time went")),
                ),
        )
        .subcommand(
            sub("publish", "检查、生成，并记入发布台账", "check, build, and record it in the ledger").args([
                out.clone(),
                keep,
                precompress,
                sign,
            ]),
        )
        .subcommand(
            sub(
                "undo",
                "退回到保留的上一版，并记入台账",
                "go back to the edition kept before, and record it in the ledger",
            )
            .arg(out),
        )
        .subcommand(
            sub("serve", "在本机预览，改动后自动刷新", "preview on this machine, reloading on every change")
                .arg(
                    Arg::new("port")
                        .long("port")
                        .value_name("N")
                        .value_parser(value_parser!(u16))
                        .help(say("端口，默认 8000", "the port; default 8000")),
                ),
        )
        .subcommand(period)
        .subcommand(sub(
            "status",
            "各轮次进展、剩余工作日和下一步",
            "where each round stands and what is due next",
        ))
        .subcommand(
            sub(
                "verify",
                "核验文件夹与发布时是否完全一致",
                "is this folder exactly the edition that was published",
            )
            .arg(
                Arg::new("dir")
                    .value_name("DIR")
                    .value_parser(value_parser!(PathBuf))
                    .help(say("发布文件夹，默认 public", "the published folder; default public")),
            ),
        )
        .subcommand(
            sub("rules", "列出项目的规则和出处", "list a programme's rules with their sources")
                .arg(
                    Arg::new("programme")
                        .value_name("PROGRAMME")
                        .help(say("项目编号，默认全部", "the programme's id; default: all")),
                )
                .arg(Arg::new("round").long("round").value_name("ROUND").help(say(
                    "按一轮执行的规则，含该轮自己的规定",
                    "the rules in force for a round, those of its own call among them",
                ))),
        )
        .subcommand(sub("order", "说明一轮名单的排序依据", "explain the order of a round's names").arg(
            Arg::new("round").value_name("ROUND").required(true).help(say("轮次编号", "the round's id")),
        ))
        .subcommand(
            sub(
                "report",
                "写出公示情况说明（Markdown）",
                "write the statement on a round's publicity (Markdown)",
            )
            .arg(
                Arg::new("round").value_name("ROUND").required(true).help(say("轮次编号", "the round's id")),
            ),
        )
        .subcommand(
            sub("completions", "输出命令行补全脚本", "print a shell completion script")
                .arg(Arg::new("shell").value_name("SHELL").required(true).value_parser(value_parser!(Shell))),
        );
    if language == Language::Zh {
        let template = "{about}\n\n用法：{usage}\n\n{all-args}";
        let chinese = |c: clap::Command, usage: String| {
            c.help_template(template).override_usage(usage).mut_args(in_chinese)
        };
        command = chinese(command, "gongshi [选项] 命令".to_owned()).mut_subcommands(|c| {
            let required: String = c.get_arguments().filter(|arg| arg.is_required_set()).map(shown).collect();
            let usage = format!("gongshi {} [选项]{required}", c.get_name());
            chinese(c, usage)
        });
    }
    command
}

fn help(language: Language) -> Arg {
    let text = match language {
        Language::Zh => "显示帮助",
        Language::En => "print help",
    };
    let heading = if language == Language::Zh { "选项" } else { "Options" };
    Arg::new("help").long("help").short('h').action(ArgAction::Help).help(text).help_heading(heading)
}
