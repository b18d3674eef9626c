//! The names of days and months, as the label files have them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use jiff::civil;

use super::labels::Labels;
use super::templates::FOLDER;
use crate::edition::DayNames;
use crate::meeting::{Date, Language, Meeting};
use crate::workspace::{Files, embedded};

/// The names by the texts of the label files that they are from: most packs of a run have them in common.
static KNOWN: Mutex<BTreeMap<Vec<String>, DayNames>> = Mutex::new(BTreeMap::new());
/// The number of languages that are kept.
const KEPT: usize = 32;

/// A year and a day of which no month has anything in its name.
const YEAR: i16 = 2021;
const DAY: i8 = 5;

/// Returns the names of days and months in the languages of a pack.
pub fn day_names(meeting: &Meeting, files: &dyn Files) -> Vec<DayNames> {
    let set = meeting.style().own_templates().map(|set| set.as_str());
    meeting.definition.editions().iter().map(|language| of_files(language, set, files)).collect()
}

fn of_files(language: &Language, set: Option<&str>, files: &dyn Files) -> DayNames {
    let general = Language::new(language.general());
    let mut texts = Vec::new();
    for tag in std::iter::once(&general).chain(Some(language).filter(|tag| **tag != general)) {
        let path = Labels::path(tag);
        let of_set = set.map(|set| path.replacen(FOLDER, &format!("{FOLDER}/{set}"), 1));
        let own =
            [Some(&path), of_set.as_ref()].into_iter().flatten().filter_map(|path| files.read(path).ok().flatten());
        let all = embedded(&path).map(<[u8]>::to_vec).into_iter().chain(own);
        texts.extend(all.filter_map(|text| String::from_utf8(text).ok()));
    }
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(names) = known.get(&texts) {
        return names.clone();
    }
    let names = of_language(language.general(), &Labels::of_texts(language, &texts));
    if known.len() >= KEPT {
        known.clear();
    }
    known.insert(texts, names.clone());
    names
}

fn of_language(language: &str, labels: &Labels) -> DayNames {
    // A date is printed whole, since languages inflect: "8 февраля", and "февраль".
    let day = |month| labels.date(Date::Day(civil::date(YEAR, month, DAY)));
    let month = |month| labels.date(Date::Month(YEAR, month));
    let (days, months) = (differing((1..=12).map(day)), differing((1..=12).map(month)));
    let joined = |(day, month): (String, String)| if day == month { day } else { format!("{day}/{month}") };
    DayNames {
        language: language.to_owned(),
        months: days.into_iter().zip(months).map(joined).collect(),
        // 4 January 2021 was a Monday.
        weekdays: (4..=10).map(|day| labels.weekday(civil::date(YEAR, 1, day))).collect(),
    }
}

/// The words of each text that not all of them have, if they have no figures.
fn differing(texts: impl Iterator<Item = String>) -> Vec<String> {
    let texts: Vec<String> = texts.collect();
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<BTreeSet<_>>();
    let common = texts.iter().map(|text| words(text)).reduce(|all, one| &all & &one).unwrap_or_default();
    let own = |text: &String| {
        let own = text.split_whitespace().filter(|word| !common.contains(*word)).collect::<Vec<_>>().join(" ");
        if own.contains(char::is_numeric) { String::new() } else { own }
    };
    texts.iter().map(own).collect()
}
