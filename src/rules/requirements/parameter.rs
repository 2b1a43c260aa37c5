//! Parameters of rules: declared once, read into a typed struct, described in the JSON Schema.

use chrono::NaiveDate;

use super::super::values::{choice, date, number};
use super::given::{Given, is};
use crate::diagnostic::{Diagnostic, error};
use crate::records::choice::FLAG;
use crate::records::table::{Is, Key, in_language_of};
use crate::records::value::Scalar;
use crate::records::{ProgrammeRecord, Text};

/// A parameter as packs write it: its key in both languages, and what it is for.
pub(super) type Named = (Key, &'static str);

/// Those that several kinds have.
pub(super) const MAX: Named = (("max", "上限"), "不超过几个（项、字）");
pub(super) const MIN: Named = (("min", "下限"), "不少于几个");
pub(super) const WHO: Named = (("who", "对象"), "申报人、负责人或成员");
pub(super) const AT_LEAST: Named = (("at_least", "至少"), "至少多少；学历规则写学历");
pub(super) const KEY: Named = (("key", "项目"), "核对记录的哪一项");
/// For which of its programmes a round states a rule; packs do not have it.
pub(in crate::rules) const PROGRAMME: Named = (("programme", "项目"), "一轮的规则只用于哪个项目");

/// A parameter of a kind, for the schema.
#[derive(Clone, Copy)]
pub(in crate::rules) struct Parameter {
    pub(in crate::rules) key: Key,
    pub(in crate::rules) about: &'static str,
    /// What its value is.
    pub(in crate::rules) is: Is,
}

impl Parameter {
    pub(super) const fn of<V: Value>((key, about): Named) -> Self {
        Parameter { key, about, is: V::IS }
    }
}

/// The parameters of a kind as a struct: see [`rule!`].
pub(in crate::rules) trait Parameters: Sized {
    /// The kind's name.
    const NAME: Key;
    /// Its parameters.
    const ALL: &'static [Parameter];
    /// Reads them; reports the first that is missing or is not what it should be.
    fn read(given: &mut Given<'_>) -> Option<Self>;
}

/// What the rules of one kind in a pack say, as far as they can be read; what is wrong with them is reported elsewhere.
pub(in crate::rules) fn of_kind<P: Parameters>(pack: &ProgrammeRecord) -> impl Iterator<Item = P> {
    pack.rules.iter().filter(|record| is(&record.kind, P::NAME)).filter_map(move |record| {
        let mut slips = Vec::new();
        P::read(&mut Given { pack, record, out: &mut slips })
    })
}

/// A parameter that does nothing for a kind, and what the kind has instead.
pub(super) fn refused(kind: &Text, known: &[Parameter], key: Key, at: &Text) -> Diagnostic {
    let kind = &kind.value;
    let (key, all) = (in_language_of(key, kind), known.iter().map(|p| in_language_of(p.key, kind)));
    let all = all.collect::<Vec<_>>().join("、");
    error!(at, "rule-parameter",
        "规则“{kind}”不用“{key}”", "the rule `{kind}` has no `{key}`";
        help: "删去它；这一规则可用：{all}", "delete it; this rule has: {all}"
    )
}

/// Declares a kind of rule: its name in both languages, and each parameter by a field, with its type, which says what
/// may be written and whether it may be left out, and its [`Named`] key.
macro_rules! rule {
    ($(#[$doc:meta])* $name:ident($en:literal, $zh:literal) {
        $($(#[$field_doc:meta])* $field:ident: $type:ty = $named:expr,)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub(in crate::rules) struct $name {
            $($(#[$field_doc])* pub(in crate::rules) $field: $type,)*
        }

        impl $crate::rules::requirements::parameter::Parameters for $name {
            const NAME: $crate::records::table::Key = ($en, $zh);
            const ALL: &'static [$crate::rules::requirements::parameter::Parameter] =
                &[$($crate::rules::requirements::parameter::Parameter::of::<$type>($named)),*];

            fn read(given: &mut $crate::rules::requirements::given::Given<'_>) -> Option<Self> {
                // Some kinds have no parameter.
                let _ = &given;
                $(let $field = $crate::rules::requirements::parameter::Value::read(given, $named)?;)*
                Some($name { $($field),* })
            }
        }
    };
}
pub(super) use crate::records::value::Word;
pub(super) use rule;

/// What a parameter may be.
pub(super) trait Value: Sized {
    /// The same for the schema.
    const IS: Is;
    /// Reads it; reports it where it is missing or wrong.
    fn read(given: &mut Given<'_>, named: Named) -> Option<Self>;
}

impl Value for u32 {
    const IS: Is = Is::Number;

    fn read(given: &mut Given<'_>, (key, _): Named) -> Option<Self> {
        number(given.text(key)?, given.out)
    }
}

impl Value for bool {
    const IS: Is = Is::Flag;

    fn read(given: &mut Given<'_>, (key, _): Named) -> Option<Self> {
        choice(given.text(key)?, FLAG, given.out)
    }
}

impl Value for NaiveDate {
    const IS: Is = Is::Date;

    fn read(given: &mut Given<'_>, (key, _): Named) -> Option<Self> {
        date(given.text(key)?, given.out)
    }
}

impl Value for String {
    const IS: Is = Is::Text;

    fn read(given: &mut Given<'_>, (key, _): Named) -> Option<Self> {
        Some(given.text(key)?.value.trim().to_owned())
    }
}

impl Value for Vec<String> {
    const IS: Is = Is::OneOrMore(&Is::Text);

    fn read(given: &mut Given<'_>, (key, _): Named) -> Option<Self> {
        Some(given.texts(key)?.iter().map(|text| text.value.trim().to_owned()).collect())
    }
}

/// Several words, each of a closed set.
impl<W: Word> Value for Vec<W> {
    const IS: Is = Is::OneOrMore(&<W as Scalar>::IS);

    fn read(given: &mut Given<'_>, (key, _): Named) -> Option<Self> {
        let texts = given.texts(key)?;
        let words: Vec<Option<W>> = texts.iter().map(|text| choice(text, W::WORDS, given.out)).collect();
        words.into_iter().collect()
    }
}

/// A parameter that may be left out.
impl<V: Value> Value for Option<V> {
    const IS: Is = V::IS;

    fn read(given: &mut Given<'_>, named: Named) -> Option<Self> {
        if given.has(named.0) { V::read(given, named).map(Some) } else { Some(None) }
    }
}

impl<W: Word> Value for W {
    const IS: Is = <W as Scalar>::IS;

    fn read(given: &mut Given<'_>, (key, _): Named) -> Option<Self> {
        choice(given.text(key)?, W::WORDS, given.out)
    }
}

/// Whom a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Who {
    /// An engineer.
    Applicant,
    /// A team's.
    Leader,
    /// Of a team, the leader not among them.
    Members,
}

impl Word for Who {
    const WORDS: &'static [(Key, Self)] = &[
        (("applicant", "申报人"), Who::Applicant),
        (("leader", "负责人"), Who::Leader),
        (("members", "成员"), Who::Members),
    ];
}

impl Who {
    /// What statements call them.
    pub(super) fn words(self) -> (&'static str, &'static str) {
        let (en, zh) = self.name();
        (zh, en)
    }
}
