//! The bare program: fonts, one compile, export.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use typst::comemo::Track;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::model::LateLinkResolver;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_bundle::{Bundle, BundleDocument, BundleFile};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

struct Bare {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    faces: Vec<(Bytes, u32, OnceLock<Option<Font>>)>,
    sources: HashMap<FileId, Source>,
    main: FileId,
}

/// Compiles `folder/project/pack.typ` with the fonts of `folder/fonts` and writes its documents.
pub(crate) fn run(folder: &Path) {
    let (mut infos, mut faces) = (Vec::new(), Vec::new());
    for path in sorted(&folder.join("fonts")).into_iter().filter(|path| path.extension().is_some_and(|e| e == "ttf")) {
        let data = Bytes::new(std::fs::read(path).unwrap());
        for (index, info) in (0..).zip(FontInfo::iter(&data)) {
            infos.push(info);
            faces.push((data.clone(), index, OnceLock::new()));
        }
    }
    let mut sources = HashMap::new();
    let project = folder.join("project");
    load(&project, &project, &mut sources);
    let world = Bare {
        library: LazyHash::new(Library::builder().with_features(std::iter::once(Feature::Bundle).collect()).build()),
        book: LazyHash::new(FontBook::from_infos(infos)),
        faces,
        sources,
        main: id("pack.typ"),
    };
    let bundle = typst::compile::<Bundle>(&world).output.unwrap();
    let out = folder.join("bare");
    std::fs::create_dir_all(&out).unwrap();
    bundle.files.iter().collect::<Vec<_>>().into_par_iter().for_each(|(path, file)| {
        let BundleFile::Document(BundleDocument::Paged(document, extras)) = file else { return };
        let name = path.get_without_slash();
        let options = PdfOptions {
            ident: Smart::Custom(name.to_owned()),
            standards: PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).unwrap(),
            ..PdfOptions::default()
        };
        let links = LateLinkResolver::new(Some(path), bundle.introspector.as_ref());
        let bytes = typst_pdf::pdf_in_bundle(document, &options, &extras.anchors, links.track()).unwrap();
        std::fs::write(out.join(name), bytes).unwrap();
    });
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn load(root: &Path, folder: &Path, sources: &mut HashMap<FileId, Source>) {
    for path in sorted(folder) {
        if path.is_dir() {
            load(root, &path, sources);
        } else {
            let id = id(path.strip_prefix(root).unwrap().to_str().unwrap());
            sources.insert(id, Source::new(id, std::fs::read_to_string(path).unwrap()));
        }
    }
}

fn id(name: &str) -> FileId {
    RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).unwrap()).intern()
}

impl World for Bare {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        let (data, face, font) = self.faces.get(index)?;
        font.get_or_init(|| Font::new(data.clone(), *face)).clone()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
