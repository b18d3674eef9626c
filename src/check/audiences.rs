//! Audiences: finds parts whose `for` is unknown, has no effect, or contradicts other parts.

use std::collections::{BTreeMap, BTreeSet};

use super::closed::{closed, closed_places, holds_any};
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place, near_miss, quoted_and, quoted_list};
use crate::meeting::{AnnexFile, Withheld, WithheldPart};

pub(super) const RULE: Rule = Rule {
    codes: &[
        &UNKNOWN_AUDIENCE,
        &WITHHOLDS_NOTHING,
        &NOTHING_FOR_AUDIENCE,
        &OPEN_MENTION,
        &AUDIENCE_ORDER,
        &AUDIENCE_TITLE,
        &OPEN_FILE,
    ],
    check,
};

pub(super) const UNKNOWN_AUDIENCE: Code = Code::error(
    "unknown-audience",
    "A part is for an audience that the pack does not have, or an audience is listed twice. A pack lists its audiences under \
     `audiences`, beginning with the one that gets everything. If it has no such list, the list of its body applies.",
)
.of(Group::Completeness);
const WITHHOLDS_NOTHING: Code = Code::warning(
    "withholds-nothing",
    "`for` has no effect, for one of three reasons. It may name the last audience: what the last audience gets, everybody gets. \
     The part may lie inside a larger part that fewer audiences get. Or `for` names a key that the object does not have.",
)
.of(Group::Consistency);
const NOTHING_FOR_AUDIENCE: Code = Code::error(
    "nothing-for-audience",
    "An audience would get an empty pack: every document, or every item, annex and decision, is withheld from it. \
     Remove the audience from `audiences`, or withhold less.",
)
.of(Group::Contradiction);
const OPEN_MENTION: Code = Code::warning(
    "open-mention",
    "An audience gets a part that mentions something withheld from it. Examples: an open decision was taken under a closed \
     item; an annex for members is among the documents of an open item; an action is assigned to somebody who took part only in \
     a closed part. Readers then see that something is withheld: they see its number, or the words \"a confidential item\". \
     Withhold the mention as well, or remove it.",
)
.of(Group::Consistency);
const AUDIENCE_ORDER: Code = Code::error(
    "audience-order",
    "The audiences of a pack are in the wrong order. `audiences` begins with the one that gets everything, and ends with the \
     one that gets what everybody gets. Here one comes too early, judging by what its name says on pages. For example, if \
     `public` comes before `members`, the public gets what is withheld from members. Write `[\"members\", \"observers\", \
     \"public\"]`.",
)
.of(Group::Contradiction);

const AUDIENCE_TITLE: Code = Code::warning(
    "audience-title",
    "An audience has no name for readers, so its pages say its id. The program has names for `members`, `observers`, `staff`, \
     `press` and `public` in each language. Others need a title, in the pack or in its body: `\"audience_titles\": { \
     \"donors\": \"For donors\" }`.",
)
.of(Group::Completeness);

const OPEN_FILE: Code = Code::warning(
    "open-file",
    "A file of an annex is withheld in one place, but those from whom it is withheld get it in another: the whole file, or some \
     of the same pages. Withhold it in both. If it is a PDF, you can instead list the file once for each audience, with \
     different `pages`.",
)
.of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = listed_twice(subject);
    let closed = closed_places(subject.meeting);
    let parts = subject.meeting.withholdings.parts.iter();
    findings.extend(parts.filter_map(|part| of_part(subject, part, &closed)));
    findings.extend(order(subject));
    findings.extend(titles(subject));
    if subject.meeting.audiences().len() > 1 {
        findings.extend(nothing_left(subject));
        findings.extend(mentions(subject));
        findings.extend(open_files(subject));
    }
    findings
}

/// Finds audiences that are listed twice.
fn listed_twice(subject: &Subject<'_>) -> Vec<Finding> {
    let mut first: BTreeMap<&str, Place> = BTreeMap::new();
    let mut findings = Vec::new();
    for name in subject.meeting.audiences() {
        match first.get(name.as_str()) {
            Some(place) => findings.push(
                Finding::new(
                    &UNKNOWN_AUDIENCE,
                    name.place,
                    format!("the audience `{}` is listed twice", name.as_str()),
                )
                .hint("keep one of the two")
                .related(*place, "first listed here"),
            ),
            None => drop(first.insert(name.as_str(), name.place)),
        }
    }
    findings
}

/// Audiences that have words of their own, each with its place in the order: "Members and observers" get less than "Members only".
const KNOW: [(&str, usize); 5] = [("members", 0), ("staff", 0), ("observers", 1), ("press", 2), ("public", 3)];

/// Returns whether the program has words for an audience.
pub(super) fn is_known_audience(name: &str) -> bool {
    KNOW.iter().any(|(one, _)| *one == name)
}

/// Audiences without a title, and titles of none.
fn titles(subject: &Subject<'_>) -> Vec<Finding> {
    let meeting = subject.meeting;
    let names: Vec<&str> = meeting.audiences().iter().map(|name| name.as_str()).collect();
    // Labels of the body may name it, too, and those of its own templates are not read here.
    let style = meeting.style();
    let is_ours = style.own_templates().is_none_or(|set| set.as_str() == "plain");
    let has_words = |name: &str| {
        is_known_audience(name)
            || meeting.title_of_audience(name).is_some()
            || style.labels.get(&format!("audience-{name}")).is_some()
    };
    let without = meeting.audiences().iter().filter(|name| is_ours && !has_words(name.as_str()));
    let mut findings: Vec<Finding> = without
        .map(|name| {
            let message = format!("the audience `{0}` has no title: its pages say `{0}`", name.as_str());
            let hint = format!("add `\"audience_titles\": {{ \"{}\": \"…\" }}`", name.as_str());
            Finding::new(&AUDIENCE_TITLE, name.place, message).hint(hint)
        })
        .collect();
    let titled = meeting.definition.audience_titles.iter().map(|(name, _)| name);
    findings.extend(
        titled.filter(|name| !names.contains(&name.as_str())).map(|name| unknown(name.as_str(), name.place, &names)),
    );
    findings
}

/// An audience that stands before others who know more, by what the names of both say on pages.
fn order(subject: &Subject<'_>) -> Option<Finding> {
    let audiences = subject.meeting.audiences();
    let known = |name: &str| KNOW.iter().find(|(one, _)| *one == name).map(|(_, knows)| *knows);
    let mut named = BTreeSet::new();
    let first = audiences.iter().filter(|name| named.insert(name.as_str()));
    let known: Vec<_> = first.filter_map(|name| Some((name, known(name.as_str())?))).collect();
    let is_early = |at: usize| known[at + 1..].iter().any(|(_, knows)| *knows < known[at].1);
    let (early, _) = known.get((0..known.len()).find(|at| is_early(*at))?)?;
    let after = audiences.iter().skip_while(|name| name.as_str() != early.as_str()).skip(1);
    let after = quoted_and(after.map(|name| name.as_str()));
    let message = format!("`{}` is listed before {after}, so it gets what is withheld from them", early.as_str());
    Some(
        Finding::new(&AUDIENCE_ORDER, early.place, message)
            .hint("list first the audience that gets everything, and last the one that gets least"),
    )
}

fn unknown(name: &str, place: Place, names: &[&str]) -> Finding {
    let hint = match near_miss(name, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if names.is_empty() => {
            "name the audiences of the pack: `\"audiences\": [\"members\", \"public\"]`".to_owned()
        }
        None => format!("name one of its audiences: {}", quoted_list(names.iter().copied())),
    };
    Finding::new(&UNKNOWN_AUDIENCE, place, format!("there is no audience `{name}`")).hint(hint)
}

fn of_part(subject: &Subject<'_>, part: &Withheld, closed: &BTreeSet<Place>) -> Option<Finding> {
    let meeting = subject.meeting;
    let names: Vec<&str> = meeting.audiences().iter().map(|name| name.as_str()).collect();
    let (name, place) = (part.audience.value.as_str(), part.audience.place);
    let Some(rank) = meeting.rank_of(name) else {
        return Some(unknown(name, place, &names));
    };
    let useless = |message: String, hint: &str| Some(Finding::new(&WITHHOLDS_NOTHING, place, message).hint(hint));
    if let WithheldPart::Key { path, is_there: false } = &part.what {
        return useless(format!("there is no `{path}` to withhold"), "name a key that this object has, or remove this");
    }
    if rank + 1 == names.len() {
        // So an officer says that what belongs to a closed item is open on purpose.
        if holds_any(part.place, closed) {
            return None;
        }
        let hint = match names.as_slice() {
            [_] => "add an audience that gets less after it, as in `[\"members\", \"public\"]`, or remove this",
            _ => {
                "name an audience that comes before it in `audiences`, or remove this; `audiences` begins with the one that gets everything"
            }
        };
        return useless(format!("everybody gets what `{name}` gets, so this withholds nothing"), hint);
    }
    let around = part.around.map(|at| &meeting.withholdings.parts[at]);
    let narrower = around.filter(|around| meeting.rank_at(around.place) < rank)?;
    let message =
        format!("this is for `{name}`, but lies inside a part that is for `{}` only", narrower.audience.value);
    let finding = Finding::new(&WITHHOLDS_NOTHING, place, message)
        .hint("remove this `for`, or move the part out of the larger one");
    Some(finding.related(narrower.audience.place, "the larger part"))
}

/// Finds audiences whose pack would be empty.
fn nothing_left(subject: &Subject<'_>) -> Vec<Finding> {
    let meeting = subject.meeting;
    let definition = &meeting.definition;
    let rank = |place: Place| meeting.rank_at(place);
    let documents: Vec<usize> = definition.pack.iter().map(|paper| rank(paper.document.place)).collect();
    let items = definition.agenda.iter().map(|item| rank(item.id.place));
    let annexes = definition.annexes.iter().map(|annex| rank(annex.id.place));
    let decisions = definition.decisions.iter().map(|decision| rank(decision.id.place));
    let parts: Vec<usize> = items.chain(annexes).chain(decisions).collect();
    let without = |ranks: &[usize], audience: usize| !ranks.is_empty() && ranks.iter().all(|rank| *rank < audience);
    let audiences = meeting.audiences().iter().enumerate().skip(1);
    let empty = audiences.filter_map(|(at, name)| {
        let message = match () {
            () if without(&documents, at) => {
                format!("every document of this pack is withheld from `{}`", name.as_str())
            }
            () if without(&parts, at) => {
                format!("every item, annex and decision of this pack is withheld from `{}`", name.as_str())
            }
            () => return None,
        };
        Some(
            Finding::new(&NOTHING_FOR_AUDIENCE, name.place, message)
                .hint("remove the audience from `audiences`, or withhold less"),
        )
    });
    empty.collect()
}

/// Finds mentions of a withheld part in parts that a wider audience gets.
fn mentions(subject: &Subject<'_>) -> Vec<Finding> {
    let meeting = subject.meeting;
    let people = listed(subject);
    let target = |id: &str| {
        let listed = people.get(id).copied();
        listed.or_else(|| subject.index.place(id).map(|place| (meeting.rank_at(place), place)))
    };
    let uses = subject.parts.uses.iter().map(|(id, _)| (id.as_str().to_owned(), id.place));
    let references = subject.passages.iter().flat_map(|passage| {
        let markdown = passage.markdown.as_ref().into_iter().flat_map(|markdown| &markdown.references);
        markdown.map(|one| (one.id.clone(), passage.place(one.range.clone(), subject.sources)))
    });
    let names: Vec<&str> = meeting.audiences().iter().map(|name| name.as_str()).collect();
    let closed: BTreeSet<&str> = closed(&meeting.definition).iter().map(|item| item.id.as_str()).collect();
    let finding = |(id, place): (String, Place)| {
        let (rank, given) = target(&id)?;
        let here = meeting.rank_at(place);
        // The place where a person is listed is not a mention of the person.
        if rank >= here || place == given {
            return None;
        }
        let (who, from) = (names.get(rank)?, names.get(here)?);
        let mut of_item =
            meeting.definition.decisions.iter().filter(|one| one.items.iter().any(|item| item.place == place));
        if let Some(decision) = of_item.next() {
            // Of closed items all that is open is told at once.
            if here + 1 == names.len() && closed.contains(id.as_str()) {
                return None;
            }
            let message = format!(
                "the decision `{}` was taken under `{id}`, which is for `{who}`, but `{from}` gets its text",
                decision.id.as_str()
            );
            let hint = format!("withhold the decision as well: `\"for\": \"{who}\"`");
            let finding = Finding::new(&OPEN_MENTION, decision.id.place, message).hint(hint);
            return Some(finding.related(given, "withheld here"));
        }
        let message = format!("`{id}` is for `{who}`, but is mentioned in a part that `{from}` gets");
        let hint = format!("withhold the mention as well (`\"for\": \"{who}\"`), or remove it");
        Some(Finding::new(&OPEN_MENTION, place, message).hint(hint).related(given, "withheld here"))
    };
    uses.chain(references).filter_map(finding).collect()
}

/// Returns the people listed as participants, each with the widest audience that sees them listed, and the place.
fn listed<'a>(subject: &Subject<'a>) -> BTreeMap<&'a str, (usize, Place)> {
    let meeting = subject.meeting;
    let attendance = meeting.definition.attendance.as_ref();
    let participants = attendance.into_iter().flat_map(|one| &one.participants).filter_map(|one| one.who.as_ref());
    let represented = attendance.into_iter().flat_map(|one| &one.representatives).flat_map(|one| &one.people);
    let chairs = meeting.definition.chairs.iter().map(|chair| &chair.person);
    let mut ranks: BTreeMap<&str, (usize, Place)> = BTreeMap::new();
    for id in participants.chain(represented).chain(chairs) {
        let rank = meeting.rank_at(id.place);
        let known = ranks.entry(id.as_str()).or_insert((rank, id.place));
        if rank > known.0 {
            *known = (rank, id.place);
        }
    }
    ranks
}

/// Files that are withheld from some who get them elsewhere.
fn open_files(subject: &Subject<'_>) -> Vec<Finding> {
    let meeting = subject.meeting;
    let names: Vec<&str> = meeting.audiences().iter().map(|name| name.as_str()).collect();
    let mut shown: BTreeMap<&str, Vec<(usize, &AnnexFile)>> = BTreeMap::new();
    for file in meeting.definition.annexes.iter().flat_map(|annex| &annex.files) {
        let paths = [Some(&file.file), file.source.as_ref()].into_iter().flatten();
        paths.for_each(|path| shown.entry(path.value.as_str()).or_default().push((meeting.rank_at(path.place), file)));
    }
    let mut findings = Vec::new();
    for (path, all) in shown {
        // The one that most people get.
        let Some((rank, widest)) = all.iter().max_by_key(|(rank, file)| (*rank, file.pages.is_none())) else {
            continue;
        };
        for (own, file) in all.iter().filter(|(own, _)| own < rank) {
            let pages = [&file.pages, &widest.pages].map(|pages| pages.as_ref().map(|pages| &pages.value));
            let what = match pages {
                [_, None] => "all of it",
                [None, Some(_)] => continue,
                [Some(own), Some(widest)] if own.meet(widest) => "some of these pages",
                _ => continue,
            };
            let (who, from) = (names.get(*own).unwrap_or(&""), names.get(*rank).unwrap_or(&""));
            let message = format!("`{path}` is for `{who}` here, but `{from}` gets {what} in another place");
            let finding = Finding::new(&OPEN_FILE, file.file.place, message).hint(format!(
                "withhold it there, too; if it is a PDF, you can state which other `pages` `{from}` gets"
            ));
            findings.push(finding.related(widest.file.place, "open here"));
        }
    }
    findings
}
