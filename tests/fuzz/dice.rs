//! Numbers by chance, the same in every run (SplitMix64).

use super::plan::MOST;

/// A generator of numbers.
pub(crate) struct Dice(u64);

impl Dice {
    /// The generator that some words and numbers name.
    pub(crate) fn of(name: &str, numbers: &[u64]) -> Self {
        let mut dice = Self(0x9e37_79b9_7f4a_7c15);
        for number in name.bytes().map(u64::from).chain(numbers.iter().copied()) {
            dice.0 ^= number;
            dice.0 = dice.word();
        }
        dice
    }

    pub(super) fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }

    /// A number below another; 0 if that is 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.word() % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }

    /// Whether something that happens once in so many times happens.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub(super) fn one_of<'a, T: ?Sized>(&mut self, things: &[&'a T]) -> &'a T {
        things[self.below(things.len())]
    }

    pub(super) fn byte(&mut self) -> u8 {
        self.word().to_le_bytes()[0]
    }

    /// A range that is not empty of a length that is not 0; short ones are likelier.
    pub(super) fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length);
        let most = if self.once_in(4) { length - start } else { (length - start).min(16) };
        start..start + 1 + self.below(most)
    }

    /// As [`Self::times`], but no more than what makes an input of something of this size.
    pub(super) fn copies(&mut self, most: usize, size: usize) -> usize {
        self.times(most).min((MOST / size.max(1)).max(1))
    }

    /// How often something is repeated: mostly a few times, seldom very often.
    pub(super) fn times(&mut self, most: usize) -> usize {
        let bound = match self.below(8) {
            0 => most,
            1 => most.min(2000),
            2 => most.min(100),
            _ => most.min(6),
        };
        1 + self.below(bound)
    }
}
