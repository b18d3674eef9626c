//! The template engine, set up so that no text becomes code and no template runs for ever.

use std::fmt;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use minijinja::value::{Kwargs, Object, ObjectRepr, Value, ValueKind, from_args};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State, UndefinedBehavior, filters};

use super::blocks::never_closed;
use super::codes;
use super::filled::{MarkedText, filled};
use super::labels::Labels;
use super::origins::at_caller;
use super::templates::{TEMPLATE, Templates};
use super::undefined::undefined;
use super::value::{self, HINT, plain};
use crate::finding::{Finding, Place, Sources, Spot, did_you_mean, near_miss, there_are};
use crate::workspace::{EMBEDDED_TEMPLATES, embedded};

/// Instructions that one template may run: about three seconds' worth. The real pack needs 30,000.
const FUEL: u64 = 50_000_000;

/// The engine's message for templates or macros that call each other without end.
const RECURSION: &str = "recursion limit exceeded";

/// The hint for a part of the program's templates that lacks a value.
const GIVE: &str =
    "set what the part needs before you include it, such as `{% set top = 1 %}`: see `templates/README.md`";

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
    look_into_captured(&mut environment);
    for (name, text) in ours() {
        environment.add_template(name, text).expect("our own templates are compiled by a test");
    }
    environment
});

/// Filters that look into a text see the words of one that was captured in a block, and not the marks in it.
fn look_into_captured(environment: &mut Environment<'static>) {
    environment.add_filter("string", |value: Value| match value.kind() {
        ValueKind::String => plain(value),
        _ => Value::from(value.to_string()),
    });
    for name in ["count", "length"] {
        environment.add_filter(name, |value: Value| filters::length(&plain(value)));
    }
    environment.add_filter("list", |state: &State<'_, '_>, value: Value| filters::list(state, plain(value)));
    environment.add_filter("first", |value: Value| filters::first(&plain(value)));
    environment.add_filter("last", |value: Value| filters::last(plain(value)));
    environment.add_filter("reverse", |value: Value| filters::reverse(&plain(value)));
    // So do tests, also in `selectattr("title", "eq", "Opening")`.
    for name in ["eq", "equalto"] {
        environment.add_test(name, |one: Value, other: Value| text_of(one) == text_of(other));
    }
    environment.add_test("ne", |one: Value, other: Value| text_of(one) != text_of(other));
}

/// The plain text of words that know where they are written; other values as they are.
fn text_of(value: Value) -> Value {
    match value.downcast_object_ref::<MarkedText>() {
        Some(words) => Value::from(words.text.as_str()),
        None => plain(value),
    }
}

/// The engine with templates of a workspace that were compiled last: all packs of a run have the same.
static LAST: Mutex<Option<Compiled>> = Mutex::new(None);

/// Templates by name and text, and the engine that has them.
type Compiled = (Vec<(String, String)>, Environment<'static>);

/// Names and texts of the program's own templates.
fn ours() -> impl Iterator<Item = (&'static str, &'static str)> {
    let templates = EMBEDDED_TEMPLATES.iter().filter(|(path, _)| path.ends_with(TEMPLATE));
    templates.filter_map(|(path, text)| Some((path.strip_prefix("templates/")?, std::str::from_utf8(text).ok()?)))
}

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
            findings.push(to_finding(&error, None, templates, sources));
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

fn label(labels: &Labels, name: &str, arguments: &Kwargs) -> Result<Value, Error> {
    let given: Vec<(&str, Value)> =
        arguments.args().map(|key| Ok((key, arguments.get(key)?))).collect::<Result<_, Error>>()?;
    match filled(labels, name, &given, None) {
        Some(value) => Ok(value),
        None if Labels::is_ours(name) => Ok(labels.miss(name).into()),
        None => {
            let detail = format!("there is no label `{name}`{HINT}{}", labels.hint_for(name));
            Err(Error::new(ErrorKind::InvalidOperation, detail))
        }
    }
}

/// An error of the template engine in our words, at the line that caused it; of a template that was run with its context.
pub(super) fn to_finding(error: &Error, context: Option<&Value>, templates: &Templates, sources: &Sources) -> Finding {
    let place = |error: &Error| {
        let file = error.name().and_then(|name| templates.file(name))?;
        Some(Place::new(file, error.range().unwrap_or_default()))
    };
    let is_own = |place: &Place| sources.is_own(place.file);
    let mut cause = error;
    let mut caller = None;
    while let Some(inner) = std::error::Error::source(cause).and_then(|source| source.downcast_ref::<Error>()) {
        caller = place(cause).filter(is_own).or(caller);
        cause = inner;
    }
    let finding = of_cause(cause, context, (place(cause), templates), sources);
    match (place(cause), caller) {
        // What is missing in a part of ours, who includes it has to give.
        (Some(inner), Some(caller)) if !is_own(&inner) => {
            let finding = match cause.kind() {
                ErrorKind::UndefinedError | ErrorKind::InvalidOperation => finding.hint(GIVE),
                _ => finding,
            };
            at_caller(finding, caller, inner)
        }
        _ => finding,
    }
}

fn of_cause(
    cause: &Error,
    context: Option<&Value>,
    (place, templates): (Option<Place>, &Templates),
    sources: &Sources,
) -> Finding {
    let spot = place.map_or_else(|| Spot::File(cause.name().unwrap_or("templates").to_owned()), Spot::Text);
    let (what, hint) = wording(cause.kind());
    let code = match cause.kind() {
        ErrorKind::SyntaxError | ErrorKind::BadEscape => &codes::TEMPLATE_SYNTAX,
        _ => &codes::TEMPLATE_ERROR,
    };
    // The engine tells where it noticed, which may be at the end of the file.
    let at_an_end = |detail: &str| detail.contains("end of input") || detail.starts_with("unknown statement end");
    if cause.detail().is_some_and(at_an_end)
        && let Some(place) = place
        && let Some((range, name)) = never_closed(sources.text(place.file))
    {
        let message = format!("`{{% {name} … %}}` is never closed");
        let hint = format!("write `{{% end{name} %}}` after its content");
        return Finding::new(code, Place::new(place.file, range), message).hint(hint);
    }
    if cause.detail() == Some(RECURSION) {
        let hint = "look for templates that include each other, or a macro that calls itself";
        return Finding::new(code, spot, "templates or macros include themselves without end").hint(hint);
    }
    if cause.detail().is_some_and(|detail| detail.contains("too many elements")) {
        let hint = "write a shorter range: a loop over so many would not end in time";
        return Finding::new(code, spot, "this range is too long").hint(hint);
    }
    if let Some(statement) = cause.detail().and_then(|detail| detail.strip_prefix("unknown statement ")) {
        let hint = did_you_mean(near_miss(statement, STATEMENTS), || there_are(STATEMENTS));
        return Finding::new(code, spot, format!("there is no statement `{statement}`")).hint(hint);
    }
    // What our own functions say is in our words already.
    if let Some((message, hint)) = cause.detail().and_then(|detail| detail.split_once(HINT)) {
        return Finding::new(code, spot, message.to_owned()).hint(hint.to_owned());
    }
    if let (ErrorKind::UndefinedError, Some(place)) = (cause.kind(), place) {
        let text = sources.text(place.file);
        let (message, hint) = undefined(&text[place.range()], text, context);
        return Finding::new(code, spot, message).hint(hint);
    }
    let Some(name) = cause.detail().and_then(named) else { return Finding::new(code, spot, what).hint(hint) };
    let known: Vec<&str> = match cause.kind() {
        ErrorKind::TemplateNotFound | ErrorKind::BadInclude => {
            templates.templates(sources).map(|(name, _)| name).collect()
        }
        ErrorKind::UnknownFilter => FILTERS.split(' ').collect(),
        _ => Vec::new(),
    };
    let hint = did_you_mean(near_miss(name.trim_matches('`'), known), || hint.to_owned());
    Finding::new(code, spot, format!("{what}: {name}")).hint(hint)
}

/// The words with which statements of templates begin.
const STATEMENTS: [&str; 11] =
    ["elif", "else", "endfor", "endif", "endmacro", "endset", "for", "if", "include", "macro", "set"];

/// The filters of templates that are used most.
const FILTERS: &str = "abs attr batch bool capitalize count default dictsort first float groupby indent int items \
                       join last length lines list lower map max min reject rejectattr replace reverse round select \
                       selectattr slice sort split string sum title trim upper";

/// The subject of the engine's detail, in our words: a name, or what stands where something else is expected.
fn named(detail: &str) -> Option<String> {
    if let Some(subject) = detail.strip_suffix(" is unknown") {
        return subject.rsplit(' ').next().map(|name| format!("`{name}`"));
    }
    if detail.ends_with("cannot be printed here") {
        return Some(detail.to_owned());
    }
    if let Some(template) = detail.strip_prefix("tried to include non-existing template ") {
        return Some(format!("`{}`", template.trim_matches(['"', '\''])));
    }
    if detail.ends_with("\" does not exist") {
        return detail.split('"').nth(1).map(|template| format!("`{template}`"));
    }
    let (found, wanted) = detail.strip_prefix("unexpected ")?.split_once(", expected ")?;
    Some(format!("{} is expected here, not {}", token(wanted), token(found)))
}

/// A token as the engine calls it, as it is written.
fn token(called: &str) -> String {
    match called {
        "end of variable block" => "`}}`".to_owned(),
        "end of block" => "`%}`".to_owned(),
        "start of variable block" => "`{{`".to_owned(),
        "start of block" => "`{%`".to_owned(),
        "end of input" => "the end of the file".to_owned(),
        "identifier" => "a name".to_owned(),
        called => format!("`{}`", called.trim_matches('`')),
    }
}

/// The message and the hint for each kind of error that a template can make.
fn wording(kind: ErrorKind) -> (&'static str, &'static str) {
    match kind {
        ErrorKind::SyntaxError | ErrorKind::BadEscape => {
            ("this is not valid in a template", "look for a brace, quotation mark or `{% end… %}` that is missing")
        }
        ErrorKind::UndefinedError => {
            ("this name is not defined here", "correct the name; test with `is defined` if it may be absent")
        }
        ErrorKind::TemplateNotFound | ErrorKind::BadInclude => {
            ("there is no such template", "correct the name; templates are in `templates/`")
        }
        ErrorKind::UnknownFilter => ("there is no such filter", "correct the name after `|`"),
        ErrorKind::UnknownTest => ("there is no such test", "correct the name after `is`"),
        ErrorKind::UnknownFunction | ErrorKind::UnknownMethod => ("there is no such function", "correct the name"),
        ErrorKind::TooManyArguments => ("too many arguments", "remove what the function does not take"),
        ErrorKind::MissingArgument => ("an argument is missing", "add what the function needs"),
        ErrorKind::OutOfFuel => {
            ("this template does not end", "look for a very long loop, or templates that include each other")
        }
        _ => ("this cannot be done", "correct the expression"),
    }
}
