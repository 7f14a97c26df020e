//! The act itself: number, day, issuer, subject, legal basis, articles, recipients, signatory.

use std::ops::Range;

use crate::{
    grammar::{Catalog, Reading},
    layout::{
        Layout,
        form::{Form, Words},
        outline::Content,
    },
    normalise::reading,
    passage::Passage,
    plan::{
        Article, AttachedTo, Decision, Effective, Evidence, LegalBasis, Period, PlanInfo, Proposal, Recipient, Replaced, Rule, Signatory,
    },
};

use super::{Context, agency, calendar::Stretch, citation, date::Day, deadline};

/// Reads the act from the parts of its form; `passages` are all of which it is made.
#[must_use]
pub fn read(layout: &Layout, passages: &[&Passage], context: &Context<'_>) -> Decision {
    let (catalog, form) = (context.catalog, &layout.form);
    let mut decision = Decision::default();
    letterhead(&mut decision, form, context);
    if let Some((words, kind)) = &form.kind {
        decision.kind = Some(sentence_case(&reading::meant(&words.passage.text()[kind.clone()], catalog)));
        decision.evidence.push(evidence("kind", &words.passage, kind, "form/kind".into()));
    }
    let subject = subject(&mut decision, form, context);
    if !subject.is_empty() {
        decision.subject = Some(subject.text().to_owned());
        decision.evidence.push(evidence("subject", &subject, &subject.whole(), "layout/form".into()));
    }
    decision.legal_basis = form.basis.iter().flat_map(|words| clauses(&words.passage, context)).collect();
    decision.proposal = form.proposal.first().map(|words| proposal(&words.passage, catalog));
    decision.articles = form.articles.iter().filter_map(|article| self::article(article, catalog)).collect();
    recipients(&mut decision, &form.recipients, catalog);
    signatory(&mut decision, &form.signature, catalog);
    let articles = articles(layout, catalog);
    if articles.is_empty() {
        let told = passages.iter().flat_map(|passage| {
            catalog.find_all("form/replaces-in-body", passage).into_iter().map(|reading| replaced_act(&reading, passage))
        });
        decision.replaces.extend(told);
    }
    for article in articles {
        decision.replaces.extend(replaced(&article, catalog));
        if decision.effective.is_none() {
            decision.effective = effective(&Passage::concat(&article), decision.issued_on.as_deref(), catalog);
        }
    }
    decision
}

/// The paragraphs of each article: of the act itself, or, where they stand under chapters, of its outline.
fn articles(layout: &Layout, catalog: &Catalog) -> Vec<Vec<Passage>> {
    if !layout.form.articles.is_empty() {
        return layout.form.articles.iter().map(|article| article.iter().map(|words| words.passage.clone()).collect()).collect();
    }
    let mut articles: Vec<Vec<Passage>> = Vec::new();
    for entry in layout.outline.entries.iter().take_while(|entry| !entry.in_appendix) {
        if catalog.reads("form/article", &entry.words) {
            articles.push(Vec::new());
        }
        let Some(article) = articles.last_mut() else { continue };
        // With the colon behind a title; what runs in with it is a paragraph of its own.
        article.extend(entry.title.clone().filter(|_| !entry.run_in).map(|title| entry.words.slice(&(title.start..entry.words.len()))));
        article.extend(entry.content.iter().filter_map(|content| match content {
            Content::Paragraph(para) => Some(para.words.slice(&para.text)),
            Content::Table(_) => None,
        }));
    }
    articles
}

/// Reads what the form says of the plan that the act issues.
#[must_use]
pub fn plan_info(form: &Form, decision: &Decision, context: &Context<'_>) -> PlanInfo {
    let catalog = context.catalog;
    let mut info = PlanInfo::default();
    let issued_directly = decision.kind.as_deref().is_some_and(|kind| kind != "Quyết định" && kind != "Chỉ thị");
    let subject = Words::concat(&form.subject);
    let subject = of_issuer(&subject, catalog).map_or(subject.clone(), |reading| about(&subject, &reading));
    let (title, rule) = match form.attached_title.as_slice() {
        [] if issued_directly => (subject.clone(), "layout/form".into()),
        [] => named_in_article(form, catalog).unwrap_or_default(),
        title => (Words::concat(title), "layout/form".into()),
    };
    if !title.is_empty() {
        info.title = Some(title.text().to_owned());
        info.evidence.push(evidence("title", &title, &title.whole(), rule));
    }
    if let Some(issuer) = &decision.issuer {
        let passage = Passage::from_text(issuer);
        if let Some(reading) = catalog.find("form/jurisdiction", &passage) {
            info.jurisdiction = reading.words("unit", passage.text()).map(ToOwned::to_owned);
            let origin = decision.evidence.iter().find(|evidence| evidence.field == "issuer").map(|evidence| evidence.origin.clone());
            info.evidence.push(Evidence { field: "jurisdiction".into(), origin: origin.unwrap_or_default(), rule: reading.grammar.name() });
        }
    }
    // The subject of the act names the years where the plan's own title does not.
    for words in [title, subject] {
        if let Some(covered) = deadline::period(&words, context) {
            info.evidence.push(evidence("period", &words, &covered.range, covered.rule));
            let day = |day: Option<Day>| day.map(|day| day.to_string());
            info.period =
                Some(Period { start: day(covered.first.and_then(Stretch::first)), end: day(covered.last.and_then(Stretch::last)) });
            break;
        }
    }
    info.attached_to = form.attached_to.first().map(|words| attached_to(&words.passage, catalog));
    info
}

/// What the first article calls the plan that it approves: "Điều 1. Phê duyệt Kế hoạch … với các nội dung sau:".
fn named_in_article(form: &Form, catalog: &Catalog) -> Option<(Passage, Rule)> {
    let words = &form.articles.first()?.first()?.passage;
    let reading = catalog.find("form/plan-of-article", words)?;
    Some((words.slice(&words.trim(&reading.get("title")?)), reading.grammar.name()))
}

/// What the act is about. Where the title itself says who issued the act, when and under which number, this is taken from there unless
/// the letterhead has said so.
fn subject(decision: &mut Decision, form: &Form, context: &Context<'_>) -> Passage {
    let title = Words::concat(&form.subject);
    let Some(reading) = of_issuer(&title, context.catalog) else { return title };
    let mut tell = |field, range: &Range<usize>| decision.evidence.push(evidence(field, &title, range, reading.grammar.name()));
    if let Some(range) = reading.get("issuer").filter(|_| decision.issuer.is_none()) {
        decision.issuer = Some(agency::ordinary_case(&title.text()[range.clone()], context));
        tell("issuer", &range);
    }
    if let Some(range) = reading.get("number").filter(|_| decision.number.is_none()) {
        decision.number = Some(closed_up(&title.text()[range.clone()]));
        tell("number", &range);
    }
    if decision.issued_on.is_none() {
        decision.issued_on = day(&reading, title.text());
        if let (Some(first), Some(last)) = (reading.get("day"), reading.get("year")) {
            tell("issued_on", &(first.start..last.end));
        }
    }
    about(&title, &reading)
}

/// "CỦA THỦ TƯỚNG CHÍNH PHỦ SỐ … NGÀY … VỀ VIỆC …"
fn of_issuer<'c>(title: &Passage, catalog: &'c Catalog) -> Option<Reading<'c>> {
    catalog.find("form/of-issuer", title)
}

fn about(title: &Passage, reading: &Reading<'_>) -> Passage {
    reading.get("subject").map_or_else(Passage::default, |range| title.slice(&range))
}

fn evidence(field: &'static str, passage: &Passage, range: &Range<usize>, rule: Rule) -> Evidence {
    Evidence { field: field.into(), origin: passage.origin(range), rule }
}

/// "QUYẾT ĐỊNH" as "Quyết định".
fn sentence_case(printed: &str) -> String {
    let mut chars = printed.chars();
    let first = chars.next().map_or(String::new(), |first| first.to_uppercase().collect());
    first + &chars.as_str().to_lowercase()
}

/// White space taken out of a number.
fn closed_up(printed: &str) -> String {
    printed.split_whitespace().collect()
}

fn letterhead(decision: &mut Decision, form: &Form, context: &Context<'_>) {
    let catalog = context.catalog;
    let head = Words::concat(&form.letterhead);
    let mut taken: Vec<Range<usize>> = catalog.find_all("form/motto", &head).into_iter().map(|reading| reading.range).collect();
    // The number may stand behind the issuer in one paragraph, so each paragraph is asked.
    let mut offset = 0;
    for words in &form.letterhead {
        let passage = &words.passage;
        let moved = |range: &Range<usize>| range.start + offset..range.end + offset;
        if let Some(reading) = catalog.find("form/number", passage) {
            taken.push(moved(&reading.range));
            let number = reading.words("number", passage.text()).map(closed_up);
            if let Some(number) = number.filter(|number| decision.number.is_none() && number.starts_with(|c: char| c.is_ascii_digit())) {
                decision.number = Some(number);
                decision.evidence.push(evidence("number", passage, &passage.trim(&reading.range), reading.grammar.name()));
            }
        }
        // The motto may stand before the place in one paragraph, and is none itself.
        let mottos = catalog.find_all("form/motto", passage);
        let motto = mottos.last().map_or(0, |reading| reading.range.end);
        taken.extend(mottos.iter().map(|reading| moved(&reading.range)));
        let dated = catalog.group("form/place-date").find_map(|grammar| grammar.find_from(passage, motto));
        if let Some(reading) = dated {
            taken.push(moved(&reading.range));
            if let Some(place) = reading.words("place", passage.text()) {
                decision.place = Some(place.to_owned());
                decision.evidence.push(evidence("place", passage, &passage.trim(&reading.range), reading.grammar.name()));
            }
            if let Some(day) = day(&reading, passage.text()) {
                decision.issued_on = Some(day);
                decision.evidence.push(evidence("issued_on", passage, &reading.range, reading.grammar.name()));
            }
        }
        offset += if passage.is_empty() { 0 } else { passage.len() + 1 };
    }
    let issuer = issuer_in(&head, taken);
    let named = catalog.find("form/department", &issuer).and_then(|reading| reading.get("department"));
    let issuer = named.map_or(issuer.clone(), |department| issuer.slice(&department));
    let mut name = agency::ordinary_case(&reading::meant(issuer.text(), catalog), context);
    let mut source = issuer;
    let mut rule: Rule = "layout/form".into();
    if let Some(authority) = &form.authority {
        let printed = agency::ordinary_case(&reading::meant(authority.passage.text(), catalog), context);
        // A line that stops before the name ("… TỈNH") is completed from the letterhead.
        let ends_open = ["tỉnh", "thành phố"].iter().any(|unit| printed.to_lowercase().ends_with(unit));
        if !ends_open || name.is_empty() {
            (name, source, rule) = (printed, authority.passage.clone(), "form/authority".into());
        } else if printed.starts_with("Chủ tịch") && !name.starts_with("Chủ tịch") {
            (name, source, rule) = (format!("Chủ tịch {name}"), authority.passage.clone(), "form/authority".into());
        }
    }
    for words in &form.preamble {
        if let Some(reading) = catalog.find("form/enacts", &words.passage)
            && reading.words("issuer", words.passage.folded()).is_some_and(|issuer| issuer.starts_with("chủ tịch"))
            && !name.starts_with("Chủ tịch")
        {
            (name, source, rule) = (format!("Chủ tịch {name}"), words.passage.clone(), reading.grammar.name());
        }
    }
    if !name.is_empty() {
        decision.issuer = Some(name);
        decision.evidence.push(evidence("issuer", &source, &source.whole(), rule));
    }
}

/// What is left of a letterhead without motto, number, place and day.
fn issuer_in(head: &Passage, mut taken: Vec<Range<usize>>) -> Passage {
    taken.sort_by_key(|range| range.start);
    let mut left: Vec<Passage> = Vec::new();
    let mut start = 0;
    for range in taken.into_iter().chain(std::iter::once(head.len()..head.len())) {
        // Rules of dashes under the lines of a letterhead are no words.
        let words = start..range.start.max(start);
        let parts = head.text()[words.clone()].split("--").scan(words.start, |at, part| {
            let range = *at..*at + part.len();
            *at = range.end + 2;
            Some(range)
        });
        left.extend(
            parts
                .map(|part| head.trim(&part))
                .filter(|part| head.text()[part.clone()].chars().any(char::is_alphabetic))
                .map(|part| head.slice(&part)),
        );
        start = start.max(range.end);
    }
    Passage::concat(&left)
}

/// The day of captures `day`, `month`, `year`, as printed even where the calendar has none.
fn day(reading: &Reading<'_>, text: &str) -> Option<String> {
    let number = |name: &str| reading.words(name, text)?.trim().parse::<u32>().ok();
    Some(format!("{:04}-{:02}-{:02}", number("year")?, number("month")?, number("day")?))
}

/// The clauses of a paragraph of the legal basis.
fn clauses(passage: &Passage, context: &Context<'_>) -> Vec<LegalBasis> {
    let mut starts = vec![0];
    let next = context.catalog.find_all("form/next-document", passage);
    starts.extend(next.iter().filter_map(|reading| reading.get("start").map(|start| start.start)));
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain(std::iter::once(passage.len())).collect();
    starts
        .into_iter()
        .zip(ends)
        .filter_map(|(start, end)| {
            let range = passage.trim_final(&(start..end));
            let range = passage.behind_dash(&range);
            let clause = passage.slice(&range);
            (!clause.is_empty()).then(|| LegalBasis {
                reading: None,
                text: clause.text().to_owned(),
                citations: citation::read(&clause, context).into_iter().filter_map(|citation| citation.number).collect(),
                origin: passage.origin(&range),
                rule: "form/basis".into(),
            })
        })
        .collect()
}

fn proposal(passage: &Passage, catalog: &Catalog) -> Proposal {
    let reading = catalog.find("form/proposal", passage);
    let submission = catalog.find("form/submission", passage);
    let whole = passage.trim_final(&passage.whole());
    Proposal {
        text: passage.text()[whole.clone()].to_owned(),
        proposer: reading.as_ref().and_then(|reading| reading.words("proposer", passage.text()).map(|words| words.trim().to_owned())),
        number: submission.as_ref().and_then(|reading| reading.words("number", passage.text()).map(closed_up)),
        date: submission.as_ref().and_then(|reading| day(reading, passage.text())),
        origin: passage.origin(&whole),
        rule: reading.map_or("form/proposal".into(), |reading| reading.grammar.name()),
    }
}

fn article(paragraphs: &[Words], catalog: &Catalog) -> Option<Article> {
    let words = Words::concat(paragraphs);
    let reading = catalog.find("form/article", &words)?;
    let number = reading.words("number", words.text())?.parse().ok()?;
    let text = words.trim(&(reading.range.end..words.len()));
    Some(Article {
        reading: None,
        id: format!("art:{number}"),
        number,
        text: words.text()[text].to_owned(),
        origin: words.origin(&words.whole()),
        rule: reading.grammar.name(),
    })
}

/// The lines of "Nơi nhận", however they are broken, and the filing line.
fn recipients(decision: &mut Decision, lines: &[Words], catalog: &Catalog) {
    for words in lines {
        let passage = &words.passage;
        let label = catalog.find("form/recipients", passage);
        let start = label.map_or(0, |reading| passage.text()[..reading.range.end].trim_end_matches(['-', ' ']).len());
        for range in items(passage, start) {
            let line = passage.slice(&range);
            if line.is_empty() {
                continue;
            }
            let text = line.text().to_owned();
            if catalog.reads("form/filing", &line) {
                decision.filing = Some(text);
                decision.evidence.push(evidence("filing", passage, &range, "form/filing".into()));
            } else {
                decision.recipients.push(Recipient { reading: None, text, origin: passage.origin(&range) });
            }
        }
    }
}

/// Items of a list that runs on in one paragraph: `- A; - B.`
fn items(passage: &Passage, start: usize) -> Vec<Range<usize>> {
    let text = passage.text();
    let mut items = Vec::new();
    let mut from = start;
    let dashed = |at: &usize| text[*at..].trim_start().starts_with('-');
    let seams = text[start..].match_indices(';').map(|(at, _)| start + at + 1).filter(dashed).chain(std::iter::once(text.len()));
    for seam in seams {
        let trimmed = passage.trim_final(&(from..seam));
        items.push(passage.behind_dash(&trimmed));
        from = seam;
    }
    items
}

fn signatory(decision: &mut Decision, lines: &[Words], catalog: &Catalog) {
    let words = Words::concat(lines);
    if words.is_empty() {
        return;
    }
    let mut signatory = Signatory::default();
    let rule: Rule;
    if let Some(reading) = catalog.find("form/signatory", &words) {
        let part = |name: &str| reading.words(name, words.text()).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty());
        let prefixes: Vec<String> = [part("collective"), part("deputy")].into_iter().flatten().collect();
        signatory.capacity = (!prefixes.is_empty()).then(|| prefixes.join(" / "));
        signatory.title = part("title");
        signatory.name = part("name");
        rule = reading.grammar.name();
    } else if let Some(reading) = catalog.find("form/name", &words) {
        signatory.name = reading.words("name", words.text()).map(|name| name.trim().to_owned());
        signatory.title = reading.get("name").map(|name| words.text()[..name.start].trim().to_owned()).filter(|title| !title.is_empty());
        rule = reading.grammar.name();
    } else if let Some(reading) = catalog.find("form/signature", &words) {
        // A page that ends with the first line of the signature.
        signatory.capacity = Some(words.text()[words.trim(&words.whole())].to_owned());
        rule = reading.grammar.name();
    } else {
        return;
    }
    decision.signatory = Some(signatory);
    decision.evidence.push(evidence("signatory", &words, &words.whole(), rule));
}

fn attached_to(passage: &Passage, catalog: &Catalog) -> AttachedTo {
    let reading = catalog.find("form/attached-to", passage);
    let number = reading.as_ref().and_then(|reading| reading.words("number", passage.text()).map(closed_up));
    AttachedTo {
        text: passage.text().to_owned(),
        // A blank number ("số: /KH-UBND") is filled in by the signing program.
        number: number.filter(|number| number.starts_with(|c: char| c.is_ascii_digit())),
        date: reading.as_ref().and_then(|reading| day(reading, passage.text())),
        origin: passage.origin(&passage.whole()),
        rule: "form/attached-to".into(),
    }
}

/// The acts that an article replaces: named behind the words that say so, or each on a line of the list below them.
fn replaced(article: &[Passage], catalog: &Catalog) -> Vec<Replaced> {
    let mut replaced = Vec::new();
    let mut listed = false;
    for words in article {
        let mut readings = catalog.find_all("form/replaces", words);
        if listed && readings.is_empty() {
            readings.extend(catalog.find("form/replaced", words));
            listed = !readings.is_empty();
        }
        replaced.extend(readings.iter().map(|reading| replaced_act(reading, words)));
        listed |= catalog.reads("form/replaces-these", words);
    }
    replaced
}

fn replaced_act(reading: &Reading<'_>, words: &Passage) -> Replaced {
    // Without the letter or dash of a list.
    let named = reading.get("act").unwrap_or_else(|| reading.range.clone());
    Replaced {
        text: words.text()[named.clone()].to_owned(),
        number: reading.words("number", words.text()).map(closed_up),
        date: day(reading, words.text()),
        origin: words.origin(&named),
        rule: reading.grammar.name(),
    }
}

fn effective(words: &Passage, issued_on: Option<&str>, catalog: &Catalog) -> Option<Effective> {
    let reading = catalog.find("form/effective", words)?;
    let date = match reading.get("signing") {
        Some(_) => issued_on.map(ToOwned::to_owned),
        None => day(&reading, words.text()),
    };
    Some(Effective {
        text: words.text()[reading.range.clone()].to_owned(),
        date,
        origin: words.origin(&reading.range),
        rule: reading.grammar.name(),
    })
}
