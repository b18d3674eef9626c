//! The values that texts are put together from: names, titles, labels with words in them.
//!
//! They are found by composing the edition once more, of a meeting whose texts have marks around them ([`Trace`]). That is done
//! when somebody first asks for words of a state.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;
use std::sync::Arc;

use super::{Choice, run};
use crate::build::policy::{Policy, SeverityOverrides};
use crate::build::work::Work;
use crate::document::{Composition, Document, Made, Run, each_run};
use crate::edition::OutsidePdf;
use crate::finding::{Place, Sources};
use crate::meeting::CheckSettings;
use crate::read::Trace;
use crate::workspace::{PackAddress, Workspace};

/// What composing an edition once more takes.
#[derive(Debug)]
pub(super) struct Tracer {
    pub(super) workspace: Workspace,
    pub(super) pack: PackAddress,
    pub(super) choice: Choice,
    pub(super) outside: Vec<OutsidePdf>,
}

impl Tracer {
    /// Notes in the texts of an edition the values that they are put together from. `sources` are those of its places.
    pub(super) fn trace(&self, composition: &mut Composition, sources: &Sources) {
        let policy = Policy::new(&SeverityOverrides::default(), &CheckSettings::default()).0;
        let mut work = Work::new(&self.workspace, &self.pack, &policy);
        let Some((marked, trace)) = self.marked(&mut work) else { return };
        let numbers: HashMap<&str, _> = sources.numbered().map(|(number, path, _)| (path, number)).collect();
        let here = |place: Place| Some(Place { file: *numbers.get(work.sources.path(place.file))?, ..place });
        let mut known = Known::of(marked, &trace, &here);
        for document in &mut composition.documents {
            each_text(document, &mut |run| known.note(run));
        }
    }

    /// The edition as it is composed of texts with marks.
    fn marked(&self, work: &mut Work<'_>) -> Option<(Composition, Trace)> {
        work.common.trace = Some(Trace::default());
        let meeting = Arc::new(work.meeting_with(self.outside.clone())?);
        let (meeting, language) = run::edition(work, &meeting, &self.choice)?;
        let composed = work.told(&meeting, &language)?;
        Some((composed.composition, work.common.trace.take()?))
    }
}

/// Visits all texts of a document that were put together.
fn each_text(document: &mut Document, visit: &mut impl FnMut(&mut Run)) {
    document.running.runs_mut().for_each(&mut *visit);
    each_run(&mut document.content, &mut |run, _| visit(run));
}

/// Returns true for a text that values may be in, besides the one at its own place.
fn is_put_together(run: &Run) -> bool {
    run.made == Made::Composed || run.label.is_some()
}

/// Texts with what they are put together from, by what they say; of the same, in their order.
struct Known(HashMap<String, VecDeque<Values>>);

/// Ranges of a text, in characters, each with the place of the value that it comes from.
type Values = Vec<(Range<usize>, Place)>;

impl Known {
    fn of(marked: Composition, trace: &Trace, here: &impl Fn(Place) -> Option<Place>) -> Self {
        let mut known: HashMap<String, VecDeque<Values>> = HashMap::new();
        for mut document in marked.documents {
            each_text(&mut document, &mut |run| {
                if is_put_together(run) {
                    let (plain, parts) = trace.unmarked(&run.text);
                    let part = |(range, place): (Range<usize>, Place)| Some((range, here(place)?));
                    known.entry(folded(&plain)).or_default().push_back(parts.into_iter().filter_map(part).collect());
                }
            });
        }
        Self(known)
    }

    fn note(&mut self, run: &mut Run) {
        if let Some(parts) = self.0.get_mut(&folded(&run.text)).filter(|_| is_put_together(run)) {
            // The last one is kept: there may be one more of the same.
            let first = if parts.len() > 1 { parts.pop_front() } else { parts.front().cloned() };
            run.come_from(&first.unwrap_or_default());
        }
    }
}

/// A text in which letters are small and blanks are blanks: marks change where sentences seem to begin, and how long words are.
fn folded(text: &str) -> String {
    let small = |c: char| if c.is_whitespace() { ' ' } else { c.to_lowercase().next().unwrap_or(c) };
    text.chars().map(small).collect()
}
