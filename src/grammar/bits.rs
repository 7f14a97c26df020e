//! Sets of small numbers, a bit for each.

use std::iter;

/// The empty set of numbers below `count`.
pub(super) fn none(count: usize) -> Vec<u64> {
    vec![0; count.div_ceil(64)]
}

/// Adds a number.
pub(super) fn set(bits: &mut [u64], at: usize) {
    bits[at / 64] |= 1 << (at % 64);
}

/// True for a number of the set.
pub(super) fn has(bits: &[u64], at: usize) -> bool {
    bits.get(at / 64).is_some_and(|word| word & (1 << (at % 64)) != 0)
}

/// The numbers of a set, in order.
pub(super) fn each(bits: impl Iterator<Item = u64>) -> impl Iterator<Item = usize> {
    bits.enumerate().flat_map(|(at, word)| {
        let rest = |&word: &u64| Some(word & (word - 1)).filter(|&word| word != 0);
        let words = iter::successors(Some(word).filter(|&word| word != 0), rest);
        words.map(move |word| at * 64 + word.trailing_zeros() as usize)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_in_order() {
        let mut bits = none(130);
        [129, 0, 63, 64].into_iter().for_each(|at| set(&mut bits, at));
        assert_eq!(each(bits.iter().copied()).collect::<Vec<_>>(), [0, 63, 64, 129]);
        assert!(has(&bits, 64) && !has(&bits, 65) && !has(&bits, 1000));
    }
}
