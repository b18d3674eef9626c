//! Signatures: on minutes (PAdES, ETSI EN 319 142-1, levels B-B and B-T) and on the manifest of a pack.
//!
//! Arithmetic and DER are RustCrypto's; the structures around it (CMS, time stamps, the update of the
//! PDF) are written here, each in one form only.
//!
//! It refuses to know meetings and packs, to read files or the clock, and to reach a network: keys come as bytes, times
//! as values, and an authority as a function.

mod algorithm;
mod certificate;
mod chain;
mod cms;
mod document;
mod examine;
mod hash;
mod key;
mod naming;
mod pdf;
mod pem;
mod problem;
mod public;
mod revision;
mod strength;
mod timestamp;

pub use certificate::{Certificate, Purpose, is_shown};
pub use chain::{Trust, missing_issuer, trust};
pub use cms::sign_detached;
pub use examine::{Examined, Known, Later, Signature, examine_detached, examine_pdf};
pub use key::{Key, Loaded};
pub use naming::is_name_of;
pub use pdf::{Authority, Placing, field_size, sign_pdf};
pub use problem::Problem;
pub use public::Proof;
pub use timestamp::Stamped;
