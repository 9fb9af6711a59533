//! Ids that are words: small letters, digits and hyphens, so that they stand in paths, keys and policies unquoted.

use std::{fmt, str::FromStr};

use super::{IdError, serde_as_text};

/// Most characters of such an id.
const CHAR_COUNT_MAX: usize = 40;

fn is_word(written: &str) -> bool {
    let is_known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=CHAR_COUNT_MAX).contains(&written.len()) && written.bytes().all(is_known)
}

macro_rules! word {
    ($(#[$about:meta])* $name:ident, $what:literal) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// An id from its text.
            ///
            /// # Errors
            /// Where the text is not 1 to 40 small letters, digits and hyphens.
            pub fn new(written: &str) -> Result<Self, IdError> {
                if is_word(written) {
                    Ok(Self(written.to_owned()))
                } else {
                    Err(IdError::Word { what: $what, found: written.to_owned() })
                }
            }

            /// Its text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(written: &str) -> Result<Self, IdError> {
                Self::new(written)
            }
        }

        serde_as_text!($name);
    };
}

word!(
    /// An organisation, by pseudonym.
    OrgId,
    "an organisation"
);

word!(
    /// Somebody who works with records, by pseudonym; a machine principal has one too.
    PersonRef,
    "a person"
);

word!(
    /// A kind of record: `family`, `missing-person`.
    KindName,
    "a kind"
);
