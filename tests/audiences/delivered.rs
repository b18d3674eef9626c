//! What is delivered: which zips, the same in every run; extracts that `verify` holds against the whole.

use std::path::Path;

use super::numbers::other_numbers;
use crate::signing::forge::Forged;
use crate::support::{packwright, repository, unzipped};

fn build(out: &Path, arguments: &[&str]) -> (i32, String) {
    let all = [&["build", "--no-cache", "--out", out.to_str().unwrap()], arguments].concat();
    let output = packwright(repository(), &all);
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_pack_without_audiences_is_one_zip_that_knows_of_none() {
    let out = tempfile::tempdir().unwrap();
    assert_eq!(build(out.path(), &["smallest"]).0, 0);
    assert_eq!(names(out.path()), ["smallest.zip"]);
    let files = unzipped(&std::fs::read(out.path().join("smallest.zip")).unwrap());
    let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    assert!(["audience", "extract_of", "instead"].iter().all(|key| manifest.get(key).is_none()));
    assert!(manifest["inputs"].as_array().is_some_and(|inputs| !inputs.is_empty()));
}

#[test]
fn each_audience_has_its_zip_the_same_in_every_run() {
    let (all, one) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    assert_eq!(build(all.path(), &["hospital"]).0, 0);
    assert_eq!(names(all.path()), ["hospital.members.zip", "hospital.observers.zip", "hospital.public.zip"]);
    for audience in ["members", "observers", "public"] {
        assert_eq!(build(one.path(), &["hospital", "--audience", audience]).0, 0);
        let [first, second] =
            [&all, &one].map(|folder| std::fs::read(folder.path().join(format!("hospital.{audience}.zip"))).unwrap());
        assert!(first == second, "{audience}");
    }
    let zip = |audience: &str| std::fs::read(all.path().join(format!("hospital.{audience}.zip"))).unwrap();
    for audience in ["observers", "public"] {
        assert_eq!(other_numbers(&zip("members"), &zip(audience)), [""; 0], "{audience}");
    }
}

#[test]
fn only_the_audience_that_is_asked_for_is_built() {
    let out = tempfile::tempdir().unwrap();
    assert_eq!(build(out.path(), &["hospital", "--audience", "public"]).0, 0);
    assert_eq!(names(out.path()), ["hospital.public.zip"]);
    let out = tempfile::tempdir().unwrap();
    let (code, said) = build(out.path(), &["hospital", "--audience", "pubic"]);
    assert_eq!(code, 1);
    assert!(said.contains("error[no-such-audience]") && said.contains("did you mean `public`?"), "{said}");
    assert_eq!(names(out.path()), [""; 0]);
}

#[test]
fn an_extract_says_nothing_else_than_the_whole() {
    let out = tempfile::tempdir().unwrap();
    assert_eq!(build(out.path(), &["hospital"]).0, 0);
    let public = std::fs::read(out.path().join("hospital.public.zip")).unwrap();
    let verified = |name: &str| {
        let path = out.path().join(name);
        let output = packwright(out.path(), &["verify", "hospital.members.zip", "--extract", path.to_str().unwrap()]);
        (output.status.code().unwrap(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
    };
    // Nobody signed it.
    let (code, said) = verified("hospital.public.zip");
    assert_eq!(code, 4, "{said}");
    assert!(said.contains("sentences of the extract are in the minutes"), "{said}");
    let forge = |from: &str, to: &str| {
        Forged::of(&public).but(|pack| {
            let page = String::from_utf8(pack.files["index.html"].clone()).unwrap();
            // The agenda says nothing of it.
            let (before, minutes) = page.split_at(page.find("<section class=\"minutes\"").unwrap());
            assert!(minutes.contains(from), "{from}");
            let page = format!("{before}{}", minutes.replacen(from, to, 1));
            pack.put("index.html", page.as_bytes());
        })
    };
    let forgeries = [
        ("against 120", "against 20"),
        ("which nobody could keep up.", "which nobody could keep up. It then left the meeting."),
        ("Adopted by roll call", "Rejected by roll call"),
        ("<em>approves</em>", "<em>rejects</em>"),
        ("Personnel matter", "Dismissal of the Medical Director"),
    ];
    for (from, to) in forgeries {
        std::fs::write(out.path().join("forged.zip"), forge(from, to)).unwrap();
        let (code, said) = verified("forged.zip");
        assert_eq!(code, 1, "{from} → {to}: {said}");
        assert!(said.contains("the minutes do not say this"), "{from} → {to}: {said}");
    }
}
