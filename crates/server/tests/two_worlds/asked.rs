//! What is asked: every route, with everything that could make it speak of the person.

use server::{Guard, ROUTES, Route, Verb};

/// The person who is in one world only, by every word that might name them.
pub const ABSENT: &str = "M2";
pub const ABSENT_NAME: &str = "Zubaida Canary";

/// One request.
#[derive(Clone, Debug)]
pub struct Asked {
    pub route: String,
    pub verb: Verb,
    pub address: String,
    /// The form, without the word of its page.
    pub form: Option<String>,
    pub accept: &'static str,
    /// Nothing of the answer depends on who asks: it is enough that some ask.
    pub is_public: bool,
}

/// What stands in an address for a parameter of it. A parameter that is not here fails the test: say what may stand there.
fn values(parameter: &str) -> Vec<&'static str> {
    match parameter {
        "id" | "missing" => vec![ABSENT, "M%201%2F%C3%A9", "nobody"],
        "remains" => vec!["R2", "nothing"],
        "handle" | "name" => vec!["anna", "nobody", ABSENT],
        "token" | "session" => vec!["dead-link", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"],
        "kind" => vec!["missing-person", "sample", "family-message"],
        "purpose" => vec!["tracing", "forensic"],
        "record" | "agreement" | "consent" => vec![ABSENT, "019ab84f-5c00-7101-8101-010101010101"],
        "file" => vec!["pages.css"],
        other => panic!("no values for the parameter `{other}`; name some in tests/two_worlds/asked.rs"),
    }
}

/// Filters that would match the person, asked of every page.
const QUERIES: [&str; 4] =
    ["", "?q=Zubaida", "?text=Canary&sex=female&year=2024&route=Central+Mediterranean", "?page=2&per=1&sort=name"];

/// What is sent to a route that takes a form. A route that is not here fails the test: say what its form has.
const FORMS: &[(&str, &[&str])] = &[
    ("/role", &["role=coordinator", "role=visitor"]),
    ("/sign-in", &["name=anna&password=wrong", "name=M2&password=wrong", "name=nobody&password=wrong"]),
    ("/sign-in/as", &["who=anna", "who=M2"]),
    ("/sign-out", &[""]),
    ("/join/{token}", &["name=zubaida&password=a+lantern+over+the+harbour&again=a+lantern+over+the+harbour"]),
    ("/reset/{token}", &["password=a+lantern+over+the+harbour&again=a+lantern+over+the+harbour&recovery="]),
    ("/account/sessions/end", &["session=none", "session=M2"]),
    ("/account/password", &["present=wrong&password=a+lantern+over+the+harbour&again=a+lantern+over+the+harbour"]),
    ("/account/recovery-key", &["password=wrong"]),
    ("/account/second-factor", &["code=000000"]),
    ("/account/tokens", &["label=M2&purpose=tracing&kinds=missing-person&days=1"]),
    ("/account/tokens/revoke", &["token=019ab84f-5c00-7101-8101-010101010101", "token=M2"]),
    ("/people/invite", &["role=tracing-officer&roles=tracing-officer&days=7", "role=family&days=7"]),
    ("/people/{name}/confirm", &["known=yes", ""]),
    ("/people/{name}/revoke", &["reason=left"]),
    ("/people/{name}/reset", &[""]),
    ("/unlock", &["holder=anna&passphrase=wrong", "holder=M2&passphrase=wrong"]),
    (
        "/follow",
        &[
            "code=1234+5678+9012+3456+7890+1234+56",
            "code=7777+7777+7777+7777+7777+7777+77",
            "code=0000+0000+0000+0000+0000+0000+00",
            "code=M2",
        ],
    ),
    ("/follow/message", &["text=hello"]),
    ("/follow/leave", &[""]),
    ("/missing/{id}/family/code", &[""]),
    ("/missing/{id}/family/end", &[""]),
    ("/missing/{id}/family/message", &["text=hello"]),
];

/// Requests to every route of the server.
pub fn all() -> Vec<Asked> {
    let mut all = Vec::new();
    let mut unknown = Vec::new();
    for route in ROUTES {
        let addresses = addresses(route.path);
        let forms: Vec<Option<String>> = match route.verb {
            Verb::Get => vec![None],
            Verb::Post => match FORMS.iter().find(|(path, _)| *path == route.path) {
                Some((_, forms)) => forms.iter().map(|form| Some((*form).to_owned())).collect(),
                None => {
                    unknown.push(route.name());
                    continue;
                }
            },
        };
        for address in &addresses {
            for form in &forms {
                extend(&mut all, route, address, form.as_ref());
            }
        }
    }
    assert!(unknown.is_empty(), "not asked: {unknown:?}; say in tests/two_worlds/asked.rs what their forms have");
    all
}

fn extend(all: &mut Vec<Asked>, route: &Route, address: &str, form: Option<&String>) {
    let asked = |address: String, accept| Asked {
        route: route.name(),
        verb: route.verb,
        address,
        form: form.cloned(),
        accept,
        is_public: route.guard == Guard::Public,
    };
    let is_plain = form.is_none() && !route.path.contains('{');
    let queries: &[&str] = if is_plain { &QUERIES } else { &QUERIES[..1] };
    all.extend(queries.iter().map(|query| asked(format!("{address}{query}"), "text/html")));
    if is_plain || address.contains(ABSENT) {
        all.push(asked(address.to_owned(), "application/json"));
    }
    if is_plain && route.is_page {
        all.push(asked(format!("/ar{address}"), "text/html"));
    }
}

/// The addresses of a path, each parameter with each of its values.
fn addresses(path: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for part in path.split('/').skip(1) {
        let values = match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            Some(parameter) => values(parameter),
            None => vec![part],
        };
        all = all.iter().flat_map(|before| values.iter().map(move |value| format!("{before}/{value}"))).collect();
    }
    all
}
