//! An extract of signed minutes, and the pack that it says it is of: every sentence of the one is in the other.
//!
//! Each file of the extract is the same as in the whole, or is compared: pages for browsers sentence by sentence, papers line by
//! line as they are drawn. Words that stand in the place of others are listed in the whole, too, so that nobody can add any;
//! whether they stand where they should, people have to read.
//!
//! It is not proved that nothing else is left out, nor what is drawn as shapes and pixels, or in fonts whose letters look
//! otherwise than they say.

use std::collections::{BTreeMap, BTreeSet};

use super::papers;
use super::report::{Report, State, Subject};
use super::texts::{COMPARED, Compared, Instead, blocks, is_left_of, letters, sentences};
use crate::finding::quoted_and;
use crate::leak;
use crate::pack::{self, Manifest, Opened, Opening};

/// The most sentences that are named.
const NAMED: usize = 10;

/// Holds an extract against the pack that it is of.
pub fn compare(whole: &Opening, extract: &Opening, report: &mut Report) {
    let mut add = |state, name, words: String| report.add(Subject::Extract, state, name, words);
    for fault in &extract.faults {
        add(State::Wrong, fault.name(), format!("the extract: {fault}"));
    }
    let (Some(whole), Some(extract)) = (&whole.opened, &extract.opened) else { return };
    let (of, own) = (&whole.manifest, &extract.manifest);
    if of.pack != own.pack {
        return add(
            State::Wrong,
            "other-pack",
            format!("the extract is of the pack `{}`, and this is `{}`", own.pack, of.pack),
        );
    }
    let words = match (is_extract(of), is_extract(own)) {
        (false, true) => None,
        (true, false) => {
            Some("the other way round: the pack to verify is the extract, and the one after `--extract` is the whole")
        }
        (false, false) => Some("this is no extract: it is a pack that says everything"),
        (true, true) => Some("the pack to verify is itself an extract: name the pack of the first audience"),
    };
    if let Some(words) = words {
        return add(State::Wrong, "no-extract", words.to_owned());
    }
    match (&own.extract_of, first_seal(whole)) {
        (Some(stated), Some(seal)) if *stated == seal => {
            add(State::Right, "extract-of-this", "the extract says that it is of these signed minutes".to_owned());
        }
        (Some(_), _) => {
            add(State::Wrong, "extract-of-another", "the extract says that it is of other minutes".to_owned())
        }
        (None, _) => add(
            State::Open,
            "extract-of-unsigned",
            "the extract does not say of which minutes it is: they were not signed when it was made".to_owned(),
        ),
    }
    // A whole of an earlier version does not list them.
    let is_listed = |text: &&String| of.instead.is_empty() || of.instead.contains(text);
    for text in own.instead.iter().filter(|text| !is_listed(text)).take(NAMED) {
        let words = format!("the whole has no such text in place of others: “{text}”");
        add(State::Wrong, "not-stated-by-the-whole", words);
    }
    let instead = own.instead.iter().filter(is_listed);
    // Papers have several sentences in a line.
    let instead = instead.flat_map(|text| sentences(text).into_iter().chain([text.clone()])).map(|one| letters(&one));
    let instead: Instead = instead.filter(|one| !one.is_empty()).take(COMPARED).collect();
    if !extract.files.keys().any(|path| path.ends_with("index.html")) {
        add(State::Wrong, "no-page", "the extract has no page for browsers".to_owned());
    }
    // Each text that stands in place of others, with the files that have it.
    let mut stated: Vec<(String, Vec<&str>)> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (path, bytes) in &extract.files {
        let Some(theirs) = whole.files.get(path) else {
            add(State::Wrong, "other-file", format!("the whole has no file `{path}`"));
            continue;
        };
        if theirs == bytes {
            continue;
        }
        let texts = [theirs, bytes].map(|bytes| String::from_utf8_lossy(bytes));
        let compared = match path.rsplit('.').next() {
            Some("html") => {
                if let Some(what) = unlike(&texts[0], &texts[1]) {
                    add(State::Wrong, "other-page", format!("`{path}` has what no page of the whole has: {what}"));
                }
                pages(&texts[0], &texts[1], &instead)
            }
            // Its text is that of the PDF, its map that of the extract's own paragraphs.
            Some("docx") => {
                let words =
                    format!("`{path}` is a Word file of its own, which is not compared: read the PDF beside it");
                add(State::Open, "not-compared", words);
                continue;
            }
            Some("ics") => sentences_of(lines_of(path, theirs), lines_of(path, bytes), &instead),
            Some("pdf" | "txt") => {
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                let page = [folder, "index.html"].join(if folder.is_empty() { "" } else { "/" });
                let page = whole.files.get(&page).map(|page| String::from_utf8_lossy(page)).unwrap_or_default();
                match papers::compare(path, theirs, bytes, &blocks(&body(&page)), &instead) {
                    Some(compared) => compared,
                    None => {
                        add(State::Wrong, "unreadable", format!("`{path}` cannot be read"));
                        continue;
                    }
                }
            }
            _ => {
                add(State::Wrong, "other-file", format!("`{path}` is not the file of the whole"));
                continue;
            }
        };
        for sentence in compared.strange.iter().take(NAMED) {
            add(State::Wrong, "not-in-the-whole", format!("the whole does not say this (`{path}`): “{sentence}”"));
        }
        if compared.strange.is_empty() {
            let words = format!("all {} sentences or lines of `{path}` are in the whole", compared.count);
            add(State::Right, "in-the-whole", words);
        }
        for sentence in compared.stated.into_iter().take(NAMED) {
            let at = *known.entry(letters(&sentence).to_lowercase()).or_insert(stated.len());
            match stated.get_mut(at) {
                Some((_, files)) if files.last() == Some(&path.as_str()) => {}
                Some((_, files)) => files.push(path),
                None => stated.push((sentence, vec![path])),
            }
        }
    }
    for (sentence, files) in stated {
        let files = quoted_and(files);
        let words = format!("stands in place of a fuller text, which you have to compare ({files}): “{sentence}”");
        add(State::Open, "stands-instead", words);
    }
}

/// Returns whether a pack is what a narrower audience gets: only such a one lists no files that it was made of.
pub fn is_extract(manifest: &Manifest) -> bool {
    manifest.audience.is_some() && manifest.inputs.is_empty()
}

/// The digest of the first seal of a pack, which later signatures do not change.
pub fn first_seal(opened: &Opened) -> Option<String> {
    let first = opened.manifest.seals.first().map(|seal| seal.bytes());
    first.or_else(|| opened.seal.clone()).map(|seal| pack::digest(&seal))
}

/// Holds a page for browsers against that of the whole.
fn pages(whole: &str, extract: &str, instead: &Instead) -> Compared {
    let of = |page: &str| blocks(&body(page)).iter().flat_map(|block| sentences(block)).collect::<Vec<String>>();
    sentences_of(of(whole), of(extract), instead)
}

/// The lines of a calendar file, as a calendar reads them.
fn lines_of(path: &str, bytes: &[u8]) -> Vec<String> {
    let own = pack::digest(bytes);
    let texts = leak::texts_of_file(path, bytes).into_iter().filter(|text| *text != own);
    texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// Holds sentences against those of the whole.
fn sentences_of(theirs: Vec<String>, ours: Vec<String>, instead: &Instead) -> Compared {
    let known: BTreeSet<String> = theirs.iter().map(|sentence| letters(sentence)).collect();
    let all = letters(&theirs.concat());
    let mut compared = Compared::default();
    let mut others = BTreeMap::new();
    for sentence in ours {
        let own = letters(&sentence);
        if known.contains(&own) {
            compared.count += 1;
            continue;
        }
        // The same words are compared once; a forged extract may have any number.
        let is_looked_at = others.len() < COMPARED || others.contains_key(&own) || instead.contains(&own);
        let is_stated = *others
            .entry(own)
            .or_insert_with_key(|own| instead.contains(own) || is_looked_at && is_left_of(own, &all, instead));
        if is_stated { compared.stated.push(sentence) } else { compared.strange.push(sentence) }
    }
    compared
}

/// What a browser shows of a page: its title, and all after its head.
fn body(page: &str) -> String {
    let (_, title, rest) = parted(page);
    format!("<p>{title}</p>{rest}")
}

/// The head of a page without its title, the title, and all after the head.
fn parted(page: &str) -> (String, &str, &str) {
    let (head, body) = page.split_at(page.find("<body").unwrap_or_default());
    let (before, rest) = head.split_once("<title>").unwrap_or((head, ""));
    let (title, after) = rest.split_once("</title>").unwrap_or((rest, ""));
    (format!("{before}{after}"), title, body)
}

/// What a page has that could show its words otherwise than they stand there: another head, and elements of kinds that the page
/// of the whole does not have, such as pictures, comments, and styles of their own.
fn unlike(whole: &str, extract: &str) -> Option<String> {
    let ((head, _, whole), (own, _, extract)) = (parted(whole), parted(extract));
    if head != own {
        return Some("another head".to_owned());
    }
    let known: BTreeSet<String> = tags(whole).map(kind_of_tag).collect();
    let is_plain = |kind: &String| PLAIN.contains(&kind.trim_start_matches('/'));
    let strange = tags(extract).map(kind_of_tag).find(|kind| !known.contains(kind) && !is_plain(kind));
    strange.map(|kind| format!("`<{}>`", kind.chars().take(60).collect::<String>()))
}

/// Elements that the place of something withheld may have, be there others of the kind or not.
const PLAIN: [&str; 11] = [
    "p",
    "b",
    "div",
    "ul",
    "li",
    "em",
    "strong",
    "div class=\"as-typed\"",
    "p class=\"minor\"",
    "p class=\"fact\"",
    "ul class=\"plain\"",
];

fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or(rest))
}

/// An element with all that may change how it looks: not where it leads, nor how it is named.
fn kind_of_tag(tag: &str) -> String {
    let (mut kind, mut rest) = (String::new(), tag);
    while let Some((before, behind)) = rest.split_once("=\"") {
        let (value, behind) = behind.split_once('"').unwrap_or((behind, ""));
        let (lead, key) = before.rsplit_once(' ').unwrap_or(("", before));
        kind.push_str(lead);
        if !FREE.contains(&key) {
            kind.extend([" ", key, "=\"", value, "\""]);
        }
        rest = behind;
    }
    kind + rest
}

/// Attributes that change nothing of what is seen.
const FREE: [&str; 7] = ["id", "href", "aria-label", "aria-labelledby", "lang", "dir", "alt"];
