//! One declaration a kind of record: `record!` makes the struct and its decoder of the table of its keys.

use super::decode::{Decoder, Fields};
use super::table::{Form, Row};
use super::value::Field;
use super::yaml::Node;

/// A group of keys that belong together, be it a whole record or a part that several kinds of records have.
pub trait Group: Sized {
    /// The keys, in order.
    const ROWS: &'static [Row];

    /// Takes the values of its keys, which are the next of the fields. `None` where a record is nothing without one
    /// that is missing or wrong; all are read before that is decided, so that everything wrong is reported.
    fn decode_fields(d: &mut Decoder, fields: &mut Fields<'_>) -> Option<Self>;
}

/// A kind of record.
pub trait Record: Group {
    /// Its declaration.
    const FORM: Form;

    /// Decodes a record.
    fn decode_record(d: &mut Decoder, node: Node<'_>) -> Option<Self> {
        let mut fields = d.map(node, Self::ROWS)?;
        Self::decode_fields(d, &mut fields)
    }
}

/// Takes the next field, as its row says it is to be read.
pub(super) fn take<T: Field>(d: &mut Decoder, fields: &mut Fields<'_>) -> Option<T> {
    d.reading(fields.next_row(), |d| T::take(d, fields))
}

/// Declares a kind of record, or a group of keys that several kinds have:
///
/// ```text
/// record! {
///     /// One channel.
///     pub struct ChannelRecord = "channel" {
///         /// Its id.
///         public required id "编号": Text as Id [is_id] = "编号";
///         /// How many one unit may put forward.
///         internal optional max "上限": Option<Spanned<u32>> = "一个推荐单位最多推荐几个";
///         /// What a group adds.
///         ..facts: Facts;
///         /// The name of the file or folder.
///         @id;
///     }
/// }
/// ```
///
/// A line is: who may see it, whether it is required, the key in both languages, its type in the program, what a schema
/// says of it where that is not its type's own, what is checked of it, and its help in Chinese. Its comment is the help in
/// English. A record has its place; a `group` has none. `=> check` after the name is done once a record is decoded.
macro_rules! record {
    (
        $(#[doc = $about:literal])+
        pub struct $Name:ident = $form:literal $(=> $check:ident)? { $($fields:tt)* }
    ) => {
        $crate::records::record::fields! {
            { $(#[doc = $about])+ } $Name
            {
                /// Where it starts.
                pub location: $crate::diagnostic::Location,
            }
            { location }
            { $($check)? }
            $($fields)*
        }

        $crate::records::record::record_value!($Name = $form);
    };
    (
        $(#[doc = $about:literal])+
        pub group $Name:ident { $($fields:tt)* }
    ) => {
        $crate::records::record::fields! { { $(#[doc = $about])+ } $Name {} {} {} $($fields)* }
    };
}

/// What a declaration says of a record as a value: that it may stand at a key or in a list.
macro_rules! record_value {
    ($Name:ident = $form:literal) => {
        impl $crate::records::record::Record for $Name {
            const FORM: $crate::records::table::Form = $crate::records::table::Form {
                name: $form,
                rows: <Self as $crate::records::record::Group>::ROWS,
            };
        }

        impl $crate::records::value::Value for $Name {
            const IS: $crate::records::table::Is =
                $crate::records::table::Is::Map(&<Self as $crate::records::record::Record>::FORM);

            fn decode(
                d: &mut $crate::records::decode::Decoder,
                node: $crate::records::yaml::Node<'_>,
                _: $crate::diagnostic::Span,
            ) -> Option<Self> {
                <Self as $crate::records::record::Record>::decode_record(d, node)
            }
        }

        impl $crate::records::value::Field for $Name {
            const IS: $crate::records::table::Is = <Self as $crate::records::value::Value>::IS;

            fn take(
                d: &mut $crate::records::decode::Decoder,
                fields: &mut $crate::records::decode::Fields<'_>,
            ) -> Option<Self> {
                $crate::records::value::required(d, fields)
            }
        }
    };
}

/// The struct and the decoder of a declaration's lines.
macro_rules! fields {
    (
        { $($about:tt)* } $Name:ident { $($own:tt)* } { $($place:ident)? } { $($check:ident)? }
        $(
            #[doc = $en:literal]
            $( .. $group:ident: $Group:ty; )?
            $( @ $named:ident; )?
            $(
                $visibility:ident $need:ident $key:ident $zh:literal: $type:ty $(as $is:ident)? $([$test:path])?
                = $help:literal;
            )?
        )*
    ) => {
        $($about)*
        #[derive(Clone, Debug)]
        pub struct $Name {
            $($own)*
            $(
                #[doc = $en]
                $(pub $group: $Group,)?
                $(pub $named: String,)?
                $(pub $key: $type,)?
            )*
        }

        impl $crate::records::record::Group for $Name {
            const ROWS: &'static [$crate::records::table::Row] = {
                use $crate::records::table::{self, Row};
                const TABLES: &[&[Row]] = &[
                    $(
                        $(<$Group as $crate::records::record::Group>::ROWS,)?
                        $(
                            &[Row {
                                key: (stringify!($key), $zh),
                                need: $crate::records::record::need!($need),
                                visibility: $crate::records::record::visibility!($visibility),
                                is: <$type as $crate::records::value::Field>::IS $(.of(&table::Is::$is))?,
                                about: ($en, $help),
                            }],
                        )?
                    )*
                ];
                const ALL: [Row; table::count(TABLES)] = table::joined(TABLES);
                &ALL
            };

            fn decode_fields(
                d: &mut $crate::records::decode::Decoder,
                fields: &mut $crate::records::decode::Fields<'_>,
            ) -> Option<Self> {
                $(let $place = d.location(fields.span);)?
                $(
                    $(let $group = <$Group as $crate::records::record::Group>::decode_fields(d, fields);)?
                    $(let $named = d.stem.clone();)?
                    $(
                        let $key = $crate::records::record::take::<$type>(d, fields)
                            $(.filter(|value| $test(d, value)))?;
                    )?
                )*
                let record = $Name {
                    $($place,)?
                    $( $($group: $group?,)? $($named,)? $($key: $key?,)? )*
                };
                $(record.$check(d);)?
                Some(record)
            }
        }
    };
}

macro_rules! need {
    (required) => {
        $crate::records::table::Need::Required
    };
    (required_by_rules) => {
        $crate::records::table::Need::RequiredByRules
    };
    (optional) => {
        $crate::records::table::Need::Optional
    };
}

macro_rules! visibility {
    (public) => {
        $crate::records::table::Visibility::Public
    };
    (internal) => {
        $crate::records::table::Visibility::Internal
    };
    (private) => {
        $crate::records::table::Visibility::Private
    };
}

pub(super) use {fields, need, record, record_value, visibility};
