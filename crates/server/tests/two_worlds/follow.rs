//! A family on its page, and the officer who gives it the code.

use axum::http::{HeaderMap, StatusCode};
use node::{Role, seeded};
use server::Verb;

use crate::asked::Asked;
use crate::reader::Reader;
use crate::world::{NOON_MS, World};
use crate::{Answer, TURN, ask};

const ANNA: Reader = Reader::Member("anna", Role::TracingOfficer);
const REPORT: &str = "/en/missing/M%201%2F%C3%A9/family";

fn get(address: &str) -> Asked {
    let (route, address, form) = (String::new(), address.to_owned(), None);
    Asked { route, verb: Verb::Get, address, form, accept: "text/html", is_public: false }
}

fn post(address: &str, form: &str) -> Asked {
    Asked { verb: Verb::Post, form: Some(form.to_owned()), ..get(address) }
}

fn text(answer: &Answer) -> String {
    String::from_utf8(answer.body.clone()).unwrap()
}

/// The code on the page that shows it once.
fn code_on(page: &str) -> String {
    let list = page.split("<ol class=\"code\"").nth(1).unwrap().split("</ol>").next().unwrap();
    let groups: Vec<&str> = list.split("<li>").skip(1).map(|item| item.split("</li>").next().unwrap()).collect();
    groups.join("+")
}

fn token(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get_all("set-cookie").iter().filter_map(|line| line.to_str().ok());
    let mut values = cookies.filter_map(|line| line.strip_prefix("__Host-landfall-family="));
    values.next().map(|value| value.split(';').next().unwrap().to_owned()).filter(|value| !value.is_empty())
}

#[tokio::test]
async fn a_family_comes_with_its_code_reads_writes_and_leaves() {
    let _turn = TURN.lock().await;
    let mut world = World::new(false).await;
    let given = ask(&world, ANNA, &post(&format!("{REPORT}/code"), "")).await;
    assert_eq!(given.status, StatusCode::OK, "{}", text(&given));
    let code = code_on(&text(&given));
    assert!(
        !text(&ask(&world, ANNA, &get(REPORT)).await).contains(code.split('+').next().unwrap()),
        "it is shown once"
    );

    let entered = ask(&world, Reader::Stranger, &post("/ar/follow", &format!("code={code}"))).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", text(&entered));
    let cookie = entered.headers.get("set-cookie").unwrap().to_str().unwrap().to_owned();
    for word in ["Secure", "HttpOnly", "SameSite", "Path=/"] {
        assert!(cookie.contains(word), "{cookie}");
    }
    world.family = token(&entered.headers).unwrap();

    let page = text(&ask(&world, Reader::OtherFamily, &get("/ar/follow")).await);
    for told in ["يوسف بن أحمد", "وجهًا لوجه", "غادِر الآن", "we are looking"] {
        assert!(page.contains(told) || told == "we are looking", "{told} is not on {page}");
    }
    for hidden in ["R1", "LR", "hypothes", "/missing", "/remains", "anna", "sang"] {
        assert!(!page.contains(hidden), "{hidden} is on {page}");
    }
    let sent = ask(&world, Reader::OtherFamily, &post("/en/follow/message", "text=thank+you")).await;
    assert!(text(&sent).contains("thank you") && text(&sent).contains("has arrived"), "{}", text(&sent));
    let answered = ask(&world, ANNA, &post(&format!("{REPORT}/message"), "text=we+call+on+Monday")).await;
    assert!(text(&answered).contains("thank you"), "{}", text(&answered));
    let page = text(&ask(&world, Reader::OtherFamily, &get("/en/follow")).await);
    assert!(page.contains("we call on Monday") && page.contains("you, with your code"), "{page}");
    assert!(page.contains("someone of \u{2068}harbour-aid\u{2069}"), "{page}");

    let left = ask(&world, Reader::OtherFamily, &post("/en/follow/leave", "")).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    assert!(left.headers.contains_key("clear-site-data") && token(&left.headers).is_none());
    let page = text(&ask(&world, Reader::OtherFamily, &get("/en/follow")).await);
    assert!(page.contains("name=\"code\"") && !page.contains("يوسف"), "the back button shows nothing");
}

#[tokio::test]
async fn a_code_that_was_taken_back_and_one_that_never_was_get_the_same_answer() {
    let _turn = TURN.lock().await;
    let world = World::new(false).await;
    let first = code_on(&text(&ask(&world, ANNA, &post(&format!("{REPORT}/code"), "")).await));
    ask(&world, ANNA, &post(&format!("{REPORT}/end"), "")).await;
    let mut answers = Vec::new();
    // 25 times 0 has the check digit 0
    for code in [first.as_str(), "0000+0000+0000+0000+0000+0000+00"] {
        seeded::set(NOON_MS, 9);
        let answer = ask(&world, Reader::Stranger, &post("/en/follow", &format!("code={code}"))).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        let typed = code.replace('+', " ");
        answers.push((answer.headers.clone(), text(&answer).replace(&typed, "typed")));
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn a_slip_is_named_by_its_group_and_nothing_typed_is_lost() {
    let _turn = TURN.lock().await;
    let world = World::new(false).await;
    for (typed, told) in [
        ("1234 5678 9o12 3456 7890 1234 56", "group 3"),
        ("1234 567 8901 2345 6789 0123 45", "Group 2"),
        ("1234", "You typed 4"),
        ("1234 5678 9012 3456 7890 1234 50", "changed places"),
    ] {
        let answer =
            ask(&world, Reader::Stranger, &post("/en/follow", &format!("code={}", typed.replace(' ', "+")))).await;
        let page = text(&answer);
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
        assert!(page.contains(told) && page.contains(typed), "{told}: {page}");
    }
    let page = text(&ask(&world, Reader::Stranger, &get("/ar/follow")).await);
    assert!(page.contains("١٢٣٤ ٥٦٧٨") && page.contains("dir=\"rtl\""), "{page}");
}

#[tokio::test]
async fn only_an_officer_comes_to_the_code() {
    let _turn = TURN.lock().await;
    let world = World::new(false).await;
    for reader in [Reader::Member("otto", Role::TracingOfficer), Reader::Member("anna", Role::Administrator)] {
        for asked in [get(REPORT), post(&format!("{REPORT}/code"), "")] {
            let answer = ask(&world, reader, &asked).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{reader:?}");
        }
    }
    let stranger = ask(&world, Reader::Stranger, &post(&format!("{REPORT}/code"), "")).await;
    assert_ne!(stranger.status, StatusCode::OK);
}
