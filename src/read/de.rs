//! Reads a JSON tree into the model, with the place of every value that keeps it.

use jsonc_parser::ast::{ObjectProp, Value};
use jsonc_parser::common::Ranged;
use serde::de::value::{BorrowedStrDeserializer, Error, SeqDeserializer, StrDeserializer, U32Deserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer, MapAccess,
    VariantAccess, Visitor,
};
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

    fn number<V: Visitor<'a>>(digits: &str, visitor: V) -> Result<V::Value, Error> {
        if let Ok(number) = digits.parse::<u64>() {
            visitor.visit_u64(number)
        } else if let Ok(number) = digits.parse::<i64>() {
            visitor.visit_i64(number)
        } else {
            visitor.visit_f64(digits.parse().map_err(Error::custom)?)
        }
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
            Value::NumberLit(number) => Self::number(number.value, visitor),
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
            return visitor.visit_map(WithPlace { node: self, field: 0 });
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
            Value::StringLit(word) => visitor.visit_enum(Word(&word.value)),
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
            return visitor.visit_map(KeyWithPlace { key: self, field: 0 });
        }
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        <W: Visitor<'a>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// Gives the fields of [`Placed`] one after the other.
fn place_field<'a, K: DeserializeSeed<'a>>(field: usize, seed: K) -> Result<Option<K::Value>, Error> {
    match Placed::FIELDS.get(field) {
        Some(name) => seed.deserialize(StrDeserializer::new(name)).map(Some),
        None => Ok(None),
    }
}

fn place_value(place: Place, field: usize) -> U32Deserializer<Error> {
    let numbers = [u32::from(place.file.get()), place.start, place.end];
    numbers[field].into_deserializer()
}

struct WithPlace<'a> {
    node: Node<'a>,
    field: usize,
}

impl<'a> MapAccess<'a> for WithPlace<'a> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'a>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        place_field(self.field, seed)
    }

    fn next_value_seed<V: DeserializeSeed<'a>>(&mut self, seed: V) -> Result<V::Value, Error> {
        self.field += 1;
        match self.field {
            1..=3 => seed.deserialize(place_value(self.node.place(), self.field - 1)),
            _ => seed.deserialize(self.node),
        }
    }
}

struct KeyWithPlace<'a> {
    key: Key<'a>,
    field: usize,
}

impl<'a> MapAccess<'a> for KeyWithPlace<'a> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'a>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        place_field(self.field, seed)
    }

    fn next_value_seed<V: DeserializeSeed<'a>>(&mut self, seed: V) -> Result<V::Value, Error> {
        self.field += 1;
        match self.field {
            1..=3 => seed.deserialize(place_value(self.key.place, self.field - 1)),
            _ => seed.deserialize(BorrowedStrDeserializer::new(self.key.name)),
        }
    }
}

/// One of the words of an enumeration.
struct Word<'a>(&'a str);

impl<'a> EnumAccess<'a> for Word<'a> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'a>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        Ok((seed.deserialize(StrDeserializer::new(self.0))?, self))
    }
}

impl<'a> VariantAccess<'a> for Word<'a> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'a>>(self, _: T) -> Result<T::Value, Error> {
        Err(Error::custom("a word holds no value"))
    }

    fn tuple_variant<V: Visitor<'a>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("a word holds no list"))
    }

    fn struct_variant<V: Visitor<'a>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Error> {
        Err(Error::custom("a word holds no object"))
    }
}
