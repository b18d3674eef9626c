//! Forms and signatures (ISO 32000-1, 12.7 and 12.8).

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object};

use crate::pdf::{Budget, Refusal, array, catalog_dictionary, dictionary, entry, name, resolved};

/// Facts about the forms in a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct FormFacts {
    /// The fields that hold a value, signatures among them.
    pub(crate) fields: usize,
    /// The signatures that were given.
    pub(crate) signatures: usize,
    /// True if there is a second form in XFA.
    pub(crate) has_xfa: bool,
}

/// Looks at the interactive form.
pub(crate) fn form(document: &Document, budget: &mut Budget) -> Result<FormFacts, Refusal> {
    let Some(form) = catalog_dictionary(document, b"AcroForm") else { return Ok(FormFacts::default()) };
    let has_xfa = entry(document, form, b"XFA").is_some();
    let mut facts = FormFacts { has_xfa, ..FormFacts::default() };
    // A field, and whether it is a signature by what it inherits.
    let mut open: Vec<(&Object, bool)> = form.get(b"Fields").map(|fields| (fields, false)).into_iter().collect();
    let mut seen = BTreeSet::new();
    while let Some((field, is_signature)) = open.pop() {
        budget.step()?;
        let Ok((id, field)) = document.dereference(field) else { continue };
        if !id.is_none_or(|id| seen.insert(id)) {
            continue;
        }
        match field {
            Object::Array(fields) => {
                budget.steps(fields.len())?;
                open.extend(fields.iter().map(|field| (field, is_signature)));
            }
            Object::Dictionary(field) => {
                let is_signature = name(document, field, b"FT").map_or(is_signature, |kind| kind == b"Sig");
                match field.get(b"Kids").ok().filter(|_| has_fields(document, field)) {
                    Some(kids) => open.push((kids, is_signature)),
                    None => {
                        facts.fields += 1;
                        facts.signatures += usize::from(is_signature && has_value(document, field));
                    }
                }
            }
            _ => {}
        }
    }
    Ok(facts)
}

/// Returns whether the children of a field are fields. They may be only the places where it appears on pages, which have no
/// name of their own (12.7.3.1).
fn has_fields(document: &Document, field: &Dictionary) -> bool {
    let first = array(document, field, b"Kids").and_then(|kids| resolved(document, kids.first()?).as_dict().ok());
    first.is_some_and(|first| first.has(b"T"))
}

fn has_value(document: &Document, field: &Dictionary) -> bool {
    dictionary(document, field, b"V").is_some()
}
