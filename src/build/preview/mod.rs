//! The pages of a pack while somebody writes it: the same as in its PDFs, drawn again at each change.
//!
//! A [`Preview`] lives as long as somebody looks. It keeps what is the same from one change to the next, and the last pages that
//! were good. What it draws can be shared with other threads, which ask for a picture of a page or for its words.

mod choice;
mod drawn;
mod origin;
mod outside;
mod run;
mod traced;

use std::sync::Arc;

pub use crate::typeset::Area;
pub use choice::{Choice, SentIssue};
pub use drawn::{Drawn, DrawnDocument, DrawnPage, DrawnWord, Printed};
pub use origin::{SourcePlace, WordKind, WordOrigin};
pub use outside::OutsideSheet;

use super::death::of_death;
use super::policy::{Policy, SeverityOverrides};
use super::work::Work;
use super::{apart, codes, fault};
use crate::finding::{Finding, Sources, has_errors};
use crate::typeset::{self, Fonts, KeptSources};
use crate::worker::{Death, WorkerLimits};
use crate::workspace::{Files, PackAddress, Workspace};
use run::{Run, run};
use traced::Tracer;

/// The number of changes after which the engine forgets what it did not need again: for packs up to so many pages, and for larger
/// ones, of which each change takes a hundred megabytes.
const FORGOTTEN: [usize; 2] = [5, 2];
const MANY_PAGES: usize = 100;

/// The files of fonts: their names and lengths.
type FontFiles = Vec<(String, Option<u64>)>;

/// A pack that is looked at.
#[derive(Debug)]
pub struct Preview {
    workspace: Workspace,
    pack: PackAddress,
    choice: Choice,
    /// The fonts, with the names and lengths of the files that they were loaded from.
    fonts: Option<(FontFiles, Arc<Fonts>)>,
    kept: KeptSources,
    /// The last pages that were good, and what can be chosen.
    last: Drawn,
}

impl Preview {
    /// A pack that nobody has looked at yet.
    pub fn new(workspace: Workspace, pack: PackAddress, choice: Choice) -> Self {
        Self { workspace, pack, choice, fonts: None, kept: KeptSources::default(), last: Drawn::default() }
    }

    /// Draws the pages as the files are now. If there are errors, the last good pages remain.
    pub fn draw(&mut self) -> Drawn {
        let (workspace, pack) = (self.workspace.clone(), self.pack.clone());
        let mut sources = Sources::new(&workspace.prefix);
        let (policy, of_settings) = Policy::read(&workspace.files, &SeverityOverrides::default(), &mut sources);
        let (fonts, of_fonts) = self.load_fonts();
        let mut work = Work::new(&workspace, &pack, &policy);
        work.sources = sources;
        work.record(of_settings);
        work.record(of_fonts);
        let run = fault::guarded(|| self.run(&mut work, &fonts)).unwrap_or_else(|place| {
            let message = format!("this is a fault of packwright, not of your files (at {place})");
            work.fail(&codes::PROGRAM_FAULT, message, "please report it, if possible with this pack");
            None
        });
        let mut findings = std::mem::take(&mut work.findings);
        findings.sort_by(|a, b| a.spot.cmp(&b.spot));
        let sources = Arc::new(work.sources);
        let run = run.filter(|_| !has_errors(&findings));
        let is_current = run.is_some();
        if let Some(Run { composition, pages, outside, files, issues }) = run {
            self.last.issues = issues;
            let tracer = Tracer { workspace, pack, choice: self.choice.clone(), outside };
            self.last.documents = drawn::documents(composition, (pages, &files), tracer, &sources);
        }
        self.shown(findings, is_current, sources)
    }

    /// The last pages that were good, where drawing the files as they are ended a process of these bounds.
    pub fn not_drawn(&self, death: &Death, limits: WorkerLimits) -> Drawn {
        let brought = apart::brought(&self.workspace.files, true);
        let finding = of_death(&self.pack, death, limits, &brought);
        self.shown(vec![finding], false, Arc::new(Sources::new(&self.workspace.prefix)))
    }

    fn shown(&self, findings: Vec<Finding>, is_current: bool, sources: Arc<Sources>) -> Drawn {
        Drawn { findings, is_current, sources, ..self.last.clone() }
    }

    /// Forgets what earlier states needed and the last ones did not. To be called after each [`draw`](Self::draw), when nobody
    /// waits.
    pub fn forget(&mut self) {
        let pages: usize = self.last.documents.iter().map(|document| document.pages.len()).sum();
        typeset::forget(FORGOTTEN[usize::from(pages > MANY_PAGES)]);
    }

    fn run(&mut self, work: &mut Work<'_>, fonts: &Fonts) -> Option<Run> {
        let meeting = work.check()?;
        let editions = meeting.definition.editions();
        self.last.editions = editions.iter().map(|language| language.as_str().to_owned()).collect();
        self.last.audiences = meeting.audiences().iter().map(|audience| audience.as_str().to_owned()).collect();
        run(work, &meeting, &self.choice, fonts, &mut self.kept)
    }

    /// The fonts of the workspace, which are loaded again only if their files changed; and what is wrong with them.
    fn load_fonts(&mut self) -> (Arc<Fonts>, Vec<Finding>) {
        const FOLDER: &str = "fonts";
        let files = &self.workspace.files;
        let names = files.list(FOLDER).unwrap_or_default().into_iter();
        let now: FontFiles = names.map(|name| (name.clone(), files.length(&format!("{FOLDER}/{name}")))).collect();
        if let Some((_, fonts)) = self.fonts.as_ref().filter(|(then, _)| *then == now) {
            return (Arc::clone(fonts), fonts.unreadable().to_vec());
        }
        let (fonts, mut findings) = Fonts::load(files);
        findings.extend(fonts.unreadable().iter().cloned());
        let fonts = Arc::new(fonts);
        self.fonts = Some((now, Arc::clone(&fonts)));
        (fonts, findings)
    }
}
