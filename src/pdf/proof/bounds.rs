//! Limits on the size and depth of documents that are given to the validator. Our documents, and those of regular programs, are
//! far below all of them.

use lopdf::{Dictionary, Document, Object};

use super::words::words;
use super::{drawings, graph, packets};
use crate::pdf::{
    Budget, Limits, Refusal, array, catalog_dictionary, catalog_entry, dictionary, items, named, numbered, pages,
    resolved,
};

/// Bytes of one stream, and of all that it unpacks, when their filters are undone.
pub(super) const STREAM: usize = 32 << 20;
pub(super) const UNPACKED: usize = 128 << 20;

/// Filters on one stream.
const FILTERS: usize = 8;
/// Objects within each other by references, on the way that the validator goes.
const DEPTH: usize = 200_000;
/// The maximum number of steps that the validator takes along references: from tags to roles, from annotations to their elements.
const STEPS: usize = 20_000_000;
/// Values of colour spaces that the validator keeps, one for each time that one is chosen.
const COLOURS: usize = 4_000_000;

/// The work that the validator will have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Effort {
    /// Values of the document.
    pub(super) values: usize,
    /// Operators of its pages and of what these draw.
    pub(super) operators: usize,
    /// The number of times that something other than a page may be drawn.
    pub(super) forms: usize,
    /// There is content that the validator passes over.
    pub(super) has_unread: bool,
}

/// The effort that a document needs.
///
/// # Errors
/// The document has more than the validator can handle; the text says of what.
pub(super) fn effort(document: &Document, length: usize, limits: &Limits) -> Result<Effort, String> {
    let values = document.objects.values().map(graph::values).sum();
    // The validator holds them three times.
    demand(values <= Limits::of_packs().values, "values")?;
    let limits = Limits {
        operators: limits.operators.min(limits.validated_operators),
        stream: STREAM,
        unpacked: UNPACKED,
        ..limits.clone()
    };
    let budget = &mut Budget::new(&limits, length);
    demand(document.objects.values().all(|object| has_plain_filters(document, object)), "filters")?;
    demand(graph::depth(document) <= DEPTH, "depth of references")?;
    let drawings = drawings::measure(document, &limits, budget).map_err(words)?;
    trees(document, budget).map_err(words)?;
    roles(document, values)?;
    annotations(document, &limits, budget)?;
    let (largest, unfolded) = graph::colour_spaces(document);
    demand(drawings.colours.saturating_mul(largest) <= COLOURS, "colours")?;
    demand(drawings.colours.saturating_mul(unfolded) <= STEPS, "colours")?;
    packets::look_through(document, budget)?;
    let (operators, has_unread) = (drawings.operators, drawings.has_unread);
    Ok(Effort { values: values.max(1), operators, forms: drawings.invocations(), has_unread })
}

fn demand(holds: bool, what: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(what.to_owned()) }
}

/// The validator goes into arrays of filters within each other, and into one that holds itself for ever.
fn has_plain_filters(document: &Document, object: &Object) -> bool {
    let Object::Stream(stream) = object else { return true };
    let keys = [b"Filter".as_slice(), b"F", b"FFilter"];
    keys.iter().filter_map(|key| stream.dict.get(key).ok()).all(|filters| {
        let filters = items(document, filters);
        filters.len() <= FILTERS && filters.iter().all(|one| !matches!(resolved(document, one), Object::Array(_)))
    })
}

/// Goes through the trees of names and numbers: each node once, in steps that are counted.
fn trees(document: &Document, budget: &mut Budget) -> Result<(), Refusal> {
    for (_, tree) in catalog_dictionary(document, b"Names").into_iter().flatten() {
        if let Ok(tree) = resolved(document, tree).as_dict() {
            named(document, tree, budget)?;
        }
    }
    let root = catalog_dictionary(document, b"StructTreeRoot");
    if let Some(tree) = root.and_then(|root| dictionary(document, root, b"IDTree")) {
        named(document, tree, budget)?;
    }
    if let Some(tree) = catalog_dictionary(document, b"PageLabels") {
        numbered(document, tree, budget)?;
    }
    Ok(())
}

/// The validator follows the role of each tag through the role map (ISO 32000-1, 14.7.3) as long as that leads on; round in
/// a circle as often as there are values.
fn roles(document: &Document, values: usize) -> Result<(), String> {
    let root = catalog_dictionary(document, b"StructTreeRoot");
    let Some(roles) = root.and_then(|root| dictionary(document, root, b"RoleMap")) else { return Ok(()) };
    let mut tags = 0_usize;
    graph::dictionaries(document, &mut |entries| tags += usize::from(entries.has(b"S")));
    demand(graph::longest_chain(document, roles).unwrap_or(values).saturating_mul(tags) <= STEPS, "roles of its tags")
}

/// For each annotation the validator goes through the parent tree (14.7.4.4) from its beginning.
fn annotations(document: &Document, limits: &Limits, budget: &mut Budget) -> Result<(), String> {
    let root = catalog_dictionary(document, b"StructTreeRoot");
    let tree = root.and_then(|root| dictionary(document, root, b"ParentTree"));
    let entries =
        tree.map_or(Ok(0), |tree| numbered(document, tree, budget).map(|found| found.len())).map_err(words)?;
    let pages = pages(document, limits.pages, budget).map_err(words)?;
    let of_page = |page: &Dictionary| array(document, page, b"Annots").map_or(0, Vec::len);
    let annotations: usize = pages.pages.iter().map(|page| of_page(page.dictionary)).sum();
    demand(annotations.saturating_mul(entries) <= 10 * STEPS, "annotations")?;
    let form = catalog_entry(document, b"AcroForm").and_then(|form| form.as_dict().ok());
    let fields = form.and_then(|form| array(document, form, b"Fields")).map_or(0, Vec::len);
    demand(fields.saturating_mul(entries) <= 10 * STEPS, "fields")
}
