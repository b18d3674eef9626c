//! The form of a value: the keys of the object that it stands in, each as it is asked for.
//!
//! A form has one object. Objects in it are links to forms of their own, so however deep a definition is, a form is not.

use serde_json::{Value as Json, json};

use super::form_label::Names;
use crate::build::own_id;
use crate::read::{Field, Kind, Shape};

/// The most entries of a list that a form links to.
const LINKS: usize = 300;
/// The longest value that is written as JSON in a form, in bytes.
const LONGEST: usize = 20_000;

/// Keys that a form does not have: what editors and programs read.
const NOT_ASKED: [&str; 2] = ["$schema", "version"];

/// A file, and where an object stands in it.
pub(super) struct Form<'f> {
    path: &'f str,
    file: &'f Json,
    /// The object.
    pointer: &'f str,
    shape: Shape,
    /// The registry, if this is another file.
    registry: Option<&'f Json>,
    names: &'f Names<'f>,
}

impl<'f> Form<'f> {
    /// The form of a value at a JSON pointer in a file: that of the nearest object around it. A value that is not there has one if it
    /// could be, or an entry of a list: its last step is `-`.
    pub(super) fn of(
        (path, file): (&'f str, &'f Json),
        pointer: &'f str,
        registry: Option<&'f Json>,
        names: &'f Names<'f>,
    ) -> Option<Self> {
        let mut here = pointer;
        loop {
            let shape = Shape::of_file(path).at(here).filter(|shape| shape.is_object());
            let value = file.pointer(here);
            if let Some(shape) = shape
                && (value.is_some_and(Json::is_object) || value.is_none() && here == pointer)
            {
                return Some(Self { path, file, pointer: here, shape, registry, names });
            }
            here = &here[..here.rfind('/')?];
        }
    }

    /// The form as the page for browsers reads it; `asked` is the value that it was asked for by.
    pub(super) fn to_json(&self, asked: &str) -> Json {
        let step = asked.strip_prefix(self.pointer).and_then(|rest| rest.split('/').nth(1));
        let value = self.file.pointer(self.pointer);
        let audiences = self.audiences();
        let is_asked = |field: &Field| {
            let is_set = value.is_some_and(|value| value.get(field.key).is_some());
            !NOT_ASKED.contains(&field.key) && (is_set || !is_of_audiences(field) || !audiences.is_empty())
        };
        let fields = self.shape.fields().into_iter().filter(is_asked);
        let fields = fields.map(|field| self.field(field, value.and_then(|value| value.get(field.key)), &audiences));
        let fields: Vec<Json> = self.key_field().into_iter().chain(fields).collect();
        json!({
            "pointer": self.pointer,
            "what": self.what(),
            "label": self.own_label(),
            "lang": value.and_then(|value| self.names.language(value)),
            "words_of": first_sentence(self.shape.words()),
            "id": own_id(self.file, self.pointer),
            "by_id": self.is_by_id(),
            "asked": asked,
            "there": value.is_some(),
            "field": step.map(|step| step.replace("~1", "/").replace("~0", "~")),
            "around": self.around(),
            "list": self.list_of(self.pointer),
            "removable": self.is_removable(),
            "languages": self.languages(),
            "fields": fields,
        })
    }

    /// What the object is called, if it is there.
    pub(super) fn own_label(&self) -> Option<String> {
        self.file.pointer(self.pointer).map(|value| self.names.label(value, Some(self.shape)))
    }

    /// What the object is: an entry of a list as its type is called, another one as its key.
    fn what(&self) -> String {
        let Some((around, key)) = self.pointer.rsplit_once('/') else { return in_words(self.shape.name()) };
        let is_key = Shape::of_file(self.path).at(around).is_some_and(Shape::is_object);
        if is_key { name_of(key, self.shape) } else { in_words(self.shape.name()) }
    }

    /// Returns true for an object that stands under its id.
    fn is_by_id(&self) -> bool {
        let around = self.pointer.rsplit_once('/').and_then(|(around, _)| Shape::of_file(self.path).at(around));
        around.is_some_and(|around| around.kind() == Kind::ById)
    }

    /// The field for the id under which the object stands.
    fn key_field(&self) -> Option<Json> {
        let (around, key) = self.pointer.rsplit_once('/').filter(|_| self.is_by_id())?;
        let is_there = self.file.pointer(self.pointer).is_some();
        let names = Shape::of_file(self.path).at(around).and_then(Shape::names);
        Some(json!({
            "key": "id",
            "name": "Id",
            "words": "By which other parts refer to it.",
            "required": true,
            "set": is_there,
            "usual": true,
            "kind": "word",
            "format": "id",
            "pattern": names.and_then(|names| names.rule("pattern")),
            "value": is_there.then_some(key),
            "default": null,
            "examples": null,
        }))
    }

    /// The audiences of the meeting, the narrowest last; those of the body if the meeting states none.
    fn audiences(&self) -> Vec<String> {
        let of = |holder: &Json| -> Vec<String> {
            let all = holder["audiences"].as_array().into_iter().flatten();
            all.filter_map(|one| one.as_str().map(str::to_owned)).collect()
        };
        let own = of(self.file);
        let body = self.file["body"].as_str().filter(|_| own.is_empty());
        let mut files = std::iter::once(self.file).chain(self.registry);
        let of_body = body.and_then(|body| files.find_map(|file| file["bodies"].get(body)));
        of_body.map_or(own, of)
    }

    /// Returns true if what is around the object can be without it.
    fn is_removable(&self) -> bool {
        let Some((around, key)) = self.pointer.rsplit_once('/') else { return false };
        !Shape::of_file(self.path).at(around).is_some_and(|shape| shape.requires(key))
    }

    fn languages(&self) -> Vec<&str> {
        let languages = self.file["languages"].as_array();
        languages.into_iter().flatten().filter_map(Json::as_str).collect()
    }

    /// The objects around this one, from the file on.
    fn around(&self) -> Vec<Json> {
        let ends = self.pointer.match_indices('/').map(|(at, _)| &self.pointer[..at]);
        let objects = ends.filter_map(|pointer| {
            let shape = Shape::of_file(self.path).at(pointer).filter(|shape| shape.is_object())?;
            let around = Self { pointer, shape, ..*self };
            // What is the only one of its kind is called by its key.
            let is_one_of_several = !self.list_of(pointer).is_null() || around.is_by_id();
            let label = if is_one_of_several { around.own_label()? } else { String::new() };
            let language = self.file.pointer(pointer).and_then(|value| self.names.language(value));
            Some(json!({ "pointer": pointer, "what": around.what(), "label": label, "lang": language }))
        });
        objects.collect()
    }

    /// The list that an object is an entry of, and the position there.
    fn list_of(&self, pointer: &str) -> Json {
        let of = || {
            let (pointer, step) = pointer.rsplit_once('/')?;
            Shape::of_file(self.path).at(pointer)?.entry()?;
            let many = self.file.pointer(pointer).and_then(Json::as_array).map_or(0, Vec::len);
            let at = if step == "-" { many } else { step.parse::<usize>().ok()? };
            Some(json!({ "pointer": pointer, "at": at, "of": many }))
        };
        of().unwrap_or_default()
    }

    fn field(&self, field: Field, value: Option<&Json>, audiences: &[String]) -> Json {
        let Field { key, shape, is_required } = field;
        let name = name_of(key, shape);
        let rule = |name: &str| shape.rule(name).cloned().unwrap_or_default();
        let held = || value.cloned().unwrap_or_default();
        let is_here = |is_it: fn(&Json) -> bool| value.is_none_or(is_it);
        let one_of = |shape: Option<Shape>| shape.map(|shape| in_words(shape.name()));
        // What is there may be of another type.
        let asked = match shape.kind() {
            Kind::Text { is_prose } if is_here(|value| value.is_string() || value.is_object()) => {
                json!({ "kind": if is_prose { "prose" } else { "text" }, "value": held() })
            }
            Kind::Word { format } if is_here(Json::is_string) => {
                json!({ "kind": "word", "value": held(), "format": format, "pattern": rule("pattern") })
            }
            Kind::Choice(choices) => json!({ "kind": "choice", "value": held(), "choices": choices }),
            Kind::Number if is_here(Json::is_number) => {
                json!({ "kind": "number", "value": held(), "minimum": rule("minimum"), "maximum": rule("maximum") })
            }
            Kind::Flag => json!({ "kind": "flag", "value": held() }),
            Kind::List if is_here(Json::is_array) => {
                let entries = shape.entry().map(entries_of);
                json!({ "kind": "list", "value": value.cloned().unwrap_or_else(|| json!([])), "entries": entries })
            }
            Kind::Objects => {
                let many = value.and_then(Json::as_array).map_or(0, Vec::len);
                let links = self.links(key, value, shape.entry());
                json!({ "kind": "objects", "links": links, "many": many, "one": one_of(shape.entry()) })
            }
            Kind::Object => {
                let label = value.map(|value| self.names.label(value, Some(shape)));
                json!({ "kind": "object", "label": label, "pointer": format!("{}/{key}", self.pointer) })
            }
            Kind::ById => {
                let links = self.links(key, value, shape.key(""));
                json!({ "kind": "by-id", "links": links, "one": one_of(shape.key("")) })
            }
            Kind::Other if key == "for" && !audiences.is_empty() && is_here(Json::is_string) => {
                let choices: Vec<_> = audiences.iter().map(|audience| (audience, "")).collect();
                json!({ "kind": "choice", "value": held(), "choices": choices })
            }
            _ => {
                let is_long = value.is_some_and(|value| value.to_string().len() > LONGEST);
                json!({ "kind": "json", "value": if is_long { Json::Null } else { held() }, "long": is_long })
            }
        };
        let mut field = json!({
            "key": key,
            "name": name,
            "words": Some(shape.words()).filter(|words| !says_no_more(words, &name)).unwrap_or_default(),
            "required": is_required,
            "set": value.is_some(),
            "usual": self.is_usual(key),
            "default": rule("default"),
            "examples": rule("examples"),
        });
        if let (Some(field), Json::Object(asked)) = (field.as_object_mut(), asked) {
            field.extend(asked);
        }
        field
    }

    /// Returns true for a key of something new that most of those beside it have.
    fn is_usual(&self, key: &str) -> bool {
        let list = self.pointer.strip_suffix("/-").and_then(|list| self.file.pointer(list)).and_then(Json::as_array);
        let having = |list: &Vec<Json>| list.iter().filter(|one| one.get(key).is_some()).count();
        list.is_some_and(|list| !list.is_empty() && 2 * having(list) >= list.len())
    }

    /// Links to the forms of the objects in a list, or by their ids.
    fn links(&self, key: &str, value: Option<&Json>, shape: Option<Shape>) -> Json {
        let link = |step: &str, value: &Json| {
            let step = step.replace('~', "~0").replace('/', "~1");
            let (pointer, label) = (format!("{}/{key}/{step}", self.pointer), self.names.label(value, shape));
            json!({ "pointer": pointer, "label": label, "lang": self.names.language(value) })
        };
        match value {
            Some(Json::Array(all)) => {
                all.iter().take(LINKS).enumerate().map(|(at, value)| link(&at.to_string(), value)).collect()
            }
            Some(Json::Object(all)) => all.iter().take(LINKS).map(|(id, value)| link(id, value)).collect(),
            _ => json!([]),
        }
    }
}

/// The first sentence of what the schema says of a type: the rest is for those who write a definition by hand.
fn first_sentence(words: &str) -> &str {
    words.find(". ").map_or(words, |end| &words[..=end])
}

/// What the entries of a list are: texts, or words of a form.
fn entries_of(entry: Shape) -> Json {
    match entry.kind() {
        Kind::Text { is_prose } => json!({ "kind": if is_prose { "prose" } else { "text" } }),
        Kind::Choice(choices) => json!({ "kind": "choice", "choices": choices }),
        Kind::Word { format } => json!({ "kind": "word", "format": format }),
        _ => json!({ "kind": "json" }),
    }
}

/// What a key is called: as the schema says, or as it is written.
fn name_of(key: &str, shape: Shape) -> String {
    shape.title().map_or_else(|| in_words(key), str::to_owned)
}

/// Returns true for words such as "The title.", which say no more than the name.
fn says_no_more(words: &str, name: &str) -> bool {
    let plain = words.trim_end_matches('.').to_lowercase();
    let rest = ["the ", "its ", "their "].iter().find_map(|article| plain.strip_prefix(article));
    rest.unwrap_or(&plain) == name.to_lowercase()
}

/// A key, or the name of a type, as people read it: `family_name`, `CalendarEntry`.
fn in_words(name: &str) -> String {
    let mut words = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '_' | '-' => words.push(' '),
            c if c.is_uppercase() && !words.is_empty() => words.extend(std::iter::once(' ').chain(c.to_lowercase())),
            c if words.is_empty() => words.extend(c.to_uppercase()),
            c => words.push(c),
        }
    }
    match words.as_str() {
        "Definition" => "Meeting".to_owned(),
        "Document title" => "Document".to_owned(),
        "Slot" => "Time".to_owned(),
        _ => words,
    }
}

/// Returns whether a field says who gets an object, which is asked for only where there are audiences. The `for` of a vote counts votes.
fn is_of_audiences(field: &Field) -> bool {
    field.key == "instead" || field.key == "for" && matches!(field.shape.kind(), Kind::Other)
}
