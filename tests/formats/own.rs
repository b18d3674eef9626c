//! A document of a workspace's own: one template, and it is there as PDF, on the page for browsers and as text.

use crate::support::html::{nodes, section};
use crate::support::pdf::{ReadPdf, squeezed};
use crate::support::{Scratch, repository, unzipped};

const TEMPLATE: &str = r#"{% include "parts/masthead.xml.j2" %}
<heading level="1">What was decided</heading>
<list>
{% for decision in decisions %}
  <li><a anchor="{{ decision.link }}">{{ decision.label }}</a>: {{ decision.title }}</li>
{% endfor %}
</list>
<press-quote tone="warm">
  <p>We ask <strong>one thing</strong> of {{ meeting.body.name }}.<note>Said on the quay.</note></p>
  <p>A second paragraph.</p>
</press-quote>
<p>After, <loud at="{{ meeting.title }}">in a line</loud> of its own.</p>
"#;

const SHAPE: &str = "#import \"house.typ\": *\n\
    #let press-quote(tone: none, body) = block(stroke: (left: 2pt + if tone == \"warm\" { warning } else { accent }), inset: 1em, paragraphs(body))\n\
    #let loud(at: none, body) = text(weight: \"bold\", body)\n";

fn workspace() -> Scratch {
    let scratch = Scratch::new();
    let definition = std::fs::read_to_string(repository().join("packs/board/meeting.json")).unwrap();
    let own = "{ \"document\": \"press-release\", \"title\": \"Press release\", \"formats\": [\"text\"] }, { \"document\": \"agenda\"";
    let definition = definition.replacen("{ \"document\": \"agenda\"", own, 1);
    scratch.write("packs/board/meeting.json", definition.as_bytes());
    scratch.write("templates/press-release.xml.j2", TEMPLATE.as_bytes());
    scratch.write("templates/shape/press.typ", SHAPE.as_bytes());
    scratch
}

fn texts(scratch: &Scratch) -> Vec<String> {
    let files = unzipped(&std::fs::read(scratch.path().join("out/board.zip")).unwrap());
    files.into_keys().filter(|path| path.ends_with(".txt")).collect()
}

#[test]
fn one_template_makes_every_format() {
    let scratch = workspace();
    let (code, _, err) = scratch.run(&["build", "board", "--prove", "--allow", "warnings"]);
    assert_eq!(code, 0, "{err}");
    let files = unzipped(&std::fs::read(scratch.path().join("out/board.zip")).unwrap());
    let says = [
        "What was decided",
        "Decision 1: Minutes of the forty-first meeting",
        "We ask one thing of Board of Trustees.",
        "A second paragraph.",
        "After, in a line of its own.",
        "Said on the quay.",
    ];
    let page = std::str::from_utf8(&files["index.html"]).unwrap();
    let (section, notes) = section(&nodes(page), "press-release");
    let pdf = ReadPdf::new(&files["press-release.pdf"]);
    let (printed, printed_notes) = pdf.said();
    let text = std::str::from_utf8(&files["press-release.txt"]).unwrap();
    let texts = [
        ("PDF", format!("{printed}{}", printed_notes.concat())),
        ("page", format!("{section}{}", notes.concat())),
        ("text", text.to_owned()),
    ];
    for (format, text) in texts {
        let text = squeezed(&text).replace("[2]", "").replace("Trustees.2", "Trustees.");
        for words in says {
            assert!(text.contains(&squeezed(words)), "{format}: `{words}` is not in {text}");
        }
    }
    assert!(
        page.contains("<div class=\"press-quote\" data-tone=\"warm\"><p>We ask <strong>one thing</strong>"),
        "{page}"
    );
    assert!(
        page.contains("After, <span class=\"loud\" data-at=\"Forty-second Meeting\">in a line</span> of its own."),
        "{page}"
    );
    assert!(pdf.links_out().iter().any(|(file, _)| file == "minutes.pdf"));
    assert!(text.contains("\nWhat was decided\n----------------\n\n- Decision\u{a0}1: Minutes"), "{text}");
    assert!(text.contains("\nAfter, in a line of its own.\n"), "{text}");
    // What is wrong with it, `check` tells, at the line of the template.
    scratch.write("templates/press-release.xml.j2", b"<p>A</p>\n<pres-quote>B</pres-quote>\n");
    let (code, _, err) = scratch.run(&["check", "board"]);
    assert!(code == 1 && err.contains("templates/press-release.xml.j2:2:1"), "{err}");
    assert!(err.contains("did you mean `press-quote`?"), "{err}");
}

/// Manifest, proof, cache and comparison know the files of text, however the pack is built.
#[test]
fn text_files_are_part_of_the_pack() {
    let scratch = workspace();
    let build = |more: &[&str]| {
        let arguments = [&["build", "board", "--allow", "warnings"][..], more].concat();
        let (code, out, err) = scratch.run(&arguments);
        (code, format!("{out}{err}"))
    };
    assert_eq!(build(&[]).0, 0);
    assert_eq!(texts(&scratch), ["press-release.txt"]);
    assert_eq!(build(&["--check"]).0, 0);
    // As text, all of them: another pack than the one at hand.
    assert_eq!(build(&["--check", "--text"]).0, 1);
    let (code, told) = build(&["--text", "--jobs", "2"]);
    assert_eq!(code, 0, "{told}");
    let names = ["agenda", "annexes", "attendance", "decisions", "minutes", "press-release", "summary"];
    assert_eq!(texts(&scratch), names.map(|name| format!("{name}.txt")));
    assert_eq!(build(&["--check", "--text"]).0, 0);
    let zip = std::fs::read(scratch.path().join("out/board.zip")).unwrap();
    let files = unzipped(&zip);
    let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let listed = manifest["files"].as_array().unwrap().iter().find(|file| file["path"] == "minutes.txt").unwrap();
    assert_eq!(listed["size"], files["minutes.txt"].len());
    assert!(listed.get("pages").is_none() && listed.get("standards").is_none(), "{listed}");
    let (code, out, err) = scratch.run(&["verify", "out/board.zip"]);
    assert_eq!(code, 4, "nothing is wrong, and nobody vouches for it: {out}{err}");
    // From the cache, and back.
    std::fs::remove_file(scratch.path().join("out/board.zip")).unwrap();
    assert_eq!(build(&["--text"]).0, 0);
    assert_eq!(std::fs::read(scratch.path().join("out/board.zip")).unwrap(), zip);
    assert_eq!(build(&[]).0, 0);
    assert_eq!(texts(&scratch), ["press-release.txt"]);
    assert_eq!(build(&["--text", "--no-cache"]).0, 0);
    assert_eq!(std::fs::read(scratch.path().join("out/board.zip")).unwrap(), zip);
}

/// What a template captures in a block is a text to the filters that look into it, and keeps its places where it is printed.
#[test]
fn what_is_set_in_a_block_is_a_text() {
    let scratch = workspace();
    let template = "{% set head %}The {{ meeting.title }} & more{% endset %}\n\
        <p>{{ head|length }}; {{ head|list|length }}; {{ head|first }}; {{ (head|string)[:9] }}; {{ head ~ \"!\" }}; {{ head }}</p>\n";
    let template = template.replace("& more", "&amp; more");
    scratch.write("templates/press-release.xml.j2", template.as_bytes());
    let (code, _, err) = scratch.run(&["build", "board", "--allow", "warnings"]);
    assert_eq!(code, 0, "{err}");
    let files = unzipped(&std::fs::read(scratch.path().join("out/board.zip")).unwrap());
    let text =
        std::str::from_utf8(&files["press-release.txt"]).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    let words = "The Forty-second Meeting & more";
    let expected = format!("{0}; {0}; T; The Forty; {words}!; {words}", words.chars().count());
    assert!(text.contains(&expected), "{text}");
}
