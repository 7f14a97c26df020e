//! All grammars and code lists in use, in order of precedence.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
    iter,
    sync::OnceLock,
};

use foldhash::fast::FixedState;

use super::{
    Grammar, Hit, Reading,
    codelist::CodeList,
    cue::{self, Group},
    digest, files,
    matcher::Matcher,
    parts::Parts,
    ready::Ours,
    sheet::Sheet,
};
use crate::{error::Error, passage::Passage, plan::Rule};

/// A file of a grammar folder: its path for messages, its path below the folder, its text.
#[derive(Debug, Clone)]
pub struct File {
    /// As the person gave it.
    pub path: String,
    /// Below the folder, with `/`: `deadline/quarter.toml`, `parts.toml`, `codelists/areas.csv`.
    pub name: String,
    /// The file's text.
    pub text: String,
}

/// All grammars and code lists in use.
///
/// ```
/// let catalog = kehoach::grammar::Catalog::built_in();
/// assert!(catalog.group("heading").count() > 5);
/// ```
#[derive(Debug)]
pub struct Catalog {
    grammars: Vec<Grammar>,
    /// The grammars of each folder, and of each folder those that mean one thing: `form/number`.
    groups: HashMap<String, Group, FixedState>,
    lists: BTreeMap<String, CodeList>,
    digest: String,
}

impl Catalog {
    /// The grammars that come with the program.
    #[must_use]
    pub fn built_in() -> &'static Self {
        static BUILT_IN: OnceLock<Catalog> = OnceLock::new();
        BUILT_IN.get_or_init(|| Self::load(&[]).expect("tests/grammars.rs loads every file that comes with the program"))
    }

    /// The grammars that come with the program, and before them those of `more`: a file of the same name replaces ours.
    ///
    /// Each folder of `more` is a list of its files; later folders come before earlier ones.
    ///
    /// # Errors
    /// A file that is no grammar, with path, line and reason.
    pub fn with(more: &[Vec<File>]) -> Result<Self, Error> {
        Self::load(more)
    }

    fn load(more: &[Vec<File>]) -> Result<Self, Error> {
        let ours = ours();
        let mut parts = Parts::default();
        // Our own grammars were put together from their parts when the program was built.
        if !more.is_empty() {
            parts.add("grammars/parts.toml", files::PARTS)?;
        }
        let our_parts = parts.clone();
        for file in more.iter().flatten().filter(|file| file.name == "parts.toml") {
            parts.add(&file.path, &file.text)?;
        }
        let mut grammars: Vec<Grammar> = Vec::with_capacity(files::GRAMMARS.len() + more.iter().map(Vec::len).sum::<usize>());
        let our_lists = files::LISTS.iter().map(|(name, _)| (*name).to_owned()).zip(ours.lists.into_iter().map(CodeList::of));
        let mut lists: BTreeMap<String, CodeList> = our_lists.collect();
        for folder in more.iter().rev() {
            for file in folder {
                if let Some(name) = file.name.strip_suffix(".toml").filter(|name| *name != "parts") {
                    if !grammars.iter().any(|known| known.name == name) {
                        let (name, text) = (name.to_owned().into(), file.text.clone().into());
                        grammars.push(Grammar::parse(name, file.path.clone(), text, &parts)?);
                    }
                } else if let Some(name) = file.name.strip_prefix("codelists/").and_then(|name| name.strip_suffix(".csv")) {
                    lists.insert(name.to_owned(), CodeList::of(Sheet::parse(&file.path, &file.text)?));
                }
            }
        }
        // What was made ready when the program was built holds as long as nobody changes a part that it is built from.
        let starts = iter::once(0).chain(ours.ends.iter().copied());
        let ready = ours.grammars.into_iter().zip(starts.zip(&ours.ends).map(|(start, &end)| Matcher::lying(&PATTERNS[start..end])));
        let mut ready = parts.keep(&our_parts).then_some(ready).into_iter().flatten();
        for (name, text) in files::GRAMMARS {
            let ready = ready.next();
            if !grammars.iter().any(|known| known.name == *name) {
                let (name, path, text) = (Rule::Borrowed(name), format!("grammars/{name}.toml"), Cow::Borrowed(*text));
                grammars.push(match ready {
                    Some((ready, matcher)) => Grammar::made_ready(name, path, text, ready, matcher),
                    None => Grammar::parse(name, path, text, &parts)?,
                });
            }
        }
        cue::tell(&mut grammars, more.is_empty().then_some(ours.index));
        let digest = if more.is_empty() {
            ours.digest.into_owned()
        } else {
            let more = more.iter().flatten().map(|file| (&*file.name, &*file.text));
            digest::of(iter::once(("", &*ours.digest)).chain(more))
        };
        let mut groups = HashMap::<String, Group, FixedState>::default();
        for (place, grammar) in grammars.iter().enumerate() {
            let folder = grammar.name.rsplit_once('/').map_or("", |(folder, _)| folder);
            for group in [folder, &format!("{folder}/{}", grammar.means())] {
                groups.entry(group.to_owned()).or_default().add(place);
            }
        }
        Ok(Self { grammars, groups, lists, digest })
    }

    /// Every grammar, in order of precedence.
    pub fn grammars(&self) -> impl Iterator<Item = &Grammar> {
        self.grammars.iter()
    }

    /// The grammars of a folder, in order of precedence: `deadline`; or those of a folder that mean one thing: `form/number` are those of
    /// `form` whose `means` is `number`, whatever their names.
    pub fn group<'c>(&'c self, what: &str) -> impl Iterator<Item = &'c Grammar> + use<'c> {
        self.groups.get(what).into_iter().flat_map(|group| group.all(&self.grammars))
    }

    /// Those of a [`group`](Self::group) that may read some words of `passage`: what they need stands in it.
    pub fn cued<'c: 'p, 'p>(&'c self, what: &str, passage: &'p Passage) -> impl Iterator<Item = &'c Grammar> + use<'c, 'p> {
        self.groups.get(what).map(|group| group.cued(&self.grammars, passage)).into_iter().flatten()
    }

    /// The first words that a grammar of a [`group`](Self::group) reads: leftmost, then longest, then the earlier grammar.
    ///
    /// ```
    /// use kehoach::{grammar::Catalog, passage::Passage};
    /// let line = Passage::from_text("Số: 3162/QĐ-UBND");
    /// let reading = Catalog::built_in().find("form/number", &line).expect("the act's number");
    /// assert_eq!(reading.words("number", line.text()), Some("3162/QĐ-UBND"));
    /// ```
    #[must_use]
    pub fn find<'c>(&'c self, what: &str, passage: &Passage) -> Option<Reading<'c>> {
        let mut hits: Vec<Hit<'c>> = self.cued(what, passage).filter_map(|grammar| grammar.hit(passage, 0)).collect();
        first(&hits).map(|at| hits.swap_remove(at).reading(passage))
    }

    /// True where a grammar of a [`group`](Self::group) reads some words.
    #[must_use]
    pub fn reads(&self, what: &str, passage: &Passage) -> bool {
        self.cued(what, passage).any(|grammar| grammar.reads(passage))
    }

    /// All words that grammars of a [`group`](Self::group) read, none overlapping: leftmost, then longest, then the earlier grammar.
    ///
    /// Linear in the passage for each grammar: a grammar is asked again only from where its last reading was overtaken.
    #[must_use]
    pub fn find_all<'c>(&'c self, what: &str, passage: &Passage) -> Vec<Reading<'c>> {
        let mut next: Vec<Hit<'c>> = self.cued(what, passage).filter_map(|grammar| next_words(grammar, passage, 0)).collect();
        let mut readings: Vec<Reading<'c>> = Vec::new();
        while let Some(at) = first(&next) {
            let best = next.remove(at);
            let start = best.range.end;
            let after = next_words(best.grammar, passage, start);
            if let Some(after) = after {
                next.insert(at, after);
            }
            next.retain_mut(|hit| {
                if hit.range.start >= start {
                    return true;
                }
                let after = next_words(hit.grammar, passage, start);
                after.map(|after| *hit = after).is_some()
            });
            readings.push(best.reading(passage));
        }
        readings
    }

    /// The grammar of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Grammar> {
        let (folder, _) = name.rsplit_once('/')?;
        self.group(folder).find(|grammar| grammar.name == name)
    }

    /// The code list of that name: `areas`.
    #[must_use]
    pub fn list(&self, name: &str) -> Option<&CodeList> {
        self.lists.get(name)
    }

    /// SHA-256 over all files in use, hexadecimal.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }
}

/// The patterns of our grammars, as the build script wrote them.
static PATTERNS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/patterns"));

/// What the build script made of our grammars.
fn ours() -> Ours<'static> {
    postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/grammars"))).expect("the build script wrote them")
}

/// Which of some hits is leftmost, then longest, then earlier.
fn first(hits: &[Hit<'_>]) -> Option<usize> {
    let order = |at: &usize| (hits[*at].range.start, usize::MAX - hits[*at].range.end, *at);
    (0..hits.len()).min_by_key(order)
}

/// The first words at or after `start`, passing over empty readings.
fn next_words<'g>(grammar: &'g Grammar, passage: &Passage, mut start: usize) -> Option<Hit<'g>> {
    loop {
        let hit = grammar.hit(passage, start)?;
        if !hit.range.is_empty() {
            return Some(hit);
        }
        start = hit.range.end + passage.text()[hit.range.end..].chars().next().map_or(1, char::len_utf8);
    }
}
