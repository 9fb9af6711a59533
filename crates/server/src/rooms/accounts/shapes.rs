//! The three shapes of these pages: one asks, one shows something once, one tells and leads on.

use askama::Template;

use crate::form::{Control, Form};
use crate::frame::{Frame, Framing, Page};
use crate::locale::Locale;
use crate::record::Fact;

/// An address and its name.
pub type Link = (String, String);

/// A page with questions and one act.
#[derive(Template)]
#[template(path = "accounts/ask.html")]
pub struct Ask {
    /// What stands around it.
    pub frame: Frame,
    /// Words and numbers.
    pub t: &'static Locale,
    /// Its title.
    pub title: String,
    /// What it is about; the first is larger.
    pub lead: Vec<String>,
    /// What is known of what it is about.
    pub facts: Vec<Fact>,
    /// What the act does.
    pub points: Vec<String>,
    /// Its form.
    pub form: Form,
    /// What helps who cannot go on: a heading and sentences.
    pub after: Option<(String, Vec<String>)>,
    /// The way back.
    pub back: Option<Link>,
}

impl Ask {
    /// A page with its title and its form.
    pub fn new(framing: &Framing, title: String, form: Form) -> Self {
        let title_of_tab = match form.faults().is_empty() {
            true => title.clone(),
            false => framing.t.say("form-fault-tab", &crate::locale::Args::new().word("title", title.as_str())),
        };
        let frame = framing.around(Page::Accounts, &title_of_tab);
        let (lead, facts, points) = (Vec::new(), Vec::new(), Vec::new());
        Self { frame, t: framing.t, title, lead, facts, points, form, after: None, back: None }
    }

    /// The same under another title.
    pub fn retitle(&mut self, framing: &Framing, title: String) {
        self.frame = framing.around(Page::Accounts, &title);
        self.title = title;
    }
}

/// A page that shows a secret, which no page ever shows again.
#[derive(Template)]
#[template(path = "accounts/once.html")]
pub struct Once {
    /// What stands around it.
    pub frame: Frame,
    /// Words and numbers.
    pub t: &'static Locale,
    /// Its title.
    pub title: String,
    /// What it is for; the first is larger.
    pub lead: Vec<String>,
    /// What is shown.
    pub label: String,
    /// The secret, in groups that an eye can keep.
    pub groups: Vec<String>,
    /// What to know of it.
    pub points: Vec<String>,
    /// Its form.
    pub form: Form,
}

impl Once {
    /// A page with a secret and the form that goes on.
    pub fn new(framing: &Framing, title: String, label: String, groups: Vec<String>, form: Form) -> Self {
        let frame = framing.around(Page::Accounts, &title);
        Self { frame, t: framing.t, title, lead: Vec::new(), label, groups, points: Vec::new(), form }
    }

    /// The same under another title.
    pub fn retitle(&mut self, framing: &Framing, title: String) {
        self.frame = framing.around(Page::Accounts, &title);
        self.title = title;
    }
}

/// A page that tells, and leads on.
#[derive(Template)]
#[template(path = "accounts/told.html")]
pub struct Told {
    /// What stands around it.
    pub frame: Frame,
    /// Words and numbers.
    pub t: &'static Locale,
    /// Its title.
    pub title: String,
    /// What happened; the first is larger.
    pub lead: Vec<String>,
    /// What is known.
    pub facts: Vec<Fact>,
    /// What follows.
    pub points: Vec<String>,
    /// The next step.
    pub onward: Option<Link>,
    /// Other ways.
    pub links: Vec<Link>,
}

impl Told {
    /// A page with its title.
    pub fn new(framing: &Framing, title: String) -> Self {
        let frame = framing.around(Page::Accounts, &title);
        let (lead, facts, points, links) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { frame, t: framing.t, title, lead, facts, points, onward: None, links }
    }
}
