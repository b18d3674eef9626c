//! The preview, as a browser meets it.

mod client;
mod editions;
mod endless;
mod forms;
mod layout;
mod refused;
mod renamed;
mod sent;
mod silent;
mod whereabouts;

use std::path::Path;

use serde_json::{Value, json};

use crate::support::{Scratch, repository};
use client::Running;

fn workspace() -> Scratch {
    let scratch = Scratch::new();
    scratch.write(DEFINITION, smallest().as_bytes());
    scratch
}

const DEFINITION: &str = "packs/spring/meeting.json";

fn smallest() -> String {
    std::fs::read_to_string(repository().join("packs/smallest/meeting.json")).unwrap()
}

fn read(scratch: &Scratch, path: &str) -> String {
    std::fs::read_to_string(scratch.path().join(path)).unwrap()
}

/// What an edit on the page sends: a string is asked for, and written anew.
fn edit(preview: &Running, (file, pointer): (&str, &str), text: &str) -> (u16, Value) {
    let seen = preview.get(&format!("text.json?file={file}&pointer={pointer}")).json();
    write(preview, (file, pointer), &seen["seen"], text)
}

fn write(preview: &Running, (file, pointer): (&str, &str), seen: &Value, text: &str) -> (u16, Value) {
    let set = json!({ "do": "set", "pointer": pointer, "value": text });
    let answer = preview.post("change", &json!({ "file": file, "seen": seen, "changes": [set] }));
    (answer.status, serde_json::from_slice(&answer.body).unwrap())
}

#[test]
fn pages_words_and_places_arrive() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring"]);
    let state = preview.state();
    assert_eq!(state["current"], true);
    assert_eq!(state["findings"], json!([]));
    assert_eq!(state["editable"], json!([DEFINITION, "packs/registry.json"]));
    let names: Vec<&str> =
        state["documents"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["agenda"]);
    let page = &state["documents"][0]["pages"][0];
    let svg = preview.get(&format!("page/{}.svg", page["digest"].as_str().unwrap()));
    assert!(svg.text().starts_with("<svg "));
    assert!(svg.head.contains("cache-control: private, max-age=31536000, immutable"), "{}", svg.head);
    assert!(preview.words(0, 0).contains("What we read last time"));
    let places = preview.get(&format!("places.json?file={DEFINITION}&pointer=/agenda/0/title")).json();
    assert_eq!(places["places"].as_array().unwrap().len(), 1, "{places}");
    assert_eq!(preview.get("packs.json").json(), json!(["spring"]));
    assert!(preview.get("ids.json").json().as_array().unwrap().contains(&json!([
        "next-book",
        "item",
        "What we read next"
    ])));
}

#[test]
fn the_page_loads_nothing_but_its_own_files_and_runs_nothing_that_stands_in_it() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring"]);
    let page = preview.get("");
    for header in [
        "content-security-policy: default-src 'none'; script-src 'self'",
        "frame-ancestors 'none'",
        "referrer-policy: no-referrer",
        "x-content-type-options: nosniff",
        "cache-control: no-store",
    ] {
        assert!(page.head.contains(header), "{header}\n{}", page.head);
    }
    assert!(!page.head.contains("access-control"), "{}", page.head);
    let html = page.text();
    assert!(!html.contains("style=") && !html.contains("<script>") && !html.contains("://"), "{html}");
    let scripts = ["complete", "dom", "fields", "form", "outline", "pages", "panel", "preview", "server"];
    for name in scripts.map(|name| format!("{name}.js")).iter().map(String::as_str).chain(["style.css", "icon.svg"]) {
        let file = preview.get(&format!("files/{name}"));
        assert_eq!(file.status, 200, "{name}");
        assert!(file.head.contains("content-security-policy: "), "{name}");
        assert!(!file.text().contains("innerHTML"), "{name}");
    }
}

/// Editors save in place, or write another file and rename it.
#[test]
fn a_save_is_an_event_however_an_editor_saves() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring"]);
    let mut events = preview.events();
    assert_eq!(events.next(), 1);
    scratch.write(DEFINITION, smallest().replace("last time", "in place").as_bytes());
    assert_eq!(events.next(), 2);
    assert!(preview.words(0, 0).contains("What we read in place"));
    scratch.write("packs/spring/4913", smallest().replace("last time", "under another name").as_bytes());
    std::fs::rename(scratch.path().join("packs/spring/4913"), scratch.path().join(DEFINITION)).unwrap();
    while !preview.words(0, 0).contains("What we read under another name") {
        events.next();
    }
    std::fs::remove_file(scratch.path().join(DEFINITION)).unwrap();
    events.next();
    let state = preview.state();
    assert_eq!(state["current"], false);
    assert_eq!(state["documents"].as_array().unwrap().len(), 1, "the last good pages remain");
    scratch.write(DEFINITION, smallest().as_bytes());
    events.next();
    assert!(preview.words(0, 0).contains("What we read last time"));
}

#[test]
fn a_burst_of_saves_is_drawn_once_or_twice() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring"]);
    let mut events = preview.events();
    let first = events.next();
    for number in 0..40 {
        scratch.write(DEFINITION, smallest().replace("last time", &format!("time {number}")).as_bytes());
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    while !preview.words(0, 0).contains("What we read time 39") {
        events.next();
    }
    let drawn = preview.state()["state"].as_u64().unwrap() - first;
    assert!(drawn <= 4, "{drawn} states");
}

#[test]
fn broken_saves_keep_the_last_good_pages_and_good_ones_follow() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring"]);
    let mut events = preview.events();
    events.next();
    let broken: [fn(&str) -> String; 5] = [
        |good| good[..good.len() / 2].to_owned(),
        |good| good.replace("\"version\": 1", "\"version\": \"one\""),
        |good| good.replace("@last-time", "@no-such-item"),
        |_| String::new(),
        |good| good.replace("{", "["),
    ];
    for round in 0..20 {
        let title = format!("Round {round}");
        let good = smallest().replace("Spring meeting", &title);
        scratch.write(DEFINITION, broken[round % broken.len()](&good).as_bytes());
        events.next();
        let state = preview.state();
        assert_eq!(state["current"], false, "round {round}");
        assert_eq!(state["findings"][0]["severity"], "error");
        assert_eq!(state["documents"].as_array().unwrap().len(), 1);
        scratch.write(DEFINITION, good.as_bytes());
        events.next();
        let state = preview.state();
        assert_eq!((&state["current"], &state["findings"]), (&json!(true), &json!([])), "round {round}");
        assert!(preview.words(0, 0).contains(&title), "round {round}");
    }
}

#[test]
fn a_finding_leads_to_its_line_and_to_its_spot_on_the_page() {
    let scratch = workspace();
    scratch.write(DEFINITION, smallest().replace("brings one", "brings one one").as_bytes());
    let preview = Running::start(&scratch.path(), &["spring"]);
    let state = preview.state();
    let finding = &state["findings"][0];
    assert_eq!(
        (&finding["code"], &finding["path"], &finding["line"]),
        (&json!("doubled-word"), &json!(DEFINITION), &json!(10))
    );
    let spots = preview.get(&format!("spots.json?finding={}", finding["number"])).json();
    assert_eq!(spots["places"].as_array().unwrap().len(), 1, "{spots}");
}

#[test]
fn whoever_comes_from_elsewhere_is_refused() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring"]);
    let (secret, port) = (preview.secret.clone(), preview.port);
    let status = |request: String| preview.raw(format!("{request}Connection: close\r\n\r\n").as_bytes()).status;
    let get = |host: &str, more: &str| status(format!("GET /{secret}/state.json HTTP/1.1\r\nHost: {host}\r\n{more}"));
    for host in ["127.0.0.1", "localhost", "[::1]"] {
        assert_eq!(get(&format!("{host}:{port}"), ""), 200, "{host}");
        assert_eq!(get(&format!("{host}:{port}"), &format!("Origin: http://{host}:{port}\r\n")), 200, "{host}");
    }
    let us = format!("127.0.0.1:{port}");
    // Names that were made to lead to this machine, other ports, and none.
    for host in
        ["evil.example", &format!("evil.example:{port}"), "127.0.0.1", "127.0.0.1:1", "localhost.evil.example", ""]
    {
        assert_eq!(get(host, ""), 403, "host {host}");
    }
    assert_eq!(get(&us, "Host: evil.example\r\n"), 403, "two hosts");
    for origin in
        ["http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1:1", &format!("https://127.0.0.1:{port}")]
    {
        assert_eq!(get(&us, &format!("Origin: {origin}\r\n")), 403, "origin {origin}");
    }
    for path in
        ["", "state.json", &format!("{}/", &secret[1..]), &format!("{}0/", &secret[1..]), &secret.to_uppercase()]
    {
        assert_eq!(status(format!("GET /{path} HTTP/1.1\r\nHost: {us}\r\n")), 404, "/{path}");
    }
    let paths = [
        "files/../../Cargo.toml",
        "files/..%2f..%2fREADME.md",
        "files/%2e%2e/style.css",
        "files/",
        "page/../state.json",
        "page/0.svg",
        "page/zz.svg",
        "%2e%2e/state.json",
        "text.json/",
        "packs/spring/meeting.json",
    ];
    for path in paths {
        assert_eq!(status(format!("GET /{secret}/{path} HTTP/1.1\r\nHost: {us}\r\n")), 404, "{path}");
    }
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
        let own = format!("Origin: http://{us}\r\n");
        assert_eq!(status(format!("{method} /{secret}/change HTTP/1.1\r\nHost: {us}\r\n{own}")), 405, "{method}");
        assert_eq!(
            status(format!("{method} /{secret}/change HTTP/1.1\r\nHost: {us}\r\n")),
            403,
            "{method} without an origin"
        );
    }
    assert_eq!(status(format!("GET /{secret}/change HTTP/1.1\r\nHost: {us}\r\n")), 405);
}

#[test]
fn what_changes_something_comes_from_the_page_as_json_and_is_not_large() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring"]);
    let before = read(&scratch, DEFINITION);
    let us = format!("127.0.0.1:{}", preview.port);
    let seen = preview.get(&format!("text.json?file={DEFINITION}&pointer=/title")).json();
    let changes = json!([{ "do": "set", "pointer": "/title", "value": "x" }]);
    let body = json!({ "file": DEFINITION, "seen": seen["seen"], "changes": changes }).to_string();
    let post = |headers: &str, body: &str| {
        let head = format!("POST /{}/change HTTP/1.1\r\nHost: {us}\r\nConnection: close\r\n{headers}", preview.secret);
        preview.raw(format!("{head}Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).status
    };
    let own = format!("Origin: http://{us}\r\n");
    assert_eq!(post("Content-Type: application/json\r\n", &body), 403, "no origin");
    assert_eq!(post("Content-Type: application/json\r\nOrigin: http://evil.example\r\n", &body), 403);
    assert_eq!(post(&format!("{own}Content-Type: text/plain\r\n"), &body), 415, "what a form can send");
    assert_eq!(post(&format!("{own}Content-Type: application/json\r\n"), "{"), 400);
    let large = format!("{{\"text\": \"{}\"}}", "x".repeat(2 << 20));
    assert_eq!(post(&format!("{own}Content-Type: application/json\r\n"), &large), 413);
    // A gigabyte is refused before it is sent, whether its length is stated or not.
    let head = format!(
        "POST /{}/change HTTP/1.1\r\nHost: {us}\r\nConnection: close\r\n{own}Content-Type: application/json\r\n",
        preview.secret
    );
    assert_eq!(preview.raw(format!("{head}Content-Length: 1073741824\r\n\r\n").as_bytes()).status, 413);
    let chunks = "100000\r\n".to_owned() + &"x".repeat(1 << 20) + "\r\n";
    let chunked = format!("{head}Transfer-Encoding: chunked\r\n\r\n{chunks}{chunks}0\r\n\r\n");
    assert_eq!(preview.raw(chunked.as_bytes()).status, 413);
    assert_eq!(read(&scratch, DEFINITION), before);
}

/// What a hand writes in JSON: other indents, escapes, ends of lines, a mark at the beginning.
const BY_HAND: &str = "\u{feff}{\r\n\t\"version\": 1,   \"title\": \"Caf\\u00e9 \\/ \\\"Th\u{e9}\\\" \u{2014}\",\r\n\t\"body\": \"club\",\r\n\t\
    \"bodies\": {\"club\": {\"name\": \"\u{646}\u{627}\u{62f}\u{64a}\"}},\r\n\t\"time\": { \"start\": \"2026-03-10\" },\r\n\t\
    \"agenda\": [\r\n\t\t{ \"id\": \"one\", \"title\": \"One\", \"text\": \"First.\\n\\nSecond *part*.\" },\r\n\r\n\t\t\
    {\"id\":\"two\",\"title\":\"Two\"}\r\n\t]\r\n}";

#[test]
fn an_edit_changes_its_bytes_and_no_others_and_can_be_undone() {
    let scratch = workspace();
    scratch.write(DEFINITION, BY_HAND.as_bytes());
    let preview = Running::start(&scratch.path(), &["spring"]);
    let mut events = preview.events();
    events.next();
    let cases = [
        ("/title", "Caf\u{e9} / \"Th\u{e9}\" twice \u{2014}", "\\\" \u{2014}", "\\\" twice \u{2014}"),
        ("/bodies/club/name", "\u{646}\u{627}\u{62f}\u{64a} 2", "\u{62f}\u{64a}", "\u{62f}\u{64a} 2"),
        ("/agenda/0/text", "First.\n\nSecond *half*.", "*part*", "*half*"),
        ("/agenda/1/title", "Two \\ \"quoted\"\ttab", "\"Two\"", "\"Two \\\\ \\\"quoted\\\"\\ttab\""),
    ];
    let mut expected = BY_HAND.to_owned();
    for (pointer, text, old, new) in cases {
        let (status, answer) = edit(&preview, (DEFINITION, pointer), text);
        assert_eq!(status, 200, "{answer}");
        expected = expected.replacen(old, new, 1);
        assert_eq!(read(&scratch, DEFINITION), expected, "{pointer}");
        events.next();
    }
    assert!(preview.words(0, 0).contains("half"));
    for _ in cases {
        assert_eq!(preview.post("undo", &json!({})).status, 200);
    }
    assert_eq!(read(&scratch, DEFINITION), BY_HAND);
    assert_eq!(preview.post("undo", &json!({})).status, 403, "there is nothing left to undo");
    // A text that is as it was is not written.
    let stamp = |path: &Path| path.metadata().unwrap().modified().unwrap();
    let path = scratch.path().join(DEFINITION);
    let before = stamp(&path);
    assert_eq!(edit(&preview, (DEFINITION, "/agenda/1/title"), "Two").0, 200);
    assert_eq!(stamp(&path), before);
}

#[test]
fn what_can_be_undone_is_known_while_an_edit_is_taken_back() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring"]);
    for number in 0..30 {
        assert_eq!(edit(&preview, (DEFINITION, "/title"), &format!("Title {number}")).0, 200);
    }
    std::thread::scope(|scope| {
        let all_but_one = || (1..30).all(|_| preview.post("undo", &json!({})).status == 200);
        let undoing = scope.spawn(all_but_one);
        while !undoing.is_finished() {
            assert_eq!(preview.state()["undo"], DEFINITION);
        }
        assert!(undoing.join().unwrap());
    });
}

#[test]
fn texts_of_the_registry_can_be_edited() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring"]);
    let registry: Value = serde_json::from_str(&read(&scratch, "packs/registry.json")).unwrap();
    let (id, body) = registry["bodies"].as_object().unwrap().iter().find(|(_, body)| body["name"].is_string()).unwrap();
    let name = body["name"].as_str().unwrap();
    let before = read(&scratch, "packs/registry.json");
    let (status, answer) = edit(&preview, ("packs/registry.json", &format!("/bodies/{id}/name")), &format!("{name}!"));
    assert_eq!(status, 200, "{answer}");
    assert_eq!(read(&scratch, "packs/registry.json").len(), before.len() + 1);
}

/// Another program writes while a text is open on the page.
#[test]
fn a_file_that_changed_meanwhile_is_merged_or_refused() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring"]);
    let seen =
        |pointer: &str| preview.get(&format!("text.json?file={DEFINITION}&pointer={pointer}")).json()["seen"].clone();
    let other = |change: fn(String) -> String| {
        let text = change(read(&scratch, DEFINITION));
        scratch.write(DEFINITION, text.as_bytes());
        text
    };
    // Another text changed.
    let before = seen("/agenda/0/title");
    let now = other(|text| text.replace("Spring meeting", "Summer meeting"));
    assert_eq!(write(&preview, (DEFINITION, "/agenda/0/title"), &before, "Merged").0, 200);
    assert_eq!(read(&scratch, DEFINITION), now.replace("What we read last time", "Merged"));
    // An item was put before it: the item is known by its id, and not by its number.
    let before = seen("/agenda/1/title");
    let now = other(|text| {
        text.replace("\"agenda\": [", "\"agenda\": [{ \"id\": \"new\", \"title\": \"What we read next\" },")
    });
    assert_eq!(write(&preview, (DEFINITION, "/agenda/1/title"), &before, "Moved").0, 200);
    assert_eq!(
        read(&scratch, DEFINITION),
        now.replace("\"title\": \"What we read next\", \"minutes\"", "\"title\": \"Moved\", \"minutes\"")
    );
    // The same text changed, it is gone, or the file is broken.
    for change in [
        |text: String| text.replace("Spring meeting", "Autumn meeting"),
        |text: String| text.replace("\"title\": \"Spring meeting\",", ""),
        |text: String| text.replace("{ \"id\"", "{ id"),
    ] {
        scratch.write(DEFINITION, smallest().as_bytes());
        let before = seen("/title");
        let now = other(change);
        let (status, answer) = write(&preview, (DEFINITION, "/title"), &before, "Lost");
        assert_eq!(status, 409, "{answer}");
        assert_eq!(read(&scratch, DEFINITION), now);
    }
    // What the file was when it was edited cannot be brought back over what somebody else wrote.
    scratch.write(DEFINITION, smallest().as_bytes());
    assert_eq!(edit(&preview, (DEFINITION, "/title"), "Ours").0, 200);
    let now = other(|text| text.replace("Ours", "Theirs"));
    assert_eq!(preview.post("undo", &json!({})).status, 409);
    assert_eq!(read(&scratch, DEFINITION), now);
}

#[test]
fn nothing_but_texts_of_this_definition_and_of_the_registry_can_be_written() {
    let scratch = workspace();
    scratch.write("packs/other/meeting.json", smallest().as_bytes());
    scratch.write("outside.json", b"{ \"title\": \"Outside\" }");
    let preview = Running::start(&scratch.path().join("packs"), &["spring"]);
    for file in [
        "packs/other/meeting.json",
        "packs/spring/../other/meeting.json",
        "packs/spring/approvals.json",
        "outside.json",
        "../outside.json",
        "/etc/hostname",
        "templates/look.json",
    ] {
        assert_eq!(preview.get(&format!("text.json?file={file}&pointer=/title")).status, 403, "{file}");
        assert_eq!(write(&preview, (file, "/title"), &json!("0"), "x").0, 403, "{file}");
    }
    for pointer in ["", "/version", "/agenda", "/agenda/7/title", "/none", "title"] {
        assert_eq!(preview.get(&format!("text.json?file={DEFINITION}&pointer={pointer}")).status, 409, "{pointer}");
    }
    assert_eq!(preview.get(&format!("text.json?pack=other&file={DEFINITION}&pointer=/title")).status, 403);
    assert_eq!(preview.get("text.json?pack=../..&file=outside.json&pointer=/title").status, 404);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_workspace_is_not_followed() {
    let scratch = workspace();
    let outside = tempfile::tempdir().unwrap();
    let target = outside.path().join("meeting.json");
    std::fs::write(&target, smallest()).unwrap();
    std::fs::create_dir_all(scratch.path().join("packs/linked")).unwrap();
    std::os::unix::fs::symlink(&target, scratch.path().join("packs/linked/meeting.json")).unwrap();
    let preview = Running::start(&scratch.path(), &["linked"]);
    assert_eq!(preview.state()["current"], false);
    assert_eq!(preview.get("text.json?file=packs/linked/meeting.json&pointer=/title").status, 409);
    assert_ne!(write(&preview, ("packs/linked/meeting.json", "/title"), &json!("0"), "x").0, 200);
    assert_eq!(std::fs::read_to_string(&target).unwrap(), smallest());
}

#[test]
fn a_signed_pack_and_a_read_only_preview_are_not_written() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring", "--read-only"]);
    assert_eq!(preview.state()["readOnly"], true);
    assert_eq!(edit(&preview, (DEFINITION, "/title"), "x").0, 403);
    assert_eq!(preview.post("undo", &json!({})).status, 403);
    let names = std::fs::read_dir(scratch.path().join("packs/spring")).unwrap();
    assert_eq!(names.count(), 1, "nothing is left beside it");
    drop(preview);
    scratch.write("packs/spring/signed.zip", b"");
    let preview = Running::start(&scratch.path(), &["spring"]);
    assert_eq!(preview.get(&format!("text.json?file={DEFINITION}&pointer=/title")).status, 409);
    assert_eq!(read(&scratch, DEFINITION), smallest());
}

/// Words of a definition are words, whatever they look like.
#[test]
fn a_hostile_definition_is_inert() {
    let scratch = workspace();
    let hostile = "</title><script>alert(1)</script><img src=x onerror=alert(2)>";
    let definition = smallest().replace("Spring meeting", hostile).replace("What we read last time", hostile);
    scratch.write(DEFINITION, definition.as_bytes());
    let preview = Running::start(&scratch.path(), &["spring"]);
    let state = preview.state();
    for document in state["documents"].as_array().unwrap() {
        for page in document["pages"].as_array().unwrap() {
            let svg = preview.get(&format!("page/{}.svg", page["digest"].as_str().unwrap()));
            assert!(!svg.text().contains("<script") && !svg.text().contains("onerror"), "{}", svg.text());
            assert!(svg.head.contains("content-security-policy: default-src 'none'"), "{}", svg.head);
        }
    }
    let state = preview.get("state.json");
    assert!(state.head.contains("content-type: application/json"), "{}", state.head);
}

/// The command gets the file and the line as arguments; no shell reads them.
#[cfg(unix)]
#[test]
fn a_place_is_opened_in_the_editor_that_was_named() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = workspace();
    let (editor, out) = (scratch.path().join("editor.sh"), scratch.path().join("opened"));
    std::fs::write(&editor, format!("#!/bin/sh\nprintf '%s|' \"$@\" > '{}'\n", out.display())).unwrap();
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o755)).unwrap();
    let command = format!("{} --at {{line}}:{{column}} {{file}} $(id)", editor.display());
    let preview = Running::start(&scratch.path(), &["spring", "--editor", &command]);
    assert_eq!(preview.state()["editor"], true);
    let open = |file: &str| preview.post("open", &json!({ "file": file, "line": 4, "column": 12 })).status;
    assert_eq!(open("/etc/passwd"), 404);
    assert_eq!(open("packs/spring/../../outside"), 404);
    assert_eq!(open(DEFINITION), 200);
    let expected = format!("--at|4:12|{}|$(id)|", scratch.path().join(DEFINITION).display());
    let mut opened = String::new();
    for _ in 0..500 {
        opened = std::fs::read_to_string(&out).unwrap_or_default();
        if opened == expected {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert_eq!(opened, expected);
}

#[test]
fn a_pack_an_edition_and_an_audience_can_be_chosen() {
    let preview = Running::start(repository(), &["six-languages", "--read-only"]);
    let editions = preview.state()["editions"].clone();
    assert_eq!(editions.as_array().unwrap().len(), 6);
    let french = preview.get("state.json?edition=fr").json();
    assert_eq!(french["documents"][0]["language"], "fr");
    let hospital = preview.get("state.json?pack=hospital").json();
    assert_eq!(hospital["pack"], "hospital");
    let audiences = hospital["audiences"].as_array().unwrap();
    assert!(audiences.len() > 1);
    let last = audiences.last().unwrap().as_str().unwrap();
    let less = preview.get(&format!("state.json?pack=hospital&audience={last}")).json();
    assert_ne!(less["documents"][0]["pages"][0]["digest"], hospital["documents"][0]["pages"][0]["digest"]);
    assert_eq!(preview.get("state.json?pack=no-such-pack").status, 404);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_and_a_port_that_is_taken_is_reported() {
    let scratch = workspace();
    let mut preview = Running::start(&scratch.path(), &["spring"]);
    let mut events = preview.events();
    events.next();
    let (code, out, error) = scratch.run(&["preview", "spring", "--port", &preview.port.to_string()]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(error.starts_with("error: no preview can start here: "), "{error}");
    let id = preview.child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(preview.child.wait().unwrap().code(), Some(0));
}
