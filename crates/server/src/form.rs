//! What every form page has: questions with their hints, what is wrong said at the top and at the field, and what was typed
//! still there, passwords never.

/// One of several answers.
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// Words.
    pub label: String,
    /// What it means.
    pub hint: Option<String>,
    /// It is chosen.
    pub is_chosen: bool,
}

/// How a question is answered.
pub enum Control {
    /// One line; `is_word` for names and codes that are never translated or corrected.
    Text { value: String, autocomplete: &'static str, is_word: bool },
    /// A password: it is never shown again.
    Password { autocomplete: &'static str },
    /// A short code of digits.
    Code,
    /// Several lines.
    Lines { value: String },
    /// A whole number.
    Number { value: String, min: u32, max: u32 },
    /// A day.
    Day { value: String },
    /// Any of several.
    Checks(Vec<Choice>),
    /// One of several.
    Radios(Vec<Choice>),
    /// One of many.
    Select(Vec<Choice>),
    /// A sentence to agree with.
    Agreed { is_chosen: bool },
}

/// One question.
pub struct Field {
    /// Its name in the form and its id on the page.
    pub id: &'static str,
    /// The question.
    pub label: String,
    /// What helps to answer it.
    pub hint: Option<String>,
    /// How it is answered.
    pub control: Control,
    /// What is wrong with the answer, and what to do.
    pub fault: Option<String>,
    /// It may stay empty.
    pub is_optional: bool,
}

impl Field {
    fn new(id: &'static str, label: String, control: Control) -> Self {
        Self { id, label, hint: None, control, fault: None, is_optional: false }
    }

    /// A name or a code: one line that nobody corrects.
    #[must_use]
    pub fn word(id: &'static str, label: String, value: &str, autocomplete: &'static str) -> Self {
        Self::new(id, label, Control::Text { value: value.to_owned(), autocomplete, is_word: true })
    }

    /// One line in the person's own words.
    #[must_use]
    pub fn text(id: &'static str, label: String, value: &str) -> Self {
        Self::new(id, label, Control::Text { value: value.to_owned(), autocomplete: "off", is_word: false })
    }

    /// A password.
    #[must_use]
    pub fn password(id: &'static str, label: String, autocomplete: &'static str) -> Self {
        Self::new(id, label, Control::Password { autocomplete })
    }

    /// A code of digits that changes.
    #[must_use]
    pub fn code(id: &'static str, label: String) -> Self {
        Self::new(id, label, Control::Code)
    }

    /// Several lines.
    #[must_use]
    pub fn lines(id: &'static str, label: String, value: &str) -> Self {
        Self::new(id, label, Control::Lines { value: value.to_owned() })
    }

    /// A whole number.
    #[must_use]
    pub fn number(id: &'static str, label: String, value: &str, min: u32, max: u32) -> Self {
        Self::new(id, label, Control::Number { value: value.to_owned(), min, max })
    }

    /// A day.
    #[must_use]
    pub fn day(id: &'static str, label: String, value: &str) -> Self {
        Self::new(id, label, Control::Day { value: value.to_owned() })
    }

    /// One of many.
    #[must_use]
    pub fn select(id: &'static str, label: String, choices: Vec<Choice>) -> Self {
        Self::new(id, label, Control::Select(choices))
    }

    /// Any of several.
    #[must_use]
    pub fn checks(id: &'static str, label: String, choices: Vec<Choice>) -> Self {
        Self::new(id, label, Control::Checks(choices))
    }

    /// One of several.
    #[must_use]
    pub fn radios(id: &'static str, label: String, choices: Vec<Choice>) -> Self {
        Self::new(id, label, Control::Radios(choices))
    }

    /// A sentence to agree with.
    #[must_use]
    pub fn agreed(id: &'static str, label: String) -> Self {
        Self::new(id, label, Control::Agreed { is_chosen: false })
    }

    /// With what helps to answer it.
    #[must_use]
    pub fn hint(mut self, hint: String) -> Self {
        self.hint = Some(hint);
        self
    }

    /// With what is wrong.
    #[must_use]
    pub fn fault(mut self, fault: Option<String>) -> Self {
        self.fault = fault;
        self
    }

    /// May stay empty.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.is_optional = true;
        self
    }

    /// The ids of what describes it, for `aria-describedby`.
    #[must_use]
    pub fn described(&self) -> String {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id));
        let fault = self.fault.as_ref().map(|_| format!("{}-fault", self.id));
        [hint, fault].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// Questions and the one act that ends them.
pub struct Form {
    /// Address that it is sent to.
    pub action: String,
    /// The word of its page, which proves that it is ours.
    pub csrf: Option<String>,
    /// What goes along unseen.
    pub hidden: Vec<(&'static str, String)>,
    /// The questions.
    pub fields: Vec<Field>,
    /// What is wrong with the form as a whole; it leads to the first field.
    pub fault: Option<String>,
    /// The act.
    pub button: String,
    /// The act takes something away.
    pub is_grave: bool,
    /// It changes nothing and leads on.
    pub is_onward: bool,
    /// It changes nothing: it is asked for, and not sent.
    pub is_asked: bool,
}

impl Form {
    /// A form that is sent to an address.
    #[must_use]
    pub fn new(action: String, button: String, fields: Vec<Field>) -> Self {
        Self {
            action,
            csrf: None,
            hidden: Vec::new(),
            fields,
            fault: None,
            button,
            is_grave: false,
            is_onward: false,
            is_asked: false,
        }
    }

    /// A way on, in the place of a form.
    #[must_use]
    pub fn onward(action: String, button: String) -> Self {
        Self { is_onward: true, ..Self::new(action, button, Vec::new()) }
    }

    /// With the word of its page, which proves that it is ours.
    #[must_use]
    pub fn proven(mut self, csrf: &str) -> Self {
        self.csrf = Some(csrf.to_owned());
        self
    }

    /// It changes nothing: the browser asks for the page that comes next, once every box is ticked.
    #[must_use]
    pub fn asked(mut self) -> Self {
        self.is_asked = true;
        self
    }

    /// With something that goes along unseen.
    #[must_use]
    pub fn along(mut self, name: &'static str, value: &str) -> Self {
        self.hidden.push((name, value.to_owned()));
        self
    }

    /// With what is wrong as a whole.
    #[must_use]
    pub fn fault(mut self, fault: Option<String>) -> Self {
        self.fault = fault;
        self
    }

    /// The act takes something away.
    #[must_use]
    pub fn grave(mut self) -> Self {
        self.is_grave = true;
        self
    }

    /// What is wrong, each with the id of its field.
    #[must_use]
    pub fn faults(&self) -> Vec<(&'static str, &str)> {
        let first = self.fields.first().map_or("content", |field| field.id);
        let whole = self.fault.iter().map(|fault| (first, fault.as_str()));
        whole.chain(self.fields.iter().filter_map(|field| Some((field.id, field.fault.as_deref()?)))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, Form};

    #[test]
    fn what_is_wrong_leads_to_its_field() {
        let name = Field::word("name", "Name".into(), "nadia", "username");
        let password = Field::password("password", "Password".into(), "new-password").fault(Some("too short".into()));
        assert_eq!(password.described(), "password-fault");
        assert_eq!(name.described(), "");
        let form = Form::new("/here".into(), "Go".into(), vec![name, password]).fault(Some("not now".into()));
        assert_eq!(form.faults(), [("name", "not now"), ("password", "too short")]);
    }
}
