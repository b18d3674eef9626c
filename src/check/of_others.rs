//! Whether a typed number is one of another body, meeting or document: "item 76 of its provisional agenda", "Annex 7 to the
//! Chicago Convention", "la décision 5 de la Conférence".

use super::passage::{Passage, is_in};

/// Words after a number that say of what it is; an annex is also one to something.
const OF: &str = "of from on de du des del al";
const OF_AN_ANNEX: &str = "to à au aux";
const AGENDAS: &str = "agenda ordre l'ordre l’ordre orden temario programa";
/// The last word of an agenda of several words: "ordre du jour", "orden del día".
const DAY: &str = "jour día";
/// Words that say of an agenda, or of a meeting, only that it is this one.
const PLAIN: &str = "the this present current today's today’s provisional proposed draft revised annotated adopted le la l' l’ \
                   ce cette présent présente provisoire annoté projet d'aujourd'hui d’aujourd’hui el este esta hoy presente \
                   actual anotado proyecto d’ of de del du";
const MEETINGS: &str = "meeting session sitting réunion séance reunión sesión junta";
/// Documents of a meeting, of which annexes and sections are.
const RECORDS: &str =
    "minutes report record agenda pack procès compte rapport acta actas informe l'ordre l’ordre orden";
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
    if is_of_another(passage, at + 2, kind) || is_by_another(passage, at) {
        return Ownership::OfAnother;
    }
    if kind == Numbered::Annex && (follows_name(passage, at) || is_divided(passage, at + 2)) {
        return Ownership::Doubtful;
    }
    let first = passage.start_of_sentence(at, &['.', ';', '!', '?'], 40);
    let ends = |at: &usize| passage.after(*at).contains(['.', ';', '!', '?']) || passage.after(*at).contains("\n\n");
    let last = (at + 1..passage.len()).take(40).find(ends).unwrap_or(passage.len() - 1);
    let words = || (first..=last).map(|at| lower(passage, at));
    let is_other = |word: String| is_in(OTHER, &word);
    if words().any(is_other) || (first..=last).any(|at| is_agenda(passage, at) && is_another_agenda(passage, first, at))
    {
        return Ownership::Doubtful;
    }
    Ownership::Own
}

/// Returns whether a name or a number stands right before it, or shortly before a comma or parenthesis: "MARPOL Annex 5", "resolution 5
/// of the Assembly, annex 2", "the 2011 agreement (annex 9)".
fn follows_name(passage: &Passage<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let first = match passage.after(before).trim() {
        "" => before,
        "," | "(" => passage.start_of_sentence(before, &[',', '.', ';', ':', '!', '?', '(', ')'], 4),
        _ => return false,
    };
    let is_acronym =
        |word: &str| word.chars().count() > 2 && word.chars().all(char::is_uppercase) && !passage.is_shouted;
    (first..=before).any(|at| {
        let word = passage.word(at);
        is_capital(passage, at) || is_acronym(word) || word.starts_with(char::is_numeric)
    })
}

/// Returns whether a part of it is named: "annex 9, paragraph 3".
fn is_divided(passage: &Passage<'_>, at: usize) -> bool {
    at + 1 < passage.len() && passage.before(at) == ", " && passage.word(at + 1).starts_with(char::is_numeric)
}

/// Returns whether the words from here on say of what it is, and not of this meeting: "point 5 du rapport".
fn is_of_another(passage: &Passage<'_>, at: usize, kind: Numbered) -> bool {
    let word = lower(passage, at);
    let is_joined = at < passage.len() && passage.before(at).chars().all(char::is_whitespace);
    let is_of = is_in(OF, &word) || kind == Numbered::Annex && is_in(OF_AN_ANNEX, &word);
    // "Annexes 2 to 4"
    let is_range = passage.word(at + 1).starts_with(char::is_numeric);
    if !is_joined || !is_of || is_range {
        return false;
    }
    let after = at + 1;
    if let Some(agenda) = (after..after + 4).find(|at| is_agenda(passage, *at)) {
        return kind == Numbered::Item && is_another_agenda(passage, after, agenda);
    }
    // "The Board decided on item 9 on Monday": only with an agenda are these words ones that say of what it is.
    let is_loose = ["on", "from", "al"].contains(&word.as_str());
    let of_a_record = (after..after + 4).any(|at| is_in(RECORDS, &lower(passage, at)));
    match kind {
        Numbered::Item => !is_loose && !is_this_meeting(passage, after),
        Numbered::Decision => !is_loose && !of_a_record && !is_this_meeting(passage, after),
        Numbered::Section | Numbered::Annex => !is_loose && !of_a_record,
    }
}

/// Returns whether the words before it say whose it is: "its decision 5", "Council decision 5", "the April agenda, item 9".
fn is_by_another(passage: &Passage<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|at| passage.after(*at).trim_matches([' ', ',']).is_empty()) else {
        return false;
    };
    match before.checked_sub(1).filter(|_| is_agenda(passage, before)) {
        Some(owner) => is_owner(passage, owner),
        None => passage.after(before) == " " && !is_agenda(passage, before) && is_owner(passage, before),
    }
}

/// Returns whether the agenda at a word, which is spoken of from `first` on, is not this one: "its agenda", "the agenda of the Assembly".
fn is_another_agenda(passage: &Passage<'_>, first: usize, agenda: usize) -> bool {
    let is_modified = agenda > first && is_owner(passage, agenda - 1)
        || agenda > first + 1 && is_in(PLAIN, &lower(passage, agenda - 1)) && is_owner(passage, agenda - 2);
    let mut at = agenda + 1;
    if is_in(DAY, &lower(passage, at + 1)) {
        at += 2;
    }
    while at < agenda + 4 && is_in(PLAIN, &lower(passage, at)) && !is_in(OF, &lower(passage, at)) {
        at += 1;
    }
    let goes_on = at < passage.len() && passage.before(at).chars().all(char::is_whitespace);
    let word = lower(passage, at);
    let is_of = ["of", "for", "de", "du", "des", "del", "from"].contains(&word.as_str());
    is_modified || goes_on && is_in(OTHER, &word) || goes_on && is_of && !is_this_meeting(passage, at + 1)
}

/// Returns whether the words from here on are of this meeting: "the present session", and not "the session of the Assembly".
fn is_this_meeting(passage: &Passage<'_>, at: usize) -> bool {
    let mut at = at;
    let first = at;
    while at < first + 3 && is_in(PLAIN, &lower(passage, at)) {
        at += 1;
    }
    if !is_in(MEETINGS, &lower(passage, at)) {
        // "d’aujourd’hui", "de hoy"
        return at > first && ["hoy", "d'aujourd'hui", "d’aujourd’hui"].contains(&lower(passage, at - 1).as_str());
    }
    let next = lower(passage, at + 1);
    let goes_on = at + 1 < passage.len() && passage.after(at).chars().all(char::is_whitespace);
    !goes_on || !is_in(OTHER, &next) && !is_in(OF, &next)
}

/// Returns whether a word says whose or which something is: "its", "Council", "March’s", "previous".
fn is_owner(passage: &Passage<'_>, at: usize) -> bool {
    let word = lower(passage, at);
    if is_in(PLAIN, &word) {
        return false;
    }
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

fn is_agenda(passage: &Passage<'_>, at: usize) -> bool {
    is_in(AGENDAS, &lower(passage, at))
}

/// The word in small letters; the empty text past the end.
fn lower(passage: &Passage<'_>, at: usize) -> String {
    passage.word(at).to_lowercase()
}
