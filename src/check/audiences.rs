//! Audiences: what is for whom, and whether it contradicts itself.

use std::collections::BTreeMap;

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place, near_miss, quoted_list};
use crate::meeting::{AnnexContent, AnnexFile, Withheld, WithheldPart};

pub(super) const RULE: Rule = Rule {
    codes: &[&UNKNOWN_AUDIENCE, &WITHHOLDS_NOTHING, &NOTHING_FOR_AUDIENCE, &OPEN_MENTION, &CLOSED_FOR_ALL, &OPEN_FILE],
    check,
};

const UNKNOWN_AUDIENCE: Code = Code::error(
    "unknown-audience",
    "A part says that it is for an audience which the pack does not have, or an audience is named twice. The audiences of a pack \
     are those that it names under `audiences`, the one that knows most first, or else its body does.",
)
.of(Group::Completeness);
const WITHHOLDS_NOTHING: Code = Code::warning(
    "withholds-nothing",
    "`for` has no effect: it names the last audience, which gets what everybody gets; it names a wider audience than the part \
     around it, which nobody else gets anyway; or it names a key that the object does not have.",
)
.of(Group::Consistency);
const NOTHING_FOR_AUDIENCE: Code = Code::error(
    "nothing-for-audience",
    "An audience would get a pack that says nothing: every document, or every item, annex and decision, is withheld from it. \
     Leave the audience out, or withhold less.",
)
.of(Group::Contradiction);
const OPEN_MENTION: Code = Code::warning(
    "open-mention",
    "A part that everybody gets, or a wider audience, names something that is withheld from them: an open decision that was \
     taken under a closed item, an annex for members among the documents of an open item, an action of somebody who \
     took part in a closed part only. Readers see that there is something: its number, or \"a closed item\". Withhold the \
     mention, too, or take it out.",
)
.of(Group::Consistency);
const CLOSED_FOR_ALL: Code = Code::warning(
    "closed-for-all",
    "An item is closed, and everybody gets the files that belong to it: `closed` prints a word and withholds nothing. Name \
     audiences, and say for whom the item and its annexes are: `\"audiences\": [\"members\", \"public\"]`, `\"for\": \"members\"`.",
)
.of(Group::Consistency);

const OPEN_FILE: Code = Code::warning(
    "open-file",
    "A file of an annex is withheld at one place, and those from whom it is withheld get it at another: the whole file, or some of \
     the same pages. Only PDFs can be parted, by `pages`: list the file once for each audience, with other pages.",
)
.of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = names(subject);
    findings.extend(subject.meeting.withholdings.parts.iter().filter_map(|part| of_part(subject, part)));
    findings.extend(closed_for_all(subject));
    if subject.meeting.audiences().len() > 1 {
        findings.extend(nothing_left(subject));
        findings.extend(mentions(subject));
        findings.extend(open_files(subject));
    }
    findings
}

/// Audiences that are named twice.
fn names(subject: &Subject<'_>) -> Vec<Finding> {
    let mut first: BTreeMap<&str, Place> = BTreeMap::new();
    let mut findings = Vec::new();
    for name in subject.meeting.audiences() {
        match first.get(name.as_str()) {
            Some(place) => findings.push(
                Finding::new(&UNKNOWN_AUDIENCE, name.place, format!("the audience `{}` is named twice", name.as_str()))
                    .hint("keep one of the two")
                    .related(*place, "first named here"),
            ),
            None => drop(first.insert(name.as_str(), name.place)),
        }
    }
    findings
}

fn of_part(subject: &Subject<'_>, part: &Withheld) -> Option<Finding> {
    let meeting = subject.meeting;
    let names: Vec<&str> = meeting.audiences().iter().map(|name| name.as_str()).collect();
    let (name, place) = (part.audience.value.as_str(), part.audience.place);
    let Some(rank) = meeting.rank_of(name) else {
        let hint = match near_miss(name, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if names.is_empty() => {
                "name the audiences of the pack: `\"audiences\": [\"members\", \"public\"]`".to_owned()
            }
            None => format!("this pack has {}", quoted_list(names)),
        };
        return Some(Finding::new(&UNKNOWN_AUDIENCE, place, format!("there is no audience `{name}`")).hint(hint));
    };
    let useless = |message: String, hint: &str| Some(Finding::new(&WITHHOLDS_NOTHING, place, message).hint(hint));
    if let WithheldPart::Key { path, is_there: false } = &part.what {
        return useless(format!("there is no `{path}` to withhold"), "name a key that is there, or remove this");
    }
    if rank + 1 == names.len() {
        return useless(
            format!("`{name}` is everybody: this withholds nothing"),
            "name an audience before it, or remove this",
        );
    }
    let around = part.around.map(|at| &meeting.withholdings.parts[at]);
    let narrower = around.filter(|around| meeting.rank_at(around.place) < rank)?;
    let message = format!("this is for `{name}`, and lies in a part that is for `{}` only", narrower.audience.value);
    let finding =
        Finding::new(&WITHHOLDS_NOTHING, place, message).hint("remove it, or move the part out of the other one");
    Some(finding.related(narrower.audience.place, "the part around it"))
}

/// Audiences that get nothing.
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
        Some(Finding::new(&NOTHING_FOR_AUDIENCE, name.place, message).hint("leave the audience out, or withhold less"))
    });
    empty.collect()
}

/// Things that are named where more people read than get the thing.
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
    let finding = |(id, place): (String, Place)| {
        let (rank, given) = target(&id)?;
        let here = meeting.rank_at(place);
        // Where it is listed it is no mention.
        if rank >= here || place == given {
            return None;
        }
        let (who, from) = (names.get(rank)?, names.get(here)?);
        let message = format!("`{id}` is for `{who}`, and is named where `{from}` reads");
        let hint = format!("withhold the mention, too (`\"for\": \"{who}\"`), or take it out");
        Some(Finding::new(&OPEN_MENTION, place, message).hint(hint).related(given, "withheld here"))
    };
    uses.chain(references).filter_map(finding).collect()
}

/// People who are listed as participants, each with the widest audience that finds them there, and where.
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
            let message = format!("`{path}` is for `{who}` here, and `{from}` gets {what} at another place");
            let finding = Finding::new(&OPEN_FILE, file.file.place, message)
                .hint(format!("withhold it there, too, or give other `pages` for `{from}`; only PDFs can be parted"));
            findings.push(finding.related(widest.file.place, "open here"));
        }
    }
    findings
}

/// Closed items whose files everybody gets.
fn closed_for_all(subject: &Subject<'_>) -> Vec<Finding> {
    let meeting = subject.meeting;
    let everybody = meeting.audiences().len().saturating_sub(1);
    let of_files = |id: &str| {
        let annex = meeting.annex(id)?;
        let has_files = annex.contents().iter().any(|content| matches!(content, AnnexContent::Files(_)));
        (has_files && meeting.rank_at(annex.id.place) == everybody).then_some(annex)
    };
    let closed = meeting.definition.items().into_iter().map(|(item, _)| item).filter(|item| item.closed);
    closed
        .filter_map(|item| {
            let annex = item.documents.iter().find_map(|id| of_files(id.as_str()))?;
            let message = format!("this item is closed, and everybody gets the files of `{}`", annex.id.as_str());
            let hint = match meeting.audiences().first() {
                Some(first) => format!("say for whom they are: `\"for\": \"{}\"`", first.as_str()),
                None => {
                    "name audiences, and say for whom they are: `\"audiences\": [\"members\", \"public\"]`".to_owned()
                }
            };
            Some(Finding::new(&CLOSED_FOR_ALL, item.id.place, message).hint(hint).related(annex.id.place, "the annex"))
        })
        .collect()
}
