//! A remark and where it belongs.

use super::body::{BREAK, EQUATION, PICTURE, SYMBOL};
use super::remark::{Remark, RemarkKind};
use super::rewritten::ALL_OF_TEXT;
use super::values::{Aim, Values};
use crate::finding::{Place, Sources};

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
}

impl Located {
    /// A remark of a file, where it belongs in the files as they are now; `definition` is the path of the pack's own.
    pub fn new(remark: Remark, (file, definition): (&str, &str), values: &Values<'_>, sources: &Sources) -> Self {
        let aim = remark.anchor.map_or(Aim::Unknown, |anchor| values.aim(anchor, &remark.at));
        // Other words in the place of a reference would be typed ones: what it refers to would no longer be known.
        let is_replaced = matches!(aim, Aim::Text { .. }) && remark.is_change() && !remark.added.trim().is_empty();
        let reference = remark.anchor.filter(|_| is_replaced);
        let aim = reference.and_then(|anchor| values.whole_reference(anchor, &remark.at)).unwrap_or(aim);
        // What is put before or after a paragraph, or takes it away, is no change of the words that it is derived from.
        let is_entry = |aim: &Aim| matches!(aim, Aim::Derived { .. } | Aim::Several(_) | Aim::Reference { .. });
        let is_entry = |anchor: &usize| is_entry(&aim) || is_beside_entry(&remark, values, *anchor, &aim);
        let whole = remark.anchor.filter(is_entry).filter(|anchor| is_of_paragraph(&remark, values, *anchor));
        let aim = match (whole.and_then(|anchor| values.entry(anchor)), &aim) {
            // Of a text beside which it stands the place is told.
            (Some(Aim::Entry { pointer, .. }), Aim::Text { value, .. }) => {
                let place = values.found(*value).map(|found| found.place);
                place.map_or(Aim::Unknown, |place| Aim::Entry { place, pointer })
            }
            (Some(entry), _) => entry,
            (None, _) => aim,
        };
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
        }
    }

    /// Aims a paragraph that was moved within a text at its new place there, though an entry of a list could stand there, too.
    pub fn within(&mut self, text: usize, values: &Values<'_>, sources: &Sources) {
        let aim = self.remark.anchor.map(|anchor| values.aim(anchor, &self.remark.at));
        let aim = aim.filter(|aim| matches!(aim, Aim::Text { value, .. } if *value == text));
        if let (Aim::Entry { .. }, Some(aim)) = (&self.aim, aim) {
            self.place = place(&self.remark, &aim, values, sources);
            self.aim = aim;
        }
    }

    /// Returns whether it is a change that can be written: prose, of one string, that is there as it was sent.
    pub fn is_writable(&self) -> bool {
        self.obstacle().is_none()
    }

    /// Why the program cannot write it; none if that can be tried.
    pub fn obstacle(&self) -> Option<String> {
        let Remark { kind, removed, added, joins, other_setting, .. } = &self.remark;
        let of_kind = match kind {
            RemarkKind::Comment { .. } => Some("comments are not changes"),
            RemarkKind::DamagedNote => Some("nobody changed it: the word processor damaged the note"),
            RemarkKind::Join => Some("it joins two paragraphs"),
            _ if *joins => Some("it joins two paragraphs"),
            RemarkKind::Link => Some("the address of a link is written in the definition"),
            RemarkKind::Alt => Some("the description of a picture is changed in the definition"),
            RemarkKind::Level { .. } => Some("the level of an entry in its list is changed in the definition"),
            _ if added.contains(PICTURE) || removed.contains(PICTURE) => Some("it has a picture"),
            _ if added.contains(EQUATION) => Some("it has an equation"),
            _ if added.contains(SYMBOL) => Some("it has a sign of a font for signs, which stands for another letter"),
            _ if added.contains('\t') => Some("it has a tab, which texts do not have"),
            _ if added.contains(BREAK) => Some("it has a line break within a paragraph"),
            RemarkKind::Cell => Some("a table has as many cells in each row"),
            RemarkKind::Row => Some("a row of a table is an entry of the definition, and not a text"),
            RemarkKind::Moved => Some("what was moved is an entry of the definition, and not a text"),
            _ if removed == added => Some("it changes nothing"),
            _ if other_setting.is_some() => {
                Some("the new paragraph is set otherwise than the one beside it: it is no part of its text")
            }
            _ => None,
        };
        let of_stroke = || {
            let id = self.remark.stroke.as_ref()?;
            Some(format!("it is one change with {id}, which joins two paragraphs"))
        };
        let of_aim = || match &self.aim {
            Aim::Derived { words, .. } => {
                Some(format!("`{}` is derived, and not written as it is printed", quoted(words)))
            }
            Aim::Reference { to, .. } => Some(format!("it is in the words that `{to}` prints")),
            Aim::Several(_) => Some("it reaches over several texts".to_owned()),
            Aim::Changed(_) => Some("the definition was changed here since the file was sent out".to_owned()),
            Aim::Gone(_) => Some("what it was written in is not in the definition any more".to_owned()),
            Aim::Entry { .. } => Some("the paragraph is an entry of the definition, and not a text".to_owned()),
            Aim::Unknown => Some("it is not known where in the definition it belongs".to_owned()),
            Aim::Text { .. } if !self.is_own => Some("it is not in the definition of this pack".to_owned()),
            Aim::Text { is_whole: true, .. } if added.is_empty() => Some(ALL_OF_TEXT.to_owned()),
            Aim::Text { .. } => None,
        };
        of_kind.map(str::to_owned).or_else(of_stroke).or_else(of_aim)
    }
}

/// Returns whether a change puts a paragraph before or after one, or takes one away.
fn is_of_paragraph(remark: &Remark, values: &Values<'_>, anchor: usize) -> bool {
    let length = values.map().anchors[anchor].text().chars().count();
    let Remark { at, added, .. } = remark;
    let is_removed = *at == (0..length) && length > 0 && added.trim().is_empty();
    let is_before = *at == (0..0) && added.ends_with('\n');
    let is_after = *at == (length..length) && added.starts_with('\n');
    remark.is_change() && (is_removed || is_before || is_after)
}

/// Returns whether a new paragraph stands at the edge of a text that is an entry of a list, or belongs to one that follows another entry:
/// it may be an entry of its own.
fn is_beside_entry(remark: &Remark, values: &Values<'_>, anchor: usize, aim: &Aim) -> bool {
    let Aim::Text { value, .. } = aim else { return false };
    let is_before = remark.at.end == 0;
    remark.removed.is_empty() && values.is_edge_of_entry(anchor, *value, is_before)
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
        Aim::Gone(_) => None,
        Aim::Entry { place, .. } => Some(*place),
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
pub(super) fn quoted(text: &str) -> String {
    if !text.is_empty() && text.trim_matches(' ').is_empty() {
        return "␣".repeat(text.len().min(9));
    }
    let text = text.trim_matches(' ').replace('`', "'").replace('\n', "¶").replace('\t', "⇥").replace(BREAK, "↵");
    text.replace(PICTURE, "[picture]")
        .replace(EQUATION, "[equation]")
        .replace(SYMBOL, "[symbol]")
        .chars()
        .filter(|c| !c.is_control())
        .collect()
}
