//! `/missing/{id}/family`: an officer gives a family its code, takes it back, and writes with the family.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Response};
use facts::Digits;
use node::door::Opened;
use node::family::{IssuedCode, TEXT_LENGTH_MAX};
use node::{Action, Member, Node};
use rooms::missing::kinds::MissingPerson;
use zeroize::Zeroizing;

use super::follow::Words;
use super::shown::{self, Line};
use crate::frame::{Frame, Framing, Page};
use crate::guard::Reader;
use crate::locale::{Args, Locale};
use crate::problem::{Problem, page};
use crate::rooms::missing::filter::percent_encoded;
use crate::site::Site;

#[derive(Template)]
#[template(path = "missing/family_code.html")]
struct Show {
    frame: Frame,
    t: &'static Locale,
    title: String,
    csrf: String,
    back: String,
    give: String,
    end: String,
    send: String,
    note: Option<String>,
    has_code: bool,
    messages: Vec<Line>,
}

#[derive(Template)]
#[template(path = "missing/family_code_once.html")]
struct Once {
    frame: Frame,
    t: &'static Locale,
    groups: Vec<Zeroizing<String>>,
    /// The same in other digits, where a language is read in two kinds.
    second: Vec<Zeroizing<String>>,
    how: String,
    done: String,
}

/// `GET /missing/{id}/family`
pub async fn show(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let desk = Desk::of(&site, &reader, &framing, &id).await?;
    desk.shown(&reader, framing, None).await
}

/// `POST /missing/{id}/family/code`
pub async fn give(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let desk = Desk::of(&site, &reader, &framing, &id).await?;
    let issued = desk.node.issue_code::<MissingPerson>(desk.member, desk.report.header.record).await;
    match issued {
        Ok(issued) => once(framing, &issued, &id),
        Err(error) => Err(Problem::of_node(framing, &error)),
    }
}

/// `POST /missing/{id}/family/end`
pub async fn end(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let desk = Desk::of(&site, &reader, &framing, &id).await?;
    let ended = desk.node.end_code::<MissingPerson>(desk.member, desk.report.header.record).await;
    match ended {
        Ok(()) => desk.shown(&reader, framing, Some("code-ended")).await,
        Err(error) => Err(Problem::of_node(framing, &error)),
    }
}

/// `POST /missing/{id}/family/message` with `text`
pub async fn write(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Path(id): Path<String>,
    Form(form): Form<Words>,
) -> Result<Response, Problem> {
    let desk = Desk::of(&site, &reader, &framing, &id).await?;
    let text = form.text.trim();
    if text.is_empty() || text.chars().count() > TEXT_LENGTH_MAX {
        return desk.shown(&reader, framing, Some("followed-empty")).await;
    }
    let written = desk.node.write_to_family(desk.member, desk.report.header.record, text).await;
    match written {
        Ok(()) => desk.shown(&reader, framing, Some("followed-sent")).await,
        Err(error) => Err(Problem::of_node(framing, &error)),
    }
}

/// Where the family's code is given, for who may give one.
pub async fn link(site: &Site, reader: &Reader, framing: &Framing, id: &str) -> Option<String> {
    let may = site.opened()?.may(reader.principal(), Action::IssueCode).await.is_allowed;
    may.then(|| format!("{}/family", address(framing, id)))
}

/// What an officer has in front of them.
struct Desk<'a> {
    node: &'a Node,
    member: &'a Member,
    id: &'a str,
    report: Opened<MissingPerson>,
}

impl<'a> Desk<'a> {
    async fn of(site: &'a Site, reader: &'a Reader, framing: &Framing, id: &'a str) -> Result<Desk<'a>, Problem> {
        let absent = || Problem::not_found(framing.clone());
        let node = site.opened().ok_or_else(absent)?;
        let member = reader.session().and_then(|session| session.member()).ok_or_else(absent)?;
        let report = node.report_named(member.principal(), id).await;
        let report = report.map_err(|error| Problem::of_node(framing.clone(), &error))?;
        Ok(Desk { node, member, id, report })
    }

    async fn shown(&self, reader: &Reader, framing: Framing, note: Option<&str>) -> Result<Response, Problem> {
        let (t, report) = (framing.t, self.report.header.record);
        let read = async {
            let has_code = self.node.has_family_code(report).await?;
            Ok((has_code, self.node.messages_about(self.member, report).await?))
        };
        let (has_code, messages) = match read.await {
            Ok(read) => read,
            Err(error) => return Err(Problem::of_node(framing, &error)),
        };
        let name = self.report.record.matching.name.as_deref().unwrap_or(self.id);
        let title = t.say("code-title", &Args::new().recorded("name", name));
        let here = address(&framing, self.id);
        let show = Show {
            frame: framing.around(Page::Missing, &title),
            t,
            title,
            csrf: reader.csrf().to_owned(),
            back: here.clone(),
            give: format!("{here}/family/code"),
            end: format!("{here}/family/end"),
            send: format!("{here}/family/message"),
            note: note.map(|key| t.text(key)),
            has_code,
            messages: shown::messages(t, messages),
        };
        let html = page(framing, &show)?;
        Ok(html.into_response())
    }
}

fn once(framing: Framing, issued: &IssuedCode, id: &str) -> Result<Response, Problem> {
    let t = framing.t;
    let digits = shown::digits(t.lang());
    let second = if digits == Digits::Latin { Vec::new() } else { issued.code.groups(Digits::Latin) };
    let address_of_page = format!("\u{2066}{}\u{2069}", framing.link("/follow"));
    let once = Once {
        frame: framing.around(Page::Missing, &t.text("code-once-title")),
        t,
        groups: issued.code.groups(digits),
        second,
        how: t.say("code-once-how", &Args::new().word("address", address_of_page)),
        done: format!("{}/family", address(&framing, id)),
    };
    page(framing, &once).map(IntoResponse::into_response)
}

fn address(framing: &Framing, id: &str) -> String {
    framing.link(&format!("/missing/{}", percent_encoded(id)))
}
