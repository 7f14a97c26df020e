//! A passage as words that names are compared with: abbreviations written out, connecting words made one.

use std::ops::Range;

use crate::{
    extract::Context,
    fold::is_word,
    grammar::names::{self, AND, JOIN},
    passage::Passage,
};

/// A word, or a mark on its own.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// As compared; [`JOIN`] for comma and slash, [`AND`] for "và", "&" and dash.
    pub form: String,
    /// Where it stands; words written out of one abbreviation share their place.
    pub range: Range<usize>,
    /// True for the second and later words of an abbreviation.
    pub part: bool,
    /// True for a word that is written out of an abbreviation.
    pub short: bool,
}

/// No abbreviation joins more groups of letters than this: "VH,TT&DL" joins three.
const GROUPS: usize = 5;

/// The words of `passage`.
pub(super) fn of(passage: &Passage, context: &Context) -> Vec<Word> {
    let mut words = Vec::new();
    let text = passage.text();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
        } else if is_word(c) {
            at = push_run(passage, at, context, &mut words);
        } else {
            let end = at + c.len_utf8();
            // "Văn phòng HĐND-UBND" is one office, "Văn phòng HĐND, UBND" are two.
            let form = match c {
                '-' | '–' => AND.to_owned(),
                ',' | '/' => JOIN.to_owned(),
                _ => c.to_string(),
            };
            words.push(Word { form, range: at..end, part: false, short: false });
            at = end;
        }
    }
    words
}

/// Adds the letters at `at`, written out where they abbreviate something, and tells where they end.
fn push_run(passage: &Passage, at: usize, context: &Context, words: &mut Vec<Word>) -> usize {
    let text = passage.text();
    let mut ends = vec![run_end(text, at)];
    if shortened(&text[at..ends[0]]) && !is_syllable(passage, &(at..ends[0])) {
        while let Some(next) = ends.last().and_then(|&end| joined(text, end)).filter(|_| ends.len() < GROUPS) {
            ends.push(next);
        }
        // "TT PVHCC" is a centre, "TT Tỉnh ủy" and "TT TT" are no such thing: both groups together must be known.
        if let (true, [only]) = (&text[at..ends[0]] == "TT", &ends[..])
            && let Some(next) = text[*only..].strip_prefix(' ').map(|_| run_end(text, only + 1))
            && &text[only + 1..next] != "TT"
            && shortened(&text[only + 1..next])
        {
            ends.push(next);
        }
        for &end in ends.iter().rev() {
            let key: String = text[at..end].replace(" và ", "").chars().filter(|&c| is_word(c)).collect();
            if let Some(long) = written_out(&key, context) {
                // The point of "TP. Hồ Chí Minh" belongs to the abbreviation.
                let end = if matches!(key.as_str(), "TP" | "Tp" | "VP" | "TT") && text[end..].starts_with(". ") { end + 1 } else { end };
                for (nth, form) in names::words(long).into_iter().enumerate() {
                    words.push(Word { form, range: at..end, part: nth > 0, short: true });
                }
                return end;
            }
        }
    }
    let end = ends[0];
    let folded = &passage.folded()[at..end];
    let form = if folded == "và" { AND } else { folded };
    words.push(Word { form: form.to_owned(), range: at..end, part: false, short: false });
    end
}

/// "TƯ" stands for "Trung ương" where small letters stand beside it; among capitals it is a word: "BỘ TƯ PHÁP".
fn is_syllable(passage: &Passage, run: &Range<usize>) -> bool {
    let text = passage.text();
    &text[run.clone()] == "TƯ" && !text.chars().any(char::is_lowercase)
}

fn run_end(text: &str, at: usize) -> usize {
    text[at..].find(|c: char| !is_word(c)).map_or(text.len(), |length| at + length)
}

/// Where a group of letters ends that `&`, `,`, `-`, `.` or "và" ties to the one before it.
fn joined(text: &str, end: usize) -> Option<usize> {
    let rest = &text[end..];
    let rest = rest.strip_prefix(['&', ',', '-', '.']).or_else(|| rest.strip_prefix(" & ")).or_else(|| rest.strip_prefix(" và "))?;
    let at = text.len() - rest.len();
    let next = run_end(text, at);
    (next > at && shortened(&text[at..next])).then_some(next)
}

/// True for what may be an abbreviation: capitals, or "Tp".
fn shortened(run: &str) -> bool {
    run == "Tp" || run.chars().all(|c| c.is_uppercase() || c.is_numeric())
}

/// The long form: the document's own abbreviations come first.
fn written_out<'c>(short: &str, context: &'c Context) -> Option<&'c str> {
    let key = if short == "Tp" { "TP" } else { short };
    context.defined(short).or_else(|| {
        let row = context.catalog.list("agency-abbreviations")?.row(key)?;
        Some(row.get("long"))
    })
}
