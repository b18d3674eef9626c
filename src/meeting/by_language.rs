//! Texts in one or several languages.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::finding::{FileNumber, Place, Placed};

/// A language tag (BCP 47): `en`, `fr`, `zh`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, serde::Serialize)]
#[serde(transparent)]
pub struct Language(String);

impl Language {
    /// The pattern of the tags that are taken.
    pub const PATTERN: &'static str = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$";

    /// Returns whether a text has the form of a tag, as [`Self::PATTERN`] has it.
    pub fn is_tag(text: &str) -> bool {
        let (general, subtags) = text.split_once('-').map_or((text, None), |(general, rest)| (general, Some(rest)));
        let is_subtag =
            |tag: &str| (2..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric());
        (2..=3).contains(&general.len())
            && general.bytes().all(|byte| byte.is_ascii_lowercase())
            && subtags.is_none_or(|tags| tags.split('-').all(is_subtag))
    }

    /// The tag `tag`.
    pub fn new(tag: impl Into<String>) -> Self {
        Self(tag.into())
    }

    /// The language without region or script: `en` of `en-US`.
    pub fn general(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// The tag itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl JsonSchema for Language {
    fn schema_name() -> Cow<'static, str> {
        "Language".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "language", "pattern": Self::PATTERN, "examples": ["en", "fr"] })
    }
}

/// A text as written: one for every language, or one by language.
#[derive(Debug, Clone)]
pub struct ByLanguage {
    /// The place of the whole.
    pub place: Place,
    variants: Vec<(Option<Language>, Placed<String>)>,
    /// Positions of variants in the order of their languages, where there are many.
    by_tag: Vec<u32>,
}

/// The maximum number of variants that are searched one by one.
const FEW: usize = 8;

impl ByLanguage {
    fn of(place: Place, variants: Vec<(Option<Language>, Placed<String>)>) -> Self {
        let many = if variants.len() > FEW { u32::try_from(variants.len()).unwrap_or(u32::MAX) } else { 0 };
        let mut by_tag: Vec<u32> = (0..many).collect();
        by_tag.sort_by_key(|at| &variants[*at as usize].0);
        Self { place, variants, by_tag }
    }

    /// The first text written for exactly this language.
    fn of_tag(&self, tag: Option<&str>) -> Option<&Placed<String>> {
        let is_of = |at: usize| self.variants[at].0.as_ref().map(Language::as_str);
        if self.by_tag.is_empty() {
            return (0..self.variants.len()).find(|at| is_of(*at) == tag).map(|at| &self.variants[at].1);
        }
        let at = *self.by_tag.get(self.by_tag.partition_point(|at| is_of(*at as usize) < tag))? as usize;
        (is_of(at) == tag).then(|| &self.variants[at].1)
    }

    /// The text for a language: written for it, else for its general language, else for all, else the first there is.
    pub fn text_in(&self, language: &Language) -> &Placed<String> {
        self.written_in(language).unwrap_or(&self.variants[0].1)
    }

    /// The text written for this language, its general language, or all languages.
    pub fn written_in(&self, language: &Language) -> Option<&Placed<String>> {
        let exact = self.of_tag(Some(language.as_str()));
        exact.or_else(|| self.of_tag(Some(language.general()))).or_else(|| self.of_tag(None))
    }

    /// Returns whether it is one text that states no language.
    pub fn states_none(&self) -> bool {
        self.variants[0].0.is_none()
    }

    /// The language of the text for a language, where that is another.
    pub fn foreign_in(&self, language: &Language) -> Option<&Language> {
        if self.written_in(language).is_some() { None } else { self.variants[0].0.as_ref() }
    }

    /// All texts with the language each is written for; none for a text for all languages.
    pub fn variants(&self) -> impl Iterator<Item = (Option<&Language>, &Placed<String>)> {
        self.variants.iter().map(|(language, text)| (language.as_ref(), text))
    }

    /// All texts, in the order written.
    pub fn all(&self) -> impl Iterator<Item = &Placed<String>> {
        self.variants.iter().map(|(_, text)| text)
    }
}

enum TextOrTexts {
    Once(String),
    ByLanguage(Vec<(Option<Language>, Placed<String>)>),
}

struct TextOrTextsVisitor;

impl<'de> Visitor<'de> for TextOrTextsVisitor {
    type Value = TextOrTexts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, or an object of texts by language")
    }

    fn visit_str<E>(self, text: &str) -> Result<TextOrTexts, E> {
        Ok(TextOrTexts::Once(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<TextOrTexts, A::Error> {
        let mut variants = Vec::new();
        while let Some((language, text)) = map.next_entry::<Language, Placed<String>>()? {
            variants.push((Some(language), text));
        }
        if variants.is_empty() {
            return Err(serde::de::Error::custom("no language"));
        }
        Ok(TextOrTexts::ByLanguage(variants))
    }
}

impl<'de> Deserialize<'de> for TextOrTexts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextOrTextsVisitor)
    }
}

impl<'de> Deserialize<'de> for ByLanguage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Placed { value, place } = Placed::<TextOrTexts>::deserialize(deserializer)?;
        let variants = match value {
            TextOrTexts::Once(text) => vec![(None, Placed::new(text, place))],
            TextOrTexts::ByLanguage(variants) => variants,
        };
        Ok(Self::of(place, variants))
    }
}

/// A text as it is serialized: by language, with its places, for those who choose one.
#[derive(serde::Serialize, serde::Deserialize)]
pub(super) struct Variant {
    pub(super) language: Option<Language>,
    pub(super) text: String,
    pub(super) place: (u16, u32, u32),
}

impl Variant {
    pub(super) fn placed(self) -> Placed<String> {
        let (file, start, end) = self.place;
        Placed::new(self.text, Place { file: FileNumber::from_raw(file), start, end })
    }
}

impl From<Vec<Variant>> for ByLanguage {
    /// Takes the serialized texts; there is at least one.
    fn from(variants: Vec<Variant>) -> Self {
        let variants: Vec<_> =
            variants.into_iter().map(|variant| (variant.language.clone(), variant.placed())).collect();
        Self::of(variants[0].1.place, variants)
    }
}

impl ByLanguage {
    /// The same with other texts.
    fn map(&self, new: impl Fn(Option<&Language>, &str) -> String) -> Self {
        let with = |(language, text): &(Option<Language>, Placed<String>)| {
            (language.clone(), Placed::new(new(language.as_ref(), &text.value), text.place))
        };
        Self { variants: self.variants.iter().map(with).collect(), ..self.clone() }
    }

    fn serialize_as<S: Serializer>(&self, mark: &str, serializer: S) -> Result<S::Ok, S::Error> {
        let variants = self.variants.iter().map(|(language, text)| Variant {
            language: language.clone(),
            text: text.value.clone(),
            place: (text.place.file.get(), text.place.start, text.place.end),
        });
        serializer.collect_map([(mark, variants.collect::<Vec<_>>())])
    }
}

fn schema(description: &str, example: &str) -> Schema {
    json_schema!({
        "description": description,
        "anyOf": [
            { "type": "string", "minLength": 1 },
            {
                "type": "object",
                "minProperties": 1,
                "propertyNames": { "pattern": Language::PATTERN },
                "additionalProperties": { "type": "string", "minLength": 1 },
            },
        ],
        "examples": [example, { "en": example }],
    })
}

macro_rules! text_by_language {
    ($(#[$doc:meta])* $name:ident, $mark:literal, $description:literal, $example:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(ByLanguage);

        impl std::ops::Deref for $name {
            type Target = ByLanguage;

            fn deref(&self) -> &ByLanguage {
                &self.0
            }
        }

        impl $name {
            /// The key under which such a text is serialized.
            pub(super) const MARK: &'static str = $mark;
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize_as(Self::MARK, serializer)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                schema($description, $example)
            }
        }
    };
}

text_by_language!(
    /// Plain text in one line: names and titles.
    Text,
    "$text",
    "Plain text, or an object of texts by language.",
    "Network Work Plan"
);
text_by_language!(
    /// Markdown: CommonMark with tables and footnotes, and `@id` references.
    Prose,
    "$prose",
    "Markdown (CommonMark with tables and footnotes; no HTML) with @id references, or an object of such texts by language.",
    "The meeting *took note* of @work-plan."
);

impl Prose {
    /// The same with other texts, by language.
    pub(super) fn map(&self, new: impl Fn(Option<&Language>, &str) -> String) -> Self {
        Self(self.0.map(new))
    }
}
