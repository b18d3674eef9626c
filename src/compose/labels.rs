//! The words that documents add by themselves, from label files in Project Fluent's format.
//!
//! The program's file of a language comes first; a workspace's own file of the same name replaces
//! the labels it contains, so it may be short.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Pattern;
use unic_langid::LanguageIdentifier;

use super::grammar::{begins, ends, small_first};
use super::label_files::{
    Fault, OUR_NAMES, cannot_be_empty, fault, faults, is_empty, label_in, labels_in, of_style, parsed,
};
use super::label_references::{
    FUNCTIONS, Reference, circle, references, unknown_function, unknown_reference, unknown_value,
};
use super::templates::{FOLDER, Templates};
use super::{codes, english, plurals, stops};
use crate::document::StableNumber;
use crate::finding::{FileNumber, Finding, Place, Placed, Sources, Spot, did_you_mean, near_miss};
use crate::meeting::{Entries, Id, Language, Text, Zone};
use crate::workspace::embedded;

/// Labels of one language.
pub(super) struct Labels {
    bundle: FluentBundle<Arc<FluentResource>>,
    missing: Mutex<BTreeSet<String>>,
    /// Labels that were printed, of a language that the program has none for.
    used: Option<Mutex<BTreeSet<String>>>,
    /// Labels that asked for what there is not, what is wrong with each, and what to do.
    unfilled: Mutex<BTreeSet<(String, Fault)>>,
    /// The place where a body states words of its own.
    own: BTreeMap<String, Place>,
    /// The file of the language in a workspace.
    path: String,
    /// The files that were read, each over those before it.
    files: Vec<FileNumber>,
    /// The labels that these have.
    named: BTreeSet<String>,
    /// The language without its region.
    general: String,
}

/// Names of labels that differ in more letters are of different ones.
const FEW_LETTERS: usize = 2;

/// Codes of languages and countries that are taken for the tag of a language, and that tag.
const MISTAKEN: [(&str, &str); 15] = [
    ("sp", "es"),
    ("spa", "es"),
    ("esp", "es"),
    ("eng", "en"),
    ("gb", "en"),
    ("us", "en"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("cn", "zh"),
    ("chi", "zh"),
    ("zho", "zh"),
    ("rus", "ru"),
    ("ara", "ar"),
    ("arb", "ar"),
    ("ger", "de"),
];

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

impl Labels {
    /// The path of a language's label file in a workspace.
    pub(super) fn path(language: &Language) -> String {
        format!("templates/{}", Self::name(language))
    }

    fn name(language: &Language) -> String {
        format!("labels/{}.ftl", language.as_str())
    }

    /// Loads the labels of a language: ours first, those of the workspace over them, and over all the `own` words of
    /// the body. What `fr-CH` does not have is taken from `fr`.
    pub(super) fn load(
        language: &Language,
        templates: &Templates,
        own: &Entries<Text>,
        sources: &Sources,
    ) -> Result<Self, Vec<Finding>> {
        let mut bundle = empty_bundle(language);
        let general = Language::new(language.general());
        let mut read = Vec::new();
        let mut named = BTreeSet::new();
        let mut findings = Vec::new();
        for tag in std::iter::once(&general).chain(Some(language).filter(|tag| **tag != general)) {
            let Some(file) = templates.file(&Self::name(tag)) else { continue };
            read.push(file);
            let text = sources.text(file);
            for text in templates.ours(&Self::name(tag)).filter(|ours| *ours != text).chain([text]) {
                bundle.add_resource_overriding(parsed_once(text, |at| Place::new(file, at..at + 1))?);
            }
            named.extend(labels_in(text).map(|(name, _)| name.to_owned()));
            findings.extend(faults(text, file));
        }
        if read.is_empty() {
            let message = format!("there are no labels for the language `{}`", language.as_str());
            let path = Self::path(language);
            let meant = |tag: &str| MISTAKEN.iter().find(|(code, _)| *code == tag).map(|(_, meant)| *meant);
            let lower = language.as_str().to_lowercase();
            let ours = embedded(&format!("templates/labels/{lower}.ftl")).is_some();
            let mistaken = meant(language.general()).map(str::to_owned).or_else(|| ours.then_some(lower));
            let hint = match (mistaken, templates.misnamed_labels(language, meant)) {
                (Some(meant), _) => format!("did you mean `{meant}`?"),
                (None, Some(tag)) => format!("rename `{FOLDER}/labels/{tag}.ftl`, if it has them"),
                (None, None) => format!(
                    "`packwright labels en > {path}` writes a file with our English labels: translate it; or remove the language"
                ),
            };
            return Err(vec![Finding::new(&codes::MISSING_LABELS, Spot::File(path), message).hint(hint)]);
        }
        let mut places = BTreeMap::new();
        for (name, words) in own.iter() {
            places.insert(name.as_str().to_owned(), words.text_in(language).place);
            let known = Self::is_ours(name.as_str()) || Self::is_of_place_or_language(name.as_str());
            // A name that cannot be one is reported, and read as one that is near.
            let is_as_typed = || sources.text(name.place.file)[name.place.range()].trim_matches('"') == name.as_str();
            if !bundle.has_message(name.as_str()) && !known && is_as_typed() {
                findings.push(unknown_label(name));
            }
            let words = words.text_in(language);
            if is_empty(words)
                && let Some(finding) = cannot_be_empty(name.as_str(), words.place)
            {
                findings.push(finding);
                continue;
            }
            match parsed(&format!("{} = {}\n", name.as_str(), as_label(words)), |_| words.place) {
                Ok(resource) => bundle.add_resource_overriding(Arc::new(resource)),
                Err(more) => findings.extend(more.into_iter().map(|finding| of_style(finding, name.as_str()))),
            }
        }
        if findings.is_empty() {
            Ok(Self {
                bundle,
                missing: Mutex::default(),
                used: embedded(&format!("templates/{}", Self::name(&general))).is_none().then(Mutex::default),
                unfilled: Mutex::default(),
                own: places,
                path: Self::path(language),
                files: read,
                named,
                general: general.as_str().to_owned(),
            })
        } else {
            Err(findings)
        }
    }

    /// The labels in the texts of files, each over those before it, whatever is wrong in them.
    pub(super) fn of_texts(language: &Language, texts: &[String]) -> Self {
        let mut bundle = empty_bundle(language);
        // What is wrong in them is reported where documents are composed.
        let nowhere = Sources::new("").add(String::new(), String::new(), false);
        let place = |_| Place::new(nowhere, 0..0);
        for resource in texts.iter().filter_map(|text| parsed_once(text, place).ok()) {
            bundle.add_resource_overriding(resource);
        }
        Self {
            bundle,
            missing: Mutex::default(),
            used: None,
            unfilled: Mutex::default(),
            own: BTreeMap::new(),
            path: Self::path(language),
            files: Vec::new(),
            named: BTreeSet::new(),
            general: language.general().to_owned(),
        }
    }

    /// A label without variables that is only compared with others, and not printed.
    pub(super) fn unprinted(&self, name: &str) -> Option<String> {
        let pattern = self.bundle.get_message(name)?.value()?;
        Some(self.bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned())
    }

    /// A label with its variables filled in; `None` if there is no such label.
    pub(super) fn find(&self, name: &str, arguments: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(name)?.value()?;
        let mut errors = Vec::new();
        let counted = plurals::counted(&self.general, arguments);
        let arguments = counted.as_ref().unwrap_or(arguments);
        let ending = stops::marked(arguments);
        let arguments = ending.as_ref().unwrap_or(arguments);
        let text = self.bundle.format_pattern(pattern, Some(arguments), &mut errors).into_owned();
        let text = stops::without_nothing(stops::single(text));
        if let Some(used) = &self.used {
            locked(used).insert(name.to_owned());
        }
        let mut faults = Vec::new();
        self.faults_of(&mut vec![name], pattern, arguments, &mut faults);
        if let (Some(error), true) = (errors.first(), faults.is_empty()) {
            faults.push((name.to_owned(), fault(name, error)));
        }
        if !faults.is_empty() {
            locked(&self.unfilled).extend(faults);
        }
        Some(text)
    }

    /// Finds what a label, and those that it refers to, ask for and there is not. The last of `path` is the label, those before it
    /// refer to each other.
    fn faults_of<'a>(
        &'a self,
        path: &mut Vec<&'a str>,
        pattern: &Pattern<&'a str>,
        arguments: &FluentArgs<'_>,
        faults: &mut Vec<(String, Fault)>,
    ) {
        /// Labels that refer to each other.
        const DEEPEST: usize = 8;
        let Some(name) = path.last().copied() else { return };
        let mut found = |label: &str, fault: Fault| faults.push((label.to_owned(), fault));
        let mut others = Vec::new();
        references(pattern, &mut |reference| match reference {
            Reference::Value(value) if arguments.get(value).is_none() => {
                found(name, unknown_value(name, value, arguments))
            }
            Reference::Function(function) if !FUNCTIONS.contains(&function) => {
                found(name, unknown_function(name, function))
            }
            Reference::Label(other) => {
                match (self.bundle.get_message(other), path.iter().position(|one| *one == other)) {
                    (None, _) => found(name, unknown_reference(name, other, arguments)),
                    (Some(_), Some(at)) => found(other, circle(other, &path[at + 1..], arguments)),
                    (Some(_), None) => others.push(other),
                }
            }
            Reference::Value(_) | Reference::Function(_) => {}
        });
        let others = if path.len() < DEEPEST { others } else { Vec::new() };
        for other in others {
            let Some(pattern) = self.bundle.get_message(other).and_then(|message| message.value()) else { continue };
            path.push(other);
            self.faults_of(path, pattern, arguments, faults);
            path.pop();
        }
    }

    /// A label that may be there.
    pub(super) fn find_with<const N: usize>(
        &self,
        name: &str,
        arguments: [(&str, FluentValue<'_>); N],
    ) -> Option<String> {
        self.find(name, &arguments.into_iter().collect())
    }

    /// The text of a required label. If it is missing, [`Labels::missing`] reports it at the end.
    pub(super) fn say<const N: usize>(&self, name: &str, arguments: [(&str, FluentValue<'_>); N]) -> String {
        let arguments: FluentArgs<'_> = arguments.into_iter().collect();
        self.find(name, &arguments).unwrap_or_else(|| self.miss(name))
    }

    /// Digits in groups of three: "12,500".
    pub(super) fn grouped(&self, digits: &str) -> String {
        if digits.len() < 4 {
            return digits.to_owned();
        }
        let groups = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy);
        groups.collect::<Vec<_>>().join(&self.say("thousands-separator", []))
    }

    /// A number that stays as it was sent out.
    pub(super) fn stable(&self, number: &StableNumber) -> String {
        if number.times < 2 { number.number.clone() } else { self.number_again(&number.number, number.times) }
    }

    /// A number that is used again: "14 bis".
    pub(super) fn number_again(&self, number: &str, times: usize) -> String {
        self.say("number-again", [("number", number.into()), ("times", times.into())])
    }

    /// Notes that a label is missing; returns its name to print in its place, so that composing continues and finds other
    /// missing labels.
    pub(super) fn miss(&self, name: &str) -> String {
        locked(&self.missing).insert(name.to_owned());
        name.to_owned()
    }

    /// The hint for a label that does not exist: one of ours is meant if few letters differ.
    pub(super) fn hint_for(&self, name: &str) -> String {
        let mut known: Vec<&str> = self.named.iter().map(String::as_str).collect();
        known.extend(OUR_NAMES.iter());
        let is_meant = |known: &&str| !Self::is_ours(known) || strsim::osa_distance(known, name) <= FEW_LETTERS;
        did_you_mean(near_miss(name, known.into_iter().filter(is_meant)), || {
            format!("add a line `{name} = …` to `{}`", self.path)
        })
    }

    /// Returns true if the program's labels have one of this name, in the language that has all of them.
    pub(super) fn is_ours(name: &str) -> bool {
        OUR_NAMES.contains(name)
    }

    /// Returns whether a label is allowed that our files do not have: the name of a place's zone, or of a language.
    pub(super) fn is_of_place_or_language(name: &str) -> bool {
        let is_tag = |tag: &str| (2..=3).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_lowercase());
        name.strip_prefix("language-").is_some_and(is_tag)
            || name.starts_with("zone-") && Zone::names().any(|zone| of_zone(&zone) == name)
    }

    /// True if a body has words of its own for a label.
    pub(super) fn has_own(&self, name: &str) -> bool {
        self.own.contains_key(name)
    }

    /// The place where a label is written: among a body's own words, else in the last file that has it.
    pub(super) fn place_of(&self, name: &str, sources: &Sources) -> Option<Place> {
        let in_file = |file: &FileNumber| {
            let (_, line) = labels_in(sources.text(*file)).find(|(label, _)| *label == name)?;
            Some(Place::new(*file, line))
        };
        self.own.get(name).copied().or_else(|| self.files.iter().rev().find_map(in_file))
    }

    /// Labels that are missing, and labels that ask for what they are not given.
    pub(super) fn findings(&self, sources: &Sources) -> Vec<Finding> {
        /// The number of missing labels from which on they are reported in one finding.
        const SINGLE: usize = 20;
        let spot = || Spot::File(self.path.clone());
        let missing = locked(&self.missing).clone();
        let mut findings: Vec<Finding> = match missing.len() {
            0..=SINGLE => missing
                .iter()
                .map(|label| {
                    let typed = self.misspelt(label, sources);
                    let hint = match &typed {
                        Some(typed) => format!("write this name in place of `{typed}`"),
                        None => format!("add a line `{label} = …`"),
                    };
                    let spot = typed.and_then(|typed| self.place_of(typed, sources)).map_or_else(spot, Spot::Text);
                    Finding::new(&codes::MISSING_LABEL, spot, format!("the label `{label}` is missing")).hint(hint)
                })
                .collect(),
            many => {
                let names: Vec<&str> = missing.iter().map(String::as_str).collect();
                let message = format!("{many} labels are missing: {}", names.join(", "));
                let hint =
                    format!("write a file with all labels, and translate them: `packwright labels > {}`", self.path);
                vec![Finding::new(&codes::MISSING_LABEL, spot(), message).hint(hint)]
            }
        };
        findings.extend(locked(&self.unfilled).iter().map(|(label, (message, hint))| {
            let spot = self.place_of(label, sources).map_or_else(spot, Spot::Text);
            Finding::new(&codes::UNFILLED_LABEL, spot, message.clone()).hint(hint.clone())
        }));
        findings
    }

    /// The name in the files of the language that is none of our labels, and nearly that of a missing one.
    fn misspelt<'a>(&self, missing: &str, sources: &'a Sources) -> Option<&'a str> {
        let names = self.files.iter().flat_map(|file| labels_in(sources.text(*file))).map(|(name, _)| name);
        let typed = names.filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()) && !Self::is_ours(name));
        near_miss(missing, typed)
    }

    /// That labels which were printed are still in English, in a language of one's own.
    pub(super) fn left_in_english(&self, sources: &Sources) -> Option<Finding> {
        let used = locked(self.used.as_ref()?).clone();
        let text = |name: &str| {
            let files = self.files.iter().rev();
            files.filter(|_| !self.has_own(name)).find_map(|file| label_in(sources.text(*file), name))
        };
        let left: Vec<&str> = used.iter().map(String::as_str).filter(|name| english::is_english(name, text)).collect();
        let first = left.first().and_then(|label| self.place_of(label, sources));
        english::to_finding(&left, first.map_or_else(|| Spot::File(self.path.clone()), Spot::Text))
    }

    /// Says of a passage that it is moved, and after which words it would stand.
    pub(super) fn moved_after(&self, words: Option<&str>) -> String {
        match words {
            Some(words) => self.say("comment-moved-after", [("title", words.into())]),
            None => self.say("change-moved", []),
        }
    }

    /// Names joined as the language joins them: "a, b and c".
    pub(super) fn join(&self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [only] => only.clone(),
            [first, last] => self.say("list-of-two", [("first", first.into()), ("last", last.into())]),
            [first @ .., last] => {
                let separator = self.say("list-separator", []);
                self.say("list-of-many", [("first", first.join(&separator).into()), ("last", last.into())])
            }
        }
    }
}

/// The label with the name of a place's zone: `zone-asia-shanghai`.
pub(super) fn of_zone(zone: &str) -> String {
    format!("zone-{}", zone.to_ascii_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-"))
}

/// Words as the text of a label: further lines are indented, and blanks at either end kept.
fn as_label(words: &str) -> String {
    let inner = words.trim();
    let blanks =
        |blanks: &str| if blanks.is_empty() { String::new() } else { format!("{{\"{}\"}}", " ".repeat(blanks.len())) };
    let (before, after) = words.split_once(inner).unwrap_or(("", ""));
    format!("{}{}{}", blanks(before), inner.replace('\n', "\n    "), blanks(after))
}

/// Label files that were parsed, by their text: each is needed for many editions of a run.
static PARSED: Mutex<BTreeMap<String, Arc<FluentResource>>> = Mutex::new(BTreeMap::new());

/// The number of label files that are kept: more than the languages of a run and their own files.
const KEPT: usize = 32;

/// A bundle of a language that has no labels yet.
fn empty_bundle(language: &Language) -> FluentBundle<Arc<FluentResource>> {
    let identifier: LanguageIdentifier = language.as_str().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(plurals::printed));
    bundle.add_function("BEGINS", begins).expect("a bundle that is new has no functions");
    bundle.add_function("ENDS", ends).expect("it has no other of this name");
    bundle.add_function("SMALL", small_first).expect("it has no other of this name");
    bundle
}

/// A label file, parsed once a run.
fn parsed_once(text: &str, place: impl Fn(usize) -> Place) -> Result<Arc<FluentResource>, Vec<Finding>> {
    if let Some(resource) = locked(&PARSED).get(text) {
        return Ok(Arc::clone(resource));
    }
    let resource = Arc::new(parsed(text, place)?);
    let mut kept = locked(&PARSED);
    if kept.len() >= KEPT {
        kept.clear();
    }
    kept.insert(text.to_owned(), Arc::clone(&resource));
    Ok(resource)
}

fn unknown_label(name: &Placed<Id>) -> Finding {
    let hint = did_you_mean(near_miss(name.as_str(), OUR_NAMES.iter().copied()), || {
        "`packwright labels` prints all names".to_owned()
    });
    let message = format!("there is no label `{}`", name.as_str());
    Finding::new(&codes::UNKNOWN_LABEL, name.place, message).hint(hint)
}
