//! The cells of a CSV, as one text.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::numbers::Numbers;
use crate::error::Error;

/// A CSV with a header row, its cells one after the other.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Sheet<'a> {
    /// Number of columns.
    pub(super) width: usize,
    /// All cells, the header's first.
    #[serde(borrow)]
    text: Cow<'a, str>,
    /// Where each cell ends in it.
    #[serde(borrow)]
    ends: Numbers<'a>,
}

impl Sheet<'_> {
    /// Reads a CSV with a header row.
    ///
    /// # Errors
    /// A file that is no CSV or lacks the column `code`: path, line, reason.
    pub(super) fn parse(path: &str, text: &str) -> Result<Sheet<'static>, Error> {
        let wrong = |line: Option<usize>, reason: String| Error::Grammar { path: path.to_owned(), line, reason };
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).comment(Some(b'#')).from_reader(text.as_bytes());
        let headers = reader.headers().map_err(|error| wrong(Some(1), error.to_string()))?;
        if headers.get(0) != Some("code") {
            return Err(wrong(Some(1), "the first column must be called code".to_owned()));
        }
        let (mut cells, mut ends) = (String::new(), Vec::new());
        let width = headers.len();
        let mut add = |record: &csv::StringRecord| {
            for cell in record {
                cells.push_str(cell);
                ends.push(u32::try_from(cells.len()).unwrap_or(u32::MAX));
            }
        };
        add(headers);
        for record in reader.records() {
            add(&record.map_err(|error| {
                let line = error.position().and_then(|position| usize::try_from(position.line()).ok());
                wrong(line, error.to_string())
            })?);
        }
        Ok(Sheet { width, text: cells.into(), ends: Numbers::of(ends) })
    }

    /// The cell of a row, the header being row 0, and a column; empty where there is none.
    pub(super) fn cell(&self, row: usize, column: usize) -> &str {
        let at = row * self.width + column;
        let (Some(end), true) = (self.ends.get(at), column < self.width) else { return "" };
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).unwrap_or(0);
        self.text.get(start as usize..end as usize).unwrap_or("")
    }

    /// Number of rows, with the header's.
    pub(super) fn height(&self) -> usize {
        self.ends.len().checked_div(self.width).unwrap_or(0)
    }
}
