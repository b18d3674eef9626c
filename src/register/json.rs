//! Registers as JSON, for programs: stable names in place of words.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::edition::{Cell, Register, Row};

/// Writes registers as one object: a list of rows for each by its name, and `not_read`, the packs whose rows are missing.
/// A row has only keys with a value. Dates are days, months or years, as far as they are known.
pub fn json(registers: &[Register], not_read: &[String]) -> String {
    let whole = Whole { registers, not_read };
    serde_json::to_string_pretty(&whole).unwrap_or_default()
}

struct Whole<'a> {
    registers: &'a [Register],
    not_read: &'a [String],
}

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for register in self.registers {
            let keys: Vec<&str> = register.columns.iter().map(|column| column.key).collect();
            let rows: Vec<OfRow<'_>> = register.rows.iter().map(|row| OfRow { keys: &keys, row }).collect();
            map.serialize_entry(register.kind.name(), &rows)?;
        }
        map.serialize_entry("not_read", self.not_read)?;
        map.end()
    }
}

struct OfRow<'a> {
    keys: &'a [&'a str],
    row: &'a Row,
}

impl Serialize for OfRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let stated = self.keys.iter().zip(&self.row.cells).filter(|(_, cell)| **cell != Cell::Empty);
        serializer.collect_map(stated.map(|(key, cell)| (key, OfCell(cell))))
    }
}

struct OfCell<'a>(&'a Cell);

impl Serialize for OfCell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let named = |name: &'_ str, words: &'_ str| {
            serde_json::Map::from_iter([("id".to_owned(), name.into()), ("name".to_owned(), words.into())])
        };
        match self.0 {
            Cell::Count(count) => count.serialize(serializer),
            Cell::Term(name, words) => named(name, words).serialize(serializer),
            Cell::Terms(all, _) => serializer.collect_seq(all.iter().map(|(name, words)| named(name, words))),
            other => other.words().serialize(serializer),
        }
    }
}
