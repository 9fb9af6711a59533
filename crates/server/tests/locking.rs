//! A node's pages while it is locked, comparing and open, and what sends the passphrase on.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod fixture;

use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use fixture::door::{answer as ask, cookie, shared, token};
use node::Role;
use rstest::rstest;
use server::{Attempt, Keeper, NodeFacts, Progress, Shown, Site, Unlocking};
use zeroize::Zeroizing;

const REGISTER_PAGES: [&str; 7] = [
    "/missing",
    "/missing/M%201%2F%C3%A9",
    "/missing/nobody",
    "/remains",
    "/remains/R1",
    "/hypotheses",
    "/hypotheses/M%201%2F%C3%A9/R1",
];
const PUBLIC_PAGES: [&str; 5] = ["", "/situation", "/situation/incidents", "/about", "/unlock"];

/// Says what it is told to, and remembers what it was asked.
#[derive(Clone)]
struct Door {
    answer: Attempt,
    asked: Arc<Mutex<Vec<(String, String)>>>,
}

impl Keeper for Door {
    fn unlock<'a>(&'a self, holder: &'a str, passphrase: Zeroizing<String>) -> Unlocking<'a> {
        self.asked.lock().unwrap().push((holder.to_owned(), passphrase.to_string()));
        Box::pin(std::future::ready(self.answer))
    }
}

fn door(answer: Attempt) -> Door {
    Door { answer, asked: Arc::default() }
}

fn facts(is_demo: bool, is_unattended: bool) -> NodeFacts {
    NodeFacts { name: "harbour".into(), is_demo, is_unattended }
}

fn site(facts: NodeFacts, door: &Door) -> Arc<Site> {
    Arc::new(Site::of_node(fixture::full().content, facts, door.clone()))
}

/// The pages of a node that is open.
async fn open(facts: NodeFacts) -> Arc<Site> {
    let site = Site::of_node(fixture::full().content, facts, door(Attempt::Unlocked));
    Arc::new(site.behind(shared().await))
}

fn ready() -> Shown {
    Shown::Ready(Arc::new(fixture::full().register.unwrap()))
}

async fn get(site: &Arc<Site>, path: &str) -> (StatusCode, HeaderMap, String) {
    let cookie = cookie(&token(&*shared().await, Role::TracingOfficer).await);
    ask(site, Request::builder().uri(path).header("cookie", cookie).body(Body::empty()).unwrap()).await
}

async fn send(site: &Arc<Site>, form: &str, headers: &[(&str, &str)]) -> (StatusCode, HeaderMap, String) {
    let mut request = Request::builder().method("POST").uri("/en/unlock").header("host", "127.0.0.1:1");
    request = request.header("content-type", "application/x-www-form-urlencoded");
    request = request.header("cookie", "__Host-landfall-form=c0ffee");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    ask(site, request.body(Body::from(format!("csrf=c0ffee&{form}"))).unwrap()).await
}

const OURS: [(&str, &str); 2] = [("origin", "http://127.0.0.1:1"), ("sec-fetch-site", "same-origin")];

#[tokio::test]
async fn a_locked_node_shows_what_is_published_and_leads_to_unlocking() {
    let site = site(facts(false, false), &door(Attempt::Refused));
    for lang in ["en", "fr", "es", "ar"] {
        for page in REGISTER_PAGES {
            let (status, headers, body) = get(&site, &format!("/{lang}{page}")).await;
            assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "/{lang}{page}");
            assert!(!headers.contains_key("retry-after"), "nobody knows when a person unlocks it");
            assert!(body.contains(&format!("href=\"/{lang}/unlock\"")) && !body.contains(">["), "/{lang}{page}");
            // the language switch repeats the address that was asked for
            let content = body.split("<main").nth(1).unwrap();
            assert!(!content.contains("R1") && !content.contains("M 1/é"), "/{lang}{page}");
        }
        for page in PUBLIC_PAGES {
            let (status, _, body) = get(&site, &format!("/{lang}{page}")).await;
            assert_eq!(status, StatusCode::OK, "/{lang}{page}");
            assert!(body.contains("\u{2068}harbour\u{2069}") && !body.contains(">["), "/{lang}{page}");
        }
    }
    assert_eq!(get(&site, "/health").await.0, StatusCode::OK);
}

#[rstest]
#[case::locked(Shown::Locked, "node-locked", false)]
#[case::computing(Shown::Computing(Progress::default()), "being-computed", true)]
#[case::unreadable(Shown::Unreadable("why".into()), "register-unreadable", false)]
#[tokio::test]
async fn a_program_gets_a_problem(#[case] shown: Shown, #[case] code: &str, #[case] is_told_when: bool) {
    let site = fixture::door::site(fixture::full(), shared().await);
    site.show(shown);
    let cookie = cookie(&token(&*shared().await, Role::TracingOfficer).await);
    let request = Request::builder().uri("/missing").header("accept", "application/json").header("cookie", cookie);
    let request = request.body(Body::empty()).unwrap();
    let (status, headers, body) = ask(&site, request).await;
    assert_eq!(
        (status, headers["content-type"].to_str().unwrap()),
        (StatusCode::SERVICE_UNAVAILABLE, "application/problem+json")
    );
    assert_eq!(headers.contains_key("retry-after"), is_told_when);
    let document: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!((&document["problem"], &document["status"]), (&code.into(), &503.into()));
}

#[tokio::test]
async fn the_register_comes_with_unlocking_and_goes_with_locking() {
    let site = open(facts(false, false)).await;
    let progress = Progress::default();
    site.show(Shown::Computing(progress.clone()));
    let (status, headers, body) = get(&site, "/en/missing").await;
    assert_eq!((status, headers["retry-after"].to_str().unwrap()), (StatusCode::SERVICE_UNAVAILABLE, "5"));
    assert!(body.contains("The first step has begun"));
    progress.set(3, 60);
    assert!(get(&site, "/en/missing").await.2.contains("Steps done: 3 of 60"));
    assert_eq!(get(&site, "/en/situation").await.0, StatusCode::OK);

    site.show(ready());
    assert!(get(&site, "/en/remains").await.2.contains("R1"));
    assert!(get(&site, "/en/unlock").await.2.contains("landfall lock NODE"));
    site.renew(progress);
    let (status, _, body) = get(&site, "/en/remains").await;
    assert!(status == StatusCode::OK && body.contains("what is shown is from before. Steps done: 3 of 60"));

    let Shown::Ready(kept) = site.shown() else { panic!("it is ready") };
    site.show(Shown::Locked);
    assert_eq!(Arc::strong_count(&kept), 1, "the pages hold nothing of it any more");
    assert_eq!(get(&site, "/en/remains/R1").await.0, StatusCode::SERVICE_UNAVAILABLE);
}

#[rstest]
#[case::unattended(facts(false, true), "notice-danger", "This node opens itself.")]
#[case::demo(facts(true, true), "notice-calm", "A demonstration.")]
#[tokio::test]
async fn a_node_that_opens_itself_says_so_on_every_page(
    #[case] facts: NodeFacts,
    #[case] class: &str,
    #[case] words: &str,
) {
    let site = open(facts).await;
    site.show(ready());
    for page in REGISTER_PAGES.into_iter().chain(PUBLIC_PAGES).chain(["/nothing"]) {
        let (_, _, body) = get(&site, &format!("/en{page}")).await;
        assert!(body.contains(&format!("<div class=\"notice {class}\">")) && body.contains(words), "{page}");
        assert_eq!(body.matches("<div class=\"notice ").count(), 1, "{page}");
    }
}

#[tokio::test]
async fn the_right_passphrase_leads_to_the_register() {
    let door = door(Attempt::Unlocked);
    let site = site(facts(false, false), &door);
    let (status, headers, _) = send(&site, "holder=+anna+&passphrase=a+lantern%26%C3%A9", &OURS).await;
    assert_eq!((status, headers["location"].to_str().unwrap()), (StatusCode::SEE_OTHER, "/en/missing"));
    assert_eq!(*door.asked.lock().unwrap(), [("anna".to_owned(), "a lantern&é".to_owned())]);
}

#[tokio::test]
async fn a_wrong_passphrase_is_answered_the_same_for_all_and_not_repeated() {
    let site = site(facts(false, false), &door(Attempt::Refused));
    let (status, headers, anna) = send(&site, "holder=anna&passphrase=opensesame", &OURS).await;
    assert_eq!((status, headers["referrer-policy"].to_str().unwrap()), (StatusCode::FORBIDDEN, "same-origin"));
    assert!(anna.contains("value=\"anna\"") && anna.contains("aria-invalid") && !anna.contains("opensesame"));
    let (_, _, nobody) = send(&site, "holder=nobody&passphrase=opensesame", &OURS).await;
    assert_eq!(anna.replace("anna", "nobody"), nobody);
    let (_, _, markup) = send(&site, "holder=%22%3E%3Cb%3E&passphrase=x", &OURS).await;
    assert!(!markup.contains("<b>"));
}

#[rstest]
#[case::no_word_of_where_from(&[])]
#[case::another_site(&[("sec-fetch-site", "cross-site"), ("origin", "https://elsewhere.example")])]
#[case::another_port(&[("sec-fetch-site", "same-site"), ("origin", "http://127.0.0.1:2")])]
#[tokio::test]
async fn a_form_from_elsewhere_is_not_passed_on(#[case] headers: &[(&str, &str)]) {
    let door = door(Attempt::Unlocked);
    let (status, _, _) = send(&site(facts(false, false), &door), "holder=anna&passphrase=x", headers).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(door.asked.lock().unwrap().is_empty());
}

#[rstest]
#[case::empty("")]
#[case::no_passphrase("holder=anna")]
#[case::twice("passphrase=a&passphrase=b")]
#[case::no_form("{\"passphrase\":\"a\"}")]
#[tokio::test]
async fn a_form_that_is_none_is_refused_without_a_word_of_it(#[case] form: &str) {
    let door = door(Attempt::Unlocked);
    let (status, _, body) = send(&site(facts(false, false), &door), form, &OURS).await;
    assert!(status.is_client_error() && !body.contains("passphrase=a"), "{status} {body}");
}

#[tokio::test]
async fn a_long_form_is_refused() {
    let form = format!("passphrase={}", "a".repeat(20_000));
    let (status, _, _) = send(&site(facts(false, false), &door(Attempt::Unlocked)), &form, &OURS).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn pages_without_a_node_have_nothing_to_unlock() {
    let site = Arc::new(Site::new(fixture::blank().content));
    assert_eq!(get(&site, "/en/unlock").await.0, StatusCode::NOT_FOUND);
}

#[rstest]
#[case::english("en", "2 records of this node do not open")]
#[case::french("fr", "2 fiches de ce nœud ne s’ouvrent pas")]
#[case::spanish("es", "2 registros de este nodo no se abren")]
#[case::arabic("ar", "سجلان في هذه العقدة لا سبيل إلى فتحها")]
#[tokio::test]
async fn records_that_do_not_open_are_told_on_every_page(#[case] language: &str, #[case] words: &str) {
    let site = open(facts(false, false)).await;
    site.show(ready());
    for path in ["/missing", "/about"] {
        let path = format!("/{language}{path}");
        assert!(!get(&site, &path).await.2.contains(words));
        site.note_closed(2);
        let page = get(&site, &path).await.2;
        assert!(page.contains(words) && page.contains("notice-danger"), "{page}");
        site.note_closed(0);
    }
}
