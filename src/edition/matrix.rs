//! The matrix of comments: what reviewers said of documents that were sent out, and the responses, as plain data.

use crate::compare::Piece;

/// All comments and proposed changes, in the order of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CommentMatrix {
    /// Those of each document.
    pub groups: Vec<MatrixGroup>,
}

/// The comments on one document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MatrixGroup {
    /// The title of the document.
    pub title: String,
    /// Its comments.
    pub rows: Vec<MatrixRow>,
}

/// A comment or a proposed change, with the response.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MatrixRow {
    /// The id of the remark, which stays over rounds.
    pub id: String,
    /// The heading under which the paragraph stands, with its number.
    pub heading: String,
    /// The number of the paragraph as printed; empty if it has none.
    pub mark: String,
    /// The paragraph as it was sent, shortened around the passage if it is long.
    pub sent: String,
    /// What is remarked.
    pub what: MatrixRemark,
    /// Who remarked it; none if that was not recorded.
    pub author: Option<String>,
    /// When: a day, or what the file has in its place.
    pub date: String,
    /// What became of it: the name of a label, `response-accepted`.
    pub state: Option<&'static str>,
    /// The response.
    pub response: String,
}

/// What a reviewer remarks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MatrixRemark {
    /// Other words are proposed: these, with a few of the words around them.
    Change(Vec<Piece>),
    /// A passage is moved: where it was, none if it is the whole paragraph; and the words after which it would stand, if they are
    /// known.
    Move(Vec<Piece>, Option<String>),
    /// A paragraph is joined with the next one.
    Join,
    /// A paragraph has another level in its list.
    Level,
    /// What somebody else had added is removed again.
    Withdrawal(String),
    /// A comment.
    Comment {
        /// The words that it is about.
        on: String,
        /// Its paragraphs.
        lines: Vec<String>,
        /// The author of the comment that it answers.
        answers: Option<String>,
        /// True if somebody marked it as resolved.
        is_resolved: bool,
    },
}

impl Default for MatrixRemark {
    fn default() -> Self {
        Self::Change(Vec::new())
    }
}

impl CommentMatrix {
    /// The number of comments.
    pub fn count(&self) -> usize {
        self.groups.iter().map(|group| group.rows.len()).sum()
    }

    /// Changes all texts.
    pub fn map_texts(&mut self, change: &dyn Fn(&str) -> String) {
        let of_pieces = |pieces: &mut Vec<Piece>| pieces.iter_mut().for_each(|piece| piece.text = change(&piece.text));
        for row in self.groups.iter_mut().flat_map(|group| &mut group.rows) {
            let texts = [&mut row.heading, &mut row.mark, &mut row.sent, &mut row.date, &mut row.response];
            texts.into_iter().chain(&mut row.author).for_each(|text| *text = change(text));
            match &mut row.what {
                MatrixRemark::Change(pieces) => of_pieces(pieces),
                MatrixRemark::Move(from, after) => {
                    of_pieces(from);
                    after.iter_mut().for_each(|text| *text = change(text));
                }
                MatrixRemark::Join | MatrixRemark::Level => {}
                MatrixRemark::Withdrawal(of) => *of = change(of),
                MatrixRemark::Comment { on, lines, answers, .. } => {
                    lines.iter_mut().chain(answers).chain([on]).for_each(|text| *text = change(text));
                }
            }
        }
    }
}
