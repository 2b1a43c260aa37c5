//! The words of pages that no template holds, because a title, a file for programs or a letter needs them too: the
//! theme's `terms.yaml`. Code hands over facts; what they are called is read here.

mod called;
mod days;
mod phrase;
mod reader;
mod words;

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::Arc;

use phrase::{Phrase, Values};
use reader::Reader;

use crate::diagnostic::Diagnostic;
use crate::rules;

pub(crate) use called::standing_of;
pub use reader::Source;

/// Declares the groups of terms and, in brackets, the values that a term has places for. Of each term it makes a
/// method: without values it gives the text, with values the text with these in their places. The groups at the end
/// have a term for each of some names.
macro_rules! terms {
    (
        $($group:ident: $Group:ident { $($term:ident $(($($value:ident),+))?),+ $(,)? })+
        ; $($by:ident: each $names:expr, $values:expr, $optional:expr;)+
    ) => {
        /// The words of the theme's `terms.yaml`, by groups.
        #[derive(Clone, Debug)]
        pub struct Terms {
            $(pub(crate) $group: $Group,)+
            $(pub(crate) $by: ByName,)+
        }

        impl Terms {
            /// Reads a file of terms. Every term must be there, with a place for each of its values, and no other.
            ///
            /// # Errors
            /// Everything that is wrong with the file, with its places.
            pub fn read(source: Source<'_>) -> Result<Terms, Vec<Diagnostic>> {
                let mut reader = Reader::new(source).map_err(|problem| vec![problem])?;
                let terms = Terms {
                    $($group: $Group::read(&mut reader),)+
                    $($by: ByName::read(&mut reader, stringify!($by), $names, ($values, $optional)),)+
                };
                let problems = reader.finish();
                if problems.is_empty() { Ok(terms) } else { Err(problems) }
            }
        }

        $(
            #[derive(Clone, Debug)]
            pub(crate) struct $Group {
                $($term: Phrase,)+
            }

            impl $Group {
                fn read(reader: &mut Reader<'_>) -> Self {
                    let mut group = reader.group(stringify!($group));
                    let read = $Group {
                        $($term: reader.phrase(
                            &mut group,
                            stringify!($term),
                            (&[$($(stringify!($value)),+)?], &[]),
                        ),)+
                    };
                    reader.end(group);
                    read
                }

                $(terms!(@method $term $($($value)+)?);)+
            }
        )+
    };
    (@method $term:ident) => {
        pub(crate) fn $term(&self) -> &Arc<str> {
            self.$term.text()
        }
    };
    (@method $term:ident $($value:ident)+) => {
        pub(crate) fn $term(&self, $($value: impl Display),+) -> String {
            self.$term.filled(&[$(&$value),+])
        }
    };
}

terms! {
    // Pages, their titles and descriptions.
    columns: Columns { notices, people, fields, search, objections, pages, contents, data }
    home: Home { crumb, description(site, owner) }
    round: Round { description(round, standing) }
    list: List {
        title(round, standing, arrangement),
        further_title(round, standing, arrangement, page),
        description(title),
    }
    arrangements: Arrangements { order, field, recommender }
    field: Field { title(field), further_title(field, page), description(title) }
    profile: Profile {
        description(name, unit, round, standing),
        refused_description(name, unit, round, standing),
    }
    removed: Removed { entry_title, entry_description(round), page_title, page_description }
    archive: Archive { title, description }
    contents: Contents { title, description }
    search: Search { title, description }
    index: Index {
        title(initial),
        further_title(initial, page),
        description(initial),
        link(initial, count),
        other_initials,
    }
    objection: Objection {
        title,
        description,
        person,
        unit,
        evidence,
        evidence_by_phone,
        anonymous,
        anonymous_joint,
        confidentiality,
        steps_received,
        steps_investigated_by(investigates),
        steps_investigated,
        steps_decided_by(decides),
        steps_decided,
        steps_told,
        correction,
        correction_joint,
        mail_subject(round, standing),
        mail_of_person(round),
        mail_of_unit(round),
    }
    form: Form { person_title, unit_title, description(title) }
    verify: Verify { title, description }
    api: Api { title, description }
    not_found: NotFound { title, description }
    files: Files { notice_word, notice_markdown, notice_calendar, list_csv, list_json }
    text: Text { unnamed_table }
    // Where people, teams and rounds stand.
    standings: Standings {
        proposed,
        selected,
        withdrawn,
        not_selected(after),
        deferred,
        declined,
        left,
        disqualified,
        suspended,
        resigned,
    }
    nouns: Nouns { person, team, selected(after) }
    ways: Ways { disqualified, suspended, resigned }
    decisions: Decisions { not_selected(after), deferred, declined, left, disqualified, suspended, resigned }
    phases: Phases {
        draft,
        waiting,
        open,
        ended,
        investigating,
        deciding,
        suspended,
        withdrawn,
        decided,
    }
    // Lists.
    entry_kinds: EntryKinds { person, team }
    counters: Counters { person, team }
    orders: Orders { surname_strokes, full_name_strokes, pinyin, team_strokes, team_pinyin, as_listed }
    list_heads: ListHeads {
        number,
        person_name,
        person_unit,
        person_title,
        team_name,
        team_leader,
        team_unit,
        team_title,
        field,
        recommender,
    }
    difference: Difference { count(count, counter), gone(standing, count), sentence(announced, gone) }
    photos: Photos { person(name), team(name) }
    postmarks: Postmarks { sending, arriving }
    contact: ContactTerms { phone, advice_phone, address, letters, visits, letters_and_visits }
    // Dates and periods.
    dates: Dates { full(year, month, day), same_year(month, day), moment(date, time), year(year) }
    weekdays: Weekdays { monday, tuesday, wednesday, thursday, friday, saturday, sunday }
    period: PeriodTerms {
        text(days, unit, starts, ends),
        extended(period, ends),
        supplemented(period, ends),
        resumed(period, ends),
        moved(period, ends),
        added(days, unit, starts, ends),
        remaining(days, unit, starts, ends),
        after_the_end(days, unit),
        left(days, unit),
        left_without_today(days, unit),
        working,
        calendar,
        rule(days, unit, posting),
        rule_working,
        rule_calendar,
        rule_counted,
        rule_excluded,
        amended,
        as_printed(source),
    }
    days: Days {
        weekday(weekday),
        weekend(weekday),
        holiday(weekday, festival),
        make_up(weekday, festival),
        statutory(weekday, festival),
        regional(weekday, region, festival),
        regional_make_up(weekday, region, festival),
        posting(day),
        end_so_far(day),
        moved(day),
        moved_end(day),
        counted(number, unit),
        not_counted,
        moved_on,
    }
    calendar_notices: CalendarNotices { title(year), change(year), numbered(notice, number), regional(issuer, title) }
    // Formats for programs.
    csv_heads: CsvHeads {
        number,
        id,
        programme,
        name,
        leader,
        unit,
        title,
        field,
        recommender,
        standing,
    }
    event: Event { last_day(round, time), changed(round), description(period, closes, notice, objection) }
    feed: Feed { summary(kind, title), summary_of_period(kind, title, period, closes) }
    // Notices.
    notice: NoticeTerms {
        opening_description(round, standing, period),
        description(title),
        document(title),
        numbered_document(title, number),
        between_issuers,
        between_ways,
    }
    proposal: Proposal {
        one(name, count, counter),
        several(name, count, counter),
        programme(year, programme),
        as_verb(people, standing, programme),
        as_noun(people, standing, programme, noun),
        stages(stages, people),
        between,
        between_programmes,
    }
    objection_counts: ObjectionCountsTerms {
        none,
        received(count),
        accepted(count),
        not_accepted(count),
        late(count),
        withdrawn(count),
        settled,
        open(count),
        upheld(count),
        dismissed(count),
        between,
        of_accepted(received, settled),
        of_none_accepted(received),
    }
    corrected: Corrected { summary, members, mentors }
    ;
    notice_kinds: each notice_kinds(), &[], &[];
    notice_titles: each notice_kinds().chain(OTHER_TITLES), &["round"], &["before", "after", "selected", "how"];
}

fn notice_kinds() -> impl Iterator<Item = &'static str> {
    rules::notice_kinds().map(|kind| kind.id)
}

/// The titles of notices that depend on more than the kind.
const OTHER_TITLES: [&str; 2] = ["correction-of-result", "transfer"];

/// A group of terms that has one for each of some names.
#[derive(Clone, Debug)]
pub(crate) struct ByName(BTreeMap<&'static str, Phrase>);

impl ByName {
    fn read(
        reader: &mut Reader<'_>,
        group: &'static str,
        names: impl Iterator<Item = &'static str>,
        values: Values<'_>,
    ) -> Self {
        let mut group = reader.group(group);
        let read = names.map(|name| (name, reader.phrase(&mut group, name, values))).collect();
        reader.end(group);
        ByName(read)
    }

    /// The term of a name that the group was read with.
    fn of(&self, name: &str) -> Option<&Phrase> {
        self.0.get(name)
    }
}
