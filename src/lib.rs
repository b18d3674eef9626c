#![allow(missing_docs, reason = "wip")]
pub mod finding;
pub mod meeting;
pub mod workspace;
pub mod read;
pub mod check;
