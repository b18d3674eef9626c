//! How a person lays out the values of a file: what there is of a kind shows how more of it would be written.
//!
//! Each question is answered by those of the same type, or where there are none, by all that the file has; of these by those that are
//! about as long. A question is whether something is broken into lines, whether a key begins a line, and which keys stand before it.

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged;
use serde_json::Value as Json;

use super::tree::Tree;
use crate::read::Shape;

/// How many of those that are about as long decide.
const NEAREST: usize = 3;
/// A line of more characters is not made because there are shorter ones.
const LONG: usize = 110;

/// An object or a list of the file.
pub(super) struct Seen<'t> {
    /// What it is: the name of its type, or that of its object with its key.
    pub(super) kind: String,
    /// Whether it stands in a list: directly, or as a part of an entry.
    is_listed: bool,
    pub(super) value: &'t Value<'t>,
}

/// A sort of values that are laid out alike.
#[derive(PartialEq, Eq)]
enum Sort {
    /// An object without others in it.
    Flat,
    Deep,
    /// A list of words.
    Words,
    /// A list of one object.
    Object1,
    /// A list of several objects.
    Objects,
}

impl Sort {
    fn of(value: &Value<'_>) -> Self {
        match value {
            Value::Array(list) if matches!(list.elements.first(), Some(Value::Object(_))) => {
                Self::objects(list.elements.len())
            }
            Value::Array(_) => Self::Words,
            Value::Object(object) => {
                let is_deep = |value: &Value<'_>| match value {
                    Value::Array(list) => list.elements.iter().any(|one| matches!(one, Value::Object(_))),
                    value => matches!(value, Value::Object(_)),
                };
                if object.properties.iter().any(|one| is_deep(&one.value)) { Self::Deep } else { Self::Flat }
            }
            _ => Self::Flat,
        }
    }

    fn of_new(value: &Json) -> Self {
        match value {
            Json::Array(all) if all.iter().any(Json::is_object) => Self::objects(all.len()),
            Json::Array(_) => Self::Words,
            Json::Object(object) => {
                let has_objects = |list: &Vec<Json>| list.iter().any(Json::is_object);
                let is_deep = |one: &Json| one.is_object() || one.as_array().is_some_and(has_objects);
                if object.values().any(is_deep) { Self::Deep } else { Self::Flat }
            }
            _ => Self::Flat,
        }
    }

    fn objects(many: usize) -> Self {
        if many == 1 { Self::Object1 } else { Self::Objects }
    }
}

/// What stands between two keys of an object that has several lines.
struct Gap<'t> {
    keys: [&'t str; 2],
    /// Whether the value before has several lines, and the one after.
    span: [bool; 2],
    /// The number of characters of the line, if the second key stands on that of the first.
    width: usize,
    is_broken: bool,
}

/// A key that is to stand after another one.
pub(super) struct Next<'k> {
    pub(super) kind: &'k str,
    pub(super) keys: [&'k str; 2],
    pub(super) span: [bool; 2],
    /// The number of characters of the line, if it stands on that of the other.
    pub(super) width: usize,
}

/// All objects and lists of a file.
pub(super) struct Habits<'t> {
    text: &'t str,
    all: Vec<Seen<'t>>,
}

/// What an object or a list is, by its type or else by where it stands; `around` is what is around it.
pub(super) fn kind_of(around: &str, key: Option<&str>, shape: Option<Shape>, is_list: bool) -> String {
    match (shape.map(Shape::name).filter(|name| !name.is_empty() && !is_list), key) {
        (Some(name), _) => name.to_owned(),
        (None, Some(key)) => format!("{around}.{key}"),
        (None, None) => format!("{around}[]"),
    }
}

impl<'t> Habits<'t> {
    pub(super) fn of(tree: &'t Tree<'t>, shape: Shape) -> Self {
        let mut habits = Self { text: tree.text, all: Vec::new() };
        let kind = kind_of("", None, Some(shape), false);
        habits.walk(&tree.root, Some(shape), kind, false);
        habits
    }

    fn walk(&mut self, value: &'t Value<'t>, shape: Option<Shape>, kind: String, is_listed: bool) {
        let is_list = |value: &Value<'_>| matches!(value, Value::Array(_));
        match value {
            Value::Array(list) => {
                self.all.push(Seen { kind: kind.clone(), is_listed, value });
                let shape = shape.and_then(Shape::entry);
                for one in &list.elements {
                    self.walk(one, shape, kind_of(&kind, None, shape, is_list(one)), true);
                }
            }
            Value::Object(object) => {
                self.all.push(Seen { kind: kind.clone(), is_listed, value });
                for property in &object.properties {
                    let (key, one) = (property.name.as_str(), &property.value);
                    let shape = shape.and_then(|shape| shape.key(key));
                    self.walk(one, shape, kind_of(&kind, Some(key), shape, is_list(one)), is_listed);
                }
            }
            _ => {}
        }
    }

    /// All of them, from the beginning of the file.
    pub(super) fn values(&self) -> impl Iterator<Item = &'t Value<'t>> {
        self.all.iter().map(|seen| seen.value)
    }

    /// What a value of the file is known as.
    pub(super) fn seen(&self, value: &Value<'_>) -> Option<&Seen<'t>> {
        self.all.iter().find(|seen| seen.value.start() == value.start())
    }

    /// Whether an object or a list that would have so many characters on one line is broken into several.
    pub(super) fn is_broken(&self, kind: &str, like: &Json, width: usize) -> Option<bool> {
        let sort = Sort::of_new(like);
        let of = |is_it: &dyn Fn(&Seen<'_>) -> bool| {
            let texts = self.all.iter().filter(|seen| is_it(seen)).map(|seen| seen.text(self.text));
            let all = texts.map(|text| (flat_width(text), text.contains('\n'))).filter(|(width, _)| *width > 2);
            nearest(all.collect(), width)
        };
        let is_sort = |seen: &Seen<'_>| Sort::of(seen.value) == sort;
        let is_kind = |seen: &Seen<'_>| seen.kind == kind && (like.is_object() || is_sort(seen));
        // The parts of the file itself are none of those in its lists.
        of(&is_kind).or_else(|| of(&|seen| seen.is_listed && is_sort(seen)))
    }

    /// Whether a key begins a line in an object of several lines: as after the same key elsewhere, or wherever it stands, or as most do.
    pub(super) fn begins_line(&self, next: &Next<'_>) -> bool {
        // What follows a bracket on a line of its own is another matter than what follows a word.
        let gaps: Vec<Gap<'_>> = self.gaps(next.kind).into_iter().filter(|gap| gap.span == next.span).collect();
        let of = |is_it: &dyn Fn(&Gap<'_>) -> bool| {
            let all = gaps.iter().filter(|gap| is_it(gap));
            nearest(all.map(|gap| (gap.width, gap.is_broken)).collect(), next.width)
        };
        of(&|gap| gap.keys == next.keys)
            .or_else(|| of(&|gap| gap.keys[1] == next.keys[1]))
            .or_else(|| of(&|_| true))
            .unwrap_or(true)
    }

    /// The position that a key gets among others of its object: after those that stand before it in most objects of its kind, or if
    /// there are none with both, in the order of the type.
    pub(super) fn position(&self, kind: &str, shape: Shape, keys: &[&str], key: &str) -> usize {
        let objects: Vec<&Object<'_>> = self.objects(kind).collect();
        let is_before = |other: &str| {
            let place =
                |object: &Object<'_>, key: &str| object.properties.iter().position(|one| one.name.as_str() == key);
            let orders = objects.iter().filter_map(|object| Some(place(object, other)?.cmp(&place(object, key)?)));
            let known: i32 = orders.map(|order| order as i32).sum();
            let stated = match shape.is_object() {
                true => shape.position(other).cmp(&shape.position(key)) as i32,
                false => 0,
            };
            if known == 0 { -stated } else { -known.signum() }
        };
        let order: Vec<i32> = keys.iter().map(|other| is_before(other)).collect();
        let worth = |at: usize| order[..at].iter().sum::<i32>() - order[at..].iter().sum::<i32>();
        (0..=keys.len()).max_by_key(|at| (worth(*at), *at)).unwrap_or(keys.len())
    }

    fn objects(&self, kind: &str) -> impl Iterator<Item = &'t Object<'t>> {
        let of_kind = self.all.iter().filter(move |seen| seen.kind == kind);
        of_kind.filter_map(|seen| match seen.value {
            Value::Object(object) => Some(object),
            _ => None,
        })
    }

    /// What stands between the keys of objects of a kind.
    fn gaps(&self, kind: &str) -> Vec<Gap<'t>> {
        let broken = self.all.iter().filter(|seen| seen.kind == kind && seen.is_broken(self.text));
        let of = |seen: &Seen<'t>| {
            let Value::Object(object) = seen.value else { return Vec::new() };
            let spans = |value: &Value<'_>| self.text[value.start()..value.end()].contains('\n');
            let gap = |two: &'t [jsonc_parser::ast::ObjectProp<'t>]| {
                let (before, after) = (&two[0], &two[1]);
                let second = &self.text[after.name.start()..after.value.end()];
                Gap {
                    keys: [before.name.as_str(), after.name.as_str()],
                    span: [spans(&before.value), spans(&after.value)],
                    width: column(self.text, before.value.end()) + 2 + first_line(second),
                    is_broken: self.text[before.value.end()..after.name.start()].contains('\n'),
                }
            };
            object.properties.windows(2).map(gap).collect()
        };
        broken.flat_map(of).collect()
    }
}

/// Most of the answers of those whose widths are nearest to one; none for a long line, if there is none nearly as long.
fn nearest(mut all: Vec<(usize, bool)>, width: usize) -> Option<bool> {
    let longest = all.iter().filter(|(_, is_broken)| !is_broken).map(|(width, _)| *width).max().unwrap_or_default();
    all.sort_by_key(|(other, _)| other.abs_diff(width));
    all.truncate(NEAREST);
    let broken = all.iter().filter(|(_, is_broken)| *is_broken).count();
    let (_, first) = *all.first()?;
    let is_broken = if 2 * broken == all.len() { first } else { 2 * broken > all.len() };
    (is_broken || width <= LONG || width <= 2 * longest).then_some(is_broken)
}

/// The number of characters in a text that is put on one line.
pub(super) fn flat_width(text: &str) -> usize {
    text.lines().map(|line| line.trim_start().chars().count() + 1).sum::<usize>().saturating_sub(1)
}

/// The number of characters before a position in its line.
pub(super) fn column(text: &str, at: usize) -> usize {
    text[..at].rsplit('\n').next().unwrap_or_default().chars().count()
}

/// The number of characters in the first line of a text.
pub(super) fn first_line(text: &str) -> usize {
    text.split('\n').next().unwrap_or_default().chars().count()
}

impl Seen<'_> {
    fn text<'x>(&self, text: &'x str) -> &'x str {
        &text[self.value.start()..self.value.end()]
    }

    fn is_broken(&self, text: &str) -> bool {
        self.text(text).contains('\n')
    }
}
