//! What is delivered: which zips, the same in every run; extracts that `verify` holds against the whole.

use std::path::Path;

use super::numbers::other_numbers;
use crate::signing::forge::Forged;
use crate::support::{Scratch, packwright, repository, unzipped};

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
    assert!(said.contains("of `minutes.pdf` are in the whole"), "{said}");
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
        assert!(said.contains("the whole does not say this (`index.html`)"), "{from} → {to}: {said}");
    }
}

/// What a forger can do beside changing a sentence of the page.
#[test]
fn a_forged_extract_is_told() {
    let out = tempfile::tempdir().unwrap();
    assert_eq!(build(out.path(), &["hospital"]).0, 0);
    let public = std::fs::read(out.path().join("hospital.public.zip")).unwrap();
    let papers = |from: &str, to: &str| {
        let folder = tempfile::tempdir().unwrap();
        let pack = repository().join("packs/hospital");
        let definition = std::fs::read_to_string(pack.join("meeting.json")).unwrap();
        assert!(definition.contains(from), "{from}");
        super::write(folder.path().join("packs/hospital/meeting.json"), definition.replace(from, to).as_bytes());
        let opinion = std::fs::read(pack.join("papers/opinion.pdf")).unwrap();
        super::write(folder.path().join("packs/hospital/papers/opinion.pdf"), &opinion);
        let output = packwright(folder.path(), &["build", "--no-cache", "--audience", "public", "--out", "out"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        unzipped(&std::fs::read(folder.path().join("out/hospital.public.zip")).unwrap())
    };
    type Change<'c> = Box<dyn Fn(&mut Forged) + 'c>;
    let page = |change: fn(&str) -> String| -> Change<'_> {
        Box::new(move |pack| {
            let page = change(std::str::from_utf8(&pack.files["index.html"]).unwrap());
            pack.put("index.html", page.as_bytes());
        })
    };
    let paper = |name: &'static str, from: &'static str, to: &'static str| -> Change<'_> {
        let files = papers(from, to);
        Box::new(move |pack| pack.put(name, &files[name]))
    };
    let forgeries: Vec<(&str, &str, Change<'_>)> = vec![
        ("a sentence of a paper", "(`minutes.pdf`)", paper("minutes.pdf", "against 120", "against 20")),
        (
            "a word left out of a paper",
            "(`minutes.pdf`)",
            paper("minutes.pdf", "overtime which nobody", "overtime which anybody"),
        ),
        ("a decision in a paper", "(`minutes.pdf`)", paper("minutes.pdf", "*approves*", "*rejects*")),
        (
            "a running head",
            "(`minutes.pdf`)",
            paper("minutes.pdf", "\"Seventeenth Meeting\"", "\"Nineteenth Meeting\""),
        ),
        (
            "a title in another paper",
            "(`agenda.pdf`)",
            paper("agenda.pdf", "Any other business", "Other business of the day"),
        ),
        (
            "a sentence outside the minutes",
            "(`index.html`)",
            page(|page| page.replacen("Any other business", "The car park", 1)),
        ),
        (
            "a second page of minutes",
            "(`index.html`)",
            page(|page| {
                page.replace("</main>", "<section class=\"minutes\"><p>All was rejected.</p></section></main>")
            }),
        ),
        (
            "a hidden word",
            "other-page",
            page(|page| page.replacen("<em>approves", "<em style=\"display:none\">approves", 1)),
        ),
        ("a comment", "other-page", page(|page| page.replacen("<main", "<!-- rejected --><main", 1))),
        ("a style", "other-page", page(|page| page.replacen("<style>", "<style>em{display:none}", 1))),
        (
            "words in place of others",
            "not-stated-by-the-whole",
            Box::new(|pack| {
                pack.manifest.instead.push("The Board resigned.".to_owned());
                let page = String::from_utf8(pack.files["index.html"].clone()).unwrap();
                pack.put("index.html", page.replacen("Personnel matter", "The Board resigned.", 1).as_bytes());
            }),
        ),
        (
            "one more file",
            "other-file",
            Box::new(|pack| {
                let mut file = pack.manifest.files[0].clone();
                file.path = "appendix.pdf".to_owned();
                pack.manifest.files.push(file);
                pack.put("appendix.pdf", b"%PDF-1.7");
            }),
        ),
        (
            "no languages",
            "(`index.html`)",
            Box::new(|pack| {
                pack.manifest.content.clear();
                let page = String::from_utf8(pack.files["index.html"].clone()).unwrap();
                pack.put("index.html", page.replace("against 120", "against 20").as_bytes());
            }),
        ),
    ];
    for (name, wanted, change) in forgeries {
        std::fs::write(out.path().join("forged.zip"), Forged::of(&public).but(change)).unwrap();
        let arguments = ["verify", "hospital.members.zip", "--extract", "forged.zip", "--format", "json"];
        let output = packwright(out.path(), &arguments);
        let said = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(1), "{name}: {said}");
        assert!(said.contains(wanted), "{name}: {said}");
    }
}

/// Whatever part of an ordinary pack is withheld, nothing is taken for a leak that is printed of open texts, and the extract holds.
#[test]
fn ordinary_packs_are_built_and_their_extracts_hold() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path();
    let packs = repository().join("packs");
    super::write(folder.join("packs/registry.json"), &std::fs::read(packs.join("registry.json")).unwrap());
    let parts = [
        ("assemblee", "decisions", 0),
        ("council", "agenda", 5),
        ("council", "decisions", 1),
        ("plenary", "agenda", 1),
        ("session", "annexes", 1),
        ("six-languages", "agenda", 2),
        ("un-network-2023-02-08", "annexes", 2),
        ("water-points", "annexes", 0),
    ];
    let mut names = Vec::new();
    for (pack, list, at) in parts {
        let name = format!("{pack}-{list}-{at}");
        copy(&packs.join(pack), &folder.join("packs").join(&name));
        let path = folder.join("packs").join(&name).join("meeting.json");
        let mut definition: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        definition["audiences"] = serde_json::json!(["members", "public"]);
        // What is closed and open is refused.
        for list in ["agenda", "sessions"] {
            let all = definition.get_mut(list).and_then(|all| all.as_array_mut()).into_iter().flatten();
            let all = all.filter_map(|one| one.as_object_mut());
            all.for_each(|one| drop(one.remove("closed")));
        }
        definition[list][at]["for"] = "members".into();
        // What is closed would have to be withheld.
        for item in definition["agenda"].as_array_mut().into_iter().flatten() {
            item.as_object_mut().unwrap().remove("closed");
        }
        super::write(path, definition.to_string().as_bytes());
        names.push(name);
    }
    let output = packwright(folder, &["build", "--no-cache", "--out", "out"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for name in names {
        let [whole, part] = ["members", "public"].map(|audience| format!("out/{name}.{audience}.zip"));
        let output = packwright(folder, &["verify", &whole, "--extract", &part]);
        assert_eq!(output.status.code(), Some(4), "{name}: {}", String::from_utf8_lossy(&output.stdout));
    }
}

/// Copies the files of a pack.
fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap().map(|entry| entry.unwrap()) {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        match path.is_dir() {
            true => copy(&path, &to),
            false => super::write(to, &std::fs::read(path).unwrap()),
        }
    }
}

/// A workspace of a pack in a folder of a name, with a closed item; its definition without its last brace.
fn board(folder: &str, more: &str) -> Scratch {
    let scratch = Scratch::new();
    write_board(&scratch, folder, more);
    scratch
}

fn write_board(scratch: &Scratch, folder: &str, more: &str) {
    let definition = format!(
        r#"{{ "version": 1, "title": "Regular meeting", "body": "board", "bodies": {{ "board": {{ "name": "Board" }} }},
        "time": {{ "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" }}, {more}
        "agenda": [{{ "id": "a", "title": "One", "minutes": 30 }},
        {{ "id": "b", "title": "Suspension of the warden", "minutes": 30, "for": "members", "instead": "Personnel matter" }}] }}"#
    );
    scratch.write(&format!("packs/{folder}/meeting.json"), definition.as_bytes());
}

const TWO: &str = r#""audiences": ["members", "public"],"#;
const THREE: &str = r#""audiences": ["members", "tenants", "public"],"#;

#[test]
fn zips_that_no_build_writes_any_more_are_told_and_stay() {
    let scratch = Scratch::new();
    let definition = r#"{ "version": 1, "title": "All", "body": "board", "bodies": { "board": { "name": "Board" } },
        "time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" },
        "agenda": [{ "id": "a", "title": "One", "minutes": 60 }] }"#;
    scratch.write("packs/x/meeting.json", definition.as_bytes());
    // Another pack, whose zip is not that of an audience of the first.
    scratch.write("packs/x.other/meeting.json", definition.as_bytes());
    let build = |arguments: &[&str]| {
        let (code, out, err) = scratch.run(&[&["build"], arguments].concat());
        (code, format!("{out}{err}"))
    };
    let (code, said) = build(&[]);
    assert!(code == 0 && !said.contains("old-zip"), "{said}");
    write_board(&scratch, "x", THREE);
    let (code, said) = build(&["x"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("warning[old-zip]: `out/x.zip`") && said.contains("help: remove `out/x.zip`"), "{said}");
    write_board(&scratch, "x", TWO);
    for arguments in [&["x"][..], &["x", "--check"], &["x", "--audience", "public"]] {
        let (code, said) = build(arguments);
        assert_eq!(code, 0, "{said}");
        for old in ["`out/x.zip`", "`out/x.tenants.zip`"] {
            assert!(said.contains(&format!("warning[old-zip]: {old}")), "{arguments:?}: {said}");
        }
        assert_eq!(said.matches("old-zip").count(), 2, "{arguments:?}: {said}");
    }
    assert_eq!(
        names(&scratch.path().join("out")),
        ["x.members.zip", "x.other.zip", "x.public.zip", "x.tenants.zip", "x.zip"]
    );
    // Without audiences again, taken from the cache or not.
    scratch.write("packs/x/meeting.json", definition.as_bytes());
    for _ in 0..2 {
        let (code, said) = build(&["x"]);
        assert_eq!(code, 0, "{said}");
        assert_eq!(said.matches("old-zip").count(), 3, "{said}");
    }
}

#[test]
fn a_stale_zip_is_named() {
    let scratch = board("x", TWO);
    assert_eq!(scratch.run(&["build", "x"]).0, 0);
    std::fs::copy(scratch.path().join("out/x.members.zip"), scratch.path().join("out/x.public.zip")).unwrap();
    let (code, out, err) = scratch.run(&["build", "x", "--check"]);
    assert_eq!(code, 1, "{out}{err}");
    assert!(format!("{out}{err}").contains("(`x.public.zip`)"), "{out}{err}");
    assert!(!format!("{out}{err}").contains("x.members.zip`)"), "{out}{err}");
}

#[test]
fn the_name_of_a_folder_that_tells_is_told() {
    let scratch = board("suspension-of-the-warden", TWO);
    let (code, _, err) = scratch.run(&["build", "suspension-of-the-warden"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("warning[telling-folder]") && err.contains("rename the folder"), "{err}");
    let scratch = board("spring", TWO);
    assert!(!scratch.run(&["build", "spring"]).2.contains("telling-folder"));
}

#[test]
fn the_title_of_a_wider_audience_is_not_for_others() {
    let more = format!(
        "{TWO} \"audience_titles\": {{ \"members\": \"For the Quorvath committee\", \"public\": \"For all neighbours\" }},"
    );
    let scratch = board("x", &more);
    let (code, _, err) = scratch.run(&["build", "x"]);
    assert_eq!(code, 0, "{err}");
    let zip = |audience: &str| std::fs::read(scratch.path().join(format!("out/x.{audience}.zip"))).unwrap();
    assert!(!super::search::found(&zip("members"), &["Quorvath"]).is_empty());
    assert_eq!(super::search::found(&zip("public"), &["Quorvath"]), [].into());
}

#[test]
fn an_extract_cannot_be_signed() {
    let more = format!(
        "{TWO} \"status\": \"adopted\", \"people\": {{ \"ana\": {{ \"name\": \"Ana Ruiz\" }} }}, \"signatories\": [{{ \"person\": \"ana\" }}], \
         \"decisions\": [{{ \"id\": \"d\", \"text\": \"The Board buys two copies.\" }}],"
    );
    let scratch = board("x", &more);
    for entry in std::fs::read_dir(repository().join("tests/cases/keys")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        scratch.write(&format!("keys/{name}"), &std::fs::read(path).unwrap());
    }
    scratch.write("keys/passphrase", b"test\n");
    let (code, _, err) = scratch.run(&["build", "x"]);
    assert_eq!(code, 0, "{err}");
    let sign = |zip: &str| {
        scratch.run(&[
            "sign",
            zip,
            "--key",
            "keys/p256.pem",
            "--at",
            "2026-04-02T10:00:00Z",
            "--passphrase-file",
            "keys/passphrase",
        ])
    };
    let (code, _, err) = sign("out/x.public.zip");
    assert_ne!(code, 0);
    assert!(
        err.contains("this is an extract, for `public`") && err.contains("sign the pack of the first audience"),
        "{err}"
    );
    let (code, out, err) = sign("out/x.members.zip");
    assert_eq!(code, 0, "{err}");
    assert!(format!("{out}{err}").contains("build the pack again for its other audiences"), "{out}{err}");
}

#[test]
fn what_is_no_extract_is_told_as_such() {
    let scratch = board("x", THREE);
    assert_eq!(scratch.run(&["build", "x"]).0, 0);
    let verify = |whole: &str, extract: &str| {
        let [whole, extract] = [whole, extract].map(|audience| format!("out/x.{audience}.zip"));
        let (code, out, err) = scratch.run(&["verify", &whole, "--extract", &extract]);
        (code, format!("{out}{err}"))
    };
    for (whole, extract, said) in [
        ("public", "members", "the other way round"),
        ("members", "members", "this is no extract: it is a pack that says everything"),
        ("tenants", "public", "the pack to verify is itself an extract"),
    ] {
        let (code, told) = verify(whole, extract);
        assert!(code == 1 && told.contains(said), "{whole} {extract}: {told}");
        assert!(!told.contains("they were not signed when it was made"), "{told}");
    }
    let (code, told) = verify("members", "public");
    assert_eq!(code, 4, "{told}");
    // What stands in place of something is listed once, with the files that say it.
    assert_eq!(told.to_lowercase().matches("“personnel matter").count(), 1, "{told}");
}
