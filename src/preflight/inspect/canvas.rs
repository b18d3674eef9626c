//! The state that an operator works on: the part of the graphics state (ISO 32000-1, 8.4) that is asked for.

use lopdf::Dictionary;

use crate::pdf::Matrix;

/// The most states that are kept; the standard's own limit was 28 (annex C).
const MOST_STATES: usize = 512;

/// The state while something is drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct State<'a> {
    /// From the place of drawing to the page.
    pub(crate) matrix: Matrix,
    /// The font that text is shown in.
    pub(crate) font: Option<&'a Dictionary>,
    /// True if text is shown without being seen (9.3.6, mode 3), as under recognized scans.
    pub(crate) is_invisible: bool,
}

/// The states of one content stream.
#[derive(Debug)]
pub(crate) struct Canvas<'a> {
    pub(crate) state: State<'a>,
    kept: Vec<State<'a>>,
    /// The number of states that were not kept because there were too many.
    lost: usize,
}

impl<'a> State<'a> {
    /// At the beginning of a page.
    pub(crate) const START: Self = Self { matrix: Matrix::IDENTITY, font: None, is_invisible: false };
}

impl<'a> Canvas<'a> {
    pub(crate) fn new(state: State<'a>) -> Self {
        Self { state, kept: Vec::new(), lost: 0 }
    }

    /// The operator `q`.
    pub(crate) fn save(&mut self) {
        if self.kept.len() < MOST_STATES {
            self.kept.push(self.state);
        } else {
            self.lost += 1;
        }
    }

    /// The operator `Q`; one too many does nothing.
    pub(crate) fn restore(&mut self) {
        if self.lost > 0 {
            self.lost -= 1;
        } else if let Some(state) = self.kept.pop() {
            self.state = state;
        }
    }
}
