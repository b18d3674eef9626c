//! The value of a number in words, word by word: "two million three hundred and four", 一千三百万.

/// One, in millionths: values are counted in these.
pub(super) const UNIT: u128 = 1_000_000;

/// The words from this on multiply all that stands before them and is smaller.
pub(super) const SCALE: u128 = 1_000 * UNIT;
const HUNDRED: u128 = 100 * UNIT;
const TEN: u128 = 10 * UNIT;
/// More than anybody has.
const MAX: u128 = 1_000_000_000_000_000_000 * UNIT;

/// What was read of a number.
#[derive(Debug, Clone, Default)]
pub(super) struct Sum {
    /// Millions, thousands.
    terms: Vec<u128>,
    /// What is smaller than a thousand, or stands in figures.
    current: Option<u128>,
    /// True if the last word was a single digit of a script without blanks: 二〇三二.
    is_digit: bool,
    is_in_figures: bool,
    /// The last word that multiplied what stood before it.
    scale: u128,
}

impl Sum {
    /// Returns whether there is anything.
    pub(super) fn is_begun(&self) -> bool {
        self.current.is_some() || !self.terms.is_empty()
    }

    /// The value of one without thousands or millions.
    pub(super) fn single(&self) -> Option<u128> {
        self.current.filter(|_| self.terms.is_empty())
    }

    /// The value.
    pub(super) fn total(&self) -> u128 {
        self.terms.iter().sum::<u128>() + self.current.unwrap_or_default()
    }

    /// Adds a number in figures; false if none can stand here.
    pub(super) fn add_figures(&mut self, value: u128) -> bool {
        let is_possible = self.current.is_none() && value <= MAX;
        if is_possible {
            (self.current, self.is_in_figures, self.is_digit) = (Some(value), true, false);
        }
        is_possible
    }

    /// Adds a part of one: "five and a half"; or of what was counted: "cinq millions et demi".
    pub(super) fn add_part(&mut self, parts: u128) -> bool {
        let is_possible = self.current.map_or(self.scale > 0, |value| value % UNIT == 0);
        match self.current {
            _ if !is_possible => {}
            Some(value) => self.current = Some(value + UNIT / parts),
            None => self.terms.push(self.scale / parts),
        }
        is_possible
    }

    /// Adds a number in words; false if it is another number. Letters stand only behind figures: "4.4m".
    pub(super) fn add_word(&mut self, word: u128, is_unspaced: bool, is_after_and: bool, is_letter: bool) -> bool {
        let is_letter = is_letter && !is_unspaced;
        if is_letter && !(self.is_in_figures && word >= SCALE) || word > MAX {
            return false;
        }
        if word >= SCALE {
            return self.multiply(word);
        }
        let Some(value) = self.joined(word, is_unspaced, is_after_and) else { return false };
        self.is_digit = is_unspaced && word < TEN && (self.current.is_none() || self.is_digit);
        self.current = Some(value);
        true
    }

    fn multiply(&mut self, word: u128) -> bool {
        let smaller = self.terms.iter().position(|term| *term < word).unwrap_or(self.terms.len());
        let part: u128 = self.terms.drain(smaller..).sum::<u128>() + self.current.take().unwrap_or_default();
        let part = if part == 0 { UNIT } else { part };
        let product = part.checked_mul(word / UNIT).filter(|product| *product <= MAX);
        self.terms.extend(product);
        // The parts of "two millions and a half", where that is one word and "and a half", are of a million.
        let scale = 10_u128.pow((word / UNIT).ilog10()) * UNIT;
        (self.is_in_figures, self.is_digit, self.scale) = (false, false, scale);
        product.is_some()
    }

    /// What is smaller than a thousand, with one more word.
    fn joined(&self, word: u128, is_unspaced: bool, is_after_and: bool) -> Option<u128> {
        let Some(value) = self.current else { return Some(word) };
        let is_multiple = |of: u128| value >= of && value % of == 0;
        let digit = value % TEN;
        let is_before_tens = value < TEN || (UNIT..TEN).contains(&(value % HUNDRED));
        match word {
            // 3.7百万
            HUNDRED if self.is_in_figures && is_unspaced => (value < HUNDRED).then_some(value * 100),
            _ if self.is_in_figures => None,
            HUNDRED => (value < HUNDRED).then_some(value * 100),
            TEN if is_unspaced && digit > 0 => Some(value - digit + digit * 10),
            word if self.is_digit && is_unspaced && word < TEN => Some(value * 10 + word).filter(|value| *value <= MAX),
            // "soixante et onze", "quatre-vingt-dix"
            word if is_multiple(HUNDRED) && word < HUNDRED
                || is_multiple(TEN) && word < TEN
                || value >= 60 * UNIT && is_multiple(20 * UNIT) && word < 2 * TEN =>
            {
                Some(value + word)
            }
            // Arabic: "seven and ninety", "five ten", "a hundred and three and fifty".
            word if is_before_tens && word % TEN == 0 && (is_after_and || word == TEN) => Some(value + word),
            _ => None,
        }
    }
}
