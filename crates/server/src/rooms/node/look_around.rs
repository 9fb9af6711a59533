//! Looking around in a demonstration as one of its made-up colleagues: the session is a real one, and everything goes through
//! the door.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, State};
use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;
use axum::response::{IntoResponse, Redirect, Response};
use node::accounts::{SignIn, SignedIn};
use serde::Deserialize;

use crate::frame::{Frame, Framing, Page};
use crate::guard::{self, Reader, onward};
use crate::locale::{Args, Locale};
use crate::problem::{Problem, page};
use crate::site::{Colleague, Site};

#[derive(Template)]
#[template(path = "node/look_around.html")]
struct Show {
    frame: Frame,
    t: &'static Locale,
    csrf: String,
    action: String,
    then: Option<String>,
    colleagues: Vec<Line>,
}

struct Line {
    handle: String,
    button: String,
    note: Option<String>,
}

/// The form.
#[derive(Deserialize)]
pub struct Chosen {
    who: String,
    then: Option<String>,
}

/// The page that a demonstration shows in the place of a name and a password.
pub fn show(site: &Site, framing: Framing, reader: &Reader, then: Option<&str>) -> Result<Response, Problem> {
    let t = framing.t;
    let frame = framing.around(Page::Register, &t.text("look-around-title"));
    let colleagues = site.colleagues.iter().map(|one| line(t, one)).collect();
    let (csrf, action) = (reader.csrf().to_owned(), framing.link("/sign-in/as"));
    let show = Show { frame, t, csrf, action, then: then.map(str::to_owned), colleagues };
    Ok(page(framing, &show)?.into_response())
}

fn line(t: &Locale, colleague: &Colleague) -> Line {
    let role = t.text(&format!("role-{}", colleague.role.as_str()));
    let button = t.say("look-around-as", &Args::new().word("role", role));
    let note = colleague.elsewhere.map(|sector| t.text(&format!("look-around-{}", sector.as_str())));
    Line { handle: colleague.handle.clone(), button, note }
}

/// `POST /sign-in/as`
pub async fn enter(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    headers: HeaderMap,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Problem> {
    let not_found = || Problem::not_found(framing.clone());
    let node = site.opened().ok_or_else(not_found)?;
    let colleague = site.colleagues.iter().find(|one| one.handle == chosen.who).ok_or_else(not_found)?;
    let asked = SignIn {
        name: &colleague.handle,
        password: &colleague.password,
        code: None,
        source: reader.source(),
        device: guard::value(&headers, guard::DEVICE),
        browser: headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default(),
    };
    let of_node = |error: node::NodeError| Problem::of_node(framing.clone(), &error);
    let SignedIn::In { token, device } = node.sign_in(asked).await.map_err(of_node)? else {
        // somebody has changed the password of a kept demonstration
        return Err(not_found());
    };
    if let Some(before) = guard::value(&headers, guard::SESSION) {
        node.sign_out(before).await;
    }
    node.act_as(token.as_str(), colleague.role).await.map_err(of_node)?;
    let mut response = Redirect::to(&onward(&framing, chosen.then.as_deref())).into_response();
    guard::signed_in(&mut response, token.as_str(), device.as_str());
    Ok(response)
}
