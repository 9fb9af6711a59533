//! Each page as it is written, in English and in Arabic, and with every optional field empty.

use std::sync::Arc;

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::Request;
use firewall::{Role, Status};
use rooms::header::Purpose;
use rstest::rstest;

use super::account_view::{self, Own, PasswordFaults, Sitting};
use super::audit_view::{self, Filter, Line, Outcome};
use super::joining_view::{self, Invited};
use super::people_view::{self, Colleague, May};
use super::sign_in_view::{self, Fault};
use super::{second_factor_view, tokens_view};
use crate::content::Content;
use crate::frame::Framing;
use crate::site::Site;

/// Noon of 25 November 2026.
const NOON: u64 = 1_795_608_000_000;
const HOUR: u64 = 3_600_000;

async fn framing(lang: &str, path: &str) -> Framing {
    let request = Request::builder().uri(format!("/{lang}{path}")).body(()).unwrap();
    let site = Arc::new(Site::new(Content::default()));
    match Framing::from_request_parts(&mut request.into_parts().0, &site).await {
        Ok(framing) => framing,
        Err(never) => match never {},
    }
}

fn colleague(name: &str, roles: &[Role], status: Status, waits: bool) -> Colleague {
    Colleague {
        name: name.into(),
        roles: roles.to_vec(),
        status,
        has_factor: true,
        replaces: Some("omar-before".into()).filter(|_| waits),
        approved_by: if waits { vec!["lina".into()] } else { Vec::new() },
        waits,
        is_self: name == "nadia",
    }
}

fn own() -> Own {
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    let sitting = |id: &str, agent: &str, is_this| Sitting {
        id: id.into(),
        agent: agent.into(),
        since: NOON - 5 * HOUR,
        last_seen: NOON,
        is_this,
    };
    Own {
        name: "nadia".into(),
        organisation: "Harbour <watch>".into(),
        status: Status::Confirmed,
        roles: vec![Role::Coordinator, Role::TracingOfficer],
        acting: Role::TracingOfficer,
        has_factor: Some(true),
        sittings: vec![sitting("a1", firefox, true), sitting("b2", "", false)],
        csrf: "proof".into(),
    }
}

fn nobody() -> Own {
    Own { roles: Vec::new(), sittings: Vec::new(), has_factor: None, status: Status::Invited, ..own() }
}

fn line(outcome: Outcome) -> Line {
    Line {
        hour: NOON,
        who: "nadia".into(),
        organisation: "harbour".into(),
        role: Some(Role::TracingOfficer),
        action: "open".into(),
        purpose: Some(Purpose::Tracing),
        route: Some("GET /missing/{id}".into()),
        outcome,
        count: 3,
        records: vec![("0k3m".into(), Some("missing-person".into())), ("<M2>".into(), None)],
    }
}

fn bare_line() -> Line {
    let (action, purpose) = ("of-a-newer-program".into(), None);
    let (role, route, count, records) = (None, None, 0, Vec::new());
    Line { role, route, action, purpose, count, records, ..line(Outcome::Refused) }
}

/// One page, full or as empty as it can be.
fn page(framing: &Framing, name: &str, is_full: bool) -> String {
    let f = framing;
    let one = |is_full| match is_full {
        true => colleague("omar", &[Role::CaseWorker, Role::Monitor], Status::Invited, true),
        false => Colleague {
            replaces: None,
            approved_by: Vec::new(),
            has_factor: false,
            ..colleague("omar", &[], Status::Invited, true)
        },
    };
    let wrong = |key: &str| is_full.then(|| f.t.text(key));
    let invited = Invited {
        organisation: "Harbour <watch>".into(),
        roles: if is_full { vec![Role::TracingOfficer, Role::ForensicAnalyst] } else { Vec::new() },
        until: is_full.then_some(NOON),
    };
    let html = match name {
        "sign_in" => sign_in_view::name_and_password(
            f,
            "proof",
            if is_full { "nadia\"" } else { "" },
            is_full.then_some("/missing/M1"),
            is_full.then_some(Fault::Refused),
        )
        .render(),
        "code" => sign_in_view::code(f, "proof", "ticket", None, is_full.then_some(Fault::Code)).render(),
        "sign_out" => sign_in_view::leaving(f, "nadia", "proof").render(),
        "signed_out" => sign_in_view::left(f).render(),
        "waiting" => sign_in_view::waiting(f, "nadia", "Harbour").render(),
        "welcome" => joining_view::welcome(f, "proof", "harbour", "token").render(),
        "welcomed" => joining_view::welcomed(f).render(),
        "join" => {
            let typed = joining_view::Typed {
                name: if is_full { "Nadia B".into() } else { String::new() },
                name_fault: wrong("join-name-fault"),
                password_fault: wrong("password-common"),
                again_fault: wrong("password-differs"),
                recovery_fault: None,
            };
            joining_view::join(f, "proof", "token", &invited, &typed).render()
        }
        "recovery" => {
            let strength = is_full.then(|| super::password::strength(f.t, "four words put together"));
            joining_view::recovery_key(f, "ABCDEFGHIJKLMNOPQRSTUVWX", strength, "/account/second-factor").render()
        }
        "reset" => {
            let typed = joining_view::Typed { recovery_fault: wrong("reset-recovery-fault"), ..Default::default() };
            joining_view::reset(f, "proof", "token", &typed).render()
        }
        "reset_done" => joining_view::reset_done(f, "nadia-2", is_full, "ABCDEFGHIJKLMNOPQRSTUVWX").render(),
        "factor" => second_factor_view::enrol(
            f,
            "JBSWY3DPEHPK3PXP",
            "otpauth://totp/harbour:nadia?secret=JBSWY3DPEHPK3PXP&issuer=harbour",
            "proof",
        )
        .render(),
        "factor_once_more" => second_factor_view::once_more(f, "proof").render(),
        "factor_done" => second_factor_view::enrolled(f).render(),
        "factor_anew" => account_view::factor_anew(f, "proof", wrong("password-wrong")).render(),
        "account" => {
            let own = if is_full { own() } else { nobody() };
            account_view::show(f, &own, wrong("sessions-ended")).render()
        }
        "password" => {
            let faults = PasswordFaults { present: wrong("password-wrong"), new: wrong("password-name"), again: None };
            account_view::password(f, "proof", faults).render()
        }
        "password_changed" => account_view::password_changed(f, super::password::strength(f.t, "x")).render(),
        "renew_recovery" => account_view::renew_recovery(f, "proof", wrong("password-wrong")).render(),
        "tokens" => {
            let token = tokens_view::Token {
                id: "t1".into(),
                label: "figures <weekly>".into(),
                purpose: Purpose::Tracing,
                kinds: if is_full { vec!["missing".into(), "family".into()] } else { Vec::new() },
                until: NOON,
            };
            let kinds = [("missing".to_owned(), "Missing people".to_owned())];
            let typed = tokens_view::Typed {
                days: if is_full { "900".into() } else { String::new() },
                days_fault: is_full.then(|| "days".to_owned()),
                ..Default::default()
            };
            tokens_view::show(f, "proof", if is_full { std::slice::from_ref(&token) } else { &[] }, &kinds, typed)
                .render()
        }
        "token_issued" => tokens_view::issued(f, "lf_0123456789abcdef", is_full.then_some(NOON)).render(),
        "people" => {
            let people = [
                one(true),
                colleague("nadia", &[Role::Coordinator], Status::Confirmed, false),
                Colleague {
                    has_factor: false,
                    approved_by: vec!["sami".into()],
                    ..colleague("lina", &[], Status::Confirmed, false)
                },
                colleague("karim", &[Role::Auditor], Status::Revoked, false),
            ];
            let may = May { invite: is_full, confirm: is_full, revoke: is_full };
            people_view::show(f, if is_full { &people } else { &[] }, may).render()
        }
        "people_to_see" => people_view::show(f, &[one(false)], May::default()).render(),
        "invite" => {
            let typed = people_view::Typed {
                roles: if is_full { vec![Role::Monitor] } else { Vec::new() },
                roles_fault: wrong("invite-roles-fault"),
                ..Default::default()
            };
            people_view::invite(f, "proof", &typed).render()
        }
        "invited" => people_view::invited(f, "https://harbour.example/en/join/0123456789abcdef").render(),
        "confirm" => people_view::confirm(f, "proof", &one(is_full), wrong("confirm-known-fault")).render(),
        "confirmed" => people_view::done(f, "confirmed", "omar").render(),
        "revoke" => people_view::revoke(f, "proof", &one(is_full), "", wrong("revoke-reason-fault")).render(),
        "revoked" => people_view::done(f, "revoked", "omar").render(),
        "reset_link" => people_view::reset(f, "proof", &one(is_full)).render(),
        "reset_made" => people_view::reset_made(f, "omar", "https://harbour.example/en/reset/0123").render(),
        "audit" => {
            let lines = [line(Outcome::Allowed), line(Outcome::Alarm), bare_line()];
            let filter = Filter { who: "nadia".into(), outcome: "alarm".into(), ..Filter::default() };
            match is_full {
                true => audit_view::show(f, &filter, &lines, Some(400), Some(200)).render(),
                false => audit_view::show(f, &Filter::default(), &[], None, None).render(),
            }
        }
        "audit_without_fit" => {
            let filter = Filter { day: "2026-11-25".into(), ..Filter::default() };
            audit_view::show(f, &filter, &[], None, None).render()
        }
        other => panic!("no page `{other}`"),
    };
    html.unwrap()
}

const PAGES: [&str; 33] = [
    "sign_in",
    "code",
    "sign_out",
    "signed_out",
    "waiting",
    "welcome",
    "welcomed",
    "join",
    "recovery",
    "reset",
    "reset_done",
    "factor",
    "factor_once_more",
    "factor_done",
    "factor_anew",
    "account",
    "password",
    "password_changed",
    "renew_recovery",
    "tokens",
    "token_issued",
    "people",
    "people_to_see",
    "invite",
    "invited",
    "confirm",
    "confirmed",
    "revoke",
    "revoked",
    "reset_link",
    "reset_made",
    "audit",
    "audit_without_fit",
];

fn content(html: &str) -> &str {
    html.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap_or(html)
}

#[tokio::test]
async fn as_written() {
    for name in PAGES {
        for lang in ["en", "ar"] {
            let framing = framing(lang, "/account").await;
            insta::assert_snapshot!(format!("{name}_{lang}"), content(&page(&framing, name, true)));
        }
        let framing = framing("en", "/account").await;
        insta::assert_snapshot!(format!("{name}_blank"), content(&page(&framing, name, false)));
    }
}

#[rstest]
#[case("en")]
#[case("fr")]
#[case("es")]
#[case("ar")]
#[tokio::test]
async fn every_page_has_its_words_and_nothing_inline(#[case] lang: &str) {
    for name in PAGES {
        for is_full in [true, false] {
            let framing = framing(lang, "/account").await;
            let html = page(&framing, name, is_full);
            assert!(!html.contains(">[") && !html.contains("\"["), "a word is missing on {name} in {lang}");
            for forbidden in ["style=", "<style", "<script", "onclick", "<watch>", "<M2>", "<weekly>"] {
                assert!(!html.contains(forbidden), "{name} in {lang} holds `{forbidden}`");
            }
            assert_eq!(html.matches("<h1").count(), 1, "{name}");
        }
    }
}

#[tokio::test]
async fn no_page_shows_a_password_again() {
    for name in PAGES {
        for is_full in [true, false] {
            let html = page(&framing("en", "/account").await, name, is_full);
            for field in html.split("<input type=\"password\"").skip(1) {
                let field = field.split('>').next().unwrap_or_default();
                assert!(!field.contains("value="), "{name}: {field}");
            }
        }
    }
}

#[tokio::test]
async fn every_form_carries_the_word_of_its_page() {
    for name in PAGES {
        let html = page(&framing("en", "/account").await, name, true);
        for form in html.split("<form").skip(1) {
            let is_post = form.split('>').next().unwrap_or_default().contains("method=\"post\"");
            let form = form.split("</form>").next().unwrap_or_default();
            assert!(!is_post || form.contains("name=\"csrf\" value=\"proof\""), "{name}");
        }
    }
}
