//! Definitions with parts withheld, and a word that is nowhere else in every text of these parts.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::files;
use super::schema::Kind;
use super::sites::{Site, sites};
use crate::fuzz::dice::Dice;

/// The audiences of all packs.
pub(super) const AUDIENCES: [&str; 3] = ["members", "observers", "public"];
/// The rank of the audience that gets least.
const EVERYBODY: usize = 2;

/// A word that only some may read.
#[derive(Debug, Clone)]
pub(super) struct Canary {
    pub(super) word: String,
    /// The last audience that gets it.
    pub(super) rank: usize,
    /// What it was put into: `Item.title`.
    pub(super) at: String,
}

/// A pack with canaries.
pub(super) struct Planted {
    pub(super) definition: Value,
    /// People whom only this pack names.
    pub(super) registered: Map<String, Value>,
    pub(super) files: BTreeMap<String, Vec<u8>>,
    pub(super) canaries: Vec<Canary>,
}

/// Makes a pack of a definition. `turn` chooses two types of which one part each is withheld for certain.
pub(super) fn plant(base: &Value, schema: &Value, turn: usize, dice: &mut Dice) -> Planted {
    let mut definition = base.clone();
    definition["audiences"] = json!(AUDIENCES);
    let marks = Marks::choose(sites(&definition, schema), turn, dice);
    let mut planter = Planter {
        marks,
        dice,
        canaries: Vec::new(),
        renamed: BTreeMap::new(),
        people: Map::new(),
        registered: Map::new(),
        files: BTreeMap::new(),
        named: BTreeMap::new(),
    };
    count(&definition, &mut planter.named);
    let here = Here { kind: Kind::of(schema), pointer: String::new(), at: String::new(), rank: EVERYBODY };
    planter.value(&mut definition, &here, &[]);
    rename(&mut definition, Kind::of(schema), &planter.renamed);
    let Planter { people, registered, files, canaries, .. } = planter;
    if !people.is_empty() {
        let all = definition.as_object_mut().unwrap().entry("people").or_insert_with(|| json!({}));
        all.as_object_mut().unwrap().extend(people);
    }
    Planted { definition, registered, files, canaries }
}

/// Counts words that may be ids.
fn count(value: &Value, named: &mut BTreeMap<String, usize>) {
    match value {
        Value::String(text) => {
            let words = text.split(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
            words.for_each(|word| *named.entry(word.to_owned()).or_default() += 1);
        }
        Value::Array(list) => list.iter().for_each(|value| count(value, named)),
        Value::Object(object) => object.values().for_each(|value| count(value, named)),
        _ => {}
    }
}

/// For whom an object is.
enum Mark {
    Whole(usize, bool),
    Keys(Vec<(Vec<String>, usize)>),
}

/// What is withheld, by JSON pointer.
#[derive(Default)]
struct Marks {
    objects: BTreeMap<String, Mark>,
    passages: BTreeMap<String, (usize, bool)>,
}

impl Marks {
    fn choose(sites: Vec<Site>, turn: usize, dice: &mut Dice) -> Self {
        let mut types: Vec<&String> =
            sites.iter().filter_map(|site| if let Site::Whole(_, kind) = site { Some(kind) } else { None }).collect();
        types.sort();
        types.dedup();
        let mut marks = Self::default();
        for wanted in [2 * turn, 2 * turn + 1].map(|turn| types[turn % types.len()]) {
            let of_type = |site: &&Site| matches!(site, Site::Whole(_, kind) if kind == wanted);
            let all: Vec<&Site> = sites.iter().filter(of_type).collect();
            marks.add(all[dice.below(all.len())], dice);
        }
        for _ in 0..2 + dice.below(5) {
            marks.add(&sites[dice.below(sites.len())], dice);
        }
        marks
    }

    fn add(&mut self, site: &Site, dice: &mut Dice) {
        let (rank, instead) = (dice.below(EVERYBODY), dice.once_in(2));
        match site {
            Site::Whole(pointer, _) => {
                self.objects.entry(pointer.clone()).or_insert(Mark::Whole(rank, instead));
            }
            Site::Key(pointer, path) => {
                let mark = self.objects.entry(pointer.clone()).or_insert_with(|| Mark::Keys(Vec::new()));
                if let Mark::Keys(keys) = mark
                    && !keys.iter().any(|(one, _)| one.starts_with(path) || path.starts_with(one))
                {
                    keys.push((path.clone(), rank));
                }
            }
            Site::Passage(pointer) => {
                self.passages.insert(pointer.clone(), (rank, instead));
            }
        }
    }
}

/// Where the planter is.
struct Here<'s> {
    kind: Kind<'s>,
    pointer: String,
    /// `Item.title`
    at: String,
    rank: usize,
}

struct Planter<'d> {
    marks: Marks,
    dice: &'d mut Dice,
    canaries: Vec<Canary>,
    renamed: BTreeMap<String, String>,
    people: Map<String, Value>,
    registered: Map<String, Value>,
    files: BTreeMap<String, Vec<u8>>,
    /// How often each id is named.
    named: BTreeMap<String, usize>,
}

/// Keys whose values are lists of people or others.
const LISTS_OF_PEOPLE: [&str; 9] =
    ["who", "owners", "lead", "speakers", "partners", "moved_by", "seconded_by", "nominated_by", "people"];
/// Keys whose value is one.
const ONE_PERSON: [(&str, &str); 5] =
    [("Participant", "who"), ("Chair", "person"), ("Signatory", "person"), ("Remark", "by"), ("Objection", "by")];

impl Planter<'_> {
    fn canary(&mut self, word: String, here: &Here<'_>, what: &str) -> String {
        let at = if what.is_empty() { here.at.clone() } else { format!("{}:{what}", here.at) };
        self.canaries.push(Canary { word: word.clone(), rank: here.rank, at });
        word
    }

    /// A new word in Latin letters that no language has.
    fn latin(&mut self, here: &Here<'_>, what: &str) -> String {
        const CONSONANTS: &[u8] = b"bdgkmpqvxz";
        const VOWELS: &[u8] = b"aeou";
        let syllable = |dice: &mut Dice| {
            [CONSONANTS[dice.below(CONSONANTS.len())] as char, VOWELS[dice.below(VOWELS.len())] as char]
        };
        let word = (0..5).flat_map(|_| syllable(self.dice)).collect();
        self.canary(word, here, what)
    }

    /// A new word of letters of another script.
    fn of_letters(&mut self, letters: &str, count: usize, here: &Here<'_>) -> String {
        let letters: Vec<char> = letters.chars().collect();
        let word = (0..count).map(|_| letters[self.dice.below(letters.len())]).collect();
        self.canary(word, here, "")
    }

    fn word(&mut self, language: Option<&str>, here: &Here<'_>) -> String {
        match language {
            Some("ar") => self.of_letters("بتثحخدرزسشصضطظعغفقكمن", 8, here),
            Some("zh") => self.of_letters("天地玄黄宇宙洪荒日月盈昃辰宿列寒秋收冬藏律吕调阳云致雨露霜金", 6, here),
            _ => self.latin(here, ""),
        }
    }

    fn value(&mut self, value: &mut Value, here: &Here<'_>, keys: &[(Vec<String>, usize)]) {
        match value {
            Value::String(text) if here.kind.is_text() => *text = self.text(text, None, here),
            Value::Object(texts) if here.kind.is_text() => {
                for (language, text) in texts {
                    let Value::String(text) = text else { continue };
                    *text = self.text(text, Some(language), here);
                }
            }
            Value::Object(object) => self.object(object, here, keys),
            Value::Array(list) => {
                for (at, entry) in list.iter_mut().enumerate() {
                    let pointer = format!("{}/{at}", here.pointer);
                    let here = Here { kind: here.kind.entry(), pointer, at: here.at.clone(), rank: here.rank };
                    self.value(entry, &here, &[]);
                }
                let key = here.at.rsplit('.').next().unwrap();
                let is_of_ids = list.iter().all(Value::is_string) && here.kind.entry().name == "Id";
                let is_of_people = LISTS_OF_PEOPLE.contains(&key) || here.at.starts_with("Names.");
                if here.rank < EVERYBODY && is_of_ids && is_of_people {
                    list.push(self.person(here).into());
                }
            }
            Value::String(text) if here.rank < EVERYBODY => {
                if here.kind.name == "FilePath" {
                    *text = self.file(text, here);
                } else {
                    *text = self.string(text, here);
                }
            }
            Value::String(text) if here.kind.name == "FilePath" => {
                let file = files::open(text, self.dice);
                self.files.entry(text.clone()).or_insert(file);
            }
            Value::Number(_) if here.rank < EVERYBODY && ["Count.people", "Observers.people"].contains(&&*here.at) => {
                let number = 700_000_000 + self.dice.below(200_000_000);
                self.canary(number.to_string(), here, "");
                *value = number.into();
            }
            _ => {}
        }
    }

    fn object(&mut self, object: &mut Map<String, Value>, here: &Here<'_>, keys: &[(Vec<String>, usize)]) {
        let mark = self.marks.objects.remove(&here.pointer);
        let mut keys = keys.to_vec();
        let mut rank = here.rank;
        match &mark {
            Some(Mark::Whole(own, _)) => rank = rank.min(*own),
            Some(Mark::Keys(own)) => keys.extend(own.iter().cloned()),
            None => {}
        }
        // Of a participant there are words for, others read the group as well.
        let is_named = here.kind.name == "Participant" && matches!(mark, Some(Mark::Whole(_, true)));
        for (key, value) in object.iter_mut() {
            let below: Vec<_> = keys.iter().filter(|(path, _)| path[0] == *key).cloned().collect();
            let own = below.iter().filter(|(path, _)| path.len() == 1).map(|(_, rank)| *rank).min();
            let below: Vec<_> = below.into_iter().filter(|(path, _)| path.len() > 1).collect();
            let below: Vec<_> = below.into_iter().map(|(path, rank)| (path[1..].to_vec(), rank)).collect();
            let around = if is_named && key == "group" { here.rank } else { rank };
            let here = Here {
                kind: here.kind.key(key),
                pointer: format!("{}/{key}", here.pointer),
                at: format!("{}.{key}", if here.kind.name == "?" { &here.at } else { here.kind.name }),
                rank: own.map_or(around, |own| own.min(around)),
            };
            self.value(value, &here, &below);
        }
        match mark {
            Some(Mark::Whole(rank, instead)) => {
                object.insert("for".to_owned(), AUDIENCES[rank].into());
                if instead && here.kind.may_have_instead() {
                    object.insert("instead".to_owned(), "Another matter".into());
                }
            }
            Some(Mark::Keys(keys)) => {
                let keys = keys.into_iter().map(|(path, rank)| (path.join("."), AUDIENCES[rank].into()));
                object.insert("for".to_owned(), Value::Object(keys.collect()));
            }
            None => {}
        }
    }

    /// A text with a canary if it is withheld, and with a passage if one is to be put into it.
    fn text(&mut self, text: &str, language: Option<&str>, here: &Here<'_>) -> String {
        let mut out = text.to_owned();
        if here.rank < EVERYBODY {
            // None of its own words is left: they may be said openly elsewhere.
            let references =
                text.split(|c: char| c.is_whitespace() || ",.;)".contains(c)).filter(|word| word.starts_with('@'));
            let words = [self.word(language, here), self.word(language, here)];
            out = words.iter().map(String::as_str).chain(references).collect::<Vec<_>>().join(" ");
        }
        let Some((own, instead)) = self.marks.passages.get(&here.pointer).copied() else { return out };
        let here =
            Here { rank: own.min(here.rank), pointer: String::new(), at: format!("{}:passage", here.at), ..*here };
        let words: [String; 3] = std::array::from_fn(|_| self.word(language, &here));
        let [a, b, c] = words;
        let instead = if instead { " Another passage." } else { "" };
        let passage = format!("::: {}{instead}\n{a} is *{b}*.\n\n- {c}\n:::", AUDIENCES[own]);
        if self.dice.once_in(2) { format!("{out}\n\n{passage}") } else { format!("{passage}\n\n{out}") }
    }

    /// Another string that only some may read.
    fn string(&mut self, text: &str, here: &Here<'_>) -> String {
        let (kind, key) = here.at.split_once('.').unwrap_or(("", ""));
        match here.kind.name {
            "Url" => format!("https://{}.example/{}", self.latin(here, ""), self.latin(here, "")),
            "Money" => {
                let number = 700_000_000 + self.dice.below(200_000_000);
                format!("{} {}", &text[..3], self.canary(number.to_string(), here, ""))
            }
            "Id" if key == "id" => {
                let new = self.latin(here, "");
                self.renamed.insert(text.to_owned(), new.clone());
                new
            }
            // One whom others name as well has to stay.
            "Id" if ONE_PERSON.contains(&(kind, key)) && self.named.get(text) == Some(&1) => self.person(here),
            "?" if (kind, key) == ("Action", "number") => self.latin(here, ""),
            _ => text.to_owned(),
        }
    }

    /// The id of somebody whom nobody else names.
    fn person(&mut self, here: &Here<'_>) -> String {
        let id = self.latin(here, "person-id");
        let mut name = [self.latin(here, "person"), self.latin(here, "person")];
        name.iter_mut().for_each(|part| part[..1].make_ascii_uppercase());
        let person = json!({ "name": name.join(" "), "title": self.latin(here, "person-title") });
        if self.dice.once_in(2) { &mut self.people } else { &mut self.registered }.insert(id.clone(), person);
        id
    }

    /// A file that only some may read: its name and all that is in it.
    fn file(&mut self, path: &str, here: &Here<'_>) -> String {
        let ending = path.rsplit('.').next().unwrap().to_owned();
        let name = self.latin(here, "file-name");
        let bytes = files::withheld(&ending, &mut |what| self.latin(here, &format!("{ending}-{what}")));
        let path = format!("papers/{name}.{ending}");
        self.files.insert(path.clone(), bytes);
        path
    }
}

/// Puts new ids in the place of others, everywhere.
fn rename(value: &mut Value, kind: Kind<'_>, renamed: &BTreeMap<String, String>) {
    match value {
        Value::String(id) if kind.name == "Id" => {
            if let Some(new) = renamed.get(id) {
                id.clone_from(new);
            }
        }
        Value::String(text) if kind.name == "Prose" => *text = with_references(text, renamed),
        Value::Object(texts) if kind.name == "Prose" => {
            texts.values_mut().for_each(|text| *text = with_references(text.as_str().unwrap(), renamed).into());
        }
        Value::Object(object) => {
            if kind.has_ids_as_keys() {
                let all = std::mem::take(object).into_iter();
                *object = all.map(|(id, value)| (renamed.get(&id).cloned().unwrap_or(id), value)).collect();
            }
            object.iter_mut().filter(|(key, _)| *key != "for").for_each(|(key, value)| {
                rename(value, kind.key(key), renamed);
            });
            if !kind.is_withholdable()
                && let Some(value) = object.get_mut("for")
            {
                rename(value, kind.key("for"), renamed);
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|value| rename(value, kind.entry(), renamed)),
        _ => {}
    }
}

fn with_references(text: &str, renamed: &BTreeMap<String, String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('@') {
        out.push_str(&rest[..=at]);
        rest = &rest[at + 1..];
        let end =
            rest.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')).unwrap_or(rest.len());
        out.push_str(renamed.get(&rest[..end]).map_or(&rest[..end], String::as_str));
        rest = &rest[end..];
    }
    out + rest
}
