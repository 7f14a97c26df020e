//! Predefined CMaps whose codes say by themselves which characters they are (ISO 32000-1, 9.7.5.2).

/// How such a CMap codes characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Predefined {
    /// `UniGB-UCS2-H`, `UniJIS-UTF16-H`.
    Utf16,
    /// `UniKS-UTF8-H`.
    Utf8,
    /// `UniCNS-UTF32-H`.
    Utf32,
    /// An encoding of East Asia: ASCII in one byte, and characters that no Vietnamese needs in two.
    Ascii,
}

impl Predefined {
    /// By its name in a file.
    pub(super) fn named(name: &[u8]) -> Option<Self> {
        const MIXED: [&[u8]; 9] = [b"RKSJ", b"EUC", b"GBK", b"GBpc", b"B5", b"ETen", b"HK", b"KSCms", b"KSCpc"];
        let has = |part: &[u8]| name.windows(part.len()).any(|window| window == part);
        if name.starts_with(b"Uni") {
            return Some(if has(b"UTF32") {
                Self::Utf32
            } else if has(b"UTF8") {
                Self::Utf8
            } else {
                Self::Utf16
            });
        }
        MIXED.iter().any(|part| has(part)).then_some(Self::Ascii)
    }

    /// The next code of a string, and its number of bytes.
    pub(super) fn next_code(self, bytes: &[u8]) -> Option<(u32, usize)> {
        let first = *bytes.first()?;
        let length = match self {
            Self::Utf16 => 2,
            Self::Utf32 => 4,
            Self::Utf8 => match first {
                0xc0..0xe0 => 2,
                0xe0..0xf0 => 3,
                0xf0.. => 4,
                _ => 1,
            },
            Self::Ascii => 1 + usize::from(first >= 0x80),
        };
        let code = bytes.get(..length)?;
        Some((code.iter().fold(0, |code, &byte| code << 8 | u32::from(byte)), length))
    }

    /// The character of a code.
    pub(super) fn character(self, code: u32) -> Option<char> {
        match self {
            Self::Utf16 | Self::Utf32 => char::from_u32(code),
            Self::Utf8 => {
                let bytes = code.to_be_bytes();
                let start = bytes.iter().position(|&byte| byte > 0).unwrap_or(3);
                std::str::from_utf8(&bytes[start..]).ok()?.chars().next()
            }
            Self::Ascii => u8::try_from(code).ok().filter(|code| (0x20..0x7f).contains(code)).map(char::from),
        }
    }

    /// The number by which widths are told: the collections of characters begin with ASCII.
    pub(super) fn cid(self, code: u32) -> u32 {
        match code {
            0x20..0x7f => code - 31,
            _ => u32::MAX,
        }
    }
}
