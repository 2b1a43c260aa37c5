//! The clock. Everything is Beijing time (+08:00, no daylight saving), whatever zone the machine is in.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDateTime};

const BEIJING_SECONDS: i64 = 8 * 3600;

/// The present moment in Beijing, or the Unix epoch if the machine's clock stands before it.
pub fn beijing_now() -> NaiveDateTime {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    beijing(i64::try_from(seconds).unwrap_or(0)).unwrap_or_default()
}

/// A Unix time (seconds) as Beijing time; `None` when it is beyond the calendar.
pub fn beijing(unix_seconds: i64) -> Option<NaiveDateTime> {
    DateTime::from_timestamp(unix_seconds.checked_add(BEIJING_SECONDS)?, 0).map(|t| t.naive_utc())
}

/// Measures how long a stage takes, for `--timings`.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts now.
    pub fn start() -> Self {
        Stopwatch(Instant::now())
    }

    /// The time since the start.
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    /// The time since the start or the last lap, and starts again.
    pub fn lap(&mut self) -> Duration {
        let now = Instant::now();
        let lap = now - self.0;
        self.0 = now;
        lap
    }
}
