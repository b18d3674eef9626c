//! Rows of registers that were listed before.
//!
//! One entry of the cache for each question: kinds, language, audience and packs. It states what every pack was read from, and
//! is of use only as long as all of that is the same; what is asked of the rows is chosen afterwards.
//!
//! It refuses to keep a register with which anything was wrong, and one of packs that follow others which are not among them.

use std::collections::BTreeMap;
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use super::cache::{Cache, tool};
use super::crew;
use super::inputs::Shared;
use crate::edition::Row;
use crate::meeting::Language;
use crate::pack::digest;
use crate::read::REGISTRY;
use crate::workspace::{PackAddress, Workspace};

/// What registers are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Question {
    tool: String,
    kinds: Vec<String>,
    language: Language,
    audience: Option<String>,
    packs: Vec<PackAddress>,
}

/// What a register was made from, and what it holds.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Listed {
    question: Question,
    /// Digests of all files, by their paths.
    inputs: BTreeMap<String, String>,
    pub(super) rows: Vec<Vec<Row>>,
    /// Packs that have audiences, but not the one that is asked for, with those that they have.
    pub(super) left_out: Vec<(String, Vec<String>)>,
}

impl Question {
    pub(super) fn new<'k>(
        kinds: impl Iterator<Item = &'k str>,
        language: &Language,
        audience: Option<&String>,
        packs: &[PackAddress],
    ) -> Self {
        Self {
            tool: tool(),
            kinds: kinds.map(str::to_owned).collect(),
            language: language.clone(),
            audience: audience.cloned(),
            packs: packs.to_vec(),
        }
    }

    fn name(&self) -> String {
        digest(&serde_json::to_vec(self).unwrap_or_default())
    }
}

/// Digests of everything that rows of packs are made from. Meetings before others are among the packs.
pub(super) fn inputs(workspace: &Workspace, packs: &[PackAddress]) -> BTreeMap<String, String> {
    const BLOCK: usize = 64;
    let shared = Shared::read(&workspace.files);
    let folder = "templates";
    let templates = shared.now(&workspace.files, folder);
    let all = [(REGISTRY.to_owned(), shared.registry.clone()), (folder.to_owned(), templates)];
    let all = Mutex::new(BTreeMap::from(all));
    let blocks: Vec<&[PackAddress]> = packs.chunks(BLOCK).collect();
    let read = |block: usize| {
        let paths = blocks[block].iter().flat_map(|pack| [pack.definition(), pack.approvals()]);
        let digests: Vec<_> = paths.map(|path| (shared.now(&workspace.files, &path), path)).collect();
        let digests = digests.into_iter().map(|(digest, path)| (path, digest));
        all.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend(digests);
    };
    crew::in_parallel(crew::cores(), blocks.len(), &|| {}, &read, &|| false);
    all.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
}

impl Cache {
    /// What was listed before, if nothing of it changed.
    pub(super) fn listed(&self, question: &Question, inputs: &BTreeMap<String, String>) -> Option<Listed> {
        let listed: Listed = self.trusted(&self.register_path(&question.name())).ok()??;
        (listed.question == *question && listed.inputs == *inputs).then_some(listed)
    }

    /// Keeps what was listed. That it cannot be kept is no harm.
    pub(super) fn keep_listed(
        &self,
        question: Question,
        inputs: BTreeMap<String, String>,
        rows: &[Vec<Row>],
        left_out: &[(String, Vec<String>)],
    ) {
        let path = self.register_path(&question.name());
        self.mark();
        self.write(&path, Listed { question, inputs, rows: rows.to_vec(), left_out: left_out.to_vec() });
    }
}
