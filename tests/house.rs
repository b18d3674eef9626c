//! The floors of the house, and that nothing of it is forgotten.

mod circles;

use std::collections::BTreeSet;
use std::path::Path;

use crate::support::repository;
use circles::Room;

/// Rooms by floor, from the ground up, as the crate's documentation draws them.
const FLOORS: &[&[&str]] = &[
    &["finding", "workspace", "pdf", "picture", "worker", "compare"],
    &["document"],
    &["meeting", "edition"],
    &["read", "check", "preflight", "compose", "write", "typeset", "bundle", "sign", "pack", "leak", "register"],
    &["verify", "changes", "comments"],
    &["build"],
    &["preview"],
    &["cli"],
];

fn rust_files(folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Rooms named in `crate::room` and in `crate::{room, …}`.
fn imports(text: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        let list = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap().split(',').collect(),
            None => vec![rest],
        };
        rooms.extend(
            list.into_iter()
                .map(|room| room.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()),
        );
    }
    rooms
}

#[test]
fn rooms_import_only_from_lower_floors() {
    let floor_of = |room: &str| FLOORS.iter().position(|rooms| rooms.contains(&room));
    let mut seen = 0;
    for (floor, room) in
        FLOORS.iter().enumerate().flat_map(|(floor, rooms)| rooms.iter().map(move |room| (floor, room)))
    {
        let mut files = Vec::new();
        rust_files(&repository().join("src").join(room), &mut files);
        for (path, text) in files {
            for import in imports(&text) {
                if import == *room {
                    continue;
                }
                let other = floor_of(&import).unwrap_or_else(|| panic!("{path} imports `{import}`, which is no room"));
                assert!(other < floor, "{path}: `{room}` (floor {floor}) imports `{import}` (floor {other})");
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "the imports were not found");
}

#[test]
fn files_of_a_room_form_no_circle() {
    let src = repository().join("src");
    for room in FLOORS.iter().copied().flatten() {
        let mut files = Vec::new();
        rust_files(&src.join(room), &mut files);
        let below_src = |path: &str| Path::new(path).strip_prefix(&src).unwrap().display().to_string();
        let files: Vec<(String, String)> = files.into_iter().map(|(path, text)| (below_src(&path), text)).collect();
        let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        let circles = Room::read(files).circles();
        assert!(circles.is_empty(), "`{room}` has circles:\n{}", circles.join("\n"));
    }
}

#[test]
fn circles_are_found_however_files_name_each_other() {
    let circles = |files: &[(&str, &str)]| Room::read(files.iter().copied()).circles();
    let each_other =
        [("room/mod.rs", "mod a; mod b;"), ("room/a.rs", "use super::b::B;"), ("room/b.rs", "use super::a::A;")];
    assert_eq!(circles(&each_other), ["room::a takes `B` of room::b, room::b takes `A` of room::a"]);
    let of_parent = [
        ("room/mod.rs", "mod a; pub struct Mine; fn f() { a::g(); }"),
        ("room/a.rs", "pub(super) fn g() { let _ = super::Mine; }"),
    ];
    assert_eq!(circles(&of_parent), ["room takes `g` of room::a, room::a takes `Mine` of room"]);
    let by_reexport = [
        ("room/mod.rs", "mod a; mod b; pub use a::A; pub use b::{B as Other, C};"),
        ("room/a.rs", "use crate::room::Other;"),
        ("room/b.rs", "use super::{A, unknown};"),
    ];
    assert_eq!(circles(&by_reexport), ["room::a takes `Other` of room::b, room::b takes `A` of room::a"]);
    let by_method = [
        ("room/mod.rs", "mod a; mod b;"),
        ("room/a.rs", "pub struct A; impl A { fn f(&self) { self.g() } }"),
        ("room/b.rs", "use super::a::A; impl A { pub(super) fn g(&self) {} }"),
    ];
    assert_eq!(circles(&by_method), ["room::a takes `g` of room::b, room::b takes `A` of room::a"]);
    let of_three = [
        ("room/mod.rs", "mod a; mod b; mod c;"),
        ("room/a.rs", "fn f() { super::b::f() }"),
        ("room/b.rs", "fn f() { crate::room::c::f() }"),
        ("room/c.rs", "use crate::room; fn f() { room::a::f() }"),
    ];
    assert_eq!(circles(&of_three).len(), 1);
}

#[test]
fn what_leads_to_no_file_of_the_room_is_no_circle() {
    let files = [
        ("room/mod.rs", "//! [`a::A`]\nmod a; mod b; pub use a::A; use crate::other::Far;"),
        ("room/a.rs", "use super::Far; // use super::b::B;\nfn f() { \"super::b\"; r#\"super::b\"#; '\"'; }"),
        ("room/b.rs", "use super::A; use std::fmt; impl fmt::Display for A { fn f(&self) { self.g() } }"),
    ];
    assert_eq!(Room::read(files.into_iter()).circles(), [""; 0]);
}

#[test]
fn every_room_stands_on_a_floor() {
    for entry in std::fs::read_dir(repository().join("src")).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            let room = entry.file_name().into_string().unwrap();
            assert!(FLOORS.iter().any(|rooms| rooms.contains(&room.as_str())), "{room} is on no floor");
        }
    }
}

#[test]
fn invariants_of_the_stages_hold() {
    let forbidden: &[(&str, &[&str])] = &[
        ("typeset", &["minijinja", "serde_json", "crate::meeting"]),
        ("compose", &["typst", "html::", "crate::write"]),
        ("write", &["minijinja", "crate::meeting", "typst_library", "typst_pdf", "typst_bundle"]),
        ("document", &["minijinja", "crate::meeting"]),
        ("pack", &["minijinja", "typst"]),
        ("meeting", &["std::fs", "std::io"]),
        ("check", &["std::fs", "std::io"]),
    ];
    for (room, words) in forbidden {
        let mut files = Vec::new();
        rust_files(&repository().join("src").join(room), &mut files);
        for (path, text) in files {
            // The writer of pages is called as the engine is.
            let code = text.replace("pub use typst::typst;", "");
            let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            for word in *words {
                assert!(!code.contains(word), "{path} knows `{word}`");
            }
        }
    }
}

#[test]
fn every_template_and_font_is_carried_along() {
    use packwright::workspace::{EMBEDDED_FONTS, EMBEDDED_SCRIPT_FONTS, EMBEDDED_TEMPLATES};
    let mut on_disk = Vec::new();
    let mut folders = vec!["templates".to_owned(), "fonts".to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(repository().join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{folder}/{}", entry.file_name().into_string().unwrap());
            if entry.path().is_dir() {
                folders.push(path);
            } else if !path.ends_with(".txt") && !path.ends_with(".md") {
                on_disk.push(path);
            }
        }
    }
    on_disk.sort();
    let mut carried: Vec<&str> =
        EMBEDDED_TEMPLATES.iter().chain(EMBEDDED_FONTS).chain(EMBEDDED_SCRIPT_FONTS).map(|(path, _)| *path).collect();
    carried.sort_unstable();
    assert_eq!(carried, on_disk);
}

/// The map in `lib.rs` names every file that knows a kind of annex by name, and no others: followed for one of them.
#[test]
fn the_map_names_every_file_that_a_kind_of_annex_takes() {
    let map = std::fs::read_to_string(repository().join("src/lib.rs")).unwrap();
    let entry: String = map
        .lines()
        .skip_while(|line| !line.contains("**a kind of annex**"))
        .map(|line| line.trim_start_matches("//!").trim())
        .scan(false, |ended, line| {
            let now = *ended;
            *ended |= line.ends_with(';');
            (!now).then(|| format!("{line} "))
        })
        .collect();
    let named =
        entry.split('`').filter(|word| word.contains('/')).map(|path| path.replace("<kind>", "activity-summary"));
    let named: BTreeSet<String> = named.collect();
    let mut files = Vec::new();
    rust_files(&repository().join("src"), &mut files);
    let knows =
        |text: &str| ["ActivitySummary", "activity_summary", "activity-summary"].iter().any(|name| text.contains(name));
    let below = |path: &str| Path::new(path).strip_prefix(repository()).unwrap().display().to_string();
    let known = files.iter().filter(|(_, text)| knows(text)).map(|(path, _)| below(path));
    let mut known: BTreeSet<String> = known.filter(|path| path != "src/check/dates.rs").collect();
    known.insert("templates/annexes/activity-summary.xml.j2".to_owned());
    assert_eq!(named, known, "`src/lib.rs`, Where to add what");
    assert!(named.len() < 10, "a kind of annex takes {} files", named.len());
}
