//! Which heading the engine complains of.
//!
//! It names the call that makes a heading, which stands in a shape and makes many. What it complains of is known by the
//! levels: the words of that heading lead to the template.

use std::ops::ControlFlow;

use typst::diag::{SourceDiagnostic, Tracepoint};
use typst::foundations::{Content, NativeElement, Selector, StyleChain};
use typst::introspection::Introspector;
use typst::model::HeadingElem;
use typst::syntax::{DiagSpan, Span, Spanned};

/// A complaint of a level that is left out, with the words of the heading in its trace; any other as it is.
pub(super) fn led_back(mut complaint: SourceDiagnostic, document: &dyn Introspector) -> SourceDiagnostic {
    if !complaint.message.contains("heading level") && !complaint.message.contains("first heading") {
        return complaint;
    }
    let mut before = 0;
    for heading in document.query(&Selector::Elem(HeadingElem::ELEM, None)) {
        let Some(packed) = heading.to_packed::<HeadingElem>() else { continue };
        let level = packed.resolve_level(StyleChain::default()).get();
        let is_it = level > before + 1 && DiagSpan::from(heading.span()) == complaint.span;
        if let Some(words) = is_it.then(|| words(&packed.body, heading.span())).flatten() {
            complaint.trace.push(Spanned::new(Tracepoint::Call(None), words));
            break;
        }
        before = level;
    }
    complaint
}

/// Where the words of a heading stand, if that is not in the shape that makes it.
fn words(body: &Content, shape: Span) -> Option<Span> {
    let found = body.traverse(&mut |part| match part.span() {
        span if span.id().is_some() && span.id() != shape.id() => ControlFlow::Break(span),
        _ => ControlFlow::Continue(()),
    });
    found.break_value()
}
