//! What every record page has: facts, each with its name, and what is not recorded said as such.

use crate::locale::Locale;

/// One line of a record.
pub struct Fact {
    /// What it is.
    pub name: String,
    /// What is recorded; `None` where nothing is.
    pub value: Option<String>,
    /// The value is in the words of the record, in any script.
    pub is_recorded_text: bool,
}

impl Fact {
    /// A value in the page's own language.
    #[must_use]
    pub fn said(t: &Locale, key: &str, value: Option<String>) -> Self {
        Self { name: t.text(key), value, is_recorded_text: false }
    }

    /// A value in the words of the record.
    #[must_use]
    pub fn recorded(t: &Locale, key: &str, value: Option<String>) -> Self {
        let value = value.filter(|value| !value.trim().is_empty());
        Self { name: t.text(key), value, is_recorded_text: true }
    }
}
