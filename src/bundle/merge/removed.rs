//! Parts that are removed, for findings.

/// Something of an outside document that is not in the bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Removed {
    /// The outside document, counted from 0.
    pub document: usize,
    /// Its page, counted from 0; none if it belonged to the document as a whole.
    pub page: Option<usize>,
    /// The kind of part.
    pub what: Removal,
}

/// The kinds of removed parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Removal {
    /// A script, in an action, an address or the document's names.
    Script,
    /// An action that starts a program or opens a file of the system.
    Launch,
    /// A link into another file (remote and embedded go-to actions, `file:` addresses).
    OtherFile,
    /// A link to a page that is not used, or to nothing.
    UnusedPage,
    /// An action that sends or fills in a form.
    FormAction,
    /// A film, a sound, a 3D model or rich media.
    Media,
    /// An action by a name that viewers need not know, or of a kind that archives forbid.
    OtherAction,
    /// An action that happens when the document or a page is opened, or a field left.
    Trigger,
    /// An attached file.
    Attachment,
    /// A form field; its appearance is kept, as part of the page.
    Field,
    /// A signature field; its appearance is kept, as part of the page.
    Signature,
    /// A form that only one viewer can draw (XFA).
    DynamicForm,
    /// An annotation without an appearance that viewers would agree on.
    Annotation,
    /// Part of the page that would be read from another file.
    OutsideStream,
    /// Structure elements nested deeper than any reader follows.
    DeepStructure,
    /// A switch for the state of a layer; hidden content is still hidden.
    LayerSwitch,
}

/// Collects what one outside document loses.
#[derive(Debug, Default)]
pub(super) struct Losses(Vec<(Option<usize>, Removal)>);

impl Losses {
    pub(super) fn add(&mut self, page: Option<usize>, what: Removal) {
        self.0.push((page, what));
    }

    /// All of them, of one document, in order.
    pub(super) fn of(mut self, document: usize) -> Vec<Removed> {
        self.0.sort_unstable();
        self.0.into_iter().map(|(page, what)| Removed { document, page, what }).collect()
    }
}
