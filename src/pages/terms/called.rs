//! What those put forward and those selected are called: as their programme's documents say, else as the theme does.

use std::sync::Arc;

use super::{Decisions, Terms};
use crate::domain::course::RoundState;
use crate::domain::entry::{Decision, Standing};
use crate::domain::programme::{EntryKind, Programme, StandingTerms};
use crate::domain::round::Round;

impl Terms {
    /// Where someone of a programme stands: 拟选树, 选树, 已取消资格.
    pub(crate) fn standing(&self, programme: &Programme, standing: Standing) -> Arc<str> {
        let (own, words) = (programme.terms.as_ref(), &self.standings);
        let said =
            |word: fn(&StandingTerms) -> &Arc<str>, default: &Arc<str>| own.map_or(default, word).clone();
        match standing {
            Standing::Proposed => said(|terms| &terms.before, words.proposed()),
            Standing::Selected => said(|terms| &terms.after, words.selected()),
            Standing::Withdrawn => words.withdrawn().clone(),
            Standing::Out(Decision::NotSelected) => {
                let after = said(|terms| &terms.after, words.selected());
                words.not_selected(after).into()
            }
            Standing::Out(Decision::Deferred) => words.deferred().clone(),
            Standing::Out(Decision::Declined) => words.declined().clone(),
            Standing::Out(Decision::Selected) => said(|terms| &terms.after, words.selected()),
            Standing::Out(Decision::Left) => words.left().clone(),
            Standing::Out(Decision::Suspended) => words.suspended().clone(),
            Standing::Out(Decision::Disqualified) => words.disqualified().clone(),
            Standing::Out(Decision::Resigned) => words.resigned().clone(),
        }
    }

    /// What the people of a programme are: 人员, 人选, 团队.
    pub(crate) fn noun(&self, programme: &Programme) -> Arc<str> {
        let own = programme.terms.as_ref().and_then(|terms| terms.noun.as_ref());
        let default = match programme.kind {
            EntryKind::Individual => self.nouns.person(),
            EntryKind::Team => self.nouns.team(),
        };
        own.unwrap_or(default).clone()
    }

    /// What the list of a round is called before its decision, or after it: 拟入选, 拟选树人选. Programmes with
    /// different nouns have none in common.
    pub(crate) fn round_standing(&self, round: &Round, standing: Standing) -> Arc<str> {
        let mut words: Vec<Arc<str>> = Vec::new();
        for programme in &round.programmes {
            let word = self.standing(programme, standing);
            if !words.contains(&word) {
                words.push(word);
            }
        }
        let words = words.join(self.notice.between_issuers());
        let noun = common_noun(round).map_or("", |noun| noun);
        format!("{words}{noun}").into()
    }

    /// The same where the round stands now.
    pub(crate) fn round_standing_now(&self, round: &Round) -> Arc<str> {
        self.round_standing(round, standing_of(round))
    }

    /// Those whom a round selected: 入选者, 选树人选.
    pub(crate) fn round_selected(&self, round: &Round) -> Arc<str> {
        let selected = self.round_standing(round, Standing::Selected);
        match common_noun(round) {
            Some(_) => selected,
            None => self.nouns.selected(selected).into(),
        }
    }
}

/// Where those stand whom the lists of a round carry.
pub(crate) fn standing_of(round: &Round) -> Standing {
    if round.phase == RoundState::Decided { Standing::Selected } else { Standing::Proposed }
}

/// The noun that all programmes of a round give.
fn common_noun(round: &Round) -> Option<&Arc<str>> {
    let mut nouns = round.programmes.iter().map(|programme| programme.terms.as_ref()?.noun.as_ref());
    let first = nouns.next()??;
    nouns.all(|noun| noun == Some(first)).then_some(first)
}

impl Decisions {
    /// What was decided against someone of a programme whose selected are called `after`.
    pub(crate) fn of(&self, decision: Decision, after: &str) -> Arc<str> {
        match decision {
            Decision::NotSelected => self.not_selected(after).into(),
            Decision::Deferred => self.deferred().clone(),
            Decision::Declined => self.declined().clone(),
            Decision::Selected => after.into(),
            Decision::Left => self.left().clone(),
            Decision::Suspended => self.suspended().clone(),
            Decision::Disqualified => self.disqualified().clone(),
            Decision::Resigned => self.resigned().clone(),
        }
    }
}
