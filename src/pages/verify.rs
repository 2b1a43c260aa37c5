//! `/verify.html`: how a reader checks that a page is as it was published, and who published it.

use serde::Serialize;

use super::{Context, Head, template};
use crate::domain::office::Office;
use crate::domain::signing::NAMESPACE;

/// The page about checking the site.
#[derive(Debug, Serialize)]
pub struct VerifyPage {
    page: Head,
    signing: Option<SigningView>,
}

/// Who signs the editions, where they are signed.
#[derive(Debug, Serialize)]
struct SigningView {
    signer: String,
    fingerprint: String,
    namespace: &'static str,
}

template!(VerifyPage, "verify.html");

/// The page about checking the site.
pub fn verify(context: Context<'_>) -> VerifyPage {
    let terms = context.terms;
    let page = Head {
        title: terms.verify.title().to_string(),
        description: terms.verify.description().to_string(),
        ..Head::new(context, "verify.html", "verify", terms.columns.notices())
    };
    VerifyPage { page, signing: signing(&context.register.office) }
}

fn signing(office: &Office) -> Option<SigningView> {
    let fingerprint = office.signing_key.as_ref()?.fingerprint();
    Some(SigningView { signer: office.host().to_owned(), fingerprint, namespace: NAMESPACE })
}
