//! Records that were read before and stand some lines further down or up since, because lines came or went before them.

use super::dossier::{Dossier, StretchRecord};
use super::people::{AchievementRecord, EngineerRecord, EntryFields, PersonRecord, TeamRecord};
use crate::diagnostic::Span;
use crate::records::yaml::Text;

/// What has places in a file.
pub(super) trait Moved: Clone {
    /// Moves all of them by some lines. Every field is named, so that none with a place can be forgotten.
    fn move_by(&mut self, lines: i32);
}

fn all<const N: usize>(fields: [&mut impl Moved; N], lines: i32) {
    fields.into_iter().for_each(|field| field.move_by(lines));
}

impl Moved for Span {
    fn move_by(&mut self, lines: i32) {
        self.line = self.line.saturating_add_signed(lines);
    }
}

impl Moved for Text {
    fn move_by(&mut self, lines: i32) {
        self.span.move_by(lines);
    }
}

impl<T: Moved> Moved for Option<T> {
    fn move_by(&mut self, lines: i32) {
        self.iter_mut().for_each(|one| one.move_by(lines));
    }
}

impl<T: Moved> Moved for Vec<T> {
    fn move_by(&mut self, lines: i32) {
        self.iter_mut().for_each(|one| one.move_by(lines));
    }
}

impl<T: Moved> Moved for Box<T> {
    fn move_by(&mut self, lines: i32) {
        T::move_by(self, lines);
    }
}

impl Moved for EngineerRecord {
    fn move_by(&mut self, lines: i32) {
        let EngineerRecord { file: _, id, programme, person, entry } = self;
        id.move_by(lines);
        programme.move_by(lines);
        person.move_by(lines);
        entry.move_by(lines);
    }
}

impl Moved for TeamRecord {
    fn move_by(&mut self, lines: i32) {
        let TeamRecord { file: _, id, programme, name, unit, leader, members, mentors, entry } = self;
        all([id, name, unit], lines);
        programme.move_by(lines);
        leader.move_by(lines);
        all([members, mentors], lines);
        entry.move_by(lines);
    }
}

impl Moved for EntryFields {
    fn move_by(&mut self, lines: i32) {
        let EntryFields {
            field,
            recommender,
            channel,
            summary,
            achievements,
            classified,
            pinyin,
            strokes,
            surname,
            searched: _,
        } = self;
        all([field, recommender], lines);
        all([channel, summary, classified, pinyin, strokes, surname], lines);
        achievements.move_by(lines);
    }
}

impl Moved for PersonRecord {
    fn move_by(&mut self, lines: i32) {
        let PersonRecord { span, name, unit, title, birth, education, years, rank, grassroots, dossier } =
            self;
        span.move_by(lines);
        name.move_by(lines);
        all([unit, title, birth, education, years, rank, grassroots], lines);
        dossier.move_by(lines);
    }
}

impl Moved for AchievementRecord {
    fn move_by(&mut self, lines: i32) {
        let AchievementRecord { kind, name, role, contribution } = self;
        name.move_by(lines);
        all([kind, role, contribution], lines);
    }
}

impl Moved for Dossier {
    fn move_by(&mut self, lines: i32) {
        let Dossier { main, outstanding, study, work, posts, patents, awards, honours } = self;
        all([main, outstanding], lines);
        all([study, work], lines);
        all([posts, patents, awards, honours], lines);
    }
}

impl Moved for StretchRecord {
    fn move_by(&mut self, lines: i32) {
        let StretchRecord { span, from, to, text } = self;
        span.move_by(lines);
        all([from, to, text], lines);
    }
}
