#![allow(missing_docs, reason = "wip")]
pub mod finding;
pub mod meeting;
pub mod workspace;
pub mod read;
pub mod check;
pub mod edition;
pub mod render;
pub mod typeset;
pub mod bundle;
pub mod pack;
pub mod build;
pub mod cli;
