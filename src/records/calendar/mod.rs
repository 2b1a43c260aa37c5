//! `content/calendar/<year>.yaml`: the holidays of one year, as the State Council's notice lists them.
//!
//! The years 2007–2026 are built in, files of the same form in `years/`; facts compiled by holiday-cn (MIT), with the
//! amendments of 2019-03-22 and 2020-01-27 merged in.

mod builtin;
mod year;

pub use builtin::builtin;
pub use year::year;

use super::Decoded;
use crate::diagnostic::Location;
use crate::records::Text;
use crate::records::decode::{Decoder, Key};
use crate::records::yaml::Node;

/// One year's holidays and make-up working days.
#[derive(Debug)]
pub struct CalendarRecord {
    /// The file's name without its ending.
    pub stem: String,
    /// The year.
    pub year: Text,
    /// The notices it is taken from: number, title or address.
    pub notices: Vec<Text>,
    /// The holidays.
    pub holidays: Vec<HolidayRecord>,
}

/// One holiday: the days off and the weekend days worked for it.
#[derive(Debug)]
pub struct HolidayRecord {
    /// Where it starts.
    pub location: Location,
    /// Its name, such as 国庆节.
    pub name: Text,
    /// First day off.
    pub from: Option<Text>,
    /// Last day off; the first where left out.
    pub to: Option<Text>,
    /// Make-up working days (调休上班).
    pub work: Vec<Text>,
}

pub(crate) const CALENDAR: &[Key] = &[("year", "年"), ("notices", "通知"), ("holidays", "节假日")];
pub(crate) const HOLIDAY: &[Key] =
    &[("name", "名称"), ("from", "放假自"), ("to", "放假至"), ("work", "上班")];

pub(super) fn decode(d: &mut Decoder, node: Node, stem: String) -> Option<Decoded> {
    calendar_record(d, node, stem).map(|record| Decoded::Calendar(Box::new(record)))
}

fn calendar_record(d: &mut Decoder, node: Node, stem: String) -> Option<CalendarRecord> {
    let mut fields = d.map(node, CALENDAR)?;
    let year = fields.text(d, "year");
    let notices = fields.texts(d, "notices", true);
    let nodes = fields.list(d, "holidays", true);
    let holidays = nodes.into_iter().filter_map(|node| holiday(d, node)).collect();
    Some(CalendarRecord { stem, year: year?, notices, holidays })
}

fn holiday(d: &mut Decoder, node: Node) -> Option<HolidayRecord> {
    let mut fields = d.map(node, HOLIDAY)?;
    let name = fields.text(d, "name");
    let [from, to] = ["from", "to"].map(|key| fields.optional(d, key));
    let work = fields.texts(d, "work", false);
    Some(HolidayRecord { location: d.location(fields.span), name: name?, from, to, work })
}
