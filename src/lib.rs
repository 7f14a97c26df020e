//! Reads Vietnamese administrative decisions and the plans they issue, and writes them down as canonical JSON.
//!
//! # Steps
//! 1. [`ingest`]: bytes become pages. The only door that can fail.
//! 2. [`normalise`]: pages become a [`source`] that remembers where each letter came from.
//! 3. [`layout`]: the source becomes the parts of the document's form, and an outline of headings, paragraphs and tables.
//! 4. [`extract`]: passages become values, each with the words it was read from and the rule that read it.
//! 5. [`assemble`]: values become the [`plan`]: items with ids, what belongs to what, what was left over.
//! 6. [`check`]: what is wrong with the plan, where somebody asks.
//! 7. [`json`]: the plan is written down; [`schema`] describes it.
//!
//! Surface wordings are data, in `grammars/`, loaded by [`grammar`]; what they mean is code. Data flows down this list and
//! `tests/tidy.rs` holds it. Things that are absent on purpose: the library does not print, open files, ask the time or the
//! environment, or exit; extract does not know pages, only [`passage`]s; layout does not know what a deadline is.
//!
//! ```
//! use kehoach::{Options, read};
//! let text = "KẾ HOẠCH\nCải cách hành chính năm 2026\n\nI. MỤC TIÊU\n\n1. Chỉ tiêu\n\n- 100% hồ sơ được số hóa.\n";
//! let document = read(text.into(), &Options::of("plan.txt"))?;
//! assert_eq!(document.plan.outline[1].id, "I.1");
//! assert_eq!(document.plan.indicators[0].text, "100% hồ sơ được số hóa");
//! # Ok::<(), kehoach::error::Error>(())
//! ```

pub mod assemble;
pub mod check;
pub mod code;
pub mod error;
pub mod extract;
pub mod fold;
pub mod grammar;
pub mod ingest;
pub mod json;
pub mod layout;
pub mod limit;
pub mod normalise;
pub mod passage;
pub mod plan;
pub mod schema;
pub mod source;
pub mod span;
pub mod threads;

use sha2::{Digest, Sha256};

/// How a document is to be read.
///
/// ```
/// use kehoach::{Options, ingest::Opening};
/// let options = Options { opening: Opening { password: Some("2026"), ..Opening::default() }, ..Options::of("plan.pdf") };
/// # assert_eq!(options.name, "plan.pdf");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// The file's name without folders, for `source.name`.
    pub name: &'a str,
    /// Grammars and code lists in use; the built-in ones where not given.
    pub catalog: Option<&'a grammar::Catalog>,
    /// How the file is to be opened.
    pub opening: ingest::Opening<'a>,
}

impl<'a> Options<'a> {
    /// The usual: the built-in grammars, no password, the limits that no document comes near.
    #[must_use]
    pub fn of(name: &'a str) -> Self {
        Self { name, catalog: None, opening: ingest::Opening::default() }
    }
}

/// A document, read.
#[derive(Debug)]
pub struct Document {
    /// What it says.
    pub plan: plan::Plan,
    /// Its text, which the offsets of the plan count in.
    pub text: String,
}

/// Reads a document: the whole pipeline. The same bytes and options give the same plan, on every machine.
///
/// Of a file that holds several acts it reads the first, and a finding says where the next one begins: [`open`] reads them all.
///
/// # Errors
/// A file that cannot be opened: empty, of a format or encoding that is not read, or too large. After that, what could not be read
/// is listed in the plan.
pub fn read(bytes: Vec<u8>, options: &Options<'_>) -> Result<Document, error::Error> {
    let acts = open(bytes, options)?;
    let (mut plan, next) = acts.act(0, 1);
    if acts.begins_at(next) {
        plan.findings.push(assemble::another_act(&acts.source, next));
    }
    Ok(Document { plan, text: acts.into_text() })
}

/// Opens a file, which may hold several acts, each with its own letterhead, number and signature.
///
/// ```
/// use kehoach::{Options, open};
/// let act = |number: u32| format!(
///     "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: {number}/QĐ-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n\
///      Sơn La, ngày 05 tháng 01 năm 2022\n\nQUYẾT ĐỊNH\nVề việc nghỉ hưu\n\nĐiều 1. Cho ông A nghỉ hưu.\n\n"
/// );
/// let acts = open((act(7) + &act(8)).into(), &Options::of("acts.txt"))?;
/// let numbers: Vec<_> = acts.plans().map(|plan| (plan.source.part, plan.decision.number)).collect();
/// assert_eq!(numbers, [(Some(1), Some("7/QĐ-UBND".into())), (Some(2), Some("8/QĐ-UBND".into()))]);
/// # Ok::<(), kehoach::error::Error>(())
/// ```
///
/// # Errors
/// Those of [`read`].
pub fn open<'a>(bytes: Vec<u8>, options: &Options<'a>) -> Result<Acts<'a>, error::Error> {
    let Options { name, catalog, opening } = *options;
    let threads = opening.threads;
    // Neither waits for the other: the built-in grammars are laid out when they are first asked for.
    let catalog = || catalog.unwrap_or_else(|| grammar::Catalog::built_in());
    let pages = || {
        let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let file = assemble::FileInfo { name: name.to_owned(), sha256 };
        ingest::ingest(bytes, &opening).map(|pages| (pages, file))
    };
    threads.run(|| {
        let (catalog, opened) = threads.both(catalog, pages);
        let (pages, file) = opened?;
        Ok(Acts { source: normalise::normalise(pages, catalog, threads), file, catalog, threads })
    })
}

/// The acts of a file, in its order: at least one.
#[derive(Debug)]
pub struct Acts<'a> {
    source: source::Source,
    file: assemble::FileInfo,
    catalog: &'a grammar::Catalog,
    threads: &'a threads::Threads,
}

impl Acts<'_> {
    /// The text of the whole file, which the offsets of all plans count in.
    #[must_use]
    pub fn text(&self) -> &str {
        self.source.text()
    }

    /// The text, when the rest is no longer needed.
    #[must_use]
    pub fn into_text(self) -> String {
        self.source.into_text()
    }

    /// Reads one act after the other, each when it is asked for.
    pub fn plans(&self) -> impl Iterator<Item = plan::Plan> {
        let mut next = Some((0, 1));
        std::iter::from_fn(move || {
            let (from, part) = next.take()?;
            let (plan, end) = self.act(from, part);
            next = self.begins_at(end).then_some((end, part + 1));
            Some(plan)
        })
    }

    /// The act that begins with a part of the source, and the part that the next one begins with.
    fn act(&self, from: usize, number: u32) -> (plan::Plan, usize) {
        self.threads.run(|| {
            let layout = layout::layout(&self.source, from, self.catalog);
            let next = layout.parts.end;
            let part = (from > 0 || self.begins_at(next)).then_some(number);
            (assemble::assemble(&self.source, &layout, &self.file, part, self.catalog, self.threads), next)
        })
    }

    /// True where an act begins with the part `next`: there is one.
    fn begins_at(&self, next: usize) -> bool {
        next < self.source.parts.len()
    }
}
