//! Calendar files (RFC 5545): lines unfolded, texts with their escapes undone.

use super::within::{Piece, Sink, Within};

/// Names of properties and values that the format defines.
const OF_THE_FORMAT: &str = "BEGIN CONFIRMED CANCELLED DATE DAYLIGHT DESCRIPTION DTEND DTSTAMP DTSTART END LOCATION PRODID \
    SEQUENCE STANDARD STATUS SUMMARY TENTATIVE TRANSP TRANSPARENT TZID TZOFFSETFROM TZOFFSETTO UID URL \
    VALUE VCALENDAR VERSION VEVENT VTIMEZONE";

/// Gives all lines, without the words that the format defines.
pub(super) fn pieces(text: &str, sink: &mut Sink<'_>) {
    let unfolded = text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    let mut words = String::new();
    for line in unfolded.lines() {
        let (head, value) = line.split_once(':').unwrap_or(("", line));
        // An embedded file, whose encoding is not decoded here.
        if head.to_ascii_uppercase().contains("ENCODING=") {
            sink(Within::Attachment, Piece::Unread);
        }
        let of_format = |part: &&str| OF_THE_FORMAT.split(' ').any(|word| word == *part);
        let value =
            Some(value).filter(|value| !(matches!(head, "BEGIN" | "END" | "STATUS" | "TRANSP") && of_format(value)));
        for part in head.split([';', '=']).filter(|part| !of_format(part)).chain(value) {
            words.push_str(&unescaped(part));
            words.push('\n');
        }
    }
    sink(Within::Text, Piece::Words(&words));
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => match characters.next() {
                Some('n' | 'N') => out.push('\n'),
                other => out.extend(other),
            },
            c => out.push(c),
        }
    }
    out
}
