//! A holder's name and passphrase on their way to the node.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroizing;

/// A passphrase: wiped when it is dropped, and without a debug form.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// The words themselves.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Zeroizing<String>> for Passphrase {
    fn from(words: Zeroizing<String>) -> Self {
        Self(words)
    }
}

impl From<String> for Passphrase {
    fn from(words: String) -> Self {
        Self(Zeroizing::new(words))
    }
}

impl Serialize for Passphrase {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Passphrase {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

/// Who opens a node: a holder of its keys and their passphrase.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// The holder; may be left out where the node has exactly one.
    pub holder: Option<String>,
    /// Their passphrase.
    pub passphrase: Passphrase,
}

impl Key {
    /// Names and passphrases as the node takes them; the names are those that [`Node::names_of`](crate::Node) gave.
    pub(crate) fn signers<'a>(names: &'a [String], keys: &'a [Self]) -> Vec<crate::Signer<'a>> {
        names.iter().zip(keys).map(|(name, key)| (name.as_str(), key.passphrase.as_str())).collect()
    }
}
