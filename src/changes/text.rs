//! Changes as text for people.

use crate::compare::in_marks;
use crate::document::{StableNumber, shortened};
use crate::edition::{
    Change, Changes, EditionChanges, FilePage, LanguageOrder, Numbered, Renumbered, What, one_line, with_dashes,
};
use crate::finding::count;

/// The most characters of a text that is shown whole.
const SHOWN: usize = 400;
/// The most numbers that are named.
const NUMBERS: usize = 8;

/// Changes in words, edition by edition.
pub fn in_words(changes: &Changes) -> String {
    let mut lines = Vec::new();
    if let Some(LanguageOrder { before, after }) = &changes.languages {
        let order = format!("  {:<9}from {} to {}", What::Moved.name(), before.join(", "), after.join(", "));
        lines.extend(["Languages".to_owned(), order]);
    }
    for edition in changes.editions.iter().filter(|edition| !edition.is_empty()) {
        if changes.editions.len() > 1 {
            lines.extend([String::new(), format!("Edition `{}`", edition.language)]);
        }
        match edition.is_new {
            Some(true) => lines.push("  this edition is new".to_owned()),
            Some(false) => lines.push("  this edition is no longer there".to_owned()),
            None => of_edition(edition, &mut lines),
        }
    }
    if !changes.files.is_empty() {
        lines.extend([String::new(), "Files".to_owned()]);
        lines.extend(changes.files.iter().map(|file| format!("  {:<9}{}", file.what.name(), file.item)));
    }
    lines.join("\n").trim_start_matches('\n').to_owned()
}

fn of_edition(edition: &EditionChanges, lines: &mut Vec<String>) {
    let (mut document, mut item) = (None, None);
    for change in &edition.changes {
        let title = if change.is_of_time { "The meeting, times and places" } else { change.title.as_str() };
        if document != Some(title) {
            lines.extend([String::new(), title.to_owned()]);
            (document, item) = (Some(title), None);
        }
        if item != Some(change.item.as_str()) && !change.item.is_empty() {
            lines.push(format!("  {}", short(&change.item)));
            item = Some(change.item.as_str());
        }
        lines.push(format!("    {:<9}{}", change.what.name(), told(change)));
    }
    let numbers = Numbered::ALL.into_iter().filter_map(|of| renumbered(edition, of));
    let numbers: Vec<String> = numbers.collect();
    if !numbers.is_empty() {
        lines.push(String::new());
        lines.extend(numbers);
    }
}

/// Numbers of a kind, in a line.
fn renumbered(edition: &EditionChanges, of: Numbered) -> Option<String> {
    let numbers: Vec<_> = edition.numbers.iter().filter(|one| one.of == of).filter_map(Renumbered::bare).collect();
    let named = numbers.iter().take(NUMBERS).map(|(before, after)| format!("{before} is now {after}"));
    let mut named = named.collect::<Vec<_>>().join(", ");
    if numbers.len() > NUMBERS {
        named.push_str(&format!(" and {}", count(numbers.len() - NUMBERS, "other")));
    }
    let lead = match of {
        Numbered::Item => "Items renumbered",
        Numbered::Paragraph => "Paragraphs renumbered",
        Numbered::Other => "Renumbered",
    };
    (!numbers.is_empty()).then(|| format!("{lead}: {named}"))
}

fn told(change: &Change) -> String {
    let (before, after) = (change.before.as_deref().map(short), change.after.as_deref().map(short));
    let words = match (change.what, before, after) {
        (What::Moved, before, after) if change.page.is_none() => {
            let word = if change.is_elsewhere { "in" } else { "after" };
            let place = |title: Option<String>| title.map_or("first".to_owned(), |title| format!("{word} “{title}”"));
            format!("was {}, is now {}", place(before), place(after))
        }
        (What::Redrawn, _, after) => {
            format!("{} (the same words, but for emphasis, a picture or an address)", after.unwrap_or_default())
                .trim()
                .to_owned()
        }
        // Where cells are empty, what stands in which is seen only in whole rows.
        (_, before, after) if change.shows_empty_cells() => {
            let side = |text: Option<String>, marks: [&str; 2]| {
                text.map(|text| marks[0].to_owned() + &with_dashes(&text) + marks[1]).unwrap_or_default()
            };
            side(before, ["[-", "-]"]) + &side(after, ["{+", "+}"])
        }
        _ if !change.words.is_empty() => short(&in_marks(&change.words)),
        (_, before, after) => {
            let before = before.map(|before| format!("[-{before}-]")).unwrap_or_default();
            before + &after.map(|after| format!("{{+{after}+}}")).unwrap_or_default()
        }
    };
    let also = match change.also.is_empty() {
        true => String::new(),
        false => format!(" (also in: {})", change.also.join(", ")),
    };
    let running = if change.is_running { "on each page: " } else { "" };
    let page = page_in_words(change) + if words.is_empty() || change.page.is_none() { "" } else { ": " };
    let printed = |number: &Option<StableNumber>, page: Option<usize>| {
        number.as_ref().map(ToString::to_string).or_else(|| page.map(|page| page.to_string()))
    };
    let old = printed(&change.old_number, change.old_page);
    let pages = match (old, printed(&change.new_number, change.new_page)) {
        (Some(old), Some(new)) => format!(" (page {old} before, page {new} now)"),
        (Some(old), None) => format!(" (page {old} before)"),
        (None, Some(new)) => format!(" (page {new} now)"),
        (None, None) => String::new(),
    };
    format!("{running}{page}{words}{also}{pages}")
}

/// The page of an annex, by the number that is stamped on it: pages of all its files are counted together.
fn page_in_words(change: &Change) -> String {
    let number = |stamped: &Option<StableNumber>, page: Option<usize>| {
        page.map(|page| stamped.as_ref().map_or_else(|| page.to_string(), ToString::to_string))
    };
    let FilePage { before, after } = change.page.unwrap_or_default();
    match (number(&change.old_sheet, before), number(&change.new_sheet, after)) {
        (Some(before), Some(after)) if before != after => format!("page {after} of the annex (was {before})"),
        (_, Some(page)) | (Some(page), None) => format!("page {page} of the annex"),
        (None, None) => String::new(),
    }
}

/// A text in a line, not too long.
fn short(text: &str) -> String {
    shortened(&one_line(text), SHOWN)
}
