//! Blocks of a document: paragraphs, headings, lists, and the elements of meetings.

use unic_langid::{CharacterDirection, LanguageIdentifier};

use super::links::place_of;
use super::numbering::{Number, Numbering, Standing};
use super::writer::{CONTENTS, Form, ITEMS, PARAGRAPHS, Rule, Writer};
use crate::document::{Element, Node, gap_after, gap_before};
use crate::write::is_within_numbered;

impl Writer<'_> {
    /// Writes blocks; words between them are paragraphs.
    pub(super) fn blocks(&mut self, nodes: &[Node]) {
        let mut rest = nodes;
        while let Some(first) = rest.first() {
            let is_inline = |node: &&Node| !stands_apart(node);
            let line = rest.iter().take_while(is_inline).count();
            match first {
                Node::Element(element) if line == 0 => {
                    // Sub-paragraphs begin where the text of their numbered paragraph does.
                    let is_within = is_within_numbered(&nodes[..nodes.len() - rest.len()], first);
                    let step = if is_within { self.hang() } else { 0 };
                    self.further_in(step, |writer| writer.block(element, rest.get(1)));
                    rest = &rest[1..];
                }
                _ => {
                    let (inner, after) = rest.split_at(line.max(1));
                    if !inner.iter().all(is_blank) {
                        self.plain(inner);
                    }
                    rest = after;
                }
            }
        }
    }

    /// Writes the content of an entry or a cell: a line, or blocks.
    pub(super) fn flow_of(&mut self, nodes: &[Node]) {
        if nodes.iter().any(stands_apart) { self.blocks(nodes) } else { self.plain(nodes) }
    }

    pub(super) fn plain(&mut self, nodes: &[Node]) {
        let form = Form::of(self.plain_style());
        self.paragraph(&form, |writer| writer.inlines(nodes));
    }

    fn plain_style(&self) -> &'static str {
        self.flow.style.unwrap_or("BodyText")
    }

    fn block(&mut self, element: &Element, next: Option<&Node>) {
        if let Some(place) = place_of(element).and_then(|place| self.links.write(place)) {
            self.places.push(place);
        }
        let content = |writer: &mut Self| writer.inlines(&element.content);
        match element.name.as_ref() {
            "p" => self.p(element, next),
            "heading" => self.paragraph(&heading("Heading", element.count_of("level")), content),
            "item-heading" => self.item_heading(element),
            "sitting-heading" => {
                let title = element.own_content();
                self.paragraph(&heading("Heading", element.count_of("level")), |writer| writer.inlines(&title));
                self.parts(element, "details", &Form::leading("Details"));
            }
            "document-title" => self.paragraph(&Form::of("Title"), |writer| {
                writer.inlines(&element.content);
                writer.gap(gap_before(&element.text_of("status")));
                writer.styled_words("Status", element.words_of("status"));
            }),
            "masthead" => self.masthead(element),
            "status" => {
                let style = if element.says("draft") { "Warning" } else { "Minor" };
                self.paragraph(&Form::of("Fact"), |writer| writer.styled(style, content));
            }
            "list" => self.list(element),
            "contents" => self.contents(element),
            "representatives" => element.children("representation").for_each(|one| self.representation(one)),
            "quote" => {
                let step = self.em(1.1);
                self.with_flow(
                    |flow| (flow.indent, flow.rule) = (flow.indent + step, Rule::Quotation),
                    |writer| writer.blocks(&element.content),
                );
            }
            "pre" => self.paragraph(&Form::of("HTMLPreformatted"), content),
            "table" => self.table(element),
            "facts" => self.facts(element),
            "outcome" => self.paragraph(&keeping("Outcome", element), content),
            "lead-line" => self.paragraph(&lead_line(element), content),
            "lead-in" => self.introduction(&element.content),
            "action" => self.action(element),
            "decision" => self.decision(element),
            "resolution" => self.resolution(element),
            "delegation" => self.delegation(element),
            "signatures" => self.signatures(element),
            "signature-stamp" => {
                for name in ["who", "at", "certificate"] {
                    self.paragraph(&Form::of("Under"), |writer| writer.words(element.words_of(name)));
                }
            }
            "annex" => self.annex(element),
            "picture" => self.page_of_picture(element),
            "outside-page" => {}
            "inside" => {
                let steps = i32::try_from(element.count_of("steps").min(8)).unwrap_or_default();
                let step = self.hang() * steps;
                self.further_in(step, |writer| writer.blocks(&element.content));
            }
            "indented" => {
                let step = if element.says("flush") { 0 } else { self.hang() };
                self.further_in(step, |writer| writer.flow_of(&element.content));
            }
            "lang" => self.in_other_language(element),
            "anchor" => {
                if let Some(place) = element.name_of("name").and_then(|name| self.links.write(name)) {
                    self.places.push(place);
                }
            }
            "off-pages" | "as-typed" | "clause" | "event" => self.flow_of(&element.content),
            name if element.kind().is_none() => self.own_block(name, element),
            _ => self.flow_of(&element.content),
        }
    }

    /// An element of the workspace's own: a style of its name, which a designer can change in the word processor.
    fn own_block(&mut self, name: &str, element: &Element) {
        let style = self.own_style(name, false);
        match element.content.iter().any(stands_apart) {
            true => self.blocks(&element.content),
            false => self.paragraph(&Form::of(style), |writer| writer.inlines(&element.content)),
        }
    }

    fn in_other_language(&mut self, element: &Element) {
        let tag = element.name_of("code").unwrap_or_default();
        let direction = tag.parse().map(|tag: LanguageIdentifier| tag.character_direction());
        let is_right_to_left = direction.is_ok_and(|direction| direction == CharacterDirection::RTL);
        self.with_flow(
            |flow| flow.is_right_to_left = is_right_to_left,
            |writer| writer.in_language(element, |writer| writer.flow_of(&element.content)),
        );
    }

    fn p(&mut self, element: &Element, next: Option<&Node>) {
        let number = element.words_of("number");
        if let ([Node::Element(only)], []) = (element.content.as_slice(), number)
            && only.name == "image"
        {
            return self.paragraph(&Form::of("Picture"), |writer| writer.image(only));
        }
        let mut style = self.plain_style();
        if !number.is_empty() {
            let standing = Standing { is_hanging: false, ..self.standing(0) };
            self.number = Some(self.numbering.mark(PARAGRAPHS, &element.text_of("number"), standing));
            style = "NumberedParagraph";
        }
        let is_introduction = next.is_some_and(|next| next.named("list").is_some() || next.named("table").is_some());
        let form = if is_introduction { Form::leading(style) } else { Form::of(style) };
        self.paragraph(&form, |writer| writer.inlines(&element.content));
    }

    fn introduction(&mut self, content: &[Node]) {
        let form = Form::leading(self.plain_style());
        match content {
            [Node::Element(only)] if only.name == "p" => {
                self.paragraph(&form, |writer| writer.inlines(&only.content));
            }
            content if content.iter().any(stands_apart) => self.blocks(content),
            content => self.paragraph(&form, |writer| writer.inlines(content)),
        }
    }

    /// A part in a paragraph of its own.
    fn parts(&mut self, element: &Element, part: &str, form: &Form) {
        for part in element.children(part) {
            self.paragraph(form, |writer| writer.inlines(&part.content));
        }
    }

    /// Where numbers of paragraphs stand whose text begins where lines do now.
    fn standing(&self, level: usize) -> Standing {
        Standing { level, indent: self.flow.indent, hang: self.hang(), is_hanging: true, is_bold: false }
    }

    /// How far a mark stands before its text: as far as others, or further if it is longer.
    fn room_for(&self, mark: &str) -> i32 {
        let letters = i32::try_from(mark.chars().count()).unwrap_or(i32::MAX).min(40);
        self.hang().max(letters * self.em(0.52) + self.em(0.5))
    }

    fn item_heading(&mut self, element: &Element) {
        let mark = element.text_of("mark");
        let level = element.count_of("level");
        let hang = if mark.is_empty() { self.hang() } else { self.room_for(&mark).min(self.em(9.0)) };
        let is_marked = !mark.is_empty();
        let step = if is_marked || element.says("aside") { hang } else { 0 };
        let form = Form { is_apart: element.says("apart"), ..heading("Item", level) };
        let is_large = !is_marked && level == 1 && !element.says("aside");
        self.with_flow(
            |flow| flow.indent += step,
            |writer| {
                if is_marked {
                    let standing = Standing { hang, is_bold: true, ..writer.standing(level.saturating_sub(1)) };
                    writer.number = Some(writer.numbering.mark(ITEMS, &mark, standing));
                }
                writer.paragraph(&form, |writer| writer.item_words(element, is_large));
            },
        );
    }

    fn item_words(&mut self, element: &Element, is_large: bool) {
        let clock = element.words_of("clock");
        self.styled_words("Clock", clock);
        self.gap(gap_after(&element.text_of("clock")));
        let title = element.own_content();
        self.styled(if is_large { "LargeTitle" } else { "ItemTitle" }, |writer| writer.inlines(&title));
        for attribute in ["duration", "lead"] {
            self.gap(gap_before(&element.text_of(attribute)));
            self.words(element.words_of(attribute));
        }
        for tags in element.children("tags") {
            self.styled("Tags", |writer| writer.inlines(&tags.content));
        }
    }

    fn list(&mut self, list: &Element) {
        let kind = list.name_of("kind");
        let has_marks = list.children("li").any(|entry| !entry.words_of("mark").is_empty());
        if kind.is_none() || has_marks {
            return self.marked_list(list, kind);
        }
        let (style, hang) = match kind {
            Some("attendees" | "annexes") => ("List", self.hang() / 2),
            Some("speakers" | "plain") => ("List", 0),
            _ => ("BodyText", 0),
        };
        let step = if kind == Some("typed") { self.hang() } else { 0 };
        self.further_in(step, |writer| {
            for entry in list.children("li") {
                writer.at_place(entry);
                match entry.content.iter().any(stands_apart) {
                    true => writer.blocks(&entry.content),
                    false => {
                        writer.paragraph(&Form { hang, ..Form::of(style) }, |writer| writer.inlines(&entry.content))
                    }
                }
            }
        });
    }

    fn at_place(&mut self, element: &Element) {
        if let Some(place) = place_of(element).and_then(|place| self.links.write(place)) {
            self.places.push(place);
        }
    }

    fn marked_list(&mut self, list: &Element, kind: Option<&str>) {
        let depth = self.flow.depth;
        let scope = self.scopes;
        self.scopes += 1;
        let marks = list.children("li").map(|entry| entry.text_of("mark"));
        let hang = marks.map(|mark| self.room_for(&mark)).max().unwrap_or_default();
        let style = if kind == Some("numbered") { "ListNumber" } else { "ListBullet" };
        let style = if self.flow.style == Some("TableText") { "TableText" } else { style };
        self.with_flow(
            |flow| (flow.indent, flow.depth) = (flow.indent + hang, depth + 1),
            |writer| {
                for entry in list.children("li") {
                    let mark = entry.text_of("mark");
                    let standing = Standing { hang, ..writer.standing(depth) };
                    let number = match mark.as_str() {
                        "" if kind.is_none() => Some(Numbering::bullet(depth)),
                        "" => None,
                        mark => Some(writer.numbering.mark(scope, mark, standing)),
                    };
                    writer.entry(entry, number, style);
                }
            },
        );
    }

    /// An entry: its number stands before its first paragraph.
    fn entry(&mut self, entry: &Element, number: Option<Number>, style: &'static str) {
        self.at_place(entry);
        let outer = self.flow.style.replace(style);
        let begins_otherwise = match entry.content.first() {
            Some(Node::Element(first)) => !matches!(first.name.as_ref(), "p" | "lang" | "clause") && first.is_block(),
            _ => false,
        };
        self.number = number;
        if begins_otherwise && number.is_some() {
            self.paragraph(&Form::leading(style), |_| {});
        }
        self.flow_of(&entry.content);
        self.number = None;
        self.flow.style = outer;
    }

    fn contents(&mut self, contents: &Element) {
        for line in contents.children("contents-line") {
            let depth = line.count_of("depth").min(8);
            let mark = line.text_of("mark");
            let hang = self.room_for(&mark);
            let step = self.hang() * i32::try_from(depth).unwrap_or_default() + hang;
            self.further_in(step, |writer| {
                if !mark.is_empty() {
                    let standing = Standing { hang, ..writer.standing(depth) };
                    writer.number = Some(writer.numbering.mark(CONTENTS, &mark, standing));
                }
                let style = format!("TOC{}", depth + 1);
                let link = Element { name: "a".into(), ..line.clone() };
                writer.paragraph(&Form::of(style), |writer| writer.inline(&link));
            });
        }
    }

    fn representation(&mut self, one: &Element) {
        self.at_place(one);
        let label = one.text_of("label");
        let hang = self.room_for(&label).clamp(self.em(5.2), self.em(10.0));
        self.paragraph(&Form { hang, ..Form::of("List") }, |writer| {
            writer.styled_words("Label", one.words_of("label"));
            writer.gap("\t");
            writer.inlines(&one.content);
        });
    }

    fn facts(&mut self, element: &Element) {
        let step = if element.says("inside") { self.hang() } else { 0 };
        let form = keeping("Fact", element);
        self.further_in(step, |writer| {
            for fact in element.children("fact") {
                writer.paragraph(&form, |writer| {
                    writer.styled_words("FactLabel", fact.words_of("label"));
                    writer.gap(gap_after(&fact.text_of("label")));
                    writer.inlines(&fact.content);
                });
            }
        });
    }

    /// What has a line beside it stands further in by the line's width.
    fn set_off(&mut self, rule: Rule, step: f64, inner: impl FnOnce(&mut Self)) {
        let step = self.em(step);
        self.with_flow(|flow| (flow.indent, flow.rule) = (flow.indent + step, rule), inner);
    }

    fn action(&mut self, element: &Element) {
        self.set_off(Rule::Action, 0.8, |writer| {
            writer.lines(&element.content, "ActionText");
            let facts = ["owner", "due"].map(|name| element.words_of(name));
            if facts.iter().all(|words| words.is_empty()) {
                return;
            }
            writer.paragraph(&Form::of("ActionOwner"), |writer| {
                for (at, words) in facts.into_iter().filter(|words| !words.is_empty()).enumerate() {
                    writer.gap(if at > 0 { "\u{2003}" } else { "" });
                    writer.words(words);
                }
            });
        });
    }

    /// Lines of a cell or an action, each a paragraph; or anything else.
    pub(super) fn lines(&mut self, nodes: &[Node], style: &'static str) {
        let outer = self.flow.style.replace(style);
        let lines: Vec<&Element> = nodes.iter().filter_map(|node| node.named("line")).collect();
        if lines.is_empty() {
            self.flow_of(nodes);
        }
        for line in lines {
            self.flow.style = Some(match line.name_of("kind") {
                Some("under") => "Under",
                Some(_) => "Pause",
                None => style,
            });
            self.flow_of(&line.content);
        }
        self.flow.style = outer;
    }

    fn decision(&mut self, element: &Element) {
        self.set_off(Rule::Decision, 0.9, |writer| {
            writer.parts(element, "title", &Form::leading("DecisionTitle"));
            writer.blocks(&element.own_content());
        });
        self.spacer();
    }

    fn resolution(&mut self, element: &Element) {
        let begins_page = element.says("apart") && !element.says("first");
        let form = Form { begins_page, ..heading("Heading", 1) };
        self.parts(element, "title", &form);
        self.blocks(&element.own_content());
    }

    fn delegation(&mut self, element: &Element) {
        self.parts(element, "title", &Form::leading("Delegation"));
        let step = self.hang() / 2;
        self.further_in(step, |writer| writer.blocks(&element.own_content()));
    }

    fn annex(&mut self, element: &Element) {
        let is_apart = !element.says("uncovered") && !element.says("follows");
        if is_apart && !element.says("shared") {
            self.begin_section(element);
        }
        let form = Form { begins_page: is_apart && element.says("shared"), ..heading("AnnexTitle", 0) };
        self.paragraph(&form, |writer| {
            writer.styled_words("AnnexLabel", element.words_of("label"));
            if element.children("title").next().is_some() {
                writer.gap("\n");
            }
            element.children("title").for_each(|title| writer.inlines(&title.content));
        });
        self.parts(element, "only-in", &Form::of("Under"));
        self.parts(element, "notice", &Form::of("Notice"));
        self.blocks(&element.own_content());
    }
}

/// Returns whether a node is a paragraph of its own, or more than one.
pub(super) fn stands_apart(node: &Node) -> bool {
    node.is_block() || matches!(node, Node::Element(element) if element.is_part() && element.name != "tags")
}

fn is_blank(node: &Node) -> bool {
    matches!(node, Node::Run(run) if run.text.trim().is_empty())
}

fn heading(style: &str, level: usize) -> Form {
    match level {
        0 if style == "AnnexTitle" => Form::leading(style.to_owned()),
        level => Form::leading(format!("{style}{}", level.clamp(1, 4))),
    }
}

/// A paragraph that stays with the next if its element is `sticky`.
fn keeping(style: &'static str, element: &Element) -> Form {
    Form { keeps_next: element.says("sticky"), ..Form::of(style) }
}

fn lead_line(element: &Element) -> Form {
    Form::leading(match element.name_of("kind") {
        Some("annexes") => "ListTitle",
        Some(_) => "LeadLine",
        None => "BodyText",
    })
}
