//! The values of form fields (ISO 32000-1, 12.7), as readers show them.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, Stream};

use super::border::Border;
use super::default::DefaultAppearance;
use super::face::Face;
use super::layout::Frame;
use crate::pdf::{
    Budget, Plain, Refusal, ancestry, catalog_dictionary, dictionary, entry, inherited, items, name, plain, resolved,
    shown, whole_text,
};

/// Flags of fields (tables 226, 228 and 230).
mod flag {
    pub(super) const MULTILINE: i64 = 1 << 12;
    pub(super) const PASSWORD: i64 = 1 << 13;
    pub(super) const RADIO: i64 = 1 << 15;
    pub(super) const PUSH: i64 = 1 << 16;
    pub(super) const COMBO: i64 = 1 << 17;
    pub(super) const COMB: i64 = 1 << 24;
}

/// The longest value that is laid out, in characters.
const LONGEST: usize = 50_000;
/// The maximum number of times that a value is broken into lines: once for each size.
const SIZES: usize = 40;

/// A field at one of its places.
pub(super) struct Field<'a> {
    document: &'a Document,
    widget: &'a Dictionary,
    flags: i64,
}

/// The drawing of a field, without its frame.
pub(super) enum Drawn {
    /// Nothing is in it.
    Empty,
    Whole {
        content: String,
        /// The font that its text is in.
        font: Option<Object>,
    },
    /// This value is not shown, or not all of it.
    Unshown(String),
}

impl Drawn {
    fn of(content: Option<String>, face: &Face, value: &str) -> Self {
        match content {
            Some(content) => Self::Whole { content, font: Some(face.resource.clone()) },
            None => Self::Unshown(value.to_owned()),
        }
    }
}

impl<'a> Field<'a> {
    pub(super) fn new(document: &'a Document, widget: &'a Dictionary) -> Self {
        let flags = inherited(document, widget, b"Ff").and_then(|flags| flags.as_i64().ok()).unwrap_or_default();
        Self { document, widget, flags }
    }

    fn kind(&self) -> &'a [u8] {
        inherited(self.document, self.widget, b"FT").and_then(|kind| kind.as_name().ok()).unwrap_or_default()
    }

    pub(super) fn is_text(&self) -> bool {
        matches!(self.kind(), b"Tx" | b"Ch")
    }

    pub(super) fn is_signature(&self) -> bool {
        self.kind() == b"Sig"
    }

    /// Returns whether the text typed into it is secret.
    pub(super) fn is_secret(&self) -> bool {
        self.kind() == b"Tx" && self.flags & flag::PASSWORD != 0
    }

    /// Returns whether its frame is a circle.
    pub(super) fn is_round(&self) -> bool {
        self.kind() == b"Btn" && self.flags & flag::RADIO != 0 && self.style() == 'l'
    }

    /// The name by which programs know it.
    pub(super) fn name(&self) -> String {
        let names = ancestry(self.document, self.widget).filter_map(|field| entry(self.document, field, b"T"));
        let mut names: Vec<String> = names.filter_map(|name| whole_text(self.document, name)).collect();
        names.reverse();
        shown(&names.join("."))
    }

    /// The text that it is filled with.
    pub(super) fn value(&self, budget: &mut Budget) -> Result<String, Refusal> {
        if !self.is_text() {
            return Ok(String::new());
        }
        let Some(value) = inherited(self.document, self.widget, b"V") else { return Ok(String::new()) };
        let text = match value {
            Object::Stream(stream) => match plain(self.document, stream, budget)? {
                Plain::Whole(bytes) | Plain::Broken(bytes) => {
                    whole_text(self.document, &Object::string_literal(bytes)).unwrap_or_default()
                }
                Plain::Picture => String::new(),
            },
            _ if self.kind() == b"Ch" => self.chosen(budget)?.join(", "),
            value => whole_text(self.document, value).unwrap_or_default(),
        };
        budget.drawn(text.len().saturating_mul(SIZES))?;
        Ok(text)
    }

    /// The chosen values, as they are shown.
    fn chosen(&self, budget: &mut Budget) -> Result<Vec<String>, Refusal> {
        let Some(value) = inherited(self.document, self.widget, b"V") else { return Ok(Vec::new()) };
        let options: BTreeMap<String, String> = self.options(budget)?.into_iter().collect();
        let chosen = items(self.document, value);
        budget.steps(chosen.len())?;
        let texts = chosen.iter().filter_map(|value| whole_text(self.document, value));
        Ok(texts.map(|text| options.get(&text).cloned().unwrap_or(text)).collect())
    }

    /// The options of a choice: what each stands for, and what is shown.
    fn options(&self, budget: &mut Budget) -> Result<Vec<(String, String)>, Refusal> {
        let Some(Object::Array(options)) = inherited(self.document, self.widget, b"Opt") else { return Ok(Vec::new()) };
        budget.steps(options.len())?;
        let text = |object: &Object| whole_text(self.document, object).unwrap_or_default();
        let option = |option: &Object| match resolved(self.document, option) {
            Object::Array(pair) => Some((text(pair.first()?), text(pair.get(1)?))),
            other => Some((text(other), text(other))),
        };
        let options: Vec<(String, String)> = options.iter().filter_map(option).collect();
        budget.drawn(options.iter().map(|(export, shown)| export.len() + shown.len()).sum())?;
        Ok(options)
    }

    /// The value, drawn in a rectangle of this size.
    pub(super) fn drawn(&self, value: &str, border: &Border, budget: &mut Budget) -> Result<Drawn, Refusal> {
        match self.kind() {
            b"Btn" => self.button(border, budget),
            b"Tx" | b"Ch" if value.is_empty() => Ok(Drawn::Empty),
            b"Ch" if self.flags & flag::COMBO == 0 => self.list(value, border, budget),
            b"Tx" | b"Ch" => self.text(value, border, budget),
            _ => Ok(Drawn::Empty),
        }
    }

    fn default(&self) -> DefaultAppearance {
        let of_form = || entry(self.document, catalog_dictionary(self.document, b"AcroForm")?, b"DA");
        let written = inherited(self.document, self.widget, b"DA").or_else(of_form);
        DefaultAppearance::read(written.and_then(|written| written.as_str().ok()).unwrap_or_default())
    }

    /// The font of the file that can show a text, or else Helvetica. A font that is not an object of its own is not copied for
    /// each field.
    fn face(&self, font: &[u8], text: &str, budget: &mut Budget) -> Result<Face, Refusal> {
        let forms = catalog_dictionary(self.document, b"AcroForm");
        let of = |holder: &'a Dictionary| {
            let fonts = dictionary(self.document, dictionary(self.document, holder, b"DR")?, b"Font")?;
            fonts.get(font).ok()
        };
        let named = of(self.widget).or_else(|| forms.and_then(of));
        let named = named.filter(|font| font.as_reference().is_ok());
        budget.drawn(named.map_or(0, |font| Face::cost(self.document, font)))?;
        let own = named.and_then(|font| Face::of_file(self.document, font));
        let can_show = |face: &Face| {
            let visible: String = text.chars().filter(|character| !character.is_whitespace()).collect();
            // A part of a font has no width for what it lacks.
            let encoded = face.encoded(&visible);
            encoded.is_some_and(|encoded| encoded.iter().all(|code| face.width(&[*code]) > 0.0))
        };
        Ok(own.filter(can_show).unwrap_or_else(Face::helvetica))
    }

    fn frame<'f>(&self, face: &'f Face, default: &'f DefaultAppearance, border: &Border) -> Frame<'f> {
        let forms = catalog_dictionary(self.document, b"AcroForm");
        let of_form = || entry(self.document, forms?, b"Q");
        let quadding = inherited(self.document, self.widget, b"Q").or_else(of_form);
        Frame {
            face,
            default,
            width: border.width,
            height: border.height,
            padding: border.line.max(1.0) * 2.0,
            quadding: quadding.and_then(|quadding| quadding.as_i64().ok()).unwrap_or_default(),
        }
    }

    fn text(&self, value: &str, border: &Border, budget: &mut Budget) -> Result<Drawn, Refusal> {
        let hidden: String;
        let text = if self.is_secret() {
            hidden = "*".repeat(value.chars().count());
            &hidden
        } else {
            value
        };
        let (default, most) = (self.default(), inherited(self.document, self.widget, b"MaxLen"));
        let face = self.face(&default.font, text, budget)?;
        let frame = self.frame(&face, &default, border);
        let cells = most.and_then(|most| usize::try_from(most.as_i64().ok()?).ok()).filter(|most| *most > 0);
        let is_comb = self.kind() == b"Tx" && self.flags & flag::COMB != 0;
        let drawn = match cells.filter(|_| is_comb) {
            _ if text.len() > LONGEST => None,
            Some(cells) => frame.comb(text, cells),
            None if self.kind() == b"Tx" && self.flags & flag::MULTILINE != 0 => frame.lines(text),
            None => frame.one_line(text),
        };
        Ok(Drawn::of(drawn, &face, text))
    }

    /// A list shows its options, those chosen on a ground of their own.
    fn list(&self, value: &str, border: &Border, budget: &mut Budget) -> Result<Drawn, Refusal> {
        let chosen: BTreeSet<String> = self.chosen(budget)?.into_iter().collect();
        let mut options = self.options(budget)?;
        if options.is_empty() {
            return self.text(value, border, budget);
        }
        let top = inherited(self.document, self.widget, b"TI").and_then(|top| usize::try_from(top.as_i64().ok()?).ok());
        let first = options.iter().position(|(_, shown)| chosen.contains(shown));
        options.drain(..top.or(first).unwrap_or_default().min(options.len()));
        let marked = options.into_iter().map(|(_, shown)| (chosen.contains(&shown), shown));
        let marked: Vec<(String, bool)> = marked.map(|(is_chosen, shown)| (shown, is_chosen)).collect();
        let all: String = marked.iter().map(|(shown, _)| shown.as_str()).collect();
        let default = self.default();
        let face = self.face(&default.font, &all, budget)?;
        let drawn = self.frame(&face, &default, border).list(&marked);
        let shown = drawn.as_ref().map_or(0, |(_, shown)| *shown);
        let seen = marked.iter().take(shown).filter(|(_, is_chosen)| *is_chosen).count();
        Ok(match drawn {
            Some((drawn, _)) if seen >= chosen.len() => Drawn::of(Some(drawn), &face, value),
            _ => Drawn::Unshown(value.to_owned()),
        })
    }

    /// The state of a check box or radio button; nothing if it is off.
    pub(super) fn state(&self) -> Option<&'a [u8]> {
        let stated = name(self.document, self.widget, b"AS");
        let value = || inherited(self.document, self.widget, b"V").and_then(|value| value.as_name().ok());
        let is_on = |state: &&[u8]| *state != b"Off";
        // Of several buttons of one field, each has its own state.
        stated.or_else(|| value().filter(|value| self.states().is_none_or(|of| of.has(value)))).filter(is_on)
    }

    /// The appearances of a button by its state.
    pub(super) fn states(&self) -> Option<&'a Dictionary> {
        dictionary(self.document, dictionary(self.document, self.widget, b"AP")?, b"N")
    }

    fn button(&self, border: &Border, budget: &mut Budget) -> Result<Drawn, Refusal> {
        if self.flags & flag::PUSH != 0 {
            return match self.caption().filter(|caption| !caption.trim().is_empty()) {
                Some(caption) => self.words(&caption, border, budget),
                None => Ok(Drawn::Empty),
            };
        }
        Ok(match self.state() {
            Some(_) => Drawn::Whole { content: border.mark(self.style(), &self.default().colour), font: None },
            None => Drawn::Empty,
        })
    }

    fn caption(&self) -> Option<String> {
        let characteristics = dictionary(self.document, self.widget, b"MK")?;
        whole_text(self.document, entry(self.document, characteristics, b"CA")?)
    }

    /// The character of ZapfDingbats that marks a button which is on.
    fn style(&self) -> char {
        let usual = if self.flags & flag::RADIO != 0 { 'l' } else { '4' };
        self.caption().and_then(|caption| caption.chars().next()).unwrap_or(usual)
    }

    /// The words on a button, in its middle.
    fn words(&self, caption: &str, border: &Border, budget: &mut Budget) -> Result<Drawn, Refusal> {
        budget.drawn(caption.len())?;
        let default = self.default();
        let face = self.face(&default.font, caption, budget)?;
        let frame = Frame { quadding: 1, ..self.frame(&face, &default, border) };
        Ok(Drawn::of(frame.one_line(caption), &face, caption))
    }

    /// Returns whether its text is not in the appearance that it has.
    pub(super) fn is_stale(&self, appearance: &Stream, budget: &mut Budget) -> Result<bool, Refusal> {
        let (Plain::Whole(content) | Plain::Broken(content)) = plain(self.document, appearance, budget)? else {
            return Ok(false);
        };
        budget.drawn(content.len() / 8)?;
        let shows = |pair: &[u8]| matches!(pair, b"Tj" | b"TJ" | b"Do") || pair[1] == b'\'' || pair[1] == b'"';
        Ok(!content.windows(2).any(shows))
    }
}
