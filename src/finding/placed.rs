//! A value that knows where it was written.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use super::{FileNumber, Place};

/// A value and the place in the JSON file where it was written.
///
/// It deserializes only through a deserializer that knows places (module `read`): it asks for a
/// struct named [`Placed::NAME`] with the fields [`Placed::FIELDS`], which no other format has.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// The place where it is written.
    pub place: Place,
}

impl<T> Placed<T> {
    /// A value at a place.
    pub fn new(value: T, place: Place) -> Self {
        Self { value, place }
    }
}

impl Placed<()> {
    /// The struct name by which a deserializer recognizes the request for a place.
    pub const NAME: &'static str = "$packwright::Placed";
    /// The fields it then has to give: file number, start, end, and the value itself.
    pub const FIELDS: &'static [&'static str] = &["file", "start", "end", "value"];
}

impl<T> Deref for Placed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Placed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct(Placed::NAME, Placed::FIELDS, PlacedVisitor(PhantomData))
    }
}

impl<T: Serialize> Serialize for Placed<T> {
    /// Serializes only the value, without its place.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

struct PlacedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for PlacedVisitor<T> {
    type Value = Placed<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value with its place")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Placed<T>, A::Error> {
        let field = |map: &mut A| map.next_entry::<String, u32>().map(|entry| entry.map_or(0, |e| e.1));
        let file = FileNumber::from_raw(u16::try_from(field(&mut map)?).unwrap_or_default());
        let (start, end) = (field(&mut map)?, field(&mut map)?);
        map.next_key::<String>()?;
        Ok(Placed { value: map.next_value()?, place: Place { file, start, end } })
    }
}

impl<T: JsonSchema> JsonSchema for Placed<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}
