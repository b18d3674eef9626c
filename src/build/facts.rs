//! What the manifest of a pack says about it.

use std::collections::BTreeMap;

use crate::finding::Sources;
use crate::meeting::Meeting;
use crate::pack::{self, Contents, Input, Manifest};
use crate::read::REGISTRY;
use crate::typeset::Fonts;
use crate::verify;

/// The files that a pack is made of. Of the registry only what the meeting takes from it counts, which is among `more`.
pub(super) fn inputs(
    sources: &Sources,
    fonts: &Fonts,
    more: impl Iterator<Item = Input>,
    contents: &Contents,
) -> Vec<Input> {
    let texts = sources.own().filter(|(path, _)| *path != REGISTRY);
    let texts = texts.map(|(path, text)| Input::new(path, text.as_bytes()));
    let fonts = fonts.own().map(|(path, data)| Input::new(path, data));
    let originals = contents.originals.iter().map(|original| Input::new(&original.from, &original.bytes));
    let mut inputs: Vec<Input> = texts.chain(fonts).chain(more).chain(originals).collect();
    inputs.sort_by(|a, b| a.path.cmp(&b.path));
    inputs.dedup_by(|a, b| a.path == b.path);
    inputs
}

/// What is known of a pack that is no extract.
pub(super) fn facts(meeting: &Meeting, contents: &Contents, inputs: Vec<Input>) -> Manifest {
    let definition = &meeting.definition;
    let minutes = contents.pdfs.iter().any(|pdf| pdf.plan.path == "minutes.pdf");
    let is_part = meeting.is_part();
    Manifest {
        pack: meeting.id.clone(),
        title: definition.title.text_in(&definition.editions()[0]).value.clone(),
        status: definition.status().name().to_owned(),
        content: if minutes { verify::contents_of(meeting) } else { BTreeMap::new() },
        procedure: if minutes { verify::procedures_of(meeting) } else { BTreeMap::new() },
        adopted: meeting.adopted_on().map(|date| date.to_string()),
        approvals: verify::approvals_of(meeting),
        signatories: if minutes && !is_part { verify::signatories_of(meeting) } else { Vec::new() },
        // A digest of what holds a short secret tells the secret to who tries all that it may be.
        inputs: if is_part || meeting.is_after_withheld() { Vec::new() } else { inputs },
        audience: meeting.audience.clone(),
        ..Manifest::new()
    }
}

/// The documents of a pack that was signed; what annexes are made of lies in a folder that is no edition's.
pub(super) fn signed_documents(zip: &[u8]) -> Vec<(String, String, usize)> {
    let files = pack::open(zip).opened.map(|opened| opened.manifest.files).unwrap_or_default();
    let document = |file: pack::File| {
        let own = file.path.strip_prefix(&format!("{}/", file.language)).unwrap_or(&file.path).to_owned();
        (!own.contains('/')).then_some((file.language, own, file.pages?))
    };
    files.into_iter().filter_map(document).collect()
}
