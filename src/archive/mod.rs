//! The archive of notices: what is to be written to it, and what the records, the theme and the calendar now say
//! otherwise than it.

mod approval;
mod difference;
mod document;
mod places;
mod told;
mod what;

use crate::diagnostic::{Diagnostic, Location, error};
use crate::domain::notice::Notice;
use crate::domain::printed::{Archived, Made, Strike, archive_file};
use crate::domain::round::Round;
use crate::pages::{self, NoticePage, printed};
use crate::records::printed_of;
use crate::render::{self, Theme};
use crate::site::Site;

pub use approval::{Unapproved, approval_digest, archived_digest, still_unapproved, unapproved};
pub use difference::review;

/// A document that is to be written to the archive.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its file, below the project's root.
    pub file: String,
    /// The notice's title.
    pub title: String,
    /// Its bytes.
    pub text: String,
    /// What is struck in it that was not before.
    pub struck: Vec<Strike>,
    /// Why it is published without an approval, where it needs one.
    pub without_approval: Option<String>,
}

impl Document {
    /// The Markdown that is printed, without the front matter.
    pub fn body(&self) -> &str {
        self.text.split_once("\n---\n\n").map_or(&self.text, |(_, body)| body)
    }

    /// A document that is in the archive.
    pub fn of_archived(archived: &Archived) -> Self {
        Document {
            file: archived.file.to_string(),
            title: archived.facts.title.clone(),
            text: document::write(&archived.facts, &archived.text),
            struck: archived.striking.clone(),
            without_approval: None,
        }
    }
}

/// The documents that the archive lacks: notices that are out and not yet in it, and those in which something has been
/// taken down since.
///
/// # Errors
/// Templates that fail, or a text that does not say what it has to.
pub fn due(site: &Site) -> Result<Vec<Document>, Vec<Diagnostic>> {
    due_as_public(site, &|_| None)
}

/// The same, with the text that is public where `public` knows it, by the notice's address: an earlier version may have
/// worded it otherwise.
///
/// # Errors
/// As for [`due`].
pub fn due_as_public(
    site: &Site,
    public: &dyn Fn(&str) -> Option<String>,
) -> Result<Vec<Document>, Vec<Diagnostic>> {
    let (mut documents, mut problems) = (Vec::new(), Vec::new());
    let register = site.register();
    for round in register.rounds.iter().rev() {
        for notice in round.published(register.now) {
            match document_of(site, (round, notice), public) {
                Ok(document) => documents.extend(document),
                Err(problem) => problems.push(problem),
            }
        }
    }
    if problems.is_empty() { Ok(documents) } else { Err(problems) }
}

fn document_of(
    site: &Site,
    (round, notice): (&Round, &Notice),
    public: &dyn Fn(&str) -> Option<String>,
) -> Result<Option<Document>, Diagnostic> {
    if let Some(archived) = &notice.archived {
        let is_due = !archived.striking.is_empty();
        return Ok(is_due.then(|| Document::of_archived(archived)));
    }
    let page = pages::notice_as_published(site.context(), round, notice);
    let text = render::notice_text(&page, site.theme())?;
    let mut facts = printed::facts(site.context(), round, notice, &page, made(site.theme(), &page));
    let text = match public(&facts.address).filter(|public| *public != text) {
        Some(public) => {
            // Nobody knows by which wording it was made.
            facts.made.builtin = UNKNOWN.to_owned();
            public
        }
        None => text,
    };
    let file = archive_file(&round.id, &notice.stem());
    let written = document::write(&facts, &text);
    // A document that does not say what it should when it is read again could never be put right.
    match printed_of(&file, &written) {
        Some((read, body)) if read == facts && *body == text => {}
        _ => return Err(unfit(&file, round)),
    }
    let (title, struck) = (facts.title, Vec::new());
    Ok(Some(Document { file, title, text: written, struck, without_approval: None }))
}

fn unfit(file: &str, round: &Round) -> Diagnostic {
    let title = &round.title;
    error!(Location::file(file), "archive-unfit",
        "“{title}”的这份公告写成存档以后，读不回同样的内容", "this notice of {title} does not read back as it is once it is archived";
        help: "名单过长的，分成几个轮次；否则请把这一轮的记录交给程序的维护者。什么都没有发布",
        "split a list that is too long into several rounds; else show the records of this round to the maintainers. Nothing was published"
    )
}

/// What stands for the wording of a text that an earlier version made.
const UNKNOWN: &str = "unknown";

/// What the text of a page is made with.
fn made(theme: &Theme, page: &NoticePage) -> Made {
    Made {
        program: concat!("gongshi ", env!("CARGO_PKG_VERSION")).to_owned(),
        builtin: theme.wording().builtin().to_owned(),
        wording: theme.wording().own(page),
    }
}
