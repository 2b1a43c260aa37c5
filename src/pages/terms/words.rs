//! What the theme calls the things that there are several of.

use std::sync::Arc;

use super::{
    Arrangements, Counters, CsvHeads, EntryKinds, ListHeads, Orders, Phases, Photos, Postmarks, Terms, Ways,
};
use crate::domain::column::{Column, OwnCell};
use crate::domain::course::RoundState;
use crate::domain::entry::{Decision, Entry, Standing};
use crate::domain::names::Order;
use crate::domain::notice::{Change, Correctable, Effect, Notice, NoticeKind};
use crate::domain::office::Postmark;
use crate::domain::programme::EntryKind;
use crate::domain::round::Round;
use crate::pages::listing::Arrangement;

impl Arrangements {
    pub(crate) fn of(&self, arrangement: Arrangement) -> &Arc<str> {
        match arrangement {
            Arrangement::Order => self.order(),
            Arrangement::Field => self.field(),
            Arrangement::Recommender => self.recommender(),
        }
    }
}

impl Phases {
    pub(crate) fn of(&self, phase: RoundState) -> &Arc<str> {
        match phase {
            RoundState::Draft => self.draft(),
            RoundState::Waiting => self.waiting(),
            RoundState::Open => self.open(),
            RoundState::Ended => self.ended(),
            RoundState::Investigating => self.investigating(),
            RoundState::Deciding => self.deciding(),
            RoundState::Suspended => self.suspended(),
            RoundState::Withdrawn => self.withdrawn(),
            RoundState::Decided => self.decided(),
        }
    }
}

impl EntryKinds {
    pub(crate) fn of(&self, kind: EntryKind) -> &Arc<str> {
        match kind {
            EntryKind::Individual => self.person(),
            EntryKind::Team => self.team(),
        }
    }
}

impl Counters {
    pub(crate) fn of(&self, kind: EntryKind) -> &Arc<str> {
        match kind {
            EntryKind::Individual => self.person(),
            EntryKind::Team => self.team(),
        }
    }
}

impl Orders {
    /// What a list says of its order. One in the order of the records claims no order at all.
    pub(crate) fn of(&self, order: Order, kind: EntryKind) -> &Arc<str> {
        match (order, kind) {
            (Order::SurnameStrokes, EntryKind::Individual) => self.surname_strokes(),
            (Order::FullNameStrokes, EntryKind::Individual) => self.full_name_strokes(),
            (Order::Pinyin, EntryKind::Individual) => self.pinyin(),
            (Order::SurnameStrokes | Order::FullNameStrokes, EntryKind::Team) => self.team_strokes(),
            (Order::Pinyin, EntryKind::Team) => self.team_pinyin(),
            (Order::AsListed, _) => self.as_listed(),
        }
    }
}

impl ListHeads {
    pub(crate) fn of(&self, column: Column, kind: EntryKind) -> &Arc<str> {
        match (column, kind) {
            (Column::Name, EntryKind::Individual) => self.person_name(),
            (Column::Name, EntryKind::Team) => self.team_name(),
            (Column::Unit, EntryKind::Individual) => self.person_unit(),
            (Column::Unit, EntryKind::Team) => self.team_unit(),
            (Column::Title, EntryKind::Individual) => self.person_title(),
            (Column::Title, EntryKind::Team) => self.team_title(),
            (Column::Field, _) => self.field(),
            (Column::Recommender, _) => self.recommender(),
        }
    }
}

impl CsvHeads {
    /// In the order of the columns.
    pub(crate) fn all(&self) -> [&Arc<str>; 10] {
        [
            self.number(),
            self.id(),
            self.programme(),
            self.name(),
            self.leader(),
            self.unit(),
            self.title(),
            self.field(),
            self.recommender(),
            self.standing(),
        ]
    }
}

impl Photos {
    /// What a photograph shows, for whoever does not see it.
    pub(crate) fn of(&self, kind: EntryKind, name: &str) -> String {
        match kind {
            EntryKind::Individual => self.person(name),
            EntryKind::Team => self.team(name),
        }
    }
}

impl Postmarks {
    pub(crate) fn of(&self, postmark: Postmark) -> &Arc<str> {
        match postmark {
            Postmark::Sending => self.sending(),
            Postmark::Arriving => self.arriving(),
        }
    }
}

impl Terms {
    /// Which item of an entry was corrected: 工作单位, of a team 依托单位.
    pub(crate) fn corrected_item(&self, change: &Change, entry: &Entry) -> Arc<str> {
        let kind = entry.kind();
        let item = match change.field {
            Correctable::Name => self.list_heads.of(Column::Name, kind),
            Correctable::Unit => self.list_heads.of(Column::Unit, kind),
            Correctable::Title => self.list_heads.of(Column::Title, kind),
            Correctable::Field => self.list_heads.field(),
            Correctable::Recommender => self.list_heads.recommender(),
            Correctable::Summary => self.corrected.summary(),
            Correctable::Leader => self.list_heads.team_leader(),
            Correctable::Members => self.corrected.members(),
            Correctable::Mentors => self.corrected.mentors(),
            Correctable::Column => {
                let of = |cell: &&OwnCell| Some(&cell.column.key) == change.column.as_ref();
                let found = entry.cells.iter().find(of);
                return found.map(|cell| cell.column.heading.clone()).unwrap_or_default();
            }
        };
        item.clone()
    }
}

impl Terms {
    /// What a kind of notice is called.
    pub(crate) fn notice_kind(&self, kind: &NoticeKind) -> Arc<str> {
        self.notice_kinds.of(kind.id).map(|phrase| phrase.text().clone()).unwrap_or_default()
    }

    /// The title of a notice of a round.
    pub(crate) fn notice_title(&self, round: &Round, notice: &Notice) -> String {
        let name = match notice.kind.effect {
            Effect::Corrects => correction(round, notice),
            Effect::Opens
            | Effect::Adds
            | Effect::Extends
            | Effect::Suspends
            | Effect::Resumes
            | Effect::Leaves
            | Effect::Withdraws
            | Effect::Decides
            | Effect::Settles
            | Effect::Revokes
            | Effect::Commends => notice.kind.id,
        };
        let Some(title) = self.notice_titles.of(name) else { return String::new() };
        let before = self.round_standing(round, Standing::Proposed);
        let after = self.round_standing(round, Standing::Selected);
        let how = how(&self.ways, notice, self.notice.between_ways());
        title.filled(&[&round.title, &before, &after, &self.round_selected(round), &how])
    }
}

/// A correction's title says of what it is, and whether anything was wrong.
fn correction(round: &Round, notice: &Notice) -> &'static str {
    let target = notice.about.and_then(|number| round.notices.get(number.checked_sub(1)?));
    match target.map(|target| target.kind.effect) {
        _ if notice.is_transfer() => "transfer",
        Some(Effect::Decides) => "correction-of-result",
        _ => notice.kind.id,
    }
}

/// How the selections that a notice is about ended: 取消资格和退出.
fn how(ways: &Ways, notice: &Notice, between: &str) -> String {
    let all = [
        (Decision::Disqualified, ways.disqualified()),
        (Decision::Suspended, ways.suspended()),
        (Decision::Resigned, ways.resigned()),
    ];
    let told = |wanted: Decision| notice.decisions.iter().any(|decided| decided.decision == wanted);
    let some = all.into_iter().filter(|(decision, _)| told(*decision));
    some.map(|(_, way)| way.to_string()).collect::<Vec<_>>().join(between)
}
