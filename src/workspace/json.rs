//! JSON of the files of a workspace.

use jsonc_parser::ParseOptions;
use jsonc_parser::errors::ParseErrorKind;

/// Strictly what RFC 8259 calls JSON: what other programs read, too.
pub const STRICT_JSON: ParseOptions = ParseOptions {
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

/// The parser's errors in our words: what is, and what to do.
pub fn json_fault(kind: &ParseErrorKind) -> (&'static str, &'static str) {
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
        K::SingleQuotedStringsNotAllowed => ("texts are in double quotation marks", "write \"…\" instead of '…'"),
        K::UnexpectedWord => (
            "this word is not in quotation marks",
            "put texts in double quotation marks; only `true`, `false`, `null` and numbers have none",
        ),
        K::MultipleRootJsonValues => (
            "something follows the end of the object",
            "a file has one object; look for a bracket that is closed too early",
        ),
        K::UnterminatedArray => ("this list is not closed", "add `]` where it ends"),
        K::UnterminatedObject => ("this object is not closed", "add `}` where it ends"),
        K::UnexpectedCloseBrace | K::UnexpectedCloseBracket => {
            ("this bracket closes nothing", "look for a bracket that is closed too early, or for `}` instead of `]`")
        }
        K::UnexpectedColon => ("this colon follows no key", "write `\"key\": value`"),
        K::String(_) => (
            "this text has no end, or an escape that JSON does not have",
            "end it with a quotation mark on the same line; write a backslash as `\\\\` and a line break as `\\n`",
        ),
        K::NestingDepthExceeded => ("the file is nested too deeply", "no file of a workspace needs that depth"),
        K::BareDecimalPointNumbersNotAllowed
        | K::ExpectedDigit
        | K::ExpectedDigitFollowingNegativeSign
        | K::ExpectedPlusMinusOrDigitInNumberLiteral
        | K::HexadecimalNumbersNotAllowed
        | K::NonFiniteNumbersNotAllowed
        | K::UnaryPlusNumbersNotAllowed => {
            ("this is not a JSON number", "write plain digits; put dates and times in quotation marks")
        }
        K::UnexpectedToken => (
            "this does not belong here",
            "look for a missing comma or quotation mark before it; within a text a quotation mark is written `\\\"`",
        ),
    }
}
