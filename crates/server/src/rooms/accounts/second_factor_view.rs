//! The page that sets up the second factor, as it is written.

use askama::Template;

use super::qr::{self, Drawing};
use super::shapes::{Ask, Told};
use super::words::{groups, link};
use crate::form::{Control, Field, Form};
use crate::frame::{Frame, Framing, Page};
use crate::locale::Locale;

/// The code to scan, the same in letters, and the question for a first code.
#[derive(Template)]
#[template(path = "accounts/second_factor.html")]
pub struct Enrol {
    frame: Frame,
    t: &'static Locale,
    title: String,
    drawing: Option<Drawing>,
    groups: Vec<String>,
    uri: String,
    form: Form,
}

/// The set-up with its secret.
pub fn enrol(framing: &Framing, secret: &str, uri: &str, csrf: &str) -> Enrol {
    let t = framing.t;
    let title = t.text("factor-title");
    let frame = framing.around(Page::Accounts, &title);
    let form = question(framing, csrf, None);
    Enrol { frame, t, title, drawing: qr::draw(uri), groups: groups(secret), uri: uri.to_owned(), form }
}

/// A code that did not fit: the secret stays the same and is not shown again.
pub fn once_more(framing: &Framing, csrf: &str) -> Ask {
    let t = framing.t;
    let form = question(framing, csrf, Some(t.text("factor-code-wrong")));
    Ask {
        back: Some(link(framing, "/account/second-factor", "factor-afresh")),
        ..Ask::new(framing, t.text("factor-title"), form)
    }
}

fn question(framing: &Framing, csrf: &str, fault: Option<String>) -> Form {
    let t = framing.t;
    let field = Field::code("code", t.text("factor-code")).hint(t.text("factor-code-hint")).fault(fault);
    Form::new(framing.link("/account/second-factor"), t.text("factor-button"), vec![field]).proven(csrf)
}

/// It is set up; what next depends on whether a colleague has confirmed.
pub fn enrolled(framing: &Framing) -> Told {
    let t = framing.t;
    Told {
        lead: vec![t.text("factor-done-lead")],
        points: ["factor-done-phone", "factor-done-lost"].map(|key| t.text(key)).to_vec(),
        onward: Some(link(framing, "/account", "account-title")),
        ..Told::new(framing, t.text("factor-done-title"))
    }
}
