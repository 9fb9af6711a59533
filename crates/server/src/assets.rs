//! What the pages load besides themselves: the style sheet and the map island, as Vite built them, and the outlines.

use std::collections::HashMap;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use serde::Deserialize;

use crate::frame::Framing;
use crate::map::outlines;
use crate::problem::Problem;

/// Debug builds read the folder, release builds hold it.
#[derive(RustEmbed)]
#[folder = "../../web/dist"]
struct Dist;

/// Names carry a hash of their content, so that a browser may keep them for good.
const FOR_GOOD: &str = "public, max-age=31536000, immutable";

#[derive(Deserialize)]
struct Entry {
    file: String,
    #[serde(default)]
    css: Vec<String>,
}

/// Hashed addresses of the built files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assets {
    /// The style sheet of all pages.
    pub pages_css: String,
    /// The map island.
    pub map_js: String,
    /// The map island's style sheet.
    pub map_css: String,
}

impl Assets {
    /// Reads the manifest. `build.rs` has seen it; one that is gone or cut since leaves the pages unstyled but whole.
    #[must_use]
    pub fn read() -> Self {
        let manifest = Dist::get(".vite/manifest.json").map(|file| file.data).unwrap_or_default();
        let entries: HashMap<String, Entry> = serde_json::from_slice(&manifest).unwrap_or_default();
        let address = |file: &String| format!("/assets/{file}");
        let island = entries.get("src/map/island.ts");
        Self {
            pages_css: entries.get("src/pages.css").map(|entry| address(&entry.file)).unwrap_or_default(),
            map_js: island.map(|entry| address(&entry.file)).unwrap_or_default(),
            map_css: island.and_then(|entry| entry.css.first()).map(address).unwrap_or_default(),
        }
    }
}

/// `GET /assets/{file}`: one built file. Only names that the build made exist; a path that climbs finds nothing.
pub async fn serve(framing: Framing, Path(file): Path<String>) -> Result<Response, Problem> {
    let content_type = match file.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        _ => return Err(Problem::not_found(framing)),
    };
    let is_plain = !file.contains(['/', '\\']) && !file.starts_with('.');
    let found = if is_plain { Dist::get(&file) } else { None };
    let data = found.ok_or_else(|| Problem::not_found(framing))?.data;
    Ok(([(CONTENT_TYPE, content_type), (CACHE_CONTROL, FOR_GOOD)], data.into_owned()).into_response())
}

/// `GET /map/countries-50m.topojson`: the outlines that the map island draws.
pub async fn countries() -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "public, max-age=86400")], outlines::LARGE)
}

/// A shore, and the sun above it.
const ICON: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#0b5c6b"/><circle cx="16" cy="14" r="6" fill="#fbfaf7"/><path d="M4 23q6-5 12 0t12 0" fill="none" stroke="#fbfaf7" stroke-width="3" stroke-linecap="round"/></svg>"##;

/// `GET /icon.svg`: the sign in the browser's tab.
pub async fn icon() -> impl IntoResponse {
    ([(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "public, max-age=86400")], ICON)
}

#[cfg(test)]
mod tests {
    use super::Assets;

    #[test]
    fn every_built_file_has_an_address() {
        let assets = Assets::read();
        for address in [&assets.pages_css, &assets.map_js, &assets.map_css] {
            assert!(address.starts_with("/assets/") && address.contains('-'), "{address}");
        }
    }
}
