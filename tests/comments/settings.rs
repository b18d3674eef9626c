//! How paragraphs are set: a new one at another level of a list, or in a quotation or not, is one added paragraph, and what stood there
//! before it is as it was. Nothing is written into a list or a quotation, or out of one, against what the Word file says.

use super::passages::{marked, messages, moving, sent, texts, told_and_applied, without_bookmarks};
use super::round::{BY, findings, paragraph};
use super::within::replaced;

const LIST: &str = "A list:\n\n- apples\n- pears\n  - small pears\n- plums\n\nAfter it.";
const NUMBERS: &str = "Numbers:\n\n1. first thing\n2. second thing\n   1. first half\n3. third thing\n\nAfter them.";
const QUOTATION: &str = "He read:\n\n> First words.\n>\n> Second words.\n\nAfter them. And more.";

/// How somebody adds a paragraph.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Way {
    /// With the key at the end of the one before: the end of that one is recorded as added.
    Key,
    /// Pasted: its own end is recorded as added.
    Pasted,
    /// Without being recorded.
    Unrecorded,
}

fn properties(paragraph: &str) -> &str {
    &paragraph[paragraph.find("<w:pPr>").unwrap() + "<w:pPr>".len()..paragraph.find("</w:pPr>").unwrap()]
}

/// A text with a new paragraph after the one with some words, set like another one.
fn with_new(text: &str, (after, like): (&str, &str), way: Way) -> String {
    let (before, like) = (paragraph(text, after).to_owned(), properties(paragraph(text, like)).to_owned());
    let run = "<w:r><w:t xml:space=\"preserve\">Brand new.</w:t></w:r>";
    let recorded = format!("<w:ins w:id=\"70\" {BY}>{run}</w:ins>");
    let mark = format!("<w:rPr><w:ins w:id=\"71\" {BY}/></w:rPr>");
    let former = properties(&before);
    let change = match like == former {
        true => String::new(),
        false => format!("<w:pPrChange w:id=\"72\" {BY}><w:pPr>{former}</w:pPr></w:pPrChange>"),
    };
    let both = match way {
        Way::Key => format!(
            "{}<w:p><w:pPr>{like}{change}</w:pPr>{recorded}</w:p>",
            before.replacen("</w:pPr>", &format!("{mark}</w:pPr>"), 1)
        ),
        Way::Pasted => format!("{before}<w:p><w:pPr>{like}{mark}</w:pPr>{recorded}</w:p>"),
        Way::Unrecorded => format!("{before}<w:p><w:pPr>{like}</w:pPr>{run}</w:p>"),
    };
    text.replacen(&before, &both, 1)
}

#[test]
fn a_new_paragraph_that_is_set_otherwise_is_added_and_the_one_before_it_is_as_it_was() {
    let all = [LIST, NUMBERS, QUOTATION];
    let (_, minutes) = sent(&all);
    for (after, like, set) in [
        ("apples", "small pears", "at a lower level"),
        ("small pears", "plums", "at a higher level"),
        ("plums", "After it", "is no entry of the list"),
        ("second thing", "first half", "at a lower level"),
        ("first half", "third thing", "at a higher level"),
        ("third thing", "After them", "is no entry of the list"),
        ("After it", "plums", "is an entry of a list"),
        ("First words", "After them. And", "is not set as a quotation"),
        ("Second words", "After them. And", "is not set as a quotation"),
        ("He read", "First words", "is set as a quotation"),
    ] {
        for way in [Way::Key, Way::Pasted, Way::Unrecorded] {
            let (scratch, _) = sent(&all);
            let (told, said) = told_and_applied(&scratch, &minutes, |text| with_new(&text, (after, like), way));
            let told = findings(&told);
            assert_eq!(told.len(), 1, "{after}, {like}, {way:?}: {told:?}");
            let (message, code) = (told[0]["message"].as_str().unwrap(), told[0]["code"].as_str().unwrap());
            assert!(message.contains("Brand new.") && code != "proposed-move", "{told:?}");
            let now = texts(&scratch);
            // Beside the next one, it may be set like that one: then it is written there.
            let is_like_next = told[0]["notes"].as_array().unwrap().len() == 1;
            assert!(is_like_next || told[0]["notes"].to_string().contains(set), "{after}, {like}, {way:?}: {told:?}");
            if is_like_next {
                assert_eq!(way, Way::Pasted, "{after}, {like}: {told:?}");
                continue;
            }
            assert!(now == all, "{after}, {like}, {way:?}: {said}{now:?}");
        }
    }
}

#[test]
fn a_new_paragraph_that_is_set_as_the_one_before_it_is_written_after_it() {
    let all = [LIST, NUMBERS, QUOTATION];
    let (_, minutes) = sent(&all);
    for (after, at, wanted) in [
        ("small pears", 0, "  - small pears\n  - Brand new.\n- plums"),
        ("plums", 0, "- plums\n- Brand new.\n\nAfter"),
        ("third thing", 1, "3. third thing\n4. Brand new.\n\nAfter"),
        ("First words", 2, "> First words.\n>\n> Brand new.\n>\n> Second words."),
        ("Second words", 2, "> Second words.\n>\n> Brand new.\n\nAfter"),
    ] {
        for way in [Way::Key, Way::Pasted] {
            let (scratch, _) = sent(&all);
            let (_, said) = told_and_applied(&scratch, &minutes, |text| with_new(&text, (after, after), way));
            assert!(texts(&scratch)[at].contains(wanted), "{after}, {way:?}: {said}{:?}", texts(&scratch));
        }
    }
}

#[test]
fn nothing_is_moved_into_a_quotation_or_out_of_it_against_what_the_file_says() {
    let all = [QUOTATION, "First plain.\n\nSecond plain."];
    let (_, minutes) = sent(&all);
    for (words, before) in [("Second plain", "Second words"), ("First words", "Second plain")] {
        let (scratch, _) = sent(&all);
        let (told, said) = told_and_applied(&scratch, &minutes, |text| moving(&text, &[words], before, |copy| copy));
        assert!(messages(&told).iter().any(|one| one.contains("Mo moves `")), "{told}");
        assert!(texts(&scratch) == all && said.contains("not-applied"), "{said}{:?}", texts(&scratch));
    }
    let (scratch, _) = sent(&all);
    let (_, said) =
        told_and_applied(&scratch, &minutes, |text| moving(&text, &["Second words"], "First words", |copy| copy));
    let swapped = "He read:\n\n> Second words.\n>\n> First words.\n\nAfter them. And more.";
    assert_eq!(texts(&scratch)[0], swapped, "{said}");
}

#[test]
fn a_paragraph_that_is_moved_to_the_first_place_of_its_text_is_written() {
    let all = ["Before it.", "First one.\n\nSecond one."];
    let (scratch, minutes) = sent(&all);
    let (_, said) =
        told_and_applied(&scratch, &minutes, |text| moving(&text, &["Second one"], "First one", |copy| copy));
    assert_eq!(texts(&scratch), ["Before it.", "Second one.\n\nFirst one."], "{said}");
}

#[test]
fn an_entry_and_words_beside_it_are_written_together_whoever_changed_them() {
    let (_, minutes) = sent(&[LIST]);
    for (way, words, by) in [(Way::Key, "After", "Below"), (Way::Pasted, "After", "Below"), (Way::Key, "plums", "figs")]
    {
        let (scratch, _) = sent(&[LIST]);
        let (_, said) = told_and_applied(&scratch, &minutes, |text| {
            replaced(&with_new(&text, ("small pears", "small pears"), way), words, by)
        });
        let wanted = LIST.replace("small pears", "small pears\n  - Brand new.").replace(words, by);
        assert_eq!(texts(&scratch), [wanted], "{way:?}, {words}: {said}");
    }
    let (scratch, _) = sent(&[LIST]);
    let (_, said) = told_and_applied(&scratch, &minutes, |text| {
        replaced(&moving(&text, &["pears</w:t>"], "apples", |copy| copy), "After", "Below")
    });
    assert!(said.contains("Below") && texts(&scratch)[0].ends_with("Below it."), "{said}");
}

#[test]
fn a_paragraph_that_is_deleted_is_not_told_to_have_another_level_too() {
    let (scratch, minutes) = sent(&[LIST]);
    let (told, said) = told_and_applied(&scratch, &minutes, |text| {
        let was = paragraph(&text, "plums").to_owned();
        let gone = marked(&was, "del").replacen("<w:ilvl w:val=\"0\"/>", "<w:ilvl w:val=\"1\"/>", 1);
        text.replacen(&was, &gone, 1)
    });
    assert_eq!(messages(&told), ["Mo deletes `plums`"], "{told}");
    assert_eq!(texts(&scratch), [LIST.replace("\n- plums", "")], "{said}");
}

#[test]
fn a_number_without_words_is_not_left_behind() {
    use super::passages::built;
    let scratch = crate::support::Scratch::new();
    let pack = "un-network-2023-02-08";
    super::copy(&crate::support::repository().join("packs"), "packs/", &scratch);
    let annexes = built(&scratch, pack, "annexes.docx");
    let path = format!("packs/{pack}/meeting.json");
    let before = std::fs::read(scratch.path().join(&path)).unwrap();
    for words in ["entities of the Network to include, in their", "the co-Chairs to see to it that"] {
        let (told, said) = told_and_applied(&scratch, &annexes, |text| {
            let gone = paragraph(&text, words).to_owned();
            text.replacen(&gone, &marked(&gone, "del"), 1)
        });
        assert!(messages(&told)[0].contains(words) && said.contains("would stand there without words"), "{said}");
        assert_eq!(std::fs::read(scratch.path().join(&path)).unwrap(), before);
    }
}

#[test]
fn a_copy_without_bookmarks_is_set_like_what_it_is_a_copy_of() {
    let (scratch, minutes) = sent(&[QUOTATION]);
    let (_, said) = told_and_applied(&scratch, &minutes, |text| {
        let second = paragraph(&text, "Second words").to_owned();
        let copy = marked(&without_bookmarks(&second), "ins").replace("Second", "Third");
        text.replacen(&second, &format!("{second}{copy}"), 1)
    });
    assert!(texts(&scratch)[0].contains("> Second words.\n>\n> Third words.\n\nAfter"), "{said}");
}
