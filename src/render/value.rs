//! Values that templates hold, and how they are written into Typst source.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr, Value, ValueKind};
use minijinja::{Error, ErrorKind};

use super::literal::literal;
use super::prose;
use super::scene::Scene;
use crate::edition::mark;
use crate::finding::Placed;
use crate::meeting::{Prose, Text};

/// A text of the definition, with the place where it was written.
struct Written {
    text: Placed<String>,
    /// The document that prints it, if it is Markdown: what references look like depends on it.
    markdown_in: Option<Arc<Scene>>,
}

impl fmt::Debug for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Written").field(&self.text.value).finish()
    }
}

impl Object for Written {
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
    let text = text.text_in(&scene.language).clone();
    Value::from_object(Written { text, markdown_in: None })
}

/// Markdown as a value; it becomes markup when it is printed.
pub(super) fn rich(scene: &Arc<Scene>, prose: &Prose) -> Value {
    let text = prose.text_in(&scene.language).clone();
    Value::from_object(Written { text, markdown_in: Some(Arc::clone(scene)) })
}

/// Writes Markdown with its paragraphs numbered: `{{ x|numbered }}`.
pub(super) fn numbered(value: &Value) -> Result<String, Error> {
    match value.downcast_object_ref::<Written>() {
        Some(Written { text, markdown_in: Some(scene) }) => Ok(prose::numbered(scene, text)),
        _ => Err(Error::new(ErrorKind::InvalidOperation, format!("a {} has no paragraphs to number", value.kind()))),
    }
}

/// Writes what somebody said: `{{ x|spoken("Ana Silva") }}`, its paragraphs numbered if they are `counted`.
pub(super) fn spoken(value: &Value, who: &Value, counted: bool) -> Result<String, Error> {
    let who = if who.is_none() { String::new() } else { who.to_string() };
    match value.downcast_object_ref::<Written>() {
        Some(Written { text, markdown_in: Some(scene) }) => Ok(prose::spoken(scene, &who, text, counted)),
        _ => Err(Error::new(ErrorKind::InvalidOperation, format!("a {} has no paragraphs to number", value.kind()))),
    }
}

/// Writes Markdown with headings of its own, the highest at `level`: `{{ x|headed(3) }}`.
pub(super) fn headed(value: &Value, level: usize) -> Result<String, Error> {
    match value.downcast_object_ref::<Written>() {
        Some(Written { text, markdown_in: Some(scene) }) => Ok(prose::headed(scene, text, level.clamp(1, 6))),
        _ => Err(Error::new(ErrorKind::InvalidOperation, format!("a {} has no headings to number", value.kind()))),
    }
}

/// Writes a value where Typst reads markup: `{{ x }}`.
pub(super) fn markup(value: &Value) -> Result<String, Error> {
    if let Some(Written { text, markdown_in }) = value.downcast_object_ref::<Written>() {
        return Ok(match markdown_in {
            Some(scene) => prose::markup(scene, text),
            None => format!("#{};{}", literal(text), mark(text.place)),
        });
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
    if let Some(Written { text, markdown_in }) = value.downcast_object_ref::<Written>() {
        return Ok(match markdown_in {
            Some(scene) => format!("[{}]", prose::markup(scene, text)),
            None => format!("{}{}", literal(text), mark(text.place)),
        });
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

/// A value as JSON, for those who write templates: texts as they were written.
pub(super) fn json(value: &Value) -> serde_json::Value {
    let parts = || value.try_iter().into_iter().flatten();
    match value.kind() {
        ValueKind::Undefined | ValueKind::None => serde_json::Value::Null,
        ValueKind::Bool => value.is_true().into(),
        ValueKind::Number => value.as_i64().map_or_else(|| value.to_string().into(), Into::into),
        ValueKind::Seq | ValueKind::Iterable => parts().map(|part| json(&part)).collect::<Vec<_>>().into(),
        ValueKind::Map => {
            let entry = |key: Value| Some((key.to_string(), json(&value.get_item(&key).ok()?)));
            serde_json::Value::Object(parts().filter_map(entry).collect())
        }
        _ => value.to_string().into(),
    }
}

fn unwritable(value: &Value) -> Error {
    if value.is_undefined() {
        return Error::from(ErrorKind::UndefinedError);
    }
    Error::new(ErrorKind::InvalidOperation, format!("a {} cannot be printed here", value.kind()))
}
