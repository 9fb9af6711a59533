//! `GET /about`: sources, methods, languages, and what these pages do not do.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Html;

use crate::frame::{Frame, Framing, Page};
use crate::locale::Locale;
use crate::problem::{Problem, page};
use crate::site::Site;

#[derive(Template)]
#[template(path = "missing/about.html")]
struct Show {
    frame: Frame,
    t: &'static Locale,
    citation: String,
    source: (String, String),
    licence: (String, String),
}

/// `GET /about`
pub async fn show(State(site): State<Arc<Site>>, framing: Framing) -> Result<Html<String>, Problem> {
    let t = framing.t;
    let attribution = &site.content.attribution;
    let show = Show {
        frame: framing.around(Page::About, &t.text("about-title")),
        t,
        citation: site.attribution(t),
        source: (attribution.source.clone(), attribution.address.clone()),
        licence: (attribution.licence.clone(), attribution.licence_address.clone()),
    };
    page(framing, &show)
}
