//! What a kind of notice is to the rules: its word in files, the keys it has, what it may follow, how it is read. Every
//! kind has a file of its own in this folder.

use super::super::context::Context;
use crate::diagnostic::{Diagnostic, Location, error, text};
use crate::domain::course::RoundState;
use crate::domain::moment::Moment;
use crate::domain::notice::{Change, Decided, Effect, Notice, NoticeKind, Publicity};
use crate::records::table::{Key, in_language_of};
use crate::records::{NoticeRecord, RoundRecord, Spanned};

/// A kind of notice.
pub(in crate::rules) struct Kind {
    /// The word in files.
    pub(super) word: Key,
    /// Of kinds with the same word, whether what a notice says, or what came before it, makes it this one.
    pub(super) fits: fn(&NoticeRecord, &[Notice]) -> bool,
    /// What it is called elsewhere, and what it does.
    pub(in crate::rules) notice: NoticeKind,
    /// The keys it has, beside those of every notice.
    pub(super) keys: &'static [(NoticeKey, Need)],
    /// The notice that it is about.
    pub(super) target: for<'n> fn(&NoticeRecord, &'n [Notice]) -> Option<&'n Notice>,
    /// Why it cannot follow what came before, if it cannot.
    pub(super) follows: fn(&Before<'_>) -> Result<(), String>,
    /// Reads what it gives; reports what is wrong.
    pub(super) read: fn(&Given<'_>, &mut Vec<Diagnostic>) -> Option<Parts>,
}

/// A key that only some kinds have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NoticeKey {
    Period,
    Reason,
    Entries,
    Corrects,
    Changes,
    Decisions,
}

/// Whether a kind can do without a key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    /// It can, or what it needs instead is told where it is read.
    Optional,
}

impl NoticeKey {
    pub(super) const ALL: [NoticeKey; 6] = [
        NoticeKey::Period,
        NoticeKey::Reason,
        NoticeKey::Entries,
        NoticeKey::Corrects,
        NoticeKey::Changes,
        NoticeKey::Decisions,
    ];

    fn key(self) -> Key {
        match self {
            NoticeKey::Period => ("period", "公示期"),
            NoticeKey::Reason => ("reason", "原因"),
            NoticeKey::Entries => ("entries", "条目"),
            NoticeKey::Corrects => ("corrects", "更正对象"),
            NoticeKey::Changes => ("changes", "更正内容"),
            NoticeKey::Decisions => ("decisions", "审定结果"),
        }
    }

    /// Where a notice has it.
    pub(super) fn given(self, source: &NoticeRecord) -> Option<&Location> {
        match self {
            NoticeKey::Period => source.period.as_ref().map(|period| &period.location),
            NoticeKey::Reason => source.reason.as_ref().map(|text| &text.location),
            NoticeKey::Entries => source.entries.first().map(|id| &id.location),
            NoticeKey::Corrects => source.corrects.as_ref().map(|text| &text.location),
            NoticeKey::Changes => source.changes.first().map(|change| &change.entry.location),
            NoticeKey::Decisions => source.decisions.first().map(|decided| &decided.entry.location),
        }
    }

    /// A notice does without a key that its kind needs.
    pub(super) fn missing(self, source: &NoticeRecord) -> Diagnostic {
        let ((en, zh), name) = (self.key(), &source.kind.value);
        let write = in_language_of((en, zh), name);
        error!(&source.kind, "notice-lacks",
            "“{name}”类公告缺少“{zh}”（{en}）", "a notice of kind `{name}` lacks `{en}`";
            help: "加一行：{write}: …", "add a line: {write}: …"
        )
    }

    /// A notice has a key that its kind would ignore silently.
    pub(super) fn refused(self, source: &NoticeRecord, at: &Location) -> Diagnostic {
        let name = &source.kind.value;
        let key = in_language_of(self.key(), name);
        error!(at.clone(), "key-of-another-kind",
            "“{name}”类公告不用 {key}", "a notice of kind `{name}` has no {key}";
            help: "删去它，或核对 kind", "delete it, or check the kind"
        )
    }
}

/// What a notice follows.
pub(super) struct Before<'a> {
    pub(super) source: &'a NoticeRecord,
    /// The notice that it is about.
    pub(super) target: Option<&'a Notice>,
    /// The notices before it.
    pub(super) notices: &'a [Notice],
    /// Where the round stands when it is published.
    pub(super) state: RoundState,
}

impl Before<'_> {
    /// That the round stands where the kind may follow, or why not.
    pub(super) fn is_any_of(&self, states: &[RoundState]) -> Result<(), String> {
        if states.contains(&self.state) {
            return Ok(());
        }
        Err(match self.state {
            RoundState::Draft | RoundState::Waiting => {
                text!("之前没有公示", "there is no publicity before it")
            }
            RoundState::Open => text!("公示期未满", "the period is not over"),
            RoundState::Ended | RoundState::Investigating | RoundState::Deciding => {
                text!("公示期已满", "the period has ended")
            }
            RoundState::Suspended => {
                text!(
                    "公示已中止，须先恢复公示或者重新公示",
                    "it is suspended; a resumption or a restart has to come first"
                )
            }
            RoundState::Withdrawn => text!("公示已经撤回", "the publicity has been withdrawn"),
            RoundState::Decided => text!("结果已经公布", "the result is out already"),
        })
    }
}

/// A notice that is being read.
pub(super) struct Given<'a> {
    pub(super) source: &'a NoticeRecord,
    /// The round it is of.
    pub(super) record: &'a RoundRecord,
    /// When it is published, if that is a moment.
    pub(super) published: Option<&'a Spanned<Moment>>,
    /// The notices before it.
    pub(super) before: &'a [Notice],
    pub(super) context: &'a Context<'a>,
}

/// What a notice gives beside what every notice does.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) period: Option<Publicity>,
    pub(super) entries: Vec<String>,
    pub(super) changes: Vec<Change>,
    pub(super) decisions: Vec<Decided>,
}

impl Parts {
    /// A period alone.
    pub(super) fn of_period(period: Publicity) -> Self {
        Parts { period: Some(period), ..Parts::default() }
    }
}

/// The target of most kinds: the notice whose period is in force for the whole list.
pub(super) fn latest_opening<'n>(_: &NoticeRecord, before: &'n [Notice]) -> Option<&'n Notice> {
    before.iter().rfind(|notice| notice.opening().is_some())
}

/// The result, of several the first since the list was announced: it named those selected.
pub(super) fn latest_result<'n>(_: &NoticeRecord, before: &'n [Notice]) -> Option<&'n Notice> {
    before.iter().rfind(|notice| notice.kind.effect == Effect::Decides)
}

/// For kinds that are alone with their word.
pub(super) fn always(_: &NoticeRecord, _: &[Notice]) -> bool {
    true
}
