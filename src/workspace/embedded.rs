//! The house style, fonts and examples that the program carries along, so that one binary works in any folder.
//!
//! A test holds the two lists against the folders.

macro_rules! files {
    ($($path:literal)*) => {
        &[$(($path, include_bytes!(concat!("../../", $path)))),*]
    };
}

/// Templates, shapes and labels by their path in a workspace.
pub const EMBEDDED_TEMPLATES: &[(&str, &[u8])] = files! {
    "templates/actions.typ.j2"
    "templates/agenda.typ.j2"
    "templates/annexes.typ.j2"
    "templates/annexes/activity-summary.typ.j2"
    "templates/annexes/calendar.typ.j2"
    "templates/annexes/files.typ.j2"
    "templates/annexes/outcome-document.typ.j2"
    "templates/annexes/text.typ.j2"
    "templates/annexes/work-plan.typ.j2"
    "templates/annotated-agenda.typ.j2"
    "templates/attendance.typ.j2"
    "templates/attendees.typ.j2"
    "templates/background.typ.j2"
    "templates/clauses.typ.j2"
    "templates/complete.typ.j2"
    "templates/contents.typ.j2"
    "templates/decision.typ.j2"
    "templates/decisions.typ.j2"
    "templates/documents-fact.typ.j2"
    "templates/ends.typ.j2"
    "templates/happened.typ.j2"
    "templates/history.typ.j2"
    "templates/html/actions.html.j2"
    "templates/html/agenda.html.j2"
    "templates/html/annexes.html.j2"
    "templates/html/annexes/activity-summary.html.j2"
    "templates/html/annexes/calendar.html.j2"
    "templates/html/annexes/files.html.j2"
    "templates/html/annexes/outcome-document.html.j2"
    "templates/html/annexes/text.html.j2"
    "templates/html/annexes/work-plan.html.j2"
    "templates/html/annotated-agenda.html.j2"
    "templates/html/attendance.html.j2"
    "templates/html/attendee.html.j2"
    "templates/html/attendees.html.j2"
    "templates/html/background.html.j2"
    "templates/html/clauses.html.j2"
    "templates/html/decision.html.j2"
    "templates/html/decisions.html.j2"
    "templates/html/documents-fact.html.j2"
    "templates/html/editions.html.j2"
    "templates/html/ends.html.j2"
    "templates/html/happened.html.j2"
    "templates/html/history.html.j2"
    "templates/html/index.html.j2"
    "templates/html/item-facts.html.j2"
    "templates/html/item-heading.html.j2"
    "templates/html/items.html.j2"
    "templates/html/lead.html.j2"
    "templates/html/macros.html.j2"
    "templates/html/minutes.html.j2"
    "templates/html/numbers.html.j2"
    "templates/html/outcome.html.j2"
    "templates/html/record.html.j2"
    "templates/html/resolutions.html.j2"
    "templates/html/said.html.j2"
    "templates/html/section-heading.html.j2"
    "templates/html/session-heading.html.j2"
    "templates/html/signatures.html.j2"
    "templates/html/style.css"
    "templates/html/summary.html.j2"
    "templates/html/timetable.html.j2"
    "templates/item-facts.typ.j2"
    "templates/item-heading.typ.j2"
    "templates/items.typ.j2"
    "templates/labels/ar.ftl"
    "templates/labels/en-US.ftl"
    "templates/labels/en.ftl"
    "templates/labels/es.ftl"
    "templates/labels/fr.ftl"
    "templates/labels/ru.ftl"
    "templates/labels/zh.ftl"
    "templates/language.typ.j2"
    "templates/masthead.typ.j2"
    "templates/minutes.typ.j2"
    "templates/outcome.typ.j2"
    "templates/pack.typ.j2"
    "templates/plain/shape/masthead.typ"
    "templates/plain/shape/theme.typ"
    "templates/record.typ.j2"
    "templates/resolutions.typ.j2"
    "templates/said.typ.j2"
    "templates/section-heading.typ.j2"
    "templates/session-heading.typ.j2"
    "templates/shape/agenda.typ"
    "templates/shape/annexes.typ"
    "templates/shape/house.typ"
    "templates/shape/language.typ"
    "templates/shape/masthead.typ"
    "templates/shape/minutes.typ"
    "templates/shape/script.typ"
    "templates/shape/theme.typ"
    "templates/signature.typ.j2"
    "templates/signatures.typ.j2"
    "templates/summary.typ.j2"
    "templates/timetable.typ.j2"
};

/// Fonts by their path in a workspace.
pub const EMBEDDED_FONTS: &[(&str, &[u8])] = files! {
    "fonts/SourceSans3_400Regular.ttf"
    "fonts/SourceSans3_400Regular_Italic.ttf"
    "fonts/SourceSans3_600SemiBold.ttf"
    "fonts/SourceSans3_700Bold.ttf"
    "fonts/SourceSerif4_400Regular.ttf"
    "fonts/SourceSerif4_400Regular_Italic.ttf"
    "fonts/SourceSerif4_600SemiBold.ttf"
    "fonts/SourceSerif4_700Bold.ttf"
    "fonts/SourceSerif4_700Bold_Italic.ttf"
};

/// Fonts of scripts that the others do not have.
pub const EMBEDDED_SCRIPT_FONTS: &[(&str, &[u8])] = files! {
    "fonts/NotoNaskhArabic_400Regular.ttf"
    "fonts/NotoNaskhArabic_700Bold.ttf"
    "fonts/NotoSansArabic_400Regular.ttf"
    "fonts/NotoSansArabic_700Bold.ttf"
    "fonts/NotoSansCJKsc_400Regular.ttf"
    "fonts/NotoSansCJKsc_700Bold.ttf"
    "fonts/NotoSerifCJKsc_400Regular.ttf"
    "fonts/NotoSerifCJKsc_700Bold.ttf"
};

macro_rules! examples {
    ($($name:literal)*) => {
        &[$(($name, include_bytes!(concat!("../../packs/", $name, "/meeting.json")))),*]
    };
}

/// Definitions of example packs to start from, by name. Each declares the people and bodies that it names.
pub const EXAMPLES: &[(&str, &[u8])] = examples! {
    "smallest"
    "board"
    "council"
    "plenary"
    "session"
    "assemblee"
};

/// The program's own file of this path, if it has one.
pub fn embedded(path: &str) -> Option<&'static [u8]> {
    let all = EMBEDDED_TEMPLATES.iter().chain(EMBEDDED_FONTS).chain(EMBEDDED_SCRIPT_FONTS);
    all.copied().find(|(name, _)| *name == path).map(|(_, content)| content)
}
