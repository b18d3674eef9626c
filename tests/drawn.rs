//! Pages that are looked at while writing: they are those of the PDFs, and their words lead to where they are written.

use std::collections::{BTreeMap, BTreeSet};

use std::path::Path;

use packwright::build::{Drawn, DrawnPage, DrawnWord, Preview, PreviewChoice, Printed, WordKind, WordOrigin};
use packwright::workspace::Workspace;

use crate::support::pdf::{Line, ReadPdf, squeezed};
use crate::support::{built, copied, example_packs, repository};

/// A pack of the repository, to be looked at in a language.
fn preview(pack: &str, language: Option<&str>) -> Preview {
    preview_for(pack, language, None)
}

fn preview_for(pack: &str, language: Option<&str>, audience: Option<String>) -> Preview {
    let found = Workspace::find(repository(), &[format!("packs/{pack}")]).unwrap();
    let choice = PreviewChoice { language: language.map(str::to_owned), audience, since: None };
    Preview::new(found.workspace, found.packs[0].clone(), choice)
}

/// All example packs in all their languages and for all their audiences, each as it is drawn.
fn each_edition(mut look: impl FnMut(&str, &str, &Drawn)) {
    for pack in example_packs() {
        let first = preview(&pack, None).draw();
        assert!(first.is_current, "{pack}: {:?}", first.findings);
        for language in first.editions.clone() {
            // The first audience is the one that gets everything.
            let others = first.audiences.iter().skip(1).cloned().map(Some);
            for audience in [None].into_iter().chain(others) {
                let mut preview = preview_for(&pack, Some(&language), audience.clone());
                let drawn = preview.draw();
                assert!(drawn.is_current, "{pack} {audience:?}: {:?}", drawn.findings);
                look(&format!("{pack} {}", audience.unwrap_or_default()), &drawn.documents[0].language, &drawn);
                preview.forget();
            }
        }
    }
}

/// The words of a text in small letters.
fn tokens(text: &str) -> impl Iterator<Item = String> {
    // Figures stand close to the words of Chinese.
    let is_chinese = |c: char| ('\u{2e80}'..='\u{ffef}').contains(&c);
    let mut plain = String::new();
    for c in text.to_lowercase().replace('\u{ad}', "").chars() {
        if plain.chars().next_back().is_some_and(|before| is_chinese(before) != is_chinese(c)) {
            plain.push(' ');
        }
        plain.push(c);
    }
    plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect::<Vec<_>>()
        .into_iter()
}

/// A text in which words are looked for.
#[derive(Clone, Default)]
struct Text {
    words: BTreeSet<String>,
    whole: String,
}

impl Text {
    fn add(&mut self, text: &str) {
        self.words.extend(tokens(text));
        self.whole.push_str(&text.to_lowercase());
        self.whole.push('\n');
    }

    /// Chinese has no blanks between words.
    fn holds(&self, word: &str) -> bool {
        match word.chars().any(|c| c >= '\u{2e80}') {
            true => self.whole.contains(word),
            false => self.words.contains(word),
        }
    }
}

/// All strings of the JSON files of a workspace by file and pointer.
fn values(drawn: &Drawn) -> BTreeMap<(String, String), Text> {
    fn collect(value: &serde_json::Value, pointer: &str, file: &str, values: &mut BTreeMap<(String, String), Text>) {
        match value {
            serde_json::Value::String(text) => {
                values.entry((file.to_owned(), pointer.to_owned())).or_default().add(text);
            }
            serde_json::Value::Array(all) => {
                all.iter().enumerate().for_each(|(at, value)| collect(value, &format!("{pointer}/{at}"), file, values));
            }
            serde_json::Value::Object(all) => {
                for (name, value) in all {
                    let name = name.replace('~', "~0").replace('/', "~1");
                    collect(value, &format!("{pointer}/{name}"), file, values);
                }
            }
            _ => {}
        }
    }
    let mut values = BTreeMap::new();
    for (path, text) in drawn.sources.own().filter(|(path, _)| path.ends_with(".json")) {
        collect(&serde_json::from_str(text).unwrap(), "", path, &mut values);
    }
    values
}

/// What labels say in a language, by their names: those of the program, and those of the definition over them.
fn labels(language: &str, drawn: &Drawn) -> BTreeMap<String, Text> {
    let general = language.split('-').next().unwrap();
    let mut labels: BTreeMap<String, Text> = BTreeMap::new();
    for tag in [general, language] {
        let path = repository().join(format!("templates/labels/{tag}.ftl"));
        let mut name = String::new();
        for line in std::fs::read_to_string(path).unwrap_or_default().lines() {
            if let Some((label, _)) = line.split_once(" =").filter(|_| line.starts_with(char::is_alphabetic)) {
                label.clone_into(&mut name);
            }
            labels.entry(name.clone()).or_default().add(line);
        }
    }
    // Labels may use others.
    let plain = labels.clone();
    for label in labels.values_mut() {
        let used = label.whole.split("{ ").skip(1).filter_map(|rest| plain.get(rest.split(' ').next()?));
        let used: Vec<&Text> = used.collect();
        used.iter().for_each(|text| label.words.extend(text.words.iter().cloned()));
        label.whole.extend(used.iter().map(|text| text.whole.as_str()));
    }
    for ((_, pointer), text) in values(drawn).into_iter().filter(|((_, pointer), _)| pointer.contains("/labels/")) {
        let name = pointer.split("/labels/").nth(1).unwrap().split('/').next().unwrap().to_owned();
        let label = labels.entry(name).or_default();
        label.words.extend(text.words);
        label.whole.push_str(&text.whole);
    }
    labels
}

/// Letters by what is known of their words.
#[derive(Debug, Default)]
struct Letters {
    all: usize,
    /// Some value holds the word, and it leads to one that does.
    lead: usize,
    /// Some value happens to hold the word, but it is of a label that has it, or is derived from another value.
    told: usize,
    /// Some value holds the word, and it leads nowhere.
    lost: usize,
    /// No value holds the word, and it is told what it is.
    others: usize,
    /// No value holds the word, and nothing is known of it.
    unknown: usize,
    examples: BTreeMap<String, usize>,
}

impl Letters {
    fn add(&mut self, word: &str, origin: &WordOrigin, is_held: bool, leads: bool, is_of_label: bool) {
        let count = word.chars().count();
        let is_of_shape = origin.template.as_ref().is_none_or(|at| at.file.starts_with("templates/shape/"));
        let is_page = is_of_shape && origin.place.is_none() && word.chars().all(char::is_numeric);
        let is_derived = origin.kind == WordKind::Derived && (origin.place.is_some() || is_page);
        let is_told = is_of_label || is_derived || leads;
        self.all += count;
        let letters = match (is_held, is_told) {
            (true, true) if leads => &mut self.lead,
            (true, true) => &mut self.told,
            (true, false) => &mut self.lost,
            (false, true) => &mut self.others,
            (false, false) => &mut self.unknown,
        };
        *letters += count;
        if !is_told {
            let template = origin.template.as_ref().map_or_else(String::new, |at| format!("{}:{}", at.file, at.line));
            *self.examples.entry(format!("{is_held} {word} {:?} {template}", origin.kind)).or_default() += count;
        }
    }

    /// What is lost or unknown, the most frequent first.
    fn print_lost(&self) {
        let mut examples: Vec<_> = self.examples.iter().collect();
        examples.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        for (example, count) in examples.iter().take(30) {
            println!("    {count} {example}");
        }
    }

    fn sum(&mut self, of: &Self) {
        self.all += of.all;
        self.lead += of.lead;
        self.told += of.told;
        self.lost += of.lost;
        self.others += of.others;
        self.unknown += of.unknown;
        for (example, count) in &of.examples {
            *self.examples.entry(example.clone()).or_default() += count;
        }
    }

    fn print(&self, of: &str) {
        let Self { all, lead, told, lost, others, unknown, .. } = self;
        println!(
            "{of}: {all} letters; of those that a value holds {:.1} % lead to it, {told} besides are told, {lost} are lost; \
             {others} others are told, {unknown} are not",
            percent(*lead, lead + lost)
        );
    }
}

/// Words whose parts come from the same as one.
fn whole_words(words: &[DrawnWord]) -> Vec<DrawnWord> {
    let mut whole: Vec<DrawnWord> = Vec::new();
    for word in words {
        let is_same = |one: &WordOrigin| (&one.kind, &one.pointer) == (&word.origin.kind, &word.origin.pointer);
        match whole.last_mut().filter(|last| word.goes_on && is_same(&last.origin)) {
            Some(last) => last.text.push_str(&word.text),
            None => whole.push(word.clone()),
        }
    }
    whole
}

/// The words of an edition, held against all values and labels.
fn letters(language: &str, drawn: &Drawn) -> Letters {
    let values = values(drawn);
    let labels = labels(language, drawn);
    let mut any = Text::default();
    for text in values.values() {
        any.words.extend(text.words.iter().cloned());
        any.whole.push_str(&text.whole);
    }
    let mut held: BTreeMap<String, bool> = BTreeMap::new();
    let mut letters = Letters::default();
    for word in drawn.documents.iter().flat_map(|one| &one.pages).flat_map(|page| whole_words(&page.words())) {
        let origin = &word.origin;
        let value = origin.place.as_ref().zip(origin.pointer.as_ref());
        let value = value.and_then(|(place, pointer)| values.get(&(place.file.clone(), pointer.clone())));
        let label = match &origin.kind {
            WordKind::Label(name) => labels.get(name),
            _ => None,
        };
        for token in tokens(&word.text) {
            let is_held = *held.entry(token.clone()).or_insert_with(|| any.holds(&token));
            let leads = value.is_some_and(|value| value.holds(&token));
            // Numbers in labels are those that they are filled with.
            let is_number = token.chars().all(char::is_numeric);
            let is_of_label = label.is_some_and(|label| is_number || label.holds(&token));
            letters.add(&token, origin, is_held, leads, is_of_label);
        }
    }
    letters
}

/// The share of letters that have to lead to where they are written, of those that are written somewhere, and of all that have to
/// be told what they are, in per cent.
const LEAD: f64 = 97.0;
const TOLD: f64 = 97.0;

#[test]
fn words_on_pages_lead_to_where_they_are_written() {
    let mut all = Letters::default();
    let mut worst: (f64, String) = (100.0, String::new());
    each_edition(|pack, language, drawn| {
        let letters = letters(language, drawn);
        letters.print(&format!("{pack} {language}"));
        let share = percent(letters.lead, letters.lead + letters.lost);
        if share < worst.0 {
            worst = (share, format!("{pack} {language}"));
        }
        if share < LEAD {
            letters.print_lost();
        }
        all.sum(&letters);
    });
    all.print("all");
    all.print_lost();
    println!("{worst:?}");
    assert!(percent(all.lead, all.lead + all.lost) >= LEAD);
    assert!(percent(all.all - all.lost - all.unknown, all.all) >= TOLD);
}

/// The path of a document in its pack.
fn path(drawn: &Drawn, language: &str, name: &str) -> String {
    if drawn.editions.len() > 1 { format!("{language}/{name}.pdf") } else { format!("{name}.pdf") }
}

/// The lines of a page of a PDF whose beginning is not among its words, where it is in the PDF.
fn missing(lines: &[Line], page: &DrawnPage) -> Vec<String> {
    let words = page.words();
    let is_there = |line: &&Line| {
        let (x, baseline) = (f64::from(line.x), page.height - f64::from(line.y));
        let text = squeezed(&line.text);
        words.iter().any(|word| {
            let blank = if line.text.starts_with(' ') { 10.0 } else { 1.0 };
            let is_here = (word.area.left - x).abs() < blank
                && (word.area.top..word.area.top + word.area.height).contains(&baseline);
            // Letters of Arabic stand in the order of the page.
            is_here && (text.contains(&*squeezed(&word.text)) || text.contains(|c| c >= '\u{590}'))
        })
    };
    let lines = lines.iter().filter(|line| !line.text.trim().is_empty());
    lines.filter(|line| !is_there(line)).map(|line| format!("{} {} {}", line.x, line.y, line.text)).collect()
}

#[test]
fn pages_are_those_of_the_pdfs() {
    let mut compared = 0;
    for pack in ["board", "council", "six-languages", "un-network-2023-02-08"] {
        let files = built(pack);
        for language in preview(pack, None).draw().editions {
            let drawn = preview(pack, Some(&language)).draw();
            for document in &drawn.documents {
                let path = path(&drawn, &language, &document.name);
                let pdf = ReadPdf::new(&files[&path]);
                assert_eq!(document.pages.len(), pdf.pages(), "{pack} {path}");
                // The pages of others are put into the PDF afterwards.
                let pages = document.pages.iter().zip(pdf.lines()).filter(|_| document.name != "annexes");
                for (number, (page, lines)) in pages.enumerate() {
                    let missing = missing(&lines, page);
                    assert!(missing.is_empty(), "{pack} {path}, page {}: {missing:#?}", number + 1);
                    compared += lines.len();
                }
            }
        }
    }
    assert!(compared > 2000, "{compared} lines are too few");
}

#[test]
fn a_page_that_looks_the_same_has_the_same_digest() {
    let workspace = copied_workspace("round-table");
    let definition = workspace.path().join("packs/round-table/meeting.json");
    let written = std::fs::read_to_string(&definition).unwrap();
    let mut preview = preview_in(workspace.path(), "round-table");
    let first = preview.draw();
    // Only where texts stand in the file changes.
    std::fs::write(&definition, written.replacen('{', "{\n\n\n", 1)).unwrap();
    let moved = preview.draw();
    let digests = |drawn: &Drawn| -> Vec<u128> {
        drawn.documents.iter().flat_map(|one| &one.pages).map(|page| page.digest).collect()
    };
    assert_eq!(digests(&first), digests(&moved));
    let line = |drawn: &Drawn| {
        let words = drawn.documents[0].pages[0].words();
        words
            .iter()
            .find_map(|word| Some(word.origin.place.as_ref().filter(|at| at.file.ends_with("meeting.json"))?.line))
    };
    assert_eq!(line(&first).map(|line| line + 3), line(&moved));
    // The title is printed: pages look otherwise, and a second time the same as at first.
    let title = serde_json::from_str::<serde_json::Value>(&written).unwrap()["title"].as_str().unwrap().to_owned();
    std::fs::write(&definition, written.replacen(&title, "Another title", 1)).unwrap();
    assert_ne!(digests(&first), digests(&preview.draw()));
    std::fs::write(&definition, &written).unwrap();
    assert_eq!(digests(&first), digests(&preview.draw()));
}

#[test]
fn the_last_good_pages_stay_while_there_are_errors() {
    let workspace = copied_workspace("round-table");
    let definition = workspace.path().join("packs/round-table/meeting.json");
    let written = std::fs::read_to_string(&definition).unwrap();
    let mut preview = preview_in(workspace.path(), "round-table");
    let good = preview.draw();
    for broken in ["", "{", "{}", &written[..written.len() / 2], &written.replacen("\"time\"", "\"tyme\"", 1)] {
        std::fs::write(&definition, broken).unwrap();
        let drawn = preview.draw();
        assert!(!drawn.is_current && !drawn.findings.is_empty(), "{broken:.20}");
        assert_eq!(drawn.documents.len(), good.documents.len());
        assert_eq!(drawn.documents[0].pages[0].digest, good.documents[0].pages[0].digest);
        let svg = drawn.documents[0].pages[0].svg();
        assert!(svg.starts_with("<svg") && !svg.contains("<use "), "letters are joined");
        std::fs::write(&definition, &written).unwrap();
        assert!(preview.draw().is_current);
    }
}

#[test]
fn all_places_where_a_value_is_printed_are_found() {
    let drawn = preview("six-languages", Some("ar")).draw();
    let word = drawn.documents.iter().flat_map(|one| &one.pages).flat_map(|page| page.words().to_vec());
    let word = word.into_iter().find(|word| word.origin.pointer.as_deref().is_some_and(|at| at.starts_with("/title")));
    let origin = word.expect("the title is printed").origin;
    let pointer = origin.pointer.clone().unwrap();
    let places = drawn.places_of(&origin.place.as_ref().unwrap().file, &pointer);
    // On pages of every document, and once for each line, though its words stand from right to left.
    let documents: BTreeSet<usize> = places.iter().map(|place| place.document).collect();
    assert!(documents.len() > 1, "{places:?}");
    for (at, one) in places.iter().enumerate() {
        let same = |other: &&Printed| {
            let is_line =
                (other.area.top - one.area.top).abs() < 2.0 && (other.document, other.page) == (one.document, one.page);
            is_line && (other.area.left - one.area.left).abs() < 5.0
        };
        assert!(places[at + 1..].iter().find(same).is_none(), "{one:?} twice");
    }
}

/// A copy of the repository's packs with only one in it.
fn copied_workspace(pack: &str) -> tempfile::TempDir {
    let scratch = tempfile::tempdir().unwrap();
    let copy = copied(&repository().join("packs").join(pack));
    std::fs::create_dir_all(scratch.path().join("packs")).unwrap();
    std::fs::rename(copy.path(), scratch.path().join("packs").join(pack)).unwrap();
    std::fs::copy(repository().join("packs/registry.json"), scratch.path().join("packs/registry.json")).unwrap();
    scratch
}

fn preview_in(workspace: &Path, pack: &str) -> Preview {
    let found = Workspace::find(workspace, &[format!("packs/{pack}")]).unwrap();
    Preview::new(found.workspace, found.packs[0].clone(), PreviewChoice::default())
}

/// How many kibibytes this process holds.
#[cfg(target_os = "linux")]
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.split_whitespace().next().unwrap().parse().unwrap()
}

/// In a process of its own: others' memory would be measured, too.
#[test]
#[cfg(target_os = "linux")]
fn memory_is_flat_over_edits() {
    const ALONE: &str = "PACKWRIGHT_TEST_ALONE";
    if std::env::var_os(ALONE).is_some() {
        return two_hundred_edits();
    }
    let mut alone = std::process::Command::new(std::env::current_exe().unwrap());
    let arguments = ["--exact", "drawn::memory_is_flat_over_edits", "--nocapture"];
    let output = alone.args(arguments).env(ALONE, "1").output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("KiB after"), "{said}");
}

#[cfg(target_os = "linux")]
fn two_hundred_edits() {
    const EDITS: usize = 220;
    /// After so many edits, whatever is kept is there.
    const SETTLED: usize = 60;
    let workspace = copied_workspace("council");
    let definition = workspace.path().join("packs/council/meeting.json");
    let written = std::fs::read_to_string(&definition).unwrap();
    let title =
        serde_json::from_str::<serde_json::Value>(&written).unwrap()["agenda"][0]["title"].as_str().unwrap().to_owned();
    let mut preview = preview_in(workspace.path(), "council");
    let mut settled = 0;
    for edit in 0..EDITS {
        let text = match edit % 5 {
            4 => written[..written.len() - edit].to_owned(),
            _ => written.replacen(&title, &format!("{title} {edit}"), 1),
        };
        std::fs::write(&definition, text).unwrap();
        let drawn = preview.draw();
        assert_eq!(drawn.is_current, edit % 5 != 4, "{:?}", drawn.findings);
        let page = &drawn.documents[0].pages[0];
        assert!(!page.words().is_empty() && !page.svg().is_empty());
        preview.forget();
        if edit == SETTLED {
            settled = memory();
        }
    }
    let now = memory();
    println!("{settled} KiB after {SETTLED} edits, {now} KiB after {EDITS}");
    assert!(now < settled + settled / 8, "{settled} KiB after {SETTLED} edits, {now} KiB after {EDITS}");
}

#[allow(clippy::cast_precision_loss, reason = "letters are fewer than 2^52")]
fn percent(part: usize, of: usize) -> f64 {
    100.0 * part as f64 / of.max(1) as f64
}
