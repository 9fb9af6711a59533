//! The page that sets up the second factor, as it is written.

use askama::Template;

use super::qr::{self, Drawing};
use super::shapes::Told;
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

/// The set-up with its secret; `action` takes the code. `is_wrong` where a code did not fit.
pub fn enrol(framing: &Framing, secret: &str, uri: &str, action: &str, csrf: &str, is_wrong: bool) -> Enrol {
    let t = framing.t;
    let fault = is_wrong.then(|| t.text("factor-code-wrong"));
    let field = Field::code("code", t.text("factor-code")).hint(t.text("factor-code-hint")).fault(fault);
    let form = Form::new(framing.link(action), t.text("factor-button"), vec![field]).proven(Some(csrf));
    let title = t.text("factor-title");
    let frame = framing.around(Page::Accounts, &title);
    Enrol { frame, t, title, drawing: qr::draw(uri), groups: groups(secret), uri: uri.to_owned(), form }
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
