//! Enums whose values are words: one line makes the word in files, on the command line and in the policies.

/// Makes an enum, the list of its values, and both ways between a value and its word.
macro_rules! words {
    ($(#[$about:meta])* $name:ident, $what:literal, { $($(#[$doc:meta])* $value:ident = $word:literal),* $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $word)] $value,)*
        }

        impl $name {
            /// All values, in the order of their list.
            pub const ALL: &'static [Self] = &[$(Self::$value),*];

            /// The word in files, on the command line and in the policies.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$value => $word,)*
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::UnknownWord;

            fn from_str(found: &str) -> Result<Self, Self::Err> {
                let known = Self::ALL.iter().copied().find(|value| value.as_str() == found);
                known.ok_or_else(|| crate::UnknownWord {
                    what: $what,
                    found: found.to_owned(),
                    known: Self::ALL.iter().map(|value| value.as_str()).collect::<Vec<_>>().join(", "),
                })
            }
        }
    };
}

pub(crate) use words;

/// A word that is none of a list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is no {what}; write one of: {known}")]
pub struct UnknownWord {
    /// What it should be.
    pub what: &'static str,
    /// What was found.
    pub found: String,
    /// The words that are known.
    pub known: String,
}
