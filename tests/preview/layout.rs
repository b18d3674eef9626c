//! The layout of what forms write: what is taken out of an example and put in again stands as the person who wrote it put it.

use packwright::build::{Change, changed};
use packwright::read::Shape;
use serde_json::{Map, Value, json};

use super::forms::{clear, files, insert, parsed, remove, set, values};

/// How many of those that were tried came back byte for byte, and how the others differ.
#[derive(Default)]
struct Share {
    tried: usize,
    same: usize,
    others: Vec<String>,
}

impl Share {
    fn take(&mut self, place: &str, text: &str, changes: &[Change], path: &str) {
        let now = changed(path, text, changes).unwrap_or_else(|why| panic!("{path}{place}: {}", why.message));
        assert_eq!(parsed(&now), parsed(text), "{path}{place}");
        self.tried += 1;
        match now == text {
            true => self.same += 1,
            false => self.others.push(format!("{path}{place}\n{}", difference(text, &now))),
        }
    }

    fn percent(&self) -> usize {
        100 * self.same / self.tried
    }
}

/// The lines in which two texts differ.
fn difference(one: &str, other: &str) -> String {
    let (one, other): (Vec<&str>, Vec<&str>) = (one.lines().collect(), other.lines().collect());
    let start = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let end =
        one[start..].iter().rev().zip(other[start..].iter().rev()).take_while(|(one, other)| one == other).count();
    let side = |lines: &[&str], mark: char| -> String {
        lines[start..lines.len() - end].iter().map(|line| format!("{mark} {line:.160}\n")).collect()
    };
    side(&one, '-') + &side(&other, '+')
}

/// The objects that are entries of lists, or stand under ids, each with where it stands.
fn entries<'v>(path: &str, file: &'v Value) -> Vec<(String, &'v Map<String, Value>)> {
    let mut all = Vec::new();
    values(file, "", &mut all);
    let is_entry =
        |pointer: &str| Shape::of_file(path).at(pointer).is_some_and(Shape::is_object) && pointer.contains('/');
    all.into_iter()
        .filter(|(pointer, _)| is_entry(pointer))
        .filter_map(|(at, one)| Some((at, one.as_object()?)))
        .collect()
}

/// The keys of an object in the order of its type.
fn in_order<'v>(path: &str, pointer: &str, object: &'v Map<String, Value>) -> Vec<(&'v String, &'v Value)> {
    let shape = Shape::of_file(path).at(pointer).unwrap();
    let mut keys: Vec<_> = object.iter().collect();
    keys.sort_by_key(|(key, _)| shape.position(key));
    keys
}

#[test]
fn what_is_taken_out_and_put_in_again_stands_as_before() {
    let (mut keys, mut whole, mut grown) = (Share::default(), Share::default(), Share::default());
    for (path, text) in files() {
        let file = parsed(&text);
        for (pointer, object) in entries(&path, &file) {
            for (key, value) in object {
                let place = format!("{pointer}/{key}");
                if object.len() > 1 {
                    keys.take(&place, &text, &[clear(&place), set(&place, value)], &path);
                }
            }
            let (list, step) = pointer.rsplit_once('/').unwrap();
            let Ok(at) = step.parse::<usize>() else { continue };
            whole.take(&pointer, &text, &[remove(list, at), insert(list, at, &Value::Object(object.clone()))], &path);
            let of = in_order(&path, &pointer, object);
            let first = Value::Object(of[..1].iter().map(|(key, value)| ((*key).clone(), (*value).clone())).collect());
            let rest = of[1..].iter().map(|(key, value)| set(&format!("{pointer}/{key}"), value));
            let changes: Vec<Change> = [remove(list, at), insert(list, at, &first)].into_iter().chain(rest).collect();
            grown.take(&pointer, &text, &changes, &path);
        }
    }
    let shares = [("keys", &keys), ("whole entries", &whole), ("entries, key by key", &grown)];
    for (what, share) in shares {
        println!("{what}: {} of {}, {} %", share.same, share.tried, share.percent());
        if std::env::var_os("SHOW").is_some() {
            share.others.iter().for_each(|other| println!("[{what}] {other}"));
        }
    }
    let least = [keys.percent(), whole.percent(), grown.percent()];
    // The rest is what nobody can know who sees only the others: two keys of which no other entry has both, the first of a list.
    assert!(least[0] >= 94 && least[1] >= 85 && least[2] >= 85, "{least:?}");
}

#[test]
fn lines_do_not_grow_with_everything_that_is_written() {
    let path = "packs/spring/meeting.json";
    let mut text =
        "{\n  \"version\": 1,\n  \"agenda\": [\n    { \"id\": \"one\", \"title\": \"One\" }\n  ]\n}\n".to_owned();
    let said = json!({ "text": "Somebody said something of some length about the accounts of the year." });
    for at in 0..3 {
        text = changed(path, &text, &[insert("/agenda/0/proceedings", at, &said)]).unwrap();
        text = changed(path, &text, &[insert("/chairs", at, &json!({ "person": format!("chair-{at}") }))]).unwrap();
    }
    let line = "{ \"text\": \"Somebody said something of some length about the accounts of the year.\" }";
    let expected = format!(
        "{{\n  \"version\": 1,\n  \"chairs\": [{{ \"person\": \"chair-0\" }}, {{ \"person\": \"chair-1\" }}, {{ \"person\": \"chair-2\" }}],\n  \"agenda\": [\n    \
         {{\n      \"id\": \"one\", \"title\": \"One\",\n      \"proceedings\": [\n        {line},\n        {line},\n        {line}\n      ]\n    }}\n  ]\n}}\n"
    );
    assert_eq!(text, expected);
}
