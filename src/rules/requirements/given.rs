//! One rule as a pack or a round writes it: what stands under its keys.

use crate::diagnostic::{Diagnostic, error};
use crate::records::table::{Key, in_language_of};
use crate::records::{ParameterRecord, ProgrammeRecord, RuleRecord, Text};

/// Whether a text is one of the two forms of a word.
pub(super) fn is(typed: &Text, (en, zh): Key) -> bool {
    let typed = typed.value.trim();
    typed == en || typed == zh
}

/// A rule that is being read.
pub(in crate::rules) struct Given<'a> {
    /// The pack, for what else it says.
    pub(super) pack: &'a ProgrammeRecord,
    /// The rule, of the pack or of a round.
    pub(super) record: &'a RuleRecord,
    pub(super) out: &'a mut Vec<Diagnostic>,
}

impl<'a> Given<'a> {
    /// Whether it is a round's own.
    pub(super) fn is_own(&self) -> bool {
        self.record.location.file != self.pack.location.file
    }

    /// Whether a parameter is given.
    pub(super) fn has(&self, key: Key) -> bool {
        self.find(key).is_some()
    }

    fn find(&self, key: Key) -> Option<&'a ParameterRecord> {
        self.record.parameters.iter().find(|given| is(&given.key, key))
    }

    /// The values of a parameter, which must be given.
    pub(super) fn texts(&mut self, key: Key) -> Option<&'a [Text]> {
        let given = self.find(key);
        if given.is_none() {
            let kind = &self.record.kind.value;
            let key = in_language_of(key, kind);
            self.out.push(error!(&self.record.kind, "rule-parameter",
                "规则“{kind}”缺少“{key}”", "the rule `{kind}` lacks `{key}`";
                help: "加一行：{key}: …", "add a line: {key}: …"
            ));
        }
        // What is no text has been reported where it was read.
        Some(given?.values.as_slice()).filter(|values| !values.is_empty())
    }

    /// The value of a parameter, which must be given; of several the first.
    pub(super) fn text(&mut self, key: Key) -> Option<&'a Text> {
        self.texts(key)?.first()
    }
}
