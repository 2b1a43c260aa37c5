//! The feed: the newest notices, in full while there is room.

use super::notice::NoticePage;
use super::printed::notice;
use super::{Context, parts};
use crate::domain::moment::Moment;
use crate::domain::notice::{Effect, Notice};
use crate::domain::register::Register;
use crate::domain::round::Round;

/// The newest notices a feed carries.
const ENTRIES: usize = 50;
/// The most entries that the lists of notices in full may have together; older notices have their summary only.
const LISTED: usize = 1_000;

/// The feed of a site.
#[derive(Debug)]
pub struct FeedPage {
    /// The site's title.
    pub title: String,
    /// The site's address.
    pub base_url: String,
    /// Whose site it is.
    pub owner: String,
    /// When its newest entry changed; without any, the beginning of the day.
    pub updated: Moment,
    /// The notices, newest first.
    pub entries: Vec<FeedEntry>,
}

/// One notice in the feed. Its id is its address, which never changes.
#[derive(Debug)]
pub struct FeedEntry {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// When it was published.
    pub published: Moment,
    /// When it last changed.
    pub updated: Moment,
    /// What it is, and until when one may object.
    pub summary: String,
    /// Who issues it.
    pub author: String,
    /// Its text, where its list is not too long; links lead to the site itself, wherever the feed is read.
    pub notice: Option<NoticePage>,
}

/// The feed at the register's moment.
pub fn feed(context: Context<'_>) -> FeedPage {
    let register = context.register;
    let office = &register.office;
    let mut room = Some(LISTED);
    let notices = register.notices().into_iter().take(ENTRIES);
    let entries: Vec<FeedEntry> =
        notices.map(|(round, notice)| entry(context, round, notice, &mut room)).collect();
    let beginning = Moment { minute: 0, ..register.now };
    FeedPage {
        title: office.title.clone(),
        base_url: office.base_url.clone(),
        owner: office.owner.clone(),
        updated: entries.iter().map(|entry| entry.updated).max().unwrap_or(beginning),
        entries,
    }
}

/// One notice, in full while there is room; once one has none, no older one has.
fn entry(context: Context<'_>, round: &Round, of: &Notice, room: &mut Option<usize>) -> FeedEntry {
    let Context { register, terms } = context;
    let base = &register.office.base_url;
    let shown = parts::notice(context.terms, round, of);
    let (kind, title) = (&shown.kind_name, &shown.title);
    let summary = match parts::period_of(terms, of) {
        Some(period) => terms.feed.summary_of_period(kind, title, period.text, period.closes),
        None => terms.feed.summary(kind, title),
    };
    let page = room.map(|left| (left, notice(context, round, of).with_root(base)));
    *room = page.as_ref().and_then(|(left, page)| left.checked_sub(page.listed()));
    FeedEntry {
        url: format!("{base}{}", shown.href),
        summary,
        title: shown.title,
        published: of.published,
        updated: updated(register, round, of),
        author: parts::issuers(context.terms, round),
        notice: page.filter(|_| room.is_some()).map(|(_, page)| page),
    }
}

/// When a notice last changed: a withdrawal takes the list out of the notices before it, a removal strikes a row.
fn updated(register: &Register, round: &Round, notice: &Notice) -> Moment {
    let later = round.published(register.now).filter(|later| later.number > notice.number);
    let withdrawn = later.filter(|later| later.kind.effect == Effect::Withdraws).map(|later| later.published);
    withdrawn.chain(parts::removals(register, notice)).max().unwrap_or(notice.published)
}
