//! What goes over the pipes to a worker and back: a head in JSON, and bytes, each after its length.

use std::io::{self, Read, Write};

use serde::{Serialize, de::DeserializeOwned};

pub(super) fn write(out: &mut impl Write, head: &impl Serialize, body: &[u8]) -> io::Result<()> {
    let head = serde_json::to_vec(head)?;
    for part in [&head, body] {
        out.write_all(&(part.len() as u64).to_le_bytes())?;
    }
    out.write_all(&head)?;
    out.write_all(body)?;
    out.flush()
}

/// None at the end, where the other side has gone between two frames.
pub(super) fn read<Head: DeserializeOwned>(from: &mut impl Read) -> io::Result<Option<(Head, Vec<u8>)>> {
    let mut length = [0; 8];
    match from.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let head = u64::from_le_bytes(length);
    from.read_exact(&mut length)?;
    let body = u64::from_le_bytes(length);
    let head = exactly(from, head)?;
    let body = exactly(from, body)?;
    Ok(Some((serde_json::from_slice(&head)?, body)))
}

fn exactly(from: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(length).map_err(io::Error::other)?.min(1 << 24));
    from.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_come_out_as_they_went_in_and_a_torn_one_is_an_error() {
        let mut pipe = Vec::new();
        write(&mut pipe, &"một", b"\0\xff").expect("memory takes everything");
        write(&mut pipe, &"hai", b"").expect("memory takes everything");
        let mut from = &pipe[..];
        let mut next = || read::<String>(&mut from).expect("whole frames");
        assert_eq!(next(), Some(("một".to_owned(), b"\0\xff".to_vec())));
        assert_eq!(next(), Some(("hai".to_owned(), Vec::new())));
        assert_eq!(next(), None);
        assert!(read::<String>(&mut &pipe[..pipe.len() - 1]).is_ok_and(|frame| frame.is_some()));
        assert!(read::<String>(&mut &pipe[..12]).is_err());
    }
}
