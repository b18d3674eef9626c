//! Links that a word processor writes as fields: an instruction with the address, and the words as its result.

/// The most letters of an instruction that are read.
const INSTRUCTION: usize = 4000;

/// A place in a part: the number of paragraphs that ended before it, and that of the letters of its paragraph.
type At = (usize, usize);

/// Fields that have begun: one may be within the other.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
}

#[derive(Debug, Default)]
struct Field {
    instruction: String,
    /// Where its result begins.
    result: Option<At>,
}

impl Fields {
    pub(super) fn begin(&mut self) {
        self.open.push(Field::default());
    }

    /// Takes in a part of an instruction.
    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| field.instruction.len() < INSTRUCTION) {
            field.instruction.extend(text.chars().take(INSTRUCTION));
        }
    }

    pub(super) fn separate(&mut self, at: At) {
        self.open.last_mut().into_iter().for_each(|field| field.result = Some(at));
    }

    /// Ends a field; returns the link that it is: where its words begin in their paragraph, its address, and the number of its letters.
    pub(super) fn end(&mut self, (paragraph, letters): At) -> Option<(usize, String, usize)> {
        let field = self.open.pop()?;
        let (begun, start) = field.result?;
        let length = letters.checked_sub(start).filter(|_| begun == paragraph)?;
        Some((start, address(&field.instruction)?, length))
    }
}

/// The address in the instruction of a field; none if it leads nowhere outside of the file.
pub(super) fn address(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start();
    let (name, rest) = rest.split_at_checked("HYPERLINK".len())?;
    let rest = rest.trim_start();
    let address = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split_whitespace().next().filter(|word| !word.starts_with('\\')),
    };
    let place = rest.split_once("\\l \"").and_then(|(_, place)| place.split('"').next());
    let address = address.filter(|address| name.eq_ignore_ascii_case("HYPERLINK") && !address.is_empty())?;
    Some(with_place(address, place))
}

/// An address with the place in it, which word processors write apart.
pub(super) fn with_place(address: &str, place: Option<&str>) -> String {
    match place.filter(|place| !place.is_empty() && !address.contains('#')) {
        Some(place) => format!("{address}#{place}"),
        None => address.to_owned(),
    }
}
