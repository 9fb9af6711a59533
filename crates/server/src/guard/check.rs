//! The check around a handler.

use std::sync::Arc;

use axum::RequestExt as _;
use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use firewall::{Principal, Status};
use node::{Node, NodeError};

use super::caller::{Caller, source, visitor};
use super::cookies::{self, FORM};
use super::{Guard, Reader, form, sign_in};
use crate::frame::Framing;
use crate::problem::Problem;
use crate::rooms::accounts::wait;
use crate::routes::{Route, Verb};
use crate::same_origin;
use crate::site::Site;

/// A route of a site, as the check around its handler knows it.
#[derive(Clone)]
pub struct At {
    pub site: Arc<Site>,
    pub route: &'static Route,
}

/// Lets a request through to the handler of its route, with the [`Reader`] who asks, or answers in its place.
pub async fn check(State(at): State<At>, request: Request, next: Next) -> Response {
    match checked(&at, request).await {
        Ok(Passed { request, new_word }) => {
            let mut response = next.run(request).await;
            // a handler that signed somebody in has taken the word back
            if let Some(word) = new_word.filter(|_| !response.headers().contains_key(header::SET_COOKIE)) {
                cookies::set(&mut response, FORM, &word, None);
            }
            response
        }
        Err(refusal) => *refusal,
    }
}

/// A request that may go on.
struct Passed {
    request: Request,
    /// A word for the forms of whoever has no session, where the browser has none yet.
    new_word: Option<String>,
}

/// What stops a request.
type Stopped = Box<Response>;

async fn checked(at: &At, mut request: Request) -> Result<Passed, Stopped> {
    let (route, node) = (at.route, at.site.opened());
    let framing = framing(at, &mut request).await;
    if !route.answers_locked && at.site.is_locked().await {
        return Err(stop(Problem::locked(framing)));
    }
    let caller = match node {
        Some(node) if route.guard != Guard::Public || route.is_page => {
            Caller::of(node, request.headers(), &route.name()).await
        }
        _ => Caller::Visitor,
    };
    let (word, is_new) = word(route, &caller, &request).map_err(|_| stop(Problem::ours(framing.clone())))?;
    if route.verb == Verb::Post {
        request = its_own_form(&at.site, request, &word, &framing).await?;
    }
    let principal = match caller.principal() {
        Some(principal) => principal.clone().by_route(&route.name()),
        None => visitor(route.name()).map_err(|_| stop(Problem::ours(framing.clone())))?,
    };
    let source = source(&request);
    let reader = Reader::new(principal, caller, word.clone(), route.guard, source);
    // from here on the frame of every answer, refusals too, is that of whoever asks
    request.extensions_mut().insert(reader.clone());
    let path = (route.verb == Verb::Get).then(|| request.uri().path().to_owned());
    let framing = self::framing(at, &mut request).await;
    if let Some(node) = node {
        allowed(node, &reader, framing, path.as_deref()).await?;
    } else if !matches!(route.guard, Guard::Public | Guard::Anybody) {
        return Err(Box::new(sign_in(framing, path.as_deref())));
    }
    Ok(Passed { request, new_word: is_new.then_some(word) })
}

/// What the forms of this answer repeat: the session's word, else the browser's own.
fn word(route: &Route, caller: &Caller, request: &Request) -> Result<(String, bool), getrandom::Error> {
    if let Some(session) = caller.session() {
        return Ok((session.csrf().to_owned(), false));
    }
    match cookies::value(request.headers(), FORM) {
        Some(known) => Ok((known.to_owned(), false)),
        None if route.guard == Guard::Anybody => Ok((form::new_word()?, true)),
        None => Ok((String::new(), false)),
    }
}

/// Whether whoever asks gets to the handler.
async fn allowed(node: &Node, reader: &Reader, framing: Framing, path: Option<&str>) -> Result<(), Stopped> {
    let who = reader.principal();
    match reader.guard() {
        Guard::Public | Guard::Anybody => Ok(()),
        _ if !reader.is_known() => Err(Box::new(sign_in(framing, path))),
        // the handler says which records, and asks the node about each
        Guard::Program => Ok(()),
        Guard::SignedIn if reader.session().is_some() => Ok(()),
        _ if who.status == Status::Invited && reader.session().is_some() => Err(Box::new(wait(framing, reader))),
        Guard::Records { action, purpose, kind } if reader.reaches(purpose, kind) => {
            node.reach(who, action, purpose, kind).await.map_err(|error| refusal(framing, &error))
        }
        Guard::Governs(action) if reader.session().is_some() => governs(node, who, action, framing).await,
        Guard::SignedIn | Guard::Records { .. } | Guard::Governs(_) => Err(stop(Problem::not_found(framing))),
    }
}

/// Whether somebody may do this with the node. What is done is told in the audit where it is done, a refusal here.
async fn governs(node: &Node, who: &Principal, action: firewall::Action, framing: Framing) -> Result<(), Stopped> {
    if node.may(who, action).await.is_allowed {
        return Ok(());
    }
    node.govern(who, action).await.map_err(|error| refusal(framing, &error))
}

/// What an error of the node is for a reader: what may not be seen is not there.
fn refusal(framing: Framing, error: &NodeError) -> Stopped {
    stop(Problem::of_node(framing, error))
}

/// A form that a page of ours has sent, with the word of that page.
async fn its_own_form(site: &Site, request: Request, word: &str, framing: &Framing) -> Result<Request, Stopped> {
    if !same_origin::is_ours(&site.front, request.headers()) {
        return Err(stop(Problem::not_ours(framing.clone())));
    }
    let (request, carried) = form::read(request).await.map_err(|status| Box::new(status.into_response()))?;
    if carried.is_some_and(|carried| form::is_same(&carried, word)) {
        Ok(request)
    } else {
        Err(stop(Problem::not_ours(framing.clone())))
    }
}

async fn framing(at: &At, request: &mut Request) -> Framing {
    let Ok(framing) = request.extract_parts_with_state::<Framing, Arc<Site>>(&at.site).await;
    framing
}

fn stop(problem: Problem) -> Stopped {
    Box::new(problem.into_response())
}
