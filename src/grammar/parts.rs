//! Named parts that patterns are built from.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::error::Error;

/// The parts of `parts.toml`, written out.
#[derive(Debug, Default, Clone)]
pub(super) struct Parts(BTreeMap<String, String>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    /// May use parts that stand above it.
    pattern: String,
    /// What it reads.
    #[serde(rename = "why")]
    _why: String,
}

impl Parts {
    /// Adds the parts of a file to those known; a part may use the parts above it.
    pub(super) fn add(&mut self, path: &str, source: &str) -> Result<(), Error> {
        let wrong = |line: Option<usize>, reason: String| Error::Grammar { path: path.to_owned(), line, reason };
        let table: BTreeMap<String, Part> = toml::from_str(source)
            .map_err(|error| wrong(error.span().map(|span| line_of(source, span.start)), error.message().to_owned()))?;
        // In the order of the file, since a part may use those above it.
        let at = |name: &str| source.find(&format!("[{name}]")).unwrap_or(usize::MAX);
        let mut names: Vec<&String> = table.keys().collect();
        names.sort_by_key(|name| at(name));
        for name in names {
            let expanded = self.expand(&table[name].pattern).map_err(|reason| wrong(Some(line_of(source, at(name))), reason))?;
            self.0.insert(name.clone(), format!("(?:{expanded})"));
        }
        Ok(())
    }

    /// True where every part of `ours` is what it was.
    pub(super) fn keep(&self, ours: &Self) -> bool {
        ours.0.iter().all(|(name, pattern)| self.0.get(name) == Some(pattern))
    }

    /// `pattern` with each `{name}` replaced by its part; `{2}` and `{1,3}` stay what they are to a regular expression.
    pub(super) fn expand(&self, pattern: &str) -> Result<String, String> {
        let mut out = String::with_capacity(pattern.len() * 2);
        let mut rest = pattern;
        while let Some(open) = rest.find('{') {
            let (before, from) = rest.split_at(open);
            out.push_str(before);
            let name: &str = from[1..].split('}').next().unwrap_or("");
            let is_name = name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
            // `\p{L}` and `\x{20}` are the expression's own.
            let escaped = before.ends_with("\\p") || before.ends_with("\\P") || before.ends_with("\\x") || before.ends_with("\\u");
            if is_name && !escaped {
                match self.0.get(name) {
                    Some(part) => out.push_str(part),
                    None => return Err(format!("no part is called {{{name}}}; parts stand in parts.toml")),
                }
                rest = &from[name.len() + 2..];
            } else {
                out.push('{');
                rest = &from[1..];
            }
        }
        out.push_str(rest);
        Ok(out)
    }
}

/// The line, from 1, that byte `at` stands on.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().filter(|&&byte| byte == b'\n').count() + 1
}
