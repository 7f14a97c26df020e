//! Temporary.
#![allow(clippy::print_stdout)]
use kehoach::{grammar::Catalog, ingest, layout, normalise};
fn main() {
    let c = Catalog::built_in();
    let f = std::env::args().nth(1).expect("file");
    let pages = ingest::ingest(std::fs::read(f).expect("read")).expect("ingest");
    let source = normalise::normalise(pages, c);
    let l = layout::layout(&source, c);
    let t = |w: &layout::form::Words| w.passage.text().chars().take(100).collect::<String>();
    let f = &l.form;
    for (n, v) in [
        ("letterhead", &f.letterhead),
        ("subject", &f.subject),
        ("basis", &f.basis),
        ("proposal", &f.proposal),
        ("preamble", &f.preamble),
        ("order", &f.order),
        ("recipients", &f.recipients),
        ("signature", &f.signature),
        ("att-letterhead", &f.attached_letterhead),
        ("att-title", &f.attached_title),
        ("att-to", &f.attached_to),
    ] {
        for w in v {
            println!("{n}: {}", t(w));
        }
    }
    println!("kind {:?} authority {:?}", f.kind.as_ref().map(|w| t(&w.0)), f.authority.as_ref().map(t));
    for a in &f.articles {
        println!("ART {:?}", a.iter().map(t).collect::<Vec<_>>());
    }
    for e in &l.outline.entries {
        println!(
            "{}{} [{}] {:?} {}",
            "  ".repeat(e.level as usize),
            e.id,
            e.marker.clone().map_or("", |m| &e.words.text()[m]),
            e.title.clone().map(|t| &e.words.text()[t]),
            if e.run_in { "run-in" } else { "" }
        );
        for c in &e.content {
            match c {
                layout::outline::Content::Paragraph(p) => {
                    println!("{}    {} {}", "  ".repeat(e.level as usize), p.id, p.words.text().chars().take(70).collect::<String>())
                }
                layout::outline::Content::Table(r) => {
                    println!(
                        "   TABLE tasks={} {:?}",
                        r.grid.lists_tasks,
                        r.grid.columns.iter().map(|c| (c.role, c.header.as_ref().map(|h| h.text().to_owned()))).collect::<Vec<_>>()
                    );
                    for row in &r.grid.rows {
                        println!(
                            "      {:?} {} {:?}",
                            row.kind,
                            row.cut,
                            row.cells.iter().map(|c| c.text().chars().take(25).collect::<String>()).collect::<Vec<_>>()
                        );
                    }
                }
            }
        }
    }
}
