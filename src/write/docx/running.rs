//! What stands at the head and foot of pages, and whether they stand or lie. An annex has pages of its own.

use unicode_width::UnicodeWidthStr;

use super::sections::Section;
use super::writer::{Flow, Writer, page, sides, width};
use super::xml::Xml;
use crate::document::{Element, PAGE, PAGES, Run, Running};

impl Writer<'_> {
    pub(super) fn begin_section(&mut self, annex: &Element) {
        if let Some(last) = self.last.take() {
            let ended = self.section();
            self.sections.insert(last, ended);
        }
        let mark = match annex.text_of("mark") {
            mark if mark.is_empty() => self.document.running.mark.as_ref().map(|mark| mark.text.clone()),
            mark => Some(mark),
        };
        let is_wide = annex.says("wide");
        let name = annex.text_of("label");
        self.heads.current = Section { name, mark, is_wide, is_first: false };
        self.flow.width = width(&self.composition.look, is_wide);
    }

    /// The properties of the section that is being written.
    pub(super) fn section(&mut self) -> String {
        let section = self.heads.current.clone();
        let look = &self.composition.look;
        let line = width(look, section.is_wide);
        let (inside, outside) = sides(look, section.is_wide);
        let (mut across, mut along) = page(look);
        if section.is_wide {
            (across, along) = (along, across);
        }
        let head = self.part("w:hdr", |writer| writer.running_head(&section, line));
        let foot = self.part("w:ftr", |writer| writer.running_foot(line));
        let mut references = vec![
            ("w:headerReference", "default", self.heads.add("header", head)),
            ("w:footerReference", "default", self.heads.add("footer", foot.clone())),
        ];
        if section.is_first {
            let first = self.part("w:hdr", |writer| writer.first_head(&section));
            references.push(("w:headerReference", "first", self.heads.add("header", first)));
            references.push(("w:footerReference", "first", self.heads.add("footer", foot)));
        }
        let mut xml = Xml::default();
        xml.open("w:sectPr", &[]);
        for (name, kind, id) in &references {
            xml.empty(name, &[("w:type", kind), ("r:id", id)]);
        }
        xml.empty("w:type", &[("w:val", "nextPage")]);
        let turned: &[(&str, &str)] = if section.is_wide { &[("w:orient", "landscape")] } else { &[] };
        let (across, along) = (across.to_string(), along.to_string());
        xml.empty("w:pgSz", &[&[("w:w", across.as_str()), ("w:h", along.as_str())], turned].concat());
        let (inside, outside) = (inside.to_string(), outside.to_string());
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", "1531"),
                ("w:right", &outside),
                ("w:bottom", "1474"),
                ("w:left", &inside),
                ("w:header", "780"),
                ("w:footer", "720"),
                ("w:gutter", "0"),
            ],
        );
        if section.is_first {
            xml.empty("w:titlePg", &[]);
        }
        if self.composition.is_right_to_left {
            xml.empty("w:bidi", &[]);
        }
        xml.close("w:sectPr");
        xml.finish()
    }

    /// A part of its own, which has none of what is around the text.
    fn part(&mut self, root: &str, inner: impl FnOnce(&mut Self)) -> String {
        let mut xml = Xml::default();
        xml.raw(Xml::DECLARATION);
        xml.open(root, &super::package::NAMESPACES);
        let outer = std::mem::replace(&mut self.xml, xml);
        let outer_flow = self.flow;
        self.flow = Flow { is_right_to_left: self.composition.is_right_to_left, ..Flow::default() };
        inner(self);
        self.flow = outer_flow;
        let mut part = std::mem::replace(&mut self.xml, outer);
        part.close(root);
        part.finish()
    }

    fn running_head(&mut self, section: &Section, width: i32) {
        let running = &self.document.running;
        let marks =
            section.mark.as_deref().into_iter().chain(running.audience.as_ref().map(|audience| audience.text.as_str()));
        // The foot has the line, too: at the head it may be left out.
        let room = Running::room_beside(marks.chain([section.name.as_str()]));
        let line = Some(&running.line).filter(|line| line.text.width() <= room);
        let line = running.symbol.as_ref().or(line).map(|line| line.text.clone()).unwrap_or_default();
        self.line_of_page("Header", width, |writer| {
            writer.gap(&line);
            writer.gap("\t");
            if writer.marks(section) {
                writer.gap("\u{2003}");
            }
            writer.styled("PageName", |writer| writer.gap(&section.name));
        });
    }

    /// On the first page there are only the marks.
    fn first_head(&mut self, section: &Section) {
        self.line_of_page("FirstHeader", 0, |writer| {
            writer.marks(section);
        });
    }

    /// That it is a draft, and for whom it is; returns whether there is any of these.
    fn marks(&mut self, section: &Section) -> bool {
        let running = &self.document.running;
        let audience = running.audience.as_ref().map(|audience| audience.text.clone());
        let style = if running.is_restricted { "Restricted" } else { "Audience" };
        if let Some(mark) = &section.mark {
            self.styled("DraftMark", |writer| writer.gap(mark));
        }
        if let Some(audience) = &audience {
            self.gap(if section.mark.is_some() { "\u{2003}" } else { "" });
            self.styled(style, |writer| writer.gap(audience));
        }
        section.mark.is_some() || audience.is_some()
    }

    fn running_foot(&mut self, width: i32) {
        let running = &self.document.running;
        let (line, pattern) = (running.line.text.clone(), running.page_of_pages.clone());
        self.line_of_page("Footer", width, |writer| {
            writer.gap(&line);
            writer.gap("\t");
            for piece in pattern.split_inclusive([PAGE, PAGES]) {
                let words = piece.trim_end_matches([PAGE, PAGES]);
                writer.gap(words);
                if let Some(field) = piece.chars().last().and_then(field) {
                    writer.field(field);
                }
            }
        });
    }

    /// A number that word processors fill in.
    fn field(&mut self, name: &str) {
        self.xml.open("w:fldSimple", &[("w:instr", &format!(" {name} "))]);
        self.run(&Run::of("1"));
        self.xml.close("w:fldSimple");
    }

    fn line_of_page(&mut self, style: &str, width: i32, inner: impl FnOnce(&mut Self)) {
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        self.xml.empty("w:pStyle", &[("w:val", style)]);
        if width > 0 {
            self.xml.open("w:tabs", &[]);
            self.xml.empty("w:tab", &[("w:val", "right"), ("w:pos", &width.to_string())]);
            self.xml.close("w:tabs");
        }
        self.xml.close("w:pPr");
        inner(self);
        self.xml.close("w:p");
    }
}

fn field(c: char) -> Option<&'static str> {
    match c {
        PAGE => Some("PAGE"),
        PAGES => Some("NUMPAGES"),
        _ => None,
    }
}
