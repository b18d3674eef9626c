//! What reviewers do with whole passages: it is written as a whole, or not at all; and what cannot be written is told.

use super::reviewer::{edited, with_parts};
use super::round::{BY, about, findings, paragraph};
use crate::support::{Scratch, unzipped, zip_of};

const DEFINITION: &str = "packs/texts/meeting.json";

/// A workspace with a pack whose minutes say these texts, and the minutes as they were sent out.
pub(super) fn sent(texts: &[&str]) -> (Scratch, Vec<u8>) {
    let scratch = super::workspace();
    let texts: Vec<_> = texts.iter().map(|text| serde_json::json!({ "text": text })).collect();
    let meeting = serde_json::json!({
        "version": 1, "title": "Texts", "body": "club", "bodies": { "club": { "name": "Club" } },
        "time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" },
        "agenda": [{ "id": "one", "title": "One item", "minutes": 60, "proceedings": texts }]
    });
    scratch.write(DEFINITION, serde_json::to_string_pretty(&meeting).unwrap().as_bytes());
    let minutes = built(&scratch, "texts", "minutes.docx");
    (scratch, minutes)
}

pub(super) fn built(scratch: &Scratch, pack: &str, document: &str) -> Vec<u8> {
    let (code, out, err) = scratch.run(&["build", pack, "--docx", "--no-cache", "--allow", "warnings"]);
    assert_eq!(code, 0, "{out}{err}");
    let zip = if pack == "texts" { "texts.zip".to_owned() } else { zip_of(pack) };
    unzipped(&std::fs::read(scratch.path().join("out").join(zip)).unwrap())[document].clone()
}

/// The texts of the definition.
pub(super) fn texts(scratch: &Scratch) -> Vec<String> {
    let text = std::fs::read_to_string(scratch.path().join(DEFINITION)).unwrap();
    let meeting: serde_json::Value = serde_json::from_str(&text).unwrap();
    let all = meeting["agenda"][0]["proceedings"].as_array().unwrap().clone();
    all.iter().map(|one| one["text"].as_str().unwrap().to_owned()).collect()
}

/// What is told of a file in which the text of the document was edited, and what is said when it is applied.
pub(super) fn told_and_applied(
    scratch: &Scratch,
    minutes: &[u8],
    edit: impl FnOnce(String) -> String,
) -> (String, String) {
    scratch.write("mo.docx", &edited(minutes, edit));
    let (_, told, _) = scratch.run(&["comments", "mo.docx", "--format", "json"]);
    let (_, out, err) = scratch.run(&["comments", "mo.docx", "--apply"]);
    (told, out + &err)
}

pub(super) fn messages(told: &str) -> Vec<String> {
    findings(told).iter().map(|one| one["message"].as_str().unwrap().to_owned()).collect()
}

/// A paragraph whose words, and whose end, somebody deleted or moved.
pub(super) fn marked(paragraph: &str, mark: &str) -> String {
    let gone = paragraph.replace("<w:r>", &format!("<w:{mark} w:id=\"72\" {BY}><w:r>"));
    let gone = gone.replace("</w:r>", &format!("</w:r></w:{mark}>"));
    let gone = match mark {
        "del" => gone.replace("<w:t ", "<w:delText ").replace("<w:t>", "<w:delText>").replace("</w:t>", "</w:delText>"),
        _ => gone,
    };
    gone.replacen("</w:pPr>", &format!("<w:rPr><w:{mark} w:id=\"73\" {BY}/></w:rPr></w:pPr>"), 1)
}

/// A text without its bookmarks: a word processor leaves them where they were.
pub(super) fn without_bookmarks(paragraph: &str) -> String {
    let parts = paragraph.split("<w:bookmark").enumerate();
    parts.map(|(at, part)| if at == 0 { part } else { part.split_once("/>").unwrap().1 }).collect()
}

/// Paragraphs, the first of which begins one half of a move, and the last of which ends it.
fn half(paragraphs: &[String], kind: &str, name: &str) -> Vec<String> {
    let start = format!("</w:pPr><w:{kind}RangeStart w:id=\"7\" {BY} w:name=\"{name}\"/>");
    let end = format!("<w:{kind}RangeEnd w:id=\"7\"/></w:p>");
    let last = paragraphs.len() - 1;
    let of = |(at, paragraph): (usize, &String)| {
        let paragraph = marked(paragraph, kind);
        let paragraph = if at == 0 { paragraph.replacen("</w:pPr>", &start, 1) } else { paragraph };
        if at == last { paragraph.replacen("</w:p>", &end, 1) } else { paragraph }
    };
    paragraphs.iter().enumerate().map(of).collect()
}

/// A text in which somebody moved the paragraphs with these words before another one; `change` is what they changed in them there.
pub(super) fn moving(text: &str, words: &[&str], before: &str, change: impl Fn(String) -> String) -> String {
    let paragraphs: Vec<String> = words.iter().map(|words| paragraph(text, words).to_owned()).collect();
    let copies: Vec<String> = paragraphs.iter().map(|paragraph| change(without_bookmarks(paragraph))).collect();
    let target = paragraph(text, before).to_owned();
    let mut text = text.replacen(&target, &format!("{}{target}", half(&copies, "moveTo", "m1").concat()), 1);
    for (was, now) in std::iter::zip(&paragraphs, half(&paragraphs, "moveFrom", "m1")) {
        text = text.replacen(was, &now, 1);
    }
    text
}

#[test]
fn several_paragraphs_that_are_moved_are_written_whole_or_not_at_all() {
    let all = [
        "First one.\n\nSecond one.\n\nThird one.",
        "Between them.",
        "Fourth one.\n\nFifth one.",
        "A list:\n\n- apples\n- pears",
    ];
    let (scratch, minutes) = sent(&all);
    let (told, said) = told_and_applied(&scratch, &minutes, |text| {
        moving(&text, &["First one", "Second one"], "Fifth one", |copy| copy)
    });
    assert_eq!(messages(&told).iter().filter(|one| one.contains("Mo moves `")).count(), 2, "{told}");
    let now = texts(&scratch);
    assert_eq!([&now[0], &now[2]], ["Third one.", "Fourth one.\n\nFirst one.\n\nSecond one.\n\nFifth one."], "{said}");
    let (_, out, err) = scratch.run(&["comments", "mo.docx"]);
    assert!(out.contains("already in the definition") && !err.contains("warning[proposed"), "{out}{err}");
    // An entry among plain paragraphs, and plain paragraphs among entries, would be something else there.
    for (words, before) in [(["apples", "pears"], "Fifth one"), (["First one", "Second one"], "pears")] {
        let (scratch, minutes) = sent(&all);
        let (told, said) = told_and_applied(&scratch, &minutes, |text| moving(&text, &words, before, |copy| copy));
        assert_eq!(messages(&told).iter().filter(|one| one.contains("Mo moves `")).count(), 2, "{told}");
        assert!(texts(&scratch) == all && said.contains("the other half of the move"), "{said}");
    }
}

#[test]
fn what_is_moved_and_changed_there_is_written_whole_or_not_at_all() {
    let all = ["First one.\n\nSecond one.\n\nThird one.", "A list:\n\n- apples\n- pears"];
    let (scratch, minutes) = sent(&all);
    let (told, said) = told_and_applied(&scratch, &minutes, |text| {
        moving(&text, &["First one", "Second one"], "pears", |copy| copy.replace("Second one", "Another one"))
    });
    assert!(messages(&told).iter().any(|one| one.contains("Another one")), "{told}");
    assert!(texts(&scratch) == all && said.contains("it is one change with"), "{said}");
}

/// The bookmark of a paragraph goes along with it where somebody cuts it out and puts it in again.
#[test]
fn a_paragraph_that_took_its_bookmark_along_is_moved() {
    let all = ["First one of all.\n\nSecond one of all.\n\nThird one of all.", "Fourth one.\n\nFifth one."];
    let pasted = |text: &str, words: &str, before: &str| {
        let own = paragraph(text, words).to_owned();
        let target = paragraph(text, before).to_owned();
        let new = marked(&own, "ins");
        let gone = marked(&without_bookmarks(&own), "del");
        text.replacen(&own, &gone, 1).replacen(&target, &format!("{new}{target}"), 1)
    };
    for (words, before, now) in [
        ("First one", "Third one", ["Second one of all.\n\nFirst one of all.\n\nThird one of all.", all[1]]),
        ("Second one", "First one", ["Second one of all.\n\nFirst one of all.\n\nThird one of all.", all[1]]),
        (
            "Second one",
            "Fifth one",
            ["First one of all.\n\nThird one of all.", "Fourth one.\n\nSecond one of all.\n\nFifth one."],
        ),
    ] {
        let (scratch, minutes) = sent(&all);
        let (told, said) = told_and_applied(&scratch, &minutes, |text| pasted(&text, words, before));
        assert_eq!(messages(&told), [format!("Mo moves `{words} of all.`")], "{told}");
        assert_eq!(texts(&scratch), now, "{said}");
    }
    // Where the words alone are cut out, it comes along behind them, around nothing.
    let (scratch, minutes) = sent(&all);
    let (told, said) = told_and_applied(&scratch, &minutes, |text| {
        let [own, target] = ["Second one", "Third one"].map(|words| paragraph(&text, words).to_owned());
        let run = |tag: &str| format!("<w:r><w:{tag} xml:space=\"preserve\">Second one of all.</w:{tag}></w:r>");
        let bookmark = own[own.find("<w:bookmarkStart").unwrap()..].split_inclusive("/>").next().unwrap();
        let end = own[own.find("<w:bookmarkEnd").unwrap()..].split_inclusive("/>").next().unwrap();
        let gone = format!("<w:del w:id=\"8\" {BY}>{}</w:del></w:p>", run("delText"));
        let properties = &own[..own.find("</w:pPr>").unwrap() + "</w:pPr>".len()];
        let new = format!("<w:ins w:id=\"9\" {BY}>{}</w:ins>{bookmark}{end}</w:p>", run("t"));
        let text = text.replacen(&own, &format!("{properties}{gone}"), 1);
        text.replacen(&target, &target.replacen("</w:p>", &new, 1), 1)
    });
    assert_eq!(messages(&told), ["Mo moves `Second one of all.`"], "{told}");
    assert!(texts(&scratch)[0].contains("Third one of all.Second one of all."), "{said}");
}

#[test]
fn moves_that_end_beside_each_other_are_written_whole_or_not_at_all() {
    let all = ["First one.\n\nSecond one.\n\nThird one.", "A list:\n\n- apples\n- pears"];
    let (scratch, minutes) = sent(&all);
    let (told, said) = told_and_applied(&scratch, &minutes, |text| {
        let first = moving(&text, &["First one"], "pears", |copy| copy).replace("w:name=\"m1\"", "w:name=\"m0\"");
        moving(&first, &["Second one"], "pears", |copy| copy.replace("Second one", "Another one"))
    });
    assert!(messages(&told).iter().any(|one| one.contains("Another one")), "{told}");
    assert!(texts(&scratch) == all && said.matches("it is one change with").count() == 2, "{told}{said}");
}

#[test]
fn a_swap_of_two_paragraphs_of_a_text_is_written() {
    let (scratch, minutes) = sent(&["First one.\n\nSecond one.\n\nThird one."]);
    let (_, said) =
        told_and_applied(&scratch, &minutes, |text| moving(&text, &["Third one"], "Second one", |copy| copy));
    assert_eq!(texts(&scratch), ["First one.\n\nThird one.\n\nSecond one."], "{said}");
}

/// The mark of a note, with its run.
fn mark_of_note(text: &str) -> String {
    let at = text.find("<w:footnoteReference").unwrap();
    let start = text[..at].rfind("<w:r>").unwrap();
    text[start..at + text[at..].find("</w:r>").unwrap() + "</w:r>".len()].to_owned()
}

#[test]
fn a_note_whose_mark_is_deleted_goes_with_its_mark() {
    let all = ["Before[^1] and after.\n\nMore words.\n\n[^1]: What the note says."];
    let deleted = |run: &str| format!("<w:del w:id=\"3\" {BY}>{run}</w:del>");
    let (scratch, minutes) = sent(&all);
    let (_, said) = told_and_applied(&scratch, &minutes, |text| {
        let run = mark_of_note(&text);
        text.replacen(&run, &deleted(&run), 1)
    });
    assert_eq!(texts(&scratch), ["Before and after.\n\nMore words."], "{said}");
    // With the paragraph in which it is.
    let (scratch, minutes) = sent(&all);
    let whole = |text: String| {
        let gone = paragraph(&text, "Before").to_owned();
        text.replacen(&gone, &marked(&gone, "del"), 1)
    };
    let (_, said) = told_and_applied(&scratch, &minutes, whole);
    assert_eq!(texts(&scratch), ["More words."], "{said}");
    // If nothing would be left of a text, all of it stays.
    let all = ["Before[^1] and after.\n\n[^1]: What the note says.", "More words."];
    let (scratch, minutes) = sent(&all);
    let (_, said) = told_and_applied(&scratch, &minutes, whole);
    assert!(texts(&scratch) == all, "{said}");
    // A mark that stays has its note.
    let all = ["Before[^1]\n\nMore words.\n\n[^1]: What the note says."];
    let (scratch, minutes) = sent(&all);
    let (_, said) = told_and_applied(&scratch, &minutes, |text| {
        let words = paragraph(&text, "Before").to_owned();
        let mark = mark_of_note(&words);
        text.replacen(&words, &marked(&words, "del").replacen(&deleted(&mark).replace("\"3\"", "\"72\""), &mark, 1), 1)
    });
    assert!(texts(&scratch) == all && said.contains("not-applied"), "{said}");
}

#[test]
fn a_paragraph_that_is_moved_takes_its_note_along() {
    let (scratch, minutes) = sent(&["First one.\n\nSecond one.\n\nThird one.[^1]\n\n[^1]: What the note says."]);
    let (told, said) =
        told_and_applied(&scratch, &minutes, |text| moving(&text, &["Third one"], "Second one", |copy| copy));
    assert_eq!(
        texts(&scratch),
        ["First one.\n\nThird one.[^1]\n\nSecond one.\n\n[^1]: What the note says."],
        "{said}{told}"
    );
    // A word processor gives the note another number there.
    let (scratch, minutes) = sent(&["First one.\n\nSecond one.\n\nThird one.[^1]\n\n[^1]: What the note says."]);
    let file = with_parts(&minutes, |parts| {
        let read = |path: &str| String::from_utf8(parts[path].clone()).unwrap();
        let (text, notes) = (read("word/document.xml"), read("word/footnotes.xml"));
        let renumbered =
            |copy: String| copy.replace("<w:footnoteReference w:id=\"1\"/>", "<w:footnoteReference w:id=\"9\"/>");
        let text = moving(&text, &["Third one"], "Second one", renumbered);
        let start = notes.find("<w:footnote w:id=\"1\"").unwrap();
        let end = start + notes[start..].find("</w:footnote>").unwrap() + "</w:footnote>".len();
        let copy = without_bookmarks(&notes[start..end]).replacen("w:id=\"1\"", "w:id=\"9\"", 1);
        parts.insert("word/document.xml".to_owned(), text.into_bytes());
        parts.insert("word/footnotes.xml".to_owned(), format!("{}{copy}{}", &notes[..end], &notes[end..]).into_bytes());
    });
    scratch.write("mo.docx", &file);
    let (_, out, err) = scratch.run(&["comments", "mo.docx", "--apply"]);
    assert_eq!(
        texts(&scratch),
        ["First one.\n\nThird one.[^1]\n\nSecond one.\n\n[^1]: What the note says."],
        "{out}{err}"
    );
    assert!(!err.contains("warning"), "{err}");
    let all = ["First one.[^1]\n\nSecond one.\n\n[^1]: What the note says.", "Third one."];
    let (scratch, minutes) = sent(&all);
    let (_, said) =
        told_and_applied(&scratch, &minutes, |text| moving(&text, &["First one"], "Third one", |copy| copy));
    assert!(texts(&scratch) == all, "its note is in another text: {said}");
}

#[test]
fn a_paragraph_that_is_joined_while_its_words_are_replaced_is_told() {
    let all = ["First one.\n\nSecond one.", "A list:\n\n- apples\n- pears"];
    for words in ["First one", "apples"] {
        for (by, other) in [(BY, "Mo"), (&*BY.replace("Mo", "Boris"), "Boris")] {
            let (scratch, minutes) = sent(&all);
            let (told, said) = told_and_applied(&scratch, &minutes, |text| {
                let was = paragraph(&text, words).to_owned();
                let gone = marked(&was, "del");
                let mark = format!("<w:rPr><w:del w:id=\"73\" {BY}/></w:rPr>");
                let gone = gone.replacen(&mark, &mark.replace(BY, by), 1);
                let new = format!(
                    "<w:ins w:id=\"8\" {BY}><w:r><w:t xml:space=\"preserve\">Other words. </w:t></w:r></w:ins></w:p>"
                );
                text.replacen(&was, &gone.replacen("</w:p>", &new, 1), 1)
            });
            let is_told = |one: &serde_json::Value| {
                let (message, notes) = (one["message"].as_str().unwrap(), one["notes"].to_string());
                message.starts_with(other)
                    && (message.contains("joins") || notes.contains("is joined with the next one"))
            };
            assert!(findings(&told).iter().any(is_told), "{told}");
            assert!(by != BY || texts(&scratch) == all, "{said}");
        }
    }
}

#[test]
fn words_that_were_recorded_in_a_paragraph_that_was_not_are_those_of_their_author_alone() {
    let all = ["First one.\n\nSecond one."];
    for (words, recorded) in [("Nobody knows who. ", "OK"), ("Who ", "did"), ("", "Mo wrote it.")] {
        let (scratch, minutes) = sent(&all);
        let (told, said) = told_and_applied(&scratch, &minutes, |text| {
            let first = paragraph(&text, "First one").to_owned();
            let run = |words: &str| match words {
                "" => String::new(),
                words => format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>"),
            };
            let by = |who: &str| BY.replace("Mo", who);
            let new = format!(
                "<w:p>{}<w:ins w:id=\"8\" {BY}>{}</w:ins><w:ins w:id=\"9\" {}>{}</w:ins></w:p>",
                run(words),
                run(recorded),
                by("Carl"),
                run(" Carl too.")
            );
            text.replacen(&first, &format!("{first}{new}"), 1)
        });
        let of = |who: &str| messages(&told).into_iter().filter(|one| one.starts_with(who)).collect::<Vec<_>>();
        assert!(words.is_empty() || !of("Mo ").iter().any(|one| one.contains(words.trim())), "{told}");
        assert!(of("Mo ").len() == 1 && of("Mo ")[0].contains(recorded) && !of("Mo ")[0].contains("Carl"), "{told}");
        assert!(of("Carl ").len() == 1 && !of("Carl ")[0].contains(recorded), "{told}");
        assert!(words.is_empty() || texts(&scratch) == all, "{said}");
    }
}

#[test]
fn words_in_a_paragraph_that_somebody_else_adds_are_written_there_or_not_at_all() {
    let all = ["First one.\n\nSecond one."];
    let (scratch, minutes) = sent(&all);
    let (told, said) = told_and_applied(&scratch, &minutes, |text| {
        let first = paragraph(&text, "First one").to_owned();
        let mark = format!("<w:rPr><w:ins w:id=\"7\" {BY}/></w:rPr></w:pPr>");
        let run = |words: &str| format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
        let (mo, carl) = (run("Mo wrote it."), run(" Carl, too."));
        let new = format!(
            "<w:p>{}<w:ins w:id=\"8\" {BY}>{mo}</w:ins><w:ins w:id=\"9\" {}>{carl}</w:ins></w:p>",
            &first[first.find("<w:pPr>").unwrap()..first.find("</w:pPr>").unwrap() + "</w:pPr>".len()],
            BY.replace("Mo", "Carl")
        );
        text.replacen(&first, &format!("{}{new}", first.replacen("</w:pPr>", &mark, 1)), 1)
    });
    let of = |who: &str| about(&told, who)["notes"][0].as_str().unwrap()[..6].to_owned();
    let (mo, carl) = (of("Mo adds"), of("Carl adds"));
    assert_eq!(texts(&scratch), ["First one.\n\nMo wrote it. Carl, too.\n\nSecond one."], "{said}");
    let file = std::fs::read(scratch.path().join("mo.docx")).unwrap();
    let (scratch, _) = sent(&all);
    scratch.write("mo.docx", &file);
    let (code, out, err) = scratch.run(&["comments", "mo.docx", "--apply", "--only", &carl]);
    assert!(code == 1 && texts(&scratch) == all && err.contains("choose both"), "{out}{err}");
    let (code, out, err) = scratch.run(&["comments", "mo.docx", "--apply", "--only", &carl, "--only", &mo]);
    assert!(code == 0 && texts(&scratch) == ["First one.\n\nMo wrote it. Carl, too.\n\nSecond one."], "{out}{err}");
}

#[test]
fn a_text_that_is_deleted_as_a_whole_stays_as_a_whole() {
    let all = ["First one.\n\nSecond one.", "Third one."];
    let (scratch, minutes) = sent(&all);
    let (_, said) = told_and_applied(&scratch, &minutes, |text| {
        ["First one", "Second one"].iter().fold(text, |text, words| {
            let gone = paragraph(&text, words).to_owned();
            text.replacen(&gone, &marked(&gone, "del"), 1)
        })
    });
    assert!(texts(&scratch) == all && said.matches("it is all that the text says").count() == 2, "{said}");
}

#[test]
fn what_stands_before_a_paragraph_that_is_deleted_keeps_its_marks() {
    let (scratch, minutes) = sent(&["A table:\n\n| Corn | Rye |\n|---|---|\n| 10 | 30 |\n\nLast words."]);
    let (_, said) = told_and_applied(&scratch, &minutes, |text| {
        let gone = paragraph(&text, "Last words").to_owned();
        text.replacen(&gone, &marked(&gone, "del"), 1)
    });
    assert_eq!(texts(&scratch), ["A table:\n\n| Corn | Rye |\n|---|---|\n| 10 | 30 |"], "{said}");
}

#[test]
fn an_entry_at_the_end_of_a_list_is_one_of_it() {
    let all = ["A list:\n\n- apples\n- pears\n\nAfter it.", "Another one:\n\n1. one\n2. two"];
    let new = |text: &str, like: &str, words: &str| {
        let like = without_bookmarks(&marked(paragraph(text, like), "ins"));
        let start = like.find("<w:t").unwrap();
        let (start, end) = (start + like[start..].find('>').unwrap() + 1, like.find("</w:t>").unwrap());
        format!("{}{words}{}", &like[..start], &like[end..])
    };
    let (scratch, minutes) = sent(&all);
    let (_, said) = told_and_applied(&scratch, &minutes, |text| {
        let after = paragraph(&text, "After it").to_owned();
        text.replacen(&after, &format!("{}{after}", new(&text, "pears", "plums")), 1)
    });
    assert_eq!(texts(&scratch)[0], "A list:\n\n- apples\n- pears\n- plums\n\nAfter it.", "{said}");
    let (scratch, minutes) = sent(&all);
    let (_, said) = told_and_applied(&scratch, &minutes, |text| moving(&text, &["apples"], "After it", |copy| copy));
    assert_eq!(texts(&scratch)[0], "A list:\n\n- pears\n- apples\n\nAfter it.", "{said}");
    assert!(scratch.run(&["comments", "mo.docx"]).1.contains("already in the definition"));
}

/// Notes are stored apart from the text, and anchored where their marks are.
#[test]
fn a_paragraph_after_a_note_is_found_without_its_bookmark() {
    let (scratch, minutes) =
        sent(&["First one.[^1]\n\nThe second one of all.\n\nThe third one of all.\n\n[^1]: A note."]);
    let file = edited(&minutes, |text| {
        let second = paragraph(&text, "The second one").to_owned();
        text.replacen(&second, &without_bookmarks(&second).replace("second", "other"), 1)
    });
    scratch.write("mo.docx", &file);
    let (_, told, _) = scratch.run(&["comments", "mo.docx", "--format", "json"]);
    assert_eq!(messages(&told), ["`second` was replaced by `other`, without being recorded"]);
}
