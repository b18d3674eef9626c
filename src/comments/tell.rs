//! Remarks as findings.

use super::codes as c;
use super::remark::{Remark, RemarkKind};
use super::values::{Aim, Values};
use super::word_file::WordFileFault;
use crate::check::{invisible, with_invisible_named};
use crate::compare::{Fate, Piece, in_marks, letters};
use crate::finding::{Code, Finding, Place, Sources, Spot, quoted_and};

/// The most invisible characters of a change that are named.
const INVISIBLE: usize = 5;
/// What to do about minutes that are signed.
pub const SIGNED: &str =
    "these minutes are signed, and not changed any more: correct them in the minutes of a later meeting";

/// A remark and where it belongs.
#[derive(Debug, Clone)]
pub struct Located {
    /// The remark.
    pub remark: Remark,
    /// Where it belongs.
    pub aim: Aim,
    /// Its place, if it has one.
    pub place: Option<Place>,
    /// True if it is in the definition of the pack itself, and not in what many packs share, or in that of an earlier meeting.
    pub is_own: bool,
    /// The names of the files that have it.
    pub files: Vec<String>,
    /// The text of the paragraph as it was sent.
    pub sent: String,
    /// Id and author of what others change in the same passage.
    pub rivals: Vec<(String, String)>,
    /// For a move, the place that the words would go to.
    pub goal: Option<Place>,
    /// For a move, the words after which it would stand.
    pub moved_after: Option<String>,
    /// For a move, the id of the remark of its other half.
    pub other_half: Option<String>,
}

impl Located {
    /// A remark of a file, where it belongs in the files as they are now; `definition` is the path of the pack's own.
    pub fn new(remark: Remark, (file, definition): (&str, &str), values: &Values<'_>, sources: &Sources) -> Self {
        let aim = remark.anchor.map_or(Aim::Unknown, |anchor| values.aim(anchor, &remark.at));
        // Other words in the place of a reference would be typed ones: what it refers to would no longer be known.
        let is_replaced = matches!(aim, Aim::Text { .. }) && remark.is_change() && !remark.added.trim().is_empty();
        let reference = remark.anchor.filter(|_| is_replaced);
        let aim = reference.and_then(|anchor| values.whole_reference(anchor, &remark.at)).unwrap_or(aim);
        let place = place(&remark, &aim, values, sources);
        let sent = remark.anchor.map(|anchor| values.map().anchors[anchor].text()).unwrap_or_default();
        let is_own = place.is_some_and(|place| sources.path(place.file) == definition);
        // The context of a paragraph that stands elsewhere is the one before it there.
        let moved_after =
            (remark.kind == RemarkKind::Moved).then(|| remark.context.clone()).filter(|words| !words.is_empty());
        Self {
            remark,
            aim,
            place,
            is_own,
            files: vec![file.to_owned()],
            sent,
            rivals: Vec::new(),
            goal: None,
            moved_after,
            other_half: None,
        }
    }

    /// Returns whether it is a change that can be written: prose, of one string, that is there as it was sent.
    pub fn is_writable(&self) -> bool {
        self.obstacle().is_none()
    }

    /// Why the program cannot write it; none if that can be tried.
    pub fn obstacle(&self) -> Option<String> {
        let Remark { kind, removed, added, joins, .. } = &self.remark;
        let of_kind = match kind {
            RemarkKind::Comment { .. } => Some("comments are not changes"),
            RemarkKind::DamagedNote => Some("nobody changed it: the word processor damaged the note"),
            RemarkKind::Join => Some("it joins two paragraphs"),
            _ if *joins => Some("it joins two paragraphs"),
            RemarkKind::Row => Some("a row of a table is an entry of the definition, and not a text"),
            RemarkKind::Moved => Some("what was moved is an entry of the definition, and not a text"),
            _ if removed == added => Some("it changes nothing"),
            _ => None,
        };
        let of_aim = || match &self.aim {
            Aim::Derived { words, .. } => {
                Some(format!("`{}` is derived, and not written as it is printed", quoted(words)))
            }
            Aim::Reference { to, .. } => Some(format!("it is in the words that `{to}` prints")),
            Aim::Several(_) => Some("it reaches over several texts".to_owned()),
            Aim::Changed(_) => Some("the definition was changed here since the file was sent out".to_owned()),
            Aim::Unknown => Some("it is not known where in the definition it belongs".to_owned()),
            Aim::Text { .. } if !self.is_own => Some("it is not in the definition of this pack".to_owned()),
            Aim::Text { is_whole: true, .. } if added.is_empty() => Some("it is all that the text says".to_owned()),
            Aim::Text { .. } => None,
        };
        of_kind.map(str::to_owned).or_else(of_aim)
    }

    /// Invisible characters that it adds, each by its number and what it is.
    pub fn invisible(&self) -> Vec<String> {
        let sent: Vec<char> = self.sent.chars().collect();
        let part = |range: std::ops::Range<usize>| sent.get(range).unwrap_or_default().iter().collect::<String>();
        let at = self.remark.at.start.min(sent.len())
            ..self.remark.at.end.clamp(0, sent.len()).max(self.remark.at.start.min(sent.len()));
        let (before, added) = (part(0..at.start), &self.remark.added);
        let text = format!("{before}{added}{}", part(at.end..sent.len()));
        let range = before.len()..before.len() + added.len();
        let name = |(_, c, what): (usize, char, &str)| format!("`U+{:04X}`, {what}", u32::from(c));
        let mut names: Vec<String> = invisible(&text).filter(|(at, ..)| range.contains(at)).map(name).collect();
        names.dedup();
        names
    }

    /// The kind of finding that it is told as.
    pub fn code(&self) -> &'static Code {
        let is_change = self.remark.is_change();
        match (&self.remark.kind, &self.aim) {
            (RemarkKind::DamagedNote, _) => &c::DAMAGED_NOTE,
            (RemarkKind::Comment { .. }, _) if self.place.is_some() => &c::COMMENT,
            (RemarkKind::Move { .. } | RemarkKind::MovedHere | RemarkKind::Moved, _) => &c::PROPOSED_MOVE,
            (_, Aim::Derived { .. }) => &c::CHANGED_DERIVED,
            (_, Aim::Reference { .. }) => &c::CHANGED_REFERENCE,
            (_, Aim::Changed(_)) => &c::CHANGED_SINCE,
            (_, Aim::Unknown) if self.place.is_none() || !is_change => &c::UNPLACED_REMARK,
            _ if is_change && self.remark.author.is_none() => &c::UNTRACKED_CHANGE,
            (RemarkKind::Insertion, _) => &c::PROPOSED_INSERTION,
            (RemarkKind::Row, _) if self.remark.removed.is_empty() => &c::PROPOSED_INSERTION,
            (RemarkKind::Replacement, _) => &c::PROPOSED_REPLACEMENT,
            (RemarkKind::Withdrawal { .. }, _) => &c::WITHDRAWN_CHANGE,
            _ => &c::PROPOSED_DELETION,
        }
    }

    /// The finding; `definition` is the path of the definition, for what has no place. `is_open` says that it may still be changed.
    pub fn finding(&self, values: &Values<'_>, sources: &Sources, (definition, is_open): (&str, bool)) -> Finding {
        let spot = self.place.map_or_else(|| Spot::File(definition.to_owned()), Spot::Text);
        let mut finding = Finding::new(self.code(), spot, with_invisible_named(&self.message())).note(self.note());
        if let Some(words) = self.derivation(values, sources) {
            finding = finding.note(words);
        }
        if !self.rivals.is_empty() {
            let rivals =
                self.rivals.iter().map(|(id, author)| format!("{author} ({id})")).collect::<Vec<_>>().join(", ");
            finding = finding.note(format!(
                "the same passage is changed by {rivals}: none of them is written unless you choose one"
            ));
        }
        if let Some(goal) = self.goal {
            finding = finding.related(goal, "it would go here");
        }
        if self.remark.joins && self.remark.kind != RemarkKind::Join {
            finding = finding.note("the paragraph is joined with the next one, too");
        }
        let invisible = self.invisible();
        if self.is_writable() && !invisible.is_empty() {
            let what = invisible.into_iter().take(INVISIBLE).collect::<Vec<_>>().join("; ");
            finding = finding
                .note(format!("it adds what nobody sees: {what}; it is written only if you choose it by its id"));
        }
        finding.hint(self.hint(is_open))
    }

    fn message(&self) -> String {
        let Remark { kind, author, removed, added, .. } = &self.remark;
        let (removed, added) = (quoted(removed), quoted(added));
        let Some(author) = author else {
            return match kind {
                RemarkKind::Insertion | RemarkKind::MovedHere => format!("`{added}` was added, without being recorded"),
                RemarkKind::Deletion => format!("`{removed}` was deleted, without being recorded"),
                RemarkKind::Move { .. } | RemarkKind::Moved => format!("`{removed}` was moved, without being recorded"),
                RemarkKind::Row if added.is_empty() => {
                    format!("the row `{removed}` was deleted, without being recorded")
                }
                RemarkKind::Row => format!("the row `{added}` was added, without being recorded"),
                RemarkKind::Join => "this paragraph was joined with the next one, without being recorded".to_owned(),
                RemarkKind::DamagedNote => format!("the word processor damaged the note `{removed}`"),
                _ => format!("`{removed}` was replaced by `{added}`, without being recorded"),
            };
        };
        match kind {
            RemarkKind::Insertion | RemarkKind::MovedHere => format!("{author} adds `{added}`"),
            RemarkKind::Deletion => format!("{author} deletes `{removed}`"),
            RemarkKind::Replacement => format!("{author} replaces `{removed}` by `{added}`"),
            RemarkKind::Move { .. } | RemarkKind::Moved => format!("{author} moves `{removed}`"),
            RemarkKind::Row if added.is_empty() => format!("{author} deletes the row `{removed}`"),
            RemarkKind::Row => format!("{author} adds the row `{added}`"),
            RemarkKind::Join => format!("{author} joins this paragraph with the next one"),
            RemarkKind::Withdrawal { of } => {
                format!("{author} deletes `{}`, which somebody else had added", quoted(of))
            }
            RemarkKind::DamagedNote => format!("the word processor damaged the note `{removed}`"),
            RemarkKind::Comment { is_resolved, answers } => {
                let resolved = if *is_resolved { ", resolved" } else { "" };
                let verb = answers.as_ref().map_or_else(|| "comments".to_owned(), |other| format!("answers {other}"));
                let on = if removed.is_empty() { String::new() } else { format!(" on `{removed}`") };
                format!("{author} {verb}{on}{resolved}: {added}")
            }
        }
    }

    /// Its id, its file, its day, and the words around it.
    fn note(&self) -> String {
        let Remark { id, date, added, removed, at, context, kind, .. } = &self.remark;
        let files = quoted_and(self.files.iter().map(String::as_str));
        let date = if date.is_empty() { String::new() } else { format!(", {date}") };
        let words = match kind {
            _ if self.remark.anchor.is_none() => quoted(context),
            RemarkKind::Insertion | RemarkKind::MovedHere | RemarkKind::Deletion | RemarkKind::Replacement => {
                let chars: Vec<char> = self.sent.chars().collect();
                let piece = |fate, text: String| Piece { fate, text };
                let part =
                    |range: std::ops::Range<usize>| chars.get(range).unwrap_or_default().iter().collect::<String>();
                let pieces = [
                    piece(Fate::Kept, part(0..at.start.min(chars.len()))),
                    piece(Fate::Removed, removed.clone()),
                    piece(Fate::Added, added.replace('\n', "¶")),
                    piece(Fate::Kept, part(at.end.min(chars.len())..chars.len())),
                ];
                let there: Vec<Piece> = pieces.into_iter().filter(|piece| !piece.text.is_empty()).collect();
                in_marks(&there)
            }
            RemarkKind::Move { .. } | RemarkKind::Moved => match &self.moved_after {
                Some(words) => format!("it would stand after `{}`", shortened_to(&quoted(words))),
                None => "it would stand first".to_owned(),
            },
            _ => shortened_to(&quoted(context)),
        };
        with_invisible_named(&format!("{id}, in {files}{date}: {words}"))
    }

    /// What words that are not written as they are printed are derived from.
    fn derivation(&self, values: &Values<'_>, sources: &Sources) -> Option<String> {
        let place = |value: usize| {
            let found = values.found(value)?;
            let at = sources.locate(found.place);
            Some(format!("`{}` at {}:{}:{}", found.pointer, sources.shown(found.path), at.line, at.column))
        };
        match &self.aim {
            Aim::Derived { value, label, words } => {
                let found = value.and_then(|value| values.found(value));
                let there = value.and_then(place).zip(found);
                let words = quoted(words);
                Some(match (there, label) {
                    (Some((place, found)), None) if letters(found.text).contains(&letters(&words)) => {
                        format!("`{words}` is written in {place}")
                    }
                    (Some((place, found)), label) => {
                        let from = match found.text {
                            _ if found.is_entry() => {
                                format!("{place} as a whole: from its place in the list, or from a key that it has not")
                            }
                            "" => place,
                            text => format!("{place} (`{}`)", shortened_to(&quoted(text))),
                        };
                        let label = label.as_ref().map(|label| format!(" and the label `{label}`")).unwrap_or_default();
                        format!("`{words}` is not written like this, but derived from {from}{label}")
                    }
                    (None, Some(label)) => format!("`{words}` is the label `{label}`"),
                    (None, None) => {
                        format!("`{words}` is said by a template, or derived from the definition as a whole")
                    }
                })
            }
            Aim::Reference { to, .. } => Some(format!("these are the words that `{to}` prints")),
            Aim::Several(all) => {
                let all: Vec<String> = all.iter().filter_map(|value| place(*value)).collect();
                Some(format!("it reaches over several texts: {}", all.join(", ")))
            }
            _ => None,
        }
    }

    fn hint(&self, is_open: bool) -> String {
        let id = &self.remark.id;
        match (&self.remark.kind, &self.aim) {
            (RemarkKind::Comment { .. }, _) => "answer it in the matrix of comments (`--matrix`)".to_owned(),
            (RemarkKind::DamagedNote, _) => "nothing is to be done: the text in the definition is unchanged".to_owned(),
            (RemarkKind::Withdrawal { .. }, Aim::Text { .. }) if !self.is_writable() => {
                "the addition is told beside it: leave it, or choose it with `--only`".to_owned()
            }
            (RemarkKind::Move { .. } | RemarkKind::Moved, _) if !self.is_writable() => {
                "move its entry in the definition, if the reviewer is right".to_owned()
            }
            (_, Aim::Derived { .. }) => "change what it is derived from, if the reviewer is right".to_owned(),
            (_, Aim::Reference { .. }) => {
                "change the title or name that it prints, or write words in its place".to_owned()
            }
            (_, Aim::Changed(_)) => "compare it with the text as it is now, and write what it should be".to_owned(),
            (_, Aim::Text { .. }) if !self.is_own => {
                "it is not in the definition of this pack: change it there, if that is still open".to_owned()
            }
            _ if self.is_writable() && !is_open => SIGNED.to_owned(),
            _ if self.is_writable() => format!("try `--apply --only {id}`, or with `--dry-run` to see it first"),
            (_, Aim::Text { is_whole: true, .. }) => {
                "this is all that the text says: remove its entry from the definition".to_owned()
            }
            _ => "write it in the definition yourself, if the reviewer is right".to_owned(),
        }
    }
}

/// The place of a remark: of its words, else of what they are derived from, else of the paragraph's first value.
fn place(remark: &Remark, aim: &Aim, values: &Values<'_>, sources: &Sources) -> Option<Place> {
    let whole = |value: usize| values.found(value).map(|found| found.place);
    let near = || remark.near.and_then(|anchor| values.near(anchor)).and_then(whole);
    match aim {
        Aim::Text { value, range, .. } => {
            values.found(*value).map(|found| sources.within_string(found.place, range.clone()))
        }
        Aim::Reference { value, to } => {
            let found = value.and_then(|value| values.found(value))?;
            let at = found.text.find(to.as_str());
            Some(at.map_or(found.place, |at| sources.within_string(found.place, at..at + to.len())))
        }
        Aim::Changed(value) => whole(*value),
        Aim::Several(all) => all.first().and_then(|value| whole(*value)),
        // A change of words that come from elsewhere is not at the text beside them.
        Aim::Derived { value, .. } => {
            let within = || remark.anchor.and_then(|anchor| values.within(anchor, &remark.at)).and_then(whole);
            value.and_then(whole).or_else(within).or_else(|| near().filter(|_| !remark.is_change()))
        }
        Aim::Unknown => near(),
    }
}

/// Text of a reviewer between quotation marks of a message: ends of paragraphs and blanks alone as signs, and nothing that ends the
/// quotation.
fn quoted(text: &str) -> String {
    if !text.is_empty() && text.trim_matches(' ').is_empty() {
        return "␣".repeat(text.len().min(9));
    }
    text.trim_matches(' ').replace('`', "'").replace('\n', "¶").chars().filter(|c| !c.is_control()).collect()
}

/// The beginning of a long text.
fn shortened_to(text: &str) -> String {
    const LETTERS: usize = 160;
    match text.char_indices().nth(LETTERS) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

/// A file that could not be read.
pub fn unreadable(path: &str, fault: &WordFileFault) -> Finding {
    Finding::new(&c::UNREADABLE_WORD_FILE, Spot::File(path.to_owned()), fault.to_string()).hint(fault.hint())
}

/// A file of another pack.
pub fn other_pack(path: &str, of: &str, pack: &str) -> Finding {
    let message = match of {
        "" => format!("it does not say what it was made from, and is like no document of `{pack}`"),
        of => format!("it was made from `{}`, and not from `{pack}`", quoted(of)),
    };
    let hint = "name the pack that it was made from (`--pack`), or leave the file out";
    Finding::new(&c::OTHER_WORD_FILE, Spot::File(path.to_owned()), message).hint(hint)
}

/// A matrix of comments that was handed in as if it were a file of a reviewer.
pub fn is_matrix(path: &str, responses: &str) -> Finding {
    let message = "this is the matrix of comments itself, and not a document that reviewers got";
    let hint = format!("write responses into `{responses}`, and make the matrix again; name the files of reviewers");
    Finding::new(&c::OTHER_WORD_FILE, Spot::File(path.to_owned()), message).hint(hint)
}

/// A file for another audience than those before it, of which a matrix is made.
pub fn several_audiences(path: &str, (audience, other): (&str, &str)) -> Finding {
    let message = format!(
        "this file is for {audience}, and others are for {other}: a matrix of both would show what one must not get"
    );
    let hint = "make a matrix for each audience, of its own files";
    Finding::new(&c::SEVERAL_AUDIENCES, Spot::File(path.to_owned()), message).hint(hint)
}

/// A file without its map.
pub fn lost_map(path: &str, document: &str) -> Finding {
    let message = format!("the map of this file was lost: it is compared with `{document}` as it is now");
    let hint = "ask reviewers to send back the file itself, with changes recorded";
    Finding::new(&c::LOST_MAP, Spot::File(path.to_owned()), message).hint(hint)
}

/// Approvals that no longer hold if changes are written.
pub fn breaks_approvals(place: Option<Place>, definition: &str, who: &[String], state: Option<&str>) -> Finding {
    let spot = place.map_or_else(|| Spot::File(definition.to_owned()), Spot::Text);
    let message = match (who, state) {
        ([], Some(state)) => {
            format!("these minutes are {state}: changes that are written now were not before those who agreed")
        }
        (who, _) => {
            format!("changes that are written now break the approval by {}", quoted_and(who.iter().map(String::as_str)))
        }
    };
    Finding::new(&c::BREAKS_APPROVALS, spot, message)
        .hint("send the changed minutes out again, and have them approved again")
}

/// A change that was chosen and not written.
pub fn not_applied(located: &Located, definition: &str, why: &str) -> Finding {
    let spot = located.place.map_or_else(|| Spot::File(definition.to_owned()), Spot::Text);
    let message = format!("{} was not written: {why}", located.remark.id);
    Finding::new(&c::NOT_APPLIED, spot, message).note(located.note()).hint("write it in the definition yourself")
}
