//! Which heading the engine complains of.
//!
//! It names the call that makes a heading, which stands in a shape and makes many. What it complains of is known by the
//! levels: the words of that heading lead to the template.

use std::collections::{HashMap, VecDeque};
use std::ops::ControlFlow;

use typst::diag::{SourceDiagnostic, Tracepoint};
use typst::foundations::{Content, NativeElement, Selector, StyleChain};
use typst::introspection::Introspector;
use typst::model::HeadingElem;
use typst::syntax::{DiagSpan, Span, Spanned};

/// Puts into the traces of complaints of levels that are left out where the words of their headings stand. Of the headings
/// that one call makes, the first that leaves out a level is that of the first complaint, and so on.
pub(super) fn lead_back(complaints: &mut [SourceDiagnostic], document: &dyn Introspector) {
    let mut by_call: HashMap<DiagSpan, VecDeque<&mut SourceDiagnostic>> = HashMap::new();
    for complaint in complaints.iter_mut().filter(|complaint| is_of_levels(complaint)) {
        by_call.entry(complaint.span).or_default().push_back(complaint);
    }
    if by_call.is_empty() {
        return;
    }
    let mut before = 0;
    for heading in document.query(&Selector::Elem(HeadingElem::ELEM, None)) {
        let Some(packed) = heading.to_packed::<HeadingElem>() else { continue };
        let level = packed.resolve_level(StyleChain::default()).get();
        if level > std::mem::replace(&mut before, level) + 1
            && let Some(complaint) = by_call.get_mut(&DiagSpan::from(heading.span())).and_then(VecDeque::pop_front)
            && let Some(words) = words(&packed.body, heading.span())
        {
            complaint.trace.push(Spanned::new(Tracepoint::Call(None), words));
        }
    }
}

fn is_of_levels(complaint: &SourceDiagnostic) -> bool {
    complaint.message.contains("heading level") || complaint.message.contains("first heading")
}

/// Where the words of a heading stand, if that is not in the shape that makes it.
fn words(body: &Content, shape: Span) -> Option<Span> {
    let found = body.traverse(&mut |part| match part.span() {
        span if span.id().is_some() && span.id() != shape.id() => ControlFlow::Break(span),
        _ => ControlFlow::Continue(()),
    });
    found.break_value()
}
