//! What is sealed to a family alone.

use store::seal::{PublicKey, Wrapper};
use zeroize::Zeroizing;

use super::FamilyKeys;
use crate::NodeError;
use crate::layout::to_hex;

/// Bytes sealed to a family's key: they open with the code and with nothing that the node has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope(Vec<u8>);

impl Envelope {
    /// Seals to a family's public key. It opens under the same words of what it is about only.
    ///
    /// # Errors
    /// Where the key is none, or the system gives no randomness.
    pub fn seal(to: [u8; 32], about: &str, plain: &[u8]) -> Result<Self, NodeError> {
        // a wrapper of its own: no context stays that would open this
        let sealed = Wrapper::new().wrap(&PublicKey::from_bytes(to), &label(about), plain);
        sealed.map(Self).map_err(|error| NodeError::Sealing(error.to_string()))
    }

    /// Opens it with what the code gave.
    ///
    /// # Errors
    /// Where it was sealed to another family or about something else, or was changed.
    pub fn open(&self, keys: &FamilyKeys, about: &str) -> Result<Zeroizing<Vec<u8>>, NodeError> {
        let opened = Wrapper::new().open(&keys.pair, &label(about), &self.0);
        opened.map(Zeroizing::from).map_err(|_| NodeError::damaged("what was sealed to the family does not open"))
    }

    /// As it stands in records.
    #[must_use]
    pub fn to_hex(&self) -> String {
        to_hex(&self.0)
    }

    /// From what stands in a record.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|value| u8::try_from(value).ok());
        let pair = |pair: &[u8]| Some(digit(pair.first()?)? << 4 | digit(pair.get(1)?)?);
        text.as_bytes().chunks(2).map(pair).collect::<Option<Vec<u8>>>().map(Self)
    }
}

fn label(about: &str) -> Vec<u8> {
    [b"landfall/family/1".as_slice(), &(about.len() as u64).to_be_bytes(), about.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use rooms::header::OrgId;
    use store::seal::KeyPair;

    use super::{Envelope, FamilyKeys};

    fn keys(seed: u8) -> FamilyKeys {
        FamilyKeys { family: OrgId::new("family-1").unwrap(), pair: KeyPair::derive(&[seed; 32]) }
    }

    #[test]
    fn it_opens_for_its_family_and_its_subject_only() {
        let sealed = Envelope::seal(keys(1).public_key(), "a", b"words").unwrap();
        let again = Envelope::from_hex(&sealed.to_hex()).unwrap();
        assert_eq!(again.open(&keys(1), "a").unwrap().as_slice(), b"words");
        assert!(again.open(&keys(2), "a").is_err() && again.open(&keys(1), "b").is_err());
        for text in ["0", "0g", "é"] {
            assert_eq!(Envelope::from_hex(text), None);
        }
    }
}
