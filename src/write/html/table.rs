//! Tables, in a frame that can be moved where it is wider than the screen.

use super::writer::Writer;
use crate::document::{Element, Node, Run};

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Element) {
        let table = table.off_pages();
        let columns: Vec<&Element> = table.children("col").collect();
        let heads: Vec<String> =
            columns.iter().map(|column| words(&column.content)).filter(|head| !head.is_empty()).collect();
        let name = heads.join(&self.composition.separator);
        let class = if table.name_of("kind") == Some("index") { "wide index" } else { "wide" };
        self.open("div", &[("class", class), ("role", "group"), ("tabindex", "0"), ("aria-label", &name)]);
        self.raw("<table>\n");
        self.widths(&columns);
        let is_headless = table.is_headless();
        if !is_headless {
            self.raw("<thead><tr>");
        }
        for column in columns.iter().filter(|_| !is_headless) {
            let side = column.name_of("side").map(|side| ("class", side));
            // A head without words heads nothing.
            let (name, scope) = if column.content.is_empty() { ("td", None) } else { ("th", Some(("scope", "col"))) };
            let attributes: Vec<(&str, &str)> = scope.into_iter().chain(side).collect();
            self.element(name, &attributes, |writer| writer.inlines(&column.content));
        }
        self.raw(if is_headless { "<tbody>\n" } else { "</tr></thead>\n<tbody>\n" });
        for row in table.children("row") {
            self.raw("<tr>");
            for (at, cell) in row.children("cell").enumerate() {
                self.cell(cell, columns.get(at).copied());
            }
            self.raw("</tr>\n");
        }
        self.raw("</tbody>\n</table></div>\n");
    }

    /// Shares of the table, where columns state them.
    fn widths(&mut self, columns: &[&Element]) {
        let stated = |column: &&Element| column.number_of("width").map(|width| width.clamp(0.1, 100.0));
        let all: f64 = columns.iter().filter_map(stated).sum();
        if columns.iter().any(|column| stated(column).is_none()) {
            return;
        }
        self.raw("<colgroup>");
        for width in columns.iter().filter_map(stated) {
            self.raw(&format!("<col style=\"width: {:.1}%\">", 100.0 * width / all));
        }
        self.raw("</colgroup>\n");
    }

    fn cell(&mut self, cell: &Element, column: Option<&Element>) {
        let span = cell.count_of("span");
        let name = column.and_then(|column| column.name_of("name"));
        let class = match column.and_then(|column| column.name_of("side")) {
            _ if span > 1 => Some("group"),
            Some(side) => Some(side),
            None if name == Some("time") => Some("time"),
            None if cell.count_of("inside") > 0 => Some("inside"),
            None => None,
        };
        let span = span.to_string();
        let attributes: Vec<(&str, &str)> = class
            .map(|class| ("class", class))
            .into_iter()
            .chain((span != "0").then_some(("colspan", span.as_str())))
            .collect();
        self.element("td", &attributes, |writer| writer.lines(&cell.content));
    }

    /// Lines of a cell, or anything else that it holds.
    fn lines(&mut self, nodes: &[Node]) {
        if !nodes.iter().any(|node| node.named("line").is_some()) {
            return self.flow(nodes);
        }
        let mut before = false;
        for line in nodes.iter().filter_map(|node| node.named("line")) {
            let is_block = line.content.iter().any(Node::is_block);
            if before && !is_block {
                self.raw("<br>");
            }
            before = !is_block;
            match line.name_of("kind") {
                Some(kind) => {
                    let name = if is_block { "div" } else { "span" };
                    self.element(name, &[("class", if kind == "under" { "minor" } else { kind })], |writer| {
                        writer.flow(&line.content)
                    });
                }
                None => self.flow(&line.content),
            }
        }
    }
}

fn words(nodes: &[Node]) -> String {
    let words = |node: &Node| match node {
        Node::Run(Run { text, .. }) => text.clone(),
        Node::Element(element) if element.name == "note" => String::new(),
        Node::Element(element) => words(&element.content),
    };
    nodes.iter().map(words).collect()
}
