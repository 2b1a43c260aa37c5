//! The round as it was when a notice of it was published.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::domain::course::Course;
use crate::domain::moment::Moment;
use crate::domain::notice::Notice;
use crate::domain::round::Round;

/// The round with nothing of what came after a notice: as if it were the latest.
pub(super) fn without_later(round: &Round, notice: &Notice, now: Moment) -> Round {
    let mut then = as_printed(round, notice, now).into_owned();
    let later = round.notices.iter().filter(|later| later.number > notice.number);
    let added: BTreeSet<&str> = later.flat_map(|later| &later.entries).map(String::as_str).collect();
    then.entries.retain(|entry| !added.contains(&*entry.id));
    then.notices.truncate(notice.number);
    then
}

/// The round when a notice was published: later ones are not out, and have not moved its end.
pub(super) fn at_publication(round: &Round, notice: &Notice) -> Round {
    let mut then = Round { entries: Vec::new(), ..round.clone() };
    then.notices.truncate(notice.number);
    let course = Course::at(&then.notices, notice.published);
    (then.phase, then.closes, then.since) = (course.phase, course.closes, course.since);
    then
}

/// The round as a notice printed it: without the corrections that came after.
pub(super) fn as_printed<'r>(round: &'r Round, notice: &Notice, now: Moment) -> Cow<'r, Round> {
    let later: Vec<_> = round.changes(|n| n.number > notice.number && n.published <= now).collect();
    if later.is_empty() { Cow::Borrowed(round) } else { Cow::Owned(round.without(later)) }
}
