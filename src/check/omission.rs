//! A known phrase of which a few words are missing in one place.

use super::subject::Line;

/// How many words at `at` are `phrase` with one to `most` words left out in one place, and which; none where nothing or more is left out.
pub(super) fn omitted<'p>(line: &Line<'_>, at: usize, phrase: &[&'p str], most: usize) -> Option<(usize, Vec<&'p str>)> {
    let same = phrase.iter().enumerate().take_while(|(nth, word)| line.word(at + nth) == Some(**word)).count();
    if same == phrase.len() || same < 2 {
        return None;
    }
    // At a comma or the like the phrase may simply end.
    (1..=most).find_map(|lost| {
        let rest = phrase.get(same + lost..).filter(|rest| !rest.is_empty())?;
        let holds = rest.iter().enumerate().all(|(nth, word)| line.word(at + same + nth) == Some(*word));
        let joined = line.gap(at + same - 1).chars().all(|c| c.is_whitespace() || matches!(c, ',' | '-' | '–'));
        (holds && joined).then(|| (same + rest.len(), phrase[same..same + lost].to_vec()))
    })
}
