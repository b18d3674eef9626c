//! Where a value of a file stands, after somebody else wrote the file.

use serde_json::Value;

/// Where a value of a file as it was seen stands in the file as it is now: known by ids, and by its neighbours. Both are JSON.
pub(super) fn still_there(pointer: &str, seen: &Value, now: &Value) -> Option<String> {
    let (mut seen, mut now, mut there) = (seen, now, String::new());
    for key in pointer.split('/').skip(1) {
        let step = match (seen, now) {
            (Value::Object(before), Value::Object(after)) => {
                let name = key.replace("~1", "/").replace("~0", "~");
                (seen, now) = (before.get(&name)?, after.get(&name)?);
                key.to_owned()
            }
            (Value::Array(before), Value::Array(after)) => {
                let at: usize = key.parse().ok()?;
                let to = element_now(before, after, at)?;
                (seen, now) = (before.get(at)?, after.get(to)?);
                to.to_string()
            }
            _ => return None,
        };
        there.push('/');
        there.push_str(&step);
    }
    Some(there)
}

/// Keys of entries without an id that say who an entry is about.
const WHO: [&str; 4] = ["who", "person", "entity", "name"];

/// The position that an element of a list has now: known by its id, by what it is, or by all others around it. An entry of another person
/// is another one.
fn element_now(before: &[Value], after: &[Value], at: usize) -> Option<usize> {
    let element = before.get(at)?;
    if let Some(id) = element.get("id").filter(|id| id.is_string()) {
        return only(after, |other| other.get("id") == Some(id));
    }
    if before.iter().filter(|other| *other == element).count() == 1
        && let Some(same) = only(after, |other| other == element)
    {
        return Some(same);
    }
    let same = after.get(at)?;
    let is_another = |key: &&str| element.get(*key) != same.get(*key);
    let others = || before.iter().zip(after).enumerate().filter(|(other, _)| *other != at);
    let is_alone = before.len() == after.len() && others().all(|(_, (before, after))| before == after);
    (is_alone && !WHO.iter().any(is_another)).then_some(at)
}

/// The position of the only one of which something is true.
fn only(all: &[Value], is_it: impl Fn(&Value) -> bool) -> Option<usize> {
    let mut found = all.iter().enumerate().filter(|(_, one)| is_it(one)).map(|(at, _)| at);
    found.next().filter(|_| found.next().is_none())
}
