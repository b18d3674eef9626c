//! Whether the title of a meeting says of which kind it is.

use crate::compose::scene::Scene;
use crate::meeting::MeetingKind;

/// The letters in which two forms of a word differ at its end, at most: "extraordinaria", "extraordinario".
const LONGEST_ENDING: usize = 2;

/// Returns whether the title says the kind of the meeting, in the words of its label or with its adjective: "Annual General
/// Meeting" says "Annual meeting", «Pleno extraordinario» says «Sesión extraordinaria».
pub(super) fn says_kind(scene: &Scene, kind: MeetingKind) -> bool {
    let title = scene.meeting.definition.title.text_in(&scene.language).to_lowercase();
    let label =
        |kind: MeetingKind| scene.labels.unprinted(&format!("kind-{}", kind.name())).unwrap_or_default().to_lowercase();
    let own = label(kind);
    let others: Vec<String> = MeetingKind::ALL.into_iter().filter(|other| *other != kind).map(label).collect();
    if title.contains(&own) {
        return true;
    }
    let words = |text: &str| text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
    let is_own = |word: &String| !others.iter().any(|other| words(other).contains(word));
    match words(&own).into_iter().filter(is_own).max_by_key(|word| word.chars().count()) {
        // "会议" is of several, and nothing stands between words.
        Some(word) if word == own => {
            let adjective: String = own.chars().filter(|c| !others.iter().any(|other| other.contains(*c))).collect();
            adjective.chars().count() > 1 && title.contains(&adjective)
        }
        Some(word) => words(&title).iter().any(|other| is_form(&word, other)),
        None => false,
    }
}

/// Returns whether two words are forms of one: with an article before it, or another ending.
fn is_form(word: &str, other: &str) -> bool {
    let other = other.strip_prefix("ال").unwrap_or(other);
    let common = word.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let longest = word.chars().count().max(other.chars().count());
    longest - common <= LONGEST_ENDING && common >= word.chars().count().min(4)
}
