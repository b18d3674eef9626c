//! What there is to see in an opened file. Each file here answers one question of an officer's, walks what it has to walk
//! without recursing, and takes every step from the budget.

mod actions;
mod canvas;
mod document;
mod fonts;
mod forms;
mod operand;
mod painted;

pub(crate) use actions::Actions;
pub(crate) use document::{attached, attachments, hidden, language, restrictions, tagging, title};
pub(crate) use forms::{FormFacts, form};
pub(crate) use painted::{Painted, painted};
