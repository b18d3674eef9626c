//! Parts of a definition that can be withheld.

use serde_json::Value;

use super::schema::Kind;

/// A part, by the JSON pointer of the object or text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Site {
    /// An object, with the name of its type.
    Whole(String, String),
    /// A key of an object, or of one inside it.
    Key(String, Vec<String>),
    /// A text that a passage can be put into.
    Passage(String),
}

/// Keys of the definition that can be withheld. Others hold up the rest.
const OF_DEFINITION: [&str; 19] = [
    "venue",
    "links",
    "chairs",
    "officers",
    "opening",
    "attendance",
    "decisions",
    "background",
    "deadlines",
    "closing",
    "certification",
    "signatories",
    "annexes",
    "previous",
    "next",
    "footnote",
    "sessions",
    "silence",
    "masthead",
];

/// Keys without which a pack is refused, or has other numbers, by their types.
const HOLD_UP: [(&str, &str); 21] = [
    ("AnnexFile", "alt"),
    ("AnnexFile", "pages"),
    ("CalendarEntry", "pack"),
    ("Event", "who"),
    ("Vote", "for"),
    ("Vote", "against"),
    ("Vote", "abstain"),
    ("Decision", "kind"),
    ("Item", "section"),
    ("Item", "break"),
    ("Item", "items"),
    ("Item", "number"),
    ("", "people"),
    ("", "entities"),
    ("", "bodies"),
    ("", "documents"),
    ("", "audiences"),
    ("", "audience_titles"),
    ("", "languages"),
    ("", "style"),
    ("", "status"),
];

/// All parts of a definition that can be withheld.
pub(super) fn sites(definition: &Value, schema: &Value) -> Vec<Site> {
    let mut sites = Vec::new();
    walk(definition, Kind::of(schema), "", &mut sites);
    sites
}

fn walk(value: &Value, kind: Kind<'_>, pointer: &str, sites: &mut Vec<Site>) {
    match value {
        Value::String(_) | Value::Object(_) if kind.name == "Prose" => sites.push(Site::Passage(pointer.to_owned())),
        Value::Object(_) if kind.is_text() => {}
        Value::Object(object) => {
            if kind.is_withholdable() {
                sites.push(Site::Whole(pointer.to_owned(), kind.name.to_owned()));
            }
            let takes_keys = kind.is_withholdable() || kind.name.is_empty();
            for (key, value) in object {
                let inner = kind.key(key);
                let is_part = !kind.name.is_empty() || OF_DEFINITION.contains(&key.as_str());
                if takes_keys && is_part && kind.may_lack(key) && !HOLD_UP.contains(&(kind.name, key)) {
                    sites.push(Site::Key(pointer.to_owned(), vec![key.clone()]));
                    let below = value.as_object().filter(|_| !inner.is_text());
                    let below = below
                        .into_iter()
                        .flat_map(|object| object.keys())
                        .filter(|one| inner.may_lack(one) && !HOLD_UP.contains(&(inner.name, one.as_str())));
                    // Ids as keys are no path.
                    let below = below.filter(|_| !inner.has_ids_as_keys());
                    sites.extend(below.map(|one| Site::Key(pointer.to_owned(), vec![key.clone(), one.clone()])));
                }
                walk(value, inner, &format!("{pointer}/{key}"), sites);
            }
        }
        Value::Array(list) => {
            for (at, entry) in list.iter().enumerate() {
                walk(entry, kind.entry(), &format!("{pointer}/{at}"), sites);
            }
        }
        _ => {}
    }
}
