//! Spaces at which no line of a text ends: typed as any other, made unbreakable where the text is written.
//!
//! Keeps on one line a number and what it counts, an initial and the name, a currency and the amount, and a word that the label
//! file of the language lists and what follows (`joined-to-names`: a name or number; `joined-to-words`: anything), or the number
//! before it (`joined-to-numbers`: "2025 г."). It refuses to join more than a narrow column holds, to add or remove a character, and to judge what was typed: a word after a year is
//! like any other, and spaces that are already unbreakable are kept. It also knows where a full stop is that of an abbreviation.

use std::collections::BTreeSet;

use super::labels::Labels;
use crate::document::{Node, Run};
use crate::meeting::is_initial;

const UNBREAKABLE: &str = "\u{a0}";

/// Groups of digits are joined up to here; longer ones are no number.
const LONGEST_NUMBER: usize = 60;

/// Joined words are no longer than this, in characters: about as much as a narrow column of a table holds.
const LONGEST: usize = 18;

/// A word that ends what is joined may be so much longer: "26 сентября 2025 г.".
const LONGEST_END: usize = 5;

/// The word between the parts of a date in Spanish and Portuguese.
const OF: &str = "de";

/// Words that begin a name after a courtesy: "Mr. van der Merwe".
const PARTICLES: [&str; 14] =
    ["van", "von", "de", "der", "den", "la", "el", "al", "bin", "da", "dos", "du", "di", "del"];

/// What is part of a number before it: "article 11 bis".
const LATIN_NUMBERS: [&str; 4] = ["bis", "ter", "quater", "quinquies"];

/// The longest last word that may be the end of an abbreviation of several words: "nem. diss.".
const LAST_OF_SEVERAL: usize = 4;

/// The words of a language that are kept on one line with the next.
pub(super) struct Joined {
    to_names: BTreeSet<String>,
    to_words: BTreeSet<String>,
    to_numbers: BTreeSet<String>,
    /// The last words of the names of months.
    months: BTreeSet<String>,
    /// Other words whose full stop does not end a sentence.
    abbreviations: BTreeSet<String>,
    /// Two words, and the one that they become: "de", "le", "du".
    articles: Vec<(String, String)>,
}

/// The facts that decide whether the words at the edges of a run are joined to others.
#[derive(Debug, Clone, Copy, Default)]
struct Joint {
    /// It is kept as it was typed.
    is_typed: bool,
    is_reference: bool,
}

/// Returns whether one of the two is a mark that French sets apart by a space: no line begins with a colon, or ends with « .
fn is_mark_apart(before: &str, word: &str) -> bool {
    let is_mark = |word: &str| matches!(word.chars().next(), Some(':' | ';' | '!' | '?' | '»'));
    before.ends_with('«') || (!before.is_empty() && is_mark(word) && !word.contains(char::is_alphanumeric))
}

/// Two words and the one that they become, each within a sentence: "de le du".
fn article(words: &str) -> Option<(String, String)> {
    let (parted, joined) = words.trim().rsplit_once(' ')?;
    Some((format!(" {parted} "), format!(" {joined} ")))
}

impl Joined {
    /// A language need not list any.
    pub(super) fn of(labels: &Labels) -> Self {
        let listed = |label: &str| labels.find_with(label, []).unwrap_or_default();
        let last_word = |text: String| text.split_whitespace().next_back().map(str::to_owned);
        let words = |label| listed(label).split_whitespace().map(str::to_owned).collect();
        Self {
            to_names: words("joined-to-names"),
            to_words: words("joined-to-words"),
            to_numbers: words("joined-to-numbers"),
            months: (1..=12).filter_map(|month| last_word(listed(&format!("month-{month}")))).collect(),
            abbreviations: words("abbreviations"),
            articles: listed("joined-articles").split(',').filter_map(article).collect(),
        }
    }

    /// The text with articles as the language joins them: "del" for "de el".
    pub(super) fn join_articles(&self, text: &str) -> String {
        self.articles.iter().fold(text.to_owned(), |text, (parted, joined)| text.replace(parted, joined))
    }

    /// Returns whether the full stop at the end of a text is that of an abbreviation: "nem. con.", "5 p.m.", "Ray Co Ltd.". Words that
    /// cannot be known by their letters are listed by the language (`abbreviations`).
    pub(super) fn ends_in_an_abbreviation(&self, text: &str) -> bool {
        let Some(before) = text.strip_suffix('.') else { return false };
        let start = before.trim_end_matches(|c: char| c.is_alphanumeric() || c == '.').len();
        let last = &before[start..];
        let length = last.chars().count();
        let is_lower = |c: char| c.is_lowercase();
        let has_vowel = last.contains(|c: char| "aeiouyAEIOUY".contains(c) || !c.is_ascii_alphabetic());
        // "Mr", "vs", and not "WTO".
        let is_without_vowels = length > 1 && !has_vowel && last.contains(is_lower);
        let is_of_several =
            before[..start].trim_end().ends_with('.') && last.starts_with(is_lower) && length <= LAST_OF_SEVERAL;
        // "S. A.", and not "option A".
        let is_letter_of_several = length == 1 && before[..start].trim_end().ends_with('.');
        let word = format!("{last}.");
        // "NEM. CON."
        let lower = word.to_lowercase();
        let is_listed_in_capitals = !last.contains(is_lower) && self.abbreviations.contains(&lower);
        last.trim_end_matches('.').contains('.') && last.contains(char::is_alphabetic)
            || length == 1 && last.starts_with(is_lower)
            || is_without_vowels
            || is_of_several
            || is_letter_of_several
            || is_listed_in_capitals
            || self.to_names.contains(&word)
            || self.abbreviations.contains(&word)
    }

    /// The text with such spaces in it.
    pub(super) fn join(&self, text: &str) -> String {
        let mut joined = String::with_capacity(text.len() + 8);
        let mut words = text.split(' ');
        let mut before = words.next().unwrap_or_default();
        joined.push_str(before);
        let mut length = before.chars().count();
        let mut was_joined = false;
        // The number of "article 11" counts nothing.
        let mut counts = true;
        for word in words {
            let more = word.chars().count();
            // A number is whole, however long it is.
            let is_one_number = is_group(word) && is_number(number_at_the_end(before)) && length < LONGEST_NUMBER;
            let ends_date = before.starts_with(char::is_alphabetic) && is_year(word);
            let goes_on =
                was_joined && (ends_date || is_between(before) && word.starts_with(|c: char| c.is_ascii_digit()));
            let is_date = self.are_of_a_date(before, word, was_joined);
            let stays = goes_on || self.stays(before, word) && (counts || !is_figure_and_word(before, word));
            was_joined = is_one_number
                || is_mark_apart(before, word)
                || (stays || is_date) && length + 1 + more <= LONGEST
                || self.ends(before, word) && length + 1 + more <= LONGEST + LONGEST_END;
            counts = !was_joined || !self.is_before_names(before) && !is_initial(before);
            joined.push_str(if was_joined { UNBREAKABLE } else { " " });
            length = if was_joined { length + 1 + more } else { more };
            joined.push_str(word);
            before = word;
        }
        joined
    }

    /// Joins words of a line of which one is set off, or comes from elsewhere: "**12** months", "Ms. @chair". Text that has to
    /// be as typed, such as code, is not changed; and the number of "item 2" counts nothing.
    pub(super) fn join_runs(&self, nodes: &mut [Node]) {
        let mut line = Vec::new();
        self.collect(nodes, Joint::default(), &mut line);
        self.join_line(line);
    }

    /// Collects the runs of the line that nodes continue; every block and every part in them has lines of its own.
    fn collect<'a>(&self, nodes: &'a mut [Node], joint: Joint, line: &mut Vec<(&'a mut Run, Joint)>) {
        for node in nodes {
            let is_apart = node.is_block() || node.is_part() || node.named("note").is_some();
            match node {
                Node::Run(run) => line.push((run, joint)),
                Node::Element(element) if is_apart => self.join_runs(&mut element.content),
                Node::Element(element) => {
                    let joint = Joint {
                        is_typed: joint.is_typed || matches!(element.name.as_ref(), "code" | "file"),
                        is_reference: joint.is_reference || element.name == "ref",
                    };
                    self.collect(&mut element.content, joint, line);
                }
            }
        }
    }

    fn join_line(&self, mut line: Vec<(&mut Run, Joint)>) {
        if line.len() < 2 {
            return;
        }
        let whole: String = line.iter().map(|(run, _)| run.text.as_str()).collect();
        let mut start = 0;
        let mut after_reference = false;
        for (run, joint) in &mut line {
            let text = &mut run.text;
            let end = start + text.len();
            if !joint.is_typed && text.ends_with(' ') && self.joins(&whole, end - 1) {
                text.replace_range(text.len() - 1.., UNBREAKABLE);
            }
            if !joint.is_typed && !after_reference && text.starts_with(' ') && self.joins(&whole, start) {
                text.replace_range(..1, UNBREAKABLE);
            }
            after_reference = joint.is_reference;
            start = end;
        }
    }

    /// Returns true if no line ends at the space at a place of a line.
    fn joins(&self, line: &str, at: usize) -> bool {
        let before = line[..at].rsplit(' ').next().unwrap_or_default();
        let next = line[at + 1..].split(' ').next().unwrap_or_default();
        let last = before.rsplit(UNBREAKABLE).next().unwrap_or_default();
        let first = next.split(UNBREAKABLE).next().unwrap_or_default();
        let length = before.chars().chain(next.chars()).count() + 1;
        let is_one_number = is_group(first) && is_number(number_at_the_end(last)) && length < LONGEST_NUMBER;
        let stays = || self.stays(last, first) && length <= LONGEST;
        is_one_number || !last.is_empty() && (stays() || self.ends(last, first) && length <= LONGEST + LONGEST_END)
    }

    /// Returns true if a word belongs to the number or the family name before it: "2025 г.", "10 млн руб.", "Сидорова С.С.".
    fn ends(&self, before: &str, word: &str) -> bool {
        let listed = word.trim_end_matches([',', ';', ':', ')', '»', '!', '?']);
        let is_numeral = before.ends_with(|c: char| c.is_ascii_digit())
            || !before.is_empty() && before.chars().all(|c| "IVXLC".contains(c));
        let is_after_number = self.to_numbers.contains(listed) && (is_numeral || self.to_numbers.contains(before));
        is_after_number || is_family_name(before) && is_initials_after(listed)
    }

    /// Returns whether two words are parts of one date: "May 6–7, 2025", "16 de mayo de 2025", "mars 2025".
    fn are_of_a_date(&self, before: &str, word: &str, was_joined: bool) -> bool {
        let is_month = |word: &str| self.months.contains(opened(word));
        is_month(before) && (word.starts_with(|c: char| c.is_ascii_digit()) || was_joined && word == OF)
            || was_joined
                && (before == OF && (is_month(word) || is_year(word)) || before.ends_with(',') && is_year(word))
    }

    /// Returns whether a word is one that a name or number follows, also after an elision: "l’article".
    fn is_before_names(&self, word: &str) -> bool {
        let word = opened(word);
        let after_elision =
            word.split_once(['’', '\'']).filter(|(elided, _)| elided.chars().count() <= LONGEST_ELISION);
        self.to_names.contains(word) || after_elision.is_some_and(|(_, word)| self.to_names.contains(word))
    }

    /// Returns true if no line ends between the two.
    fn stays(&self, word: &str, next: &str) -> bool {
        let is_before_names = self.is_before_names(word);
        let word = opened(word);
        let next = next.trim_start_matches(['(', '“', '‘', '«', '„', '"', '\'']);
        let Some(first) = next.chars().next() else { return false };
        // No line begins with a dash or a dot that parts what is before and after it.
        if ["–", "—", "·", "-", "/"].contains(&next) {
            return true;
        }
        let is_counted = first.is_alphabetic() || "%‰°€£$¥".contains(first);
        let is_digit = first.is_ascii_digit();
        is_number(figure(word)) && (is_counted || is_group(next))
            || is_ordinal(word) && first.is_alphabetic()
            // "J. Smith", "article L. 5211-10"
            || is_initial(word) && (first.is_uppercase() || word.ends_with('.') && is_digit)
            // "7 h 12"
            || word == "h" && is_digit
            || (is_currency(word) || NUMBER_SIGNS.contains(&word)) && is_digit
            || is_number(word) && is_between(next)
            || word.len() <= SHORT && word.chars().all(char::is_lowercase) && is_year(next)
            || is_before_names && (first.is_numeric() || first.is_alphabetic() && !first.is_lowercase())
            || is_before_names && word.starts_with(char::is_uppercase) && PARTICLES.contains(&next)
            || self.to_words.contains(word)
    }
}

/// The most letters before the apostrophe of an elision: "qu’".
const LONGEST_ELISION: usize = 2;

/// A word without the marks before it.
fn opened(word: &str) -> &str {
    word.trim_start_matches(['(', '[', '“', '‘', '«', '„', '"', '\'', '¿', '¡', '–', '—'])
}

/// Returns whether a number stands before a word that it may count.
fn is_figure_and_word(before: &str, word: &str) -> bool {
    let is_more_of_number = LATIN_NUMBERS.contains(&word.trim_end_matches(|c: char| !c.is_alphabetic()));
    is_number(figure(before)) && word.starts_with(char::is_alphabetic) && !is_more_of_number
}

/// Returns whether a word may be a family name in Cyrillic letters, where initials may follow it.
fn is_family_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|c| is_cyrillic(c) && c.is_uppercase())
        && letters.clone().next().is_some()
        && letters.all(|c| is_cyrillic(c) && c.is_lowercase() || c == '-')
}

/// "С.", "С.С.".
fn is_initials_after(word: &str) -> bool {
    let mut parts = word.split_inclusive('.').peekable();
    let is_initial = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(|c| is_cyrillic(c) && c.is_uppercase()) && letters.as_str() == "."
    };
    parts.peek().is_some() && parts.all(is_initial)
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{4ff}').contains(&c)
}

/// A year, with the mark that may follow it.
fn is_year(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',', ';', ':', ')', '?', '!', '’', '”', '»']);
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number that a word ends with; in Chinese others stand close before it.
fn number_at_the_end(word: &str) -> &str {
    let others = word.trim_end_matches(|c: char| c.is_ascii_digit() || ".,".contains(c));
    if others.ends_with(|c: char| c.is_ascii_alphanumeric()) { "" } else { &word[others.len()..] }
}

/// A number without the signs before it: "−5", "€9", "(12".
fn figure(word: &str) -> &str {
    word.trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// Words of so few letters go with a year: "in 2024", "de 2023".
const SHORT: usize = 3;

/// Signs that stand before a number, in all languages: those for "number", and those of arithmetic ("soit + 3,1 %").
const NUMBER_SIGNS: [&str; 17] =
    ["§", "§§", "№", "Nº", "nº", "N°", "n°", "N.º", "n.º", "+", "−", "±", "≈", "<", ">", "≤", "≥"];

/// Returns whether a word stands between two numbers: the dash of a range, a sign of arithmetic.
fn is_between(word: &str) -> bool {
    ["–", "×", "±", "=", "≈", "<", ">", "≤", "≥"].contains(&word)
}

/// "15", "1,250", "10:00–13:00"; no year.
fn is_number(word: &str) -> bool {
    let of_digits = |c: char| c.is_ascii_digit() || ".,:–-/".contains(c);
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    !is_year(word) && is_digit(word.chars().next()) && is_digit(word.chars().next_back()) && word.chars().all(of_digits)
}

/// Returns whether digits continue a number, whatever follows them: "631" of "9 192 631 770", "000美元"; "15" of "6.626 070 15".
fn is_group(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3 || digits == 2 && word[2..].chars().all(|c| ".,;:)".contains(c))
}

/// "3rd", "1er", "2.º".
fn is_ordinal(word: &str) -> bool {
    const ENDS: [&str; 12] = ["st", "nd", "rd", "th", "er", "re", "e", "º", "ª", ".º", ".ª", "°"];
    let end = word.trim_start_matches(|c: char| c.is_ascii_digit());
    end.len() < word.len() && ENDS.contains(&end)
}

/// A code of ISO 4217.
fn is_currency(word: &str) -> bool {
    matches!(word.len(), 2 | 3) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}
