//! What a reader is told where there is no page: what happened, and what to do.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use crate::frame::{Frame, Framing, Page};
use crate::locale::Args;

/// A request that has no page, answered in the reader's language.
pub struct Problem {
    framing: Box<Framing>,
    status: StatusCode,
    key: &'static str,
    found: String,
}

#[derive(Template)]
#[template(path = "problem.html")]
struct Show {
    frame: Frame,
    title: String,
    text: String,
    /// Address and name of where to go on.
    onward: (String, String),
}

impl Problem {
    /// There is no such page or record. What a reader may not see would answer the same.
    #[must_use]
    pub fn not_found(framing: Framing) -> Self {
        Self { framing: Box::new(framing), status: StatusCode::NOT_FOUND, key: "not-found", found: String::new() }
    }

    /// The address asks for something that no form of ours can ask for.
    #[must_use]
    pub fn bad_filter(framing: Framing, found: &str) -> Self {
        let found = found.chars().take(40).collect();
        Self { framing: Box::new(framing), status: StatusCode::BAD_REQUEST, key: "bad-filter", found }
    }

    /// The address is longer than any that our pages make.
    #[must_use]
    pub fn too_long(framing: Framing) -> Self {
        Self { framing: Box::new(framing), status: StatusCode::URI_TOO_LONG, key: "too-long", found: String::new() }
    }

    /// A template failed: an error of ours, not the reader's.
    #[must_use]
    pub fn ours(framing: Framing) -> Self {
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        Self { framing: Box::new(framing), status, key: "our-fault", found: String::new() }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let t = self.framing.t;
        let title = t.text(&format!("{}-title", self.key));
        let text = t.say(&format!("{}-text", self.key), &Args::new().recorded("found", &self.found));
        let onward = (self.framing.link("/situation"), t.text("page-situation"));
        let frame = self.framing.around(Page::Elsewhere, &title);
        let page = Show { frame, title, text: text.clone(), onward }.render();
        (self.status, Html(page.unwrap_or(text))).into_response()
    }
}

/// Renders a page, or says that the fault is ours.
pub fn page(framing: Framing, template: &impl Template) -> Result<Html<String>, Problem> {
    template.render().map(Html).map_err(|_| Problem::ours(framing))
}
