//! Words that several checks share.

use jiff::Timestamp;

use crate::meeting::Instant;

/// "2026-05-04 09:30 UTC".
pub(super) fn day_and_time(at: Timestamp) -> String {
    Instant(at).utc().strftime("%Y-%m-%d %H:%M UTC").to_string()
}
