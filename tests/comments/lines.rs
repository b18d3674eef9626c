//! Paragraphs in which lines end, and words with signs of Markdown: what is changed in them is written where it stands.

use super::passages::{built, messages, sent, texts, told_and_applied};
use super::reviewer::Edit;
use super::round::{BY, board, definition, findings, paragraph};
use super::within::replaced;

/// The title of an annex below its number.
const HEADING: &str = "<w:br/></w:r><w:r><w:t xml:space=\"preserve\">Reserves Policy";
const LINES: &str = "First line here.  \nSecond line here.\n\nAnother paragraph.";

/// A text in which somebody adds words at the end or at the beginning of a line that has some words.
fn beside(text: &str, words: &str, added: &str, is_after: bool) -> String {
    let run = format!("<w:ins w:id=\"85\" {BY}><w:r><w:t xml:space=\"preserve\">{added}</w:t></w:r></w:ins>");
    let at = text.find(words).unwrap();
    let (start, end) = (text[..at].rfind("<w:r>").unwrap(), at + text[at..].find("</w:r>").unwrap() + "</w:r>".len());
    let at = if is_after { end } else { start };
    format!("{}{run}{}", &text[..at], &text[at..])
}

#[test]
fn words_of_a_paragraph_in_which_a_line_ends_are_changed_where_they_stand() {
    let (_, minutes) = sent(&[LINES]);
    let edits: [(Edit<'_>, &str, &str); 6] = [
        (&|text| replaced(&text, "First", "Upper"), "First", "Upper"),
        (&|text| replaced(&text, "Second", "Lower"), "Second", "Lower"),
        (&|text| replaced(&text, "line here.", "row there."), "line here.", "row there."),
        (&|text| beside(&text, "First line", " More.", true), "here.  ", "here. More.  "),
        (&|text| beside(&text, "Second line", "Then: ", false), "Second", "Then: Second"),
        (&|text| beside(&text, "Second line", " More.", true), "line here.\n\n", "line here. More.\n\n"),
    ];
    for (edit, was, now) in edits {
        let (scratch, _) = sent(&[LINES]);
        let (told, said) = told_and_applied(&scratch, &minutes, edit);
        assert_eq!(findings(&told).len(), 1, "{was}: {told}");
        assert_eq!(texts(&scratch), [LINES.replacen(was, now, 1)], "{said}");
        // It is written, and not told again.
        assert_eq!(messages(&scratch.run(&["comments", "mo.docx", "--format", "json"]).1), [""; 0], "{was}");
    }
}

#[test]
fn a_title_below_a_number_can_be_changed_and_the_number_is_derived() {
    let (scratch, _) = board();
    let annexes = built(&scratch, "board", "annexes.docx");
    let (told, said) = told_and_applied(&scratch, &annexes, |text| {
        let heading = paragraph(&text, HEADING).to_owned();
        text.replacen(&heading, &replaced(&heading, "Policy", "Rules"), 1)
    });
    assert_eq!(messages(&told), ["Ana replaces `Policy` by `Rules`"]);
    assert!(definition(&scratch).contains("\"Reserves Rules\""), "{said}");
    let (scratch, _) = board();
    for (was, now) in [("1", "7"), ("Annex\u{a0}1", "Appendix B")] {
        let before = definition(&scratch);
        let (told, said) = told_and_applied(&scratch, &annexes, |text| {
            let heading = paragraph(&text, HEADING).to_owned();
            text.replacen(&heading, &replaced(&heading, was, now), 1)
        });
        let told = findings(&told);
        assert!(told.len() == 1 && told[0]["code"] == "changed-derived", "{now}: {told:?}");
        assert_eq!(definition(&scratch), before, "{said}");
    }
}

#[test]
fn signs_that_a_reviewer_types_are_signs() {
    let text = "The members agreed.";
    let (_, minutes) = sent(&[text]);
    for typed in ["[the Chair](s)", "![chart](a.png)", "[1]: (a)", "[^1](b)", "a \\](b)"] {
        let (scratch, _) = sent(&[text]);
        let (told, said) = told_and_applied(&scratch, &minutes, |text| replaced(&text, "members", typed));
        assert_eq!(findings(&told).len(), 1, "{typed}: {told}");
        assert!(said.contains("wrote 1 text"), "{typed}: {said}");
        assert_ne!(texts(&scratch), [text], "{typed}");
        let (_, told, _) = scratch.run(&["comments", "mo.docx", "--format", "json"]);
        assert!(findings(&told).is_empty(), "{typed}: {told}");
    }
}
