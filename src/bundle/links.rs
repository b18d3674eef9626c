//! Links between the PDFs of a pack, and what else is done to a PDF when it is read back.

use lopdf::{Dictionary, Document, Object, StringFormat, dictionary};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::fields;
use crate::edition::{FIELD, Pdf};

/// Turns relative web addresses of other documents of the pack into remote go-to actions, and links that keep the place of
/// a signature into fields. Documents without either stay as they are.
///
/// # Errors
/// If a document cannot be read back; what the engine wrote always can.
pub fn link(pdfs: Vec<Pdf>) -> Result<Vec<Pdf>, lopdf::Error> {
    let paths: Vec<String> = pdfs.iter().map(|pdf| pdf.plan.path.clone()).collect();
    pdfs.into_par_iter().map(|pdf| link_one(pdf, &paths)).collect()
}

fn link_one(mut pdf: Pdf, paths: &[String]) -> Result<Pdf, lopdf::Error> {
    // The engine writes addresses as they are, outside compressed streams. To look is cheaper than to read.
    let names = |link: &str| pdf.bytes.windows(link.len()).any(|part| part == link.as_bytes());
    if !names(FIELD) && !paths.iter().any(|path| names(&format!("{path}#"))) {
        return Ok(pdf);
    }
    let mut document = Document::load_mem(&pdf.bytes)?;
    let mut changed = fields::make(&mut document)?;
    for object in document.objects.values_mut() {
        let Ok(annotation) = object.as_dict_mut() else { continue };
        let Ok(action) = annotation.get_mut(b"A").and_then(Object::as_dict_mut) else { continue };
        if let Some(remote) = remote_action(action, paths) {
            *action = remote;
            changed = true;
        }
    }
    if changed {
        let mut bytes = Vec::with_capacity(pdf.bytes.len());
        document.save_to(&mut bytes)?;
        pdf.bytes = bytes;
    }
    Ok(pdf)
}

/// The remote go-to action for an action that opens `other.pdf#destination`.
fn remote_action(action: &Dictionary, paths: &[String]) -> Option<Dictionary> {
    let uri = action.get(b"URI").ok()?.as_str().ok()?;
    let (path, destination) = std::str::from_utf8(uri).ok()?.split_once('#')?;
    if !paths.iter().any(|known| known == path) {
        return None;
    }
    let text = |text: &str| Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    Some(dictionary! {
        "Type" => "Action",
        "S" => "GoToR",
        "F" => dictionary! { "Type" => "Filespec", "F" => text(path), "UF" => text(path) },
        "D" => text(destination),
    })
}
