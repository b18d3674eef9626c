//! The names of days and months in a language.

/// The names of days and months, as documents in a language write them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayNames {
    /// The language, without its region: `en`.
    pub language: String,
    /// The months, that of January first; other names or other forms of one stand after a stroke: "января/январь".
    pub months: Vec<String>,
    /// The days of the week, that of Monday first.
    pub weekdays: Vec<String>,
}
