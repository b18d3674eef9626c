//! Characters that nobody sees: they change the order in which a text is read, or make a name that looks like another.

/// A hyphen that is printed only at the end of a line.
pub const SOFT_HYPHEN: char = '\u{ad}';
/// The description of that hyphen.
pub const OF_SOFT_HYPHEN: &str = "a hyphen that is seen only at the end of a line";

/// The invisible characters of a text: the offset of each, and what it is.
pub fn invisible(text: &str) -> impl Iterator<Item = (usize, char, &'static str)> {
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t'));
    let looked_at = if is_plain { "" } else { text };
    let is_right_to_left = looked_at.chars().any(|c| c.is_alphabetic() && is_right_to_left(c));
    let mut before = ' ';
    looked_at.char_indices().filter_map(move |(at, c)| {
        let between = (std::mem::replace(&mut before, c), looked_at[at + c.len_utf8()..].chars().next().unwrap_or(' '));
        Some((at, c, hidden(c, between, is_right_to_left)?))
    })
}

/// The description of a blank that is none of JSON's, or of a character that nobody sees, outside of a text; none of what is seen.
pub fn foreign_blank(c: char) -> Option<&'static str> {
    match c {
        ' ' | '\n' | '\r' | '\t' => None,
        '\u{a0}' | '\u{202f}' => Some("a space at which no line ends"),
        '\u{85}' | '\u{2028}' | '\u{2029}' => Some("which breaks the line"),
        SOFT_HYPHEN => Some(OF_SOFT_HYPHEN),
        c => hidden(c, (' ', ' '), false).or_else(|| c.is_whitespace().then_some("a space of another width")),
    }
}

/// An invisible character by its number, with what it is.
pub fn name_of_invisible(c: char, what: &str) -> String {
    format!("`U+{:04X}`, {what}", u32::from(c))
}

/// A text in which characters are named that nobody sees, or sees only at the end of a line: `[U+202E]`.
pub fn with_hidden_named(text: &str) -> String {
    let (mut named, mut from) = (String::with_capacity(text.len()), 0);
    for (at, c, _) in invisible(text) {
        named.push_str(&text[from..at]);
        named.push_str(&format!("[U+{:04X}]", u32::from(c)));
        from = at + c.len_utf8();
    }
    (named + &text[from..]).replace(SOFT_HYPHEN, "[U+00AD]")
}

/// Returns true if nothing of a text is seen where it is printed: it is empty, or has only blanks and invisible characters.
pub fn shows_nothing(text: &str) -> bool {
    let alone = |c: char| hidden(c, (' ', ' '), false).is_some();
    text.chars()
        .all(|c| c.is_whitespace() || matches!(c, SOFT_HYPHEN | '\u{fe00}'..='\u{fe0f}' | '\u{2800}') || alone(c))
}

/// The description of an invisible character; none if it is visible, or is needed where it is.
fn hidden(c: char, (before, after): (char, char), is_right_to_left: bool) -> Option<&'static str> {
    // Arabic, the scripts of India, emoji.
    let joins = before >= '\u{590}' && after >= '\u{590}';
    let is_without_spaces =
        |c: char| matches!(c, '\u{e00}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}');
    match c {
        '\u{202a}' | '\u{202b}' | '\u{202c}' => Some("which embeds a text of another direction"),
        '\u{202d}' | '\u{202e}' => Some("which changes the direction of the text after it"),
        '\u{2066}'..='\u{2069}' => Some("which isolates a text of another direction"),
        '\u{200e}' | '\u{200f}' | '\u{61c}' if !is_right_to_left => Some("a mark of direction"),
        '\u{200c}' | '\u{200d}' if !joins => Some("a joiner without width"),
        '\u{200b}' if !(is_without_spaces(before) && is_without_spaces(after)) => Some("a space without width"),
        '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{feff}' | '\u{180e}' | '\u{34f}' => {
            Some("without width")
        }
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => Some("a letter without a shape"),
        '\u{2028}' | '\u{2029}' => Some("which breaks the line"),
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => Some("a mark for programs"),
        '\n' | '\r' | '\t' => None,
        c if c.is_control() => Some("a control character"),
        _ => None,
    }
}

/// Returns true for letters, and marks on letters, of Hebrew, Arabic and the scripts beside them.
pub fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}
