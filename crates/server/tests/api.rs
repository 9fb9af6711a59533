//! Records for programs: the right verb on the wrong record, what no session gets, and a stream that says whether it is whole.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod fixture;

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use firewall::Role;
use fixture::door::{answer, cookie, node, shared, site, token};
use rooms::header::Sector;
use serde_json::Value;
use server::Site;

async fn ask(site: &Arc<Site>, address: &str, token: Option<&str>) -> (StatusCode, HeaderMap, String) {
    let mut request = Request::builder().uri(address).header("host", "localhost");
    if let Some(token) = token {
        request = request.header("cookie", cookie(token));
    }
    answer(site, request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn an_officer_reads_lists_counts_and_takes_out() {
    let node = shared().await;
    let site = site(fixture::full(), Arc::clone(&node));
    let token = token(&node, Role::TracingOfficer).await;
    let (status, _, body) = ask(&site, "/api/tracing/missing-person", Some(&token)).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    let page: Value = serde_json::from_str(&body).unwrap();
    let (records, next) = (page["records"].as_array().unwrap(), &page["next"]);
    assert_eq!((records.len(), next), (2, &Value::Null));
    assert!(records.iter().all(|record| record["fields"]["id"].is_string() && record.get("record").is_none()));
    let handle = records[0]["handle"].as_str().unwrap();
    let (_, _, by_handle) = ask(&site, &format!("/api/tracing/missing-person/{handle}"), Some(&token)).await;
    assert_eq!(serde_json::from_str::<Value>(&by_handle).unwrap(), records[0]);
    let (status, _, by_name) = ask(&site, "/api/tracing/missing-person/M1", Some(&token)).await;
    assert_eq!(
        (status, serde_json::from_str::<Value>(&by_name).unwrap()["fields"]["id"].as_str()),
        (StatusCode::OK, Some("M1"))
    );
    let (_, _, count) = ask(&site, "/api/tracing/missing-person/count", Some(&token)).await;
    assert_eq!(count, r#"{"count":2}"#);
    let (_, headers, stream) = ask(&site, "/api/tracing/missing-person/export", Some(&token)).await;
    assert_eq!(headers["content-type"], "application/x-ndjson");
    assert_eq!(stream.lines().count(), 3);
    assert_eq!(stream.lines().last(), Some(r#"{"complete":true,"count":2}"#));
    let (_, _, table) = ask(&site, "/api/tracing/missing-person/export?format=csv", Some(&token)).await;
    assert!(table.starts_with("handle,kind,version,owner,purpose,hour,state,age_last_seen,"), "{table}");
    let (status, _, _) = ask(&site, "/api/tracing/missing-person/export?format=xml", Some(&token)).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_right_verb_on_the_wrong_record_finds_nothing() {
    let node = shared().await;
    let site = site(fixture::blank(), Arc::clone(&node));
    let token = token(&node, Role::TracingOfficer).await;
    let (_, _, nothing) = ask(&site, "/api/tracing/missing-person/M9", Some(&token)).await;
    let wrong = [
        "/api/tracing/missing-person/R1",
        "/api/tracing/family/M1",
        "/api/tracing/no-such-kind/M1",
        "/api/protection/missing-person/M1",
        "/api/documentation/missing-person/M1",
        "/api/no-such-purpose/missing-person/M1",
        "/api/oversight/missing-person",
    ];
    for address in wrong {
        let (status, headers, body) = ask(&site, address, Some(&token)).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{address}");
        assert_eq!(headers["content-type"], "application/problem+json", "{address}");
        assert_eq!(body, nothing, "{address}");
    }
}

#[tokio::test]
async fn police_learn_nothing_of_whether_a_record_is_there() {
    let node = node(Sector::Police).await;
    let site = site(fixture::blank(), Arc::clone(&node));
    let token = token(&node, Role::TracingOfficer).await;
    let (_, _, nothing) = ask(&site, "/api/tracing/missing-person/M9", Some(&token)).await;
    for address in ["", "/M1", "/count", "/export"] {
        let (status, _, body) = ask(&site, &format!("/api/tracing/missing-person{address}"), Some(&token)).await;
        assert_eq!((status, &body), (StatusCode::NOT_FOUND, &nothing), "{address}");
    }
    let (status, _, one) = ask(&site, "/api/tracing/missing-person/M1", None).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert_eq!(one, ask(&site, "/api/tracing/missing-person/M9", None).await.2);
}
