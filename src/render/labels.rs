//! The words that documents add of their own, from label files in Project Fluent's format.
//!
//! The program's file of a language comes first; a workspace's own file of the same name replaces
//! the labels it contains, so it may be short.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Mutex;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::codes;
use super::templates::Templates;
use crate::finding::{Finding, Place, Sources, Spot};
use crate::meeting::Language;
use crate::workspace::embedded;

/// Labels of one language.
pub(super) struct Labels {
    bundle: FluentBundle<FluentResource>,
    missing: Mutex<BTreeSet<String>>,
}

impl Labels {
    /// The path of a language's label file in a workspace.
    pub(super) fn path(language: &Language) -> String {
        format!("templates/{}", Self::name(language))
    }

    fn name(language: &Language) -> String {
        format!("labels/{}.ftl", language.as_str())
    }

    /// Loads the labels of a language.
    pub(super) fn load(language: &Language, templates: &Templates, sources: &Sources) -> Result<Self, Vec<Finding>> {
        let identifier: LanguageIdentifier = language.as_str().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        bundle.set_use_isolating(false);
        let Some(file) = templates.file(&Self::name(language)) else {
            let message = format!("there are no labels for the language `{}`", language.as_str());
            let finding = Finding::new(&codes::MISSING_LABELS, Spot::File(Self::path(language)), message)
                .hint("write this file after the pattern of `templates/labels/en.ftl`, or leave the language out");
            return Err(vec![finding]);
        };
        let ours = embedded(&Self::path(language)).unwrap_or_default();
        if ours != sources.text(file).as_bytes() {
            let ours = FluentResource::try_new(String::from_utf8_lossy(ours).into_owned());
            bundle.add_resource_overriding(ours.unwrap_or_else(|(resource, _)| resource));
        }
        let resource = FluentResource::try_new(sources.text(file).to_owned()).map_err(|(_, errors)| {
            let place = |at: usize| Place::new(file, at..at + 1);
            let findings = errors.iter().map(|error| {
                Finding::new(&codes::BAD_LABELS, place(error.pos.start), "this is no label")
                    .hint("write `name = text`, and indent further lines of the text")
            });
            findings.collect::<Vec<_>>()
        })?;
        bundle.add_resource_overriding(resource);
        Ok(Self { bundle, missing: Mutex::default() })
    }

    /// A label with its variables filled in; `None` if there is no such label.
    pub(super) fn find(&self, name: &str, arguments: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(name)?.value()?;
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(arguments), &mut errors).into_owned())
    }

    /// A label that has to be there. If it is not, that is told in the end by [`Labels::missing`].
    pub(super) fn say<const N: usize>(&self, name: &str, arguments: [(&str, Argument<'_>); N]) -> String {
        let arguments: FluentArgs<'_> = arguments.into_iter().map(|(name, value)| (name, value.0)).collect();
        self.find(name, &arguments).unwrap_or_else(|| self.miss(name))
    }

    /// Notes that a label is missing; gives its name to print in its place, so that rendering goes on and finds the
    /// others that are missing.
    pub(super) fn miss(&self, name: &str) -> String {
        let mut missing = self.missing.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        missing.insert(name.to_owned());
        name.to_owned()
    }

    /// Whether our own labels have one of this name, in the language in which all are.
    pub(super) fn is_ours(name: &str) -> bool {
        let file = embedded(&Self::path(&Language::new("en"))).unwrap_or_default();
        String::from_utf8_lossy(file).lines().any(|line| line.split(" =").next() == Some(name))
    }

    /// Labels that were asked for and are not there.
    pub(super) fn missing(&self) -> BTreeSet<String> {
        self.missing.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
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

/// The value of a label's variable.
pub(super) struct Argument<'a>(FluentValue<'a>);

impl From<usize> for Argument<'_> {
    fn from(number: usize) -> Self {
        Self(number.into())
    }
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Self {
        Self(FluentValue::String(Cow::Borrowed(text)))
    }
}

impl<'a> From<&'a String> for Argument<'a> {
    fn from(text: &'a String) -> Self {
        text.as_str().into()
    }
}

impl From<String> for Argument<'_> {
    fn from(text: String) -> Self {
        Self(FluentValue::String(Cow::Owned(text)))
    }
}
