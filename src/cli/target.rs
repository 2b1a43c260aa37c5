//! Where and how a command puts an edition: the options that `build`, `publish` and `undo` share.

use std::path::PathBuf;

use clap::Args;

use crate::diagnostic::text;
use crate::publish::{Inputs, Options};

/// The folder that is written.
#[derive(Args)]
#[group(skip)]
pub(super) struct Out {
    #[arg(long, value_name = "DIR",
        help = text!("输出文件夹，默认 public", "the output folder; default: public"))]
    pub(super) out: Option<PathBuf>,
}

/// Where and how `build` and `publish` put an edition.
#[derive(Args)]
#[group(skip)]
pub(super) struct Target {
    #[command(flatten)]
    pub(super) folder: Out,
    // Where it is not said, those kept before are left alone.
    #[arg(long, value_name = "N", help = text!(
        "在输出文件夹旁保留最近 N 个旧版，供 undo 退回",
        "keep the last N earlier editions beside the output, for `undo`"))]
    pub(super) keep: Option<usize>,
    #[arg(long, help = text!(
        "同时写出 .gz 和 .br 压缩文件，供网站服务器直接发送",
        "also write .gz and .br forms, for a web server to send as they are"))]
    pub(super) precompress: bool,
    #[arg(long, value_name = "KEY", help = text!(
        "用这个 OpenSSH 密钥签名（site.yaml 的 signing_key 是它的公钥）",
        "sign with this key of OpenSSH, whose public half is `signing_key` in site.yaml"))]
    pub(super) sign: Option<PathBuf>,
}

impl Target {
    /// How the edition is to be made of these inputs.
    pub(super) fn options<'a>(&'a self, inputs: Inputs, progress: &'a (dyn Fn() + Sync)) -> Options<'a> {
        Options { inputs, precompress: self.precompress, sign: self.sign.as_deref(), link: None, progress }
    }
}
