//! All tests, in one binary: a test binary with the engine inside is large.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::print_stdout, reason = "what a long test has done")]

mod annex_words;
mod at_once;
mod audiences;
mod batches;
mod budgets;
mod calendars;
mod content;
mod documents;
mod doors;
mod features;
mod findings;
mod first_hour;
mod formats;
mod fuzz;
mod hostile;
mod house;
mod languages;
mod large;
mod layout;
mod leak;
mod names;
mod no_files;
mod outside;
mod pages;
mod partition;
mod pictures;
mod preflight;
mod program;
mod readmes;
mod released;
mod reproducible;
mod schema;
mod scripts;
mod seed;
mod series;
mod sheets;
mod signing;
mod sound;
mod structure;
mod support;
mod times;
mod vocabulary;
mod votes;
mod ways_out;
