//! From the parser's events to the tree of a text.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{Alignment, Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd};

use super::inlines::{is_too_wide, plain, push_text};
use super::note::Note;
use super::tags::{is_block, is_container};
use super::tree::{Block, Image, Inline, MAX_DEPTH, Reference, Side, Unsupported};
use super::typed::{
    address_length, cells, form_length, id_length, is_html, is_web_address, may_precede_reference, raised,
};

/// The most notes of one paragraph, of an entry of a list or a cell. The engine sets them in more than their number: 1,000
/// in 0.2 seconds, 4,000 in 1.4; of ten notes in each of many paragraphs 4,000 take 0.7 and 8,000 1.3. What is over is
/// printed in parentheses.
const MOST_NOTES: usize = 1000;

pub(super) struct Builder<'a> {
    text: &'a str,
    events: Peekable<OffsetIter<'a>>,
    /// Footnotes met so far, by name; their first pass is over when the second begins.
    pub(super) footnotes: BTreeMap<String, Note>,
    known: &'a BTreeMap<String, Note>,
    /// Footnotes that were referred to, how many in this paragraph, and bytes of all that they say.
    noted: BTreeSet<String>,
    notes: usize,
    spent: usize,
    pub(super) references: Vec<Reference>,
    pub(super) images: Vec<Image>,
    pub(super) unsupported: Vec<(Unsupported, Range<usize>)>,
    pub(super) runs: Vec<Range<usize>>,
    pub(super) paragraphs: Vec<Range<usize>>,
    pub(super) entries: Vec<Range<usize>>,
    /// Addresses that links take by name: the name, whether it has a title, where it stands.
    addresses: Vec<(String, bool, Range<usize>)>,
    /// Names of addresses that were taken.
    taken: BTreeSet<String>,
    open_parentheses: usize,
    /// True within the words of a link, in which an address is no other link.
    is_in_link: bool,
    /// True once a text that is nested too deeply was reported.
    is_depth_reported: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn new(text: &'a str, options: Options, known: &'a BTreeMap<String, Note>) -> Self {
        let events = Parser::new_ext(text, options).into_offset_iter();
        let addresses = events.reference_definitions().iter();
        let addresses = addresses.map(|(name, one)| (name.to_lowercase(), one.title.is_some(), one.span.clone()));
        let mut addresses: Vec<_> = addresses.collect();
        addresses.sort_by_key(|(_, _, range)| range.start);
        Self {
            text,
            events: events.peekable(),
            addresses,
            taken: BTreeSet::new(),
            footnotes: BTreeMap::new(),
            known,
            noted: BTreeSet::new(),
            notes: 0,
            spent: 0,
            references: Vec::new(),
            images: Vec::new(),
            unsupported: Vec::new(),
            runs: Vec::new(),
            paragraphs: Vec::new(),
            entries: Vec::new(),
            open_parentheses: 0,
            is_in_link: false,
            is_depth_reported: false,
        }
    }

    /// Blocks up to the tag's end.
    pub(super) fn blocks(&mut self, until: Option<TagEnd>, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        // Containers that lie too deep and were passed through; their ends are still to come.
        let mut passed = 0_usize;
        while let Some((event, _)) = self.events.peek() {
            match event {
                Event::Start(tag) if depth >= MAX_DEPTH && is_container(&tag.to_end()) => {
                    if let Some((_, range)) = self.events.next() {
                        self.too_deep(range);
                    }
                    passed += 1;
                }
                Event::End(end) if passed > 0 && is_container(end) => {
                    self.events.next();
                    passed -= 1;
                }
                Event::End(end) if Some(*end) == until => {
                    self.events.next();
                    break;
                }
                Event::Start(tag) if is_block(tag) => {
                    if let Some((Event::Start(tag), range)) = self.events.next() {
                        self.block(tag, range, depth, &mut blocks);
                    }
                }
                Event::End(_) => {
                    self.events.next();
                }
                Event::Rule => {
                    if let Some((_, range)) = self.events.next() {
                        let typed = self.text[range.clone()].trim().to_owned();
                        self.unsupported.push((Unsupported::Rule, range));
                        blocks.push(Block::Paragraph(vec![Inline::Text(typed)]));
                    }
                }
                _ => {
                    let inlines = self.loose_inlines(depth);
                    blocks.push(Block::Paragraph(inlines));
                }
            }
        }
        blocks
    }

    /// Reports once that something is nested too deeply.
    fn too_deep(&mut self, range: Range<usize>) {
        if !std::mem::replace(&mut self.is_depth_reported, true) {
            self.unsupported.push((Unsupported::Depth, range));
        }
    }

    fn block(&mut self, tag: Tag<'a>, range: Range<usize>, depth: usize, out: &mut Vec<Block>) {
        let end = tag.to_end();
        match tag {
            Tag::Paragraph => {
                self.open_parentheses = 0;
                self.notes = 0;
                self.paragraphs.push(range);
                out.push(Block::Paragraph(self.inlines(end, depth)));
            }
            Tag::Heading { level, .. } => {
                self.unsupported.push((Unsupported::Heading, range));
                let content = self.inlines(end, depth);
                out.push(Block::Heading { level: level as usize, content });
            }
            Tag::BlockQuote(_) => out.push(Block::Quote(self.blocks(Some(end), depth + 1))),
            Tag::CodeBlock(_) => out.push(Block::Code(self.verbatim(end))),
            Tag::HtmlBlock => {
                let typed = self.verbatim(end);
                if is_html(&typed) {
                    self.unsupported.push((Unsupported::Html, range));
                }
                out.push(Block::Paragraph(vec![Inline::Text(typed)]));
            }
            Tag::List(start) => {
                let (mut items, mut bracket) = (Vec::new(), false);
                while let Some((event, range)) = self.events.next() {
                    match event {
                        Event::Start(Tag::Item) => {
                            let typed = self.text[range.clone()].trim_start_matches(|c: char| c.is_ascii_digit());
                            bracket = typed.starts_with(')');
                            self.entries.push(range);
                            self.notes = 0;
                            items.push(self.blocks(Some(TagEnd::Item), depth + 1));
                        }
                        Event::End(TagEnd::List(_)) => break,
                        _ => {}
                    }
                }
                out.push(Block::List { start, bracket, items });
            }
            Tag::FootnoteDefinition(name) => {
                let outer = std::mem::take(&mut self.noted);
                let before = self.spent;
                let body = self.blocks(Some(end), depth + 1);
                let refers_to = std::mem::replace(&mut self.noted, outer);
                match self.footnotes.entry(name.to_string()) {
                    Entry::Vacant(free) => {
                        let size = range.len() + self.spent - before;
                        free.insert(Note { body, range, size, refers_to });
                    }
                    // A second note of a name: nothing can refer to it.
                    Entry::Occupied(_) => self.unsupported.push((Unsupported::UnusedNote, range)),
                }
            }
            Tag::Table(sides) => {
                let table = self.table(&sides, depth);
                if is_too_wide(&table) {
                    self.unsupported.push((Unsupported::WideTable, range));
                }
                out.push(table);
            }
            _ => out.extend(self.blocks(Some(end), depth)),
        }
    }

    fn table(&mut self, sides: &[Alignment], depth: usize) -> Block {
        let sides = sides.iter().map(|side| match side {
            Alignment::None | Alignment::Left => Side::Start,
            Alignment::Center => Side::Middle,
            Alignment::Right => Side::End,
        });
        let (mut head, mut rows) = (Vec::new(), Vec::new());
        let mut row = Vec::new();
        let columns = sides.len();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::TableRow) if cells(&self.text[range.clone()]) > columns => {
                    self.unsupported.push((Unsupported::ExtraCell, range));
                }
                Event::Start(Tag::TableCell) => {
                    self.notes = 0;
                    row.push(self.inlines(TagEnd::TableCell, depth));
                }
                Event::End(TagEnd::TableHead) => head = std::mem::take(&mut row),
                Event::End(TagEnd::TableRow) => rows.push(std::mem::take(&mut row)),
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        Block::Table { sides: sides.collect(), head, rows }
    }

    /// Notes and addresses that nothing referred to.
    pub(super) fn tell_unused(&mut self) {
        for (name, has_title, range) in std::mem::take(&mut self.addresses) {
            match self.taken.contains(&name) {
                false => self.unsupported.push((Unsupported::UnusedLink, range)),
                true if has_title => self.unsupported.push((Unsupported::LinkTitle, range)),
                true => {}
            }
        }
        let mut used = BTreeSet::new();
        let mut open: Vec<&String> = self.noted.iter().collect();
        while let Some(name) = open.pop() {
            if used.insert(name) {
                open.extend(self.known.get(name).into_iter().flat_map(|note| &note.refers_to));
            }
        }
        let unused = self.known.iter().filter(|(name, _)| !used.contains(name));
        let unused = unused.map(|(_, note)| (Unsupported::UnusedNote, note.range.clone()));
        self.unsupported.extend(unused);
    }

    /// The text up to the tag's end, as typed.
    fn verbatim(&mut self, end: TagEnd) -> String {
        let mut typed = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Text(text) | Event::Html(text) => typed.push_str(&text),
                Event::End(tag) if tag == end => break,
                _ => {}
            }
        }
        typed.trim_end_matches('\n').to_owned()
    }

    /// Pieces of a list entry that has no paragraph of its own.
    fn loose_inlines(&mut self, depth: usize) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some((event, _)) = self.events.peek() {
            let stop = match event {
                Event::Start(tag) => is_block(tag),
                Event::End(_) => true,
                _ => false,
            };
            if stop {
                break;
            }
            if let Some((event, range)) = self.events.next() {
                self.inline(event, range, depth, &mut inlines);
            }
        }
        inlines
    }

    fn inlines(&mut self, end: TagEnd, depth: usize) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some((event, range)) = self.events.next() {
            if event == Event::End(end) {
                break;
            }
            self.inline(event, range, depth, &mut inlines);
        }
        inlines
    }

    fn inline(&mut self, event: Event<'a>, range: Range<usize>, depth: usize, out: &mut Vec<Inline>) {
        match event {
            Event::Text(text) => {
                let (text, range) = self.whole_text(text.into_string(), range);
                self.text(&text, range, out);
            }
            Event::Code(text) => out.push(Inline::Code(text.to_string())),
            Event::Html(text) | Event::InlineHtml(text) => {
                if is_html(&text) {
                    self.unsupported.push((Unsupported::Html, range));
                }
                out.push(Inline::Text(text.to_string()));
            }
            Event::FootnoteReference(name) => self.note(&name, range, out),
            Event::SoftBreak => out.push(Inline::Text(" ".to_owned())),
            Event::HardBreak => out.push(Inline::Break),
            // Too deep: the text goes on without this emphasis, and an end that is met closes the
            // next one around it.
            Event::Start(_) if depth >= MAX_DEPTH => self.too_deep(range),
            Event::Start(tag) => self.span(tag, range, depth, out),
            _ => {}
        }
    }

    /// Joins a text with the texts after it: addresses contain characters at which the parser divides texts.
    fn whole_text(&mut self, mut text: String, mut range: Range<usize>) -> (String, Range<usize>) {
        // The whole is as typed if each text of it is.
        let mut is_as_typed = self.text.get(range.clone()) == Some(text.as_str());
        loop {
            if let Some((Event::Text(more), next)) = self.events.peek() {
                is_as_typed &= next.start == range.end && self.text.get(next.clone()) == Some(more);
                if !is_as_typed {
                    break;
                }
                text.push_str(more);
                range.end = next.end;
                self.events.next();
            } else if let Some(end) = self.address_end(&text, &range).filter(|_| is_as_typed) {
                // Marks of emphasis in it are a part of the address.
                while self.events.next_if(|(_, next)| next.end <= end).is_some() {}
                let end = match self.events.peek().map(|(event, next)| (matches!(event, Event::Text(_)), next.clone()))
                {
                    // A text that the address divides goes on after it.
                    Some((true, next)) if next.start < end => {
                        self.events.next();
                        next.end
                    }
                    Some((false, next)) => end.min(next.start.max(range.end)),
                    _ => end,
                };
                text.push_str(&self.text[range.end..end]);
                range.end = end;
            } else {
                break;
            }
        }
        (text, range)
    }

    /// The end of a web address that begins in the text at a range and continues in emphasis; none if that emphasis extends
    /// beyond its end.
    fn address_end(&mut self, text: &str, range: &Range<usize>) -> Option<usize> {
        let (Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough), next) = self.events.peek()? else {
            return None;
        };
        let emphasis = next.end;
        let blank = text.char_indices().rev().find(|(_, c)| c.is_whitespace());
        let word = blank.map_or(0, |(at, c)| at + c.len_utf8());
        let start = range.start + word + text[word..].find("http")?;
        let (before, address) = self.text.split_at_checked(start)?;
        let end = start + address_length(address, before.chars().next_back());
        (next.start == range.end && emphasis <= end).then_some(end)
    }

    /// A note, printed wherever it is referred to. If a long note is referred to many times, the total that is printed is
    /// limited by the length of the text.
    fn note(&mut self, name: &str, range: Range<usize>, out: &mut Vec<Inline>) {
        let Some(Note { body, size, .. }) = self.known.get(name) else {
            self.noted.insert(name.to_owned());
            return;
        };
        self.notes += 1;
        self.noted.insert(name.to_owned());
        self.spent += size;
        if self.spent > 2 * self.text.len() {
            self.unsupported.push((Unsupported::Note, range.clone()));
            push_text(out, &self.text[range]);
        } else if self.notes > MOST_NOTES {
            self.unsupported.push((Unsupported::Note, range));
            let paragraphs = body.iter().filter_map(|block| match block {
                Block::Paragraph(inlines) => Some(plain(inlines)),
                _ => None,
            });
            push_text(out, &format!(" ({})", paragraphs.collect::<Vec<_>>().join(" ")));
        } else {
            out.push(Inline::Footnote(body.clone()));
        }
    }

    fn span(&mut self, tag: Tag<'a>, range: Range<usize>, depth: usize, out: &mut Vec<Inline>) {
        if let Tag::Link { link_type, title, id, .. } | Tag::Image { link_type, title, id, .. } = &tag {
            self.taken.insert(id.to_lowercase());
            if *link_type == LinkType::Inline && !title.is_empty() {
                self.unsupported.push((Unsupported::LinkTitle, range.clone()));
            }
        }
        let was_in_link = self.is_in_link;
        self.is_in_link |= matches!(tag, Tag::Link { .. } | Tag::Image { .. });
        let content = self.inlines(tag.to_end(), depth + 1);
        self.is_in_link = was_in_link;
        match tag {
            Tag::Emphasis => out.push(Inline::Emphasis(content)),
            Tag::Strong => out.push(Inline::Strong(content)),
            Tag::Strikethrough => out.push(Inline::Struck(content)),
            Tag::Link { dest_url, .. } if is_web_address(&dest_url) => {
                out.push(Inline::Link { url: dest_url.to_string(), content })
            }
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
                out.push(Inline::Link { url: format!("mailto:{dest_url}"), content })
            }
            Tag::Link { .. } => {
                self.unsupported.push((Unsupported::Link, range));
                out.extend(content);
            }
            Tag::Image { dest_url, .. } if Image::is_file(&dest_url) => {
                let image = Image { path: dest_url.to_string(), description: plain(&content), range };
                self.images.push(image.clone());
                out.push(Inline::Image(image));
            }
            Tag::Image { .. } => {
                self.unsupported.push((Unsupported::Image, range));
                out.extend(content);
            }
            _ => out.extend(content),
        }
    }

    /// Splits text at its references. Text that was escaped (`\@`) or holds entities is not the
    /// same in the source; references are searched only where it is.
    fn text(&mut self, text: &str, range: Range<usize>, out: &mut Vec<Inline>) {
        let as_typed = self.text.get(range.clone()) == Some(text);
        if as_typed {
            self.runs.push(range.clone());
        }
        let mut done = 0;
        for (at, c) in text.char_indices() {
            match c {
                // An address that is typed is a link, as in GitHub's Markdown.
                'h' | 'H' if as_typed && at >= done && !self.is_in_link => {
                    let length = address_length(&text[at..], text[..at].chars().next_back());
                    if length > 0 {
                        push_text(out, &text[done..at]);
                        done = at + length;
                        let address = text[at..done].to_owned();
                        out.push(Inline::Link { content: vec![Inline::Text(address.clone())], url: address });
                    }
                }
                '(' | '（' => self.open_parentheses += 1,
                ')' | '）' => self.open_parentheses = self.open_parentheses.saturating_sub(1),
                '^' | '~' if as_typed && at >= done => {
                    if let Some(inside) = raised(&text[at..], c) {
                        push_text(out, &text[done..at]);
                        done = at + inside.len() + 2;
                        let content = vec![Inline::Text(inside.to_owned())];
                        out.push(if c == '^' { Inline::Above(content) } else { Inline::Below(content) });
                    }
                }
                '@' if as_typed && at >= done => {
                    let start = range.start + at;
                    if let Some(reference) = self.reference_at(start, range.end) {
                        push_text(out, &text[done..at]);
                        done = reference.range.end - range.start;
                        self.references.push(reference.clone());
                        out.push(Inline::Reference(reference));
                    }
                }
                _ => {}
            }
        }
        push_text(out, &text[done..]);
    }

    fn reference_at(&self, start: usize, end: usize) -> Option<Reference> {
        if !may_precede_reference(&self.text[..start]) {
            return None;
        }
        let rest = &self.text[start + 1..end];
        let id = &rest[..id_length(rest)];
        if id.is_empty() {
            return None;
        }
        let form = rest[id.len()..].strip_prefix(':').map_or("", |after| &after[..form_length(after)]);
        let length = 1 + id.len() + if form.is_empty() { 0 } else { 1 + form.len() };
        Some(Reference {
            id: id.to_owned(),
            form: (!form.is_empty()).then(|| form.to_owned()),
            range: start..start + length,
            in_parentheses: self.open_parentheses > 0,
        })
    }
}
