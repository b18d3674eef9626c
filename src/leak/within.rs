//! The parts of a file, and the pieces in which they are searched.

/// The part of a file in which a secret was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Within {
    /// The name of a file in the zip.
    FileName,
    /// A comment of the zip or of a file in it.
    ZipComment,
    /// Bytes of the zip that belong to no file.
    ZipRest,
    /// The bytes of a file as they are.
    Bytes,
    /// Text that people read.
    Text,
    /// Attributes, comments and addresses of HTML, XML and SVG.
    Markup,
    /// A `data:` address.
    DataAddress,
    /// The keys or values of JSON.
    Json,
    /// The manifest of the pack.
    Manifest,
    /// A stream of a PDF, unpacked.
    Stream,
    /// The metadata of a file.
    Metadata,
    /// Texts in the structure of a PDF: alternative and actual texts, titles of elements.
    Structure,
    /// A bookmark.
    Outline,
    /// A named destination.
    Destination,
    /// A page label.
    Label,
    /// A layer.
    Layer,
    /// An annotation.
    Annotation,
    /// A field of a form.
    Form,
    /// An address that is linked to, or an action.
    Link,
    /// A file inside the file, or its name.
    Attachment,
    /// A name of a PDF.
    Name,
    /// Another string of a PDF.
    String,
}

impl Within {
    /// The name in findings, for use after "in".
    pub fn name(self) -> &'static str {
        match self {
            Self::FileName => "the file name",
            Self::ZipComment => "a comment of the zip",
            Self::ZipRest => "bytes between the files",
            Self::Bytes => "the bytes",
            Self::Text => "the text",
            Self::Markup => "an attribute or comment",
            Self::DataAddress => "a file inside an address",
            Self::Json => "a JSON value",
            Self::Manifest => "the manifest",
            Self::Stream => "a stream",
            Self::Metadata => "the metadata",
            Self::Structure => "an alternative text",
            Self::Outline => "a bookmark",
            Self::Destination => "a named destination",
            Self::Label => "a page label",
            Self::Layer => "the name of a layer",
            Self::Annotation => "a comment or note",
            Self::Form => "a form field",
            Self::Link => "a link",
            Self::Attachment => "an attachment",
            Self::Name => "an internal name",
            Self::String => "an internal text",
        }
    }
}

/// A piece of a file.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    /// Text: everything is searched for in it.
    Words(&'a str),
    /// Ids, keys and addresses: everything is searched for in it, except words of formats.
    Code(&'a str),
    /// Words of formats, or bytes that are not text: single words are searched for only if they are long or unusual.
    Fabric(&'a [u8]),
    /// Bytes that are also searched in another way, such as the content streams of a PDF. Here words are broken into parts, so only runs
    /// of words, unchanged needles, and words with figures are searched for.
    Remains(&'a [u8]),
    /// A file inside the file, by its name.
    File(&'a str, &'a [u8]),
    /// A part that could not be read.
    Unread,
}

/// Receives the pieces of a file.
pub(super) type Sink<'a> = dyn FnMut(Within, Piece<'_>) + 'a;
