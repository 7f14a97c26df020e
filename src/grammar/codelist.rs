//! Code lists: the codes of the canonical plan and the names that rules look up, one CSV each.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use super::names::Names;
use crate::{error::Error, fold::fold};

/// A table of codes; the first column is `code`.
#[derive(Debug, Clone, Default)]
pub struct CodeList {
    headers: Arc<[String]>,
    rows: Vec<Row>,
    /// The first row of each code.
    codes: OnceLock<BTreeMap<String, usize>>,
    names: OnceLock<Names>,
    words: OnceLock<Vec<(String, usize)>>,
    titles: OnceLock<Vec<(String, usize)>>,
}

/// One row: its cells, in the order of the file.
#[derive(Debug, Clone)]
pub struct Row {
    headers: Arc<[String]>,
    cells: csv::StringRecord,
}

impl Row {
    /// The value of a column; empty where the file has none.
    #[must_use]
    pub fn get(&self, column: &str) -> &str {
        self.headers.iter().position(|header| header == column).and_then(|at| self.cells.get(at)).unwrap_or("")
    }

    /// The values of a column that holds several, separated by `|`.
    pub fn several<'r>(&'r self, column: &str) -> impl Iterator<Item = &'r str> + use<'r> {
        self.get(column).split('|').map(str::trim).filter(|value| !value.is_empty())
    }
}

impl CodeList {
    /// Reads a CSV with a header row.
    ///
    /// # Errors
    /// A file that is no CSV or lacks the column `code`: path, line, reason.
    pub(super) fn parse(path: &str, text: &str) -> Result<Self, Error> {
        let wrong = |line: Option<usize>, reason: String| Error::Grammar { path: path.to_owned(), line, reason };
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).comment(Some(b'#')).from_reader(text.as_bytes());
        let headers: Arc<[String]> =
            reader.headers().map_err(|error| wrong(Some(1), error.to_string()))?.iter().map(ToOwned::to_owned).collect();
        if headers.first().is_none_or(|first| first != "code") {
            return Err(wrong(Some(1), "the first column must be called code".to_owned()));
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| {
                let line = error.position().and_then(|position| usize::try_from(position.line()).ok());
                wrong(line, error.to_string())
            })?;
            rows.push(Row { headers: Arc::clone(&headers), cells: record });
        }
        Ok(Self { headers, rows, codes: OnceLock::new(), names: OnceLock::new(), words: OnceLock::new(), titles: OnceLock::new() })
    }

    /// Names of the columns.
    #[must_use]
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// The names in its columns `name`, `full` and `aliases`, ready to be found in running words.
    #[must_use]
    pub fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::of(&self.rows))
    }

    /// The words of its column `words`, folded, the longest first, each with the index of its row.
    #[must_use]
    pub fn words(&self) -> &[(String, usize)] {
        self.words.get_or_init(|| {
            let rows = self.rows.iter().enumerate();
            let mut words: Vec<_> = rows.flat_map(|(at, row)| row.several("words").map(move |word| (fold(word), at))).collect();
            words.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
            words
        })
    }

    /// The spellings in its columns `title` and `aliases`, folded, in the order of the file, each with its row.
    pub fn titles(&self) -> impl Iterator<Item = (&str, &Row)> {
        let titles = self.titles.get_or_init(|| {
            let rows = self.rows.iter().enumerate();
            let spelt = |row: &Row| std::iter::once(row.get("title")).chain(row.several("aliases")).map(fold).collect::<Vec<_>>();
            rows.flat_map(|(at, row)| spelt(row).into_iter().map(move |title| (title, at))).collect()
        });
        titles.iter().map(|(title, at)| (title.as_str(), &self.rows[*at]))
    }

    /// All rows, in the order of the file.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row of a code.
    #[must_use]
    pub fn row(&self, code: &str) -> Option<&Row> {
        let codes = self.codes.get_or_init(|| {
            let rows = self.rows.iter().enumerate().rev();
            rows.map(|(at, row)| (row.get("code").to_owned(), at)).collect()
        });
        codes.get(code).map(|&at| &self.rows[at])
    }
}
