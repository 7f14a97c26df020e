//! Folders of grammar files that a person adds with `--grammar`.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use kehoach::{
    error::Error,
    grammar::{Catalog, File},
};

use super::{Stop, message::Message};

/// A grammar's name is a folder and a file; deeper trees are a mistake, or a link that leads back into itself.
const DEPTH: usize = 8;

/// The built-in grammars with those of `folders` before them, the last folder first.
pub(super) fn layer(folders: &[PathBuf]) -> Result<Catalog, Stop> {
    let files = folders.iter().map(|folder| files(folder)).collect::<Result<Vec<_>, _>>()?;
    Catalog::with(&files).map_err(refused)
}

/// The files of a folder that are grammars, parts or code lists, by name.
pub(super) fn files(folder: &Path) -> Result<Vec<File>, Stop> {
    let mut found = Vec::new();
    collect(folder, "", DEPTH, &mut found)?;
    if found.is_empty() {
        return Err(Stop::at(folder.display().to_string(), Message::NoGrammars));
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    let groups: BTreeSet<String> =
        Catalog::built_in().grammars().filter_map(|grammar| grammar.name().split_once('/').map(|(group, _)| group.to_owned())).collect();
    // A file that nothing would ever read is a mistake that should be heard of.
    for file in &found {
        let group = file.name.split_once('/').map(|(group, _)| group);
        if file.name != "parts.toml" && group.is_none_or(|group| group != "codelists" && !groups.contains(group)) {
            let groups = groups.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
            return Err(Stop::at(file.path.clone(), Message::GrammarAstray { groups }));
        }
    }
    Ok(found)
}

fn collect(folder: &Path, below: &str, depth: usize, found: &mut Vec<File>) -> Result<(), Stop> {
    let at = |path: &Path, error: io::Error| Stop::at(path.display().to_string(), Message::Unreadable(error));
    for entry in fs::read_dir(folder).map_err(|error| at(folder, error))? {
        let path = entry.map_err(|error| at(folder, error))?.path();
        let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else { continue };
        if name.starts_with('.') {
            continue;
        }
        let name = if below.is_empty() { name } else { format!("{below}/{name}") };
        if path.is_dir() {
            if depth == 0 {
                return Err(Stop::at(path.display().to_string(), Message::TooDeep));
            }
            collect(&path, &name, depth - 1, found)?;
        } else if name.ends_with(".toml") || (name.ends_with(".csv") && name.starts_with("codelists/")) {
            let bytes = fs::read(&path).map_err(|error| at(&path, error))?;
            let text = String::from_utf8(bytes).map_err(|_| Stop::at(path.display().to_string(), Message::Refused(Error::Encoding)))?;
            // Editors on Windows put a mark before the first letter.
            let text = text.strip_prefix('\u{feff}').map_or(text.clone(), ToOwned::to_owned);
            found.push(File { path: path.display().to_string(), name, text });
        }
    }
    Ok(())
}

/// Path, line and reason, as the error says them.
pub(super) fn refused(error: Error) -> Stop {
    Stop::because(Message::Refused(error))
}
