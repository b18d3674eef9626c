//! Parts that were read and are not reliable: about a part that a definition lacks, nothing is reported except that it is
//! missing.

use std::collections::{BTreeMap, BTreeSet};

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged;

use crate::finding::{Code, FileNumber, Finding, Group, Place, Spot, plain_letters};

/// The beginning of ids that are made up.
pub(super) const MADE_UP: &str = "made-up-";
/// The text that is made up.
pub(super) const UNSAID: &str = "?";

/// Codes that are told of ids which nothing has.
const REFERENCES: [&str; 3] = ["unknown-id", "dangling-reference", "wrong-kind-of-id"];

/// What is found of something else where a key was taken out: the finding follows from it, and what the key says may be right.
const FOLLOWING: &[(&str, &[&str])] = &[
    ("break", &["no-break"]),
    ("status", &["illegal-step", "status-otherwise"]),
    ("id", &["not-printed"]),
    ("number", &["number-reused"]),
    ("due", &["action-without-date"]),
    ("deadline", &["action-without-date"]),
    ("agenda", &["actions-left-out", "unused-annex"]),
    ("follow_up", &["actions-left-out", "owner-left"]),
    ("action", &["actions-left-out", "owner-left"]),
    ("owners", &["action-without-owner", "owner-left"]),
    ("previous", &["unknown-action"]),
    ("decision", &["absent-voter", "not-there"]),
    ("history", &["silence-missing"]),
    ("silence", &["silence-missing"]),
    ("resolution", &["open-objection"]),
    ("date", &["calendar-date", "deadline-date"]),
    ("days", &["deadline-date"]),
    ("after", &["deadline-date"]),
    ("start", &["calendar-date", "session-outside", "session-order"]),
    ("until", &["session-outside", "session-order"]),
    ("session", &["time-unallocated", "item-without-session"]),
    ("sessions", &["no-break"]),
    ("items", &["single-heading"]),
    ("actions", &["request-without-action"]),
    ("decisions", &["abbreviation-unexplained"]),
    ("minutes", &["time-unallocated"]),
    ("section", &["single-heading", "number-reused"]),
    ("for", AUDIENCES),
    ("audiences", AUDIENCES),
    ("proxy", &["proxy-holder"]),
    ("presence", &["proxy-holder", "chair-absent", "not-there", "absent-voter"]),
    ("presence", NUMBERS_PRESENT),
    ("class", NUMBERS_PRESENT),
    ("votes", NUMBERS_PRESENT),
    ("unit", NUMBERS_PRESENT),
    ("unit", &["tally-mismatch", "candidates-mismatch"]),
    ("for", WITHOUT_A_VOTE),
    ("against", WITHOUT_A_VOTE),
    ("abstain", WITHOUT_A_VOTE),
    ("absent", WITHOUT_A_VOTE),
    ("people", NUMBERS_PRESENT),
    ("people", &["count-mismatch", "chair-absent", "not-listed"]),
    ("observers", &["promise-not-kept"]),
    ("counts", WITHOUT_SOMEBODY),
    ("who", WITHOUT_SOMEBODY),
    ("participants", WITHOUT_SOMEBODY),
    ("candidates", WITHOUT_SOMEBODY),
    ("entity", &["entity-not-listed", "entity-not-mentioned", "chair-absent", "not-listed", "quorum-count"]),
    (
        "what",
        &["not-there", "absent-voter", "more-votes-than-there", "absent-otherwise", "quorum-gone", "hours-disagree"],
    ),
    ("body", &["unused-entry", "previous-of-another-body"]),
    ("alt", &["missing-alt"]),
    ("pack", &["not-printed", "unknown-action"]),
    ("documents", &["annex-title", "purpose-of-none"]),
    ("summary", &["entity-not-mentioned"]),
    ("text", &["abbreviation-unexplained"]),
    ("sections", &["annex-content"]),
    ("preamble", &["annex-content"]),
    ("operative", &["annex-content"]),
    ("title", &["abbreviation-unexplained", "period-mismatch"]),
];

/// What is found if it is not known who gets a part.
const AUDIENCES: &[&str] = &[
    "audience-mark",
    "audience-order",
    "closed-but-open",
    "closed-for-all",
    "nothing-for-audience",
    "open-copy",
    "open-file",
    "open-file-names",
    "open-mention",
    "open-recording",
    "open-words",
    "withheld-before",
];

/// What is found if somebody is missing among those who voted.
const WITHOUT_A_VOTE: &[&str] = &["absent-otherwise", "adopted-against-votes", "tally-mismatch"];

/// What is found if somebody is missing from a list.
const WITHOUT_SOMEBODY: &[&str] = &[
    "not-listed",
    "chair-absent",
    "proxy-holder",
    "elected-not-nominated",
    "entity-not-listed",
    "entity-not-mentioned",
    "absent-otherwise",
    "more-votes-than-members",
    "more-votes-than-there",
    "participant-name",
    "present-unknown",
    "quorum-count",
    "no-quorum",
    "quorum-gone",
];

/// What is found if it is not known who is a member, who was there, or what is counted.
const NUMBERS_PRESENT: &[&str] = &[
    "absent-otherwise",
    "more-votes-than-members",
    "more-votes-than-there",
    "no-quorum",
    "present-unknown",
    "quorum-count",
    "quorum-gone",
];

/// Keys of a definition and a registry under which things get their ids.
const DECLARING: [&str; 9] =
    ["agenda", "annexes", "bodies", "deadlines", "decisions", "documents", "entities", "people", "sessions"];
/// A key of items under which other items get their ids.
const ITEMS: &str = "items";

/// Those of them under which the keys are ids.
const REGISTERS: [&str; 4] = ["bodies", "documents", "entities", "people"];

/// An id of another form is that of a reference that differs in no more letters.
const FEW_LETTERS: usize = 2;

/// The most ids of another form that a name is compared with.
const COMPARED: usize = 100;

/// The parts of a pack's files that were amended before they could be read.
#[derive(Debug, Default)]
pub struct Doubts {
    /// True if a day or time with which others are compared is made up.
    pub is_undated: bool,
    /// True if the registry could not be read at all: every id of it would be missed.
    pub is_without_registry: bool,
    /// True if the approvals could not be read at all.
    pub is_without_approvals: bool,
    /// Objects that lack something: from each offset of a file whether what stands there belongs to one directly.
    lacking: BTreeMap<(FileNumber, usize), bool>,
    /// Closing brackets of objects for which something was made up.
    made_up: BTreeSet<(FileNumber, u32)>,
    /// Ids that are given in what was taken out, and whatever is named there.
    given: BTreeSet<String>,
    named: BTreeSet<String>,
    /// True if something has an id that is not known.
    pub(super) is_without_id: bool,
    /// Ids that have not the form of one.
    pub(super) misformed: BTreeSet<String>,
    /// The start of the outermost object of the file, and those of the objects in it whose keys are ids.
    root: usize,
    registers: BTreeSet<usize>,
    /// Keys of which something was taken out or made up, anywhere.
    lost: BTreeSet<String>,
    /// Keys of objects, by the start of these, that were taken out; entries of lists have none.
    pub(super) gone: BTreeSet<(usize, String)>,
    /// Starts of values whose key was renamed.
    pub(super) renamed: BTreeSet<usize>,
}

impl Doubts {
    /// The findings that do not follow from amended parts; `is_there` returns whether a code is about something present, and
    /// not about something missing.
    #[must_use]
    pub fn causes_only(&self, mut findings: Vec<Finding>, is_there: fn(&Code) -> bool) -> Vec<Finding> {
        findings.retain(|finding| !self.is_consequence(finding, is_there(finding.code)));
        findings
    }

    fn is_consequence(&self, finding: &Finding, is_there: bool) -> bool {
        let Spot::Text(place) = finding.spot else { return false };
        let subject = finding.message.split('`').nth(1).unwrap_or_default();
        let before = self.lacking.range(..=(place.file, place.start as usize)).next_back();
        let lacks = before.is_some_and(|((file, _), lacks)| *lacks && *file == place.file);
        let name = finding.code.name;
        self.is_of_made_up(finding)
            || (REFERENCES.contains(&name) && self.is_of_lost_id(finding, subject))
            // That the previous meeting is not named is about no id.
            || (self.loses_any("pack.previous") && subject.is_empty() && REFERENCES.contains(&name))
            || (name == "withholds-nothing" && self.loses_any(subject))
            || (name == "unknown-audience" && self.lost.contains("audiences"))
            || FOLLOWING.iter().any(|(key, codes)| codes.contains(&name) && self.lost.contains(*key))
            || self.made_up.contains(&(place.file, place.start))
            || (lacks && !is_there && finding.code.group == Group::Completeness)
            || self.given.contains(subject)
            || (self.named.contains(subject) && finding.code.group != Group::Style)
    }

    /// Returns whether something of one of these keys was taken out, which stand with points between them.
    fn loses_any(&self, keys: &str) -> bool {
        keys.split('.').any(|key| self.lost.contains(key))
    }

    /// Returns whether what is named may have an id that could not be read. A slip of one letter in another id is a cause.
    fn is_of_lost_id(&self, finding: &Finding, subject: &str) -> bool {
        let near = finding.hint.as_deref().and_then(|hint| hint.strip_prefix("did you mean `")?.strip_suffix("`?"));
        let near = near.map(|id| id.trim_start_matches('@'));
        let is_slip = near.is_some_and(|near| {
            !subject.contains(|c: char| c.is_ascii_digit()) && strsim::osa_distance(subject, near) == 1
        });
        let is_misformed = |id: &String| strsim::osa_distance(id, subject) <= FEW_LETTERS;
        self.is_without_id && !is_slip || self.misformed.iter().take(COMPARED).any(is_misformed)
    }

    /// The findings that do not name something that was made up.
    #[must_use]
    pub fn without_made_up(&self, mut findings: Vec<Finding>) -> Vec<Finding> {
        findings.retain(|finding| !self.is_of_made_up(finding));
        findings
    }

    /// Returns whether a finding names what nobody wrote.
    fn is_of_made_up(&self, finding: &Finding) -> bool {
        let names = |text: &str| text.contains(&format!("`{MADE_UP}")) || text.contains(&format!("`{UNSAID}`"));
        !self.made_up.is_empty() && names(&finding.message)
    }

    /// Takes notice of a key of which something is missing, or that was made up.
    pub(super) fn loses(&mut self, key: &str) {
        self.lost.insert(key.to_owned());
    }

    /// Starts the next file, of which this is the outermost value. Files have spans of their own, so what was reported for one is
    /// forgotten.
    pub(super) fn next_file(&mut self, root: &Value<'_>) {
        self.root = root.start();
        let keys = root.as_object().into_iter().flat_map(|object| &object.properties);
        let registers = keys.filter(|property| REGISTERS.contains(&property.name.as_str()));
        self.registers = registers.map(|property| property.value.start()).collect();
        self.gone.clear();
        self.renamed.clear();
    }

    pub(super) fn gone(&mut self, owner: usize, key: &str, value: &Value<'_>) {
        self.gone.insert((owner, key.to_owned()));
        let is_said = matches!(value, Value::StringLit(text) if !text.value.trim().is_empty());
        self.is_without_id |= key == "id" && !is_said;
        // Nobody knows what is declared in something else.
        self.is_without_id |=
            (key == ITEMS && !matches!(value, Value::StringLit(_))) || owner == self.root && DECLARING.contains(&key);
        if let (Value::StringLit(text), "id") = (value, key) {
            self.misformed.insert(id_of(&text.value));
        }
        self.loses(key);
        if self.registers.contains(&owner) {
            self.gives(key);
            // Those who belong to it are taken for others.
            self.loses("entity");
        }
        self.within(key, value);
    }

    /// Returns whether what stands at an offset was made up: nothing of a file begins at the closing bracket of an object.
    pub(super) fn is_made_up(&self, file: FileNumber, at: usize) -> bool {
        self.made_up.contains(&(file, Place::new(file, at..at).start))
    }

    pub(super) fn made_up(&mut self, file: FileNumber, at: usize) {
        self.made_up.insert((file, Place::new(file, at..at).start));
    }

    /// Takes notice of a key that was renamed: of people and the like it is an id that has not the form of one.
    pub(super) fn misforms(&mut self, owner: usize, key: &str) {
        if self.registers.contains(&owner) {
            self.misformed.insert(id_of(key));
        }
    }

    /// Notes a name, and ids that somebody may have meant by it: "Grey Water" by `grey-water` or `greywater`.
    pub(super) fn gives(&mut self, name: &str) {
        let id = id_of(name);
        self.given.extend([name.to_owned(), id.replace('-', ""), id]);
    }

    /// Takes note of the ids in a value that was taken out.
    fn within(&mut self, key: &str, value: &Value<'_>) {
        match value {
            Value::StringLit(text) => {
                if key == "id" || key.is_empty() {
                    self.gives(&text.value);
                }
                let words = text.value.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '@'));
                self.named.extend(words.filter_map(|word| word.strip_prefix('@')).map(str::to_owned));
                if !text.value.contains(' ') {
                    self.named.insert(text.value.to_string());
                }
            }
            Value::Array(array) => array.elements.iter().for_each(|element| self.within("", element)),
            Value::Object(object) => {
                for property in &object.properties {
                    self.gives(property.name.as_str());
                    self.loses(property.name.as_str());
                    self.within(property.name.as_str(), &property.value);
                }
            }
            _ => {}
        }
    }

    /// An object lacks something that would be its own.
    pub(super) fn object(&mut self, object: &Object<'_>, file: FileNumber) {
        self.lacking.insert((file, object.range.start), true);
        self.lacking.entry((file, object.range.end)).or_insert(false);
        let mut inner: Vec<&Value<'_>> = object.properties.iter().map(|property| &property.value).collect();
        while let Some(value) = inner.pop() {
            match value {
                Value::Array(array) => inner.extend(&array.elements),
                // What was made up is in no place of its own.
                Value::Object(other) if other.end() < object.end() => {
                    self.lacking.entry((file, other.start())).or_insert(false);
                    self.lacking.insert((file, other.end()), true);
                }
                _ => {}
            }
        }
    }
}

/// The id that somebody may have meant; empty if there is none. A number at the beginning goes to the end: "1a" and "2a" are told
/// different ids.
pub(super) fn id_of(typed: &str) -> String {
    let letters = plain_letters(typed);
    let words = letters.split(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit()).filter(|word| !word.is_empty());
    let id = words.collect::<Vec<_>>().join("-");
    let words = id.trim_start_matches(|c: char| !c.is_ascii_lowercase());
    let number = id[..id.len() - words.len()].trim_end_matches('-');
    if number.is_empty() || words.is_empty() { words.to_owned() } else { format!("{words}-{number}") }
}
