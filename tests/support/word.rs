//! Word files, read by code that shares nothing with what writes them: their words, with the numbers that word processors
//! count, and what is wrong with them that a validator of the format does not see.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use super::unzipped;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a file, by their paths.
pub(crate) struct Word(BTreeMap<String, Vec<u8>>);

/// How a list counts: format, text, first number.
type List = (String, String, usize);

fn w<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attribute((W, name))
}

fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.has_tag_name((W, name))
}

fn val<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.descendants().find(|node| is(*node, name)).and_then(|node| w(node, "val"))
}

fn counted(format: &str, number: usize) -> String {
    let roman = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"];
    let letters = || "abcdefghijklmnopqrstuvwxyz".chars().nth(number - 1).unwrap().to_string();
    match format {
        "decimal" => number.to_string(),
        "lowerRoman" => roman[number].to_owned(),
        "upperRoman" => roman[number].to_uppercase(),
        "lowerLetter" => letters(),
        "upperLetter" => letters().to_uppercase(),
        other => panic!("{other}"),
    }
}

/// The words of a paragraph; of notes their numbers.
fn words(paragraph: Node<'_, '_>, notes: &mut usize) -> String {
    let mut words = String::new();
    for node in paragraph.descendants() {
        match node.tag_name().name() {
            "t" => words.push_str(node.text().unwrap_or_default()),
            "br" => words.push('\n'),
            "tab" if node.parent().is_some_and(|parent| is(parent, "r")) => words.push('\t'),
            "footnoteReference" => {
                *notes += 1;
                if w(node, "customMarkFollows").is_none() {
                    words.push_str(&notes.to_string());
                }
            }
            _ => {}
        }
    }
    words
}

impl Word {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        Self(unzipped(bytes))
    }

    pub(crate) fn part(&self, path: &str) -> &str {
        std::str::from_utf8(self.0.get(path).unwrap_or_else(|| panic!("no {path}"))).unwrap()
    }

    fn lists(&self) -> BTreeMap<(String, String), List> {
        let numbering = Document::parse(self.part("word/numbering.xml")).unwrap();
        let nodes = |name: &'static str| numbering.descendants().filter(move |node| is(*node, name));
        let mut lists = BTreeMap::new();
        for list in nodes("num") {
            let of = val(list, "abstractNumId").unwrap();
            let definition = nodes("abstractNum").find(|node| w(*node, "abstractNumId") == Some(of)).unwrap();
            for level in definition.children().filter(|node| is(*node, "lvl")) {
                let start = val(level, "start").unwrap().parse().unwrap();
                let how = (val(level, "numFmt").unwrap().to_owned(), val(level, "lvlText").unwrap().to_owned(), start);
                lists.insert((w(list, "numId").unwrap().to_owned(), w(level, "ilvl").unwrap().to_owned()), how);
            }
        }
        lists
    }

    /// The text of each paragraph, after its number, and the notes with their numbers.
    pub(crate) fn said(&self) -> (Vec<String>, String) {
        let lists = self.lists();
        let mut numbers: BTreeMap<(String, String), usize> = BTreeMap::new();
        let body = Document::parse(self.part("word/document.xml")).unwrap();
        let (mut paragraphs, mut notes) = (Vec::new(), 0);
        for paragraph in body.descendants().filter(|node| is(*node, "p")) {
            let mut text = String::new();
            if let (Some(list), Some(level)) = (val(paragraph, "numId"), val(paragraph, "ilvl")) {
                let key = (list.to_owned(), level.to_owned());
                let (format, shown, start) = &lists[&key];
                let number = numbers.entry(key).and_modify(|number| *number += 1).or_insert(*start);
                let own = format!("%{}", level.parse::<usize>().unwrap() + 1);
                match format.as_str() {
                    "bullet" => {}
                    "none" => text.push_str(shown),
                    format => text.push_str(&shown.replace(&own, &counted(format, *number))),
                }
                text.push(' ');
            }
            text.push_str(&words(paragraph, &mut notes));
            paragraphs.push(text);
        }
        let footnotes = Document::parse(self.part("word/footnotes.xml")).unwrap();
        let mut said = String::new();
        for note in footnotes.descendants().filter(|node| is(*node, "footnote") && w(*node, "type").is_none()) {
            for node in note.descendants() {
                match node.tag_name().name() {
                    "footnoteRef" => said.push_str(w(note, "id").unwrap()),
                    "t" => said.push_str(node.text().unwrap_or_default()),
                    _ => {}
                }
            }
        }
        (paragraphs, said)
    }

    /// What is wrong: parts that do not fit together, bookmarks, links, paragraphs without a way back.
    pub(crate) fn faults(&self) -> Vec<String> {
        let mut faults: Vec<String> = Vec::new();
        for (path, bytes) in &self.0 {
            let text = std::str::from_utf8(bytes).unwrap_or_default();
            if path.ends_with(".xml") || path.ends_with(".rels") {
                faults.extend(Document::parse(text).err().map(|error| format!("{path}: {error}")));
            }
            if let Some(folder) = path.strip_suffix(".rels") {
                let of = folder.replace("_rels/", "");
                faults.extend((!of.is_empty() && !self.0.contains_key(&of)).then(|| format!("{path} is of nothing")));
                faults.extend(self.lost(path, text));
            }
        }
        if faults.is_empty() {
            faults.extend(self.bookmarks());
            faults.extend(self.ways_back());
        }
        faults
    }

    /// Relationships to parts that are not there.
    fn lost(&self, path: &str, text: &str) -> Vec<String> {
        let folder = path.split_once("_rels/").unwrap().0;
        let relations = Document::parse(text).unwrap();
        let inner = relations.descendants().filter(|node| {
            node.has_tag_name(("http://schemas.openxmlformats.org/package/2006/relationships", "Relationship"))
                && node.attribute("TargetMode").is_none()
        });
        let targets = inner.map(|node| match node.attribute("Target").unwrap() {
            up if up.starts_with("../") => up[3..].to_owned(),
            down => format!("{folder}{down}"),
        });
        targets
            .filter(|target| !self.0.contains_key(target))
            .map(|target| format!("{path} leads to {target}"))
            .collect()
    }

    fn bookmarks(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let (mut names, mut open, mut ids, mut anchors) =
            (BTreeSet::new(), BTreeSet::new(), BTreeSet::new(), Vec::new());
        for part in ["word/document.xml", "word/footnotes.xml"] {
            let parsed = Document::parse(self.part(part)).unwrap();
            let relations = part.replace("word/", "word/_rels/") + ".rels";
            let relations = self.0.get(&relations).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
            for node in parsed.descendants() {
                match node.tag_name().name() {
                    "bookmarkStart" => {
                        let (id, name) = (w(node, "id").unwrap().to_owned(), w(node, "name").unwrap().to_owned());
                        faults.extend((name.chars().count() > 40).then(|| format!("{name} is too long")));
                        faults.extend((!ids.insert(id.clone())).then(|| format!("bookmark number {id} twice")));
                        faults.extend((!names.insert(name.clone())).then(|| format!("bookmark {name} twice")));
                        open.insert(id);
                    }
                    "bookmarkEnd" => {
                        let id = w(node, "id").unwrap();
                        faults.extend((!open.remove(id)).then(|| format!("bookmark {id} ends and did not begin")));
                    }
                    "hyperlink" => {
                        anchors.extend(w(node, "anchor").map(str::to_owned));
                        if let Some(id) = node.attribute((R, "id")) {
                            let is_there = relations.as_ref().is_some_and(|all| all.contains(&format!("\"{id}\"")));
                            faults.extend((!is_there).then(|| format!("{part} has no relationship {id}")));
                        }
                        let is_inner = node.ancestors().skip(1).any(|node| is(node, "hyperlink"));
                        faults.extend(is_inner.then(|| "a link in a link".to_owned()));
                    }
                    _ => {}
                }
            }
        }
        faults.extend(open.iter().map(|id| format!("bookmark {id} never ends")));
        faults.extend(
            anchors.iter().filter(|anchor| !names.contains(*anchor)).map(|anchor| format!("nothing is {anchor}")),
        );
        faults
    }

    /// Paragraphs whose bookmark or whose text in the map is not theirs.
    fn ways_back(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let map = Document::parse(self.part("customXml/item1.xml")).unwrap();
        let text =
            |node: Node<'_, '_>| node.descendants().filter_map(|node| node.is_text().then(|| node.text())?).collect();
        let of_map = |name: &str| map.descendants().find(|node| node.attribute("name") == Some(name));
        let mut count = 0;
        let styles = self.part("word/styles.xml");
        for part in ["word/document.xml", "word/footnotes.xml"] {
            let parsed = Document::parse(self.part(part)).unwrap();
            let is_ours = |node: &Node<'_, '_>| {
                let is_line = |node: Node<'_, '_>| is(node, "footnote") && w(node, "type").is_some();
                is(*node, "p") && !node.ancestors().any(is_line) && val(*node, "pStyle") != Some("Spacer")
            };
            for node in parsed.descendants().filter(|node| is(*node, "pStyle") || is(*node, "rStyle")) {
                let id = w(node, "val").unwrap();
                faults.extend((!styles.contains(&format!("w:styleId=\"{id}\""))).then(|| format!("no style {id}")));
            }
            for paragraph in parsed.descendants().filter(is_ours) {
                let starts = paragraph.children().filter(|node| is(*node, "bookmarkStart"));
                let names = starts.filter_map(|node| w(node, "name"));
                let is_anchor =
                    |name: &&str| name.strip_prefix("_pw").is_some_and(|rest| rest.parse::<usize>().is_ok());
                let names: Vec<&str> = names.filter(is_anchor).collect();
                let [name] = names.as_slice() else {
                    faults.push(format!("{names:?} for {}", words(paragraph, &mut 0)));
                    continue;
                };
                count += 1;
                let note = of_map(name).and_then(|anchor| anchor.attribute("note"));
                let is_found = |note: &str| self.part("word/document.xml").contains(&format!("w:name=\"{note}\""));
                let is_in_notes = part.ends_with("notes.xml");
                let is_right = if is_in_notes { note.is_some_and(is_found) } else { note.is_none() };
                faults.extend((!is_right).then(|| format!("{name} is at the note {note:?}")));
                let said: String = of_map(name).map(text).unwrap_or_default();
                // Numbers of notes that word processors count are no text.
                let mut own = String::new();
                for node in paragraph.descendants() {
                    match node.tag_name().name() {
                        "t" => own.push_str(node.text().unwrap_or_default()),
                        "br" => own.push('\n'),
                        "tab" if node.parent().is_some_and(|parent| is(parent, "r")) => own.push('\t'),
                        _ => {}
                    }
                }
                faults.extend((said != own).then(|| format!("{name}: the map says {said:?}, the file {own:?}")));
            }
        }
        let listed = map.descendants().filter(|node| node.tag_name().name() == "anchor").count();
        faults.extend((listed != count).then(|| format!("{listed} anchors in the map, {count} in the file")));
        let digest = &map.root_element().attribute("digest").unwrap()[..36];
        let is_there = self.part("word/document.xml").contains(&format!("\"_pwD{digest}\""));
        faults.extend((!is_there).then(|| "no bookmark has the digest".to_owned()));
        faults
    }
}
