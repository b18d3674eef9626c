//! The title of the next meeting, from that of the one before it: the next number, month or year in place of the former.

use crate::finding::ordinal_ending;

/// What is known of two meetings that follow each other.
pub(super) struct Change<'a> {
    /// Years of the former and of the next meeting.
    pub(super) years: (i16, i16),
    /// Months of both in the language of the title, if they are known.
    pub(super) months: Option<(&'a str, &'a str)>,
    /// The names of the body, whose words do not change: "Second Committee".
    pub(super) names: &'a [&'a str],
}

/// Ordinal numbers as titles have them, from 1 to 12.
const ORDINALS: [&str; 11] = [
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
    "première deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième",
    "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième",
    "primera segunda tercera cuarta quinta sexta séptima octava novena décima undécima duodécima",
    "primer segundo tercer cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo",
    "первое второе третье четвертое пятое шестое седьмое восьмое девятое десятое одиннадцатое двенадцатое",
    "первая вторая третья четвертая пятая шестая седьмая восьмая девятая десятая одиннадцатая двенадцатая",
    "第一 第二 第三 第四 第五 第六 第七 第八 第九 第十 第十一 第十二",
    "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر",
    "الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة",
    "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo",
];

impl Change<'_> {
    /// The next title. Numbers in words begin again in a title that states another year; numbers in digits go on.
    pub(super) fn retitled(&self, title: &str) -> String {
        let (former, next) = self.years;
        let (former, next) = (former.to_string(), next.to_string());
        let years = find(title, &former).filter(|_| former != next);
        let dated = years.map_or(title.to_owned(), |at| replaced(title, at, &former, &next));
        let month = self.months.and_then(|(former, next)| {
            let pairs = [(former.to_owned(), next.to_owned()), (capital(former), capital(next))];
            pairs.into_iter().find_map(|(former, next)| Some(replaced(&dated, find(&dated, &former)?, &former, &next)))
        });
        month
            .or_else(|| self.next_ordinal(&dated, years.is_some()))
            .unwrap_or_else(|| if years.is_some() { dated.clone() } else { next_number(&dated) })
    }

    /// The title with the next ordinal number in words, or the first of the year.
    fn next_ordinal(&self, title: &str, begins_again: bool) -> Option<String> {
        let lower = title.to_lowercase();
        // Where letters have more bytes in lower case, positions would differ.
        if lower.len() != title.len() {
            return None;
        }
        ORDINALS.iter().find_map(|list| {
            let words: Vec<&str> = list.split(' ').collect();
            let longest_first = (0..words.len()).rev();
            let (at, number) = longest_first.into_iter().find_map(|at| Some((find(&lower, words[at])?, at)))?;
            let is_name = self.names.iter().any(|name| find(&name.to_lowercase(), words[number]).is_some());
            let next = if begins_again { words[0] } else { words.get(number + 1)? };
            let is_capital = title[at..].starts_with(char::is_uppercase);
            let next = if is_capital { capital(next) } else { (*next).to_owned() };
            (!is_name).then(|| replaced(title, at, words[number], &next))
        })
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn replaced(text: &str, at: usize, former: &str, next: &str) -> String {
    format!("{}{next}{}", &text[..at], &text[at + former.len()..])
}

/// The position of a word that is not a part of a longer one.
fn find(text: &str, word: &str) -> Option<usize> {
    let joins = |one: char, other: char| {
        let is_letter = |c: char| c.is_alphabetic() && !('\u{2e80}'..='\u{9fff}').contains(&c);
        (one.is_ascii_digit() && other.is_ascii_digit()) || (is_letter(one) && is_letter(other))
    };
    let is_whole = |at: &usize| {
        let (before, after) = (text[..*at].chars().next_back(), text[at + word.len()..].chars().next());
        let (first, last) = (word.chars().next(), word.chars().next_back());
        !before.zip(first).is_some_and(|(one, other)| joins(one, other))
            && !last.zip(after).is_some_and(|(one, other)| joins(one, other))
    };
    text.match_indices(word).map(|(at, _)| at).find(is_whole)
}

/// A title with the next number, if it has one that is not a year.
fn next_number(title: &str) -> String {
    const YEARS: std::ops::RangeInclusive<u32> = 1900..=2199;
    let is_digit = |c: char| c.is_ascii_digit();
    let mut at = 0;
    while let Some(start) = title[at..].find(is_digit).map(|found| at + found) {
        let end = title[start..].find(|c| !is_digit(c)).map_or(title.len(), |found| start + found);
        if let Some(number) = title[start..end].parse::<u32>().ok().filter(|number| !YEARS.contains(number)) {
            let number = number.saturating_add(1);
            let rest = &title[end..];
            let after = ["st", "nd", "rd", "th"].iter().find_map(|ending| rest.strip_prefix(ending));
            let after = after.filter(|rest| !rest.starts_with(char::is_alphanumeric));
            return match after {
                Some(rest) => format!("{}{number}{}{rest}", &title[..start], ordinal_ending(number.into())),
                None => format!("{}{number}{rest}", &title[..start]),
            };
        }
        at = end;
    }
    title.to_owned()
}
