//! Label files as they are written.

/// The text before the first `=` of each line of a label file, and the place of the line.
pub(super) fn labels_in(text: &str) -> impl Iterator<Item = (&str, std::ops::Range<usize>)> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let (name, _) = line.split_once('=')?;
        Some((name.trim_end(), start..start + line.trim_end().len()))
    })
}

/// What a label file says for a label, as it is written there.
pub(super) fn label_in(file: &str, name: &str) -> Option<String> {
    let (_, place) = labels_in(file).find(|(label, _)| *label == name)?;
    let (_, begins) = file[place.clone()].split_once('=')?;
    let goes_on = |line: &&str| line.starts_with([' ', '\t', '}', '*', '[']);
    let further = file[place.end..].lines().skip(1).take_while(goes_on);
    Some(std::iter::once(begins).chain(further).map(str::trim).collect::<Vec<_>>().join("\n"))
}
