//! What a reader is told where there is no page: what happened, and what to do. Programs get it as JSON (RFC 9457).

use askama::Template;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use node::NodeError;
use serde::Serialize;

use crate::frame::{Frame, Framing, Page, steps};
use crate::locale::Args;
use crate::site::Progress;

/// A request that has no page, answered in the reader's language.
pub struct Problem {
    framing: Box<Framing>,
    status: StatusCode,
    /// Stable code, for programs.
    code: &'static str,
    /// What the texts are called in the files of words.
    key: &'static str,
    found: String,
    progress: Option<Progress>,
    /// The program's own words, in English.
    detail: Option<String>,
}

#[derive(Template)]
#[template(path = "problem.html")]
struct Show {
    frame: Frame,
    title: String,
    text: String,
    /// Steps done, of how many, and the same in words.
    progress: Option<(usize, usize, String)>,
    detail: Option<String>,
    /// Address and name of where to go on.
    onward: (String, String),
}

/// A problem as programs read it (RFC 9457).
#[derive(Serialize)]
struct Document {
    r#type: String,
    title: String,
    status: u16,
    detail: String,
    /// Stable code.
    problem: &'static str,
}

impl Problem {
    fn new(framing: Framing, status: StatusCode, code: &'static str, key: &'static str) -> Self {
        let framing = Box::new(framing);
        Self { framing, status, code, key, found: String::new(), progress: None, detail: None }
    }

    /// There is no such page or record. What a reader may not see would answer the same.
    #[must_use]
    pub fn not_found(framing: Framing) -> Self {
        Self::new(framing, StatusCode::NOT_FOUND, "not-found", "not-found")
    }

    /// The address asks for something that no form of ours can ask for.
    #[must_use]
    pub fn bad_filter(framing: Framing, found: &str) -> Self {
        let found = found.chars().take(40).collect();
        Self { found, ..Self::new(framing, StatusCode::BAD_REQUEST, "bad-filter", "bad-filter") }
    }

    /// The address is longer than any that our pages make.
    #[must_use]
    pub fn too_long(framing: Framing) -> Self {
        Self::new(framing, StatusCode::URI_TOO_LONG, "too-long", "too-long")
    }

    /// The register is sealed: the same answer for every page of it, whether there is such a page or not.
    #[must_use]
    pub fn locked(framing: Framing) -> Self {
        Self::new(framing, StatusCode::SERVICE_UNAVAILABLE, "node-locked", "node-locked")
    }

    /// The register is open, and its comparison is under way.
    #[must_use]
    pub fn computing(framing: Framing, progress: &Progress) -> Self {
        let new = Self::new(framing, StatusCode::SERVICE_UNAVAILABLE, "being-computed", "being-computed");
        Self { progress: Some(progress.clone()), ..new }
    }

    /// The records make no register that could be compared.
    #[must_use]
    pub fn unreadable(framing: Framing, why: String) -> Self {
        let new = Self::new(framing, StatusCode::SERVICE_UNAVAILABLE, "register-unreadable", "register-unreadable");
        Self { detail: Some(why), ..new }
    }

    /// A form that another site's page has sent, or that does not carry the word of its own page.
    #[must_use]
    pub fn not_ours(framing: Framing) -> Self {
        Self::new(framing, StatusCode::FORBIDDEN, "form-not-ours", "form-not-ours")
    }

    /// Whoever has no session is told nothing but that one has to sign in. Pages lead there; this is for programs.
    #[must_use]
    pub fn sign_in(framing: Framing) -> Self {
        Self::new(framing, StatusCode::UNAUTHORIZED, "not-signed-in", "not-signed-in")
    }

    /// What an error of the node is for a reader: what they may not see is not there.
    #[must_use]
    pub fn of_node(framing: Framing, error: &NodeError) -> Self {
        match error {
            NodeError::Locked => Self::locked(framing),
            NodeError::BudgetSpent { .. } => Self::budget_spent(framing),
            NodeError::Refused { .. }
            | NodeError::NoSuchRecord
            | NodeError::NoSuchHolder { .. }
            | NodeError::Account(_) => Self::not_found(framing),
            _ => Self::ours(framing),
        }
    }

    /// Whoever asks has read more than is usual, and a colleague looks at it first.
    #[must_use]
    pub fn budget_spent(framing: Framing) -> Self {
        Self::new(framing, StatusCode::TOO_MANY_REQUESTS, "budget-spent", "budget-spent")
    }

    /// A template failed: an error of ours, not the reader's.
    #[must_use]
    pub fn ours(framing: Framing) -> Self {
        Self::new(framing, StatusCode::INTERNAL_SERVER_ERROR, "our-fault", "our-fault")
    }

    fn onward(&self) -> (String, String) {
        let (framing, t) = (&self.framing, self.framing.t);
        match self.code {
            "node-locked" => (framing.link("/unlock"), t.text("node-locked-onward")),
            "being-computed" => (framing.here(), t.text("being-computed-onward")),
            "not-signed-in" => (framing.link("/sign-in"), t.text("frame-sign-in")),
            _ => (framing.link("/situation"), t.text("page-situation")),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let t = self.framing.t;
        let title = t.text(&format!("{}-title", self.key));
        let text = t.say(&format!("{}-text", self.key), &Args::new().recorded("found", &self.found));
        let (is_computing, wants_json) = (self.progress.is_some(), self.framing.wants_json);
        let mut response = if wants_json { self.document(title, text) } else { self.page(title, text) };
        if is_computing {
            // a locked node waits for a person, and nobody knows how long that takes
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response
    }
}

impl Problem {
    fn document(self, title: String, text: String) -> Response {
        let detail = self.detail.map_or(text.clone(), |detail| format!("{text} {detail}"));
        let (status, problem) = (self.status.as_u16(), self.code);
        let document = Document { r#type: format!("urn:landfall:problem:{problem}"), title, status, detail, problem };
        let body = serde_json::to_string(&document).unwrap_or_default();
        (self.status, [(CONTENT_TYPE, "application/problem+json")], body).into_response()
    }

    fn page(self, title: String, text: String) -> Response {
        let progress = self.progress.as_ref().map(|progress| {
            let (done, total) = progress.get();
            (done, total, steps(self.framing.t, progress))
        });
        let (onward, detail) = (self.onward(), self.detail);
        let is_about_register = self.status == StatusCode::SERVICE_UNAVAILABLE;
        let at = if is_about_register { Page::Register } else { Page::Elsewhere };
        let frame = self.framing.around(at, &title);
        let page = Show { frame, title, text: text.clone(), progress, detail, onward }.render();
        (self.status, Html(page.unwrap_or(text))).into_response()
    }
}

/// Renders a page, or says that the fault is ours.
pub fn page(framing: Framing, template: &impl Template) -> Result<Html<String>, Problem> {
    template.render().map(Html).map_err(|_| Problem::ours(framing))
}
