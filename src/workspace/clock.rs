//! The one place that reads the clock.

/// What the clock shows, to the second. Commands ask for it, never a build.
#[allow(clippy::disallowed_methods, reason = "approvals and signatures are given at a time")]
pub fn now() -> jiff::Timestamp {
    jiff::Timestamp::from_second(jiff::Timestamp::now().as_second()).unwrap_or_default()
}
