//! Stubs: what remains of a withheld part if other parts depend on it.

use std::borrow::Cow;

use jsonc_parser::ast::{Object, ObjectProp, ObjectPropName, StringLit, Value};
use jsonc_parser::common::Range;

use super::INSTEAD;
use super::record::value_of;
use crate::meeting::{Language, WordsInstead};

/// The types that leave a stub, each with the keys that the stub keeps.
///
/// A stub keeps what the numbers and times of other parts depend on. The `minutes` of an item are kept, so that those who have to leave
/// the room know when to come back.
const STUBS: [(&str, &[&str]); 4] = [
    ("Item", &["number", "section", "break", "closed", "session", "start", "minutes"]),
    ("Annex", &[]),
    ("Decision", &["kind", "number", "items"]),
    ("Session", &["time", "closed"]),
];

/// Types that leave something only if `instead` is stated: the type, the key that gets these words, and the keys that are kept.
const WITH_WORDS: [(&str, &str, &[&str]); 2] =
    [("Event", "text", &["at"]), ("Participant", "name", &["class", "presence"])];

/// Returns whether a part of this type leaves a stub with an id.
pub(super) fn leaves_stub(name: &str) -> bool {
    STUBS.iter().any(|(one, _)| *one == name)
}

/// The stub of an object, if it leaves one. `keep` cuts the values that the stub keeps.
pub(super) fn stub<'a>(
    object: &Object<'a>,
    name: &str,
    id: Option<&str>,
    words: &[(Language, WordsInstead)],
    keep: &dyn Fn(&ObjectProp<'a>) -> Option<Value<'a>>,
) -> Option<Value<'a>> {
    let range = object.range;
    let instead = value_of(object, INSTEAD).cloned();
    let (mut properties, kept) = match STUBS.iter().find(|(one, _)| *one == name) {
        Some((_, kept)) => {
            let title = match instead {
                Some(instead) => instead,
                None => said(words, range, |words| words.titles.get(name).unwrap_or(&words.passage)),
            };
            (vec![property("id", text(range, id?)), property("title", title)], *kept)
        }
        None => {
            let (_, key, kept) = WITH_WORDS.iter().find(|(one, ..)| *one == name)?;
            (vec![property(key, instead?)], *kept)
        }
    };
    let kept = object.properties.iter().filter(|one| kept.contains(&one.name.as_str()));
    properties.extend(kept.filter_map(|one| Some(ObjectProp { value: keep(one)?, ..one.clone() })));
    if name == "Annex" {
        properties.push(property("text", said(words, range, |words| &words.annex)));
    }
    Some(Value::Object(Object { range, properties }))
}

/// A key with a value, at the place of the value.
pub(super) fn property<'a>(name: &str, value: Value<'a>) -> ObjectProp<'a> {
    use jsonc_parser::common::Ranged;
    let range = value.range();
    let name = ObjectPropName::String(StringLit { range, value: Cow::Owned(name.to_owned()) });
    ObjectProp { range, name, value }
}

pub(super) fn text<'a>(range: Range, value: &str) -> Value<'a> {
    Value::StringLit(StringLit { range, value: Cow::Owned(value.to_owned()) })
}

/// Words in all languages of the pack, as a definition writes them.
pub(super) fn said<'a>(
    words: &[(Language, WordsInstead)],
    range: Range,
    of: impl Fn(&WordsInstead) -> &String,
) -> Value<'a> {
    match words {
        [(_, only)] => text(range, of(only)),
        all => {
            let properties =
                all.iter().map(|(language, words)| property(language.as_str(), text(range, of(words)))).collect();
            Value::Object(Object { range, properties })
        }
    }
}
