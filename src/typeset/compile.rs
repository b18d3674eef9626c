//! One compile of all documents of an edition.

use typst::diag::Warned;
use typst::syntax::VirtualPath;
use typst_bundle::{Bundle, BundleDocument, BundleFile};

use super::complaint;
use super::overflow::{self, Overflow};
use super::unset::Unset;
use super::world::EditionWorld;
use crate::edition::Project;
use crate::finding::Finding;

/// The result of a compile: the documents if there are no errors, and what was found.
pub(super) struct Compiled {
    pub(super) bundle: Option<Bundle>,
    pub(super) findings: Vec<Finding>,
    /// Words over the edge of their pages.
    pub(super) unset: Vec<Unset>,
}

pub(super) fn compile(world: &EditionWorld<'_>, project: &Project) -> Compiled {
    let Warned { output, warnings } = typst::compile::<Bundle>(world);
    let mut findings = complaint::findings(world, project, &warnings);
    match output {
        Ok(bundle) => {
            let unset = complaint::overlong(world, project, &overlong(&bundle, project));
            Compiled { bundle: Some(bundle), findings, unset }
        }
        Err(errors) => {
            findings.extend(complaint::findings(world, project, &errors));
            let unset = complaint::without_glyphs(world, project, &errors);
            Compiled { bundle: None, findings, unset }
        }
    }
}

pub(super) fn document_at<'a>(bundle: &'a Bundle, path: &str) -> Option<&'a BundleDocument> {
    match bundle.files.get(&VirtualPath::new(path).ok()?) {
        Some(BundleFile::Document(document @ BundleDocument::Paged(..))) => Some(document),
        _ => None,
    }
}

/// Words over the edge in any document.
fn overlong(bundle: &Bundle, project: &Project) -> Vec<Overflow> {
    let documents = project.plans.iter().filter_map(|plan| match document_at(bundle, &plan.path) {
        Some(BundleDocument::Paged(document, _)) => Some(document),
        _ => None,
    });
    documents.flat_map(|document| overflow::overflows(document.pages().iter().map(|page| &page.frame))).collect()
}
