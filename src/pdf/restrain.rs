//! Clamps predictor parameters that make decoders allocate huge rows.

use lopdf::{Dictionary, Object};

/// The entries that size a row of a predictor (ISO 32000-1, table 8), each with the most that is left of it. lopdf reserves
/// and fills such a row before it looks at the data; so does all that asks it for the content of a stream. With these it is
/// 16 MB.
const MOST: [(&[u8], i64); 3] = [(b"Columns", 1 << 18), (b"Colors", 32), (b"BitsPerComponent", 16)];

/// Brings such numbers down, wherever they stand, and says whether there were any. Recurses by the depth of values, which
/// is bounded.
pub(super) fn restrain(object: &mut Object) -> bool {
    match object {
        Object::Array(items) => items.iter_mut().fold(false, |changed, item| restrain(item) | changed),
        Object::Dictionary(entries) => restrain_entries(entries),
        Object::Stream(stream) => restrain_entries(&mut stream.dict),
        _ => false,
    }
}

fn restrain_entries(entries: &mut Dictionary) -> bool {
    let mut changed = false;
    for (key, most) in MOST {
        if let Ok(Object::Integer(number)) = entries.get_mut(key)
            && *number > most
        {
            (*number, changed) = (most, true);
        }
    }
    entries.iter_mut().fold(changed, |changed, (_, entry)| restrain(entry) | changed)
}
