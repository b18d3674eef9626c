//! From files to a [`Meeting`]: syntax, schema, places.
//!
//! Three steps, each telling all it finds: the JSON is parsed into a tree that knows where
//! everything stands (`json`), the tree is validated with the generated schema (`schema`), and what is valid is read into the
//! model (`de`). What does not fit is amended (`amend`), so that the checks which follow can still speak about the rest in the
//! same run; what follows from that is kept apart (`doubts`).
//!
//! It refuses to judge what a definition says (that is `check`) and to touch the disk except
//! through [`Files`].

mod amend;
mod blanks;
mod brackets;
mod codes;
mod common;
mod de;
mod doubts;
mod formats;
mod json;
mod kinds;
mod meant;
mod narrow;
mod next;
mod order;
mod portable;
mod schema;
mod series;
mod shape;
mod slips;
mod succession;
mod synonyms;
mod trace;
mod translate;
mod validate;
mod withhold;

use std::collections::{BTreeSet, HashMap};

use jsonc_parser::ast::Value;
use serde::de::DeserializeOwned;

use amend::Amendments;
use blanks::foreign_blanks;
pub use codes::{CODES, is_of_format, is_of_syntax};
pub use common::Common;
pub use doubts::Doubts;
use doubts::id_of;
pub use narrow::{Narrowed, all_instead, for_audience};
pub use next::{NextMeeting, next_definition};
pub use schema::{approvals_schema, definition_schema, registry_schema, responses_schema, schema_of, settings_schema};
pub use shape::{Field, Kind, Shape};
pub use succession::forks;

pub use trace::Trace;
pub use withhold::Secrets;

use crate::finding::{FileNumber, Finding, Sources, Spot};
use crate::meeting::{
    Approvals, CheckSettings, Definition, Index, Meeting, Person, Registry, Responses, Series, Withholdings,
};
use crate::workspace::{Files, PackAddress};

/// Where the registry of a workspace is.
pub const REGISTRY: &str = "packs/registry.json";

/// The result of reading: a meeting if there is enough for one, and all findings.
#[derive(Debug)]
pub struct Reading {
    /// The meeting. It may be given in spite of errors, but then must not be built.
    pub meeting: Option<Meeting>,
    /// The findings, in no particular order.
    pub findings: Vec<Finding>,
    /// The parts of the meeting that were amended.
    pub doubts: Doubts,
}

/// Reads the definition of a pack and the registry of its workspace. Texts go into `sources`.
pub fn read(files: &dyn Files, pack: &PackAddress, sources: &mut Sources) -> Reading {
    read_among(files, pack, sources, &mut Common::default())
}

/// Reads one of many packs: what it has in common with others that were read into the same `sources` is not read again.
pub fn read_among(files: &dyn Files, pack: &PackAddress, sources: &mut Sources, common: &mut Common) -> Reading {
    let mut reader = Reader::new(files, sources);
    let mut recorded = withhold::Recorded::default();
    let mut trace = common.trace.take();
    let mut mark = |tree: &mut Value<'_>, format: &validate::Validator, file| {
        if let Some(trace) = &mut trace {
            trace.mark(tree, &format.schema, file);
        }
    };
    let definition =
        reader.read_file::<Definition>(&pack.definition(), &schema::DEFINITION, true, |tree, file, sources| {
            recorded = withhold::record(tree, &schema::DEFINITION.schema, file, sources);
            mark(tree, &schema::DEFINITION, file);
        });
    let registry = common.registry(|| {
        let before = reader.findings.len();
        let mark = |tree: &mut Value<'_>, file, _: &Sources| mark(tree, &schema::REGISTRY, file);
        let registry = reader.read_file::<Registry>(REGISTRY, &schema::REGISTRY, false, mark);
        let is_sound = reader.findings.len() == before;
        reader.doubts.is_without_registry = registry.is_none() && !is_sound;
        (registry.unwrap_or_default(), is_sound)
    });
    common.trace = trace;
    let before = reader.findings.len();
    let approvals = reader.file::<Approvals>(&pack.approvals(), &schema::APPROVALS, false);
    reader.doubts.is_without_approvals = approvals.is_none() && reader.findings.len() > before;
    let approvals = approvals.unwrap_or_default();
    let faults = definition.iter().flat_map(|definition| recorded.faults(definition, &registry));
    let faults = faults.map(|(place, fault)| withhold::to_finding(place, fault)).collect();
    reader.findings.extend(reader.doubts.causes_only(faults, |_| true));
    let mut before = Series::default();
    if let Some(definition) = &definition {
        let (series, findings) = series::series(files, pack, definition, &registry, reader.sources, common);
        reader.findings.extend(findings);
        before = series;
    }
    let meeting = |mut definition| {
        series::join(&mut definition, &before, &registry);
        let whole = Meeting::new(pack.id.clone(), pack.folder.clone(), definition, registry, approvals);
        whole.withholding(Withholdings::new(recorded.parts)).after(before)
    };
    let meeting = definition.map(meeting);
    meeting.iter().for_each(|meeting| name_ids(&mut reader.findings, meeting, &reader.doubts));
    Reading { meeting, findings: reader.findings, doubts: reader.doubts }
}

/// Whoever writes a name where an id belongs is told the id that is meant, or that there is none.
fn name_ids(findings: &mut [Finding], meeting: &Meeting, doubts: &Doubts) {
    let mut bad = findings.iter_mut().filter(|finding| finding.code == &codes::BAD_ID).peekable();
    if bad.peek().is_none() {
        return;
    }
    let (registry, definition) = (&meeting.registry, &meeting.definition);
    let people = registry.people.iter().map(|(id, person)| (id, &person.name));
    let entities = registry.entities.iter().map(|(id, entity)| (id, &entity.name));
    let names = people.chain(entities).chain(registry.bodies.iter().map(|(id, body)| (id, &body.name)));
    let mut registered: HashMap<String, &str> = HashMap::new();
    for (id, name) in names {
        name.all().for_each(|name| _ = registered.entry(name.to_lowercase()).or_insert(id.as_str()));
    }
    let mut annexes: HashMap<String, &str> = HashMap::new();
    for annex in &definition.annexes {
        let titles = annex.title.iter().flat_map(|title| title.all()).map(|title| title.as_str());
        let known = titles.chain(annex.files.iter().map(|file| file.file.as_str()));
        known.for_each(|known| _ = annexes.entry(known.to_lowercase()).or_insert(annex.id.as_str()));
    }
    let index = Index::of(meeting).0;
    let family = |typed: &str| {
        let name = typed.rsplit_once(char::is_whitespace)?.1.to_lowercase();
        let is_of = |person: &Person| {
            person.family_name.iter().flat_map(|text| text.all()).any(|text| text.to_lowercase() == name)
        };
        let mut named = registry.people.iter().filter(|(_, person)| is_of(person));
        named.next().filter(|_| named.next().is_none()).map(|(id, _)| id.as_str())
    };
    for finding in bad {
        let typed = finding.message.split('`').nth(1).unwrap_or_default().to_lowercase();
        let id = id_of(&typed);
        if let Some(id) = registered.get(&typed) {
            finding.hint = Some(format!("this is registered as `{id}`: write `{id}`"));
        } else if let Some(id) = annexes.get(&typed) {
            finding.hint = Some(format!("this is the annex `{id}`: write `{id}`"));
        } else if let Some(id) = family(&typed) {
            finding.hint = Some(format!("did you mean `{id}`?"));
        } else if typed.contains(' ') && !id.is_empty() && !doubts.misformed.contains(&id) && index.place(&id).is_none()
        {
            finding.hint = Some("write the id of what is meant; what has none yet has to be declared first".to_owned());
        }
    }
}

/// Where a workspace says which findings it allows.
pub const SETTINGS: &str = "packs/check.json";

/// Reads what a workspace allows and denies; nothing of either if it has no such file.
pub fn settings(files: &dyn Files, sources: &mut Sources) -> (CheckSettings, Vec<Finding>, Doubts) {
    let mut reader = Reader::new(files, sources);
    let settings = reader.file::<CheckSettings>(SETTINGS, &schema::SETTINGS, false).unwrap_or_default();
    (settings, reader.findings, reader.doubts)
}

/// Reads the responses to comments on a pack; none if there is no such file.
pub fn responses(files: &dyn Files, pack: &PackAddress, sources: &mut Sources) -> (Responses, Vec<Finding>) {
    let mut reader = Reader::new(files, sources);
    let responses = reader.file::<Responses>(&pack.responses(), &schema::RESPONSES, false).unwrap_or_default();
    (responses, reader.findings)
}

/// The maximum number of times that an amended definition is validated again: what is inserted can itself lack something.
const ROUNDS: usize = 12;

struct Reader<'a> {
    files: &'a dyn Files,
    sources: &'a mut Sources,
    findings: Vec<Finding>,
    doubts: Doubts,
}

impl<'a> Reader<'a> {
    fn new(files: &'a dyn Files, sources: &'a mut Sources) -> Self {
        Self { files, sources, findings: Vec::new(), doubts: Doubts::default() }
    }

    fn file<T: DeserializeOwned>(&mut self, path: &str, format: &validate::Validator, needed: bool) -> Option<T> {
        self.read_file(path, format, needed, |_, _, _| {})
    }

    /// Reads a file; `prepare` takes out of its tree what is no part of the model.
    fn read_file<T: DeserializeOwned>(
        &mut self,
        path: &str,
        format: &validate::Validator,
        needed: bool,
        prepare: impl FnOnce(&mut Value<'_>, FileNumber, &Sources),
    ) -> Option<T> {
        let text = self.text(path, needed)?;
        let file = self.sources.add(path, text.clone(), true);
        let mended = json::mend(&text, file);
        let is_sound = mended.findings.is_empty();
        // What stands at a place with a fault of syntax is not judged besides.
        let mut reported: BTreeSet<Spot> = mended.findings.iter().map(|finding| finding.spot.clone()).collect();
        self.findings.extend(mended.findings);
        if !mended.whole {
            return None;
        }
        let mut tree = json::parse(&mended.text)?;
        let (duplicates, mut left_out) = portable::duplicate_keys(&tree, file);
        left_out.extend(mended.left_out);
        self.findings.extend(duplicates);
        self.findings.extend(portable::control_characters(&tree, &mended.text, file));
        // In what is corrected there may be any characters.
        self.findings.extend(foreign_blanks(&tree, &text, file).filter(|_| is_sound));
        self.doubts.next_file(&tree);
        Amendments { left_out, ..Amendments::default() }.apply(&mut tree, file, &mut self.doubts);
        for _ in 0..ROUNDS {
            let (findings, amendments) =
                translate::against_schema(&tree, file, format, &mut reported, &mut self.doubts);
            self.findings.extend(findings);
            if amendments.is_empty() {
                break;
            }
            amendments.apply(&mut tree, file, &mut self.doubts);
        }
        prepare(&mut tree, file, self.sources);
        match de::read(&tree, file) {
            Ok(value) => Some(value),
            Err(message) => {
                self.unexplained(message, file);
                None
            }
        }
    }

    /// The schema and the types say the same, so whatever fails to be read was found before. If
    /// ever it was not, it must still not pass silently.
    fn unexplained(&mut self, message: String, file: FileNumber) {
        let reported = self.findings.iter().any(|finding| match &finding.spot {
            Spot::Text(place) => place.file == file && finding.is_error(),
            Spot::File(_) => false,
        });
        if !reported {
            let spot = Spot::File(self.sources.path(file).to_owned());
            self.findings.push(Finding::new(&codes::WRONG_VALUE, spot, message));
        }
    }

    fn text(&mut self, path: &str, needed: bool) -> Option<String> {
        let spot = Spot::File(path.to_owned());
        match self.files.read(path) {
            Ok(Some(bytes)) => match String::from_utf8(bytes) {
                Ok(text) => return Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
                Err(error) => {
                    let at = error.utf8_error().valid_up_to();
                    let line = error.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
                    let message =
                        format!("this is not UTF-8 text: byte {at}, in line {line}, is not part of a character");
                    self.findings.push(Finding::new(&codes::NOT_TEXT, spot, message).hint("save the file as UTF-8"));
                }
            },
            Ok(None) if needed => self.findings.push(
                Finding::new(&codes::MISSING_FILE, spot, "there is no such file")
                    .hint("every pack is a folder with a `meeting.json`"),
            ),
            Ok(None) => {}
            Err(error) => self.findings.push(Finding::new(
                &codes::UNREADABLE_FILE,
                spot,
                format!("this file cannot be read: {error}"),
            )),
        }
        None
    }
}
