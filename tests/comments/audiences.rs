//! Files of audiences: what they read in the place of what is withheld is written in the definition, too.

use super::passages::{marked, moving, without_bookmarks};
use super::reviewer::{Change, Edit, edited, reviewed};
use super::round::{BY, about, findings, paragraph};
use super::within::replaced;
use crate::support::{Scratch, events, repository, unzipped};

const DEFINITION: &str = "packs/hospital/meeting.json";

/// The workspace of the examples, with the pack of the hospital built for each audience.
fn hospital() -> Scratch {
    hospital_with(|definition| definition)
}

/// The same with another definition.
fn hospital_with(change: impl FnOnce(String) -> String) -> Scratch {
    let scratch = Scratch::new();
    super::copy(&repository().join("packs"), "packs/", &scratch);
    scratch.write(DEFINITION, change(definition(&scratch)).as_bytes());
    let (code, out, err) = scratch.run(&["build", "hospital", "--docx", "--no-cache", "--allow", "warnings"]);
    assert_eq!(code, 0, "{out}{err}");
    scratch
}

fn definition(scratch: &Scratch) -> String {
    std::fs::read_to_string(scratch.path().join(DEFINITION)).unwrap()
}

/// The pack of the hospital with a second paragraph for members alone, and one more for all.
fn with_more_for_members() -> Scratch {
    hospital_with(|definition| {
        let more = "were for them alone.\\n\\nShe named a witness.\\n:::\\n\\nEverybody was welcome.";
        let now = definition.replacen("were for them alone.\\n:::", more, 1);
        assert_ne!(now, definition);
        now
    })
}

/// The minutes that an audience got.
fn minutes_of(scratch: &Scratch, audience: &str) -> Vec<u8> {
    let zip = std::fs::read(scratch.path().join(format!("out/hospital.{audience}.zip"))).unwrap();
    unzipped(&zip)["minutes.docx"].clone()
}

/// What is told of minutes in which the text was edited, and what is said when it is applied.
fn told_and_applied(scratch: &Scratch, audience: &str, edit: impl FnOnce(String) -> String) -> (String, String) {
    scratch.write("mo.docx", &edited(&minutes_of(scratch, audience), edit));
    let (_, told, _) = scratch.run(&["comments", "mo.docx", "--pack", "hospital", "--format", "json"]);
    let (_, out, err) = scratch.run(&["comments", "mo.docx", "--pack", "hospital", "--apply"]);
    (told, out + &err)
}

/// A text in which somebody moved words after other ones.
fn moving_words(text: &str, words: &str, after: &str) -> String {
    let run = |kind: &str, words: &str| {
        let part = format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
        let start = format!("<w:{kind}RangeStart w:id=\"91\" {BY} w:name=\"m2\"/>");
        format!("{start}<w:{kind} w:id=\"92\" {BY}>{part}</w:{kind}><w:{kind}RangeEnd w:id=\"91\"/>")
    };
    let within = |part: &str| format!("</w:t></w:r>{part}<w:r><w:t xml:space=\"preserve\">");
    let text = text.replacen(words, &within(&run("moveFrom", words)), 1);
    text.replacen(after, &format!("{after}{}", within(&run("moveTo", words))), 1)
}

#[test]
fn nothing_is_moved_to_where_others_read_it_or_do_not() {
    let scratch = with_more_for_members();
    let before = definition(&scratch);
    let cases: [(Edit<'_>, &str, &str); 4] = [
        (
            &|text| moving(&text, &["She named"], "The Chair opened", |copy| copy),
            "She named",
            "`observers` and `public`",
        ),
        (&|text| moving(&text, &["The Chair opened"], "She named", |copy| copy), "The Chair", "no longer"),
        (&|text| moving_words(&text, " a witness", "Everybody was"), "a witness", "who do not read it where it is"),
        (
            &|text| moving_words(&text, " would be accepted", "The Board thanked"),
            "would be",
            "`observers` and `public`",
        ),
    ];
    for (edit, words, why) in cases {
        let (told, said) = told_and_applied(&scratch, "members", edit);
        assert_eq!(about(&told, words)["code"], "proposed-move", "{told}");
        assert!(said.contains("not-applied") && said.contains(why), "{said}");
        assert_eq!(definition(&scratch), before, "{said}");
    }
    // Among those who read it, it is moved.
    let among: [(Edit<'_>, &str); 2] = [
        (&|text| moving(&text, &["She named"], "She reminded", |copy| copy), "::: members\\nShe named a witness."),
        (
            &|text| moving(&text, &["Everybody was"], "The Chair opened", |copy| copy),
            "\"opening\": \"Everybody was welcome.\\n",
        ),
    ];
    for (edit, now) in among {
        let (_, said) = told_and_applied(&scratch, "members", edit);
        assert!(definition(&scratch).contains(now), "{now}: {said}");
        scratch.write(DEFINITION, before.as_bytes());
    }
}

/// Whoever moves words and changes them there, or writes them once more, brings them before others, too.
#[test]
fn words_that_are_withheld_from_readers_are_not_written_for_them() {
    let scratch = with_more_for_members();
    let before = definition(&scratch);
    let said_more = " and reminded members that the papers were theirs";
    let cases: [(Edit<'_>, &str); 6] = [
        (
            &|text| {
                let [own, first] = ["She named", "The Chair opened"].map(|words| paragraph(&text, words).to_owned());
                let new = marked(&without_bookmarks(&own).replace("a witness.", "a witness then."), "ins");
                text.replacen(&own, &marked(&own, "del"), 1).replacen(&first, &format!("{new}{first}"), 1)
            },
            "adds it elsewhere, and is not written",
        ),
        (
            &|text| {
                moving(&text, &["She named"], "The Chair opened", |copy| copy.replace("a witness.", "a witness then."))
            },
            "`observers` and `public` would read `She named a witness.`, which is withheld from them",
        ),
        (
            &|text| replaced(&text, "opened", &format!("opened{said_more}")),
            "`observers` and `public` would read `reminded members that the papers`, which is withheld from them",
        ),
        (&|text| replaced(&text, "welcome", "told that she named a witness"), "which is withheld from them"),
        // Around a word that stays, and with what somebody else adds within.
        (
            &|text| replaced(&replaced(&text, "meeting", "papers on this"), "opened", "reminded members that"),
            "which is withheld from them",
        ),
        (
            &|text| {
                let first = paragraph(&text, "The Chair opened");
                let parts = [("Mo", "She reminded"), ("Boris", " members that"), ("Mo", " the papers.")];
                let part = |(who, words): &(&str, &str)| {
                    let run = format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
                    format!("<w:ins w:id=\"77\" {}>{run}</w:ins>", BY.replace("Mo", who))
                };
                let own = without_bookmarks(first);
                let mark = format!("<w:rPr><w:ins w:id=\"78\" {BY}/></w:rPr></w:pPr>");
                let start = own[..own.find("</w:pPr>").unwrap()].to_owned() + &mark;
                let new = format!("{start}{}</w:p>", parts.iter().map(part).collect::<String>());
                text.replacen(first, &format!("{new}{first}"), 1)
            },
            "which is withheld from them",
        ),
    ];
    for (edit, why) in cases {
        let (told, said) = told_and_applied(&scratch, "members", edit);
        assert!(said.contains(why), "{why}: {told}{said}");
        assert_eq!(definition(&scratch), before, "{said}");
    }
    // Those who read them may read them twice.
    let (_, said) = told_and_applied(&scratch, "members", |text| {
        replaced(&text, "She named a witness", &format!("She named a witness{said_more}"))
    });
    assert!(definition(&scratch).contains(said_more), "{said}");
}

#[test]
fn passages_of_an_audience_take_new_paragraphs_and_keep_their_marks() {
    let scratch = with_more_for_members();
    let before = definition(&scratch);
    let new = |text: &str, after: &str| {
        let paragraph = paragraph(text, after).to_owned();
        let own = without_bookmarks(&paragraph);
        let properties = &own[..own.find("</w:pPr>").unwrap() + "</w:pPr>".len()];
        let run = "<w:r><w:t xml:space=\"preserve\">Brand new.</w:t></w:r>";
        let mark = format!("<w:rPr><w:ins w:id=\"71\" {BY}/></w:rPr></w:pPr>");
        let first = paragraph.replacen("</w:pPr>", &mark, 1);
        text.replacen(&paragraph, &format!("{first}{properties}<w:ins w:id=\"72\" {BY}>{run}</w:ins></w:p>"), 1)
    };
    for (audience, after, now) in [
        ("members", "She named", "a witness.\\n\\nBrand new.\\n:::"),
        ("members", "The Chair opened", "1 p.m.\\n\\nBrand new.\\n\\n::: members"),
        ("public", "The Chair opened", "1 p.m.\\n\\nBrand new.\\n\\n::: members"),
        ("public", "Everybody was", "welcome.\\n\\nBrand new.\""),
    ] {
        let (told, said) = told_and_applied(&scratch, audience, |text| new(&text, after));
        assert!(definition(&scratch).contains(now), "{audience}, {after}: {told}{said}");
        scratch.write(DEFINITION, before.as_bytes());
    }
    // The last words of a passage are not taken away: its mark would be left.
    let gone = |text: String| {
        let all = ["She reminded", "She named"].map(|words| paragraph(&text, words).to_owned());
        all.iter().fold(text.clone(), |text, one| text.replacen(one, &marked(one, "del"), 1))
    };
    let (told, said) = told_and_applied(&scratch, "members", gone);
    assert_eq!(findings(&told).iter().filter(|one| one["code"] == "proposed-deletion").count(), 2, "{told}");
    let now = definition(&scratch);
    assert!(now.contains("::: members\\nShe named") && said.contains("not-applied"), "{said}");
}

/// The minutes that an audience got, in which a word was replaced in the paragraph that has some words.
fn minutes(scratch: &Scratch, audience: &str, within: &str, words: (&str, &str)) -> String {
    let zip = std::fs::read(scratch.path().join(format!("out/hospital.{audience}.zip"))).unwrap();
    let docx = unzipped(&zip)["minutes.docx"].clone();
    let (file, done) = reviewed(&docx, "Ana", &[Change::of(&docx, within, words)]);
    assert_eq!(done, [true]);
    let name = format!("{audience}.docx");
    scratch.write(&name, &file);
    name
}

#[test]
fn words_in_the_place_of_others_are_told_where_they_are_written_and_can_be_changed() {
    let cases = [
        ("public", "The prices of the offers", ("prices", "sums"), "/agenda/1/proceedings/0/text"),
        ("observers", "The lowest was that of", ("lowest", "cheapest"), "/agenda/1/proceedings/0/text"),
        ("members", "She reminded members", ("papers", "documents"), "/opening"),
        ("public", "Personnel matter", ("Personnel", "Staff"), "/agenda/2/instead"),
        ("public", "A legal adviser", ("adviser", "expert"), "/attendance/participants/5/instead"),
    ];
    let scratch = hospital();
    let path = "packs/hospital/meeting.json";
    let definition = std::fs::read_to_string(scratch.path().join(path)).unwrap();
    for (audience, within, words, pointer) in cases {
        let name = minutes(&scratch, audience, within, words);
        let (code, out, err) = scratch.run(&["comments", &name, "--pack", "hospital", "--format", "json"]);
        assert_eq!(code, 0, "{err}");
        let findings = events(&out, "pack")[0]["findings"].clone();
        let line = super::lines(&definition)[pointer];
        let found = (&findings[0]["code"], &findings[0]["line"]);
        assert_eq!(found, (&"proposed-replacement".into(), &line.into()), "{pointer}: {findings}");
        let (code, out, err) = scratch.run(&["comments", &name, "--pack", "hospital", "--apply"]);
        let now = std::fs::read_to_string(scratch.path().join(path)).unwrap();
        assert!(
            code < 2 && now == definition.replacen(words.0, words.1, 1) || now.contains(words.1),
            "{pointer}: {out}{err}"
        );
        assert_ne!(now, definition, "{pointer}: {out}{err}");
        scratch.write(path, definition.as_bytes());
    }
}

/// Words in the place of others that were put otherwise after they were sent out keep their place.
#[test]
fn words_in_the_place_of_others_may_be_reworded_meanwhile() {
    let scratch = hospital();
    let path = "packs/hospital/meeting.json";
    let definition = std::fs::read_to_string(scratch.path().join(path)).unwrap();
    let now = definition
        .replace("\"instead\": \"Personnel matter\"", "\"instead\": \"A personnel matter\"")
        .replace("::: observers The prices of the", "::: observers The prices of all the");
    assert!(now.len() > definition.len() + 4, "{now}");
    let cases = [
        ("Personnel matter", ("matter", "affair"), "/agenda/2/instead"),
        ("The prices of the offers", ("prices", "sums"), "/agenda/1/proceedings/0/text"),
    ];
    for (within, words, pointer) in cases {
        scratch.write(path, definition.as_bytes());
        let name = minutes(&scratch, "public", within, words);
        scratch.write(path, now.as_bytes());
        let (_, out, err) = scratch.run(&["comments", &name, "--pack", "hospital", "--format", "json"]);
        let finding = events(&out, "pack")[0]["findings"][0].clone();
        assert_eq!(finding["line"], super::lines(&now)[pointer], "{finding} {err}");
        let (_, out, err) = scratch.run(&["comments", &name, "--pack", "hospital", "--apply"]);
        let written = std::fs::read_to_string(scratch.path().join(path)).unwrap();
        assert_eq!(written, now.replacen(words.0, words.1, 1), "{pointer}: {out}{err}");
    }
}

#[test]
fn a_matrix_is_for_one_audience_and_says_for_which() {
    let scratch = hospital();
    let public = minutes(&scratch, "public", "The prices of the offers", ("prices", "sums"));
    let observers = minutes(&scratch, "observers", "The lowest was that of", ("lowest", "cheapest"));
    let mark = |audience: &str| {
        let zip = std::fs::read(scratch.path().join(format!("out/hospital.{audience}.zip"))).unwrap();
        let docx = unzipped(&unzipped(&zip)["minutes.docx"]);
        let heads = docx.iter().filter(|(path, _)| path.starts_with("word/header")).map(|(_, xml)| text(xml));
        heads.collect::<Vec<_>>().join(" ")
    };
    assert!(mark("observers").contains("Board and staff council"));
    let (code, out, err) = scratch.run(&["comments", &observers, "--pack", "hospital", "--matrix", "m"]);
    assert_eq!(code, 0, "{out}{err}");
    let docx = unzipped(&std::fs::read(scratch.path().join("m.docx")).unwrap());
    let heads: String =
        docx.iter().filter(|(path, _)| path.starts_with("word/header")).map(|(_, xml)| text(xml)).collect();
    assert!(heads.contains("Board and staff council"), "{heads}");
    let page = std::fs::read_to_string(scratch.path().join("m.html")).unwrap();
    assert!(page.contains("Board and staff council") && !page.contains("Sorcha Delahunt called"), "{page}");
    let (code, _, err) = scratch.run(&["comments", &public, &observers, "--pack", "hospital", "--matrix", "both.html"]);
    assert!(code == 1 && err.contains("error[several-audiences]"), "{code} {err}");
    assert!(!scratch.path().join("both.html").exists());
}

/// The words of a part.
fn text(xml: &[u8]) -> String {
    let xml = String::from_utf8(xml.to_vec()).unwrap();
    let document = roxmltree::Document::parse(&xml).unwrap();
    document.descendants().filter(|node| node.is_text()).filter_map(|node| node.text().map(str::to_owned)).collect()
}
