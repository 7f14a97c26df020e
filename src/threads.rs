//! Work done side by side: as many threads as whoever calls the library allows. What comes out is the same at any number of them.

use std::{
    num::NonZeroUsize,
    panic,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

/// How many threads may read a document.
///
/// ```
/// use kehoach::threads::Threads;
/// let lengths = Threads::of(4).map(&["Sở", "Ban", "Ngành"], |word| word.chars().count());
/// assert_eq!(lengths, [2, 3, 5]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threads(NonZeroUsize);

impl Default for Threads {
    fn default() -> Self {
        Self::ONE
    }
}

impl Threads {
    /// The thread of the caller and no other: for programs that read several documents at a time.
    pub const ONE: Self = Self(NonZeroUsize::MIN);

    /// That many, counting the caller's; 0 is 1.
    #[must_use]
    pub fn of(count: usize) -> Self {
        Self(NonZeroUsize::new(count).unwrap_or(NonZeroUsize::MIN))
    }

    /// How many they are.
    #[must_use]
    pub fn count(self) -> usize {
        self.0.get()
    }

    /// What `work` makes of each item, in their order. Its panics are the caller's.
    pub fn map<T: Sync, R: Send>(self, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
        /// Shares of the work that a thread takes: more, and none waits long for the last; fewer, and each is worth its start.
        const SHARES: usize = 16;
        let threads = self.count().min(items.len());
        if threads <= 1 {
            return items.iter().map(work).collect();
        }
        let share = items.len().div_ceil(threads * SHARES);
        let next = AtomicUsize::new(0);
        let take = || {
            let mut done = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(items) = items.chunks(share).nth(at) else { return done };
                done.push((at, items.iter().map(&work).collect::<Vec<_>>()));
            }
        };
        let mut done = thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(take)).collect();
            let mut done = take();
            others.into_iter().for_each(|other| done.extend(other.join().unwrap_or_else(|panic| panic::resume_unwind(panic))));
            done
        });
        done.sort_unstable_by_key(|(at, _)| *at);
        done.into_iter().flat_map(|(_, done)| done).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_kept_at_any_number_of_threads() {
        for count in [0, 1, 2, 3, 64] {
            for length in [0, 1, 2, 31, 1000] {
                let items: Vec<usize> = (0..length).collect();
                assert_eq!(Threads::of(count).map(&items, |item| item * 2), items.iter().map(|item| item * 2).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    #[should_panic(expected = "seven")]
    fn a_panic_reaches_the_caller() {
        let items: Vec<usize> = (0..100).collect();
        Threads::of(2).map(&items, |item| assert_ne!(*item, 7, "seven"));
    }
}
