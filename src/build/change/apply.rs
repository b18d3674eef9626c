//! One change of a file, as its text.

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use serde_json::{Map, Value as Json};

use super::asked::Change;
use super::layout::{Layout, New};
use super::pointer::{pointer_of, steps_of, within};
use super::tree::{Entries, Tree, position, property, replaced};
use crate::build::approve::Refusal;
use crate::build::edit::StringIn;
use crate::finding::{did_you_mean, near_miss};
use crate::read::{Kind, Shape};

/// A file that is changed: its path, and the rules for what is in it.
pub(super) struct Rules<'p> {
    path: &'p str,
    shape: Shape,
}

type Written = Result<String, Refusal>;

impl<'p> Rules<'p> {
    pub(super) fn of(path: &'p str) -> Self {
        Self { path, shape: Shape::of_file(path) }
    }

    /// The text of the file after a change.
    ///
    /// # Errors
    /// If the text is not JSON, or has nothing in the place that the change names.
    pub(super) fn apply(&self, text: &str, change: &Change) -> Written {
        let steps = steps_of(change.pointer());
        self.shape_at(&steps)?;
        match change {
            Change::Set { value, .. } => self.set(text, &steps, value),
            Change::Clear { .. } => self.clear(text, &steps),
            Change::Insert { at, value, .. } => self.insert(text, &steps, *at, value),
            Change::Move { from, to, .. } => self.move_to(text, &steps, *from, *to),
            Change::Remove { .. } => self.remove(text, &steps),
            Change::Rename { to, .. } => self.rename(text, &steps, to),
        }
    }

    /// Writes a value; objects on the way to it are made, if they are not there.
    fn set(&self, text: &str, steps: &[String], value: &Json) -> Written {
        let tree = self.tree(text)?;
        let Some((key, holder)) = steps.split_last() else { return Err(self.nothing_at(steps)) };
        match (tree.find(steps), tree.find(holder)) {
            (Some(there), _) => self.become_value(&tree, steps, there, value),
            (None, Some(Value::Object(_))) => self.add_key(&tree, holder, key, value),
            (None, None) if !holder.is_empty() => {
                let around = Map::from_iter([(key.clone(), value.clone())]);
                self.set(text, holder, &Json::Object(around))
            }
            _ => Err(self.nothing_at(steps)),
        }
    }

    /// Makes a value another one; what both have in common stays as it is written.
    fn become_value(&self, tree: &Tree<'_>, steps: &[String], there: &Value<'_>, value: &Json) -> Written {
        let text = tree.text;
        let old: Json = serde_json::from_str(&text[there.range().start..there.end()]).map_err(|_| self.not_json())?;
        match (&old, value) {
            (old, value) if old == value => Ok(text.to_owned()),
            (Json::String(_), Json::String(new)) => {
                Ok(StringIn::find(self.path, text, &pointer_of(steps))?.with(text, new))
            }
            (Json::Object(old), Json::Object(new)) => {
                let gone = old.keys().filter(|key| !new.contains_key(*key));
                let mut text = text.to_owned();
                for (key, value) in new {
                    text = self.set(&text, &within(steps, key), value)?;
                }
                gone.into_iter().try_fold(text, |text, key| self.cut(&text, &within(steps, key)))
            }
            (Json::Array(old), Json::Array(new)) => self.become_list(text, steps, old, new),
            _ => {
                let new = New { value, shape: self.shape_at(steps)?, key: None };
                let by = Layout::of(tree, self.shape).in_place(there, new);
                Ok(replaced(text, there.start()..there.end(), &by))
            }
        }
    }

    /// Makes the entries of a list others; those at its beginning and its end that are the same stay.
    fn become_list(&self, text: &str, steps: &[String], old: &[Json], new: &[Json]) -> Written {
        let same = |(one, other): &(&Json, &Json)| one == other;
        let start = old.iter().zip(new).take_while(same).count();
        let end = old[start..].iter().rev().zip(new[start..].iter().rev()).take_while(same).count();
        let (gone, come) = (&old[start..old.len() - end], &new[start..new.len() - end]);
        let mut text = text.to_owned();
        for (at, value) in (start..).zip(come) {
            text = match at < start + gone.len() {
                true => self.set(&text, &within(steps, at), value)?,
                false => self.insert(&text, steps, at, value)?,
            };
        }
        (come.len()..gone.len()).rev().try_fold(text, |text, at| self.cut(&text, &within(steps, start + at)))
    }

    fn add_key(&self, tree: &Tree<'_>, holder: &[String], key: &str, value: &Json) -> Written {
        let shape = self.shape_at(holder)?;
        let Some(there @ Value::Object(_)) = tree.find(holder) else { return Err(self.nothing_at(holder)) };
        let of_value = shape.key(key).ok_or_else(|| self.no_key(holder, key))?;
        let new = New { value, shape: of_value, key: Some(key) };
        Layout::of(tree, self.shape).with_key(there, shape, new).ok_or_else(|| self.not_json())
    }

    fn insert(&self, text: &str, steps: &[String], at: usize, value: &Json) -> Written {
        let tree = self.tree(text)?;
        match tree.find(steps) {
            Some(there @ Value::Array(list)) if at <= list.elements.len() => {
                let shape = self.shape_at(steps)?;
                let new = New { value, shape: shape.entry().unwrap_or(shape), key: None };
                Layout::of(&tree, self.shape).with_entry(there, at, new).ok_or_else(|| self.not_json())
            }
            None if at == 0 => self.set(text, steps, &Json::Array(vec![value.clone()])),
            _ => Err(self.nothing_at(&within(steps, at))),
        }
    }

    fn move_to(&self, text: &str, steps: &[String], from: usize, to: usize) -> Written {
        let tree = self.tree(text)?;
        let list = tree.find(steps).filter(|there| matches!(there, Value::Array(_)));
        let entries = list.and_then(|list| Entries::of(text, list)).filter(|all| from.max(to) < all.count());
        Ok(entries.ok_or_else(|| self.nothing_at(&within(steps, from.max(to))))?.moved(from, to))
    }

    /// Removes an entry of a list, and the list with its last entry, if that says the same.
    fn remove(&self, text: &str, steps: &[String]) -> Written {
        let tree = self.tree(text)?;
        let holder = steps.split_last().map(|(_, holder)| holder).unwrap_or_default();
        let Some(Value::Array(list)) = tree.find(holder) else { return Err(self.nothing_at(steps)) };
        let is_all = list.elements.len() == 1 && tree.find(steps).is_some();
        if is_all && self.shape_at(holder)?.is_nothing_if_empty() && !self.is_required(holder) {
            return self.clear(text, holder);
        }
        self.cut(text, steps)
    }

    /// Gives an object another id: the one that it states, or the one under which it stands.
    fn rename(&self, text: &str, steps: &[String], to: &str) -> Written {
        let tree = self.tree(text)?;
        let Some(Value::Object(object)) = tree.find(steps) else { return Err(self.nothing_at(steps)) };
        if property(object, "id").is_some() {
            return self.set(text, &within(steps, "id"), &Json::from(to));
        }
        let Some((id, holder)) = steps.split_last() else { return Err(self.nothing_at(steps)) };
        if self.shape_at(holder)?.kind() != Kind::ById {
            return Err(self.nothing_at(steps));
        }
        if id != to && tree.find(&within(holder, to)).is_some() {
            return Err(Refusal::of_pack(format!("the id `{to}` is taken"), "nothing was written; choose another id"));
        }
        tree.with_name(holder, id, to).ok_or_else(|| self.nothing_at(steps))
    }

    /// Removes a key, and the objects around it that would have none left.
    fn clear(&self, text: &str, steps: &[String]) -> Written {
        let tree = self.tree(text)?;
        let Some((_, holder)) = steps.split_last() else { return Err(self.nothing_at(steps)) };
        let Some(Value::Object(object)) = tree.find(holder) else { return Err(self.nothing_at(steps)) };
        let is_all = object.properties.len() == 1 && tree.find(steps).is_some();
        let around = holder.split_last().and_then(|(_, around)| tree.find(around));
        if is_all && matches!(around, Some(Value::Object(_))) && !self.is_required(holder) {
            return self.clear(text, holder);
        }
        self.cut(text, steps)
    }

    /// Cuts a key or an entry out.
    fn cut(&self, text: &str, steps: &[String]) -> Written {
        let tree = self.tree(text)?;
        let Some((step, holder)) = steps.split_last() else { return Err(self.nothing_at(steps)) };
        let there = tree.find(holder);
        let at = match there {
            Some(Value::Object(object)) => property(object, step),
            Some(Value::Array(list)) => position(step).filter(|at| *at < list.elements.len()),
            _ => None,
        };
        let found = at.zip(there.and_then(|there| Entries::of(text, there)));
        let (at, entries) = found.ok_or_else(|| self.nothing_at(steps))?;
        Ok(entries.without(at))
    }

    /// Returns true if the object around a value must have it.
    fn is_required(&self, steps: &[String]) -> bool {
        let Some((key, holder)) = steps.split_last() else { return true };
        self.shape_at(holder).is_ok_and(|shape| shape.requires(key))
    }

    fn shape_at(&self, steps: &[String]) -> Result<Shape, Refusal> {
        self.shape.at(&pointer_of(steps)).ok_or_else(|| match steps.split_last() {
            Some((key, holder)) => self.no_key(holder, key),
            None => self.nothing_at(steps),
        })
    }

    /// Refuses a text that is not JSON.
    pub(super) fn refuse_if_broken(&self, text: &str) -> Result<(), Refusal> {
        self.tree(text).map(drop)
    }

    fn tree<'t>(&self, text: &'t str) -> Result<Tree<'t>, Refusal> {
        Tree::parse(text).ok_or_else(|| self.not_json())
    }

    fn not_json(&self) -> Refusal {
        let hint = "nothing was written; correct the file, and save again";
        Refusal::of_pack(format!("`{}` is not valid JSON now", self.path), hint)
    }

    fn nothing_at(&self, steps: &[String]) -> Refusal {
        Refusal::of_pack(
            format!("`{}` has nothing at `{}`", self.path, pointer_of(steps)),
            "nothing was written; look at the page again",
        )
    }

    fn no_key(&self, holder: &[String], key: &str) -> Refusal {
        let fields = self.shape.at(&pointer_of(holder)).map(Shape::fields).unwrap_or_default();
        let hint = did_you_mean(near_miss(key, fields.iter().map(|field| field.key)), || {
            "nothing was written; the schema beside the packs has all keys".to_owned()
        });
        Refusal::of_pack(format!("the format has no key `{key}` here"), hint)
    }
}
