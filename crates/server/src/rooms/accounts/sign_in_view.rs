//! The pages of signing in and out, as they are written.

use super::shapes::{Ask, Told};
use super::words::link;
use crate::form::{Field, Form};
use crate::frame::Framing;

/// What is wrong with an attempt; one answer for everything that does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Name, password or code do not fit.
    Refused,
    /// Too many attempts at this moment.
    Busy,
    /// The node is locked, and no account can be opened.
    Code,
}

impl Fault {
    const fn key(self) -> &'static str {
        match self {
            Self::Refused => "sign-in-refused",
            Self::Busy => "sign-in-busy",
            Self::Code => "sign-in-code-refused",
        }
    }
}

/// `/sign-in`: name and password. `then` is the page to go on to.
pub fn name_and_password(framing: &Framing, csrf: &str, name: &str, then: Option<&str>, fault: Option<Fault>) -> Ask {
    let t = framing.t;
    let fields = vec![
        Field::word("name", t.text("account-name"), name, "username").hint(t.text("sign-in-name-hint")),
        Field::password("password", t.text("account-password"), "current-password"),
    ];
    let mut form = Form::new(framing.link("/sign-in"), t.text("sign-in-button"), fields)
        .proven(csrf)
        .fault(fault.map(|fault| t.text(fault.key())));
    if let Some(then) = then {
        form = form.along("then", then);
    }
    let stuck = ["sign-in-stuck-colleague", "sign-in-stuck-phone", "sign-in-stuck-nobody"].map(|key| t.text(key));
    Ask {
        lead: vec![t.text("sign-in-lead")],
        after: Some((t.text("sign-in-stuck-title"), stuck.to_vec())),
        ..Ask::new(framing, t.text("sign-in-title"), form)
    }
}

/// `/sign-in`, second step: the code of the second factor. `ticket` stands for what was typed before.
pub fn code(framing: &Framing, csrf: &str, ticket: &str, then: Option<&str>, fault: Option<Fault>) -> Ask {
    let t = framing.t;
    let field = Field::code("code", t.text("factor-code")).hint(t.text("sign-in-code-hint"));
    let mut form = Form::new(framing.link("/sign-in"), t.text("sign-in-code-button"), vec![field])
        .proven(csrf)
        .along("ticket", ticket)
        .fault(fault.map(|fault| t.text(fault.key())));
    if let Some(then) = then {
        form = form.along("then", then);
    }
    let stuck = ["sign-in-stuck-phone", "sign-in-stuck-clock"].map(|key| t.text(key));
    Ask {
        lead: vec![t.text("sign-in-code-lead")],
        after: Some((t.text("sign-in-stuck-title"), stuck.to_vec())),
        back: Some(link(framing, "/sign-in", "sign-in-again")),
        ..Ask::new(framing, t.text("sign-in-code-title"), form)
    }
}

/// `/sign-out`: asks once, since another page must not be able to do it with a link.
pub fn leaving(framing: &Framing, name: &str, csrf: &str) -> Ask {
    let t = framing.t;
    let form = Form::new(framing.link("/sign-out"), t.text("sign-out-button"), Vec::new()).proven(csrf);
    let args = crate::locale::Args::new().recorded("name", name);
    Ask {
        lead: vec![t.say("sign-out-lead", &args)],
        back: Some(link(framing, "/account", "account-title")),
        ..Ask::new(framing, t.text("sign-out-title"), form)
    }
}

/// `/sign-out`, done.
pub fn left(framing: &Framing) -> Told {
    let t = framing.t;
    Told {
        lead: vec![t.text("signed-out-text")],
        onward: Some(link(framing, "/sign-in", "sign-in-title")),
        links: vec![link(framing, "/situation", "page-situation")],
        ..Told::new(framing, t.text("signed-out-title"))
    }
}

/// What somebody sees whom no colleague has confirmed yet, on every page of the register.
pub fn waiting(framing: &Framing, name: &str, organisation: &str) -> Told {
    let t = framing.t;
    let args = || crate::locale::Args::new().recorded("name", name).recorded("organisation", organisation);
    Told {
        lead: vec![t.say("waiting-lead", &args()), t.say("waiting-what", &args())],
        points: ["waiting-tell", "waiting-why", "waiting-meanwhile"].map(|key| t.text(key)).to_vec(),
        onward: Some((framing.here(), t.text("waiting-again"))),
        links: vec![link(framing, "/account", "account-title"), link(framing, "/sign-out", "sign-out-title")],
        ..Told::new(framing, t.text("waiting-title"))
    }
}
