//! What is wrong with a record, in words for those who keep it.

use std::fmt;

use serde_json::error::Category;

/// The reason why a record cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// Its line and column, from 1, if they are known.
    pub at: Option<(usize, usize)>,
}

impl Damage {
    pub(super) fn of(message: impl Into<String>) -> Self {
        Self { message: message.into(), at: None }
    }

    pub(super) fn of_json(error: &serde_json::Error) -> Self {
        let message = error.to_string();
        let end = format!(" at line {} column {}", error.line(), error.column());
        let message = match error.classify() {
            Category::Eof => "it ends too early".to_owned(),
            Category::Syntax => "it is not valid JSON".to_owned(),
            Category::Data | Category::Io => sentence(message.strip_suffix(&end).unwrap_or(&message)),
        };
        Self { message, at: (error.line() > 0).then(|| (error.line(), error.column().max(1))) }
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)?;
        self.at.map_or(Ok(()), |(line, column)| write!(f, ", in line {line}, column {column}"))
    }
}

/// What the library says of a value that is not what it has to be, in plain words.
fn sentence(message: &str) -> String {
    let name = |rest: &str| rest.split(", expected").next().unwrap_or(rest).to_owned();
    let of = |start: &str| message.strip_prefix(start).map(name);
    if let Some(name) = of("missing field ") {
        return format!("the key {name} is missing here");
    }
    if let Some(name) = of("unknown field ") {
        return format!("there is no key {name} here");
    }
    if let Some(name) = of("duplicate field ") {
        return format!("the key {name} stands here twice");
    }
    if let Some(name) = of("unknown variant ") {
        return format!("{name} cannot stand here");
    }
    let is_value =
        ["invalid type: ", "invalid value: ", "invalid length "].iter().any(|start| message.starts_with(start));
    match message.rsplit_once("expected ").filter(|_| is_value) {
        Some((_, expected)) => format!("{} must stand here", in_words(expected)),
        None => message.to_owned(),
    }
}

/// What has to stand somewhere.
fn in_words(expected: &str) -> &'static str {
    match expected.split(' ').find(|word| !matches!(*word, "a" | "an")) {
        Some("struct" | "map") => "an object in braces",
        Some("sequence" | "tuple") => "a list in square brackets",
        Some("string" | "borrowed") => "a text in quotation marks",
        Some("boolean") => "`true` or `false`",
        Some(word) if word.starts_with(['u', 'i']) => "a whole number",
        _ => "something else",
    }
}
