//! What stands around every page: product and room, what one is looking at, the language switch, the pages of the room.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::content::Site;
use crate::locale::{Args, Lang, Locale};
use crate::tongue::{Here, Tongue};

/// The pages of the room, as the row of links names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The situation.
    Situation,
    /// The register: missing people.
    Missing,
    /// The register: remains.
    Remains,
    /// Hypotheses.
    Hypotheses,
    /// Sources, methods and languages.
    About,
    /// None of these: a problem.
    Elsewhere,
}

/// A link of the language switch.
pub struct LanguageLink {
    /// The language.
    pub lang: Lang,
    /// This page in that language.
    pub href: String,
    /// It is the language of this page.
    pub is_current: bool,
}

/// A link of the row of pages.
pub struct PageLink {
    /// Address.
    pub href: String,
    /// Name.
    pub name: String,
    /// It is this page.
    pub is_current: bool,
}

/// Everything around a page.
pub struct Frame {
    /// Words and numbers.
    pub t: &'static Locale,
    /// Title of the browser's tab.
    pub title: String,
    /// What one is looking at, always in sight.
    pub purpose: String,
    /// The language switch.
    pub languages: Vec<LanguageLink>,
    /// The pages of the room.
    pub pages: Vec<PageLink>,
    /// Address of the style sheet.
    pub pages_css: String,
    /// What the node has been given, for the foot.
    pub attribution: String,
}

/// What a frame is made from; a handler takes it and names its page.
#[derive(Clone)]
pub struct Framing {
    /// Words and numbers.
    pub t: &'static Locale,
    /// Where the request stands.
    pub here: Here,
    site: Arc<Site>,
}

impl FromRequestParts<Arc<Site>> for Framing {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, Self::Rejection> {
        let Ok(tongue) = Tongue::from_request_parts(parts, site).await;
        let Ok(here) = Here::from_request_parts(parts, site).await;
        Ok(Self { t: tongue.locale, here, site: Arc::clone(site) })
    }
}

impl Framing {
    /// Address of a page in the reader's language; `path` begins with a slash.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        format!("/{}{path}", self.t.lang().code())
    }

    /// The frame around a page.
    #[must_use]
    pub fn around(&self, page: Page, title: &str) -> Frame {
        let t = self.t;
        let purpose = match page {
            Page::Situation => "purpose-situation",
            Page::Missing | Page::Remains | Page::Hypotheses => "purpose-register",
            Page::About | Page::Elsewhere => "purpose-about",
        };
        let languages = Lang::ALL
            .into_iter()
            .map(|lang| LanguageLink { lang, href: self.here.in_language(lang), is_current: lang == t.lang() })
            .collect();
        let rows = [
            (Page::Situation, "/situation", "page-situation"),
            (Page::Missing, "/missing", "page-missing"),
            (Page::Remains, "/remains", "page-remains"),
            (Page::Hypotheses, "/hypotheses", "page-hypotheses"),
            (Page::About, "/about", "page-about"),
        ];
        let pages = rows
            .into_iter()
            .map(|(this, path, key)| PageLink { href: self.link(path), name: t.text(key), is_current: this == page })
            .collect();
        Frame {
            t,
            title: t.say("page-title", &Args::new().recorded("title", title)),
            purpose: t.text(purpose),
            languages,
            pages,
            pages_css: self.site.assets.pages_css.clone(),
            attribution: self.site.attribution(t),
        }
    }
}
