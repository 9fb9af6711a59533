//! What a message is filled with.

use fluent_bundle::{FluentArgs, FluentValue};

/// First-strong isolate and its end: text of unknown direction between them disturbs nothing around it.
///
/// # Source
/// Unicode Standard Annex 9, section 2.4.
const ISOLATE: (char, char) = ('\u{2068}', '\u{2069}');

/// Values for the places of a message, each added as what it is.
#[derive(Default)]
pub struct Args<'a>(pub(super) FluentArgs<'a>);

impl<'a> Args<'a> {
    /// No values yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A count: chooses the plural form and is written as the language writes numbers.
    #[must_use]
    pub fn count(mut self, name: &'a str, value: usize) -> Self {
        self.0.set(name, FluentValue::from(value));
        self
    }

    /// Text from a record, in any script: isolated, so that it cannot turn the sentence around.
    #[must_use]
    pub fn recorded(mut self, name: &'a str, text: &str) -> Self {
        let (open, close) = ISOLATE;
        self.0.set(name, FluentValue::from(format!("{open}{text}{close}")));
        self
    }

    /// A word or number already written in the page's language.
    #[must_use]
    pub fn word(mut self, name: &'a str, text: impl Into<String>) -> Self {
        self.0.set(name, FluentValue::from(text.into()));
        self
    }
}
