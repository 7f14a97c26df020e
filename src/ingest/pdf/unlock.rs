//! A locked file is unlocked after it was opened: lopdf by itself would read its object streams without counting.

use lopdf::{Document, Object, ObjectStream, xref::XrefEntry};

use super::{gate, raw};
use crate::error::Error;

/// True where a key is missing; else the lock itself says what cannot be.
fn is_locked(error: &lopdf::Error) -> bool {
    use lopdf::encryption::DecryptionError::{
        IncorrectPassword, StringPrep, UnsupportedEncryption, UnsupportedRevision, UnsupportedVersion,
    };
    let lopdf::Error::Decryption(error) = error else { return false };
    matches!(error, IncorrectPassword | StringPrep(_) | UnsupportedEncryption | UnsupportedRevision | UnsupportedVersion)
}

/// Unlocks a document, with an empty password before the one that is given, and reads its object streams.
pub(super) fn unlock(document: &mut Document, password: Option<&str>) -> Result<(), Error> {
    if let Some(how) = document.trailer.remove(raw::LOCKING) {
        let how = if how.as_reference().is_ok() { how } else { Object::Reference(document.add_object(how)) };
        document.trailer.set(raw::ENCRYPT, how);
        // What is locked otherwise than by a password is not damaged.
        let way = document.get_encrypted().and_then(|how| how.get(b"Filter")).and_then(Object::as_name);
        let is_another_way = way.is_ok_and(|way| way != b"Standard");
        // What could not be unlocked of a damaged file is left as it is.
        let mut opens = |password: &str| match document.decrypt(password) {
            Err(error) if document.encryption_state.is_none() => {
                (is_another_way || is_locked(&error)).then_some(false).ok_or(Error::Damaged)
            }
            _ => Ok(true),
        };
        let is_open = opens("")? || password.map_or(Ok(false), &mut opens)?;
        if !is_open {
            return Err(if password.is_some() { Error::WrongPassword } else { Error::Locked });
        }
    }
    let locked = |object: &Object| object.as_stream().is_ok_and(|stream| stream.dict.has_type(gate::LOCKED_STREAM));
    let streams: Vec<_> = document.objects.iter().filter(|(_, object)| locked(object)).map(|(&id, _)| id).collect();
    for id in streams {
        let Some(Object::Stream(stream)) = document.objects.remove(&id) else { continue };
        if !gate::admits(&stream) {
            return Ok(());
        }
        let members = ObjectStream::new(&stream).map(|stream| stream.objects).unwrap_or_default();
        for (member, object) in members {
            let of_this = match document.reference_table.get(member.0) {
                Some(XrefEntry::Compressed { container, .. }) => *container == id.0,
                Some(_) => false,
                None => true,
            };
            if of_this {
                document.objects.entry(member).or_insert(object);
            }
        }
    }
    Ok(())
}
