//! The languages of the pages.

/// A language in which every page can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    En,
    /// French.
    Fr,
    /// Spanish.
    Es,
    /// Arabic.
    Ar,
}

impl Lang {
    /// All languages, in the order of the switch.
    pub const ALL: [Self; 4] = [Self::En, Self::Fr, Self::Es, Self::Ar];

    /// ISO 639-1 code, as it stands in addresses and in `lang`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
            Self::Es => "es",
            Self::Ar => "ar",
        }
    }

    /// The language's name in itself.
    #[must_use]
    pub const fn autonym(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Fr => "Français",
            Self::Es => "Español",
            Self::Ar => "العربية",
        }
    }

    /// Direction of the script: the value of `dir`.
    #[must_use]
    pub const fn dir(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            Self::En | Self::Fr | Self::Es => "ltr",
        }
    }

    /// Reads a code; a region after it (`fr-CA`) is left aside.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next().unwrap_or(code);
        Self::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(primary))
    }

    /// The best language for an `Accept-Language` header; English where none fits.
    ///
    /// # Source
    /// RFC 9110, section 12.5.4: ranges with weights, the higher first; a weight of 0 is a refusal.
    #[must_use]
    pub fn from_accept_language(header: &str) -> Self {
        let mut best: Option<(Self, f32)> = None;
        // Far more ranges than any browser sends; the rest of a longer header is not read.
        for range in header.split(',').take(32) {
            let mut parts = range.split(';');
            let code = parts.next().unwrap_or_default().trim();
            let weight = parts.find_map(|part| part.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0_f32);
            let Some(lang) = Self::from_code(code) else { continue };
            if weight > best.map_or(0.0, |(_, weight)| weight) {
                best = Some((lang, weight));
            }
        }
        best.map_or(Self::En, |(lang, _)| lang)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::Lang;

    #[rstest]
    #[case::nothing("", Lang::En)]
    #[case::region("fr-CA,fr;q=0.9", Lang::Fr)]
    #[case::weights("en;q=0.4, ar;q=0.8, es;q=0.5", Lang::Ar)]
    #[case::refused("ar;q=0, es;q=0.1", Lang::Es)]
    #[case::unknown_first("sw, ti;q=0.9, es;q=0.2", Lang::Es)]
    #[case::noise(";;;,q=,*", Lang::En)]
    fn the_reader_s_order_decides(#[case] header: &str, #[case] expected: Lang) {
        assert_eq!(Lang::from_accept_language(header), expected);
    }
}
