//! How a reader learns who signs the editions.

use serde::Serialize;

use crate::domain::office::Office;
use crate::domain::signing::NAMESPACE;

/// What the page about checking the site says of it.
#[derive(Serialize)]
pub(super) struct SigningView<'a> {
    signer: &'a str,
    fingerprint: String,
    namespace: &'static str,
}

pub(super) fn view(office: &Office) -> Option<SigningView<'_>> {
    let fingerprint = office.signing_key.as_ref()?.fingerprint();
    Some(SigningView { signer: office.host(), fingerprint, namespace: NAMESPACE })
}

/// `allowed_signers`, which `ssh-keygen -Y verify` reads.
pub(super) fn allowed_signers(office: &Office) -> Vec<u8> {
    let line = office.signing_key.as_ref().map(|key| key.allowed_signer(office.host()));
    line.unwrap_or_default().into_bytes()
}
