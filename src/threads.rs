//! Work done side by side: as many threads as whoever calls the library allows. What comes out is the same at any number of them.

use std::hint::black_box;

use rayon::{
    ThreadPool, ThreadPoolBuilder,
    iter::{IntoParallelRefIterator as _, IntoParallelRefMutIterator as _, ParallelIterator as _},
};

/// The threads that may read a document. They are started once, and wait between one piece of work and the next.
///
/// ```
/// use kehoach::threads::Threads;
/// let lengths = Threads::of(4).map(&["Sở", "Ban", "Ngành"], |word| word.chars().count());
/// assert_eq!(lengths, [2, 3, 5]);
/// ```
#[derive(Debug, Default)]
pub struct Threads(Option<ThreadPool>);

impl Threads {
    /// The thread of the caller and no other: for programs that read several documents at a time.
    pub const ONE: &'static Self = &Self(None);

    /// That many; up to 1 it is the caller's own, as it is where the system gives no others.
    #[must_use]
    pub fn of(count: usize) -> Self {
        let pool = || ThreadPoolBuilder::new().num_threads(count).start_handler(|_| make_room()).build();
        Self(if count > 1 { pool().ok() } else { None })
    }

    /// How many they are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.as_ref().map_or(1, ThreadPool::current_num_threads)
    }

    /// Does `work` on one of them, so that what is done side by side within it need not wait for a thread. Its panics are the caller's.
    pub fn run<R: Send>(&self, work: impl FnOnce() -> R + Send) -> R {
        match &self.0 {
            Some(pool) => pool.install(work),
            None => work(),
        }
    }

    /// What `work` makes of each item, in their order. Its panics are the caller's.
    pub fn map<T: Sync, R: Send>(&self, items: &[T], work: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
        match &self.0 {
            Some(pool) => pool.install(|| items.par_iter().map(work).collect()),
            None => items.iter().map(work).collect(),
        }
    }

    /// Does `work` on each item. Its panics are the caller's.
    pub fn each<T: Send>(&self, items: &mut [T], work: impl Fn(&mut T) + Sync + Send) {
        match &self.0 {
            Some(pool) => pool.install(|| items.par_iter_mut().for_each(work)),
            None => items.iter_mut().for_each(work),
        }
    }

    /// What two pieces of work make, done at the same time where there are threads. Their panics are the caller's.
    pub fn both<A: Send, B: Send>(&self, one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B + Send) -> (A, B) {
        match &self.0 {
            Some(pool) => pool.join(one, other),
            None => (one(), other()),
        }
    }
}

/// Asks for memory and gives it back unused. The allocator of GNU systems asks the system for more whenever a thread has used up a page,
/// a thousand times in a PDF of 28 pages; what a thread had once it keeps.
fn make_room() {
    // The first is so large that it is mapped for itself: what comes back of that size tells the allocator to keep smaller ones.
    for bytes in [16 << 20, 4 << 20] {
        let mut room = Vec::<u8>::new();
        // Where there is not so much nothing is lost.
        let _ = room.try_reserve_exact(bytes);
        drop(black_box(room));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_kept_at_any_number_of_threads() {
        for count in [0, 1, 2, 3, 64] {
            let threads = Threads::of(count);
            for length in [0, 1, 2, 31, 1000] {
                let items: Vec<usize> = (0..length).collect();
                let twice: Vec<_> = items.iter().map(|item| item * 2).collect();
                assert_eq!(threads.map(&items, |item| item * 2), twice);
                let mut each = items;
                threads.each(&mut each, |item| *item *= 2);
                assert_eq!(each, twice);
            }
            assert_eq!(threads.both(|| 1, || "two"), (1, "two"));
        }
    }

    #[test]
    #[should_panic(expected = "seven")]
    fn a_panic_reaches_the_caller() {
        let items: Vec<usize> = (0..100).collect();
        Threads::of(2).map(&items, |item| assert_ne!(*item, 7, "seven"));
    }
}
