//! The bare program: fonts, one compile, export.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use packwright::edition::{Project, SourceFile};
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

struct Fonts {
    book: LazyHash<FontBook>,
    faces: Vec<(Bytes, u32, OnceLock<Option<Font>>)>,
}

struct Bare {
    library: LazyHash<Library>,
    fonts: Arc<Fonts>,
    sources: HashMap<FileId, Source>,
    main: FileId,
}

/// Compiles `folder/project/edition/main.typ` with the fonts of `folder/fonts` and writes its documents.
pub(crate) fn run(folder: &Path) {
    compile(&fonts(folder), &folder.join("project"), &folder.join("bare"));
}

/// Compiles every project in `folder/projects`, in two threads, and forgets between them what is of no more use.
pub(crate) fn run_many(folder: &Path) {
    let fonts = fonts(folder);
    let projects = sorted(&folder.join("projects"));
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(32 << 20).build().unwrap();
                pool.install(|| {
                    while let Some(project) = projects.get(next.fetch_add(1, Ordering::Relaxed)) {
                        compile(&fonts, project, &folder.join("bare").join(project.file_name().unwrap()));
                        typst::comemo::evict(4);
                    }
                });
            });
        }
    });
}

fn fonts(folder: &Path) -> Arc<Fonts> {
    let (mut infos, mut faces) = (Vec::new(), Vec::new());
    for path in sorted(&folder.join("fonts")).into_iter().filter(|path| path.extension().is_some_and(|e| e == "ttf")) {
        let data = Bytes::new(std::fs::read(path).unwrap());
        for (index, info) in (0..).zip(FontInfo::iter(&data)) {
            infos.push(info);
            faces.push((data.clone(), index, OnceLock::new()));
        }
    }
    Arc::new(Fonts { book: LazyHash::new(FontBook::from_infos(infos)), faces })
}

/// Compiles a project with the program's own fonts, and throws away what comes of it.
pub(crate) fn run_alone(project: &Project) {
    static FONTS: OnceLock<Arc<Fonts>> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| fonts(Path::new(env!("CARGO_MANIFEST_DIR"))));
    let source = |(path, sheet): (&String, &SourceFile)| (id(path), Source::new(id(path), sheet.text.clone()));
    drop(exported(fonts, project.source_files.iter().map(source).collect()));
    typst::comemo::evict(0);
}

fn compile(fonts: &Arc<Fonts>, project: &Path, out: &Path) {
    let mut sources = HashMap::new();
    load(project, project, &mut sources);
    std::fs::create_dir_all(out).unwrap();
    exported(fonts, sources).into_iter().for_each(|(name, bytes)| std::fs::write(out.join(name), bytes).unwrap());
}

/// The documents of a project by their names.
fn exported(fonts: &Arc<Fonts>, sources: HashMap<FileId, Source>) -> Vec<(String, Vec<u8>)> {
    // Those of the program: its shapes use both.
    let features = [Feature::Bundle, Feature::A11yExtras];
    let world = Bare {
        library: LazyHash::new(Library::builder().with_features(features.into_iter().collect()).build()),
        fonts: Arc::clone(fonts),
        sources,
        main: id("edition/main.typ"),
    };
    let bundle = typst::compile::<Bundle>(&world).output.unwrap();
    let documents = bundle.files.iter().collect::<Vec<_>>().into_par_iter().filter_map(|(path, file)| {
        let BundleFile::Document(BundleDocument::Paged(document, extras)) = file else { return None };
        let name = path.get_without_slash();
        let options = PdfOptions {
            ident: Smart::Custom(name.to_owned()),
            standards: PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).unwrap(),
            ..PdfOptions::default()
        };
        let links = LateLinkResolver::new(Some(path), bundle.introspector.as_ref());
        let bytes = typst_pdf::pdf_in_bundle(document, &options, &extras.anchors, links.track()).unwrap();
        Some((name.to_owned(), bytes))
    });
    documents.collect()
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
        &self.fonts.book
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
        let (data, face, font) = self.fonts.faces.get(index)?;
        font.get_or_init(|| Font::new(data.clone(), *face)).clone()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
