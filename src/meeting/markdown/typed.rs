//! The extent of what is typed in a line: web addresses, ids, raised characters, cells.

/// Bytes of the id at the start of `text`: see [`crate::meeting::Id`].
pub(super) fn id_length(text: &str) -> usize {
    if !text.starts_with(|c: char| c.is_ascii_lowercase()) {
        return 0;
    }
    let run = text.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')).unwrap_or(text.len());
    text[..run].find("--").unwrap_or(text[..run].trim_end_matches('-').len())
}

/// Returns whether a reference can begin after a text: an at sign there is that of no address. Letters of scripts without capitals
/// stand directly before references: "见@plan".
pub(crate) fn may_precede_reference(text: &str) -> bool {
    let is_of_address = |c: char| c.is_numeric() || c.is_uppercase() || c.is_lowercase() || "\\@._-/".contains(c);
    !text.ends_with(is_of_address)
}

/// Bytes of the form at the start of `text`, in which a reference is printed.
pub(super) fn form_length(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(text.len())
}

/// The characters between two marks that stand above or below the line: `^2^`. They are a few, and none is a space.
pub(super) fn raised(text: &str, mark: char) -> Option<&str> {
    const MOST: usize = 12;
    let inside = text.strip_prefix(mark)?;
    let end = inside.char_indices().take(MOST + 1).find(|(_, c)| *c == mark)?.0;
    let inside = &inside[..end];
    (!inside.is_empty() && !inside.contains(char::is_whitespace)).then_some(inside)
}

/// The schemes of pages of the web.
const PAGES: [&str; 2] = ["https://", "http://"];

fn begins_with(text: &str, scheme: &str) -> bool {
    text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

/// Returns whether a link leads to the web, or to somebody's mail.
pub(super) fn is_web_address(url: &str) -> bool {
    PAGES.into_iter().chain(["mailto:"]).any(|scheme| begins_with(url, scheme))
}

/// Elements of HTML that people type into Markdown.
const ELEMENTS: &str = "a abbr b big blockquote body br center code dd del details div dl dt em font h1 h2 h3 h4 hr html i iframe img \
    ins kbd li mark ol p pre s script small span strong style sub summary sup table td th tr u ul";

/// Returns whether a text in angle brackets is HTML: `<name at example dot org>` is not.
pub(super) fn is_html(text: &str) -> bool {
    let name = text.trim_start().trim_start_matches('<').trim_start_matches('/');
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    text.trim_start().starts_with("<!") || ELEMENTS.split(' ').any(|element| element.eq_ignore_ascii_case(name))
}

/// Bytes of the web address at the start of `text`, without marks that end a sentence; 0 if there is none.
pub(super) fn address_length(text: &str, before: Option<char>) -> usize {
    let Some(scheme) = PAGES.into_iter().find(|scheme| begins_with(text, scheme)) else { return 0 };
    if before.is_some_and(char::is_alphanumeric) || !text[scheme.len()..].starts_with(char::is_alphanumeric) {
        return 0;
    }
    let ends = |c: char| c.is_whitespace() || c.is_control() || "<>\"“”«»（）、。，".contains(c);
    let mut address = &text[..text.find(ends).unwrap_or(text.len())];
    let opened = address.matches('(').count();
    let mut closed = address.matches(')').count();
    while let Some(last) = address.chars().next_back() {
        match last {
            ')' if opened < closed => closed -= 1,
            // Marks that come in pairs are a part of it: `…/__init__`.
            '*' | '_' | '~' if address.matches(last).count().is_multiple_of(2) => break,
            _ if "?!.,:;*_~'’".contains(last) => {}
            _ => break,
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address.len()
}

/// The cells that are typed in a row of a table.
pub(super) fn cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut escaped = false;
    let mut ends = 0;
    for c in row.chars() {
        ends += usize::from(c == '|' && !escaped);
        escaped = c == '\\' && !escaped;
    }
    // A last mark closes the last cell.
    let is_closed = row.ends_with('|') && !row.ends_with("\\|");
    ends + usize::from(!is_closed)
}
