//! The house style, fonts and examples that the program carries along, so that one binary works in any folder.
//!
//! A test holds the lists against the folders. They are statics, not constants: of a constant the program would hold a copy for
//! each part that uses it, which were 14 MB of fonts.

macro_rules! files {
    ($($path:literal)*) => {
        &[$(($path, include_bytes!(concat!("../../", $path)))),*]
    };
}

/// Templates, shapes and labels by their path in a workspace.
pub static EMBEDDED_TEMPLATES: &[(&str, &[u8])] = files! {
    "templates/agenda.xml.j2"
    "templates/annexes.xml.j2"
    "templates/annexes/activity-summary.xml.j2"
    "templates/annexes/calendar.xml.j2"
    "templates/annexes/files.xml.j2"
    "templates/annexes/outcome-document.xml.j2"
    "templates/annexes/text.xml.j2"
    "templates/annexes/work-plan.xml.j2"
    "templates/annotated-agenda.xml.j2"
    "templates/attendance.xml.j2"
    "templates/changes.xml.j2"
    "templates/comments.xml.j2"
    "templates/preview/complete.js"
    "templates/preview/dom.js"
    "templates/preview/drawing.js"
    "templates/preview/faults.js"
    "templates/preview/fields.js"
    "templates/preview/focus.js"
    "templates/preview/following.js"
    "templates/preview/form.js"
    "templates/preview/hidden.js"
    "templates/preview/icon.svg"
    "templates/preview/ids.js"
    "templates/preview/index.html"
    "templates/preview/lists.js"
    "templates/preview/opened.js"
    "templates/preview/outline.js"
    "templates/preview/pages.js"
    "templates/preview/panel.js"
    "templates/preview/preview.js"
    "templates/preview/proposal.js"
    "templates/preview/referring.js"
    "templates/preview/row.js"
    "templates/preview/saving.js"
    "templates/preview/server.js"
    "templates/preview/style.css"
    "templates/preview/tools.js"
    "templates/preview/values.js"
    "templates/preview/whereabouts.js"
    "templates/redline.xml.j2"
    "templates/complete.xml.j2"
    "templates/decisions.xml.j2"
    "templates/docx/settings.xml"
    "templates/docx/styles.xml"
    "templates/labels/ar.ftl"
    "templates/labels/en-US.ftl"
    "templates/labels/en.ftl"
    "templates/labels/es.ftl"
    "templates/labels/fr.ftl"
    "templates/labels/ru.ftl"
    "templates/labels/zh.ftl"
    "templates/look.json"
    "templates/minutes.xml.j2"
    "templates/parts/action-text.xml.j2"
    "templates/parts/actions.xml.j2"
    "templates/parts/attendee.xml.j2"
    "templates/parts/attendees.xml.j2"
    "templates/parts/background.xml.j2"
    "templates/parts/clauses.xml.j2"
    "templates/parts/contents.xml.j2"
    "templates/parts/cover.xml.j2"
    "templates/parts/decision.xml.j2"
    "templates/parts/documents-fact.xml.j2"
    "templates/parts/documents-table.xml.j2"
    "templates/parts/earlier-actions.xml.j2"
    "templates/parts/ends.xml.j2"
    "templates/parts/event.xml.j2"
    "templates/parts/happened.xml.j2"
    "templates/parts/history.xml.j2"
    "templates/parts/item-ends.xml.j2"
    "templates/parts/item-facts.xml.j2"
    "templates/parts/item-heading.xml.j2"
    "templates/parts/items.xml.j2"
    "templates/parts/masthead.xml.j2"
    "templates/parts/numbers.xml.j2"
    "templates/parts/outcome.xml.j2"
    "templates/parts/record.xml.j2"
    "templates/parts/section-heading.xml.j2"
    "templates/parts/session-heading.xml.j2"
    "templates/parts/signature.xml.j2"
    "templates/parts/signatures.xml.j2"
    "templates/parts/sitting-details.xml.j2"
    "templates/parts/speakers.xml.j2"
    "templates/parts/when.xml.j2"
    "templates/plain/labels/zh.ftl"
    "templates/plain/look.json"
    "templates/plain/shape/masthead.typ"
    "templates/register.xml.j2"
    "templates/resolutions.xml.j2"
    "templates/shape/agenda.typ"
    "templates/shape/annexes.typ"
    "templates/shape/house.typ"
    "templates/shape/language.typ"
    "templates/shape/masthead.typ"
    "templates/shape/minutes.typ"
    "templates/shape/script.typ"
    "templates/shape/style.css"
    "templates/shape/theme.typ"
    "templates/summary.xml.j2"
    "templates/timetable.xml.j2"
};

/// Fonts by their path in a workspace.
pub static EMBEDDED_FONTS: &[(&str, &[u8])] = files! {
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
pub static EMBEDDED_SCRIPT_FONTS: &[(&str, &[u8])] = files! {
    "fonts/NotoNaskhArabic_400Regular.ttf"
    "fonts/NotoNaskhArabic_700Bold.ttf"
    "fonts/NotoSansArabic_400Regular.ttf"
    "fonts/NotoSansArabic_700Bold.ttf"
    "fonts/NotoSansCJKsc_400Regular.ttf"
    "fonts/NotoSansCJKsc_700Bold.ttf"
    "fonts/NotoSerifCJKsc_400Regular.ttf"
    "fonts/NotoSerifCJKsc_700Bold.ttf"
};

/// A pack to start from.
#[derive(Debug)]
pub struct Example {
    /// Its name.
    pub name: &'static str,
    /// Its definition, and the files that it needs, by their paths in the folder of the pack.
    pub files: &'static [(&'static str, &'static [u8])],
}

macro_rules! examples {
    ($($name:literal [$($beside:literal),*])*) => {
        &[$(Example {
            name: $name,
            files: &[
                ("meeting.json", include_bytes!(concat!("../../packs/", $name, "/meeting.json"))),
                $(($beside, include_bytes!(concat!("../../packs/", $name, "/", $beside)))),*
            ],
        }),*]
    };
}

/// Packs to start from: all example packs.
pub static EXAMPLES: &[Example] = examples! {
    "smallest" []
    "allotments-march" []
    "allotments-june" []
    "allotments-september" []
    "allotments-december" []
    "board" []
    "council" []
    "hospital" ["papers/opinion.pdf"]
    "plenary" []
    "session" []
    "assemblee" []
    "round-table" ["chart.svg"]
    "sign-off" ["approvals.json"]
    "six-languages" []
    "un-network-2023-02-08" []
    "un-network-2023-02-08-as-issued" []
    "water-points" ["papers/access.png", "papers/quarterly-report.pdf", "papers/terms-of-reference.html", "papers/terms-of-reference.pdf"]
};

/// The registry that examples name whose definitions do not declare all that they name.
pub(super) static EXAMPLE_REGISTRY: &[u8] = include_bytes!("../../packs/registry.json");

/// The program's own file of this path, if it has one.
pub fn embedded(path: &str) -> Option<&'static [u8]> {
    let all = EMBEDDED_TEMPLATES.iter().chain(EMBEDDED_FONTS).chain(EMBEDDED_SCRIPT_FONTS);
    all.copied().find(|(name, _)| *name == path).map(|(_, content)| content)
}
