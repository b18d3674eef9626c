//! The validator's verdict on a file that is going to be merged.

use super::note::{Note, Verdict};
use super::wrapper::wrap;
use crate::pdf::{Damage, Failure, Limits, Opened, Proof, Provable, Refusal, Standard, guarded};

/// The number of broken rules that are reported.
const FIRST: usize = 5;

/// Returns what on the pages prevents PDF/A-2a and PDF/UA-1 (5 ms a page, and at most as much as the limits allow).
///
/// The validator sees the file as it is when merged: opened, without encryption and compression, rewritten, and with the
/// metadata of a pack. So errors only in how the file is written, which a merge corrects, are not reported.
///
/// # Errors
///
/// The file cannot be rewritten.
pub fn standards(opened: &Opened, limits: &Limits) -> Result<Vec<Note>, Refusal> {
    let provable = guarded(|| {
        let mut document = opened.document().clone();
        wrap(&mut document);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).map_err(|error| Refusal::Damaged(Damage::Unforeseen(error.to_string())))?;
        Ok(Provable::new(&document, bytes, limits))
    })?;
    let verdict = |standard| match &provable {
        Ok(provable) => match provable.hold_against(standard) {
            Proof::Broken(failures) => verdict(failures, standard).or_else(|| of_proof(provable, Proof::Met, standard)),
            proof => of_proof(provable, proof, standard),
        },
        Err(why) => Some(unknown(standard, why.clone())),
    };
    let (archival, accessible) = rayon::join(|| verdict(Standard::A2a), || verdict(Standard::Ua1));
    let notes = [archival.map(Note::NotArchival), accessible.map(Note::NotAccessible)];
    Ok(notes.into_iter().flatten().collect())
}

/// The result where no failure remains.
fn of_proof(provable: &Provable, proof: Proof, standard: Standard) -> Option<Verdict> {
    match provable.as_far_as_read(proof) {
        Proof::Unknown(why) => Some(unknown(standard, why)),
        Proof::Met | Proof::Broken(_) => None,
    }
}

/// The result for a file that the validator cannot check. It is not known what is wrong with it, so nothing may be claimed.
fn unknown(standard: Standard, why: String) -> Verdict {
    Verdict { standard: lowest(standard).name(), first_rules: vec![("validator".to_owned(), why)], count: None }
}

/// The level of PDF/A that includes no other.
fn lowest(standard: Standard) -> Standard {
    if standard == Standard::Ua1 { Standard::Ua1 } else { Standard::A2b }
}

/// The result for the failures that remain after those that a pack corrects are left out.
fn verdict(mut failures: Vec<Failure>, standard: Standard) -> Option<Verdict> {
    failures.retain(|failure| !is_of_pack(failure));
    // A link that is not tagged breaks the rule on links, and the one on all marks of a page.
    let page = |failure: &Failure| failure.message.rsplit_once("(page ").map(|(_, page)| page.to_owned());
    let links: Vec<_> = failures.iter().filter(|one| clause(one).starts_with("7.18.5")).map(page).collect();
    failures.retain(|failure| clause(failure) != "7.18.1" || !links.contains(&page(failure)));
    let levels = failures.iter().map(|failure| level(clause(failure))).max()?;
    let standard = if standard == Standard::Ua1 { Standard::Ua1 } else { levels };
    let count = Some(failures.len());
    let first_rules = failures.into_iter().take(FIRST).map(|failure| (failure.rule, failure.message));
    Some(Verdict { standard: standard.name(), first_rules: first_rules.collect(), count })
}

/// The clause in `ISO 19005-2:2011:6.2.11.7.2:1`, the third part.
fn clause(failure: &Failure) -> &str {
    failure.rule.split(':').nth(2).unwrap_or_default()
}

/// The lowest level that asks what a clause says: 6.2.11.7.2 is for levels U and A, 6.2.11.7.3 and 6.7 for A.
fn level(clause: &str) -> Standard {
    match clause {
        "6.2.11.7.2" => Standard::A2u,
        "6.2.11.7.3" => Standard::A2a,
        _ if clause.starts_with("6.7") => Standard::A2a,
        _ => Standard::A2b,
    }
}

/// Returns whether a rule is met by the pack, however the file is: how bytes are written (header, trailer,
/// cross-references, the frame of objects, and where streams end, which the validator (0.12) gets wrong for those that
/// end with a carriage return); that there is a tree of tags, as a pack always has one, while what of the pages is not
/// in it is another rule; and what signatures cover, as none outlives a merge and there is a note of that.
fn is_of_pack(failure: &Failure) -> bool {
    const RULES: [&str; 4] = [":6.1.7.1:1", ":6.1.7.1:2", ":6.7.3.3:1", ":7.1:11"];
    matches!(clause(failure), "6.1.2" | "6.1.3" | "6.1.4" | "6.1.9" | "6.4.3")
        || RULES.iter().any(|rule| failure.rule.ends_with(rule))
}
