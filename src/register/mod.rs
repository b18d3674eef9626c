//! Lists over many meetings: rows are chosen, ordered and written.
//!
//! Rows come from `compose`, meeting by meeting. Here those of the same thing are brought together, and written as a table for
//! people ([`table()`]), CSV, JSON or XLSX.
//!
//! It refuses to know a meeting, and to give a program something to run: what begins like a formula is text in every format.

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
