//! Appearances for what has none: values of form fields, and annotations that say how they are drawn (ISO 32000-1, 12.5.5 and
//! 12.7.3.3). Readers make them when they show a page; what is merged is shown as it is, so it gets them here.
//!
//! Values that cannot be drawn, or are not shown at all, are reported with their text.

mod border;
mod default;
mod face;
mod field;
mod layout;
mod markup;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::note::{Remark, Remarks};
use crate::pdf::{
    AnnotationKind, Budget, Rectangle, Refusal, annotation_kind, appearance, catalog_dictionary, entry, is_hidden,
    name, shown, shown_name, text,
};
use border::Border;
pub(super) use face::widths;
use field::{Drawn, Field};

/// The fields and annotations that have to be reported.
#[derive(Debug, Default)]
pub(super) struct Supplied {
    /// Values of fields that are not shown.
    pub(super) values: Remarks,
    /// Annotations that are not merged.
    pub(super) unshown: Remarks,
    /// Annotations that come along with words that are not on the page.
    pub(super) comments: Remarks,
}

/// An appearance for an annotation.
struct Supply {
    annotation: ObjectId,
    form: Option<Stream>,
    /// The place of the annotation, where it is another one than it says.
    place: Option<Rectangle>,
    state: Option<Vec<u8>>,
    is_markup: bool,
}

/// Flags of annotations (table 165): printed.
const PRINTED: i64 = 4;

/// Gives appearances to the annotations of pages, by their numbers.
pub(super) fn supply(
    document: &mut Document,
    annotations: &[(usize, ObjectId)],
    budget: &mut Budget,
) -> Result<Supplied, Refusal> {
    let mut supplied = Supplied::default();
    let mut made = Vec::new();
    for (page, id) in annotations {
        let Ok(annotation) = document.get_dictionary(*id) else { continue };
        let one = match annotation_kind(document, annotation) {
            AnnotationKind::Field => supplied.field(document, *id, annotation, *page, budget)?,
            AnnotationKind::Link => None,
            _ => supplied.markup(document, *id, annotation, *page, budget)?,
        };
        made.extend(one);
    }
    made.into_iter().for_each(|one| one.enter(document));
    Ok(supplied)
}

impl Supplied {
    fn field(
        &mut self,
        document: &Document,
        id: ObjectId,
        widget: &Dictionary,
        page: usize,
        budget: &mut Budget,
    ) -> Result<Option<Supply>, Refusal> {
        let field = Field::new(document, widget);
        if field.is_signature() {
            return Ok(None);
        }
        let value = field.value(budget)?;
        let mut tell = |words: &str, hidden: &str| {
            let what = || format!("`{}`{hidden}", field.name());
            self.values.add(|| Remark { page, what: what(), author: None, words: shown(words) });
        };
        if is_hidden(document, widget) {
            if !value.trim().is_empty() && !field.is_secret() {
                tell(&value, " (hidden)");
            }
            return Ok(None);
        }
        let there = appearance(document, widget).filter(|(_, form)| has_bounds(document, form));
        let state = field.state().map(<[u8]>::to_vec);
        let supply = |form: Option<Stream>| Supply { annotation: id, form, place: None, state, is_markup: false };
        if !is_to_be_drawn(document, &field, &value, there.map(|(_, form)| form), budget)? {
            let is_set = there.is_some() || field.is_text();
            return Ok((!is_set).then(|| supply(None)));
        }
        let Some(border) = Border::read(document, widget) else { return Ok(None) };
        let drawn = field.drawn(&value, &border, budget)?;
        if let Drawn::Unshown(value) = &drawn {
            tell(value, "");
            if there.is_some() {
                return Ok(None);
            }
        }
        Ok(framed(drawn, &border, field.is_round()).map(|form| supply(Some(form))))
    }

    fn markup(
        &mut self,
        document: &Document,
        id: ObjectId,
        annotation: &Dictionary,
        page: usize,
        budget: &mut Budget,
    ) -> Result<Option<Supply>, Refusal> {
        let kind = annotation_kind(document, annotation);
        let is_bare = kind == AnnotationKind::Unshown && !is_hidden(document, annotation);
        let is_bare = is_bare && appearance(document, annotation).is_none();
        let drawing = if is_bare { markup::draw(document, annotation, budget)? } else { None };
        let remark = remark(document, annotation, page);
        let has_words = !remark.words.is_empty();
        let is_text_box = name(document, annotation, b"Subtype") == Some(b"FreeText");
        match kind {
            // Its words are those of the annotation that it belongs to.
            AnnotationKind::Popup if annotation.has(b"Parent") || !has_words => {}
            // The file is told by itself.
            AnnotationKind::Attachment if !has_words => {}
            AnnotationKind::Drawing if is_text_box || !has_words => {}
            AnnotationKind::Drawing => self.comments.add(|| remark),
            AnnotationKind::Unshown if drawing.is_some() => {
                if has_words && !is_text_box {
                    self.comments.add(|| remark);
                }
            }
            _ => self.unshown.add(|| remark),
        }
        Ok(drawing.map(|drawing| Supply {
            annotation: id,
            form: Some(form(drawing.content, drawing.bounds, drawing.resources)),
            place: Some(drawing.bounds),
            state: None,
            is_markup: true,
        }))
    }
}

impl Supply {
    fn enter(self, document: &mut Document) {
        let form = self.form.map(|form| document.add_object(form));
        let Some(annotation) = document.objects.get_mut(&self.annotation) else { return };
        let Ok(annotation) = annotation.as_dict_mut() else { return };
        if let Some(form) = form {
            annotation.set("AP", dictionary! { "N" => form });
        }
        if let Some(place) = self.place {
            annotation.set("Rect", place.object());
        }
        if let Some(state) = self.state {
            annotation.set("AS", Object::Name(state));
        }
        if self.is_markup {
            let flags = annotation.get(b"F").and_then(Object::as_i64).unwrap_or_default();
            annotation.set("F", flags | PRINTED);
        }
    }
}

/// Returns whether a field has no appearance that shows its value.
fn is_to_be_drawn(
    document: &Document,
    field: &Field<'_>,
    value: &str,
    there: Option<&Stream>,
    budget: &mut Budget,
) -> Result<bool, Refusal> {
    Ok(match there {
        Some(form) => {
            field.is_text() && !value.is_empty() && (is_to_be_made(document) || field.is_stale(form, budget)?)
        }
        // A button that is off shows what it says for that, if anything.
        None => field.states().is_none_or(|states| field.state().is_some_and(|state| !states.has(state))),
    })
}

/// The value of a field in its frame; nothing if both are empty.
fn framed(drawn: Drawn, border: &Border, is_round: bool) -> Option<Stream> {
    let (content, font) = match drawn {
        Drawn::Whole { content, font } => (content, font),
        Drawn::Empty | Drawn::Unshown(_) => (String::new(), None),
    };
    let content = border.drawn(is_round) + &content;
    if content.is_empty() {
        return None;
    }
    let fonts = font.map(|font| ("Font", Object::from(dictionary! { "F0" => font })));
    let bounds = Rectangle { left: 0.0, bottom: 0.0, right: border.width, top: border.height };
    let mut form = form(content, bounds, fonts.into_iter().collect());
    form.dict.set("Matrix", border.matrix().object());
    Some(form)
}

fn form(content: String, bounds: Rectangle, resources: Dictionary) -> Stream {
    let entries = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "BBox" => bounds.object(), "Resources" => resources,
    };
    Stream::new(entries, content.into_bytes())
}

fn has_bounds(document: &Document, form: &Stream) -> bool {
    let bounds = entry(document, &form.dict, b"BBox").and_then(|bounds| Rectangle::read(document, bounds));
    bounds.is_some_and(|bounds| bounds.area() > 0.0)
}

/// Returns whether a file asks readers to regenerate the appearances of its fields (table 218).
fn is_to_be_made(document: &Document) -> bool {
    let form = catalog_dictionary(document, b"AcroForm");
    form.and_then(|form| entry(document, form, b"NeedAppearances")?.as_bool().ok()).unwrap_or_default()
}

/// The kind, author and text of an annotation.
fn remark(document: &Document, annotation: &Dictionary, page: usize) -> Remark {
    let said = |key: &[u8]| entry(document, annotation, key).and_then(|said| text(document, said));
    let said = |key: &[u8]| said(key).filter(|said| !said.is_empty());
    let hidden = if is_hidden(document, annotation) { "hidden " } else { "" };
    let what = format!("{hidden}{}", kind_words(document, annotation));
    Remark { page, what, author: said(b"T"), words: said(b"Contents").unwrap_or_default() }
}

/// The kind of an annotation as people call it.
fn kind_words(document: &Document, annotation: &Dictionary) -> String {
    let kind = name(document, annotation, b"Subtype").unwrap_or_default();
    let plain = match kind {
        b"Text" | b"Popup" => "note",
        b"FreeText" => "text box",
        b"Line" | b"PolyLine" => "line",
        b"Square" => "rectangle",
        b"Circle" => "ellipse",
        b"Polygon" => "polygon",
        b"Highlight" => "highlight",
        b"Underline" | b"Squiggly" => "underline",
        b"StrikeOut" => "deletion",
        b"Caret" => "insertion",
        b"Ink" => "drawing by hand",
        b"Watermark" => "watermark",
        b"FileAttachment" => "attached file",
        b"Sound" => "sound",
        b"Movie" | b"Screen" | b"RichMedia" => "film",
        b"3D" => "3D model",
        b"Redact" => "redaction mark",
        b"PrinterMark" | b"TrapNet" => "printer's mark",
        b"Stamp" => match name(document, annotation, b"Name") {
            Some(stamp) => return format!("stamp `{}`", shown_name(stamp)),
            None => "stamp",
        },
        _ => return format!("annotation of the kind `{}`", shown_name(kind)),
    };
    plain.to_owned()
}
