//! What somebody may have meant.

/// Up to five of `known` that are near `wanted`, the nearest first: a few letters apart, or the same without what stands before it
/// (`PL.I.1` for `act:PL.I.1`).
pub(super) fn near<'k>(wanted: &str, known: impl IntoIterator<Item = &'k str>) -> Vec<String> {
    let wanted = wanted.to_lowercase();
    let reach = (wanted.chars().count() / 3).clamp(1, 4);
    let mut found: Vec<(usize, usize, &str)> = known
        .into_iter()
        .enumerate()
        .filter_map(|(at, name)| {
            let folded = name.to_lowercase();
            let ends = folded.strip_suffix(&wanted).is_some_and(|before| before.ends_with([':', '/', '.']));
            let distance = if ends { 0 } else { distance(&wanted, &folded, reach)? };
            Some((distance, at, name))
        })
        .collect();
    found.sort_unstable();
    let best = found.first().map_or(0, |(distance, ..)| *distance);
    found.retain(|(distance, ..)| *distance <= best + 1);
    found.truncate(5);
    found.into_iter().map(|(.., name)| name.to_owned()).collect()
}

/// Letters to insert, drop or change to make `a` of `b`; none if it takes more than `reach`.
fn distance(a: &str, b: &str, reach: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > reach {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
        if row.iter().all(|&steps| steps > reach) {
            return None;
        }
    }
    row.last().copied().filter(|&steps| steps <= reach)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_comes_first_and_the_far_not_at_all() {
        let known = ["act:PL.I.2", "act:PL.I.1", "II.3.b", "cit:1"];
        assert_eq!(near("act:PL.I.1x", known), ["act:PL.I.1", "act:PL.I.2"]);
        assert_eq!(near("PL.I.1", known), ["act:PL.I.1"], "the prefix forgotten");
        assert_eq!(near("II.3.B", known), ["II.3.b"]);
        assert!(near("zzzzzz", known).is_empty());
    }
}
