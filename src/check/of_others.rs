//! Whether a typed number is one of another body, meeting or document: "item 76 of its provisional agenda", "Annex 7 to the
//! Chicago Convention", "la décision 5 de la Conférence".

use super::passage::{Passage, is_in};

/// Words after a number that say of what it is; an annex is also one to something.
const OF: &str = "of from de du des del";
const OF_AN_ANNEX: &str = "to à au aux al";
/// What may stand after these and is ours, if nothing says that it is of another; parted by `|`.
const OWN: &str = "the agenda|the minutes|the present|the annotated agenda|the provisional agenda|today’s agenda|this|these|\
                   l’ordre du jour|l'ordre du jour|le présent|la présente|présent|orden del día|temario|la presente|el presente|este";
/// The words of the longest of these and of what follows, at most.
const LONGEST: usize = 9;
/// Words that say of a meeting or agenda that it is another.
const OTHER: &str = "previous last earlier preceding prior next future forthcoming précédent précédente précédents précédentes \
                   dernier dernière antérieur antérieure prochain prochaine anterior anteriores pasado pasada último última \
                   próximo próxima precedente";
const POSSESSIVES: &str = "its their his her sa son ses leur leurs su sus your votre vuestro";

/// The kinds of numbered things.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Numbered {
    Annex,
    Item,
    Decision,
    /// Of the minutes.
    Section,
}

/// How sure it is that a number is one of ours.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ownership {
    /// The words beside it say that it is one of another.
    OfAnother,
    /// The sentence speaks of another meeting, agenda or document.
    Doubtful,
    /// Nothing speaks of another.
    Own,
}

/// Returns whose a number is, of which the word for its kind is at `at`.
pub(super) fn ownership(passage: &Passage<'_>, at: usize, kind: Numbered) -> Ownership {
    if is_of_another(passage, after_numbers(passage, at + 2), kind) || is_by_another(passage, at) {
        return Ownership::OfAnother;
    }
    let may_be_of_a_document = matches!(kind, Numbered::Annex | Numbered::Item);
    // "The invoice (item 9)"
    let is_in_parentheses = passage.before(at).trim_end().ends_with('(') && passage.after(at + 1).starts_with(')');
    if may_be_of_a_document && (follows_name(passage, at) || is_divided(passage, at + 2))
        || kind == Numbered::Item && is_in_parentheses
    {
        return Ownership::Doubtful;
    }
    let first = passage.start_of_sentence(at, &['.', ';', '!', '?'], 40);
    let ends = |at: &usize| passage.after(*at).contains(['.', ';', '!', '?']) || passage.after(*at).contains("\n\n");
    let last = (at + 1..passage.len()).take(40).find(ends).unwrap_or(passage.len() - 1);
    // "The tenth session’s agenda had nine items, and item 9 was never reached."
    let is_owned = |at: usize| at > first && lower(passage, at) == "agenda" && is_owner(passage, at - 1);
    match (first..=last).any(|at| is_in(OTHER, &lower(passage, at)) || is_owned(at)) {
        true => Ownership::Doubtful,
        false => Ownership::Own,
    }
}

/// Returns whether a name or a number stands right before it, or shortly before a comma or parenthesis: "MARPOL Annex 5", "resolution 5
/// of the Assembly, annex 2", "the 2011 agreement (annex 9)", "in list C, item 9".
fn follows_name(passage: &Passage<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let first = match passage.after(before).trim() {
        "" => before,
        "," | "(" => passage.start_of_sentence(before, &[',', '.', ';', ':', '!', '?', '(', ')'], 4),
        _ => return false,
    };
    let is_acronym =
        |word: &str| word.chars().count() != 2 && word.chars().all(char::is_uppercase) && !passage.is_shouted;
    (first..=before).any(|at| {
        let word = passage.word(at);
        is_capital(passage, at) || is_acronym(word) || word.starts_with(char::is_numeric)
    })
}

/// The first word from here on after more numbers of the same kind: "items 2, 3 and 4", "Annexes 2 to 4".
fn after_numbers(passage: &Passage<'_>, mut at: usize) -> usize {
    let is_number = |at: usize| passage.word(at).starts_with(char::is_numeric);
    loop {
        at += match () {
            () if is_number(at) && passage.before(at).trim() == "," => 1,
            () if is_number(at + 1)
                && passage.word(at).chars().count() <= SHORT
                && passage.before(at).trim().is_empty() =>
            {
                2
            }
            () => return at,
        };
    }
}

/// The letters of a word between two numbers, at most: "and".
const SHORT: usize = 3;

/// Returns whether a part of it is named: "annex 9, paragraph 3".
fn is_divided(passage: &Passage<'_>, at: usize) -> bool {
    at + 1 < passage.len() && passage.before(at) == ", " && passage.word(at + 1).starts_with(char::is_numeric)
}

/// Returns whether the words from here on say of what it is, and not of this meeting: "point 5 du rapport".
fn is_of_another(passage: &Passage<'_>, at: usize, kind: Numbered) -> bool {
    let word = lower(passage, at);
    let is_of = is_in(OF, &word) || kind == Numbered::Annex && is_in(OF_AN_ANNEX, &word);
    let is_joined = at < passage.len() && passage.before(at).chars().all(char::is_whitespace);
    is_joined && is_of && !is_own_agenda(passage, at + 1)
}

/// Returns whether the words from here on name what is ours.
fn is_own_agenda(passage: &Passage<'_>, at: usize) -> bool {
    let Some(last) = passage.len().checked_sub(1).filter(|last| at <= *last) else { return false };
    is_ours(&passage.plain[passage.range(at, last.min(at + LONGEST))].to_lowercase())
}

/// "the agenda", "the agenda of the present session", and not "the agenda of the ninth session".
fn is_ours(text: &str) -> bool {
    let Some(rest) = OWN.split('|').find_map(|own| text.strip_prefix(own)) else { return false };
    let rest = rest.strip_prefix(' ').unwrap_or_default();
    let (next, after) = rest.split_once(|c: char| !c.is_alphanumeric()).unwrap_or((rest, ""));
    match is_in(OF, next) {
        true => is_ours(after),
        false => next != "for" && !is_in(OTHER, next) && !next.starts_with(char::is_numeric),
    }
}

/// Returns whether the words before it say whose it is: "its decision 5", "Council decision 5", "the April agenda, item 9".
fn is_by_another(passage: &Passage<'_>, at: usize) -> bool {
    let word_before = |at: usize| at.checked_sub(1).filter(|at| passage.after(*at).trim_matches([' ', ',']).is_empty());
    let Some(before) = word_before(at) else {
        // "Non-Annex 9 Parties"
        return at > 0 && passage.before(at) == "-";
    };
    match passage.word(before).to_lowercase().as_str() {
        "agenda" => word_before(before).is_some_and(|owner| is_owner(passage, owner)),
        _ => passage.after(before) == " " && is_owner(passage, before),
    }
}

/// Returns whether a word says whose or which something is: "its", "Council", "March’s", "previous".
fn is_owner(passage: &Passage<'_>, at: usize) -> bool {
    let word = lower(passage, at);
    let is_genitive = word.ends_with("'s") || word.ends_with("’s") || word.ends_with("s’");
    is_genitive || is_in(POSSESSIVES, &word) || is_in(OTHER, &word) || is_capital(passage, at)
}

/// Returns whether a word has a capital letter that no sentence or line gives it.
fn is_capital(passage: &Passage<'_>, at: usize) -> bool {
    let word = passage.word(at);
    let mut letters = word.chars();
    let is_upper = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
    let before = if at == 0 { "" } else { passage.before(at) };
    let is_first = at == 0 || before.contains(['.', ':', ';', '!', '?', '\n', '(', '“', '«', '¿', '¡', '"', '–', '—']);
    is_upper && !is_first && !passage.is_shouted
}

/// The word in small letters; the empty text past the end.
fn lower(passage: &Passage<'_>, at: usize) -> String {
    passage.word(at).to_lowercase()
}
