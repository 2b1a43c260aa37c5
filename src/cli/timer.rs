//! When the site has to be built again, in words, for programs, and for cron and systemd.

use std::path::Path;

use chrono::{Datelike, Timelike};
use serde_json::{Value, json};

use crate::diagnostic::text;
use crate::domain::due::{Change, Due};
use crate::domain::moment::Moment;
use crate::domain::register::Register;
use crate::world::disk;

/// The time of a moment as clocks have it, which know no 24:00.
fn clock(due: &Due) -> Moment {
    Moment::from_clock(due.moment.to_clock())
}

fn what(change: Change) -> String {
    match change {
        Change::Notice => text!("有公告到发布时间", "a notice is due"),
        Change::PeriodEnds => text!("公示期满", "a period ends"),
        Change::Removal => text!("有内容到撤下时间", "something is to be taken down"),
        Change::DaysLeft => text!("剩余天数变化", "the days left change"),
    }
}

fn reasons(due: &Due) -> String {
    let reasons: Vec<String> = due.changes.iter().map(|change| what(*change)).collect();
    reasons.join(&text!("，", ", "))
}

/// A line for people.
pub(super) fn to_text(register: &Register) -> String {
    let Some(due) = register.next_due() else {
        return text!(
            "没有到时间要重新生成的。",
            "nothing on the site changes by time alone: it need not be built again."
        );
    };
    let (when, why) = (clock(&due).plain(), reasons(&due));
    text!("下次要重新生成：{when}（{why}）", "to be built again: {when} ({why})")
}

/// The same for programs.
pub(super) fn to_json(register: &Register) -> Value {
    let Some(due) = register.next_due() else { return Value::Null };
    let why: Vec<&str> = due.changes.iter().map(|change| change.name()).collect();
    json!({ "when": clock(&due).plain(), "rfc3339": due.moment.rfc3339(), "why": why, "text": reasons(&due) })
}

/// A line for cron, and one for a systemd timer.
pub(super) fn lines(register: &Register, root: &Path) -> String {
    let Some(due) = register.next_due() else {
        return text!(
            "# 没有到时间要重新生成的。",
            "# nothing on the site changes by time alone: it need not be built again."
        );
    };
    let (at, when, why) = (due.moment.to_clock(), clock(&due).plain(), reasons(&due));
    let (minute, hour, day, month) = (at.minute(), at.hour(), at.day(), at.month());
    let root = disk::real_path(root).display().to_string().replace('\'', "'\\''").replace('%', "\\%");
    let about = text!("# {when}，北京时间：{why}", "# {when} in Beijing: {why}");
    let seconds = at.format("%Y-%m-%d %H:%M:%S");
    format!(
        "{about}\nCRON_TZ=Asia/Shanghai\n{minute} {hour} {day} {month} * cd '{root}' && gongshi -q publish\n\
         OnCalendar={seconds} Asia/Shanghai"
    )
}
