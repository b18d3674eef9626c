//! The rule that every text of a definition is printed in some document of the pack.

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, quoted_list};
use crate::meeting::PrintedIn;

pub(super) const RULE: Rule = Rule { codes: &[&NOT_PRINTED], check };

const NOT_PRINTED: Code = Code::warning(
    "not-printed",
    "No document of the pack prints a text of the definition, at any stage: for example an annotation, in a pack \
     without an annotated agenda. Add the document to `pack`, or remove the text.",
)
.of(Group::Completeness);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(pack) = PrintedIn::of(subject.meeting) else { return Vec::new() };
    let lost = subject.parts.said.iter().filter(|said| !said.printed_in.meets(pack));
    lost.map(|said| {
        let message = "no document of this pack prints this";
        Finding::new(&NOT_PRINTED, said.text.place, message).hint(hint(said.printed_in, pack))
    })
    .collect()
}

fn hint(printed_in: PrintedIn, pack: PrintedIn) -> String {
    let names: Vec<&str> = printed_in.names().collect();
    let minutes = "minutes print it if they put decisions first: `\"minutes\": \"decisions-first\"` in `style`";
    let by_item = printed_in.meets(PrintedIn::SECTIONS) && pack.meets(PrintedIn::MINUTES);
    match names.as_slice() {
        _ if by_item && !names.is_empty() => format!("add {} to `pack`; {minutes}", quoted_list(names)),
        [] if by_item => minutes.to_owned(),
        [] => "remove it: something else is printed instead".to_owned(),
        names => format!("add {} to `pack`, or remove the text", quoted_list(names.iter().copied())),
    }
}
