//! Sessions at the check before every handler: what was revoked, planted, forged or spelt otherwise gets nowhere.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod fixture;

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use fixture::door::{ANNA, PASSPHRASE, answer, cookie, node, shared, site, token};
use node::accounts::{INVITATION_DAYS, Invite, SignIn, SignedIn, Source};
use node::{Node, Role};
use rooms::header::Sector;
use rstest::rstest;
use server::Site;

type Answer = (StatusCode, HeaderMap, String);

async fn ask(site: &Arc<Site>, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path).header("host", "localhost");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    answer(site, request.body(Body::empty()).unwrap()).await
}

async fn open() -> (Arc<Site>, String) {
    let node = shared().await;
    let token = token(&node, Role::TracingOfficer).await;
    (site(fixture::full(), node), token)
}

async fn send(site: &Arc<Site>, path: &str, form: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method("POST").uri(path).header("host", "localhost");
    request = request.header("content-type", "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    answer(site, request.body(Body::from(form.to_owned())).unwrap()).await
}

/// The word that the forms of a page repeat.
fn word(page: &str) -> String {
    page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_revoked_member_is_nobody_at_the_next_request_in_every_browser() {
    let node = node(Sector::CivilSociety).await;
    let site = site(fixture::full(), Arc::clone(&node));
    let anna = node.session(&token(&node, Role::Administrator).await).await.unwrap();
    let asked = Invite { organisation: None, roles: vec![Role::TracingOfficer], days: INVITATION_DAYS };
    let link = node.invite(&anna, asked).await.unwrap();
    node.accept(link.as_str(), "nadia", PASSPHRASE).await.unwrap();
    node.confirm(&anna, "nadia").await.unwrap();
    let browsers = [in_as(&node, "nadia").await, in_as(&node, "nadia").await];
    for browser in &browsers {
        assert_eq!(ask(&site, "GET", "/en/remains/R1", &[("cookie", &cookie(browser))]).await.0, StatusCode::OK);
    }
    node.revoke(&anna, "nadia", "left").await.unwrap();
    for browser in &browsers {
        // a cookie that was put back is no other
        for _ in 0..2 {
            let (status, headers, body) = ask(&site, "GET", "/en/remains/R1", &[("cookie", &cookie(browser))]).await;
            assert_eq!((status, body.as_str()), (StatusCode::SEE_OTHER, ""));
            assert_eq!(headers["location"], "/en/sign-in?then=%2Fen%2Fremains%2FR1");
        }
    }
}

async fn in_as(node: &Node, name: &str) -> String {
    let (code, source, device, browser) = (None, Source::Local, None, "a test");
    let asked = SignIn { name, password: PASSPHRASE, code, source, device, browser };
    let SignedIn::In { token, .. } = node.sign_in(asked).await.unwrap() else { panic!("{name} signs in") };
    token.as_str().to_owned()
}

#[tokio::test]
async fn an_open_session_alone_replaces_no_second_factor() {
    let node = node(Sector::CivilSociety).await;
    let site = site(fixture::full(), Arc::clone(&node));
    let token = token(&node, Role::Administrator).await;
    let session = node.session(&token).await.unwrap();
    let begun = node.second_factor_begin(&session).await.unwrap();
    let secret = totp_rs::Secret::try_from_base32(&*begun.secret_text).unwrap();
    let totp = totp_rs::Builder::new().with_algorithm(totp_rs::Algorithm::SHA1).with_digits(6).with_secret(secret);
    let totp = totp.with_step_duration(30).build().unwrap();
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    node.second_factor_finish(&session, &totp.generate(now).to_string()).await.unwrap();

    let with = [("cookie", &*cookie(&token)), ("sec-fetch-site", "same-origin")];
    let (status, _, page) = ask(&site, "GET", "/en/account/second-factor", &with[..1]).await;
    assert_eq!(status, StatusCode::OK);
    let asks_for_the_password = |page: &str| page.contains("type=\"password\"") && !page.contains("otpauth:");
    assert!(asks_for_the_password(&page), "{page}");
    for form in ["code=000000", "code=", "password=wrong"] {
        let form = format!("{form}&csrf={}", word(&page));
        let (status, _, answer) = send(&site, "/en/account/second-factor", &form, &with).await;
        assert!(status == StatusCode::OK || status == StatusCode::UNPROCESSABLE_ENTITY, "{form}: {status}");
        assert!(asks_for_the_password(&answer), "{form}: {answer}");
    }
}

#[tokio::test]
async fn a_session_that_was_signed_out_is_nobody() {
    let (_, token) = open().await;
    let site = site(fixture::blank(), shared().await);
    let headers = [("cookie", cookie(&token))];
    let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(ask(&site, "GET", "/en/missing", &headers).await.0, StatusCode::OK);
    shared().await.sign_out(&token).await;
    assert_eq!(ask(&site, "GET", "/en/missing", &headers).await.0, StatusCode::SEE_OTHER);
}

#[rstest]
#[case::no_word("role=auditor", "same-origin", "http://localhost")]
#[case::a_wrong_word("role=auditor&csrf=c0ffee", "same-origin", "http://localhost")]
#[case::an_empty_word("role=auditor&csrf=", "same-origin", "http://localhost")]
#[case::another_site("role=auditor&csrf=WORD", "cross-site", "https://elsewhere.example")]
#[case::another_port("role=auditor&csrf=WORD", "same-site", "http://localhost:81")]
#[case::twice("role=auditor&csrf=WORD&csrf=WORD", "same-origin", "http://localhost")]
#[tokio::test]
async fn a_form_from_elsewhere_changes_nothing(#[case] form: &str, #[case] site_said: &str, #[case] origin: &str) {
    let (site, token) = open().await;
    let cookie = cookie(&token);
    let word = word(&ask(&site, "GET", "/en/missing", &[("cookie", &cookie)]).await.2);
    let headers = [("cookie", cookie.as_str()), ("sec-fetch-site", site_said), ("origin", origin)];
    let (status, _, _) = send(&site, "/en/role", &form.replace("WORD", &word), &headers).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let session = shared().await.session(&token).await.unwrap();
    assert_eq!(session.principal().role, Role::TracingOfficer);
}

#[tokio::test]
async fn a_form_of_our_own_page_changes_the_role_and_nothing_else_does() {
    let (site, token) = open().await;
    let cookie = cookie(&token);
    let word = word(&ask(&site, "GET", "/en/missing", &[("cookie", &cookie)]).await.2);
    let ours = [("cookie", cookie.as_str()), ("sec-fetch-site", "same-origin"), ("origin", "http://localhost")];
    let form = format!("role=auditor&csrf={word}");
    let (status, headers, _) = send(&site, "/en/role", &form, &ours).await;
    assert_eq!((status, &headers["location"]), (StatusCode::SEE_OTHER, &"/en/home".parse().unwrap()));
    assert_eq!(ask(&site, "GET", "/en/missing", &[("cookie", &cookie)]).await.0, StatusCode::NOT_FOUND);
    let (status, _, _) = send(&site, "/en/role", &form.replace("auditor", "machine"), &ours).await;
    assert_eq!(status, StatusCode::NOT_FOUND, "nobody acts in a role that is not theirs");
}

#[tokio::test]
async fn a_session_that_somebody_planted_is_not_taken_over() {
    let (site, _) = open().await;
    let planted = "planted-by-somebody-else";
    let (status, _, _) = ask(&site, "GET", "/en/missing", &[("cookie", &cookie(planted))]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let before = in_as(&*shared().await, ANNA).await;
    let after = in_as(&*shared().await, ANNA).await;
    assert!(before != after && after != planted, "signing in makes a new token each time");
    let both = format!("{}; {}", cookie(&before), cookie(&after));
    let (status, _, _) = ask(&site, "GET", "/en/missing", &[("cookie", &both)]).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "of two one was planted");
}

#[rstest]
#[case::post("POST", "/en/missing/M1")]
#[case::put("PUT", "/en/missing/M1")]
#[case::delete("DELETE", "/en/missing")]
#[case::options("OPTIONS", "/en/missing")]
#[case::trace("TRACE", "/en/missing")]
#[case::of_our_own("READ", "/en/missing")]
#[tokio::test]
async fn another_method_gets_nothing(#[case] method: &str, #[case] path: &str) {
    let (site, token) = open().await;
    for cookies in ["", &cookie(&token)] {
        let (status, _, body) = ask(&site, method, path, &[("cookie", cookies)]).await;
        assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
        assert!(!body.contains("F1"));
    }
}

#[rstest]
#[case::a_header("x-http-method-override")]
#[case::another("x-method-override")]
#[case::an_address("x-original-url")]
#[case::another_address("x-rewrite-url")]
#[case::whoever_sits_before("x-forwarded-user")]
#[tokio::test]
async fn a_header_overrides_nothing(#[case] name: &str) {
    let (site, _) = open().await;
    for value in ["GET", "/en/missing", ANNA] {
        assert_eq!(ask(&site, "GET", "/en/missing/M1", &[(name, value)]).await.0, StatusCode::SEE_OTHER);
        assert_eq!(ask(&site, "POST", "/en/missing/M1", &[(name, value)]).await.0, StatusCode::METHOD_NOT_ALLOWED);
    }
}

#[tokio::test]
async fn head_tells_whoever_has_no_session_what_get_does() {
    let (site, token) = open().await;
    assert_eq!(ask(&site, "HEAD", "/en/remains/R1", &[]).await.0, StatusCode::SEE_OTHER);
    let (status, _, body) = ask(&site, "HEAD", "/en/remains/R1", &[("cookie", &cookie(&token))]).await;
    assert_eq!((status, body.as_str()), (StatusCode::OK, ""));
}

#[rstest]
#[case::encoded("/en/%6Dissing")]
#[case::encoded_record("/en/missing/%4D1")]
#[case::trailing_slash("/en/missing/")]
#[case::record_and_slash("/en/missing/M1/")]
#[case::case("/en/Missing")]
#[case::double_slash("//en//missing")]
#[case::double_slash_before("//missing")]
#[case::dots("/en/about/../missing")]
#[case::encoded_dots("/en/about/%2e%2e/missing")]
#[case::encoded_slash("/en%2Fmissing")]
#[case::semicolon("/en/missing;a=b")]
#[case::backslash("/en\\missing")]
#[case::null("/en/missing%00")]
#[case::extension("/en/missing.json")]
#[case::a_public_one_in_front("/en/situation/../../en/missing")]
#[tokio::test]
async fn no_spelling_of_an_address_goes_around_the_check(#[case] path: &str) {
    let (site, _) = open().await;
    let Ok(request) = Request::builder().uri(path).body(Body::empty()) else { return };
    let (status, _, body) = answer(&site, request).await;
    assert!(matches!(status, StatusCode::SEE_OTHER | StatusCode::NOT_FOUND), "{path}: {status}");
    let content = body.split("<main").nth(1).unwrap_or(&body);
    assert!(!content.contains("F1") && !content.contains("R1"), "{path}: {content}");
}

#[rstest]
#[case::remains_as_a_person("/en/missing/R1")]
#[case::a_person_as_remains("/en/remains/M1")]
#[case::a_family_as_a_person("/en/missing/F1")]
#[case::the_other_way_round("/en/hypotheses/R1/M1")]
#[case::a_number("/en/missing/0")]
#[case::more_than_its_name("/en/missing/M1%2F..%2FM1")]
#[tokio::test]
async fn a_record_of_another_kind_is_not_there(#[case] path: &str) {
    let (site, token) = open().await;
    assert_eq!(ask(&site, "GET", path, &[("cookie", &cookie(&token))]).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_program_without_a_token_is_told_to_sign_in() {
    let (site, _) = open().await;
    for accept in [("accept", "application/json"), ("authorization", "Bearer nonsense")] {
        let (status, headers, _) = ask(&site, "GET", "/en/missing/M1", &[("accept", "application/json"), accept]).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        assert_eq!(headers["content-type"], "application/problem+json");
    }
}

#[tokio::test]
async fn what_is_shown_stands_in_the_audit_before_it_is_sent() {
    let node = node(Sector::CivilSociety).await;
    let site = site(fixture::full(), Arc::clone(&node));
    let token = token(&node, Role::TracingOfficer).await;
    for (path, lines) in [("/en/missing", 1), ("/en/remains/R2", 1), ("/en/hypotheses/M%201%2F%C3%A9/R1", 2)] {
        let before = told(&node).await;
        assert_eq!(ask(&site, "GET", path, &[("cookie", &cookie(&token))]).await.0, StatusCode::OK);
        assert_eq!(told(&node).await, before + lines, "{path}: a line for each purpose of what stands on it");
    }
}

/// Lines of the audit.
async fn told(node: &Node) -> u64 {
    let sizes = Node::verify(node.directory()).await.unwrap().sizes;
    sizes.iter().find(|(log, _)| format!("{log:?}") == "Audit").unwrap_or_else(|| panic!("{sizes:?}")).1
}
