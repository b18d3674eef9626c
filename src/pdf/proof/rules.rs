//! The rules of PDF/A-2 and PDF/UA-1 in words for people who have to correct a file in their office program. The validator's
//! own words are for programmers ("rendered CID 1 width -0.000 in its embedded CIDFontType0C program") and are not shown.

/// Clauses of ISO 19005-2 and what is wrong with a file that breaks one. A clause that is not listed is worded as the one that it
/// is part of.
const ARCHIVAL: &[(&str, &str)] = &[
    ("6.1", "the file is not written as the standard asks"),
    ("6.1.2", "the beginning of the file is not written as the standard asks"),
    ("6.1.3", "the end of the file is not written as the standard asks, or the file is encrypted"),
    ("6.1.4", "the table of contents of the file is not written as the standard asks"),
    ("6.1.6", "a text is stored in a form that the standard does not allow"),
    ("6.1.7", "data are stored in a form that the standard does not allow"),
    ("6.1.7.1", "data have another length than the file states, or lie in another file"),
    ("6.1.7.2", "data are compressed in a way that the standard does not allow"),
    ("6.1.8", "a name is stored in a form that the standard does not allow"),
    ("6.1.9", "a part of the file is not written as the standard asks"),
    ("6.1.10", "a picture in the text is compressed in a way that the standard does not allow"),
    ("6.1.12", "the file restricts what readers may do in a way that the standard does not allow"),
    ("6.1.13", "a number, text or page is larger than the standard allows"),
    ("6.2", "pages are drawn in a way that the standard does not allow"),
    ("6.2.2", "a page is drawn with a command or a part that the standard does not know"),
    ("6.2.3", "the colour profile for printing is missing or not allowed"),
    ("6.2.4", "colours are used that look different from device to device"),
    ("6.2.4.2", "a colour profile is damaged or not allowed"),
    ("6.2.4.3", "colours have no colour profile, so they look different from device to device"),
    ("6.2.4.4", "a spot colour is not defined as the standard asks"),
    ("6.2.5", "a setting for drawing (such as a half-tone) is not allowed"),
    ("6.2.6", "the way in which colours are to be matched is not allowed"),
    ("6.2.7", "a picture is stored in a form that the standard does not allow"),
    ("6.2.8", "a picture is stored in a form that the standard does not allow"),
    ("6.2.9", "a part of a page is taken from elsewhere, which the standard does not allow"),
    ("6.2.10", "something is transparent, and the file does not say in which colours it is blended"),
    ("6.2.11", "a font is not embedded as the standard asks"),
    ("6.2.11.3", "a font with many characters is embedded without what is needed to read it"),
    ("6.2.11.4", "a font is not embedded, or not all of it that is needed"),
    ("6.2.11.5", "letters have other widths in a font than the file states"),
    ("6.2.11.6", "a font does not say which letter is which"),
    ("6.2.11.7", "text cannot be searched or copied: a font does not say which letters its signs are"),
    ("6.2.11.7.3", "text cannot be read aloud: signs of a private kind are used without their words"),
    ("6.2.11.8", "a letter is used that its font does not have"),
    ("6.3", "a note, link or other mark on a page is not allowed"),
    ("6.3.1", "a page has a sound, a film or another mark that the standard does not allow"),
    ("6.3.2", "a note, link or other mark on a page is hidden or not printed"),
    ("6.3.3", "a note, field or other mark on a page does not say how it looks"),
    ("6.4", "a form is not allowed"),
    ("6.4.1", "a form does not say how its fields look, or acts by itself"),
    ("6.4.2", "a form is of a kind that only one program shows (XFA)"),
    ("6.4.3", "a signature does not cover the whole file"),
    ("6.5", "something happens when a reader opens or clicks it, which the standard does not allow"),
    ("6.6", "the description of the file (title, author, dates) is missing or damaged"),
    ("6.6.4", "the file does not claim to meet the standard"),
    ("6.7", "the file is not tagged as the standard asks"),
    ("6.7.2", "the file does not say that it is tagged"),
    ("6.7.3", "a part of a page is not tagged, or with a tag that is not known"),
    ("6.7.3.4", "a tag is not known, and the file does not say what it stands for"),
    ("6.7.4", "a language is not stated, or not by its code"),
    ("6.8", "a file is attached that is not allowed"),
    ("6.9", "layers are not described as the standard asks"),
    ("6.10", "pages change by themselves, as in a slide show"),
    ("6.11", "the file asks for something that a reader has to have"),
];

/// The same for ISO 14289-1. Fonts (7.21) are worded as in PDF/A.
const ACCESSIBLE: &[(&str, &str)] = &[
    ("5", "the file does not claim to meet the standard"),
    ("6", "the file is not written as the standard asks"),
    ("7", "those who listen to the file do not hear everything"),
    ("7.1", "a part of a page is not tagged, so it is not read aloud or cannot be skipped"),
    ("7.1:8", "the file has no description (title, author)"),
    ("7.1:9", "the file has no title"),
    ("7.1:10", "the file does not ask readers to show its title in place of its name"),
    ("7.1:11", "the file is not tagged at all"),
    ("7.2", "lists, tables or languages are not tagged as the standard asks"),
    ("7.3", "a picture has no description for those who do not see it"),
    ("7.4", "the levels of headings are not in order"),
    ("7.5", "a table does not say which of its cells are headings"),
    ("7.7", "a formula has no description for those who do not see it"),
    ("7.9", "a footnote is not marked so that it can be distinguished from others"),
    ("7.10", "layers are not described as the standard asks"),
    ("7.11", "an attached file has no name"),
    ("7.15", "a form is of a kind that only one program shows (XFA)"),
    ("7.16", "the file is locked against programs that read aloud"),
    ("7.18", "a link, note or other mark on a page is not tagged"),
    ("7.18.1", "a link, note or other mark on a page has no description, or is not tagged"),
    ("7.18.2", "a page has marks for the printer that are not allowed"),
    ("7.18.3", "the order in which the tab key goes through a page is not that of the tags"),
    ("7.18.4", "a field of a form is not tagged"),
    ("7.18.5", "a link is not tagged, or has no description"),
    ("7.18.6", "a film or sound does not say what it is"),
    ("7.18.8", "a page has marks for the printer that are read aloud"),
    ("7.20", "a part that is used several times is not tagged, or taken from another file"),
];

/// Describes a rule such as `ISO 19005-2:2011:6.2.11.5:1`.
pub(super) fn words(rule: &str) -> &'static str {
    let mut parts = rule.splitn(4, ':');
    let standard = parts.next().unwrap_or_default();
    let (clause, test) = (parts.nth(1).unwrap_or_default(), parts.next().unwrap_or_default());
    let of_font = clause.strip_prefix("7.21").map(font_clause);
    match (standard, of_font) {
        ("ISO 14289-1", None) => look_up(ACCESSIBLE, &format!("{clause}:{test}")),
        (_, Some(clause)) => look_up(ARCHIVAL, clause),
        _ => look_up(ARCHIVAL, clause),
    }
    .unwrap_or("a rule of the standard is broken")
}

/// The clause of ISO 19005-2 that says of fonts what one of ISO 14289-1 says.
fn font_clause(rest: &str) -> &'static str {
    match rest.split('.').nth(1) {
        Some("3") => "6.2.11.3",
        Some("4") => "6.2.11.4",
        Some("5") => "6.2.11.5",
        Some("6") => "6.2.11.6",
        Some("7") => "6.2.11.7",
        Some("8") => "6.2.11.8",
        _ => "6.2.11",
    }
}

/// The words for a clause, or for the narrowest clause that it is part of.
fn look_up(table: &[(&str, &'static str)], clause: &str) -> Option<&'static str> {
    let is_part =
        |of: &str| clause.strip_prefix(of).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', ':']));
    table.iter().filter(|(of, _)| is_part(of)).max_by_key(|(of, _)| of.len()).map(|(_, words)| *words)
}
