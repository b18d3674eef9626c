//! The context of templates. `packwright context` prints it for those who write them.
//!
//! Everything is always there: what a definition does not state is `none` or an empty list, so a template that uses an unknown
//! name gets an error.

mod agenda;
mod annexes;
mod attendance;
mod changes;
mod comments;
mod course;
mod decisions;
mod document;
mod files;
mod history;
mod kinds;
mod meeting;
mod minutes;
mod overview;
mod pieces;
mod register;
mod timetable;

use std::fmt;
use std::sync::{Arc, OnceLock};

pub(super) use attendance::{entity_of, remarks};
pub(super) use changes::limited;
pub(super) use decisions::{result, short_text};
use minijinja::Value;
use minijinja::value::{Enumerator, Object};

use super::environment::translation;
use super::scene::Scene;
use crate::document::DocumentKind;

/// A part of what templates see: its name, and how it is made.
type Part = (&'static str, fn(&Arc<Scene>) -> Value);

/// All parts, by the names under which templates see them.
const PARTS: [Part; 14] = [
    ("document", |scene| scene.document.as_ref().map(|here| document::document(scene, here)).into()),
    ("documents", |scene| document::documents(scene).into()),
    ("meeting", meeting::meeting),
    ("agenda", agenda::agenda),
    ("timetable", |scene| timetable::timetable(scene).into()),
    ("attendance", |scene| attendance::attendance(scene).into()),
    ("decisions", |scene| decisions::decisions(scene).into()),
    ("actions", |scene| decisions::actions(scene).into()),
    ("minutes", minutes::minutes),
    ("register", register::register),
    ("changes", |scene| scene.changes.as_ref().map(|since| changes::changes(scene, since)).into()),
    ("comments", |scene| scene.comments.as_ref().map(|matrix| comments::comments(scene, matrix)).into()),
    ("parts", |scene| files::parts(scene).into()),
    ("annexes", |scene| annexes::annexes(scene, scene.document == Some(DocumentKind::Annexes))),
];

/// The data of a template. Each part is made when a template first uses it, so that a document computes only what it prints,
/// and uses only labels that it needs.
struct TemplateData {
    scene: Arc<Scene>,
    made: [OnceLock<Value>; PARTS.len()],
}

impl fmt::Debug for TemplateData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(PARTS.iter().map(|(name, _)| name)).finish()
    }
}

impl Object for TemplateData {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        if key.as_str() == Some("t") {
            return Some(translation(&self.scene.labels));
        }
        let at = PARTS.iter().position(|(name, _)| Some(*name) == key.as_str())?;
        Some(self.made[at].get_or_init(|| PARTS[at].1(&self.scene)).clone())
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(PARTS.iter().map(|(name, _)| Value::from(*name)).collect())
    }
}

/// All that a template sees when a document is composed.
pub(super) fn context(scene: &Arc<Scene>) -> Value {
    Value::from_object(TemplateData { scene: Arc::clone(scene), made: Default::default() })
}
