//! Pure crates: no input, output, clock, threads of a run time, log or wire format.

use serde_json::Value;

/// Crates that calculate and do nothing else. Each could be published alone.
pub const PURE: [&str; 6] = ["evidence", "facts", "kinship", "linkage", "identify", "journal"];

/// Crates from elsewhere that a pure crate may use. A short list of what is allowed is easier to keep than a long one
/// of what is not. The last four are the hash, the signature and the letters of a journal, and wiping its key.
pub const ALLOWED: [&str; 6] = ["thiserror", "rayon", "sha2", "ed25519-dalek", "base64", "zeroize"];

/// What the source of a pure crate must not name: the parts of the standard library that reach outside.
pub const OUTSIDE: [&str; 9] = [
    "std::fs",
    "std::io",
    "std::net",
    "std::env",
    "std::process",
    "std::time::SystemTime",
    "std::time::Instant",
    "println!",
    "eprintln!",
];

/// Every dependency of a pure crate, tests' own left out, that is neither ours nor allowed.
#[must_use]
pub fn dependency_complaints(metadata: &Value) -> Vec<String> {
    let empty = Vec::new();
    let mut found = Vec::new();
    for package in metadata["packages"].as_array().unwrap_or(&empty) {
        let name = package["name"].as_str().unwrap_or_default();
        let name = name.strip_prefix("landfall-").unwrap_or(name);
        if !PURE.contains(&name) {
            continue;
        }
        for below in package["dependencies"].as_array().unwrap_or(&empty) {
            let is_ours = below["path"].is_string();
            let is_for_tests = below["kind"] == "dev";
            let below = below["name"].as_str().unwrap_or_default();
            if !is_ours && !is_for_tests && !ALLOWED.contains(&below) {
                found.push(format!(
                    "`{name}` is a pure crate and must not depend on `{below}`; move what needs it to interop, or allow it in crates/tidy/src/purity.rs with a reason"
                ));
            }
        }
    }
    found
}

/// Every place where the source of a pure crate (tests left out) reaches outside.
#[must_use]
pub fn source_complaints(path: &str, code_without_tests: &str) -> Vec<String> {
    // The tokens are printed with spaces between them.
    let code: String = code_without_tests.chars().filter(|letter| !letter.is_whitespace()).collect();
    OUTSIDE
        .iter()
        .filter(|outside| code.contains(*outside))
        .map(|outside| format!("{path}: a pure crate must not use `{outside}`; take the value as an argument"))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{dependency_complaints, source_complaints};
    use crate::syntax::without_tests;

    #[test]
    fn a_wire_format_in_a_pure_crate_is_named() {
        let planted = json!({"packages": [
            {"name": "landfall-kinship", "dependencies": [{"name": "serde"}, {"name": "thiserror"}, {"name": "rstest", "kind": "dev"}]},
            {"name": "landfall-interop", "dependencies": [{"name": "serde"}]},
        ]});
        let found = dependency_complaints(&planted);
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("`kinship`") && found[0].contains("`serde`"));
    }

    #[test]
    fn reading_a_file_is_named_unless_a_test_does() {
        let planted = "fn f() { std :: fs::read(\"x\"); } #[cfg(test)] mod tests { use std::env; }";
        let code = without_tests(planted).unwrap();
        let found = source_complaints("a.rs", &code.to_string());
        assert_eq!(found, ["a.rs: a pure crate must not use `std::fs`; take the value as an argument"]);
    }
}
