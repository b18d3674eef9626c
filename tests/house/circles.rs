//! Circles among the files of one room.
//!
//! The text of each file is read, not the compiler's view of it. A `use`, and each path in the code that begins with
//! `crate`, `super`, `self`, a module or an imported name, leads from a file to the one that defines what is named:
//! re-exports are followed, and for themselves are no import. Where methods of a type stand in another file than the type,
//! a call of one leads to that file, too, if no other file of the room has a function of its name.
//!
//! Not seen: what a macro makes, imports by `*`, and any other method that is called on a value whose type the file does
//! not name.

use std::collections::{BTreeMap, BTreeSet};

/// The names from the crate's root to a module or an item in it.
type Names = Vec<String>;

/// What stands in one file.
#[derive(Default)]
struct File {
    /// The names that `use` brings in, and for what each stands.
    imported: BTreeMap<String, Names>,
    /// All that the file uses itself, as it names it.
    used: Vec<Names>,
    /// Types that it gives methods to, each with a method.
    methods: Vec<(Names, String)>,
    /// Functions and methods that it has, and methods that it calls.
    functions: BTreeSet<String>,
    calls: BTreeSet<String>,
}

/// The files of a room by the module that each is.
pub(super) struct Room(BTreeMap<Names, File>);

impl Room {
    /// Reads files, given by their paths below `src` and their texts.
    pub(super) fn read<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        Self(files.map(|(path, text)| (module(path), File::read(&tokens(text)))).collect())
    }

    /// Circles, each as its files in order with what each takes of the next; at most one for each file that is in one.
    pub(super) fn circles(&self) -> Vec<String> {
        let elsewhere = self.methods_elsewhere();
        let imports: BTreeMap<&Names, BTreeMap<&Names, &String>> =
            self.0.iter().map(|(module, file)| (module, self.imports(module, file, &elsewhere))).collect();
        let mut told = BTreeSet::new();
        let mut circles = Vec::new();
        for start in self.0.keys() {
            let Some(circle) = circle_from(start, &imports) else { continue };
            if circle.iter().any(|module| told.contains(module)) {
                continue;
            }
            told.extend(circle.clone());
            let steps = circle.iter().enumerate().map(|(at, from)| {
                let to = circle[(at + 1) % circle.len()];
                format!("{} takes `{}` of {}", from.join("::"), imports[from][to], to.join("::"))
            });
            circles.push(steps.collect::<Vec<_>>().join(", "));
        }
        circles
    }

    /// The other files that define what one uses, each with one name of what it is.
    fn imports<'a>(
        &'a self,
        module: &Names,
        file: &'a File,
        elsewhere: &BTreeMap<&'a String, &'a Names>,
    ) -> BTreeMap<&'a Names, &'a String> {
        let mut homes = BTreeMap::new();
        for used in &file.used {
            if let Some(home) = self.absolute(module, used).and_then(|path| self.home(&path, 0))
                && home != module
            {
                homes.insert(home, used.last().unwrap());
            }
        }
        let called = file.calls.iter().filter_map(|name| Some((*elsewhere.get(name)?, name)));
        homes.extend(called.filter(|(home, _)| *home != module));
        homes
    }

    /// Methods that stand in another file than their type, by name, if one file of the room alone has that name.
    fn methods_elsewhere(&self) -> BTreeMap<&String, &Names> {
        let mut elsewhere = BTreeMap::new();
        for (module, file) in &self.0 {
            for (of, name) in &file.methods {
                let home = self.absolute(module, of).and_then(|path| self.home(&path, 0));
                let is_unique = self.0.values().filter(|file| file.functions.contains(name)).count() == 1;
                if is_unique && home.is_some_and(|home| home != module) {
                    elsewhere.insert(name, module);
                }
            }
        }
        elsewhere
    }

    /// A path as seen from the crate's root; none where it leads to another crate or to the file's own items.
    fn absolute(&self, module: &Names, path: &[String]) -> Option<Names> {
        let rest = &path[1..];
        let begin = match path[0].as_str() {
            "crate" => Vec::new(),
            "self" => module.clone(),
            "super" => {
                let parent = module[..module.len() - 1].to_vec();
                return match rest.first().map(String::as_str) {
                    Some("super") => self.absolute(&parent, rest),
                    _ => Some([&parent, rest].concat()),
                };
            }
            first => {
                let child = [module, &path[..1]].concat();
                let imported = self.0.get(module).and_then(|file| file.imported.get(first));
                match imported {
                    _ if self.0.contains_key(&child) && !(rest.is_empty() && imported.is_some()) => child,
                    Some(target) if target[0] != path[0] => self.absolute(module, target)?,
                    _ => return None,
                }
            }
        };
        Some([&begin, rest].concat())
    }

    /// The file in which stands what a path from the crate's root names; none for a module and for another room.
    fn home(&self, path: &[String], followed: usize) -> Option<&Names> {
        assert!(followed < 20, "{path:?} leads nowhere");
        let (mut module, file) = self.0.get_key_value(path.get(..1)?)?;
        let mut file = file;
        for (at, name) in path.iter().enumerate().skip(1) {
            let imported = file.imported.get(name);
            match self.0.get_key_value(&path[..=at]) {
                Some((child, of_child)) if at + 1 < path.len() || imported.is_none() => {
                    (module, file) = (child, of_child);
                }
                _ => {
                    let Some(target) = imported else { return Some(module) };
                    let target = self.absolute(module, target)?;
                    return self.home(&[&target, &path[at + 1..]].concat(), followed + 1);
                }
            }
        }
        None
    }
}

impl File {
    fn read(tokens: &[&str]) -> Self {
        let mut file = Self::default();
        let mut handed_on = Vec::new();
        let mut code = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            if tokens[at] == "use" && tokens.get(at + 1) != Some(&"<") {
                let end = at + tokens[at..].iter().position(|token| *token == ";").unwrap();
                let mut leaves = Vec::new();
                tree(&tokens[at + 1..end], &mut Vec::new(), &mut leaves);
                let public = at > 0 && (tokens[at - 1] == "pub" || tokens[at - 1] == ")");
                for (name, path) in leaves {
                    if public {
                        handed_on.push((name.clone(), path.clone()));
                    } else {
                        file.used.push(path.clone());
                    }
                    file.imported.insert(name, path);
                }
                at = end;
            } else {
                code.push(tokens[at]);
            }
            at += 1;
        }
        file.used.extend(paths(&code));
        file.methods = methods(&code);
        for around in code.windows(3) {
            match around {
                ["fn", name, _] => _ = file.functions.insert((*name).to_owned()),
                [".", name, "("] => _ = file.calls.insert((*name).to_owned()),
                _ => {}
            }
        }
        let names_itself = |name: &str| {
            code.windows(3).any(|around| {
                around[1] == name && !matches!(around[0], "." | "fn" | "mod" | "let") && !matches!(around[2], ":")
            })
        };
        file.used.extend(handed_on.into_iter().filter(|(name, _)| names_itself(name)).map(|(_, path)| path));
        file
    }
}

/// `room/file.rs` and `room/mod.rs` as modules.
fn module(path: &str) -> Names {
    let path = path.strip_suffix(".rs").unwrap();
    path.strip_suffix("/mod").unwrap_or(path).split('/').map(str::to_owned).collect()
}

/// The shortest way from a file back to it.
fn circle_from<'a>(
    start: &'a Names,
    imports: &BTreeMap<&'a Names, BTreeMap<&'a Names, &String>>,
) -> Option<Vec<&'a Names>> {
    let mut seen = BTreeSet::new();
    let mut ways = vec![vec![start]];
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            for next in imports[way[way.len() - 1]].keys() {
                if *next == start {
                    return Some(way);
                }
                if seen.insert(*next) {
                    longer.push([&way[..], &[*next]].concat());
                }
            }
        }
        ways = longer;
    }
    None
}

/// The leaves of one `use`: the name each brings in, and its path.
fn tree(tokens: &[&str], before: &mut Names, leaves: &mut Vec<(String, Names)>) {
    let mut depth = 0;
    let branches = tokens.split(|token| {
        depth += i32::from(*token == "{") - i32::from(*token == "}");
        depth == 0 && *token == ","
    });
    for branch in branches.filter(|branch| !branch.is_empty()) {
        let length = before.len();
        let mut rest = branch;
        while let [name, "::", ..] = rest {
            before.push((*name).to_owned());
            rest = &rest[2..];
        }
        match rest {
            ["{", inner @ .., "}"] => tree(inner, before, leaves),
            ["self"] if !before.is_empty() => leaves.push((before[before.len() - 1].clone(), before.clone())),
            [name] if *name != "*" => leaves.push(((*name).to_owned(), [before, &[(*name).to_owned()][..]].concat())),
            [name, "as", other] => leaves.push(((*other).to_owned(), [before, &[(*name).to_owned()][..]].concat())),
            _ => {}
        }
        before.truncate(length);
    }
}

/// The paths of two names and more.
fn paths(code: &[&str]) -> Vec<Names> {
    let mut paths = Vec::new();
    let mut at = 0;
    while at < code.len() {
        let mut path = vec![code[at].to_owned()];
        while code.get(at + 1) == Some(&"::") && code.get(at + 2).is_some_and(|next| is_name(next)) {
            path.push(code[at + 2].to_owned());
            at += 2;
        }
        if path.len() > 1 && is_name(&path[0]) {
            paths.push(path);
        }
        at += 1;
    }
    paths
}

/// The methods of `impl Type { … }`, with the types.
fn methods(code: &[&str]) -> Vec<(Names, String)> {
    let mut methods = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.iter().position(|token| *token == "impl") {
        rest = &rest[at + 1..];
        let Some(open) = rest.iter().position(|token| matches!(*token, "{" | ";" | ")")) else { break };
        let mut depth = 0;
        let mut head = rest[..open].to_vec();
        head.retain(|token| {
            let is_outside = depth == 0 && *token != "<";
            depth += i32::from(*token == "<") - i32::from(*token == ">");
            is_outside && *token != "::"
        });
        if rest[open] != "{" || head.contains(&"for") {
            continue;
        }
        let of: Names = head.into_iter().map(str::to_owned).collect();
        let mut depth = 0;
        let end = rest[open..].iter().position(|token| {
            depth += i32::from(*token == "{") - i32::from(*token == "}");
            depth == 0
        });
        let body = &rest[open..open + end.unwrap_or_default()];
        let names = body.windows(2).filter(|pair| pair[0] == "fn" && is_name(pair[1]));
        methods.extend(names.map(|pair| (of.clone(), pair[1].to_owned())));
    }
    methods
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Names, `::` and single characters of code; no comments, and nothing of texts.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("r\"") || rest.starts_with("r#") || rest.starts_with("br\"") {
            raw_text(rest)
        } else if first == '"' {
            quoted(rest, '"')
        } else if first == '\'' && (rest[1..].starts_with('\\') || rest[1..].chars().nth(1) == Some('\'')) {
            quoted(rest, '\'')
        } else {
            let name = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            let length = match name {
                0 if rest.starts_with("::") => 2,
                0 => first.len_utf8(),
                length => length,
            };
            if !first.is_whitespace() {
                tokens.push(&rest[..length]);
            }
            length
        };
        rest = &rest[length..];
    }
    tokens
}

/// The length of a text or a character between quotation marks.
fn quoted(rest: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == mark => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The length of a raw text, or of the `r#` before a name.
fn raw_text(rest: &str) -> usize {
    let begin = rest.find(['#', '"']).unwrap();
    let Some(marks) = rest[begin..].find(|c| c != '#').filter(|at| rest[begin + at..].starts_with('"')) else {
        return begin + 1;
    };
    let end = format!("\"{}", "#".repeat(marks));
    let inside = begin + marks + 1;
    rest[inside..].find(&end).map_or(rest.len(), |at| inside + at + end.len())
}
