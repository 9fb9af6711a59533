//! `node.toml`: what a node says of itself while it is locked.

use std::path::Path;

use serde::Deserialize;

use crate::NodeError;

/// The layout of the directory that this program writes and reads.
pub(crate) const FORMAT: u32 = 1;

/// Longest name of a node, an organisation or a holder.
const NAME_LENGTH_MAX: usize = 64;

/// Cost of turning a passphrase into a key (RFC 9106).
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct PassphraseCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over that memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for PassphraseCost {
    /// 64 MiB, 3 passes: RFC 9106, section 4, second recommended option, with one lane.
    fn default() -> Self {
        Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 }
    }
}

#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    pub(crate) format: u32,
    pub(crate) name: String,
    /// The log's public key as a C2SP verifier key.
    pub(crate) log_key: String,
    pub(crate) demo: bool,
    pub(crate) argon2: PassphraseCost,
}

impl Settings {
    pub(crate) fn to_text(&self) -> String {
        let Self { format, name, log_key, demo, argon2 } = self;
        let PassphraseCost { memory_kib, passes, lanes } = argon2;
        format!(
            "format = {format}\nname = \"{name}\"\nlog_key = \"{log_key}\"\ndemo = {demo}\n\n[argon2]\nmemory_kib = {memory_kib}\npasses = {passes}\nlanes = {lanes}\n"
        )
    }

    pub(crate) fn load(path: &Path) -> Result<Self, NodeError> {
        let bad = |why: String| NodeError::NotANode { path: path.display().to_string(), why };
        let text = std::fs::read_to_string(path).map_err(|error| bad(error.to_string()))?;
        let settings: Self = toml::from_str(&text).map_err(|error| bad(error.message().to_owned()))?;
        if settings.format != FORMAT {
            return Err(bad(format!(
                "it has format {}, and this program reads format {FORMAT}; use the program it was written by",
                settings.format
            )));
        }
        Ok(settings)
    }
}

/// Refuses a name that could not stand in a key's name, a slot's name and a file's text as it is.
pub(crate) fn check_name(what: &'static str, name: &str) -> Result<(), NodeError> {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | '_');
    if name.is_empty() || name.len() > NAME_LENGTH_MAX || !name.chars().all(fits) {
        return Err(NodeError::BadName { what, name: name.to_owned() });
    }
    Ok(())
}

/// Refuses what is not written as a country's code is (ISO 3166, two capital letters).
pub(crate) fn check_country(country: Option<&str>) -> Result<(), NodeError> {
    let is_code = |code: &str| code.len() == 2 && code.bytes().all(|letter| letter.is_ascii_uppercase());
    match country.filter(|code| !is_code(code)) {
        Some(code) => Err(NodeError::BadCountry { code: code.to_owned() }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{FORMAT, PassphraseCost, Settings, check_name};

    #[test]
    fn what_is_written_reads_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("node.toml");
        let settings = Settings {
            format: FORMAT,
            name: "harbour".to_owned(),
            log_key: "harbour+00000000+AQ==".to_owned(),
            demo: true,
            argon2: PassphraseCost::default(),
        };
        std::fs::write(&path, settings.to_text()).unwrap();
        assert_eq!(Settings::load(&path).unwrap(), settings);
        std::fs::write(&path, settings.to_text().replace("format = 1", "format = 2")).unwrap();
        assert!(Settings::load(&path).unwrap_err().to_string().contains("format 2"));
    }

    #[rstest]
    #[case::plain("harbour-1", true)]
    #[case::dotted("node.example.org", true)]
    #[case::empty("", false)]
    #[case::slash("a/b", false)]
    #[case::plus("a+b", false)]
    #[case::quote("a\"", false)]
    #[case::newline("a\n", false)]
    fn names(#[case] name: &str, #[case] is_fine: bool) {
        assert_eq!(check_name("node", name).is_ok(), is_fine);
    }
}
