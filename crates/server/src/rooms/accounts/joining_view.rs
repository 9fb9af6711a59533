//! The pages of joining, of the first start and of a new password, as they are written.

use firewall::Role;

use super::shapes::{Ask, Once, Told};
use super::words::{self, groups, link};
use crate::form::{Field, Form};
use crate::frame::Framing;
use crate::locale::Args;

/// What an invitation says.
pub struct Invited {
    /// Name of the organisation.
    pub organisation: String,
    /// What one is invited as.
    pub roles: Vec<Role>,
    /// Until when the link opens, in milliseconds since 1970.
    pub until: Option<u64>,
}

/// What was typed and what is wrong with it; passwords are not kept.
#[derive(Default)]
pub struct Typed {
    /// The name.
    pub name: String,
    /// What is wrong with the name.
    pub name_fault: Option<String>,
    /// What is wrong with the password.
    pub password_fault: Option<String>,
    /// What is wrong with the password typed again.
    pub again_fault: Option<String>,
    /// What is wrong with the recovery key.
    pub recovery_fault: Option<String>,
}

/// `/join/{token}`: what one is invited to, a name and a password.
pub fn join(framing: &Framing, csrf: &str, token: &str, invited: &Invited, typed: &Typed) -> Ask {
    let t = framing.t;
    let mut fields = vec![
        Field::word("name", t.text("account-name"), &typed.name, "username")
            .hint(t.text("join-name-hint"))
            .fault(typed.name_fault.clone()),
    ];
    fields.extend(new_password(framing, typed));
    let form = Form::new(framing.link(&format!("/join/{token}")), t.text("join-button"), fields).proven(csrf);
    let until = invited.until.map(|until| t.say("join-until", &Args::new().word("moment", words::moment(t, until))));
    let lead = t.say("join-lead", &Args::new().recorded("organisation", &invited.organisation));
    Ask {
        lead: [Some(lead), until, Some(t.text("join-roles"))].into_iter().flatten().collect(),
        points: words::roles_told(t, &invited.roles),
        ..Ask::new(framing, t.text("join-title"), form)
    }
}

fn new_password(framing: &Framing, typed: &Typed) -> [Field; 2] {
    let t = framing.t;
    let hint = super::password::hint(t);
    [
        Field::password("password", t.text("password-new"), "new-password")
            .hint(hint)
            .fault(typed.password_fault.clone()),
        Field::password("again", t.text("password-again"), "new-password").fault(typed.again_fault.clone()),
    ]
}

/// The recovery key, once. The form goes on to the second factor.
pub fn recovery_key(framing: &Framing, key: &str, strength: Option<String>, then: &str) -> Once {
    let t = framing.t;
    let agreed = Field::agreed("kept", t.text("recovery-kept"));
    let form = Form::new(framing.link(then), t.text("recovery-button"), vec![agreed]).asked();
    let mut points = vec![t.text("recovery-where"), t.text("recovery-without")];
    points.extend(strength);
    Once {
        lead: vec![t.text("recovery-lead")],
        points,
        ..Once::new(framing, t.text("recovery-title"), t.text("recovery-label"), groups(key), form)
    }
}

/// `/welcome/{token}` before anybody has signed in.
pub fn welcome(framing: &Framing, csrf: &str, node: &str, token: &str) -> Ask {
    let t = framing.t;
    let then = framing.link(&format!("/welcome/{token}"));
    let mut ask = super::sign_in_view::name_and_password(framing, csrf, "", Some(&then), None);
    ask.lead = vec![t.say("welcome-lead", &Args::new().recorded("node", node)), t.text("welcome-sign-in")];
    ask.points = ["welcome-step-factor", "welcome-step-open", "welcome-step-invite"].map(|key| t.text(key)).to_vec();
    ask.after = None;
    ask.retitle(framing, t.text("welcome-title"));
    ask
}

/// The first start is over.
pub fn welcomed(framing: &Framing) -> Told {
    let t = framing.t;
    Told {
        lead: vec![t.text("welcomed-lead")],
        points: ["welcomed-open", "welcomed-second", "welcomed-recovery"].map(|key| t.text(key)).to_vec(),
        onward: Some(link(framing, "/people/invite", "invite-title")),
        links: vec![link(framing, "/account", "account-title")],
        ..Told::new(framing, t.text("welcomed-title"))
    }
}

/// `/reset/{token}`: a new password, and the recovery key where it is at hand.
pub fn reset(framing: &Framing, csrf: &str, token: &str, typed: &Typed) -> Ask {
    let t = framing.t;
    let mut fields: Vec<Field> = new_password(framing, typed).into();
    fields.push(
        Field::word("recovery", t.text("recovery-label"), "", "off")
            .hint(t.text("reset-recovery-hint"))
            .fault(typed.recovery_fault.clone())
            .optional(),
    );
    let form = Form::new(framing.link(&format!("/reset/{token}")), t.text("reset-button"), fields).proven(csrf);
    Ask { lead: vec![t.text("reset-lead")], ..Ask::new(framing, t.text("reset-title"), form) }
}

/// A new password is set, and the recovery key that was used opens nothing any more: here is the next. `is_anew` where the
/// keys were lost, and the account is another under another name.
pub fn reset_done(framing: &Framing, name: &str, is_anew: bool, key: &str) -> Once {
    let t = framing.t;
    let mut once = recovery_key(framing, key, None, "/account/second-factor");
    let told = if is_anew { "reset-done-anew" } else { "reset-done-same" };
    once.lead.insert(0, t.say(told, &Args::new().recorded("name", name)));
    once.retitle(framing, t.text("reset-done-title"));
    once
}
