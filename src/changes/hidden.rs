//! Hidden parts of texts, which nobody reads: emphasis, addresses of links, digests of pictures. Of them, words that are struck out can be
//! read, and are no longer in force.

use std::ops::Range;

/// What stands around hidden parts of a text, and where emphasis ends.
pub(super) const HIDDEN: char = '\u{1}';
/// Elements in a line that say something by themselves.
pub(super) const EMPHASIS: [&str; 8] = ["em", "strong", "s", "sub", "sup", "code", "del", "ins"];
/// The elements whose words are struck out.
const STRUCK: [&str; 2] = ["s", "del"];
/// The length of the digest of a picture, in bytes.
const DIGEST: usize = 64;

/// Adds words; blanks are folded.
pub(super) fn put(to: &mut String, text: &str) {
    for c in text.chars() {
        match c.is_whitespace() && c != '\u{a0}' {
            true if to.is_empty() || to.ends_with(' ') => {}
            true => to.push(' '),
            false => to.push(c),
        }
    }
}

/// Returns where words of a text are struck out, whatever emphasis or link is within. `whole` is the text with its hidden parts.
pub(super) fn struck(text: &str, whole: &str) -> Vec<Range<usize>> {
    let (mut shown, mut rest) = (String::new(), whole);
    // What is open, how much of it is struck out, and what was found.
    let (mut open, mut strikes, mut found) = (Vec::new(), 0, Vec::new());
    while let Some((before, behind)) = rest.split_once(HIDDEN) {
        put(&mut shown, before);
        let hidden = behind.split_once(HIDDEN);
        rest = match hidden.filter(|(name, _)| is_name(name) || is_address(name)) {
            Some((address, behind)) if is_address(address) => behind,
            Some((name, behind)) => {
                let is_strike = STRUCK.contains(&name);
                strikes += usize::from(is_strike);
                open.push((is_strike, shown.len()));
                behind
            }
            None if is_picture(behind) => &behind[DIGEST..],
            None => {
                if let Some((true, from)) = open.pop() {
                    strikes -= 1;
                    found.extend((strikes == 0).then_some(from..shown.len()));
                }
                behind
            }
        };
    }
    put(&mut shown, rest);
    let Some(cut) = shown.find(text) else { return Vec::new() };
    let end = cut + text.len();
    let in_text = found.into_iter().map(|at| at.start.clamp(cut, end) - cut..at.end.clamp(cut, end) - cut);
    in_text.filter(|at| !text[at.clone()].trim().is_empty()).collect()
}

/// Returns whether a hidden part of a text is the address of a link.
pub(super) fn is_address(part: &str) -> bool {
    (part.contains("://") || part.starts_with("mailto:")) && !part.contains(' ')
}

/// Returns whether a hidden part is the name of an element whose end is marked, or of one around the whole block.
fn is_name(hidden: &str) -> bool {
    EMPHASIS.contains(&hidden) || hidden == "blockquote"
}

/// Returns whether a text begins with the digest of a picture, and what the picture shows.
fn is_picture(text: &str) -> bool {
    let digest = text.split_once('[').map(|(digest, _)| digest);
    digest.is_some_and(|digest| digest.len() == DIGEST && digest.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
