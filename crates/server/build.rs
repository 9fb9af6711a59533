//! Stops the build with a clear word where the islands and the style sheet have not been built.

use std::path::Path;

fn main() {
    let manifest = Path::new("../../web/dist/.vite/manifest.json");
    println!("cargo::rerun-if-changed={}", manifest.display());
    if !manifest.exists() {
        println!(
            "cargo::error=web/dist is missing: the pages' style sheet and map are built there; \
             run `npm ci && npm run build` in web/"
        );
    }
}
