//! Files of keys and certificates as text (PEM, RFC 7468).

/// Blocks of a PEM file with their labels; none if it is not one.
pub(super) fn blocks(file: &[u8]) -> Vec<(String, String)> {
    let Ok(text) = std::str::from_utf8(file) else { return Vec::new() };
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("-----BEGIN ") {
        rest = &rest[start..];
        let Some(label) = rest["-----BEGIN ".len()..].split("-----").next() else { break };
        let ending = format!("-----END {label}-----");
        let Some(end) = rest.find(&ending) else { break };
        blocks.push((label.to_owned(), rest[..end + ending.len()].to_owned() + "\n"));
        rest = &rest[end + ending.len()..];
    }
    blocks
}
