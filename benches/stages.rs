//! How fast each stage is, whether twice the text takes twice the time, and how much memory a file needs: `cargo bench`.
//!
//! The source document, repeated to 1, 2, 4 and 8 MB. Times are the best of some rounds, and every figure that is a promise is a
//! ratio within this run, so that it holds on any machine: time against the time of the half, memory against the input.

use std::{
    env, fs,
    hint::black_box,
    io::{self, Write as _},
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use kehoach::{Options, check, grammar::Catalog, ingest, layout, normalise, read, threads::Threads};

const SIZES: [usize; 4] = [1, 2, 4, 8];
/// At least, and at most: in between as many as `PATIENCE` allows, so that a slow machine is done in a minute too.
const ROUNDS: (usize, usize) = (2, 6);
const PATIENCE: Duration = Duration::from_secs(20);
const MB: usize = 1_000_000;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    // A process of its own for each size, since the peak of a process never falls.
    if let [word, size] = &arguments[..]
        && word == "peak"
    {
        whole(repeated(size.parse().map_err(io::Error::other)?)?);
        return writeln!(io::stdout(), "{}", peak().unwrap_or(0));
    }
    // `cargo test --all-targets` starts us too, unoptimised: then that we run at all is what is tested.
    let sizes = if arguments.iter().any(|word| word == "--bench") { &SIZES[..] } else { &SIZES[..1] };
    let texts = sizes.iter().map(|&size| repeated(size * MB)).collect::<io::Result<Vec<_>>>()?;
    let one = repeated(1)?;
    // The patterns that these words need are compiled once a process, not once a file.
    let first = time(|| whole(one.clone()));
    let mut best = vec![Times::WORST; sizes.len()];
    let (mut best_one, mut best_check) = (first, Duration::MAX);
    let document = whole(one.clone());
    let start = Instant::now();
    for round in 0..ROUNDS.1 {
        if round >= ROUNDS.0 && start.elapsed() > PATIENCE {
            break;
        }
        for (best, text) in best.iter_mut().zip(&texts) {
            *best = best.better(Times::of(text));
        }
        for _ in 0..20 {
            best_one = best_one.min(time(|| whole(one.clone())));
            best_check = best_check.min(time(|| check::check(&document.plan, Some(&document.text), Catalog::built_in(), check::RULES)));
        }
    }
    let mut out = io::stdout().lock();
    writeln!(out, "The source document alone ({} kB): first {}, then {}", one.len() / 1000, ms(first), ms(best_one))?;
    let share = 100.0 * best_check.as_secs_f64() / best_one.as_secs_f64();
    writeln!(out, "Checking it: {}, {share:.0}% of reading it\n", ms(best_check))?;
    writeln!(out, "{:>5} {:>21} {:>21} {:>21} {:>17}", "MB", "text", "layout", "read", "peak memory")?;
    for (at, text) in texts.iter().enumerate() {
        write!(out, "{:>5.1}", text.len() as f64 / MB as f64)?;
        for stage in [|times: &Times| times.text, |times: &Times| times.layout, |times: &Times| times.read] {
            let took = stage(&best[at]);
            // Per byte, so that texts that are not exactly double can be compared: 1.00 is linear.
            let per_byte = |at: usize| stage(&best[at]).as_secs_f64() / texts[at].len() as f64;
            let growth = if at == 0 { String::new() } else { format!("x{:.2}", per_byte(at) / per_byte(at - 1)) };
            write!(out, " {:>9.1} MB/s {growth:>6}", text.len() as f64 / MB as f64 / took.as_secs_f64())?;
        }
        match peak_of(text.len())? {
            Some(peak) => writeln!(out, " {:>5} MB {:>5.1}x", peak / MB, peak as f64 / text.len() as f64)?,
            None => writeln!(out, " {:>17}", "not known here")?,
        }
    }
    writeln!(out, "\ntext: bytes to normalised text; layout: to outline and tables; read: bytes to plan, all grammars on.")?;
    writeln!(out, "x: time per byte against the line above (1.00 is linear); peak memory against the input.")
}

#[derive(Clone, Copy)]
struct Times {
    text: Duration,
    layout: Duration,
    read: Duration,
}

impl Times {
    const WORST: Self = Self { text: Duration::MAX, layout: Duration::MAX, read: Duration::MAX };

    /// Copies are made, and results dropped, outside the clock.
    fn of(bytes: &[u8]) -> Self {
        let catalog = Catalog::built_in();
        let copy = bytes.to_vec();
        let start = Instant::now();
        let source = ingest::ingest(copy, &ingest::Opening::default())
            .map(|pages| normalise::normalise(pages, catalog, Threads::ONE))
            .expect("the fixture opens");
        let text = start.elapsed();
        let start = Instant::now();
        let laid_out = black_box(layout::layout(&source, 0, catalog));
        let layout = start.elapsed();
        drop((source, laid_out));
        let copy = bytes.to_vec();
        let start = Instant::now();
        let document = black_box(whole(copy));
        let read = start.elapsed();
        drop(document);
        Self { text, layout, read }
    }

    fn better(self, other: Self) -> Self {
        Self { text: self.text.min(other.text), layout: self.layout.min(other.layout), read: self.read.min(other.read) }
    }
}

fn whole(bytes: Vec<u8>) -> kehoach::Document {
    read(bytes, &Options::of("source.txt")).expect("the fixture opens")
}

fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let done = black_box(work());
    let took = start.elapsed();
    drop(done);
    took
}

/// The source document as often as it takes to reach `bytes`.
fn repeated(bytes: usize) -> io::Result<Vec<u8>> {
    let one = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/3162-qd-ubnd-son-la/source.txt"))?;
    Ok(one.repeat(bytes.div_ceil(one.len()).max(1)))
}

/// Peak memory, in bytes, of a process that reads a text of that length; none where the system does not tell.
fn peak_of(bytes: usize) -> io::Result<Option<usize>> {
    let output = Command::new(env::current_exe()?).args(["peak", &bytes.to_string()]).output()?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().parse().ok().filter(|&peak| peak > 0))
}

/// The most memory that this process ever held, in bytes (Linux).
fn peak() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse::<usize>().ok().map(|kilobytes| kilobytes * 1024)
}

fn ms(took: Duration) -> String {
    format!("{:.1} ms", took.as_secs_f64() * 1000.0)
}
