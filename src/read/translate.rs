//! Translates errors of the schema's validator into our words, each at its place.

use std::collections::{BTreeSet, HashMap};

use jsonc_parser::ast::{ObjectProp, Value};
use jsonc_parser::common::Ranged;

use super::amend::{Amendments, stand_in};
use super::doubts::{Doubts, id_of};
use super::formats::bad_format;
use super::kinds::{JsonNode, expected, kind_of, name_of, remove_null, rewritten};
use super::meant::{Keys, Meant};
use super::synonyms::value_synonym;
use super::validate::{Kind, Need, Validator, Violation};
use super::{codes, json};
use crate::finding::{FileNumber, Finding, Place, Spot, did_you_mean, near_miss, quoted_and, quoted_list};
use crate::meeting::Language;

/// Validates a tree with a schema: reports errors that were not `reported` yet, and how they can be amended.
pub(super) fn against_schema(
    root: &Value<'_>,
    file: FileNumber,
    validator: &Validator,
    reported: &mut BTreeSet<Spot>,
    doubts: &mut Doubts,
) -> (Vec<Finding>, Amendments) {
    let plain = json::plain(root);
    let mut translator = Translator {
        root,
        file,
        validator,
        schema: &validator.schema,
        amendments: Amendments::default(),
        findings: Vec::new(),
        reported,
        doubts,
        properties: HashMap::new(),
        meant: BTreeSet::new(),
    };
    for violation in validator.violations(&plain) {
        translator.report(&violation);
    }
    (translator.findings, translator.amendments)
}

struct Translator<'a, 't> {
    root: &'a Value<'a>,
    file: FileNumber,
    validator: &'a Validator,
    schema: &'a serde_json::Value,
    amendments: Amendments,
    findings: Vec<Finding>,
    /// Places that have a finding.
    reported: &'t mut BTreeSet<Spot>,
    doubts: &'t mut Doubts,
    /// Properties of large objects by name, for those that were looked into: by where the object starts.
    properties: HashMap<usize, HashMap<&'a str, &'a ObjectProp<'a>>>,
    /// Names that keys get, by where the object starts.
    meant: BTreeSet<(usize, String)>,
}

/// The number of unknown keys of an object with which the known ones are listed: there may be hundreds of thousands.
const LISTED: usize = 100;

/// The maximum number of properties of an object that is searched without an index.
const LARGE: usize = 24;

impl<'a> Translator<'a, '_> {
    fn report(&mut self, violation: &Violation<'_>) {
        let found = self.find(&violation.at);
        match &violation.kind {
            Kind::AdditionalProperties(unknown) => {
                let keys = Keys::of(self.validator, violation);
                for (before, key) in unknown.iter().enumerate() {
                    self.unknown_key(found.value, key, &keys, before < LISTED);
                }
            }
            Kind::Required(key) => {
                // A key that is nearly this one is reported as unknown: one cause, one finding.
                if Keys::of(self.validator, violation).is_misspelt(key) {
                    return;
                }
                let at = found.value.start();
                if !self.doubts.gone.contains(&(at, (*key).to_owned())) && !self.doubts.is_made_up(self.file, at) {
                    self.missing_key(found, key);
                }
                self.make_up(violation, found.value, key);
            }
            Kind::PropertyNames(key, kind) => self.bad_key(found.value, key, kind),
            Kind::AnyOf(branches) => self.any_of(found, branches, violation),
            _ => self.value(found, violation),
        }
    }

    fn find(&mut self, pointer: &str) -> JsonNode<'a> {
        let mut found = JsonNode { value: self.root, property: None };
        for step in pointer.split('/').skip(1) {
            let step = step.replace("~1", "/").replace("~0", "~");
            let next = match found.value {
                Value::Object(_) => self
                    .property_of(found.value, &step)
                    .map(|property| JsonNode { value: &property.value, property: Some(property) }),
                Value::Array(array) => step
                    .parse::<usize>()
                    .ok()
                    .and_then(|index| array.elements.get(index))
                    .map(|value| JsonNode { value, property: found.property }),
                _ => None,
            };
            match next {
                Some(next) => found = next,
                None => break,
            }
        }
        found
    }

    /// The property of an object; of two of one name the first.
    fn property_of(&mut self, object: &'a Value<'a>, key: &str) -> Option<&'a ObjectProp<'a>> {
        let Value::Object(object) = object else { return None };
        if object.properties.len() <= LARGE {
            return object.properties.iter().find(|property| property.name.as_str() == key);
        }
        let properties = self.properties.entry(object.start()).or_insert_with(|| {
            object.properties.iter().rev().map(|property| (property.name.as_str(), property)).collect()
        });
        properties.get(key).copied()
    }

    fn place(&self, value: &Value<'_>) -> Place {
        match value {
            Value::Object(_) | Value::Array(_) => Place::new(self.file, value.start()..value.start() + 1),
            _ => Place::new(self.file, value.start()..value.end()),
        }
    }

    /// Adds one finding for each place: of several rules that a value breaks, the first is reported.
    fn push(&mut self, finding: Finding) {
        if self.reported.insert(finding.spot.clone()) {
            self.findings.push(finding);
        }
    }

    fn unknown_key(&mut self, object: &'a Value<'a>, key: &str, keys: &Keys<'_>, is_listed: bool) {
        let Some(property) = self.property_of(object, key) else { return };
        let place = json::key_place(&property.name, self.file);
        let meant = keys.meant(key);
        // What is written otherwise cannot be read as it stands.
        self.mend_key(object, property, meant.filter(|meant| meant.example.is_empty()).map(|meant| meant.key));
        // That the key is missing is not told as well, although what it says cannot be read.
        if let Some(Meant { key, is_there: false, .. }) = meant {
            self.doubts.gone.insert((object.start(), key.to_owned()));
        }
        let hint = match meant {
            Some(Meant { key, is_there: true, .. }) => {
                format!("the key for this is `{key}`, which is already stated: write it there")
            }
            Some(Meant { key, example: "", .. }) => format!("did you mean `{key}`?"),
            Some(Meant { key, example, .. }) => format!("did you mean `{key}`? write `{example}`"),
            None if keys.known().is_empty() || !is_listed => "remove it".to_owned(),
            None => format!("the keys here are {}", quoted_and(keys.known().iter().copied())),
        };
        self.push(Finding::new(&codes::UNKNOWN_KEY, place, format!("there is no key `{key}` here")).hint(hint));
    }

    /// A key is read as the one that was meant, if that is not there; else what it says is left out.
    fn mend_key(&mut self, object: &'a Value<'a>, property: &ObjectProp<'_>, meant: Option<&str>) {
        let free = meant.filter(|meant| {
            self.property_of(object, meant).is_none() && self.meant.insert((object.start(), (*meant).to_owned()))
        });
        match free {
            Some(meant) => drop(self.amendments.renamed.insert(property.name.start(), meant.to_owned())),
            None => drop(self.amendments.left_out.insert(property.value.start())),
        }
    }

    /// Something that must be there is put in, so that the rest can be read.
    fn make_up(&mut self, violation: &Violation<'_>, object: &Value<'_>, key: &str) {
        let Some(node) = violation.rules["properties"].get(key) else { return };
        let (value, is_date) = stand_in(self.schema, node, object.start());
        self.doubts.is_undated |= is_date;
        self.amendments.made_up.entry(object.start()).or_default().insert(key.to_owned(), value);
    }

    fn missing_key(&mut self, found: JsonNode<'_>, key: &str) {
        let owner = match found.property {
            Some(property) if matches!(property.value, Value::Array(_)) => {
                format!("an entry of `{}`", property.name.as_str())
            }
            Some(property) => format!("`{}`", property.name.as_str()),
            None => "the definition".to_owned(),
        };
        let message = match found.value {
            Value::Object(object) => match object.get_string("id") {
                Some(id) => format!("`{}` in {owner} has no `{key}`", id.value),
                None => format!("{owner} has no `{key}`"),
            },
            _ => format!("{owner} has no `{key}`"),
        };
        // Several keys may be missing from one object: each is reported, so no place is shared.
        let place = self.place(found.value);
        self.reported.insert(place.into());
        self.findings.push(Finding::new(&codes::MISSING_KEY, place, message).hint(format!("add `\"{key}\": …`")));
    }

    /// A key that is no id, or no language tag.
    fn bad_key(&mut self, object: &'a Value<'a>, key: &str, kind: &Kind<'_>) {
        let Some(property) = self.property_of(object, key) else { return };
        let place = json::key_place(&property.name, self.file);
        let is_language = matches!(kind, Kind::Pattern(Language::PATTERN));
        let id = match is_language {
            true => tag_of(key).map(str::to_owned),
            false => Some(id_of(key)).filter(|id| !id.is_empty() && id.len() <= 64),
        };
        self.mend_key(object, property, id.as_deref());
        let finding = match is_language {
            true => no_language(place, key),
            false => bad_id(place, key),
        };
        self.push(finding);
    }

    /// Reports once an object where a text belongs and of whose keys none is a language.
    fn no_translation(&mut self, found: JsonNode<'a>) {
        if self.is_left_out(found.value) {
            return;
        }
        let name = name_of(found);
        let message = format!("{name} is an object, but a text, or an object of texts by language, is expected");
        let key = found.property.map_or("text", |property| property.name.as_str());
        let hint = format!(
            "write `\"{key}\": \"…\"`, with `\\n\\n` between paragraphs; or a text for each language: `{{ \"en\": \"…\" }}`"
        );
        self.push(Finding::new(&codes::WRONG_TYPE, self.place(found.value), message).hint(hint));
    }

    /// A choice: reports on the branch that fits the value's type, or on the types that would fit.
    fn any_of(&mut self, found: JsonNode<'a>, branches: &[Vec<Violation<'_>>], whole: &Violation<'_>) {
        let is_of_texts = |violation: &Violation<'_>| matches!(violation.kind, Kind::PropertyNames(..));
        let is_audience = found.property.is_some_and(|property| property.name.as_str() == "for");
        if !is_audience && branches.iter().flatten().any(is_of_texts) && has_no_language(found.value) {
            self.no_translation(found);
            return;
        }
        let depth = |violation: &Violation<'_>| violation.at.len();
        let shallowest = branches.iter().flatten().map(depth).min().unwrap_or_default();
        let is_other_kind =
            |violation: &Violation<'_>| matches!(violation.kind, Kind::Type) && depth(violation) == shallowest;
        let fitting = branches.iter().find(|violations| !violations.iter().any(is_other_kind));
        if let Some(violations) = fitting {
            violations.iter().for_each(|violation| self.report(violation));
            return;
        }
        if self.is_left_out(found.value) {
            return;
        }
        let name = name_of(found);
        let expected = match is_audience {
            true => "one audience, or an object of audiences by key,",
            false => "a text or an object of texts by language",
        };
        let message = format!("{name} is {}, but {expected} is expected", kind_of(found.value));
        let place = self.place(found.value);
        let hint = match found.value {
            Value::NullKeyword(_) => remove_null(found, whole.need),
            _ if is_audience => "name the last audience that gets it; those before it get it, too".to_owned(),
            Value::NumberLit(number) => format!("write `\"{}\"`", number.value),
            Value::Array(_) => "write one text, with `\\n\\n` between paragraphs, in place of the list".to_owned(),
            _ => "put it in quotation marks".to_owned(),
        };
        self.push(Finding::new(&codes::WRONG_TYPE, place, message).hint(hint));
    }

    /// Leaves a value out; says whether that is all. What a renamed key has may be of another kind because another key was
    /// meant, and what something was taken from may be empty for that.
    fn is_left_out(&mut self, value: &Value<'_>) -> bool {
        self.amendments.left_out.insert(value.start());
        let mut gone = self.doubts.gone.range((value.start(), String::new())..);
        self.doubts.renamed.contains(&value.start()) || gone.next().is_some_and(|(owner, _)| *owner == value.start())
    }

    fn value(&mut self, found: JsonNode<'_>, violation: &Violation<'_>) {
        if self.is_left_out(found.value) || self.doubts.is_made_up(self.file, found.value.start()) {
            return;
        }
        let place = self.place(found.value);
        let name = name_of(found);
        let typed = violation.value.as_str().unwrap_or_default();
        let limit = |keyword| &violation.rules[keyword];
        let wrong = |message: String| Finding::new(&codes::WRONG_VALUE, place, message);
        let finding = match &violation.kind {
            Kind::Type => {
                let kind = violation.rules["type"].as_str().unwrap_or_default();
                let (wanted, hint) = expected(kind);
                let hint = rewritten(found, kind, self.schema, violation).unwrap_or_else(|| hint.to_owned());
                let message = format!("{name} is {}, but {wanted} is expected", kind_of(found.value));
                Finding::new(&codes::WRONG_TYPE, place, message).hint(hint)
            }
            Kind::Format(format) => bad_format(place, typed, format),
            Kind::Pattern(pattern) if pattern.starts_with(r"^\d{2}:") => bad_format(place, typed, "clock"),
            Kind::Pattern(pattern) if pattern.starts_with(r"^\d") && pattern.contains('T') => {
                bad_format(place, typed, "when")
            }
            Kind::Pattern(pattern) if pattern.starts_with(r"^\d") => bad_format(place, typed, "date-as-known"),
            Kind::Pattern(pattern) if pattern.starts_with("^[A-Z]{3}") => bad_format(place, typed, "money"),
            Kind::Pattern(pattern) if pattern.starts_with("^(http") => bad_format(place, typed, "web-address"),
            Kind::Pattern(pattern) if pattern.starts_with("^sha256") => {
                wrong(format!("`{typed}` is not a digest")).hint("restore the file from your repository")
            }
            Kind::Pattern(Language::PATTERN) => no_language(place, typed),
            Kind::Pattern(_) | Kind::MaxLength => bad_id(place, typed),
            Kind::Enum | Kind::OneOf if !matches!(found.value, Value::StringLit(_)) => {
                let hint = match found.value {
                    Value::NullKeyword(_) => remove_null(found, violation.need),
                    _ => format!("write one word: {}", quoted_list(words_of(violation.rules))),
                };
                let message = format!("{name} is {}, but a word is expected", kind_of(found.value));
                Finding::new(&codes::WRONG_TYPE, place, message).hint(hint)
            }
            Kind::Enum | Kind::OneOf => one_of(place, &name, typed, &words_of(violation.rules)),
            Kind::Minimum => wrong(format!("{name} must be at least {}", limit("minimum"))).hint("correct the number"),
            Kind::Maximum if violation.at == "/version" => {
                let message =
                    format!("this is version {}, and this program reads version {}", violation.value, limit("maximum"));
                wrong(message).hint(format!("use a later version of the program, or write `{}`", limit("maximum")))
            }
            Kind::Maximum => wrong(format!("{name} must be at most {}", limit("maximum"))).hint("correct the number"),
            Kind::MinLength => wrong(format!("{name} is empty")).hint(filled("write a text", violation.need)),
            Kind::MaxItems => wrong(format!("{name} has more than {} entries", limit("maxItems")))
                .hint("remove entries that are not needed"),
            Kind::MinItems | Kind::MinProperties => {
                wrong(format!("{name} is empty")).hint(filled("add an entry", violation.need))
            }
            // What is about keys, and choices, is reported of already.
            _ => return,
        };
        self.push(finding);
    }
}

/// What to do with something empty: not all of it can be left out.
fn filled(what: &str, need: Need) -> String {
    match need {
        Need::Required => what.to_owned(),
        Need::Optional => format!("{what}, or leave the key out"),
        Need::Entry => format!("{what}, or remove this entry"),
    }
}

/// Returns whether a value is an object of whose keys none is a language.
fn has_no_language(value: &Value<'_>) -> bool {
    let Value::Object(object) = value else { return false };
    let is_language = |name: &str| Language::is_tag(&name.to_lowercase()) || tag_of(name).is_some();
    !object.properties.iter().any(|property| is_language(property.name.as_str()))
}

/// Languages as people call them, and their tags.
const LANGUAGES: [(&str, &str); 14] = [
    ("arabic", "ar"),
    ("chinese", "zh"),
    ("deutsch", "de"),
    ("english", "en"),
    ("español", "es"),
    ("français", "fr"),
    ("french", "fr"),
    ("german", "de"),
    ("italian", "it"),
    ("portuguese", "pt"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("dutch", "nl"),
    ("swedish", "sv"),
];

/// The tag of a language that is called by its name.
fn tag_of(typed: &str) -> Option<&'static str> {
    let lower = typed.trim().to_lowercase();
    LANGUAGES.iter().find(|(name, _)| *name == lower).map(|(_, tag)| *tag)
}

fn no_language(place: Place, typed: &str) -> Finding {
    let lower = typed.trim().to_lowercase().replace('_', "-");
    let hint = match tag_of(typed).map(str::to_owned).or_else(|| Language::is_tag(&lower).then_some(lower)) {
        Some(tag) => format!("write `{tag}`"),
        None => "use tags like `en`, `fr`, `es`, `ru`, `zh` or `ar`".to_owned(),
    };
    Finding::new(&codes::WRONG_VALUE, place, format!("`{typed}` is not a language tag")).hint(hint)
}

fn bad_id(place: Place, typed: &str) -> Finding {
    let id = id_of(typed);
    let is_number = |part: &str| part.parse::<u16>().is_ok();
    let parts = typed.split_once('-').filter(|(year, _)| year.len() == 4 && is_number(year));
    let hint = if parts.is_some_and(|(_, day)| day.split('-').all(is_number)) {
        "write an id, which starts with a letter; a date belongs in `due` or `date`".to_owned()
    } else if id.is_empty() || id.len() > 64 {
        "use lower-case letters, digits and single hyphens, starting with a letter, at most 64".to_owned()
    } else {
        format!("write it as `{id}`: lower-case letters, digits and single hyphens, starting with a letter")
    };
    Finding::new(&codes::BAD_ID, place, format!("`{typed}` cannot be an id")).hint(hint)
}

fn one_of(place: Place, name: &str, typed: &str, words: &[&str]) -> Finding {
    if matches!(typed, "true" | "false") && words.contains(&typed) {
        let message = format!("{name} cannot be `{typed}` in quotation marks");
        return Finding::new(&codes::WRONG_VALUE, place, message)
            .hint(format!("write {typed} without quotation marks"));
    }
    let hint = did_you_mean(value_synonym(typed, words).or_else(|| near_miss(typed, words.iter().copied())), || {
        format!("it can be {}", quoted_list(words.iter().copied()))
    });
    Finding::new(&codes::WRONG_VALUE, place, format!("{name} cannot be `{typed}`")).hint(hint)
}

/// The words of an enumeration, each perhaps with its own description.
fn words_of(rules: &serde_json::Value) -> Vec<&str> {
    let plain = rules["enum"].as_array().into_iter().flatten();
    let described = rules["oneOf"].as_array().into_iter().flatten().map(|word| &word["const"]);
    let word = |word: &'_ serde_json::Value| match word {
        serde_json::Value::Bool(true) => Some("true"),
        serde_json::Value::Bool(false) => Some("false"),
        _ => None,
    };
    plain.chain(described).filter_map(|one| one.as_str().or_else(|| word(one))).collect()
}
