//! Words that several checks share.

use jiff::Timestamp;

use crate::meeting::Instant;

/// "2026-05-04 09:30 UTC".
pub(super) fn day_and_time(at: Timestamp) -> String {
    Instant(at).utc().strftime("%Y-%m-%d %H:%M UTC").to_string()
}

/// "a", "a and b", "a, b and c".
pub(super) fn all_of(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}
