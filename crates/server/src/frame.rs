//! What stands around every page: product and room, what one is looking at, the language switch, the pages of the room.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::ACCEPT;
use axum::http::request::Parts;
use firewall::{Role, Status};

use crate::front::Front;
use crate::guard::Reader;
use crate::locale::{Args, Lang, Locale};
use crate::site::{Progress, Shown, Site};
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
    /// The register as a whole: unlocking it, or why it is not shown.
    Register,
    /// Accounts: signing in, one's own account, colleagues.
    Accounts,
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

/// What every page of a node says of it.
pub struct NodeLine {
    /// Its name, and whether it is locked.
    pub state: String,
    /// Address of the page that unlocks it, while it is locked.
    pub unlock: Option<String>,
}

/// Who is signed in.
pub struct Who {
    /// Their name, in a sentence.
    pub name: String,
    /// What they act as now.
    pub role: String,
    /// What they may act as: value, name, and whether it is what they act as now.
    pub roles: Vec<(String, String, bool)>,
    /// The word of the page's forms.
    pub csrf: String,
    /// Where the form that changes the role is sent.
    pub act_as: String,
    /// Pages about the node that their role gets to, each with its name.
    pub rooms: Vec<(String, String)>,
    /// Their account, and its name.
    pub account: (String, String),
    /// The way out.
    pub sign_out: String,
}

/// A note above every page.
pub struct Notice {
    /// Class of its look.
    pub class: &'static str,
    /// First words, heavy.
    pub title: String,
    /// The rest.
    pub text: String,
}

/// Everything around a page.
pub struct Frame {
    /// Words and numbers.
    pub t: &'static Locale,
    /// Title of the browser's tab.
    pub title: String,
    /// What one is looking at, always in sight.
    pub purpose: String,
    /// What one works for, always in sight where records of people are shown.
    pub works_for: Option<String>,
    /// Who is signed in.
    pub who: Option<Who>,
    /// The way in, for whoever is not.
    pub sign_in: Option<String>,
    /// The node, where one is shown.
    pub node: Option<NodeLine>,
    /// What must be in sight on every page of this node.
    pub notices: Vec<Notice>,
    /// The language switch.
    pub languages: Vec<LanguageLink>,
    /// The pages of the room.
    pub pages: Vec<PageLink>,
    /// Address of the style sheet.
    pub pages_css: String,
    /// What the node has been given, for the foot.
    pub attribution: String,
    /// How far these pages reach.
    pub reach: String,
}

/// What a frame is made from; a handler takes it and names its page.
#[derive(Clone)]
pub struct Framing {
    /// Words and numbers.
    pub t: &'static Locale,
    /// Where the request stands.
    pub here: Here,
    /// A program asks, and wants problems as JSON.
    pub wants_json: bool,
    /// Who asks, once that is known.
    reader: Option<Reader>,
    site: Arc<Site>,
}

impl FromRequestParts<Arc<Site>> for Framing {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, Self::Rejection> {
        let Ok(tongue) = Tongue::from_request_parts(parts, site).await;
        let Ok(here) = Here::from_request_parts(parts, site).await;
        let is_api = parts.uri.path().starts_with(API);
        let wants_json = is_api || asks_for_json(parts.headers.get(ACCEPT).and_then(|value| value.to_str().ok()));
        let reader = parts.extensions.get().cloned();
        Ok(Self { t: tongue.locale, here, wants_json, reader, site: Arc::clone(site) })
    }
}

/// What stands under it is for programs alone.
const API: &str = "/api/";

/// Whether JSON is asked for and pages are not.
fn asks_for_json(accept: Option<&str>) -> bool {
    let kinds = accept.unwrap_or_default().split(',').map(|kind| kind.split(';').next().unwrap_or_default().trim());
    let (mut json, mut page) = (false, false);
    for kind in kinds {
        json |= matches!(kind, "application/json" | "application/problem+json");
        page |= matches!(kind, "text/html" | "application/xhtml+xml");
    }
    json && !page
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
            Page::Missing | Page::Remains | Page::Hypotheses | Page::Register => "purpose-register",
            Page::Accounts => "purpose-accounts",
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
            works_for: self.works_for(page),
            who: self.who(),
            sign_in: self.sign_in(),
            node: self.node_line(),
            notices: self.notices(),
            languages,
            pages,
            pages_css: self.site.assets.pages_css.clone(),
            attribution: self.site.attribution(t),
            reach: t.text(if self.site.front == Front::Loopback { "foot-local" } else { "foot-named" }),
        }
    }

    /// The frame around a page of a family: nothing on it leads into the register.
    #[must_use]
    pub fn around_family(&self, title: &str) -> Frame {
        let (purpose, pages) = (self.t.text("purpose-family"), Vec::new());
        Frame { purpose, pages, sign_in: None, who: None, ..self.around(Page::Elsewhere, title) }
    }

    /// This page's own address.
    #[must_use]
    pub fn here(&self) -> String {
        self.here.in_language(self.t.lang())
    }

    /// A problem works for nothing: it is the same whatever was asked for.
    fn works_for(&self, page: Page) -> Option<String> {
        let purpose = self.reader.as_ref()?.purpose().filter(|_| page != Page::Elsewhere)?;
        Some(self.t.text(&format!("work-{}", purpose.as_str())))
    }

    fn who(&self) -> Option<Who> {
        let (t, reader) = (self.t, self.reader.as_ref()?);
        let session = reader.session()?;
        let now = reader.principal().role;
        let name = |role: Role| t.text(&format!("role-{}", role.as_str()));
        let roles = session.roles().iter().map(|&role| (role.as_str().to_owned(), name(role), role == now));
        Some(Who {
            name: t.say("frame-signed-in", &Args::new().recorded("name", reader.principal().handle.as_str())),
            role: name(now),
            roles: roles.collect(),
            csrf: reader.csrf().to_owned(),
            act_as: self.link("/role"),
            rooms: match (reader.principal().status, now) {
                (Status::Confirmed, Role::Administrator | Role::Coordinator) => {
                    vec![(self.link("/people"), t.text("page-people"))]
                }
                (Status::Confirmed, Role::Auditor) => vec![(self.link("/audit"), t.text("page-audit"))],
                _ => Vec::new(),
            },
            account: (self.link("/account"), t.text("frame-account")),
            sign_out: self.link("/sign-out"),
        })
    }

    fn sign_in(&self) -> Option<String> {
        let is_open = self.site.opened().is_some() && !matches!(self.site.shown(), Shown::Locked);
        let is_in = self.reader.as_ref().is_some_and(|reader| reader.session().is_some());
        (is_open && !is_in).then(|| self.link("/sign-in"))
    }

    fn node_line(&self) -> Option<NodeLine> {
        let node = self.site.node.as_ref()?;
        let (key, is_locked) = match self.site.shown() {
            Shown::Locked => ("node-state-locked", true),
            Shown::Computing(_) => ("node-state-computing", false),
            Shown::Empty | Shown::Unreadable(_) | Shown::Ready(_) => ("node-state-open", false),
        };
        let state = self.t.say(key, &Args::new().recorded("name", &node.name));
        Some(NodeLine { state, unlock: is_locked.then(|| self.link("/unlock")) })
    }

    fn notices(&self) -> Vec<Notice> {
        let t = self.t;
        let node = self.site.node.as_ref();
        let mut notices = Vec::new();
        if node.is_some_and(|node| node.is_demo) {
            let (title, text) = (t.text("notice-demo-title"), t.text("notice-demo"));
            notices.push(Notice { class: "notice-calm", title, text });
        } else if node.is_some_and(|node| node.is_unattended) {
            let (title, text) = (t.text("notice-unattended-title"), t.text("notice-unattended"));
            notices.push(Notice { class: "notice-danger", title, text });
        }
        let closed_count = self.site.closed_count();
        if closed_count > 0 {
            let text = t.say("notice-closed", &Args::new().count("count", closed_count));
            notices.push(Notice { class: "notice-danger", title: t.text("notice-closed-title"), text });
        }
        if let Some(progress) = self.site.renewing() {
            let text = t.say("renewing", &Args::new().word("steps", steps(t, &progress)));
            notices.push(Notice { class: "notice-calm", title: t.text("renewing-title"), text });
        }
        notices
    }
}

/// How far a comparison is, in words.
#[must_use]
pub fn steps(t: &Locale, progress: &Progress) -> String {
    match progress.get() {
        (_, 0) => t.text("being-computed-beginning"),
        (done, total) => {
            let args = Args::new().word("done", t.number(done)).word("total", t.number(total));
            t.say("being-computed-steps", &args)
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::asks_for_json;

    #[rstest]
    #[case::a_browser(Some("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"), false)]
    #[case::anything(Some("*/*"), false)]
    #[case::nothing(None, false)]
    #[case::json(Some("application/json"), true)]
    #[case::problems(Some("application/problem+json, application/json;q=0.9"), true)]
    #[case::either(Some("text/html, application/json"), false)]
    fn programs_say_that_they_want_json(#[case] accept: Option<&str>, #[case] expected: bool) {
        assert_eq!(asks_for_json(accept), expected);
    }
}
