//! What one reviewer changes within what another takes away or adds: each is told as their own, and neither is written unless it is chosen.

use super::passages::{marked, messages, sent, texts, told_and_applied, without_bookmarks};
use super::reviewer::{edited, with_parts};
use super::round::{BY, about, paragraph};

fn run(tag: &str, words: &str) -> String {
    format!("<w:r><w:{tag} xml:space=\"preserve\">{words}</w:{tag}></w:r>")
}

/// A text in which Ana replaced a word.
pub(super) fn replaced(text: &str, words: &str, by: &str) -> String {
    let who = BY.replace("Mo", "Ana");
    let both = format!(
        "</w:t></w:r><w:del w:id=\"80\" {who}>{}</w:del><w:ins w:id=\"81\" {who}>{}</w:ins><w:r><w:t xml:space=\"preserve\">",
        run("delText", words),
        run("t", by)
    );
    let is_text = |at: &usize| text[..*at].rfind('>') > text[..*at].rfind('<');
    let at = text.match_indices(words).map(|(at, _)| at).find(is_text).unwrap_or_else(|| panic!("{words}: {text}"));
    format!("{}{both}{}", &text[..at], &text[at + words.len()..])
}

#[test]
fn words_in_a_note_that_somebody_else_takes_away_are_told_and_contested() {
    let all = ["Before[^1] and after.\n\nMore words.\n\n[^1]: What the note says."];
    let (_, minutes) = sent(&all);
    for is_recorded in [true, false] {
        for (words, by, message) in [
            ("the note says", "the remark says", "Ana replaces `note` by `remark`"),
            ("the note says", "the note here says", "Ana adds `here`"),
            ("What the ", "", "Ana deletes `What the`"),
        ] {
            let (scratch, _) = sent(&all);
            let file = with_parts(&minutes, |parts| {
                let text = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
                let notes = String::from_utf8(parts["word/footnotes.xml"].clone()).unwrap();
                let at = text.find("<w:footnoteReference").unwrap();
                let start = text[..at].rfind("<w:r>").unwrap();
                let mark = text[start..at + text[at..].find("</w:r>").unwrap() + "</w:r>".len()].to_owned();
                let gone = if is_recorded { format!("<w:del w:id=\"3\" {BY}>{mark}</w:del>") } else { String::new() };
                parts.insert("word/document.xml".to_owned(), text.replacen(&mark, &gone, 1).into_bytes());
                parts.insert("word/footnotes.xml".to_owned(), replaced(&notes, words, by).into_bytes());
            });
            scratch.write("both.docx", &file);
            let (_, told, _) = scratch.run(&["comments", "both.docx", "--format", "json"]);
            let by_mo =
                if is_recorded { "Mo deletes `What the note says.`" } else { "`What the note says.` was deleted" };
            assert!(messages(&told).iter().any(|one| one.starts_with(by_mo)), "{told}");
            assert!(messages(&told).iter().any(|one| one == message), "{message}: {told}");
            let (_, out, err) = scratch.run(&["comments", "both.docx", "--apply"]);
            assert!(texts(&scratch) == all, "{out}{err}");
        }
    }
}

#[test]
fn words_in_a_row_or_a_cell_that_somebody_else_takes_away_or_adds_are_told_as_their_own() {
    let all = ["A table:\n\n| Corn | Rye |\n|---|---|\n| 10 | 30 |\n| 20 | 40 |"];
    let (_, minutes) = sent(&all);
    let around = |text: &str, words: &str, element: &str| {
        let at = text.find(&format!(">{words}<")).unwrap();
        let start = text[..at].rfind(&format!("<{element}>")).unwrap();
        let close = format!("</{element}>");
        text[start..at + text[at..].find(&close).unwrap() + close.len()].to_owned()
    };
    let row_marked = |row: &str, mark: &str| match row.contains("</w:trPr>") {
        true => row.replacen("</w:trPr>", &format!("<w:{mark} w:id=\"8\" {BY}/></w:trPr>"), 1),
        false => row.replacen("<w:tr>", &format!("<w:tr><w:trPr><w:{mark} w:id=\"8\" {BY}/></w:trPr>"), 1),
    };
    let torn = |cell: &str, mark: &str| cell.replacen("</w:tcPr>", &format!("<w:{mark} w:id=\"8\" {BY}/></w:tcPr>"), 1);
    let gone = |text: String, element: &str, mark: &dyn Fn(&str) -> String| {
        let was = around(&text, "30", element);
        text.replacen(&was, &mark(&replaced(&was, "30", "33")), 1)
    };
    for (element, message) in [("w:tr", "Mo deletes the row `10 | 30`"), ("w:tc", "Mo deletes the cell `30`")] {
        let (scratch, _) = sent(&all);
        let mark = |was: &str| if element == "w:tr" { row_marked(was, "del") } else { torn(was, "cellDel") };
        let (told, said) = told_and_applied(&scratch, &minutes, |text| gone(text, element, &mark));
        assert_eq!(messages(&told), [message, "Ana replaces `30` by `33`"], "{told}");
        assert!(about(&told, "Ana")["notes"].to_string().contains("the same passage is changed by Mo"), "{told}");
        assert!(texts(&scratch) == all, "{said}");
        let id = about(&told, "Ana")["notes"][0].as_str().unwrap()[..6].to_owned();
        let (_, out, err) = scratch.run(&["comments", "mo.docx", "--apply", "--only", &id]);
        assert_eq!(texts(&scratch), [all[0].replace("30", "33")], "{out}{err}");
    }
    for (element, message) in [("w:tr", "Mo adds the row `15 | 35`"), ("w:tc", "Mo adds the cell `35`")] {
        let (scratch, _) = sent(&all);
        let ana = format!("<w:ins w:id=\"9\" {}>{}</w:ins></w:p>", BY.replace("Mo", "Ana"), run("t", " at most"));
        let (told, said) = told_and_applied(&scratch, &minutes, |text| {
            let was = around(&text, "30", element);
            let new = if element == "w:tr" { row_marked(&was, "ins") } else { torn(&was, "cellIns") };
            let new = without_bookmarks(&new).replace(">10<", ">15<").replace(">30<", ">35<");
            let own = paragraph(&new, "35").to_owned();
            let new = new.replacen(&own, &own.replacen("</w:p>", &ana, 1), 1);
            text.replacen(&was, &format!("{was}{new}"), 1)
        });
        assert_eq!(messages(&told), [message, "Ana adds `at most`"], "{told}");
        assert!(texts(&scratch) == all, "{said}");
    }
}

#[test]
fn a_link_of_which_two_delete_all_words_goes_as_a_whole() {
    let all = ["A link to [the page](https://example.com/a_(b)) here."];
    let (scratch, minutes) = sent(&all);
    let (_, said) = told_and_applied(&scratch, &minutes, |text| {
        let gone = |words: &str, who: &str| {
            format!("<w:del w:id=\"8\" {}>{}</w:del>", BY.replace("Mo", who), run("delText", words))
        };
        let was = run("t", "the page");
        let at = text.find(">the page</w:t>").unwrap();
        let start = text[..at].rfind("<w:r>").unwrap();
        let end = at + text[at..].find("</w:r>").unwrap() + "</w:r>".len();
        assert!(text[start..end].len() >= was.len());
        format!("{}{}{}{}{}", &text[..start], gone("the", "Ana"), run("t", " "), gone("page", "Boris"), &text[end..])
    });
    assert_eq!(texts(&scratch), ["A link to  here."], "{said}");
}

#[test]
fn a_new_paragraph_beside_words_that_another_changes_contests_nothing() {
    let (scratch, minutes) = sent(&["First one.\n\nSecond one."]);
    let (_, said) = told_and_applied(&scratch, &minutes, |text| {
        let second = paragraph(&text, "Second one").to_owned();
        let new = marked(&without_bookmarks(&second), "ins").replace("Second", "Other");
        let changed = replaced(&second, "Second", "Last");
        text.replacen(&second, &format!("{new}{changed}"), 1)
    });
    assert_eq!(texts(&scratch), ["First one.\n\nOther one.\n\nLast one."], "{said}");
}

/// Each of many people adds a paragraph, one after the other.
#[test]
fn many_people_in_one_place_take_no_time_that_grows_with_their_square() {
    const NUMBER: usize = 8000;
    let (scratch, minutes) = sent(&["First one.", "Second one."]);
    let file = super::reviewer::edited(&minutes, |text| {
        let second = paragraph(&text, "Second one").to_owned();
        let new = |at: usize| {
            let by = BY.replace("Mo", &format!("Person {at}"));
            let mark = format!("<w:pPr><w:rPr><w:ins w:id=\"7\" {by}/></w:rPr></w:pPr>");
            format!("<w:p>{mark}<w:ins w:id=\"8\" {by}>{}</w:ins></w:p>", run("t", &format!("Paragraph {at}.")))
        };
        let all: String = (0..NUMBER).map(new).collect();
        text.replacen(&second, &format!("{all}{second}"), 1)
    });
    scratch.write("many.docx", &file);
    #[allow(clippy::disallowed_methods, reason = "a guard against what never ended")]
    let begun = std::time::Instant::now();
    let (_, told, _) = scratch.run(&["comments", "many.docx"]);
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
    assert!(told.starts_with(&format!("{NUMBER} changes")), "{told}");
}

#[test]
fn words_within_those_of_another_that_cannot_be_written_are_told() {
    let (scratch, minutes) = sent(&["First one."]);
    let (_, said) = told_and_applied(&scratch, &minutes, |text| {
        let title = paragraph(&text, "One item").to_owned();
        let properties = &title[title.find("<w:pPr>").unwrap()..title.find("</w:pPr>").unwrap() + "</w:pPr>".len()];
        let mark = format!("<w:rPr><w:ins w:id=\"7\" {BY}/></w:rPr></w:pPr>");
        let by =
            |who: &str, words: &str| format!("<w:ins w:id=\"8\" {}>{}</w:ins>", BY.replace("Mo", who), run("t", words));
        let new = format!("<w:p>{properties}{}{}</w:p>", by("Mo", "Another item"), by("Ana", " of ours"));
        text.replacen(&title, &format!("{}{new}", title.replacen("</w:pPr>", &mark, 1)), 1)
    });
    assert!(said.contains("Another item") && said.contains("of ours"), "{said}");
}

/// Words in a text in whose place stand changes of several people: the mark, who, and the words of each.
fn between(text: &str, words: &str, changes: &[(&str, &str, &str)]) -> String {
    let change = |(at, (mark, who, words)): (usize, &(&str, &str, &str))| {
        let by = format!("w:id=\"{}\" {}", 80 + at, BY.replace("Mo", who));
        match *mark {
            "withdrawn" => {
                let added = BY.replace("Mo", "Boris");
                let gone = format!("<w:del {by}>{}</w:del>", run("delText", words));
                format!("<w:ins w:id=\"{}\" {added}>{gone}</w:ins>", 180 + at)
            }
            "ins" => format!("<w:ins {by}>{}</w:ins>", run("t", words)),
            _ => format!("<w:del {by}>{}</w:del>", run("delText", words)),
        }
    };
    let all: String = changes.iter().enumerate().map(change).collect();
    text.replacen(words, &format!("</w:t></w:r>{all}<w:r><w:t xml:space=\"preserve\">"), 1)
}

#[test]
fn what_somebody_takes_away_on_both_sides_of_words_of_another_leaves_these() {
    let (scratch, minutes) = sent(&["Beside the old house stands a tree."]);
    let changes = [("del", "Ana", "the "), ("del", "Boris", "old "), ("del", "Ana", "house ")];
    let (told, _) = told_and_applied(&scratch, &minutes, |text| between(&text, "the old house ", &changes));
    let all = ["Ana deletes `the`", "Boris deletes `old`", "Ana deletes `house`"];
    assert_eq!(messages(&told), all, "{told}");
    for (who, now) in [(&["Ana"][..], "Beside old stands a tree."), (&["Ana", "Boris"], "Beside stands a tree.")] {
        let (scratch, _) = sent(&["Beside the old house stands a tree."]);
        scratch.write("mo.docx", &edited(&minutes, |text| between(&text, "the old house ", &changes)));
        let names = who.iter().flat_map(|who| ["--accept", who]);
        let words: Vec<&str> = ["comments", "mo.docx", "--apply"].into_iter().chain(names).collect();
        let (_, out, err) = scratch.run(&words);
        assert_eq!(texts(&scratch), [now], "{out}{err}");
    }
}

#[test]
fn a_passage_as_somebody_left_it_is_not_written_beside_what_another_added_to_it() {
    let (scratch, minutes) = sent(&["The plan is good."]);
    let changes = [
        ("ins", "Boris", "first "),
        ("withdrawn", "Carl", "great "),
        ("del", "Carl", "plan"),
        ("ins", "Carl", "draft"),
    ];
    scratch.write("mo.docx", &edited(&minutes, |text| between(&text, "plan", &changes)));
    let (_, out, err) = scratch.run(&["comments", "mo.docx", "--apply", "--accept", "Boris", "--accept", "Carl"]);
    assert_eq!(texts(&scratch), ["The first great plan is good."], "{out}{err}");
    assert!((out + &err).contains("it changes the same words as"));
    let (scratch, _) = sent(&["The plan is good."]);
    scratch.write("mo.docx", &edited(&minutes, |text| between(&text, "plan", &changes)));
    let (_, out, err) = scratch.run(&["comments", "mo.docx", "--apply", "--accept", "Carl"]);
    assert_eq!(texts(&scratch), ["The first draft is good."], "{out}{err}");
}

/// What one adds before or after what another puts in the place of words has its place in the file alone.
#[test]
fn words_in_the_midst_of_a_replacement_of_somebody_else_are_not_written_with_it() {
    let [del, tea, really] = [("del", "Boris", "coffee"), ("ins", "Boris", "tea "), ("ins", "Ana", "really ")];
    for changes in [[tea, really, del], [del, really, tea]] {
        let (scratch, minutes) = sent(&["There was coffee."]);
        scratch.write("mo.docx", &edited(&minutes, |text| between(&text, "coffee", &changes)));
        let (_, out, err) = scratch.run(&["comments", "mo.docx", "--apply", "--accept", "Ana", "--accept", "Boris"]);
        assert!(
            texts(&scratch)[0].matches("really").count() + texts(&scratch)[0].matches("tea").count() == 1,
            "{out}{err}"
        );
        assert!((out + &err).contains("it changes the same words as"));
    }
    let (scratch, minutes) = sent(&["There was coffee."]);
    scratch.write("mo.docx", &edited(&minutes, |text| between(&text, "coffee", &[del, tea, really])));
    let (_, out, err) = scratch.run(&["comments", "mo.docx", "--apply", "--accept", "Ana", "--accept", "Boris"]);
    assert_eq!(texts(&scratch), ["There was tea really ."], "{out}{err}");
}

#[test]
fn what_two_people_added_and_the_other_took_away_is_withdrawn() {
    let (scratch, minutes) = sent(&["There was coffee."]);
    let gone = |text: String| {
        let of = |added: &str, deleted: &str, words: &str| {
            let [added, deleted] = [added, deleted].map(|who| BY.replace("Mo", who));
            let run = run("delText", words);
            format!("<w:ins w:id=\"81\" {added}><w:del w:id=\"82\" {deleted}>{run}</w:del></w:ins>")
        };
        let both = of("Ana", "Boris", " hot") + &of("Boris", "Ana", " cold");
        text.replacen(" coffee", &format!("</w:t></w:r>{both}<w:r><w:t xml:space=\"preserve\"> coffee"), 1)
    };
    let (told, _) = told_and_applied(&scratch, &minutes, gone);
    let all =
        ["Boris deletes `hot`, which somebody else had added", "Ana deletes `cold`, which somebody else had added"];
    assert_eq!(messages(&told), all, "{told}");
}

#[test]
fn a_new_paragraph_that_somebody_else_takes_away_is_told() {
    let boris = BY.replace("Mo", "Boris");
    let gone = format!("<w:del w:id=\"81\" {BY}><w:r><w:delText>Newer.</w:delText></w:r></w:del>");
    let added = format!("<w:ins w:id=\"82\" {boris}>{gone}</w:ins>");
    let end = format!("<w:ins w:id=\"83\" {boris}/>");
    for (words, end, by) in [(&gone, "", "was added, without being recorded"), (&added, end.as_str(), "Boris adds")] {
        for beside in ["More words", "thirty"] {
            let (scratch, minutes) = sent(&["A table:\n\n| Corn | Rye |\n|---|---|\n| ten | thirty |", "More words."]);
            let (told, _) = told_and_applied(&scratch, &minutes, |text| {
                let beside = paragraph(&text, beside).to_owned();
                let mark = format!("<w:rPr>{end}<w:del w:id=\"84\" {BY}/></w:rPr>");
                text.replacen(&beside, &format!("{beside}<w:p><w:pPr>{mark}</w:pPr>{words}</w:p>"), 1)
            });
            let told = messages(&told);
            assert!(told.iter().any(|one| one.contains("Newer.") && one.contains(by)), "{beside}: {told:?}");
            assert!(told.iter().any(|one| one.starts_with("Mo deletes `Newer.")), "{beside}: {told:?}");
        }
    }
}

#[test]
fn words_in_an_empty_paragraph_of_somebody_else_are_told_and_written_with_it() {
    let (scratch, minutes) = sent(&["First one.\n\nSecond one."]);
    let boris = BY.replace("Mo", "Boris");
    let with_words = |text: String| {
        let second = paragraph(&text, "Second one").to_owned();
        let words = format!("<w:ins w:id=\"82\" {BY}>{}</w:ins>", run("t", "Words of Mo."));
        let (set, _) = second.split_once("</w:pPr>").unwrap();
        let end = format!("<w:rPr><w:ins w:id=\"81\" {boris}/></w:rPr></w:pPr>");
        text.replacen(&second, &format!("{set}{end}{words}</w:p>{second}"), 1)
    };
    scratch.write("mo.docx", &edited(&minutes, with_words));
    let (_, out, _) = scratch.run(&["comments", "mo.docx", "--apply", "--accept", "Mo"]);
    assert_eq!(texts(&scratch), ["First one.\n\nSecond one."], "its paragraph is not chosen: {out}");
    let (told, said) = told_and_applied(&scratch, &minutes, with_words);
    let mut told = messages(&told);
    told.sort_unstable();
    assert_eq!(told, ["Boris begins a new paragraph here", "Mo adds `Words of Mo.`"]);
    assert_eq!(texts(&scratch), ["First one.\n\nWords of Mo.\n\nSecond one."], "{said}");
    // What is moved there is not written in one place alone.
    let all = "First one.\n\nSecond one.\n\nThe third one of all.";
    let (scratch, minutes) = sent(&[all]);
    let moved = |text: String| {
        let third = paragraph(&text, "The third one").to_owned();
        let text = text.replacen(&third, &marked(&third, "del"), 1);
        with_words(text).replace("Words of Mo.", "The third one of all.")
    };
    let (_, said) = told_and_applied(&scratch, &minutes, moved);
    assert_eq!(texts(&scratch), [all], "{said}");
}

/// Word processors note the minute of each change, and the name as it was typed.
#[test]
fn what_one_person_does_in_one_place_at_several_times_is_theirs() {
    let later = BY.replace(":00:00Z", ":07:00Z").replace("Mo", "Mo ");
    let (scratch, minutes) = sent(&["There was coffee."]);
    let (told, said) = told_and_applied(&scratch, &minutes, |text| {
        let kept = format!("<w:ins w:id=\"81\" {BY}>{}</w:ins>", run("t", "hot "));
        let gone = format!("<w:del w:id=\"83\" {later}>{}</w:del>", run("delText", "cold "));
        let both = format!("{kept}<w:ins w:id=\"82\" {BY}>{gone}</w:ins>");
        text.replacen("coffee.", &format!("</w:t></w:r>{both}<w:r><w:t>coffee."), 1)
    });
    assert_eq!(messages(&told), ["Mo adds `hot`"], "{told}");
    assert_eq!(texts(&scratch), ["There was hot coffee."], "{said}");
}

/// A new paragraph is often typed above the one that it replaces.
#[test]
fn a_paragraph_is_typed_above_one_that_is_deleted() {
    let later = BY.replace(":00:00Z", ":07:00Z");
    for (by, words) in [(BY.to_owned(), "Another one."), (later, "Another one."), (BY.to_owned(), "Second one.")] {
        for (all, now) in [
            (&["First one.\n\nSecond one.\n\nThird one."][..], format!("First one.\n\n{words}\n\nThird one.")),
            (&["Second one.", "Third one."], words.to_owned()),
        ] {
            let (scratch, minutes) = sent(all);
            let (told, said) = told_and_applied(&scratch, &minutes, |text| {
                let own = paragraph(&text, "Second one").to_owned();
                let new = marked(&without_bookmarks(&own).replace("Second one.", words), "ins").replace(BY, &by);
                text.replacen(&own, &format!("{new}{}", marked(&own, "del")), 1)
            });
            assert_eq!(texts(&scratch)[0], now, "{told}{said}");
            assert!(!told.contains("joins") && !told.contains("joined"), "{told}");
        }
    }
}
