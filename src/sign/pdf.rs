//! Signing a field of a PDF, by adding to the file and changing nothing in it (ISO 32000-1, 12.8; PAdES B-B and B-T).

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lopdf::content::Content;
use lopdf::{Document, IncrementalDocument, Object, ObjectId, Stream, StringFormat, dictionary, text_string};

use super::cms::{self, Signing};
use super::document::{fields, has_name, load};
use super::key::Key;
use super::problem::Problem;
use super::timestamp;
use crate::pdf::{Limits, exact, references};

/// A signature to be put into a PDF.
#[derive(Debug)]
pub struct Placing<'a> {
    /// The name of the field.
    pub field: &'a str,
    /// The signer's name, as the document has it.
    pub name: &'a str,
    /// When.
    pub at: Timestamp,
    /// The appearance of the field: a PDF of one page, as large as the field.
    pub appearance: &'a [u8],
    /// The value that is signed with the document: the digest of everything else that its signer vouches for.
    pub binding: &'a str,
}

/// The key of that digest in the dictionary of a signature. It is among the signed bytes. Names that begin with `XX` are for
/// private use (ISO 32000-1, annex E, third class); PDF readers ignore them.
pub(super) const BINDING: &str = "XXPackwrightBinding";

/// Asks a time-stamping authority: takes a request, gives the answer, or says why there is none.
pub type Authority<'a> = &'a dyn Fn(&[u8]) -> Result<Vec<u8>, String>;

/// Digits that are put in place of offsets until these are known.
const UNKNOWN: i64 = 9_999_999_999;
/// Space for a signature besides its certificates, in bytes, and for a time stamp.
const ROOM: usize = 2048;
const ROOM_FOR_STAMP: usize = 12 * 1024;

/// Signs a field. What was in the file before remains as it was, so earlier signatures hold.
///
/// # Errors
/// If there is no such field or it is signed already, the file cannot be read, or the authority gives no time stamp.
pub fn sign_pdf(
    file: &[u8],
    key: &Key,
    placing: &Placing<'_>,
    authority: Option<Authority<'_>>,
) -> Result<Vec<u8>, Problem> {
    let exact = exact(file, &Limits::of_packs()).ok().filter(|exact| exact.is_plain);
    let exact = exact.ok_or_else(|| Problem::new("this document cannot be read", "build the pack again"))?;
    let document = exact.document;
    let (form, field) = find(&document, placing.field)?;
    let certificates: usize = key.certificates().iter().map(|certificate| certificate.as_der().len()).sum();
    let room = ROOM + certificates + authority.map_or(0, |_| ROOM_FOR_STAMP);
    let mut update = IncrementalDocument::create_from(file.to_vec(), document);
    prepare(&mut update, form, field, placing, room).map_err(Problem::fault)?;
    let mut bytes = Vec::with_capacity(file.len() + 4 * room);
    update.save_to(&mut bytes).map_err(Problem::fault)?;
    bytes.push(b'\n');
    fill(bytes, file.len(), key, placing, room, authority)
}

/// Width and height of a field, in points.
///
/// # Errors
/// If there is no such field, or it is signed already.
pub fn field_size(file: &[u8], name: &str) -> Result<(f32, f32), Problem> {
    let document = load(file).ok_or_else(|| Problem::new("this document cannot be read", "build the pack again"))?;
    let (_, field) = find(&document, name)?;
    let rectangle = document.get_dictionary(field).and_then(|field| field.get(b"Rect")?.as_array());
    let side = |at: usize| rectangle.as_ref().ok()?.get(at)?.as_float().ok();
    match (side(0), side(1), side(2), side(3)) {
        (Some(left), Some(bottom), Some(right), Some(top)) => Ok(((right - left).abs(), (top - bottom).abs())),
        _ => Err(Problem::fault("the field has no size")),
    }
}

/// The form of a document, and the field of this name.
fn find(document: &Document, name: &str) -> Result<(ObjectId, ObjectId), Problem> {
    let without =
        || Problem::new(format!("the document has no field `{name}` for a signature"), "build the pack again");
    let catalog = document.catalog().map_err(|_| without())?;
    let form = catalog.get(b"AcroForm").and_then(Object::as_reference).map_err(|_| without())?;
    let fields = fields(document).ok_or_else(without)?;
    let Some((id, field)) = fields.into_iter().find(|(_, field)| has_name(field, name.as_bytes())) else {
        return Err(without());
    };
    if field.has(b"V") {
        return Err(Problem::new(format!("`{name}` has signed already"), "everybody signs once"));
    }
    Ok((form, id))
}

fn prepare(
    update: &mut IncrementalDocument,
    form: ObjectId,
    field: ObjectId,
    placing: &Placing<'_>,
    room: usize,
) -> Result<(), lopdf::Error> {
    let appearance = import(&mut update.new_document, placing.appearance)?;
    let at = TimeZone::UTC.to_datetime(placing.at).strftime("D:%Y%m%d%H%M%SZ").to_string();
    let signature = update.new_document.add_object(dictionary! {
        "Type" => "Sig",
        "Filter" => "Adobe.PPKLite",
        "SubFilter" => "ETSI.CAdES.detached",
        "ByteRange" => vec![0.into(), UNKNOWN.into(), UNKNOWN.into(), UNKNOWN.into()],
        "Contents" => Object::String(vec![0; room], StringFormat::Hexadecimal),
        "M" => Object::String(at.into_bytes(), StringFormat::Literal),
        "Name" => text_string(placing.name),
        BINDING => Object::String(placing.binding.as_bytes().to_vec(), StringFormat::Literal),
    });
    update.opt_clone_object_to_new_document(field)?;
    let widget = update.new_document.get_object_mut(field)?.as_dict_mut()?;
    widget.set("V", signature);
    widget.set("AP", dictionary! { "N" => appearance });
    update.opt_clone_object_to_new_document(form)?;
    // Bits 1 and 2: there are signatures, and the file may only be added to.
    update.new_document.get_object_mut(form)?.as_dict_mut()?.set("SigFlags", 3);
    Ok(())
}

/// Takes the first page of a PDF into another as something that can be shown in a field. Its tags are left out: the field has a
/// structure element of its own.
fn import(document: &mut Document, page: &[u8]) -> Result<ObjectId, lopdf::Error> {
    let mut source = load(page).ok_or(lopdf::Error::PageNumberNotFound(1))?;
    source.renumber_objects_with(document.max_id + 1);
    let id = *source.get_pages().values().next().ok_or(lopdf::Error::PageNumberNotFound(1))?;
    let mut content = Content::decode(&source.get_page_content(id))?;
    content.operations.retain(|operation| !matches!(operation.operator.as_str(), "BDC" | "BMC" | "EMC"));
    let page = source.get_dictionary(id)?;
    let mut resources = source.dereference(page.get(b"Resources")?)?.1.as_dict()?.clone();
    resources.remove(b"Properties");
    let bounds = page.get(b"MediaBox")?.clone();
    let mut wanted = vec![Object::Dictionary(resources.clone())];
    while let Some(object) = wanted.pop() {
        let mut ids = Vec::new();
        references(&object, &mut ids);
        for id in ids {
            if let (false, Ok(object)) = (document.objects.contains_key(&id), source.get_object(id)) {
                wanted.push(object.clone());
                document.set_object(id, object.clone());
            }
        }
    }
    document.max_id = document.max_id.max(source.max_id);
    let mut form = Stream::new(
        dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => bounds,
            "Resources" => resources,
        },
        // The field is announced by its own name and by who signed it: what it shows is not read again.
        [b"/Artifact BMC\n", content.encode()?.as_slice(), b"\nEMC"].concat(),
    );
    form.compress()?;
    Ok(document.add_object(form))
}

/// Puts offsets and signature into the places that were kept for them.
fn fill(
    mut bytes: Vec<u8>,
    from: usize,
    key: &Key,
    placing: &Placing<'_>,
    room: usize,
    authority: Option<Authority<'_>>,
) -> Result<Vec<u8>, Problem> {
    let lost = || Problem::fault("the space reserved for it is missing");
    let empty = [b"<".as_slice(), &vec![b'0'; 2 * room], b">"].concat();
    let start = from + find_in(&bytes[from..], &empty).ok_or_else(lost)?;
    let end = start + empty.len();
    let unknown = format!("0 {UNKNOWN} {UNKNOWN} {UNKNOWN}");
    let range = from + find_in(&bytes[from..], unknown.as_bytes()).ok_or_else(lost)?;
    let known = format!("0 {start} {end} {}", bytes.len() - end);
    let known = format!("{known:<width$}", width = unknown.len());
    bytes[range..range + unknown.len()].copy_from_slice(known.as_bytes());
    let message: [&[u8]; 2] = [&bytes[..start], &bytes[end..]];
    let mut made = cms::sign(key, &Signing { message: &message, at: None })?;
    if let Some(ask) = authority {
        let answer = ask(&timestamp::request(made.value())?).map_err(|why| {
            Problem::new(
                format!("the time-stamping authority cannot be asked: {why}"),
                "check its address and your connection, or sign without a time stamp",
            )
        })?;
        let token = timestamp::token(&answer, made.value())?;
        made.stamp(&token)?;
    }
    let signature = made.finish()?;
    if signature.len() > room && authority.is_some() {
        let message = "the time stamp of this authority is too large";
        return Err(Problem::new(message, "use another authority, or sign without a time stamp"));
    }
    if signature.len() > room {
        return Err(Problem::fault(format!("{} bytes do not fit into {room}, for {}", signature.len(), placing.field)));
    }
    let hex = hex::encode_upper(&signature);
    bytes[start + 1..start + 1 + hex.len()].copy_from_slice(hex.as_bytes());
    Ok(bytes)
}

/// The offset at which bytes stand first in others.
pub(super) fn find_in(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|part| part == wanted)
}
