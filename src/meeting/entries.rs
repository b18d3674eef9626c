//! Entries by id.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use super::Id;
use crate::finding::Placed;

/// Entries by id, in the order written. In JSON an object whose keys are the ids. Copies share them: a registry is copied for
/// each meeting of a series.
#[derive(Debug, Clone)]
pub struct Entries<T>(Arc<Listed<T>>);

#[derive(Debug, Clone)]
struct Listed<T> {
    list: Vec<(Placed<Id>, T)>,
    /// Positions in the list, by id.
    positions: BTreeMap<String, usize>,
}

impl<T> Listed<T> {
    /// Adds an entry, unless there is one of this id.
    fn add(&mut self, id: Placed<Id>, entry: T) {
        if !self.positions.contains_key(id.as_str()) {
            self.positions.insert(id.as_str().to_owned(), self.list.len());
            self.list.push((id, entry));
        }
    }
}

impl<T> Entries<T> {
    /// The entry of this id.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.0.positions.get(id).map(|at| &self.0.list[*at].1)
    }

    /// All entries with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (&Placed<Id>, &T)> {
        self.0.list.iter().map(|(id, entry)| (id, entry))
    }
}

impl<T: Clone> Entries<T> {
    /// These entries, and those of `others` that have other ids.
    #[must_use]
    pub(super) fn over(mut self, others: Self) -> Self {
        if self.0.list.is_empty() {
            return others;
        }
        self.borrow(&others, |_| true);
        self
    }

    /// The entries whose ids are meant.
    #[must_use]
    pub fn only(self, is_meant: impl Fn(&str) -> bool) -> Self {
        let mut kept = Self::default();
        kept.borrow(&self, is_meant);
        kept
    }

    /// Takes over entries of `others` whose ids are meant and are not here.
    pub fn borrow(&mut self, others: &Self, is_meant: impl Fn(&str) -> bool) {
        for (id, entry) in others.iter().filter(|(id, _)| is_meant(id.as_str())) {
            if self.get(id.as_str()).is_none() {
                self.add(id.clone(), entry.clone());
            }
        }
    }

    /// Adds an entry, unless there is one of this id.
    pub(super) fn add(&mut self, id: Placed<Id>, entry: T) {
        Arc::make_mut(&mut self.0).add(id, entry);
    }
}

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self(Arc::new(Listed { list: Vec::new(), positions: BTreeMap::new() }))
    }
}

struct EntriesVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<T> {
    type Value = Entries<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of entries by id")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<T>, A::Error> {
        let mut entries = Listed { list: Vec::new(), positions: BTreeMap::new() };
        while let Some((id, entry)) = map.next_entry()? {
            entries.add(id, entry);
        }
        Ok(Entries(Arc::new(entries)))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

impl<T: Serialize> Serialize for Entries<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(id, entry)| (id.as_str(), entry)))
    }
}

impl<T: JsonSchema> JsonSchema for Entries<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("EntriesOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "propertyNames": generator.subschema_for::<Id>(),
            "additionalProperties": generator.subschema_for::<T>(),
        })
    }
}
