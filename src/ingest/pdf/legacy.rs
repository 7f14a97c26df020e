//! Vietnamese before Unicode: fonts that draw "ạ" where windows-1252 has "¹" (TCVN 5712, "ABC"), or a letter and a mark as two (VNI).

use super::encoding::windows_1252;

/// How a font disguises Vietnamese.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Legacy {
    /// TCVN 5712-3: `.VnTime`.
    Tcvn3,
    /// The same with capitals in the places of small letters: `.VnTimeH`.
    Tcvn3Capitals,
    /// VNI: `VNI-Times`.
    Vni,
}

impl Legacy {
    /// Told by the font's name: `.VnTime`, `VnTimeHBold`, `VNI-Times`.
    ///
    /// A Unicode font may bear such a name (`VnCenturySchoolbook`); what its own map gives as a letter beyond Latin-1 is left alone.
    pub(super) fn of_font(name: &str) -> Option<Self> {
        let name = name.trim_start_matches('.');
        let lower = name.to_ascii_lowercase();
        if lower.starts_with("vni") {
            return Some(Self::Vni);
        }
        if !lower.starts_with("vn") {
            return None;
        }
        // The family's name ends where the style begins: `VnTimeHBold`, `VnTimeH,Bold`.
        let mut family = name.split([',', '-', '#', ' ']).next().unwrap_or(name);
        for style in ["Italic", "Bold", "Regular", "MT"] {
            family = family.strip_suffix(style).unwrap_or(family);
        }
        Some(if family.ends_with('H') && family.len() > 3 { Self::Tcvn3Capitals } else { Self::Tcvn3 })
    }

    /// The characters that a code of windows-1252 stands for; none where it stands for itself.
    pub(super) fn characters(self, code: u8) -> Option<&'static str> {
        match self {
            Self::Tcvn3 | Self::Tcvn3Capitals => tcvn3(code),
            Self::Vni => vni(code),
        }
    }

    /// Turns what a font calls its characters into what they show.
    pub(super) fn read(self, printed: &str, out: &mut String) {
        for c in printed.chars() {
            // Greek mu, the bullet operator and the minus sign are how some maps write U+00B5, U+00B7 and U+00AD.
            let c = match c {
                'μ' => 'µ',
                '∙' => '·',
                '−' => '\u{ad}',
                c => c,
            };
            let shown = windows_1252(c).and_then(|code| self.characters(code));
            match shown {
                Some(shown) if self == Self::Tcvn3Capitals => out.extend(shown.chars().flat_map(char::to_uppercase)),
                Some(shown) => out.push_str(shown),
                None if self == Self::Tcvn3Capitals => out.extend(c.to_uppercase()),
                None => out.push(c),
            }
        }
    }
}

#[rustfmt::skip]
fn tcvn3(code: u8) -> Option<&'static str> {
    Some(match code {
        0xa1 => "Ă", 0xa2 => "Â", 0xa3 => "Ê", 0xa4 => "Ô", 0xa5 => "Ơ", 0xa6 => "Ư", 0xa7 => "Đ",
        0xa8 => "ă", 0xa9 => "â", 0xaa => "ê", 0xab => "ô", 0xac => "ơ", 0xad => "ư", 0xae => "đ",
        0xb5 => "à", 0xb6 => "ả", 0xb7 => "ã", 0xb8 => "á", 0xb9 => "ạ",
        0xbb => "ằ", 0xbc => "ẳ", 0xbd => "ẵ", 0xbe => "ắ", 0xc6 => "ặ",
        0xc7 => "ầ", 0xc8 => "ẩ", 0xc9 => "ẫ", 0xca => "ấ", 0xcb => "ậ",
        0xcc => "è", 0xce => "ẻ", 0xcf => "ẽ", 0xd0 => "é", 0xd1 => "ẹ",
        0xd2 => "ề", 0xd3 => "ể", 0xd4 => "ễ", 0xd5 => "ế", 0xd6 => "ệ",
        0xd7 => "ì", 0xd8 => "ỉ", 0xdc => "ĩ", 0xdd => "í", 0xde => "ị",
        0xdf => "ò", 0xe1 => "ỏ", 0xe2 => "õ", 0xe3 => "ó", 0xe4 => "ọ",
        0xe5 => "ồ", 0xe6 => "ổ", 0xe7 => "ỗ", 0xe8 => "ố", 0xe9 => "ộ",
        0xea => "ờ", 0xeb => "ở", 0xec => "ỡ", 0xed => "ớ", 0xee => "ợ",
        0xef => "ù", 0xf1 => "ủ", 0xf2 => "ũ", 0xf3 => "ú", 0xf4 => "ụ",
        0xf5 => "ừ", 0xf6 => "ử", 0xf7 => "ữ", 0xf8 => "ứ", 0xf9 => "ự",
        0xfa => "ỳ", 0xfb => "ỷ", 0xfc => "ỹ", 0xfd => "ý", 0xfe => "ỵ",
        _ => return None,
    })
}

#[rustfmt::skip]
fn vni(code: u8) -> Option<&'static str> {
    Some(match code {
        0xf1 => "đ", 0xd1 => "Đ", 0xf4 => "ơ", 0xd4 => "Ơ", 0xf6 => "ư", 0xd6 => "Ư",
        0xed => "í", 0xcd => "Í", 0xec => "ì", 0xcc => "Ì", 0xe6 => "ỉ", 0xc6 => "Ỉ", 0xf3 => "ĩ", 0xd3 => "Ĩ", 0xf2 => "ị", 0xd2 => "Ị",
        0xee => "ỵ", 0xce => "Ỵ",
        0xf9 | 0xd9 => "\u{301}", 0xf8 | 0xd8 => "\u{300}", 0xfb | 0xdb => "\u{309}", 0xf5 | 0xd5 => "\u{303}", 0xef | 0xcf => "\u{323}",
        0xe2 | 0xc2 => "\u{302}", 0xe1 | 0xc1 => "\u{302}\u{301}", 0xe0 | 0xc0 => "\u{302}\u{300}", 0xe5 | 0xc5 => "\u{302}\u{309}",
        0xe3 | 0xc3 => "\u{302}\u{303}", 0xe4 | 0xc4 => "\u{302}\u{323}",
        0xea | 0xca => "\u{306}", 0xe9 | 0xc9 => "\u{306}\u{301}", 0xe8 | 0xc8 => "\u{306}\u{300}", 0xfa | 0xda => "\u{306}\u{309}",
        0xfc | 0xdc => "\u{306}\u{303}", 0xeb | 0xcb => "\u{306}\u{323}",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn read(font: &str, printed: &str) -> String {
        let mut out = String::new();
        Legacy::of_font(font).expect("a font of old").read(printed, &mut out);
        out.nfc().collect()
    }

    #[test]
    fn a_font_of_old_shows_vietnamese() {
        assert_eq!(read(".VnTime", "®¨ng ký kÕ ho¹ch"), "đăng ký kế hoạch");
        assert_eq!(read(".VnTimeH,Bold", "QuyÕt ®Þnh"), "QUYẾT ĐỊNH");
        assert_eq!(read("VnTimeHBold", "kÕ ho¹ch"), "KẾ HOẠCH");
        assert_eq!(read("VNI-Times", "Quyeát ñònh soá 12, keá hoaïch naêm nöôùc"), "Quyết định số 12, kế hoạch năm nước");
        assert_eq!(Legacy::of_font("TimesNewRoman"), None);
    }
}
