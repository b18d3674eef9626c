//! What a label refers to: values, other labels, functions; also in forms of it that are not printed, and where a form is chosen.

use fluent_bundle::FluentArgs;
use fluent_syntax::ast::{CallArguments, Expression, InlineExpression, Pattern, PatternElement};

use super::label_files::{Fault, OUR_NAMES};
use crate::finding::{all_of, did_you_mean, near_miss};

pub(super) const FUNCTIONS: [&str; 3] = ["BEGINS", "ENDS", "SMALL"];

/// Something that a label refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reference<'a> {
    /// `{ $count }`.
    Value(&'a str),
    /// `{ venue }`.
    Label(&'a str),
    /// `{ BEGINS($role, "i") }`.
    Function(&'a str),
}

/// Calls `each` with everything that a label refers to, in its order.
pub(super) fn references<'a>(pattern: &Pattern<&'a str>, each: &mut impl FnMut(Reference<'a>)) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, each);
        }
    }
}

fn in_expression<'a>(expression: &Expression<&'a str>, each: &mut impl FnMut(Reference<'a>)) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, each),
        Expression::Select { selector, variants } => {
            in_inline(selector, each);
            variants.iter().for_each(|variant| references(&variant.value, each));
        }
    }
}

fn in_inline<'a>(inline: &InlineExpression<&'a str>, each: &mut impl FnMut(Reference<'a>)) {
    match inline {
        InlineExpression::VariableReference { id } => each(Reference::Value(id.name)),
        InlineExpression::MessageReference { id, attribute: None } => each(Reference::Label(id.name)),
        InlineExpression::FunctionReference { id, arguments } => {
            each(Reference::Function(id.name));
            in_arguments(arguments, each);
        }
        InlineExpression::TermReference { arguments: Some(arguments), .. } => in_arguments(arguments, each),
        InlineExpression::Placeable { expression } => in_expression(expression, each),
        InlineExpression::MessageReference { .. }
        | InlineExpression::TermReference { .. }
        | InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. } => {}
    }
}

fn in_arguments<'a>(arguments: &CallArguments<&'a str>, each: &mut impl FnMut(Reference<'a>)) {
    arguments.positional.iter().for_each(|one| in_inline(one, each));
    arguments.named.iter().for_each(|one| in_inline(&one.value, each));
}

/// What is said of a value that a label does not get.
pub(super) fn unknown_value(label: &str, value: &str, given: &FluentArgs<'_>) -> Fault {
    let message = format!("the label `{label}` uses a value that it does not get: `${value}`");
    let names: Vec<&str> = given.iter().map(|(name, _)| name).collect();
    let all: Vec<String> = names.iter().map(|name| format!("`${name}`")).collect();
    let hint = match (near_miss(value, names.iter().copied()), all.as_slice()) {
        (Some(near), _) => format!("did you mean `${near}`?"),
        (None, []) => "it gets no values: write words".to_owned(),
        (None, [only]) => format!("it gets only {only}"),
        (None, all) => format!("it gets {}", all_of(all)),
    };
    (message, hint)
}

/// What is said of a label that another refers to, and that does not exist.
pub(super) fn unknown_reference(label: &str, other: &str, given: &FluentArgs<'_>) -> Fault {
    let message = format!("the label `{label}` refers to a label that does not exist: `{other}`");
    let hint = match (given.get(other), near_miss(other, OUR_NAMES.iter().copied())) {
        (Some(_), _) => format!("write `{{ ${other} }}` if the value of this name is meant"),
        (None, Some(near)) => format!("did you mean `{near}`?"),
        (None, None) => format!("add a line `{other} = …`, or write the words themselves"),
    };
    (message, hint)
}

/// What is said of a function that does not exist.
pub(super) fn unknown_function(label: &str, function: &str) -> Fault {
    let message = format!("the label `{label}` uses a function that does not exist: `{function}`");
    let hint = did_you_mean(near_miss(&function.to_uppercase(), FUNCTIONS), || {
        "remove it: labels have the functions `BEGINS`, `ENDS` and `SMALL`".to_owned()
    });
    (message, hint)
}

/// What is said of a label that refers to itself, `through` others.
pub(super) fn circle(label: &str, through: &[&str], given: &FluentArgs<'_>) -> Fault {
    let through = through.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let through = if through.is_empty() { through } else { format!(" through {through}") };
    let hint = match given.get(label) {
        Some(_) => format!("write `{{ ${label} }}` if the value of this name is meant"),
        None => format!("write the words themselves in place of `{{ {label} }}`"),
    };
    (format!("the label `{label}` refers to itself{through}"), hint)
}
