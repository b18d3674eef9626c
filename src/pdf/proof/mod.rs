//! The second opinion on standards, by the crate `page_validation` (0.12), which shares no code with the typesetting engine.
//!
//! It calls lopdf's loaders, follows references as deep as they go, and keeps what it finds until the end: a few kilobytes
//! can take its stack, its memory or minutes. So it gets only files that were checked first (`bounds`), and works in a thread
//! with a large stack of its own, for a limited time. The result is that a standard is met, that it is not met, or that neither
//! can be determined; the third is never taken for one of the others.

mod bounds;
mod drawings;
mod graph;
mod packets;
mod rules;
mod threads;
mod words;

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::Duration;

use lopdf::Document;
use page_validation::{SafetyLimits, ValidationOptions, ValidationProfile, validate_pdf_bytes};

use self::bounds::Effort;
use super::Limits;

/// Validators that may work on after they were given up. More of them would take the machine from everybody else.
const MOST_RUNAWAYS: usize = 2;

/// The number of validators that still work after they were given up.
static RUNAWAYS: AtomicUsize = AtomicUsize::new(0);

/// Held while the validator is at work on a large file: two at a time would need the memory of both.
static LARGE: Mutex<()> = Mutex::new(());

/// A standard that a PDF can be checked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standard {
    /// PDF/A-2a (ISO 19005-2): it looks the same for ever, its text can be read out, and its structure is there.
    A2a,
    /// PDF/A-2u: it looks the same for ever, and its text can be searched and copied.
    A2u,
    /// PDF/A-2b: it looks the same for ever.
    A2b,
    /// PDF/UA-1 (ISO 14289-1): it is read out as it is meant.
    Ua1,
}

impl Standard {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::A2a, Self::A2u, Self::A2b, Self::Ua1];

    /// Its name, as in a manifest.
    pub fn name(self) -> &'static str {
        match self {
            Self::A2a => "PDF/A-2a",
            Self::A2u => "PDF/A-2u",
            Self::A2b => "PDF/A-2b",
            Self::Ua1 => "PDF/UA-1",
        }
    }

    fn profile(self) -> ValidationProfile {
        match self {
            Self::A2a => ValidationProfile::PdfA2a,
            Self::A2u => ValidationProfile::PdfA2u,
            Self::A2b => ValidationProfile::PdfA2b,
            Self::Ua1 => ValidationProfile::PdfUa1,
        }
    }
}

/// The result of the validator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// The standard is met.
    Met,
    /// These rules of it are broken.
    Broken(Vec<Failure>),
    /// It cannot be determined, for this reason.
    Unknown(String),
}

/// A rule that is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The rule: `ISO 19005-2:2011:6.1.7.1:1`.
    pub rule: String,
    /// The broken rule, in words for people, with the page if it is known.
    pub message: String,
}

impl Failure {
    /// Makes a failure of one that the validator reports: of the validator's own words only the page is kept.
    pub fn of(rule: String, said: &str) -> Self {
        let page = said.split_once(" on page ").map(|(_, after)| after);
        let page = page.map(|after| after.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default());
        let message = match page.filter(|page| !page.is_empty()) {
            Some(page) => format!("{} (page {page})", rules::words(&rule)),
            None => rules::words(&rule).to_owned(),
        };
        Self { rule, message }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]", self.message, self.rule)
    }
}

/// A PDF that was checked, and may be given to the validator.
#[derive(Debug)]
pub struct Provable {
    bytes: Arc<Vec<u8>>,
    effort: Effort,
}

impl Provable {
    /// Looks through a document and its bytes, which are laid out plainly (see `Exact`).
    ///
    /// # Errors
    /// The file is larger or deeper than the validator can handle; the text says in what.
    pub(crate) fn new(document: &Document, bytes: Vec<u8>, limits: &Limits) -> Result<Self, String> {
        let effort = bounds::effort(document, bytes.len(), limits)
            .map_err(|what| format!("this file is too large or too deeply nested for the validator: {what}"))?;
        Ok(Self { bytes: Arc::new(bytes), effort })
    }

    /// Returns whether a standard is met.
    pub fn hold_against(&self, standard: Standard) -> Proof {
        let patience = self.effort.patience();
        // It guards nothing that a panic could leave half done.
        let _alone = self.effort.is_large().then(|| LARGE.lock().unwrap_or_else(PoisonError::into_inner));
        if RUNAWAYS.load(Ordering::SeqCst) >= MOST_RUNAWAYS {
            return Proof::Unknown("the validator is still busy with other files".to_owned());
        }
        let (bytes, options) = (Arc::clone(&self.bytes), self.options(standard));
        let (answer, answered) = mpsc::channel();
        let Some(thread) = threads::take() else {
            return Proof::Unknown("there is not enough memory for the validator".to_owned());
        };
        // Set by whoever is first: the validator when it is done, or we when it is given up.
        let is_over = Arc::new(AtomicBool::new(false));
        let is_done = Arc::clone(&is_over);
        thread.spawn(move || {
            let proof = catch_unwind(AssertUnwindSafe(|| validated(&bytes, &options)));
            // If it was given up, nobody listens any more.
            let _ = answer.send(proof.unwrap_or_else(|_| Proof::Unknown("the validator failed".to_owned())));
            if is_done.swap(true, Ordering::SeqCst) {
                RUNAWAYS.fetch_sub(1, Ordering::SeqCst);
            }
        });
        let proof = answered.recv_timeout(patience);
        threads::give_back(proof.is_ok().then_some(thread));
        proof.map(|proof| self.as_far_as_read(proof)).unwrap_or_else(|_| {
            RUNAWAYS.fetch_add(1, Ordering::SeqCst);
            if is_over.swap(true, Ordering::SeqCst) {
                RUNAWAYS.fetch_sub(1, Ordering::SeqCst);
            }
            Proof::Unknown(format!("it cannot be determined within {} seconds", patience.as_secs()))
        })
    }

    /// The result for a standard of which the validator, or whoever knows where it is mistaken, says that it is met: content that
    /// it passed over may break any rule.
    pub fn as_far_as_read(&self, proof: Proof) -> Proof {
        match proof {
            Proof::Met if self.effort.has_unread => {
                Proof::Unknown("the validator does not read all that is on its pages".to_owned())
            }
            proof => proof,
        }
    }

    fn options(&self, standard: Standard) -> ValidationOptions {
        let limits = SafetyLimits::default()
            .with_max_input_size(u64::MAX)
            .with_max_decoded_stream_size(bounds::STREAM)
            .with_max_total_decoded_content_size(bounds::UNPACKED)
            .with_max_object_count(self.effort.values)
            .with_max_form_invocations(self.effort.forms)
            .with_max_unicode_cmap_mappings(packets::MAPPINGS);
        ValidationOptions::default().profile(standard.profile()).limits(limits)
    }
}

fn validated(bytes: &[u8], options: &ValidationOptions) -> Proof {
    match validate_pdf_bytes(bytes, options) {
        Ok(report) if report.is_compliant => Proof::Met,
        Ok(report) => {
            let failures = report.failures.into_iter();
            Proof::Broken(failures.map(|one| Failure::of(one.rule_id, &one.message)).collect())
        }
        Err(_) => Proof::Unknown("the validator cannot read all of it".to_owned()),
    }
}

impl Effort {
    /// Returns whether the validator needs hundreds of megabytes.
    fn is_large(&self) -> bool {
        self.values > 300_000 || self.operators > 100_000
    }

    /// Ten times what files of this size take, and a few seconds.
    fn patience(&self) -> Duration {
        let steps = self.values.saturating_add(self.operators.saturating_mul(8));
        Duration::from_secs(4) + Duration::from_micros(steps as u64 * 5)
    }
}
