//! One spelling for one word.

use std::collections::BTreeMap;

use super::passage::Passage;
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place};

pub(super) const RULE: Rule = Rule { codes: &[&MIXED_SPELLING, &SLIP], check };

const MIXED_SPELLING: Code = Code::warning(
    "mixed-spelling",
    "A word is spelt in two ways: organise and organize, Adviser and Advisor, co-Chair and co-chair. United Nations \
     spelling is that of the Concise Oxford Dictionary: -ize, adviser. Reported once for each kind, at the first word \
     to be changed.",
)
.of(Group::Style);
const SLIP: Code =
    Code::warning("common-slip", "A common phrase has a wrong letter: \"took parts\" for \"took part\".")
        .of(Group::Style);

/// Pairs of spellings; the first is the one of the United Nations.
const PAIRS: [(&str, &str); 5] = [
    ("adviser", "advisor"),
    ("advisers", "advisors"),
    ("judgement", "judgment"),
    ("acknowledgement", "acknowledgment"),
    ("enrol", "enroll"),
];

/// Words in -ise that have no form in -ize: what they end in.
const ONLY_ISE: &str = "advise advertise concise demise despise devise disguise excise exercise expertise franchise \
    improvise merchandise noise precise premise promise raise revise rise wise supervise televise \
    cruise paradise treatise";

/// Phrases of three words, the first two of which are wrong before the third, and what is meant by these two.
const SLIPS: [(&str, &str); 5] = [
    ("took parts in", "took part"),
    ("took parts as", "took part"),
    ("take parts in", "take part"),
    ("taking parts in", "taking part"),
    ("in regards to", "with regard"),
];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut seen = FirstUses::default();
    let mut findings = Vec::new();
    for passage in subject.passages.iter().filter(|passage| passage.is_english()) {
        for at in 0..passage.len() {
            seen.word(subject, passage, at);
            findings.extend(slip(subject, passage, at));
        }
    }
    findings.extend(seen.findings());
    findings
}

fn slip(subject: &Subject<'_>, passage: &Passage<'_>, at: usize) -> Option<Finding> {
    let is_there = |(next, word): (usize, &str)| passage.word(at + next).eq_ignore_ascii_case(word);
    let (_, right) = SLIPS.iter().find(|(phrase, _)| phrase.split(' ').enumerate().all(is_there))?;
    let range = passage.range(at, at + 1);
    let words = passage.plain[range.clone()].to_owned();
    let place = passage.place(range, subject.sources);
    Some(Finding::new(&SLIP, place, format!("`{words}` is not the usual phrase")).hint(format!("write `{right}`")))
}

/// Where each form of a word was first seen: form 0 is the one to keep.
#[derive(Default)]
struct FirstUses {
    forms: BTreeMap<String, [Option<(String, Place)>; 2]>,
}

impl FirstUses {
    fn word(&mut self, subject: &Subject<'_>, passage: &Passage<'_>, at: usize) {
        let word = passage.word(at);
        let lower = word.to_lowercase();
        let mut note = |kind: &str, form: usize, first: usize| {
            let range = passage.range(first, at);
            let place = || passage.place(range.clone(), subject.sources);
            let entry = &mut self.forms.entry(kind.to_owned()).or_default()[form];
            if entry.is_none() {
                *entry = Some((passage.plain[range.clone()].to_owned(), place()));
            }
        };
        if let Some((kept, _)) = PAIRS.iter().find(|(kept, _)| *kept == lower) {
            note(kept, 0, at);
        } else if let Some((kept, _)) = PAIRS.iter().find(|(_, other)| *other == lower) {
            note(kept, 1, at);
        } else if ["chair", "chairs"].contains(&lower.as_str())
            && at > 0
            && passage.word(at - 1).eq_ignore_ascii_case("co")
            && passage.after(at - 1) == "-"
        {
            // At the start of a sentence or title "Co" is a capital in any form.
            note("co-chair", usize::from(word.starts_with(char::is_lowercase)), at - 1);
        // Names keep their spelling: the Organisation for Economic Co-operation and Development.
        } else if let Some(form) = ize(&lower).filter(|_| !word.starts_with(char::is_uppercase)) {
            note("-ize", form, at);
        }
    }

    fn findings(self) -> Vec<Finding> {
        let both = self.forms.into_values().filter_map(|[kept, other]| Some((kept?, other?)));
        both.map(|((kept, first), (other, place))| {
            Finding::new(&MIXED_SPELLING, place, format!("`{other}` and `{kept}` are two spellings"))
                .hint(format!("spell it as in `{kept}` throughout"))
                .related(first, "the other form")
        })
        .collect()
    }
}

/// Returns whether a word is one of -ize (0) or the same kind in -ise (1).
fn ize(word: &str) -> Option<usize> {
    const ENDINGS: [&str; 7] = ["e", "ed", "es", "ing", "ation", "ations", "er"];
    let stem = ENDINGS
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|stem| stem.chars().count() > 4 && (stem.ends_with("is") || stem.ends_with("iz")))?;
    if stem.ends_with("iz") {
        return (stem != "siz" && stem != "priz" && !stem.ends_with("seiz")).then_some(0);
    }
    let whole = format!("{stem}e");
    let only = ONLY_ISE.split(' ').any(|ending| whole.ends_with(ending));
    // "basis", "crisis", "analysis" and the like never reach this: none has these endings.
    (!only && !word.ends_with("iser") && !word.ends_with("ises")).then_some(1)
}
