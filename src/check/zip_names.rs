//! Every file of the zip has a name of its own, and one that every system can hold.
//!
//! Names come from ids and languages, which are ASCII; names of packs are checked by the same rule where packs are found
//! (`workspace`).

use std::collections::BTreeMap;

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Place};
use crate::workspace::is_device;

pub(super) const RULE: Rule = Rule { codes: &[&DEVICE_NAME, &FILE_TWICE], check };

const DEVICE_NAME: Code = Code::error(
    "device-name",
    "A file or folder of the zip would have the name of a Windows device (`con`, `prn`, `aux`, `nul`, `com1` to \
     `com9`, `lpt1` to `lpt9`), where it could not be unpacked. Files of annexes are named after the id of the \
     annex, documents after their name, and the folders of editions after their language.",
);
const FILE_TWICE: Code = Code::error(
    "file-twice",
    "Two files of annexes would have the same name in the zip. The first file of an annex is named after its id, \
     the others have a number added: the second file of `a` is `a-2.pdf`, and so is the first of an annex `a-2`. \
     Change one of the ids. The file that a PDF was made from (`source`) has another ending.",
);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    devices(subject).into_iter().chain(twice(subject)).collect()
}

fn devices(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let papers = definition.pack.iter().map(|paper| ("document", paper.document.as_str(), paper.document.place));
    let annexes = definition.annexes.iter().filter(|annex| !annex.files.is_empty());
    let annexes = annexes.map(|annex| ("annex", annex.id.as_str(), annex.id.place));
    let languages = definition.languages.iter().filter(|_| definition.languages.len() > 1);
    let languages = languages.map(|language| ("language", language.as_str(), language.place));
    let named = papers.chain(annexes).chain(languages).filter(|(_, name, _)| is_device(name));
    named
        .map(|(what, name, place)| {
            let message = format!("Windows cannot unpack files of the {what} `{name}`: that is the name of a device");
            let hint = match what {
                "language" => "build this edition as a pack of its own",
                _ => "choose another name",
            };
            Finding::new(&DEVICE_NAME, place, message).hint(hint)
        })
        .collect()
}

fn twice(subject: &Subject<'_>) -> Vec<Finding> {
    let mut seen: BTreeMap<String, (Place, &str)> = BTreeMap::new();
    let mut findings = Vec::new();
    for annex in &subject.meeting.definition.annexes {
        for (at, file) in annex.files.iter().enumerate() {
            for path in [Some(&file.file), file.source.as_ref()].into_iter().flatten() {
                let name = annex.name_in_zip(at, &path.value);
                match seen.get(&name) {
                    Some((_, same)) if *same == path.value.as_str() => {}
                    Some((first, _)) => findings.push(
                        Finding::new(&FILE_TWICE, path.place, format!("another file in the zip has the name `{name}`"))
                            .hint("choose another id for the annex, or name the source with its own ending")
                            .related(*first, "this one"),
                    ),
                    None => drop(seen.insert(name, (path.place, path.value.as_str()))),
                }
            }
        }
    }
    findings
}
