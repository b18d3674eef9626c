//! Tables: heads that are repeated on each page, rows that are not broken, columns as wide as their words need.

use super::blocks::stands_apart;
use super::measure::{INSET, widths};
use super::writer::{Flow, Form, Rule, Writer};
use crate::document::Element;

/// The borders and the ground of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dress {
    Head,
    Row,
    /// The first row of a table without heads.
    Top,
    /// No borders: for what stands side by side.
    Bare,
    /// Under the rule of the head of a document.
    UnderRule,
}

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Element) {
        let table = table.off_pages();
        let columns: Vec<&Element> = table.children("col").collect();
        if columns.is_empty() || table.children("row").next().is_none() && table.is_headless() {
            return;
        }
        let widths = widths(&table, &columns, self.flow.width - self.flow.indent);
        self.begin_table(&widths, "TableGrid", self.flow.indent);
        if !table.is_headless() {
            self.row(true, |writer| {
                for (column, width) in columns.iter().zip(&widths) {
                    let form = Form { side: side(column, writer.flow.is_right_to_left), ..Form::of("TableHead") };
                    writer.cell((*width, 1), Dress::Head, |writer| {
                        writer.paragraph(&form, |writer| writer.inlines(&column.content));
                    });
                }
            });
        }
        for (at, row) in table.children("row").enumerate() {
            let dress = if at == 0 && table.is_headless() { Dress::Top } else { Dress::Row };
            self.row(false, |writer| writer.cells(row, &columns, &widths, dress));
        }
        self.end_table();
    }

    /// Begins a table with columns of these widths, so far from the margin.
    pub(super) fn begin_table(&mut self, widths: &[i32], style: &str, indent: i32) {
        let all: i32 = widths.iter().sum();
        self.xml.open("w:tbl", &[]);
        self.xml.open("w:tblPr", &[]);
        self.xml.empty("w:tblStyle", &[("w:val", style)]);
        if self.flow.is_right_to_left {
            self.xml.empty("w:bidiVisual", &[]);
        }
        self.xml.empty("w:tblW", &[("w:w", &all.to_string()), ("w:type", "dxa")]);
        if indent != 0 {
            self.xml.empty("w:tblInd", &[("w:w", &indent.to_string()), ("w:type", "dxa")]);
        }
        self.xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        self.xml.empty("w:tblLook", &[("w:val", "0420"), ("w:firstRow", "1"), ("w:noVBand", "1")]);
        self.xml.close("w:tblPr");
        self.xml.open("w:tblGrid", &[]);
        widths.iter().for_each(|width| self.xml.empty("w:gridCol", &[("w:w", &width.to_string())]));
        self.xml.close("w:tblGrid");
    }

    /// Ends a table: without anything between them, two would become one.
    pub(super) fn end_table(&mut self) {
        self.xml.close("w:tbl");
        self.spacer();
    }

    pub(super) fn row(&mut self, is_head: bool, inner: impl FnOnce(&mut Self)) {
        self.xml.open("w:tr", &[]);
        self.xml.open("w:trPr", &[]);
        self.xml.empty("w:cantSplit", &[]);
        if is_head {
            self.xml.empty("w:tblHeader", &[]);
        }
        self.xml.close("w:trPr");
        inner(self);
        self.xml.close("w:tr");
    }

    /// The cells of a row; the last covers the columns that are left.
    fn cells(&mut self, row: &Element, columns: &[&Element], widths: &[i32], dress: Dress) {
        let cells: Vec<&Element> = row.children("cell").take(columns.len()).collect();
        let mut next = 0;
        for (at, cell) in cells.iter().enumerate() {
            let is_last = at + 1 == cells.len();
            let after = cells.len() - at - 1;
            let left = columns.len().saturating_sub(next);
            let span = if is_last { left } else { cell.count_of("span").clamp(1, left.saturating_sub(after).max(1)) };
            let width = widths.iter().skip(next).take(span).sum();
            let side = if span == 1 {
                columns.get(next).and_then(|column| side(column, self.flow.is_right_to_left))
            } else {
                None
            };
            self.cell((width, span), dress, |writer| writer.cell_content(cell, side, span > 1 && cells.len() == 1));
            next += span;
        }
        if cells.is_empty() {
            let width = widths.iter().sum();
            self.cell((width, columns.len()), dress, |writer| writer.paragraph(&Form::of("TableText"), |_| {}));
        }
    }

    fn cell_content(&mut self, cell: &Element, side: Option<&'static str>, is_over_rows: bool) {
        self.flow.indent = self.em(1.2) * i32::try_from(cell.count_of("inside").min(8)).unwrap_or_default();
        if let Some(side) = side.filter(|_| !cell.content.iter().any(stands_apart)) {
            let form = Form { side: Some(side), ..Form::of("TableText") };
            return self.paragraph(&form, |writer| writer.inlines(&cell.content));
        }
        let style = if is_over_rows { "TableGroup" } else { "TableText" };
        let before = self.paragraph_count();
        self.lines(&cell.content, style);
        // A cell has to end with a paragraph, and one that says nothing is a place to write.
        let ends_with_table = cell.content.last().is_some_and(|node| node.named("table").is_some());
        if self.paragraph_count() == before && !ends_with_table {
            self.paragraph(&Form::of("TableText"), |_| {});
        }
    }

    pub(super) fn cell(&mut self, (width, span): (i32, usize), dress: Dress, inner: impl FnOnce(&mut Self)) {
        self.xml.open("w:tc", &[]);
        self.xml.open("w:tcPr", &[]);
        self.xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        if span > 1 {
            self.xml.empty("w:gridSpan", &[("w:val", &span.to_string())]);
        }
        self.dress(dress);
        self.xml.close("w:tcPr");
        let room = width - 2 * INSET;
        let change = |flow: &mut Flow| {
            *flow = Flow {
                indent: 0,
                rule: Rule::None,
                style: Some("TableText"),
                depth: 0,
                is_enclosed: true,
                width: room.max(INSET),
                ..*flow
            };
        };
        self.with_flow(change, inner);
        self.xml.close("w:tc");
    }

    fn dress(&mut self, dress: Dress) {
        let look = &self.composition.look.colours;
        let (accent, hairline, tint) =
            (super::writer::bare(&look.accent), super::writer::bare(&look.hairline), super::writer::bare(&look.tint));
        let line = |size, colour| [("w:val", "single"), ("w:sz", size), ("w:space", "0"), ("w:color", colour)];
        let borders: &[(&str, [(&str, &str); 4])] = match dress {
            Dress::Bare => &[],
            Dress::UnderRule => &[("w:top", line("13", accent))],
            Dress::Head => &[("w:bottom", line("8", accent))],
            Dress::Row => &[("w:bottom", line("4", hairline))],
            Dress::Top => &[("w:top", line("4", hairline)), ("w:bottom", line("4", hairline))],
        };
        if !borders.is_empty() {
            self.xml.open("w:tcBorders", &[]);
            borders.iter().for_each(|(name, line)| self.xml.empty(name, line));
            self.xml.close("w:tcBorders");
        }
        if dress == Dress::Head {
            self.xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", tint)]);
        }
    }
}

/// The side of a column's cells: figures stand on the right, so that units are under units. Where lines begin on the right, that is
/// the side that Word calls left.
fn side(column: &Element, is_right_to_left: bool) -> Option<&'static str> {
    match column.name_of("side") {
        Some("end") => Some(if is_right_to_left { "left" } else { "right" }),
        Some("middle") => Some("center"),
        _ => None,
    }
}
