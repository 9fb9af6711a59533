//! Records for programs: `/api/{purpose}/{kind}`. Every answer is JSON, or a stream that says at its end whether it is whole.
//!
//! Each goes through the node's door by itself. What may not be seen and what does not exist give the same answer.

mod stream;

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use node::{Format, Node, NodeError};
use rooms::header::Purpose;
use serde::{Deserialize, Serialize};

use crate::frame::Framing;
use crate::guard::Reader;
use crate::problem::Problem;
use crate::site::Site;

/// Records of one page.
const PAGE_SIZE: usize = 50;

/// Which page.
#[derive(Deserialize)]
pub struct PageOf {
    #[serde(default)]
    page: usize,
}

/// In which form.
#[derive(Deserialize)]
pub struct FormOf {
    #[serde(default)]
    format: Option<String>,
}

/// How many there are.
#[derive(Serialize)]
pub struct Count {
    count: usize,
}

/// Which records are asked for, of whom.
struct Asked<'a> {
    node: &'a Arc<Node>,
    purpose: Purpose,
    kind: &'a str,
}

impl<'a> Asked<'a> {
    /// An unknown purpose, another than that of a program's token, and a site without a node are one answer.
    fn of(site: &'a Site, reader: &Reader, framing: &Framing, of: &'a (String, String)) -> Result<Self, Problem> {
        let nothing = || Problem::not_found(framing.clone());
        let purpose = Purpose::ALL.into_iter().find(|purpose| purpose.as_str() == of.0).ok_or_else(nothing)?;
        let node = site.node_itself().filter(|_| reader.reaches(purpose, &of.1)).ok_or_else(nothing)?;
        Ok(Self { node, purpose, kind: &of.1 })
    }
}

/// `GET /api/{purpose}/{kind}?page=`
pub async fn list(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Path(of): Path<(String, String)>,
    Query(at): Query<PageOf>,
) -> Result<Response, Problem> {
    let Asked { node, purpose, kind } = Asked::of(&site, &reader, &framing, &of)?;
    let page = node.outgoing_page(reader.principal(), purpose, kind, at.page, PAGE_SIZE).await;
    answer(framing, page)
}

/// `GET /api/{purpose}/{kind}/{record}`: by its handle, or by its name for whoever gets all of it.
pub async fn one(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Path((purpose, kind, record)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let of = (purpose, kind);
    let Asked { node, purpose, kind } = Asked::of(&site, &reader, &framing, &of)?;
    let found = node.outgoing(reader.principal(), purpose, kind, &record).await;
    answer(framing, found)
}

/// `GET /api/{purpose}/{kind}/count`
pub async fn count(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Path(of): Path<(String, String)>,
) -> Result<Response, Problem> {
    let Asked { node, purpose, kind } = Asked::of(&site, &reader, &framing, &of)?;
    let count = node.count(reader.principal(), purpose, kind).await;
    answer(framing, count.map(|count| Count { count }))
}

/// `GET /api/{purpose}/{kind}/export?format=`
pub async fn export(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Path(of): Path<(String, String)>,
    Query(form): Query<FormOf>,
) -> Result<Response, Problem> {
    let Asked { node, purpose, kind } = Asked::of(&site, &reader, &framing, &of)?;
    let form = form.format.as_deref().unwrap_or("ndjson");
    let format: Format = form.parse().map_err(|_| Problem::bad_filter(framing.clone(), form))?;
    let export = node.export(reader.principal(), purpose, kind, format).await;
    let export = export.map_err(|error| Problem::of_node(framing, &error))?;
    let headers = [(CONTENT_TYPE, format.media_type()), (CONTENT_DISPOSITION, "attachment")];
    Ok((headers, stream::body(Arc::clone(node), export)).into_response())
}

/// What the node gives, as JSON that nobody keeps on the way.
fn answer(framing: Framing, given: Result<impl Serialize, NodeError>) -> Result<Response, Problem> {
    let given = given.map_err(|error| Problem::of_node(framing.clone(), &error))?;
    let body = serde_json::to_vec(&given).map_err(|_| Problem::ours(framing))?;
    Ok(([(CONTENT_TYPE, "application/json")], body).into_response())
}
