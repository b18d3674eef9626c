//! Words for what is counted, as a language counts it: "1 share", "121 shares".

use super::scene::Scene;
use crate::meeting::Text;

impl Scene {
    /// The word for a unit, in the form for a number. Its forms are those that the text states, or those of a word that our
    /// labels list in any of its forms; any other word is printed unchanged.
    pub(super) fn unit(&self, unit: &Text, count: usize) -> String {
        let words = self.words(unit);
        let known = self.labels.say("units", []);
        let is_of = |entry: &&str| entry.split('|').any(|form| form == words);
        // Words with other bars between them have no forms.
        let forms_of = |entry: &str| entry.split('|').count();
        let has_forms = known.split(", ").next().map(forms_of) == Some(forms_of(words));
        let Some(entry) = known.split(", ").find(is_of).or(has_forms.then_some(words)) else { return words.to_owned() };
        let at: usize = self.labels.say("form-of-count", [("count", count.into())]).parse().unwrap_or(1);
        let forms: Vec<&str> = entry.split('|').map(str::trim).collect();
        forms.get(at.saturating_sub(1)).or(forms.last()).copied().unwrap_or(words).to_owned()
    }
}
