//! `/sign-in`, `/sign-out`: name and password, then the code of the second factor where there is one.

use std::sync::Arc;

use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use node::accounts::{SignIn, SignedIn};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::sign_in_view::{self as view, Fault};
use super::{answer, browser_of, node_of};
use crate::frame::Framing;
use crate::guard::{self, Reader};
use crate::problem::Problem;
use crate::rooms::node::look_around;
use crate::site::Site;

/// Longest name that is shown again.
const NAME_CHAR_COUNT_MAX: usize = 64;

/// Where to go on to.
#[derive(Deserialize)]
pub struct Onward {
    then: Option<String>,
}

/// The form. It has no debug form: it holds a password.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: Zeroizing<String>,
    #[serde(default)]
    code: String,
    ticket: Option<String>,
    then: Option<String>,
}

/// `GET /sign-in?then=`
pub async fn show(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Query(onward): Query<Onward>,
) -> Result<Response, Problem> {
    let then = onward.then.as_deref();
    if !site.colleagues.is_empty() {
        return look_around::show(&site, framing, &reader, then);
    }
    node_of(&site, &framing)?;
    let page = view::name_and_password(&framing, reader.csrf(), "", then, None);
    answer(framing, StatusCode::OK, &page)
}

/// `POST /sign-in`
pub async fn attempt(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Problem> {
    let then = typed.then.as_deref();
    let node = node_of(&site, &framing)?;
    let shown: String = typed.name.trim().chars().take(NAME_CHAR_COUNT_MAX).collect();
    let (name, password, code) = match &typed.ticket {
        None => (shown.clone(), typed.password, None),
        Some(ticket) => match site.pending.take(ticket, reader.csrf()) {
            Some((name, password)) => (name, password, Some(digits(&typed.code))),
            None => {
                let page = view::name_and_password(&framing, reader.csrf(), "", then, Some(Fault::Refused));
                return answer(framing, StatusCode::FORBIDDEN, &page);
            }
        },
    };
    let asked = SignIn {
        name: &name,
        password: &password,
        code: code.as_deref(),
        source: reader.source(),
        device: guard::value(&headers, guard::DEVICE),
        browser: browser_of(&headers),
    };
    let signed_in = node.sign_in(asked).await.map_err(|error| Problem::of_node(framing.clone(), &error))?;
    let (status, fault) = match signed_in {
        SignedIn::In { token, device } => {
            typed.ticket.iter().for_each(|ticket| site.pending.forget(ticket));
            let mut response = Redirect::to(&guard::onward(&framing, then)).into_response();
            guard::signed_in(&mut response, token.as_str(), device.as_str());
            return Ok(response);
        }
        SignedIn::CodeNeeded => {
            return match site.pending.keep(&name, &password, reader.csrf()) {
                Some(ticket) => answer_code(framing, &reader, StatusCode::OK, &ticket, then, None),
                None => {
                    let page = view::name_and_password(&framing, reader.csrf(), &shown, then, Some(Fault::Busy));
                    answer(framing, StatusCode::TOO_MANY_REQUESTS, &page)
                }
            };
        }
        SignedIn::Refused => (StatusCode::FORBIDDEN, Fault::Refused),
        SignedIn::Busy => (StatusCode::TOO_MANY_REQUESTS, Fault::Busy),
    };
    match &typed.ticket {
        Some(ticket) => {
            let fault = if fault == Fault::Refused { Fault::Code } else { fault };
            answer_code(framing, &reader, status, ticket, then, Some(fault))
        }
        None => {
            let page = view::name_and_password(&framing, reader.csrf(), &shown, then, Some(fault));
            answer(framing, status, &page)
        }
    }
}

fn answer_code(
    framing: Framing,
    reader: &Reader,
    status: StatusCode,
    ticket: &str,
    then: Option<&str>,
    fault: Option<Fault>,
) -> Result<Response, Problem> {
    let page = view::code(&framing, reader.csrf(), ticket, then, fault);
    answer(framing, status, &page)
}

/// The digits of a code, in whichever digits and groups they were typed.
pub(super) fn digits(code: &str) -> String {
    let digit = |letter: char| match u32::from(letter) {
        0x0660..=0x0669 => char::from_digit(u32::from(letter) - 0x0660, 10),
        0x06f0..=0x06f9 => char::from_digit(u32::from(letter) - 0x06f0, 10),
        _ => letter.is_ascii_alphanumeric().then_some(letter),
    };
    code.chars().filter_map(digit).collect()
}

/// `GET /sign-out`
pub async fn leaving(reader: Reader, framing: Framing) -> Result<Response, Problem> {
    if reader.session().is_none() {
        let page = view::left(&framing);
        return answer(framing, StatusCode::OK, &page);
    }
    let page = view::leaving(&framing, reader.principal().handle.as_str(), reader.csrf());
    answer(framing, StatusCode::OK, &page)
}

/// `POST /sign-out`
pub async fn leave(State(site): State<Arc<Site>>, framing: Framing, headers: HeaderMap) -> Result<Response, Problem> {
    if let Some(token) = guard::value(&headers, guard::SESSION) {
        node_of(&site, &framing)?.sign_out(token).await;
    }
    let page = view::left(&framing);
    let mut response = answer(framing, StatusCode::OK, &page)?;
    guard::signed_out(&mut response);
    Ok(response)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::digits;

    #[rstest]
    #[case("123 456", "123456")]
    #[case("١٢٣٤٥٦", "123456")]
    #[case("۱۲۳-۴۵۶", "123456")]
    #[case("", "")]
    fn a_code_is_read_in_the_reader_s_digits(#[case] typed: &str, #[case] expected: &str) {
        assert_eq!(digits(typed), expected);
    }
}
