//! The order of the keys of each type: that in which the type states them, and a person writes them.
//!
//! Schemas have their keys by name. Types give theirs to whoever deserializes them; so that is done, without any data: each walk
//! leads from a file down to one object, notes its keys, and ends there.

use std::collections::{BTreeMap, VecDeque};
use std::sync::LazyLock;

use serde::de::value::{Error, StrDeserializer, U32Deserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::de::Key;
use crate::finding::{FileNumber, Place, Placed};
use crate::meeting::{Definition, Registry};

/// The keys of types by their names, in order.
pub(super) type Order = BTreeMap<&'static str, &'static [&'static str]>;

/// The keys of all types of definitions and registries.
pub(super) static ORDER: LazyLock<Order> = LazyLock::new(|| {
    let mut order = Order::new();
    walk_all::<Definition>(&mut order);
    walk_all::<Registry>(&mut order);
    order
});

/// Walks to every type that a file has, each by the first way that leads there.
fn walk_all<T: DeserializeOwned>(order: &mut Order) {
    let mut ways = VecDeque::from([Vec::new()]);
    while let Some(way) = ways.pop_front() {
        let mut found = None;
        // It always ends in an error: there is no value to give.
        drop(T::deserialize(Walk { way: &way, found: &mut found }));
        if let Some((name, keys)) = found
            && order.insert(name, keys).is_none()
        {
            ways.extend((0..keys.len()).map(|key| way.iter().copied().chain([key]).collect()));
        }
    }
}

/// A walk: the positions of the keys that it takes in the objects on its way, and the object where it ends.
struct Walk<'w> {
    way: &'w [usize],
    found: &'w mut Option<(&'static str, &'static [&'static str])>,
}

fn end() -> Error {
    Error::custom("a walk has no values")
}

impl<'de> Deserializer<'de> for Walk<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(end())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(Inside { walk: Some(self), key: None, place: 0 })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(Inside { walk: Some(self), key: None, place: 0 })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        keys: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name == Placed::NAME {
            return visitor.visit_map(Inside { walk: Some(self), key: Some("value"), place: Placed::FIELDS.len() - 1 });
        }
        match self.way.split_first() {
            None => {
                *self.found = Some((name, keys));
                Err(end())
            }
            Some((at, way)) => {
                let key = keys.get(*at).copied();
                visitor.visit_map(Inside { walk: Some(Walk { way, ..self }), key, place: 0 })
            }
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct tuple tuple_struct enum identifier ignored_any
    }
}

/// The one entry of a list or an object that a walk takes.
struct Inside<'w> {
    walk: Option<Walk<'w>>,
    /// The key of the entry; any, if keys are ids or languages.
    key: Option<&'static str>,
    /// The number of fields that are still to come before the value, for one that keeps its place.
    place: usize,
}

impl<'de> SeqAccess<'de> for Inside<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        seed.deserialize(self.walk.take().ok_or_else(end)?).map(Some)
    }
}

impl<'de> MapAccess<'de> for Inside<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        match self.key {
            Some(key) => seed.deserialize(StrDeserializer::new(key)).map(Some),
            None => seed.deserialize(Key { name: "en", place: Place::new(FileNumber::from_raw(0), 0..0) }).map(Some),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        if self.place > 0 {
            self.place -= 1;
            let nothing: U32Deserializer<Error> = 0_u32.into_deserializer();
            return seed.deserialize(nothing);
        }
        seed.deserialize(self.walk.take().ok_or_else(end)?)
    }
}
