//! Names with the entities that people come from, where the members are entities: States have officers, and elect people.

use minijinja::Value;

use super::filled::derived;
use super::scene::Scene;
use crate::finding::Placed;
use crate::meeting::{Form, Id};

impl Scene {
    /// The entity that somebody comes from, if it is one of the members: a secretary comes from none.
    pub(super) fn member_of(&self, id: &Id) -> Option<&Id> {
        let entity = self.person(id.as_str())?.entity.as_ref()?;
        self.member_entities.contains(entity.as_str()).then_some(&entity.value)
    }

    /// The names of several in a sentence of ours, each with what they come from where the members are entities.
    pub(super) fn in_sentence_from(&self, ids: &[Placed<Id>], form: impl Fn(&Id) -> Form) -> Option<Value> {
        let name = |id: &Placed<Id>| {
            let name = self.in_sentence(std::slice::from_ref(id), &form)?;
            Some(self.with_origin(name, id))
        };
        self.list(&ids.iter().filter_map(name).collect::<Vec<_>>())
    }

    /// "Ana Silva (Brazil)", where the members are entities; elsewhere the name alone.
    fn with_origin(&self, name: Value, id: &Placed<Id>) -> Value {
        let Some(entity) = self.member_of(id) else { return name };
        let entity = derived(self.called(entity.as_str(), Form::Plain), id.place, "");
        self.say("with-remark", [("text", name), ("remark", entity)], None)
    }
}
