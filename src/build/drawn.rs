//! The appearance of a signature's field, drawn here or, where a workspace brings templates or fonts along, by a
//! worker.

use std::borrow::Cow;
use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};

use super::{apart, codes};
use crate::compose::{self, Appearance};
use crate::edition::KeptPlaces;
use crate::finding::{Finding, Sources, Spot};
use crate::typeset::{self, Fonts, KeptSources};
use crate::worker::{WorkerCommand, WorkerLimits, ask};
use crate::workspace::Files;
use crate::write;

/// The job of drawing what a field shows.
pub const DRAW: &str = "field";

/// The question to a worker: the signature, and files of the workspace.
#[derive(Debug, Serialize, Deserialize)]
struct Question<'a> {
    shown: Cow<'a, Appearance>,
    files: BTreeMap<String, String>,
}

/// Draws what a field shows, as a PDF of one page.
///
/// # Errors
/// The reason why it cannot be drawn.
pub(super) fn appearance(shown: &Appearance, files: &dyn Files, fonts: &Fonts) -> Result<Vec<u8>, Box<Finding>> {
    let brought = apart::brought(files, true);
    match WorkerCommand::of_this_program(DRAW).filter(|_| !brought.is_empty()) {
        Some(command) => by_worker(&command, shown, files, &brought),
        None => here(shown, files, fonts),
    }
}

fn here(shown: &Appearance, files: &dyn Files, fonts: &Fonts) -> Result<Vec<u8>, Box<Finding>> {
    let composition =
        compose::appearance(shown, files, &mut Sources::new("")).map_err(|mut found| Box::new(found.remove(0)))?;
    let mut typesetting =
        typeset::typeset(&write::typst(&composition, KeptPlaces::default()), fonts, &mut KeptSources::default());
    match typesetting.pdfs.and_then(|mut pdfs| pdfs.pop()) {
        Some(pdf) => Ok(pdf.bytes),
        None => {
            typesetting.findings.extend(typeset::to_findings(&typesetting.unset));
            Err(Box::new(typesetting.findings.remove(0)))
        }
    }
}

fn by_worker(
    command: &WorkerCommand,
    shown: &Appearance,
    files: &dyn Files,
    brought: &[String],
) -> Result<Vec<u8>, Box<Finding>> {
    let content = |path: &String| Some((path.clone(), BASE64_STANDARD.encode(files.read(path).ok()??)));
    let question = Question { shown: Cow::Borrowed(shown), files: brought.iter().filter_map(content).collect() };
    let question = serde_json::to_vec(&question).unwrap_or_default();
    let refused = |why: String| Box::new(Finding::new(&codes::PACK_FAILED, Spot::File("templates".to_owned()), why));
    let answer = ask(command, &question, WorkerLimits::default()).map_err(|death| refused(format!("it {death}")))?;
    match answer.split_first() {
        Some((1, pdf)) => Ok(pdf.to_vec()),
        Some((_, why)) => Err(refused(String::from_utf8_lossy(why).into_owned())),
        None => Err(refused("it was not drawn".to_owned())),
    }
}

/// Answers with a 1 and the PDF, or with a 0 and the reason why there is none.
pub fn draw(question: &[u8]) -> Vec<u8> {
    let drawn = serde_json::from_slice(question).ok().and_then(|question: Question<'_>| drawn(question));
    match drawn.unwrap_or_else(|| Err("it was requested by another program".to_owned())) {
        Ok(pdf) => [&[1], pdf.as_slice()].concat(),
        Err(why) => [&[0], why.as_bytes()].concat(),
    }
}

fn drawn(question: Question<'_>) -> Option<Result<Vec<u8>, String>> {
    let files = question.files.into_iter().map(|(path, content)| Some((path, BASE64_STANDARD.decode(content).ok()?)));
    let files: BTreeMap<String, Vec<u8>> = files.collect::<Option<_>>()?;
    let fonts = Fonts::load(&files).0;
    Some(here(&question.shown, &files, &fonts).map_err(|finding| finding.message))
}
