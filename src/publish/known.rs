//! What is known of an edition from elsewhere than its folder, and what speaks against the folder by it.

use super::edition::Edition;
use super::signature::Signature;
use crate::diagnostic::text;
use crate::domain::signing::SigningKey;

/// What is known of an edition from elsewhere than its folder, which anyone may have written.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The key it has to be signed with.
    pub key: Option<SigningKey>,
    /// Its digest.
    pub digest: Option<String>,
    /// The editions that a ledger has, oldest first: the last is public.
    pub ledger: Vec<String>,
    /// The digests of that ledger's entries, where it is a project's that decides.
    pub entries: Option<Vec<String>>,
    /// Whether a publication was cut off, or is running, whose entry the ledger does not have yet.
    pub is_pending: bool,
}

/// What speaks against a folder that may be whole in itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// A key is declared, and there is no signature.
    Unsigned,
    /// It is another edition than the one of this digest.
    Other(String),
    /// The ledger has this edition last; and whether it has the folder's among the earlier ones.
    NotLast(String, Recorded),
    /// The ledger that lies in an archive is not the beginning of the project's.
    OtherLedger,
}

/// Whether a ledger has an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// As an earlier one.
    Earlier,
    /// Not at all.
    Never,
    /// Its publication was not finished.
    Pending,
}

impl Known {
    /// What speaks against an edition, of which the folder itself may declare that it is signed.
    pub(super) fn doubts(&self, edition: &Edition, signature: &Signature, declares: bool) -> Vec<Doubt> {
        let is_unsigned = *signature == Signature::None && (declares || self.key.is_some());
        let other = self.digest.as_ref().filter(|digest| **digest != edition.digest);
        let last = self.ledger.last().filter(|last| **last != edition.digest);
        let recorded = match self.ledger.contains(&edition.digest) {
            true => Recorded::Earlier,
            false if self.is_pending => Recorded::Pending,
            false => Recorded::Never,
        };
        let doubts = [
            is_unsigned.then_some(Doubt::Unsigned),
            other.cloned().map(Doubt::Other),
            last.cloned().map(|last| Doubt::NotLast(last, recorded)),
        ];
        doubts.into_iter().flatten().collect()
    }
}

impl Doubt {
    /// The word in `--json`.
    pub fn name(&self) -> &'static str {
        match self {
            Doubt::Unsigned => "unsigned",
            Doubt::Other(_) => "other-edition",
            Doubt::OtherLedger => "other-ledger",
            Doubt::NotLast(_, Recorded::Earlier) => "earlier-edition",
            Doubt::NotLast(_, Recorded::Never) => "not-in-ledger",
            Doubt::NotLast(_, Recorded::Pending) => "publication-unfinished",
        }
    }

    /// What it is, and what to do.
    pub fn text(&self) -> String {
        match self {
            Doubt::Unsigned => text!(
                "应有签名而没有：签名可能被人去掉了。原本没有签名的，用 gongshi publish --sign 密钥 重新发布",
                "it should be signed and is not: someone may have taken the signature away. If it never was, publish it again with `gongshi publish --sign KEY`"
            ),
            Doubt::Other(digest) => text!(
                "不是指定的那一版：应为 {digest}",
                "it is another edition than the one named: that is {digest}"
            ),
            Doubt::OtherLedger => text!(
                "里面的台账与本项目的台账不符：不是从本项目归档的，或其中一份被改动过",
                "the ledger in it is not this project's as it once was: it is of another project, or one of the two was altered"
            ),
            Doubt::NotLast(last, Recorded::Earlier) => text!(
                "这是以前发布的一版，不是台账中最近一次发布的 {last}",
                "it is an earlier edition, not {last}, the one that the ledger has last"
            ),
            Doubt::NotLast(last, Recorded::Never) => text!(
                "台账里没有这一版，最近一次发布的是 {last}。若是发布之后又用 gongshi build 生成的，请用 gongshi publish 发布；否则内容被人改换过",
                "the ledger does not have this edition; the last one published is {last}. If it was made with `gongshi build` since, publish it with `gongshi publish`; otherwise someone has replaced it"
            ),
            Doubt::NotLast(_, Recorded::Pending) => text!(
                "台账还没有写上这一版：发布被中断了。运行 gongshi publish，会先补记台账",
                "the ledger does not have this edition yet: its publication was cut off. Run `gongshi publish`, which first completes the ledger"
            ),
        }
    }
}
