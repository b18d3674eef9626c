//! What label and template files have for those who write them, and no document says.
//!
//! A name that a comment has as an example is no open word: nobody who gets a pack reads it. Its words that begin with a small letter stay,
//! since they are words of the language, and say nothing.

use super::label_files::NUMBER_WORDS;

/// A file without its words for numbers, and without the names and figures in its comments.
pub(super) fn without_unread(name: &str, text: &str) -> String {
    match name.rsplit('.').next() {
        Some("ftl") => of_labels(text),
        Some("typ") => {
            let is_comment = |line: &str| line.trim_start().starts_with("//");
            let lines = text.split_inclusive('\n');
            lines.map(|line| if is_comment(line) { plain_words(line) + "\n" } else { line.to_owned() }).collect()
        }
        Some("css") => between(text, "/*", "*/"),
        _ => between(text, "{#", "#}"),
    }
}

/// Labels without those that are words for numbers.
fn of_labels(text: &str) -> String {
    let mut is_of_numbers = false;
    let mut kept = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        is_of_numbers = line.starts_with(NUMBER_WORDS) || is_of_numbers && line.starts_with([' ', '\t']);
        match line.starts_with('#') {
            true => kept.push_str(&(plain_words(line) + "\n")),
            false if is_of_numbers => {}
            false => kept.push_str(line),
        }
    }
    kept
}

/// A text in which comments between two marks have only their plain words.
fn between(text: &str, begin: &str, end: &str) -> String {
    let (mut kept, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, behind)) = rest.split_once(begin) {
        let (comment, after) = behind.split_once(end).unwrap_or((behind, ""));
        kept.extend([before, " ", plain_words(comment).as_str(), " "]);
        rest = after;
    }
    kept + rest
}

/// The words that begin with a small letter and have nothing but letters.
fn plain_words(comment: &str) -> String {
    let bare = comment.split_whitespace().map(|word| word.trim_matches(|c: char| c.is_ascii_punctuation()));
    let plain = bare.filter(|word| word.starts_with(char::is_lowercase) && word.chars().all(char::is_alphabetic));
    plain.collect::<Vec<_>>().join(" ")
}
