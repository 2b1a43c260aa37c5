//! What `publish` asks for where notices need an approval, and what `status` and `report` say of those published without.

use crate::archive::{self, Document, Unapproved};
use crate::diagnostic::{Diagnostic, Location, error, text};
use crate::domain::approval::Approving;
use crate::domain::register::Register;
use crate::domain::round::Round;
use crate::records::Role;
use crate::site::Site;

/// Asks for the approval of every notice that becomes public for the first time. With a `reason` for doing without, the
/// documents carry it to the ledger.
///
/// # Errors
/// Every notice that nobody approved, or of which another text was approved.
pub(super) fn ask(
    site: &Site,
    documents: &mut [Document],
    reason: Option<&str>,
) -> Result<(), Vec<Diagnostic>> {
    let register = site.register();
    if register.office.approving == Approving::Free {
        return Ok(());
    }
    let mut problems = Vec::new();
    for document in documents {
        let is_new = document.struck.is_empty() && !register.ledger.documents.contains_key(&document.file);
        let problem = is_new.then(|| problem_of(register, document)).flatten();
        match (problem, reason) {
            (Some(_), Some(reason)) => document.without_approval = Some(reason.to_owned()),
            (Some(problem), None) => problems.push(problem),
            (None, _) => {}
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

fn problem_of(register: &Register, document: &Document) -> Option<Diagnostic> {
    let round = round_of(register, document);
    let approval = round.and_then(|round| round.approval.as_ref());
    let id = round.map_or("", |round| round.id.as_str());
    let (file, title) = (format!("content/rounds/{id}/round.yaml"), &document.title);
    let problem = match archive::unapproved(approval, &archive::approval_digest(document)) {
        None => {
            let on = approval.map(|approval| approval.on).filter(|on| *on > register.now.date)?;
            error!(
                Location::file(&file),
                "not-approved",
                "《{title}》的签发日期 {on} 还没有到",
                "the approval of {title} is dated {on}, a day to come"
            )
        }
        Some(Unapproved::Never) => error!(
            Location::file(&file),
            "not-approved", "《{title}》还没有审定签发", "{title} is not approved yet"
        ),
        Some(Unapproved::Changed) => error!(
            Location::file(&file),
            "approval-void",
            "《{title}》审定签发以后，文字又有改动，签发不再有效",
            "the text of {title} was changed after it was approved, which makes the approval void"
        ),
    };
    Some(problem.help(text!(
        "运行 gongshi proof {id} 送审稿.html，审定后把其中的摘要、签发人和日期写进 round.yaml 的 approved；来不及审定的，用 gongshi publish --without-approval 原因，原因记入台账，事后补办",
        "run `gongshi proof {id} proof.html`, have it approved, and write digest, name and day as `approved` into round.yaml; where there is no time for it, `gongshi publish --without-approval REASON` records why, and the approval is asked for afterwards"
    )))
}

pub(super) fn round_of<'r>(register: &'r Register, document: &Document) -> Option<&'r Round> {
    let Role::Published(id, _) = Role::of(&document.file) else { return None };
    register.rounds.iter().map(AsRef::as_ref).find(|round: &&Round| round.id == id)
}

/// What `status` says of a round's notices that were published without an approval and have none yet.
pub(super) fn still_missing(register: &Register, round: &Round) -> Vec<String> {
    let id = &round.id;
    let missing = archive::still_unapproved(round, &register.ledger);
    let line = |(archived, reason): (&crate::domain::printed::Archived, &str)| {
        let title = &archived.facts.title;
        text!(
            "《{title}》未经审定签发即已发布（{reason}）：请补办，运行 gongshi proof {id} 送审稿.html",
            "{title} was published without an approval ({reason}): have it approved now, with `gongshi proof {id} proof.html`"
        )
    };
    missing.map(line).collect()
}
