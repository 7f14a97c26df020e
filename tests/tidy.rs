//! The architecture, held: rooms use only rooms before them, nothing is left out of a list, the README runs.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Data flows down this list; a room may only use rooms before it. `cli` is the binary's own and uses the library by its name.
const ORDER: &[&str] = &[
    "span",
    "threads",
    "fold",
    "code",
    "plan",
    "passage",
    "limit",
    "error",
    "grammar",
    "ingest",
    "source",
    "normalise",
    "layout",
    "extract",
    "assemble",
    "check",
    "json",
    "schema",
    "cli",
];

// ---- rooms ----

#[test]
fn every_file_stands_in_a_room_and_uses_only_rooms_before_it() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let Some(room) = room_of(&path) else { continue };
        let Some(place) = ORDER.iter().position(|known| *known == room) else {
            wrong.push(format!("{path}: the room {room} is not in ORDER"));
            continue;
        };
        for used in rooms_used(&code_of(&text)) {
            match ORDER.iter().position(|known| *known == used) {
                Some(other) if other <= place => {}
                Some(_) => wrong.push(format!("{path} must not use {used}")),
                None => wrong.push(format!("{path} uses crate::{used}, which is no room: rooms do not look at lib.rs")),
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn rooms_are_read_from_nested_and_broken_lines() {
    let code = "use crate::{\n    error::Error, fold,\n    plan::{Rule, Origin as crate_,},\n};\nlet x = crate::span::Span::new(0, 1);\n\
        pub(in crate::layout) fn f() {}\nmacro!($crate::json)";
    let used = rooms_used(code);
    assert_eq!(used, ["error", "fold", "json", "layout", "plan", "span"].map(String::from).into());
    assert_eq!(code_of("use a; // crate::cli\n//! [`crate::cli`]\nlet s = \"http://x\";"), "use a; \n\nlet s = \"http://x\";\n");
    assert_eq!(room_of("src/cli/explain/draw.rs"), Some("cli".to_owned()));
    assert_eq!(room_of("src/error.rs"), Some("error".to_owned()));
    assert_eq!(room_of("src/lib.rs"), None);
}

#[test]
fn only_the_command_line_speaks_reads_files_and_looks_around() {
    const OUTSIDE: &[&str] = &[
        "std::fs",
        "std::env::",
        "std::process",
        "std::net",
        "fs::read",
        "env::var",
        "println!",
        "eprintln!",
        "print!(",
        "stdout()",
        "stderr()",
        "stdin()",
        "SystemTime",
        "Instant::now",
        "process::exit",
        "thread::spawn",
    ];
    let speaks = |path: &str| path == "src/main.rs" || room_of(path).as_deref() == Some("cli");
    hold_off(OUTSIDE, |path| !speaks(path));
    // `use std::{env, …}` would slip past the words above.
    for (path, text) in sources().into_iter().filter(|(path, _)| !speaks(path)) {
        for name in names_in_group(&code_of(&text), "std::") {
            assert!(!["fs", "env", "process", "net"].contains(&name.as_str()), "{path} uses std::{name}");
        }
    }
    hold_off(&["println!", "process::exit"], |_| true);
}

#[test]
fn nothing_is_left_for_later() {
    let (macros, notes) = ([["to", "do!"], ["db", "g!"], ["unimple", "mented!"]], [["FIX", "ME"], ["XX", "X"]]);
    for (path, text) in sources().into_iter().chain(files("tests", "rs")) {
        for (number, (line, code)) in (1..).zip(text.lines().zip(code_of(&text).lines())) {
            // The notes only in comments: 30 is written with three X in Roman numbers.
            let comment = &line[code.len()..];
            let word =
                macros.iter().find(|word| code.contains(&word.concat())).or(notes.iter().find(|word| comment.contains(&word.concat())));
            assert!(word.is_none(), "{path}:{number}: {}", word.map_or(String::new(), |word| word.concat()));
        }
    }
}

#[test]
fn files_are_named_for_what_they_hold() {
    for (path, _) in sources().into_iter().chain(files("tests", "rs")) {
        for part in Path::new(&path).components() {
            let name = Path::new(&part).file_stem().and_then(|stem| stem.to_str()).unwrap_or("").to_owned();
            assert!(!["util", "utils", "helper", "helpers", "common", "misc"].contains(&name.as_str()), "{path}: a name of the domain");
        }
        assert!(!path.starts_with("src/") || !path.ends_with("/mod.rs"), "{path}: foo.rs beside foo/");
    }
}

// ---- lists ----

#[test]
fn every_grammar_and_code_list_is_listed_and_every_listed_one_is_there() {
    let list = read("src/grammar/files.rs");
    let listed: BTreeSet<String> =
        ["grammars!", "lists!"].iter().flat_map(|list_name| quoted_after(&list, &format!("= {list_name}["))).collect();
    let there: BTreeSet<String> = files("grammars", "toml")
        .into_iter()
        .chain(files("grammars", "csv"))
        .map(|(path, _)| path)
        .filter(|path| path != "grammars/parts.toml")
        .map(|path| {
            let name = path.strip_prefix("grammars/").expect("it is below");
            name.strip_prefix("codelists/").unwrap_or(name).trim_end_matches(".toml").trim_end_matches(".csv").to_owned()
        })
        .collect();
    let missing: Vec<_> = there.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&there).collect();
    assert!(missing.is_empty() && gone.is_empty(), "not in src/grammar/files.rs: {missing:?}; listed and not there: {gone:?}");
    assert!(!there.is_empty() && list.contains("grammars/parts.toml"));
}

#[test]
fn csv_files_stand_among_the_code_lists() {
    for (path, _) in files("grammars", "csv") {
        assert!(path.starts_with("grammars/codelists/"), "{path}");
    }
}

// ---- the README ----

#[test]
fn every_command_of_the_readme_runs() {
    let mut ran = 0;
    for readme in ["README.md", "README.vi.md"] {
        if readme == "README.vi.md" && !root().join(readme).exists() {
            continue;
        }
        let folder = scratch(readme);
        for (number, line) in shell_lines(&read(readme)) {
            let Some(call) = Call::of(&line) else {
                panic!(
                    "{readme}:{number}: `{line}` is not run by tests/tidy.rs: use `kehoach …`, `cargo run … -- …` or `cargo test`, or mark the block as ```text"
                )
            };
            let Call::Kehoach { arguments, output } = call else { continue };
            let out = Command::new(env!("CARGO_BIN_EXE_kehoach")).args(&arguments).current_dir(&folder).output().expect("it runs");
            assert!(out.status.success(), "{readme}:{number}: `{line}`: {}", String::from_utf8_lossy(&out.stderr));
            if let Some(file) = output {
                fs::write(folder.join(file), &out.stdout).expect("the scratch folder can be written");
            }
            ran += 1;
        }
    }
    assert!(ran > 0, "no ```sh block runs a command");
}

#[test]
fn the_readme_and_ci_have_one_test_command() {
    let readme = read("README.md");
    let tests: Vec<String> = shell_lines(&readme).into_iter().map(|(_, line)| line).filter(|line| line.starts_with("cargo test")).collect();
    assert_eq!(tests.first().map(String::as_str), Some("cargo test"));
    let ci = read(".ci/run");
    assert!(ci.lines().any(|line| line == "cargo test") && ci.contains("cargo fmt --check") && ci.contains("-- -D warnings"));
}

#[test]
fn a_line_of_the_readme_is_read_as_a_shell_would() {
    let kehoach = |arguments: &[&str], output: Option<&str>| {
        Some(Call::Kehoach { arguments: arguments.iter().map(|&word| word.to_owned()).collect(), output: output.map(ToOwned::to_owned) })
    };
    assert_eq!(Call::of("kehoach text 'Kế hoạch 2022.txt' > a.txt"), kehoach(&["text", "Kế hoạch 2022.txt"], Some("a.txt")));
    assert_eq!(Call::of("kehoach explain \"a b\" II.3  # why"), kehoach(&["explain", "a b", "II.3"], None));
    assert_eq!(Call::of("cargo run --release -- --lang vi a.txt"), kehoach(&["--lang", "vi", "a.txt"], None));
    assert_eq!(Call::of("cargo test --test cli"), Some(Call::Test));
    for other in ["cargo run", "git clone x", "kehoach a | jq .", "kehoach a && b", "kehoach $HOME/a", "kehoach 'a"] {
        assert_eq!(Call::of(other), None, "{other}");
    }
    assert_eq!(
        shell_lines("a\n```sh\n$ kehoach a\n# said\n\nkehoach b \\\n  c\n```\n```text\nno\n```\n  ```sh\n  kehoach d\n  ```"),
        [(3, "kehoach a".to_owned()), (6, "kehoach b c".to_owned()), (13, "kehoach d".to_owned())]
    );
}

/// What a line of a README asks for.
#[derive(Debug, PartialEq)]
enum Call {
    Kehoach { arguments: Vec<String>, output: Option<String> },
    Test,
}

impl Call {
    /// None for a line that the test cannot run.
    fn of(line: &str) -> Option<Self> {
        let mut words = words(line)?;
        if words.starts_with(&["cargo".to_owned(), "test".to_owned()]) {
            return Some(Self::Test);
        }
        if words.starts_with(&["cargo".to_owned(), "run".to_owned()]) {
            let dashes = words.iter().position(|word| word == "--")?;
            words.drain(..=dashes);
        } else if words.first().is_some_and(|word| word == "kehoach") {
            words.remove(0);
        } else {
            return None;
        }
        let output = match words.iter().position(|word| word == ">") {
            Some(at) if at + 2 == words.len() => words.drain(at..).next_back(),
            Some(_) => return None,
            None => None,
        };
        Some(Self::Kehoach { arguments: words, output })
    }
}

/// The words of a line; none where the shell would do more than split it, expand or pipe.
fn words(line: &str) -> Option<Vec<String>> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None::<char>);
    for c in line.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), c) => word.get_or_insert_default().push(c),
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, '#') if word.is_none() => break,
            (None, '|' | '&' | ';' | '$' | '<' | '*' | '?' | '`' | '\\') => return None,
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (None, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

/// The commands in blocks marked ```sh, with their line from 1; a final `\` joins the next line.
fn shell_lines(markdown: &str) -> Vec<(usize, String)> {
    let mut commands: Vec<(usize, String)> = Vec::new();
    let (mut inside, mut shell, mut joined) = (false, false, false);
    for (number, line) in (1..).zip(markdown.lines().map(str::trim)) {
        if let Some(mark) = line.strip_prefix("```") {
            inside = !inside;
            shell = inside && mark.trim() == "sh";
        } else if shell && (joined || !(line.is_empty() || line.starts_with('#'))) {
            let command = line.trim_end_matches('\\').trim();
            match commands.last_mut().filter(|_| joined) {
                Some((_, last)) => *last += &format!(" {command}"),
                None => commands.push((number, command.trim_start_matches("$ ").to_owned())),
            }
            joined = line.ends_with('\\');
        }
    }
    commands
}

/// A copy of what the README's commands read, so that what they write does not stay in the repository.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tidy").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the target folder can be written");
    for room in ["fixtures", "grammars"] {
        copy(&root().join(room), &folder.join(room));
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the target folder can be written");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("readable").path();
        let target = to.join(path.file_name().expect("it has a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("it can be copied");
        }
    }
}

// ---- the source as text ----

/// The rooms that a file names after `crate::`, alone or in braces.
fn rooms_used(code: &str) -> BTreeSet<String> {
    names_in_group(code, "crate::")
}

/// The first names after `prefix`: of `std::{fs, io::{self}}` they are `fs` and `io`.
fn names_in_group(code: &str, prefix: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices(prefix) {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let after = &code[at + prefix.len()..];
        let Some(group) = after.strip_prefix('{') else {
            names.insert(first_name(after));
            continue;
        };
        let mut depth = 0;
        let mut start = 0;
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                ',' | '}' if depth == 0 => {
                    names.insert(first_name(group[start..at].trim_start()));
                    start = at + 1;
                    if c == '}' {
                        break;
                    }
                }
                '}' => depth -= 1,
                _ => {}
            }
        }
    }
    // `crate::{a, b,}` ends in an empty one.
    names.remove("");
    names
}

fn first_name(path: &str) -> String {
    path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The code without what `//` hides; a `//` inside quotes is kept.
fn code_of(text: &str) -> String {
    let mut code = String::new();
    for line in text.lines() {
        let hides = line.match_indices("//").find(|(at, _)| line[..*at].matches('"').count() % 2 == 0).map(|(at, _)| at);
        code.push_str(&line[..hides.unwrap_or(line.len())]);
        code.push('\n');
    }
    code
}

fn room_of(path: &str) -> Option<String> {
    let room = path.strip_prefix("src/")?.split('/').next()?.trim_end_matches(".rs");
    (!["lib", "main"].contains(&room)).then(|| room.to_owned())
}

/// No file that `within` names may hold one of `words` in its code.
#[track_caller]
fn hold_off(words: &[&str], within: impl Fn(&str) -> bool) {
    for (path, text) in sources().into_iter().filter(|(path, _)| within(path)) {
        for (number, line) in (1..).zip(code_of(&text).lines()) {
            for word in words {
                assert!(!line.contains(word), "{path}:{number}: {word}");
            }
        }
    }
}

/// The quoted words between `start` and the next `]`.
fn quoted_after(text: &str, start: &str) -> Vec<String> {
    let list = text.split_once(start).and_then(|(_, rest)| rest.split_once(']')).map_or("", |(list, _)| list);
    code_of(list).split('"').skip(1).step_by(2).map(ToOwned::to_owned).collect()
}

fn sources() -> Vec<(String, String)> {
    files("src", "rs")
}

/// Files below a folder of the repository by their path with `/`, sorted, and their text.
fn files(folder: &str, extension: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(root().join(&folder)).expect("a folder of the repository") {
            let path = entry.expect("readable").path();
            let name = format!("{folder}/{}", path.file_name().and_then(|name| name.to_str()).expect("our names are UTF-8"));
            if path.is_dir() {
                open.push(name);
            } else if path.extension().is_some_and(|known| known == extension) {
                found.push((name.clone(), read(&name)));
            }
        }
    }
    found.sort();
    found
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
