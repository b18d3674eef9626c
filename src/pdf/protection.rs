//! Undoing the standard security handler (ISO 32000-1, 7.6) where no password is needed.

use lopdf::encryption::{self, DecryptionError};
use lopdf::{Document, EncryptionState, Object, ObjectId, Permissions};

use super::{Damage, Refusal};

/// The protection of a file that opens without a password.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Protection {
    /// The permissions that its author gives.
    pub(crate) permissions: Permissions,
}

/// Decrypts a document, if it is encrypted, with the empty password. What cannot be decrypted is left as it is.
///
/// # Errors
///
/// A password is needed, or another way to unlock it.
pub(super) fn unprotect(document: &mut Document) -> Result<Option<Protection>, Refusal> {
    let Some(dictionary) = encryption_dictionary(document)? else { return Ok(None) };
    document.authenticate_password("").map_err(|error| refusal(&error))?;
    let state = EncryptionState::decode(document, "").map_err(|error| refusal(&error))?;
    for (id, object) in &mut document.objects {
        if *id != dictionary {
            // One broken string is no reason to refuse a file; lopdf's own loader takes the same view.
            let _ = encryption::decrypt_object(&state, *id, object);
        }
    }
    document.objects.remove(&dictionary);
    document.trailer.remove(b"Encrypt");
    Ok(Some(Protection { permissions: state.permissions() }))
}

/// Where the dictionary is that says how the document is encrypted. lopdf expects a reference, so one inside the trailer
/// becomes an object.
fn encryption_dictionary(document: &mut Document) -> Result<Option<ObjectId>, Refusal> {
    let id = match document.trailer.get(b"Encrypt") {
        Err(_) | Ok(Object::Null) => return Ok(None),
        Ok(Object::Reference(id)) => *id,
        Ok(object) => {
            let (id, object) = ((u32::MAX, 0), object.clone());
            document.objects.insert(id, object);
            document.trailer.set("Encrypt", Object::Reference(id));
            id
        }
    };
    let Ok(dictionary) = document.get_dictionary(id) else { return Err(Refusal::Damaged(Damage::Protection)) };
    match dictionary.get(b"Filter").and_then(Object::as_name) {
        Ok(b"Standard") => Ok(Some(id)),
        Ok(name) => Err(Refusal::UnknownProtection(String::from_utf8_lossy(name).into_owned())),
        Err(_) => Err(Refusal::Damaged(Damage::Protection)),
    }
}

/// The refusal for a document that lopdf does not open.
fn refusal(error: &lopdf::Error) -> Refusal {
    match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(DecryptionError::IncorrectPassword) => {
            Refusal::PasswordNeeded
        }
        _ => Refusal::Damaged(Damage::Protection),
    }
}
