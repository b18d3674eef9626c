//! Remarks as findings.

use super::aligned::is_position;
use super::codes as c;
use super::located::{Located, quoted};
use super::remark::{Remark, RemarkKind};
use super::setting::OtherSetting;
use super::values::{Aim, Values};
use crate::compare::{Fate, Piece, in_marks, letters};
use crate::finding::{Code, Finding, Sources, Spot, quoted_and, with_hidden_named};

/// The most invisible characters of a change that are named.
const INVISIBLE: usize = 5;
/// What to do about minutes that are signed.
pub const SIGNED: &str =
    "these minutes are signed, and not changed any more: correct them in the minutes of a later meeting";

impl Located {
    /// The kind of finding that it is told as.
    pub fn code(&self) -> &'static Code {
        let is_change = self.remark.is_change();
        match (&self.remark.kind, &self.aim) {
            (RemarkKind::DamagedNote, _) => &c::DAMAGED_NOTE,
            (RemarkKind::Comment { .. }, _) if self.place.is_some() => &c::COMMENT,
            (RemarkKind::Move { .. } | RemarkKind::MovedHere | RemarkKind::Moved, _) => &c::PROPOSED_MOVE,
            (RemarkKind::Level { .. }, _) => &c::PROPOSED_MOVE,
            (RemarkKind::Link | RemarkKind::Alt, _) if self.remark.author.is_none() => &c::UNTRACKED_CHANGE,
            (RemarkKind::Link, _) if self.remark.removed.is_empty() => &c::PROPOSED_INSERTION,
            (RemarkKind::Link | RemarkKind::Alt, _) => &c::PROPOSED_REPLACEMENT,
            (_, Aim::Derived { .. }) if !self.remark.has_picture() => &c::CHANGED_DERIVED,
            (_, Aim::Reference { .. }) => &c::CHANGED_REFERENCE,
            (_, Aim::Changed(_) | Aim::Gone(_)) => &c::CHANGED_SINCE,
            (_, Aim::Unknown) if self.place.is_none() || !is_change => &c::UNPLACED_REMARK,
            _ if is_change && self.remark.author.is_none() => &c::UNTRACKED_CHANGE,
            (RemarkKind::Insertion, _) => &c::PROPOSED_INSERTION,
            (RemarkKind::Row | RemarkKind::Cell, _) if self.remark.removed.is_empty() => &c::PROPOSED_INSERTION,
            (RemarkKind::Replacement, _) => &c::PROPOSED_REPLACEMENT,
            (RemarkKind::Withdrawal { .. }, _) => &c::WITHDRAWN_CHANGE,
            _ => &c::PROPOSED_DELETION,
        }
    }

    /// The finding; `definition` is the path of the definition, for what has no place. `is_open` says that it may still be changed.
    pub fn finding(&self, values: &Values<'_>, sources: &Sources, (definition, is_open): (&str, bool)) -> Finding {
        let spot = self.place.map_or_else(|| Spot::File(definition.to_owned()), Spot::Text);
        let mut finding = Finding::new(self.code(), spot, self.message()).note(self.note());
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
        if let Some(words) = self.remark.other_setting.and_then(OtherSetting::said) {
            finding = finding.note(words);
        }
        let invisible = self.invisible();
        if self.is_writable() && !invisible.is_empty() {
            let what = invisible.into_iter().take(INVISIBLE).collect::<Vec<_>>().join("; ");
            finding = finding
                .note(format!("it adds what nobody sees: {what}; it is written only if you choose it by its id"));
        }
        finding.hint(self.hint(values, is_open))
    }

    fn message(&self) -> String {
        let Remark { kind, author, removed, added, .. } = &self.remark;
        let (removed, added) = (quoted(&self.named(removed)), quoted(&self.named(added)));
        let Some(author) = author else {
            return match kind {
                RemarkKind::Insertion | RemarkKind::MovedHere => format!("`{added}` was added, without being recorded"),
                RemarkKind::Deletion => format!("`{removed}` was deleted, without being recorded"),
                RemarkKind::Move { .. } | RemarkKind::Moved => format!("`{removed}` was moved, without being recorded"),
                RemarkKind::Link if removed.is_empty() => {
                    format!("the link `{added}` was made, without being recorded")
                }
                RemarkKind::Link if added.is_empty() => {
                    format!("the link `{removed}` was taken away from its words, without being recorded")
                }
                RemarkKind::Link => format!("the link `{removed}` was made `{added}`, without being recorded"),
                RemarkKind::Alt => {
                    format!("the description `{removed}` of a picture was made `{added}`, without being recorded")
                }
                RemarkKind::Level { from, to } => {
                    format!("`{removed}` {}, without being recorded", level(*from, *to).1)
                }
                RemarkKind::Row if !removed.is_empty() => {
                    format!("the row `{removed}` was deleted, without being recorded")
                }
                RemarkKind::Row => format!("the row `{added}` was added, without being recorded"),
                RemarkKind::Cell => format!("the cell `{added}` was added, without being recorded"),
                RemarkKind::Join => "this paragraph was joined with the next one, without being recorded".to_owned(),
                RemarkKind::DamagedNote => format!("the word processor damaged the note `{removed}`"),
                _ => format!("`{removed}` was replaced by `{added}`, without being recorded"),
            };
        };
        match kind {
            RemarkKind::Insertion if added == "¶" => format!("{author} begins a new paragraph here"),
            RemarkKind::Insertion | RemarkKind::MovedHere => format!("{author} adds `{added}`"),
            RemarkKind::Deletion => format!("{author} deletes `{removed}`"),
            RemarkKind::Replacement => format!("{author} replaces `{removed}` by `{added}`"),
            RemarkKind::Move { .. } | RemarkKind::Moved => format!("{author} moves `{removed}`"),
            RemarkKind::Link if removed.is_empty() => format!("{author} makes the link `{added}`"),
            RemarkKind::Link => format!("{author} makes the link `{removed}` the link `{added}`"),
            RemarkKind::Alt => format!("{author} describes a picture by `{added}`, and not by `{removed}`"),
            RemarkKind::Level { from, to } => {
                let (verb, where_to) = level(*from, *to).0;
                format!("{author} {verb} `{removed}` {where_to}")
            }
            RemarkKind::Cell if !removed.is_empty() => format!("{author} deletes the cell `{removed}`"),
            RemarkKind::Cell => format!("{author} adds the cell `{added}`"),
            RemarkKind::Row if !removed.is_empty() => format!("{author} deletes the row `{removed}`"),
            RemarkKind::Row if added.trim_matches([' ', '|']).is_empty() => format!("{author} adds an empty row"),
            RemarkKind::Row => format!("{author} adds the row `{added}`"),
            RemarkKind::Join => format!("{author} joins this paragraph with the next one"),
            RemarkKind::Withdrawal { of } => {
                format!("{author} deletes `{}`, which somebody else had added", quoted(&self.named(of)))
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
    pub(super) fn note(&self) -> String {
        let Remark { id, date, added, removed, at, context, kind, .. } = &self.remark;
        let files = quoted_and(self.files.iter().map(String::as_str));
        let date = if date.is_empty() { String::new() } else { format!(", {date}") };
        let words = match kind {
            _ if self.remark.anchor.is_none() => quoted(&with_hidden_named(context)),
            RemarkKind::Insertion | RemarkKind::MovedHere | RemarkKind::Deletion | RemarkKind::Replacement => {
                let chars: Vec<char> = self.sent.chars().collect();
                let piece = |fate, text: String| Piece { fate, text };
                let part =
                    |range: std::ops::Range<usize>| chars.get(range).unwrap_or_default().iter().collect::<String>();
                let pieces = [
                    piece(Fate::Kept, part(0..at.start.min(chars.len()))),
                    piece(Fate::Removed, self.named(removed)),
                    piece(Fate::Added, self.named(added).replace('\n', "¶")),
                    piece(Fate::Kept, part(at.end.min(chars.len())..chars.len())),
                ];
                let there: Vec<Piece> = pieces.into_iter().filter(|piece| !piece.text.is_empty()).collect();
                in_marks(&there)
            }
            RemarkKind::Move { .. } | RemarkKind::Moved => match &self.moved_after {
                Some(words) => format!("it would stand after `{}`", shortened_to(&quoted(&with_hidden_named(words)))),
                None => "it would stand first".to_owned(),
            },
            _ => shortened_to(&quoted(&with_hidden_named(context))),
        };
        format!("{id}, in {files}{date}: {words}")
    }

    /// What words that are not written as they are printed are derived from.
    fn derivation(&self, values: &Values<'_>, sources: &Sources) -> Option<String> {
        let place = |value: usize| {
            let found = values.found(value)?;
            let at = sources.locate(found.place);
            Some(format!("`{}` at {}:{}:{}", found.pointer, sources.shown(found.path), at.line, at.column))
        };
        match &self.aim {
            Aim::Gone(gone) => {
                let value = values.map().values.get(*gone)?;
                let entry = |at: usize| value.pointer.split('/').take(at + 1).collect::<Vec<_>>().join("/");
                let steps: Vec<&str> = value.id_path.split('/').collect();
                let unnamed = steps.iter().rposition(|step| is_position(step));
                let named = steps.iter().rposition(|step| step.starts_with('#'));
                Some(match value.id_path.rsplit_once("/#") {
                    _ if unnamed > named && values.has_item(*gone) => {
                        let entry = unnamed.map(entry).unwrap_or_default();
                        format!("what was `{entry}` is not in the definition any more, or other words are around it")
                    }
                    Some((list, rest)) => {
                        let id = rest.split('/').next().unwrap_or_default();
                        format!("`{id}` of `{list}` is not in the definition any more")
                    }
                    None => format!("`{}` is not in the definition any more", value.pointer),
                })
            }
            Aim::Entry { place, pointer } => {
                let at = sources.locate(*place);
                let path = sources.shown(sources.path(place.file));
                let entry = format!("`{pointer}` at {path}:{}:{}", at.line, at.column);
                let is_first = self.remark.at.end == 0;
                Some(match self.remark.added.is_empty() {
                    true => format!("the paragraph is {entry}"),
                    false if is_first => format!("it would stand before {entry}"),
                    false => format!("it would stand after {entry}"),
                })
            }
            _ if matches!(self.remark.kind, RemarkKind::Level { .. } | RemarkKind::Link | RemarkKind::Alt) => None,
            Aim::Derived { .. } if self.remark.has_picture() => None,
            Aim::Derived { value, label, words } => {
                let found = value.and_then(|value| values.found(value));
                let there = value.and_then(place).zip(found);
                let words = quoted(words);
                Some(match (there, label) {
                    (Some((place, _)), None) if self.is_written(values) => format!("`{words}` is written in {place}"),
                    (Some((place, found)), label) => {
                        let from = match found.text {
                            _ if found.is_entry() => {
                                format!("{place} as a whole: from its place in the list, or from a key that is missing")
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

    /// Returns whether derived words stand in their value as they are printed: they differ from it in their form alone.
    fn is_written(&self, values: &Values<'_>) -> bool {
        let Aim::Derived { value: Some(value), label: None, words } = &self.aim else { return false };
        let found = values.found(*value);
        found.is_some_and(|found| letters(found.text).contains(&letters(&quoted(words))))
    }

    fn hint(&self, values: &Values<'_>, is_open: bool) -> String {
        let id = &self.remark.id;
        match (&self.remark.kind, &self.aim) {
            (RemarkKind::Comment { .. }, _) => "answer it in the matrix of comments (`--matrix`)".to_owned(),
            (RemarkKind::DamagedNote, _) => "nothing is to be done: the text in the definition is unchanged".to_owned(),
            (RemarkKind::Withdrawal { .. }, Aim::Text { .. }) if !self.is_writable() => {
                "the addition is reported beside it: leave it, or choose it with `--only`".to_owned()
            }
            (RemarkKind::Move { .. } | RemarkKind::Moved, _) if !self.is_writable() => {
                "move its entry in the definition, if the reviewer is right".to_owned()
            }
            _ if self.remark.has_picture() && self.remark.added.is_empty() => {
                "remove it from the definition yourself, if the reviewer is right".to_owned()
            }
            _ if self.remark.has_picture() => {
                "put it into the definition yourself, if the reviewer is right".to_owned()
            }
            (RemarkKind::Alt, _) => "change the description in the definition, if the reviewer is right".to_owned(),
            (RemarkKind::Link, _) if self.remark.added.is_empty() => {
                "take the link out of the definition, if the reviewer is right".to_owned()
            }
            (RemarkKind::Link, _) => "write the link in the definition yourself, if the reviewer is right".to_owned(),
            (RemarkKind::Level { .. }, _) => "change its level in the definition, if the reviewer is right".to_owned(),
            (_, Aim::Derived { value: None, label: Some(label), .. }) => {
                format!("state the label `{label}` among the words of the body, if the reviewer is right")
            }
            (_, Aim::Derived { value: None, .. }) => {
                "change what the template says, if the reviewer is right".to_owned()
            }
            (_, Aim::Derived { .. }) if self.is_written(values) => {
                "change it there, if the reviewer is right".to_owned()
            }
            (_, Aim::Derived { .. }) => "change what it is derived from, if the reviewer is right".to_owned(),
            (_, Aim::Gone(_)) => "write it where it belongs now, if it still does".to_owned(),
            (_, Aim::Entry { .. }) if self.remark.added.is_empty() => {
                "remove the entry, if the reviewer is right".to_owned()
            }
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

/// What a change of the level of a paragraph does: what somebody does with it, and to where; and what was done with it.
fn level(from: Option<u32>, to: Option<u32>) -> ((&'static str, &'static str), &'static str) {
    match (from, to) {
        (None, _) => (("puts", "into a list"), "was put into a list"),
        (_, None) => (("takes", "out of its list"), "was taken out of its list"),
        (Some(from), Some(to)) if from < to => {
            (("moves", "to a lower level of its list"), "was moved to a lower level of its list")
        }
        _ => (("moves", "to a higher level of its list"), "was moved to a higher level of its list"),
    }
}

/// The beginning of a long text.
fn shortened_to(text: &str) -> String {
    const LETTERS: usize = 160;
    match text.char_indices().nth(LETTERS) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}
