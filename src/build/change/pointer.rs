//! JSON pointers (RFC 6901) as the keys and positions that they are made of.

pub(super) fn steps_of(pointer: &str) -> Vec<String> {
    pointer.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~")).collect()
}

pub(super) fn pointer_of(steps: &[String]) -> String {
    steps.iter().map(|step| format!("/{}", step.replace('~', "~0").replace('/', "~1"))).collect()
}

/// The steps to a key or an entry of a value.
pub(super) fn within(steps: &[String], step: impl ToString) -> Vec<String> {
    steps.iter().cloned().chain([step.to_string()]).collect()
}
