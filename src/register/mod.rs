//! Registers, which are lists over many meetings: chooses, sorts and writes their rows.
//!
//! Rows come from `compose`, meeting by meeting. Here the rows of the same thing are merged, and written as a table for people
//! ([`table()`]), CSV, JSON or XLSX.
//!
//! This module knows no meeting. Text that begins like a formula is written as text in every format, so that no program runs it.

mod choose;
mod csv;
mod formula;
mod json;
mod table;
mod xlsx;

pub use choose::{Choice, gather};
pub use csv::csv;
pub use json::json;
pub use table::table;
pub use xlsx::xlsx;
