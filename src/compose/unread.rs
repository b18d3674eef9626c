//! What label and template files have for those who write them, and no document says.
//!
//! A name that a comment has as an example is no open word: nobody who gets a pack reads it. Its words that begin with a small letter stay,
//! since they are words of the language, and say nothing.

/// A file without the names and figures in its comments.
pub(super) fn without_unread(name: &str, text: &str) -> String {
    match name.rsplit('.').next() {
        Some("ftl") => by_lines(text, |line| line.starts_with('#')),
        Some("typ") => by_lines(text, |line| line.trim_start().starts_with("//")),
        Some("css") => between(text, "/*", "*/"),
        _ => between(text, "{#", "#}"),
    }
}

/// A text in which lines that are comments have only their plain words.
fn by_lines(text: &str, is_comment: fn(&str) -> bool) -> String {
    let lines = text.split_inclusive('\n');
    lines.map(|line| if is_comment(line) { plain_words(line) + "\n" } else { line.to_owned() }).collect()
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
