//! Files of rules that a person adds with `--rules`.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use kehoach::{check::OwnRules, error::Error};

use crate::cli::{Stop, message::Message};

/// The rules of the files named, and of the `.toml` files right in the folders named.
pub(in crate::cli) fn load<'p>(paths: impl IntoIterator<Item = &'p PathBuf>) -> Result<Vec<OwnRules>, Stop> {
    let mut all = Vec::new();
    let mut codes = BTreeSet::new();
    for path in paths {
        for file in files(path)? {
            let shown = file.display().to_string();
            let bytes = fs::read(&file).map_err(|error| Stop::at(&shown, Message::Unreadable(error)))?;
            let text = String::from_utf8(bytes).map_err(|_| Stop::at(&shown, Message::Refused(Error::Encoding)))?;
            // Editors on Windows put a mark before the first letter.
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            let own = OwnRules::parse(&shown, text).map_err(|error| Stop::because(Message::Refused(error)))?;
            let again = own.rules().find(|rule| !codes.insert(rule.code.to_owned())).map(|rule| rule.code.to_owned());
            if let Some(code) = again {
                return Err(Stop::at(shown, Message::CodeTaken(code)));
            }
            all.push(own);
        }
    }
    Ok(all)
}

fn files(path: &Path) -> Result<Vec<PathBuf>, Stop> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let stop = |error| Stop::at(path.display().to_string(), Message::Unreadable(error));
    let entries = fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(stop)?;
    let toml = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "toml");
    let mut files: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).filter(toml).collect();
    files.sort();
    if files.is_empty() {
        return Err(Stop::at(path.display().to_string(), Message::NoRules));
    }
    Ok(files)
}
