//! Checks pictures of other people before they are unpacked.
//!
//! A picture of a few bytes may be unpacked to gigabytes, or be drawn for hours. [`inspect`] determines from its bytes alone
//! whether it can be shown, in time and memory limited by its length: everything that is unpacked is limited meanwhile. The
//! libraries that draw it in the end have no limits of their own, so an SVG counts what it asks them to do: how often parts of
//! it are shown, how many points of filters are computed.
//!
//! [`is_plain`] finds pictures for which even this does not need a separate process.
//!
//! It refuses to know pages and packs, and to draw anything.

mod embedded;
mod facts;
mod fault;
mod jpeg;
mod plain;
mod png;
mod raster;
mod svg;

pub use facts::{Facts, PIXELS};
pub use fault::Fault;
pub use plain::{PLAIN, is_plain};

/// Looks through a picture. Its kind is that of the ending of its name.
///
/// # Errors
/// The picture cannot be shown.
///
/// ```
/// use packwright::picture::inspect;
///
/// let svg = br#"<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>"#;
/// assert!(inspect("square.svg", svg).is_ok());
/// let endless = br##"<svg xmlns="http://www.w3.org/2000/svg"><g id="a"><use href="#a"/></g></svg>"##;
/// assert_eq!(inspect("endless.svg", endless).unwrap_err().what, "contains itself (`a`)");
/// ```
pub fn inspect(name: &str, content: &[u8]) -> Result<Facts, Fault> {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "png" => png::inspect(content),
        "jpg" | "jpeg" => jpeg::inspect(content),
        _ => svg::inspect(content),
    }
}
