//! How an input is made: of which seed, by which changes.

use super::dice::Dice;
use super::targets::Target;

/// The largest input, in bytes: what is larger is refused by its size.
pub(super) const MOST: usize = 4 << 20;

/// The way an input is made.
pub(super) struct Plan {
    seed: usize,
    /// What each change is decided by.
    pub(super) changes: Vec<u64>,
}

impl Plan {
    /// The plan of a number in a sequence.
    pub(super) fn new(target: &Target, sequence: u64, number: u64) -> Self {
        let mut dice = Dice::of(target.name, &[sequence, number]);
        let seed = dice.below(1 << 20);
        let count = dice.times(12);
        Self { seed, changes: (0..count).map(|_| dice.word()).collect() }
    }

    /// The input of some of the changes.
    pub(super) fn input(&self, target: &Target, seeds: &[Vec<u8>], kept: &[u64]) -> Vec<u8> {
        let mut input = seeds[self.seed % seeds.len()].clone();
        for change in kept {
            let mut dice = Dice::of("", &[*change]);
            let before = input.clone();
            (target.change)(&mut input, seeds, &mut dice);
            if input.len() > MOST {
                input = before;
            }
        }
        input
    }
}
