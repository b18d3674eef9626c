//! From files to a [`Meeting`]: syntax, schema, places.
//!
//! Three steps, each telling all it finds: the JSON is parsed into a tree that knows where
//! everything stands (`json`), the tree is held against the generated schema (`schema`), and what
//! passes is read into the model (`de`). Values that do not fit and can be done without are left
//! out, so that the checks which follow can still speak about the rest in the same run.
//!
//! It refuses to judge what a definition says (that is `check`) and to touch the disk except
//! through [`Files`].

mod codes;
mod de;
mod json;
mod left_out;
mod schema;
mod translate;

use serde::de::DeserializeOwned;

pub use codes::CODES;
pub use schema::{approvals_schema, definition_schema, registry_schema, settings_schema};

use crate::finding::{FileNumber, Finding, Sources, Spot};
use crate::meeting::{Approvals, CheckSettings, Definition, Meeting, Registry};
use crate::workspace::{Files, PackAddress};

/// Where the registry of a workspace is.
pub const REGISTRY: &str = "packs/registry.json";

/// What reading gives: a meeting if there is enough for one, and all that was found on the way.
#[derive(Debug)]
pub struct Reading {
    /// The meeting. It may be given in spite of errors, but then must not be built.
    pub meeting: Option<Meeting>,
    /// What was found, in no particular order.
    pub findings: Vec<Finding>,
}

/// Reads the definition of a pack and the registry of its workspace. Texts go into `sources`.
pub fn read(files: &dyn Files, pack: &PackAddress, sources: &mut Sources) -> Reading {
    let mut reader = Reader { files, sources, findings: Vec::new() };
    let definition = reader.file::<Definition>(&pack.definition(), &schema::DEFINITION, true);
    let registry = reader.file::<Registry>(REGISTRY, &schema::REGISTRY, false).unwrap_or_default();
    let approvals = reader.file::<Approvals>(&pack.approvals(), &schema::APPROVALS, false).unwrap_or_default();
    let meeting = |definition| Meeting::new(pack.id.clone(), pack.folder.clone(), definition, registry, approvals);
    Reading { meeting: definition.map(meeting), findings: reader.findings }
}

/// Where a workspace says which findings it allows.
pub const SETTINGS: &str = "packs/check.json";

/// Reads what a workspace allows and denies; nothing of either if it has no such file.
pub fn settings(files: &dyn Files, sources: &mut Sources) -> (CheckSettings, Vec<Finding>) {
    let mut reader = Reader { files, sources, findings: Vec::new() };
    let settings = reader.file::<CheckSettings>(SETTINGS, &schema::SETTINGS, false).unwrap_or_default();
    (settings, reader.findings)
}

struct Reader<'a> {
    files: &'a dyn Files,
    sources: &'a mut Sources,
    findings: Vec<Finding>,
}

impl Reader<'_> {
    fn file<T: DeserializeOwned>(&mut self, path: &str, format: &schema::Format, needed: bool) -> Option<T> {
        let text = self.text(path, needed)?;
        let file = self.sources.add(path, text.clone(), true);
        let mended = json::mend(&text, file);
        self.findings.extend(mended.findings);
        if !mended.whole {
            return None;
        }
        let tree = json::parse(&mended.text)?;
        let (duplicates, mut left_out) = json::duplicate_keys(&tree, file);
        left_out.extend(mended.left_out);
        self.findings.extend(duplicates);
        self.findings.extend(translate::against_schema(&tree, file, format, &mut left_out));
        match de::read(&tree, file, &left_out) {
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
        let told = self.findings.iter().any(|finding| match &finding.spot {
            Spot::Text(place) => place.file == file && finding.is_error(),
            Spot::File(_) => false,
        });
        if !told {
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
                    self.findings.push(
                        Finding::new(
                            &codes::NOT_TEXT,
                            spot,
                            format!("this is not UTF-8 text: byte {at} fits no character"),
                        )
                        .hint("save the file as UTF-8"),
                    );
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
