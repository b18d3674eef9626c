//! The changes of reviewers that are chosen, written into the definition.
//!
//! A change is written only if the document then prints what the reviewer wrote: the definition is composed again with it before
//! any file is replaced. What a reviewer wrote is text: where it would mean something in Markdown, it is written as signs.

use std::collections::{BTreeMap, BTreeSet};

use super::approve::Refusal;
use super::comments::{Choice, Edition, Reading};
use super::held::{HeldText, refuse_if_signed};
use super::printed::PrintedLine;
use super::writing::{Printed, Writing, WrittenText};
use crate::comments::{Located, RemarkKind, Values, not_applied};
use crate::finding::{FileNumber, Finding, near_miss, there_are};

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

impl<'a> Reading<'a> {
    /// Writes what is chosen into the definition, which is held.
    ///
    /// # Errors
    /// If nothing can be chosen like this, or the definition may not or cannot be written.
    pub(super) fn apply(
        &mut self,
        choice: &Choice,
        held: Result<HeldText, Refusal>,
        dry_run: bool,
    ) -> Result<Applied, Refusal> {
        let path = self.work.pack.definition();
        let (text, number) = self.definition(&path)?;
        let held = held?;
        // Other programs know nothing of the lock.
        if held.text() != text {
            return Err(Refusal::of_pack("the definition is being changed by somebody else", "run the command again"));
        }
        refuse_if_signed(self.work.workspace, self.work.pack)?;
        if self.responses.is_none() {
            let message = format!("`{}` has errors", self.work.pack.responses());
            return Err(Refusal::of_pack(message, "correct it: what is rejected in it must not be written"));
        }
        let Chosen { wanted, mut left } = self.chosen(choice)?;
        let mut settled = wanted.clone();
        settled.extend(left.iter().map(|(at, _)| at));
        let (wanted, missing) = self.with_glyphs(wanted, text);
        left.extend(missing);
        let (printed, readers) = (self.printed(&path), self.readers());
        let moved = self.moved_to_others(&readers, &wanted);
        let wanted = wanted.into_iter().filter(|at| !moved.contains_key(at)).collect();
        left.extend(moved);
        let writing = Writing { reading: self, path: &path, text, printed };
        let (wanted, excluded) = writing.apart(wanted, number);
        let (wanted, to_others) = writing.with_same_readers(&readers, wanted);
        let (fits, misfits) = writing.fitting(wanted);
        left.extend(excluded.into_iter().chain(to_others).chain(misfits));
        // Of a move one half is told.
        left.retain(|(at, _)| self.located[*at].1.remark.kind != RemarkKind::MovedHere);
        left.sort_by_key(|(at, _)| *at);
        let responses = self.work.pack.responses();
        let finding = |(at, why): (usize, String)| {
            let one = &self.located[at].1;
            not_applied(one, &path, &why, self.is_rejected(one).then_some(responses.as_str()))
        };
        let left = left.into_iter().map(finding).collect();
        let changed = writing.written(&fits);
        let told = writing.told(&fits, &changed);
        if !dry_run && changed != text {
            held.replace(&changed)?;
        }
        Ok(Applied { written: told, left, settled })
    }

    /// The paragraphs that the documents of the editions that were sent print now.
    fn printed(&mut self, path: &str) -> BTreeMap<Edition, Printed> {
        let edition = |file: &Values<'_>| (file.map().language.clone(), file.map().audience().map(str::to_owned));
        let editions: BTreeSet<Edition> = self.files.iter().map(edition).collect();
        let mut printed = BTreeMap::new();
        for (language, audience) in editions {
            let maps = self.now(&language, audience.as_deref()).iter();
            let lines = maps.map(|map| (map.document.clone(), PrintedLine::all(map, path))).collect();
            printed.insert((language, audience), lines);
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

    /// What is chosen.
    ///
    /// # Errors
    /// If nothing has the names that were given.
    fn chosen(&self, choice: &Choice) -> Result<Chosen, Refusal> {
        let all = || self.located.iter().map(|(_, one)| one);
        for author in &choice.authors {
            let done = self.done.iter().map(|(_, one)| one);
            let known: BTreeSet<&str> = all().chain(done).filter_map(|one| one.remark.author.as_deref()).collect();
            if !known.iter().any(|known| is_author(known, author)) {
                let hint = match near_miss(author, known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if known.is_empty() => "no change in the files has an author".to_owned(),
                    None => there_are(known),
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
        Ok(self.wanted(choice))
    }

    /// What is chosen and can be tried, and what is chosen and cannot be written, with the reason. Whoever chooses nothing takes what can be
    /// written, and is told the rest anyway.
    fn wanted(&self, choice: &Choice) -> Chosen {
        let mut chosen = Chosen::default();
        for (at, (_, one)) in self.located.iter().enumerate() {
            let author = one.remark.author.as_deref();
            let by_author = choice.authors.iter().any(|name| author.is_some_and(|author| is_author(author, name)));
            let by_id =
                choice.only.contains(&one.remark.id) || one.remark.together.iter().any(|id| choice.only.contains(id));
            let by_code = choice.only.iter().any(|name| name == one.code().name);
            if choice.is_free() {
                let is_safe = one.remark.is_change() && one.rivals.is_empty() && one.invisible().is_empty();
                // Nobody sees whether a blank more was meant, or was written already.
                let is_blank =
                    [&one.remark.removed, &one.remark.added].iter().all(|text| text.trim_matches(' ').is_empty());
                if author.is_some() && is_safe && !self.is_rejected(one) && !is_blank && one.is_writable() {
                    chosen.wanted.insert(at);
                }
                continue;
            }
            let is_named = choice.only.is_empty() || by_id || by_code;
            if !is_named || !(choice.authors.is_empty() || by_author) {
                continue;
            }
            let rejected = || self.is_rejected(one).then(|| "it is rejected in the responses".to_owned());
            match rejected().or_else(|| self.obstacle(one)).or_else(|| unsure(one, (by_id, by_author))) {
                None => drop(chosen.wanted.insert(at)),
                Some(why) => chosen.left.push((at, why)),
            }
        }
        chosen
    }
}

/// Why a change is not written unless it is chosen otherwise.
fn unsure(one: &Located, (by_id, by_author): (bool, bool)) -> Option<String> {
    let invisible = one.invisible();
    if one.remark.author.is_none() && !by_id {
        return Some("nobody knows who made it: choose it by its id".to_owned());
    }
    match one.rivals.first() {
        _ if by_id => None,
        // Nobody chooses what they do not see, unless they say so.
        _ if !invisible.is_empty() => {
            Some(format!("it adds what nobody sees, {}: choose it by its id", invisible.join("; ")))
        }
        Some((id, author)) if !by_author => {
            Some(format!("{author} ({id}) changes the same passage: choose one by its id, or by its author"))
        }
        _ => None,
    }
}

/// What is chosen: the positions of remarks.
#[derive(Default)]
struct Chosen {
    wanted: BTreeSet<usize>,
    /// What is not written, and why.
    left: Vec<(usize, String)>,
}

fn is_author(known: &str, typed: &str) -> bool {
    known.to_lowercase() == typed.trim().to_lowercase()
}
