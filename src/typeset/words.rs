//! Translates the engine's messages into our words.
//!
//! Messages are recognized by their beginnings, because the engine gives no codes. Unknown messages are reported without their
//! words: an officer sees the place, and authors of templates can run `typst` itself.

/// A message in our words, and the hint.
pub(super) struct Words {
    pub(super) message: String,
    pub(super) hint: &'static str,
}

const LOOK: &str = "check this line of the template";

/// Beginnings of messages, what we say (`{}` is what follows the beginning), and what to do.
const KNOWN: &[(&str, &str, &str)] = &[
    ("unknown variable: ", "there is no function or value `{}`", "correct the name, or import the shape that has it"),
    (
        "file not found",
        "this file is not among the templates",
        "correct the path; templates can only use files in `templates/`",
    ),
    ("unknown font family: ", "there is no font family `{}`", "add it to `fonts/`, or name one that is there"),
    (
        "missing argument: ",
        "the argument `{}` is missing",
        "give it; what an attribute of an element gives has a name and a default in the function, as in `tone: none`",
    ),
    ("unresolved import", "the imported file has nothing of this name", "correct the name"),
    ("unexpected argument: ", "there is no argument `{}`", "remove it, or correct its name"),
    ("unexpected argument", "there is an argument too many", "remove it"),
    ("dictionary does not contain key ", "there is no entry {}", "correct the key"),
    ("array index out of bounds", "the list is shorter than that", "ask for its length first"),
    ("array is empty", "the list is empty", "ask for its length first"),
    (
        "failed to load linked image",
        "this picture shows another file, which is not shown",
        "put everything into the picture itself",
    ),
    ("failed to parse SVG", "this picture is not a readable SVG", "save it again, without links to other files"),
    ("failed to parse ", "the file does not have the right format", LOOK),
    ("failed to decode image", "this is not a readable picture", "use PNG, JPEG or SVG"),
    ("failed to load file", "this file cannot be read", LOOK),
    ("unclosed delimiter", "a bracket is not closed", "close it"),
    ("unexpected closing ", "a bracket is closed that was not opened", "remove it, or open it before"),
    ("unclosed string", "a text is not ended", "end it with a quotation mark"),
    ("maximum function call depth exceeded", "functions of the template call each other without end", LOOK),
    ("maximum show rule depth exceeded", "rules of the template apply to themselves without end", LOOK),
    ("maximum layout depth exceeded", "blocks are nested too deeply", LOOK),
    ("infinite loop detected", "this loop does not end", LOOK),
    ("loop seems to be infinite", "this loop does not end", LOOK),
    (
        "document did not converge",
        "the layout does not become stable: what is printed depends on where it is printed",
        "look for page numbers, states or counters that change the length of a text",
    ),
    (
        "value of ",
        "the layout does not become stable: a counter or state changes what it counts",
        "look for page numbers, states or counters that change the length of a text",
    ),
    (
        "a measured element did not stabilize",
        "the layout does not become stable: a size depends on itself",
        "look for page numbers, states or counters that change the length of a text",
    ),
    ("link anchor assigned", "the layout does not become stable: a link moves its own destination", LOOK),
    ("occurs multiple times", "two things have the same label", "give each a label of its own"),
    ("label `", "nothing has the label `{}", "put the label on something that is printed"),
    ("content labelled multiple times", "one thing has two labels", "remove one"),
    ("this import has no effect", "this import has no effect", "remove it"),
    ("assertion failed", "what the template demands is not so", LOOK),
    ("panicked", "the template stops with an error", LOOK),
    ("type ", "this value has no such part: type {}", LOOK),
    ("cannot ", "this cannot be done with these values: cannot {}", LOOK),
    (
        "missing alt text",
        "a picture or formula has no description for people who cannot see it",
        "give it `alt: \"…\"`",
    ),
    ("missing document language", "the document states no language", "set it: `#set text(lang: …)`"),
    ("missing document title", "the document has no title", "give `document` its `title`"),
    ("missing heading title", "a heading is empty", "give it words, or remove it"),
    (
        "the first heading must be of level 1",
        "the first heading of a document has to be of level 1",
        "begin with a `document-title`, and do not skip levels",
    ),
    ("skipped from heading level", "a level of headings is skipped", "do not skip levels"),
    ("embedding PDFs", "a PDF cannot be set into a page", "use `outside-page` for pages of other PDFs"),
    ("the image contains transparency", "a picture is partly transparent", "save it without transparency"),
    ("license of", "the licence of a font does not let it be embedded: {}", "use another font"),
    (
        "document contains an attached file",
        "a file is attached to the document",
        "remove it: archival documents have none",
    ),
];

/// The words for a message of the engine.
pub(super) fn words(said: &str) -> Words {
    // "PDF/UA-1 error: …": the standard that forbids it.
    let (standard, said) = match said.split_once(" error: ") {
        Some((standard, rest)) if standard.starts_with("PDF/") => (Some(standard), rest),
        _ => (None, said),
    };
    let known = KNOWN.iter().find(|(beginning, ..)| said.starts_with(beginning));
    let (message, hint) = match known {
        Some((beginning, words, hint)) => {
            let rest = said[beginning.len()..]
                .trim_matches(|c| matches!(c, '"' | ' '))
                .replace(" does not exist in the document", "");
            (words.replace("{}", &rest), *hint)
        }
        None => match expected(said) {
            Some(message) => (message, "give the value that is expected"),
            None => ("the engine cannot lay out what this line asks for".to_owned(), LOOK),
        },
    };
    let message = match standard {
        Some(standard) => format!("{message} ({standard})"),
        None => message,
    };
    Words { message, hint }
}

/// "expected content, found array".
fn expected(said: &str) -> Option<String> {
    let (wanted, found) = said.strip_prefix("expected ")?.split_once(", found ")?;
    Some(format!("`{wanted}` is expected here, but this is `{found}`"))
}
