//! The parts of a file, and the pieces in which they are searched.

use crate::finding::choice;

choice! {
    /// The part of a file in which a secret was found; its name stands in findings after "in".
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Within {
        /// The name of a file in the zip.
        FileName = "the file name",
        /// A comment of the zip or of a file in it.
        ZipComment = "a comment of the zip",
        /// Bytes of the zip that belong to no file.
        ZipRest = "bytes between the files",
        /// The bytes of a file as they are.
        Bytes = "the bytes",
        /// Text that people read.
        Text = "the text",
        /// Attributes, comments and addresses of HTML, XML and SVG.
        Markup = "an attribute or comment",
        /// A `data:` address.
        DataAddress = "a file inside an address",
        /// The keys or values of JSON.
        Json = "a JSON value",
        /// The manifest of the pack.
        Manifest = "the manifest",
        /// A stream of a PDF, unpacked.
        Stream = "a stream",
        /// The metadata of a file.
        Metadata = "the metadata",
        /// Texts in the structure of a PDF: alternative and actual texts, titles of elements.
        Structure = "an alternative text",
        /// A bookmark.
        Outline = "a bookmark",
        /// A named destination.
        Destination = "a named destination",
        /// A page label.
        Label = "a page label",
        /// A layer.
        Layer = "the name of a layer",
        /// An annotation.
        Annotation = "a comment or note",
        /// A field of a form.
        Form = "a form field",
        /// An address that is linked to, or an action.
        Link = "a link",
        /// A file inside the file, or its name.
        Attachment = "an attachment",
        /// A name of a PDF.
        Name = "an internal name",
        /// Another string of a PDF.
        String = "an internal text",
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
