//! Finds the texts that must not be in the bytes of an audience, independently of the cut.

use jsonc_parser::ast::{Object, ObjectProp, Value};
use jsonc_parser::common::Ranged;

use super::FOR;
use crate::finding::{FileNumber, Place, Placed};

/// The texts of a definition: those that an audience gets, and those that it does not.
#[derive(Debug, Default)]
pub struct Secrets {
    /// Those that it does not get.
    pub withheld: Vec<Placed<String>>,
    /// Names of people who are named only in what it does not get.
    pub names: Vec<Placed<String>>,
    /// Those that it gets.
    pub open: Vec<String>,
    /// Those of them that replace withheld parts.
    pub instead: Vec<String>,
}

/// Divides the texts of a definition into those that an audience gets and those that it does not. `gets` returns whether it gets
/// what is for the audience of a name.
pub(in crate::read) fn secrets(tree: &Value<'_>, file: FileNumber, gets: &dyn Fn(&str) -> bool) -> Secrets {
    let mut found = Secrets::default();
    // Whether an entry of the pack's own registry is secret depends on the parts that name it, as for the shared registry.
    let Value::Object(definition) = tree else { return found };
    // Titles of audiences are taken as the meeting has them.
    let is_named = |one: &&ObjectProp<'_>| {
        !["people", "entities", "bodies", "documents", "audience_titles"].contains(&one.name.as_str())
    };
    let properties = definition.properties.iter().filter(is_named).cloned().collect();
    let named = Value::Object(Object { range: definition.range, properties });
    walk(&named, file, gets, false, &[], &mut found);
    found
}

fn walk(
    value: &Value<'_>,
    file: FileNumber,
    gets: &dyn Fn(&str) -> bool,
    is_withheld: bool,
    paths: &[Vec<String>],
    found: &mut Secrets,
) {
    match value {
        Value::Object(object) => {
            let (whole, mut below) = marks(object, gets);
            below.extend(paths.iter().cloned());
            for property in &object.properties {
                let key = property.name.as_str();
                // The words that replace it are open.
                if key == "instead" && whole && !is_withheld {
                    strings(&property.value, &mut |text| found.instead.push(text.to_owned()));
                    continue;
                }
                // The number of a withheld part is open.
                if key == "number"
                    && whole
                    && !is_withheld
                    && object.properties.iter().any(|one| one.name.as_str() == "id")
                {
                    strings(&property.value, &mut |text| found.open.push(text.to_owned()));
                    continue;
                }
                let under: Vec<Vec<String>> =
                    below.iter().filter(|path| path[0] == key).map(|path| path[1..].to_vec()).collect();
                let named = under.iter().any(Vec::is_empty);
                let under: Vec<Vec<String>> = under.into_iter().filter(|path| !path.is_empty()).collect();
                walk(&property.value, file, gets, is_withheld || whole || named, &under, found);
            }
        }
        Value::Array(array) => {
            array.elements.iter().for_each(|entry| walk(entry, file, gets, is_withheld, &[], found));
        }
        Value::StringLit(text) => {
            let place = Place::new(file, text.start()..text.end());
            lines(&text.value, is_withheld, gets, |line, kind| match kind {
                Line::Withheld => {
                    let pieces = without_references(&line);
                    found.withheld.extend(pieces.into_iter().map(|piece| Placed::new(piece, place)));
                }
                Line::Open => found.open.push(line),
                Line::Instead => found.instead.push(line),
            });
        }
        Value::NumberLit(number) if is_withheld => {
            let place = Place::new(file, number.start()..number.end());
            found.withheld.push(Placed::new(number.value.to_owned(), place));
        }
        _ => {}
    }
}

/// Returns whether an object is withheld as a whole, and the paths of its withheld keys.
fn marks(object: &Object<'_>, gets: &dyn Fn(&str) -> bool) -> (bool, Vec<Vec<String>>) {
    let mark = object.properties.iter().find(|one| one.name.as_str() == FOR).map(|one| &one.value);
    match mark {
        Some(Value::StringLit(audience)) => (!gets(&audience.value), Vec::new()),
        Some(Value::Object(keys)) => {
            let withheld = keys
                .properties
                .iter()
                .filter(|one| matches!(&one.value, Value::StringLit(audience) if !gets(&audience.value)));
            (false, withheld.map(|one| one.name.as_str().split('.').map(str::to_owned).collect()).collect())
        }
        _ => (false, Vec::new()),
    }
}

fn strings(value: &Value<'_>, take: &mut dyn FnMut(&str)) {
    match value {
        Value::StringLit(text) => take(&text.value),
        Value::Array(array) => array.elements.iter().for_each(|entry| strings(entry, take)),
        Value::Object(object) => object.properties.iter().for_each(|one| strings(&one.value, take)),
        _ => {}
    }
}

/// The kind of a piece of a text.
#[derive(Debug, Clone, Copy)]
enum Line {
    Withheld,
    Open,
    Instead,
}

/// Divides a text into the passages between `:::` marks, which may be withheld, and the rest.
fn lines(text: &str, is_withheld: bool, gets: &dyn Fn(&str) -> bool, mut take: impl FnMut(String, Line)) {
    let kind = |is_withheld| if is_withheld { Line::Withheld } else { Line::Open };
    if !text.contains(":::") {
        return take(text.to_owned(), kind(is_withheld));
    }
    let (mut piece, mut inside) = (String::new(), is_withheld);
    for line in text.lines() {
        let Some(mark) = line.trim().strip_prefix(":::") else {
            piece.push_str(line);
            piece.push('\n');
            continue;
        };
        take(std::mem::take(&mut piece), kind(inside));
        let mut words = mark.trim_start_matches(':').split_whitespace();
        let named = words.next();
        inside = is_withheld || named.is_some_and(|audience| !gets(audience));
        let words = words.collect::<Vec<_>>().join(" ");
        if !words.is_empty() && inside {
            take(words, if is_withheld { Line::Withheld } else { Line::Instead });
        }
    }
    take(piece, kind(inside));
}

/// Divides a text at its references: what they print depends on what they name.
fn without_references(text: &str) -> Vec<String> {
    let mut parts = text.split('@');
    let first = parts.next().unwrap_or_default().to_owned();
    let is_of_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == ':';
    let mut pieces = vec![first];
    for part in parts {
        // In an e-mail address, `@` does not begin a reference.
        let follows = pieces.last().is_none_or(|last| !last.ends_with(char::is_alphanumeric));
        match part.starts_with(|c: char| c.is_ascii_lowercase()) && follows {
            true => pieces.push(part.trim_start_matches(is_of_id).to_owned()),
            false => {
                if let Some(last) = pieces.last_mut() {
                    last.push('@');
                    last.push_str(part);
                }
            }
        }
    }
    pieces.retain(|piece| !piece.trim().is_empty());
    pieces
}
