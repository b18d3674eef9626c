//! Values that templates hold, and how they are written into Typst source and into HTML.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr, Value, ValueKind};
use minijinja::{Error, ErrorKind, HtmlEscape};

use super::literal::literal;
use super::scene::Scene;
use super::{hypertext, prose};
use crate::edition::mark;
use crate::finding::{Place, Placed};
use crate::meeting::{ByLanguage, Language, Prose, Text};

/// A text of the definition, with the place where it was written.
struct Written {
    text: Placed<String>,
    /// The document that prints it, if it is Markdown: what references look like depends on it.
    markdown_in: Option<Arc<Scene>>,
    /// The language that it is in, if it is not there in that of the edition.
    foreign: Option<Language>,
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
    written(scene, text, None)
}

/// A word of the definition that is no text in a language, such as the name of a file.
pub(super) fn word(word: &str, place: Place) -> Value {
    Value::from_object(Written { text: Placed::new(word.to_owned(), place), markdown_in: None, foreign: None })
}

/// Markdown as a value; it becomes markup when it is printed.
pub(super) fn rich(scene: &Arc<Scene>, prose: &Prose) -> Value {
    written(scene, prose, Some(Arc::clone(scene)))
}

fn written(scene: &Scene, text: &ByLanguage, markdown_in: Option<Arc<Scene>>) -> Value {
    let (text, foreign) = scene.text(text);
    Value::from_object(Written { text: text.clone(), markdown_in, foreign: foreign.cloned() })
}

/// Writes Markdown with its paragraphs numbered: `{{ x|numbered }}`.
pub(super) fn numbered(value: &Value) -> Result<String, Error> {
    match value.downcast_object_ref::<Written>() {
        Some(Written { text, markdown_in: Some(scene), foreign }) => Ok(match scene.is_on_screen() {
            true => in_blocks(foreign.as_ref(), hypertext::numbered(scene, text)),
            false => in_markup(foreign.as_ref(), prose::numbered(scene, text)),
        }),
        _ => Err(Error::new(ErrorKind::InvalidOperation, format!("a {} has no paragraphs to number", value.kind()))),
    }
}

/// Writes what somebody said: `{{ x|spoken("Ana Silva") }}`, its paragraphs numbered if they are `counted`.
pub(super) fn spoken(value: &Value, who: &Value, counted: bool) -> Result<String, Error> {
    let who = if who.is_none() { String::new() } else { who.to_string() };
    match value.downcast_object_ref::<Written>() {
        Some(Written { text, markdown_in: Some(scene), foreign }) => Ok(match scene.is_on_screen() {
            true => in_blocks(foreign.as_ref(), hypertext::spoken(scene, &who, text, counted)),
            false => in_markup(foreign.as_ref(), prose::spoken(scene, &who, text, counted)),
        }),
        _ => Err(Error::new(ErrorKind::InvalidOperation, format!("a {} has no paragraphs to number", value.kind()))),
    }
}

/// Writes Markdown with headings of its own, the highest at `level`: `{{ x|headed(3) }}`.
pub(super) fn headed(value: &Value, level: usize) -> Result<String, Error> {
    match value.downcast_object_ref::<Written>() {
        Some(Written { text, markdown_in: Some(scene), foreign }) => Ok(match scene.is_on_screen() {
            true => in_blocks(foreign.as_ref(), hypertext::headed(scene, text, level.clamp(1, 6))),
            false => in_markup(foreign.as_ref(), prose::headed(scene, text, level.clamp(1, 6))),
        }),
        _ => Err(Error::new(ErrorKind::InvalidOperation, format!("a {} has no headings to number", value.kind()))),
    }
}

/// Markup in another language than the edition's.
fn in_markup(foreign: Option<&Language>, markup: String) -> String {
    match foreign {
        Some(language) => format!("#text(lang: {})[{markup}];", literal(language.general())),
        None => markup,
    }
}

/// HTML in another language than the edition's, within other words.
fn in_words(foreign: Option<&Language>, words: String) -> String {
    match foreign {
        Some(language) => format!("<span lang=\"{}\" dir=\"auto\">{words}</span>", language.as_str()),
        None => words,
    }
}

fn in_blocks(foreign: Option<&Language>, blocks: String) -> String {
    match foreign {
        Some(language) => format!("<div lang=\"{}\" dir=\"auto\">{blocks}</div>", language.as_str()),
        None => blocks,
    }
}

/// Writes a value within other words of the page for browsers: `{{ x }}`.
pub(super) fn hypertext(value: &Value) -> Result<String, Error> {
    if let Some(Written { text, markdown_in, foreign }) = value.downcast_object_ref::<Written>() {
        let words = match markdown_in {
            Some(scene) => hypertext::words(scene, text),
            None => HtmlEscape(text).to_string(),
        };
        // A text of several paragraphs is no part of a line.
        let is_block = words.contains("<p>");
        return Ok(if is_block { in_blocks(foreign.as_ref(), words) } else { in_words(foreign.as_ref(), words) });
    }
    match value.kind() {
        ValueKind::None => Ok(String::new()),
        ValueKind::String if value.is_safe() => Ok(value.to_string()),
        ValueKind::String | ValueKind::Number | ValueKind::Bool => Ok(HtmlEscape(&value.to_string()).to_string()),
        _ => Err(unwritable(value)),
    }
}

/// Writes a note on the words before it, on the page for browsers: `{{ x|note }}`.
pub(super) fn note(value: &Value) -> Result<String, Error> {
    match value.downcast_object_ref::<Written>() {
        Some(Written { text, markdown_in: Some(scene), foreign }) => {
            Ok(hypertext::note(scene, in_words(foreign.as_ref(), hypertext::words(scene, text))))
        }
        _ if value.is_none() => Ok(String::new()),
        _ => Err(unwritable(value)),
    }
}

/// Writes a value that stands by itself on the page for browsers: `{{ x|paragraphs }}`.
pub(super) fn paragraphs(value: &Value) -> Result<String, Error> {
    if let Some(Written { text, markdown_in: Some(scene), foreign }) = value.downcast_object_ref::<Written>() {
        return Ok(in_blocks(foreign.as_ref(), hypertext::paragraphs(scene, text)));
    }
    let words = hypertext(value)?;
    Ok(if words.is_empty() { words } else { format!("<p>{words}</p>") })
}

/// Writes a value where Typst reads markup: `{{ x }}`.
pub(super) fn markup(value: &Value) -> Result<String, Error> {
    if let Some(Written { text, markdown_in, foreign }) = value.downcast_object_ref::<Written>() {
        let markup = match markdown_in {
            Some(scene) => prose::markup(scene, text),
            None => format!("#{};{}", literal(text), mark(text.place)),
        };
        return Ok(in_markup(foreign.as_ref(), markup));
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
    if let Some(Written { text, markdown_in, foreign }) = value.downcast_object_ref::<Written>() {
        return Ok(match markdown_in {
            Some(scene) => format!("[{}]", in_markup(foreign.as_ref(), prose::markup(scene, text))),
            None if foreign.is_some() => format!("[{}]", markup(value)?),
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
