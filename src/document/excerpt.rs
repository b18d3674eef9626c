//! Parts of texts that are too long to be shown whole. They end and begin with whole words where the text has spaces.

/// The first words of a text, in at most so many characters: the whole text if it is no longer.
///
/// ```
/// use packwright::document::beginning;
///
/// assert_eq!(beginning("Report of the Committee", 12), "Report of");
/// ```
#[must_use]
pub fn beginning(text: &str, most: usize) -> &str {
    let Some((end, next)) = text.char_indices().nth(most) else { return text };
    let cut = &text[..end];
    if next == ' ' {
        return cut.trim_end();
    }
    // A word that fills half of it is not left out whole.
    match cut.rfind(' ').filter(|space| *space >= end / 2) {
        Some(space) => cut[..space].trim_end(),
        None => cut,
    }
}

/// The last words of a text, in at most so many characters.
#[must_use]
pub fn ending(text: &str, most: usize) -> &str {
    let Some(start) = text.char_indices().rev().nth(most.saturating_sub(1)).map(|(start, _)| start) else {
        return text;
    };
    let cut = &text[start..];
    if text[..start].is_empty() || text[..start].ends_with(' ') {
        return cut.trim_start();
    }
    match cut.find(' ').filter(|space| *space <= cut.len() / 2) {
        Some(space) => cut[space..].trim_start(),
        None => cut,
    }
}

/// The first words of a text, with a sign that there are more.
///
/// ```
/// use packwright::document::shortened;
///
/// assert_eq!(shortened("Report of the Committee", 12), "Report of…");
/// assert_eq!(shortened("Report", 12), "Report");
/// ```
#[must_use]
pub fn shortened(text: &str, most: usize) -> String {
    match beginning(text, most) {
        all if all.len() == text.len() => all.to_owned(),
        words => format!("{}…", words.trim_end_matches([',', ';', ':', '、', '，', '،'])),
    }
}
