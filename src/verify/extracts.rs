//! Compares an extract with the signed minutes that it was made from: every sentence of the extract has to be in the minutes.
//!
//! The comparison reads the pages for browsers, which say the same words as the PDFs. The manifest of the extract lists texts
//! that replace withheld ones. A program cannot compare these, so the report lists them for people to read.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::report::{Report, State, Subject};
use crate::pack::{self, Opened, Opening};

/// The most sentences that are named.
const NAMED: usize = 10;
/// The most sentences that are compared in part, and the most replacement texts that are compared.
const COMPARED: usize = 500;

/// Compares an extract with the pack that it was made from.
pub fn compare(whole: &Opening, extract: &Opening, report: &mut Report) {
    let mut add = |state, name, words: String| report.add(Subject::Extract, state, name, words);
    for fault in &extract.faults {
        add(State::Wrong, fault.name(), format!("the extract: {fault}"));
    }
    let (Some(whole), Some(extract)) = (&whole.opened, &extract.opened) else { return };
    let (of, own) = (&whole.manifest, &extract.manifest);
    if of.pack != own.pack {
        return add(
            State::Wrong,
            "other-pack",
            format!("the extract is of the pack `{}`, and this is `{}`", own.pack, of.pack),
        );
    }
    match (&own.extract_of, first_seal(whole)) {
        (Some(stated), Some(seal)) if *stated == seal => {
            add(State::Right, "extract-of-this", "the extract says that it is of these signed minutes".to_owned());
        }
        (Some(_), _) => {
            add(State::Wrong, "extract-of-another", "the extract says that it is of other minutes".to_owned())
        }
        (None, _) => add(
            State::Open,
            "extract-of-unsigned",
            "the extract does not say of which minutes it is: they were not signed when it was made".to_owned(),
        ),
    }
    for language in own.content.keys() {
        let (Some(theirs), Some(ours)) = (minutes_of(whole, language), minutes_of(extract, language)) else {
            add(State::Wrong, "no-minutes", format!("one of the two has no minutes to read ({language})"));
            continue;
        };
        let known: BTreeSet<String> = theirs.iter().map(|sentence| letters(sentence)).collect();
        let instead = own.instead.iter().flat_map(|text| sentences(text)).map(|one| letters(&one));
        let instead: BTreeSet<String> = instead.filter(|one| !one.is_empty()).take(COMPARED).collect();
        let all = letters(&theirs.concat());
        // What is left of a sentence when words in it are withheld, or when others stand in their place.
        let is_part = |left: &str| left.is_empty() || all.contains(left);
        let parts =
            |own: &str| instead.iter().any(|text| own.contains(text.as_str()) && own.split(text.as_str()).all(is_part));
        let (mut stated, mut strange) = (Vec::new(), Vec::new());
        let mut others = BTreeMap::new();
        for sentence in ours.iter().filter(|sentence| !known.contains(&letters(sentence))) {
            let own = letters(sentence);
            // The same words are compared once; a forged extract may have any number.
            let is_looked_at = others.len() < COMPARED || others.contains_key(&own) || instead.contains(&own);
            let is_stated = *others
                .entry(own)
                .or_insert_with_key(|own| instead.contains(own) || is_looked_at && (is_part(own) || parts(own)));
            if is_stated { stated.push(sentence) } else { strange.push(sentence) }
        }
        for sentence in strange.iter().take(NAMED) {
            add(State::Wrong, "not-in-the-whole", format!("the minutes do not say this ({language}): “{sentence}”"));
        }
        if strange.is_empty() {
            let words =
                format!("all {} sentences of the extract are in the minutes ({language})", ours.len() - stated.len());
            add(State::Right, "in-the-whole", words);
        }
        for sentence in stated.iter().take(NAMED) {
            add(
                State::Open,
                "stands-instead",
                format!("stands in place of a fuller text, which you have to compare ({language}): “{sentence}”"),
            );
        }
    }
}

/// The digest of the first seal of a pack, which later signatures do not change.
pub fn first_seal(opened: &Opened) -> Option<String> {
    let first = opened.manifest.seals.first().map(|seal| seal.bytes());
    first.or_else(|| opened.seal.clone()).map(|seal| pack::digest(&seal))
}

/// The sentences of the minutes, as the page for browsers has them.
fn minutes_of(opened: &Opened, language: &str) -> Option<Vec<String>> {
    let page = [format!("{language}/index.html"), "index.html".to_owned()];
    let page = page.iter().find_map(|path| opened.files.get(path))?;
    let page = String::from_utf8_lossy(page);
    let start = page.find("<section class=\"minutes\"")?;
    let section = &page[start..];
    let end = section
        .match_indices("\n<section class=\"")
        .map(|(at, _)| at)
        .find(|at| !section[*at..].starts_with("\n<section class=\"notes\""));
    let section = &section[..end.or_else(|| section.find("</main>")).unwrap_or(section.len())];
    Some(blocks(section).iter().flat_map(|block| sentences(block)).collect())
}

/// HTML elements that do not end a block of text.
const IN_LINE: [&str; 11] = ["a", "b", "em", "strong", "span", "i", "sub", "sup", "bdi", "del", "code"];

/// Splits HTML into the texts of its blocks. The number of an item or paragraph becomes a text of its own.
fn blocks(html: &str) -> Vec<String> {
    let (mut all, mut block) = (Vec::new(), String::new());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        block.push_str(&rest[..open]);
        let tag = &rest[open + 1..];
        let end = tag.find('>').unwrap_or(tag.len());
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let is_mark = tag.starts_with("span class=\"mark\"");
        if !IN_LINE.contains(&name.as_str()) || is_mark {
            all.push(std::mem::take(&mut block));
        }
        rest = tag.get(end + 1..).unwrap_or_default();
        // The number of an item or paragraph: its text stays, as a sentence of its own.
        if is_mark && let Some(close) = rest.find("</span>") {
            all.push(rest[..close].to_owned());
            rest = &rest[close + "</span>".len()..];
        }
    }
    block.push_str(rest);
    all.push(block);
    all.into_iter().map(|text| unescaped(&text)).filter(|text| !text.trim().is_empty()).collect()
}

fn unescaped(text: &str) -> String {
    quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), Cow::into_owned)
}

/// The sentences of a text.
fn sentences(text: &str) -> Vec<String> {
    let (mut all, mut sentence) = (Vec::new(), String::new());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        sentence.push(c);
        let ends = match c {
            '.' | '!' | '?' | '؟' | ';' | '؛' => chars.peek().is_none_or(|next| next.is_whitespace()),
            '。' | '！' | '？' | '；' => true,
            _ => false,
        };
        if ends {
            all.push(std::mem::take(&mut sentence));
        }
    }
    all.push(sentence);
    let words = |sentence: String| sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    all.into_iter().map(words).filter(|sentence| sentence.chars().any(char::is_alphanumeric)).collect()
}

fn letters(sentence: &str) -> String {
    sentence.chars().filter(|c| c.is_alphanumeric()).collect()
}
