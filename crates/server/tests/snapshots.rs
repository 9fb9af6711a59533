//! Each page as it is written: in English and in Arabic, full and with every optional field empty.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod fixture;

use axum::body::Body;
use axum::http::Request;
use fixture::door::{answer, cookie, shared, site, token};
use node::Role;
use rstest::rstest;

async fn page(shows: fixture::Shows, path: &str) -> String {
    let node = shared().await;
    let token = token(&node, Role::TracingOfficer).await;
    let request = Request::builder().uri(path).header("cookie", cookie(&token)).body(Body::empty()).unwrap();
    steady(&answer(&site(shows, node), request).await.2)
}

/// The content of the page alone: without outlines of the world and names that change with every build of the assets.
fn steady(html: &str) -> String {
    let content = html.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap_or(html);
    let mut steady = String::new();
    for (index, part) in content.split(" d=\"M").enumerate() {
        if index == 0 {
            steady.push_str(part);
        } else {
            steady.push_str(" d=\"M…");
            steady.push_str(&part[part.find('"').unwrap_or(0)..]);
        }
    }
    steady
}

#[rstest]
#[case("situation", "/situation")]
#[case("incidents", "/situation/incidents")]
#[case("incident", "/situation/incidents/2015.A")]
#[case("people", "/missing")]
#[case("person", "/missing/M%201%2F%C3%A9")]
#[case("remains_list", "/remains")]
#[case("remains", "/remains/R1")]
#[case("hypotheses", "/hypotheses")]
#[case("hypothesis", "/hypotheses/M%201%2F%C3%A9/R1")]
#[case("about", "/about")]
#[case("problem", "/nothing")]
#[tokio::test]
async fn full(#[case] name: &str, #[case] path: &str) {
    for lang in ["en", "ar"] {
        let html = page(fixture::full(), &format!("/{lang}{path}")).await;
        insta::assert_snapshot!(format!("{name}_{lang}"), html);
    }
}

#[rstest]
#[case("situation", "/situation")]
#[case("incidents", "/situation/incidents")]
#[case("incident", "/situation/incidents/I1")]
#[case("people", "/missing")]
#[case("person", "/missing/M1")]
#[case("remains_list", "/remains")]
#[case("remains", "/remains/R1")]
#[case("hypotheses", "/hypotheses")]
#[case("hypothesis", "/hypotheses/M1/R1")]
#[tokio::test]
async fn every_optional_field_empty(#[case] name: &str, #[case] path: &str) {
    let html = page(fixture::blank(), &format!("/en{path}")).await;
    insta::assert_snapshot!(format!("{name}_blank"), html);
}
