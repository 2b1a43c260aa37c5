//! `/verify.html`: how a reader checks that a page is as it was published, and who published it.

use serde::Serialize;

use super::{Head, template};
use crate::domain::office::Office;
use crate::domain::register::Register;
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
pub fn verify(register: &Register) -> VerifyPage {
    let page = Head {
        title: "核验本站内容".to_owned(),
        description: "核对手中的页面与发布时是否一致、是不是本站发布的办法。".to_owned(),
        ..Head::new(register, "verify.html", "verify", "公示公告")
    };
    VerifyPage { page, signing: signing(&register.office) }
}

fn signing(office: &Office) -> Option<SigningView> {
    let fingerprint = office.signing_key.as_ref()?.fingerprint();
    Some(SigningView { signer: office.host().to_owned(), fingerprint, namespace: NAMESPACE })
}
