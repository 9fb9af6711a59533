//! `/account/tokens`: programs that read in one's name.

use std::sync::Arc;

use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use node::accounts::{IssueToken, TokenLine};
use rooms::header::{KindName, Purpose};
use serde::Deserialize;

use super::tokens_view::{self as view, DAYS_MAX, Token, Typed};
use super::{answer, node_of, session_of, words};
use crate::frame::Framing;
use crate::guard::Reader;
use crate::problem::Problem;
use crate::site::Site;

/// The kinds of records that a program can be given.
const KINDS: [&str; 7] =
    ["missing-person", "family", "remains", "sample", "population", "proposal", "register-settings"];

/// Longest name of a token.
const LABEL_CHAR_COUNT_MAX: usize = 100;

fn kinds(framing: &Framing) -> Vec<(String, String)> {
    KINDS.iter().map(|word| ((*word).to_owned(), words::kind(framing.t, word))).collect()
}

fn token(line: TokenLine) -> Token {
    Token {
        id: line.id.to_string(),
        label: line.label,
        purpose: line.purpose,
        kinds: line.kinds.iter().map(ToString::to_string).collect(),
        until: line.expires_ms,
    }
}

async fn page(
    site: &Site,
    reader: &Reader,
    framing: Framing,
    status: StatusCode,
    typed: Typed,
) -> Result<Response, Problem> {
    let (node, session) = (node_of(site, &framing)?, session_of(reader, &framing)?);
    let lines = node.tokens_of(session).await;
    let tokens: Vec<Token> = lines.into_iter().map(token).collect();
    let page = view::show(&framing, reader.csrf(), &tokens, &kinds(&framing), typed);
    answer(framing, status, &page)
}

/// `GET /account/tokens`
pub async fn show(State(site): State<Arc<Site>>, reader: Reader, framing: Framing) -> Result<Response, Problem> {
    page(&site, &reader, framing, StatusCode::OK, Typed::default()).await
}

/// `POST /account/tokens` with `label`, `purpose`, `kinds` any number of times, and `days`
pub async fn issue(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (node, session) = (node_of(&site, &framing)?, session_of(&reader, &framing)?);
    let t = framing.t;
    let named = |name: &'static str| pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim());
    let last =
        |name: &'static str| named(name).next_back().unwrap_or_default().chars().take(LABEL_CHAR_COUNT_MAX).collect();
    let (label, word, days): (String, String, String) = (last("label"), last("purpose"), last("days"));
    let chosen: Vec<String> = named("kinds").filter(|word| KINDS.contains(word)).map(str::to_owned).collect();
    let purpose = Purpose::ALL.into_iter().find(|purpose| purpose.as_str() == word);
    let count = super::sign_in::digits(&days).parse::<u32>().ok().filter(|days| (1..=DAYS_MAX).contains(days));
    let days_args = || crate::locale::Args::new().count("max", DAYS_MAX as usize);
    let typed = Typed {
        label_fault: label.is_empty().then(|| t.text("token-label-fault")),
        purpose_fault: purpose.is_none().then(|| t.text("token-purpose-fault")),
        kinds_fault: None,
        days_fault: count.is_none().then(|| t.say("token-days-fault", &days_args())),
        label,
        purpose: word,
        kinds: chosen,
        days,
    };
    let (Some(purpose), Some(days), None) = (purpose, count, &typed.label_fault) else {
        return page(&site, &reader, framing, StatusCode::UNPROCESSABLE_ENTITY, typed).await;
    };
    let kinds = typed.kinds.iter().filter_map(|word| KindName::new(word).ok()).collect();
    let label = typed.label.clone();
    let asked = IssueToken { label: &typed.label, purpose, kinds, days };
    let issued = node.issue_token(session, asked).await.map_err(|error| Problem::of_node(framing.clone(), &error))?;
    let until =
        node.tokens_of(session).await.into_iter().filter(|line| line.label == label).map(|line| line.expires_ms).max();
    let page = view::issued(&framing, issued.as_str(), until);
    answer(framing, StatusCode::OK, &page)
}

/// A token to take back.
#[derive(Deserialize)]
pub struct Revoking {
    #[serde(default)]
    token: String,
}

/// `POST /account/tokens/revoke`
pub async fn revoke(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Form(revoking): Form<Revoking>,
) -> Result<Response, Problem> {
    let (node, session) = (node_of(&site, &framing)?, session_of(&reader, &framing)?);
    let Ok(id) = revoking.token.parse() else { return Err(Problem::not_found(framing)) };
    match node.withdraw_token(session, id).await {
        Ok(()) => Ok(Redirect::to(&framing.link("/account/tokens")).into_response()),
        Err(error) => Err(Problem::of_node(framing, &error)),
    }
}
