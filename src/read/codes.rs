//! Codes of findings of reading.

use crate::finding::{Code, Group};

/// All codes of this module.
pub const CODES: &[&Code] = &[
    &MISSING_FILE,
    &UNREADABLE_FILE,
    &NOT_TEXT,
    &JSON_SYNTAX,
    &DUPLICATE_KEY,
    &CONTROL_CHARACTER,
    &UNKNOWN_KEY,
    &MISSING_KEY,
    &WRONG_TYPE,
    &WRONG_VALUE,
    &BAD_ID,
    &BAD_DATE,
    &UNKNOWN_TIME_ZONE,
    &BAD_PASSAGE,
    &MISSING_PREVIOUS,
    &BROKEN_PREVIOUS,
    &PREVIOUS_CIRCLE,
    &FORKED_SERIES,
];

/// Returns true for the codes of what no definition may be, whatever it says: not JSON, or not as the schema has it.
pub fn is_of_format(code: &Code) -> bool {
    let codes = [
        &NOT_TEXT,
        &JSON_SYNTAX,
        &DUPLICATE_KEY,
        &UNKNOWN_KEY,
        &MISSING_KEY,
        &WRONG_TYPE,
        &WRONG_VALUE,
        &BAD_ID,
        &BAD_DATE,
        &UNKNOWN_TIME_ZONE,
    ];
    codes.iter().any(|one| one.name == code.name)
}

/// Returns true for the code of a file that is not JSON: of what it says, anything may be missing.
pub fn is_of_syntax(code: &Code) -> bool {
    code.name == JSON_SYNTAX.name
}

pub(super) const MISSING_FILE: Code = Code::error(
    "missing-file",
    "A file that the pack needs is not there. Check the name and the folder; names are case-sensitive.",
);
pub(super) const UNREADABLE_FILE: Code = Code::error(
    "unreadable-file",
    "A file is there but cannot be read: the system refuses, it is too large, or it is outside the workspace. Nothing \
     outside the workspace is ever read, not even through links.",
);
pub(super) const NOT_TEXT: Code = Code::error(
    "not-text",
    "A definition, a registry or a template is not UTF-8 text. Save the file as UTF-8 in your editor.",
);
pub(super) const JSON_SYNTAX: Code = Code::error(
    "json-syntax",
    "The file is not JSON (RFC 8259). Most often there is a comma too few or too many, a quotation mark inside a text \
     has no backslash before it, or a bracket is not closed.",
);
pub(super) const DUPLICATE_KEY: Code = Code::error(
    "duplicate-key",
    "An object has the same key twice. JSON readers silently take one of the two; here it is an error, \
     because one of the two texts would be lost.",
);
pub(super) const CONTROL_CHARACTER: Code = Code::warning(
    "control-character",
    "A text has a line break, a tab or another control character in it as it is. JSON has them only as `\\n`, `\\t` and `\\u0007` \
     (RFC 8259, section 7). Or there is a blank between values that JSON does not have, as a no-break space from a web page, or a \
     character that nobody sees: JSON has spaces, tabs and line breaks there. This program reads the file, but other programs \
     refuse it.",
)
.of(Group::Form);
pub(super) const UNKNOWN_KEY: Code = Code::error(
    "unknown-key",
    "The format has no such key. It is usually a typing error. If misspelt keys were ignored, their content would be \
     missing from the documents.",
);
pub(super) const MISSING_KEY: Code =
    Code::error("missing-key", "A required key is missing. The schema beside the packs says what each key means.");
pub(super) const WRONG_TYPE: Code = Code::error(
    "wrong-type",
    "A value is of another type than expected: a text instead of a number, or a single value instead of a list.",
);
pub(super) const WRONG_VALUE: Code = Code::error(
    "wrong-value",
    "A value has the right type, but is not allowed here: a word that is not in the list, a number outside its range, \
     an empty text or list.",
);
pub(super) const BAD_ID: Code = Code::error(
    "bad-id",
    "An id does not have the form of one: lower-case ASCII letters, digits and single hyphens, starting with a letter, \
     at most 64 characters. Prose refers to ids by `@id`, and they name files and links.",
);
pub(super) const BAD_DATE: Code = Code::error(
    "bad-date",
    "A date or time that the calendar does not have, or not in the form of ISO 8601: 2023-02-08 for a \
     day, 2023-02 for a month, 2023-02-08T08:00 for a local time.",
);
pub(super) const UNKNOWN_TIME_ZONE: Code = Code::error(
    "unknown-time-zone",
    "A time zone is not stated by its name in the IANA database, such as Europe/Paris or America/New_York. Abbreviations \
     such as EST are derived from these names for each date, because they change with the seasons, and mean different \
     zones in different countries.",
);
pub(super) const BAD_PASSAGE: Code = Code::error(
    "audience-mark",
    "A mark that should state for whom a part is cannot be understood. A passage of prose begins with a line `::: members` and \
     ends with a line `:::`. Each mark is on a line of its own, and a passage cannot be inside another one. The lines between \
     the marks are withheld; words on the first line, after `::: members`, are what the others read instead. Colons that only \
     look like a mark are reported, too, because everybody would read what they were meant to withhold. `instead` needs a `for` \
     beside it that names an audience. What every meeting needs (its time, its body, an id) cannot be withheld.",
);
pub(super) const MISSING_PREVIOUS: Code = Code::error(
    "missing-previous",
    "A meeting names the pack of the previous meeting (`pack` in `previous`), but there is no such pack. Write the name of a \
     folder that is beside the folder of this pack.",
);
pub(super) const BROKEN_PREVIOUS: Code = Code::error(
    "broken-previous",
    "The definition of an earlier meeting has errors, so it is not known which of its actions are open. Check that pack and \
     correct it first.",
);
pub(super) const FORKED_SERIES: Code = Code::warning(
    "forked-series",
    "Two meetings of a body name the same meeting as the previous one. The later of the two then ignores the earlier one: \
     actions agreed there are not carried over, and decisions get the same numbers. Name the meeting that was held right before \
     this one.",
)
.of(Group::Contradiction);
pub(super) const PREVIOUS_CIRCLE: Code = Code::error(
    "previous-circle",
    "The list of previous meetings has no end: a meeting names itself or a later one as the meeting before it, or \
     there are more than 240 meetings. Each meeting names the one held before it; the first names none, or only its \
     title and date.",
);
