//! A PDF as a screen reader meets it: text in the order of the structure tree, links, destinations.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// A structure element (ISO 32000-1, 14.7.2).
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) role: String,
    /// At which place of the list the element above it stands.
    pub(crate) parent: Option<usize>,
    /// The text that is directly in it.
    pub(crate) text: String,
    pub(crate) scope: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) language: Option<String>,
    /// Marked content that is directly in it: page, number, and where it comes in the order of reading.
    pub(crate) marked: Vec<(ObjectId, i64, usize)>,
    /// Whether an annotation belongs to it.
    pub(crate) has_annotation: bool,
}

/// What a page paints: text in the order of painting.
#[derive(Debug, Default)]
pub(crate) struct Painted {
    /// Numbers of marked content.
    pub(crate) marked: Vec<i64>,
    /// What is no content of the document: running heads.
    pub(crate) artifacts: usize,
    /// Text that is neither.
    pub(crate) stray: usize,
}

/// A PDF that was read back.
pub(crate) struct ReadPdf {
    document: Document,
    marked: BTreeMap<(ObjectId, i64), String>,
    /// The language that marked content states.
    languages: BTreeMap<(ObjectId, i64), String>,
}

impl ReadPdf {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).unwrap();
        let (mut marked, mut languages) = (BTreeMap::new(), BTreeMap::new());
        for page in document.get_pages().into_values() {
            marked_text(&document, page, &mut marked);
            stated_languages(&document, page, &mut languages);
        }
        Self { document, marked, languages }
    }

    /// Structure elements with their role and all text below them, in reading order.
    pub(crate) fn elements(&self) -> Vec<(String, String)> {
        let root = self.resolve(self.document.catalog().unwrap().get(b"StructTreeRoot").unwrap());
        let mut elements = Vec::new();
        self.walk(root, None, &mut elements);
        elements
    }

    /// The text in reading order. Line ends leave no trace in it, so compare it with [`squeezed`].
    pub(crate) fn text(&self) -> String {
        let root = self.resolve(self.document.catalog().unwrap().get(b"StructTreeRoot").unwrap());
        self.walk(root, None, &mut Vec::new())
    }

    /// The text in reading order without notes, and the notes. Bullets are no text.
    pub(crate) fn said(&self) -> (String, Vec<String>) {
        let root = self.document.catalog().unwrap().get(b"StructTreeRoot").unwrap();
        let (mut text, mut notes) = (String::new(), Vec::new());
        let root = self.resolve(root).as_dict().unwrap();
        self.speak(root.get(b"K").unwrap(), None, &mut text, &mut notes);
        (text, notes)
    }

    fn speak(&self, node: &Object, page: Option<ObjectId>, text: &mut String, notes: &mut Vec<String>) {
        match self.resolve(node) {
            Object::Integer(mcid) => {
                text.push_str(page.and_then(|page| self.marked.get(&(page, *mcid))).map_or("", String::as_str));
            }
            Object::Array(kids) => kids.iter().for_each(|kid| self.speak(kid, page, text, notes)),
            Object::Dictionary(dictionary) => {
                let page = dictionary.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                if let Ok(mcid) = dictionary.get(b"MCID").and_then(Object::as_i64) {
                    return self.speak(&Object::Integer(mcid), page, text, notes);
                }
                let Ok(kids) = dictionary.get(b"K") else { return };
                match dictionary.get(b"S").and_then(Object::as_name).unwrap_or_default() {
                    b"Note" => {
                        let (mut note, mut inner) = (String::new(), Vec::new());
                        self.speak(kids, page, &mut note, &mut inner);
                        notes.push(note);
                        notes.append(&mut inner);
                    }
                    b"Lbl" => {
                        let mut label = String::new();
                        self.speak(kids, page, &mut label, notes);
                        if !["•", "–"].contains(&label.trim()) {
                            text.push_str(&label);
                        }
                    }
                    _ => self.speak(kids, page, text, notes),
                }
            }
            _ => {}
        }
    }

    /// All structure elements, in reading order.
    pub(crate) fn tree(&self) -> Vec<Element> {
        let root = self.document.catalog().unwrap().get(b"StructTreeRoot").unwrap();
        let root = self.resolve(root).as_dict().unwrap();
        let mut tree = Vec::new();
        self.branch(root.get(b"K").unwrap(), None, None, &mut tree);
        tree
    }

    fn branch(&self, node: &Object, page: Option<ObjectId>, parent: Option<usize>, tree: &mut Vec<Element>) {
        match self.resolve(node) {
            Object::Integer(mcid) => {
                let order = tree.iter().map(|element| element.marked.len()).sum();
                let element = &mut tree[parent.unwrap()];
                element.marked.push((page.unwrap(), *mcid, order));
                element.text.push_str(self.marked.get(&(page.unwrap(), *mcid)).map_or("", String::as_str));
            }
            Object::Array(kids) => kids.iter().for_each(|kid| self.branch(kid, page, parent, tree)),
            Object::Dictionary(dictionary) => {
                let page = dictionary.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                if let Ok(mcid) = dictionary.get(b"MCID").and_then(Object::as_i64) {
                    return self.branch(&Object::Integer(mcid), page, parent, tree);
                }
                if dictionary.has(b"Obj") {
                    tree[parent.unwrap()].has_annotation = true;
                    return;
                }
                let at = tree.len();
                tree.push(self.element(dictionary, parent));
                if let Ok(kids) = dictionary.get(b"K") {
                    self.branch(kids, page, Some(at), tree);
                }
            }
            _ => {}
        }
    }

    fn element(&self, dictionary: &Dictionary, parent: Option<usize>) -> Element {
        let text = |key: &[u8]| dictionary.get(key).ok().map(|text| lopdf::decode_text_string(text).unwrap());
        let attributes = dictionary.get(b"A").map(|attributes| match self.resolve(attributes) {
            Object::Array(several) => several.iter().map(|one| self.resolve(one)).collect(),
            one => vec![one],
        });
        let mut scopes = attributes.unwrap_or_default().into_iter().filter_map(|one| {
            Some(String::from_utf8_lossy(one.as_dict().ok()?.get(b"Scope").ok()?.as_name().ok()?).into_owned())
        });
        Element {
            role: String::from_utf8_lossy(dictionary.get(b"S").unwrap().as_name().unwrap()).into_owned(),
            parent,
            text: String::new(),
            scope: scopes.next_back(),
            description: text(b"Alt"),
            language: text(b"Lang"),
            marked: Vec::new(),
            has_annotation: false,
        }
    }

    /// What each page paints.
    pub(crate) fn painted(&self) -> Vec<(ObjectId, Painted)> {
        self.document.get_pages().into_values().map(|page| (page, painted(&self.document, page))).collect()
    }

    /// All text of a language that marked content, or an element around it, states.
    pub(crate) fn text_in(&self, language: &str) -> String {
        let tree = self.tree();
        let mut parts = Vec::new();
        for (at, element) in tree.iter().enumerate() {
            let mut above = std::iter::successors(Some(at), |at| tree[*at].parent);
            let around = above.find_map(|at| tree[at].language.as_ref());
            for (page, number, order) in &element.marked {
                let stated = self.languages.get(&(*page, *number)).or(around);
                if stated.is_some_and(|stated| stated == language) {
                    parts.push((*order, self.marked.get(&(*page, *number)).map_or("", String::as_str)));
                }
            }
        }
        parts.sort_unstable();
        parts.into_iter().map(|(_, text)| text).collect()
    }

    /// The language of the document.
    pub(crate) fn language(&self) -> String {
        text_of(self.document.catalog().unwrap().get(b"Lang").unwrap())
    }

    fn resolve<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.document.dereference(object).unwrap().1
    }

    fn walk(&self, node: &Object, page: Option<ObjectId>, elements: &mut Vec<(String, String)>) -> String {
        match self.resolve(node) {
            Object::Integer(mcid) => page.and_then(|page| self.marked.get(&(page, *mcid))).cloned().unwrap_or_default(),
            Object::Array(kids) => kids.iter().map(|kid| self.walk(kid, page, elements)).collect(),
            Object::Dictionary(dictionary) => {
                let page = dictionary.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                if let Ok(mcid) = dictionary.get(b"MCID").and_then(Object::as_i64) {
                    return self.walk(&Object::Integer(mcid), page, elements);
                }
                let role =
                    dictionary.get(b"S").and_then(Object::as_name).ok().map(|s| String::from_utf8_lossy(s).into());
                let at = elements.len();
                if let Some(role) = role {
                    elements.push((role, String::new()));
                }
                let text = dictionary.get(b"K").map(|kids| self.walk(kids, page, elements)).unwrap_or_default();
                if let Some(element) = elements.get_mut(at) {
                    element.1.clone_from(&text);
                }
                text
            }
            _ => String::new(),
        }
    }

    /// What the codes of its fonts stand for.
    pub(crate) fn stand_for(&self) -> Vec<String> {
        let dictionaries = self.document.objects.values().filter_map(|object| object.as_dict().ok());
        let maps = dictionaries.filter_map(|font| self.resolve(font.get(b"ToUnicode").ok()?).as_stream().ok());
        let mut texts = Vec::new();
        for map in maps {
            let map = String::from_utf8(map.decompressed_content().unwrap()).unwrap();
            assert!(!map.contains("beginbfrange"));
            let lines = map.lines().filter_map(|line| line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <"));
            texts.extend(lines.map(|(_, text)| {
                let units = text.as_bytes().chunks(4).map(|unit| std::str::from_utf8(unit).unwrap());
                let units: Vec<u16> = units.map(|unit| u16::from_str_radix(unit, 16).unwrap()).collect();
                String::from_utf16(&units).unwrap()
            }));
        }
        texts
    }

    /// What is to be read in place of what its codes stand for.
    pub(crate) fn replaced(&self) -> Vec<String> {
        let mut texts = Vec::new();
        for page in self.document.get_pages().into_values() {
            let content = Content::decode(&self.document.get_page_content(page)).unwrap();
            let begun = content.operations.iter().filter(|operation| operation.operator == "BDC");
            let properties = begun.filter_map(|operation| operation.operands.get(1)?.as_dict().ok());
            let replacements = properties.filter_map(|properties| properties.get(b"ActualText").ok());
            texts.extend(replacements.map(|text| lopdf::decode_text_string(text).unwrap()));
        }
        texts
    }

    /// Links to other files: file and named destination.
    pub(crate) fn links_out(&self) -> Vec<(String, String)> {
        self.actions("GoToR")
            .map(|action| (text_of(self.file_of(action)), text_of(action.get(b"D").unwrap())))
            .collect()
    }

    /// Descriptions of pictures, for those who do not see them.
    pub(crate) fn descriptions(&self) -> Vec<String> {
        let dictionaries = self.document.objects.values().filter_map(|object| object.as_dict().ok());
        let described = dictionaries.filter_map(|dictionary| dictionary.get(b"Alt").ok());
        described.map(|text| lopdf::decode_text_string(text).unwrap()).collect()
    }

    /// Web addresses that are linked to.
    pub(crate) fn web_links(&self) -> Vec<String> {
        self.actions("URI").map(|action| text_of(action.get(b"URI").unwrap())).collect()
    }

    fn file_of<'a>(&'a self, action: &'a Dictionary) -> &'a Object {
        self.resolve(action.get(b"F").unwrap()).as_dict().unwrap().get(b"F").unwrap()
    }

    fn actions<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Dictionary> {
        let dictionaries = self.document.objects.values().filter_map(|object| object.as_dict().ok());
        let actions = dictionaries.filter_map(|annotation| annotation.get(b"A").and_then(Object::as_dict).ok());
        actions.filter(move |action| action.get(b"S").and_then(Object::as_name).is_ok_and(|s| s == kind.as_bytes()))
    }

    /// Names of destinations that others can link to.
    pub(crate) fn destinations(&self) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        let catalog = self.document.catalog().unwrap();
        if let Ok(tree) = catalog.get(b"Names").and_then(|names| self.resolve(names).as_dict()?.get(b"Dests")) {
            self.name_tree(tree, &mut names);
        }
        names
    }

    fn name_tree(&self, node: &Object, names: &mut BTreeSet<String>) {
        let node = self.resolve(node).as_dict().unwrap();
        if let Ok(pairs) = node.get(b"Names").and_then(Object::as_array) {
            names.extend(pairs.iter().step_by(2).map(text_of));
        }
        for kid in node.get(b"Kids").and_then(Object::as_array).into_iter().flatten() {
            self.name_tree(kid, names);
        }
    }

    /// The text that fields of forms show.
    pub(crate) fn appearances(&self) -> String {
        let dictionaries = self.document.objects.values().filter_map(|object| object.as_dict().ok());
        let fields = dictionaries.filter(|dictionary| dictionary.get(b"FT").is_ok());
        let mut text = String::new();
        for field in fields {
            let appearance = self.resolve(field.get(b"AP").unwrap()).as_dict().unwrap().get(b"N").unwrap();
            let form = self.resolve(appearance).as_stream().unwrap();
            let Ok(fonts) = form.dict.get(b"Resources").and_then(|resources| {
                self.resolve(resources).as_dict()?.get(b"Font").map(|fonts| self.resolve(fonts).as_dict().unwrap())
            }) else {
                continue;
            };
            let fonts = fonts.iter().map(|(name, font)| {
                let font = self.resolve(font).as_dict().unwrap();
                (name.clone(), font.get_font_encoding(&self.document).unwrap())
            });
            let encodings: BTreeMap<Vec<u8>, _> = fonts.collect();
            let content = Content::decode(&form.decompressed_content().unwrap()).unwrap();
            let mut font = None;
            for operation in &content.operations {
                match operation.operator.as_str() {
                    "Tf" => font = operation.operands[0].as_name().ok().and_then(|name| encodings.get(name)),
                    "Tj" | "TJ" => shown(&operation.operands, &mut |bytes| {
                        text.push_str(&Document::decode_text(font.unwrap(), bytes).unwrap());
                    }),
                    _ => {}
                }
            }
        }
        text
    }

    pub(crate) fn pages(&self) -> usize {
        self.document.get_pages().len()
    }

    /// The lines of each page, from its top.
    pub(crate) fn lines(&self) -> Vec<Vec<Line>> {
        self.document.get_pages().into_values().map(|page| lines(&self.document, page)).collect()
    }
}

/// A line of a page.
#[derive(Debug)]
pub(crate) struct Line {
    /// How far it is from the foot of the page, in points.
    pub(crate) y: f32,
    /// Where it begins, from the left.
    pub(crate) x: f32,
    pub(crate) text: String,
}

/// Pieces of text stand on one line if they are no further apart, in points.
const SAME_LINE: f32 = 2.0;

/// Columns of a table are lines of their own: they are further apart than words.
const APART: f32 = 14.0;

/// The lines that a page paints, from its top; each cell of a row has its own.
fn lines(document: &Document, page: ObjectId) -> Vec<Line> {
    type Matrix = [f32; 6];
    let times = |a: Matrix, b: Matrix| -> Matrix {
        [
            a[0] * b[0] + a[1] * b[2],
            a[0] * b[1] + a[1] * b[3],
            a[2] * b[0] + a[3] * b[2],
            a[2] * b[1] + a[3] * b[3],
            a[4] * b[0] + a[5] * b[2] + b[4],
            a[4] * b[1] + a[5] * b[3] + b[5],
        ]
    };
    let content = Content::decode(&document.get_page_content(page)).unwrap();
    let fonts = document.get_page_fonts(page).unwrap();
    let encodings: BTreeMap<Vec<u8>, _> =
        fonts.iter().map(|(name, font)| (name.clone(), font.get_font_encoding(document).unwrap())).collect();
    let read = |operands: &[Object]| -> Matrix { std::array::from_fn(|at| operands[at].as_float().unwrap()) };
    let (mut now, mut kept, mut text, mut font, mut size) =
        ([1.0, 0.0, 0.0, 1.0, 0.0, 0.0], Vec::new(), [0.0; 6], None, 0.0);
    // Where each piece begins and about where it ends.
    let mut pieces: Vec<(Line, f32)> = Vec::new();
    for operation in &content.operations {
        match operation.operator.as_str() {
            "q" => kept.push(now),
            "Q" => now = kept.pop().unwrap(),
            "cm" => now = times(read(&operation.operands), now),
            "Tm" => text = read(&operation.operands),
            "Tf" => {
                font = operation.operands[0].as_name().ok().and_then(|name| encodings.get(name));
                size = operation.operands[1].as_float().unwrap();
            }
            "Tj" | "TJ" => {
                let place = times(text, now);
                let mut line = Line { y: place[5], x: place[4], text: String::new() };
                shown(&operation.operands, &mut |bytes| {
                    line.text.push_str(&Document::decode_text(font.unwrap(), bytes).unwrap());
                });
                #[allow(clippy::cast_precision_loss, reason = "an estimate")]
                let end = line.x + line.text.chars().count() as f32 * size * 0.5;
                pieces.push((line, end));
            }
            _ => {}
        }
    }
    pieces.sort_by(|(a, _), (b, _)| b.y.total_cmp(&a.y));
    let mut rows: Vec<Vec<(Line, f32)>> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some(row) if row[0].0.y - piece.0.y < SAME_LINE => row.push(piece),
            _ => rows.push(vec![piece]),
        }
    }
    let mut lines: Vec<Line> = Vec::new();
    for mut row in rows {
        row.sort_by(|(a, _), (b, _)| a.x.total_cmp(&b.x));
        let mut reached = f32::MIN;
        for (piece, end) in row {
            match lines.last_mut() {
                Some(line) if reached > f32::MIN && piece.x - reached < APART => line.text.push_str(&piece.text),
                _ => lines.push(piece),
            }
            reached = end;
        }
    }
    lines.iter_mut().for_each(|line| line.text = line.text.replace('\u{a0}', " "));
    lines
}

/// Text without white space: what is compared.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn text_of(object: &Object) -> String {
    String::from_utf8_lossy(object.as_str().unwrap()).into_owned()
}

/// Collects the text of each marked content sequence of a page.
fn marked_text(document: &Document, page: ObjectId, marked: &mut BTreeMap<(ObjectId, i64), String>) {
    let content = Content::decode(&document.get_page_content(page)).unwrap();
    let fonts = document.get_page_fonts(page).unwrap();
    let encodings: BTreeMap<Vec<u8>, _> =
        fonts.iter().map(|(name, font)| (name.clone(), font.get_font_encoding(document).unwrap())).collect();
    let mut font = None;
    // Each open sequence: its number, if it has one, and whether its text is replaced.
    let mut open: Vec<(Option<i64>, bool)> = Vec::new();
    for operation in &content.operations {
        match operation.operator.as_str() {
            "Tf" => font = operation.operands[0].as_name().ok().and_then(|name| encodings.get(name)),
            "BDC" => {
                let properties = operation.operands.get(1).and_then(|object| object.as_dict().ok());
                let mcid = properties.and_then(|p| p.get(b"MCID").and_then(Object::as_i64).ok());
                let replacement = properties.and_then(|p| p.get(b"ActualText").ok());
                open.push((mcid, replacement.is_some()));
                if let (Some(text), Some(number)) = (replacement, number(&open)) {
                    marked.entry((page, number)).or_default().push_str(&lopdf::decode_text_string(text).unwrap());
                }
            }
            "BMC" => open.push((None, false)),
            "EMC" => drop(open.pop()),
            "Tj" | "TJ" if !open.iter().any(|(_, replaced)| *replaced) => {
                if let (Some(number), Some(encoding)) = (number(&open), font) {
                    let text = marked.entry((page, number)).or_default();
                    shown(&operation.operands, &mut |bytes| {
                        text.push_str(&Document::decode_text(encoding, bytes).unwrap());
                    });
                }
            }
            _ => {}
        }
    }
}

/// Collects the languages that marked content states.
fn stated_languages(document: &Document, page: ObjectId, languages: &mut BTreeMap<(ObjectId, i64), String>) {
    let content = Content::decode(&document.get_page_content(page)).unwrap();
    let begun = content.operations.iter().filter(|operation| operation.operator == "BDC");
    for properties in begun.filter_map(|operation| operation.operands.get(1)?.as_dict().ok()) {
        if let (Ok(number), Ok(language)) = (properties.get(b"MCID"), properties.get(b"Lang")) {
            languages.insert((page, number.as_i64().unwrap()), text_of(language));
        }
    }
}

fn painted(document: &Document, page: ObjectId) -> Painted {
    let content = Content::decode(&document.get_page_content(page)).unwrap();
    let mut painted = Painted::default();
    // Each open sequence: its number; whether it is an artifact.
    let mut open: Vec<(Option<i64>, bool)> = Vec::new();
    for operation in &content.operations {
        match operation.operator.as_str() {
            "BDC" | "BMC" => {
                let is_artifact = operation.operands[0].as_name().unwrap() == b"Artifact";
                let properties = operation.operands.get(1).and_then(|object| object.as_dict().ok());
                open.push((properties.and_then(|p| p.get(b"MCID").and_then(Object::as_i64).ok()), is_artifact));
            }
            "EMC" => drop(open.pop()),
            "Tj" | "TJ" => match open.iter().rev().find_map(|(number, _)| *number) {
                Some(number) if painted.marked.last() != Some(&number) => painted.marked.push(number),
                Some(_) => {}
                None if open.iter().any(|(_, is_artifact)| *is_artifact) => painted.artifacts += 1,
                None => painted.stray += 1,
            },
            // The stamp on pages of somebody else's is a form.
            "Do" if open.iter().any(|(_, is_artifact)| *is_artifact) => painted.artifacts += 1,
            _ => {}
        }
    }
    painted
}

fn number(open: &[(Option<i64>, bool)]) -> Option<i64> {
    open.iter().rev().find_map(|(mcid, _)| *mcid)
}

fn shown(operands: &[Object], take: &mut impl FnMut(&[u8])) {
    for operand in operands {
        match operand {
            Object::String(bytes, _) => take(bytes),
            Object::Array(parts) => shown(parts, take),
            _ => {}
        }
    }
}
