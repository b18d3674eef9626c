//! The head of a document, and the place where it is signed.

use super::measure;
use super::table::Dress;
use super::writer::{Form, Writer};
use crate::document::{Element, Head};

/// A line, and its style.
type Line<'a> = (&'a Element, &'static str);

impl Writer<'_> {
    /// Who meets, what, when and where. What the document is filed under stands beside the names.
    pub(super) fn masthead(&mut self, head: &Element) {
        self.logo();
        let lines = |parts: &[(&'static str, &'static str)]| -> Vec<Line<'_>> {
            parts.iter().flat_map(|(name, style)| head.children(name).map(move |part| (part, *style))).collect()
        };
        let under = match self.composition.look.head {
            Head::Names => {
                let over = lines(&[("organization", "Organization")]);
                let names = lines(&[("parent", "Parent"), ("who", "Body")]);
                let symbols = lines(&[("symbol", "Symbol")]);
                let filing = lines(&[("filing", "Filing"), ("job-number", "Filing")]);
                if symbols.is_empty() && filing.is_empty() {
                    self.lines_of_head(&over);
                    self.names_under_rule(names);
                } else {
                    let has_over = !over.is_empty() || !symbols.is_empty();
                    let over = has_over.then_some((Dress::Bare, over, symbols));
                    self.side_by_side(over.into_iter().chain([(Dress::UnderRule, names, filing)]).collect());
                }
                lines(&[("session", "Session"), ("title", "Subject"), ("head-line", "HeadLine")])
            }
            Head::Title => {
                let names = ["organization", "parent", "who"].map(|name| (name, "Organization"));
                let over = [lines(&names), lines(&[("session", "Details")])].concat();
                let beside = lines(&["symbol", "filing", "job-number"].map(|name| (name, "Filing")));
                match beside.is_empty() {
                    true => self.lines_of_head(&over),
                    false => self.side_by_side(vec![(Dress::Bare, over, beside)]),
                }
                lines(&[("title", "LargeSubject"), ("head-line", "HeadLineBesideRule")])
            }
        };
        self.lines_of_head(&under);
    }

    fn lines_of_head(&mut self, lines: &[Line<'_>]) {
        for (line, style) in lines {
            self.paragraph(&Form::leading(*style), |writer| writer.inlines(&line.content));
        }
    }

    fn names_under_rule(&mut self, mut names: Vec<Line<'_>>) {
        if let Some((_, style)) = names.first_mut() {
            *style = if *style == "Parent" { "ParentUnderRule" } else { "BodyUnderRule" };
        }
        self.lines_of_head(&names);
    }

    /// A table without lines: names, and beside them what the document is filed under.
    fn side_by_side(&mut self, rows: Vec<(Dress, Vec<Line<'_>>, Vec<Line<'_>>)>) {
        let room = self.flow.width;
        // What is filed takes what it needs, and no more than two fifths.
        let beside = rows.iter().flat_map(|(_, _, beside)| beside);
        let longest = beside.map(|(line, style)| width_of_line(line, style)).max().unwrap_or_default();
        let aside = longest.clamp(room / 8, room * 2 / 5);
        let widths = [room - aside, aside];
        // Word processors put one there themselves where a document begins with a table.
        self.spacer();
        self.begin_table(&widths, "HeadTable", 0);
        for (dress, left, right) in &rows {
            self.row(false, |writer| {
                for (width, lines) in widths.iter().zip([left, right]) {
                    writer.cell((*width, 1), *dress, |writer| {
                        writer.lines_of_head(lines);
                        if lines.is_empty() {
                            writer.paragraph(&Form::of("Filing"), |_| {});
                        }
                    });
                }
            });
        }
        self.end_table();
    }

    /// Names to be signed over, as on our pages: one where lines end, two or four in twos, others in threes.
    pub(super) fn signatures(&mut self, signatures: &Element) {
        for certification in signatures.children("certification") {
            self.flow_of(&certification.content);
        }
        let all: Vec<&Element> = signatures.children("signature").collect();
        if all.is_empty() {
            return;
        }
        let across = if matches!(all.len(), 1 | 2 | 4) { 2 } else { 3 };
        let room = self.flow.width - self.flow.indent;
        let widths = vec![room / across; usize::try_from(across).unwrap_or(2)];
        let places: Vec<Option<&Element>> =
            (all.len() == 1).then_some(None).into_iter().chain(all.iter().map(|one| Some(*one))).collect();
        self.begin_table(&widths, "HeadTable", self.flow.indent);
        for row in places.chunks(widths.len()) {
            self.row(false, |writer| {
                for (at, width) in widths.iter().enumerate() {
                    let one = row.get(at).copied().flatten();
                    writer.cell((*width, 1), Dress::Bare, |writer| writer.signature(one));
                }
            });
        }
        self.end_table();
    }

    fn signature(&mut self, one: Option<&Element>) {
        let Some(one) = one else { return self.paragraph(&Form::of("Under"), |_| {}) };
        self.paragraph(&Form::leading("Signature"), |writer| writer.words(one.words_of("name")));
        let capacity = one.words_of("capacity");
        if !capacity.is_empty() {
            self.paragraph(&Form::of("Under"), |writer| writer.words(capacity));
        }
    }
}

/// The width of a line that is filed: symbols are large, bold and mostly capitals.
fn width_of_line(line: &Element, style: &str) -> i32 {
    let width = measure::width(&line.content);
    if style == "Symbol" { width * 13 / 10 } else { width }
}
