//! What a profile shows of its entry: the free texts, each wherever a template puts it, and all the rest, which decides
//! the way through the templates.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::super::Site;
use super::super::route::ItemIndex;
use super::Makings;
use crate::domain::entry::{Achievement, Engineer, Entry, Item, Person, Standing, Team, href};
use crate::pages::escape;
use crate::pages::profile::Subject;
use crate::pages::view::Link;

/// The marks that stand for texts in a stencil: characters of the private use area, which no input may hold
/// ([`crate::world::text::is_forbidden`]). U+E000 is another's.
const FIRST_MARK: u32 = 0xE100;
/// How many there are.
const MARKS: usize = 0x1000;

/// The mark of a text by its position, if there are so many.
fn mark(position: usize) -> Option<char> {
    let position = u32::try_from(position).ok().filter(|_| position < MARKS)?;
    char::from_u32(FIRST_MARK + position)
}

/// Which text a character stands for, if it is a mark.
pub(super) fn marked(c: char) -> Option<usize> {
    let position = usize::try_from(u32::from(c).checked_sub(FIRST_MARK)?).ok()?;
    (position < MARKS).then_some(position)
}

/// The values of a profile.
#[derive(Debug)]
pub(in crate::site) struct Values<'s> {
    /// Everything but the texts. Profiles of one kind in one round differ in their texts alone.
    pub(super) kind: Vec<u8>,
    /// The texts, in the order of [`marks`].
    pub(super) texts: Vec<&'s str>,
}

impl<'s> Values<'s> {
    /// Of an entry of a round. `None` where a page may show more: those of entries decided against tell the decision too, and
    /// another theme's templates may show a text as it was typed, empty lines and all.
    pub(in crate::site) fn of(site: &'s Site, r: usize, index: ItemIndex) -> Option<Self> {
        if !site.theme.is_own() {
            return None;
        }
        let round = &site.register.rounds[r];
        let item = index.of(round);
        let Entry {
            id,
            href: _,
            programme,
            name,
            reading: _,
            unit,
            field,
            recommender,
            summary,
            achievements,
            standing,
            photo: _,
            source: _,
        } = item.entry();
        if matches!(standing, Standing::Out(_)) {
            return None;
        }
        let mut values = Values { kind: Vec::with_capacity(64), texts: Vec::with_capacity(24) };
        values.fixed(standing.name());
        values.fixed(&field.id);
        values.fixed(&field.name);
        values.texts.extend([&**id, &programme.name, name, unit, recommender]);
        values.paragraphs(summary.as_deref());
        values.count(achievements.len());
        for Achievement { kind, name, role, contribution } in achievements {
            values.texts.push(name);
            values.optional(kind.as_deref());
            values.optional(role.as_deref());
            values.paragraphs(contribution.as_deref());
        }
        match item {
            Item::Engineer(Engineer { entry: _, title }) => {
                values.fixed("engineer");
                values.optional(title.as_deref());
            }
            Item::Team(Team { entry: _, leader, members, mentors }) => {
                values.fixed("team");
                values.person(leader);
                for people in [members, mentors] {
                    values.count(people.len());
                    people.iter().for_each(|person| values.person(person));
                }
            }
        }
        let photo = item.entry().shown_photo();
        values.count(usize::from(photo.is_some()));
        if let Some(photo) = photo {
            values.fixed(&format!("{:?}", photo.published_size()));
        }
        let (previous, next) = site.neighbours[r].of(index);
        for beside in [previous, next] {
            values.count(usize::from(beside.is_some()));
            let entry = beside.map(|index| index.of(round).entry());
            values.texts.extend(entry.into_iter().flat_map(|entry| [&*entry.id, &entry.name]));
        }
        Some(values)
    }

    /// Goes on with a digest over all of them: profiles with the same one are the same page.
    pub(in crate::site) fn digest(&self, digest: Sha256) -> [u8; 32] {
        let texts = self.texts.iter().map(|text| text.len() + size_of::<usize>());
        let mut all = Vec::with_capacity(self.kind.len() + texts.sum::<usize>());
        all.extend(&self.kind);
        for text in &self.texts {
            all.extend(text.len().to_le_bytes());
            all.extend(text.as_bytes());
        }
        digest.chain_update(all).finalize().into()
    }

    fn fixed(&mut self, text: &str) {
        self.count(text.len());
        self.kind.extend(text.as_bytes());
    }

    fn count(&mut self, count: usize) {
        self.kind.extend(count.to_le_bytes());
    }

    fn optional(&mut self, text: Option<&'s str>) {
        self.count(usize::from(text.is_some()));
        self.texts.extend(text);
    }

    fn paragraphs(&mut self, text: Option<&'s str>) {
        let before = self.texts.len();
        let lines = text.into_iter().flat_map(escape::lines);
        self.texts.extend(lines);
        self.count(usize::from(text.is_some()));
        self.count(self.texts.len() - before);
    }

    fn person(&mut self, Person { name, unit, title }: &'s Person) {
        self.texts.push(name);
        self.optional(unit.as_deref());
        self.optional(title.as_deref());
    }

    /// Whether each text stands as it is wherever it is put: in Markdown, in HTML, in an attribute, between quotation
    /// marks. Only such a profile can be cast.
    pub(super) fn are_plain(&self) -> bool {
        self.texts.len() <= MARKS && self.texts.iter().all(|text| !text.is_empty() && escape::is_plain(text))
    }
}

/// The makings of a profile like that of an entry, with marks in place of its texts.
pub(super) fn marks(site: &Site, r: usize, index: ItemIndex) -> Makings {
    let round = &site.register.rounds[r];
    let mut marks = Marks::default();
    let subject = |item: Item<'_>| Subject::new(&site.register, round, item);
    let subject = match index.of(round) {
        Item::Engineer(engineer) => {
            let mut engineer = engineer.clone();
            marks.entry(&mut engineer.entry);
            marks.optional(&mut engineer.title);
            subject(Item::Engineer(&engineer))
        }
        Item::Team(team) => {
            let mut team = team.clone();
            marks.entry(&mut team.entry);
            let Team { entry: _, leader, members, mentors } = &mut team;
            [leader].into_iter().chain(members).chain(mentors).for_each(|person| marks.person(person));
            subject(Item::Team(&team))
        }
    };
    let (previous, next) = site.neighbours[r].of(index);
    let mut beside = |index: ItemIndex| {
        let href = href(index.of(round).kind(), &marks.next());
        Link { href: href.to_string(), text: marks.next().to_string() }
    };
    Makings { subject, previous: previous.map(&mut beside), next: next.map(beside) }
}

/// Gives out marks in the order in which [`Values::of`] takes texts.
#[derive(Default)]
struct Marks(usize);

impl Marks {
    fn next(&mut self) -> Arc<str> {
        self.0 += 1;
        mark(self.0 - 1).map(String::from).unwrap_or_default().into()
    }

    fn optional(&mut self, text: &mut Option<Arc<str>>) {
        if let Some(text) = text {
            *text = self.next();
        }
    }

    fn paragraphs(&mut self, text: &mut Option<Arc<str>>) {
        if let Some(text) = text {
            *text = escape::lines(text).map(|_| self.next()).collect::<Vec<_>>().join("\n").into();
        }
    }

    fn person(&mut self, Person { name, unit, title }: &mut Person) {
        *name = self.next();
        self.optional(unit);
        self.optional(title);
    }

    fn entry(&mut self, entry: &mut Entry) {
        entry.id = self.next();
        entry.href = href(entry.programme.kind, &entry.id);
        let mut programme = (*entry.programme).clone();
        programme.name = self.next().to_string();
        entry.programme = Arc::new(programme);
        entry.name = self.next();
        entry.unit = self.next();
        entry.recommender = self.next();
        self.paragraphs(&mut entry.summary);
        for Achievement { kind, name, role, contribution } in &mut entry.achievements {
            *name = self.next();
            self.optional(kind);
            self.optional(role);
            self.paragraphs(contribution);
        }
    }
}
