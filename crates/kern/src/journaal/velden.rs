//! The names of the facts of a kind, and what they can be, from the type that reads them: there is no second list.

use std::fmt;

use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Visitor};
use serde_json::Value as Json;

/// The fields by which a type is read; none of a type that is no plain struct.
pub(super) fn velden<F: DeserializeOwned>() -> Vec<&'static str> {
    let mut found = Vec::new();
    // It asks for its fields by name, and gets nothing.
    let _asked = F::deserialize(Vraag(&mut found)).is_err();
    found
}

struct Vraag<'a>(&'a mut Vec<&'static str>);

impl<'de> Deserializer<'de> for Vraag<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, Error> {
        Err(Error::custom("nothing to read"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.0.extend_from_slice(fields);
        self.deserialize_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// Whether a fact can be some value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Past {
    /// It can.
    Ja,
    /// It is one of these.
    Keuze(&'static [&'static str]),
    /// It is something else.
    Nee,
}

/// Whether a fact of this type can be this value, whatever its other facts are.
pub(super) fn past<F: DeserializeOwned>(naam: &str, waarde: &Json) -> Past {
    match F::deserialize(MapDeserializer::<_, Bezwaar>::new(std::iter::once((naam, Waarde(waarde))))) {
        // The others are asked for when this one has been read.
        Ok(_) | Err(Bezwaar::Ontbreekt) => Past::Ja,
        Err(Bezwaar::Keuze(codes)) => Past::Keuze(codes),
        Err(Bezwaar::Anders) => Past::Nee,
    }
}

/// Why a type does not read a value.
#[derive(Debug)]
enum Bezwaar {
    Ontbreekt,
    Keuze(&'static [&'static str]),
    Anders,
}

impl fmt::Display for Bezwaar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Bezwaar {}

impl serde::de::Error for Bezwaar {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::Anders
    }

    fn missing_field(_: &'static str) -> Self {
        Self::Ontbreekt
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::Keuze(expected)
    }
}

/// A value that is no table.
#[derive(Clone, Copy)]
struct Waarde<'a>(&'a Json);

impl<'de> IntoDeserializer<'de, Bezwaar> for Waarde<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Waarde<'_> {
    type Error = Bezwaar;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Bezwaar> {
        match self.0 {
            Json::String(text) => visitor.visit_str(text),
            Json::Bool(yes) => visitor.visit_bool(*yes),
            Json::Number(number) => visitor.visit_i64(number.as_i64().ok_or(Bezwaar::Anders)?),
            Json::Array(items) => visitor.visit_seq(SeqDeserializer::new(items.iter().map(Waarde))),
            Json::Null | Json::Object(_) => Err(Bezwaar::Anders),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Bezwaar> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Bezwaar> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Bezwaar> {
        visitor.visit_enum(self.0.as_str().ok_or(Bezwaar::Anders)?.into_deserializer())
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct identifier ignored_any
    }
}
