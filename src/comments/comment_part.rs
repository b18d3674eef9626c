//! The comments of a Word file.

use std::collections::{BTreeMap, BTreeSet};

use super::stamps::Stamp;
use super::xml::{Step, Tags};

#[derive(Debug, Clone, Default)]
pub(super) struct Comment {
    /// Its number in the file.
    pub(super) number: String,
    pub(super) by: Stamp,
    pub(super) text: String,
    /// True if somebody marked it as resolved.
    pub(super) is_resolved: bool,
    /// The number of the comment that it answers.
    pub(super) answers: Option<String>,
    /// The marks of its paragraphs, by which others answer it.
    paragraphs: Vec<String>,
}

/// Reads the comments; none if the part is damaged. `extended` is the part that says which are answers, and which are resolved.
pub(super) fn read(xml: &str, extended: &str) -> Option<Vec<Comment>> {
    let mut comments: Vec<Comment> = Vec::new();
    let mut tags = Tags::of(xml);
    let mut is_text = false;
    while let Some(step) = tags.step() {
        match step {
            Step::Start(tag) => {
                let text = |name: &str| tag.attribute(name).unwrap_or_default();
                match (tag.name().as_str(), comments.last_mut()) {
                    ("w:comment", _) => comments.push(Comment {
                        number: text("id"),
                        by: Stamp { author: text("author"), date: text("date"), is_move: false },
                        ..Comment::default()
                    }),
                    ("w:p", Some(comment)) => {
                        comment.paragraphs.push(text("paraId"));
                        if !comment.text.is_empty() {
                            comment.text.push('\n');
                        }
                    }
                    ("w:t", _) => is_text = true,
                    ("w:br" | "w:cr", Some(comment)) => comment.text.push(' '),
                    // The settings of a paragraph state where its tabs are.
                    ("w:tab", Some(comment)) if tag.attribute("val").is_none() => comment.text.push(' '),
                    ("w:noBreakHyphen", Some(comment)) => comment.text.push('\u{2011}'),
                    _ => {}
                }
            }
            Step::Text(text) if is_text => {
                comments.last_mut().into_iter().for_each(|comment| comment.text.push_str(&text))
            }
            Step::Text(_) => {}
            Step::End(name) => is_text &= name != "w:t",
        }
    }
    extend(&mut comments, extended);
    (xml.is_empty() || !tags.is_broken).then_some(comments)
}

fn extend(comments: &mut [Comment], extended: &str) {
    let (mut resolved, mut parents) = (BTreeSet::new(), BTreeMap::new());
    let mut tags = Tags::of(extended);
    while let Some(tag) = tags.next_start("commentEx") {
        let Some(paragraph) = tag.attribute("paraId") else { continue };
        if tag.attribute("done").is_some_and(|done| done == "1" || done == "true") {
            resolved.insert(paragraph.clone());
        }
        if let Some(parent) = tag.attribute("paraIdParent") {
            parents.insert(paragraph, parent);
        }
    }
    let numbers: BTreeMap<String, String> = comments
        .iter()
        .flat_map(|comment| comment.paragraphs.iter().map(|paragraph| (paragraph.clone(), comment.number.clone())))
        .collect();
    for comment in comments {
        comment.is_resolved = comment.paragraphs.iter().any(|paragraph| resolved.contains(paragraph));
        let parent = comment.paragraphs.iter().find_map(|paragraph| parents.get(paragraph));
        comment.answers = parent.and_then(|parent| numbers.get(parent).cloned());
    }
}
