//! The one place that reads the clock.

/// The present time, to the second. Commands use it, builds never do.
#[allow(clippy::disallowed_methods, reason = "approvals and signatures are given at a time")]
pub fn now() -> jiff::Timestamp {
    jiff::Timestamp::from_second(jiff::Timestamp::now().as_second()).unwrap_or_default()
}
