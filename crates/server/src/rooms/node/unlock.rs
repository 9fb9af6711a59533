//! `/unlock`: a holder's passphrase opens the register for this machine.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::frame::{Frame, Framing, Page};
use crate::guard::Reader;
use crate::keeper::Attempt;
use crate::locale::Locale;
use crate::problem::{Problem, page};
use crate::site::{Shown, Site};

/// Longest name of a holder that is shown again.
const HOLDER_LENGTH_MAX: usize = 64;

#[derive(Template)]
#[template(path = "node/unlock.html")]
struct Show {
    frame: Frame,
    t: &'static Locale,
    /// The word that the form repeats.
    csrf: String,
    /// What was typed before: nobody types a name twice.
    holder: String,
    /// Heading and text of what went wrong.
    fault: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "node/unlocked.html")]
struct Unlocked {
    frame: Frame,
    t: &'static Locale,
    missing: (String, String),
}

/// The form. It has no debug form: it holds a passphrase.
#[derive(Deserialize)]
pub struct Key {
    #[serde(default)]
    holder: String,
    passphrase: String,
}

/// `GET /unlock`
pub async fn show(State(site): State<Arc<Site>>, reader: Reader, framing: Framing) -> Result<Response, Problem> {
    if site.keeper.is_none() {
        return Err(Problem::not_found(framing));
    }
    if !matches!(site.shown(), Shown::Locked) {
        return unlocked(framing);
    }
    form(framing, &reader, StatusCode::OK, String::new(), None)
}

/// `POST /unlock` with `holder` and `passphrase`
pub async fn attempt(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Form(key): Form<Key>,
) -> Result<Response, Problem> {
    let passphrase = Zeroizing::new(key.passphrase);
    if site.keeper.is_none() {
        return Err(Problem::not_found(framing));
    }
    let typed: String = key.holder.trim().chars().take(HOLDER_LENGTH_MAX).collect();
    let holder = typed.clone();
    // a task of its own: who hangs up does not get the next turn sooner
    let trying = tokio::spawn(async move {
        let keeper = site.keeper.as_ref()?;
        site.attempts.attempt(keeper.unlock(&holder, passphrase)).await
    });
    let (status, key) = match trying.await.unwrap_or(Some(Attempt::Failed)) {
        Some(Attempt::Unlocked) => return Ok(Redirect::to(&framing.link("/missing")).into_response()),
        Some(Attempt::Refused) => (StatusCode::FORBIDDEN, "unlock-refused"),
        Some(Attempt::Failed) => (StatusCode::INTERNAL_SERVER_ERROR, "unlock-failed"),
        None => (StatusCode::TOO_MANY_REQUESTS, "unlock-busy"),
    };
    let fault = (framing.t.text("unlock-refused-title"), framing.t.text(key));
    form(framing, &reader, status, typed, Some(fault))
}

fn form(
    framing: Framing,
    reader: &Reader,
    status: StatusCode,
    holder: String,
    fault: Option<(String, String)>,
) -> Result<Response, Problem> {
    let t = framing.t;
    let frame = framing.around(Page::Register, &t.text("unlock-title"));
    let html = page(framing, &Show { frame, t, csrf: reader.csrf().to_owned(), holder, fault })?;
    Ok((status, html).into_response())
}

fn unlocked(framing: Framing) -> Result<Response, Problem> {
    let t = framing.t;
    let missing = (framing.link("/missing"), t.text("page-missing"));
    let frame = framing.around(Page::Register, &t.text("unlock-again-title"));
    page(framing, &Unlocked { frame, t, missing }).map(Html::into_response)
}
