//! Tokens with which a program reads in one's name, as they are written.

use askama::Template;
use rooms::header::Purpose;

use super::shapes::Once;
use super::words;
use crate::form::{Choice, Control, Field, Form};
use crate::frame::{Frame, Framing, Page};
use crate::locale::{Args, Locale};

/// A token that was issued.
pub struct Token {
    /// What revokes it.
    pub id: String,
    /// What it was called.
    pub label: String,
    /// What for.
    pub purpose: Purpose,
    /// Which kinds it reads; none stands for all.
    pub kinds: Vec<String>,
    /// Until when, in milliseconds since 1970.
    pub until: u64,
}

/// What was typed and what is wrong with it.
#[derive(Default)]
pub struct Typed {
    /// What it is called.
    pub label: String,
    /// What for.
    pub purpose: String,
    /// Which kinds.
    pub kinds: Vec<String>,
    /// For how many days.
    pub days: String,
    /// What is wrong with the name of it.
    pub label_fault: Option<String>,
    /// What is wrong with the purpose.
    pub purpose_fault: Option<String>,
    /// What is wrong with the kinds.
    pub kinds_fault: Option<String>,
    /// What is wrong with the days.
    pub days_fault: Option<String>,
}

struct Row {
    id: String,
    label: String,
    purpose: String,
    kinds: Option<String>,
    until: String,
}

/// `/account/tokens`
#[derive(Template)]
#[template(path = "accounts/tokens.html")]
pub struct Show {
    frame: Frame,
    t: &'static Locale,
    title: String,
    rows: Vec<Row>,
    form: Form,
    csrf: String,
    revoke: String,
}

/// Longest life of a token.
pub const DAYS_MAX: u32 = node::accounts::TOKEN_DAYS_MAX;

/// `/account/tokens`: the tokens that are there, and a form for another. `kinds` are those to choose from, by word and name.
pub fn show(framing: &Framing, csrf: &str, tokens: &[Token], kinds: &[(String, String)], typed: Typed) -> Show {
    let t = framing.t;
    let purpose = |purpose: &Purpose| Choice {
        value: purpose.as_str().to_owned(),
        label: t.text(&format!("purpose-word-{}", purpose.as_str())),
        hint: None,
        is_chosen: purpose.as_str() == typed.purpose,
    };
    let kind = |(word, name): &(String, String)| Choice {
        value: word.clone(),
        label: name.clone(),
        hint: None,
        is_chosen: typed.kinds.contains(word),
    };
    let days = if typed.days.is_empty() { "30" } else { &typed.days };
    let fields = vec![
        Field::text("label", t.text("token-label"), &typed.label)
            .hint(t.text("token-label-hint"))
            .fault(typed.label_fault.clone()),
        Field::radios("purpose", t.text("column-purpose"), Purpose::ALL.iter().map(purpose).collect())
            .fault(typed.purpose_fault.clone()),
        Field::checks("kinds", t.text("token-kinds"), kinds.iter().map(kind).collect())
            .hint(t.text("token-kinds-hint"))
            .fault(typed.kinds_fault.clone()),
        Field::number("days", t.text("token-days"), days, 1, DAYS_MAX)
            .hint(t.say("token-days-hint", &Args::new().count("max", DAYS_MAX as usize)))
            .fault(typed.days_fault.clone()),
    ];
    let form = Form::new(framing.link("/account/tokens"), t.text("token-button"), fields).proven(csrf);
    let name_of = |word: &String| {
        kinds.iter().find(|(one, _)| one == word).map_or_else(|| word.clone(), |(_, name)| name.clone())
    };
    let row = |token: &Token| Row {
        id: token.id.clone(),
        label: token.label.clone(),
        purpose: t.text(&format!("purpose-word-{}", token.purpose.as_str())),
        kinds: (!token.kinds.is_empty())
            .then(|| token.kinds.iter().map(name_of).collect::<Vec<_>>().join(&t.text("list-separator"))),
        until: words::date(t, token.until),
    };
    let title = t.text("account-tokens");
    Show {
        frame: framing.around(Page::Accounts, &title),
        t,
        title,
        rows: tokens.iter().map(row).collect(),
        form,
        csrf: csrf.to_owned(),
        revoke: framing.link("/account/tokens/revoke"),
    }
}

/// A token, once.
pub fn issued(framing: &Framing, token: &str, until: Option<u64>) -> Once {
    let t = framing.t;
    let form = Form::onward(framing.link("/account/tokens"), t.text("once-onward"));
    let until = until.map(|until| t.say("token-issued-until", &Args::new().word("date", words::date(t, until))));
    Once {
        lead: vec![t.text("token-issued-lead")],
        points: until.into_iter().chain(["token-issued-header", "token-issued-audit"].map(|key| t.text(key))).collect(),
        ..Once::new(framing, t.text("token-issued-title"), t.text("token-issued-label"), vec![token.to_owned()], form)
    }
}
