//! Ids: of records, of kinds, and of organisations and people by pseudonym.

mod handle;
mod record;
mod words;

pub use handle::Handle;
pub use record::{RecordId, UNIX_MS_MAX};
pub use words::{KindName, OrgId, PersonRef};

/// Why a text or bytes are no id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Not a pseudonym.
    #[error("`{found}` is not an id of {what}; write 1 to 40 small letters a to z, digits and hyphens")]
    Word {
        /// Of what.
        what: &'static str,
        /// What was read.
        found: String,
    },
    /// Not a record's id.
    #[error("`{found}` is not the id of a record; expected a UUID of version 7 in small letters")]
    Record {
        /// What was read.
        found: String,
    },
    /// Not a handle.
    #[error("`{found}` is not a handle; expected 26 letters and digits as they stand in the address of a record")]
    Handle {
        /// What was read.
        found: String,
    },
}

/// Serde by the text of the type: `Display` and `FromStr`.
macro_rules! serde_as_text {
    ($name:ty) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                // from the text where it lies: a start reads a million headers
                struct Written;
                impl serde::de::Visitor<'_> for Written {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("a text")
                    }

                    fn visit_str<E: serde::de::Error>(self, written: &str) -> Result<$name, E> {
                        written.parse().map_err(E::custom)
                    }
                }
                deserializer.deserialize_str(Written)
            }
        }
    };
}
use serde_as_text;
