//! The cost of drawing an SVG.

use std::collections::HashMap;

use resvg::usvg::{Options, Tree};
use roxmltree::{Document, Node, NodeId};

use super::super::{Facts, Fault, PIXELS};
use super::filter;
use super::inside::Inside;
use super::style::{Named, Sheets, own_properties, references};

/// The maximum depth of elements; drawing programs write some twenty levels.
pub(super) const DEPTH: usize = 200;
/// The maximum number of times that style rules are compared with elements.
const RULES: usize = 20_000_000;
/// The most elements that may be drawn, each counted for each time.
const DRAWN: u64 = 300_000;
/// The most that filters may take: a blur of the whole picture takes five.
const FILTERED: u64 = 500;
/// The most that a pattern in a picture with filters may be larger than the picture: it is drawn as pixels, all of it, however small
/// it is seen.
const PATTERN: f32 = 150.0;
/// The most pixels that may be drawn of pictures inside, in all.
const PIXELS_DRAWN: u64 = 4 * PIXELS;

/// The cost of showing an element once.
#[derive(Debug, Clone, Copy, Default)]
struct Cost {
    /// Elements.
    drawn: u64,
    /// Points of filters.
    filtered: u64,
    /// Pixels of pictures inside.
    pixels: u64,
}

impl Cost {
    fn add(&mut self, other: Self, times: u64) {
        self.drawn = self.drawn.saturating_add(other.drawn.saturating_mul(times));
        self.filtered = self.filtered.saturating_add(other.filtered.saturating_mul(times));
        self.pixels = self.pixels.saturating_add(other.pixels.saturating_mul(times));
    }
}

/// The state of counting an element.
#[derive(Clone, Copy)]
enum State {
    Begun,
    Counted(Cost),
}

/// Counts what an SVG takes, each element once.
pub(super) struct Counting<'a> {
    document: &'a Document<'a>,
    ids: HashMap<&'a str, Node<'a, 'a>>,
    sheets: Sheets<'a>,
    /// The number of elements in each, including itself, and the number of characters of their paths.
    sizes: HashMap<NodeId, (u64, u64)>,
    states: HashMap<NodeId, State>,
    /// Looks at the picture that an address holds; gives nothing if the address leads elsewhere.
    inside: &'a dyn Fn(&str) -> Inside,
}

impl<'a> Counting<'a> {
    pub(super) fn of(document: &'a Document<'a>, inside: &'a dyn Fn(&str) -> Inside) -> Result<Self, Fault> {
        let elements = || document.descendants().filter(Node::is_element);
        let ids = elements().filter_map(|element| Some((element.attribute("id")?, element))).collect();
        let sheets = Sheets::of(document);
        if sheets.all.saturating_mul(elements().count()) > RULES {
            return Err(Fault::too_complex("has too many style rules for its elements"));
        }
        Ok(Self { document, ids, sheets, sizes: sizes(document), states: HashMap::new(), inside })
    }

    /// Facts about the picture, if it does not cost too much.
    pub(super) fn facts(mut self) -> Result<Facts, Fault> {
        let Cost { drawn, filtered, pixels } = self.cost(self.document.root_element(), 0)?;
        if drawn > DRAWN {
            return Err(Fault::too_complex(format!(
                "repeats its parts so often that it has more than {DRAWN} elements"
            )));
        }
        if filtered > FILTERED || filtered > 0 && has_vast_pattern(self.document) {
            return Err(Fault::too_complex("takes too long to draw, because of its filters"));
        }
        if pixels > PIXELS_DRAWN {
            return Err(Fault::too_many_pixels());
        }
        Ok(Facts { pixels })
    }

    fn cost(&mut self, element: Node<'a, 'a>, depth: usize) -> Result<Cost, Fault> {
        if depth > 4 * DEPTH {
            return Err(Fault::too_complex("has too long a chain of references"));
        }
        match self.states.get(&element.id()) {
            Some(State::Counted(cost)) => return Ok(*cost),
            Some(State::Begun) => {
                let name = element.attribute("id").unwrap_or_default();
                return Err(Fault::too_complex(format!("contains itself (`{name}`)")));
            }
            None => {}
        }
        self.states.insert(element.id(), State::Begun);
        let mut cost = Cost { drawn: 1, ..Cost::default() };
        if element.has_tag_name_of("filter") {
            cost.filtered = filter::weight(element)?;
        }
        for child in element.children().filter(Node::is_element) {
            cost.add(self.cost(child, depth + 1)?, 1);
        }
        for (name, value) in own_properties(element) {
            self.property(element, name, value, depth, &mut cost)?;
        }
        let of_sheets: Vec<_> = self.sheets.properties_of(element).collect();
        for (name, value) in of_sheets {
            // A rule may seem to fit where it does not: that it goes round is no fault of the picture.
            let is_round =
                |id: &str| matches!(self.ids.get(id).map(|node| self.states.get(&node.id())), Some(Some(State::Begun)));
            if !references(value).any(is_round) {
                self.property(element, name, value, depth, &mut cost)?;
            }
        }
        self.states.insert(element.id(), State::Counted(cost));
        Ok(cost)
    }

    /// Adds what a property of an element refers to.
    fn property(
        &mut self,
        element: Node<'a, 'a>,
        name: &str,
        value: &'a str,
        depth: usize,
        cost: &mut Cost,
    ) -> Result<(), Fault> {
        if name == "href" {
            return self.link(element, value, depth, cost);
        }
        if name == "filter" {
            cost.filtered = cost.filtered.saturating_add(filter::weight_of_functions(value));
        }
        let times = self.times(element, name);
        for id in references(value) {
            if let Some(target) = self.ids.get(id).copied() {
                cost.add(self.cost(target, depth + 1)?, times);
            }
        }
        Ok(())
    }

    /// The number of times that what a property refers to is shown. Paints and markers are inherited by everything inside;
    /// markers are at each point of a path, and no point takes fewer than two characters.
    fn times(&self, element: Node<'_, '_>, name: &str) -> u64 {
        let (elements, characters) = self.sizes.get(&element.id()).copied().unwrap_or((1, 0));
        match name {
            "clip-path" | "mask" | "filter" => 1,
            _ if name.starts_with("marker") => elements.max(characters / 2),
            _ => elements,
        }
    }

    fn link(&mut self, element: Node<'a, 'a>, address: &'a str, depth: usize, cost: &mut Cost) -> Result<(), Fault> {
        // Words may lead anywhere.
        if element.has_tag_name_of("a") {
            return Ok(());
        }
        if let Some(id) = address.trim().strip_prefix('#') {
            if let Some(target) = self.ids.get(id).copied() {
                cost.add(self.cost(target, depth + 1)?, 1);
            }
            return Ok(());
        }
        match (self.inside)(address) {
            Some(facts) => cost.pixels = cost.pixels.saturating_add(facts?.pixels),
            None if element.has_tag_name_of("image") || element.has_tag_name_of("feImage") => {
                return Err(Fault::linked());
            }
            None => {}
        }
        Ok(())
    }
}

/// Returns whether a pattern is much larger than the picture. The library that draws knows its units, what it inherits and how it is
/// scaled.
fn has_vast_pattern(document: &Document<'_>) -> bool {
    let has_patterns = document.descendants().any(|node| node.has_tag_name_of("pattern"));
    let tree = has_patterns.then(|| Tree::from_xmltree(document, &Options::default()).ok()).flatten();
    tree.is_some_and(|tree| {
        let most = PATTERN * tree.size().width() * tree.size().height();
        tree.patterns().iter().any(|pattern| {
            let (across, down) = pattern.transform().get_scale();
            pattern.rect().width() * across * pattern.rect().height() * down > most
        })
    })
}

/// Of each element how many are in it, and how many characters their paths have.
fn sizes(document: &Document<'_>) -> HashMap<NodeId, (u64, u64)> {
    let mut sizes: HashMap<NodeId, (u64, u64)> = HashMap::new();
    let elements: Vec<_> = document.descendants().filter(Node::is_element).collect();
    // Backwards: what is inside comes behind what it is in.
    for element in elements.into_iter().rev() {
        let path = element.attribute("d").or_else(|| element.attribute("points")).map_or(0, str::len) as u64;
        let own = sizes.entry(element.id()).or_default();
        *own = (own.0 + 1, own.1 + path);
        let own = *own;
        if let Some(parent) = element.parent_element() {
            let outer = sizes.entry(parent.id()).or_default();
            *outer = (outer.0 + own.0, outer.1 + own.1);
        }
    }
    sizes
}
