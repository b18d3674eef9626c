//! The floors of the house, and that nothing of it is forgotten.

use std::path::Path;

use crate::support::repository;

/// Rooms by floor, from the ground up, as the crate's documentation draws them.
const FLOORS: &[&[&str]] = &[
    &["finding", "workspace", "pdf", "picture", "worker"],
    &["meeting", "edition"],
    &["read", "check", "preflight", "render", "typeset", "bundle", "sign", "pack"],
    &["verify"],
    &["build"],
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
        ("render", &["typst::", "typst_pdf", "typst_bundle"]),
        ("pack", &["minijinja", "typst"]),
        ("meeting", &["std::fs", "std::io"]),
        ("check", &["std::fs", "std::io"]),
    ];
    for (room, words) in forbidden {
        let mut files = Vec::new();
        rust_files(&repository().join("src").join(room), &mut files);
        for (path, text) in files {
            let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
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
            } else if !path.ends_with(".txt") {
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
