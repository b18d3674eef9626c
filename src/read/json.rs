//! JSON text as a tree that knows where everything stands.

use std::collections::{BTreeMap, BTreeSet};

use jsonc_parser::ast::{Object, ObjectPropName, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::errors::ParseErrorKind;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::{LeftOut, codes};
use crate::finding::{FileNumber, Finding, Place};

/// Strictly what RFC 8259 calls JSON.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Parses a file's text. The parser stops at the first error, as nothing after it can be trusted.
pub(super) fn parse(text: &str, file: FileNumber) -> Result<Value<'_>, Box<Finding>> {
    let nothing = || {
        let place = Place::new(file, 0..0);
        Box::new(
            Finding::new(&codes::JSON_SYNTAX, place, "the file is empty")
                .hint("a definition is one JSON object, in braces"),
        )
    };
    match parse_to_ast(text, &CollectOptions::default(), &STRICT) {
        Ok(result) => result.value.ok_or_else(nothing),
        Err(error) => {
            let range = error.range();
            let (message, hint) = wording(error.kind());
            let place = Place::new(file, range.start..range.end.max(range.start));
            Err(Box::new(Finding::new(&codes::JSON_SYNTAX, place, message).hint(hint)))
        }
    }
}

/// The parser's errors in our words: what is, and what to do.
fn wording(kind: &ParseErrorKind) -> (&'static str, &'static str) {
    use ParseErrorKind as K;
    match kind {
        K::CommentsNotAllowed | K::UnterminatedCommentBlock => ("JSON has no comments", "remove the comment"),
        K::ExpectedComma => (
            "a comma is missing before this",
            "put a comma after the value before; if that is a text with quotation marks in it, write them as `\\\"`",
        ),
        K::TrailingCommasNotAllowed => ("there is nothing after this comma", "remove the comma"),
        K::UnexpectedComma => ("this comma follows nothing", "remove it, or put a value before it"),
        K::ExpectedColonAfterObjectKey => ("a colon is missing after this key", "write `\"key\": value`"),
        K::ExpectedObjectValue => ("this key has no value", "write `\"key\": value`"),
        K::ExpectedStringObjectProperty | K::UnexpectedTokenInObject => {
            ("a key in quotation marks is expected here", "write `\"key\": value`")
        }
        K::SingleQuotedStringsNotAllowed => ("texts stand in double quotation marks", "write \"…\" instead of '…'"),
        K::UnexpectedWord => (
            "this word is not in quotation marks",
            "put texts in double quotation marks; only `true`, `false`, `null` and numbers go without",
        ),
        K::MultipleRootJsonValues => (
            "something follows the end of the definition",
            "a file holds one object; look for a bracket closed too early",
        ),
        K::UnterminatedArray => ("this list is not closed", "add `]` where it ends"),
        K::UnterminatedObject => ("this object is not closed", "add `}` where it ends"),
        K::UnexpectedCloseBrace | K::UnexpectedCloseBracket => {
            ("this bracket closes nothing", "look for a bracket closed too early, or the wrong one of `}` and `]`")
        }
        K::UnexpectedColon => ("this colon follows no key", "write `\"key\": value`"),
        K::String(_) => (
            "this text is not ended, or holds an escape that JSON does not have",
            "end it with a quotation mark on the same line; write a backslash as `\\\\` and a line break as `\\n`",
        ),
        K::NestingDepthExceeded => ("the file nests deeper than can be read", "no definition needs that depth"),
        K::BareDecimalPointNumbersNotAllowed
        | K::ExpectedDigit
        | K::ExpectedDigitFollowingNegativeSign
        | K::ExpectedPlusMinusOrDigitInNumberLiteral
        | K::HexadecimalNumbersNotAllowed
        | K::NonFiniteNumbersNotAllowed
        | K::UnaryPlusNumbersNotAllowed => {
            ("this is not a JSON number", "write plain digits; put dates and times in quotation marks")
        }
        K::UnexpectedToken => ("this does not belong here", "look for a missing quotation mark or comma before it"),
    }
}

/// Objects with the same key twice. The first counts; later ones are left out.
pub(super) fn duplicate_keys(root: &Value<'_>, file: FileNumber) -> (Vec<Finding>, LeftOut) {
    let mut findings = Vec::new();
    let mut left_out = BTreeSet::new();
    let mut open = vec![root];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(object) => {
                duplicates_of(object, file, &mut findings, &mut left_out);
                open.extend(object.properties.iter().map(|property| &property.value));
            }
            Value::Array(array) => open.extend(&array.elements),
            _ => {}
        }
    }
    (findings, left_out)
}

fn duplicates_of(object: &Object<'_>, file: FileNumber, findings: &mut Vec<Finding>, left_out: &mut LeftOut) {
    let mut seen = BTreeMap::new();
    for property in &object.properties {
        let place = key_place(&property.name, file);
        let key = property.name.as_str();
        if let Some(first) = seen.get(key) {
            left_out.insert(property.value.start());
            findings.push(
                Finding::new(&codes::DUPLICATE_KEY, place, format!("the key `{key}` is given twice"))
                    .hint("keep one of the two")
                    .related(*first, "first given here"),
            );
        } else {
            seen.insert(key, place);
        }
    }
}

/// The place of a key, with its quotation marks.
pub(super) fn key_place(name: &ObjectPropName<'_>, file: FileNumber) -> Place {
    Place::new(file, name.start()..name.end())
}

/// The tree without places, for the schema's validator.
pub(super) fn plain(value: &Value<'_>, left_out: &LeftOut) -> serde_json::Value {
    match value {
        Value::StringLit(text) => text.value.as_ref().into(),
        Value::NumberLit(number) => number
            .value
            .parse::<serde_json::Number>()
            .map_or_else(|_| serde_json::Value::String(number.value.to_owned()), serde_json::Value::Number),
        Value::BooleanLit(boolean) => boolean.value.into(),
        Value::NullKeyword(_) => serde_json::Value::Null,
        Value::Array(array) => array.elements.iter().map(|element| plain(element, left_out)).collect(),
        Value::Object(object) => object
            .properties
            .iter()
            .filter(|property| !left_out.contains(&property.value.start()))
            .map(|property| (property.name.as_str().to_owned(), plain(&property.value, left_out)))
            .collect(),
    }
}
