//! Plots as SVG, in the page itself: each value stands beside its bar, so that nothing needs a pointer.

use std::fmt::Write as _;

use crate::cli::check::html::escape;

/// A histogram: how many there are of each class.
pub(super) fn columns(title: &str, classes: &[(String, u64)]) -> String {
    const WIDTH: f64 = 460.0;
    const HEIGHT: f64 = 170.0;
    const ABOVE: f64 = 16.0;
    const BELOW: f64 = 20.0;
    let most = classes.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1) as f64;
    let step = WIDTH / classes.len().max(1) as f64;
    let mut svg = open(title, WIDTH, HEIGHT);
    for (at, (class, count)) in classes.iter().enumerate() {
        let height = (HEIGHT - ABOVE - BELOW) * *count as f64 / most;
        let (left, top) = (step * at as f64, HEIGHT - BELOW - height);
        let middle = left + step / 2.0;
        let _ =
            write!(svg, "<rect class=\"bar\" x=\"{:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{height:.1}\"/>", left + 2.0, step - 4.0);
        if *count > 0 {
            let _ = write!(svg, "<text x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{count}</text>", top - 4.0);
        }
        let _ = write!(svg, "<text x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>", HEIGHT - 6.0, escape(class));
    }
    svg + "</svg>"
}

/// A bar for each name, one below the other.
pub(super) fn bars(title: &str, names: &[(String, u64)]) -> String {
    const WIDTH: f64 = 760.0;
    const NAME: f64 = 230.0;
    const COUNT: f64 = 70.0;
    const STEP: f64 = 20.0;
    let most = names.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1) as f64;
    let mut svg = open(title, WIDTH, STEP * names.len() as f64);
    for (at, (name, count)) in names.iter().enumerate() {
        let top = STEP * at as f64;
        let width = (WIDTH - NAME - COUNT) * *count as f64 / most;
        let (name, line) = (escape(name), top + 14.0);
        let _ = write!(
            svg,
            "<text x=\"{:.1}\" y=\"{line:.1}\" text-anchor=\"end\">{name}</text>\
             <rect class=\"bar\" x=\"{NAME:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{:.1}\"/>\
             <text x=\"{:.1}\" y=\"{line:.1}\">{count}</text>",
            NAME - 8.0,
            top + 3.0,
            STEP - 6.0,
            NAME + width + 6.0
        );
    }
    svg + "</svg>"
}

fn open(title: &str, width: f64, height: f64) -> String {
    format!("<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}\">", escape(title))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_bar_fills_the_plot_and_every_count_is_written() {
        let svg = columns("a < b", &[("0".to_owned(), 5), ("1–9".to_owned(), 10), ("10+".to_owned(), 0)]);
        assert!(svg.contains("aria-label=\"a &lt; b\"") && svg.contains("height=\"134.0\"") && svg.contains("height=\"67.0\""), "{svg}");
        assert!(svg.contains(">5</text>") && svg.contains(">10</text>") && !svg.contains(">0</text><text"), "{svg}");
        assert!(bars("x", &[("scanned".to_owned(), 3)]).contains(">3</text>"));
        assert!(columns("none", &[]).ends_with("</svg>"), "nothing to show is no error");
    }
}
