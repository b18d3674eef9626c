//! The blocks of a text that hold words, in order, each with what it stands in: by these two states of a text are compared.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A block that holds words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextBlock {
    /// What it is.
    pub kind: TextBlockKind,
    /// The bytes of its words with their marks, without blanks around them.
    pub range: Range<usize>,
    /// What it stands in, from the outside.
    pub within: Vec<Container>,
    /// The number of these that the block before it stands in, too.
    pub shared: usize,
}

/// The kind of a block that holds words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextBlockKind {
    /// A paragraph, or the words of an entry of a list.
    Paragraph,
    /// A heading.
    Heading,
    /// A cell of a table.
    Cell,
    /// Text that is printed as it is typed.
    Typed,
    /// The line before or after a passage for an audience (`:::`).
    Mark,
}

/// What blocks stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// A quotation.
    Quotation,
    /// A list: the number of its first entry, if they are numbered.
    List(Option<u64>),
    /// An entry of a list.
    Entry,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A note.
    Note,
}

impl TextBlock {
    /// Returns whether it is the first block of an entry of a list.
    pub fn begins_entry(&self) -> bool {
        self.within.last() == Some(&Container::Entry) && self.shared < self.within.len()
    }
}

pub(super) fn text_blocks(text: &str, options: Options) -> Vec<TextBlock> {
    let (masked, marks) = without_marks(text);
    let mut blocks = Blocks { text: &masked, stack: Vec::new(), containers: 0, open: None, found: Vec::new() };
    let mut depth = 0;
    for (event, range) in Parser::new_ext(&masked, options).into_offset_iter() {
        match event {
            // Words within a block that is known already.
            Event::Start(_) if depth > 0 => depth += 1,
            Event::End(_) if depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            Event::Start(tag) => match (container(&tag), kind(&tag)) {
                (Some(container), _) => blocks.enter(container),
                (None, Some(kind)) => {
                    blocks.finish_open();
                    blocks.put(kind, range);
                    depth = 1;
                }
                (None, None) => {
                    blocks.extend(range);
                    depth = 1;
                }
            },
            Event::End(end) if is_container_end(end) => blocks.leave(),
            Event::End(_) => {}
            Event::Rule => {
                blocks.finish_open();
                blocks.put(TextBlockKind::Paragraph, range);
            }
            _ => blocks.extend(range),
        }
    }
    blocks.finish_open();
    let mut found = blocks.found;
    found.extend(marks.into_iter().map(|range| (TextBlockKind::Mark, range, Vec::new())));
    found.sort_by_key(|(_, range, _)| range.start);
    let mut before: Vec<usize> = Vec::new();
    let block = |(kind, range, within): (TextBlockKind, Range<usize>, Vec<(usize, Container)>)| {
        let shared = std::iter::zip(&within, &before).take_while(|((id, _), other)| id == *other).count();
        before = within.iter().map(|(id, _)| *id).collect();
        TextBlock { kind, range, within: within.into_iter().map(|(_, container)| container).collect(), shared }
    };
    found.into_iter().map(block).collect()
}

/// A text with blanks in the place of marks of passages, and where these are.
fn without_marks(text: &str) -> (String, Vec<Range<usize>>) {
    let (mut masked, mut marks) = (String::with_capacity(text.len()), Vec::new());
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with(":::") {
            let words = line.trim();
            let start = masked.len() + (line.len() - line.trim_start().len());
            marks.push(start..start + words.len());
            masked.extend(line.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        } else {
            masked.push_str(line);
        }
    }
    (masked, marks)
}

/// A block: its kind, its place, and what it stands in.
type FoundBlock = (TextBlockKind, Range<usize>, Vec<(usize, Container)>);

struct Blocks<'a> {
    text: &'a str,
    /// What is open, each with a number of its own.
    stack: Vec<(usize, Container)>,
    containers: usize,
    /// Words that stand in an entry without a paragraph around them.
    open: Option<Range<usize>>,
    found: Vec<FoundBlock>,
}

impl Blocks<'_> {
    fn enter(&mut self, container: Container) {
        self.finish_open();
        self.containers += 1;
        self.stack.push((self.containers, container));
    }

    fn leave(&mut self) {
        self.finish_open();
        self.stack.pop();
    }

    fn extend(&mut self, range: Range<usize>) {
        let start = self.open.as_ref().map_or(range.start, |open| open.start);
        self.open = Some(start..range.end);
    }

    fn finish_open(&mut self) {
        if let Some(range) = self.open.take() {
            self.put(TextBlockKind::Paragraph, range);
        }
    }

    fn put(&mut self, kind: TextBlockKind, range: Range<usize>) {
        let text = &self.text[range.clone()];
        let start = range.start + (text.len() - text.trim_start().len());
        let end = range.end - (text.len() - text.trim_end().len());
        self.found.push((kind, start..end.max(start), self.stack.clone()));
    }
}

fn container(tag: &Tag<'_>) -> Option<Container> {
    Some(match tag {
        Tag::BlockQuote(_) => Container::Quotation,
        Tag::List(first) => Container::List(*first),
        Tag::Item => Container::Entry,
        Tag::Table(_) => Container::Table,
        Tag::TableHead | Tag::TableRow => Container::Row,
        Tag::FootnoteDefinition(_) => Container::Note,
        _ => return None,
    })
}

fn is_container_end(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::FootnoteDefinition
    )
}

fn kind(tag: &Tag<'_>) -> Option<TextBlockKind> {
    Some(match tag {
        Tag::Paragraph => TextBlockKind::Paragraph,
        Tag::Heading { .. } => TextBlockKind::Heading,
        Tag::TableCell => TextBlockKind::Cell,
        Tag::CodeBlock(_) | Tag::HtmlBlock => TextBlockKind::Typed,
        _ => return None,
    })
}
