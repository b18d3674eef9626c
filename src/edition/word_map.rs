//! Where the texts of a Word file are written: what it says of itself, so that changes in it find their way back.

use std::ops::Range;

/// The way back from a Word file: for each of its paragraphs the texts that it is made of, and the values that these come from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordMap {
    /// The identifier of the document: the pack, the language and the file.
    pub ident: String,
    /// The kind of the document: `minutes`.
    pub document: String,
    /// Its language as a BCP 47 tag.
    pub language: String,
    /// The digest (SHA-256, hexadecimal) of what it says as it was printed.
    pub digest: String,
    /// The values that its texts come from, in the order in which they are printed first.
    pub values: Vec<WordValue>,
    /// Its paragraphs, in the order of the file.
    pub anchors: Vec<WordAnchor>,
    /// The addresses that its links lead to outside of the pack; none if it does not state them, as maps of earlier versions of the program.
    pub addresses: Option<Vec<String>>,
}

/// A value of a JSON file of the workspace: a string, or another value that derived words come from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordValue {
    /// The path of the file in the workspace.
    pub file: String,
    /// Where it stands in the file: a JSON pointer (RFC 6901).
    pub pointer: String,
    /// The same with the ids of objects in the place of their positions: it stays when something is inserted before.
    pub id_path: String,
    /// The digest (SHA-256, hexadecimal) of a string, decoded, or of another value as it is written.
    pub sha256: String,
}

/// A paragraph that has a bookmark.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordAnchor {
    /// The name of its bookmark.
    pub name: String,
    /// The bookmark around the mark of the note that it is in.
    pub note: Option<String>,
    /// Its texts, in order.
    pub pieces: Vec<WordPiece>,
    /// Its level in its list, counted from 0; none if it is in no list.
    pub level: Option<u32>,
    /// Its pictures.
    pub pictures: Vec<WordPicture>,
    /// Its links to what is outside of the pack.
    pub links: Vec<WordLink>,
    /// How it is set: its style, whether it has a number or a bullet, and what it stands in. A file does not say it.
    pub shape: String,
}

/// A picture of a paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordPicture {
    /// Its name.
    pub name: String,
    /// The digest (SHA-256, hexadecimal) of its file.
    pub sha256: String,
    /// The words that describe it.
    pub alt: String,
}

/// A link of a paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordLink {
    /// What it leads to.
    pub address: String,
    /// The letters of the paragraph that are linked.
    pub letters: Range<usize>,
}

/// A text of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordPiece {
    /// The text as it is printed.
    pub text: String,
    /// The number of the value that it comes from, counted from 0.
    pub value: Option<usize>,
    /// The label that it is made of.
    pub label: Option<String>,
    /// How it comes from its value.
    pub kind: WordPieceKind,
}

/// How a text of a Word file comes from a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordPieceKind {
    /// It stands there as it is printed.
    Prose,
    /// It is derived: a number, a date, a name, a label.
    Derived,
    /// It stands there as a reference, `@id`.
    Reference {
        /// The bookmark that its link leads to.
        name: String,
        /// What is written: `@work-plan:title`.
        to: String,
    },
}

impl WordMap {
    /// The namespace of the map in a Word file. Its number changes if its elements do.
    pub const NAMESPACE: &'static str = "urn:packwright:word-map:1";

    /// Returns whether an address is that of a page or a mailbox, and not of a file of the pack.
    pub fn is_outside(address: &str) -> bool {
        ["http://", "https://", "mailto:"].iter().any(|scheme| address.starts_with(scheme))
    }

    /// The pack that the document is of.
    pub fn pack(&self) -> &str {
        self.ident.split('/').next().unwrap_or_default()
    }

    /// The audience that it was made for; none if everybody gets the same.
    pub fn audience(&self) -> Option<&str> {
        self.ident.split('/').nth(1).filter(|part| *part != self.language)
    }

    /// The name of the bookmark that has the digest: word processors that lose the map keep it. Names have 40 characters at most.
    pub fn digest_bookmark(&self) -> String {
        const DIGITS: usize = 36;
        format!("_pwD{}", self.digest.get(..DIGITS).unwrap_or(&self.digest))
    }
}

impl WordAnchor {
    /// The text of the paragraph as it is printed.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }
}

/// The positions, counted in characters, of the letters and digits of a text in Markdown that are printed: addresses of links and
/// marks of notes are not.
///
/// ```
/// use packwright::edition::printed_letters;
///
/// assert_eq!(printed_letters("*a* b[^1] [c](d)"), [1, 4, 11]);
/// assert_eq!(printed_letters(r"\[a\](b)"), [2, 6]);
/// ```
pub fn printed_letters(markdown: &str) -> Vec<usize> {
    let chars: Vec<char> = markdown.chars().collect();
    let mut letters = Vec::with_capacity(chars.len());
    let mut at = 0;
    while at < chars.len() {
        // A sign after a backslash begins nothing.
        if chars[at] == '\\' && chars.get(at + 1).is_some_and(char::is_ascii_punctuation) {
            at += 2;
            continue;
        }
        let closes = match (chars[at], chars.get(at + 1)) {
            ('[', Some('^')) => Some(']'),
            (']', Some('(')) => Some(')'),
            _ => None,
        };
        // A mark of a note or an address is short, and on one line.
        let end = closes.and_then(|closes| {
            let rest = chars[at..].iter().take(2000).take_while(|c| **c != '\n');
            rest.enumerate().skip(2).find(|(_, c)| **c == closes).map(|(length, _)| at + length)
        });
        match end {
            Some(end) => at = end,
            None if chars[at].is_alphanumeric() => letters.push(at),
            None => {}
        }
        at += 1;
    }
    letters
}
