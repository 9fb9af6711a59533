//! Licences and sources of everything that is linked or run to build.

use serde_json::Value;
use toml::Table;

/// The one place from which crates come.
pub const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// The licences that `deny.toml` allows: one list for both checks.
///
/// # Errors
/// Where the text is no TOML.
pub fn allowed(deny: &str) -> Result<Vec<String>, toml::de::Error> {
    let table: Table = deny.parse()?;
    let list = table.get("licenses").and_then(|it| it.get("allow")).and_then(|it| it.as_array());
    Ok(list.into_iter().flatten().filter_map(|it| it.as_str().map(str::to_owned)).collect())
}

/// Every package from elsewhere in `metadata` whose licence expression does not hold under the list.
#[must_use]
pub fn complaints(metadata: &Value, allowed: &[String]) -> Vec<String> {
    let empty = Vec::new();
    let packages = metadata["packages"].as_array().unwrap_or(&empty);
    let foreign = packages.iter().filter(|package| package["source"].is_string());
    foreign
        .filter_map(|package| {
            let name = package["name"].as_str().unwrap_or_default();
            let licence = package["license"].as_str().unwrap_or_default();
            (!holds(licence, allowed)).then(|| {
                format!("`{name}` is under `{licence}`, which deny.toml does not allow; choose another crate, or allow it with a reason")
            })
        })
        .collect()
}

/// Every package of `Cargo.lock` that comes neither from this project nor from the registry.
///
/// # Errors
/// Where the text is no TOML.
pub fn foreign_sources(lock: &str) -> Result<Vec<String>, toml::de::Error> {
    let table: Table = lock.parse()?;
    let packages = table.get("package").and_then(|it| it.as_array()).into_iter().flatten();
    Ok(packages
        .filter_map(|package| {
            let source = package.get("source")?.as_str()?;
            let name = package.get("name").and_then(|it| it.as_str()).unwrap_or_default();
            (source != REGISTRY).then(|| format!("`{name}` comes from `{source}`; take it from the registry"))
        })
        .collect())
}

/// Does an SPDX expression hold if only these licences are acceptable? `OR` needs one side, `AND` both.
#[must_use]
pub fn holds(expression: &str, allowed: &[String]) -> bool {
    // `MIT/Apache-2.0` is how the registry once wrote `OR`.
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let answer = either(&words, &mut at, allowed);
    answer && at == words.len()
}

fn either(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut answer = both(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        answer |= both(words, at, allowed);
    }
    answer
}

fn both(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut answer = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        answer &= one(words, at, allowed);
    }
    answer
}

fn one(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let answer = either(words, at, allowed);
        *at += 1; // the closing bracket
        return answer;
    }
    let mut name = (*word).to_owned();
    if words.get(*at) == Some(&"WITH") {
        name = format!("{word} WITH {}", words.get(*at + 1).unwrap_or(&""));
        *at += 2;
    }
    allowed.contains(&name)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{allowed, complaints, foreign_sources, holds};

    fn list() -> Vec<String> {
        allowed("[licenses]\nallow = [\"MIT\", \"Apache-2.0\", \"Unicode-3.0\"]").unwrap()
    }

    #[test]
    fn expressions_are_read_as_they_are_meant() {
        for good in ["MIT", "MIT OR GPL-3.0", "(MIT OR Apache-2.0) AND Unicode-3.0", "MIT/Apache-2.0"] {
            assert!(holds(good, &list()), "{good}");
        }
        for bad in
            ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR Apache-2.0) AND GPL-3.0", "Apache-2.0 WITH LLVM-exception"]
        {
            assert!(!holds(bad, &list()), "{bad}");
        }
    }

    #[test]
    fn a_planted_licence_and_a_planted_source_are_named() {
        let planted = json!({"packages": [
            {"name": "ours", "source": null, "license": "AGPL-3.0-or-later"},
            {"name": "theirs", "source": "registry", "license": "GPL-3.0"},
        ]});
        assert_eq!(complaints(&planted, &list()).len(), 1);
        let lock = "[[package]]\nname = \"a\"\nsource = \"git+https://example.org/a\"\n[[package]]\nname = \"ours\"\n";
        assert_eq!(foreign_sources(lock).unwrap().len(), 1);
    }
}
