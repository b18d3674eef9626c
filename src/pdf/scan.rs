//! Where the objects of a file are, found by going through it: for files whose own word cannot be read or is wrong.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object};

use super::Refusal;
use super::budget::Budget;
use super::lexer::{Lexer, is_white};
use super::numbers::HIGHEST;
use super::object::find;
use super::value::value;

/// The result of a scan.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// Where each object begins. Of two with one number the later counts, as revisions are appended.
    pub(crate) places: BTreeMap<u32, usize>,
    /// Where the trailers stand.
    trailers: Vec<usize>,
}

/// Goes through a file.
pub(crate) fn scan(bytes: &[u8], budget: &mut Budget) -> Result<Scan, Refusal> {
    let mut found = Scan::default();
    landmarks(bytes, &mut |landmark| {
        budget.value()?;
        match landmark {
            Landmark::Object { number, start } => drop(found.places.insert(number, start)),
            Landmark::Trailer { start } => found.trailers.push(start),
        }
        Ok(())
    })?;
    budget.read(bytes.len().saturating_mul(2))?;
    Ok(found)
}

/// The beginning of something outside streams.
pub(super) enum Landmark {
    /// An object: its number, and where that begins.
    Object { number: u32, start: usize },
    /// A trailer: where its keyword begins.
    Trailer { start: usize },
}

/// Goes through a file once, and gives what begins in it. The contents of streams are passed over: they may look like objects.
pub(super) fn landmarks(bytes: &[u8], take: &mut dyn FnMut(Landmark) -> Result<(), Refusal>) -> Result<(), Refusal> {
    let mut at = 0;
    // No search for the end of a stream is tried again after one has failed: the file has none from there on.
    let mut has_ends = true;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        match rest {
            [b'o', b'b', b'j', ..] => {
                if let Some((number, start)) = number_before(bytes, at) {
                    take(Landmark::Object { number, start })?;
                }
                at += 3;
            }
            [b't', b'r', ..] if rest.starts_with(b"trailer") => {
                take(Landmark::Trailer { start: at })?;
                at += b"trailer".len();
            }
            [b's', b't', ..] if has_ends && begins_stream(bytes, at) => match find(rest, b"endstream") {
                Some(length) => at += length + b"endstream".len(),
                None => {
                    has_ends = false;
                    at += b"stream".len();
                }
            },
            _ => at += 1,
        }
    }
    Ok(())
}

fn begins_stream(bytes: &[u8], at: usize) -> bool {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.strip_prefix(b"stream").is_some_and(|behind| matches!(behind.first(), Some(b'\r' | b'\n')))
        && !bytes.get(..at).unwrap_or_default().ends_with(b"end")
}

/// The number of the object whose keyword stands at `at`, and where that number begins.
fn number_before(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    /// No object number and generation are longer, with the blanks between them.
    const REACH: usize = 40;
    let from = at.saturating_sub(REACH);
    let mut before = bytes.get(from..at)?;
    let mut step = |is_it: &dyn Fn(u8) -> bool| {
        let kept = before.iter().rposition(|byte| !is_it(*byte)).map_or(0, |last| last + 1);
        let count = before.len() - kept;
        before = before.get(..kept).unwrap_or_default();
        count
    };
    step(&is_white);
    let has_generation = step(&|byte| byte.is_ascii_digit()) > 0;
    let has_blank = step(&is_white) > 0;
    let digits = step(&|byte| byte.is_ascii_digit());
    let start = from + before.len();
    let number = std::str::from_utf8(bytes.get(start..start + digits)?).ok()?.parse().ok()?;
    (has_generation && has_blank && number <= HIGHEST).then_some((number, start))
}

impl Scan {
    /// The last trailer that leads to a catalog: after the keyword, or in a cross-reference stream; failing that, one made
    /// up for the last catalog.
    pub(crate) fn trailer(
        &self,
        bytes: &[u8],
        objects: &BTreeMap<lopdf::ObjectId, Object>,
        budget: &mut Budget,
    ) -> Result<Option<Dictionary>, Refusal> {
        for at in self.trailers.iter().rev() {
            let mut lexer = Lexer::new(bytes, at + b"trailer".len());
            let trailer = value(&mut lexer, budget)?;
            budget.read(lexer.at - at)?;
            if let Some(Object::Dictionary(trailer)) = trailer
                && trailer.get(b"Root").is_ok()
            {
                return Ok(Some(trailer));
            }
        }
        let dictionary = |object: &Object| match object {
            Object::Dictionary(dictionary) => Some(dictionary.clone()),
            Object::Stream(stream) => Some(stream.dict.clone()),
            _ => None,
        };
        let mut streams = objects.values().rev().filter_map(dictionary);
        if let Some(trailer) =
            streams.find(|dictionary| dictionary.has_type(b"XRef") && dictionary.get(b"Root").is_ok())
        {
            return Ok(Some(trailer));
        }
        let is_catalog = |object: &Object| object.as_dict().is_ok_and(|dictionary| dictionary.has_type(b"Catalog"));
        let catalog = objects.iter().rev().find(|(_, object)| is_catalog(object)).map(|(id, _)| *id);
        Ok(catalog.map(|id| [("Root", Object::Reference(id))].into_iter().collect()))
    }
}
