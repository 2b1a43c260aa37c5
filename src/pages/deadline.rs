//! The day on which a notice's period ends, for calendars of readers.

use crate::domain::moment::Moment;
use crate::domain::notice::{Effect, Notice, Publicity};
use crate::domain::register::Register;
use crate::domain::round::Round;

/// What the notices up to now have made of a notice's period.
#[derive(Clone, Debug)]
pub struct Deadline {
    /// What tells this deadline from every other, the same for good.
    pub uid: String,
    /// The last moment for objections.
    pub closes: Moment,
    /// A later notice suspended, withdrew or restarted it: the day is void.
    pub void: bool,
    /// When it last changed.
    pub changed: Moment,
    /// How often.
    pub changes: usize,
    /// The title of the round.
    pub title: String,
    /// The address of the objection page.
    pub objection: String,
}

/// An extension moves the day of the notice it extends; a suspension, a withdrawal or a restart voids it.
pub(super) fn deadline(
    register: &Register,
    round: &Round,
    notice: &Notice,
    publicity: &Publicity,
) -> Deadline {
    let base = &register.office.base_url;
    let mut deadline = Deadline {
        uid: format!("{}-{}@{}", round.id, notice.stem(), base.split('/').nth(2).unwrap_or("localhost")),
        closes: publicity.closes,
        void: false,
        changed: notice.published,
        changes: 0,
        title: round.title.clone(),
        objection: format!("{base}objection.html"),
    };
    for later in round.published(register.now).filter(|later| later.number > notice.number) {
        match (later.kind.effect, &later.period) {
            (Effect::Extends, Some(longer)) if !deadline.void => {
                deadline.closes = deadline.closes.max(longer.closes);
            }
            (Effect::Resumes, Some(rest)) => {
                (deadline.void, deadline.closes) = (false, rest.closes);
            }
            (Effect::Suspends | Effect::Withdraws | Effect::Opens, _) => deadline.void = true,
            _ => continue,
        }
        deadline.changed = later.published;
        deadline.changes += 1;
    }
    deadline
}
