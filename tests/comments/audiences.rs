//! Files of audiences: what they read in the place of what is withheld is written in the definition, too.

use super::reviewer::{Change, reviewed};
use crate::support::{Scratch, events, repository, unzipped};

/// The workspace of the examples, with the pack of the hospital built for each audience.
fn hospital() -> Scratch {
    let scratch = Scratch::new();
    super::copy(&repository().join("packs"), "packs/", &scratch);
    let (code, out, err) = scratch.run(&["build", "hospital", "--docx", "--no-cache", "--allow", "warnings"]);
    assert_eq!(code, 0, "{out}{err}");
    scratch
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
