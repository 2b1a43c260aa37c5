//! `content/rounds/<id>/objections.yaml`: the office's private register of objections. Only counts leave it.

use chrono::NaiveDate;

use super::record::record;
use super::spanned::{Spanned, Text};
use super::table::Key;
use super::value::Word;
use crate::domain::moment::Moment;
use crate::domain::objections::{Outcome, Party};

record! {
    /// One objection, private from beginning to end.
    pub struct ObjectionEntryRecord = "objection" {
        /// When it came in, Beijing time.
        private required received "收到时间": Option<Spanned<Moment>> = "收到时间";
        /// Of a letter, the day of its postmark that counts.
        private optional postmark "邮戳日期": Option<Spanned<NaiveDate>> = "信函上寄出邮戳的日期；以寄出日邮戳为准的，按它算是否逾期";
        /// How: telephone, e-mail, letter, visit.
        private required channel "渠道": Text = "电话、邮箱、信函、来访等";
        /// The id of the entry it is about.
        private required about "对象": Text as Id = "所针对条目的编号";
        /// A person or a unit.
        private required by "异议人": Option<Spanned<Party>> = "异议人是个人还是单位";
        /// Whether it was signed with a real name, or stamped.
        private required real_name "实名": Option<Spanned<bool>> = "是否实名或盖章";
        /// The recommending unit it was sent to for investigation (核查).
        private optional sent_to "核查单位": Option<Text> = "转送核查的单位";
        /// When it was sent there.
        private optional sent "转送日期": Option<Spanned<NaiveDate>> = "转送日期";
        /// When the report (核查报告) came.
        private optional report "核查报告": Option<Spanned<Option<NaiveDate>>> = "收到核查报告的日期";
        /// What was decided (审定).
        private optional decision "结论": Option<Spanned<Option<Outcome>>> = "结论";
        /// When.
        private optional decided "审定日期": Option<Spanned<NaiveDate>> = "审定日期";
        /// A remark of the office.
        private optional note "备注": Option<Text> = "备注";
    }
}

impl Word for Outcome {
    const WORDS: &'static [(Key, Outcome)] = &[
        (("upheld", "成立"), Outcome::Upheld),
        (("dismissed", "不成立"), Outcome::Dismissed),
        (("not-accepted", "不予受理"), Outcome::NotAccepted),
        (("withdrawn", "撤回"), Outcome::Withdrawn),
    ];
}

impl Word for Party {
    const WORDS: &'static [(Key, Party)] =
        &[(("person", "个人"), Party::Person), (("unit", "单位"), Party::Unit)];
}
