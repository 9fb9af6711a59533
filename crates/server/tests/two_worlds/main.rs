//! Two worlds that differ in one person: whoever may not know of that person gets the same answers in both, to the byte.
//!
//! Both nodes live under the same injected clock, with the same chance: the same ids, keys, sessions and tokens. In one of them
//! a second person of the family is missing, with a sample, a consent, a code and a message. Every route of the server is
//! asked, with the person's name, with other names, with filters that match, with wrong codes and dead links, by whoever is
//! outside: immigration enforcement and police with confirmed members in every role, a partner whose agreement has ended, a
//! member who waits, one who was revoked, the family of another, somebody with a made-up token, nobody at all, and the
//! administrator of the node itself.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod asked;
mod follow;
mod reader;
mod site;
mod world;

use std::collections::BTreeMap;
use std::time::Instant;

use asked::{ABSENT, ABSENT_NAME, Asked};
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt as _;
use node::{Role, seeded};
use reader::Reader;
use server::Verb;
use tower::ServiceExt as _;
use world::{NOON_MS, World};

/// All that an outsider gets.
#[derive(Clone, Debug, PartialEq)]
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

async fn ask(world: &World, reader: Reader, asked: &Asked) -> Answer {
    let (cookie, word) = reader.cookie(world).await;
    ask_with(world, &cookie, &word, asked).await
}

async fn ask_with(world: &World, cookie: &str, word: &str, asked: &Asked) -> Answer {
    let post = asked.form.as_ref().map(|form| format!("csrf={word}&{form}"));
    let mut request = Request::builder()
        .method(asked.verb.as_str())
        .uri(&asked.address)
        .header("host", "127.0.0.1")
        .header("accept", asked.accept)
        .header("cookie", cookie)
        .header("sec-fetch-site", "same-origin")
        .header("origin", "http://127.0.0.1");
    if asked.verb == Verb::Post {
        request = request.header("content-type", "application/x-www-form-urlencoded");
    }
    let request = request.body(post.map_or_else(Body::empty, Body::from)).unwrap();
    let response = world.router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    Answer { status: parts.status, headers: parts.headers, body: body.collect().await.unwrap().to_bytes().to_vec() }
}

/// Asks both worlds the same; gives what differs, and how often each route was asked.
async fn differences(
    worlds: &[World; 2],
    readers: &[Reader],
    asked: &[Asked],
    plant: impl Fn(&Asked, &mut Answer),
) -> (Vec<String>, BTreeMap<String, usize>) {
    let (mut found, mut counts) = (Vec::new(), BTreeMap::new());
    for (at, reader) in readers.iter().enumerate() {
        let began = Instant::now();
        let mut known = [None, None];
        // what is published is asked by two of them
        let theirs = asked.iter().enumerate().filter(|(_, asked)| at < 2 || !asked.is_public);
        for (number, asked) in theirs {
            let mut answers = Vec::new();
            for (world, known) in worlds.iter().zip(&mut known) {
                seeded::set(NOON_MS + at as u64 * 20_000 + number as u64 * 10, number as u64);
                if known.is_none() {
                    *known = Some(reader.cookie(world).await);
                }
                let (cookie, word) = known.as_ref().unwrap();
                answers.push(ask_with(world, cookie, word, asked).await);
                if asked.form.is_some() && !reader.is_still_in(world, cookie).await {
                    *known = None;
                }
            }
            plant(asked, &mut answers[0]);
            *counts.entry(asked.route.clone()).or_default() += 1;
            let words = String::from_utf8_lossy(&answers[0].body).into_owned();
            if words.contains(ABSENT_NAME) && !asked.address.contains("Zubaida") {
                found.push(format!("{reader:?} reads the name at {asked:?}"));
            }
            if answers[0] != answers[1] {
                found.push(format!("{reader:?} sees a difference at {asked:?}: {}", difference(&answers)));
            }
        }
        println!("{:7.1} s {reader:?}", began.elapsed().as_secs_f64());
    }
    (found, counts)
}

fn difference(answers: &[Answer]) -> String {
    let [with, without] = [&answers[0], &answers[1]];
    if (with.status, &with.headers) != (without.status, &without.headers) {
        return format!("{} {:?} / {} {:?}", with.status, with.headers, without.status, without.headers);
    }
    let [one, other] = [with, without].map(|answer| String::from_utf8_lossy(&answer.body).into_owned());
    let at = one.chars().zip(other.chars()).position(|(one, other)| one != other).unwrap_or(0);
    let near = |text: &str| text.chars().skip(at.saturating_sub(80)).take(200).collect::<String>();
    format!("{} / {}", near(&one), near(&other))
}

async fn worlds() -> [World; 2] {
    [World::new(true).await, World::new(false).await]
}

/// The seed is one for the process: these tests take turns.
static TURN: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

#[tokio::test]
async fn who_is_outside_cannot_tell_whether_the_person_is_known() {
    let _turn = TURN.lock().await;
    let worlds = worlds().await;
    let asked = asked::all();
    let (found, counts) = differences(&worlds, &Reader::outside(), &asked, |_, _| {}).await;
    assert!(found.is_empty(), "{} differences\n{}", found.len(), found.join("\n"));
    for route in server::ROUTES {
        assert!(counts.contains_key(&route.name()), "{} was not asked", route.name());
    }
    for (route, count) in counts {
        println!("{count:6} {route}");
    }
}

/// The test would see it: those who may know of the person see two worlds.
#[tokio::test]
async fn who_looks_for_the_person_sees_two_worlds() {
    let _turn = TURN.lock().await;
    let worlds = worlds().await;
    let asked: Vec<Asked> = asked::all().into_iter().filter(|asked| asked.route == "GET /missing/{id}").collect();
    let officer = Reader::Member("anna", Role::TracingOfficer);
    let (found, _) = differences(&worlds, &[officer], &asked, |_, _| {}).await;
    assert!(found.iter().any(|line| line.contains("200") && line.contains("404")), "{found:?}");
}

/// An auditor sees that somebody read, and nothing of what.
#[tokio::test]
async fn an_auditor_sees_no_name() {
    let _turn = TURN.lock().await;
    let worlds = worlds().await;
    let (found, _) = differences(&worlds, &[Reader::Member("anna", Role::Auditor)], &asked::all(), |_, _| {}).await;
    let told: Vec<_> = found.iter().filter(|line| !line.contains("GET /audit")).collect();
    assert!(told.is_empty(), "{told:?}");
}

/// Two faults of the kind that happens, put in on purpose.
#[tokio::test]
async fn a_planted_fault_is_found() {
    let _turn = TURN.lock().await;
    let worlds = worlds().await;
    let otto = [Reader::Member("otto", Role::TracingOfficer)];
    let some: Vec<Asked> = asked::all().into_iter().filter(|asked| asked.route.contains("/missing")).collect();
    let forbidden = |asked: &Asked, answer: &mut Answer| {
        if asked.address.ends_with(ABSENT) && answer.status == StatusCode::NOT_FOUND {
            answer.status = StatusCode::FORBIDDEN;
        }
    };
    let (found, _) = differences(&worlds, &otto, &some, forbidden).await;
    assert!(!found.is_empty() && found.iter().all(|line| line.contains(ABSENT)), "403 where there is somebody");
    let counted = |asked: &Asked, answer: &mut Answer| {
        if asked.address == "/missing" {
            answer.body.extend_from_slice(b"<p>1 person</p>");
        }
    };
    let (found, _) = differences(&worlds, &otto, &some, counted).await;
    assert!(!found.is_empty(), "a count that includes the person");
}
