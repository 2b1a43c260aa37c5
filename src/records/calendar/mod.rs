//! `content/calendar/<year>.yaml`: the holidays of one year, as the State Council's notice lists them.
//!
//! The years 2007–2026 are built in, files of the same form in `years/`; facts compiled by holiday-cn (MIT), with the
//! amendments of 2019-03-22 and 2020-01-27 merged in. `content/calendar/regional/<name>.yaml` has the holidays that a
//! region gives itself.

mod builtin;
mod regional;
mod year;

pub use builtin::builtin;
pub use regional::regional;
pub use year::year;

use super::record::record;
use super::spanned::Text;

record! {
    /// One year's holidays and make-up working days.
    pub struct CalendarRecord = "calendar" {
        /// The file's name without its ending.
        @stem;
        /// The year.
        public required year "年": Text as Number = "年份，与文件名一致";
        /// The notices it is taken from: number, title or address.
        public required notices "通知": Vec<Text> = "所依据通知的文号或网址";
        /// All holidays of the notice.
        public required holidays "节假日": Vec<HolidayRecord> = "通知里的全部节日";
    }
}

record! {
    /// The holidays that a region gives itself, by one notice.
    pub struct RegionalRecord = "regional" {
        /// The region, as a period's days name it.
        public required region "地区": Text as Name = "民族自治地方的地名";
        /// Who issued the notice.
        public required issuer "发文单位": Text as Name = "通知的发文单位";
        /// The notice's title.
        public required title "标题": Text as Line = "通知的标题";
        /// Its document number.
        public optional number "文号": Option<Text> as Line = "通知的文号";
        /// Its address.
        public required href "网址": Text as Line = "通知的网址";
        /// The year.
        public required year "年": Text as Number = "年份";
        /// The holidays of the notice.
        public required holidays "节假日": Vec<HolidayRecord> = "只写这个地区另外放假的节日";
    }
}

record! {
    /// One holiday: the days off and the weekend days worked for it.
    pub struct HolidayRecord = "holiday" {
        /// Its name, such as 国庆节.
        public required name "名称": Text = "节日";
        /// First day off.
        public optional from "放假自": Option<Text> as Date = "放假第一天";
        /// Last day off; the first where left out.
        public optional to "放假至": Option<Text> as Date = "放假最后一天，只放一天的不写";
        /// Make-up working days (调休上班).
        public optional work "上班": Vec<Text> as Date = "调休上班的周六、周日";
    }
}
