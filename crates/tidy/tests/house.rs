//! Every rule of the house, asked about this project.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::collections::BTreeMap;

use serde_json::Value;
use tidy::locales::Keys;
use tidy::project::{self, File};
use tidy::{
    arrows, data_folders, dependencies, fuzzed, licences, links, locales, manifests, policies, purity, size, sources,
    strangers, syntax, unwraps,
};

/// Documents at the root.
const DOCUMENTS: [&str; 5] = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"];

/// Fails with every complaint on a line of its own.
#[track_caller]
fn none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

fn own_metadata() -> Value {
    project::metadata(&["--no-deps"]).unwrap()
}

/// Source files of all crates, modules for tests left out.
fn source_files() -> Vec<File> {
    let files = project::files("crates", &[".rs"]).unwrap();
    let tests: Vec<String> =
        files.iter().flat_map(|file| syntax::test_modules(&file.path, &file.text).unwrap_or_default()).collect();
    let is_for_tests = |path: &str| syntax::is_test_file(path) || tests.iter().any(|start| path.starts_with(start));
    files.into_iter().filter(|file| file.path.contains("/src/") && !is_for_tests(&file.path)).collect()
}

fn is_pure(path: &str) -> bool {
    purity::PURE.iter().any(|name| path.starts_with(&format!("crates/{name}/")))
}

#[test]
fn arrows_point_down() {
    none(arrows::complaints(arrows::ARROWS, &own_metadata()));
}

#[test]
fn pure_crates_depend_on_nothing_that_reaches_outside() {
    none(purity::dependency_complaints(&own_metadata()));
}

#[test]
fn pure_crates_reach_nothing_outside() {
    let pure = source_files().into_iter().filter(|file| is_pure(&file.path));
    none(
        pure.flat_map(|file| {
            let code = syntax::without_tests(&file.text).unwrap_or_else(|error| panic!("{}: {error}", file.path));
            purity::source_complaints(&file.path, &code.to_string())
        })
        .collect(),
    );
}

#[test]
fn nothing_unwraps_outside_tests() {
    none(
        source_files()
            .into_iter()
            .flat_map(|file| {
                let code = syntax::without_tests(&file.text).unwrap_or_else(|error| panic!("{}: {error}", file.path));
                unwraps::complaints(&file.path, code)
            })
            .collect(),
    );
}

#[test]
fn every_number_has_its_source() {
    let pure = source_files().into_iter().filter(|file| is_pure(&file.path));
    none(
        pure.flat_map(|file| {
            sources::complaints(&file.path, &file.text).unwrap_or_else(|error| panic!("{}: {error}", file.path))
        })
        .collect(),
    );
}

#[test]
fn every_policy_can_be_read() {
    let files = project::files(policies::FOLDER, &[".cedar"]).unwrap();
    assert!(files.len() > 30, "{} policies", files.len());
    none(files.iter().flat_map(|file| policies::complaints(&file.path, &file.text)).collect());
}

#[test]
fn every_language_says_everything() {
    let folders = project::folders("locales").unwrap();
    let mut found: Vec<String> = locales::LANGUAGES
        .iter()
        .filter(|language| !folders.iter().any(|folder| folder == *language))
        .map(|language| format!("locales/{language} is missing"))
        .collect();
    let mut languages = BTreeMap::new();
    for language in folders {
        let mut keys = Keys::new();
        for file in project::files(&format!("locales/{language}"), &[".ftl"]).unwrap() {
            let name = file.path.rsplit('/').next().unwrap_or_default();
            found.extend(locales::read(&file.path, name, &file.text, &mut keys));
        }
        languages.insert(language, keys);
    }
    found.extend(locales::complaints(&languages));
    none(found);
}

#[test]
fn every_parser_is_fuzzed() {
    let mut parsers = Vec::new();
    for file in source_files().into_iter().filter(|file| !file.path.starts_with("crates/tidy/")) {
        parsers
            .extend(fuzzed::parsers(&file.path, &file.text).unwrap_or_else(|error| panic!("{}: {error}", file.path)));
    }
    let targets = project::files("fuzz/fuzz_targets", &[".rs"]).unwrap();
    let all: String = targets.iter().map(|file| file.text.as_str()).collect();
    let names: Vec<String> = targets
        .iter()
        .filter_map(|file| Some(file.path.strip_prefix("fuzz/fuzz_targets/")?.strip_suffix(".rs")?.to_owned()))
        .collect();
    let mut found = fuzzed::complaints(&parsers, &all);
    found.extend(fuzzed::unlisted(&names, &project::text("fuzz/Cargo.toml").unwrap()));
    none(found);
}

#[test]
fn every_licence_is_on_the_list() {
    let host = env!("TIDY_HOST");
    let metadata = project::metadata(&["--filter-platform", host]).unwrap();
    none(licences::complaints(&metadata, &licences::allowed(&project::text("deny.toml").unwrap()).unwrap()));
}

#[test]
fn every_crate_comes_from_the_registry() {
    let mut found = licences::foreign_sources(&project::text("Cargo.lock").unwrap()).unwrap();
    found.extend(licences::foreign_sources(&project::text("fuzz/Cargo.lock").unwrap()).unwrap());
    none(found);
}

#[test]
fn every_dependency_has_its_line_of_reason() {
    let listed = dependencies::of_workspace(&project::text("Cargo.toml").unwrap()).unwrap();
    let taken = dependencies::of_crates(&own_metadata());
    let mut found = dependencies::unused(&listed, &taken);
    let mut names = taken;
    names.extend(dependencies::of_manifest(&project::text("fuzz/Cargo.toml").unwrap()).unwrap());
    names.extend(dependencies::of_package(&project::text("web/package.json").unwrap()).unwrap());
    found.extend(dependencies::complaints(&names, &project::text("docs/dependencies.md").unwrap()));
    none(found);
}

#[test]
fn every_crate_uses_what_it_lists() {
    let mut found = Vec::new();
    for manifest in project::files("crates", &["/Cargo.toml"]).unwrap() {
        let folder = manifest.path.trim_end_matches("/Cargo.toml");
        let sources = project::files(folder, &[".rs"]).unwrap();
        let all: String = sources.iter().map(|file| file.text.as_str()).collect();
        found.extend(dependencies::idle(&manifest.path, &manifest.text, &all).unwrap());
    }
    none(found);
}

#[test]
fn no_file_holds_two_subjects() {
    let files = project::files("crates", &[".rs"]).unwrap();
    let counted = files
        .iter()
        .filter(|file| file.path.contains("/src/"))
        .map(|file| (file.path.as_str(), file.text.lines().count()));
    none(size::complaints(counted, &size::LONGER));
}

#[test]
fn every_crate_says_its_licence_and_takes_the_lints() {
    let mut found = manifests::complaints(&own_metadata());
    for file in project::files("crates", &["/Cargo.toml"]).unwrap() {
        found.extend(manifests::lint_complaints(&file.path, &file.text).unwrap());
    }
    none(found);
}

#[test]
fn every_data_folder_says_whence_and_under_what_terms() {
    let mut found = Vec::new();
    for top in ["reference", "demo"] {
        for name in project::folders(top).unwrap() {
            let folder = format!("{top}/{name}");
            found.extend(data_folders::complaints(
                &folder,
                project::text(&format!("{folder}/README.md")).ok().as_deref(),
            ));
        }
    }
    none(found);
}

#[test]
fn nothing_names_a_folder_that_a_clone_lacks() {
    let endings =
        [".rs", ".toml", ".md", ".sh", ".ts", ".mjs", ".css", ".html", ".ftl", ".json", "Makefile", ".ci/run"];
    let mut found = Vec::new();
    for folder in ["crates", "scripts", "docs", "fuzz", "locales", "web", ".ci", ".config"] {
        let files = project::files(folder, &endings).unwrap();
        found.extend(files.iter().flat_map(|file| strangers::complaints(&file.path, &file.text)));
    }
    for file in DOCUMENTS.into_iter().chain(["Makefile", "Cargo.toml", "deny.toml"]) {
        found.extend(strangers::complaints(file, &project::text(file).unwrap()));
    }
    none(found);
}

#[test]
fn every_link_leads_somewhere() {
    let mut documents = project::files("docs", &[".md"]).unwrap();
    documents.extend(project::files("fuzz", &[".md"]).unwrap());
    documents
        .extend(DOCUMENTS.iter().map(|path| File { path: (*path).to_owned(), text: project::text(path).unwrap() }));
    let exists = |path: &str| project::root().join(path.trim_start_matches('/')).exists();
    none(documents.iter().flat_map(|file| links::complaints(&file.path, &file.text, exists)).collect());
}
