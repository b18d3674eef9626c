//! What nobody touched stays what it was: in its list, in its quotation, with its number; and nothing is written twice or into the words
//! of somebody else.

use serde_json::Value;

use super::reviewer::{Change, edited, reviewed};
use super::round::{BY, DEFINITION, about, board, definition, findings, paragraph};
use crate::support::{Scratch, unzipped};

/// Words that somebody inserts, as a run.
fn inserted(words: &str) -> String {
    format!("<w:ins w:id=\"70\" {BY}><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:ins>")
}

/// A text with a new paragraph before the one that has some words, set like that one.
fn with_new_paragraph(text: &str, before: &str, words: &str) -> String {
    let next = paragraph(text, before);
    let properties = &next[next.find("<w:pPr>").unwrap() + "<w:pPr>".len()..next.find("</w:pPr>").unwrap()];
    let mark = format!("<w:rPr><w:ins w:id=\"71\" {BY}/></w:rPr>");
    let new = format!("<w:p><w:pPr>{properties}{mark}</w:pPr>{}</w:p>", inserted(words));
    text.replacen(next, &format!("{new}{next}"), 1)
}

/// A paragraph whose words are deleted, with its end.
fn deleted(paragraph: &str) -> String {
    let gone =
        paragraph.replace("<w:r>", &format!("<w:del w:id=\"72\" {BY}><w:r>")).replace("</w:r>", "</w:r></w:del>");
    let gone = gone.replace("<w:t ", "<w:delText ").replace("<w:t>", "<w:delText>").replace("</w:t>", "</w:delText>");
    gone.replacen("</w:pPr>", &format!("<w:rPr><w:del w:id=\"73\" {BY}/></w:rPr></w:pPr>"), 1)
}

/// Applies a file in which the text of the document was edited; returns what is said.
fn apply(scratch: &Scratch, minutes: &[u8], edit: impl FnOnce(String) -> String) -> String {
    scratch.write("mo.docx", &edited(minutes, edit));
    let (_, out, err) = scratch.run(&["comments", "mo.docx", "--apply"]);
    out + &err
}

#[test]
fn entries_of_a_list_come_and_go_and_the_others_are_counted_on() {
    let (scratch, minutes) = board();
    let said =
        apply(&scratch, &minutes, |text| with_new_paragraph(&text, "to set aside 5%", "to thank all tenderers;"));
    let now = definition(&scratch);
    assert!(now.contains("Civil Ltd;\\n2. to thank all tenderers;\\n3. to set aside 5%"), "{said}");
    assert!(now.contains("\\n4. to receive a report"), "{said}");
    // What is there already is not written again.
    let (code, out, err) = scratch.run(&["comments", "mo.docx", "--apply"]);
    assert!(code == 0 && out.contains("1 change already in the definition"), "{out}{err}");
    assert_eq!(definition(&scratch), now);
    let (scratch, minutes) = board();
    let said = apply(&scratch, &minutes, |text| {
        let gone = paragraph(&text, "to award the contract").to_owned();
        text.replacen(&gone, &deleted(&gone), 1)
    });
    let now = definition(&scratch);
    assert!(now.contains("the Board resolved:\\n\\n1. to set aside 5%") && now.contains("\\n2. to receive"), "{said}");
    let (_, out, err) = scratch.run(&["comments", "mo.docx", "--apply"]);
    assert!(out.contains("already in the definition"), "{out}{err}");
    assert_eq!(definition(&scratch), now);
}

#[test]
fn an_entry_that_is_moved_takes_its_references_along() {
    let (scratch, minutes) = board();
    let said = apply(&scratch, &minutes, |text| {
        let gone = paragraph(&text, "to receive a report").to_owned();
        let words = "to receive a report on the piling by 7\u{a0}May 2026.";
        let text = text.replacen(&gone, &deleted(&gone), 1);
        with_new_paragraph(&text, "to set aside 5%", words)
    });
    let now = definition(&scratch);
    assert!(now.contains("\\n2. to receive a report on the piling by @piling-report.\\n3. to set aside"), "{said}");
}

#[test]
fn a_paragraph_in_a_quotation_leaves_the_others_in_it() {
    let (scratch, minutes) = board();
    let said = apply(&scratch, &minutes, |text| with_new_paragraph(&text, "We should be glad", "We wait."));
    assert!(definition(&scratch).contains("built.\\n>\\n> We wait.\\n>\\n> We should be glad"), "{said}");
}

#[test]
fn a_new_paragraph_with_a_number_is_told_and_takes_that_of_no_other() {
    let (scratch, _) = board();
    let pack = "un-network-2023-02-08";
    let (code, out, err) = scratch.run(&["build", pack, "--docx", "--no-cache", "--allow", "warnings"]);
    assert_eq!(code, 0, "{out}{err}");
    let zip = std::fs::read(scratch.path().join(format!("out/{}", crate::support::zip_of(pack)))).unwrap();
    let minutes = unzipped(&zip)["minutes.docx"].clone();
    let path = format!("packs/{pack}/meeting.json");
    let before = std::fs::read(scratch.path().join(&path)).unwrap();
    let words = "The meeting thanked the hosts.";
    let said = apply(&scratch, &minutes, |text| with_new_paragraph(&text, "welcomed the consolidating", words));
    assert!(said.contains(words) && said.contains("wrote 0 texts"), "{said}");
    assert_eq!(std::fs::read(scratch.path().join(&path)).unwrap(), before);
}

#[test]
fn a_change_of_an_entry_that_is_gone_is_not_written_into_another() {
    let (scratch, minutes) = board();
    let change = Change::of(&minutes, "One visitor in six", ("the takings", "any takings"));
    let (file, _) = reviewed(&minutes, "Ana", &[change]);
    scratch.write("ana.docx", &file);
    let mut sent: Value = serde_json::from_str(&definition(&scratch)).unwrap();
    let items = sent["agenda"].as_array_mut().unwrap();
    for proceedings in items.iter_mut().filter_map(|item| item["proceedings"].as_array_mut()) {
        proceedings.retain(|event| !event["text"].as_str().unwrap_or_default().contains("One visitor in six"));
    }
    scratch.write(DEFINITION, serde_json::to_string_pretty(&sent).unwrap().as_bytes());
    let before = definition(&scratch);
    let (_, out, err) = scratch.run(&["comments", "ana.docx", "--apply"]);
    assert!(out.contains("wrote 0 texts") && err.contains("is not in the definition any more"), "{out}{err}");
    assert_eq!(definition(&scratch), before);
}

#[test]
fn a_blank_is_written_already_only_if_it_is() {
    let (scratch, minutes) = board();
    let change = Change::of(&minutes, "visitors could still reach", ("boat hall", "boathall"));
    let (file, _) = reviewed(&minutes, "Ana", &[change]);
    scratch.write("ana.docx", &file);
    let other = definition(&scratch).replace("visitors could still reach", "visitors could still enter");
    scratch.write(DEFINITION, other.as_bytes());
    let (_, out, err) = scratch.run(&["comments", "ana.docx", "--apply"]);
    assert!(definition(&scratch).contains("enter the boathall"), "{out}{err}");
    let (_, out, err) = scratch.run(&["comments", "ana.docx"]);
    assert!(out.contains("1 change already in the definition"), "{out}{err}");
}

#[test]
fn what_is_rejected_is_not_written() {
    let (scratch, minutes) = board();
    let change = Change::of(&minutes, "One visitor in six", ("goodwill", "friendship"));
    let (file, _) = reviewed(&minutes, "Ana", &[change]);
    scratch.write("ana.docx", &file);
    let (_, out, _) = scratch.run(&["comments", "ana.docx", "--format", "json"]);
    let id = about(&out, "friendship")["notes"][0].as_str().unwrap()[..6].to_owned();
    let responses =
        format!("{{ \"responses\": {{ \"{id}\": {{ \"state\": \"rejected\", \"response\": \"No.\" }} }} }}");
    scratch.write("packs/board/responses.json", responses.as_bytes());
    let before = definition(&scratch);
    let (code, out, err) = scratch.run(&["comments", "ana.docx", "--apply"]);
    assert!(code == 0 && err.contains("it is rejected in the responses, and not written"), "{out}{err}");
    let (code, out, err) = scratch.run(&["comments", "ana.docx", "--apply", "--only", &id]);
    assert!(code == 1 && err.contains("change its `state` in `packs/board/responses.json` first"), "{out}{err}");
    assert_eq!(definition(&scratch), before);
}

#[test]
fn a_change_is_written_whole_or_not_at_all() {
    let (scratch, minutes) = board();
    // From the end of one entry into the next.
    let said = apply(&scratch, &minutes, |text| {
        let cut = |words: &str, gone: &str, at_start: bool| {
            let (kept, rest) = words.split_at(if at_start { 0 } else { words.len() - gone.len() });
            let rest = if at_start { &rest[gone.len()..] } else { "" };
            let run = |words: &str| format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
            let deleted = format!(
                "<w:del w:id=\"80\" {BY}><w:r><w:delText xml:space=\"preserve\">{gone}</w:delText></w:r></w:del>"
            );
            let parts = [(kept, false), ("", true), (rest, false)];
            parts.map(|(words, is_gone)| if is_gone { deleted.clone() } else { run(words) }).concat()
        };
        let first = paragraph(&text, "to award the contract").to_owned();
        let start = first.rfind("<w:r>").unwrap();
        let words = &first[first.rfind("xml:space=\"preserve\">").unwrap() + 21..first.rfind("</w:t>").unwrap()];
        let gone = "Civil Ltd;";
        let changed =
            format!("{}{}{}", &first[..start], cut(words, gone, false), &first[first.rfind("</w:r>").unwrap() + 6..]);
        let changed = changed.replacen("</w:pPr>", &format!("<w:rPr><w:del w:id=\"81\" {BY}/></w:rPr></w:pPr>"), 1);
        let text = text.replacen(&first, &changed, 1);
        let second = paragraph(&text, "to set aside 5%").to_owned();
        let start = second.find("<w:r>").unwrap();
        let from = second.find("xml:space=\"preserve\">").unwrap() + 21;
        let until = second.find("</w:t>").unwrap();
        let changed = format!(
            "{}{}{}",
            &second[..start],
            cut(&second[from..until], "to set aside 5%", true),
            &second[second.find("</w:r>").unwrap() + 6..]
        );
        text.replacen(&second, &changed, 1)
    });
    assert!(said.contains("wrote 0 texts") && said.contains("to set aside 5%"), "{said}");
    // One reviewer adds words within those of another.
    let (scratch, minutes) = board();
    let file = edited(&minutes, |text| {
        let run = |words: &str| format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
        let by = |who: &str, words: &str| {
            format!("<w:ins w:id=\"90\" w:author=\"{who}\" w:date=\"2026-04-01T10:00:00Z\">{}</w:ins>", run(words))
        };
        let added = [by("Ana", " and "), by("Boris", "true "), by("Ana", "fairness")].concat();
        let was = "goodwill is worth";
        assert!(text.contains(was));
        text.replacen(was, &format!("goodwill</w:t></w:r>{added}<w:r><w:t xml:space=\"preserve\"> is worth"), 1)
    });
    scratch.write("both.docx", &file);
    let (code, out, err) = scratch.run(&["comments", "both.docx", "--apply", "--accept", "Boris"]);
    assert!(code == 1 && err.contains("choose both") && out.contains("wrote 0 texts"), "{out}{err}");
    let (_, out, err) = scratch.run(&["comments", "both.docx", "--apply", "--accept", "Boris", "--accept", "Ana"]);
    assert!(definition(&scratch).contains("goodwill and true fairness is worth"), "{out}{err}");
}

#[test]
fn pictures_symbols_and_breaks_are_told_and_not_written() {
    let (scratch, minutes) = board();
    let before = definition(&scratch);
    for (what, told) in [
        ("<w:drawing></w:drawing>", "[picture]"),
        ("<w:sym w:font=\"Wingdings\" w:char=\"F0E0\"/>", "[symbol]"),
        ("<w:t>x</w:t><w:br/><w:t>y</w:t>", "x↵y"),
        ("<w:tab/>", "⇥"),
    ] {
        let file = edited(&minutes, |text| {
            let added = format!("<w:ins w:id=\"90\" {BY}><w:r>{what}</w:r></w:ins>");
            let words = format!("goodwill</w:t></w:r>{added}<w:r><w:t xml:space=\"preserve\"> is worth");
            text.replacen("goodwill is worth", &words, 1)
        });
        scratch.write("mo.docx", &file);
        let (_, out, _) = scratch.run(&["comments", "mo.docx", "--format", "json"]);
        assert!(findings(&out).iter().any(|one| one["message"].as_str().unwrap().contains(told)), "{what}: {out}");
        let (_, out, err) = scratch.run(&["comments", "mo.docx", "--apply"]);
        assert!(out.contains("wrote 0 texts"), "{what}: {out}{err}");
        assert_eq!(definition(&scratch), before, "{what}");
    }
}
