//! Decimal digits of every script: who reads a number aloud or types it does so in their own.

/// The zeros of all sets of decimal digits (general category `Nd`), ascending; the nine others follow each.
///
/// # Source
/// Unicode Character Database 16.0, `DerivedNumericType.txt`, `Numeric_Type=Decimal`.
const ZEROS: [u32; 75] = [
    0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0,
    0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620,
    0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x10D40, 0x11066, 0x110F0, 0x11136,
    0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x116D0, 0x116DA, 0x11730, 0x118E0, 0x11950, 0x11BF0,
    0x11C50, 0x11D50, 0x11DA0, 0x11F50, 0x16A60, 0x16AC0, 0x16B50, 0x16D70, 0x1CCF0, 0x1D7CE, 0x1D7D8, 0x1D7E2,
    0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E5F1, 0x1E950, 0x1FBF0,
];

/// The digits of one script, to write numbers that people read aloud or copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Digits {
    /// `0123456789`
    Latin,
    /// `٠١٢٣٤٥٦٧٨٩`
    ArabicIndic,
    /// `۰۱۲۳۴۵۶۷۸۹`
    Persian,
}

impl Digits {
    /// The character of a digit; what is above nine is written as nine.
    #[must_use]
    pub const fn write(self, value: u8) -> char {
        let written = match self {
            Self::Latin => ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
            Self::ArabicIndic => ['٠', '١', '٢', '٣', '٤', '٥', '٦', '٧', '٨', '٩'],
            Self::Persian => ['۰', '۱', '۲', '۳', '۴', '۵', '۶', '۷', '۸', '۹'],
        };
        written[if value < 10 { value as usize } else { 9 }]
    }
}

/// The value of a decimal digit in any script; `None` where the character is none.
#[must_use]
pub fn digit_value(character: char) -> Option<u8> {
    let code = u32::from(character);
    let set = ZEROS.partition_point(|zero| *zero <= code).checked_sub(1)?;
    let value = code - ZEROS[set];
    (value < 10).then_some(value as u8)
}

#[cfg(test)]
mod tests {
    use super::{Digits, ZEROS, digit_value};

    #[test]
    fn every_script_counts_to_nine() {
        let scripts = [
            ("latin", "0123456789"),
            ("arabic indic", "٠١٢٣٤٥٦٧٨٩"),
            ("persian", "۰۱۲۳۴۵۶۷۸۹"),
            ("devanagari", "०१२३४५६७८९"),
            ("bengali", "০১২৩৪৫৬৭৮৯"),
            ("tamil", "௦௧௨௩௪௫௬௭௮௯"),
            ("burmese", "၀၁၂၃၄၅၆၇၈၉"),
            ("nko", "߀߁߂߃߄߅߆߇߈߉"),
            ("adlam", "𞥐𞥑𞥒𞥓𞥔𞥕𞥖𞥗𞥘𞥙"),
            ("full width", "０１２３４５６７８９"),
        ];
        for (script, digits) in scripts {
            let values: Vec<_> = digits.chars().map(digit_value).collect();
            assert_eq!(values, (0..10).map(Some).collect::<Vec<_>>(), "{script}");
        }
    }

    #[test]
    fn what_is_no_decimal_digit_has_no_value() {
        for character in ['a', ' ', '/', ':', '²', '½', '一', '①', 'Ⅷ', '٪', '\u{10FFFF}', '\0'] {
            assert_eq!(digit_value(character), None, "{character:?}");
        }
    }

    #[test]
    fn the_table_is_in_order_and_each_of_it_is_a_number() {
        assert!(ZEROS.windows(2).all(|pair| pair[0] + 10 <= pair[1]));
        // the standard library knows which characters are numbers, and not their values
        let all = ZEROS.iter().flat_map(|zero| (0..10).filter_map(move |value| char::from_u32(zero + value)));
        for character in all {
            assert!(character.is_numeric(), "{:x}", u32::from(character));
        }
    }

    #[test]
    fn what_is_written_is_read() {
        for digits in [Digits::Latin, Digits::ArabicIndic, Digits::Persian] {
            for value in 0..10 {
                assert_eq!(digit_value(digits.write(value)), Some(value));
            }
        }
    }
}
