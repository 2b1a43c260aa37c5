//! Signatures that an auditor can check with what is at hand: OpenSSH's `ssh-keygen -Y`, on Windows 10 and later, macOS
//! and Linux. The private key stays with `ssh-keygen`, or with the agent or device it asks.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::Path;
use std::process::{self, Command, Stdio};

use tempfile::NamedTempFile;

use super::edition::{SIGNATURE, SUMS};
use super::write::failed;
use crate::diagnostic::{Diagnostic, Location, environment, error};
use crate::domain::signing::{NAMESPACE, SigningKey};
use crate::world::{disk, limits};

/// Who may have signed, published beside the signature.
pub(super) const SIGNERS: &str = "allowed_signers";

/// Who signed, where the key is known from elsewhere: any name does.
const SIGNER: &str = "gongshi";

/// What became of checking a folder's signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signature {
    /// There is none.
    None,
    /// It was made with the key of this fingerprint, for exactly the `SHA256SUMS` beside it.
    Good(String),
    /// It was not; what `ssh-keygen` says of it.
    Bad(String),
}

/// Whether there is an `ssh-keygen` to sign with.
pub fn has_keygen() -> bool {
    let quiet = || Stdio::null();
    Command::new("ssh-keygen").arg("-?").stdin(quiet()).stdout(quiet()).stderr(quiet()).status().is_ok()
}

/// Signs the list of checksums.
///
/// # Errors
/// No `ssh-keygen`, or what it says of the key.
pub(super) fn sign(key: &Path, sums: &[u8]) -> Result<Vec<u8>, Diagnostic> {
    let arguments = [OsStr::new("sign"), "-n".as_ref(), NAMESPACE.as_ref(), "-f".as_ref(), key.as_os_str()];
    let ended = keygen(&arguments, sums)?;
    if ended.status.success() {
        return Ok(ended.stdout);
    }
    let (shown, said) = (key.display(), said(&ended));
    Err(environment!("not-signed",
        "用密钥 {shown} 签名没有成功：{said}", "signing with the key {shown} did not succeed: {said}";
        help: "检查密钥文件、口令和 ssh-agent；已发布的内容没有改动",
        "check the key's file, its passphrase and ssh-agent; what is published is untouched"
    ))
}

/// Checks the signature of a folder: by a key known from elsewhere, or by the signers the folder names itself. Then whether
/// they are who they say, only a fingerprint made known elsewhere tells.
///
/// # Errors
/// No `ssh-keygen`, or whatever the disk says.
pub(super) fn check(folder: &Path, key: Option<&SigningKey>) -> Result<Signature, Diagnostic> {
    let path = |name: &str| folder.join(name);
    if !disk::exists(&path(SIGNATURE)) {
        return Ok(Signature::None);
    }
    check_files(key, &|name, limit| disk::read_at_most(&path(name), limit))
}

/// The same of files that stand elsewhere than in a folder, of which `read` gives the bytes up to a limit.
///
/// # Errors
/// As for [`check`].
pub(super) fn check_files(
    key: Option<&SigningKey>,
    read: &dyn Fn(&str, u64) -> io::Result<Vec<u8>>,
) -> Result<Signature, Diagnostic> {
    // What is no ordinary file, or has no end, is no signature either.
    let read =
        |name: &str, limit| read(name, limit).map_err(|error| Signature::Bad(format!("{name}: {error}")));
    let files = || {
        let (signature, sums) = (read(SIGNATURE, limits::SIGNATURE_BYTES)?, read(SUMS, limits::OWN_BYTES)?);
        let (signer, line, key) = match key {
            Some(key) => (SIGNER.to_owned(), key.allowed_signer(SIGNER), key.clone()),
            None => named_signer(&read(SIGNERS, limits::SIGNATURE_BYTES)?)?,
        };
        Ok(Signed { signature, sums, signer, line, key })
    };
    match files() {
        Ok(signed) => signed.check(),
        Err(bad) => Ok(bad),
    }
}

/// The one line of a folder's list of signers.
fn named_signer(bytes: &[u8]) -> Result<(String, String, SigningKey), Signature> {
    let line = String::from_utf8_lossy(bytes).into_owned();
    match signer(&line).map(|(signer, key)| (signer.to_owned(), key)) {
        Some((signer, key)) => Ok((signer, line, key)),
        None => {
            let shown: String = line.trim_end().escape_debug().take(200).collect();
            Err(Signature::Bad(format!("{SIGNERS}: {shown}")))
        }
    }
}

/// A signature, what it is of, and whose it has to be.
struct Signed {
    signature: Vec<u8>,
    sums: Vec<u8>,
    signer: String,
    line: String,
    key: SigningKey,
}

impl Signed {
    /// `ssh-keygen` is given copies: by name it would follow links and wait for pipes.
    fn check(&self) -> Result<Signature, Diagnostic> {
        let copy = |bytes: &[u8]| -> io::Result<NamedTempFile> {
            let mut file = NamedTempFile::new()?;
            file.write_all(bytes)?;
            Ok(file)
        };
        let failed = |error: io::Error| failed(&std::path::PathBuf::from("gongshi-verify"), &error);
        let signers = copy(self.line.as_bytes()).map_err(failed)?;
        let signature = copy(&self.signature).map_err(failed)?;
        let arguments = [
            OsStr::new("verify"),
            "-n".as_ref(),
            NAMESPACE.as_ref(),
            "-I".as_ref(),
            self.signer.as_ref(),
            "-f".as_ref(),
            signers.path().as_os_str(),
            "-s".as_ref(),
            signature.path().as_os_str(),
        ];
        let ended = keygen(&arguments, &self.sums)?;
        Ok(match ended.status.success() {
            true => Signature::Good(self.key.fingerprint()),
            false => Signature::Bad(said(&ended)),
        })
    }
}

/// The signature of the output where it is still good for a list of checksums.
pub(super) fn still_good(output: &Path, sums: &[u8]) -> Option<Vec<u8>> {
    let path = |name: &str| output.join(name);
    let is_same = disk::read(&path(SUMS)).is_ok_and(|old| old == sums);
    let good = is_same && matches!(check(output, None), Ok(Signature::Good(_)));
    disk::read_at_most(&path(SIGNATURE), limits::SIGNATURE_BYTES).ok().filter(|_| good)
}

/// Whether an edition that is about to become public is signed; a signature that does not hold stops it.
pub(super) fn confirm(folder: &Path) -> Result<bool, Diagnostic> {
    match check(folder, None)? {
        Signature::None => Ok(false),
        Signature::Good(_) => Ok(true),
        Signature::Bad(said) => Err(environment!("not-signed",
            "签名与 site.yaml 的 signing_key 不符：{said}",
            "the signature is not by the `signing_key` of site.yaml: {said}";
            help: "用与 signing_key 对应的私钥签名；已发布的内容没有改动",
            "sign with the private half of `signing_key`; what is published is untouched"
        )),
    }
}

/// Nobody could check a signature whose key is not published.
pub(super) fn no_key() -> Diagnostic {
    error!(Location::file("content/site.yaml"), "no-signing-key",
        "site.yaml 里没有签名公钥", "site.yaml names no signing key";
        help: "加一行 signing_key: 公钥文件（.pub）里的一整行",
        "add a line signing_key: with the one line of the key's .pub file"
    )
}

/// Who signs with which key, by the one line that this program writes.
fn signer(line: &str) -> Option<(&str, SigningKey)> {
    let (signer, rest) = line.split_once(' ')?;
    let (_, key) = rest.split_once(' ')?;
    let key = SigningKey::parse(key)?;
    (key.allowed_signer(signer) == line && !signer.starts_with('-')).then_some((signer, key))
}

/// Runs `ssh-keygen -Y` with a text to sign or check. It asks for a passphrase on the terminal, if it has to.
fn keygen(arguments: &[&OsStr], text: &[u8]) -> Result<process::Output, Diagnostic> {
    let run = || -> io::Result<process::Output> {
        let mut command = Command::new("ssh-keygen");
        command.arg("-Y").args(arguments);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        if let Some(mut input) = child.stdin.take() {
            // It may end without reading; then its own words say why.
            let _ = input.write_all(text);
        }
        child.wait_with_output()
    };
    run().map_err(|error| {
        environment!("no-ssh-keygen",
            "运行不了 ssh-keygen：{error}", "cannot run ssh-keygen: {error}";
            help: "安装 OpenSSH 8.1 或更新的版本（Windows：设置 → 可选功能 → OpenSSH 客户端）",
            "install OpenSSH 8.1 or newer (Windows: Settings, Optional features, OpenSSH Client)"
        )
    })
}

fn said(ended: &process::Output) -> String {
    let lines = [&ended.stderr, &ended.stdout].map(|bytes| String::from_utf8_lossy(bytes).trim().to_owned());
    let lines = lines.iter().flat_map(|text| text.lines()).map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("; ")
}
