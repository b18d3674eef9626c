//! The template engine, set up so that no text becomes code and no template runs for ever.

use std::fmt;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use fluent_bundle::{FluentArgs, FluentValue};
use minijinja::value::{Kwargs, Object, ObjectRepr, Value, ValueKind, from_args};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State, UndefinedBehavior};

use super::codes;
use super::labels::Labels;
use super::templates::{TEMPLATE, Templates};
use super::value;
use crate::finding::{Finding, Place, Sources, Spot};
use crate::workspace::{EMBEDDED_TEMPLATES, embedded};

/// Instructions that one template may run: about three seconds' worth. The real pack needs 30,000.
const FUEL: u64 = 50_000_000;

/// How the engine says that templates or macros call each other without end.
const RECURSION: &str = "recursion limit exceeded";

/// The engine with the program's own templates, compiled once.
static OURS: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("xml".into()));
    environment.set_formatter(|out, _, value| Ok(out.write_str(&value::xml(value)?)?));
    for unescaping in ["safe", "escape", "e"] {
        environment.remove_filter(unescaping);
    }
    // It prints the inside of the engine.
    environment.remove_global("debug");
    for (name, text) in ours() {
        environment.add_template(name, text).expect("our own templates are compiled by a test");
    }
    environment
});

/// The engine with templates of a workspace that were compiled last: all packs of a run have the same.
static LAST: Mutex<Option<Compiled>> = Mutex::new(None);

/// Templates by name and text, and the engine that has them.
type Compiled = (Vec<(String, String)>, Environment<'static>);

/// Names and texts of the program's own templates.
fn ours() -> impl Iterator<Item = (&'static str, &'static str)> {
    let templates = EMBEDDED_TEMPLATES.iter().filter(|(path, _)| path.ends_with(TEMPLATE));
    templates.filter_map(|(path, text)| Some((path.strip_prefix("templates/")?, std::str::from_utf8(text).ok()?)))
}

/// The engine with all templates.
pub(super) fn environment(templates: &Templates, sources: &Sources) -> Result<Environment<'static>, Vec<Finding>> {
    let is_ours = |name: &str, text: &str| embedded(&format!("templates/{name}")) == Some(text.as_bytes());
    let own = templates.templates(sources).filter(|(name, text)| !is_ours(name, text));
    let own: Vec<(String, String)> = own.map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    if own.is_empty() {
        return Ok(OURS.clone());
    }
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, environment)) = last.as_ref().filter(|(texts, _)| *texts == own) {
        return Ok(environment.clone());
    }
    let mut environment = OURS.clone();
    let mut findings = Vec::new();
    for (name, text) in &own {
        if let Err(error) = environment.add_template_owned(name.clone(), text.clone()) {
            findings.push(to_finding(&error, templates));
        }
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    *last = Some((own, environment.clone()));
    Ok(environment)
}

/// `t("name", variable=value)` in templates: a label.
struct Translation(Arc<Labels>);

impl fmt::Debug for Translation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("t")
    }
}

/// The function by which the templates of an edition ask for its labels.
pub(super) fn translation(labels: &Arc<Labels>) -> Value {
    Value::from_object(Translation(Arc::clone(labels)))
}

impl Object for Translation {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn call(self: &Arc<Self>, _: &mut State<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
        let (name, arguments): (&str, Kwargs) = from_args(arguments)?;
        label(&self.0, name, &arguments)
    }
}

/// What parts a message of ours from its hint, in the detail of an error.
const HINT: char = '\u{1f}';

fn label(labels: &Labels, name: &str, arguments: &Kwargs) -> Result<Value, Error> {
    let mut filled = FluentArgs::new();
    for key in arguments.args() {
        let value: Value = arguments.get(key)?;
        let argument = match value.kind() {
            ValueKind::Number => FluentValue::from(value.as_i64().unwrap_or_default()),
            _ => FluentValue::from(value.to_string()),
        };
        filled.set(key.to_owned(), argument);
    }
    match labels.find(name, &filled) {
        Some(text) => Ok(value::label(name, text)),
        None if Labels::is_ours(name) => Ok(labels.miss(name).into()),
        None => {
            let detail = format!("there is no label `{name}`{HINT}{}", labels.hint_for(name));
            Err(Error::new(ErrorKind::InvalidOperation, detail))
        }
    }
}

/// An error of the template engine in our words, at the line that caused it.
pub(super) fn to_finding(error: &Error, templates: &Templates) -> Finding {
    let mut cause = error;
    while let Some(inner) = std::error::Error::source(cause).and_then(|source| source.downcast_ref::<Error>()) {
        cause = inner;
    }
    let file = cause.name().and_then(|name| templates.file(name));
    let spot = match (file, cause.range()) {
        (Some(file), Some(range)) => Spot::Text(Place::new(file, range)),
        (Some(file), None) => Spot::Text(Place::new(file, 0..0)),
        (None, _) => Spot::File(cause.name().unwrap_or("templates").to_owned()),
    };
    let (what, hint) = wording(cause.kind());
    let code = match cause.kind() {
        ErrorKind::SyntaxError | ErrorKind::BadEscape => &codes::TEMPLATE_SYNTAX,
        _ => &codes::TEMPLATE_ERROR,
    };
    if cause.detail() == Some(RECURSION) {
        let hint = "look for templates that include each other, or a macro that calls itself";
        return Finding::new(code, spot, "this goes round in circles").hint(hint);
    }
    // What our own functions say is in our words already.
    if let Some((message, hint)) = cause.detail().and_then(|detail| detail.split_once(HINT)) {
        return Finding::new(code, spot, message.to_owned()).hint(hint.to_owned());
    }
    let message = match cause.detail().and_then(named) {
        Some(name) => format!("{what}: {name}"),
        None => what.to_owned(),
    };
    Finding::new(code, spot, message).hint(hint)
}

/// The subject of the engine's detail, in our words: a name, or what stands where something else is expected.
fn named(detail: &str) -> Option<String> {
    if let Some(subject) = detail.strip_suffix(" is unknown") {
        return subject.rsplit(' ').next().map(|name| format!("`{name}`"));
    }
    if detail.ends_with("cannot be printed here") {
        return Some(detail.to_owned());
    }
    let (found, wanted) = detail.strip_prefix("unexpected ")?.split_once(", expected ")?;
    Some(format!("`{found}` stands where `{wanted}` is expected"))
}

/// The message and the hint for each kind of error that a template can make.
fn wording(kind: ErrorKind) -> (&'static str, &'static str) {
    match kind {
        ErrorKind::SyntaxError | ErrorKind::BadEscape => {
            ("this is not template language", "look for a brace, quotation mark or `{% end… %}` that is missing")
        }
        ErrorKind::UndefinedError => {
            ("this name has no value here", "correct the name; test with `is defined` what may be absent")
        }
        ErrorKind::TemplateNotFound | ErrorKind::BadInclude => {
            ("there is no such template", "correct the name; templates lie in `templates/`")
        }
        ErrorKind::UnknownFilter => ("there is no such filter", "correct the name after `|`"),
        ErrorKind::UnknownTest => ("there is no such test", "correct the name after `is`"),
        ErrorKind::UnknownFunction | ErrorKind::UnknownMethod => ("there is no such function", "correct the name"),
        ErrorKind::TooManyArguments => ("too many arguments", "leave out what the function does not take"),
        ErrorKind::MissingArgument => ("an argument is missing", "add what the function needs"),
        ErrorKind::OutOfFuel => (
            "this template does not come to an end",
            "look for a loop over too much, or templates that include each other",
        ),
        _ => ("this cannot be done", "correct the expression"),
    }
}
