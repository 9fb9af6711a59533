//! `/follow`: a family's code opens its report, and "leave now" closes it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use node::family::{FamilySession, Followed, TEXT_LENGTH_MAX};
use node::{Node, NodeError};
use rooms::missing::family_code::{CODE_DIGITS, FamilyCode, FamilyCodeError, GROUP_DIGITS};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::shown::{self, Line, Report};
use crate::frame::{Frame, Framing};
use crate::guard::{self, Reader};
use crate::locale::{Args, Locale};
use crate::problem::{Problem, page};
use crate::site::Site;

/// The route under which a family's reading stands in the audit.
const ROUTE: &str = "GET /follow";

#[derive(Template)]
#[template(path = "missing/follow.html")]
struct Ask {
    frame: Frame,
    t: &'static Locale,
    csrf: String,
    action: String,
    example: String,
    /// Twenty-six digits are not typed twice because of one.
    typed: Zeroizing<String>,
    fault: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "missing/followed.html")]
struct Show {
    frame: Frame,
    t: &'static Locale,
    csrf: String,
    leave: String,
    send: String,
    note: Option<(&'static str, String)>,
    reports: Vec<Report>,
    messages: Vec<Line>,
    log: Vec<String>,
    /// What was typed and not taken.
    typed: String,
}

/// The form with a code. It has no debug form.
#[derive(Deserialize)]
pub struct Code {
    #[serde(default)]
    code: String,
}

/// The form with a message.
#[derive(Deserialize)]
pub struct Words {
    #[serde(default)]
    pub(super) text: String,
}

/// `GET /follow`
pub async fn show(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Some(node) = site.opened() else { return Err(Problem::not_found(framing)) };
    match session(node, &headers).await {
        Some(session) => followed(node, &session, &reader, framing, None, String::new()).await,
        None => ask(framing, &reader, StatusCode::OK, Zeroizing::default(), None),
    }
}

/// `POST /follow` with `code`
pub async fn enter(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Form(form): Form<Code>,
) -> Result<Response, Problem> {
    let typed = Zeroizing::new(form.code);
    if site.opened().is_none() {
        return Err(Problem::not_found(framing));
    }
    let code = match FamilyCode::read(&typed) {
        Ok(code) => code,
        Err(error) => {
            let fault = (framing.t.text("follow-fault-title"), in_words(framing.t, error));
            return ask(framing, &reader, StatusCode::UNPROCESSABLE_ENTITY, typed, Some(fault));
        }
    };
    let source = reader.source();
    // a task of its own: who hangs up does not get the next turn sooner
    let trying = tokio::spawn(async move {
        let node = site.opened().ok_or(NodeError::Locked)?;
        node.follow_by_code(&code, source).await
    });
    let (status, key) = match trying.await {
        Ok(Ok(Followed::In(token))) => {
            let mut response = Redirect::to(&framing.link("/follow")).into_response();
            guard::follows(&mut response, &token);
            return Ok(response);
        }
        Ok(Ok(Followed::Refused)) => (StatusCode::FORBIDDEN, "follow-refused"),
        Ok(Ok(Followed::Busy)) => (StatusCode::TOO_MANY_REQUESTS, "follow-busy"),
        Ok(Err(NodeError::Locked)) => return Err(Problem::locked(framing)),
        Ok(Err(_)) | Err(_) => return Err(Problem::ours(framing)),
    };
    let t = framing.t;
    let fault = (t.text(&format!("{key}-title")), t.text(key));
    ask(framing, &reader, status, typed, Some(fault))
}

/// `POST /follow/message` with `text`
pub async fn write(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    headers: HeaderMap,
    Form(form): Form<Words>,
) -> Result<Response, Problem> {
    let Some(node) = site.opened() else { return Err(Problem::not_found(framing)) };
    let Some(session) = session(node, &headers).await else {
        return Ok(Redirect::to(&framing.link("/follow")).into_response());
    };
    let t = framing.t;
    let text = form.text.trim();
    if text.is_empty() || text.chars().count() > TEXT_LENGTH_MAX {
        let note = Some(("note-danger", t.text("followed-empty")));
        return followed(node, &session, &reader, framing, note, form.text).await;
    }
    let written = async {
        let family = session.keys().principal("POST /follow/message")?;
        let report = node.reports_of_family(&family).await?.into_iter().next().ok_or(NodeError::NoSuchRecord)?;
        node.write_as_family(session.keys(), &family, report.header.record, text).await
    };
    let written = written.await;
    match written {
        Ok(()) => {
            let note = Some(("note-calm", t.text("followed-sent")));
            followed(node, &session, &reader, framing, note, String::new()).await
        }
        Err(error) => Err(Problem::of_node(framing, &error)),
    }
}

/// `POST /follow/leave`
pub async fn leave(State(site): State<Arc<Site>>, framing: Framing, headers: HeaderMap) -> Response {
    if let (Some(node), Some(token)) = (site.opened(), guard::follows_with(&headers)) {
        node.leave_family_session(token);
    }
    let mut response = Redirect::to(&framing.link("/situation")).into_response();
    guard::follows_no_more(&mut response);
    response
}

async fn session(node: &Node, headers: &HeaderMap) -> Option<FamilySession> {
    node.family_session(guard::follows_with(headers)?).await
}

fn ask(
    framing: Framing,
    reader: &Reader,
    status: StatusCode,
    typed: Zeroizing<String>,
    fault: Option<(String, String)>,
) -> Result<Response, Problem> {
    let t = framing.t;
    let ask = Ask {
        frame: framing.around_family(&t.text("follow-title")),
        t,
        csrf: reader.csrf().to_owned(),
        action: framing.link("/follow"),
        example: example(t),
        typed,
        fault,
    };
    let html = page(framing, &ask)?;
    Ok((status, html).into_response())
}

async fn followed(
    node: &Node,
    session: &FamilySession,
    reader: &Reader,
    framing: Framing,
    note: Option<(&'static str, String)>,
    typed: String,
) -> Result<Response, Problem> {
    let t = framing.t;
    let read = async {
        let family = session.keys().principal(ROUTE)?;
        let reports = node.reports_of_family(&family).await?;
        let messages = node.messages_of_family(session.keys(), &family).await?;
        let log = match reports.first() {
            Some(report) => node.who_read(&family, report.header.record).await?,
            None => Vec::new(),
        };
        Ok::<_, NodeError>((reports, messages, log))
    };
    let (reports, messages, log) = match read.await {
        Ok(read) => read,
        Err(error) => return Err(Problem::of_node(framing, &error)),
    };
    let show = Show {
        frame: framing.around_family(&t.text("followed-title")),
        t,
        csrf: reader.csrf().to_owned(),
        leave: framing.link("/follow/leave"),
        send: framing.link("/follow/message"),
        note,
        reports: reports.iter().map(|opened| shown::report(t, opened)).collect(),
        messages: shown::messages(t, messages),
        log: shown::log(t, &log),
        typed,
    };
    let html = page(framing, &show)?;
    Ok(html.into_response())
}

/// What is wrong with a code, and never what would be right.
fn in_words(t: &Locale, error: FamilyCodeError) -> String {
    match error {
        FamilyCodeError::NotADigit { group } => t.say("follow-fault-letter", &Args::new().count("group", group)),
        FamilyCodeError::Group { group, .. } => t.say("follow-fault-group", &Args::new().count("group", group)),
        FamilyCodeError::Length { found } => t.say("follow-fault-length", &Args::new().count("count", found)),
        FamilyCodeError::Check => t.text("follow-fault-check"),
    }
}

/// What a code looks like, in the reader's digits; it is none.
fn example(t: &Locale) -> String {
    let digits = shown::digits(t.lang());
    let mut written = String::new();
    for at in 0..CODE_DIGITS {
        if at > 0 && at.is_multiple_of(GROUP_DIGITS) {
            written.push(' ');
        }
        written.push(digits.write(((at + 1) % 10) as u8));
    }
    // a code is read from left to right in every script
    t.say("follow-code-example", &Args::new().word("example", format!("\u{2066}{written}\u{2069}")))
}
