//! A locked file is unlocked after it was opened: lopdf by itself would read its object streams without counting.

use lopdf::{Document, Object, ObjectStream, xref::XrefEntry};

use super::{gate, raw};
use crate::error::Error;

/// Unlocks a document, with an empty password before the one that is given, and reads its object streams.
pub(super) fn unlock(document: &mut Document, password: Option<&str>) -> Result<(), Error> {
    if let Some(how) = document.trailer.remove(raw::LOCKING) {
        let how = if how.as_reference().is_ok() { how } else { Object::Reference(document.add_object(how)) };
        document.trailer.set(raw::ENCRYPT, how);
        let opens = |document: &mut Document, password: &str| {
            // What could not be unlocked of a damaged file is left as it is.
            document.decrypt(password).is_ok() || document.encryption_state.is_some()
        };
        if !opens(document, "") && !password.is_some_and(|password| opens(document, password)) {
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
