//! Merging other people's PDFs, against qpdf putting the same pages together (which leaves structure, bookmarks and names of
//! all but the first behind). Each is a process of its own: this binary, called with `--merge FOLDER`.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use packwright::bundle::{self, Outside, OutsidePage};
use packwright::finding::Sources;
use packwright::meeting::{AnnexLimits, Language};
use packwright::pdf::{Condensed, Limits, Opened};
use packwright::typeset::{Fonts, KeptSources};
use packwright::workspace::PackAddress;
use packwright::{compose, preflight, read, typeset, write};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde_json::json;

use crate::report::{Limit, Report};
use crate::{Bench, median, peak_memory, time};

const RUNS: usize = 7;
/// Files, and pages of each.
const FILES: usize = 20;
const PAGES: usize = 25;

/// What `--merge FOLDER` does: reads what [`write`] wrote, merges, and writes the result.
pub(crate) fn run(folder: &Path) {
    let counts = std::fs::read_to_string(folder.join("pages")).unwrap();
    let counts: Vec<usize> = counts.lines().map(|line| line.parse().unwrap()).collect();
    let files: Vec<Vec<u8>> =
        (0..counts.len()).map(|at| std::fs::read(folder.join(format!("{at}.pdf"))).unwrap()).collect();
    let limits = Limits::default();
    let open = |bytes: Vec<u8>| Opened::open(&bytes, &limits).unwrap().condensed();
    let files: Vec<Condensed> = files.into_par_iter().map(open).collect();
    let outside = files.iter().zip(&counts).map(|(opened, pages)| {
        let pages = (0..*pages).map(|index| OutsidePage { index, alternative: "A page" }).collect();
        Outside { opened, file: None, title: "An annex", language: None, prefix_of_labels: "", pages }
    });
    let outside: Vec<Outside<'_>> = outside.collect();
    let bundle = std::fs::read(folder.join("bundle.pdf")).unwrap();
    let merged = bundle::merge(bundle, &outside).unwrap();
    std::fs::write(folder.join("merged.pdf"), merged).unwrap();
}

pub(crate) fn bench(bench: &Bench<'_>, report: &mut Report) {
    let fonts = Fonts::load(&BTreeMap::<String, Vec<u8>>::new()).0;
    report.part(&format!("merging PDFs of {PAGES} tagged pages, median of {RUNS} runs, in turn"));
    let mut a_page = Vec::new();
    for files in [4, FILES, 40] {
        let folder = bench.scratch.join(format!("merging-{files}"));
        let (size, pages) = write(&folder, files, &fonts);
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..RUNS {
            ours.push(time(merge(&folder)));
            theirs.push(time(qpdf(&folder, files)));
        }
        let (ours, theirs) = (median(ours), median(theirs));
        a_page.push(ours / pages as f64);
        if let Some(peak) = peak_memory(merge(&folder)).filter(|_| files >= FILES) {
            let sum = size as f64 / f64::from(1 << 20);
            let what = format!("peak memory, {files} files of {sum:.1} MiB together");
            report.limited("merging", &what, peak as f64 / 1024.0, "MiB", Limit::AtMost((3.0 * sum + 100.0).floor()));
        }
        if files != FILES {
            continue;
        }
        report.figure("merging", &format!("qpdf, {files} files, {pages} pages"), theirs, "ms");
        report.figure("merging", "packwright", ours, "ms");
        report.limited("merging", "packwright / qpdf", ours / theirs, "×", Limit::AtMost(1.5));
    }
    report.limited("merging", "a page of 1,000 / a page of 100", a_page[2] / a_page[0], "×", Limit::AtMost(1.0));
}

fn merge(folder: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.current_dir(folder).arg("--merge").arg(folder);
    command
}

fn qpdf(folder: &Path, files: usize) -> Command {
    let mut command = Command::new("qpdf");
    command.current_dir(folder).args(["--empty", "--pages"]);
    command.args((0..files).map(|at| format!("{at}.pdf"))).args(["--", "qpdf.pdf"]);
    command
}

/// Writes files and a bundle with places for their pages; gives the sizes of the files together, and the pages.
fn write(folder: &Path, files: usize, fonts: &Fonts) -> (usize, usize) {
    std::fs::create_dir_all(folder).unwrap();
    let made: Vec<Vec<u8>> = (0..files).map(|at| file(at, fonts)).collect();
    for (at, bytes) in made.iter().enumerate() {
        std::fs::write(folder.join(format!("{at}.pdf")), bytes).unwrap();
    }
    let annexes: Vec<_> = (0..files)
        .map(|at| json!({ "id": format!("a-{at}"), "title": "Annex", "files": [{ "file": format!("{at}.pdf") }] }))
        .collect();
    let mut workspace = workspace(&json!(annexes));
    for (at, bytes) in made.iter().enumerate() {
        workspace.insert(format!("packs/x/{at}.pdf"), bytes.clone());
    }
    let (bundle, counts) = typeset_annexes(&workspace, fonts);
    std::fs::write(folder.join("bundle.pdf"), bundle).unwrap();
    let lines: Vec<String> = counts.iter().map(usize::to_string).collect();
    std::fs::write(folder.join("pages"), lines.join("\n")).unwrap();
    (made.iter().map(Vec::len).sum(), counts.iter().sum())
}

/// A tagged PDF of so many pages, each file with other words.
fn file(number: usize, fonts: &Fonts) -> Vec<u8> {
    let page = |page: usize| {
        let paragraph =
            |at: usize| format!("{number}.{page}.{at} What the measurement of the quarter came to. ").repeat(7);
        let paragraphs: Vec<String> = (0..8).map(paragraph).collect();
        format!(
            "## Section {page}\n\n{}\n\n| Point | Value |\n|---|---:|\n| W{page} | {number} |",
            paragraphs.join("\n\n")
        )
    };
    let text: Vec<String> = (0..PAGES).map(page).collect();
    let annexes = json!([{ "id": "a", "title": format!("Report {number}"), "text": text.join("\n\n") }]);
    typeset_annexes(&workspace(&annexes), fonts).0
}

fn workspace(annexes: &serde_json::Value) -> BTreeMap<String, Vec<u8>> {
    let definition = json!({
        "version": 1, "title": "Meeting", "body": "own", "bodies": { "own": { "name": "Body" } },
        "time": { "start": "2026-03-10" }, "agenda": [{ "id": "item", "title": "Item" }], "annexes": annexes,
    });
    [("packs/x/meeting.json".to_owned(), definition.to_string().into_bytes())].into()
}

/// The annexes as the engine lays them out, and how many pages each outside file has there.
fn typeset_annexes(workspace: &BTreeMap<String, Vec<u8>>, fonts: &Fonts) -> (Vec<u8>, Vec<usize>) {
    let pack = PackAddress { id: "x".to_owned(), folder: "packs/x".to_owned() };
    let sources = &mut Sources::new("");
    let meeting = Arc::new(read::read(workspace, &pack, sources).meeting.unwrap());
    let examined = preflight::examine_annexes(&meeting, AnnexLimits::default(), workspace);
    let composing = compose::compose(&meeting, &Language::new("en"), &examined.pdfs, workspace, sources);
    let composed = composing.composed.unwrap();
    let project = write::typst(&composed.composition, composed.kept);
    let pdfs = bundle::link(typeset::typeset(&project, fonts, &mut KeptSources::default()).pdfs.unwrap()).unwrap();
    let annexes = pdfs.into_iter().find(|pdf| pdf.plan.path == "annexes.pdf").unwrap();
    (annexes.bytes, project.insertions.iter().map(|insertion| insertion.pdf.pages.len()).collect())
}
