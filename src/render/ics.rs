//! `<n>-<kind>.ics`: the last day of a period as an all-day event (RFC 5545), for the reader's own calendar.

use chrono::{NaiveDate, TimeDelta};

use super::Source;
use crate::diagnostic::Diagnostic;
use crate::domain::moment::{Moment, clock};
use crate::pages::{Deadline, NoticePage, Terms};

/// The most octets of a line, its end apart (RFC 5545, 3.1).
const LINE: usize = 75;

/// The calendar file of a notice. An extension moves the day of the notice it extends, and what voids a period cancels
/// its event: whoever subscribes to the address is told.
pub(super) fn bytes(source: &Source<'_, NoticePage>) -> Result<Vec<u8>, Diagnostic> {
    let NoticePage { page, deadline, period, .. } = source.model;
    let (Some(deadline), Some(period)) = (deadline, period) else { return Ok(Vec::new()) };
    Ok(event(&source.theme.terms, deadline, &period.text, &page.canonical))
}

/// One event, of the whole day on which the period ends.
fn event(terms: &Terms, deadline: &Deadline, period: &str, page: &str) -> Vec<u8> {
    let title = &deadline.title;
    let until = clock(deadline.closes.minute);
    let summary = match deadline.void {
        true => terms.event.changed(title),
        false => terms.event.last_day(title, until),
    };
    let closes = terms.dates.of_moment(deadline.closes);
    let description = terms.event.description(period, closes, page, &deadline.objection);
    let mut out = Lines::default();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//gongshi//gongshi//ZH", "CALSCALE:GREGORIAN"] {
        out.line(line);
    }
    out.line("BEGIN:VEVENT");
    out.line(&format!("UID:{}", deadline.uid));
    out.line(&format!("DTSTAMP:{}", utc(deadline.changed)));
    out.line(&format!("SEQUENCE:{}", deadline.changes));
    out.line(&format!("DTSTART;VALUE=DATE:{}", day(deadline.closes.date)));
    // The end of an all-day event is the day after it.
    let after = deadline.closes.date.succ_opt().unwrap_or(deadline.closes.date);
    out.line(&format!("DTEND;VALUE=DATE:{}", day(after)));
    out.text("SUMMARY", &summary);
    out.text("DESCRIPTION", &description);
    out.line(&format!("URL:{page}"));
    out.line("TRANSP:TRANSPARENT");
    out.line(if deadline.void { "STATUS:CANCELLED" } else { "STATUS:CONFIRMED" });
    if !deadline.void {
        // At 9:00 of the day before, and of the day itself.
        for trigger in ["-PT15H", "PT9H"] {
            out.line("BEGIN:VALARM");
            out.line("ACTION:DISPLAY");
            out.line(&format!("TRIGGER:{trigger}"));
            out.text("DESCRIPTION", &summary);
            out.line("END:VALARM");
        }
    }
    out.line("END:VEVENT");
    out.line("END:VCALENDAR");
    out.bytes
}

fn day(date: NaiveDate) -> String {
    date.format("%Y%m%d").to_string()
}

/// A moment of Beijing as UTC: all of a calendar file without a time zone of its own.
fn utc(moment: Moment) -> String {
    (moment.to_clock() - TimeDelta::hours(8)).format("%Y%m%dT%H%M%SZ").to_string()
}

/// Lines as RFC 5545 wants them.
#[derive(Default)]
struct Lines {
    bytes: Vec<u8>,
}

impl Lines {
    /// A text value: what would end it is escaped.
    fn text(&mut self, name: &str, value: &str) {
        let mut line = format!("{name}:");
        for c in value.chars() {
            match c {
                '\n' => line.push_str("\\n"),
                '\\' | ';' | ',' => line.extend(['\\', c]),
                _ => line.push(c),
            }
        }
        self.line(&line);
    }

    /// A line, folded between characters so that no part is longer than [`LINE`].
    fn line(&mut self, line: &str) {
        let mut room = LINE;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.bytes.extend(b"\r\n ");
                room = LINE - 1;
            }
            self.bytes.extend(c.encode_utf8(&mut [0; 4]).bytes());
            room -= c.len_utf8();
        }
        self.bytes.extend(b"\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters_and_read_back() {
        let mut out = Lines::default();
        let text = format!("{}；a,b;c\\d\n{}", "公示".repeat(40), "𬭎".repeat(30));
        out.text("SUMMARY", &text);
        let folded = String::from_utf8(out.bytes).unwrap();
        assert!(folded.split("\r\n").all(|line| line.len() <= LINE));
        let unfolded = folded.replace("\r\n ", "");
        let escaped = text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n");
        assert_eq!(unfolded, format!("SUMMARY:{escaped}\r\n"));
    }
}
