//! `--format github`: workflow commands, which GitHub shows as annotations on the changed lines.

use super::more;
use crate::finding::ReportedFinding;

pub(in crate::cli) fn annotation(told: &ReportedFinding) -> String {
    let mut properties = vec![format!("file={}", property(&told.at.file))];
    if let Some(location) = told.at.location {
        properties.push(format!("line={}", location.line));
        properties.push(format!("col={}", location.column));
        properties.push(format!("endLine={}", location.end_line));
        properties.push(format!("endColumn={}", location.end_column));
    }
    properties.push(format!("title={}", property(told.code.name)));
    format!("::{} {}::{}", told.severity.name(), properties.join(","), data(&told.in_full()))
}

/// The notice that there are more findings.
pub(in crate::cli) fn left_out(number: usize) -> String {
    format!("::notice title=packwright::{}", data(&more(number)))
}

/// Escapes what would end a message.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes what would end a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
