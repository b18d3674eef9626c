//! Signatures on the minutes: whose they are, and what they vouch for.

use jiff::SignedDuration;

use super::case::{Case, Minutes, day_and_time};
use super::{Report, State, Subject, trust};
use crate::meeting::{Date, Instant};
use crate::pack;
use crate::sign::{self, Certificate, Later, Proof, Purpose, Signature, Stamped, Trust};

/// The tolerance by which a signature's own time may be later than its time stamp: clocks differ.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_hours(1);

/// Checks the minutes of every edition, and holds the signatures against each other.
pub(super) fn check(case: &Case<'_>, report: &mut Report) {
    for minutes in &case.minutes {
        of_what_was_approved(case, minutes, report);
        from_those_of_the_pack(minutes, report);
        fields(case, minutes, report);
        for signature in &minutes.examined.signatures {
            one(case, minutes, signature, report);
        }
        for field in &minutes.examined.open {
            let words =
                format!("{} has not signed `{}`", case.name_of(field, &minutes.file.language), minutes.file.path);
            report.add(Subject::Signatures, State::Open, "not-signed", words);
        }
    }
    agree(case, report);
}

/// Names of those whose signature holds and vouches for this pack.
pub(super) fn vouching(case: &Case<'_>) -> Vec<String> {
    let mut signers: Vec<(&str, String)> = Vec::new();
    for (id, name, binding) in bindings(case) {
        if binding == case.binding && signers.iter().all(|(other, _)| *other != id) {
            signers.push((id, name));
        }
    }
    signers.into_iter().map(|(_, name)| name).collect()
}

/// Returns the digest that each signature that holds vouches for, with the id and the name of the signer.
fn bindings<'a>(case: &'a Case<'_>) -> impl Iterator<Item = (&'a str, String, &'a str)> {
    let signatures =
        case.minutes.iter().flat_map(|minutes| minutes.examined.signatures.iter().map(move |one| (minutes, one)));
    signatures.filter_map(|(minutes, signature)| {
        let id = signature.field.as_deref().unwrap_or_default();
        let holds = signature.read.as_ref().is_some_and(|read| read.proof == Proof::Holds);
        Some((id, case.name_of(id, &minutes.file.language), signature.binding.as_deref().filter(|_| holds)?))
    })
}

/// Checks whether all signers vouch for the same.
fn agree(case: &Case<'_>, report: &mut Report) {
    let all: Vec<(&str, String, &str)> = bindings(case).collect();
    let Some((id, first, binding)) = all.first() else { return };
    if let Some((other_id, other, _)) = all.iter().find(|(_, _, other)| other != binding) {
        let words = match id == other_id {
            true => format!("{first} vouches for different things in different editions"),
            false => format!("{first} and {other} vouch for different things: they have not signed the same pack"),
        };
        report.add(Subject::Signatures, State::Wrong, "vouch-for-different-things", words);
    }
}

/// Checks whether minutes are those of the pack, by the digest of what they say, which they carry.
fn of_what_was_approved(case: &Case<'_>, minutes: &Minutes<'_>, report: &mut Report) {
    let path = &minutes.file.path;
    let Some(digest) = case.opened.manifest.content.get(&minutes.file.language) else {
        let words = format!("the manifest does not state the content of `{path}`");
        return report.add(Subject::Approvals, State::Wrong, "no-content", words);
    };
    if minutes.examined.content.as_deref() != Some(digest) {
        let words = format!("the content of `{path}` is not what the manifest states and what was approved");
        report.add(Subject::Approvals, State::Wrong, "other-minutes", words);
    }
}

/// Checks whether minutes begin with those that the pack was made with, and nothing but signatures was added.
fn from_those_of_the_pack(minutes: &Minutes<'_>, report: &mut Report) {
    let path = &minutes.file.path;
    let mut add = |name, words: String| report.add(Subject::Signatures, State::Wrong, name, words);
    let signatures = &minutes.examined.signatures;
    let Some(unsigned) = &minutes.file.unsigned else {
        if !signatures.is_empty() {
            add("signed-unlisted", format!("`{path}` is signed, but the manifest says that it is not"));
        }
        return;
    };
    let beginning = minutes.content.get(..unsigned.size);
    match () {
        () if beginning.is_none_or(|beginning| pack::digest(beginning) != unsigned.sha256) => {
            add(
                "minutes-exchanged",
                format!("`{path}` does not begin with the minutes with which the pack was made: they were replaced"),
            );
        }
        () if signatures.is_empty() => {
            add("signatures-removed", format!("`{path}` was signed, but the signatures were removed"))
        }
        () if !minutes.examined.only_signed && signatures.iter().all(|one| one.later != Later::Changes) => {
            add("changed-before", format!("`{path}` was changed before it was signed"));
        }
        () => {}
    }
}

/// Checks whether those who have a place to sign are the signatories, no fewer and no others.
fn fields(case: &Case<'_>, minutes: &Minutes<'_>, report: &mut Report) {
    let (manifest, path) = (&case.opened.manifest, &minutes.file.path);
    let expected = || manifest.signatories.iter().filter(|one| one.language == minutes.file.language);
    let signed = minutes.examined.signatures.iter().filter_map(|one| one.field.as_deref());
    let there: Vec<&str> = signed.chain(minutes.examined.open.iter().map(String::as_str)).collect();
    for one in expected().filter(|one| !there.contains(&one.person.as_str()) && manifest.status == "adopted") {
        let words = format!("`{path}` has no field for the signature of {}", one.name);
        report.add(Subject::Signatures, State::Wrong, "no-field", words);
    }
    for field in there.iter().filter(|field| !expected().any(|one| one.person == **field)) {
        let words = format!("`{path}` has a field for the signature of `{field}`, who is not among its signatories");
        report.add(Subject::Signatures, State::Wrong, "no-signatory", words);
    }
}

fn one(case: &Case<'_>, minutes: &Minutes<'_>, signature: &Signature, report: &mut Report) {
    let (path, trusted) = (&minutes.file.path, &case.options.trusted);
    let who = case.name_of(signature.field.as_deref().unwrap_or_default(), &minutes.file.language);
    let mut add = |state, name, words: String| report.add(Subject::Signatures, state, name, words);
    let Some(read) = &signature.read else {
        return add(State::Wrong, "unreadable", format!("the signature of {who} on `{path}` cannot be read"));
    };
    let time = signature.time(trusted);
    let by_whom = if signature.stamped(trusted).is_none() { " according to the signer's clock" } else { "" };
    let when = time.map(|at| format!(" on {}{by_whom}", day_and_time(at))).unwrap_or_default();
    if read.proof == Proof::Broken {
        return add(
            State::Wrong,
            "broken",
            format!("the signature of {who} on `{path}` is not valid: the file was changed"),
        );
    }
    let since = match signature.later {
        Later::Nothing => Some("the whole file is covered"),
        Later::Signatures => Some("after that, only signatures were added"),
        Later::Changes => None,
    };
    match (since, read.proof) {
        (None, _) => add(State::Wrong, "changed-after", format!("`{path}` was changed after {who} signed it{when}")),
        (_, Proof::Unknown) => add(
            State::Open,
            "unknown-algorithm",
            format!("the signature of {who} on `{path}` cannot be determined to be valid: its algorithm is unknown"),
        ),
        (Some(since), _) => add(State::Right, "signed", format!("{who} signed `{path}`{when}; {since}")),
    }
    match &signature.binding {
        Some(binding) if *binding == case.binding => {}
        Some(_) => add(
            State::Wrong,
            "signed-another-pack",
            format!("{who} signed a different pack: a file, title, date, signatory or approval was changed after that"),
        ),
        None => add(
            State::Wrong,
            "not-bound",
            format!(
                "the signature of {who} on `{path}` does not bind the pack: everything else in it could be from anybody"
            ),
        ),
    }
    let adopted = case.opened.manifest.adopted.as_ref().and_then(|date| date.parse::<Date>().ok());
    if let (Some(at), Some(date)) = (time, adopted)
        && Instant(at).is_before(date)
    {
        let words = format!("{who} signed on {}, before the minutes were adopted on {date}", day_and_time(at));
        add(State::Wrong, "signed-before-adoption", words);
    }
    time_stamp(case, signature, &who, report);
    owner(case, minutes, signature, &who, report);
    trust::check(case, signature, report);
}

/// Checks whether the certificate is in the name of the signatory, or else known to be theirs.
fn owner(case: &Case<'_>, minutes: &Minutes<'_>, signature: &Signature, who: &str, report: &mut Report) {
    let Some(certificate) = signature.certificate().filter(|certificate| !certificate.names(who)) else { return };
    let (path, owner) = (&minutes.file.path, certificate.subject());
    let words = format!("`{path}` was signed for {who} with the certificate of {owner}");
    let is_theirs = signature.field.as_ref().and_then(|id| case.options.owners.get(id)) == Some(certificate);
    let mut signatories = case.opened.manifest.signatories.iter();
    let elsewhere =
        signatories.find(|one| Some(&one.person) == signature.field.as_ref() && certificate.names(&one.name));
    let (state, name, words) = match elsewhere {
        // A certificate is in one script, and a pack in several languages names its people in more than one.
        Some(one) => {
            (State::Open, "signed-for", format!("{words}, which is their name in the edition `{}`", one.language))
        }
        None if is_theirs => (State::Open, "signed-for", format!("{words}, which is kept in the workspace as theirs")),
        None if case.options.trusted.contains(certificate) => {
            (State::Open, "signed-for", format!("{words}, which you trust directly; check that it is theirs"))
        }
        None => {
            let words = format!(
                "{words}, not of {who}; if that certificate is theirs, give the certificate itself with `--trust`"
            );
            (State::Wrong, "signed-by-another", words)
        }
    };
    report.add(Subject::Signatures, state, name, words);
}

fn time_stamp(case: &Case<'_>, signature: &Signature, who: &str, report: &mut Report) {
    let trusted = &case.options.trusted;
    let mut add = |state, name, words: String| report.add(Subject::Signatures, state, name, words);
    match signature.read.as_ref().and_then(|read| read.stamp.as_ref()) {
        Some(Stamped::At(at, ways)) => {
            let says = ways.first().and_then(|way| way.first()).map(Certificate::subject).unwrap_or_default();
            let words = format!("{says} says that this signature was there on {}", day_and_time(*at));
            add(State::Right, "time-stamped", words);
            if signature.at.is_some_and(|own| own.duration_since(*at) > CLOCKS_DIFFER) {
                let words = format!("according to the signature of {who}, it is later than its time stamp");
                add(State::Wrong, "time-otherwise", words);
            }
            if !trusted.is_empty() && sign::trust(ways, trusted, *at, Purpose::TimeStamps) != Trust::Yes {
                add(State::Open, "time-not-vouched-for", format!("nobody you trust vouches for {says}"));
            }
        }
        Some(Stamped::Broken) => {
            add(State::Wrong, "time-stamp-broken", format!("the time stamp on the signature of {who} is not valid"));
        }
        Some(Stamped::Unknown) => {
            let words = format!("the time stamp on the signature of {who} is ignored: its algorithm is unknown");
            add(State::Open, "time-stamp-unknown", words);
        }
        None => {}
    }
}
