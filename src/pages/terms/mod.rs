//! The words of pages that no template holds, because a title, a file for programs or a letter needs them too: the
//! theme's `terms.yaml`. Code hands over facts; what they are called is read here.

mod phrase;
mod reader;
mod words;

use std::fmt::Display;
use std::sync::Arc;

use phrase::Phrase;
use reader::Reader;

use crate::diagnostic::Diagnostic;

pub use reader::Source;

/// Declares the groups of terms and, in brackets, the values that a term has places for. Of each term it makes a
/// method: without values it gives the text, with values the text with these in their places.
macro_rules! terms {
    ($($group:ident: $Group:ident { $($term:ident $(($($value:ident),+))?),+ $(,)? })+) => {
        /// The words of the theme's `terms.yaml`, by groups.
        #[derive(Clone, Debug)]
        pub struct Terms {
            $(pub(crate) $group: $Group,)+
        }

        impl Terms {
            /// Reads a file of terms. Every term must be there, with a place for each of its values, and no other.
            ///
            /// # Errors
            /// Everything that is wrong with the file, with its places.
            pub fn read(source: Source<'_>) -> Result<Terms, Vec<Diagnostic>> {
                let mut reader = Reader::new(source).map_err(|problem| vec![problem])?;
                let terms = Terms { $($group: $Group::read(&mut reader),)+ };
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
                            &[$($(stringify!($value)),+)?],
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
    objection: Objection { title, description }
    form: Form { person_title, unit_title, description(title) }
    verify: Verify { title, description }
    api: Api { title, description }
    not_found: NotFound { title, description }
    files: Files { notice_markdown, notice_calendar, list_csv, list_json }
}
