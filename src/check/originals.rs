//! The rule that a PDF and its source file are of the same version, as far as their names show.

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group};
use crate::meeting::{AnnexFile, FilePath};

pub(super) const RULE: Rule = Rule { codes: &[&ORIGINAL_OTHERWISE], check };

const ORIGINAL_OTHERWISE: Code = Code::warning(
    "original-otherwise",
    "The PDF of an annex and the file that it was made of (`source`) have names that differ only in a number: \
     `budget-v2.xlsx` and `budget-v3.pdf`. One of them is probably of another version. The dates of the files are not compared.",
)
.of(Group::Consistency);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject.meeting.definition.annexes.iter().flat_map(|annex| &annex.files).filter_map(of_file).collect()
}

fn of_file(file: &AnnexFile) -> Option<Finding> {
    let source = file.source.as_ref()?;
    let (pdf, original) = (stem(&file.file.value), stem(&source.value));
    let differ = words(pdf) == words(original) && figures(pdf) != figures(original);
    let message =
        format!("the source of `{}` is said to be `{}`, which has another number", file.file.value, source.value);
    (differ && !figures(pdf).is_empty() && !figures(original).is_empty()).then(|| {
        Finding::new(&ORIGINAL_OTHERWISE, source.place, message)
            .hint("name the file from which this PDF was exported, or export it again")
            .related(file.file.place, "the PDF")
    })
}

/// The name of a file without folders and ending.
fn stem(path: &FilePath) -> &str {
    let name = path.as_str().rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn words(stem: &str) -> String {
    stem.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

fn figures(stem: &str) -> Vec<&str> {
    stem.split(|c: char| !c.is_numeric()).filter(|figures| !figures.is_empty()).collect()
}
