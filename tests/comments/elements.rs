//! What stands in texts beside words: links, pictures, equations, cells, levels of lists. What reviewers do with it is told, and not written.

use super::passages::{built, marked, messages, sent, texts, told_and_applied, without_bookmarks};
use super::reviewer::{edited, with_parts};
use super::round::{BY, about, paragraph};
use super::within::replaced;
use crate::support::{Scratch, repository, unzipped};

#[test]
fn a_link_whose_words_are_deleted_goes_with_them() {
    for (text, words, left) in [
        ("A link to [the page](https://example.com/a_(b)) here.", &["the page"][..], "A link to  here."),
        ("A link to [the *good* page](https://example.com) here.", &["the ", "good", " page"], "A link to  here."),
        ("See [the page](https://example.com)", &["the page"], "See"),
        ("See **[the page](https://example.com)** and more.", &["the page"], "See  and more."),
        ("See [the page](https://example.com) and more.", &["See ", "the page"], " and more."),
    ] {
        let (scratch, minutes) = sent(&[text, "More words."]);
        let (_, said) = told_and_applied(&scratch, &minutes, |text| {
            let was = paragraph(&text, words[0]).to_owned();
            let mut now = was.clone();
            for words in words {
                let at = now.find(&format!(">{words}</w:t>")).unwrap_or_else(|| panic!("{words}: {now}"));
                let start = now[..at].rfind("<w:r>").unwrap();
                let end = at + now[at..].find("</w:r>").unwrap() + "</w:r>".len();
                let run = now[start..end].replace("<w:t", "<w:delText").replace("</w:t>", "</w:delText>");
                now = format!("{}<w:del w:id=\"3\" {BY}>{run}</w:del>{}", &now[..start], &now[end..]);
            }
            text.replacen(&was, &now, 1)
        });
        assert_eq!(texts(&scratch)[0].trim(), left.trim(), "{said}");
    }
}

#[test]
fn an_equation_is_told_and_not_written() {
    let run = "<m:r><m:t>x</m:t></m:r>";
    let math = |inner: &str| {
        format!("<m:oMath xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\">{inner}</m:oMath>")
    };
    let added = format!("<w:ins w:id=\"8\" {BY}>");
    for (equation, by) in [
        (format!("{added}{}</w:ins>", math(run)), "Mo adds `[equation]`"),
        (math(&format!("{added}{run}</w:ins>")), "Mo adds `[equation]`"),
        (math(&format!("<m:r><w:rPr><w:ins w:id=\"8\" {BY}/></w:rPr><m:t>x</m:t></m:r>")), "Mo adds `[equation]`"),
        (math(run), "`[equation]` was added, without being recorded"),
    ] {
        let (scratch, minutes) = sent(&["First one.", "Second one."]);
        let (told, said) = told_and_applied(&scratch, &minutes, |text| {
            let was = paragraph(&text, "First one").to_owned();
            text.replacen(&was, &was.replacen("</w:p>", &format!("{equation}</w:p>"), 1), 1)
        });
        assert_eq!(messages(&told), [by], "{told}");
        assert!(texts(&scratch) == ["First one.", "Second one."], "{said}");
    }
}

#[test]
fn a_letter_that_no_font_has_is_not_written() {
    let (scratch, minutes) = sent(&["First one.", "Second one."]);
    let (_, said) = told_and_applied(&scratch, &minutes, |text| {
        let added = format!(
            "First</w:t></w:r><w:ins w:id=\"8\" {BY}><w:r><w:t> 😀</w:t></w:r></w:ins><w:r><w:t xml:space=\"preserve\"> one"
        );
        text.replacen("First one", &added, 1)
    });
    assert!(texts(&scratch)[0] == "First one." && said.contains("no font has `😀` (U+1F600)"), "{said}");
}

#[test]
fn a_picture_that_is_deleted_moved_or_copied_is_told() {
    let scratch = Scratch::new();
    super::copy(&repository().join("packs"), "packs/", &scratch);
    let document = built(&scratch, "round-table", "minutes.docx");
    let text = String::from_utf8(unzipped(&document)["word/document.xml"].clone()).unwrap();
    let at = text.find("name=\"media/").unwrap();
    let start = text[..at].rfind("<w:p>").unwrap();
    let whole = text[start..at + text[at..].find("</w:p>").unwrap() + "</w:p>".len()].to_owned();
    let run = whole[whole.find("<w:r>").unwrap()..whole.rfind("</w:r>").unwrap() + "</w:r>".len()].to_owned();
    let deleted = format!("<w:del w:id=\"3\" {BY}>{run}</w:del>");
    for (now, told) in [
        (whole.replacen(&run, &deleted, 1), "Mo deletes `[picture]`"),
        (marked(&whole, "del"), "Mo deletes `[picture]`"),
        (whole.replacen(&run, "", 1), "`[picture]` was deleted, without being recorded"),
        (String::new(), "`[picture]` was deleted, without being recorded"),
        (format!("{whole}{}", without_bookmarks(&whole)), "`[picture]` was added, without being recorded"),
    ] {
        scratch.write("mo.docx", &edited(&document, |text| text.replacen(&whole, &now, 1)));
        let (_, out, err) = scratch.run(&["comments", "mo.docx", "--format", "json"]);
        assert_eq!(messages(&out), [told], "{out}{err}");
    }
}

#[test]
fn a_picture_that_is_replaced_or_described_otherwise_is_told() {
    let scratch = Scratch::new();
    super::copy(&repository().join("packs"), "packs/", &scratch);
    let document = built(&scratch, "round-table", "minutes.docx");
    let told = |file: &[u8]| {
        scratch.write("mo.docx", file);
        messages(&scratch.run(&["comments", "mo.docx", "--format", "json"]).1)
    };
    let other = with_parts(&document, |parts| {
        let path = parts.keys().find(|path| path.starts_with("word/media/")).unwrap().clone();
        parts.get_mut(&path).unwrap().extend([0, 0]);
    });
    assert_eq!(told(&other), ["`[picture]` was replaced by `[picture]`, without being recorded"]);
    let described = edited(&document, |text| text.replace("descr=\"", "descr=\"Other: "));
    let all = told(&described);
    assert!(all.len() == 1 && all[0].starts_with("the description `") && all[0].contains("Other: "), "{all:?}");
    assert!(told(&document).is_empty());
}

#[test]
fn another_level_in_a_list_is_told() {
    let all = ["A list:\n\n- apples\n- pears\n  - small pears\n- plums", "1. one\n2. two"];
    let (_, minutes) = sent(&all);
    let level = |text: &str, words: &str, (from, to): (u32, u32), is_recorded: bool| {
        let was = paragraph(text, words).to_owned();
        let [from, to] = [from, to].map(|level| format!("<w:ilvl w:val=\"{level}\"/>"));
        assert!(was.contains(&from), "{was}");
        let properties = was[was.find("<w:pPr>").unwrap()..was.find("</w:pPr>").unwrap()].to_owned() + "</w:pPr>";
        let change = format!("<w:pPrChange w:id=\"5\" {BY}>{properties}</w:pPrChange></w:pPr>");
        let now = was.replacen(&from, &to, 1);
        let now = if is_recorded { now.replacen("</w:pPr>", &change, 1) } else { now };
        text.replacen(&was, &now, 1)
    };
    for (words, levels, recorded, unrecorded) in [
        (
            "plums",
            (0, 1),
            "Mo moves `plums` to a lower level of its list",
            "`plums` was moved to a lower level of its list",
        ),
        (
            "small pears",
            (1, 0),
            "Mo moves `small pears` to a higher level of its list",
            "`small pears` was moved to a higher level",
        ),
    ] {
        for is_recorded in [true, false] {
            let (scratch, _) = sent(&all);
            let (told, said) = told_and_applied(&scratch, &minutes, |text| level(&text, words, levels, is_recorded));
            let message = if is_recorded { recorded } else { unrecorded };
            assert!(messages(&told).len() == 1 && messages(&told)[0].starts_with(message), "{told}");
            assert_eq!(about(&told, words)["code"], "proposed-move");
            assert!(texts(&scratch) == all, "{said}");
        }
    }
}

#[test]
fn a_comment_on_several_paragraphs_is_on_the_words_of_all_of_them() {
    let (scratch, minutes) = sent(&["First one.\n\nSecond one.\n\nThird one.\n\nFourth one."]);
    let long = " 很长".repeat(10_000);
    let file = edited(&minutes, |text| {
        let (first, third) = (paragraph(&text, "First one").to_owned(), paragraph(&text, "Third one").to_owned());
        let begun = first.replacen("</w:pPr>", "</w:pPr><w:commentRangeStart w:id=\"1\"/>", 1);
        let hung = "<w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r></w:p>";
        text.replacen(&first, &begun, 1).replacen(&third, &third.replacen("</w:p>", hung, 1), 1)
    });
    let file = with_parts(&file, |parts| {
        let comment = format!(
            "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:comment w:id=\"1\" {BY}><w:p><w:r><w:t>Too</w:t><w:tab/><w:t>long{long} the very end.</w:t></w:r></w:p></w:comment></w:comments>"
        );
        parts.insert("word/comments.xml".to_owned(), comment.into_bytes());
        let path = "word/_rels/document.xml.rels";
        let relations = String::from_utf8(parts[path].clone()).unwrap();
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
        // Some programs state where parts are from the root of the file.
        let own = format!("<Relationship Id=\"rIdC\" Type=\"{kind}\" Target=\"/word/comments.xml\"/></Relationships>");
        parts.insert(path.to_owned(), relations.replace("</Relationships>", &own).into_bytes());
    });
    scratch.write("mo.docx", &file);
    let (_, told, _) = scratch.run(&["comments", "mo.docx", "--format", "json"]);
    let told = messages(&told);
    let start = "Mo comments on `First one.¶Second one.¶Third one.`: Too long 很长";
    assert!(told.len() == 1 && told[0].starts_with(start), "{} findings", told.len());
    // In the matrix there is room for all of it.
    assert_eq!(scratch.run(&["comments", "mo.docx", "--matrix", "m.html"]).0, 0);
    let page = std::fs::read_to_string(scratch.path().join("m.html")).unwrap();
    assert!(page.contains("the very end."), "{} bytes", page.len());
}

#[test]
fn a_link_of_a_reviewer_is_told_with_its_address() {
    let all = ["See [the page](https://example.com/) and more.", "More words."];
    let relation = |target: &str| {
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink";
        format!(
            "<Relationship Id=\"rIdR\" Type=\"{kind}\" Target=\"{target}\" TargetMode=\"External\"/></Relationships>"
        )
    };
    let with = |minutes: &[u8], change: &dyn Fn(String, &str) -> String| {
        with_parts(minutes, |parts| {
            let (document, path) = ("word/document.xml", "word/_rels/document.xml.rels");
            let [text, relations] = [document, path].map(|path| String::from_utf8(parts[path].clone()).unwrap());
            let at = relations.find("Target=\"https://example.com/\"").unwrap();
            let start = relations[..at].rfind("Id=\"").unwrap() + "Id=\"".len();
            let id = relations[start..].split('"').next().unwrap().to_owned();
            let relations = relations.replace("</Relationships>", &relation("https://elsewhere.example/a"));
            parts.insert(document.to_owned(), change(text, &id).into_bytes());
            parts.insert(path.to_owned(), relations.into_bytes());
        })
    };
    let (scratch, minutes) = sent(&all);
    let told = |file: &[u8]| {
        scratch.write("mo.docx", file);
        messages(&scratch.run(&["comments", "mo.docx", "--format", "json"]).1)
    };
    let changed = with(&minutes, &|text, id| text.replace(&format!("r:id=\"{id}\""), "r:id=\"rIdR\""));
    let was_made = "the link `[the page](https://example.com/)` was made `[the page](https://elsewhere.example/a)`, without being recorded";
    assert_eq!(told(&changed), [was_made]);
    let plain = with(&minutes, &|text, id| {
        let start = text.find(&format!("<w:hyperlink r:id=\"{id}\"")).unwrap();
        let words = start + text[start..].find('>').unwrap() + 1;
        format!("{}{}", &text[..start], text[words..].replacen("</w:hyperlink>", "", 1))
    });
    let taken = "the link `[the page](https://example.com/)` was taken away from its words, without being recorded";
    assert_eq!(told(&plain), [taken]);
    let run = "<w:r><w:t xml:space=\"preserve\"> here</w:t></w:r>";
    let new = format!("<w:hyperlink r:id=\"rIdR\"><w:ins w:id=\"8\" {BY}>{run}</w:ins></w:hyperlink></w:p>");
    let added = with(&minutes, &|text, _| {
        let words = paragraph(&text, "More words").to_owned();
        text.replacen(&words, &words.replacen("</w:p>", &new, 1), 1)
    });
    let both = ["Mo makes the link `[ here](https://elsewhere.example/a)`", "Mo adds `here`"];
    assert_eq!(told(&added), both);
    // The same as a field.
    let char = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let instruction = "<w:r><w:instrText> HYPERLINK \"https://elsewhere.example/a\" </w:instrText></w:r>";
    let field = format!("{}{instruction}{}{run}{}", char("begin"), char("separate"), char("end"));
    let added = with(&minutes, &|text, _| {
        let words = paragraph(&text, "More words").to_owned();
        let new = format!("<w:ins w:id=\"8\" {BY}>{field}</w:ins></w:p>");
        text.replacen(&words, &words.replacen("</w:p>", &new, 1), 1)
    });
    assert_eq!(told(&added), both);
}

#[test]
fn a_cell_that_is_added_or_deleted_alone_is_told_as_one_and_a_row_as_one() {
    let all = ["A table:\n\n| Corn | Rye |\n|---|---|\n| 10 | 30 |\n| 20 | 40 |"];
    let (scratch, minutes) = sent(&all);
    let around = |text: &str, words: &str, element: &str| {
        let at = text.find(&format!(">{words}<")).unwrap();
        let start = text[..at].rfind(&format!("<{element}>")).unwrap();
        let close = format!("</{element}>");
        text[start..at + text[at..].find(&close).unwrap() + close.len()].to_owned()
    };
    let torn = |text: &str, mark: &str| {
        let cell = around(text, "30", "w:tc");
        (cell.clone(), cell.replacen("</w:tcPr>", &format!("<w:{mark} w:id=\"8\" {BY}/></w:tcPr>"), 1))
    };
    let check = |told: (String, String), messages_are: &[&str]| {
        assert_eq!(messages(&told.0), messages_are, "{}", told.0);
        assert!(texts(&scratch) == all, "{}", told.1);
    };
    check(
        told_and_applied(&scratch, &minutes, |text| {
            let (was, now) = torn(&text, "cellDel");
            let words = marked(&now, "del").replacen("<w:rPr><w:del w:id=\"73\"", "<w:rPr><w:b/><w:del w:id=\"73\"", 1);
            text.replacen(&was, &words, 1)
        }),
        &["Mo deletes the cell `30`"],
    );
    check(
        told_and_applied(&scratch, &minutes, |text| {
            let (was, now) = torn(&text, "cellIns");
            let new = without_bookmarks(&now).replacen(">30<", ">35<", 1);
            text.replacen(&was, &format!("{was}{new}"), 1)
        }),
        &["Mo adds the cell `35`"],
    );
    for (mark, message) in [("del", "Mo deletes the row `10 | 30`"), ("ins", "Mo adds the row `15 | 35`")] {
        check(
            told_and_applied(&scratch, &minutes, |text| {
                let row = around(&text, "10", "w:tr");
                let properties = format!("<w:trPr><w:{mark} w:id=\"8\" {BY}/></w:trPr>");
                let now = match row.contains("</w:trPr>") {
                    true => row.replacen("</w:trPr>", &format!("<w:{mark} w:id=\"8\" {BY}/></w:trPr>"), 1),
                    false => row.replacen("<w:tr>", &format!("<w:tr>{properties}"), 1),
                };
                match mark {
                    "del" => text.replacen(&row, &now, 1),
                    _ => {
                        let new = without_bookmarks(&now).replace(">10<", ">15<").replace(">30<", ">35<");
                        text.replacen(&row, &format!("{row}{new}"), 1)
                    }
                }
            }),
            &[message],
        );
    }
    // As Word writes it, and as it would be moved: the ends of cells are recorded, too.
    for kind in ["ins", "moveTo"] {
        check(
            told_and_applied(&scratch, &minutes, |text| {
                let row = around(&text, "10", "w:tr");
                let properties = format!("<w:trPr><w:ins w:id=\"8\" {BY}/></w:trPr>");
                let now = match row.contains("</w:trPr>") {
                    true => row.replacen("</w:trPr>", &format!("<w:ins w:id=\"8\" {BY}/></w:trPr>"), 1),
                    false => row.replacen("<w:tr>", &format!("<w:tr>{properties}"), 1),
                };
                let new = without_bookmarks(&now).replace(">10<", ">15<").replace(">30<", ">35<");
                let new: String = new.split_inclusive("</w:p>").map(|cell| marked(cell, kind)).collect();
                text.replacen(&row, &format!("{row}{new}"), 1)
            }),
            &["Mo adds the row `15 | 35`"],
        );
    }
    // A row without words is one, too.
    check(
        told_and_applied(&scratch, &minutes, |text| {
            let row = around(&text, "10", "w:tr");
            let mark = format!("<w:trPr><w:ins w:id=\"8\" {BY}/></w:trPr>");
            let new = without_bookmarks(&row).replace(">10<", "><").replace(">30<", "><");
            let new = match new.contains("</w:trPr>") {
                true => new.replacen("</w:trPr>", &mark["<w:trPr>".len()..], 1),
                false => new.replacen("<w:tr>", &format!("<w:tr>{mark}"), 1),
            };
            text.replacen(&row, &format!("{row}{new}"), 1)
        }),
        &["Mo adds an empty row"],
    );
    check(
        told_and_applied(&scratch, &minutes, |text| {
            let cell = around(&text, "30", "w:tc");
            let new = without_bookmarks(&cell).replacen(">30<", ">35<", 1);
            text.replacen(&cell, &format!("{cell}{new}"), 1)
        }),
        &["the cell `35` was added, without being recorded"],
    );
}

/// As many paragraphs as a book has are told in the time that reading takes, and not in its square.
#[test]
fn many_changes_in_one_place_take_no_time_that_grows_with_their_square() {
    const NUMBER: usize = 40_000;
    let (scratch, minutes) = sent(&["First one.", "Second one."]);
    let file = edited(&minutes, |text| {
        let first = paragraph(&text, "First one").to_owned();
        let new: String = (0..NUMBER).map(|at| format!("<w:p><w:r><w:t>Paragraph {at}.</w:t></w:r></w:p>")).collect();
        text.replacen(&first, &format!("{first}{new}"), 1)
    });
    scratch.write("mo.docx", &file);
    #[allow(clippy::disallowed_methods, reason = "a guard against what never ended")]
    let begun = std::time::Instant::now();
    let (_, out, _) = scratch.run(&["comments", "mo.docx"]);
    assert!(out.starts_with(&format!("{NUMBER} changes")), "{out}");
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

/// Cells and paragraphs of one text may say the same: each is one of its own.
#[test]
fn cells_and_paragraphs_with_the_same_words_are_changed_each_for_itself() {
    for all in
        ["A table:\n\n| Corn | Rye |\n|---|---|\n| 10 | 10 |\n| 20 | 10 |", "- Agreed: 10\n- Agreed: 10\n- Agreed: 10"]
    {
        for by in [["12", "13", "14"], ["15", "15", "15"]] {
            let (scratch, minutes) = sent(&[all]);
            let (_, said) = told_and_applied(&scratch, &minutes, |text| {
                let ends: Vec<usize> = text.match_indices("10</w:t>").map(|(at, _)| at).collect();
                ends.iter().zip(by).rev().fold(text, |text, (at, by)| {
                    let run = text[..*at].rfind('<').unwrap();
                    format!("{}{}", &text[..run], replaced(&text[run..], "10", by))
                })
            });
            let now = by.iter().fold(all.to_owned(), |text, by| text.replacen("10", by, 1));
            assert_eq!(texts(&scratch), [now], "{said}");
        }
    }
}

/// Word has notes at the end of a document, too; they are numbered apart from footnotes.
/// A file with a note at the end of the document: what is at its mark, and its words.
fn with_endnote(file: &[u8], mark: &str, words: &str) -> Vec<u8> {
    with_parts(file, |parts| {
        let mut change = |path: &str, from: &str, to: String| {
            let text = String::from_utf8(parts[path].clone()).unwrap();
            assert!(text.contains(from), "{text}");
            parts.insert(path.to_owned(), text.replacen(from, &to, 1).into_bytes());
        };
        change("word/document.xml", "First one.</w:t></w:r>", format!("First one.</w:t></w:r>{mark}"));
        let relation = "<Relationship Id=\"rIdEnd\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/endnotes\" \
             Target=\"/word/endnotes.xml\"/></Relationships>";
        change("word/_rels/document.xml.rels", "</Relationships>", relation.to_owned());
        let notes = format!(
            "<w:endnotes xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:endnote w:id=\"1\"><w:p>{words}</w:p></w:endnote></w:endnotes>"
        );
        parts.insert("word/endnotes.xml".to_owned(), notes.into_bytes());
    })
}

#[test]
fn a_note_at_the_end_of_the_document_is_told_and_who_takes_it_away() {
    let (scratch, minutes) = sent(&["First one.[^1]\n\n[^1]: What the note says."]);
    let (mark, words) = ("<w:r><w:endnoteReference w:id=\"1\"/></w:r>", "<w:r><w:t>Words of the end.</w:t></w:r>");
    let added = |run: &str| format!("<w:ins w:id=\"8\" {BY}>{run}</w:ins>");
    let gone = format!("<w:del w:id=\"9\" {}>{mark}</w:del>", BY.replace("Mo", "Boris"));
    for (mark, words, by) in [
        (added(mark), added(words), vec!["Mo adds"]),
        (mark.to_owned(), words.to_owned(), vec!["was added, without"]),
        (added(&gone), added(words), vec!["Mo adds", "Boris deletes"]),
        (gone.clone(), words.to_owned(), vec!["was added, without", "Boris deletes"]),
        (added(&gone.replace("Boris", "Mo")), added(words), vec![]),
    ] {
        scratch.write("mo.docx", &with_endnote(&minutes, &mark, &words));
        let (_, told, _) = scratch.run(&["comments", "mo.docx", "--format", "json"]);
        let told = messages(&told);
        let is_told = |by: &&str| told.iter().any(|one| one.contains("Words of the end.") && one.contains(by));
        assert!(told.len() == by.len() && by.iter().all(is_told), "{mark}: {told:?}");
    }
}

#[test]
fn what_a_cell_of_the_workbook_has_no_room_for_is_shown_as_cut() {
    let (scratch, minutes) = sent(&["First one."]);
    scratch.write(
        "mo.docx",
        &edited(&minutes, |text| replaced(&text, "First", &format!("_x0041_ {}", "long ".repeat(8_000)))),
    );
    let (code, out, err) = scratch.run(&["comments", "mo.docx", "--matrix", "m.xlsx"]);
    assert_eq!(code, 0, "{out}{err}");
    let book = std::fs::read(scratch.path().join("m.xlsx")).unwrap();
    let strings = String::from_utf8(unzipped(&book)["xl/sharedStrings.xml"].clone()).unwrap();
    assert!(strings.contains("long long") && strings.contains('…'), "{}", strings.len());
    assert!(strings.contains("_x005F_x0041_ long"), "Excel reads `_x0041_` as a letter");
}
