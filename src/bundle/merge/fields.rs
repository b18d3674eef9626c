//! Form fields, whose appearance becomes part of the page: values and signatures are still shown.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::copier::Copier;
use super::store::Store;
use crate::pdf::{Matrix, Rectangle, appearance, entry, inherited, is_hidden, name};

/// The appearance of a field, and where it is drawn.
#[derive(Debug)]
pub(super) struct Drawing {
    /// The form, as an object of the bundle.
    pub(super) form: ObjectId,
    pub(super) matrix: Matrix,
    /// The description of a field that is no longer a field.
    pub(super) said: Dictionary,
}

/// Flags of buttons (ISO 32000-1, table 226).
const RADIO: i64 = 1 << 15;
const PUSH: i64 = 1 << 16;

/// The drawing of a field; none if it shows nothing.
pub(super) fn draw(id: ObjectId, copier: &mut Copier<'_>, store: &mut Store) -> Option<Drawing> {
    let document = copier.document();
    let field = document.get_dictionary(id).ok()?;
    let said = dictionary! { "A" => print_field(document, field) };
    let (id, form) = appearance(document, field).filter(|_| !is_hidden(document, field))?;
    let matrix = placement(document, field, form)?;
    let taken = copier.take_form(id, store)?;
    Some(Drawing { form: taken, matrix, said })
}

/// Moves and scales the appearance into the field's rectangle (ISO 32000-1, 12.5.5, algorithm 8).
fn placement(document: &Document, field: &Dictionary, form: &Stream) -> Option<Matrix> {
    let form = &form.dict;
    let rectangle = Rectangle::read(document, entry(document, field, b"Rect")?)?;
    let bounds = Rectangle::read(document, entry(document, form, b"BBox")?)?;
    let matrix = entry(document, form, b"Matrix").and_then(|matrix| Matrix::read(document, matrix));
    let bounds = bounds.transformed(matrix.unwrap_or(Matrix::IDENTITY));
    if bounds.width() <= 0.0 || bounds.height() <= 0.0 || rectangle.width() <= 0.0 || rectangle.height() <= 0.0 {
        return None;
    }
    let (wide, high) = (rectangle.width() / bounds.width(), rectangle.height() / bounds.height());
    let matrix = [wide, 0.0, 0.0, high, rectangle.left - bounds.left * wide, rectangle.bottom - bounds.bottom * high];
    matrix.iter().all(|number| number.is_finite()).then_some(Matrix(matrix))
}

/// The attributes of a field that can only be read any more (ISO 32000-1, 14.8.5.6).
fn print_field(document: &Document, field: &Dictionary) -> Dictionary {
    let kind = inherited(document, field, b"FT").and_then(|kind| kind.as_name().ok());
    let flags = inherited(document, field, b"Ff").and_then(|flags| flags.as_i64().ok()).unwrap_or_default();
    let role = match kind {
        Some(b"Btn") if flags & PUSH != 0 => "pb",
        Some(b"Btn") if flags & RADIO != 0 => "rb",
        Some(b"Btn") => "cb",
        _ => "tv",
    };
    let mut said = dictionary! { "O" => "PrintField", "Role" => role };
    if matches!(role, "rb" | "cb") {
        let is_on = name(document, field, b"AS").is_some_and(|state| state != b"Off");
        said.set("checked", if is_on { "on" } else { "off" });
    }
    if let Some(Object::String(text, format)) = inherited(document, field, b"TU") {
        said.set("Desc", Object::String(text.clone(), *format));
    }
    said
}
