//! serde's way through a tree.

use std::slice;

use serde::de::{
    DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor,
    value::{BorrowedStrDeserializer, MapAccessDeserializer, StrDeserializer},
};
use serde_json::Number;

use super::{fault::Fault, tree::Node};

/// Declares the ways in which a type asks for a value of a kind.
macro_rules! asked_for {
    ($( $meant:literal, $guess:ident: $($method:ident)+; )+) => { $( $(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match self {
                Node::Guess(_, guess) => guess.$guess(visitor),
                _ => self.deserialize_any(visitor),
            }
            .map_err(|fault| fault.meant($meant))
        }
    )+ )+ };
}

impl<'de> Deserializer<'de> for &'de Node<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Node::Null => visitor.visit_unit(),
            Node::Bool(truth) => visitor.visit_bool(*truth),
            Node::Number(number) => visit_number(number, visitor),
            Node::Text(text) => visitor.visit_borrowed_str(text),
            Node::List(items) => visit_list(items, visitor),
            Node::Object(fields) => visitor.visit_map(Fields::of(fields)),
            Node::Guess(_, guess) => guess.visit_text(visitor),
        }
    }

    asked_for! {
        "true or false", visit_bool: deserialize_bool;
        "a whole number", visit_number:
            deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
            deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128;
        "a number", visit_number: deserialize_f32 deserialize_f64;
        "a text", visit_text:
            deserialize_char deserialize_str deserialize_string deserialize_bytes
            deserialize_byte_buf deserialize_identifier;
        "a list", visit_list: deserialize_seq;
        "an object", visit_object: deserialize_map;
        "null", visit_unit: deserialize_unit;
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Node::Null | Node::Guess(..) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self {
            // A derived type would take a list of its fields' values.
            Node::List(_) => {
                Err(Fault::invalid_type(self.unexpected(), &visitor).meant("an object"))
            }
            _ => self.deserialize_map(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self {
            Node::Text(text) if !variants.contains(text) => {
                Err(Fault::unknown_code(name, text, variants))
            }
            Node::Text(text) => visitor.visit_enum(BorrowedStrDeserializer::new(text)),
            Node::Object(fields) if fields.len() == 1 => {
                visitor.visit_enum(MapAccessDeserializer::new(Fields::of(fields)))
            }
            Node::Guess(_, guess) => {
                let variant = variants.get(guess.number()).or(variants.first());
                visitor.visit_enum(StrDeserializer::new(variant.copied().unwrap_or_default()))
            }
            _ => Err(Fault::invalid_type(self.unexpected(), &visitor).meant("a text")),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }
}

fn visit_number<'de, V: Visitor<'de>>(number: &Number, visitor: V) -> Result<V::Value, Fault> {
    if let Some(number) = number.as_u64() {
        visitor.visit_u64(number)
    } else if let Some(number) = number.as_i64() {
        visitor.visit_i64(number)
    } else {
        visitor.visit_f64(number.as_f64().unwrap_or_default())
    }
}

fn visit_list<'de, V: Visitor<'de>>(
    items: &'de [(usize, Node<'de>)],
    visitor: V,
) -> Result<V::Value, Fault> {
    let mut rest = Items(items.iter());
    let list = visitor.visit_seq(&mut rest)?;
    match rest.0.len() {
        0 => Ok(list),
        more => Err(Fault::invalid_length(
            items.len(),
            &format!("{}", items.len() - more).as_str(),
        )),
    }
}

struct Items<'de>(slice::Iter<'de, (usize, Node<'de>)>);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        let Some((place, item)) = self.0.next() else {
            return Ok(None);
        };
        seed.deserialize(item)
            .map(Some)
            .map_err(|fault| fault.under(place))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Fields<'de> {
    rest: slice::Iter<'de, (&'de str, Node<'de>)>,
    current: Option<&'de (&'de str, Node<'de>)>,
}

impl<'de> Fields<'de> {
    fn of(fields: &'de [(&'de str, Node<'de>)]) -> Self {
        Self {
            rest: fields.iter(),
            current: None,
        }
    }
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        self.current = self.rest.next();
        let Some((name, _)) = self.current else {
            return Ok(None);
        };
        seed.deserialize(BorrowedStrDeserializer::new(name))
            .map(Some)
            .map_err(|fault: Fault| fault.under(name))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let Some((name, value)) = self.current.take() else {
            return Err(Fault::custom("a value was asked for before its field"));
        };
        seed.deserialize(value).map_err(|fault| fault.under(name))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}
