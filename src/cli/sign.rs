//! `sign`: a signature on the minutes of a pack, and its seal.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use super::approve::the_pack;
use super::args::Sign;
use super::exit::Exit;
use super::report;
use super::verify::{read, trusted};
use crate::build::{self, Refusal, Signed, SignedPack, Signing};
use crate::finding::quoted_and;
use crate::meeting::Instant;
use crate::sign::{Key, Loaded, Problem};
use crate::workspace::{Files, ask_for_time_stamp, hold, is_there, now};

/// Signs a pack, or a zip in its place.
pub(super) fn sign(args: &Sign) -> Exit {
    let key = match key(args) {
        Ok(key) => key,
        Err(exit) => return exit,
    };
    let Some(trusted) = trusted(&args.trust) else { return Exit::IncorrectUsage };
    if let Some((of, by)) = key.missing_issuer() {
        report::complain(&format!(
            "warning: the chain of certificates is incomplete: the certificate of {of} is issued by {by}, whose certificate is missing\n\
             hint: only readers who trust {by} can verify it; for readers who trust a higher authority, add the missing \
             certificate to the key's file or give it with `--cert`"
        ));
    }
    let ask = |request: &[u8]| ask_for_time_stamp(args.timestamp.as_deref().unwrap_or_default(), request);
    let signing = Signing {
        person: args.person.clone(),
        key: &key,
        at: args.at.unwrap_or(Instant(now())),
        authority: args.timestamp.as_ref().map(|_| &ask as crate::sign::Authority<'_>),
        any_name: args.any_name,
        trusted,
    };
    let path = Path::new(&args.target);
    if is_there(path) && !path.is_dir() && path.extension().is_some_and(|ending| ending == "zip") {
        return sign_zip(path, &signing);
    }
    let Some((workspace, pack)) = the_pack(Some(&args.target)) else { return Exit::IncorrectUsage };
    let out = args.out.clone().unwrap_or_else(|| workspace.out());
    let SignedPack { done, findings, sources } = build::sign_pack(&workspace, &pack, &out, &signing);
    report::show_errors(&findings, &sources);
    match done {
        Ok((signed, paths)) => report(&signed, &paths),
        Err(refusal) => report::refuse(&refusal),
    }
}

fn sign_zip(path: &Path, signing: &Signing<'_>) -> Exit {
    if read(path).is_none() {
        return Exit::IncorrectUsage;
    }
    // A link stays one: the file that it leads to is signed.
    let path = if path.is_symlink() { path.canonicalize().unwrap_or_default() } else { path.to_path_buf() };
    let no_files = std::collections::BTreeMap::new();
    let done = hold(&path).map_err(Refusal::from).and_then(|held| {
        let signed = build::sign_zip(held.former().unwrap_or_default(), signing, &no_files as &dyn Files)?;
        held.replace(&signed.bytes)?;
        Ok(signed)
    });
    match done {
        Ok(signed) => {
            let exit = report(&signed, std::slice::from_ref(&path));
            report::tell(&format!(
                "keep it as `signed.zip` in the folder of the pack `{}`: every build then delivers it",
                signed.pack
            ));
            exit
        }
        Err(refusal) => report::refuse(&refusal),
    }
}

fn report(signed: &Signed, paths: &[PathBuf]) -> Exit {
    let minutes = quoted_and(signed.minutes.iter().map(String::as_str));
    let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    report::tell(&format!(
        "{} signed {minutes} of {} and sealed the pack → {}",
        signed.signer.1,
        signed.pack,
        paths.join(", ")
    ));
    if !signed.open.is_empty() {
        let open = quoted_and(signed.open.iter().map(String::as_str));
        report::tell(&format!("not signed yet: {open}"));
    }
    if signed.has_extracts {
        report::tell(
            "build the pack again for its other audiences: only then their minutes say of which signed minutes they are",
        );
    }
    Exit::Done
}

/// Loads the key; asks for its passphrase if it takes one.
fn key(args: &Sign) -> Result<Key, Exit> {
    let file = read(&args.key).ok_or(Exit::IncorrectUsage)?;
    let certificates = match &args.cert {
        Some(path) => Some(read(path).ok_or(Exit::IncorrectUsage)?),
        None => None,
    };
    let refused = |problem: Problem| {
        report::complain(&format!("error: `{}`: {problem}\nhint: {}", args.key.display(), problem.hint));
        Exit::Problems
    };
    let stated = stated_passphrase(args)?;
    let load = |passphrase: Option<&str>| Key::load(&file, certificates.as_deref(), passphrase).map_err(refused);
    match load(stated.as_deref())? {
        Loaded::Key(key) => Ok(key),
        Loaded::Locked => {
            let passphrase = ask(&args.key)?;
            match load(Some(&passphrase))? {
                Loaded::Key(key) => Ok(key),
                Loaded::Locked => Err(Exit::Problems),
            }
        }
    }
}

/// The passphrase in a file or variable: its first line.
fn stated_passphrase(args: &Sign) -> Result<Option<String>, Exit> {
    let first_line = |text: &str| text.lines().next().unwrap_or_default().to_owned();
    if let Some(path) = &args.passphrase_file {
        let content = read(path).ok_or(Exit::IncorrectUsage)?;
        return Ok(Some(first_line(&String::from_utf8_lossy(&content))));
    }
    let Some(name) = &args.passphrase_env else { return Ok(None) };
    #[allow(clippy::disallowed_methods, reason = "a secret that was asked for by its name")]
    match std::env::var(name) {
        Ok(value) => Ok(Some(first_line(&value))),
        Err(_) => Err(report::misuse(&format!(
            "there is no environment variable `{name}`\nhint: set it, or use `--passphrase-file`"
        ))),
    }
}

fn ask(path: &Path) -> Result<String, Exit> {
    if !std::io::stdin().is_terminal() {
        return Err(report::misuse(&format!(
            "`{}` needs a passphrase, and there is no terminal to ask for it\nhint: use `--passphrase-file` or \
             `--passphrase-env`",
            path.display()
        )));
    }
    let prompt = format!("passphrase of {}: ", path.display());
    rpassword::prompt_password(prompt).map_err(|_| Exit::IncorrectUsage)
}
