//! Which layers are seen.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::pdf::{Budget, Refusal, array, items, name, resolved};

/// The layers that are not seen.
#[derive(Debug)]
pub(super) struct Visibility {
    hidden: BTreeSet<ObjectId>,
}

/// Conditions within each other.
const DEPTH: usize = 32;

impl Visibility {
    pub(super) fn new(hidden: BTreeSet<ObjectId>) -> Self {
        Self { hidden }
    }

    /// Returns whether what is on a layer, or on several by a rule, is seen (8.11.2).
    pub(super) fn shows(&self, document: &Document, layer: &Object, budget: &mut Budget) -> Result<bool, Refusal> {
        budget.drawn(1)?;
        let Ok((id, Object::Dictionary(entries))) = document.dereference(layer) else { return Ok(true) };
        if !entries.has_type(b"OCMD") {
            return Ok(id.is_none_or(|id| !self.hidden.contains(&id)));
        }
        match array(document, entries, b"VE") {
            Some(condition) => self.meets(document, condition, DEPTH, budget),
            None => self.follows(document, entries, budget),
        }
    }

    /// The rule of a membership (table 99): by default one of its layers has to be seen.
    fn follows(&self, document: &Document, membership: &Dictionary, budget: &mut Budget) -> Result<bool, Refusal> {
        let layers = membership.get(b"OCGs").map(|layers| items(document, layers)).unwrap_or_default();
        budget.drawn(layers.len())?;
        let there = layers.iter().filter(|layer| resolved(document, layer).as_dict().is_ok());
        let seen: Vec<bool> = there.map(|layer| self.is_seen(layer)).collect();
        Ok(seen.is_empty()
            || match name(document, membership, b"P") {
                Some(b"AllOn") => seen.iter().all(|seen| *seen),
                Some(b"AnyOff") => seen.iter().any(|seen| !seen),
                Some(b"AllOff") => seen.iter().all(|seen| !seen),
                _ => seen.iter().any(|seen| *seen),
            })
    }

    fn is_seen(&self, layer: &Object) -> bool {
        layer.as_reference().map_or(true, |id| !self.hidden.contains(&id))
    }

    /// A condition: `[/And …]`, `[/Or …]` or `[/Not …]` of layers and conditions.
    fn meets(
        &self,
        document: &Document,
        condition: &[Object],
        depth: usize,
        budget: &mut Budget,
    ) -> Result<bool, Refusal> {
        budget.drawn(condition.len())?;
        let Some((operator, operands)) = condition.split_first().filter(|_| depth > 0) else { return Ok(true) };
        let mut met = Vec::with_capacity(operands.len());
        for operand in operands {
            met.push(match resolved(document, operand) {
                Object::Array(condition) => self.meets(document, condition, depth - 1, budget)?,
                _ => self.is_seen(operand),
            });
        }
        Ok(match resolved(document, operator).as_name() {
            Ok(b"And") => met.iter().all(|met| *met),
            Ok(b"Or") => met.iter().any(|met| *met),
            Ok(b"Not") => !met.first().copied().unwrap_or(false),
            _ => true,
        })
    }
}
