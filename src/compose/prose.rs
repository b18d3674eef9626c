//! Prose as blocks and inlines of a document.

use super::scene::Scene;
use crate::document::{Element, Made, Node, Run, Said, Value};
use crate::finding::Place;
use crate::meeting::{Block, Image, Inline, Language, Markdown, Prose, Reference, Side};

/// A text of the definition as blocks. `outline` is the level of its highest headings, if it has headings of its own;
/// `language` its language, if that is another than the edition's; `goes_on` says that its first paragraph begins no sentence.
pub(super) fn prose(
    scene: &Scene,
    text: &str,
    place: Place,
    language: Option<&str>,
    (outline, goes_on): (Option<usize>, bool),
) -> Vec<Node> {
    let keeps_marks = scene.keeps_typed_marks(outline.is_some());
    let writer = Writer { scene, place, keeps_marks };
    let blocks = Markdown::parse(text).blocks;
    let mut nodes: Vec<Node> = match outline {
        Some(top) => Markdown::outlined(&blocks, top).map(|(block, level)| writer.outlined(block, level)).collect(),
        None => writer.blocks(&blocks),
    };
    // Paragraphs of the text itself begin sentences, those in its lists and quotations may not.
    blocks.iter().zip(&mut nodes).skip(usize::from(goes_on)).for_each(|(block, node)| {
        if let (Block::Paragraph(inlines), Node::Element(paragraph)) = (block, node)
            && let ([Inline::Reference(reference), ..], Some(first)) = (&inlines[..], paragraph.content.first_mut())
        {
            *first = writer.reference(reference, true, "");
        }
    });
    match language {
        Some(language) => in_language(language, nodes),
        None => nodes,
    }
}

/// Text in another language: within a single paragraph its words, else all blocks.
fn in_language(language: &str, mut nodes: Vec<Node>) -> Vec<Node> {
    let lang = |content| Element::new("lang").with("code", Value::Name(language.to_owned())).holding(content).into();
    if let [Node::Element(paragraph)] = nodes.as_mut_slice()
        && paragraph.name == "p"
    {
        paragraph.content = vec![lang(std::mem::take(&mut paragraph.content))];
        return nodes;
    }
    vec![lang(nodes)]
}

struct Writer<'a> {
    scene: &'a Scene,
    place: Place,
    /// True if numbered lists keep the marks that were typed.
    keeps_marks: bool,
}

impl Writer<'_> {
    fn blocks(&self, blocks: &[Block]) -> Vec<Node> {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn outlined(&self, block: &Block, level: Option<usize>) -> Node {
        match (block, level) {
            (Block::Heading { content, .. }, Some(level)) => {
                Element::new("heading").with("level", number(level)).holding(self.inlines(content)).into()
            }
            _ => self.block(block),
        }
    }

    fn block(&self, block: &Block) -> Node {
        let element = match block {
            Block::Paragraph(inlines) => Element::new("p").holding(self.paragraph(inlines)),
            Block::Heading { content, .. } => {
                Element::new("p").holding(vec![Element::new("strong").holding(self.inlines(content)).into()])
            }
            Block::List { start, bracket, items } => self.list(*start, if *bracket { ')' } else { '.' }, items),
            Block::Quote(blocks) => Element::new("quote").holding(self.blocks(blocks)),
            Block::Code(text) => Element::new("pre").holding(vec![self.text(text)]),
            Block::Table { sides, head, rows } => self.table(sides, head, rows),
        };
        element.into()
    }

    /// Writes a paragraph. Its opening words are set off by custom, like the first words of clauses, and not emphasized.
    fn paragraph(&self, inlines: &[Inline]) -> Vec<Node> {
        match inlines {
            [Inline::Emphasis(opening), rest @ ..] if !rest.is_empty() => {
                let opening = Element::new("opening").holding(self.inlines(opening)).into();
                std::iter::once(opening).chain(self.inlines(rest)).collect()
            }
            _ => self.inlines(inlines),
        }
    }

    fn list(&self, start: Option<u64>, ending: char, items: &[Vec<Block>]) -> Element {
        // Numbers beyond these are no numbers of paragraphs.
        let start = start.map(|start| usize::try_from(start.min(1_000_000)).unwrap_or(1));
        let first = start.filter(|_| self.keeps_marks);
        let entry = |(at, item): (usize, &Vec<Block>)| {
            let mut blocks = self.blocks(item);
            // A single paragraph is the entry's line.
            let content = match blocks.as_mut_slice() {
                [Node::Element(only)] if only.name == "p" => std::mem::take(&mut only.content),
                _ => blocks,
            };
            let entry = Element::new("li").holding(content);
            Node::Element(match first {
                Some(first) => entry.with("mark", Value::Words(vec![Run::composed(format!("{}{ending}", first + at))])),
                None => entry,
            })
        };
        let list = Element::new("list").holding(items.iter().enumerate().map(entry).collect());
        let Some(start) = start else { return list };
        let list = list.with("kind", Value::Name(if self.keeps_marks { "typed" } else { "ordered" }.to_owned()));
        if self.keeps_marks || start == 1 { list } else { list.with("start", number(start)) }
    }

    fn table(&self, sides: &[Side], head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> Element {
        let column = |(cell, side): (&Vec<Inline>, &Side)| {
            let column = Element::new("col").holding(self.inlines(cell));
            Node::Element(match side {
                Side::Start => column,
                Side::Middle => column.with("side", Value::Name("middle".to_owned())),
                Side::End => column.with("side", Value::Name("end".to_owned())),
            })
        };
        let cell = |cell: &Vec<Inline>| Element::new("cell").holding(self.inlines(cell)).into();
        let row = |row: &Vec<Vec<Inline>>| Element::new("row").holding(row.iter().map(cell).collect()).into();
        Element::new("table").holding(head.iter().zip(sides).map(column).chain(rows.iter().map(row)).collect())
    }

    fn inlines(&self, inlines: &[Inline]) -> Vec<Node> {
        let (mut ends, mut to) = (false, "");
        let inline = |inline: &Inline| {
            // In Arabic "to" is a letter of the next word, whose article loses its first one, or is typed with it: "للبند 2".
            let lost = std::mem::replace(
                &mut to,
                match inline {
                    Inline::Text(text) if text.ends_with("لل") => "ال",
                    Inline::Text(text) if text.ends_with('ل') => "ا",
                    _ => "",
                },
            );
            let begins = std::mem::replace(&mut ends, matches!(inline, Inline::Text(text) if self.ends_sentence(text)));
            match inline {
                Inline::Reference(reference) => self.reference(reference, begins, lost),
                inline => self.inline(inline),
            }
        };
        inlines.iter().map(inline).collect()
    }

    /// Returns whether a sentence ends here, and not an abbreviation: "see paras. ".
    fn ends_sentence(&self, text: &str) -> bool {
        let Some(before) = text.strip_suffix([' ', '\n']).map(str::trim_end) else { return false };
        let Some(words) = before.strip_suffix('.') else { return before.ends_with(['!', '?', '…']) };
        let last = words.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        // After a reference or emphasis there is nothing but the full stop.
        words.is_empty() || last.chars().count() > 3 && !self.scene.joined.ends_in_an_abbreviation(before)
    }

    /// `lost` is what an Arabic article at its beginning loses.
    fn reference(&self, reference: &Reference, begins_sentence: bool, lost: &str) -> Node {
        let worded = self.scene.reference(reference, begins_sentence);
        let rest = worded.text.strip_prefix(lost).filter(|_| worded.text.starts_with("ال"));
        let text = rest.unwrap_or(&worded.text).to_owned();
        let composed = |text: String| Run { made: Made::Composed, ..Run::at(text, self.place) };
        let mut content = vec![Node::Run(composed(text))];
        if worded.symbol {
            content = vec![Element::new("keep").holding(content).into()];
        }
        let id = match &reference.form {
            Some(form) => format!("{}:{form}", reference.id),
            None => reference.id.clone(),
        };
        let mut element = Element::new("ref").with("id", Value::Name(id)).holding(content);
        let names = [("anchor", worded.anchor), ("url", worded.url)];
        for (name, value) in names.into_iter().filter_map(|(name, value)| Some((name, value?))) {
            element = element.with(name, Value::Name(value));
        }
        match worded.paged {
            Some(paged) => element.with("paged", Value::Words(vec![composed(paged)])),
            None => element,
        }
        .into()
    }

    fn inline(&self, inline: &Inline) -> Node {
        let holding = |name: &'static str, content: &[Inline]| Element::new(name).holding(self.inlines(content));
        let element = match inline {
            Inline::Text(text) => return self.text(&self.scene.joined.join(&spaced(text))),
            Inline::Emphasis(content) => holding("em", content),
            Inline::Strong(content) => holding("strong", content),
            Inline::Struck(content) => holding("s", content),
            Inline::Below(content) => holding("sub", content),
            Inline::Above(content) => holding("sup", content),
            Inline::Code(text) => Element::new("code").holding(vec![self.text(text)]),
            Inline::Link { url, content } => holding("a", content).with("url", Value::Name(url.clone())),
            Inline::Footnote(blocks) => Element::new("note").holding(one_line(self.blocks(blocks))),
            Inline::Image(image) => return self.image(image),
            Inline::Break => Element::new("br"),
            Inline::Reference(reference) => return self.reference(reference, false, ""),
        };
        element.into()
    }

    /// A picture, if its file was found; else its description.
    fn image(&self, image: &Image) -> Node {
        match self.scene.pictures.name(&image.path) {
            Some(name) => {
                let alt = Value::Words(vec![Run::at(image.description.clone(), self.place)]);
                Element::new("image").with("src", Value::Name(name)).with("alt", alt).into()
            }
            None => self.text(&image.description),
        }
    }

    fn text(&self, text: &str) -> Node {
        Node::Run(Run { made: Made::Markdown, ..Run::at(text, self.place) })
    }
}

/// Prose as plain text, with the words that its references print.
pub(super) fn plain(scene: &Scene, text: &Prose) -> String {
    let (text, language) = scene.text(text);
    Said::of(&prose(scene, text, text.place, language.map(Language::as_str), (None, false))).text
}

/// A text without line ends and control characters, its words parted by single spaces.
pub(super) fn in_one_line(words: &str) -> String {
    words.replace(char::is_control, " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Tabs and other white space that lines are not made of, as spaces: pages do not have them.
fn spaced(text: &str) -> std::borrow::Cow<'_, str> {
    let is_space = |c: char| matches!(c, '\t' | '\u{b}' | '\u{c}');
    if text.contains(is_space) { text.replace(is_space, " ").into() } else { text.into() }
}

/// Blocks without the paragraph around them, if they are a single one.
pub(super) fn one_line(mut blocks: Vec<Node>) -> Vec<Node> {
    match blocks.as_mut_slice() {
        [Node::Element(only)] if only.name == "p" && only.attributes.is_empty() => std::mem::take(&mut only.content),
        _ => blocks,
    }
}

#[allow(clippy::cast_precision_loss, reason = "levels and first numbers are far below 2^52")]
fn number(number: usize) -> Value {
    Value::Number(number as f64)
}
