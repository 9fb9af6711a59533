//! Status, headers and bodies of every address, asked over the router itself.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod fixture;

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use fixture::Shows;
use fixture::door::{answer, cookie, shared, site, token};
use node::Role;
use rstest::rstest;

/// What a tracing officer gets.
async fn ask(shows: Shows, method: &str, path: &str, headers: &[(&str, &str)]) -> (StatusCode, HeaderMap, String) {
    let node = shared().await;
    let token = token(&node, Role::TracingOfficer).await;
    let mut request = Request::builder().method(method).uri(path).header("cookie", cookie(&token));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    answer(&site(shows, node), request.body(Body::empty()).unwrap()).await
}

async fn get(path: &str) -> (StatusCode, HeaderMap, String) {
    ask(fixture::full(), "GET", path, &[]).await
}

/// All pages of the fixture, without their language.
const PAGES: [&str; 11] = [
    "",
    "/situation",
    "/situation/incidents",
    "/situation/incidents/2016.D%2F1",
    "/missing",
    "/missing/M%201%2F%C3%A9",
    "/remains",
    "/remains/R1",
    "/hypotheses",
    "/hypotheses/M%201%2F%C3%A9/R1",
    "/about",
];

#[tokio::test]
async fn every_page_answers_in_every_language() {
    for lang in ["en", "fr", "es", "ar"] {
        for page in PAGES {
            let (status, headers, body) = get(&format!("/{lang}{page}")).await;
            assert_eq!(status, StatusCode::OK, "/{lang}{page}");
            assert_eq!(headers["content-type"], "text/html; charset=utf-8");
            let dir = if lang == "ar" { "rtl" } else { "ltr" };
            assert!(body.contains(&format!("<html lang=\"{lang}\" dir=\"{dir}\">")), "/{lang}{page}");
            assert!(!body.contains("⟨") && !body.contains(">["), "a word is missing on /{lang}{page}");
            assert!(body.len() < 100_000, "/{lang}{page} has {} bytes", body.len());
        }
    }
}

#[tokio::test]
async fn no_page_has_inline_script_or_style_or_another_origin() {
    for content in [fixture::full(), fixture::blank(), Shows::default()] {
        for page in PAGES {
            let (_, _, body) = ask(content.clone(), "GET", &format!("/en{page}"), &[]).await;
            for forbidden in ["style=", "<style", "onclick", "<script>", "javascript:", "<iframe"] {
                assert!(!body.contains(forbidden), "/en{page} holds `{forbidden}`");
            }
            for loads in ["src=\"http", "src=\"//", "<link rel=\"stylesheet\" href=\"http", "@import"] {
                assert!(!body.contains(loads), "/en{page} loads from elsewhere");
            }
        }
    }
}

#[rstest]
#[case::path_wins("/ar/about?lang=fr", "fr", "ar")]
#[case::then_the_query("/about?lang=es", "fr", "es")]
#[case::then_the_browser("/about", "de, fr;q=0.5", "fr")]
#[case::then_english("/", "sw", "en")]
#[tokio::test]
async fn the_language_is_chosen(#[case] path: &str, #[case] accepted: &str, #[case] expected: &str) {
    let (status, headers, body) = ask(fixture::full(), "GET", path, &[("accept-language", accepted)]).await;
    assert_eq!(status, StatusCode::OK);
    assert!(body.contains(&format!("<html lang=\"{expected}\"")));
    let vary: Vec<_> = headers.get_all("vary").iter().map(|value| value.to_str().unwrap()).collect();
    assert!(vary.iter().any(|value| value.contains("accept-language")), "{vary:?}");
}

#[tokio::test]
async fn the_switch_keeps_page_and_filter() {
    let (_, _, body) = get("/fr/situation/incidents?year=2016&lang=en&page=1").await;
    assert!(body.contains("href=\"/ar/situation/incidents?year=2016&#38;page=1\""), "{body}");
}

#[rstest]
#[case::page("/en/situation")]
#[case::file("/situation.csv")]
#[case::nothing("/en/nothing")]
#[case::health("/health")]
#[tokio::test]
async fn every_answer_is_hardened(#[case] path: &str) {
    let (_, headers, _) = get(path).await;
    let policy = headers["content-security-policy"].to_str().unwrap();
    for part in
        ["default-src 'self'", "script-src 'self'", "style-src 'self'", "worker-src 'self'", "object-src 'none'"]
    {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(!policy.contains("unsafe"));
    assert_eq!(headers["x-content-type-options"], "nosniff");
    assert_eq!(headers["referrer-policy"], "same-origin");
    assert_eq!(headers["cache-control"], "no-store");
    assert!(!headers.contains_key("set-cookie"));
}

#[rstest]
#[case("/en/nothing", "There is no such page")]
#[case("/fr/missing/M9", "Cette page n’existe pas")]
#[case("/es/hypotheses/M1/R9", "Esta página no existe")]
#[case("/ar/situation/incidents/none", "لا توجد صفحة كهذه")]
#[case("/en/remains/..%2F..%2Fetc", "There is no such page")]
#[tokio::test]
async fn what_is_not_there_is_said_in_the_reader_s_language(#[case] path: &str, #[case] words: &str) {
    let (status, _, body) = get(path).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(body.contains(words), "{body}");
}

#[rstest]
#[case("/assets/..%2fpackage.json")]
#[case("/assets/..%2f..%2fCargo.toml")]
#[case("/assets/%2e%2e%2fCargo.toml")]
#[case("/assets/.vite%2fmanifest.json")]
#[case("/assets/..%5c..%5cCargo.toml")]
#[case("/assets/nothing.js")]
#[case("/assets/")]
#[tokio::test]
async fn an_asset_path_that_climbs_finds_nothing(#[case] path: &str) {
    assert_eq!(get(path).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn built_files_are_served_for_good_and_with_their_type() {
    let (_, _, page) = get("/en/situation").await;
    let address = page.split('"').find(|part| part.starts_with("/assets/") && part.ends_with(".css")).unwrap();
    let (status, headers, _) = get(address).await;
    assert_eq!((status, headers["content-type"].to_str().unwrap()), (StatusCode::OK, "text/css; charset=utf-8"));
    assert!(headers["cache-control"].to_str().unwrap().contains("immutable"));
}

#[tokio::test]
async fn head_answers_as_get_without_a_body() {
    let (status, headers, body) = ask(fixture::full(), "HEAD", "/en/situation", &[]).await;
    assert_eq!((status, body.as_str()), (StatusCode::OK, ""));
    assert_eq!(headers["content-type"], "text/html; charset=utf-8");
}

#[rstest]
#[case("POST")]
#[case("PUT")]
#[case("DELETE")]
#[tokio::test]
async fn nothing_can_be_written(#[case] method: &str) {
    let (status, _, _) = ask(fixture::full(), method, "/en/missing", &[]).await;
    assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_huge_query_is_refused_with_a_page() {
    let (status, _, body) = get(&format!("/es/situation?year={}", "9".repeat(5000))).await;
    assert_eq!(status, StatusCode::URI_TOO_LONG);
    assert!(body.contains("La dirección es demasiado larga") && body.len() < 10_000);
}

#[tokio::test]
async fn a_year_that_is_none_is_named() {
    let (status, _, body) = get("/en/situation?year=%3Cb%3Elast").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(body.contains("&#60;b&#62;last") && !body.contains("<b>last"), "{body}");
}

#[tokio::test]
async fn another_machine_s_name_is_refused() {
    let ask = async |host: &str| ask(fixture::full(), "GET", "/en/missing", &[("host", host)]).await;
    assert_eq!(ask("rebound.example").await.0, StatusCode::MISDIRECTED_REQUEST);
    assert!(!ask("rebound.example").await.2.contains("F1"));
    assert_eq!(ask("localhost:8080").await.0, StatusCode::OK);
}

#[tokio::test]
async fn pages_are_compressed_where_asked() {
    let (_, headers, _) = ask(fixture::full(), "GET", "/en/situation", &[("accept-encoding", "gzip")]).await;
    assert_eq!(headers["content-encoding"], "gzip");
}

#[tokio::test]
async fn a_filter_changes_numbers_downloads_and_table_alike() {
    let (_, _, page) = get("/en/situation?year=2016&region=Mediterranean").await;
    assert!(page.contains("2 recorded incidents tell of 52 people"), "10 - 3 and 40 + 5: {page}");
    let (_, headers, csv) = get("/situation.csv?year=2016&region=Mediterranean").await;
    assert_eq!(csv.lines().count(), 3);
    assert_eq!(headers["content-disposition"], "attachment; filename=\"situation.csv\"");
    assert!(page.contains("/situation.csv?year=2016&#38;region=Mediterranean"));
    let (_, _, list) = get("/en/situation/incidents?year=2016&region=Mediterranean&sort=people").await;
    assert!(list.contains("<h1>2 incidents</h1>"));
    let (_, _, none) = get("/en/situation?region=Atlantis").await;
    assert!(none.contains("That does not mean that nothing happened"));
}

#[tokio::test]
async fn open_data_names_whose_they_are_and_leaves_the_unknown_empty() {
    let whose = "IOM's Missing Migrants Project, missingmigrants.iom.int (CC BY 4.0), extract of 2026-05-06";
    let (_, _, csv) = get("/situation.csv").await;
    assert!(csv.lines().skip(1).all(|line| line.ends_with(&format!("\"{whose}\""))), "{csv}");
    let (_, headers, text) = get("/situation.geojson").await;
    assert_eq!(headers["content-type"], "application/geo+json");
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["attribution"], whose);
    assert_eq!(json["features"].as_array().unwrap().len(), 5);
    let unknown = &json["features"][2];
    assert_eq!(unknown["geometry"]["coordinates"], serde_json::json!([-111.9, 31.5]));
    assert!(unknown["properties"]["dead"].is_null() && unknown["properties"]["dead_and_missing"].is_null());
}

#[tokio::test]
async fn the_map_s_file_leaves_out_sums_over_a_period() {
    let (_, _, text) = get("/fr/situation/points.geojson?year=2016").await;
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let ids: Vec<_> = json["features"].as_array().unwrap().iter().map(|one| one["properties"]["i"].clone()).collect();
    assert_eq!(ids, ["2016.B", "2016.C", "2016.D/1"]);
    assert_eq!(json["features"][1]["properties"]["d"], "novembre 2016");
    assert!(json["features"][1]["properties"].get("n").is_none(), "no number is not zero");
}

#[tokio::test]
async fn an_empty_node_says_what_to_do() {
    for (page, words) in
        [("situation", "landfall import mmp"), ("missing", "landfall import register"), ("hypotheses", "landfall new")]
    {
        let (status, _, body) = ask(Shows::default(), "GET", &format!("/en/{page}"), &[]).await;
        assert!(status == StatusCode::OK && body.contains(words), "{page}");
    }
}

#[tokio::test]
async fn text_from_records_is_escaped() {
    let (_, _, body) = get("/en/situation/incidents/2015.A").await;
    assert!(body.contains("IOM &#60;Libya&#62;") && !body.contains("<Libya>"));
    assert!(!body.contains("javascript:alert"), "only addresses of the web become links");
}

#[tokio::test]
async fn no_page_speaks_of_a_match() {
    for page in PAGES {
        let (_, _, body) = get(&format!("/en{page}")).await;
        assert!(!body.to_lowercase().contains("match"), "/en{page}");
        assert!(!body.contains("migrant ") && !body.contains("corpse"), "/en{page}");
    }
}
