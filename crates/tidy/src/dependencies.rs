//! Every dependency has its line of reason in `docs/dependencies.md`, and no line outlives its dependency.

use std::collections::BTreeSet;

use toml::Table;

/// Names under `[workspace.dependencies]` that are not this project's own crates.
///
/// # Errors
/// Where the text is no TOML.
pub fn of_workspace(manifest: &str) -> Result<BTreeSet<String>, toml::de::Error> {
    let table: Table = manifest.parse()?;
    let listed = table.get("workspace").and_then(|it| it.get("dependencies")).and_then(|it| it.as_table());
    Ok(foreign(listed))
}

/// Names that any crate of `metadata` (of `cargo metadata --no-deps`) depends on and that are not this project's own.
#[must_use]
pub fn of_crates(metadata: &serde_json::Value) -> BTreeSet<String> {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let listed = packages.flat_map(|package| package["dependencies"].as_array().into_iter().flatten());
    listed.filter(|it| !it["path"].is_string()).filter_map(|it| it["name"].as_str().map(str::to_owned)).collect()
}

/// Names listed for the whole workspace that no crate takes.
#[must_use]
pub fn unused(workspace: &BTreeSet<String>, crates: &BTreeSet<String>) -> Vec<String> {
    workspace
        .difference(crates)
        .map(|name| format!("no crate uses `{name}`; take it out of the root Cargo.toml"))
        .collect()
}

/// Packages whose library has another name than they have.
const LIBRARIES: [(&str, &str); 1] = [("kamadak-exif", "exif")];

/// Dependencies of a crate that none of its sources names. `sources` is the text of all of them.
///
/// # Errors
/// Where the manifest is no TOML.
pub fn idle(path: &str, manifest: &str, sources: &str) -> Result<Vec<String>, toml::de::Error> {
    let table: Table = manifest.parse()?;
    let kinds = ["dependencies", "dev-dependencies", "build-dependencies"];
    let listed = kinds.iter().filter_map(|kind| table.get(*kind)?.as_table()).flat_map(Table::keys);
    let words: BTreeSet<&str> = sources.split(|letter: char| !letter.is_alphanumeric() && letter != '_').collect();
    let library = |name: &str| {
        let other = LIBRARIES.iter().find(|(package, _)| *package == name);
        other.map_or_else(|| name.replace('-', "_"), |(_, library)| (*library).to_owned())
    };
    Ok(listed
        .filter(|name| !words.contains(library(name).as_str()))
        .map(|name| format!("{path} lists `{name}`, which the crate does not use; take it out"))
        .collect())
}

/// Names under `[dependencies]` of a manifest that are not this project's own crates.
///
/// # Errors
/// Where the text is no TOML.
pub fn of_manifest(manifest: &str) -> Result<BTreeSet<String>, toml::de::Error> {
    let table: Table = manifest.parse()?;
    Ok(foreign(table.get("dependencies").and_then(|it| it.as_table())))
}

/// Names under `dependencies` and `devDependencies` of a `package.json`.
///
/// # Errors
/// Where the text is no JSON.
pub fn of_package(package: &str) -> Result<BTreeSet<String>, serde_json::Error> {
    let package: serde_json::Value = serde_json::from_str(package)?;
    let listed = ["dependencies", "devDependencies"].iter().filter_map(|kind| package[kind].as_object());
    Ok(listed.flat_map(|names| names.keys().cloned()).collect())
}

/// Dependencies without a line of reason, and lines without a dependency. A line is a table row that begins with the
/// name in backticks: ``| `csv` | why |``.
#[must_use]
pub fn complaints(dependencies: &BTreeSet<String>, document: &str) -> Vec<String> {
    let explained: BTreeSet<String> =
        document.lines().filter_map(|line| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned())).collect();
    let missing = dependencies.difference(&explained);
    let stale = explained.difference(dependencies);
    missing
        .map(|name| format!("docs/dependencies.md has no line for `{name}`; say in a sentence why it is there"))
        .chain(stale.map(|name| format!("docs/dependencies.md explains `{name}`, which nothing depends on")))
        .collect()
}

fn foreign(listed: Option<&Table>) -> BTreeSet<String> {
    let is_ours = |value: &toml::Value| value.get("path").is_some();
    // a dependency may be called otherwise here than where it is published
    let published = |name: &String, value: &toml::Value| {
        value.get("package").and_then(toml::Value::as_str).map_or_else(|| name.clone(), str::to_owned)
    };
    let listed = listed.into_iter().flatten().filter(|(_, value)| !is_ours(value));
    listed.map(|(name, value)| published(name, value)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{complaints, idle, of_crates, of_package, of_workspace, unused};

    #[test]
    fn a_dependency_without_a_reason_and_a_reason_without_a_dependency_are_named() {
        let manifest = "[workspace.dependencies]\nours = { path = \"crates/ours\" }\ncsv = \"1\"\nrayon = \"1\"\n";
        let found =
            complaints(&of_workspace(manifest).unwrap(), "| crate | why |\n| `csv` | tables |\n| `gone` | once |\n");
        assert_eq!(found.len(), 2);
        assert!(found[0].contains("`rayon`") && found[1].contains("`gone`"));
    }

    #[test]
    fn an_unused_entry_is_named() {
        let metadata = json!({"packages": [{"dependencies": [{"name": "tower"}, {"name": "ours", "path": "/here"}]}]});
        let listed = of_workspace("[workspace.dependencies]\ncsv = \"1\"\ntower = \"1\"\n").unwrap();
        let found = unused(&listed, &of_crates(&metadata));
        assert_eq!(found, ["no crate uses `csv`; take it out of the root Cargo.toml"]);
    }

    #[test]
    fn a_crate_that_lists_more_than_it_uses_is_named() {
        let manifest = "[dependencies]\nrust-embed.workspace = true\n[dev-dependencies]\ninsta.workspace = true\n";
        let found = idle("a/Cargo.toml", manifest, "use rust_embed::Embed; // install").unwrap();
        assert_eq!(found, ["a/Cargo.toml lists `insta`, which the crate does not use; take it out"]);
    }

    #[test]
    fn packages_of_the_pages_count_too() {
        let names = of_package(r#"{"dependencies": {"maplibre-gl": "1"}, "devDependencies": {"vite": "1"}}"#).unwrap();
        assert_eq!(names.into_iter().collect::<Vec<_>>(), ["maplibre-gl", "vite"]);
    }
}
