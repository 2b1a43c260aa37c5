//! What a page is made of, as one digest: pages with the same imprint have the same bytes, so that a build need not
//! render again what it finds in the output.

use std::sync::OnceLock;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::profile::{Makings, Values};
use super::route::{Content, ItemIndex};
use super::search::Piece;
use super::{Leaf, Site, event, feed, html};
use crate::domain::notice::Notice;
use crate::domain::round::Round;
use crate::pages::{Given, notice};
use crate::world::photo::Photo;

/// The imprints of a site's pages.
#[derive(Debug)]
pub struct Imprints<'s> {
    site: &'s Site,
    /// Of everything the site is made of: of the pages that show a part of all.
    whole: [u8; 32],
    /// Of the program, the theme, and what every page shows.
    common: Sha256,
    /// Of what the profiles of each round have in common.
    rounds: Vec<[u8; 32]>,
    /// Of the entries of each round, the engineers and the teams.
    entries: Vec<[Vec<OnceLock<[u8; 32]>>; 2]>,
    /// Of the texts that are searched, piece by piece.
    texts: Vec<OnceLock<[u8; 32]>>,
    /// Of the text of each round's notices.
    notices: Vec<Vec<OnceLock<[u8; 32]>>>,
}

impl<'s> Imprints<'s> {
    /// `whole` is the digest of all that the site was compiled from, its moment too.
    pub(super) fn new(site: &'s Site, whole: [u8; 32]) -> Self {
        let common = Sha256::new()
            .chain_update(env!("GONGSHI_SOURCES"))
            .chain_update(site.theme.digest())
            .chain_update(site.shared);
        let of_round = |around| digest(common.clone(), around);
        Imprints {
            site,
            whole: common.clone().chain_update(whole).finalize().into(),
            rounds: site.surroundings.iter().map(of_round).collect(),
            common,
            entries: site.register.rounds.iter().map(of_entries).collect(),
            texts: unknown(site.search.pieces_of_texts()),
            notices: site.register.rounds.iter().map(|round| unknown(round.notices.len())).collect(),
        }
    }

    /// Of everything.
    pub fn whole(&self) -> [u8; 32] {
        self.whole
    }

    /// The imprint of a page, the same for all its forms. It is of all that the site is made of for pages that show a part
    /// of all.
    pub fn of(&self, leaf: &Leaf<'_>) -> [u8; 32] {
        let Some((_, content)) = leaf.forms().first() else { return self.whole };
        match content {
            Content::Profile(r, index) | Content::ProfileText(r, index) => {
                *self.known(*r, *index).get_or_init(|| self.of_entry(*r, *index, leaf.values()))
            }
            Content::Photo(r, index) => {
                let photo = index.of(&self.site.register.rounds[*r]).entry().shown_photo();
                let of_file =
                    |photo: &Photo| self.common.clone().chain_update(photo.digest).finalize().into();
                photo.map_or(self.whole, of_file)
            }
            _ => self.whole,
        }
    }

    /// Of some pages that show a part of all, the imprint by what they do show: worth its while where something has
    /// changed, but perhaps not that.
    pub fn closer(&self, path: &str, content: &Content) -> Option<[u8; 32]> {
        let site = self.site;
        let common = self.common.clone();
        match content {
            Content::Round(_) | Content::List(..) | Content::Field(..) | Content::SearchIndex(..) => {
                html::imprint(common, self, site, path, content).ok()
            }
            Content::Notice(r, n) | Content::NoticeText(r, n) | Content::NoticeEvent(r, n) => {
                let round = &site.register.rounds[*r];
                let notice = &round.notices[*n];
                let text = common.chain_update(self.notice(round, notice));
                let event = text.chain_update(event::ics(&site.register, round, notice));
                let path = format!("{}.html", round.notice_address(notice));
                html::imprint(event, self, site, &path, &Content::Notice(*r, *n)).ok()
            }
            Content::Feed => {
                Some(feed::imprint(common, &site.register, |round, notice| self.notice(round, notice)))
            }
            Content::SearchPiece(Piece::Texts(n)) => Some(self.texts(*n)),
            Content::SearchPiece(Piece::Grams { .. }) => {
                let all = (0..self.texts.len()).fold(common, |all, n| all.chain_update(self.texts(n)));
                Some(all.finalize().into())
            }
            _ => None,
        }
    }

    /// Of an entry and what its round's profiles have in common: of its profile, and of all that lists show of it.
    pub(super) fn entry_as_words(&self, r: usize, index: ItemIndex) -> [u64; 4] {
        let imprint = self.known(r, index).get_or_init(|| {
            let values = Values::of(self.site, r, index);
            self.of_entry(r, index, values.as_ref())
        });
        // Numbers are sooner written than bytes.
        let mut words = [0; 4];
        for (word, bytes) in words.iter_mut().zip(imprint.as_chunks().0) {
            *word = u64::from_le_bytes(*bytes);
        }
        words
    }

    fn known(&self, r: usize, index: ItemIndex) -> &OnceLock<[u8; 32]> {
        let [engineers, teams] = &self.entries[r];
        match index {
            ItemIndex::Engineer(i) => &engineers[i],
            ItemIndex::Team(i) => &teams[i],
        }
    }

    fn of_entry(&self, r: usize, index: ItemIndex, values: Option<&Values<'_>>) -> [u8; 32] {
        let round = Sha256::new().chain_update(self.rounds[r]);
        match values {
            Some(values) => values.digest(round.chain_update("values")),
            None => digest(round, &Makings::new(self.site, r, index)),
        }
    }

    /// Of the text of a notice.
    fn notice(&self, round: &Round, notice: &Notice) -> [u8; 32] {
        let register = &self.site.register;
        let text = || notice::imprint(self.common.clone(), register, round, notice).finalize().into();
        let known = register.rounds.iter().position(|other| other.id == round.id);
        let known = known.and_then(|r| self.notices[r].get(notice.number.checked_sub(1)?));
        known.map_or_else(text, |known| *known.get_or_init(text))
    }

    fn texts(&self, piece: usize) -> [u8; 32] {
        let (search, register) = (&self.site.search, &self.site.register);
        *self.texts[piece].get_or_init(|| search.digest(self.common.clone(), register, piece))
    }
}

fn of_entries(round: &Round) -> [Vec<OnceLock<[u8; 32]>>; 2] {
    [round.engineers.len(), round.teams.len()].map(unknown)
}

fn unknown(count: usize) -> Vec<OnceLock<[u8; 32]>> {
    (0..count).map(|_| OnceLock::new()).collect()
}

/// Goes on with a digest over a value.
fn digest(mut digest: Sha256, value: &impl Serialize) -> [u8; 32] {
    digest.put("", value);
    digest.finalize().into()
}
