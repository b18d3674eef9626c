//! What can be typed in the README files is right: every block between fences is run, read or built, and a block that this test does not
//! know is red. So are commands inside of sentences.
//!
//! JSON is a whole definition, a part of one (keys of its first level), `check.json` or `look.json`; templates, shapes and style sheets are
//! put into a workspace and built.

use std::path::PathBuf;

use crate::support::{Scratch, example_packs, packwright, repository};

/// A block between fences.
struct Block {
    /// The file and the line, for messages.
    place: String,
    /// What stands after the fence: `sh`, `json`.
    kind: String,
    text: String,
}

fn readmes() -> Vec<PathBuf> {
    let root = repository();
    let mut folders = vec![root.to_path_buf()];
    folders.extend([".github", "packs", "templates", "tests", "tests/bench/peers"].map(|folder| root.join(folder)));
    folders.extend(std::fs::read_dir(root.join("packs")).unwrap().map(|entry| entry.unwrap().path()));
    let files = folders.iter().filter(|folder| folder.is_dir()).flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let mut files: Vec<PathBuf> = files.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "md") && !path.ends_with("CHANGELOG.md"));
    files.sort();
    files
}

/// Whether a line goes on with the paragraph before it.
fn goes_on(before: &str, line: &str) -> bool {
    !before.is_empty() && !line.is_empty() && !before.starts_with(['|', '#']) && !line.starts_with(['|', '#'])
}

/// The blocks of a file, and its other lines: a paragraph each, or a row of a table.
fn parts(path: &PathBuf) -> (Vec<Block>, Vec<(String, String)>) {
    let text = std::fs::read_to_string(path).unwrap();
    let name = path.strip_prefix(repository()).unwrap().display().to_string();
    let (mut blocks, mut lines) = (Vec::new(), Vec::new());
    let mut open: Option<Block> = None;
    for (at, line) in text.lines().enumerate() {
        let place = format!("{name}:{}", at + 1);
        match (open.take(), line.strip_prefix("```")) {
            (Some(block), Some(_)) => blocks.push(block),
            (Some(mut block), None) => {
                block.text.push_str(line);
                block.text.push('\n');
                open = Some(block);
            }
            (None, Some(kind)) => open = Some(Block { place, kind: kind.trim().to_owned(), text: String::new() }),
            (None, None) => match lines.last_mut().filter(|(_, last): &&mut (String, String)| goes_on(last, line)) {
                Some((_, paragraph)) => *paragraph += &format!(" {}", line.trim()),
                None => lines.push((place, line.to_owned())),
            },
        }
    }
    assert!(open.is_none(), "{name}: a fence is not closed");
    (blocks, lines)
}

fn blocks() -> Vec<Block> {
    readmes().iter().flat_map(|path| parts(path).0).collect()
}

#[test]
fn every_block_is_of_a_kind_that_is_tried() {
    let known = ["sh", "json", "yaml", "text", "xml", "typst", "css"];
    let unknown: Vec<String> = blocks()
        .into_iter()
        .filter(|block| !known.contains(&block.kind.as_str()))
        .map(|block| format!("{}: `{}`", block.place, block.kind))
        .collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    assert!(blocks().len() > 20, "the README files were not read");
}

/// Words of a command line, as a shell divides them; none if it is no command of ours.
fn words(line: &str) -> Vec<String> {
    let ends = [" #", " >", " | ", " && "];
    let end = ends.iter().filter_map(|end| line.find(end)).min().unwrap_or(line.len());
    let line = &line[..end];
    line.split_whitespace().map(|word| word.trim_matches(['\'', '"']).to_owned()).collect()
}

/// What a variable of a CI system may stand for.
fn with_values(line: &str) -> String {
    let mut text = line.replace("${{ matrix.part }}", "2");
    for variable in ["$CI_NODE_INDEX", "$CI_NODE_TOTAL"] {
        text = text.replace(variable, "3");
    }
    text
}

fn parses(place: &str, line: &str, wrong: &mut Vec<String>) {
    let mut typed = words(line);
    // A command that is only named is asked for its help, which is no error.
    if typed.len() == 2 {
        typed.push("--help".to_owned());
    }
    if let Err(said) = packwright::cli::parse(typed.iter().map(String::as_str))
        && said.starts_with("error:")
    {
        wrong.push(format!("{place}: {line}\n{said}"));
    }
}

#[test]
fn every_command_line_is_one() {
    let mut wrong = Vec::new();
    for block in blocks().iter().filter(|block| block.kind == "sh") {
        for line in block.text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let command = line.strip_prefix("UPDATE=1 ").unwrap_or(line);
            let cargo = ["build", "run", "test", "bench", "doc"].map(|task| format!("cargo {task}"));
            let begins = ["tests/bench/peers/install", ".ci/run"];
            match command {
                ours if ours.starts_with("packwright ") => parses(&block.place, ours, &mut wrong),
                other if cargo.iter().any(|task| other.starts_with(task.as_str())) => {}
                other if begins.iter().any(|file| other.starts_with(file)) => {}
                other => wrong.push(format!("{}: what is this? {other}", block.place)),
            }
        }
    }
    for block in blocks().iter().filter(|block| block.kind == "yaml") {
        let command = |line: &str| {
            line.find("packwright build").or(line.find("packwright check")).map(|at| line[at..].to_owned())
        };
        let commands: Vec<String> = block.text.lines().filter_map(|line| command(&with_values(line))).collect();
        assert!(!commands.is_empty(), "{}: no command", block.place);
        commands.iter().for_each(|line| parses(&block.place, line, &mut wrong));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `packwright new DIR [--like EXAMPLE]` inside of a sentence: words in capitals stand for something, brackets for what can be omitted.
#[test]
fn commands_inside_of_sentences_are_right() {
    let mut wrong = Vec::new();
    for (place, line) in readmes().iter().flat_map(|path| parts(path).1) {
        for code in line.split('`').skip(1).step_by(2).filter(|code| code.starts_with("packwright ")) {
            let code = code.replace(['[', ']', '…'], "").replace("\\|", "|");
            let choice = |word: &str| word.split('|').next().unwrap_or_default().to_owned();
            let typed: Vec<String> = code
                .split_whitespace()
                .map(choice)
                .map(|word| match word.as_str() {
                    "CODE" => "style".to_owned(),
                    "TAG" => "en".to_owned(),
                    "SHELL" => "bash".to_owned(),
                    _ => word,
                })
                .collect();
            parses(&place, &typed.join(" "), &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The errors that `packwright check` reports.
fn errors(scratch: &Scratch) -> Vec<serde_json::Value> {
    let (_, out, _) = scratch.run(&["check", "part", "--format", "json"]);
    let packs = out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let findings = packs.flat_map(|pack| pack["findings"].as_array().cloned().unwrap_or_default());
    findings.filter(|finding| finding["severity"] == "error").collect()
}

#[test]
fn every_piece_of_json_is_read_without_errors() {
    let codes: Vec<&str> = packwright::read::CODES.iter().map(|code| code.name).collect();
    for block in blocks().into_iter().filter(|block| block.kind == "json") {
        let scratch = Scratch::new();
        // Pieces name those of the series that is an example.
        for pack in ["allotments-march", "allotments-june"] {
            let path = format!("packs/{pack}/meeting.json");
            scratch.write(&path, &std::fs::read(repository().join(&path)).unwrap());
        }
        let text = block.text.trim();
        let part = format!("{{ {} }}", text.trim_end_matches(','));
        let is_whole = text.starts_with('{');
        let parsed: serde_json::Value = serde_json::from_str(if is_whole { text } else { &part })
            .unwrap_or_else(|error| panic!("{}: {error}", block.place));
        let smallest = std::fs::read(repository().join("packs/smallest/meeting.json")).unwrap();
        if parsed.get("accent").is_some() {
            scratch.write("templates/look.json", text.as_bytes());
            let logo = br#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>"#;
            scratch.write("templates/logo.svg", logo);
            scratch.write("packs/part/meeting.json", &smallest);
        } else if parsed.get("allow").is_some() || parsed.get("limits").is_some() {
            scratch.write("packs/check.json", text.as_bytes());
            scratch.write("packs/part/meeting.json", &smallest);
        } else if is_whole {
            scratch.write("packs/part/meeting.json", text.as_bytes());
        } else if parsed.get("people").is_some() {
            scratch.write("packs/registry.json", part.as_bytes());
            scratch.write("packs/part/meeting.json", &smallest);
        } else {
            let mut definition: serde_json::Value = serde_json::from_slice(&smallest).unwrap();
            let keys = parsed.as_object().unwrap().clone();
            definition.as_object_mut().unwrap().extend(keys);
            scratch.write("packs/part/meeting.json", definition.to_string().as_bytes());
        }
        // Parts name ids that are not in them; what the format does not have is an error in them, too.
        let wrong: Vec<_> = errors(&scratch)
            .into_iter()
            .filter(|finding| is_whole || codes.contains(&finding["code"].as_str().unwrap()))
            .map(|finding| format!("{} {}", finding["message"], finding["hint"]))
            .collect();
        assert!(wrong.is_empty(), "{}: {wrong:#?}", block.place);
    }
}

#[test]
fn templates_shapes_and_styles_are_built() {
    for path in readmes() {
        let blocks = parts(&path).0;
        let of = |kind: &str| blocks.iter().filter(|block| block.kind == kind).collect::<Vec<_>>();
        for template in of("xml") {
            let scratch = Scratch::new();
            let definition = std::fs::read_to_string(repository().join("packs/board/meeting.json")).unwrap();
            let own = "{ \"document\": \"press-release\", \"title\": \"Press release\" }, { \"document\": \"agenda\"";
            let definition = definition.replace("{ \"document\": \"agenda\"", own);
            assert!(definition.contains("press-release"));
            scratch.write("packs/board/meeting.json", definition.as_bytes());
            let shapes: String = of("typst").iter().map(|block| block.text.as_str()).collect();
            let styles: String = of("css").iter().map(|block| block.text.as_str()).collect();
            scratch.write("templates/shape/press.typ", shapes.as_bytes());
            scratch.write("templates/shape/press.css", styles.as_bytes());
            scratch.write("templates/labels/en.ftl", b"press-lead = The Board decided today:\n");
            let quote = "<press-quote tone=\"warm\"><p>“So be it.”</p></press-quote>\n";
            scratch.write("templates/press-release.xml.j2", format!("{}{quote}", template.text).as_bytes());
            let (code, _, err) = scratch.run(&["build", "board", "--no-cache"]);
            assert!(code == 0, "{}: {err}", template.place);
        }
    }
}

/// Output that is shown is output that there is.
#[test]
fn what_is_shown_as_output_is_printed() {
    let cases = std::fs::read_dir(repository().join("tests/cases/findings")).unwrap();
    let printed: String =
        cases.map(|case| std::fs::read_to_string(case.unwrap().path().join("expected.txt")).unwrap()).collect();
    for block in blocks().iter().filter(|block| block.kind == "text") {
        let is_printed = printed.contains(&block.text);
        let is_tree = block
            .text
            .lines()
            .all(|line| line.starts_with(' ') || line.split_whitespace().next().is_some_and(|path| path.contains('/')));
        assert!(is_printed || is_tree, "{}: nothing prints this", block.place);
    }
}

/// Links lead to files of the repository, or to the web.
#[test]
fn links_lead_somewhere() {
    let mut wrong = Vec::new();
    for path in readmes() {
        for (place, line) in parts(&path).1 {
            for link in line.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
                let file = link.split('#').next().unwrap_or_default();
                if !file.contains("://")
                    && !file.is_empty()
                    && !path.with_file_name(file).exists()
                    && !line.contains("![what it shows]")
                    && !line.contains("https://…")
                {
                    wrong.push(format!("{place}: {link}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Whoever looks for an example finds each.
#[test]
fn every_example_is_named_in_the_readme_and_in_the_help() {
    let readme = std::fs::read_to_string(repository().join("packs/README.md")).unwrap();
    let help = packwright(repository(), &["new", "--help"]);
    let help = String::from_utf8(help.stdout).unwrap();
    for pack in example_packs() {
        // Of a series the first and the last are named.
        if pack.starts_with("allotments-") {
            continue;
        }
        assert!(readme.contains(&format!("`{pack}`")), "{pack}");
        assert!(help.split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| word == pack), "{pack}");
    }
}

/// What lists say is all there is.
#[test]
fn lists_name_everything_that_the_program_has() {
    let readme = std::fs::read_to_string(repository().join("packs/README.md")).unwrap();
    let explained = |code: &str| String::from_utf8(packwright(repository(), &["explain", code]).stdout).unwrap();
    let documents = packwright::document::DocumentKind::OURS;
    let documents: Vec<&str> = documents.iter().map(packwright::document::DocumentKind::name).collect();
    let packs = example_packs();
    // A matrix of comments is in no pack.
    let in_packs = documents.iter().copied().filter(|name| *name != "comments");
    let forms = packwright::meeting::Form::TYPED.map(|(name, _)| name);
    let lists = [
        ("packs/README.md", readme, packs.iter().map(String::as_str).chain(in_packs).collect()),
        ("unknown-document", explained("unknown-document"), documents.clone()),
        ("unknown-form", explained("unknown-form"), forms.to_vec()),
    ];
    for (place, text, names) in lists {
        let names: Vec<&str> = names;
        for name in names {
            assert!(text.contains(&format!("`{name}`")), "{place}: `{name}` is missing");
        }
    }
}

/// Whoever asks for approvals reads what they cover: the list in the manual has everything that the program leaves out.
#[test]
fn the_manual_lists_what_approvals_do_not_cover() {
    let readme = std::fs::read_to_string(repository().join("packs/README.md")).unwrap();
    let table = readme.split("| an approval | |").nth(1).unwrap().split("\n\n").next().unwrap();
    let source = std::fs::read_to_string(repository().join("src/meeting/content.rs")).unwrap();
    let lists = source.split("const APART").skip(1).map(|list| list.split("];").next().unwrap());
    let left_out: Vec<&str> = lists.flat_map(|list| list.split('"').skip(1).step_by(2)).collect();
    assert!(left_out.len() > 25, "the lists were not read");
    // What the registry takes in is covered where it is named, and the other two say nothing of a meeting.
    let without = ["$schema", "version", "people", "entities", "bodies", "documents", "minutes/document"];
    for path in left_out.into_iter().filter(|path| !without.contains(path)) {
        let key = path.rsplit('/').next().unwrap();
        assert!(table.contains(&format!("`{key}`")), "`{path}` is missing in packs/README.md");
    }
}
