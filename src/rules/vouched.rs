//! What a project itself knows of its editions: enough to tell whether a folder holds the one it published last.

use super::{ledger, office};
use crate::diagnostic::Diagnostic;
use crate::domain::moment::Moment;
use crate::domain::signing::SigningKey;
use crate::records::Records;

/// What a project knows of its editions.
#[derive(Clone, Debug, Default)]
pub struct Vouched {
    /// The key it signs with.
    pub key: Option<SigningKey>,
    /// The digests of the editions it published, oldest first.
    pub editions: Vec<String>,
    /// The digests of the ledger's entries, in the same order.
    pub entries: Vec<String>,
    /// When it published the last of them.
    pub latest: Option<Moment>,
}

/// Reads it from the site's settings and the ledger alone; the other records do not matter.
///
/// # Errors
/// What is wrong with the key or the ledger.
pub fn vouched(records: &Records) -> Result<Vouched, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let key = records.site.as_ref().and_then(|site| site.signing_key.as_ref());
    let key = key.and_then(|text| office::signing_key(text, &mut problems));
    let ledger = ledger::read(records, &mut problems);
    let (editions, entries, latest) = (ledger.editions, ledger.digests, ledger.latest);
    if problems.is_empty() { Ok(Vouched { key, editions, entries, latest }) } else { Err(problems) }
}
