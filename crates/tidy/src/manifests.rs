//! Each crate says its licence and keeps the lints and the edition of the house.

use serde_json::Value;
use toml::Table;

use crate::purity::PURE;

/// Pure crates, for whoever wants to build on them.
pub const PERMISSIVE: &str = "MIT OR Apache-2.0";

/// Everything else: whoever runs a changed copy for others shows the change.
pub const COPYLEFT: &str = "AGPL-3.0-or-later";

/// Packages of `metadata` (of `cargo metadata --no-deps`) with the wrong licence, edition, or leave to be published by accident.
#[must_use]
pub fn complaints(metadata: &Value) -> Vec<String> {
    let empty = Vec::new();
    let mut found = Vec::new();
    for package in metadata["packages"].as_array().unwrap_or(&empty) {
        let name = package["name"].as_str().unwrap_or_default();
        let expected = if PURE.contains(&name.trim_start_matches("landfall-")) { PERMISSIVE } else { COPYLEFT };
        let licence = package["license"].as_str().unwrap_or_default();
        if licence != expected {
            found.push(format!("`{name}` says its licence is `{licence}`, expected `{expected}`"));
        }
        if package["edition"] != "2024" {
            found.push(format!("`{name}` is not of edition 2024; write `edition.workspace = true`"));
        }
        if package["description"].as_str().unwrap_or_default().is_empty() {
            found.push(format!("`{name}` has no description; say in a line what it is for"));
        }
    }
    found
}

/// A manifest that does not take the lints of the house.
///
/// # Errors
/// Where the text is no TOML.
pub fn lint_complaints(path: &str, manifest: &str) -> Result<Vec<String>, toml::de::Error> {
    let table: Table = manifest.parse()?;
    let takes =
        table.get("lints").and_then(|lints| lints.get("workspace")).and_then(toml::Value::as_bool) == Some(true);
    Ok(if takes {
        vec![]
    } else {
        vec![format!("{path} does not take the lints of the house; add `[lints]` with `workspace = true`")]
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{complaints, lint_complaints};

    #[test]
    fn a_planted_licence_is_named() {
        let package = |name, licence| json!({"name": name, "license": licence, "edition": "2024", "description": "x"});
        let planted = json!({"packages": [
            package("landfall-kinship", "AGPL-3.0-or-later"),
            package("landfall-server", "AGPL-3.0-or-later"),
            package("landfall", "MIT"),
        ]});
        assert_eq!(complaints(&planted).len(), 2);
    }

    #[test]
    fn a_manifest_without_lints_is_named() {
        assert_eq!(lint_complaints("a/Cargo.toml", "[package]\nname = \"a\"").unwrap().len(), 1);
        assert_eq!(lint_complaints("a/Cargo.toml", "[lints]\nworkspace = true").unwrap().len(), 0);
    }
}
