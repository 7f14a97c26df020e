//! Words that are set letter by letter: "V i ệ t" is one word, whether its letters stand apart by moves or by blanks.

use super::{Page, Word};
use crate::ingest::syllable;

/// Letters that stand apart by more, in sizes, belong to different things.
const APART: f32 = 1.6;
/// Letters that stand closer were set apart by a change of fonts, and other letters may stand between.
const CLOSE: f32 = 0.06;
/// Gaps that differ by less are alike.
const ALIKE: f32 = 0.12;
/// Gaps within one word differ by no more.
const UNEVEN: f32 = 0.35;
/// Fewer letters in a row are signs and numbers, not a word.
const FEWEST: usize = 3;
/// Stretches of such letters on a page; a page with more is a drawing.
const RUNS: usize = 500;
/// Letters in them.
const LETTERS: usize = 8_000;

/// Puts letters together to words, where these are Vietnamese.
pub(in crate::ingest) fn join(page: &mut Page) {
    let mut start = 0;
    let (mut looked, mut letters) = (0, 0);
    let mut joined: Vec<(usize, Vec<usize>)> = Vec::new();
    while start < page.words.len() {
        let mut end = start + 1;
        if is_letter(page, start) {
            while end < page.words.len() && is_letter(page, end) && follows(&page.words[end - 1], &page.words[end]) {
                end += 1;
            }
            let is_run = end - start >= FEWEST && looked < RUNS && letters < LETTERS;
            letters += if is_run { end - start } else { 0 };
            if is_run && let Some(lengths) = words(page, start..end) {
                looked += 1;
                if is_alone(page, start..end) {
                    joined.push((start, lengths));
                }
            }
        }
        start = end;
    }
    if joined.is_empty() {
        return;
    }
    let mut words = Vec::with_capacity(page.words.len());
    let mut at = 0;
    for (start, lengths) in joined {
        words.extend_from_slice(&page.words[at..start]);
        at = start;
        for length in lengths {
            let letters = &page.words[at..at + length];
            words.extend(letters.iter().copied().reduce(|word, letter| Word {
                end: letter.end,
                frame: word.frame.union(letter.frame),
                size: word.size.max(letter.size),
                bold: word.bold && letter.bold,
                ..word
            }));
            at += length;
        }
    }
    words.extend_from_slice(&page.words[at..]);
    page.words = words;
}

/// True for a word of one letter, figure or sign.
fn is_letter(page: &Page, at: usize) -> bool {
    let mut chars = page.word(at).chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c));
    chars.next().is_some() && chars.next().is_none()
}

fn follows(before: &Word, word: &Word) -> bool {
    let gap = word.frame.left - before.frame.right;
    before.turn == word.turn
        && before.kind == word.kind
        && (before.baseline - word.baseline).abs() < 0.1 * word.size
        && (before.size - word.size).abs() < 0.3 * word.size
        && (CLOSE * word.size..APART * word.size).contains(&gap)
        && before.end == word.start
}

/// True where nothing else stands between the letters.
fn is_alone(page: &Page, letters: std::ops::Range<usize>) -> bool {
    let (first, last) = (&page.words[letters.start], &page.words[letters.end - 1]);
    let stands_between = |word: &Word| {
        let middle = word.frame.middle().0;
        word.turn == first.turn
            && (word.baseline - first.baseline).abs() < first.size
            && first.frame.left < middle
            && middle < last.frame.right
    };
    !page.words.iter().enumerate().any(|(at, word)| !letters.contains(&at) && stands_between(word))
}

/// How many letters each word has; none where they are no words.
fn words(page: &Page, letters: std::ops::Range<usize>) -> Option<Vec<usize>> {
    let gap = |at: usize| (page.words[at].frame.left - page.words[at - 1].frame.right) / page.words[at].size.max(0.1);
    let mut gaps: Vec<f32> = (letters.start + 1..letters.end).map(gap).collect();
    gaps.sort_by(f32::total_cmp);
    // Narrow gaps stand between letters, wide ones between words: where the two are furthest from each other.
    let step = gaps.windows(2).map(|pair| (pair[1] - pair[0], pair[0].midpoint(pair[1]))).max_by(|a, b| a.0.total_cmp(&b.0));
    let limit = step.filter(|step| step.0 > ALIKE).map_or(f32::MAX, |step| step.1);
    let narrow = gaps.partition_point(|&gap| gap < limit);
    gaps[..narrow].last().filter(|&&widest| widest - gaps[0] <= UNEVEN)?;
    let mut lengths = Vec::new();
    let mut start = letters.start;
    let mut syllables = 0;
    for end in letters.start + 1..=letters.end {
        if end < letters.end && gap(end) < limit {
            continue;
        }
        // Signs belong to the word that they stand at, and make none.
        let all: Vec<&str> = (start..end).map(|at| page.word(at)).collect();
        let is_alphabetic = |letter: &&str| letter.starts_with(char::is_alphabetic);
        if let Some(first) = all.iter().position(is_alphabetic) {
            let last = all.iter().rposition(is_alphabetic).unwrap_or(first);
            let one = all.len() == 1;
            let cut = if one { vec![1] } else { syllable::cut(&all[first..=last])? };
            syllables += usize::from(!one);
            let parts = cut.len();
            for (nth, length) in cut.into_iter().enumerate() {
                let before = if nth == 0 { first } else { 0 };
                let after = if nth + 1 == parts { all.len() - 1 - last } else { 0 };
                lengths.push(before + length + after);
            }
        } else {
            lengths.push(all.len());
        }
        start = end;
    }
    (syllables > 0).then_some(lengths)
}
