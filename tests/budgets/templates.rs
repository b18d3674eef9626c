//! Templates and shapes that never come to an end, or want all memory.

use serde_json::json;

use super::{definition, told, workspace};
use crate::support::{Scratch, packwright, repository};

/// What an element of the workspace's own prints, by name, each with the codes that its pack may be told with.
const OF_PAGES: &[(&str, &str, &[&str])] = &[
    ("string", r#"#("a" * 10000000000)"#, &["over-memory"]),
    ("range", "#let r = range(10000000000)", &["over-memory", "over-time"]),
    ("double", "#let s = \"a\"\n#for i in range(40) { s = s + s }", &["over-memory", "over-time"]),
    ("array", "#let a = (0,) * 4000000000", &["over-memory"]),
    ("table", "#table(columns: 3000, ..range(9000000).map(i => [#i]))", &["over-memory", "over-time"]),
    ("numbers", r#"#numbering("*", 100000000000)"#, &["over-memory", "over-time"]),
    ("pages", "#for i in range(1000000) { [x]; pagebreak() }", &["over-memory", "over-time"]),
    ("loops", "#for a in range(9000) { for b in range(9000) { for c in range(9000) { } } }", &["over-time"]),
    (
        "calls",
        "#let f(n, k) = if n == 0 { k } else { calc.max(f(n - 1, 2 * k), f(n - 1, 2 * k + 1)) }\n#f(45, 1)",
        &["over-time", "over-memory"],
    ),
    (
        "grids",
        "#let b(n) = if n == 0 [x] else { grid(columns: 2, b(n - 1), b(n - 1)) }\n#b(24)",
        &["over-time", "over-memory"],
    ),
    ("words", "#lorem(100000000)", &["over-time", "over-memory"]),
    (
        "picture",
        "#image(bytes(\"<svg xmlns=\\\"http://www.w3.org/2000/svg\\\" width=\\\"900\\\" height=\\\"900\\\"><filter id=\\\"f\\\">\
         <feTurbulence baseFrequency=\\\"0.1\\\" numOctaves=\\\"1000000000\\\"/></filter>\
         <rect width=\\\"900\\\" height=\\\"900\\\" filter=\\\"url(#f)\\\"/></svg>\"), alt: \"x\")",
        &["over-time"],
    ),
    // A library of the engine makes room for as many values as it is told there are.
    ("values", "#cbor(bytes((0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)))", &["process-died"]),
    ("text", r#"#eval(("[" * 100000) + ("]" * 100000))"#, &["over-time", "layout-error", "process-died"]),
    ("while", "#while true { }", &["layout-error"]),
    ("recursion", "#let f(n) = f(n + 1)\n#f(0)", &["layout-error"]),
];

/// Templates of an agenda likewise: they end before anything is typeset, so that `check` tells as well.
const OF_TEMPLATES: &[(&str, &str, &[&str])] = &[
    (
        "doubled",
        r#"{% set n = namespace(s="aaaaaaaa") %}{% for i in range(60) %}{% set n.s = n.s ~ n.s %}{% endfor %}{{ n.s|length }}"#,
        &["over-memory", "over-time"],
    ),
    ("joined", r#"{{ ([1] * 1000000)|join("b" * 1000000)|length }}"#, &["over-memory", "template-error"]),
    (
        "output",
        r#"{% for a in range(99999) %}{{ "xxxxxxxxxxxxxxxxxxxx" * 3000 }}{% endfor %}"#,
        &["over-memory", "over-time"],
    ),
    (
        "lists",
        "{% set n = namespace(l=[1,2,3]) %}{% for i in range(60) %}{% set n.l = n.l + n.l %}{% endfor %}",
        &["over-time", "over-memory"],
    ),
    ("nested", "{% for n in range(100000) %}<quote>{% endfor %}", &["template-element"]),
    ("attributes", r#"<p {% for n in range(100000) %}a{{ n }}="x" {% endfor %}/>"#, &["template-element"]),
    ("repeated", r#"{{ "x" * 10000000000 }}"#, &["template-error"]),
    ("itself", r#"{% include "agenda.xml.j2" %}"#, &["template-error"]),
    ("macros", "{% macro m(n) %}{{ m(n + 1) }}{{ m(n + 1) }}{% endmacro %}{{ m(1) }}", &["template-error"]),
];

const TEMPLATE: &str = "agenda.xml.j2";
const SHAPE: &str = "shape/trial.typ";

/// The shape of an element `trial`.
fn shape(content: &str) -> String {
    format!("#let trial() = [\n{content}\n]\n")
}

/// A workspace with a pack for each file, which lies in a set of templates of its own, and one that nothing is wrong with.
fn with_templates(file: &str, templates: &[(&str, &str, &[&str])]) -> Scratch {
    let scratch = workspace();
    for (name, content, _) in templates {
        let content = if file == SHAPE { shape(content) } else { (*content).to_owned() };
        scratch.write(&format!("templates/{name}/agenda.xml.j2"), b"<trial/>");
        scratch.write(&format!("templates/{name}/{file}"), content.as_bytes());
        let pack = definition(json!({ "style": { "templates": name } }));
        scratch.write(&format!("packs/{name}/meeting.json"), pack.to_string().as_bytes());
    }
    scratch
}

fn only_the_guilty_are_told(command: &[&str], file: &str, templates: &[(&str, &str, &[&str])], how: &str) {
    let scratch = with_templates(file, templates);
    let (code, packs) = told(&scratch, command);
    assert_eq!(code, 1);
    for (name, _, codes) in templates {
        let (how, found) = &packs[*name];
        assert_eq!(how, "failed", "{name}");
        assert!(found.iter().all(|code| codes.contains(&code.as_str())) && !found.is_empty(), "{name}: {found:?}");
        assert!(!scratch.path().join(format!("out/{name}.zip")).exists());
    }
    assert_eq!(packs["innocent"], (how.to_owned(), Vec::new()));
    assert_eq!(scratch.path().join("out/innocent.zip").exists(), how == "built");
}

#[test]
#[cfg(target_os = "linux")]
fn pages_without_end_end() {
    only_the_guilty_are_told(&["build", "-j", "2"], SHAPE, OF_PAGES, "built");
}

#[test]
#[cfg(target_os = "linux")]
fn templates_without_end_end() {
    only_the_guilty_are_told(&["build", "-j", "2", "--no-cache"], TEMPLATE, OF_TEMPLATES, "built");
    only_the_guilty_are_told(&["check"], TEMPLATE, OF_TEMPLATES, "checked");
}

/// Whoever writes a template looks at what it makes: that ends, too.
#[test]
#[cfg(target_os = "linux")]
fn what_is_looked_at_on_its_way_is_bounded() {
    let scratch = with_templates(TEMPLATE, &OF_TEMPLATES[..4]);
    for (name, _, codes) in &OF_TEMPLATES[..4] {
        let (code, out, err) = scratch.run(&["document", name]);
        let of = err.trim_start_matches("error[").split(']').next().unwrap_or_default();
        assert!(code == 1 && out.is_empty() && codes.contains(&of), "{name}: {out:.80}{err}");
    }
    let (code, out, err) = scratch.run(&["document", "innocent", "agenda"]);
    assert!(code == 0 && out.contains("The first thing"), "{out}{err}");
}

/// Texts of a definition that print much are built by a process of their own, and told no otherwise.
#[test]
fn large_texts_are_built() {
    let scratch = workspace();
    let paragraph = "The circle read on, and nobody said a word for a while. ".repeat(9);
    let text = vec![paragraph; 3000].join("\n\n");
    let large =
        definition(json!({ "agenda": [{ "id": "one", "title": "The first thing", "minutes": 60, "text": text }] }));
    scratch.write("packs/large/meeting.json", large.to_string().as_bytes());
    let (code, out, err) = scratch.run(&["build"]);
    assert!(code == 0 && out.contains("2 built"), "{out}{err}");
}

/// A short text that is referred to often comes to much only when it is printed: then the pack is handed over.
#[test]
#[cfg(target_os = "linux")]
fn texts_that_are_printed_often_are_bounded() {
    let scratch = workspace();
    let text = "@one ".repeat(6000);
    let items = json!([
        { "id": "one", "number": "N".repeat(20_000), "title": "The first thing", "minutes": 30 },
        { "id": "two", "title": "The second thing", "minutes": 30, "text": text },
    ]);
    scratch.write("packs/often/meeting.json", definition(json!({ "agenda": items })).to_string().as_bytes());
    let (code, packs) = told(&scratch, &["build", "--no-cache"]);
    assert_eq!((code, packs["innocent"].0.as_str()), (1, "built"));
    let (how, codes) = &packs["often"];
    assert_eq!(how, "failed", "{codes:?}");
}

/// What a field shows is drawn by templates of the workspace, too.
#[test]
#[cfg(target_os = "linux")]
fn signing_ends() {
    let minutes = json!({
        "status": "adopted", "pack": [{ "document": "minutes" }], "agenda": [],
        "people": { "ana": { "name": "Ana Ruiz" } }, "signatories": [{ "person": "ana" }],
        "decisions": [{ "id": "buy", "text": "The circle buys two copies." }],
    });
    let sign =
        ["sign", "spring", "--key", "key.p12", "--passphrase-file", "passphrase", "--at", "2026-04-02T10:00:00Z"];
    for (template, is_signed, said) in [
        ("templates/labels/en.ftl", true, ""),
        ("templates/parts/signature.xml.j2", false, "the signature field cannot be printed: it took too much memory"),
        ("templates/minutes.xml.j2", false, "error[over-memory]: `spring` took more than 2048 MiB and was stopped"),
    ] {
        let scratch = Scratch::new();
        scratch.write("packs/spring/meeting.json", definition(minutes.clone()).to_string().as_bytes());
        scratch.write("key.p12", &std::fs::read(repository().join("tests/cases/keys/p256.p12")).unwrap());
        scratch.write("passphrase", b"test\n");
        let content = if is_signed { "document-minutes = Record\n" } else { "<trial/>" };
        scratch.write("templates/shape/trial.typ", shape("#(\"a\" * 10000000000)").as_bytes());
        scratch.write(template, content.as_bytes());
        let output = packwright(&scratch.path(), &sign);
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(if is_signed { 0 } else { 1 }), "{template}: {err}");
        assert!(err.contains(said), "{template}: {err}");
        assert_eq!(scratch.path().join("packs/spring/signed.zip").exists(), is_signed);
    }
}
