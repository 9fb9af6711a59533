//! One's own account, as it is written.

use askama::Template;
use firewall::{Role, Status};

use super::shapes::{Ask, Told};
use super::words::{self, link};
use crate::form::{Choice, Control, Field, Form};
use crate::frame::{Frame, Framing, Page};
use crate::locale::{Args, Locale};
use crate::record::Fact;

/// A browser that is signed in.
pub struct Sitting {
    /// What ends it.
    pub id: String,
    /// The browser, by its own words.
    pub agent: String,
    /// Since when, in milliseconds since 1970.
    pub since: u64,
    /// When it last asked for a page.
    pub last_seen: u64,
    /// It is the one that asks.
    pub is_this: bool,
}

/// What an account says of itself.
pub struct Own {
    /// The name it signs in with.
    pub name: String,
    /// The organisation.
    pub organisation: String,
    /// How far one belongs to it.
    pub status: Status,
    /// The roles that one has.
    pub roles: Vec<Role>,
    /// The one acted in.
    pub acting: Role,
    /// A second factor is set up.
    pub has_factor: Option<bool>,
    /// Where one is signed in.
    pub sittings: Vec<Sitting>,
    /// What proves that a form is ours.
    pub csrf: String,
}

/// A row of the table of sessions.
struct Row {
    id: String,
    browser: String,
    since: String,
    last_seen: String,
    is_this: bool,
}

/// `/account`
#[derive(Template)]
#[template(path = "accounts/account.html")]
pub struct Show {
    frame: Frame,
    t: &'static Locale,
    title: String,
    done: Option<String>,
    facts: Vec<Fact>,
    acting: Option<Form>,
    factor: (String, String, String),
    links: Vec<(String, String, String)>,
    rows: Vec<Row>,
    csrf: String,
    end: String,
}

/// `/account`; `done` says what was just done.
pub fn show(framing: &Framing, own: &Own, done: Option<String>) -> Show {
    let t = framing.t;
    let title = t.say("account-of", &Args::new().recorded("name", &own.name));
    let facts = vec![
        Fact::recorded(t, "account-organisation", Some(own.organisation.clone())),
        Fact::said(t, "column-status", Some(words::status(t, own.status))),
        Fact::said(t, "column-roles", words::roles(t, &own.roles)),
    ];
    let acting = (own.roles.len() > 1).then(|| {
        let choices = words::role_choices(t, &own.roles, &[own.acting]);
        let field = Field::radios("role", t.text("account-acting"), choices).hint(t.text("account-acting-hint"));
        Form::new(framing.link("/role"), t.text("account-acting-button"), vec![field]).proven(&own.csrf)
    });
    let factor_key = match own.has_factor {
        Some(true) => "account-factor-set",
        Some(false) => "account-factor-missing",
        None => "account-factor-unknown",
    };
    let factor_link = if own.has_factor == Some(true) { "account-factor-anew" } else { "factor-title" };
    let factor = (t.text(factor_key), framing.link("/account/second-factor"), t.text(factor_link));
    let further = |path: &str, key: &str| (framing.link(path), t.text(key), t.text(&format!("{key}-hint")));
    let row = |sitting: &Sitting| Row {
        id: sitting.id.clone(),
        browser: words::browser(t, &sitting.agent),
        since: words::moment(t, sitting.since),
        last_seen: words::moment(t, sitting.last_seen),
        is_this: sitting.is_this,
    };
    Show {
        frame: framing.around(Page::Accounts, &title),
        t,
        title,
        done,
        facts,
        acting,
        factor,
        links: vec![
            further("/account/password", "account-change-password"),
            further("/account/recovery-key", "account-recovery"),
            further("/account/tokens", "account-tokens"),
        ],
        rows: own.sittings.iter().map(row).collect(),
        csrf: own.csrf.clone(),
        end: framing.link("/account/sessions/end"),
    }
}

/// What is wrong with a change of password.
#[derive(Default)]
pub struct PasswordFaults {
    /// With the present one.
    pub present: Option<String>,
    /// With the new one.
    pub new: Option<String>,
    /// With the new one typed again.
    pub again: Option<String>,
}

/// `/account/password`
pub fn password(framing: &Framing, csrf: &str, faults: PasswordFaults) -> Ask {
    let t = framing.t;
    let hint = super::password::hint(t);
    let fields = vec![
        Field::password("present", t.text("password-present"), "current-password").fault(faults.present),
        Field::password("password", t.text("password-new"), "new-password").hint(hint).fault(faults.new),
        Field::password("again", t.text("password-again"), "new-password").fault(faults.again),
    ];
    let form = Form::new(framing.link("/account/password"), t.text("password-button"), fields).proven(csrf);
    Ask {
        lead: vec![t.text("password-lead")],
        back: Some(link(framing, "/account", "account-title")),
        ..Ask::new(framing, t.text("account-change-password"), form)
    }
}

/// `/account/recovery-key`: asks for the password before it makes a new key.
pub fn renew_recovery(framing: &Framing, csrf: &str, fault: Option<String>) -> Ask {
    let t = framing.t;
    let field = Field::password("password", t.text("account-password"), "current-password").fault(fault);
    let form = Form::new(framing.link("/account/recovery-key"), t.text("recovery-renew-button"), vec![field]);
    Ask {
        lead: vec![t.text("recovery-renew-lead")],
        points: ["recovery-renew-old", "recovery-where"].map(|key| t.text(key)).to_vec(),
        back: Some(link(framing, "/account", "account-title")),
        ..Ask::new(framing, t.text("account-recovery"), form.proven(csrf))
    }
}

/// The second factor of an account that has none, or is to have another.
pub fn factor_anew(framing: &Framing, csrf: &str, fault: Option<String>) -> Ask {
    let t = framing.t;
    let field = Field::password("password", t.text("account-password"), "current-password").fault(fault);
    let form = Form::new(framing.link("/account/second-factor"), t.text("factor-anew-button"), vec![field]);
    Ask {
        lead: vec![t.text("factor-anew-lead")],
        back: Some(link(framing, "/account", "account-title")),
        ..Ask::new(framing, t.text("account-factor-anew"), form.proven(csrf))
    }
}

/// What a change of password leads to.
pub fn password_changed(framing: &Framing, strength: String) -> Told {
    let t = framing.t;
    Told {
        lead: vec![t.text("password-changed-lead"), strength],
        onward: Some(link(framing, "/account", "account-title")),
        ..Told::new(framing, t.text("password-changed-title"))
    }
}

/// Choices with one of them chosen.
pub fn chosen(values: &[(String, String)], chosen: &str) -> Vec<Choice> {
    let choice = |(value, label): &(String, String)| Choice {
        value: value.clone(),
        label: label.clone(),
        hint: None,
        is_chosen: value == chosen,
    };
    values.iter().map(choice).collect()
}
