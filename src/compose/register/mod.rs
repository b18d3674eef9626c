//! Rows of registers: what one meeting adds to a list over many meetings.
//!
//! All rows of a register are in one language. Heads come from the labels of the workspace; for the words of a meeting, such as
//! "Beschluss 3", the labels of its body come first.

mod actions;
mod attendance;
mod calendar;
mod cells;
mod comments;
mod decisions;
mod lines;

pub use lines::Lines;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::labels::Labels;
use super::pictures::Pictures;
use super::scene::Scene;
use super::templates::Templates;
use crate::edition::{Column, CommentMatrix, Register, RegisterKind, Row};
use crate::finding::{Finding, Sources};
use crate::meeting::{Entries, Language, Meeting};
use crate::workspace::Files;

/// The words of registers in a language.
pub struct RegisterWords<'a> {
    language: Language,
    files: &'a dyn Files,
    general: Words,
    /// The words of sets of templates, by name; `None` if a set has no labels that can be read.
    of_sets: Mutex<BTreeMap<String, Option<Arc<Words>>>>,
}

/// Labels, and what they were read from.
struct Words {
    templates: Templates,
    sources: Sources,
    labels: Arc<Labels>,
}

impl<'a> RegisterWords<'a> {
    /// Loads the labels of a language.
    ///
    /// # Errors
    /// If there are none, or they cannot be read; with the texts that the findings' places point into.
    pub fn load(language: Language, files: &'a dyn Files, prefix: &str) -> Result<Self, (Vec<Finding>, Sources)> {
        let mut sources = Sources::new(prefix);
        let read = |sources: &mut Sources| {
            let templates = Templates::load(files, None, sources)?;
            let labels = Arc::new(Labels::load(&language, &templates, &Entries::default(), sources)?);
            Ok((templates, labels))
        };
        match read(&mut sources) {
            Ok((templates, labels)) => {
                let general = Words { templates, sources, labels };
                Ok(Self { language, files, general, of_sets: Mutex::default() })
            }
            Err(findings) => Err((findings, sources)),
        }
    }

    /// The language.
    pub fn language(&self) -> &Language {
        &self.language
    }

    /// Returns whether the language is written from right to left.
    pub fn is_right_to_left(&self) -> bool {
        self.general.labels.say("direction", []) == "rtl"
    }

    /// A register without rows.
    pub fn empty(&self, kind: RegisterKind) -> Register {
        let labels = &self.general.labels;
        let (title, columns): (_, &[cells::Head]) = match kind {
            RegisterKind::Actions => ("actions", &actions::HEADS),
            RegisterKind::Decisions => ("document-decisions", &decisions::HEADS),
            RegisterKind::Attendance => ("register-attendance", &attendance::HEADS),
            RegisterKind::Calendar => ("register-calendar", &calendar::HEADS),
            RegisterKind::Comments => ("document-comments", &comments::HEADS),
        };
        let column = |(key, label, aside): &cells::Head| Column { key, title: labels.say(label, []), aside: *aside };
        let columns = columns.iter().map(column).collect();
        Register { kind, title: labels.say(title, []), columns, rows: Vec::new() }
    }

    /// The rows of a meeting for each of `kinds`. `is_read` returns whether the pack of a name also adds rows to these registers.
    pub fn rows(
        &self,
        meeting: &Arc<Meeting>,
        kinds: &[RegisterKind],
        is_read: &dyn Fn(&str) -> bool,
    ) -> Vec<Vec<Row>> {
        let labels = self.labels_for(meeting);
        let scene = Scene::new(meeting, &self.language, &labels, &[], Pictures::default());
        let rows = |kind: &RegisterKind| match kind {
            RegisterKind::Actions => actions::rows(&scene, is_read),
            RegisterKind::Decisions => decisions::rows(&scene),
            RegisterKind::Attendance => attendance::rows(&scene),
            RegisterKind::Calendar => calendar::rows(&scene),
            RegisterKind::Comments => Vec::new(),
        };
        kinds.iter().map(rows).collect()
    }

    /// What prints texts of a meeting in one line.
    pub fn lines(&self, meeting: &Arc<Meeting>) -> Lines {
        let labels = self.labels_for(meeting);
        Lines::new(Scene::new(meeting, &self.language, &labels, &meeting.documents(), Pictures::default()))
    }

    /// The matrix of comments as a register.
    pub fn comments(&self, matrix: &CommentMatrix) -> Register {
        let rows = comments::rows(&self.general.labels, matrix);
        Register { rows, ..self.empty(RegisterKind::Comments) }
    }

    /// The labels for a meeting, with those of its set of templates and of its body. If these are wrong, `check` reports it, and the
    /// general labels are used here.
    fn labels_for(&self, meeting: &Meeting) -> Arc<Labels> {
        let style = meeting.style();
        let set = style.own_templates().and_then(|set| {
            let mut all = self.of_sets.lock().unwrap_or_else(PoisonError::into_inner);
            let words = all.entry(set.as_str().to_owned()).or_insert_with(|| {
                let mut sources = Sources::new("");
                let templates = Templates::load(self.files, Some(set), &mut sources).ok()?;
                let labels = Labels::load(&self.language, &templates, &Entries::default(), &sources).ok()?;
                Some(Arc::new(Words { templates, sources, labels: Arc::new(labels) }))
            });
            words.clone()
        });
        let words = set.as_deref().unwrap_or(&self.general);
        let own =
            style.labels.iter().next().map(|_| {
                Labels::load(&self.language, &words.templates, &style.labels, &words.sources).map(Arc::new).ok()
            });
        own.flatten().unwrap_or_else(|| Arc::clone(&words.labels))
    }

    /// Findings for labels that are missing, with the texts that their places point into.
    pub fn findings(&self) -> (Vec<Finding>, Sources) {
        (self.general.labels.findings(&self.general.sources), self.general.sources.clone())
    }
}
