//! Sequences: what stands in both in the same order.

use std::hash::Hash;

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Pairs of equal entries that stand in the same order in both, by their positions.
///
/// ```
/// use packwright::compare::common;
///
/// assert_eq!(common(&["a", "b", "c"], &["b", "x", "c"]), [(1, 0), (2, 2)]);
/// ```
pub fn common<T: Eq + Hash + Ord>(before: &[T], after: &[T]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, before, after) {
        if let (DiffTag::Equal, old, new) = operation.as_tag_tuple() {
            pairs.extend(old.zip(new));
        }
    }
    pairs
}

/// The positions of the longest part of different numbers that grows from one to the next: all others were moved.
///
/// ```
/// use packwright::compare::growing;
///
/// assert_eq!(growing(&[0, 3, 1, 2]), [0, 2, 3]);
/// ```
pub fn growing(numbers: &[usize]) -> Vec<usize> {
    // The position at which the best part of each length ends, and what stands before each position in it.
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::with_capacity(numbers.len()));
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut part: Vec<usize> = std::iter::successors(ends.last().copied(), |at| before[*at]).collect();
    part.reverse();
    part
}
