//! Whether a pack is what it says: for whoever is handed one, on any machine, without a network.
//!
//! A zip is held against its manifest, byte for byte; the manifest against its seal; the minutes against their
//! signatures; each PDF against the standards it claims; approvals against what the minutes say, and against a definition
//! if one is at hand. All that is wrong is told at once.
//!
//! It refuses to trust anything that a zip says of itself, and to write.

mod report;

use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::{SignedDuration, Timestamp};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

pub use report::{Check, Report, State, Subject};

use crate::bundle;
use crate::finding::count;
use crate::meeting::{Content, Date, Instant, Language, Meeting};
use crate::pack::{self, File, Opened};
use crate::pdf::{Proof, Standard};
use crate::sign::{self, Certificate, Later, Signature, Stamped};

/// What is looked at, and against what.
#[derive(Debug, Default)]
pub struct Wishes<'a> {
    /// Whose word on certificates is taken: authorities, or certificates themselves.
    pub trusted: Vec<Certificate>,
    /// The definition of the meeting, if it is at hand.
    pub definition: Option<&'a Meeting>,
    /// Whether the standards of the PDFs are left unproved, which takes most of the time.
    pub without_standards: bool,
}

/// How much later than its time stamp a signature may say that it was made: clocks differ.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_hours(1);

/// Examines a pack.
pub fn verify(zip: &[u8], wishes: &Wishes<'_>) -> Report {
    let opening = pack::open(zip);
    let mut report = Report::default();
    for fault in &opening.faults {
        report.add(Subject::Archive, State::Wrong, fault.name(), fault.to_string());
    }
    let Some(opened) = opening.opened else { return report };
    report.of = Some((opened.manifest.pack.clone(), opened.manifest.title.clone(), opened.manifest.status.clone()));
    if opening.faults.is_empty() {
        let words = format!("it is as it was made: {}", count(opened.manifest.files.len(), "document"));
        report.add(Subject::Archive, State::Right, "as-made", words);
    }
    let certificates = minutes(&opened, wishes, &mut report);
    seal(&opened, wishes, certificates.as_deref(), &mut report);
    approvals(&opened, wishes, &mut report);
    if !wishes.without_standards {
        standards(&opened, &mut report);
    }
    report
}

/// Whether a file is the one that the manifest lists; if not, that was told, and nothing else is worth telling of it.
fn unchanged<'a>(opened: &'a Opened, file: &File) -> Option<&'a [u8]> {
    let content = opened.files.get(&file.path)?;
    (pack::digest(content) == file.sha256).then_some(content)
}

/// Signatures on the minutes; gives the certificates that they are by, if all minutes are there and can be read.
fn minutes(opened: &Opened, wishes: &Wishes<'_>, report: &mut Report) -> Option<Vec<Certificate>> {
    let mut certificates = Vec::new();
    let mut all = true;
    for language in opened.manifest.content.keys() {
        if !opened.manifest.minutes().any(|file| file.language == *language) {
            let words = format!("there are no minutes in the language `{language}`");
            report.add(Subject::Signatures, State::Wrong, "no-minutes", words);
        }
    }
    for file in opened.manifest.minutes() {
        let Some(content) = unchanged(opened, file) else {
            all = false;
            continue;
        };
        // What comes from anywhere may bring a library down; that is a finding, and not the end.
        let examined = catch_unwind(AssertUnwindSafe(|| sign::examine_pdf(content))).ok().flatten();
        let Some((signatures, open)) = examined else {
            let words = format!("`{}` cannot be read", file.path);
            report.add(Subject::Signatures, State::Wrong, "unreadable", words);
            all = false;
            continue;
        };
        bound(opened, file, content, report);
        let there = signatures.iter().filter_map(|one| one.field.as_deref()).chain(open.iter().map(String::as_str));
        let there: Vec<&str> = there.collect();
        let expected = opened.manifest.signatories.iter().filter(|one| one.language == file.language);
        for one in expected.filter(|one| !there.contains(&one.person.as_str()) && opened.manifest.status == "adopted") {
            let words = format!("`{}` has no place for the signature of {}", file.path, one.name);
            report.add(Subject::Signatures, State::Wrong, "no-field", words);
        }
        for signature in &signatures {
            one_signature(opened, file, signature, wishes, report);
            certificates.extend(signature.read.as_ref().and_then(|read| read.chain.first()).cloned());
        }
        for field in open {
            let words = format!("{} has not signed `{}`", name_of(opened, &field), file.path);
            report.add(Subject::Signatures, State::Open, "not-signed", words);
        }
    }
    all.then_some(certificates)
}

/// Whether minutes are those of the pack, by the digest of what they say, which they carry.
fn bound(opened: &Opened, file: &File, content: &[u8], report: &mut Report) {
    let Some(digest) = opened.manifest.content.get(&file.language) else {
        let words = format!("the manifest does not state what `{}` says", file.path);
        return report.add(Subject::Approvals, State::Wrong, "no-content", words);
    };
    if sign::carried_content(content).as_deref() != Some(digest) {
        let words = format!("`{}` is not of what the manifest states and was approved", file.path);
        report.add(Subject::Approvals, State::Wrong, "other-minutes", words);
    }
}

fn name_of(opened: &Opened, id: &str) -> String {
    let one = opened.manifest.signatories.iter().find(|one| one.person == id);
    one.map_or_else(|| format!("`{id}`"), |one| one.name.clone())
}

fn one_signature(opened: &Opened, file: &File, signature: &Signature, wishes: &Wishes<'_>, report: &mut Report) {
    let who = name_of(opened, signature.field.as_deref().unwrap_or_default());
    let mut add = |state, name, words: String| report.add(Subject::Signatures, state, name, words);
    let Some(read) = &signature.read else {
        let words = format!("the signature of {who} on `{}` cannot be read", file.path);
        return add(State::Wrong, "unreadable", words);
    };
    let own_word = if signature.time(&wishes.trusted) == signature.at { " by its own word" } else { "" };
    let when =
        signature.time(&wishes.trusted).map(|at| format!(" on {}{own_word}", day_and_time(at))).unwrap_or_default();
    if !read.holds {
        let words = format!("the signature of {who} on `{}` does not hold: the file was changed", file.path);
        return add(State::Wrong, "broken", words);
    }
    match signature.later {
        Later::Changes => {
            let words = format!("`{}` was changed after {who} signed it{when}", file.path);
            return add(State::Wrong, "changed-after", words);
        }
        _ if !read.chain[0].names(&who) => {
            let owner = read.chain[0].subject();
            let words =
                format!("`{}` was signed for {who}{when} with the certificate of {owner}: is that so?", file.path);
            add(State::Open, "signed-for", words);
        }
        Later::Nothing => {
            add(State::Right, "signed", format!("{who} signed `{}`{when}; the whole file is covered", file.path))
        }
        Later::Signatures => {
            add(
                State::Right,
                "signed",
                format!("{who} signed `{}`{when}; since then it was only signed by others", file.path),
            );
        }
    }
    let adopted = opened.manifest.adopted.as_ref().and_then(|date| date.parse::<Date>().ok());
    if let (Some(at), Some(date)) = (signature.time(&wishes.trusted), adopted)
        && Instant(at).is_before(date)
    {
        let words = format!("{who} signed on {}, before the minutes were adopted on {date}", day_and_time(at));
        add(State::Wrong, "signed-before-adoption", words);
    }
    match &read.stamp {
        Some(Stamped::At(at, chain)) => {
            let says = chain.first().map(Certificate::subject).unwrap_or_default();
            add(
                State::Right,
                "time-stamped",
                format!("{says} says that this signature was there on {}", day_and_time(*at)),
            );
            if signature.at.is_some_and(|own| own.duration_since(*at) > CLOCKS_DIFFER) {
                add(
                    State::Wrong,
                    "time-otherwise",
                    format!("the signature of {who} says that it is younger than its time stamp"),
                );
            }
            if !wishes.trusted.is_empty() && !sign::leads_to(chain, &wishes.trusted, *at) {
                add(State::Open, "time-not-vouched-for", format!("nobody whom you trust vouches for {says}"));
            }
        }
        Some(Stamped::Broken) => {
            add(State::Wrong, "time-stamp-broken", format!("the time stamp on the signature of {who} does not hold"));
        }
        None => {}
    }
    trust(signature, wishes, Subject::Signatures, report);
}

/// Whether the certificate was valid, and whose word it is that it is the signer's.
fn trust(signature: &Signature, wishes: &Wishes<'_>, subject: Subject, report: &mut Report) {
    let Some(certificate) = signature.read.as_ref().and_then(|read| read.chain.first()) else { return };
    let (name, issuer) = (certificate.subject(), certificate.issuer());
    if let Some(at) = signature.time(&wishes.trusted).filter(|at| !certificate.is_valid_at(*at)) {
        let words = format!("the certificate of {name} was not valid on {}", day_and_time(at));
        return report.add(subject, State::Wrong, "certificate-not-valid", words);
    }
    if !certificate.is_for_signatures() {
        let words = format!("the certificate of {name} is not meant for signatures (key usage)");
        return report.add(subject, State::Wrong, "certificate-not-for-signatures", words);
    }
    if wishes.trusted.is_empty() {
        let whose = if issuer == name { format!("nobody but {name}") } else { issuer };
        let words =
            format!("{whose} says that the certificate is of {name}; give `--trust` to say whether you believe it");
        return report.add(subject, State::Open, "not-asked-whom-to-trust", words);
    }
    match signature.is_trusted(&wishes.trusted) {
        true => report.add(
            subject,
            State::Right,
            "trusted",
            match issuer == name {
                true => format!("the certificate of {name} is one that you trust itself"),
                false => format!("the certificate of {name} is vouched for by {issuer}"),
            },
        ),
        false => {
            let words = format!("nobody whom you trust vouches for the certificate of {name}");
            report.add(subject, State::Wrong, "not-trusted", words);
        }
    }
}

/// The seal on the manifest.
fn seal(opened: &Opened, wishes: &Wishes<'_>, signers: Option<&[Certificate]>, report: &mut Report) {
    let Some(seal) = &opened.seal else {
        // Whoever signs seals: without the seal, what the manifest says is anybody's word.
        let (state, words) = match signers.is_none_or(<[Certificate]>::is_empty) {
            true => (State::Open, "the pack is not sealed: nothing says who made it"),
            false => (State::Wrong, "the minutes are signed, and the seal was taken off: all else may be anybody's"),
        };
        return report.add(Subject::Seal, state, "not-sealed", words.to_owned());
    };
    let signature = sign::examine_detached(&opened.manifest_bytes, seal);
    let certificate = signature.read.as_ref().and_then(|read| read.chain.first());
    let Some(certificate) = certificate.filter(|_| signature.is_valid()) else {
        let words = "the seal does not hold: the manifest or the seal was changed".to_owned();
        return report.add(Subject::Seal, State::Wrong, "broken", words);
    };
    let when = signature.at.map(|at| format!(" on {}", day_and_time(at))).unwrap_or_default();
    report.add(Subject::Seal, State::Right, "sealed", format!("{} sealed the pack{when}", certificate.subject()));
    if signers.is_some_and(|signers| !signers.contains(certificate)) {
        let words =
            format!("{} sealed the pack, and did not sign the minutes with that certificate", certificate.subject());
        report.add(Subject::Seal, State::Wrong, "sealed-by-another", words);
    }
    trust(&signature, wishes, Subject::Seal, report);
}

/// Approvals, and what they were given to.
fn approvals(opened: &Opened, wishes: &Wishes<'_>, report: &mut Report) {
    let manifest = &opened.manifest;
    let sealed = opened.seal.as_ref().and_then(|seal| sign::examine_detached(&opened.manifest_bytes, seal).at);
    for approval in &manifest.approvals {
        let capacity = approval.capacity.as_ref().map(|words| format!(", {words},")).unwrap_or_default();
        let given = approval.at.parse::<Instant>().ok();
        let at = given.map_or(approval.at.clone(), |at| day_and_time(at.0));
        let (who, language) = (format!("{}{capacity}", approval.name), &approval.language);
        let (state, name, words) = match () {
            () if manifest.content.get(language) != Some(&approval.content) => {
                let words = format!("{who} approved something else than the minutes say ({language}) on {at}");
                (State::Wrong, "approved-otherwise", words)
            }
            () if given.zip(sealed).is_some_and(|(given, sealed)| given.0 > sealed) => {
                let words = format!("{who} approved the minutes ({language}) on {at}, after the pack was sealed");
                (State::Wrong, "approved-after-seal", words)
            }
            () if wishes.definition.is_some_and(|meeting| is_withdrawn(meeting, approval)) => {
                let words = format!("{who} approved the minutes ({language}) on {at}, and took that back since");
                (State::Wrong, "withdrawn", words)
            }
            () if sealed.is_none() => {
                let words =
                    format!("the manifest says that {who} approved the minutes ({language}) on {at}; no seal says so");
                (State::Open, "approved-unsealed", words)
            }
            () => (State::Right, "approved", format!("{who} approved what the minutes say ({language}) on {at}")),
        };
        report.add(Subject::Approvals, state, name, words);
    }
    let Some(meeting) = wishes.definition else { return };
    if manifest.content.is_empty() && meeting.documents().contains(&"minutes") {
        let words = "the definition at hand has minutes, and this pack has none".to_owned();
        report.add(Subject::Approvals, State::Wrong, "defined-otherwise", words);
    }
    for (language, digest) in &manifest.content {
        let tag = Language::new(language.as_str());
        let says = |content: Content| Content::digest(&content.texts());
        let same = says(Content::of(meeting, &tag)) == *digest;
        let same_procedure = manifest.procedure.get(language) == Some(&says(Content::of_procedure(meeting, &tag)));
        let (state, name, words) = match (same, same_procedure) {
            (true, true) => (State::Right, "as-defined", "the definition at hand says what these minutes say"),
            (true, false) => {
                let words =
                    "the definition at hand tells otherwise how these minutes came about (`history`, `silence`)";
                (State::Wrong, "defined-otherwise", words)
            }
            (false, _) => {
                let words = "the definition at hand says something else than these minutes";
                (State::Wrong, "defined-otherwise", words)
            }
        };
        report.add(Subject::Approvals, state, name, format!("{words} ({language})"));
    }
}

/// Whether an approval does not stand any more in the definition at hand.
fn is_withdrawn(meeting: &Meeting, approval: &pack::Approved) -> bool {
    let same = |one: &crate::meeting::Approval| {
        one.person.as_str() == approval.person
            && one.language.as_str() == approval.language
            && one.content.value == approval.content
    };
    let mut theirs = meeting.approvals.approvals.iter().filter(|one| same(one)).peekable();
    theirs.peek().is_some() && theirs.all(|one| one.withdrawn.is_some())
}

/// The standards that each document claims, by an independent validator.
fn standards(opened: &Opened, report: &mut Report) {
    let proved: Vec<(&File, Vec<(Standard, Proof)>)> = opened
        .manifest
        .files
        .par_iter()
        .filter_map(|file| {
            let content = unchanged(opened, file)?;
            Some((file, bundle::hold_against(content, &file.standards)))
        })
        .collect();
    for (file, proofs) in &proved {
        let mut met = Vec::new();
        for standard in &file.standards {
            let unknown = Proof::Unknown("it is not known here".to_owned());
            let proof = proofs.iter().find(|(one, _)| one.name() == standard).map_or(&unknown, |(_, proof)| proof);
            let (state, name, words) = match proof {
                Proof::Met => {
                    met.push(standard.as_str());
                    continue;
                }
                Proof::Broken(failures) => {
                    let words = format!("`{}` does not meet {standard}: {}", file.path, bundle::told(failures));
                    (State::Wrong, "standard-broken", words)
                }
                Proof::Unknown(why) => {
                    let words = format!("whether `{}` meets {standard} cannot be told: {why}", file.path);
                    (State::Open, "standard-unproved", words)
                }
            };
            report.add(Subject::Standards, state, name, words);
        }
        if !met.is_empty() {
            let words = format!("`{}` meets {}", file.path, met.join(" and "));
            report.add(Subject::Standards, State::Right, "standard-met", words);
        }
    }
}

/// "2026-05-04 09:30 UTC".
fn day_and_time(at: Timestamp) -> String {
    Instant(at).utc().strftime("%Y-%m-%d %H:%M UTC").to_string()
}
