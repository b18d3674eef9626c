//! Values that templates hold, and how they are written into Typst source.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr, Value, ValueKind};
use minijinja::{Error, ErrorKind};

use super::literal::literal;
use super::prose;
use super::scene::Scene;
use crate::edition::mark;
use crate::finding::{Place, Placed};
use crate::meeting::{Prose, Text};

/// Plain text that knows where it was written.
#[derive(Debug)]
struct Words {
    text: String,
    place: Place,
}

impl Object for Words {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.text.is_empty()
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Markdown that becomes markup when it is printed, seen from the document that prints it.
struct Rich {
    text: Placed<String>,
    scene: Arc<Scene>,
}

impl fmt::Debug for Rich {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Rich").field(&self.text.value).finish()
    }
}

impl Object for Rich {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.text.is_empty()
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A plain text as a value.
pub(super) fn words(scene: &Scene, text: &Text) -> Value {
    let Placed { value, place } = text.text_in(&scene.language).clone();
    Value::from_object(Words { text: value, place })
}

/// Markdown as a value.
pub(super) fn rich(scene: &Arc<Scene>, prose: &Prose) -> Value {
    Value::from_object(Rich { text: prose.text_in(&scene.language).clone(), scene: Arc::clone(scene) })
}

/// Writes a value where Typst reads markup: `{{ x }}`.
pub(super) fn markup(value: &Value) -> Result<String, Error> {
    if let Some(rich) = value.downcast_object_ref::<Rich>() {
        return Ok(prose::markup(&rich.scene, &rich.text));
    }
    if let Some(words) = value.downcast_object_ref::<Words>() {
        return Ok(format!("#{};{}", literal(&words.text), mark(words.place)));
    }
    match value.kind() {
        ValueKind::None => Ok(String::new()),
        ValueKind::String if value.is_safe() => Ok(value.to_string()),
        ValueKind::String | ValueKind::Number | ValueKind::Bool => Ok(format!("#{};", literal(&value.to_string()))),
        _ => Err(unwritable(value)),
    }
}

/// Writes a value where Typst reads code: `{{ x|code }}`. Lists become arrays, objects dictionaries,
/// Markdown a content block.
pub(super) fn code(value: &Value) -> Result<String, Error> {
    if value.downcast_object_ref::<Rich>().is_some() {
        return Ok(format!("[{}]", markup(value)?));
    }
    if let Some(words) = value.downcast_object_ref::<Words>() {
        return Ok(format!("{}{}", literal(&words.text), mark(words.place)));
    }
    match value.kind() {
        ValueKind::None => Ok("none".to_owned()),
        ValueKind::Bool => Ok(value.is_true().to_string()),
        ValueKind::Number => Ok(value.to_string()),
        ValueKind::String if value.is_safe() => Ok(format!("[{value}]")),
        ValueKind::String => Ok(literal(&value.to_string())),
        ValueKind::Seq | ValueKind::Iterable => {
            let parts: Result<Vec<String>, Error> = value.try_iter()?.map(|part| Ok(code(&part)? + ",")).collect();
            Ok(format!("({})", parts?.concat()))
        }
        ValueKind::Map => {
            let keys = value.try_iter()?;
            let parts: Result<Vec<String>, Error> = keys
                .map(|key| Ok(format!("{}:{},", literal(&key.to_string()), code(&value.get_item(&key)?)?)))
                .collect();
            let parts = parts?;
            Ok(if parts.is_empty() { "(:)".to_owned() } else { format!("({})", parts.concat()) })
        }
        _ => Err(unwritable(value)),
    }
}

fn unwritable(value: &Value) -> Error {
    if value.is_undefined() {
        return Error::from(ErrorKind::UndefinedError);
    }
    Error::new(ErrorKind::InvalidOperation, format!("a {} cannot be printed here", value.kind()))
}
