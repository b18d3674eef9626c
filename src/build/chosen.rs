//! The changes of reviewers that are chosen, written into the definition.
//!
//! A change is written only if the document then prints what the reviewer wrote: the definition is composed again with it before
//! any file is replaced. What a reviewer wrote is text: where it would mean something in Markdown, it is written as signs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::approve::Refusal;
use super::audiences::meeting_for;
use super::comments::{Choice, Reading, maps};
use super::held::{HeldText, refuse_if_signed};
use super::overlaid::Overlaid;
use crate::comments::{Aim, Located, Replacement, Values, not_applied, replacement, written};
use crate::compare::{Bag, marked};
use crate::edition::{WordAnchor, WordMap};
use crate::finding::{FileNumber, Finding, Place, Sources, near_miss};
use crate::read::{self, Common};
use crate::write::Origins;

/// If changes do not fit all at once, as many are tried one by one.
const TRIED: usize = 200;

/// With as many words in common, in per cent, two paragraphs are states of the same one.
const ALIKE: usize = 50;
/// The letters of a text that are quoted, and those of them before two texts differ.
const SHOWN: usize = 80;
const BEFORE: usize = 20;

/// A text that is written: its place, and its changes word by word.
type WrittenText = (Place, String);

/// What became of the changes that were chosen.
#[derive(Default)]
pub(super) struct Applied {
    /// The texts that were written, with their changes.
    pub(super) written: Vec<WrittenText>,
    /// What was chosen and not written, and why.
    pub(super) left: Vec<Finding>,
    /// The positions of all remarks that were chosen, and of the other halves of moves.
    pub(super) settled: BTreeSet<usize>,
}

/// The paragraphs that each document would print.
type Printed = BTreeMap<String, BTreeSet<String>>;

/// A change that is to be written.
#[derive(Clone, Copy)]
struct Wanted {
    /// Its position among the remarks.
    at: usize,
    /// True if its signs are written as signs.
    escaped: bool,
}

impl<'a> Reading<'a> {
    /// Writes what is chosen.
    ///
    /// # Errors
    /// If nothing can be chosen like this, or the definition may not or cannot be written.
    pub(super) fn apply(&mut self, choice: &Choice, dry_run: bool) -> Result<Applied, Refusal> {
        let path = self.work.pack.definition();
        let (text, number) = self.definition(&path)?;
        let held = HeldText::hold(self.work.workspace, &path)?;
        if held.text() != text {
            return Err(Refusal::of_pack("the definition is being changed by somebody else", "run the command again"));
        }
        refuse_if_signed(self.work.workspace, self.work.pack)?;
        let chosen = self.chosen(choice)?;
        if chosen.is_empty() {
            return Ok(Applied::default());
        }
        let settled = chosen.clone();
        let printed = self.printed();
        let writing = Writing { reading: self, path: &path, text, printed };
        let (chosen, mut left) = writing.apart(chosen, number);
        let (fits, misfits) = writing.fitting(chosen);
        left.extend(misfits.into_iter().map(|(at, why)| not_applied(&self.located[at].1, &path, &why)));
        let changed = writing.written(&fits);
        let told = writing.told(&fits, &changed);
        if !dry_run && changed != text {
            held.replace(&changed)?;
        }
        Ok(Applied { written: told, left, settled })
    }

    /// The paragraphs that the documents that were sent print now.
    fn printed(&mut self) -> BTreeSet<String> {
        let edition = |file: &Values<'_>| (file.map().language.clone(), file.map().audience().map(str::to_owned));
        let editions: BTreeSet<(String, Option<String>)> = self.files.iter().map(edition).collect();
        let mut printed = BTreeSet::new();
        for (language, audience) in editions {
            printed.extend(self.now(&language, audience.as_deref()).iter().flat_map(lines));
        }
        printed
    }

    /// The text of the definition, and its number among the sources.
    fn definition(&self, path: &str) -> Result<(&'a str, FileNumber), Refusal> {
        let found = self.sources.numbered().find(|(_, known, _)| *known == path);
        let found = found.filter(|_| self.meeting.is_some()).map(|(number, _, text)| (text, number));
        found.ok_or_else(|| {
            Refusal::of_pack("the definition cannot be read", "`packwright check` says why; correct that first")
        })
    }

    /// Why a change cannot be written; a move can if both of its halves can.
    fn obstacle(&self, one: &Located) -> Option<String> {
        let of_half = |id: &String| {
            let other = self.located.iter().find(|(_, other)| other.remark.id == *id);
            let why = other.map_or_else(|| Some("it is not there".to_owned()), |(_, other)| other.obstacle())?;
            Some(format!("the other half of the move, {id}, cannot be written: {why}"))
        };
        one.obstacle().or_else(|| one.other_half.as_ref().and_then(of_half))
    }

    /// The positions of the chosen remarks.
    fn chosen(&self, choice: &Choice) -> Result<BTreeSet<usize>, Refusal> {
        let all = || self.located.iter().map(|(_, one)| one);
        for author in &choice.authors {
            let known: BTreeSet<&str> = all().filter_map(|one| one.remark.author.as_deref()).collect();
            if !known.iter().any(|known| is_author(known, author)) {
                let hint = match near_miss(author, known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("there are {}", known.into_iter().collect::<Vec<_>>().join(", ")),
                };
                return Err(Refusal::of_use(format!("nobody called `{author}` changed anything"), hint));
            }
        }
        for name in &choice.only {
            let is_named = |one: &&Located| one.remark.id == *name || one.code().name == *name;
            let mut named = all().filter(is_named).peekable();
            let is_done = self.done.iter().any(|(_, one)| is_named(&one));
            if named.peek().is_none() && !is_done {
                let message = format!("no change has the id or the code `{name}`");
                return Err(Refusal::of_use(
                    message,
                    "the ids stand beside the changes; without `--apply` all are listed",
                ));
            }
            if !is_done && named.all(|one| !one.remark.is_change()) {
                let message = format!("`{name}` is a comment, and comments are not changes: there is nothing to write");
                let hint =
                    "answer it in the matrix of comments (`--matrix`), and change the text in the definition yourself";
                return Err(Refusal::of_use(message, hint));
            }
        }
        let is_free = choice.is_free();
        let is_chosen = |one: &Located| {
            let author = one.remark.author.as_deref();
            let by_author = choice.authors.iter().any(|name| author.is_some_and(|author| is_author(author, name)));
            let by_id = choice.only.contains(&one.remark.id)
                || one.other_half.as_ref().is_some_and(|half| choice.only.contains(half));
            let by_code = choice.only.iter().any(|name| name == one.code().name);
            let is_contested = !one.rivals.is_empty();
            // Nobody chooses what they do not see, unless they say so.
            if !by_id && !one.invisible().is_empty() {
                return false;
            }
            // Nobody sees whether a blank more was meant, or was written already.
            let is_blank =
                [&one.remark.removed, &one.remark.added].iter().all(|text| text.trim_matches(' ').is_empty());
            (is_free && author.is_some() && !is_contested && !is_blank)
                || (choice.only.is_empty() && by_author)
                || (by_id && (choice.authors.is_empty() || by_author))
                || (by_code && (choice.authors.is_empty() && !is_contested || by_author))
        };
        let chosen = self.located.iter().enumerate().filter(|(_, (_, one))| one.remark.is_change() && is_chosen(one));
        // Whoever names no id takes what can be written, and is told the rest anyway.
        Ok(chosen
            .filter(|(_, (_, one))| one.is_writable() || choice.only.contains(&one.remark.id))
            .map(|(at, _)| at)
            .collect())
    }
}

/// Changes on their way into the definition.
struct Writing<'a> {
    reading: &'a Reading<'a>,
    /// The path of the definition, and its text.
    path: &'a str,
    text: &'a str,
    /// The paragraphs that are printed now.
    printed: BTreeSet<String>,
}

impl Writing<'_> {
    /// Takes out what cannot be written, or excludes what comes before it.
    fn apart(&self, chosen: BTreeSet<usize>, file: FileNumber) -> (Vec<Wanted>, Vec<Finding>) {
        let (mut wanted, mut left): (Vec<Wanted>, Vec<Finding>) = (Vec::new(), Vec::new());
        let mut ends: BTreeMap<Place, Vec<(std::ops::Range<usize>, &str)>> = BTreeMap::new();
        for at in chosen {
            let (number, one) = &self.reading.located[at];
            let values = &self.reading.files[*number];
            let is_here = |value: usize| values.found(value).filter(|found| found.place.file == file);
            let there = match (&one.aim, self.reading.obstacle(one)) {
                (Aim::Text { value, range, .. }, None) => is_here(*value).map(|found| (found, range)).ok_or(None),
                (_, why) => Err(why),
            };
            let (found, range) = match there {
                Ok(there) => there,
                Err(why) => {
                    let why = why.unwrap_or_else(|| "its text is no longer in the definition".to_owned());
                    left.push(not_applied(one, self.path, &why));
                    continue;
                }
            };
            // What is printed twice may be changed twice, and is written once.
            let is_it = |other: &Wanted| {
                let other = &self.reading.located[other.at].1;
                other.place == one.place
                    && other.remark.removed == one.remark.removed
                    && other.remark.added == one.remark.added
            };
            if wanted.iter().any(is_it) {
                continue;
            }
            let taken = ends.entry(found.place).or_default();
            let excludes = |(other, _): &&(std::ops::Range<usize>, &str)| {
                other.start < range.end && range.start < other.end || (other == range && !range.is_empty())
            };
            match taken.iter().find(excludes) {
                Some((_, id)) => {
                    let why = format!("it changes the same words as {id}, which was chosen, too");
                    left.push(not_applied(one, self.path, &why));
                }
                None => {
                    taken.push((range.clone(), &one.remark.id));
                    wanted.push(Wanted { at, escaped: false });
                }
            }
        }
        (wanted, left)
    }

    /// Those changes with which the documents print what reviewers wrote, and the others with the reason.
    fn fitting(&self, wanted: Vec<Wanted>) -> (Vec<Wanted>, Vec<(usize, String)>) {
        let mut wanted = wanted;
        for escaped in [false, true] {
            let wrong = self.wrong(&wanted);
            if wrong.is_empty() {
                return (wanted, Vec::new());
            }
            if !escaped {
                wanted.iter_mut().filter(|one| wrong.contains_key(&one.at)).for_each(|one| one.escaped = true);
            }
        }
        let mut fits: Vec<Wanted> = Vec::new();
        let mut left = Vec::new();
        for (number, one) in wanted.into_iter().enumerate() {
            if number >= TRIED {
                left.push((
                    one.at,
                    format!("not all chosen changes fit at once, and only {TRIED} were tried one by one"),
                ));
                continue;
            }
            let with: Vec<Wanted> = fits.iter().copied().chain([one]).collect();
            let mut wrong = self.wrong(&with);
            match wrong.remove(&one.at).or_else(|| wrong.pop_first().map(|(_, why)| why)) {
                None => fits = with,
                Some(why) => left.push((one.at, why)),
            }
        }
        (fits, left)
    }

    /// The positions of changes whose paragraphs would not be printed as they are wanted, and why.
    fn wrong(&self, wanted: &[Wanted]) -> BTreeMap<usize, String> {
        let everything = |why: &str| wanted.iter().map(|one| (one.at, why.to_owned())).collect();
        let changed = self.written(wanted);
        let files =
            Overlaid { files: &self.reading.work.workspace.files, path: self.path, content: changed.as_bytes() };
        let (mut sources, pack) = (Sources::new(""), self.reading.work.pack);
        let reading = read::read_among(&files, pack, &mut sources, &mut Common::default());
        if let Some(error) = reading.findings.iter().find(|finding| finding.is_error()) {
            return everything(&format!("written so, the definition would be wrong: {}", error.message));
        }
        let Some(meeting) = reading.meeting.map(Arc::new) else {
            return everything("written so, the definition could not be read");
        };
        let origins = Origins::of(&sources);
        // Of each edition the lines that each document would print.
        let mut editions: BTreeMap<(&str, Option<&str>), Printed> = BTreeMap::new();
        let mut wrong = BTreeMap::new();
        for ((number, anchor), edits) in self.by_paragraphs(wanted) {
            let map = self.reading.files[number].map();
            let edition = editions.entry((&map.language, map.audience())).or_insert_with(|| {
                let outside = &self.reading.work.outside;
                let meeting = meeting_for(&meeting, map.audience(), pack, &files, &mut sources);
                let all =
                    meeting.and_then(|meeting| maps(&meeting, &map.language, outside, &files, &mut sources, &origins));
                all.iter().flatten().map(|map| (map.document.clone(), lines(map).collect())).collect()
            });
            let Some(lines) = edition.get(&map.document) else {
                return everything("written so, the document could not be made");
            };
            if let Some(why) = self.misprint((number, anchor), &edits, lines) {
                wrong.extend(edits.into_iter().map(|at| (at, why.clone())));
            }
        }
        wrong
    }

    /// Changes by the file and the paragraph that they are in.
    fn by_paragraphs(&self, wanted: &[Wanted]) -> BTreeMap<(usize, usize), Vec<usize>> {
        let mut paragraphs: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for Wanted { at, .. } in wanted {
            let (number, one) = &self.reading.located[*at];
            if let Some(anchor) = one.remark.anchor {
                paragraphs.entry((*number, anchor)).or_default().push(*at);
            }
        }
        paragraphs
    }

    /// What is wrong if a document does not print a paragraph as its changes want it; if it prints another one by now, if it does not
    /// print what is added.
    fn misprint(&self, (number, anchor): (usize, usize), edits: &[usize], lines: &BTreeSet<String>) -> Option<String> {
        let values = &self.reading.files[number];
        let anchor = &values.map().anchors[anchor];
        let of_text_as_sent = |at: &usize| match self.reading.located[*at].1.aim {
            Aim::Text { value, .. } => values.found(value).is_some_and(|found| found.is_as_sent),
            _ => false,
        };
        // A number in it may be another by now.
        if self.printed.contains(&plain(&anchor.text())) && edits.iter().all(of_text_as_sent) {
            let text = self.text(anchor, edits);
            let missing = text.split('\n').map(plain).find(|line| !line.is_empty() && !lines.contains(line))?;
            return Some(self.printed_instead(&missing, lines));
        }
        let added = edits.iter().flat_map(|at| self.reading.located[*at].1.remark.added.split('\n')).map(plain);
        let missing = added.into_iter().find(|line| !lines.iter().any(|there| there.contains(line)))?;
        Some(format!("written so, no paragraph would print `{}`", shown(&missing)))
    }

    /// Says what a document would print in the place of a line.
    fn printed_instead(&self, wanted: &str, lines: &BTreeSet<String>) -> String {
        let bag = Bag::of(wanted);
        let nearest = |is_new: bool| {
            let alike = |line: &String| bag.resemblance(&Bag::of(line));
            let lines = lines.iter().filter(|line| is_new != self.printed.contains(*line));
            lines.filter(|line| alike(line) >= ALIKE).max_by_key(|line| alike(line))
        };
        match nearest(true).or_else(|| nearest(false)) {
            Some(line) => {
                let [printed, wanted] = apart(line, wanted);
                format!("written so, the paragraph would print `{printed}`, and not `{wanted}`")
            }
            None => format!("written so, no paragraph would print `{}`", shown(wanted)),
        }
    }

    /// A paragraph as it would read.
    fn text(&self, anchor: &WordAnchor, edits: &[usize]) -> String {
        let chars: Vec<char> = anchor.text().chars().collect();
        let mut edits: Vec<&Located> = edits.iter().map(|at| &self.reading.located[*at].1).collect();
        edits.sort_by_key(|one| (one.remark.at.start, one.remark.at.end));
        let (mut text, mut from) = (String::new(), 0);
        for one in edits {
            let at = &one.remark.at;
            text.extend(&chars[from.min(chars.len())..at.start.min(chars.len()).max(from.min(chars.len()))]);
            text.push_str(&one.remark.added);
            from = at.end.max(from);
        }
        text.extend(&chars[from.min(chars.len())..]);
        text
    }

    fn replacements(&self, wanted: &[Wanted]) -> Vec<Replacement> {
        let one = |wanted: &Wanted| {
            let (number, one) = &self.reading.located[wanted.at];
            let values = &self.reading.files[*number];
            let Aim::Text { value, range, .. } = &one.aim else { return None };
            let found = values.found(*value)?;
            let length = one.sent.chars().count();
            let is_paragraph = one.remark.at == (0..length) && length > 0;
            let added = &one.remark.added;
            Some(replacement(found.place, found.text, range.clone(), added, is_paragraph, wanted.escaped))
        };
        wanted.iter().filter_map(one).collect()
    }

    /// The text of the definition with changes.
    fn written(&self, wanted: &[Wanted]) -> String {
        written(self.reading.sources, self.text, &self.replacements(wanted))
    }

    /// The texts that changes are in, with their changes word by word.
    fn told(&self, fits: &[Wanted], changed: &str) -> Vec<WrittenText> {
        let mut places: Vec<Place> = self.replacements(fits).into_iter().map(|one| one.place).collect();
        places.sort();
        places.dedup();
        let mut sources = Sources::new("");
        sources.add(self.reading.work.pack.definition(), changed.to_owned(), true);
        let now: BTreeMap<String, String> = Origins::of(&sources)
            .strings()
            .map(|(_, _, origin)| (origin.pointer.clone(), origin.value.clone()))
            .collect();
        let told = |place: Place| {
            let (_, _, origin) = self.reading.origins.strings().find(|(_, known, _)| *known == place)?;
            let now = now.get(&origin.pointer)?;
            Some((place, format!("{}: {}", origin.pointer, marked(&origin.value, now))))
        };
        places.into_iter().filter_map(told).collect()
    }
}

/// The paragraphs that a document prints.
fn lines(map: &WordMap) -> impl Iterator<Item = String> + '_ {
    map.anchors.iter().map(|anchor| plain(&anchor.text()))
}

/// Two texts, each from a few letters before they differ.
fn apart(one: &str, other: &str) -> [String; 2] {
    let same = one.char_indices().zip(other.chars()).take_while(|((_, a), b)| a == b);
    let at = same.last().map_or(0, |((at, c), _)| at + c.len_utf8());
    let from = one[..at].char_indices().rev().take(BEFORE).last().map_or(at, |(at, _)| at);
    let begins = if from > 0 { "…" } else { "" };
    [one, other].map(|text| format!("{begins}{}", shown(&text[from..])))
}

/// The beginning of a text, as it is quoted.
fn shown(text: &str) -> String {
    let text = text.replace('`', "'");
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

fn is_author(known: &str, typed: &str) -> bool {
    known.to_lowercase() == typed.trim().to_lowercase()
}

/// A text without what is printed in the place of other signs: kinds of blanks and hyphens.
fn plain(text: &str) -> String {
    let text = text.replace('\u{2011}', "-");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
