//! The names of days and months of a language, and words that mean one.

use crate::check::passage::Passage;
use crate::edition::DayNames;
use crate::finding::plain_letters;

/// The fewest letters of an abbreviation.
const SHORTEST: usize = 3;
/// The most letters of an abbreviation of a weekday: "Thurs".
const LONGEST_SHORT: usize = 5;
/// The letters that a word has more than the stem of a name, at most: "вторником".
const MOST_OF_FORM: usize = 2;
/// Abbreviations that are words: "the board sat 16 April", "The Sun, 16 April".
const OTHER_WORDS: [&str; 8] = ["sun", "sat", "wed", "jeu", "mer", "mar", "lun", "vie"];

/// The names of days and months in a language.
pub(super) struct Names {
    /// The language, without its region.
    pub(super) language: String,
    /// The days of the week, that of Monday first, as they are printed.
    pub(super) weekdays: Vec<String>,
    plain_weekdays: Vec<String>,
    /// Months by the words of each of their names.
    months: Vec<(i8, Vec<String>)>,
}

impl Names {
    pub(super) fn of(names: &DayNames) -> Self {
        let words = |name: &str| name.split_whitespace().map(plain).collect::<Vec<_>>();
        let months =
            (1..).zip(&names.months).flat_map(|(month, all)| all.split('/').map(move |one| (month, words(one))));
        Self {
            language: names.language.clone(),
            weekdays: names.weekdays.clone(),
            plain_weekdays: names.weekdays.iter().map(|name| plain(name)).collect(),
            months: months.filter(|(_, words)| !words.is_empty()).collect(),
        }
    }

    /// The weekday that a word is the name of, or another form; that of Monday is 0; and whether it is an abbreviation.
    pub(super) fn weekday(&self, passage: &Passage<'_>, at: usize) -> Option<(usize, bool)> {
        let typed = passage.word(at);
        // Shorter ones are no names.
        typed.chars().nth(SHORTEST - 1)?;
        let word = plain(typed);
        let whole = self.plain_weekdays.iter().position(|name| *name == word || is_form(name, &word));
        let is_marked = typed.starts_with(char::is_uppercase) || passage.after(at).starts_with('.');
        let may_be_short = typed.chars().count() <= LONGEST_SHORT && is_marked && !OTHER_WORDS.contains(&word.as_str());
        whole.map(|day| (day, false)).or_else(|| {
            let mut begun = (0..).zip(&self.plain_weekdays).filter(|(_, name)| may_be_short && name.starts_with(&word));
            let only = begun.next()?.0;
            begun.next().is_none().then_some((only, true))
        })
    }

    /// The month whose name begins at a word, and how many words it has.
    pub(super) fn month(&self, passage: &Passage<'_>, at: usize) -> Option<(i8, usize)> {
        let begins = |name: &[String]| {
            at + name.len() <= passage.len() && (at..).zip(name).all(|(at, word)| plain(passage.word(at)) == *word)
        };
        if let Some((month, name)) =
            self.months.iter().filter(|(_, name)| begins(name)).max_by_key(|(_, name)| name.len())
        {
            return Some((*month, name.len()));
        }
        let word = plain(passage.word(at));
        if word.chars().count() < SHORTEST {
            return None;
        }
        let mut begun = self.months.iter().filter(|(_, name)| name.len() == 1 && name[0].starts_with(&word));
        let only = begun.next()?.0;
        begun.all(|(month, _)| *month == only).then_some((only, 1))
    }
}

/// Returns whether a word is another form of a name: "среду", "вторника".
fn is_form(name: &str, word: &str) -> bool {
    let stem = name.trim_end_matches(['а', 'е', 'я']);
    let more = word.strip_prefix(stem).map(|more| more.chars().count());
    name.starts_with(|c: char| ('а'..='я').contains(&c)) && more.is_some_and(|more| more <= MOST_OF_FORM)
}

/// A word as it is compared: in small letters, without accents, and without the signs that Arabic may leave out. In Arabic, June and
/// July end in either of two letters.
fn plain(word: &str) -> String {
    plain_letters(word).replace('ـ', "").replace('ى', "ي").replace('ه', "و")
}
