//! Symbols of documents that were sent out and say something else now.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Date;
use crate::finding::choice;

choice! {
    /// What a document is that is sent out again: how its text differs from the one that was sent out.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    pub enum ReissueKind {
        /// It corrects errors in the text: `/Corr.1`.
        Corrigendum = "corrigendum",
        /// It adds to the text: `/Add.1`.
        Addendum = "addendum",
        /// It is a new text in place of the former: `/Rev.1`.
        Revision = "revision",
    }
}

impl ReissueKind {
    /// The word before its number in symbols.
    fn mark(self) -> &'static str {
        match self {
            Self::Corrigendum => "Corr.",
            Self::Addendum => "Add.",
            Self::Revision => "Rev.",
        }
    }
}

/// What documents whose text changed since they were sent out get after their symbols.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "Value", into = "Value")]
pub enum ReissueSymbols {
    /// Nothing.
    Never,
    /// `/Rev.1`, whatever changed.
    Revisions,
    /// `/Rev.1`, `/Add.1` or `/Corr.1`, by what changed.
    ByKind,
}

impl TryFrom<Value> for ReissueSymbols {
    type Error = &'static str;

    fn try_from(value: Value) -> Result<Self, Self::Error> {
        match value {
            Value::Bool(false) => Ok(Self::Never),
            Value::Bool(true) => Ok(Self::Revisions),
            Value::String(word) if word == "by-kind" => Ok(Self::ByKind),
            _ => Err("`true`, `false` or `by-kind` is expected"),
        }
    }
}

impl From<ReissueSymbols> for Value {
    fn from(symbols: ReissueSymbols) -> Self {
        match symbols {
            ReissueSymbols::Never => Self::Bool(false),
            ReissueSymbols::Revisions => Self::Bool(true),
            ReissueSymbols::ByKind => "by-kind".into(),
        }
    }
}

impl JsonSchema for ReissueSymbols {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ReissueSymbols".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "enum": [true, false, "by-kind"] })
    }
}

/// A document that is sent out again, because its text changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reissue {
    /// How its text differs from the one before.
    pub kind: ReissueKind,
    /// The number of reissues of its kind, from 1: of addenda and corrigenda those to the last revision.
    pub number: u32,
    /// The number of revisions, from 0: of an addendum or a corrigendum the one that it is to.
    pub revision: u32,
    /// The day on which the text that it replaces, adds to or corrects was sent out.
    pub replaces: Date,
}

impl Reissue {
    /// What follows the symbol. A revision is a text of its own, to which later addenda and corrigenda belong: `/Rev.1/Corr.1`.
    pub fn suffix(self) -> String {
        suffix(self.kind, self.number, self.revision)
    }
}

/// What follows the symbol of a reissue of this kind, number and revision.
pub fn suffix(kind: ReissueKind, number: u32, revision: u32) -> String {
    let own = format!("/{}{number}", kind.mark());
    match kind {
        ReissueKind::Addendum | ReissueKind::Corrigendum if revision > 0 => {
            format!("/{}{revision}{own}", ReissueKind::Revision.mark())
        }
        _ => own,
    }
}

/// Kind, number and revision that a symbol was printed with; nothing if this is not how symbols of reissues end.
pub fn read_suffix(suffix: &str) -> Option<(ReissueKind, u32, u32)> {
    const KINDS: [ReissueKind; 3] = [ReissueKind::Corrigendum, ReissueKind::Addendum, ReissueKind::Revision];
    let part = |part: &str| {
        KINDS.into_iter().find_map(|kind| Some((kind, part.strip_prefix(kind.mark())?.parse::<u32>().ok()?)))
    };
    let parts: Vec<_> = suffix.strip_prefix('/')?.split('/').map(part).collect::<Option<_>>()?;
    match parts[..] {
        [(ReissueKind::Revision, number)] => Some((ReissueKind::Revision, number, number)),
        [(kind, number)] => Some((kind, number, 0)),
        [(ReissueKind::Revision, revision), (kind, number)] if kind != ReissueKind::Revision => {
            Some((kind, number, revision))
        }
        _ => None,
    }
}
