//! Signing a pack: the minutes of every edition, and the manifest.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::approve::{Refusal, in_office};
use super::audiences::{file_name, whole_file_name};
use super::drawn::appearance;
use super::inputs::Shared;
use super::policy::Policy;
use super::run::run;
use super::signed::{Owners, owner_file, owners};
use super::work::Work;
use super::{Event, Request, SeverityOverrides, Workers, apart};
use crate::compose::Appearance;
use crate::finding::{Finding, Sources};
use crate::meeting::{CheckSettings, Date, Instant, Language, Status};
use crate::pack::{self, File, Opened, Opening};
use crate::sign::{self, Authority, Certificate, Key, Placing, Problem};
use crate::typeset::Fonts;
use crate::verify;
use crate::worker::{WorkerCommand, WorkerLimits};
use crate::workspace::{Files, PackAddress, Workspace, former, hold_both, scratch_folder, write_whole};

/// A signature that is to be given.
pub struct Signing<'a> {
    /// The id of the signer; without it, the signer is the person whom the certificate names.
    pub person: Option<String>,
    /// Their key.
    pub key: &'a Key,
    /// When.
    pub at: Instant,
    /// Whom to ask for a time stamp.
    pub authority: Option<Authority<'a>>,
    /// True if the certificate may have another name than the person.
    pub any_name: bool,
    /// Trusted certificates, for verifying earlier signers; not used if there are none.
    pub trusted: Vec<Certificate>,
}

/// A pack that was signed.
#[derive(Debug)]
pub struct Signed {
    /// The zip.
    pub bytes: Vec<u8>,
    /// The pack's id.
    pub pack: String,
    /// The id and name of the signer.
    pub signer: (String, String),
    /// The minutes that were signed.
    pub minutes: Vec<String>,
    /// Ids of those who have not signed yet.
    pub open: Vec<String>,
    /// True if there are packs for other audiences, which are extracts of it.
    pub has_extracts: bool,
}

/// The result of signing a pack of a workspace.
#[derive(Debug)]
pub struct SignedPack {
    /// The pack, and where it was written; or why it was not.
    pub done: Result<(Signed, Vec<PathBuf>), Refusal>,
    /// The findings that prevent it.
    pub findings: Vec<Finding>,
    /// The texts that the findings' places point into.
    pub sources: Sources,
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::of_pack(problem.message, problem.hint)
    }
}

impl From<pack::Error> for Refusal {
    fn from(error: pack::Error) -> Self {
        Self::of_pack(format!("the pack cannot be put together: {error}"), "please report this as a bug")
    }
}

/// Signs a pack of a workspace: what was signed before by others, else what is built now. The result goes into the pack's
/// folder, from where every later build takes it as it is, and to `out`.
pub fn sign_pack(workspace: &Workspace, address: &PackAddress, out: &Path, signing: &Signing<'_>) -> SignedPack {
    let policy = Policy::new(&SeverityOverrides::default(), &CheckSettings::default()).0;
    let mut work = Work::new(workspace, address, &policy);
    let done = work.sign(out, signing);
    let findings = work.findings.into_iter().filter(Finding::is_error).collect();
    SignedPack { done, findings, sources: work.sources }
}

impl Work<'_> {
    fn sign(&mut self, out: &Path, signing: &Signing<'_>) -> Result<(Signed, Vec<PathBuf>), Refusal> {
        let stopped = || Refusal::of_pack("the pack has errors", "correct them first");
        // From before anything is read: whoever signs meanwhile signs this, or is signed after.
        let file = super::definition(self.workspace, self.pack).map(|meeting| whole_file_name(&meeting));
        let file = file.unwrap_or_else(|| file_name(&self.pack.id, None));
        let paths = [self.workspace.root.join(self.pack.signed()), out.join(file)];
        let [kept, there] = hold_both([&paths[0], &paths[1]])?;
        let (meeting, signed) = self.check_signed().ok_or_else(stopped)?;
        if !meeting.definition.status().is_final() {
            let status = meeting.definition.status().name();
            let message = format!("the minutes are `{status}`, and only adopted minutes can be signed");
            return Err(Refusal::of_pack(message, "sign them when their status is `adopted`"));
        }
        let base = match self.latest_signed(&meeting, signed, there.former(), &paths[1])? {
            Some(signed) => signed,
            None if self.is_for_worker() => self.assemble_apart().ok_or_else(stopped)?,
            None => {
                let (fonts, findings) = Fonts::load(&self.workspace.files);
                self.record(findings);
                let whole = self.audiences(&meeting, None).ok_or_else(stopped)?.remove(0).meeting;
                self.assemble(&whole, &|| &fonts, &Shared::read(&self.workspace.files), &Request::default())
                    .ok_or_else(stopped)?
                    .bytes
            }
        };
        if crate::finding::has_errors(&self.findings) {
            return Err(stopped());
        }
        let owners = owners(self.workspace, self.pack, &meeting).map_err(|unreadable| {
            self.record(unreadable);
            stopped()
        })?;
        let signed = sign_for(&base, signing, owners, &self.workspace.files)?;
        let person = meeting.registry.people.get(&signed.signer.0);
        let day = signing.at.utc().date();
        if let Some(person) = person.filter(|person| !person.is_in_office(day)) {
            let message = format!("{} is not in office on {day} ({})", signed.signer.1, in_office(person));
            return Err(Refusal::of_pack(
                message,
                "have somebody sign who is in office, or correct `terms` in the registry",
            ));
        }
        let certificate = signing.key.certificate();
        if !certificate.names(&signed.signer.1) {
            // Who looks at the pack from here knows by it whose the certificate is.
            let owner = self.workspace.root.join(self.pack.file(&owner_file(&signed.signer.0)));
            write_whole(&owner, certificate.to_pem().as_bytes())?;
        }
        kept.replace(&signed.bytes)?;
        there.replace(&signed.bytes)?;
        // As messages name files: from where the user is.
        let kept = format!("{}{}", self.workspace.prefix, self.pack.signed());
        let [_, there] = paths;
        Ok((signed, vec![kept.into(), there]))
    }

    /// Returns whether this pack is for a process of its own.
    fn is_for_worker(&self) -> bool {
        let files = &self.workspace.files;
        WorkerCommand::of_this_program(apart::PACKS).is_some()
            && (!apart::brought(files, true).is_empty() || apart::brings_files(files, self.pack))
    }

    /// Has the pack put together by a process of its own; what was found is what that one found.
    fn assemble_apart(&mut self) -> Option<Vec<u8>> {
        let folder = scratch_folder().ok()?;
        let workers = WorkerCommand::of_this_program(apart::PACKS).map(|command| Workers {
            command,
            packs: 1,
            limits: WorkerLimits::default(),
        });
        let out = Some(folder.path().to_path_buf());
        let request = Request { packs: vec![self.pack.clone()], out, workers, ..Request::default() };
        let done = Mutex::new(None);
        run(self.workspace, &request, &|event| {
            if let Event::Pack(_, outcome) = event {
                *done.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
            }
        });
        let outcome = done.into_inner().unwrap_or_else(PoisonError::into_inner)?;
        (self.findings, self.sources) = (outcome.findings, outcome.sources);
        former(&outcome.built.first()?.path).ok()?
    }
}

/// Signs a pack that is a zip. Templates, labels and fonts for what the field shows are taken from `files` or, failing
/// those, the program.
///
/// # Errors
/// If anything is wrong with the zip, its minutes are not adopted, or key, certificate and person do not fit.
pub fn sign_zip(zip: &[u8], signing: &Signing<'_>, files: &dyn Files) -> Result<Signed, Refusal> {
    sign_for(zip, signing, Owners::new(), files)
}

fn sign_for(zip: &[u8], signing: &Signing<'_>, owners: Owners, files: &dyn Files) -> Result<Signed, Refusal> {
    let opening = pack::open(zip);
    if let Some(fault) = opening.faults.first() {
        return Err(Refusal::of_pack(
            format!("this pack was changed since it was built: {fault}"),
            "use the zip as you received it; if it was never signed, build it again",
        ));
    }
    is_sound(&opening, signing, owners)?;
    let Some(opened) = opening.opened else { return Err(Refusal::of_pack("this is not a pack", "build it again")) };
    if opened.manifest.status != Status::Adopted.name() {
        let message = format!("the minutes are `{}`, and only adopted minutes can be signed", opened.manifest.status);
        return Err(Refusal::of_pack(message, "sign them when their status is `adopted`"));
    }
    in_time(&opened, signing.at)?;
    let signer = signer(&opened, signing)?;
    check_certificate(signing, &signer.1)?;
    let fonts = Fonts::load(files).0;
    let mut changed = BTreeMap::new();
    let binding = opened.manifest.binding();
    for file in opened.manifest.minutes() {
        let field = Field { opened: &opened, file, person: &signer.0, binding: &binding };
        changed.insert(file.path.clone(), field.sign(signing, files, &fonts)?);
    }
    let minutes: Vec<String> = changed.keys().cloned().collect();
    let seal =
        |manifest: &[u8]| -> Result<Vec<u8>, Refusal> { Ok(sign::sign_detached(manifest, signing.key, signing.at.0)?) };
    let open = minutes.first().and_then(|path| sign::examine_pdf(&changed[path], 0)).map(|examined| examined.open);
    let bytes = pack::seal(&opened, &changed, seal)?.bytes;
    let has_extracts = opened.manifest.audience.is_some();
    Ok(Signed {
        bytes,
        pack: opened.manifest.pack.clone(),
        signer,
        minutes,
        open: open.unwrap_or_default(),
        has_extracts,
    })
}

/// Checks that nothing is wrong with a pack: a signer vouches for everything in it, including earlier signatures.
fn is_sound(opening: &Opening, signing: &Signing<'_>, owners: Owners) -> Result<(), Refusal> {
    let options = verify::VerifyOptions {
        trusted: signing.trusted.clone(),
        owners,
        without_standards: true,
        ..verify::VerifyOptions::default()
    };
    match verify::examine(opening, &options).wrong_in_itself().next() {
        None => Ok(()),
        Some(check) => Err(Refusal::of_pack(
            format!("this pack is not valid: {}", check.words),
            "do not sign it; `packwright verify` says more; if it was never signed, build it again",
        )),
    }
}

/// Checks that the signed minutes were approved and adopted by then.
fn in_time(opened: &Opened, at: Instant) -> Result<(), Refusal> {
    let manifest = &opened.manifest;
    let is_later = |approval: &&pack::Approved| approval.at.parse::<Instant>().is_ok_and(|given| given > at);
    if let Some(approval) = manifest.approvals.iter().find(is_later) {
        let message = format!("{} approved the minutes at {}, which is after {at}", approval.name, approval.at);
        return Err(Refusal::of_pack(message, "sign after they are approved"));
    }
    let adopted = manifest.adopted.as_ref().and_then(|date| date.parse::<Date>().ok());
    if let Some(date) = adopted.filter(|date| at.is_before(*date)) {
        let message = format!("the minutes were adopted on {date}, which is after {at}");
        return Err(Refusal::of_pack(message, "sign after they are adopted"));
    }
    Ok(())
}

/// The signer: as stated, or the signatory whom the certificate names.
fn signer(opened: &Opened, signing: &Signing<'_>) -> Result<(String, String), Refusal> {
    let signatories = &opened.manifest.signatories;
    if let Some(audience) = opened.manifest.audience.as_ref().filter(|_| verify::is_extract(&opened.manifest)) {
        return Err(Refusal::of_pack(
            format!("this is an extract, for `{audience}`: only the pack that says everything is signed"),
            "sign the pack of the first audience, and build again: the extracts then say of which minutes they are",
        ));
    }
    if signatories.is_empty() {
        return Err(Refusal::of_pack(
            "these minutes name no signatories",
            "state them under `signatories`, and build the pack again; whoever has approved the minutes has to approve them \
             again, since they include who signs",
        ));
    }
    let certificate = signing.key.certificate();
    let mut possible =
        signatories.iter().filter(|one| signing.person.as_ref().is_none_or(|person| *person == one.person));
    // The editions of a pack may name a person in several scripts; a certificate does in one.
    let named = possible.clone().find(|one| certificate.names(&one.name));
    let found = named.or_else(|| possible.next().filter(|_| signing.person.is_some()));
    let mut ids: Vec<&str> = signatories.iter().map(|one| one.person.as_str()).collect();
    let mut seen = std::collections::BTreeSet::new();
    ids.retain(|id| seen.insert(*id));
    let list = crate::finding::quoted_list(ids);
    match (found, &signing.person) {
        (Some(one), _) => Ok((one.person.clone(), one.name.clone())),
        (None, Some(id)) => {
            Err(Refusal::of_use(format!("`{id}` is not a signatory of these minutes"), format!("{list} can")))
        }
        (None, None) if signatories.iter().any(|one| certificate.names_misread(&one.name)) => Err(misread(certificate)),
        (None, None) => Err(Refusal::of_use(
            format!(
                "the certificate is in the name of {}, who is not a signatory of these minutes",
                certificate.subject()
            ),
            format!("use the certificate of {list}; if this one is theirs, say so: `--as ID --any-name`"),
        )),
    }
}

/// The name in a certificate has letters that were taken apart when it was made.
fn misread(certificate: &Certificate) -> Refusal {
    let message = format!(
        "the name in the certificate is `{}`: its letters beyond A to Z were read in another encoding when it was made",
        certificate.subject()
    );
    Refusal::of_pack(message, "make the certificate anew with the option `-utf8`: `openssl req -utf8 …`")
}

/// Checks that the certificate may be used: it is valid, for signatures, and the person's.
fn check_certificate(signing: &Signing<'_>, name: &str) -> Result<(), Refusal> {
    let certificate = signing.key.certificate();
    let (from, until) = certificate.validity();
    let at = signing.at;
    if at.0 < from {
        let message = format!("the certificate of {} is not valid before {}", certificate.subject(), Instant(from));
        return Err(Refusal::of_pack(message, "sign later, or use another certificate"));
    }
    if at.0 > until {
        let message = format!("the certificate of {} has expired on {}", certificate.subject(), Instant(until));
        return Err(Refusal::of_pack(message, "use a valid certificate"));
    }
    if !certificate.is_for_signatures() {
        let message = format!("the certificate of {} is not meant for signatures (key usage)", certificate.subject());
        let hint = "use a certificate with the key usage digitalSignature or nonRepudiation, not that of a web server";
        return Err(Refusal::of_pack(message, hint));
    }
    if !signing.any_name && certificate.names_misread(name) && !certificate.names(name) {
        return Err(misread(certificate));
    }
    if !signing.any_name && !certificate.names(name) {
        let message = format!("the certificate is in the name of {}, but {name} has to sign", certificate.subject());
        let hint = "use that person's certificate, or `--any-name` if this one is theirs; titles before names belong in `courtesy`";
        return Err(Refusal::of_pack(message, hint));
    }
    Ok(())
}

/// The place for a signature in the minutes of an edition.
struct Field<'a> {
    opened: &'a Opened,
    file: &'a File,
    /// The id of the signer, which is the name of the field.
    person: &'a str,
    /// The digest of everything else that is vouched for.
    binding: &'a str,
}

impl Field<'_> {
    fn sign(&self, signing: &Signing<'_>, files: &dyn Files, fonts: &Fonts) -> Result<Vec<u8>, Refusal> {
        let Self { opened, file, person, binding } = *self;
        let bytes = opened.files.get(&file.path).map(Vec::as_slice).unwrap_or_default();
        let named = || opened.manifest.signatories.iter().filter(|one| one.person == person);
        let of_edition = named().find(|one| one.language == file.language);
        let name = of_edition.or_else(|| named().next()).map_or(person, |one| one.name.as_str());
        let size = sign::field_size(bytes, person)?;
        let certificate = signing.key.certificate();
        let mut shown = Appearance {
            language: Language::new(file.language.as_str()),
            size,
            name: name.to_owned(),
            signer: (!certificate.names(name)).then(|| certificate.subject()),
            at: signing.at,
            certificate: Some((certificate.subject(), certificate.issuer())),
            serial: certificate.serial(),
        };
        let appearance = appearance(&shown, files, fonts).or_else(|_| {
            // Names in a certificate may be in any script; its number always can be printed.
            shown.certificate = None;
            appearance(&shown, files, fonts)
        });
        let appearance = appearance.map_err(|finding| {
            let hint = "check the templates and labels of the workspace";
            Refusal::of_pack(format!("the signature field cannot be printed: {}", finding.message), hint)
        })?;
        let placing = Placing { field: person, name, at: signing.at.0, appearance: &appearance, binding };
        Ok(sign::sign_pdf(bytes, signing.key, &placing, signing.authority)?)
    }
}
