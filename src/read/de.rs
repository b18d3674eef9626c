//! Reads a JSON tree into the model, with the place of every value that keeps it.

use jsonc_parser::ast::{ObjectProp, Value};
use jsonc_parser::common::Ranged;
use serde::de::value::{BorrowedStrDeserializer, Error, SeqDeserializer, StrDeserializer, U32Deserializer};
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, Visitor};
use serde::forward_to_deserialize_any;

use crate::finding::{FileNumber, Place, Placed};

/// Reads the whole tree.
pub(super) fn read<T: DeserializeOwned>(root: &Value<'_>, file: FileNumber) -> Result<T, String> {
    T::deserialize(Node { value: root, file }).map_err(|error| error.to_string())
}

#[derive(Clone, Copy)]
struct Node<'a> {
    value: &'a Value<'a>,
    file: FileNumber,
}

impl<'a> Node<'a> {
    fn of(self, value: &'a Value<'a>) -> Self {
        Self { value, ..self }
    }

    fn place(self) -> Place {
        Place::new(self.file, self.value.start()..self.value.end())
    }
}

impl<'a> IntoDeserializer<'a, Error> for Node<'a> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'a> Deserializer<'a> for Node<'a> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            Value::StringLit(text) => visitor.visit_str(&text.value),
            Value::NumberLit(number) => {
                let number: serde_json::Number = number.value.parse().map_err(Error::custom)?;
                number.deserialize_any(visitor).map_err(Error::custom)
            }
            Value::BooleanLit(boolean) => visitor.visit_bool(boolean.value),
            Value::NullKeyword(_) => visitor.visit_unit(),
            Value::Array(array) => {
                visitor.visit_seq(SeqDeserializer::new(array.elements.iter().map(|element| self.of(element))))
            }
            Value::Object(object) => {
                visitor.visit_map(Properties { node: self, rest: object.properties.iter(), value: None })
            }
        }
    }

    fn deserialize_option<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'a>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'a>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name == Placed::NAME {
            return visitor.visit_map(WithPlace { place: self.place(), value: Some(self), field: 0 });
        }
        self.deserialize_any(visitor)
    }

    fn deserialize_enum<V: Visitor<'a>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.value {
            Value::StringLit(word) => visitor.visit_enum(StrDeserializer::new(&word.value)),
            _ => Err(Error::custom("a word is expected")),
        }
    }

    forward_to_deserialize_any! {
        <W: Visitor<'a>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map identifier ignored_any
    }
}

/// The entries of an object.
struct Properties<'a> {
    node: Node<'a>,
    rest: std::slice::Iter<'a, ObjectProp<'a>>,
    value: Option<&'a Value<'a>>,
}

impl<'a> MapAccess<'a> for Properties<'a> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'a>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(property) = self.rest.next() else { return Ok(None) };
        self.value = Some(&property.value);
        let key = Key { name: property.name.as_str(), place: super::json::key_place(&property.name, self.node.file) };
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'a>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let value = self.value.take().expect("serde asks for a value after its key");
        seed.deserialize(self.node.of(value))
    }
}

/// A key, which may keep its place as well: ids of registries are keys.
pub(super) struct Key<'a> {
    pub(super) name: &'a str,
    pub(super) place: Place,
}

impl<'a> Deserializer<'a> for Key<'a> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_borrowed_str(self.name)
    }

    fn deserialize_newtype_struct<V: Visitor<'a>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'a>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name == Placed::NAME {
            let value = BorrowedStrDeserializer::new(self.name);
            return visitor.visit_map(WithPlace { place: self.place, value: Some(value), field: 0 });
        }
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        <W: Visitor<'a>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// The fields of [`Placed`], one after the other: a place, and the value that is there.
struct WithPlace<D> {
    place: Place,
    value: Option<D>,
    field: usize,
}

impl<'a, D: Deserializer<'a, Error = Error>> MapAccess<'a> for WithPlace<D> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'a>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let name = Placed::FIELDS.get(self.field);
        name.map(|name| seed.deserialize(StrDeserializer::new(name))).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'a>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let Place { file, start, end } = self.place;
        let number = [u32::from(file.get()), start, end].get(self.field).copied();
        self.field += 1;
        match number {
            Some(number) => seed.deserialize(U32Deserializer::new(number)),
            None => seed.deserialize(self.value.take().expect("a place has one value")),
        }
    }
}
