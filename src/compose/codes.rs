//! Findings of composing.

use crate::finding::{Code, Group};

/// All codes of this module.
pub const CODES: &[&Code] = &[
    &MISSING_LABELS,
    &MISSING_LABEL,
    &BAD_LABELS,
    &BAD_STYLE,
    &UNREADABLE_TEMPLATE,
    &TEMPLATE_SYNTAX,
    &TEMPLATE_ERROR,
    &COMPARED_WORDS,
    &TEMPLATE_ELEMENT,
    &UNKNOWN_DOCUMENT,
    &UNKNOWN_TEMPLATES,
    &BAD_LOOK,
    &UNUSED_TEMPLATE,
    &UNUSED_LABEL,
    &HIDDEN_FUNCTION,
    &UNKNOWN_LABEL,
    &UNFILLED_LABEL,
    &ENGLISH_LABELS,
    &MISSING_PICTURE,
    &BAD_PICTURE,
];

pub(super) const MISSING_LABELS: Code = Code::error(
    "missing-labels",
    "There is no label file for a language of the pack. Labels are the words that documents add by themselves: \
     headings, \"page 2 of 5\", dates. A language is added by one file `templates/labels/<language>.ftl`.",
);
pub(super) const MISSING_LABEL: Code =
    Code::error("missing-label", "A label that the documents need is not in the label file of the language.");
pub(super) const BAD_LABELS: Code = Code::error(
    "bad-labels",
    "A label file is not in the form of Project Fluent: one `name = text` on each line, variables as `{ $name }`, \
     further lines indented. Or a label is empty that documents cannot do without, such as a heading over others.",
);
pub(super) const BAD_STYLE: Code = Code::error(
    "bad-style",
    "A style sheet of the workspace (`*.css`) has a brace, comment or text that is not closed, or closes one that is not open. Browsers \
     would silently leave out all that follows. Or it loads another file (`@import`, `url(…)`): the page for browsers is one file, and \
     loads nothing.",
);
pub(super) const UNREADABLE_TEMPLATE: Code = Code::error(
    "unreadable-template",
    "A template of the workspace cannot be read, or is not UTF-8 text. The program's own template is not used instead, \
     because the pack would then not look as intended.",
);
pub(super) const TEMPLATE_SYNTAX: Code = Code::error(
    "template-syntax",
    "A template is not in the form of MiniJinja (Jinja2): a block is not closed, or an expression is incomplete.",
);
pub(super) const TEMPLATE_ERROR: Code = Code::error(
    "template-error",
    "A template uses something that does not exist: a name, a filter, a function, or a template to include; or it \
     includes itself without end. \
     `packwright context PACK` prints what templates see.",
);
pub(super) const COMPARED_WORDS: Code = Code::warning(
    "compared-words",
    "A template compares words with a text, as in `item.title == \"Opening\"` or `t(\"column-date\") == \"Date\"`. Words of the definition \
     and labels know where they are written, and are never equal to a text: compare `item.title|string`. Names such as `item.purpose` or `meeting.status` are plain texts, and better \
     to compare: they are the same in every language.",
);
pub(super) const TEMPLATE_ELEMENT: Code = Code::error(
    "template-element",
    "A template has an unknown element, an attribute that its element does not have, an element in a place where it is \
     not allowed, or one that is never closed. `templates/README.md` lists the elements, each with an example. An element \
     of your own is a function of the same name in a file of `templates/shape/`.",
);
pub(super) const UNKNOWN_DOCUMENT: Code = Code::error(
    "unknown-document",
    "`pack` names a document that no template makes. The program makes `agenda`, `annotated-agenda`, `timetable`, \
     `attendance`, `annexes`, `minutes`, `decisions`, `resolutions`, `summary`, `register`, `redline`, `changes`, \
     `comments` and `complete`; a workspace adds its own by a file `templates/<name>.xml.j2`.",
);
pub(super) const UNKNOWN_TEMPLATES: Code = Code::error(
    "unknown-templates",
    "`style` names a set of templates that does not exist. The program has `un` and `plain`; a workspace adds its own as a \
     folder in `templates/`.",
);
pub(super) const BAD_LOOK: Code = Code::error(
    "bad-look",
    "Something in `templates/look.json` cannot be used, or a colour of text can hardly be read on the page. It holds \
     the look of a body's documents: colours as `#rrggbb`, typefaces, `paper`, `duplex`, `stamp` and `logo`. Whatever it \
     leaves out is taken from the program's own look.",
);
pub(super) const UNUSED_TEMPLATE: Code = Code::warning(
    "unused-template",
    "Nothing uses a file in `templates/`: its name is not that of a template (`*.xml.j2`), a shape, a style sheet, a \
     label file, a look or a picture, or it is in a folder that is not searched. Or a file of shapes has a function that no \
     element and no other function uses. `templates/README.md` says which files and functions are used.",
);
pub(super) const UNUSED_LABEL: Code = Code::warning(
    "unused-label",
    "A label file of the workspace has a label that no document asks for. It is usually misspelt; then the words that \
     it should replace are still printed. `packwright labels` prints all names.",
);
pub(super) const HIDDEN_FUNCTION: Code = Code::warning(
    "hidden-function",
    "Two shapes of the workspace define a function of the same name. Shapes are read in the order of their names, and \
     the last definition is used. The one in the other file has no effect.",
);
pub(super) const MISSING_PICTURE: Code = Code::error(
    "missing-picture",
    "A text shows a picture, `![description](file)`, but the file is not in the pack's folder, or cannot be read.",
);
pub(super) const BAD_PICTURE: Code = Code::error(
    "bad-picture",
    "A picture cannot be shown: it is not of the kind that its ending says (PNG, JPEG and SVG files can be shown), it is \
     damaged, has more than 50 million pixels (250 million together with the others of the pack), is in CMYK colours, \
     or has more data beside its pixels than a picture needs (a colour profile of more than 4 MB). Or it is an SVG \
     that includes other files, includes its parts in themselves or too often, or has filters that take too long.",
);
pub(super) const UNKNOWN_LABEL: Code = Code::error(
    "unknown-label",
    "`labels` of a `style` names a label that does not exist. `packwright labels` prints all labels with their words.",
);
pub(super) const ENGLISH_LABELS: Code = Code::warning(
    "english-labels",
    "In a language that the program has no labels for, labels that the documents of this pack use are word for word the \
     English ones. Labels of a single word, which may be the same in both languages, are not compared.",
)
.of(Group::Completeness);
pub(super) const UNFILLED_LABEL: Code = Code::error(
    "unfilled-label",
    "A label uses a value that it does not get, `{ $nmae }`, refers to a label that does not exist, `{ venue }`, or to itself, or uses a function that does not \
     exist. This is also reported of a form of it that is not printed, and of the value by which a form is chosen. The names of \
     its values are in our label file, which `packwright labels` prints. In a template they are the arguments of `t`.",
);
