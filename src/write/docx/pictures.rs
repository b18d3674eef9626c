//! Where pictures stand, and how large they are: as they are in the pack, and no wider than a line.

use super::links::Relation;
use super::writer::{Form, Writer};
use crate::document::{Element, Run};

/// English Metric Units, in which drawings are measured, of a twentieth of a point and of a pixel at 72 to an inch, as on our pages.
const TWIP: u64 = 635;
const PIXEL: u64 = 12_700;

impl Writer<'_> {
    pub(super) fn image(&mut self, element: &Element) {
        let name = element.name_of("src").unwrap_or_default();
        let alt = element.text_of("alt");
        let file = self.composition.pictures.get(name);
        let height = self.flow.width * 6 / 5;
        match file.and_then(|file| self.pictures.take(name, file)) {
            Some(shown) => self.drawing(shown, &alt, (self.flow.width - self.flow.indent, height)),
            // What cannot be shown is described, as in plain text.
            None => self.run(&Run::of(format!("[{alt}]"))),
        }
    }

    /// A picture that is an annex has a page of its own.
    pub(super) fn page_of_picture(&mut self, element: &Element) {
        let form = Form { begins_page: !element.says("first"), ..Form::of("Picture") };
        self.paragraph(&form, |writer| writer.image(element));
    }

    /// The picture over the head of a document.
    pub(super) fn logo(&mut self) {
        let Some(logo) = &self.composition.look.logo else { return };
        let Some(shown) = self
            .composition
            .logos
            .get(&logo.file)
            .and_then(|file| self.pictures.take(&format!("logo {}", logo.file), file))
        else {
            return;
        };
        let height = super::writer::twips(logo.height * 72.0 / 25.4);
        let width = self.flow.width;
        self.paragraph(&Form::leading("Logo"), |writer| writer.drawing(shown, &logo.alt, (width, height)));
    }

    fn drawing(&mut self, (path, size): (String, (u32, u32)), alt: &str, room: (i32, i32)) {
        let id = self.links.relation(Relation::Picture, &path);
        let content = self.pictures.files.get(&path).map(|picture| &*picture.content);
        self.anchors.picture(&path, content.unwrap_or_default(), alt);
        self.pictures.drawings += 1;
        let number = self.pictures.drawings.to_string();
        let (width, height) = fitted(size, room);
        let (width, height) = (width.to_string(), height.to_string());
        let extent = [("cx", width.as_str()), ("cy", height.as_str())];
        let described = [("id", number.as_str()), ("name", path.as_str()), ("descr", alt)];
        let xml = &mut self.xml;
        xml.raw("<w:r><w:drawing>");
        xml.open("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")]);
        xml.empty("wp:extent", &extent);
        xml.empty("wp:docPr", &described);
        xml.raw("<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>");
        xml.open("a:graphic", &[]);
        xml.open("a:graphicData", &[("uri", "http://schemas.openxmlformats.org/drawingml/2006/picture")]);
        xml.raw("<pic:pic><pic:nvPicPr>");
        xml.empty("pic:cNvPr", &described);
        xml.raw("<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>");
        xml.empty("a:blip", &[("r:embed", &id)]);
        xml.raw("<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>");
        xml.empty("a:ext", &extent);
        xml.raw("</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>");
        xml.raw("</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>");
    }
}

/// The size of a picture in English Metric Units: its own, unless there is no room for that.
fn fitted((across, down): (u32, u32), (width, height): (i32, i32)) -> (u64, u64) {
    let room = |twips: i32| u64::try_from(twips.max(20)).unwrap_or(20) * TWIP;
    let (across, down) = (u64::from(across.max(1)) * PIXEL, u64::from(down.max(1)) * PIXEL);
    let (width, height) = (room(width).min(across), room(height));
    let (width, high) = (width, (down * width / across).max(1));
    if high <= height { (width, high) } else { ((width * height / high).max(1), height) }
}
