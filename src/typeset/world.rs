//! The files that the engine can see: the sources of one project and the fonts. Nothing else exists for it.

use std::collections::HashMap;
use std::sync::Arc;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use super::fonts::{Faces, Fonts};
use super::kept::KeptSources;
use crate::edition::Project;

/// A project as the engine sees it.
pub(super) struct EditionWorld<'a> {
    library: LazyHash<Library>,
    faces: &'a Faces,
    sources: Arc<HashMap<FileId, Source>>,
    /// Held as the engine's own bytes: it identifies files by them, and would otherwise treat each as new.
    files: HashMap<FileId, Bytes>,
    main: FileId,
}

impl<'a> EditionWorld<'a> {
    pub(super) fn new(project: &Project, fonts: &'a Fonts, kept: &mut KeptSources) -> Self {
        // The second is what lets shapes say that a cell is data wherever it stands (`pdf.data-cell`).
        let features = [Feature::Bundle, Feature::A11yExtras].into_iter().collect();
        let sources = project.source_files.iter().map(|(name, sheet)| {
            let id = id(name);
            (id, kept.with(id, &sheet.text))
        });
        kept.0 = Arc::new(sources.collect());
        Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            faces: fonts.of(project),
            sources: Arc::clone(&kept.0),
            files: project.files.iter().map(|(name, file)| (id(name), Bytes::new(file.content.clone()))).collect(),
            main: id(&project.main),
        }
    }

    /// The sources, by their numbers.
    pub(super) fn sources(&self) -> &Arc<HashMap<FileId, Source>> {
        &self.sources
    }
}

/// The engine keeps ids of files for ever, so the names are the same for every project.
fn id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("names of templates hold no `..`");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for EditionWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.faces.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.faces.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}
