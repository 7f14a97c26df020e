//! Code lists: the codes of the canonical plan and the names that rules look up, one CSV each.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use super::{names::Names, sheet::Sheet};
use crate::fold::fold;

/// A table of codes; the first column is `code`.
#[derive(Debug, Clone, Default)]
pub struct CodeList {
    sheet: Arc<Sheet<'static>>,
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
    sheet: Arc<Sheet<'static>>,
    at: usize,
}

impl Row {
    /// The value of a column; empty where the file has none.
    #[must_use]
    pub fn get(&self, column: &str) -> &str {
        let column = (0..self.sheet.width).find(|&at| self.sheet.cell(0, at) == column);
        column.map_or("", |column| self.sheet.cell(self.at, column))
    }

    /// The values of a column that holds several, separated by `|`.
    pub fn several<'r>(&'r self, column: &str) -> impl Iterator<Item = &'r str> + use<'r> {
        self.get(column).split('|').map(str::trim).filter(|value| !value.is_empty())
    }
}

impl CodeList {
    pub(super) fn of(sheet: Sheet<'static>) -> Self {
        let sheet = Arc::new(sheet);
        let rows = (1..sheet.height()).map(|at| Row { sheet: Arc::clone(&sheet), at }).collect();
        Self { sheet, rows, ..Self::default() }
    }

    /// Names of the columns.
    pub fn headers(&self) -> impl Iterator<Item = &str> {
        (0..self.sheet.width).map(|at| self.sheet.cell(0, at))
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
