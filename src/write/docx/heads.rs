//! The head of a document, and the place where it is signed.

use super::measure;
use super::table::Dress;
use super::writer::{Form, Writer};
use crate::document::Element;

impl Writer<'_> {
    /// Who meets, what, when and where. What the document is filed under stands beside the names.
    pub(super) fn masthead(&mut self, head: &Element) {
        self.logo();
        let organization: Vec<&Element> = head.children("organization").collect();
        let symbol: Vec<&Element> = head.children("symbol").collect();
        let filing: Vec<&Element> =
            head.content.iter().filter_map(|node| node.named("filing").or_else(|| node.named("job-number"))).collect();
        let names: Vec<(&Element, &'static str)> = head
            .content
            .iter()
            .filter_map(|node| {
                node.named("parent").map(|one| (one, "Parent")).or_else(|| Some((node.named("who")?, "Body")))
            })
            .collect();
        let beside: Vec<(&Element, &'static str)> =
            symbol.iter().map(|one| (*one, "Symbol")).chain(filing.iter().map(|one| (*one, "Filing"))).collect();
        let over: Vec<(&Element, &'static str)> = organization.iter().map(|one| (*one, "Organization")).collect();
        if beside.is_empty() {
            self.lines_of_head(&over);
            self.paragraph_or_rule(&names);
        } else {
            self.side_by_side(&over, &names, &beside);
        }
        for (name, style) in [("session", "Session"), ("title", "Subject"), ("head-line", "HeadLine")] {
            for part in head.children(name) {
                self.paragraph(&Form::leading(style), |writer| writer.inlines(&part.content));
            }
        }
    }

    fn lines_of_head(&mut self, lines: &[(&Element, &'static str)]) {
        for (line, style) in lines {
            self.paragraph(&Form::leading(*style), |writer| writer.inlines(&line.content));
        }
    }

    /// The names under a rule.
    fn paragraph_or_rule(&mut self, names: &[(&Element, &'static str)]) {
        for (at, (line, style)) in names.iter().enumerate() {
            let style = match (at, *style) {
                (0, "Parent") => "ParentUnderRule",
                (0, _) => "BodyUnderRule",
                (_, style) => style,
            };
            self.paragraph(&Form::leading(style), |writer| writer.inlines(&line.content));
        }
    }

    /// A table without lines, of one row over and one under the rule.
    fn side_by_side(
        &mut self,
        over: &[(&Element, &'static str)],
        names: &[(&Element, &'static str)],
        beside: &[(&Element, &'static str)],
    ) {
        let room = self.flow.width;
        // What is filed takes what it needs, and no more than two fifths.
        let longest = beside.iter().map(|(line, style)| width_of_line(line, style)).max().unwrap_or_default();
        let aside = longest.clamp(room / 8, room * 2 / 5);
        let widths = [room - aside, aside];
        let (symbols, filing): (Vec<_>, Vec<_>) = beside.iter().copied().partition(|(_, style)| *style == "Symbol");
        // Word processors put one there themselves where a document begins with a table.
        self.spacer();
        self.begin_table(&widths, "HeadTable", 0);
        if !over.is_empty() || !symbols.is_empty() {
            self.row_of_head(&widths, Dress::Bare, over, &symbols);
        }
        self.row_of_head(&widths, Dress::UnderRule, names, &filing);
        self.end_table();
    }

    fn row_of_head(
        &mut self,
        widths: &[i32; 2],
        dress: Dress,
        left: &[(&Element, &'static str)],
        right: &[(&Element, &'static str)],
    ) {
        self.row(false, |writer| {
            for (width, lines) in widths.iter().zip([left, right]) {
                writer.cell((*width, 1), dress, |writer| {
                    writer.lines_of_head(lines);
                    if lines.is_empty() {
                        writer.paragraph(&Form::of("Filing"), |_| {});
                    }
                });
            }
        });
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
    if style == "Symbol" { width * 3 / 2 } else { width * 11 / 10 }
}
