//! Codes of the findings about files of reviewers.

use crate::finding::{Code, Group};

/// All codes of this module.
pub const CODES: &[&Code] = &[
    &COMMENT,
    &PROPOSED_INSERTION,
    &PROPOSED_DELETION,
    &PROPOSED_REPLACEMENT,
    &PROPOSED_MOVE,
    &WITHDRAWN_CHANGE,
    &UNTRACKED_CHANGE,
    &CHANGED_DERIVED,
    &CHANGED_REFERENCE,
    &CHANGED_SINCE,
    &UNPLACED_REMARK,
    &DAMAGED_NOTE,
    &BREAKS_APPROVALS,
    &NOT_APPLIED,
    &LOST_MAP,
    &UNREADABLE_WORD_FILE,
    &OTHER_WORD_FILE,
    &SEVERAL_AUDIENCES,
    &RENAMED_PACK,
];

pub(super) const COMMENT: Code = Code::warning(
    "comment",
    "A reviewer commented on words of a Word file that was sent out. The place is that of the words in the definition. A comment \
     changes nothing; answer it in the matrix of comments (`--matrix`).",
);
pub(super) const PROPOSED_INSERTION: Code = Code::warning(
    "proposed-insertion",
    "A reviewer adds words, with changes recorded. The place is where they would be written. `--apply` writes them.",
);
pub(super) const PROPOSED_DELETION: Code = Code::warning(
    "proposed-deletion",
    "A reviewer deletes words, with changes recorded. The place is that of the words in the definition. `--apply` removes them. A \
     text that is deleted completely is not removed by the program: remove its entry from the definition yourself.",
);
pub(super) const PROPOSED_REPLACEMENT: Code = Code::warning(
    "proposed-replacement",
    "A reviewer puts words in the place of others, with changes recorded. The place is that of the earlier words in the \
     definition. `--apply` writes the new ones.",
);
pub(super) const PROPOSED_MOVE: Code = Code::warning(
    "proposed-move",
    "A reviewer moves words or a paragraph, or gives a paragraph another level in its list. The place is where the words are now; \
     where they would go is named beside it. Items, decisions and annexes are moved in the definition, and not by the program; so \
     are levels of lists changed.",
);
pub(super) const WITHDRAWN_CHANGE: Code = Code::warning(
    "withdrawn-change",
    "A reviewer deletes words that another reviewer had added in the same file. The addition is reported as well; \
     choose it with `--only` if it is to be written nevertheless.",
);
pub(super) const UNTRACKED_CHANGE: Code = Code::warning(
    "untracked-change",
    "The text differs from the one that was sent out, and the word processor recorded no change: somebody turned \
     recording off. The author is not known, so `--apply` writes the change only if you choose it with `--only`.",
);
pub(super) const CHANGED_DERIVED: Code = Code::warning(
    "changed-derived",
    "A reviewer changed words that are not written in the definition as they are printed: a number that comes from the order, a \
     date in words, a name from the registry, a heading that the program adds. The finding says what they are derived from; change \
     that, if the reviewer is right.",
);
pub(super) const CHANGED_REFERENCE: Code = Code::warning(
    "changed-reference",
    "A reviewer changed a part of the words that a reference (`@id`) prints. They come from what it refers to: change its title or \
     name there, or write words in the place of the reference.",
);
pub(super) const CHANGED_SINCE: Code = Code::warning(
    "changed-since",
    "The words that a reviewer changed or commented on were changed in the definition after the file was sent out, so \
     the proposal no longer fits. The note shows it beside the text as it was sent. Decide what the text should be, \
     and write it.",
);
pub(super) const UNPLACED_REMARK: Code = Code::warning(
    "unplaced-remark",
    "It could not be determined where in the definition a change or a comment belongs: it is in the head or foot of pages, in a \
     text that the reviewer pasted, or in a file whose bookmarks were lost. The note has the words around it.",
);
pub(super) const DAMAGED_NOTE: Code = Code::warning(
    "damaged-note",
    "A footnote is empty or has the text of another one, and no change was recorded. Word processors damage footnotes when a file \
     with comments is opened again; nobody deleted it. The text in the definition is unchanged.",
);
pub(super) const BREAKS_APPROVALS: Code = Code::warning(
    "breaks-approvals",
    "People have approved the minutes in their present wording, or they were circulated or adopted. Changes that are written now \
     are not covered by these approvals: those who gave them must approve again (`packwright approve`).",
)
.of(Group::Contradiction);
pub(super) const NOT_APPLIED: Code = Code::warning(
    "not-applied",
    "A change that was chosen was not written; the message says why. It may be in words that are derived, or the document would not \
     print what the reviewer wrote, or it excludes another change that was chosen. Write it yourself.",
);
pub(super) const LOST_MAP: Code = Code::warning(
    "lost-map",
    "The part of the Word file that says where its texts are written was lost: the text was copied into another document, or the \
     file went through a program that drops it. Its paragraphs were compared with the documents as they are now.",
);
pub(super) const UNREADABLE_WORD_FILE: Code = Code::error(
    "unreadable-word-file",
    "The file is not a Word file (DOCX), is damaged, is protected by a password, or is larger than what is read. \
     Nothing was read from it.",
);
pub(super) const OTHER_WORD_FILE: Code = Code::error(
    "other-word-file",
    "The Word file was made from a different pack, or from no pack, so nothing in it can belong to this one. Name the \
     right file; or name the pack that it was made from with `--pack`, also if that pack was only renamed. A matrix of \
     comments is not such a file: write responses into `responses.json`, and make the matrix again.",
)
.of(Group::Contradiction);
pub(super) const RENAMED_PACK: Code = Code::warning(
    "renamed-pack",
    "The Word file was made from a pack of another name, which is not in the workspace any more. As you named the pack with `--pack`, it is \
     taken for the same one: its texts are found by their ids, and by what they say.",
);
pub(super) const SEVERAL_AUDIENCES: Code = Code::error(
    "several-audiences",
    "A matrix of comments was asked for of files that are for different audiences. It shows the texts around each comment, and would \
     give one audience what only another may read. Make a matrix for each audience.",
)
.of(Group::Contradiction);
