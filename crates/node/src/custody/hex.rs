//! Bytes that stand in events and certificates as hexadecimal digits.

use serde::{Deserialize, Serialize};

use crate::layout::to_hex;

/// Bytes, written as small hexadecimal digits.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hex<const N: usize>(pub [u8; N]);

impl<const N: usize> From<Hex<N>> for String {
    fn from(hex: Hex<N>) -> Self {
        to_hex(&hex.0)
    }
}

impl<const N: usize> TryFrom<String> for Hex<N> {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let wrong = || format!("`{text}` has not the form of {} small hexadecimal digits", 2 * N);
        let digit = |byte: u8| char::from(byte).to_digit(16).filter(|_| !byte.is_ascii_uppercase());
        let mut bytes = [0; N];
        if text.len() != 2 * N {
            return Err(wrong());
        }
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let [high, low] = [digit(pair[0]), digit(pair[1])];
            let value = high.zip(low).map(|(high, low)| high << 4 | low).ok_or_else(wrong)?;
            *byte = u8::try_from(value).map_err(|_| wrong())?;
        }
        Ok(Self(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::Hex;

    #[test]
    fn one_spelling_alone_is_read() {
        let hex = Hex([0x00, 0x1f, 0xab]);
        let text = String::from(hex);
        assert_eq!((text.as_str(), Hex::try_from(text.clone())), ("001fab", Ok(hex)));
        for wrong in ["001fAB", "001fa", "001fabcd", "001fxy", "0-1fab"] {
            assert!(Hex::<3>::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }
}
