//! The page for browsers: all documents of an edition on one page that takes nothing from elsewhere.
//!
//! Its head is written here, so that whatever templates say, it loads and runs nothing. What is only on paper is left out:
//! pages of outside PDFs, numbers of pages, and of the heads of documents what stands once in the head of the page.

mod inline;
mod table;
mod writer;

use crate::document::{Colours, Composition, Document, Look};
use crate::edition::Page;
use quick_xml::escape::escape;
use writer::Writer;

/// The page of an edition, and the page that leads to all of them.
const FILE: &str = "index.html";

/// The policy for what a browser may load and run for the page: its own style and pictures, nothing else (Content Security
/// Policy 3).
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// Words that every page says to browsers, whatever its meeting.
pub const WORDS_OF_PAGES: [&str; 2] =
    [POLICY, "Content-Security-Policy charset viewport width device-width initial-scale color-scheme light dark"];

/// Writes the page of an edition.
pub fn html(composition: &Composition) -> Page {
    let frame = &composition.frame;
    let mut page = Writer::new(composition, "pack");
    page.raw("<body>\n");
    page.wrapped("a", &[("class", "skip"), ("href", "#text")], &frame.skip);
    page.raw("\n<header>\n");
    if let Some(logo) = &composition.look.logo {
        page.logo(logo);
    }
    page.blocks(&composition.cover.content);
    editions(&mut page, composition);
    page.raw("</header>\n");
    contents(&mut page, composition);
    page.raw("<main id=\"text\">\n");
    for (at, one) in composition.documents.iter().enumerate() {
        let notes = frame.notes.get(at).map_or("", String::as_str);
        page.raw(&document(composition, one, notes));
    }
    page.raw("</main>\n");
    if !frame.foot.is_empty() {
        page.raw("<footer>\n");
        page.wrapped("p", &[], &frame.foot);
        page.raw("\n</footer>\n");
    }
    page.raw("</body>");
    finished(composition, &page.out)
}

/// Writes the page that leads to the editions of a pack, in the languages of all; none if it has one.
pub fn front(composition: &Composition) -> Option<Page> {
    if composition.editions.len() < 2 {
        return None;
    }
    let mut page = Writer::new(composition, "pack");
    page.raw("<body>\n<header>\n");
    page.blocks(&composition.names_of_meeting());
    page.raw("</header>\n<main>\n<ul class=\"choice\">\n");
    for edition in &composition.editions {
        page.open("li", &[("lang", &edition.language), ("dir", "auto")]);
        let path = format!("{}/{FILE}", edition.language);
        page.wrapped("a", &[("href", &path), ("hreflang", &edition.language)], &edition.name);
        page.raw("<br>");
        page.text(&edition.title);
        page.raw("</li>\n");
    }
    page.raw("</ul>\n</main>\n</body>");
    Some(finished(composition, &page.out))
}

/// Writes the links to the other languages.
fn editions(page: &mut Writer<'_>, composition: &Composition) {
    if composition.editions.is_empty() {
        return;
    }
    page.open("nav", &[("class", "editions"), ("aria-label", &composition.frame.languages)]);
    page.raw("\n<ul>\n");
    for edition in &composition.editions {
        page.raw("<li>");
        if edition.language == composition.language {
            page.wrapped("b", &[("aria-current", "page")], &edition.name);
        } else {
            let (path, language) = (format!("../{}/{FILE}", edition.language), edition.language.as_str());
            page.wrapped(
                "a",
                &[("href", &path), ("lang", language), ("hreflang", language), ("dir", "auto")],
                &edition.name,
            );
        }
        page.raw("</li>\n");
    }
    page.raw("</ul>\n</nav>\n");
}

/// Writes the links to each document, here and as a PDF, and to the files for calendar programs.
fn contents(page: &mut Writer<'_>, composition: &Composition) {
    // A document that stands alone has none.
    if composition.frame.contents.is_empty() {
        return;
    }
    page.open("nav", &[("class", "contents"), ("aria-label", &composition.frame.contents)]);
    page.raw("\n<ul>\n");
    for document in &composition.documents {
        let kind = document.kind.name();
        let (here, pdf) = (format!("{kind}..link"), format!("{kind}..pdf"));
        page.raw("<li>");
        page.wrapped("a", &[("id", &here), ("href", &format!("#{kind}..start"))], &document.name);
        page.raw(" ");
        let path = document.kind.path(crate::document::Format::Pdf);
        // The name stands beside it; those who listen are told it with each link: "Agenda PDF".
        let name = format!("{here} {pdf}");
        page.wrapped("a", &[("class", "pdf"), ("id", &pdf), ("href", &path), ("aria-labelledby", &name)], "PDF");
        page.raw("</li>\n");
    }
    for (path, words) in &composition.frame.calendars {
        page.raw("<li>");
        page.wrapped("a", &[("href", path), ("type", "text/calendar")], words);
        page.raw("</li>\n");
    }
    page.raw("</ul>\n</nav>\n");
}

/// One document on the page, with its notes after it.
fn document(composition: &Composition, document: &Document, notes_title: &str) -> String {
    let kind = document.kind.name();
    let start = format!("{kind}..start");
    let mut section = Writer::new(composition, kind);
    // What pages of ours say beside their text is told if it changes (`changes`), and shown on paper alone.
    let running = [Some(&document.running.line), document.running.mark.as_ref()];
    let running = running.into_iter().flatten().map(|run| run.text.as_str()).collect::<Vec<_>>().join(" · ");
    section.open("section", &[("class", kind), ("aria-labelledby", &start), ("data-pages", &running)]);
    section.raw("\n");
    section.wrapped("h2", &[("id", &start)], &document.name);
    section.raw("\n");
    section.blocks(&document.content);
    let notes = std::mem::take(&mut section.notes);
    if !notes.is_empty() {
        section.open("section", &[("class", "notes"), ("role", "doc-endnotes"), ("aria-label", notes_title)]);
        section.raw("\n<ol class=\"marks\">\n");
        for note in &notes {
            section.open("li", &[("id", &note.place)]);
            // Notes on what the head of the page says stand there, so the numbers need not begin with the first.
            section.wrapped("span", &[("class", "mark")], &note.number);
            section.raw(" ");
            section.raw(&note.html);
            let back = format!("{}{}{}", composition.frame.back, composition.separator, note.number);
            section.raw(" ");
            section.wrapped(
                "a",
                &[("href", &format!("#{}", note.reference)), ("role", "doc-backlink"), ("aria-label", &back)],
                "↑",
            );
            section.raw("</li>\n");
        }
        section.raw("</ol>\n</section>\n");
    }
    section.raw("</section>\n");
    section.out
}

/// The look that the body owns, for the style.
fn colours(look: &Look) -> String {
    let variables = |colours: &Colours| {
        let colours = colours.all();
        colours.iter().map(|(name, colour)| format!("--{name}: {colour}; ")).collect::<String>()
    };
    format!(
        ":root {{ color-scheme: light dark; {}--text: {}; --heads: {}; }}\n\
         @media (prefers-color-scheme: dark) {{ :root {{ {}}} }}\n",
        variables(&look.colours),
        typefaces(&look.body_font),
        typefaces(&look.head_font),
        variables(&look.dark),
    )
}

/// A typeface, and what stands for it where it is not installed.
fn typefaces(family: &str) -> String {
    let name: String = family.chars().filter(|c| c.is_alphanumeric() || " -".contains(*c)).collect();
    let others = match family.contains("Serif") || family.contains("Naskh") {
        true => "Charter, \"Bitstream Charter\", Cambria, Georgia, serif",
        false => "\"Segoe UI\", \"Helvetica Neue\", Roboto, sans-serif",
    };
    format!("\"{name}\", {others}")
}

/// What the head of a page says.
#[derive(Debug, Clone, Copy)]
pub struct PageHead<'a> {
    /// The title.
    pub title: &'a str,
    /// The language as a BCP 47 tag.
    pub language: &'a str,
    /// True if lines begin on the right.
    pub is_right_to_left: bool,
    /// The look.
    pub look: &'a Look,
    /// The style.
    pub style: &'a str,
}

/// A page with this body, from `<body>` to `</body>`: what it may load is left to nobody else.
pub fn page(head: PageHead<'_>, body: &str) -> String {
    let style = colours(head.look) + &head.style.replace("</", "<\\/");
    let direction = if head.is_right_to_left { "rtl" } else { "ltr" };
    let (language, title) = (escape(head.language), escape(head.title));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>\n{}\n</style>\n</head>\n{}\n</html>\n",
        // A style cannot end its element.
        style.trim(),
        body.trim()
    )
}

fn finished(composition: &Composition, body: &str) -> Page {
    let head = PageHead {
        title: &composition.frame.title,
        language: &composition.language,
        is_right_to_left: composition.is_right_to_left,
        look: &composition.look,
        style: &composition.style,
    };
    Page {
        path: FILE.to_owned(),
        title: composition.frame.title.clone(),
        language: composition.language.clone(),
        bytes: page(head, body).into_bytes(),
    }
}
