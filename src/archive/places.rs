//! Where what would be printed otherwise is written, what it is called, and which notices may tell of it.

use super::what::{What, entry_id};
use crate::diagnostic::{Location, Severity, text};
use crate::domain::course::RoundState;
use crate::domain::notice::Notice;
use crate::domain::round::Round;
use crate::pages;
use crate::records::value::Word;
use crate::records::{Records, RoundRecord};
use crate::site::Site;

/// Where things of a notice are written.
pub(super) struct Places<'a> {
    pub(super) site: &'a Site,
    pub(super) records: &'a Records,
    pub(super) round: &'a Round,
    pub(super) notice: &'a Notice,
}

impl Places<'_> {
    fn record(&self) -> Option<&RoundRecord> {
        self.records.round(&self.round.id)
    }

    fn round_file(&self) -> Location {
        Location::file(&format!("content/rounds/{}/round.yaml", self.round.id))
    }

    /// Where a notice of the round is written.
    pub(super) fn notice_location(&self, notice: &Notice) -> Location {
        let source = self.record().and_then(|record| record.notices.get(notice.number.checked_sub(1)?));
        source.map_or_else(|| self.round_file(), |source| source.kind.location.clone())
    }

    /// Where it is written.
    pub(super) fn of(&self, what: &What) -> Location {
        let record = self.record();
        let own = match what {
            What::RoundTitle => record.map(|r| r.title.location.clone()),
            What::Issuers => record.and_then(|r| Some(r.issuers.first()?.location.clone())),
            What::Basis => record
                .and_then(|r| Some(r.basis.first()?.location.clone()))
                .or_else(|| self.programme_basis()),
            What::Contacts => self.contacts(),
            What::Objection(_) => self
                .records
                .site
                .as_ref()
                .map(|s| s.objection.as_ref().map_or(&s.title.location, |o| &o.location).clone()),
            What::Order | What::Places => record.and_then(|r| Some(r.order.as_ref()?.location.clone())),
            What::Columns => record.and_then(|r| Some(r.columns.first()?.location().clone())),
            What::Programme => self.programme_name(),
            What::Added(page) | What::Gone(page) | What::Values(page) | What::Said(page, _) => {
                self.records.find(&self.round.id, entry_id(page)).map(|id| id.location.clone())
            }
            What::Changes | What::Decisions | What::Remark | What::Signed | What::Period => {
                Some(self.notice_location(self.notice))
            }
            What::Days => self.records.calendars.first().map(|calendar| calendar.year.location.clone()),
            What::Objections => {
                Some(Location::file(&format!("content/rounds/{}/objections.yaml", self.round.id)))
            }
            What::Wording => Some(self.wording()),
            What::Terms => {
                let programme = self.round.programmes.first();
                programme.map(|p| Location::file(&format!("content/programmes/{}.yaml", p.id)))
            }
        };
        own.unwrap_or_else(|| self.round_file())
    }

    fn contacts(&self) -> Option<Location> {
        let own = self.record()?.contacts.first();
        let of_site = || self.records.site.as_ref()?.contacts.first();
        own.or_else(of_site).map(|contact| contact.location.clone())
    }

    fn programme_name(&self) -> Option<Location> {
        let was = &self.notice.archived.as_ref()?.facts.lists;
        let is_known = |name: &str| was.iter().any(|list| list.programme == name);
        let programmes = self.records.programmes.iter();
        let mut of_round = programmes.filter(|p| self.round.programmes.iter().any(|own| own.id == p.id));
        of_round.find(|p| !is_known(&p.name.value)).map(|p| p.name.location.clone())
    }

    /// The document of a programme that the notice did not cite.
    fn programme_basis(&self) -> Option<Location> {
        let cited = &self.notice.archived.as_ref()?.facts.basis;
        let programmes = self.records.programmes.iter();
        let of_round = programmes.filter(|p| self.round.programmes.iter().any(|own| own.id == p.id));
        let documents = of_round.flat_map(|p| p.documents.iter().map(move |d| (p, d)));
        let mut cites = documents.filter(|(p, d)| p.basis.iter().any(|id| id.value == d.id.value));
        let is_new = |title: &str| !cited.iter().any(|text| text.contains(title));
        cites
            .find(|(_, d)| is_new(d.title.value.trim_matches(['《', '》'])))
            .map(|(_, d)| d.title.location.clone())
    }

    /// The round's own wording where the notice is in it, or the theme.
    fn wording(&self) -> Location {
        let wording = pages::wording_file(self.round);
        let was =
            self.notice.archived.as_ref().map(|a| a.facts.made.wording.contains('+')).unwrap_or_default();
        if (self.round.wording.is_some() || was)
            && self.notice.opening().is_some()
            && self.notice.about.is_none()
        {
            return Location::file(&wording);
        }
        Location::file(&format!("themes/{}", self.site.theme().name()))
    }

    /// What the round itself says may never be printed otherwise without a word. What several rounds share, and the office
    /// has to be able to change for the next, binds a round until it is over.
    pub(super) fn severity(&self, what: &What) -> Severity {
        let is_over = matches!(self.round.phase, RoundState::Decided | RoundState::Withdrawn);
        let own_contacts = self.record().is_some_and(|record| !record.contacts.is_empty());
        let is_shared = match what {
            What::Contacts => !own_contacts,
            What::Objection(_) | What::Days => true,
            What::Wording => !self.of(what).file.starts_with("content/"),
            _ => false,
        };
        match (what, is_over && is_shared) {
            (What::Objections, _) => Severity::Warning,
            (_, true) => Severity::Note,
            (_, false) => Severity::Error,
        }
    }

    /// What it is called, in both languages.
    pub(super) fn names(&self, what: &What) -> (String, String) {
        let both = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
        match what {
            What::RoundTitle => both("轮次名称", "the title of the round"),
            What::Issuers => both("落款单位", "issuers"),
            What::Basis => both("依据", "basis"),
            What::Contacts => both("受理渠道", "contacts"),
            What::Objection(rule) => {
                (format!("异议规定（{rule}）"), format!("the rule on objections ({rule})"))
            }
            What::Order => both("排序", "order"),
            What::Columns => both("列", "columns"),
            What::Programme => both("项目名称", "the programme's name"),
            What::Added(page) | What::Gone(page) | What::Values(page) => {
                let id = entry_id(page);
                (format!("{id} "), format!("entry {id}"))
            }
            What::Said(page, field) => {
                let (id, (en, zh)) = (entry_id(page), Word::name(*field));
                (format!("{id} 的{zh}"), format!("the {en} of {id}"))
            }
            What::Places => both("名单的先后", "the order of the list"),
            What::Changes => both("更正内容", "corrected values"),
            What::Decisions => both("审定结果", "decisions"),
            What::Remark => both("说明或原因", "remark or reason"),
            What::Signed => both("落款日期", "signing date"),
            What::Period => both("公示期", "period"),
            What::Days => both("公示期的计日", "days of the period"),
            What::Objections => both("异议情况", "what it tells of objections"),
            What::Wording | What::Terms => both("文字", "wording"),
        }
    }

    /// The kinds of notices that may tell of it.
    pub(super) fn kinds(&self, what: &What) -> String {
        let is_open = !matches!(self.round.phase, RoundState::Decided | RoundState::Withdrawn);
        let correction =
            text!("更正（correction，在 note 里写明新的内容）", "a correction whose note says the new text");
        let restart = text!("重新公示（restart）", "a restart");
        let withdrawal = text!("撤回（withdrawal）", "a withdrawal");
        let all = match what {
            What::Added(_) => vec![text!("补充公示（supplement）", "a supplement"), restart],
            What::Gone(_) => vec![
                text!("撤下（removed）", "a stated removal"),
                text!("更正（correction）", "a correction"),
                restart,
            ],
            What::Values(_) | What::Said(..) => vec![text!("更正（correction）", "a correction"), restart],
            What::Period | What::Days => {
                vec![text!("延期（extension）", "an extension"), restart, withdrawal]
            }
            What::Contacts | What::Objection(_) => {
                vec![correction, text!("延期（extension）", "an extension"), restart]
            }
            _ => vec![correction, restart, withdrawal],
        };
        // After the result there is no other period.
        let kept: Vec<String> = match is_open {
            true => all,
            false => all
                .into_iter()
                .filter(|kind| {
                    !kind.contains("restart") && !kind.contains("supplement") && !kind.contains("extension")
                })
                .collect(),
        };
        kept.join("、")
    }
}
