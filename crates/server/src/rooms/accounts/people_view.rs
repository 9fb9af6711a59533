//! Colleagues, as they are written: who waits, who is there, who was.

use askama::Template;
use firewall::{Role, Status};

use super::shapes::{Ask, Once, Told};
use super::words::{self, link};
use crate::form::{Field, Form};
use crate::frame::{Frame, Framing, Page};
use crate::locale::{Args, Locale};
use crate::record::Fact;
use crate::rooms::missing::filter::percent_encoded;

/// A colleague.
pub struct Colleague {
    /// The name that stands in the log.
    pub name: String,
    /// What they act as.
    pub roles: Vec<Role>,
    /// How far they belong to the organisation.
    pub status: Status,
    /// Whether a second factor is set up.
    pub has_factor: bool,
    /// The account whose place it takes, because its keys were lost.
    pub replaces: Option<String>,
    /// Who has given their word to the step that waits for another's.
    pub approved_by: Vec<String>,
    /// They have accepted and wait for a colleague.
    pub waits: bool,
    /// It is the reader.
    pub is_self: bool,
}

/// What the reader may do here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct May {
    /// Invite.
    pub invite: bool,
    /// Confirm who accepted.
    pub confirm: bool,
    /// Take an account away, and give a link for a new password.
    pub revoke: bool,
}

struct Row {
    name: String,
    roles: Option<String>,
    status: String,
    is_revoked: bool,
    is_self: bool,
    factor: String,
    approved: Option<String>,
    confirm: Option<String>,
    revoke: Option<String>,
    reset: Option<String>,
}

/// `/people`
#[derive(Template)]
#[template(path = "accounts/people.html")]
pub struct Show {
    frame: Frame,
    t: &'static Locale,
    title: String,
    invite: Option<String>,
    waiting: Vec<Row>,
    rows: Vec<Row>,
    has_acts: bool,
}

/// `/people`
pub fn show(framing: &Framing, people: &[Colleague], may: May) -> Show {
    let t = framing.t;
    let row = |one: &Colleague| {
        let act = |word: &str| framing.link(&format!("/people/{}/{word}", percent_encoded(&one.name)));
        let is_other = !one.is_self && one.status != Status::Revoked;
        Row {
            name: one.name.clone(),
            roles: words::roles(t, &one.roles),
            status: words::status(t, one.status),
            is_revoked: one.status == Status::Revoked,
            is_self: one.is_self,
            factor: t.text(if one.has_factor { "people-factor-yes" } else { "people-factor-no" }),
            approved: approved(t, one),
            confirm: (one.waits && may.confirm).then(|| act("confirm")),
            revoke: (is_other && may.revoke).then(|| act("revoke")),
            reset: (is_other && !one.waits && may.confirm).then(|| act("reset")),
        }
    };
    let count = people.iter().filter(|one| one.status == Status::Confirmed).count();
    let title = t.say("people-title", &Args::new().count("n", count));
    Show {
        frame: framing.around(Page::Accounts, &title),
        t,
        title,
        invite: may.invite.then(|| framing.link("/people/invite")),
        waiting: people.iter().filter(|one| one.waits).map(row).collect(),
        rows: people.iter().filter(|one| !one.waits).map(row).collect(),
        has_acts: may.revoke,
    }
}

/// What was typed into an invitation and what is wrong with it.
#[derive(Default)]
pub struct Typed {
    /// The roles.
    pub roles: Vec<Role>,
    /// For how many days the link opens.
    pub days: String,
    /// What is wrong with the roles.
    pub roles_fault: Option<String>,
    /// What is wrong with the days.
    pub days_fault: Option<String>,
}

/// Longest life of an invitation.
pub const DAYS_MAX: u32 = node::accounts::INVITATION_DAYS_MAX;

/// `/people/invite`
pub fn invite(framing: &Framing, csrf: &str, typed: &Typed) -> Ask {
    let t = framing.t;
    let days = if typed.days.is_empty() { "7" } else { &typed.days };
    let fields = vec![
        Field::checks("roles", t.text("invite-roles"), words::role_choices(t, Role::OF_MEMBERS, &typed.roles))
            .hint(t.text("invite-roles-hint"))
            .fault(typed.roles_fault.clone()),
        Field::number("days", t.text("invite-days"), days, 1, DAYS_MAX)
            .hint(t.text("invite-days-hint"))
            .fault(typed.days_fault.clone()),
    ];
    let form = Form::new(framing.link("/people/invite"), t.text("invite-button"), fields).proven(csrf);
    Ask {
        lead: vec![t.text("invite-lead")],
        back: Some(link(framing, "/people", "page-people")),
        ..Ask::new(framing, t.text("invite-title"), form)
    }
}

/// The link of an invitation, once.
pub fn invited(framing: &Framing, address: &str) -> Once {
    let t = framing.t;
    let form = Form::onward(framing.link("/people"), t.text("once-onward"));
    Once {
        lead: vec![t.text("invited-lead")],
        points: ["invited-how", "invited-who", "invited-then"].map(|key| t.text(key)).to_vec(),
        ..Once::new(framing, t.text("invited-title"), t.text("once-link"), vec![address.to_owned()], form)
    }
}

/// `/people/{name}/confirm`
pub fn confirm(framing: &Framing, csrf: &str, one: &Colleague, fault: Option<String>) -> Ask {
    let t = framing.t;
    let path = format!("/people/{}/confirm", percent_encoded(&one.name));
    let agreed = Field::agreed("known", t.text("confirm-known")).fault(fault);
    let form = Form::new(framing.link(&path), t.text("confirm-button"), vec![agreed]).proven(csrf);
    let mut points = vec![t.text("confirm-keys"), t.text("confirm-log")];
    points.extend(words::roles_told(t, &one.roles));
    Ask {
        lead: vec![t.text("confirm-lead")],
        facts: facts(framing, one),
        points,
        back: Some(link(framing, "/people", "page-people")),
        ..Ask::new(framing, t.say("confirm-title", &Args::new().recorded("name", &one.name)), form)
    }
}

/// `/people/{name}/revoke`
pub fn revoke(framing: &Framing, csrf: &str, one: &Colleague, reason: &str, fault: Option<String>) -> Ask {
    let t = framing.t;
    let path = format!("/people/{}/revoke", percent_encoded(&one.name));
    let why = Field::lines("reason", t.text("revoke-reason"), reason).hint(t.text("revoke-reason-hint")).fault(fault);
    let form = Form::new(framing.link(&path), t.text("revoke-button"), vec![why]).proven(csrf).grave();
    Ask {
        lead: vec![t.text("revoke-lead")],
        facts: facts(framing, one),
        points: ["revoke-now", "revoke-keys", "revoke-before", "revoke-final"].map(|key| t.text(key)).to_vec(),
        back: Some(link(framing, "/people", "page-people")),
        ..Ask::new(framing, t.say("revoke-title", &Args::new().recorded("name", &one.name)), form)
    }
}

/// `/people/{name}/reset`
pub fn reset(framing: &Framing, csrf: &str, one: &Colleague) -> Ask {
    let t = framing.t;
    let path = format!("/people/{}/reset", percent_encoded(&one.name));
    let form = Form::new(framing.link(&path), t.text("reset-link-button"), Vec::new()).proven(csrf);
    Ask {
        lead: vec![t.text("reset-link-lead")],
        facts: facts(framing, one),
        points: ["reset-link-know", "reset-link-sealed", "reset-link-log"].map(|key| t.text(key)).to_vec(),
        back: Some(link(framing, "/people", "page-people")),
        ..Ask::new(framing, t.say("reset-link-title", &Args::new().recorded("name", &one.name)), form)
    }
}

/// The link for a new password, once.
pub fn reset_made(framing: &Framing, name: &str, address: &str) -> Once {
    let t = framing.t;
    let form = Form::onward(framing.link("/people"), t.text("once-onward"));
    Once {
        lead: vec![t.text("reset-made-lead")],
        points: ["invited-how", "reset-made-recovery"].map(|key| t.text(key)).to_vec(),
        ..Once::new(
            framing,
            t.say("reset-link-title", &Args::new().recorded("name", name)),
            t.text("once-link"),
            vec![address.to_owned()],
            form,
        )
    }
}

/// Something was done about a colleague.
pub fn done(framing: &Framing, key: &str, name: &str) -> Told {
    let t = framing.t;
    Told {
        lead: vec![t.say(&format!("{key}-text"), &Args::new().recorded("name", name))],
        onward: Some(link(framing, "/people", "page-people")),
        ..Told::new(framing, t.say(&format!("{key}-title"), &Args::new().recorded("name", name)))
    }
}

fn facts(framing: &Framing, one: &Colleague) -> Vec<Fact> {
    let t = framing.t;
    let mut facts = vec![
        Fact::recorded(t, "account-name", Some(one.name.clone())),
        Fact::said(t, "column-roles", words::roles(t, &one.roles)),
    ];
    if let Some(replaces) = &one.replaces {
        facts.push(Fact::recorded(t, "people-replaces", Some(replaces.clone())));
    }
    if let Some(approved) = approved(t, one) {
        facts.push(Fact { name: t.text("people-approved"), value: Some(approved), is_recorded_text: false });
    }
    facts
}

/// Who has given their word already.
fn approved(t: &Locale, one: &Colleague) -> Option<String> {
    (!one.approved_by.is_empty()).then(|| one.approved_by.join(&t.text("list-separator")))
}
