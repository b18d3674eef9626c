//! Other people's PDFs: looked through, validated, merged; and as the minutes of a pack.

use std::path::Path;
use std::sync::{LazyLock, Mutex};

use lopdf::Document;
use lopdf::xref::XrefType;
use packwright::bundle::{Outside, OutsidePage, merge};
use packwright::pdf::{Limits, Opened};
use packwright::preflight;
use serde_json::json;

use super::scene::{self, Repacked, Workspace, files};
use super::{Stack, Target};
use crate::fuzz::mutate::pdf;
use crate::fuzz::program::BUILD;
use crate::fuzz::worker::deep;
use crate::outside::{bundle_of, unreachable};
use crate::support::repository;

pub(super) const TARGET: Target = Target {
    name: "pdf",
    ending: "pdf",
    seeds: || {
        let mut seeds = files("packs/water-points/papers", &[".pdf"]);
        seeds.extend(files("tests/cases/outside/hand", &[".pdf"]));
        seeds.push(Repacked::new().files["minutes.pdf"].clone());
        // Damaged ones might bring the reader down that lays them open.
        let open: Vec<Vec<u8>> = seeds.iter().filter_map(|seed| lying_open(seed)).collect();
        seeds.extend(open);
        seeds.extend(files("tests/cases/outside", &[".pdf"]));
        seeds.extend(files("tests/cases/preflight", &[".pdf"]));
        seeds.retain(|seed| seed.len() < 120_000);
        seeds
    },
    change: pdf::change,
    run,
    program: |input| (annex(input), BUILD),
    thorough_once_in: 12,
    stack: Stack::Build,
    inputs: 60,
};

/// The file written anew with a plain table, if it can be.
fn lying_open(seed: &[u8]) -> Option<Vec<u8>> {
    let limits = Limits::default();
    let good =
        Opened::open(seed, &limits).and_then(|mut opened| preflight::inspect_pdf(&mut opened, None, &limits)).is_ok();
    let mut document = Document::load_mem(seed).ok().filter(|_| good)?;
    if document.is_encrypted() || document.objects.len() > 2000 {
        return None;
    }
    document.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).ok()?;
    Some(bytes)
}

fn run(input: &[u8], thorough: bool) {
    let limits = Limits::default();
    if let Ok(mut opened) = Opened::open(input, &limits) {
        if let Ok(looked) = preflight::inspect_pdf(&mut opened, None, &limits) {
            merged(&opened, looked.pages.len());
        }
        if thorough {
            let _ = preflight::standards(&opened, &limits);
        }
    }
    if thorough {
        scene::done(&annex(input), true);
    }
    let mut pack = Repacked::new();
    pack.files.insert("minutes.pdf".to_owned(), input.to_vec());
    let manifest = pack.manifest();
    scene::examined(&pack.zip(manifest.as_bytes(), None), thorough);
}

/// Bundles with places for some pages, by their number.
static BUNDLES: LazyLock<Mutex<Vec<Option<Vec<u8>>>>> = LazyLock::new(|| Mutex::new(vec![None; PAGES + 1]));
const PAGES: usize = 3;

/// Merges the first pages into a bundle.
fn merged(opened: &Opened, pages: usize) {
    let pages = pages.min(PAGES);
    let bundle = {
        let mut bundles = BUNDLES.lock().unwrap();
        bundles[pages].get_or_insert_with(|| bundle(pages)).clone()
    };
    let pages = (0..pages).map(|index| OutsidePage { index, alternative: "A page" });
    let outside = Outside {
        opened: &opened.clone().condensed(),
        file: None,
        title: "The annex",
        language: None,
        prefix_of_labels: "",
        pages: pages.collect(),
    };
    if let Ok(done) = merge(bundle, &[outside]) {
        let document = Document::load_mem(&done).unwrap();
        // Of damaged files more may be taken over than is needed, but no reference leads to nothing.
        unreachable(&document, "what was merged");
        deep();
    }
}

fn bundle(pages: usize) -> Vec<u8> {
    let path = repository().join("tests/cases/outside/mixed-sizes.pdf");
    let range = format!("1-{pages}");
    bundle_of(&[(Path::new(&path), Some(&range))]).unwrap().0
}

/// A pack with a file that an annex is made of.
fn annex(input: &[u8]) -> Workspace {
    let definition = json!({
        "version": 1, "title": "Meeting", "body": "own", "bodies": { "own": { "name": "Body" } },
        "time": { "start": "2026-03-10" }, "agenda": [{ "id": "item", "title": "Item" }],
        "annexes": [{ "id": "annex", "title": "Annex", "files": [{ "file": "a.pdf", "title": "Annex" }] }],
    });
    let mut files = scene::workspace(definition.to_string().as_bytes());
    files.insert("packs/x/a.pdf".to_owned(), input.to_vec());
    files
}
