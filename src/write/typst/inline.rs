//! Lines of text.

use super::literal::literal;
use super::words::words_whole;
use super::writer::{Writer, text_of};
use crate::document::{Changed, Element, Node, PAGE, Run, Whole, pieces};

/// Calls for words that were added and removed. By the thickness of their lines, the tags of what is just underlined or struck
/// through are told from theirs (`bundle`).
const ADDED: &str = "#underline(stroke: 0.61pt)";
const REMOVED: &str = "#strike(stroke: 0.61pt)";
const CHANGED: &str = "#text(fill: accent)";

impl Writer {
    pub(super) fn inlines(&mut self, nodes: &[Node]) {
        if self.is_right_to_left && runs_to_the_right(nodes) {
            self.is_right_to_left = false;
            self.bracketed("#figure-in-line", |writer| writer.inlines(nodes));
            self.is_right_to_left = true;
            return;
        }
        for node in nodes {
            match node {
                Node::Run(run) => self.run(run),
                Node::Element(element) => self.inline(element),
            }
        }
    }

    pub(super) fn run(&mut self, run: &Run) {
        self.marked(run.mark(), |writer| writer.unmarked(run));
    }

    /// Content that differs so from what was sent out.
    fn marked(&mut self, changed: Option<Changed>, content: impl FnOnce(&mut Self)) {
        let words = |writer: &mut Self| match changed {
            Some(Changed::Added | Changed::Removed) if writer.is_struck => {
                writer.bracketed("#highlight(fill: tint)", content);
            }
            Some(Changed::Added) => writer.changed(ADDED, content),
            Some(Changed::Removed) => writer.removed(content),
            Some(Changed::Beside) | None => content(writer),
        };
        match changed {
            // Where something was removed, it is empty.
            Some(changed) if changed == Changed::Beside || self.has_bars => {
                let call = format!("#with-bar({})", literal(&self.end));
                self.bracketed(&call, words);
            }
            _ => words(self),
        }
    }

    /// Words that came or went: in a colour, too, since words of a text may be struck or underlined themselves.
    fn changed(&mut self, call: &str, words: impl FnOnce(&mut Self)) {
        self.bracketed(CHANGED, |writer| writer.bracketed(call, words));
    }

    /// Words that went, between brackets: readers that read a page aloud rarely say that words
    /// are struck.
    fn removed(&mut self, words: impl FnOnce(&mut Self)) {
        self.changed(REMOVED, |writer| {
            writer.source.push("\\[");
            words(writer);
            writer.source.push("\\]");
        });
    }

    fn unmarked(&mut self, run: &Run) {
        if run.text.is_empty() {
            return;
        }
        match &run.language {
            Some(language) => {
                let call = format!("#text(lang: {})", literal(general(language)));
                self.bracketed(&call, |writer| writer.literal(run));
            }
            None => self.literal(run),
        }
    }

    fn literal(&mut self, run: &Run) {
        let mut before: Option<char> = None;
        let mut follows_date = false;
        for (piece, whole) in pieces(&run.text) {
            // As before a date, there is no space of the engine's own after it: "9月20日 12时".
            if follows_date && before.is_some_and(is_chinese) && piece.starts_with(|c: char| c.is_ascii_alphanumeric())
            {
                self.source.push("#h(0.25em, weak: true);");
            }
            follows_date = whole == Whole::Date;
            match whole {
                Whole::Plain => {
                    for (piece, whole) in words_whole(piece, self.in_cell) {
                        let (call, end) = if whole { ("#unbroken[#", ";];") } else { ("#", ";") };
                        self.piece(call, piece, end, run);
                    }
                }
                Whole::Range => self.piece("#unbroken[#", piece, ";];", run),
                Whole::Figure => self.piece("#figure-in-line[#", piece, ";];", run),
                // A line of running text that is filled has no room for a whole date.
                Whole::Date if self.is_running => {
                    for part in piece.split_inclusive(['年', '月', '日']) {
                        self.date(part, before, run);
                        before = part.chars().next_back();
                    }
                }
                Whole::Date => self.date(piece, before, run),
            }
            before = piece.chars().next_back();
        }
    }

    fn piece(&mut self, call: &str, piece: &str, end: &str, run: &Run) {
        self.source.push(call);
        self.source.text(piece, Some(run));
        self.source.push(end);
    }

    /// A date in Chinese, or a part of it: the engine adds space between a letter and a figure, but none before a box.
    fn date(&mut self, date: &str, before: Option<char>, run: &Run) {
        let is_letter = before.is_some_and(is_chinese);
        self.piece(&format!("#date-in-line({is_letter})[#"), date, ";];", run);
    }

    pub(super) fn inline(&mut self, element: &Element) {
        let content = |writer: &mut Self| writer.inlines(&element.content);
        match element.name.as_ref() {
            "em" => self.bracketed("#emph", content),
            "s" => self.struck("#strike", element),
            "del" => self.changed(REMOVED, content),
            "ins" => self.changed(ADDED, content),
            "sub" => self.bracketed("#sub", content),
            "sup" => self.bracketed("#super", content),
            "keep" => self.bracketed("#unbroken", content),
            // In a narrow column, its words stay together.
            "page-number" if self.in_cell && !element.words_of("pattern").is_empty() => {
                self.source.push("#page-number(whole: true,");
                self.arguments(element);
                self.source.push(");");
            }
            "reissue" => content(self),
            "code" | "file" => self.code(element),
            "br" => self.source.push("#linebreak();"),
            "a" => self.link(element, content),
            "ref" => self.reference(element),
            "note" => {
                self.source.push("#");
                self.numbered_note(element);
                self.source.push(";");
            }
            "image" => {
                self.source.push("#box[");
                self.image(element);
                self.source.push("];");
            }
            "anchor" => {
                if let Some(name) = element.name_of("name") {
                    self.source.push(&format!("#anchored({});", literal(name)));
                }
            }
            "lang" => {
                let call = format!("#text(lang: {})", literal(general(element.name_of("code").unwrap_or_default())));
                self.bracketed(&call, |writer| writer.flow(&element.content));
            }
            "struck" => self.struck("#struck", element),
            "strong" | "opening" | "name" | "minor" | "happened" => {
                let call = format!("#{}", element.name);
                self.bracketed(&call, content);
            }
            _ => self.block(element),
        }
    }

    /// Words that are struck through already: the engine has no second line for them.
    fn struck(&mut self, call: &str, element: &Element) {
        let outer = std::mem::replace(&mut self.is_struck, true);
        self.bracketed(call, |writer| writer.inlines(&element.content));
        self.is_struck = outer;
    }

    fn code(&mut self, element: &Element) {
        for node in &element.content {
            if let Node::Run(run) = node {
                let raw = |writer: &mut Self| writer.piece("#raw(", &run.text, ");", run);
                match run.changed {
                    Some(Changed::Added) if !self.is_struck => self.changed(ADDED, raw),
                    Some(Changed::Removed) if !self.is_struck => self.removed(raw),
                    _ => raw(self),
                }
            }
        }
    }

    /// A link to a place in the pack or to the web.
    fn link(&mut self, element: &Element, content: impl FnOnce(&mut Self)) {
        let call = match (element.name_of("anchor"), element.name_of("url")) {
            (Some(anchor), _) => format!("#link(label({}))", literal(anchor)),
            (None, Some(url)) => format!("#link({})", literal(url)),
            (None, None) => return content(self),
        };
        self.bracketed(&call, content);
    }

    /// A link with its words, and the page number where the words have a gap for it.
    fn reference(&mut self, element: &Element) {
        let (Some(anchor), [paged]) = (element.name_of("anchor"), element.words_of("paged")) else {
            return self.link(element, |writer| writer.inlines(&element.content));
        };
        let label = format!("label({})", literal(anchor));
        self.bracketed(&format!("#link({label})"), |writer| {
            let (before, after) = paged.text.split_once(PAGE).unwrap_or((&paged.text, ""));
            writer.marked(paged.changed, |writer| {
                writer.unmarked(&Run { text: before.to_owned(), ..paged.clone() });
                if paged.text.contains(PAGE) {
                    writer.source.push(&format!("#page-number(of: {});", literal(anchor)));
                }
                writer.unmarked(&Run { text: after.to_owned(), ..paged.clone() });
            });
        });
    }

    /// A footnote under the number that the document gives it.
    pub(super) fn numbered_note(&mut self, note: &Element) {
        self.source.push("numbered-note(");
        self.words(note.words_of("number"));
        self.source.push(")[");
        let is_outer_running = std::mem::take(&mut self.is_running);
        self.flow(&note.content);
        self.is_running = is_outer_running;
        self.source.push("]");
    }

    pub(super) fn image(&mut self, element: &Element) {
        let source = format!("/{}", element.name_of("src").unwrap_or_default());
        // What is wrong with the picture is reported where its description is written.
        let alt = element.words_of("alt").first();
        self.source.push("#image(");
        self.source.text(&source, alt);
        self.source.push(", alt: ");
        self.source.text(&element.text_of("alt"), alt);
        self.source.push(");");
    }
}

/// The maximum length of words that are kept together for their direction, in characters.
const LONGEST: usize = 40;

/// Returns whether a line has several pieces, all of them from left to right, as a symbol with what follows it: the engine orders
/// pieces that are kept whole as the lines of the page run, and would print "/Rev.1" before "A/80/1".
fn runs_to_the_right(nodes: &[Node]) -> bool {
    const IN_ORDER: [&str; 5] = ["del", "ins", "reissue", "s", "strong"];
    let are_plain = nodes.iter().all(|node| match node {
        Node::Run(_) => true,
        Node::Element(element) => IN_ORDER.contains(&element.name.as_ref()) && element.content.len() <= 1,
    });
    let is_of_several = || nodes.len() > 1 || text_of(&nodes[0]).trim().contains(' ');
    if nodes.is_empty() || !are_plain || !is_of_several() {
        return false;
    }
    let text: String = nodes.iter().map(text_of).collect();
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let runs_to_the_left =
        |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    text.contains('/')
        && text.chars().count() <= LONGEST
        && letters().next().is_some()
        && !letters().any(runs_to_the_left)
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// The language of a tag without its region: "pt" of "pt-BR".
fn general(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}
